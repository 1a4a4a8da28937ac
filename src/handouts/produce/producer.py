"""From a job to a file, the one way for one document, many, a batch and again on each change.

    look up → make (load, check, compose, render, finish, prove, deliver) → write → record

Making is the pure half (`making`), which may run in another process (`pool`). Nothing here prints.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import nullcontext, suppress
from datetime import date, datetime
from pathlib import Path
from time import perf_counter
from typing import Any, Literal, NamedTuple

import handouts
from handouts.content.model.formats import FORMATS
from handouts.files.folder import Folder, digest
from handouts.files.naming import read_regular
from handouts.files.writing import remove, write
from handouts.problems import ContentError, Problem, doubtful, error, msg
from handouts.produce.documents import DocumentType
from handouts.produce.job import BuildOptions, Job
from handouts.records import Records
from handouts.records.cache import Place, formats_of
from handouts.records.history import Line, sources_of
from handouts.records.locks import TAG
from handouts.records.product import Product

Clock = Callable[[], datetime]
"""Gives the local time, with its zone."""
Make = Callable[[Job], Product]
"""The pure half: `Maker.make` in this process, `Pool.make` in another."""
Status = Literal["made", "kept", "failed", "sound"]
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

    @property
    def name(self) -> str:
        """The name of the document."""
        return self.job.name

    @property
    def format(self) -> str:
        """The variant as a file's name says it; empty where none was known yet."""
        return self.job.variant_name

    def as_data(self) -> dict[str, Any]:
        """The outcome as plain values, for `--json`."""
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
            "problems": [problem.for_json() for problem in self.problems],
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
        source = f"content/{kind.folder}/{name}.yaml"
        digested = digest(self._folder.open_reader().read(source) or b"")
        topic, cache = formats_of(kind.output), self._records.cache
        known = cache.recall(topic, name, digested)
        if known and isinstance(known, list) and all(each in tuple(FORMATS) for each in known):
            return known
        product = make(Job(kind.word, name))
        if not product.formats:
            raise ContentError(product.problems)
        if not self._options.dry:
            with self._records.in_turn():
                # What was forgotten meanwhile stays forgotten.
                if self._folder.holds(self._folder.own(source)):
                    cache.remember(topic, name, digested, product.formats)
        return list(product.formats)

    def produce(self, job: Job, make: Make) -> Outcome:
        """A file that is up to date is left as it is; any other is made, written and recorded.

        A job that cannot be made is an Outcome with its Problems, and leaves an earlier PDF as it was. Raises
        BrokenEnvironment when a file cannot be written or the engine cannot be loaded.
        """
        if known := self.look_up(job):
            return known
        start = perf_counter()
        outcome = self.finish(job, make(job))
        return outcome._replace(milliseconds=_since(start))

    def look_up(self, job: Job) -> Outcome | None:
        """What is known of a file that is up to date, with what goes beside it; None where it must be made."""
        start = perf_counter()
        options = self._options
        if options.force:
            return None
        path = self._output / job.file
        beside = not options.dry and (options.pictures or options.mail is not None)
        with self._records.in_turn() if beside else nullcontext():
            cached = self._records.cache.find(
                self._place(job), path, self._today, secret=self._secret(job), row=self._row(job)
            )
            if cached is None:
                return None
            outcome = Outcome(job, "sound" if options.dry else "kept", path, cached.pages, cached.problems)
            if beside:
                outcome = self._with_copies(outcome, path, read_regular(path))
            if outcome.mailed:
                self._note(job, cached.inputs, outcome, self._minute())
        return outcome._replace(path=None if options.dry else path, milliseconds=_since(start))

    def finish(self, job: Job, product: Product) -> Outcome:
        """Writes and records what was made. Raises BrokenEnvironment."""
        if not product.pdf:
            return self._stopped(job) or Outcome(job, "failed", None, 0, product.problems)
        outcome = Outcome(job, "sound", None, product.pages, product.problems)
        if self._options.dry:
            return outcome
        path = self._output / job.file
        outcome = outcome._replace(status="made", path=path)
        # Of two processes that make the same, what one lays beside its PDF never belongs to the PDF of the other.
        with self._records.in_turn():
            if stopped := self._stopped(job):
                return stopped
            if job.is_personal:
                self._drop_copies(path, product.pdf)
            write(path, product.pdf, mode=job.document.mode, tag=_tag(job))
            outcome = self._with_copies(outcome, path, product.pdf)
            when = self._minute()
            # Whoever is killed in between makes the sheet again, so that no line of the history is lost.
            if job.is_personal:
                self._note(job, self._records.cache.signed(product.used), outcome, when)
            self._records.cache.put(
                self._place(job),
                job.file,
                product,
                self._today,
                secret=self._secret(job),
                row=self._row(job),
                when=when,
            )
        return outcome

    def _stopped(self, job: Job) -> Outcome | None:
        """What became of a document whose file was taken away meanwhile, as by `forget`; a row always stands."""
        source = f"content/{job.document.folder}/{job.name}.yaml"
        if job.row is not None or self._folder.holds(self._folder.own(source)):
            return None
        said = msg("{file} was taken away while this was made, which was not kept", file=job.mark.file)
        return Outcome(job, "failed", None, 0, (error("stopped", job.mark, said),))

    def _minute(self) -> str:
        """The date and the minute, as the history has them."""
        return f"{self._clock():%Y-%m-%d %H:%M}"

    def _note(self, job: Job, inputs: dict[str, str], outcome: Outcome, when: str) -> None:
        """Adds a line to the history of a client's document."""
        line = Line(
            when, job.variant_name, outcome.mailed is not None, handouts.__version__,
            outcome.pages, len(doubtful(outcome.problems)), sources_of(inputs), self._records.key.sign, bool(job.row),
        )  # fmt: skip
        self._records.history.add(job.name, line, job.row.read.marks.file if job.row else None)

    def _with_copies(self, outcome: Outcome, path: Path, pdf: bytes) -> Outcome:
        """Puts pictures of the pages and the locked copy beside a proven PDF."""
        pictures = tuple(self._drawn(outcome.job, path, pdf)) if self._options.pictures else ()
        if self._options.mail is None:
            return outcome._replace(pictures=pictures)
        from handouts.records.encrypting import encrypt

        mailed = path.with_suffix(".mail.pdf")
        self._write(mailed, encrypt(pdf, self._options.mail), outcome.job)
        return outcome._replace(pictures=pictures, mailed=mailed)

    def _drawn(self, job: Job, path: Path, pdf: bytes) -> Iterator[Path]:
        """Pictures of the pages, beside the PDF; those of pages that it has no more go."""
        from handouts.page.finishing import pictures

        number = 1
        for picture in pictures(pdf):
            drawn = path.with_name(f"{path.stem}.p{number}.png")
            self._write(drawn, picture, job)
            yield drawn
            number += 1
        while (left := path.with_name(f"{path.stem}.p{number}.png")).is_file():
            self._remove(left)
            number += 1

    def _write(self, path: Path, data: bytes, job: Job) -> None:
        write(path, data, mode=job.document.mode, tag=_tag(job))
        self._keep(path, data, job)

    def _drop_copies(self, path: Path, pdf: bytes) -> None:
        """Takes away copies of any other sheet, which may not be handed out with this one; also where that is gone."""
        with suppress(OSError):
            if read_regular(path) == pdf:
                return
        pictures = re.compile(rf"{re.escape(path.stem)}\.p[0-9]+\.png")
        beside = [each for each in path.parent.glob("*.png") if pictures.fullmatch(each.name)]
        for copy in (path.with_suffix(".mail.pdf"), *beside):
            self._remove(copy)

    def _remove(self, path: Path) -> None:
        remove(path)
        self._records.cache.drop_file(path.relative_to(self._output).as_posix())

    def _keep(self, path: Path, data: bytes, job: Job) -> None:
        place = path.relative_to(self._output).as_posix()
        self._records.cache.keep_file(place, data, job.document.output, job.name)

    def _place(self, job: Job) -> Place:
        return Place(job.document.output, job.name, job.variant_name)

    def _secret(self, job: Job) -> bytes | None:
        """With what the Problems of a job are encrypted: only whoever has the client's words can read them."""
        if not job.is_personal:
            return None
        if job.row:
            return job.row.digest.encode()
        return self._folder.open_reader().read(f"content/{job.document.folder}/{job.name}.yaml")

    def _row(self, job: Job) -> str | None:
        """The keyed digest of a row: a plain one could be tried out by whoever guesses what stands in it."""
        return self._records.key.of_text(job.row.digest) if job.row else None


def _tag(job: Job) -> str:
    """What the names of temporary files begin with: those of a batch are known."""
    return TAG if job.row else ""


def _since(start: float) -> int:
    return round(1000 * (perf_counter() - start))
