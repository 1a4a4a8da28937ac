"""What was made for a client: each sheet of a consult and of those that it is joined with by `follows`, oldest first.

It names references, files and dates, and nothing that a file says but the date and the number of a consult.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from functools import reduce
from itertools import groupby
from typing import Any, Literal, NamedTuple

from handouts.content.chains import (
    ConsultSummaries,
    ConsultSummary,
    as_ref,
    chain_of,
    circle_in,
    meant_refs,
    named,
    oldest_first,
    read_summaries,
)
from handouts.files.folder import Folder
from handouts.problems import ContentError, Message, Problem, UsageError, msg
from handouts.produce.belongings import ref_by_name
from handouts.produce.documents import SHEETS
from handouts.records import Records
from handouts.records.history import Line

SourceState = Literal["same", "changed", "gone", "unknown"]


class Source(NamedTuple):
    """A content file that a sheet was made from.

    `sign` is a short name of what the file held then: two that agree held the same. `standing` says how the file is
    now; it is unknown when the key of the records was lost since.
    """

    file: str
    sign: str
    standing: SourceState

    @property
    def sentence(self) -> Message:
        """The file and its state, on one line."""
        if self.standing == "changed":
            return msg("    {sign}  {file}  (changed since)", sign=self.sign, file=self.file)
        if self.standing == "gone":
            return msg("    {sign}  {file}  (not there any more)", sign=self.sign, file=self.file)
        return msg("    {sign}  {file}", sign=self.sign, file=self.file)


class HistoryEntry(NamedTuple):
    """One time that a sheet was made: the line of the history, and what became of its sources since.

    `for_another` says that the first name was another one than on the last sheet of that reference.
    """

    line: Line
    sources: tuple[Source, ...]
    for_another: bool = False

    @property
    def sentence(self) -> Message:
        """How it was made, on one line."""
        line = self.line
        pages = msg("{count} page", "{count} pages", count=line.pages)
        facts = [msg("{format}, {pages}, handouts {version}", format=line.format, pages=pages, version=line.version)]
        if line.warnings:
            facts.append(msg("{count} warning", "{count} warnings", count=line.warnings))
        if line.batch:
            facts.append(msg("by a batch"))
        if line.mailed:
            facts.append(msg("copy for mail"))
        if self.for_another:
            facts.append(msg("for another first name than the last"))
        return reduce(lambda before, fact: msg("{before}, {fact}", before=before, fact=fact), facts)

    def as_data(self) -> dict[str, Any]:
        """All but the digests of the line, which are nobody else's."""
        values = {name: value for name, value in self.line._asdict().items() if name not in {"key", "name", "files"}}
        return {**values, "for_another": self.for_another, "sources": self.sources}


class ConsultHistory(NamedTuple):
    """A consult and its sheets, oldest first. `exists` says whether there is a file of it still.

    `incomplete` says that sheets of it were made of which the history says nothing.
    """

    ref: str
    exists: bool
    date: date | None
    number: int | None
    follows: str | None
    made: tuple[HistoryEntry, ...]
    incomplete: bool = False

    def lines(self) -> Iterator[Message]:
        """The consult and its sheets, for a person to read; the same sheet made again and again is named once."""
        yield msg("{ref}: {known}", ref=self.ref, known=self._known() if self.exists else self._absence)
        if not self.made and self.incomplete:
            yield msg("  it is not known when a sheet of it was made")
        elif not self.made:
            yield msg("  no sheet was made of it yet")
        for _, same in groupby(
            self.made, key=lambda making: making._replace(line=making.line._replace(when="", files=""))
        ):
            first, *more = same
            said = msg("  {when}  {how}", when=first.line.when, how=first.sentence)
            if more:
                last = more[-1].line.when
                said = msg("{line}; {count} times, last at {when}", line=said, count=1 + len(more), when=last)
            yield said
            for source in first.sources:
                yield source.sentence

    def _known(self) -> Message:
        """What can be read of a consult: its date and number."""
        if self.date and self.number:
            return msg("consult of {date}, number {number}", date=self.date, number=self.number)
        if self.date:
            return msg("consult of {date}", date=self.date)
        return msg("number {number}", number=self.number) if self.number else msg("no date and no number can be read")

    @property
    def _absence(self) -> Message:
        """Why there is no consult file."""
        if self.made and all(making.line.batch for making in self.made):
            return msg("made by a batch, from a row of a spreadsheet; it has no consult file")
        return msg("there is no consult file any more")


