"""Formats as data: what a format is called and how large its page is.

Adding a format is adding a line here and a stylesheet of the same name in `styles/`.
"""

from __future__ import annotations

from typing import NamedTuple


class Format(NamedTuple):
    """One shape of paper: what it is called and its page size in mm."""

    name: str
    width: float
    height: float


FORMATS: dict[str, Format] = {
    each.name: each
    for each in (
        Format("a4", 210, 297),
        # Nothing under 16 pt stands on it: RNIB, "See it right".
        Format("large-print", 210, 297),
    )
}
