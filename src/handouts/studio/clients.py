"""Her consults, as the screens list them: whose each is, when, what it follows and when the next appointment is.

Each file is read again only when it has changed. What cannot be read as a whole tells what it can.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from handouts.content.chains import summary_in
from handouts.content.loading import validate
from handouts.content.model.sheet import Consult
from handouts.content.reading import survey_yaml
from handouts.files.folder import Folder
from handouts.files.layout import consult_file
from handouts.files.naming import read_regular
from handouts.problems import ContentError


class Visit(NamedTuple):
    """What a consult's file says of it. `first_name` is for her eyes; `is_whole` is whether it has no mistakes."""

    ref: str
    first_name: str = ""
    day: date | None = None
    number: int | None = None
    follows: str | None = None
    recipe: str = ""
    next_day: date | None = None
    next_time: str = ""
    is_whole: bool = False


class ClientBook:
    """The consults of a practice folder, of which each is read once for each version of its file."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._read: dict[str, tuple[tuple[int, int], Visit]] = {}
        self._lock = Lock()

    def visits(self) -> list[Visit]:
        """All consults, the newest first. Raises BrokenEnvironment where their folder cannot be read."""
        refs = Folder(self._root).names("clients")
        with self._lock:
            found = {ref: self._visit(ref) for ref in refs}
            self._read = {ref: each for ref, each in found.items() if each}
        visits = [each[1] for each in self._read.values()]
        return sorted(visits, key=lambda each: (each.day or date.min, each.ref), reverse=True)

    def _visit(self, ref: str) -> tuple[tuple[int, int], Visit] | None:
        path = self._root / consult_file(ref)
        try:
            state = path.stat()
            version = (state.st_mtime_ns, state.st_size)
            known = self._read.get(ref)
            if known and known[0] == version:
                return known
            return version, visit_of(ref, read_regular(path))
        except OSError:  # it went meanwhile, or may not be read, which making its sheet says
            return None


def visit_of(ref: str, data: bytes) -> Visit:
    """What the file of a consult says of it."""
    try:
        consult = validate(data, ref, Consult).value
    except ContentError:
        return _what_is_readable(ref, data)
    following = consult.next_appointment
    return Visit(
        ref, str(consult.client.first_name), consult.date, consult.number, consult.follows, str(consult.sheet),
        following.date if following else None, str(following.time or "") if following else "", is_whole=True,
    )  # fmt: skip


def _what_is_readable(ref: str, data: bytes) -> Visit:
    try:
        value = survey_yaml(data, ref).value
    except ContentError:
        return Visit(ref)
    summary = summary_in(value)
    recipe = value.get("sheet") if isinstance(value, dict) else None
    return Visit(
        ref, summary.first_name or "", summary.date, summary.number, summary.follows,
        recipe if isinstance(recipe, str) else "",
    )  # fmt: skip


def latest_of_each(visits: Iterable[Visit]) -> list[Visit]:
    """Of consults that follow each other the last, so that a follow-up goes on from there; the newest first."""
    visits = list(visits)
    followed = {each.follows for each in visits}
    return [each for each in visits if each.ref not in followed and each.first_name]


class Expected(NamedTuple):
    """Somebody who comes today: at what time, and the consult of today, or else the one in which it was agreed."""

    time: str
    visit: Visit
    is_here: bool
    """Whether there is a consult of today already."""


def expected_on(visits: Iterable[Visit], today: date) -> list[Expected]:
    """Who comes on a day, by time: those with an appointment for it, and those with a consult of that day."""
    by_ref = {each.ref: each for each in visits}
    of_today = [each for each in by_ref.values() if each.day == today]
    met = {each.follows for each in of_today}
    found = [Expected(_time_of(by_ref, each, today), each, is_here=True) for each in of_today]
    found += [
        Expected(each.next_time, each, is_here=False)
        for each in by_ref.values()
        if each.next_day == today and each.ref not in met and each.day != today
    ]
    return sorted(found, key=lambda each: (_minutes(each.time), each.visit.ref))


def _time_of(by_ref: Mapping[str, Visit], visit: Visit, today: date) -> str:
    before = by_ref.get(visit.follows or "")
    return before.next_time if before and before.next_day == today else ""


def _minutes(time: str) -> tuple[int, str]:
    """A time of the day such as `10.30 uur` or `9:00` in order; what has none comes last."""
    numbers = "".join(sign if sign.isdecimal() else " " for sign in time).split()[:2]
    if not numbers:
        return 24 * 60, time
    hour, minute = int(numbers[0]), int(numbers[1]) if len(numbers) > 1 else 0
    return 60 * hour + minute, time
