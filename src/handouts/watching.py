"""Builds again whenever something changes, and survives every mistake.

The folders are watched, not the files: editors replace a file when they save it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from handouts.building import Result, Wish, build
from handouts.folder import Folder
from handouts.problems import BrokenEnvironment

if TYPE_CHECKING:
    from watchfiles import Change

WATCHED = ("content", "templates", "styles")


def watch(
    folder: Folder, names: Iterable[str], *, today: Callable[[], date], stop: Event | None = None
) -> Iterator[Result]:
    """Builds once, then after each change, and yields what was made or failed; ends when `stop` is set.

    Raises BrokenEnvironment when the extra `watch` is not installed.
    """
    try:
        from watchfiles import watch as changes
    except ImportError as reason:
        raise BrokenEnvironment("Watching needs one more part: pip install 'handouts[watch]'") from reason
    chosen = list(names)
    yield from build(folder, chosen, Wish(), today=today())
    for _ in changes(folder.root, watch_filter=_Filter(folder.root), stop_event=stop, raise_interrupt=True):
        # A fresh folder: the one before remembers what it has read.
        for result in build(Folder(folder.root), chosen, Wish(), today=today()):
            if result.status != "kept":
                yield result


class _Filter:
    """Lets through what a document can be made from, and not what comes out."""

    def __init__(self, root: Path) -> None:
        self._roots = [root / name for name in WATCHED]

    def __call__(self, _change: Change, path: str) -> bool:
        place = Path(path)
        return not place.name.startswith(".") and any(place.is_relative_to(root) for root in self._roots)
