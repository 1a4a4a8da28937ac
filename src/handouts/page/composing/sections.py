"""What the template of a brochure sees: its own sections, and modules that are taken in as sections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from handouts.content.illustrating import drawing_for
from handouts.content.loading import Loaded
from handouts.content.model.brochure import Brochure, Section
from handouts.content.model.formats import FORMATS
from handouts.content.parameters import ModuleInstance
from handouts.content.wording import Gaps
from handouts.page.composing.art import flap_drawing, message_drawing
from handouts.page.composing.explaining import explain
from handouts.page.composing.featuring import feature
from handouts.page.composing.illustrated import cover_drawing, drawn_steps, illustrate
from handouts.page.composing.views import Nothing, PrintableValue, ValueRegistry, View

_PRINTED = ("goal", "duration", "materials", "steps", "stop_if", "call_if", "drawing", "image", "link")


def brochure_view(
    registry: ValueRegistry, brochure: Loaded[Brochure], modules: Mapping[int, ModuleInstance], *, spots: bool = False
) -> View:
    """The brochure; `modules` are those that it takes in, by the index of their section.

    Each section has an `advice`, which is its module or nothing, and the sources are those of both, each once. Without
    `spots` there is no drawing beside a heading, named or chosen by its words.
    """
    shape = FORMATS[registry.format_name]
    shown = [_shown(section, modules.get(index), registry) for index, section in enumerate(brochure.value.sections)]
    if shape.narrow:
        # Where no drawing is large none has a caption.
        shown = [section.model_copy(update={"drawing_caption": None}) for section in shown]
        for index in range(len(shown)):
            registry.pass_over(brochure.marks, ("sections", index, "drawing_caption"))
    # The address of the whole is printed where a format leaves something out, and nowhere else.
    changes: dict[str, Any] = {"sections": shown, "url": None, "glossary": []}
    if brochure.value.promise and registry.prints(brochure.value.promise, ("promise",)):
        # What the cover promises takes the place of the subtitle.
        changes["subtitle"] = None
        registry.pass_over(brochure.marks, ("subtitle",))
    doc = registry.view(brochure.value.model_copy(update=changes), brochure.marks)
    printed = [index for index, section in enumerate(shown) if registry.prints(section, ("sections", index))]
    _pass_over_the_others(registry, brochure, modules, printed)
    for index, section in zip(printed, doc.sections, strict=True):
        section.advice = Nothing()
        if index in modules:
            section.heading, section.advice = _section_of(registry, modules[index], section, brochure.value.form)
            section.drawing = section.drawing or section.advice.drawing
    _draw(doc, spots=spots)
    explain(registry, brochure, doc, dict(zip(printed, doc.sections, strict=True)), modules)
    for section in doc.sections:
        feature(section, shape)
    doc.sources.extend(_sources(registry, doc.sources, [modules[index] for index in printed if index in modules]))
    view: View = doc
    return view


def _draw(doc: Any, *, spots: bool) -> None:
    """Chooses what is drawn: on the cover and the flap, at facts and tips, with the message, and beside headings."""
    doc.cover_drawing = cover_drawing(doc)
    doc.flap_drawing = flap_drawing(doc)
    facts = [fact for section in doc.sections for fact in section.facts]
    tips = [point for section in doc.sections if section.kind == "do" for point in section.points]
    for fact in facts:
        fact.drawing = ""
    illustrate(((fact, f"{fact.number} {fact.text}") for fact in facts), besides=[doc.flap_drawing], weak=False)
    illustrate(((tip, tip.title) for tip in tips), besides=[doc.flap_drawing, *(fact.drawing for fact in facts)])
    doc.message_drawing = message_drawing(doc, [*tips, *facts])
    illustrate(((section, _told(section)) for section in doc.sections), besides=[doc.cover_drawing])
    for section in doc.sections:
        for portion in section.chart.plate.items if section.chart and section.chart.plate else ():
            portion.drawing = drawing_for(named=portion.drawing or "")
        section.drawing = section.drawing if spots else ""
        if section.advice:
            section.advice.drawing = "" if section.advice.image else section.drawing


def _told(section: Any) -> str | Nothing:
    """The text that chooses a drawing for a section: nothing where there is no place for one."""
    if section.framed or (section.advice and any(step.drawing for step in section.advice.steps)):
        return Nothing()
    # Beside the steps of a module, else beside the text or above the points.
    placed = section.advice.steps or section.advice.goal if section.advice else section.text or section.points
    told: str | Nothing = section.heading if placed else Nothing()
    return told


def _pass_over_the_others(
    registry: ValueRegistry, brochure: Loaded[Brochure], modules: Mapping[int, ModuleInstance], printed: list[int]
) -> None:
    """Says of the sections and the modules that this format leaves out that it does."""
    taken_in = {modules[index].module.marks.file for index in printed if index in modules}
    for index in range(len(brochure.value.sections)):
        if index not in printed:
            registry.pass_over(brochure.marks, ("sections", index))
    for chosen in modules.values():
        if chosen.module.marks.file not in taken_in:
            registry.pass_over(chosen.module.marks, ())


def _shown(section: Section, chosen: ModuleInstance | None, registry: ValueRegistry) -> Section:
    """The section, left out of this format when its module is."""
    if chosen is None or chosen.module.value.is_for(registry.format_name):
        return section
    return section.model_copy(update={"only": [], "except_": [registry.format_name]})


def _section_of(registry: ValueRegistry, chosen: ModuleInstance, section: Any, form: str) -> tuple[Any, View]:
    """The heading of a section that is a module, and its `advice`: the module as a brochure prints it.

    A brochure is for everyone, so the warnings for some are among the others, after those for all.
    """
    module, marks = chosen.module.value, chosen.module.marks
    registry.gaps = Gaps(chosen.parameters, form)
    heading = section.heading or registry.view(module.title, marks, ("title",))
    if section.heading:
        registry.pass_over(marks, ("title",))
    advice = {name: registry.view(getattr(module, name), marks, (name,)) for name in _PRINTED}
    advice["steps"] = drawn_steps(advice["steps"])
    cautions = sorted(enumerate(module.warnings), key=lambda each: each[1].if_ is not None)
    advice["warnings"] = [registry.view(each.text, marks, ("warnings", index, "text")) for index, each in cautions]
    advice["tips"] = [_point(tip) for tip in registry.view(module.tips, marks, ("tips",))]
    registry.gaps = None
    return heading, View(**advice)


def _point(tip: PrintableValue) -> View:
    """A tip as a ticked point."""
    return View(
        title=tip, drawing="", text=Nothing(), lead_in=Nothing(), items=[], note=Nothing(), tiles=False, tiled=False
    )


def _sources(registry: ValueRegistry, own: list[Any], modules: Iterable[ModuleInstance]) -> Iterator[View]:
    """The sources of the modules that are not there yet, by their text or by their address."""
    known = {key for source in own for key in _keys(source)}
    for chosen in modules:
        sources = [
            each for each in enumerate(chosen.module.value.sources) if registry.prints(each[1], ("sources", each[0]))
        ]
        for index, source in sources:
            if known.isdisjoint(_keys(source)):
                yield registry.view(source, chosen.module.marks, ("sources", index))
            else:
                registry.pass_over(chosen.module.marks, ("sources", index))
        known |= {key for _, source in sources for key in _keys(source)}


def _keys(source: Any) -> set[str]:
    return {" ".join(source.text.split()).casefold(), *([source.url.href] if source.url else [])}
