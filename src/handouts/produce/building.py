"""Documents of a practice folder, by name or all of them, in each format: what is asked for becomes jobs.

The command line calls this and prints; nothing here prints.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from handouts.content.model.formats import FORMATS, Variant
from handouts.files.folder import Folder, digest
from handouts.files.naming import safe_name
from handouts.problems import ContentError, UsageError
from handouts.produce.documents import DocumentType
from handouts.produce.job import BuildOptions, Job
from handouts.produce.outcome import Outcome
from handouts.produce.producer import Clock, Make, Producer, now
from handouts.records import Records
from handouts.records.cache import formats_of
from handouts.records.locks import sweep_at_start
from handouts.records.origin import Origin


def build(  # noqa: PLR0913  # the day and the clock come from outside, and callers seldom name the clock
    folder: Folder,
    names: Iterable[str],
    options: BuildOptions,
    *,
    today: date,
    clock: Clock = now,
    make: Make | None = None,
    records: Records | None = None,
    origins: Mapping[str, Origin] | None = None,
) -> Iterator[Outcome]:
    """Makes the documents that are named, or all of them, in each format; yields each result as soon as it is ready.

    This is a generator: nothing is made, written or raised before the first result is asked for. A document that fails,
    or a file that is not one, is a result with Problems and does not stop the others. With `options.dry` everything is
    made and proven in memory, and nothing is written.

    `names` are without folder or `.yaml`, of the first of `options.kinds`. `today` is the day that advice goes by,
    `clock` dates the history. `make` is the pure half, by default `Maker.make` in this process. `records` are by
    default those of `options.output`. `origins` says, by reference, where consults came from whose files lie elsewhere.

    Raises UsageError for a name, format or purpose that does not exist, BrokenEnvironment when a file cannot be written
    or the engine cannot be loaded. For an example see docs/library.md.
    """
    named = list(dict.fromkeys(map(safe_name, names)))
    kinds = _kinds(folder, named, options)
    records = records or Records(folder, options.output)
    if not options.dry:
        sweep_at_start(records.output, folder.root)
        records.take_over()
    producer = Producer(folder, records, options, today=today, clock=clock)
    if make is None:
        from handouts.produce.making import Maker

        make = Maker(folder, today).make
    for kind in kinds:
        asked = [each for each in dict.fromkeys(options.formats) if kind.word in FORMATS[each].kinds]
        for name in (named or folder.names(kind.folder)) if asked or not options.formats else ():
            try:
                formats = _formats(folder, records, Job(kind.word, name), make, dry=options.dry)
            except ContentError as refused:
                yield Outcome.failed(Job(kind.word, name), refused.problems)
                continue
            for each in asked or formats:
                job = _job(kind, name, formats[0], options.variant(each), (origins or {}).get(name))
                yield producer.produce(job, make)
        for stray in [] if named else folder.strays(kind.folder):
            yield Outcome.failed(Job(kind.word, Path(stray.mark.file).name), [stray])


def _kinds(folder: Folder, named: list[str], options: BuildOptions) -> list[DocumentType]:
    """The kinds of which something is to be made. Raises UsageError for what does not exist, or cannot be made so."""
    first = options.kinds[0]
    for name in options.formats:
        if name not in FORMATS:
            from handouts.content.model.selective import formats_offered  # the model takes a while to load

            raise UsageError("There is no format “{name}”. There are: {names}.", name=name, names=formats_offered())
        if named and first.word not in FORMATS[name].kinds:
            raise UsageError("A {kind} is not made as {format}.", kind=first.noun, format=name)
    for name in named:
        folder.must_hold(first.folder, name)
    kinds = [kind for kind in options.kinds if options.purpose is None or options.purpose in kind.purposes]
    if first not in kinds:
        raise UsageError("A {kind} is not made for {purpose}.", kind=first.noun, purpose=options.purpose)
    return [first] if named else kinds


def _formats(folder: Folder, records: Records, job: Job, make: Make, *, dry: bool) -> list[str]:
    """The formats that a document names; `make` is asked for them where its file is not as it was.

    Raises ContentError with every mistake in its files.
    """
    of_file = formats_of(job.document.output), job.name, digest(folder.open_reader().read(job.source) or b"")
    known = records.cache.recall(*of_file)
    if known and isinstance(known, list) and all(each in tuple(FORMATS) for each in known):
        return known
    product = make(job)
    if not product.formats:
        raise ContentError(product.problems)
    if not dry:
        with records.write_lock():
            # What was forgotten meanwhile stays forgotten.
            if folder.holds(folder.own(job.source)):
                records.cache.remember(*of_file, product.formats)
    return list(product.formats)


def _job(kind: DocumentType, name: str, first: str, variant: Variant, origin: Origin | None) -> Job:
    """A document in one variant; `first` is the first format that it names."""
    file = f"{kind.output}/{kind.file_name(first, name, variant)}"
    return Job(kind.word, name, variant.shape.name, variant.purpose, variant.low_ink, variant.n_up, file, origin=origin)
