"""Imposition: pages in reading order become sheets of paper in printing order.

First a plan, which is a value that can be printed and tested; then its application to a PDF.
"""

from __future__ import annotations

from handouts.press.imposing.applying import impose
from handouts.press.imposing.noting import with_note
from handouts.press.imposing.plan import A4, A5, A6, Area, Note, Placement, Plan, Side, Size
from handouts.press.imposing.schemes import SCHEMES, TRIFOLD, booklet, cards, nup, single, trifold

__all__ = [
    "A4", "A5", "A6", "SCHEMES", "TRIFOLD", "Area", "Note", "Placement", "Plan", "Side", "Size", "booklet", "cards",
    "impose", "nup", "single", "trifold", "with_note",
]  # fmt: skip
