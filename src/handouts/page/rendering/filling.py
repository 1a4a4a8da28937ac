"""Fills the pages of a brochure: measures it, chooses its pages, and has them laid out so.

What may change is the white between the blocks of each page, the height of the opening, the size of the type by 0.4 pt
at most, and how many lines there are to write on. It takes seven layouts at most; the choice follows from the content
alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from handouts.page.rendering.boxes import boxes_in, pages_of, text_height
from handouts.page.rendering.breaking import LEAST, MUCH, MUCH_AT_THE_END, Page, Plan, Space, is_good, planned, white_in
from handouts.page.rendering.layout import LayOut, Layout, Source
from handouts.page.rendering.measuring import Measured, Unit, measured, remeasured
from handouts.page.rendering.units import classes_of

_SIZES = (0.4, -0.4)
"""pt by which the type may be larger or smaller."""
_OTHER_SIZE, _SMALLER, _LINE = 6.0, 4.0, 0.5
"""How bad it is to change the type by a pt, to make it smaller at all, and to add a line to write on."""
_GROWS = 0.15
"""By which share of its height a text grows with its type at most, for each pt."""
_GROWTHS = (0.04, 0.08, 0.12, 0.16)
"""The same, as it may be: a text of which only the lines are higher, one that has more of them, and a picture's."""
_BAD_END = 28.0
"""A page that ends where this is the cost, or more, looks like a mistake: a short piece is cut off."""
_TRIES = 3
_LESS, _WORTH = 0.95, 1.5
"""By how much a page that proves too full loses white, and the mm that this must give."""
COVER, _BY = "--cover-more", "--cover-by"
"""The variables by which the stylesheets let the opening be higher or lower: its least height, and what grows in it.

An opening that its text makes higher than its least height needs that much more of it before it grows.
"""
_LOWER, _HIGHER = 28.0, 80.0
"""mm by which the opening may be lower or higher than designed."""
_POINTS = re.compile(r"([0-9.]+)pt")
_EMPTY: Mapping[str, str] = {}


class _Choice(NamedTuple):
    """A way to fill the pages, with what was measured for it."""

    plan: Plan
    measured: Measured
    variables: Mapping[str, str]
    lines: int = 0


def filled(source: Source, lay_out: LayOut, around: tuple[int, int] = (0, 0), multiple: int = 1) -> Any | None:
    """The document with well filled pages; None where its template has no units, or no pages can be made of them.

    `around` is how many pages there are before the part that is filled (`data-part="inside"`, else all), and behind it.
    """
    known = measured(source.root, lay_out)
    if known is None:
        return None
    before, behind = around
    space = Space(_heights(lay_out), before=before, behind=behind, multiple=multiple)
    if COVER not in source.variables:
        known = known._replace(opening=None)
    choices = list(_choices(known, space, _EMPTY))
    for change in _SIZES:
        best = _best(choices, space) if choices else None
        good = best and is_good(best.plan, space)
        if best and good and _worst_end(best) < _BAD_END:
            break
        if best and not good and not _can_end_well(best, space, change):
            continue
        if best and not _promises(best, space, known, change):
            continue
        variables = _larger(source.variables, change)
        other = remeasured(known, lay_out, dict(variables)) if variables else None
        if other:
            other = other if known.opening else other._replace(opening=None)
            choices += _choices(other, space, variables, _bad_of(change))
    if not choices:
        return None
    # What no layout confirms is laid out once more as designed: eight layouts are enough.
    best = _best(choices, space)
    return _confirmed(best, _with_cover(space, best.measured), lay_out) or (
        lay_out(Layout()) if multiple == 1 else None
    )


def _with_cover(space: Space, known: Measured) -> Space:
    """The space in which the opening may be as much higher or lower as was measured."""
    return space._replace(cover=(-min(_LOWER, known.opening.lower), _HIGHER)) if known.opening else space


