"""Documents of a practice folder, by name or all of them, in each format: what is asked for becomes jobs.

The command line calls this and prints; nothing here prints.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple, Protocol

from handouts.documents import BROCHURES, SHEETS, Kind
from handouts.folder import Folder, digest
from handouts.holding import sweep_at_start
from handouts.model.formats import FORMATS, Variant
from handouts.naming import safe_name
from handouts.problems import Problem, Refused, WrongUse
from handouts.produce import Clock, Options, Outcome, Producer
from handouts.produce.job import Job, Product
from handouts.records import Records
from handouts.records.cache import formats_of


class Engine(Protocol):
    """Who makes documents: this process (`produce.making.Maker`), or one that can be killed (`produce.workers`)."""

    def formats(self, kind: str, name: str) -> list[str]:
        """The formats that a document names. Raises Refused with every mistake in its files."""

    def make(self, job: Job) -> Product:
        """One document, proven; a mistake in it is part of the answer."""


class Wish(NamedTuple):
    """What is asked for: which formats (none: those that the document names), where, how, and of which kinds.

    Names are those of documents of the first kind. With a password in `mail`, a locked copy is made beside each.
    `purpose` is one of `PURPOSES`, or None for what is usual for each format; with `n_up` a draft is made, with so
    many pages on a side.
    """

    formats: tuple[str, ...] = ()
    output: Path | None = None
    pictures: bool = False
    force: bool = False
    dry: bool = False
    kinds: tuple[Kind, ...] = (BROCHURES, SHEETS)
    mail: str | None = None
    purpose: str | None = None
    low_ink: bool = False
    n_up: int = 0

    def variant(self, format_name: str) -> Variant:
        """A format as it is asked for. What goes by mail is read on a screen."""
        shape = FORMATS[format_name]
        purpose = "home" if self.n_up else self.purpose or ("screen" if self.mail else shape.usual_purpose)
        return Variant(shape, purpose, self.low_ink, self.n_up)


def _now() -> datetime:
    return datetime.now().astimezone()


def build(  # noqa: PLR0913  # the day and the clock come from outside, and whoever calls seldom names the clock
    folder: Folder,
    names: Iterable[str],
    wish: Wish,
    *,
    today: date,
    clock: Clock = _now,
    progress: Callable[[str], None] = lambda _: None,
    engine: Engine | None = None,
    records: Records | None = None,
) -> Iterator[Outcome]:
    """Makes the documents that are named, or all of them, in each format; yields each result as it is there.

    A document that fails, or a file that is none, does not stop the others. With `wish.dry` everything is made and
    proven in memory, and nothing is written. `clock` gives the local time for the history, and `engine` makes the
    documents, by default in this process. Raises WrongUse for a name or a format that does not exist,
    BrokenEnvironment when a file cannot be written.
    """
    named = [safe_name(name) for name in names]
    for name in wish.formats:
        if name not in FORMATS:
            raise WrongUse(f"There is no format “{name}”. There are: {', '.join(FORMATS)}.")
        if named and wish.kinds[0].word not in FORMATS[name].kinds:
            raise WrongUse(f"A {wish.kinds[0].word} is not made as {name}.")
    for name in named:
        folder.must_hold(wish.kinds[0].folder, name)
    kinds = [kind for kind in wish.kinds if wish.purpose is None or wish.purpose in kind.purposes]
    if wish.kinds[0] not in kinds:
        raise WrongUse(f"A {wish.kinds[0].word} is not made for {wish.purpose}.")
    records = records or Records(folder, wish.output)
    if not wish.dry:
        sweep_at_start(wish.output or folder.output, folder.root)
        records.take_over()
    builder = _Builder(folder, wish, engine or _here(folder, today), records, today=today, clock=clock)
    for kind in kinds[:1] if named else kinds:
        for name in dict.fromkeys(named or folder.names(kind.folder)):
            yield from builder.build(kind, name, progress)
        for stray in [] if named else folder.strays(kind.folder):
            yield failed(kind, Path(stray.mark.file).name, [stray])


def _here(folder: Folder, today: date) -> Engine:
    """Makes documents in this process."""
    from handouts.produce.making import Maker

    return Maker(folder, today)


class _Builder:
    """Builds documents of one folder."""

    def __init__(  # noqa: PLR0913  # as `build`
        self, folder: Folder, wish: Wish, engine: Engine, records: Records, *, today: date, clock: Clock
    ) -> None:
        self._folder = folder
        self._wish = wish
        self._engine = engine
        self._records = records
        output = wish.output or folder.output
        options = Options(wish.dry, wish.force, wish.pictures, wish.mail)
        self._producer = Producer(folder, output, self._records, options, today=today, clock=clock)

    def build(self, kind: Kind, name: str, progress: Callable[[str], None]) -> Iterator[Outcome]:
        """One document in every format that is asked for."""
        wished = [each for each in dict.fromkeys(self._wish.formats) if kind.word in FORMATS[each].kinds]
        if self._wish.formats and not wished:
            return
        try:
            named = self._formats(kind, name)
        except Refused as refused:
            yield failed(kind, name, refused.problems)
            return

        def make(job: Job) -> Product:
            progress(f"{name} ({job.variant_name})")
            return self._engine.make(job)

        for format_name in wished or named:
            variant = self._wish.variant(format_name)
            file = f"{kind.output}/{kind.file_name(named[0], name, variant)}"
            job = Job(kind.word, name, format_name, variant.purpose, variant.low_ink, variant.n_up, file)
            yield self._producer.produce(job, make)

    def _formats(self, kind: Kind, name: str) -> list[str]:
        """The formats that a document names. Raises Refused."""
        source = digest(self._folder.open_shelf().read(f"content/{kind.folder}/{name}.yaml") or b"")
        known = self._records.cache.recall(formats_of(kind.output), name, source)
        if known and isinstance(known, list) and all(each in tuple(FORMATS) for each in known):
            return known
        named = self._engine.formats(kind.word, name)
        if not self._wish.dry:
            path = self._folder.own(f"content/{kind.folder}/{name}.yaml")
            with self._records.in_turn():
                # What was forgotten meanwhile stays forgotten.
                if self._folder.holds(path):
                    self._records.cache.remember(formats_of(kind.output), name, source, named)
        return named


def failed(kind: Kind, name: str, problems: Iterable[Problem]) -> Outcome:
    """What became of a document of which no format is known yet."""
    return Outcome(Job(kind.word, name), "failed", None, 0, tuple(problems))
