"""Which rows are which where a list comes as plain values: in a file that was changed outside, or from a page."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from typing import Any

from handouts.studio.drafts.trees import Rows, Tree, plain, tree_of, with_row

_ALIKE = 0.5
"""From which likeness on two rows are one that was changed."""


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
