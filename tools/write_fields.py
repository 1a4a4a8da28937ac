"""Writes docs/fields.md from the models, so that the page and the program cannot say different things.

Run it after a change to a model: `python tools/write_fields.py`; a test compares.
"""

from __future__ import annotations

import types
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from handouts.content.loading import KINDS
from handouts.content.model.addresses import MailAddress, Phone, Picture, WebAddress
from handouts.content.model.describing import describe
from handouts.content.model.drawings import ADrawing
from handouts.content.model.fields import Model, OrText, Prose, Text
from handouts.content.model.rhythms import AtMost
from handouts.content.model.settings import OneOf

PAGE = Path(__file__).resolve().parent.parent / "docs/fields.md"
WHERE = {
    "practice": "`content/practice.yaml`",
    "brochure": "`content/brochures/NAME.yaml`",
    "module": "`content/modules/NAME.yaml`",
    "sheet": "`content/sheets/NAME.yaml`, a recipe",
    "consult": "`content/clients/REF.yaml`",
}
WORDS: dict[Any, str] = {
    Text: "text",
    Prose: "prose",
    WebAddress: "web address",
    MailAddress: "e-mail address",
    Phone: "telephone number",
    Picture: "picture",
    date: "date",
    bool: "yes or no",
    int: "whole number",
    Decimal: "number",
    AtMost: "number of times",
    float: "length in mm",
    str: "text",
}
CONVERTERS = {
    "as_colour": "colour",
    "as_rhythm": "rhythm",
    "as_focus": "two numbers",
    "as_signature": "yes or no, or picture",
    "number_of_days": "number of days",
}
INTRODUCTION = """\
# Every field

What can stand in the YAML. A key that is not listed here is a mistake, and `handouts check` names the nearest one.
This page is written by `tools/write_fields.py` out of the models and `languages/en/fields.yaml`; change it there. What
is *personal* says something of a client: it is for that client's sheet and nothing else.

- **text** is printed character for character: a name, a dose, a telephone number. Only spaces and tabs in a row
  print as one space, in prose too, so nothing can be lined up with them; a no-break space (U+00A0) stays.
- **prose** is running text. A blank line begins a paragraph, a single line break is a space. It knows `**bold**`,
  `*italics*` and `[a link](https://praktijk.example)`; on paper the address is printed behind a link.
- **date** is `2026-11-22`, `22-11-2026`, `22 november 2026` or `zondag 22 november 2026`. In a consult the other dates may
  leave out their year, `vrijdag 18 december`, or be so far away, `over 3 weken`: both count from the day of the consult.
- **number of days** is `28`, `28 dagen` or `4 weken`.
- A list of words or names may stand on one line: `when: ochtend en avond`, `flags: nieren, hart`; `flags: geen` is none.
- **yes or no** is `ja`, `nee`, `yes` or `no`.
- **colour** is six digits between quotes, such as `"#2E5A4B"`: without quotes YAML takes `#` for a remark.
- **drawing** is the name of one of [the program's own](drawings.md), in English or Dutch, or `geen` for none.
- **picture** is the name of a file in `content/images/`: svg, png, jpg, webp, gif, tif, bmp or avif.
- A value that begins with `{`, `[`, `*`, `&`, `!`, `%`, `@`, a quote or a dash, or that holds `: ` or ` #`, needs quotes.
- **rhythm** is how often: `elke dag`, `om de dag`, `elke 3 dagen`, `elke week`; `3 keer per week`, `2 tot 3 keer per
  week`; `maandag en donderdag`, `ma wo vr`, `ma t/m vr`, `werkdagen`, `weekend`, `elke dag behalve zondag`; `zo nodig`,
  `zo nodig, max 3 keer per dag`. In English: `every other day`, `3 times a week`, `mon wed fri`, `when needed`.
  *Om de drie dagen* is read, and printed, as `elke 3 dagen`.
- An empty `key:` counts as absent.
- Where a word stands between brackets, as in `evening` (`avond`), either may be written.
- In the texts of modules and recipes `{{ je | u }}` prints the word before the bar for a client who is addressed with je,
  and the one behind it for u: `Zet {{ je | uw }} voeten in het water.` In a module `{{ minuten }}` prints the parameter
  of that name. In a consult everything prints as typed.
"""


def word(annotation: Any, metadata: list[Any]) -> str:
    """What kind of value a field takes, in her words."""
    for each in metadata:
        if isinstance(each, ADrawing):
            return "drawing"
        if isinstance(each, OneOf):
            other = each.other_words()
            return "one of " + ", ".join(
                f"`{choice}` (`{other[choice]}`)" if choice in other else f"`{choice}`" for choice in each.choices
            )
        if isinstance(each, OrText):
            return f"text, or {word(annotation, [])}"
        if converted := next((kind for name, kind in CONVERTERS.items() if name in repr(each)), ""):
            return converted
    if get_origin(annotation) is dict:
        return f"by name: {word(get_args(annotation)[1], [])}"
    if get_origin(annotation) in {types.UnionType, Union, list}:
        inner = [each for each in get_args(annotation) if each is not types.NoneType]
        described = word(inner[0], [])
        return f"list of: {described}" if get_origin(annotation) is list else described
    if hasattr(annotation, "__metadata__"):
        return word(annotation.__origin__, list(annotation.__metadata__))
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return f"[{annotation.__name__}](#{annotation.__name__.lower()})"
    return next(WORDS[each] for each in annotation.__mro__ if each in WORDS)


def standard(field: FieldInfo) -> str:
    """What holds when the key is left out."""
    if field.is_required():
        return "**required**"
    if any("as_rhythm" in repr(each) for each in field.metadata):
        return "`dag`"
    value = field.get_default(call_default_factory=True)
    value = [list(value)] if isinstance(value, tuple) else value
    if value in (None, [], {}) or isinstance(value, Model):
        return ""
    return ", ".join(f"`{each}`" for each in (value if isinstance(value, list) else [value])).replace("False", "no")


def tables(kind: str, model: type[Model], done: set[type[Model]]) -> Iterator[str]:
    """A table for a model, then one for each model inside it."""
    done.add(model)
    title = f"## {kind.capitalize()}: {WHERE[kind]}" if kind else f"### {model.__name__}"
    yield f"\n{title}\n\n{' '.join((model.__doc__ or '').split())}\n"
    yield "| key | in Dutch | what it takes | when left out | what it is |"
    yield "|---|---|---|---|---|"
    inner: list[type[Model]] = []
    for name, field in model.model_fields.items():
        takes, said = word(field.annotation, field.metadata), describe(model, name, "en")
        more = " *Personal.*" if said.personal else ""
        title = describe(model, name, "nl").title
        yield f"| `{field.alias or name}` | {title} | {takes} | {standard(field)} | {said.help}{more} |"
        inner += models_in(field.annotation)
    for each in inner:
        if each not in done:
            yield from tables("", each, done)


def models_in(annotation: Any) -> list[type[Model]]:
    """The models that a field can hold."""
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return [annotation]
    return [model for inner in get_args(annotation) for model in models_in(inner)]


def page() -> str:
    """The whole page."""
    done: set[type[Model]] = set()
    lines = [line for kind, model in KINDS.items() for line in tables(kind, model, done)]
    return INTRODUCTION + "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
