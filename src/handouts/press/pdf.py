"""What the PDF standard says, for the making of a press file and for its preflight alike (ISO 32000-1)."""

from __future__ import annotations

from typing import Any, Literal

import pikepdf

POINTS = 72 / 25.4
"""Points to the mm."""
Family = Literal["rgb", "grey", "cmyk", "lab", "pattern"]
FAMILIES: dict[str, Family] = {
    "/DeviceRGB": "rgb", "/RGB": "rgb", "/CalRGB": "rgb", "/Lab": "lab",
    "/DeviceGray": "grey", "/G": "grey", "/CalGray": "grey",
    "/DeviceCMYK": "cmyk", "/CMYK": "cmyk", "/Pattern": "pattern",
}  # fmt: skip
"""The colour spaces that have a name, and what their colours are (8.6, and table 93 for inline images)."""
CHANNELS: dict[int, Family] = {1: "grey", 3: "rgb", 4: "cmyk"}
"""What a colour is by the count of its numbers, where a profile is no more precise."""


def opacity(state: Any) -> float:
    """The least opacity of fills and strokes that a graphics state sets, 0 to 1 (11.6.4.4)."""
    return min(float(state.get(name, 1)) for name in ("/ca", "/CA"))


def is_mixed(state: Any) -> bool:
    """Whether a graphics state mixes colours with those below them (11.3.5)."""
    return str(state.get("/BM", "/Normal")) not in {"/Normal", "/Compatible"}


def parts_of(contents: Any) -> list[Any]:
    """The content streams of a page: its `/Contents` is one of them, an array, or None."""
    if contents is None:
        return []
    return list(contents) if isinstance(contents, pikepdf.Array) else [contents]
