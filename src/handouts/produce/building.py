"""Documents of a practice folder, by name or all of them, in each format: what is asked for becomes jobs.

The command line calls this and prints; nothing here prints.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

from handouts.content.model.formats import FORMATS, Variant
from handouts.files.folder import Folder
from handouts.files.naming import safe_name
from handouts.problems import ContentError, Problem, UsageError
from handouts.produce.documents import DocumentType
from handouts.produce.job import BuildOptions, Job
from handouts.produce.producer import Clock, Make, Outcome, Producer, now
from handouts.records import Records
from handouts.records.locks import sweep_at_start
from handouts.records.product import Product


def build(  # noqa: PLR0913  # the day and the clock come from outside, and whoever calls seldom names the clock
    folder: Folder,
    names: Iterable[str],
    options: BuildOptions,
    *,
    today: date,
    clock: Clock = now,
    progress: Callable[[str], None] = lambda _: None,
    make: Make | None = None,
    records: Records | None = None,
) -> Iterator[Outcome]:
    """Makes the documents that are named, or all of them, in each format; yields each result as soon as it is there.

    This is a generator: nothing is made, written or raised before the first result is asked for. A document that fails,
    or a file that is none, is a result with Problems and does not stop the others. With `options.dry` everything is
    made and proven in memory, and nothing is written.

    `names` are without folder or `.yaml`, of the first of `options.kinds`. `today` is the day that advice goes by,
    `clock` dates the history. `progress` is called with a line of text before a document is made. `make` is the pure
    half, by default `Maker.make` in this process. `records` are by default those of `options.output`.

    Raises UsageError for a name, format or purpose that does not exist, BrokenEnvironment when a file cannot be written
    or the engine cannot be loaded. For an example see docs/library.md.
    """
    named = [safe_name(name) for name in names]
    kinds = _kinds(folder, named, options)
    records = records or Records(folder, options.output)
    if not options.dry:
        sweep_at_start(records.output, folder.root)
        records.take_over()
    producer = Producer(folder, records, options, today=today, clock=clock)
    make = make or _maker(folder, today)

    def shown(job: Job) -> Product:
        progress(f"{job.name} ({job.variant_name})")
        return make(job)

    for kind in kinds:
        asked = [each for each in dict.fromkeys(options.formats) if kind.word in FORMATS[each].kinds]
        names = (named or folder.names(kind.folder)) if asked or not options.formats else []
        for name in dict.fromkeys(names):
            try:
                formats = producer.formats(kind, name, make)
            except ContentError as refused:
                yield failed(kind, name, refused.problems)
                continue
            for each in asked or formats:
                yield producer.produce(_job(kind, name, formats[0], options.variant(each)), shown)
        for stray in [] if named else folder.strays(kind.folder):
            yield failed(kind, Path(stray.mark.file).name, [stray])


def _kinds(folder: Folder, named: list[str], options: BuildOptions) -> list[DocumentType]:
    """The kinds of which something is to be made. Raises UsageError for what does not exist, or cannot be made so."""
    first = options.kinds[0]
    for name in options.formats:
        if name not in FORMATS:
            raise UsageError(f"There is no format “{name}”. There are: {', '.join(FORMATS)}.")
        if named and first.word not in FORMATS[name].kinds:
            raise UsageError(f"A {first.word} is not made as {name}.")
    for name in named:
        folder.must_hold(first.folder, name)
    kinds = [kind for kind in options.kinds if options.purpose is None or options.purpose in kind.purposes]
    if first not in kinds:
        raise UsageError(f"A {first.word} is not made for {options.purpose}.")
    return [first] if named else kinds


def _job(kind: DocumentType, name: str, first: str, variant: Variant) -> Job:
    """A document in one variant; `first` is the first format that it names."""
    file = f"{kind.output}/{kind.file_name(first, name, variant)}"
    return Job(kind.word, name, variant.shape.name, variant.purpose, variant.low_ink, variant.n_up, file)


def _maker(folder: Folder, today: date) -> Make:
    """Makes documents in this process."""
    from handouts.produce.making import Maker

    return Maker(folder, today).make


def failed(kind: DocumentType, name: str, problems: Iterable[Problem]) -> Outcome:
    """What became of a document of which no format is known yet."""
    return Outcome(Job(kind.word, name), "failed", None, 0, tuple(problems))
