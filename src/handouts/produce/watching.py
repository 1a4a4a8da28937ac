"""Builds again whenever something changes, and survives every mistake.

The folders are watched, not the files: editors replace a file when they save it.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from datetime import date
from pathlib import Path
from threading import Event
from time import perf_counter

from handouts.files.folder import Folder
from handouts.problems import BrokenEnvironment, ContentError, HandoutsError, Mark, Problem, error, system_reason
from handouts.produce.building import build
from handouts.produce.job import BuildOptions, Job
from handouts.produce.outcome import Outcome
from handouts.produce.pool import one_worker
from handouts.produce.producer import Make

WATCHED = ("content", "templates", "styles")
_TICK = 200
"""Milliseconds after which the watcher answers though nothing changed."""


def watch(
    folder: Folder,
    names: Iterable[str],
    *,
    today: Callable[[], date],
    stop: Event | None = None,
    begin_turn: Callable[[], object] = lambda: None,
) -> Iterator[Outcome]:
    """Builds once, then after each change, and yields what was made or failed; ends when `stop` is set.

    `begin_turn` is called before each of these builds. What is up to date is yielded only where a mistake was mended
    by undoing it. Raises UsageError for a name that does not exist at the start, BrokenEnvironment when the extra
    `watch` is not installed.
    """
    try:
        from watchfiles import watch as changes
    except ImportError as reason:
        raise BrokenEnvironment("Watching needs one more part: pip install 'handouts[watch]'") from reason
    chosen = list(names)
    with one_worker(folder, today(), sharing=True) as worker:
        turns = changes(
            folder.root, watch_filter=lambda _, path: _is_content(folder.root, path), stop_event=stop,
            raise_interrupt=True, rust_timeout=_TICK, yield_on_timeout=True,
        )  # fmt: skip
        # From its first answer on it looks, and keeps what is saved during a build, the first one too.
        next(turns, None)
        begin_turn()
        failed = yield from _worth_reporting(
            build(folder, chosen, BuildOptions(), today=today(), make=worker.make), None
        )
        for changed in turns:
            if not changed:
                continue
            begin_turn()
            worker.refresh(today())
            failed = yield from _worth_reporting(_again(folder.root, chosen, today(), worker.make), failed)


def _worth_reporting(results: Iterable[Outcome], before: set[str] | None) -> Generator[Outcome, None, set[str]]:
    """Passes on what is worth a report, and returns the names of what failed; `before` are those of the last time."""
    failed: set[str] = set()
    for result in results:
        if result.status != "kept" or before is None or before & {result.name, ""}:
            yield result
        if result.status == "failed":
            failed.add(result.name)
    return failed


def _again(root: Path, names: list[str], today: date, make: Make) -> Iterator[Outcome]:
    """Builds in a fresh folder, as the one before remembers what it has read; survives what may pass by itself.

    An editor that saves a file takes it away for a moment, and a disk that is full can be cleared.
    """
    start = perf_counter()
    try:
        yield from build(Folder(root), names, BuildOptions(), today=today, make=make)
    except (HandoutsError, OSError) as reason:
        took = round(1000 * (perf_counter() - start))
        yield Outcome.failed(Job("brochure", ""), _problems_of(reason))._replace(milliseconds=took)


def _problems_of(reason: HandoutsError | OSError) -> tuple[Problem, ...]:
    if isinstance(reason, ContentError):
        return reason.problems
    said = system_reason(reason) if isinstance(reason, OSError) else getattr(reason, "message", str(reason))
    return (error("stopped", Mark("content"), said),)


def _is_content(root: Path, path: str) -> bool:
    """Whether a document can be made from what lies there; what comes out lies elsewhere."""
    place = Path(path)
    return not place.name.startswith(".") and any(place.is_relative_to(root / name) for name in WATCHED)
