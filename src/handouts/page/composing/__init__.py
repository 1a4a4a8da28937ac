"""Model, template and fixed words become HTML, together with the announcement of everything that it prints.

Content is data: it is escaped, and never runs through Jinja.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from handouts.content.labels import load_labels
from handouts.content.loading import Loaded
from handouts.content.model.brand import Colours
from handouts.content.model.brochure import Brochure
from handouts.content.model.formats import Format
from handouts.content.model.practice import Practice
from handouts.content.reading import decoded
from handouts.content.resolving import ModuleInstance, ResolvedSheet
from handouts.content.wording import Gaps
from handouts.files.folder import TrackedReader
from handouts.page.composing.accounting import Used, unprinted
from handouts.page.composing.brand_styles import bleed_css, brand_css, fonts_css, low_ink
from handouts.page.composing.naming_pictures import pictures_of
from handouts.page.composing.personal import sheet_context
from handouts.page.composing.sections import brochure_view
from handouts.page.composing.templates import run_template
from handouts.page.composing.text_markers import extract_texts
from handouts.page.composing.views import Nothing, ValueRegistry
from handouts.page.pipeline import AT_HOME, Composed, PrintSettings, Stylesheet
from handouts.problems import ContentError, Mark, Problem, error, has_errors, msg, shortened, warning

__all__ = ["compose_brochure", "compose_sheet"]

NO_MODULES: Mapping[int, ModuleInstance] = {}
NOTHING_BEHIND: Mapping[str, int] = {}


def compose_brochure(  # noqa: PLR0913  # what a brochure is made of, and how
    reader: TrackedReader,
    brochure: Loaded[Brochure],
    practice: Loaded[Practice],
    shape: Format,
    *,
    modules: Mapping[int, ModuleInstance] = NO_MODULES,
    making: PrintSettings = AT_HOME,
) -> Composed:
    """The brochure in one format; `modules` are those that it takes in, by the index of their section, as
    `content.resolving.resolve_brochure` finds them.

    Raises ContentError when the template fails or leaves a value out.
    """
    language = brochure.value.language or practice.value.language
    register = ValueRegistry(language, shape.name)
    doc = brochure_view(register, brochure, modules)
    context = {
        "doc": doc,
        "practice": register.view(practice.value, practice.marks),
        "format": shape,
        "making": making,
        "language": language,
    }
    # Only the fixed words and the modules have gaps; in the brochure's own text braces print as typed.
    register.gaps = Gaps({}, brochure.value.form)
    context["labels"] = register.words(load_labels(reader, language))
    register.gaps = None
    made_of = Used((brochure, *(chosen.module for chosen in modules.values())), (practice,))
    problems: list[Problem] = []
    context["more"] = Nothing()
    if not (shape.excerpt and register.left_out):
        register.pass_over(brochure.marks, ("url",))
    else:
        context["more"] = register.view(brochure.value.url, brochure.marks, ("url",))
        if not (context["more"] or context["practice"].website):
            message = msg(
                "the {name} leaves out a part of the brochure, and says not where the whole can be read",
                name=shape.name,
            )
            hint = msg(
                "fill in url in the brochure when the whole can be read somewhere, or website in content/practice.yaml"
            )
            problems.append(warning("no-address", brochure.marks.at(("title",)), message, hint))
    document = _Document(reader, "brochure", shape.template, practice.value, shape, made_of, making)
    composed = _composed(document, register, context)
    return composed._replace(problems=(*problems, *composed.problems))


def compose_sheet(
    reader: TrackedReader, gathered: ResolvedSheet, shape: Format, making: PrintSettings = AT_HOME
) -> Composed:
    """The personal sheet in one format. Raises ContentError when the template fails or leaves a value out."""
    register = ValueRegistry(gathered.language, shape.name)
    context = sheet_context(reader, register, gathered)
    context |= {
        "practice": register.view(gathered.practice.value, gathered.practice.marks),
        "format": shape,
        "making": making,
        "language": gathered.language,
    }
    modules = tuple(chosen.module for chosen in gathered.modules)
    made_of = Used((gathered.consult, gathered.recipe), (*modules, gathered.practice))
    document = _Document(reader, "sheet", "sheet", gathered.practice.value, shape, made_of, making)
    behind = {"diary": len(context["diary"].weeks)} if context["diary"] else {}
    return _composed(document, register, context, behind)


class _Document(NamedTuple):
    """What is composed: a template in a format, and the files of which every text must be printed.

    `kind` is the stylesheet of all documents of its kind, by its name without `.css`.
    """

    reader: TrackedReader
    kind: str
    template: str
    practice: Practice
    shape: Format
    made_of: Used
    making: PrintSettings

    @property
    def colours(self) -> Colours:
        """Those of the brand, without fills where ink is to be spared."""
        colours = self.practice.brand.colours
        return low_ink(colours) if self.making.low_ink else colours


def _composed(
    document: _Document, register: ValueRegistry, context: dict[str, Any], behind: Mapping[str, int] = NOTHING_BEHIND
) -> Composed:
    """The document; `behind` are the templates whose pages go behind its own, and how many each is likely to have."""
    reader = document.reader
    printed = {}
    for name in (document.template, *behind):
        html = run_template(reader, f"{name}.html", context)
        printed[name] = extract_texts(html, register.leaves, register.marks)
    place = reader.place(f"templates/{document.template}.html")
    used = frozenset().union(*(announcement.used for announcement in printed.values()))
    unused = [
        error(
            "unused-value",
            mark,
            f"“{shortened(text, 48)}” is not printed by {place}",
            "the template must print every value, or the value must go",
        )
        for mark, text in dict.fromkeys(unprinted(register, document.made_of, used))
    ]
    problems = [*pictures_of(reader, register.pictures), *unused]
    if has_errors(problems):
        raise ContentError(problems)
    sheets = _sheets(document)
    first, *others = (
        Composed(
            announcement.html,
            sheets,
            announcement.texts,
            document.colours,
            document.practice.brand.pair,
            {f"content/images/{name}": marks for name, marks in register.pictures.items()},
            register.language,
            reader.place(f"templates/{name}.html"),
            # What goes behind is bound together with the first.
            document.shape._replace(multiple=1) if name in behind else document.shape,
            making=document.making,
            expected=behind.get(name, 0),
        )
        for name, announcement in printed.items()
    )
    return first._replace(problems=tuple(problems)).followed_by(tuple(others))


def _sheets(document: _Document) -> tuple[Stylesheet, ...]:
    reader, brand, shape, bleed = document.reader, document.practice.brand, document.shape, document.making.bleed
    sheets = [
        Stylesheet("styles/fonts.css", "the typefaces", fonts_css(brand.pair)),
        Stylesheet("styles/brand.css", "the brand", brand_css(brand, document.colours)),
    ]
    names = ["base", "parts", document.kind, *shape.styles, shape.name]
    # What the format is to documents of this kind only, and what runs on into the bleed.
    more = [f"{shape.name}-{document.kind}", *([f"{shape.name}-bleed"] if bleed else [])]
    names += [name for name in more if reader.find(f"styles/{name}.css")]
    if bleed:
        sheets.append(Stylesheet("styles/bleed.css", "the bleed", bleed_css(bleed)))
    for name in (*names, "own"):
        relative = f"styles/{name}.css"
        data = reader.read(relative)
        if data is None:
            raise ContentError([error("no-stylesheet", Mark(relative), "this stylesheet does not exist")])
        place = reader.place(relative)
        sheets.append(Stylesheet(relative, place, decoded(data, place)))
    return tuple(sheets)