def _can_end_well(choice: _Choice, space: Space, change: float) -> bool:
    """Whether type so many pt larger may fill a last page that alone is too white, or smaller type may save it.

    To save it the white between the blocks may be drawn in as well, and lines to write on that were added be left out.
    """
    plan, units = choice.plan, choice.measured.units
    *others, last = plan.pages
    if any(page.white > MUCH for page in others) or space.lacking(len(plan.pages)):
        return True
    high = space.height(space.before + len(others))
    used = len(others) * high + (1 - last.white) * high
    spare = sum(white_in(units, page, page.white_between - LEAST) for page in plan.pages)
    spare += choice.lines * choice.measured.line
    lacking = (last.white - MUCH_AT_THE_END) * high if change > 0 else (1 - last.white) * high - spare
    return lacking <= used * abs(change) * _GROWS


def _promises(best: _Choice, space: Space, known: Measured, change: float) -> bool:
    """Whether type so many pt larger may be better than the best that is known, for all that is known without it."""
    bad = _bad_of(change) + _LINE * best.lines
    designed = dict(_with_lines(known))[best.lines]
    for share in _GROWTHS:
        units = _grown(designed, 1 + share * change)
        plan = planned(units, _with_cover(space, known))
        if plan:
            other = _Choice(plan._replace(badness=plan.badness + bad), known._replace(units=units), _EMPTY)
            if _best([best, other], space) is other:
                return True
    return False


def _grown(units: tuple[Unit, ...], by: float) -> tuple[Unit, ...]:
    """The units where each is so many times as high, and the white between them as it was."""
    found, moved = [], 0.0
    for unit in units:
        more = (unit.foot.at(1) - unit.top.at(1)) * (by - 1)
        found.append(unit._replace(top=unit.top.moved(moved), foot=unit.foot.moved(moved + more)))
        moved += more
    return tuple(found)


def _bad_of(change: float) -> float:
    """How bad it is to change the type by so many pt."""
    return abs(change) * _OTHER_SIZE + (_SMALLER if change < 0 else 0)


def _worst_end(choice: _Choice) -> float:
    """What it costs to end a page where that is worst."""
    return max((choice.measured.units[page.first].cost for page in choice.plan.pages[1:]), default=0.0)


def _best(choices: list[_Choice], space: Space) -> _Choice:
    """The least bad of those that leave no page too white, or else of all."""
    return min(choices, key=lambda choice: (not is_good(choice.plan, space), choice.plan.badness))


def _choices(known: Measured, space: Space, variables: Mapping[str, str], bad: float = 0) -> list[_Choice]:
    """The ways to fill the pages with type of one size: with the lines to write on that there are, and with more."""
    found = []
    space = _with_cover(space, known)
    for lines, units in _with_lines(known):
        plan = planned(units, space)
        if plan:
            plan = plan._replace(badness=plan.badness + bad + _LINE * lines)
            found.append(_Choice(plan, known._replace(units=units), variables, lines))
    return found


def _with_lines(known: Measured) -> list[tuple[int, tuple[Unit, ...]]]:
    """The units as they are, and with each further number of lines to write on."""
    found = [(0, known.units)]
    for place, each in enumerate(known.found):
        element = each.elements[0]
        if "to-write" in classes_of(element):
            more = sum("more-line" in classes_of(child) for child in element.iter())
            high = known.line
            for lines in range(1, more + 1) if high else ():
                by = lines * high
                changed = known.units[place]._replace(foot=known.units[place].foot.moved(by))
                after = [
                    unit._replace(top=unit.top.moved(by), foot=unit.foot.moved(by)) for unit in known.units[place + 1 :]
                ]
                found.append((lines, (*known.units[:place], changed, *after)))
            break
    return found


def _heights(lay_out: LayOut) -> Any:
    """The height of each page's text in mm, by its number from 0."""
    heights = [text_height(page) for page in pages_of(lay_out(Layout(blank=True)))]
    return lambda number: heights[min(number, len(heights) - 1)]


