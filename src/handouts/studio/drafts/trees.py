"""A document as plain values in which each item of a list has an id, which stays whatever moves around it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, cast

from handouts.content.reading import FieldPath, Value

Path = tuple[str, ...]
"""Keys of mappings and ids of items, such as `("schedule", "r7", "dose")`."""


class Rows(NamedTuple):
    """A list, and the id of each of its items."""

    ids: tuple[str, ...]
    items: tuple[Any, ...]


Tree = str | Rows | dict[str, Any]
"""A text, rows, or a mapping of keys to trees. None of them is ever changed: an edit makes a new one."""
Ids = dict[Path, tuple[str, ...]]
"""The ids of the items of each list, by the path of the list."""


def tree_of(value: Any, new_id: Callable[[], str], ids: Ids | None = None, path: Path = ()) -> Tree:
    """Plain values, which are at `path`, as a tree; an item that has no id in `ids` gets a new one."""
    return _tree_of(value, new_id, ids or {}, path)


def _tree_of(value: Any, new_id: Callable[[], str], ids: Ids, path: Path) -> Tree:
    if isinstance(value, dict):
        return {key: _tree_of(each, new_id, ids, (*path, key)) for key, each in value.items()}
    if isinstance(value, list):
        known = ids.get(path, ())
        given = known if len(known) == len(value) else tuple(new_id() for _ in value)
        return Rows(given, tuple(_tree_of(each, new_id, ids, (*path, given[at])) for at, each in enumerate(value)))
    return cast("str", value)


def plain(tree: Any) -> Any:
    """The plain values of a tree; None stays None."""
    if isinstance(tree, Rows):
        return [plain(each) for each in tree.items]
    return {key: plain(each) for key, each in tree.items()} if isinstance(tree, dict) else tree


def ids_of(tree: Any, path: Path = ()) -> Ids:
    """The ids of all items, by the path of their list, which begins with `path`."""
    return dict(_ids_of(tree, path))


def _ids_of(tree: Any, path: Path) -> Iterator[tuple[Path, tuple[str, ...]]]:
    if isinstance(tree, Rows):
        yield path, tree.ids
    for step, each in entries_of(tree):
        yield from _ids_of(each, (*path, step))


def entries_of(tree: Any) -> Iterator[tuple[str, Any]]:
    """The keys or ids of a tree with what they hold; nothing of a text."""
    if isinstance(tree, Rows):
        yield from zip(tree.ids, tree.items, strict=True)
    elif isinstance(tree, dict):
        yield from tree.items()


def at(tree: Any, path: Path) -> Any:
    """What is at a path; None where there is nothing."""
    for step in path:
        tree = dict(entries_of(tree)).get(step)
    return tree


def with_at(tree: Any, path: Path, new: Any) -> Any:
    """A tree with another one at `path`, or, with None, without it. Raises KeyError where nothing is above it.

    A mapping that is not there is made; a row is not.
    """
    if not path:
        return new
    step, *rest = path
    if isinstance(tree, Rows):
        place = _place(tree, step)
        if new is None and not rest:
            return Rows(tree.ids[:place] + tree.ids[place + 1 :], tree.items[:place] + tree.items[place + 1 :])
        inner = with_at(tree.items[place], tuple(rest), new)
        return tree._replace(items=(*tree.items[:place], inner, *tree.items[place + 1 :]))
    if tree is None and new is not None:
        tree = {}
    if not isinstance(tree, dict) or (new is None and step not in tree):
        raise KeyError(step)
    if new is None and not rest:
        return {key: each for key, each in tree.items() if key != step}
    return {**tree, step: with_at(tree.get(step), tuple(rest), new)}


def with_row(rows: Rows, given: str, item: Any, behind: str | None) -> Rows:
    """Rows with a new one behind that of the id `behind`, or first. Raises KeyError where there is no such row."""
    place = 0 if behind is None else _place(rows, behind) + 1
    return Rows((*rows.ids[:place], given, *rows.ids[place:]), (*rows.items[:place], item, *rows.items[place:]))


def before(rows: Rows, given: str) -> str | None:
    """The id of the row before one; None for the first. Raises KeyError where there is no such row."""
    place = _place(rows, given)
    return rows.ids[place - 1] if place else None


def _place(rows: Rows, given: str) -> int:
    if given not in rows.ids:
        raise KeyError(given)
    return rows.ids.index(given)


def field_path(tree: Any, path: Path) -> FieldPath:
    """A path with the index of each item in the place of its id, as models and marks have it; as far as it leads."""
    found: list[str | int] = []
    for step in path:
        if isinstance(tree, Rows):
            if step not in tree.ids:
                break
            found.append(tree.ids.index(step))
        else:
            found.append(step)
        tree = dict(entries_of(tree)).get(step)
    return tuple(found)


def id_path(tree: Any, path: FieldPath) -> Path:
    """A path with the id of each item in the place of its index; as far as it leads."""
    found: list[str] = []
    for step in path:
        if isinstance(tree, Rows):
            if not isinstance(step, int) or step >= len(tree.ids):
                break
            found.append(tree.ids[step])
        else:
            found.append(str(step))
        tree = dict(entries_of(tree)).get(found[-1])
    return tuple(found)


def value_of(tree: Tree) -> Value:
    """The plain values of a whole document."""
    return cast("Value", plain(tree))
