"""What stands between or beside the text: pictures, and where and how they are cut out."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema

from handouts.content.model.addresses import Picture
from handouts.content.model.describing import described
from handouts.content.model.fields import Prose, Text, mistake
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
