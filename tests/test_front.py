"""The front page of a sheet: whole and full, and a page of its own as long as that makes the sheet no longer."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from handouts.content.model.formats import FORMATS
from handouts.page.rendering.fitting import TIGHTER
from handouts.page.rendering.front import Fit, fitted_sheet

MM = 96 / 25.4
TOP, ROOM = 14.0, 263.0
"""mm: where the text of a page begins, and how much of it there is."""
BLOCK, BEFORE = 60.0, 5.0
"""mm: the last block of the front page with the white before it, and that white."""
GAPS = 40.0
"""mm that the gaps of the front page take, and those of the rest."""


class Sheet:
    """Lays out a front page and a rest of some mm of text and `GAPS` of white, each as one run of lines."""

    def __init__(self, front: float, rest: float) -> None:
        self.front, self.rest = front, rest
        self.tried: list[Fit] = []

    def __call__(self, fit: Fit) -> Any:
        self.tried.append(fit)
        front = self.front + GAPS * fit.front
        begun = (ROOM if front <= ROOM else 2 * ROOM) if fit.alone else front
        end = begun + self.rest + GAPS * fit.rest
        pages = [page() for _ in range(int((end - 0.001) // ROOM) + 1)]
        # A block that does not fit moves to the next page as a whole.
        last, foot = front - BLOCK, front if front <= ROOM else ROOM + BLOCK - fit.front * BEFORE
        for name, down in (("end-block", last), ("end-front", foot), ("end", max(end, foot))):
            number = int((down - 0.001) // ROOM)
            pages[number].anchors[name] = (0, (TOP + down - number * ROOM) * MM)
        return SimpleNamespace(pages=pages, fit=fit)


def page() -> Any:
    box = SimpleNamespace(position_y=0, margin_top=TOP * MM, height=ROOM * MM)
    return SimpleNamespace(anchors={}, height=297 * MM, _page_box=box)


@pytest.mark.parametrize(
    ("front", "rest", "fit"),
    [
        (221, 221, Fit()),
        (191, 221, Fit(front=1.5)),
        (221, 191, Fit(rest=1.5)),
        (161, 161, Fit(front=1.6, rest=1.6)),
        (230, 221, Fit(front=0.75)),
        (241, 221, Fit(front=0.5)),
        (60, 100, Fit(rest=1.3, alone=False)),
        (150, 240, Fit(front=1, rest=1, alone=False)),
        (215, 230, Fit(front=1.1, rest=0.8)),
        (260, 180, Fit(front=1, rest=1.0, alone=False)),
    ],
    ids=["as designed", "looser in front", "looser behind", "loosest", "tighter", "tightest", "short", "long rest",
         "a line too many", "too long"],
)  # fmt: skip
def test_a_sheet_has_the_white_that_its_pages_have_room_for(front: float, rest: float, fit: Fit) -> None:
    sheet = Sheet(front, rest)
    assert fitted_sheet(sheet, FORMATS["a4"], TIGHTER).fit == fit
    assert len(sheet.tried) <= 9


def test_a_sheet_that_is_as_designed_or_is_only_loosened_is_laid_out_twice_at_most() -> None:
    for front, rest, most in ((221, 221, 1), (191, 221, 2), (161, 161, 2)):
        sheet = Sheet(front, rest)
        fitted_sheet(sheet, FORMATS["a4"], TIGHTER)
        assert len(sheet.tried) == most


def test_on_narrow_pages_nothing_begins_a_page_of_its_own() -> None:
    sheet = Sheet(100, 100)
    fitted_sheet(sheet, FORMATS["large-print"], TIGHTER)
    assert not [fit for fit in sheet.tried if fit.alone]