class History(NamedTuple):
    """A chain of consults, and what is to be said about it and about the records."""

    consults: tuple[ConsultHistory, ...]
    remarks: tuple[Message, ...]
    problems: tuple[Problem, ...] = ()


def trace(folder: Folder, ref: str) -> History:
    """The history of a consult's chain. Raises UsageError, with the nearest name, when nothing is known of `ref`."""
    records = Records(folder)
    records.take_over()
    summaries = read_summaries(folder)
    incomplete = _incomplete(records)
    known = {*summaries, *records.history.newest(), *incomplete}
    ref = as_ref(ref, summaries, sorted(known))
    if ref not in known:
        shown = [named(each, summaries.get(each, ConsultSummary())) for each in sorted(known)]
        there = msg("There are: {names}.", names=", ".join(shown)) if shown else msg("There are none yet.")
        hint = meant_refs(ref, summaries, sorted(known)) or there
        raise UsageError("There is no consult “{ref}”, and no sheet was made of one. {hint}", ref=ref, hint=hint)
    chain = chain_of(summaries, ref)
    tracer = _Tracer(folder, records, incomplete)
    consults = tuple(tracer.past(each, summaries.get(each)) for each in oldest_first(summaries, chain) if each in known)
    problems = records.check()
    if lost := incomplete.intersection(chain):
        problems.append(records.without_history(lost))
    return History(consults, tuple(_remarks(summaries, chain, consults)), tuple(problems))


def _incomplete(records: Records) -> set[str]:
    """The references of sheets that the cache knows, or that lie there, and the history does not."""
    there: set[str | None] = set()
    with suppress(OSError):
        there = {ref_by_name(path.name) for path in (records.output / SHEETS.output).iterdir()}
    unknown = there.difference(records.history.newest())
    return {*records.lost_history(SHEETS.output), *filter(None, unknown)}


class _Tracer:
    """Tells of each consult."""

    def __init__(self, folder: Folder, records: Records, incomplete: set[str]) -> None:
        self._folder = folder
        self._records = records
        self._incomplete = incomplete

    def past(self, ref: str, summary: ConsultSummary | None) -> ConsultHistory:
        """What there is to tell of one consult."""
        lines = self._records.history.lines(ref)
        last = next((line.name for line in reversed(lines) if line.name and self._is_known(line)), "")
        made = tuple(self._making(line, last) for line in lines)
        known = summary or ConsultSummary()
        return ConsultHistory(
            ref, summary is not None, known.date, known.number, known.follows, made, ref in self._incomplete
        )

    def _is_known(self, line: Line) -> bool:
        """Whether the key is still there that the digests of a line were made with."""
        return line.key == self._records.key.fingerprint

    def _making(self, line: Line, last_name: str) -> HistoryEntry:
        known = self._is_known(line)
        sources = tuple(
            Source(file, sign[:8], self._state_of(file, sign) if known else "unknown")
            for file, sign in sorted(line.sources.items())
        )
        return HistoryEntry(line, sources, known and bool(line.name) and line.name != last_name)

    def _state_of(self, file: str, sign: str) -> SourceState:
        data = None
        with suppress(ContentError):
            data = self._folder.open_reader().read(file)
        if data is None:
            return "gone"
        return "same" if self._records.key.of_file(data) == sign else "changed"


def _remarks(summaries: ConsultSummaries, chain: list[str], consults: tuple[ConsultHistory, ...]) -> Iterator[Message]:
    for ref in oldest_first(summaries, chain):
        before = summaries.get(ref, ConsultSummary()).follows
        if before and before not in summaries:
            yield msg("{ref} follows {before}, and there is no consult {before}.", ref=ref, before=before)
    if circle := circle_in(summaries, chain):
        yield msg("These consults follow each other in a circle: {refs}.", refs=" → ".join([*circle, circle[0]]))
    lost = any(source.standing == "unknown" for past in consults for made in past.made for source in made.sources)
    if lost:
        yield msg("The key of the records was lost since some of these were made: whether a file changed is not known.")
