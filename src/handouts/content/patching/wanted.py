"""What a change makes of plain values, and how it is taken apart into the smallest changes that come to the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple, cast

from handouts.content.reading import FieldPath, Value


class Put(NamedTuple):
    """Another value at a path; a key that is not there is made, also with those above it."""

    path: FieldPath
    value: Value


class Insert(NamedTuple):
    """A new item of the list at `path`, before the one that has the index `place` now; at its end where none has."""

    path: FieldPath
    place: int
    value: Value


class Remove(NamedTuple):
    """The key or item at a path, away."""

    path: FieldPath


class Move(NamedTuple):
    """The item at a path, elsewhere in its list: `place` is its index in the list without it."""

    path: FieldPath
    place: int


Change = Put | Insert | Remove | Move


def after(value: Any, change: Change) -> Any:
    """What plain values are after a change; `value` itself stays. Raises LookupError for a path that leads nowhere."""
    match change:
        case Insert(path, place, new):
            return _with(value, path, lambda items: [*_list(items)[:place], new, *items[place:]])
        case Put(path, new):
            return _with(value, path[:-1], lambda inner: _set(inner, path[-1], new)) if path else new
        case Remove(path):
            return _with(value, path[:-1], lambda inner: _taken(inner, path[-1])[0])
        case Move(path, place):

            def moved(items: Any) -> list[Any]:
                rest, item = _taken(items, path[-1])
                return [*rest[:place], item, *rest[place:]]

            return _with(value, path[:-1], moved)


def _with(value: Any, path: FieldPath, change: Any) -> Any:
    """`value` with what is at `path` changed."""
    if not path:
        return change(value)
    step, *rest = path
    return _set(value, step, _with(_get(value, step), tuple(rest), change))


def _get(value: Any, step: Any) -> Any:
    if isinstance(value, dict if isinstance(step, str) else list):
        return value[step]
    raise LookupError(step)


def _set(value: Any, step: str | int, new: Any) -> Any:
    if isinstance(step, str) and isinstance(value, dict):
        return {**value, step: new}
    if isinstance(step, int) and isinstance(value, list) and 0 <= step < len(value):
        return [*value[:step], new, *value[step + 1 :]]
    raise LookupError(step)


def _taken(value: Any, step: str | int) -> tuple[Any, Any]:
    """A list or mapping without one entry, and what that held."""
    held = _get(value, step)
    if isinstance(value, dict):
        return {key: each for key, each in value.items() if key != step}, held
    return [*value[: cast("int", step)], *value[cast("int", step) + 1 :]], held


def smallest(value: Value, change: Change) -> Iterator[Change]:
    """The smallest changes that come to the same as a change of `value`, each of what is left by the one before.

    Raises LookupError for a path that leads nowhere.
    """
    if isinstance(change, Insert) and _reached(value, change.path) < len(change.path):
        change = Put(change.path, [change.value])
    if not isinstance(change, Put):
        if after(value, change) != value:
            yield change
        return
    reached = _reached(value, change.path)
    path, new = change.path[: reached + 1], change.value
    for step in reversed(change.path[reached + 1 :]):
        new = {_as_key(step): new}
    if reached < len(path):
        yield Put(path, new)
    else:
        yield from _between(path, _at(value, path), new)


def _as_key(step: str | int) -> str:
    if isinstance(step, str):
        return step
    raise LookupError(step)


def _list(value: Any) -> list[Any]:
    if isinstance(value, list):
        return value
    raise LookupError(value)


def _between(path: FieldPath, old: Any, new: Any) -> Iterator[Change]:
    """The changes that make `new` of `old`, which is at `path`."""
    if old == new and type(old) is type(new):
        return
    if isinstance(old, dict) and isinstance(new, dict) and old.keys() & new.keys():
        for key in [*old.keys() - new.keys()]:
            yield Remove((*path, key))
        for key, each in new.items():
            if key in old:
                yield from _between((*path, key), old[key], each)
            else:
                yield Put((*path, key), each)
    elif isinstance(old, list) and isinstance(new, list) and old and new:
        yield from _between_lists(path, old, new)
    else:
        yield Put(path, new)


def _between_lists(path: FieldPath, old: list[Any], new: list[Any]) -> Iterator[Change]:
    start, end = 0, 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    before, behind = old[start : len(old) - end], new[start : len(new) - end]
    both = min(len(before), len(behind))
    for place in range(both):
        yield from _between((*path, start + place), before[place], behind[place])
    for place in range(len(before) - 1, both - 1, -1):
        yield Remove((*path, start + place))
    for place in range(both, len(behind)):
        yield Insert(path, start + place, behind[place])


def _reached(value: Any, path: FieldPath) -> int:
    """How many steps of a path there are; the rest would be new."""
    for number, step in enumerate(path):
        if isinstance(step, str) and isinstance(value, dict) and step not in value:
            return number
        value = _get(value, step)
    return len(path)


def _at(value: Any, path: FieldPath) -> Any:
    for step in path:
        value = _get(value, step)
    return value
