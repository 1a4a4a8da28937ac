"""Which one line, mended, lets a broken file be read: what the parser could not read is tried with usual slips undone.

The parser stops where things no longer fit, which often is a line or more behind the slip. So each line shortly before
is tried as it may have been meant, and the change is told with which most of the file can be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import yaml

from handouts.content.reading.lines import ENTRY, KEY, OPENS_TEXT, counted, spaces_of, unsigned, with_a_dash
from handouts.problems import Mark, Problem, error, msg

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BEFORE, _BEHIND = 20, 60
"""So many lines before the place are tried, and so many behind it must be read."""
_LARGEST = 50_000
"""In characters: trying a larger file again and again takes too long."""
_STARTS_VALUE = re.compile(r" *(?:- +)*(?:[a-z][a-z_]*:\s+)?")
_SWALLOWED = re.compile(r"\s*(?:- )?[a-z][a-z_]*:(?:\s|$)|\s*- ")
_STRAY = re.compile(r"[^\s:#-][^:]* [^:]*: ")


class _Change(NamedTuple):
    """A line as it may have been meant, the column of the slip, and what is told of it."""

    number: int
    column: int
    line: str
    message: str
    hint: str

    @property
    def moves(self) -> bool:
        """Whether it is about the column of the line, and not about a sign in it."""
        return self.hint.startswith("begin ")


def mended(lines: Sequence[str], found: Problem, place: Mark) -> Problem:
    """The slip at which the file is to be mended; `found` where the parser was right about its line.

    `place` is where the parser stopped.
    """
    if sum(map(len, lines)) > _LARGEST:
        return found
    here = lines[: place.line + _BEHIND]
    reached = [(reach(_with(here, change)), change) for change in _changes(here, place.line)]
    best = max((most for most, _ in reached), default=0)
    as_found = max((reach(_with(here, change)) for change in _as_told(here, found)), default=0)
    if best <= place.line + 1 or as_found >= best:
        return found
    fitting = [change for most, change in reached if most == best]
    change = min(fitting, key=lambda each: _doubt(here, each, found))
    if change.moves and _is_found_surer(here, fitting, change, found):
        return found
    return error("syntax", Mark(place.file, change.number, change.column), change.message, change.hint)


def _is_found_surer(lines: Sequence[str], fitting: Sequence[_Change], change: _Change, found: Problem) -> bool:
    """Whether the line that was found by the parser is sooner the one to be moved than that of a change."""
    is_another = change.number != found.mark.line
    if is_another and not ENTRY.match(lines[found.mark.line - 1]):
        return True
    own = next((each for each in fitting if each.number == found.mark.line and each.hint in found.hint), None)
    # Of two columns in its own line, the one that was found is that of the nearest key.
    return own is not None and not (is_another and _doubt(lines, change, found)[:2] < _doubt(lines, own, found)[:2])


def _doubt(lines: Sequence[str], change: _Change, found: Problem) -> tuple[bool, bool, int, bool]:
    """How doubtful a change is.

    A sign is sooner meant than a column, a column of many lines sooner than one of few, and one near by sooner.
    """
    if not change.moves:
        return False, False, 0, False
    before, after = spaces_of(lines[change.number - 1]), spaces_of(change.line)
    columns = [column for line in lines for column in _columns_of(line)]
    is_usual = columns.count(after) > columns.count(before)
    return True, not is_usual, abs(after - before), change.number != found.mark.line


def _columns_of(line: str) -> Iterator[int]:
    """Where the dashes of a line and what stands behind them begin."""
    for found in re.finditer(r"(?:^ *|(?<=-) +)(?=\S)", line):
        yield found.end()


def _with(lines: Sequence[str], change: _Change) -> list[str]:
    return [*lines[: change.number - 1], change.line, *lines[change.number :]]


def _as_told(lines: Sequence[str], found: Problem) -> Iterator[_Change]:
    """The line of a Problem as it is once its hint has been followed, or with any text in the place of its value."""
    number = found.mark.line
    line = lines[number - 1] if 0 < number <= len(lines) else ""
    if found.hint.startswith("write "):
        yield _Change(number, 1, " " * spaces_of(line) + found.hint.removeprefix("write "), "", "")
    elif not found.hint.startswith("begin "):
        start = _STARTS_VALUE.match(line)
        yield _Change(number, 1, f"{start[0] if start else ''}x", "", "")


def reach(lines: Sequence[str]) -> float:
    """The line in which the first thing stands that cannot be read, or that was hardly meant; else infinity."""
    open_keys: list[tuple[set[str], bool] | None] = []
    try:
        events: Iterator[Any] = yaml.parse("\n".join(lines), Loader=LOADER)
        for event in events:
            line = event.start_mark.line + 1
            is_key = bool(open_keys) and open_keys[-1] is not None and open_keys[-1][1]
            if isinstance(event, yaml.ScalarEvent):
                if _swallows(event, lines) or (is_key and not _take_key(open_keys, event.value)):
                    return int(line)
                if not is_key:
                    _take_value(open_keys)
            elif isinstance(event, yaml.CollectionStartEvent):
                if is_key:
                    return int(line)
                _take_value(open_keys)
                open_keys.append((set(), True) if isinstance(event, yaml.MappingStartEvent) else None)
            elif isinstance(event, yaml.CollectionEndEvent):
                open_keys.pop()
    except yaml.MarkedYAMLError as reason:
        scanning = (reason.context or "").startswith(("while scanning a quoted", "while parsing a flow"))
        place = reason.context_mark if scanning else reason.problem_mark or reason.context_mark
        return int(place.line) + 1 if place else 1
    except (yaml.YAMLError, ValueError, RecursionError):
        return 1
    return float("inf")


def _take_key(open_keys: list[Any], key: str) -> bool:
    """Remembers a key; whether it is the first of its name."""
    seen, _ = open_keys[-1]
    if key in seen:
        return False
    open_keys[-1] = ({*seen, key}, False)
    return True


def _take_value(open_keys: list[Any]) -> None:
    if open_keys and open_keys[-1] is not None:
        open_keys[-1] = (open_keys[-1][0], True)


def _swallows(event: Any, lines: Sequence[str]) -> bool:
    """Whether a text without quotes goes over several lines of which one was rather a key, or an item of a list."""
    if event.style in {"'", '"'}:
        return False
    last = event.end_mark.line + (event.end_mark.column > 0)
    return any(_SWALLOWED.match(line) for line in lines[event.start_mark.line + 1 : last])


def _changes(lines: Sequence[str], last: int) -> Iterator[_Change]:
    """What may have been meant, from the line where the parser stopped upwards."""
    near = [each for each in range(min(last, len(lines)), 0, -1) if _says(lines[each - 1])][:_BEFORE]
    for number in near:
        yield from _signs(lines, number)
    for number in (*near, *_parents(lines, near[-1] if near else 0)):
        yield from _columns(lines, number)
    for number in near:
        yield from _dash_or_none(lines, number)
    for number in near:
        line = lines[number - 1]
        if _STRAY.match(line.lstrip(" ")):
            message = msg("this line holds a colon, is no key, and belongs to no text")
            hint = msg("put the text that it belongs to behind |, with each of its lines under it")
            yield _Change(number, len(line) - len(line.lstrip()) + 1, "", message, hint)


def _parents(lines: Sequence[str], number: int) -> Iterator[int]:
    """The lines above one that stand further and further to the left."""
    least = spaces_of(lines[number - 1]) if number else 0
    for above in range(number - 1, 0, -1):
        line = lines[above - 1]
        if _says(line) and spaces_of(line) < least:
            least = spaces_of(line)
            yield above


def _signs(lines: Sequence[str], number: int) -> Iterator[_Change]:
    """A colon that is lacking, or another sign in the place of a colon or a dash."""
    line = lines[number - 1].rstrip()
    if meant := with_a_dash(line):
        yield _Change(number, *meant)
    if found := unsigned(line):
        is_known = any(map(found.is_key_in, lines))
        above = next((other.rstrip() for other in reversed(lines[: number - 1]) if _says(other)), ":")
        if not found.is_bare or found.sign != " " or is_known or above.endswith(":"):
            yield _Change(number, *found.with_colon())


def _dash_or_none(lines: Sequence[str], number: int) -> Iterator[_Change]:
    """A dash before a key that is lacking, or one too many."""
    line = lines[number - 1].rstrip()
    spaces, rest = spaces_of(line), line.lstrip(" ")
    if KEY.match(rest):
        for column in sorted(_dashes(lines) & {spaces, spaces - 2}, reverse=True):
            hint = msg("begin it with a dash: {counted}, then - {rest}", counted=counted(column), rest=rest)
            yield _Change(number, spaces + 1, f"{' ' * column}- {rest}", "a dash is lacking before this key", hint)
    if re.match("- +[a-z_]+:", rest):
        bare = rest[1:].lstrip(" ")
        above = next((each for each in reversed(lines[: number - 1]) if _says(each)), "")
        # In the column of the key above it the dash was not meant, however well it would stand elsewhere.
        hint = (
            msg("write {bare}", bare=bare)
            if spaces in _columns_of(above)
            else msg("begin it without the dash: {bare}", bare=bare)
        )
        yield _Change(number, spaces + 1, " " * spaces + bare, "there is a dash before this key", hint)


def _columns(lines: Sequence[str], number: int) -> Iterator[_Change]:
    """The columns in which a line may have to begin: those of the lines around it."""
    line = lines[number - 1]
    spaces = spaces_of(line)
    above = next((each.rstrip() for each in reversed(lines[: number - 1]) if each.strip()), "")
    if not ENTRY.match(line) and ENTRY.match(above) and not OPENS_TEXT.search(above):
        return  # no line of a text behind | or >
    around = {
        spaces_of(each) + more for each in lines[max(number - 25, 0) : number + 3] if each.strip() for more in (0, 2)
    }
    for column in sorted(around - {spaces}, key=lambda each: (abs(each - spaces), -each)):
        hint = msg("begin it with {counted}", counted=counted(column)) if column else msg("begin it without a space")
        message = msg(
            "this line begins with {counted}, and does not fit there with those around it", counted=counted(spaces)
        )
        yield _Change(number, spaces + 1, " " * column + line.lstrip(" "), message, hint)


def _says(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _dashes(lines: Sequence[str]) -> set[int]:
    return {spaces_of(line) for line in lines if re.match(" *- ", line)}