def _larger(variables: Mapping[str, str], change: float) -> Mapping[str, str]:
    """The variables of the type, so many pt larger; none where they are not plain sizes."""
    text, leading = (_POINTS.fullmatch(variables.get(name, "")) for name in ("--text", "--leading"))
    if not text or not leading:
        return _EMPTY
    size = float(text[1])
    high = float(leading[1]) * (size + change) / size
    return {"--text": f"{size + change:g}pt", "--leading": f"{high:.2f}pt"}


def _confirmed(choice: _Choice, space: Space, lay_out: LayOut) -> Any | None:
    """The document, laid out as chosen.

    A page that proves too full gets a little less white between its blocks, or where that is not enough, is not chosen
    again.
    """
    units, found = choice.measured.units, choice.measured.found
    pages = list(choice.plan.pages)
    for _ in range(_TRIES):
        begin = [*(found[page.first].leading[-1] for page in pages), found[-1].elements[0]]
        wanted = [space.before + number for number in (*range(len(pages)), len(pages) - 1)]
        document = lay_out(_layout(choice, pages, space))
        begun = _begun(document, begin)
        if begun == wanted:
            return document
        late = max(0, next(number for number, page in enumerate(begun) if page != wanted[number]) - 1)
        full = pages[late]
        less = round(full.white_between * _LESS, 3)
        if less >= LEAST and white_in(units, full, full.white_between - less) >= _WORTH:
            pages[late] = full._replace(white_between=less)
            continue
        space = space._replace(refused=space.refused | {(full.first, full.last)})
        other = planned(units, space)
        if other is None:
            return None
        pages = list(other.pages)
    return None


def _push(styles: dict[Any, list[str]], measured: Measured, place: int, height: float, page: Page) -> None:
    """Lets no row that begins a page fit on the page before: none that is not a block can be told to begin one."""
    units, found = measured.units, measured.found
    before, row, white = units[place - 1], units[place], page.white_between
    free = page.white * height
    room = min(row.foot.at(white) - row.top.at(white), free) / 2
    if before.row:
        more = before.below.at(white) + free - room
        for element in found[place - 1].elements:
            styles[element].append(f"margin-bottom:{more:.2f}mm")


def _begun(document: Any, elements: list[Any]) -> list[int]:
    """On which page each element begins."""
    begun: dict[Any, int] = {}
    for number, page in enumerate(pages_of(document)):
        for box in boxes_in(page):
            if box.element is not None:
                begun.setdefault(box.element, number)
    return [begun.get(element, -1) for element in elements]


def _layout(choice: _Choice, pages: list[Page], space: Space) -> Layout:
    """The layout by which each page begins where it is to, and has its own white."""
    styles: dict[Any, list[str]] = {}
    units, found = choice.measured.units, choice.measured.found
    for number, page in enumerate(pages):
        white = f"--g:{page.white_between:g}"
        for place in range(page.first, page.last):
            for element in (*found[place].elements, *found[place].leading):
                styles.setdefault(element, [white])
        if not number and not space.before:
            continue
        for element in found[page.first].leading:
            styles[element].append("margin-top:0")
        if not number:
            continue
        styles[found[page.first].leading[-1]].append("break-before:page")
        if units[page.first].row:
            _push(styles, choice.measured, page.first, space.height(space.before + number - 1), pages[number - 1])
    variables = dict(choice.variables)
    if pages[0].cover:
        above = choice.measured.opening.above if choice.measured.opening else 0
        variables |= {COVER: f"{pages[0].cover + above:.2f}mm", _BY: f"{pages[0].cover:.2f}mm"}
    rules = "".join(f".more-line-{line} {{ display: block }}" for line in range(1, choice.lines + 1))
    return Layout(
        spare=space.lacking(len(pages)),
        variables=variables,
        rules=rules,
        styles={key: ";".join(each) for key, each in styles.items()},
    )
