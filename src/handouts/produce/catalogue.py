"""The list of what lies in a practice folder: brochures, modules, recipes and consults."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from handouts.content.wording import Gaps, filled_in
from handouts.files.folder import Folder, digest
from handouts.files.layout import NOUNS, content_file
from handouts.problems import BrokenEnvironment, ContentError, msg
from handouts.records import Records


class Entry(NamedTuple):
    """A line of the list; what is not filled in is empty. The title of a consult is its date.

    The first name in a consult is for her eyes: it is no part of `as_data`, which other programs and files are given.
    """

    kind: str
    name: str
    title: str
    version: str
    review_due: str
    first_name: str = ""

    def row(self) -> tuple[str, ...]:
        """The line as she reads it."""
        title = msg("{title}, {name}", title=self.title, name=self.first_name) if self.first_name else self.title
        return self.kind, self.name, title, self.version, self.review_due

    def as_data(self) -> dict[str, str]:
        """The line as plain values, for `--json`: in English, and without the first name."""
        return {fact: str(value) for fact, value in self._asdict().items() if fact != "first_name"}


_FACTS = 4


def catalogue(folder: Folder, kinds: Iterable[str] = tuple(NOUNS)) -> Iterator[Entry]:
    """What lies in a folder, of these kinds, such as `brochures`.

    What cannot be read is listed as such: `handouts check` says why.

    What is not personal is kept from one list to the next; the first name in a consult is read from its file each time.
    """
    records = Records(folder)
    fresh: list[tuple[str, str, str, list[Any]]] = []
    for kind in kinds:
        word = NOUNS[kind]
        for name in folder.names(kind):
            try:
                data = folder.open_reader().read(content_file(kind, name)) or b""
            except ContentError as refused:
                yield Entry(word, name, _titled(len(refused.problems)), "", "")
                continue
            source = digest(data)
            facts = records.cache.recall(f"list of {kind}", name, source)
            if not (isinstance(facts, list) and len(facts) == _FACTS):
                facts = _facts_of(folder, kind, name, data)
                fresh.append((kind, name, source, facts))
            title, version, due, place = facts
            yield Entry(word, name, _titled(title), version, due, _first_name(data, place, folder, name))
        for stray in folder.strays(kind):
            yield Entry(word, Path(stray.mark.file).name, msg("(not read)"), "", "")
    if fresh and records.state.is_dir():
        with suppress(BrokenEnvironment), records.write_lock(), records.cache.database.writing():
            for kind, name, source, facts in fresh:
                if folder.holds(folder.own(content_file(kind, name))):  # it was not forgotten meanwhile
                    records.cache.remember(f"list of {kind}", name, source, facts)


def _facts_of(folder: Folder, kind: str, name: str, data: bytes) -> list[Any]:
    """What the list says of a file: title, version and day of review; and of a consult where its first name stands.

    In the place of the title of a file that is refused stands the number of its mistakes.
    """
    from handouts.content.loading import load_brochure, load_file
    from handouts.content.model.module import Module
    from handouts.content.model.sheet import Recipe

    reader = folder.open_reader()
    try:
        if kind == "clients":
            return _facts_of_consult(data, name)
        if kind == "brochures":
            brochure = load_brochure(reader, name).value
            return [brochure.title, brochure.version or "", _day(brochure.review_due), None]
        if kind == "modules":
            module = load_file(reader, content_file(kind, name), Module).value
            return [_worded(module.title), "", _day(module.review_due), None]
        return [_worded(load_file(reader, content_file(kind, name), Recipe).value.title), "", "", None]
    except ContentError as refused:
        return [len(refused.problems), "", "", None]


def _titled(title: str | int) -> str:
    """A title as the list shows it, of what is recorded: a number is that of mistakes; only a day can be empty."""
    if isinstance(title, int):
        return msg("({count} mistake)", "({count} mistakes)", count=title)
    return title or msg("(no date)")


def _facts_of_consult(data: bytes, name: str) -> list[Any]:
    from handouts.content.chains import summary_in
    from handouts.content.reading import survey_yaml

    try:
        read = survey_yaml(data, f"{name}.yaml")
    except ContentError:
        return ["", "", "", None]
    summary = summary_in(read.value)
    place = None
    if summary.first_name:
        mark = read.marks.at(("client", "first_name"))
        place = [mark.line, mark.column, len(summary.first_name)]
        place = place if _slice(data, place) == summary.first_name else []
    return [_day(summary.date), "", "", place]


def _slice(data: bytes, place: list[int]) -> str:
    """What stands at a place: line and column, from 1, and the number of characters."""
    line, column, length = place
    lines = data.decode("utf-8-sig", "replace").splitlines()
    return lines[line - 1][column - 1 : column - 1 + length] if line <= len(lines) else ""


def _first_name(data: bytes, place: list[int] | None, folder: Folder, ref: str) -> str:
    """The first name in a consult: where it stands, or, where it is not written plainly (`[]`), as it is understood."""
    if place is None:
        return ""
    if place:
        return _slice(data, place)
    from handouts.content.chains import summary_of

    return summary_of(folder, ref).first_name or ""


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _worded(title: str) -> str:
    """A title with its forms of address chosen."""
    return filled_in(title, Gaps({}, "je"))
