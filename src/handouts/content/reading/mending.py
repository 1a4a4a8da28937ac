"""Which one line, mended, lets a broken file be read: what the parser could not read is tried with usual slips undone.

The parser stops where things no longer fit, which often is a line or more after the slip. So each line shortly before
is tried as it may have been meant, and the change with which most of the file can be read is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import yaml

from handouts.content.reading.lines import (
    ENTRY,
    KEY,
    OPENS_TEXT,
    Slip,
    begin_with,
    counted,
    line_above,
    line_at,
    spaces_of,
    unsigned,
    with_a_dash,
    written,
)
from handouts.problems import msg

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BEFORE, _BEHIND = 20, 60
"""Lines before the place that are tried, and lines after it that must be read."""
_LARGEST = 50_000
"""In characters: trying a larger file again and again takes too long."""
_STARTS_VALUE = re.compile(r" *(?:- +)*(?:[a-z][a-z_]*:\s+)?")
_SWALLOWED = re.compile(r"\s*(?:- )?[a-z][a-z_]*:(?:\s|$)|\s*- ")
_STRAY = re.compile(r"[^\s:#-][^:]* [^:]*: ")


def mended(lines: Sequence[str], found: Slip, stopped: int) -> Slip:
    """The slip at which the file is to be mended; `found` where the parser was right about its line.

    `stopped` is the line in which the parser stopped.
    """
    if sum(map(len, lines)) > _LARGEST:
        return found
    here = lines[: stopped + _BEHIND]
    reached = [(reach(_with(here, change)), change) for change in _changes(here, stopped)]
    best = max((most for most, _ in reached), default=0)
    as_found = 0 if found.columns is not None else reach(_with(here, _with_another_value(here, found)))
    if best <= stopped + 1 or as_found >= best:
        return found
    fitting = [change for most, change in reached if most == best]
    change = min(fitting, key=lambda each: _doubt(here, each, found))
    return found if change.columns is not None and _is_found_surer(here, fitting, change, found) else change


def _is_found_surer(lines: Sequence[str], fitting: Sequence[Slip], change: Slip, found: Slip) -> bool:
    """Whether the line that was found by the parser is sooner the one to be moved than that of a change."""
    is_another = change.number != found.number
    if is_another and not ENTRY.match(lines[found.number - 1]):
        return True
    own = next(
        (
            each
            for each in fitting
            if each.number == found.number and each.columns and each.columns == (found.columns or ())[:1]
        ),
        None,
    )
    # Of two columns in its own line, the one that was found is that of the nearest key.
    return own is not None and not (is_another and _doubt(lines, change, found)[:2] < _doubt(lines, own, found)[:2])


def _doubt(lines: Sequence[str], change: Slip, found: Slip) -> tuple[bool, bool, int, bool]:
    """How doubtful a change is.

    A sign is sooner meant than a column, a column of many lines sooner than one of few, and one near by sooner.
    """
    if change.columns is None:
        return False, False, 0, False
    before, after = spaces_of(lines[change.number - 1]), spaces_of(change.line)
    columns = [column for line in lines for column in _columns_of(line)]
    is_usual = columns.count(after) > columns.count(before)
    return True, not is_usual, abs(after - before), change.number != found.number


def _columns_of(line: str) -> Iterator[int]:
    """Where the dashes of a line and what follows them begin."""
    for found in re.finditer(r"(?:^ *|(?<=-) +)(?=\S)", line):
        yield found.end()


def _with(lines: Sequence[str], change: Slip) -> list[str]:
    return [*lines[: change.number - 1], change.line, *lines[change.number :]]


def _with_another_value(lines: Sequence[str], found: Slip) -> Slip:
    """The line of a slip with any text in the place of its value."""
    start = _STARTS_VALUE.match(line_at(lines, found.number))
    return found._replace(line=f"{start[0] if start else ''}x")


def reach(lines: Sequence[str]) -> float:
    """The line of the first thing that cannot be read, or that was hardly meant; else infinity."""
    keys: list[set[str] | None] = []
    """Of each mapping around the event the keys that it has so far; None for a list."""
    is_key = [False]
    """Whether a key is next in each of them, and in the document itself."""
    try:
        events: Iterator[Any] = yaml.parse("\n".join(lines), Loader=LOADER)
        for event in events:
            line = int(event.start_mark.line) + 1
            if isinstance(event, yaml.ScalarEvent):
                if _swallows(event, lines) or (is_key[-1] and event.value in (keys[-1] or ())):
                    return line
                if is_key[-1] and keys[-1] is not None:
                    keys[-1].add(event.value)
                is_key[-1] = bool(keys) and keys[-1] is not None and not is_key[-1]
            elif isinstance(event, yaml.CollectionStartEvent):
                if is_key[-1]:
                    return line
                is_key[-1] = bool(keys) and keys[-1] is not None
                keys.append(set() if isinstance(event, yaml.MappingStartEvent) else None)
                is_key.append(keys[-1] is not None)
            elif isinstance(event, yaml.CollectionEndEvent):
                keys.pop()
                is_key.pop()
    except yaml.MarkedYAMLError as reason:
        place = stopped_at(reason, "while scanning a quoted", "while parsing a flow")
        return int(place.line) + 1 if place else 1
    except (yaml.YAMLError, ValueError, RecursionError):
        return 1
    return float("inf")


def stopped_at(reason: yaml.MarkedYAMLError, *began: str) -> Any:
    """Where the parser stopped, or for what `began` in one of these ways where that was; None where it does not say."""
    in_context = (reason.context or "").startswith(began)
    return reason.context_mark if in_context else reason.problem_mark or reason.context_mark


def _swallows(event: Any, lines: Sequence[str]) -> bool:
    """Whether a text without quotes goes over several lines of which one was rather a key, or an item of a list."""
    if event.style in {"'", '"'}:
        return False
    last = event.end_mark.line + (event.end_mark.column > 0)
    return any(_SWALLOWED.match(line) for line in lines[event.start_mark.line + 1 : last])


def _changes(lines: Sequence[str], last: int) -> Iterator[Slip]:
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
            hint = msg("put the text that it belongs to after |, with each of its lines under it")
            yield Slip(number, len(line) - len(line.lstrip()) + 1, message, hint)


def _parents(lines: Sequence[str], number: int) -> Iterator[int]:
    """The lines above one that begin further and further to the left."""
    least = spaces_of(line_at(lines, number))
    for above in range(number - 1, 0, -1):
        line = lines[above - 1]
        if _says(line) and spaces_of(line) < least:
            least = spaces_of(line)
            yield above


def _signs(lines: Sequence[str], number: int) -> Iterator[Slip]:
    """A colon that is lacking, or another sign in the place of a colon or a dash."""
    if meant := with_a_dash(lines, number):
        yield meant
    if found := unsigned(lines[number - 1].rstrip()):
        is_known = any(map(found.is_key_in, lines))
        above = next((other.rstrip() for other in reversed(lines[: number - 1]) if _says(other)), ":")
        if not found.is_bare or found.sign != " " or is_known or above.endswith(":"):
            yield found.with_colon(number)


def _dash_or_none(lines: Sequence[str], number: int) -> Iterator[Slip]:
    """A dash before a key that is lacking, or one too many."""
    line = lines[number - 1].rstrip()
    spaces, rest = spaces_of(line), line.lstrip(" ")
    if KEY.match(rest):
        dashes = {spaces_of(each) for each in lines if re.match(" *- ", each)}
        for column in sorted(dashes & {spaces, spaces - 2}, reverse=True):
            hint = msg("begin it with a dash: {counted}, then - {rest}", counted=counted(column), rest=rest)
            message = msg("a dash is lacking before this key")
            yield Slip(number, spaces + 1, message, hint, f"{' ' * column}- {rest}", columns=())
    if re.match("- +[a-z_]+:", rest):
        bare = rest[1:].lstrip(" ")
        above = next((each for each in reversed(lines[: number - 1]) if _says(each)), "")
        # In the column of the key above it the dash was not meant, however well it would fit elsewhere.
        is_sure = spaces in _columns_of(above)
        without = msg("begin it without the dash: {bare}", bare=bare)
        yield Slip(
            number, spaces + 1, msg("there is a dash before this key"), written(bare) if is_sure else without,
            " " * spaces + bare, columns=None if is_sure else (),
        )  # fmt: skip


def _columns(lines: Sequence[str], number: int) -> Iterator[Slip]:
    """The columns in which a line may have to begin: those of the lines around it."""
    line = lines[number - 1]
    spaces = spaces_of(line)
    above = line_above(lines, number)
    if not ENTRY.match(line) and ENTRY.match(above) and not OPENS_TEXT.search(above):
        return  # no line of a text after | or >
    around = {
        spaces_of(each) + more for each in lines[max(number - 25, 0) : number + 3] if each.strip() for more in (0, 2)
    }
    message = msg(
        "this line begins with {counted}, and does not fit there with those around it", counted=counted(spaces)
    )
    for column in sorted(around - {spaces}, key=lambda each: (abs(each - spaces), -each)):
        yield Slip(number, spaces + 1, message, begin_with(column), " " * column + line.lstrip(" "), columns=(column,))


def _says(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")
