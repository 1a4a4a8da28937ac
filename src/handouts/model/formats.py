"""Formats as data: what a format is called, how large its page is, and what it promises its reader.

Adding a format is adding a line here and a stylesheet of the same name in `styles/`.
"""

from __future__ import annotations

from typing import NamedTuple


class Format(NamedTuple):
    """One shape of paper: page size in mm, the least body size in pt, and the documents that it is meant for."""

    name: str
    width: float
    height: float
    body: float
    kinds: frozenset[str]
    description: str


FORMATS: dict[str, Format] = {
    each.name: each
    for each in (
        Format("a4", 210, 297, 12, frozenset({"brochure", "sheet"}), "A4, portrait"),
        # RNIB, "See it right": large print begins at 16 pt.
        Format("large-print", 210, 297, 16, frozenset({"brochure", "sheet"}), "A4 in large print, 16 pt and more"),
    )
}
