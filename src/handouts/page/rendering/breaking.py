"""Chooses where the pages of a document end, and how much white each has between its blocks, by dynamic programming.

It is arithmetic over measured units alone: the same units give the same pages, on any machine.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

from handouts.page.rendering.measuring import Unit

LEAST, MOST = 0.62, 2.1
"""How much of the white between the blocks a page may keep, at least and at most."""
_MOST_AT_NEED, _NEED = 2.5, 0.15
"""The most on a page that would stay white for more than this share with that."""
MUCH = 0.12
"""The share of a page that may stay white at its foot; more looks like a mistake."""
MUCH_AT_THE_END = 0.3
"""The same for the last page."""
_SPARE = 1.5
"""mm that stay free at the foot of a page, for what measuring rounds."""
_PAGE, _WHITE, _TOO_WHITE, _LOOSE, _TIGHT, _ALONE, _COVER, _LACKING = 22.0, 40.0, 400.0, 14.0, 36.0, 6.0, 0.12, 45.0
"""How bad are: a page, white at its foot, more than may stay white, more and less white between the blocks than
designed, a unit alone on its page, a mm of the opening, a page that lacks."""


class Page(NamedTuple):
    """A page: its units from `first` to before `last`, the white between them, and the share that stays white.

    `cover` is by how many mm the opening is higher or lower than designed.
    """

    first: int
    last: int
    white_between: float
    white: float
    cover: float = 0


class Plan(NamedTuple):
    """The pages of a document, and how bad they are together: less is better."""

    badness: float
    pages: tuple[Page, ...]


class Space(NamedTuple):
    """What there is to fill: the height in mm of each page by its number from 0, and how far an opening may be changed.

    `cover` are the least and the most mm; `most` is how many pages there may be at most. `refused` are pages that
    proved too full, each by its first unit and the one behind its last. `before` and `behind` are pages that are there
    besides, and all are to be a multiple of `multiple`. With `filled` no page may stay too white.
    """

    height: Callable[[int], float]
    cover: tuple[float, float] = (0, 0)
    most: int = 40
    refused: frozenset[tuple[int, int]] = frozenset()
    before: int = 0
    behind: int = 0
    multiple: int = 1
    filled: bool = False

    def lacking(self, pages: int) -> int:
        """How many pages are lacking to the multiple, when the units take so many."""
        return -(self.before + pages + self.behind) % self.multiple


def planned(units: Sequence[Unit], space: Space) -> Plan | None:
    """The pages that are least bad; None where a unit is higher than a page, or they are too many.

    That no page stays too white comes before all else.
    """
    return _least_bad(units, space._replace(filled=True)) or _least_bad(units, space)


def _least_bad(units: Sequence[Unit], space: Space) -> Plan | None:
    ends: dict[int, Plan] = {0: Plan(0, ())}
    best: Plan | None = None
    # Pages are alike but for the first, so what can begin with a unit is reckoned once.
    reckoned: dict[tuple[int, bool, float], list[tuple[Page, float]]] = {}
    for number in range(space.most):
        high = space.height(space.before + number) - _SPARE
        following: dict[int, Plan] = {}
        for first, before in ends.items():
            key = first, not number, high
            if key not in reckoned:
                reckoned[key] = _pages_from(units, first, high, space, opens=not number)
            for page, badness in reckoned[key]:
                plan = Plan(before.badness + badness, (*before.pages, page))
                known = following.get(page.last)
                if known is None or plan.badness < known.badness:
                    following[page.last] = plan
        whole = following.pop(len(units), None)
        if whole:
            whole = whole._replace(badness=whole.badness + _LACKING * space.lacking(number + 1))
        if whole and (best is None or whole.badness < best.badness):
            best = whole
        ends = following
        if not ends or (best and min(plan.badness for plan in ends.values()) >= best.badness):
            break
    return best


def _pages_from(
    units: Sequence[Unit], first: int, high: float, space: Space, *, opens: bool
) -> list[tuple[Page, float]]:
    """Every page of a height in mm that can begin with a unit, with how bad it is; `opens`: it is the first."""
    found = []
    cover = space.cover if opens else (0.0, 0.0)
    top, lowest = units[first].top, units[first]
    for last in range(first + 1, len(units) + 1):
        lowest = max(lowest, units[last - 1], key=_foot_as_designed)
        fixed, per = lowest.foot.fixed - top.fixed, lowest.foot.per - top.per
        if fixed + per * LEAST > high - cover[0]:
            break
        ends = last == len(units)
        if (not ends and units[last].kept) or (first, last) in space.refused:
            continue
        page = _filled(Page(first, last, 1, (lowest.free + _SPARE) / high), (fixed, per), high, cover, ends=ends)
        if page is None or (space.filled and page.white > _most_white(ends=ends)):
            continue
        badness = _badness(page, ends=ends)
        badness += 0 if ends else units[last].cost
        badness += _ALONE if last - first == 1 and not opens else 0
        found.append((page, badness))
    return found


def _foot_as_designed(unit: Unit) -> float:
    return unit.foot.at(1)


def _height(units: Sequence[Unit], first: int, last: int) -> tuple[float, float]:
    """The height of a page with these units: what is fixed, and what goes with the white between them."""
    foot = max((unit.foot for unit in units[first:last]), key=lambda line: line.at(1))
    top = units[first].top
    return foot.fixed - top.fixed, foot.per - top.per


def white_in(units: Sequence[Unit], page: Page, white: float) -> float:
    """The mm that so much white between the blocks takes on a page."""
    return _height(units, page.first, page.last)[1] * white


def _filled(
    page: Page, height: tuple[float, float], high: float, cover: tuple[float, float], *, ends: bool
) -> Page | None:
    """The page with the white between its units that fills it, and before that an opening that does.

    `height` is that of its units, as `_height` gives it, and `high` how much there is. The page comes with what stays
    white in any case.
    """
    fixed, per = height
    free = high - fixed - per
    moved = 0.0
    if cover != (0, 0):
        moved = min(max(free, cover[0]), cover[1])
        if ends and free > 0:
            moved = 0.0
        free -= moved
    between = 1.0
    if free < 0:
        between = 1 + free / per if per > 0 else -1.0
        if between < LEAST:
            return None
    elif per > 1 and page.last - page.first > 1:
        # A last page is to be filled, or to look like the others.
        between = 1 + free / per
        most = _MOST_AT_NEED if high - fixed - moved - per * MOST > _NEED * high else MOST
        between = (between if between <= MOST else 1.0) if ends else min(most, between)
    left = max(0.0, high - fixed - moved - per * between)
    white = round(page.white + left / high, 4)
    return page._replace(white_between=round(between, 3), white=white, cover=round(moved, 2))


def _most_white(*, ends: bool) -> float:
    return MUCH_AT_THE_END if ends else MUCH


def _badness(page: Page, *, ends: bool) -> float:
    more = page.white_between - 1
    found = _PAGE + max(_LOOSE * more, -_TIGHT * more) + _COVER * abs(page.cover)
    found += (_WHITE / 2 if ends else _WHITE) * page.white
    return found + _TOO_WHITE * max(0.0, page.white - _most_white(ends=ends))


def is_good(plan: Plan, space: Space) -> bool:
    """Whether no page of a plan stays too white, and none lacks."""
    *others, last = plan.pages
    if space.lacking(len(plan.pages)):
        return False
    return all(page.white <= MUCH for page in others) and last.white <= MUCH_AT_THE_END and math.isfinite(plan.badness)
