"""Model, template and fixed words become HTML, together with the announcement of everything that it prints.

Content is data: it is escaped, and never runs through Jinja.
"""

from __future__ import annotations

from handouts.composing.announcing import announce
from handouts.composing.brand_styles import brand_css, fonts_css
from handouts.composing.templates import run_template
from handouts.composing.views import Register
from handouts.folder import Shelf
from handouts.handover import Composed, Sheet
from handouts.labels import load_labels
from handouts.loading import Loaded
from handouts.model.brochure import Brochure
from handouts.model.formats import Format
from handouts.model.practice import Practice
from handouts.problems import Mark, Problem, Refused, error
from handouts.reading import decoded

__all__ = ["compose_brochure"]


def compose_brochure(shelf: Shelf, brochure: Loaded[Brochure], practice: Loaded[Practice], shape: Format) -> Composed:
    """The brochure in one format. Raises Refused when the template fails or leaves a value out."""
    language = brochure.value.language or practice.value.language
    register = Register(language, shape.name)
    context = {
        "doc": register.view(brochure.value, brochure.marks),
        "practice": register.view(practice.value, practice.marks),
        "labels": register.words(load_labels(shelf, language)),
        "format": shape,
        "language": language,
    }
    template = "templates/brochure.html"
    announcement = announce(run_template(shelf, "brochure.html", context), register.leaves, register.marks)
    unused = [
        error(
            "unused-value",
            register.marks[leaf.number],
            f"“{_short(leaf)}” is not printed by {shelf.place(template)}",
            "the template must print every value, or the value must go",
        )
        for leaf in register.unused(announcement.used, brochure.marks.file)
    ]
    problems = [*_missing_pictures(shelf, register.pictures), *unused]
    if problems:
        raise Refused(problems)
    return Composed(
        announcement.html,
        _sheets(shelf, practice.value, "brochure", shape),
        announcement.texts,
        practice.value.brand.colours,
        practice.value.brand.pair,
        {f"content/images/{name}": mark for name, mark in register.pictures.items()},
        language,
        shelf.place(template),
    )


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 48 else text[:45].rstrip() + "…"


def _missing_pictures(shelf: Shelf, pictures: dict[str, Mark]) -> list[Problem]:
    return [
        error("no-picture", mark, f"the picture {name} is not in content/images", "put it there, or correct its name")
        for name, mark in pictures.items()
        if shelf.find(f"content/images/{name}") is None
    ]


def _sheets(shelf: Shelf, practice: Practice, kind: str, shape: Format) -> tuple[Sheet, ...]:
    brand = practice.brand
    sheets = [
        Sheet("styles/fonts.css", "the typefaces", fonts_css(brand.pair)),
        Sheet("styles/brand.css", "the brand", brand_css(brand)),
    ]
    for name in ("base", kind, shape.name, "own"):
        relative = f"styles/{name}.css"
        data = shelf.read(relative)
        if data is None:
            raise Refused([error("no-stylesheet", Mark(relative), "this stylesheet does not exist")])
        place = shelf.place(relative)
        sheets.append(Sheet(relative, place, decoded(data, place)))
    return tuple(sheets)
