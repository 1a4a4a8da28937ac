"""Lays out and proves a page once for all tests of a process: most of them print what another has printed before.

What is kept is only what was without a Problem, so it holds no place in the content. It is found again by all that it
was made from: what was composed, and each file that the engine was served or looked for in vain.
"""

from __future__ import annotations

from collections.abc import Hashable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from handouts import proof
from handouts.files.folder import Folder, TrackedReader, digest
from handouts.page import rendering
from handouts.page.pipeline import Composed, RenderCache, Rendered
from handouts.problems import Problem

_MOST, _MOST_FOLLOWING = 500, 40


class _Made(NamedTuple):
    """A page, with the digest of each file that it was made from, and each place where one might have been."""

    rendered: Rendered
    used: dict[str, str]
    absent: tuple[str, ...]


_made: dict[Hashable, list[_Made]] = {}
_proven: set[Hashable] = set()
_following: dict[Hashable, Any] = {}
"""Documents that follow others, such as the diary, as they were laid out: what a `RenderCache` keeps of them."""
_render, _prove = rendering.render, proof.prove


def lay_out_once(patch: pytest.MonkeyPatch) -> None:
    """Has documents laid out and proven once, but for those that share a cache of their own."""
    patch.setattr(rendering, "render", _rendered)
    patch.setattr(proof, "prove", _problems)


def _rendered(
    composed: Composed, reader: TrackedReader, post_process: Any = None, cache: RenderCache | None = None
) -> Rendered:
    if cache is not None:
        return _render(composed, reader, post_process, cache)
    # Drawings are looked into by the reader of the document itself, and Problems are placed by it.
    pictures = tuple(digest(reader.read(name) or b"") for name in composed.pictures)
    key = post_process, pictures, _all_that_shows(composed)
    for made in _made.get(key, ()):
        if _is_as_it_was(made, reader.folder):
            reader.used |= {_under(reader.folder, name): known for name, known in made.used.items()}
            reader.absent |= {_under(reader.folder, name) for name in made.absent}
            return made.rendered
    own = TrackedReader(reader.folder)
    cache = RenderCache(own)
    if composed.attached and not (reader.folder.root / "styles").exists():
        if len(_following) >= _MOST_FOLLOWING:
            _following.clear()
        others = tuple(_all_that_shows(each) for each in composed.attached)
        cache.attached = _following.setdefault((pictures, others), {})
    rendered = _render(composed, reader, post_process, cache)
    reader.used |= own.used
    reader.absent |= own.absent
    if not rendered.problems and not any(reader.folder.label(path) for path in own.used):
        used = {_name(reader.folder, path): known for path, known in own.used.items()}
        absent = tuple(_name(reader.folder, path) for path in own.absent)
        if len(_made) >= _MOST:
            _made.clear()
        _made.setdefault(key, []).append(_Made(rendered, used, absent))
    return rendered


def _problems(pdf: bytes, composed: Composed) -> list[Problem]:
    key = pdf, _all_that_shows(composed)
    if key in _proven:
        return []
    found = _prove(pdf, composed)
    if not found:
        _proven.add(key)
    return found


def _all_that_shows(composed: Composed) -> Hashable:
    """What the pages of a document follow from, in values that can be compared: all but the places in the content."""
    shows = composed._asdict() | {
        "announced": tuple((each.text, each.mark is None, each.part) for each in composed.announced),
        "pictures": tuple(composed.pictures),
        "attached": tuple(_all_that_shows(each) for each in composed.attached),
        "pen": composed.pen and composed.pen.model_dump_json(),
        "problems": (),
    }
    return tuple(shows.values())


def _is_as_it_was(made: _Made, folder: Folder) -> bool:
    try:
        return all(digest(folder.bytes_of(_under(folder, name))) == known for name, known in made.used.items()) and (
            not any(folder.holds(_under(folder, name)) for name in made.absent)
        )
    except OSError:
        return False


def _name(folder: Folder, path: Path) -> str:
    return path.relative_to(folder.root).as_posix() if path.is_relative_to(folder.root) else str(path)


def _under(folder: Folder, name: str) -> Path:
    """The file of that name in a folder; the name of one that the package ships is its whole path."""
    return folder.root / name
