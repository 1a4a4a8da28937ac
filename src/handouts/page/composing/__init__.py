"""Model, template and fixed words become HTML, together with the announcement of everything that it prints.

Content is data: it is escaped, and never runs through Jinja.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from handouts.content.labels import load_labels
from handouts.content.loading import Loaded
from handouts.content.looks import design_of
from handouts.content.model.brochure import Brochure
from handouts.content.model.formats import Format, Personal
from handouts.content.model.looks import Design
from handouts.content.model.practice import Practice
from handouts.content.parameters import ModuleInstance
from handouts.content.resolving import ResolvedSheet
from handouts.content.wording import Gaps
from handouts.files.folder import TrackedReader
from handouts.page.composing.accounting import Used, unprinted
from handouts.page.composing.art import art
from handouts.page.composing.covers import place_photographs
from handouts.page.composing.disclosing import is_disclosed
from handouts.page.composing.figures import Figures
from handouts.page.composing.illustrated import drawing_alts
from handouts.page.composing.naming_pictures import pictures_of
from handouts.page.composing.personal import sheet_context
from handouts.page.composing.sections import brochure_view
from handouts.page.composing.sender import practice_view, unsigned
from handouts.page.composing.stylesheets import colours_of, stylesheets_of, with_title
from handouts.page.composing.templates import run_template
from handouts.page.composing.text_markers import extract_texts
from handouts.page.composing.titles import TitleSize, title_size
from handouts.page.composing.views import Nothing, ValueRegistry
from handouts.page.pipeline import AT_HOME, Composed, PrintSettings
from handouts.problems import ContentError, Problem, error, has_errors, shortened, warning

__all__ = ["compose_brochure", "compose_sheet", "with_id_prefix"]

NO_MODULES: Mapping[int, ModuleInstance] = {}
NOTHING: Mapping[str, int] = {}
_SMALL_PAGE = 200
"""mm; a picture keeps to the column of a page that is not wider than this."""
_ID = re.compile(r"""(<[^<>]*?\s(?:id="|href="#))(?=[^"])""")


def compose_brochure(  # noqa: PLR0913  # what a brochure is made of, and how
    reader: TrackedReader,
    brochure: Loaded[Brochure],
    practice: Loaded[Practice],
    shape: Format,
    *,
    modules: Mapping[int, ModuleInstance] = NO_MODULES,
    settings: PrintSettings = AT_HOME,
) -> Composed:
    """The brochure in one format; `modules` are those that it takes in, by the index of their section.

    Raises ContentError when the template fails or leaves a value out.
    """
    registry = ValueRegistry(brochure.value.language or practice.value.language, shape.name)
    made_of = Used((brochure, *(chosen.module for chosen in modules.values())), (practice,))
    document = _Document(
        reader,
        "brochure",
        shape.template,
        practice,
        shape,
        settings,
        made_of,
        design_of(reader, practice),
        brochure.value.title,
    )
    doc: Any = brochure_view(registry, brochure, modules, spots=document.design.look.spots)
    place_photographs(doc, document.design, registry.language, shape, low_ink=settings.low_ink)
    context = {"doc": doc, **document.context(registry)}
    # Only the fixed words and the modules have gaps; in the brochure's own text braces print as typed.
    registry.gaps = Gaps({}, brochure.value.form)
    context["labels"] = registry.words(load_labels(reader, registry.language))
    registry.gaps = None
    problems: list[Problem] = []
    if shape.excerpt and registry.left_out:
        context["more"] = registry.view(brochure.value.url, brochure.marks, ("url",))
        if not (context["more"] or practice.value.website):
            problems.append(
                warning(
                    "no-address",
                    brochure.marks.at(("title",)),
                    "the {format} leaves out a part of the brochure, and says not where the whole can be read",
                    "fill in url in the brochure when the whole can be read somewhere, "
                    "or website in content/practice.yaml",
                    format=shape.name,
                )
            )
    else:
        context["more"] = Nothing()
        registry.pass_over(brochure.marks, ("url",))
    composed = _composed(document, registry, context)
    return composed._replace(problems=(*problems, *composed.problems))


def compose_sheet(
    reader: TrackedReader, gathered: ResolvedSheet, shape: Format, settings: PrintSettings = AT_HOME
) -> Composed:
    """The personal sheet in one format. Raises ContentError when the template fails or leaves a value out."""
    registry = ValueRegistry(gathered.language, shape.name)
    modules = (chosen.module for chosen in gathered.modules)
    made_of = Used((gathered.consult, gathered.recipe), (*modules, gathered.practice))
    practice = gathered.practice
    design = design_of(reader, practice)
    personal = shape.personal or Personal(1, shape.height, 1, 0)
    seen = sheet_context(reader, registry, gathered, personal, spots=design.look.spots)
    document = _Document(reader, "sheet", "sheet", practice, shape, settings, made_of, design, seen["recipe"].title)
    context = {**seen, **document.context(registry)}
    following = {"diary": len(context["diary"].pages or context["diary"].weeks)} if context["diary"] else {}
    return _composed(document, registry, context, following)


def with_id_prefix(composed: Composed, prefix: str) -> Composed:
    """The same with `prefix` before each id, which must be the only one of its name in a PDF."""
    return composed._replace(html=_ID.sub(rf"\g<1>{prefix}", composed.html))


class _Document(NamedTuple):
    """What is composed: a template in a format, and the files of which every text must be printed.

    `kind` is the stylesheet of all documents of its kind, by its name without `.css`.
    """

    reader: TrackedReader
    kind: str
    template: str
    practice: Loaded[Practice]
    shape: Format
    settings: PrintSettings
    made_of: Used
    design: Design
    title: str

    @property
    def title_size(self) -> TitleSize:
        """How large its title is printed."""
        look = self.design.look
        place = look.place_of(self.shape, personal=self.kind == "sheet")
        return title_size(self.title, self.design.pair, place, look.tracking)

    def context(self, registry: ValueRegistry) -> dict[str, Any]:
        """What the template of any document sees, once what is its own has been viewed.

        `making` is what `print_settings` was called in earlier versions.
        """
        disclosed = is_disclosed(registry, self.practice)
        practice = practice_view(registry, self.practice, self.reader)
        if not disclosed:
            practice.disclosure = Nothing()
        widest = self.design.look.picture_width if self.shape.width > _SMALL_PAGE else 0
        return {
            "practice": practice,
            "nothing": Nothing(),
            "format": self.shape,
            "figures": Figures(self.reader, self.shape, self.settings, self.design.pair.body, widest),
            "design": self.design,
            "title_size": self.title_size,
            "print_settings": self.settings,
            "making": self.settings,
            "language": registry.language,
            "drawing_alts": drawing_alts(registry.language),
        }


def _composed(
    document: _Document, registry: ValueRegistry, context: dict[str, Any], following: Mapping[str, int] = NOTHING
) -> Composed:
    """The document; `following` are the templates of the pages after its own, and how many each is likely to have."""
    reader, design, shape = document.reader, document.design, document.shape
    likely = {document.template: 0, **following}
    printed = {
        name: extract_texts(run_template(reader, f"{name}.html", context), registry.values, registry.marks)
        for name in likely
    }
    used = frozenset().union(*(each.used for each in printed.values()))
    problems = [*pictures_of(reader, registry.pictures), *unsigned(document.practice)]
    for mark, text in dict.fromkeys(unprinted(registry, document.made_of, used)):
        problems.append(
            error(
                "unused-value",
                mark,
                "“{text}” is not printed by {template}",
                "the template must print every value, or the value must go",
                text=shortened(text, 48),
                template=reader.place(f"templates/{document.template}.html"),
            )
        )
    if has_errors(problems):
        raise ContentError(problems)
    stylesheets = with_title(
        stylesheets_of(reader, document.kind, design, shape, document.settings), document.title_size
    )
    if shape.panels:
        stylesheets = (art(context["doc"], context["figures"], bleeds=document.settings.bleed > 0), *stylesheets)
    first, *others = (
        Composed(
            each.html,
            stylesheets,
            each.texts,
            colours_of(design, document.settings),
            design.pair,
            {f"content/images/{picture}": marks for picture, marks in registry.pictures.items()},
            registry.language,
            reader.place(f"templates/{name}.html"),
            # What follows is bound together with the first.
            shape if name == document.template else shape._replace(multiple=1),
            print_settings=document.settings,
            pen=design.look.pen,
            likely_pages=likely[name],
        )
        for name, each in printed.items()
    )
    return first._replace(problems=tuple(problems)).followed_by(tuple(others))
