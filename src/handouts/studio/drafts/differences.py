"""What differs between two states of a document, as edits; and which rows are which in a file changed outside."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any

from handouts.content import patching
from handouts.content.reading import FieldPath
from handouts.studio.drafts.edits import Edit, Insert, Move, Put, Remove, made
from handouts.studio.drafts.trees import Path, Rows, Tree, entries_of, field_path, ids_of, plain, tree_of, with_row

_ALIKE = 0.5
"""From which likeness on two rows are one that was changed."""


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
    elif isinstance(old, Rows) and isinstance(new, Rows):
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


def aligned(value: Any, tree: Tree, new_id: Callable[[], str]) -> Tree:
    """Plain values as a tree; a row that holds all or most of what one in `tree` does is that one, and has its id."""
    if isinstance(value, dict):
        known = tree if isinstance(tree, dict) else {}
        return {key: aligned(each, known.get(key, ""), new_id) for key, each in value.items()}
    if isinstance(value, list):
        if not isinstance(tree, Rows):
            return tree_of(value, new_id)
        pairs = _pairs(value, [plain(each) for each in tree.items])
        rows = Rows((), ())
        for place, each in enumerate(value):
            at = pairs.get(place)
            given = new_id() if at is None else tree.ids[at]
            item = tree_of(each, new_id) if at is None else aligned(each, tree.items[at], new_id)
            rows = with_row(rows, given, item, rows.ids[-1] if rows.ids else None)
        return rows
    return str(value)


def _pairs(new: Sequence[Any], old: Sequence[Any]) -> dict[int, int]:
    """The place of each new item among the old ones, for those that are there."""
    texts, known = [_text(each) for each in new], [_text(each) for each in old]
    pairs: dict[int, int] = {}
    for block in SequenceMatcher(None, known, texts, autojunk=False).get_matching_blocks():
        pairs |= {block.b + step: block.a + step for step in range(block.size)}
    for likeness in (_equal, _alike):
        for place, each in enumerate(new):
            free = [at for at in range(len(old)) if at not in pairs.values()]
            if place not in pairs and free:
                best = max(free, key=lambda at: (likeness(old[at], each), -abs(at - place)))
                if likeness(old[best], each) >= _ALIKE:
                    pairs[place] = best
    return pairs


def _text(value: Any) -> str:
    return json.dumps(value, sort_keys=True)


def _equal(one: Any, other: Any) -> float:
    return float(one == other)


def _alike(one: Any, other: Any) -> float:
    """How alike two items are, from 0 to 1: the part of the keys with the same value, or of the letters of a text."""
    if isinstance(one, dict) and isinstance(other, dict):
        keys = one.keys() | other.keys()
        return sum(one.get(key) == other.get(key) for key in keys) / len(keys) if keys else 1.0
    return SequenceMatcher(None, _text(one), _text(other), autojunk=False).ratio()
