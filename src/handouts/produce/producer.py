"""From a job to a file, the one way for one document, many, a batch and again on each change.

    look up → make (load, check, compose, render, finish, prove, deliver) → write → record

Making is the pure half (`making`), which may run in another process (`pool`). Nothing here prints.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from contextlib import nullcontext, suppress
from datetime import date, datetime
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any, Literal, NamedTuple

import handouts
from handouts.content.model.formats import FORMATS
from handouts.files.folder import Folder, digest
from handouts.files.naming import read_regular
from handouts.files.writing import remove, write_all
from handouts.problems import ContentError, Problem, actionable, error
from handouts.produce.documents import DocumentType
from handouts.produce.job import BuildOptions, Job
from handouts.records import Records
from handouts.records.cache import OutputId, formats_of
from handouts.records.history import Line, sources_of
from handouts.records.locks import TAG
from handouts.records.product import Product

Clock = Callable[[], datetime]
"""Gives the local time, with its zone."""
Make = Callable[[Job], Product]
"""The pure half: `Maker.make` in this process, `Pool.make` in another."""
Status = Literal["made", "kept", "failed", "valid"]
"""Written; up to date and left as it was; not made, for its Problems; or made and proven in a dry run."""


class Outcome(NamedTuple):
    """What became of a job.

    `path` is the PDF, or None where it was not made or nothing was to be written; beside it are the `pictures` of its
    pages (PNG) and the copy for mail, locked with a password (`mailed`). `pages` counts from 1, and is 0 when `failed`.
    `problems` are errors where it failed, else what is doubtful. `milliseconds` is how long this took.
    """

    job: Job
    status: Status
    path: Path | None
    pages: int
    problems: tuple[Problem, ...]
    milliseconds: int = 0
    pictures: tuple[Path, ...] = ()
    mailed: Path | None = None

    @classmethod
    def failed(cls, job: Job, problems: Iterable[Problem]) -> Outcome:
        """That of a document that cannot be made."""
        return cls(job, "failed", None, 0, tuple(problems))

    @property
    def name(self) -> str:
        """The name of the document."""
        return self.job.name

    @property
    def format(self) -> str:
        """The variant as a file's name says it; empty where none was known yet."""
        return self.job.variant_name

    def for_json(self, language: str) -> dict[str, Any]:
        """The outcome as plain values, with its sentences in a language."""
        return {
            "kind": self.job.kind,
            "name": self.name,
            "format": self.format,
            "status": self.status,
            "path": str(self.path) if self.path else None,
            "pictures": [str(path) for path in self.pictures],
            "mailed": str(self.mailed) if self.mailed else None,
            "pages": self.pages,
            "milliseconds": self.milliseconds,
            "problems": [problem.for_json(language) for problem in self.problems],
        }


def now() -> datetime:
    """The local time."""
    return datetime.now().astimezone()


