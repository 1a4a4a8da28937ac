"""Builds again whenever something changes, and survives every mistake.

The folders are watched, not the files: editors replace a file when they save it.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from datetime import date
from pathlib import Path
from threading import Event
from time import perf_counter
from typing import TYPE_CHECKING

from handouts.building import Result, Wish, build
from handouts.folder import Folder
from handouts.problems import BrokenEnvironment, HandoutsError, Mark, error

if TYPE_CHECKING:
    from watchfiles import Change

WATCHED = ("content", "templates", "styles")


def watch(
    folder: Folder, names: Iterable[str], *, today: Callable[[], date], stop: Event | None = None
) -> Iterator[Result]:
    """Builds once, then after each change, and yields what was made or failed; ends when `stop` is set.

    What is up to date is yielded only where a mistake was mended by undoing it. Raises WrongUse for a name that does
    not exist at the start, BrokenEnvironment when the extra `watch` is not installed.
    """
    try:
        from watchfiles import watch as changes
    except ImportError as reason:
        raise BrokenEnvironment("Watching needs one more part: pip install 'handouts[watch]'") from reason
    chosen = list(names)
    failed = yield from _told(build(folder, chosen, Wish(), today=today()), None)
    for _ in changes(folder.root, watch_filter=_Filter(folder.root), stop_event=stop, raise_interrupt=True):
        failed = yield from _told(_again(folder.root, chosen, today()), failed)


def _told(results: Iterable[Result], before: set[str] | None) -> Generator[Result, None, set[str]]:
    """Passes on what is worth telling, and returns the names of what failed; `before` are those of the last time."""
    failed: set[str] = set()
    for result in results:
        if result.status != "kept" or before is None or before & {result.name, ""}:
            yield result
        if result.status == "failed":
            failed.add(result.name)
    return failed


def _again(root: Path, names: list[str], today: date) -> Iterator[Result]:
    """Builds in a fresh folder, as the one before remembers what it has read; survives what may pass by itself.

    An editor that saves a file takes it away for a moment, and a disk that is full can be cleared.
    """
    start = perf_counter()
    try:
        yield from build(Folder(root), names, Wish(), today=today)
    except (HandoutsError, OSError) as reason:
        took = round(1000 * (perf_counter() - start))
        problem = error("stopped", Mark("content"), str(reason))
        yield Result("brochure", "", "", "failed", None, (), 0, took, (problem,))


class _Filter:
    """Lets through what a document can be made from, and not what comes out."""

    def __init__(self, root: Path) -> None:
        self._roots = [root / name for name in WATCHED]

    def __call__(self, _change: Change, path: str) -> bool:
        place = Path(path)
        return not place.name.startswith(".") and any(place.is_relative_to(root) for root in self._roots)
