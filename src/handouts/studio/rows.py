"""The rows of a list in a document that is being edited, and the choices of a field, as plain values for templates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from handouts.studio.sending import new_id, value_at

if TYPE_CHECKING:
    from handouts.studio.drafts.draft import Draft


class Values(dict[str, Any]):
    """What a document says, of which a template may ask for what is not there."""

    def __missing__(self, key: str) -> None:
        return None


class Row(NamedTuple):
    """A row of a list: its path; what it holds; and, where a page may add it, what it would be."""

    path: list[str]
    value: Values
    is_new: bool = False
    whole: Any = None


class Choice(NamedTuple):
    """One of several: what is written for it, what it is called, and whether it is chosen."""

    value: Any
    label: str
    is_chosen: bool


def values(held: Any) -> Values:
    """What is held as fields; nothing where it is something else."""
    return Values(held if isinstance(held, dict) else {})


def rows(draft: Draft, path: Sequence[str]) -> list[Row]:
    """The rows of a list, each with the id that it keeps."""
    held = value_at(draft, path)
    ids = draft.ids.get(tuple(path), ())
    return [
        Row([*path, given], Values(value if isinstance(value, dict) else {"": value}), whole=value)
        for given, value in zip(ids, held if isinstance(held, list) else (), strict=False)
    ]


def slots(draft: Draft, path: Sequence[str], most: int, key: str) -> list[Row]:
    """The rows of a short list, and empty ones up to as many as there may be; `key` is what plain text stands for."""
    found = [
        each._replace(value=Values({key: each.whole})) if isinstance(each.whole, str) else each
        for each in rows(draft, path)
    ]
    return found + [Row([*path, new_id()], Values(), is_new=True) for _ in range(most - len(found))]
