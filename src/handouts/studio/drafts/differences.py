"""What differs between two states of a document, as edits of it and as changes of its file."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Any

from handouts.content import patching
from handouts.content.reading import FieldPath
from handouts.studio.drafts.edits import Edit, Insert, Move, Put, Remove, made
from handouts.studio.drafts.trees import Path, Rows, Tree, entries_of, field_path, ids_of, plain


def edits_between(old: Tree, new: Tree) -> Iterator[Edit]:
    """The edits that make `new` of `old`; each is of what those before it left."""
    yield from _between((), old, new)


def _between(path: Path, old: Any, new: Any) -> Iterator[Edit]:
    if old is new or old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict):
        for key in [key for key in old if key not in new]:
            yield Put((*path, key), plain(old[key]), None)
        for key, each in new.items():
            if key in old:
                yield from _between((*path, key), old[key], each)
            else:
                yield Put((*path, key), None, plain(each), ids_of(each, (*path, key)) or None)
    elif isinstance(old, Rows) and isinstance(new, Rows) and {*old.ids} & {*new.ids}:
        yield from _between_rows(path, old, new)
    else:
        yield Put(path, plain(old), plain(new), ids_of(new, path) or None)


def _between_rows(path: Path, old: Rows, new: Rows) -> Iterator[Edit]:
    held = dict(entries_of(old))
    for given in old.ids:
        if given not in new.ids:
            yield Remove((*path, given), plain(held[given]))
    left = [given for given in old.ids if given in new.ids]
    staying = _longest_rising([left.index(given) for given in new.ids if given in held])
    after: str | None = None
    for given, each in entries_of(new):
        if given not in held:
            yield Insert(path, plain(each), after, given, ids_of(each, (*path, given)) or None)
        else:
            if left.index(given) not in staying:
                yield Move((*path, given), after)
            yield from _between((*path, given), held[given], each)
        after = given


def _longest_rising(places: Sequence[int]) -> set[int]:
    """The most of these numbers that rise in their order."""
    ends: list[int] = []
    chains: list[list[int]] = []
    for place in places:
        at = bisect_left(ends, place)
        chain = [*(chains[at - 1] if at else []), place]
        ends[at : at + 1], chains[at : at + 1] = [place], [chain]
    return set(chains[-1]) if chains else set()


def changes_between(old: Tree, new: Tree) -> list[patching.Change]:
    """The changes of a file that make `new` of `old`."""
    changes: list[patching.Change] = []
    tree: Any = old
    for edit in edits_between(old, new):
        tree, change = _stepped(tree, edit)
        changes.append(change)
    return changes


def _stepped(tree: Any, edit: Edit) -> tuple[Any, patching.Change]:
    """A document after an edit that fits it, and the change of its file."""
    path: FieldPath = field_path(tree, edit.path)
    done = made(tree, edit, lambda: "").tree
    match edit:
        case Put(to=None) | Remove():
            return done, patching.Remove(path)
        case Put(to=to):
            return done, patching.Put(path, to)
        case Insert(value=value):
            return done, patching.Insert(path, int(field_path(done, (*edit.path, edit.id))[-1]), value)
        case Move():
            return done, patching.Move(path, int(field_path(done, edit.path)[-1]))