class Producer:
    """Produces the files of one output folder from one practice folder."""

    def __init__(self, folder: Folder, records: Records, options: BuildOptions, *, today: date, clock: Clock) -> None:
        """`records` are those of the output folder; `today` is the day that advice goes by; `clock` dates the history.

        Of `options` only `force`, `dry`, `pictures` and `mail` count here: the rest is in each Job.
        """
        self._folder = folder
        self._output = records.output
        self._records = records
        self._options = options
        self._today = today
        self._clock = clock

    def formats(self, kind: DocumentType, name: str, make: Make) -> list[str]:
        """The formats that a document names; `make` is asked for them where its file is not as it was.

        Raises ContentError with every mistake in its files.
        """
        job = Job(kind.word, name)
        digested = digest(self._folder.open_reader().read(job.source) or b"")
        topic, cache = formats_of(kind.output), self._records.cache
        known = cache.recall(topic, name, digested)
        if known and isinstance(known, list) and all(each in tuple(FORMATS) for each in known):
            return known
        product = make(job)
        if not product.formats:
            raise ContentError(product.problems)
        if not self._options.dry:
            with self._records.in_turn():
                # What was forgotten meanwhile stays forgotten.
                if self._is_there(job):
                    cache.remember(topic, name, digested, product.formats)
        return list(product.formats)

    def produce(self, job: Job, make: Make) -> Outcome:
        """A file that is up to date is left as it is; any other is made, written and recorded.

        A job that cannot be made is an Outcome with its Problems, and leaves an earlier PDF as it was. Raises
        BrokenEnvironment when a file cannot be written or the engine cannot be loaded.
        """
        start = perf_counter()
        outcome = self.look_up(job) or self.write_and_record(job, make(job))
        return outcome._replace(milliseconds=round(1000 * (perf_counter() - start)))

    def look_up(self, job: Job) -> Outcome | None:
        """The outcome of a file that is up to date, with the copies that are asked for; None where it must be made."""
        options, path = self._options, self._output / job.file
        if options.force:
            return None
        adds = not options.dry and (options.pictures or options.mail is not None or (job.origin and not job.row))
        with self._records.in_turn() if adds else nullcontext():
            try:
                secret = self._source(job) if job.is_personal else None
            except ContentError:  # making it says what is wrong with its file
                return None
            cached = self._records.cache.find(_output_id(job), self._today, secret=secret, row=self._row(job))
            if cached is None:
                return None
            if options.dry:
                return Outcome(job, "valid", None, cached.pages, cached.problems)
            outcome = Outcome(job, "kept", path, cached.pages, cached.problems)
            return self._write(outcome, read_regular(path), cached.inputs) if adds else outcome

    def write_and_record(self, job: Job, product: Product) -> Outcome:
        """The outcome of what was made, which is written unless this is a dry run. Raises BrokenEnvironment."""
        if not product.pdf:
            return Outcome.failed(job, product.problems if self._is_there(job) else [_gone(job)])
        if self._options.dry:
            return Outcome(job, "valid", None, product.pages, product.problems)
        # Of two processes that make the same, the copies beside a PDF never belong to the PDF of the other.
        with self._records.in_turn():
            try:
                source = self._source(job)
            except ContentError as refused:
                return Outcome.failed(job, refused.problems)
            put = partial(
                self._records.cache.put, _output_id(job), product, self._today,
                personal=job.is_personal, secret=source, row=self._row(job),
            )  # fmt: skip
            outcome = Outcome(job, "made", self._output / job.file, product.pages, product.problems)
            return self._write(outcome, product.pdf, self._records.cache.keyed_digests(product.used), put)

    def _write(
        self, outcome: Outcome, pdf: bytes, inputs: dict[str, str], put: Callable[..., None] | None = None
    ) -> Outcome:
        """Writes the copies of a PDF and, where `put` records it as new, the PDF itself.

        What is new or mailed adds a line to the history of a client's document.
        """
        job, path = outcome.job, self._output / outcome.job.file
        files = {path: pdf} if put else {}
        if self._options.mail is not None:
            from handouts.produce.mailcopy import lock_pdf

            outcome = outcome._replace(mailed=path.with_suffix(".mail.pdf"))
            files[path.with_suffix(".mail.pdf")] = lock_pdf(pdf, self._options.mail)
        key = self._records.key.fingerprint
        line = Line(
            f"{self._clock():%Y-%m-%d %H:%M}", job.variant_name, outcome.mailed is not None, handouts.__version__,
            outcome.pages, len(actionable(outcome.problems)), sources_of(inputs), key, bool(job.row),
        )  # fmt: skip

        def record() -> None:
            if put and job.is_personal:
                self._drop_copies(path, pdf)
            cache, history = self._records.cache, self._records.history
            with history.database.writing() if job.is_personal else nullcontext(), cache.database.writing():
                if put:
                    put(when=line.when)
                for each in files.keys() - {path}:
                    self._keep(each, files[each], job)
                if files and job.is_personal:
                    history.add(job.name, line, job.origin)
                elif job.origin:
                    history.set_owner(job.name, job.origin)

        write_all(files, record, mode=job.document.mode, tag=_tag(job))
        return outcome._replace(pictures=self._draw(job, path, pdf)) if self._options.pictures else outcome

    def _draw(self, job: Job, path: Path, pdf: bytes) -> tuple[Path, ...]:
        """Pictures of the pages, beside the PDF; those of pages that it no longer has are deleted."""
        from handouts.page.finishing import pictures

        drawn: list[Path] = []
        for number, picture in enumerate(pictures(pdf), start=1):
            drawn.append(path.with_name(f"{path.stem}.p{number}.png"))
            record = partial(self._keep, drawn[-1], picture, job)
            write_all({drawn[-1]: picture}, record, mode=job.document.mode, tag=_tag(job))
        self._remove(set(_pictures_of(path)).difference(drawn))
        return tuple(drawn)

    def _drop_copies(self, path: Path, pdf: bytes) -> None:
        """Deletes pictures and mail copies that belong to a different version of this PDF."""
        with suppress(OSError):
            if read_regular(path) == pdf:
                return
        self._remove([path.with_suffix(".mail.pdf"), *_pictures_of(path)])

    def _remove(self, paths: Iterable[Path]) -> None:
        for path in paths:
            remove(path)
            self._records.cache.drop_file(path.relative_to(self._output).as_posix())

    def _keep(self, path: Path, data: bytes, job: Job) -> None:
        place = path.relative_to(self._output).as_posix()
        self._records.cache.keep_file(place, data, job.document.output, job.name)

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


def _pictures_of(path: Path) -> list[Path]:
    name = re.compile(rf"{re.escape(path.stem)}\.p[0-9]+\.png")
    return [each for each in path.parent.glob("*.png") if name.fullmatch(each.name)]


def _output_id(job: Job) -> OutputId:
    return OutputId(job.document.output, job.name, job.variant_name, job.file)


def _tag(job: Job) -> str:
    """What the names of temporary files begin with: those of a batch are known."""
    return TAG if job.row else ""
