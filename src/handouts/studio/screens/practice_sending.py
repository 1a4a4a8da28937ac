"""What a page of the practice sends, as edits: what holds nothing any more goes, and a look brings its palette."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from handouts.studio.drafts.draft import Draft
from handouts.studio.screens.brochure_sending import flowed, wrapped_like
from handouts.studio.sending import value_at

_STAYING = {"practitioner"}
"""What a practice cannot be without: that a field of it is missing is said at the field."""
_LOOK = ["brand", "look"]
_Path = tuple[str, ...]


def whole(draft: Draft, sent: Sequence[Any]) -> Iterator[Any]:
    """The edits that come to the same as those that were sent together."""
    gone: set[_Path] = set()
    for each in sent:
        if not _is_of_a_field(each):
            yield each
            continue
        yield _emptied(draft, each, gone) if each["to"] in (None, "", []) else _as_written(draft, each)
        if each["path"] == _LOOK and (palette := value_at(draft, ["brand", "palette"])) is not None:
            yield {"path": ["brand", "palette"], "was": palette, "to": None}


def _as_written(draft: Draft, sent: Mapping[str, Any]) -> Mapping[str, Any]:
    """A text as it stands in the file, for a page that shows it without the breaks of its lines."""
    held, was, to = value_at(draft, sent["path"]), sent.get("was"), sent["to"]
    if not (isinstance(held, str) and isinstance(was, str) and isinstance(to, str) and flowed(held) == flowed(was)):
        return sent
    return {**sent, "was": held, "to": wrapped_like(to, held)}


def _is_of_a_field(sent: Any) -> bool:
    if not isinstance(sent, Mapping) or "to" not in sent:
        return False
    path = sent.get("path")
    return isinstance(path, list) and bool(path) and all(isinstance(step, str) for step in path)


def _emptied(draft: Draft, sent: Mapping[str, Any], gone: set[_Path]) -> Mapping[str, Any]:
    """The edit by which a field is gone, and with it all above that would hold nothing else.

    `gone` are the paths that earlier ones of the same request took away; that of this one is added.
    """
    path: list[str] = sent["path"]
    while len(path) > 1 and path[0] not in _STAYING:
        above = _left_at(draft, path[:-1], gone)
        if not isinstance(above, dict) or above.keys() - {path[-1]}:
            break
        path = path[:-1]
    gone.add(tuple(path))
    if path == sent["path"]:
        return sent
    if isinstance(value_at(draft, path[:-1]), list):
        return {"path": path, "remove": True}
    return {"path": path, "was": _left_at(draft, path, gone), "to": None}


def _left_at(draft: Draft, path: list[str], gone: set[_Path]) -> Any:
    """What is at a path without what is gone from it."""
    held = value_at(draft, path)
    if not isinstance(held, dict):
        return held
    return {key: _left_at(draft, [*path, key], gone) for key in held if (*path, key) not in gone}
