"""Lines that are rows: columns between tabs or spaces, dot leaders, prices, opening hours, and the menu of a web page.

A row never is a heading, however short it is. Where rows stand together they are a list, or a table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from handouts.intake.importing.lines import FRAME, Line, ahead

_PAIR = 2
_LONGEST_ROW = 90
_CELL = re.compile(r"\S+(?:[ \xa0]\S+)*")
_WIDE = re.compile(r"\S[ \xa0]*(?:\t|[ \xa0]{2})")
_GRID = re.compile(r"[+|][-=+:| ]{2,}[+|]")
_LEADER = re.compile(r"(?<=[^\s.])\s*(?:\.{3,}|…{2,}|_{3,}|·{3,}|(?:\s\.){3,})[.\s]*(?=[^\s.…_·])")
_DAY = (
    r"(?:(?:maan|dins|woens|donder|vrij|zater|zon)dag(?:en|s)?|(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
    r"|(?:ma|di|wo|do|vr|za|zo|mon|tue|wed|thu|fri|sat|sun)(?=[\s.:,/–-])\.?)"
)
_HOURS = re.compile(
    rf"{_DAY}(?:\s*(?:t/m|tot|to|en|and|[-–—&/,])\s*(?:met\s+)?{_DAY})*\s*[:,]?\s*(?:van\s+|from\s+)?"
    r"(?:\d{1,2}(?:[.:]\d\d)?\s*(?:uur|u\b|h\b|am\b|pm\b|[-–—]|tot|to|t/m)"
    r"|gesloten|closed|op afspraak|by appointment|vrij\b)",
    re.IGNORECASE,
)
_AMOUNT = r"\d[\d.]*(?:,(?:\d\d|[-–—]{1,2}))?"
_PRICE = re.compile(
    rf"\S.*?\s(?:(?:€|EUR)\s*{_AMOUNT}|\d[\d.]*,(?:\d\d|[-–—]{{1,2}})|{_AMOUNT} euro|gratis)"
    r"(?:\s*(?:per|p/|/)\s*\w+|\s*\([^()]*\))?",
    re.IGNORECASE,
)
_FIELD = re.compile(r"[^\W\d_][\w-]{0,20}(?: \w{1,12})?:\s+\S.*")
_MENU = re.compile(r"\S[^|•·>»›/]{0,30}(?:\s+[|•·>»›/]\s+[^|•·>»›/\s][^|•·>»›/]{0,30}){2,}")
_SIDE = re.compile(
    r"(?:(?:doe|dit|liever|beter|mag|kan|do) )*"
    r"(?:wel|niet|ja|nee|goed|fout|slecht|doen|laten|vermijden|voordelen|nadelen|plus|min|voor|tegen|yes|no|dos?|do['’]s"
    r"|not|don['’]?t?s?|good|bad|avoid|pros|cons|[-+−–]|[^\w\s]{1,2})"
    r"(?: (?:doen|eten|drinken|gebruiken|nemen|geschikt|toegestaan))?\s*:?",
    re.IGNORECASE,
)
_PAGES = {"home", "startpagina", "over mij", "over ons", "contact", "tarieven", "blog", "nieuws", "about", "about me",
          "prices", "menu", "afspraak maken", "agenda", "shop", "webshop", "inloggen"}  # fmt: skip
_HOME = {"home", "menu", "startpagina", "homepage"}
_PAGE = re.compile(
    r"[-–—]\s*\d{1,3}\s*[-–—]|(?:(?:pagina|page|blz|pag|p)\b\.?\s*)?\d{1,3}(?:\s*(?:van|of|/)\s*\d{1,3})?",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?:[^\W\d_][\w ]{1,30}, )?(?:\w+da[gy],? )?\d{1,2}(?:e|ste|de)?[ ./-](?:[a-z]{3,9}|\d{1,2})\.?[ ./-]\d{2,4}",
    re.IGNORECASE,
)


class Rows(NamedTuple):
    """Rows that stand together: how many lines they take, and whether they are `pairs`, a `table` or a `menu`."""

    style: str
    taken: int


def rows_at(lines: Sequence[Line], position: int) -> Rows | None:
    """The rows that begin at a line; None when it is no row, or a single one that may be text."""
    line = lines[position]
    piped = line.whole.count("|") > 1 or _GRID.fullmatch(line.whole)
    if piped and (rows := _piped(lines, position)):
        return rows
    if line.kind and not _heads_sides(line):
        return None
    if _is_menu(line.whole):
        return Rows("menu", 1)
    return _columns(lines, position) or _alike(lines, position) or _home(lines, position)


def leader(line: Line) -> tuple[int, int] | None:
    """Where the dots between the two ends of a row begin and end, by columns of its `raw` text."""
    found = _LEADER.search(line.raw, line.start)
    if not found or _LEADER.search(line.raw, found.end()) or len(line.raw) - found.end() > 40:
        return None
    return found.span()


def is_row(text: str) -> bool:
    """Whether a line alone shows that it is no heading: a row with a leader, a page number, a date, hours, a menu."""
    return bool(
        _LEADER.search(text)
        or _HOURS.match(text)
        or is_page_number(text)
        or _DATE.fullmatch(text)
        or _MENU.fullmatch(text)
    )


def has_columns(line: Line) -> bool:
    """Whether white that lines something up stands amid the line: a tab, or three spaces."""
    return bool(re.search(r"\S\s*(?:\t|[ \xa0]{3})\s*\S", line.raw[line.start :]))


def is_page_number(text: str) -> bool:
    """Whether a line is the number of a page, such as `Pagina 2 van 4` or `- 2 -`."""
    return bool(_PAGE.fullmatch(text))


def is_field(text: str) -> bool:
    """Whether a line is a name and its value, such as `Telefoon: 06`."""
    return bool(_FIELD.fullmatch(text))


def _is_menu(text: str) -> bool:
    """Whether it is the menu of a web page, and not a motto such as `Rust · ruimte · regelmaat`."""
    if not _MENU.fullmatch(text):
        return False
    words = {word.strip().casefold() for word in re.split(r"\s[|•·>»›/]\s", text)}
    return bool(words & _HOME) or len(words & _PAGES) > 1


def _piped(lines: Sequence[Line], position: int) -> Rows | None:
    """Rows of which the cells stand between bars, with the rule under their head."""
    taken = 0
    while (line := ahead(lines, position + taken)) and (
        line.whole.count("|") > 1 or _GRID.fullmatch(line.whole) or set(line.whole) <= set("|-: ")
    ):
        taken += 1
    return Rows("table", taken) if taken > 1 else None


def _columns(lines: Sequence[Line], position: int) -> Rows | None:
    """Rows of which the cells begin, end or lie under each other. Two columns read well as the lines of a list."""
    before = _cells(lines[position])
    if len(before) < _PAIR:
        return None
    most, taken, framed = len(before), 1, False
    while following := ahead(lines, position + taken):
        if FRAME.fullmatch(following.whole):
            framed, taken = True, taken + 1
            continue
        cells = _cells(following)
        if following.kind or len(cells) < _PAIR or not _in_line(lines[position], following):
            break
        most, taken = max(most, len(cells)), taken + 1
    if taken == 1 or (framed and taken == _PAIR):
        return None
    is_list = most == _PAIR and not framed and not _heads_sides(lines[position])
    return Rows("pairs" if is_list else "table", taken)


def _heads_sides(line: Line) -> bool:
    """Whether a row heads two columns of opposites, such as `Wel` and `Niet`, without which they say nothing."""
    cells = _CELL.findall(line.raw)
    return len(cells) == _PAIR and all(map(_SIDE.fullmatch, cells))


def _cells(line: Line) -> list[tuple[int, int]]:
    """Where each cell begins and ends, by columns as they are seen; none when there is one cell only."""
    if not _WIDE.search(line.raw.rstrip()):
        return []
    cells: list[tuple[int, int]] = []
    end = column = 0
    for found in _CELL.finditer(line.raw):
        # Of what lies between two cells only the column within a stop of eight matters.
        column += len((" " * (column % 8) + line.raw[end : found.start()]).expandtabs(8)) - column % 8
        cells.append((column, column + len(found[0])))
        end, column = found.end(), column + len(found[0])
    return cells


def _in_line(line: Line, other: Line) -> bool:
    one, two = _cells(line), _cells(other)
    if "\t" in line.raw.strip() and "\t" in other.raw.strip():
        return len(one) == len(two)
    if len(one) == len(two) and all(a < d and c < b for (a, b), (c, d) in zip(one, two, strict=True)):
        return True
    starts = {start for start, _ in one[1:]} & {start for start, _ in two[1:]}
    ends = {end for _, end in one[1:]} & {end for _, end in two[1:]}
    return len(starts | ends) >= min(len(one), len(two)) - 1


def _alike(lines: Sequence[Line], position: int) -> Rows | None:
    """Prices, opening hours and rows with leaders, at least two under each other."""
    for is_such in (leader, _is_hours, _is_price):
        taken = 0
        while (line := ahead(lines, position + taken)) and not line.kind and is_such(line):
            taken += 1
        if taken >= _PAIR:
            return Rows("pairs", taken)
    return None


def _is_hours(line: Line) -> bool:
    return len(line.whole) <= _LONGEST_ROW and _HOURS.match(line.whole) is not None and not line.ends_sentence


def _is_price(line: Line) -> bool:
    return len(line.whole) <= _LONGEST_ROW and _PRICE.fullmatch(line.whole) is not None


def _home(lines: Sequence[Line], position: int) -> Rows | None:
    """The menu of a web page as lines of a few words, from the word Home on."""
    if lines[position].whole.casefold() not in _HOME:
        return None
    taken = 1
    while (line := ahead(lines, position + taken)) and len(line.whole.split()) <= 3 and not line.ends_sentence:
        taken += 1
    return Rows("menu", taken) if taken > _PAIR else None
