"""Model, template and fixed words become HTML, together with the announcement of everything that it prints.

Content is data: it is escaped, and never runs through Jinja.
"""

from __future__ import annotations

import traceback
from typing import Any

from handouts.composing.announcing import announce
from handouts.composing.brand_styles import brand_css, fonts_css
from handouts.composing.views import Register
from handouts.folder import Shelf
from handouts.handover import Composed, Sheet
from handouts.labels import load_labels
from handouts.loading import Loaded
from handouts.model.brochure import Brochure
from handouts.model.formats import Format
from handouts.model.practice import Practice
from handouts.problems import Mark, Problem, Refused, error

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
    announcement = announce(_run_template(shelf, "brochure.html", context), register.marks)
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
        sheets.append(Sheet(relative, shelf.place(relative), data.decode("utf-8", "replace")))
    return tuple(sheets)


def _run_template(shelf: Shelf, name: str, context: dict[str, Any]) -> str:
    import jinja2
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    def source(name: str) -> tuple[str, str, None] | None:
        data = shelf.read(f"templates/{name}")
        if data is None:
            return None
        try:
            return data.decode("utf-8-sig"), shelf.place(f"templates/{name}"), None
        except UnicodeDecodeError as reason:
            mark = Mark(f"templates/{name}", data[: reason.start].count(b"\n") + 1)
            raise Refused([error("not-utf-8", mark, "the template is not saved as UTF-8")]) from reason

    environment = ImmutableSandboxedEnvironment(
        loader=jinja2.FunctionLoader(source),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    try:
        return environment.get_template(name).render(context)
    except jinja2.TemplateNotFound as reason:
        raise Refused(
            [error("no-template", Mark(f"templates/{reason.name}"), "this template does not exist")]
        ) from reason
    except jinja2.TemplateSyntaxError as reason:
        mark = Mark(reason.filename or f"templates/{reason.name}", reason.lineno)
        raise Refused([error("template", mark, f"the template cannot be read: {reason.message}")]) from reason
    except (Refused, MemoryError):
        raise
    except Exception as reason:  # a template is a program of hers: whatever it raises is a mistake in that file
        raise Refused([error("template", _template_line(reason, name), f"the template fails: {reason}")]) from reason


def _template_line(reason: BaseException, name: str) -> Mark:
    for frame in reversed(traceback.extract_tb(reason.__traceback__)):
        if frame.filename.endswith((".html", ".j2")) and "templates/" in frame.filename:
            return Mark(frame.filename, frame.lineno or 0)
    return Mark(f"templates/{name}")
