"""What stands between or beside the text: pictures, with where they stand and how they are cut, and tables."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, ValidationInfo, WithJsonSchema

from handouts.content.model.addresses import Picture
from handouts.content.model.describing import described
from handouts.content.model.fields import InOneLine, Prose, Text, mistake
from handouts.content.model.selective import Selective
from handouts.content.model.settings import OneOf
from handouts.content.words import meanings
from handouts.problems import msg

PLACES = ("left", "right", "wide")
RATIOS = {"1:1": 1.0, "3:2": 1.5, "3:1": 3.0}
"""Width to height of what a picture can be cut to."""
Place = Annotated[str, OneOf(*PLACES, also=meanings("places"))]
Ratio = Annotated[str, OneOf(*RATIOS)]
_PERCENT = re.compile(r"([0-9]{1,3}) ?%?")


def as_focus(value: object) -> tuple[int, int]:
    """The point of a picture that stays in sight, in % from its left and from its top; `40, 50` is understood too."""
    if isinstance(value, tuple):
        return value
    typed = re.split(r"\s*[,;x]\s*|\s+(?=\d)", value.strip()) if isinstance(value, str) else value
    found = [_PERCENT.fullmatch(str(each).strip()) for each in typed] if isinstance(typed, list) else []
    numbers = [int(each[1]) for each in found if each]
    if len(numbers) != 2 or len(found) != 2 or max(numbers) > 100:
        hint = msg("write how far from the left and from the top, in percent, such as [50, 30]")
        raise mistake("not-a-focus", "a focus is two whole numbers from 0 to 100", hint)
    return numbers[0], numbers[1]


_FOCUS_SCHEMA: dict[str, Any] = {
    "anyOf": [
        {"type": "array", "items": {"type": ["integer", "string"]}, "minItems": 2, "maxItems": 2},
        {"type": "string"},
    ]
}
Focus = Annotated[tuple[int, int], BeforeValidator(as_focus), WithJsonSchema(_FOCUS_SCHEMA)]


class Image(Selective):
    """A picture out of `content/images/`; a photograph is cut to a ratio around its focus."""

    file: Picture
    alt: Text
    caption: Prose | None = None
    place: Place | None = None
    ratio: Ratio | None = None
    focus: Focus | None = described(default=None, example="[50, 30]")


_MOST_COLUMNS, _MOST_ROWS = 5, 40


def _columns(text: str) -> list[str]:
    """The cells of a row that is typed as one text: `Voetenbad | 20 minuten`, with bars around it or not."""
    bare = text.strip()
    if bare.startswith("|"):
        bare = bare[1:].removesuffix("|")
    return [cell.strip() for cell in bare.split("|")]


def _cell(value: object) -> object:
    """A cell may stay empty."""
    return None if value is None or (isinstance(value, str) and not value.strip()) else value


def _as_long_as_the_head(row: list[Prose | None], info: ValidationInfo) -> list[Prose | None]:
    head = info.data.get("head")
    if head and len(row) != len(head):
        message = msg("this row has {count} cell, and the table has {columns} columns",
                      "this row has {count} cells, and the table has {columns} columns",
                      count=len(row), columns=len(head))  # fmt: skip
        hint = msg('write "" for a cell that stays empty, and the whole row between quotes where it holds a colon')
        raise mistake("not-the-columns", message, hint)
    if not any(row):
        raise mistake("empty", "there is nothing in this row", "fill in a cell, or remove the row")
    return row


Cell = Annotated[Prose | None, BeforeValidator(_cell)]
Row = Annotated[list[Cell], InOneLine(_columns, is_line=True), AfterValidator(_as_long_as_the_head)]


class Table(Selective):
    """A table: what each column is, and under it the rows. The first cell of a row is what the row is about."""

    caption: Text | None = None
    head: Annotated[list[Text], InOneLine(_columns)] = described(min_length=2, max_length=_MOST_COLUMNS)
    rows: list[Row] = described(min_length=1, max_length=_MOST_ROWS)
    source: Text | None = described(default=None, judged=False)
