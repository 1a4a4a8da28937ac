"""From a job to a file, the one way for one document, many, a batch and again on each change.

    reuse, or make (load, check, compose, render, finish, prove, deliver) → write and record

Making is the pure half (`making`), which may run in another process (`pool`). Nothing here prints.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from datetime import date, datetime
from functools import partial
from pathlib import Path
from time import perf_counter

import handouts
from handouts.files.folder import Folder
from handouts.files.naming import read_regular, seen_from
from handouts.files.writing import blocked_by, remove, write_all
from handouts.problems import ContentError, Mark, Problem, actionable, error
from handouts.produce.copies import found_pictures, locked_beside, locked_name, picture_names, pictures_beside
from handouts.produce.job import BuildOptions, Job
from handouts.produce.outcome import Outcome, Status
from handouts.produce.ownership import SheetOwner, doubts, owner_of, refusal
from handouts.records import Records
from handouts.records.cache import CachedOutput, OutputId
from handouts.records.history import Line, sources_of
from handouts.records.locks import TAG
from handouts.records.product import Product, Recipient

Clock = Callable[[], datetime]
"""Gives the local time, with its zone."""
Make = Callable[[Job], Product]
"""The pure half: `Maker.make` in this process, `Pool.make` in another."""


def now() -> datetime:
    """The local time."""
    return datetime.now().astimezone()


class Producer:
    """Produces the files of one output folder from one practice folder."""

    def __init__(  # noqa: PLR0913  # the day and the clock come from outside
        self,
        folder: Folder,
        records: Records,
        options: BuildOptions,
        *,
        today: date,
        clock: Clock,
        first_names: Iterable[str] = (),
    ) -> None:
        """`records` are those of the output folder; `today` is the day that advice goes by; `clock` dates the history.

        Of `options` only `force`, `dry`, `pictures` and `mail` count here: the rest is in each Job. `first_names` are
        those in the spreadsheet that rows come from.
        """
        self._folder = folder
        self._output = records.output
        self._records = records
        self._options = options
        self._today = today
        self._clock = clock
        self._first_names = frozenset(first_names)

    def produce(self, job: Job, make: Make) -> Outcome:
        """A file that is up to date is left as it is; any other is made, written and recorded.

        A job that cannot be made is an Outcome with its Problems, and leaves an earlier PDF as it was. Raises
        BrokenEnvironment when a file cannot be written or the engine cannot be loaded.
        """
        start = perf_counter()
        outcome = self.reuse(job) or self.write_and_record(job, make(job))
        return outcome._replace(milliseconds=round(1000 * (perf_counter() - start)))

    def reuse(self, job: Job) -> Outcome | None:
        """The outcome of a file that is up to date; None where it must be made.

        The copies beside it that are asked for are written, and whose it is where that is another consult now.
        """
        if (options := self._options).force:
            return None
        if options.dry or not (options.pictures or options.mail is not None or self._has_another_owner(job)):
            found = self._cached(job)
            return found and self._outcome(job, "kept", found[0])
        with self._records.write_lock():
            found = self._cached(job)
            return found and self._completed(job, *found)

    def _cached(self, job: Job) -> tuple[CachedOutput, bytes] | None:
        """What is known of a file that is up to date, and the source of a personal one; None where it must be made."""
        try:
            consult = self._source(job) if job.is_personal else None
        except ContentError:  # making it says what is wrong with its file
            return None
        cached = self._records.cache.find(_output_id(job), self._today, consult=consult, row=self._row(job))
        return (cached, consult or b"") if cached else None

    def _outcome(self, job: Job, status: Status, found: CachedOutput | Product) -> Outcome:
        """The outcome of what is there or was made; in a dry run it is valid, and has no file."""
        if self._options.dry:
            return Outcome(job, "valid", None, found.pages, found.problems)
        return Outcome(job, status, self._output / job.file, found.pages, found.problems)

    def _completed(self, job: Job, cached: CachedOutput, source: bytes) -> Outcome:
        """The outcome of a file that is up to date, once its copies, and whose it is, are written."""
        owner = self._owner(job, source)
        if isinstance(owner, Problem):
            return Outcome.failed(job, [owner])
        pdf = read_regular(self._output / job.file)
        return self._write(self._outcome(job, "kept", cached), pdf, cached.inputs, owner)

    def _has_another_owner(self, job: Job) -> bool:
        """Whether a sheet may be recorded as another's: its file may have been moved, or put into the folder."""
        if job.origin:
            return job.row is None
        return job.is_personal and not self._records.history.is_of_a_consult(job.name)

    def write_and_record(self, job: Job, product: Product) -> Outcome:
        """The outcome of what was made, which is written unless this is a dry run. Raises BrokenEnvironment."""
        if not product.pdf:
            return Outcome.failed(job, product.problems if self._is_there(job) else [_gone(job)])
        # Of two processes that make the same, the copies beside a PDF never belong to the PDF of the other.
        with nullcontext() if self._options.dry else self._records.write_lock():
            if not self._options.dry and (same := self.reuse(job)):
                return same  # which the other has written
            try:
                source = self._source(job)
            except ContentError as refused:
                return Outcome.failed(job, refused.problems)
            owner = self._owner(job, source, product.recipient)
            if isinstance(owner, Problem):
                return Outcome.failed(job, [owner])
            outcome = self._outcome(job, "made", product)
            if self._options.dry:
                return outcome
            put = partial(
                self._records.cache.put, _output_id(job), product, self._today,
                personal=job.is_personal, consult=source, row=self._row(job),
            )  # fmt: skip
            return self._write(outcome, product.pdf, self._records.cache.keyed_digests(product.used), owner, put)

    def _owner(self, job: Job, source: bytes, recipient: Recipient | None = None) -> SheetOwner | Problem | None:
        """Whose a personal document is, or why it may not be written: a sheet of somebody else has its place."""
        owner = owner_of(self._folder, job, source, recipient, self._first_names)
        return owner and (refusal(self._folder, self._records, owner, force=self._options.force) or owner)

    def _write(
        self,
        outcome: Outcome,
        pdf: bytes,
        inputs: dict[str, str],
        owner: SheetOwner | None,
        put: Callable[..., None] | None = None,
    ) -> Outcome:
        """Writes what goes with a PDF and, where `put` records it as new, the PDF itself; all or nothing of it.

        What is new or mailed adds a line to the history of a client's document. An `owner` is recorded as its owner.
        """
        job, path = outcome.job, self._output / outcome.job.file
        pictures = self._kept_pictures(path, 0 if put else outcome.pages)
        drawn = pictures_beside(path, pdf) if self._options.pictures and not pictures else {}
        locked = {} if self._options.mail is None else locked_beside(path, pdf, self._options.mail)
        written = ({path: pdf} if put else {}) | locked | drawn
        stale = self._stale(path, pdf).difference(written, pictures)
        if blocked := next(filter(blocked_by, (*written, *sorted(stale))), None):
            return Outcome.failed(job, [_blocked(blocked, self._folder)])
        removed = next((each for each in stale if each == locked_name(path) and each.is_file()), None)
        outcome = outcome._replace(
            mailed=next(iter(locked), None), removed=removed, pictures=tuple(drawn) or pictures,
            problems=(*outcome.problems, *doubts(self._folder, self._records, owner, force=self._options.force)),
        )  # fmt: skip
        line = self._line(outcome, inputs, owner, written.values())

        @contextmanager
        def recording() -> Iterator[None]:
            cache, history = self._records.cache, self._records.history
            # The history is kept first: after a kill in between the sheet is made again, and every line is true.
            with cache.database.writing(), history.database.writing() if job.is_personal else nullcontext():
                if put:
                    put(when=line.when)
                for each, data in (locked | drawn).items():
                    cache.keep_file(self._place(each), data, job.document.output, job.name)
                if job.is_personal and (put or locked):
                    history.add(job.name, line)
                elif job.is_personal and drawn:
                    history.add_files(job.name, line.files)
                if owner:
                    history.set_owner(job.name, owner.origin)
                yield
                self._drop(stale)

        if owner and not path.exists():
            # A kill in between must not leave a sheet of which nobody is the owner: the next run would refuse it.
            self._records.history.set_owner(job.name, owner.origin)
            owner = None
        # The temporary files of a batch are known by their names.
        write_all(written, recording(), mode=job.document.mode, tag=TAG if job.row else "")
        return outcome

    def _line(
        self, outcome: Outcome, inputs: dict[str, str], owner: SheetOwner | None, written: Iterable[bytes]
    ) -> Line:
        """The line of the history for what is written now."""
        records, job = self._records, outcome.job
        return Line(
            f"{self._clock():%Y-%m-%d %H:%M}", job.variant_name, outcome.mailed is not None, handouts.__version__,
            outcome.pages, len(actionable(outcome.problems)), sources_of(inputs), records.key.fingerprint,
            bool(job.row), records.history.name_digest(owner.origin.first_name if owner else ""),
            " ".join(map(records.key.of_file, written)),
        )  # fmt: skip

    def _kept_pictures(self, path: Path, pages: int) -> tuple[Path, ...]:
        """The pictures of a PDF that did not change, where they are asked for and all are as they were written."""
        names = picture_names(path, pages) if self._options.pictures else []
        with suppress(OSError):
            if all(self._records.cache.state_of(self._place(each), read_regular(each)) for each in names):
                return tuple(names)
        return ()

    def _place(self, path: Path) -> str:
        return path.relative_to(self._output).as_posix()

    def _stale(self, path: Path, pdf: bytes) -> set[Path]:
        """What belongs to another version of this PDF, and pictures of pages that it may no longer have."""
        with suppress(OSError):
            # A killed run may have put the new PDF here and neither recorded it nor removed what is beside it.
            if read_regular(path) == pdf and self._records.cache.state_of(self._place(path), pdf) is not False:
                return set(found_pictures(path)) if self._options.pictures else set()
        return {locked_name(path), *found_pictures(path)}

    def _drop(self, paths: Iterable[Path]) -> None:
        for each in paths:
            remove(each)
            self._records.cache.drop_file(self._place(each))

    def _is_there(self, job: Job) -> bool:
        """Whether the document has not been deleted meanwhile, as by `forget`; a row cannot be."""
        return job.row is not None or self._folder.holds(self._folder.own(job.source))

    def _source(self, job: Job) -> bytes:
        """What a document is made from; with it the Problems of a personal one are encrypted.

        Raises ContentError where its file cannot be read, or was deleted meanwhile.
        """
        if job.row:
            return job.row.digest.encode()
        data = self._folder.open_reader().read(job.source)
        if data is None:
            raise ContentError([_gone(job)])
        return data

    def _row(self, job: Job) -> str | None:
        """The keyed digest of a row: a plain one could be tried out by guessing what it says."""
        return self._records.key.of_text(job.row.digest) if job.row else None


def _gone(job: Job) -> Problem:
    return error(
        "stopped", job.mark, "{file} was taken away while this was made, which was not kept", file=job.mark.file
    )


def _blocked(path: Path, folder: Folder) -> Problem:
    """That something is in the place of a file that is to be written, which does not stop other documents."""
    return error(
        "not-a-file", Mark(seen_from(folder.root, path)), "this is {what}, and a file is to be written here",
        "take it away, and run the command again", what=blocked_by(path),
    )  # fmt: skip


def _output_id(job: Job) -> OutputId:
    return OutputId(job.document.output, job.name, job.variant_name, job.file)
