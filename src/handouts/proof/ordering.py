"""Whether the eye reads a page in the order of its tags: what comes next is below or to the right of what came.

It is not enough that this holds of each text and the one before it. A page can be cut, down or across, so that all that
is read first lies to the left of, or above, all that is read next; and each of the two can be cut again, until single
stretches are left. Where no cut is left, something takes the place of something else. (Source of the rule: G. Nagy
and S. Seth, “Hierarchical representation of optically scanned documents”, 1984, the recursive X-Y cut.)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import accumulate, groupby, pairwise, takewhile

from handouts.proof.paper import MAX_RAISED, TOLERANCE, Cell
from handouts.proof.stretches import Stretch

GUTTER = 0.6
"""The least white beside a column that is read before the next, as a share of the type size; a space is 0.45 at most.

Between the cells of a table there may be less: they are meant to be side by side.
"""
SMALL_LETTERS = 0.5
"""The height of small letters, as a share of the type size. A line is above another one when its foot is."""


def out_of_order(stretches: Iterable[Stretch]) -> Iterator[tuple[Stretch, Stretch]]:
    """Neighbours by the tags of which the second one, or what follows it, is where it comes before the first."""
    for _, group in groupby(stretches, lambda stretch: stretch.page):
        page = list(group)
        if crossed := [pair for pair in pairwise(page) if not _is_right_of(*pair) and not _is_below(*pair)]:
            yield from crossed
        else:
            yield from dict.fromkeys([*_uncut(page), *_out_of_columns(page), *_out_of_cells(page)])


def _is_right_of(before: Stretch, after: Stretch) -> bool:
    return after.box.left >= before.box.right - TOLERANCE


def _is_below(before: Stretch, after: Stretch) -> bool:
    return before.setting.baseline >= _head(after)


def _goes_up(before: Stretch, after: Stretch) -> bool:
    """Whether the next stretch is above the line of the one before it, as at the head of the next column."""
    one, other = before.setting, after.setting
    return other.baseline - one.baseline >= MAX_RAISED * max(one.size, other.size)


def _uncut(page: list[Stretch]) -> Iterator[tuple[Stretch, Stretch]]:
    """Neighbours between which the eye goes up where no cut is, or to what is not beside what came."""
    waiting = [(0, len(page))]
    while waiting:
        start, end = waiting.pop()
        block = page[start:end]
        cuts = list(_cuts(block))
        for cut in cuts:
            before, after = block[:cut], block[cut:]
            if _are_columns(before, after):
                continue
            # A column that was cut across goes on above the cut; beside it another text may begin.
            if after[0].goes_on or not _are_columns([*_column(page[:start], after[0]), *before], after):
                yield before[-1], after[0]
        if cuts:
            waiting += [(start + first, start + last) for first, last in pairwise([0, *cuts, len(block)])]
        else:
            yield from (pair for pair in pairwise(block) if _goes_up(*pair))


def _column(page: list[Stretch], after: Stretch) -> list[Stretch]:
    """What is read last of a page, as far as all of it is to the left of what comes next."""
    return list(takewhile(lambda each: _is_right_of(each, after), reversed(page)))


def _are_columns(one: list[Stretch], other: list[Stretch]) -> bool:
    """Whether the eye does not go up from one part to the other, or the two are side by side."""
    before, after = one[-1], other[0]
    if not _goes_up(before, after) or _are_cells(before, after):
        return True
    return max(each.box.top for each in one) > min(each.setting.baseline for each in other)


def _cuts(block: list[Stretch]) -> Iterator[int]:
    """Before which stretches, by their index, a cut goes across or down with all that is read earlier on one side."""
    feet = list(accumulate((each.setting.baseline for each in block), min))
    heads = list(accumulate((_head(each) for each in reversed(block)), max))[::-1]
    rights = list(accumulate((each.box.right for each in block), max))
    lefts = list(accumulate((each.box.left for each in reversed(block)), min))[::-1]
    for last, first in pairwise(range(len(block))):
        across = feet[last] >= heads[first]
        if across or lefts[first] - rights[last] >= _least_white(block[last], block[first]):
            yield first


def _head(stretch: Stretch) -> float:
    setting = stretch.setting
    return setting.baseline + SMALL_LETTERS * setting.size


def _least_white(before: Stretch, after: Stretch) -> float:
    """The points that a cut down between two stretches must have for itself."""
    if not _goes_up(before, after) or _are_cells(before, after):
        return -TOLERANCE
    return GUTTER * min(each.setting.size for each in (before, after))


def _out_of_columns(page: list[Stretch]) -> Iterator[tuple[Stretch, Stretch]]:
    """Neighbours within a text between which the eye goes up, where other lines of it run on below or above both.

    A text that is set in columns has no line that is wider than its column.
    """
    start = 0
    for last, first in pairwise(range(len(page))):
        if not page[first].goes_on:
            start = first
        elif _goes_up(page[last], page[first]):
            end = next((place for place in range(first, len(page)) if not page[place].goes_on), len(page))
            if not _are_side_by_side(page[start:first], page[first:end]):
                yield page[last], page[first]


def _are_cells(before: Stretch, after: Stretch) -> bool:
    """Whether two stretches are each of a cell of its own."""
    one, other = before.cell, after.cell
    return bool(one and other and one != other)


def _out_of_cells(page: list[Stretch]) -> Iterator[tuple[Stretch, Stretch]]:
    """Neighbours in a row of a table whose cells are not side by side, where other cells of that table do.

    A stylesheet may set all cells of a table below each other; some of them it does not.
    """
    cells: dict[Cell, list[Stretch]] = {}
    for stretch in page:
        if cell := stretch.cell:
            cells.setdefault(cell, []).append(stretch)
    for _, table in groupby(cells, lambda cell: cell.table):
        pairs = [(cells[one], cells[other]) for one, other in pairwise(table) if one.row == other.row]
        askew = [pair for pair in pairs if not _are_side_by_side(*pair)]
        if len(askew) < len(pairs):
            yield from ((one[-1], other[0]) for one, other in askew)


def _are_side_by_side(one: list[Stretch], other: list[Stretch]) -> bool:
    return max(each.box.right for each in one) - TOLERANCE <= min(each.box.left for each in other)
