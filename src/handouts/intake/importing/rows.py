"""Lines that are rows: columns between tabs or spaces, dot leaders, prices, opening hours, and the menu of a web page.

A row never is a heading, however short it is. Rows under each other are a list, or a table.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from handouts.intake.importing.blocks import Block
from handouts.intake.importing.lines import FRAME, Line, ahead, words

_PAIR = 2
_MAX_ROW = 90
_CELL = re.compile(r"\S+(?:[ \xa0]\S+)*")
_WIDE = re.compile(r"\S[ \xa0]*(?:\t|[ \xa0]{2})")
_GRID = re.compile(r"[+|][-=+:| ]{2,}[+|]")
_LEADER = re.compile(r"(?<=[^\s.])\s*(?:\.{3,}|…{2,}|_{3,}|·{3,}|(?:\s\.){3,})[.\s]*(?=[^\s.…_·])")
_DAY = rf"(?:{words('days')}|(?:{words('short_days')})(?=[\s.:,/–-])\.?)"
_HOURS = re.compile(
    rf"{_DAY}(?:\s*(?:{words('to')}|[-–—&/,])\s*(?:met\s+)?{_DAY})*\s*[:,]?\s*(?:(?:{words('from')})\s+)?"
    rf"(?:\d{{1,2}}(?:[.:]\d\d)?\s*(?:{words('oclock')}|[-–—])|{words('closed')})",
    re.IGNORECASE,
)
_AMOUNT = r"\d[\d.]*(?:,(?:\d\d|[-–—]{1,2}))?"
_PRICE = re.compile(
    rf"\S.*?\s(?:(?:€|EUR)\s*{_AMOUNT}|\d[\d.]*,(?:\d\d|[-–—]{{1,2}})|{_AMOUNT} euro|gratis)"
    r"(?:\s*(?:per|p/|/)\s*\w+|\s*\([^()]*\))?",
    re.IGNORECASE,
)
_FIELD = re.compile(r"[^\W\d_][\w-]{0,20}(?: \w{1,12})?:\s+\S.*")
_LABEL = re.compile(rf"(?:{words('labels')})(?::?\s*\d[\d.,/ -]*|:\s*\S.{{0,60}})", re.IGNORECASE)
_MENU = re.compile(r"\S[^|•·>»›/]{0,30}(?:\s+[|•·>»›/]\s+[^|•·>»›/\s][^|•·>»›/]{0,30}){2,}")
_SIDE = re.compile(
    rf"(?:(?:{words('before_side')}) )*(?:{words('side')}|[-+−–]|[^\w\s]{{1,2}})(?: (?:{words('after_side')}))?\s*:?",
    re.IGNORECASE,
)
_PAGES, _HOME = (set(words(name).split("|")) for name in ("pages", "home"))
_PAGE = re.compile(
    rf"[-–—]\s*\d{{1,3}}\s*[-–—]|(?:(?:{words('page_number')})\b\.?\s*)?\d{{1,3}}(?:\s*(?:van|of|/)\s*\d{{1,3}})?",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?:[^\W\d_][\w ]{1,30}, )?(?:\w+da[gy],? )?\d{1,2}(?:e|ste|de)?[ ./-](?:[a-z]{3,9}|\d{1,2})\.?[ ./-]\d{2,4}",
    re.IGNORECASE,
)


Rows = tuple[str, int]
"""What rows under each other are, `pairs`, a `table` or a `menu`, and how many lines they take."""


def rows_at(lines: Sequence[Line], position: int) -> Rows | None:
    """The rows that begin at a line; None when it is no row, or a single one that may be text."""
    line = lines[position]
    is_piped = line.whole.count("|") > 1 or _GRID.fullmatch(line.whole)
    if is_piped and (taken := _run(lines, position, _is_piped)) > 1:
        return ("table", taken)
    if line.kind and not _heads_sides(line):
        return None
    if _is_menu(line.whole):
        return ("menu", 1)
    return _columns(lines, position) or _alike(lines, position) or _home(lines, position)


def leader(line: Line) -> tuple[int, int] | None:
    """Where the dots between the two ends of a row begin and end, by columns of its `raw` text."""
    found = _LEADER.search(line.raw, line.start)
    if not found or _LEADER.search(line.raw, found.end()) or len(line.raw) - found.end() > 40:
        return None
    return found.span()


def is_row(block: Block) -> bool:
    """Whether a line alone shows that it is no heading: quoted, in columns, or a leader, page, date, hours or menu."""
    text = block.text
    return bool(
        block.line.quoted
        or has_columns(block.line)
        or _LEADER.search(text)
        or _HOURS.match(text)
        or is_page_number(text)
        or _DATE.fullmatch(text)
        or _MENU.fullmatch(text)
    )


def has_columns(line: Line) -> bool:
    """Whether there is white amid the line that lines something up: a tab, or three spaces."""
    return bool(re.search(r"\S\s*(?:\t|[ \xa0]{3})\s*\S", line.raw[line.start :]))


def is_page_number(text: str) -> bool:
    """Whether a line is the number of a page, such as `Pagina 2 van 4` or `- 2 -`."""
    return bool(_PAGE.fullmatch(text))


def is_field(text: str) -> bool:
    """Whether a line is a name and its value, such as `Telefoon: 06`."""
    return bool(_FIELD.fullmatch(text))


def is_label(text: str) -> bool:
    """Whether a line says what a text is and no more, such as `Versie 2` or `Auteur: M. de Vries`."""
    return bool(_LABEL.fullmatch(text))


def _is_menu(text: str) -> bool:
    """Whether it is the menu of a web page, and not a motto such as `Rust · ruimte · regelmaat`."""
    if not _MENU.fullmatch(text):
        return False
    words = {word.strip().casefold() for word in re.split(r"\s[|•·>»›/]\s", text)}
    return bool(words & _HOME) or len(words & _PAGES) > 1


def _run(lines: Sequence[Line], position: int, is_such: Callable[[Line], object]) -> int:
    """How many lines under each other are such, from a position on."""
    taken = 0
    while (line := ahead(lines, position + taken)) and is_such(line):
        taken += 1
    return taken


def _is_piped(line: Line) -> bool:
    """Whether it is a row with bars between its cells, or the rule under their head."""
    return line.whole.count("|") > 1 or _GRID.fullmatch(line.whole) is not None or set(line.whole) <= set("|-: ")


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
    return ("pairs" if is_list else "table", taken)


def _heads_sides(line: Line) -> bool:
    """Whether a row heads two columns of opposites, such as `Wel` and `Niet`, without which they mean nothing."""
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
        return len(one) == len(two) or line.raw.count("\t") == other.raw.count("\t") > 1
    if len(one) == len(two) and all(a < d and c < b for (a, b), (c, d) in zip(one, two, strict=True)):
        return True
    starts = {start for start, _ in one[1:]} & {start for start, _ in two[1:]}
    ends = {end for _, end in one[1:]} & {end for _, end in two[1:]}
    return len(starts | ends) >= min(len(one), len(two)) - 1


def _alike(lines: Sequence[Line], position: int) -> Rows | None:
    """Prices, opening hours and rows with leaders, at least two under each other."""
    runs = (_run(lines, position, is_such) for is_such in (_has_leader, _is_hours, _is_price))
    return next((("pairs", taken) for taken in runs if taken >= _PAIR), None)


def _has_leader(line: Line) -> bool:
    return not line.kind and leader(line) is not None


def _is_hours(line: Line) -> bool:
    short = not line.kind and len(line.whole) <= _MAX_ROW
    return short and _HOURS.match(line.whole) is not None and not line.ends_sentence


def _is_price(line: Line) -> bool:
    return not line.kind and len(line.whole) <= _MAX_ROW and _PRICE.fullmatch(line.whole) is not None


def _home(lines: Sequence[Line], position: int) -> Rows | None:
    """The menu of a web page as lines of a few words, from the word Home on."""
    if lines[position].whole.casefold() not in _HOME:
        return None
    taken = 1 + _run(lines, position + 1, lambda line: len(line.whole.split()) <= 3 and not line.ends_sentence)
    return ("menu", taken) if taken > _PAIR else None
