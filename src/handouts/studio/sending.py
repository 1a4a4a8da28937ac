"""What a page of a consult sends, as edits of the document: a short form of a row or field becomes a whole one."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from handouts.studio.drafts.draft import Draft

_SHORT = {"summary_steps": "step", "modules": "use"}
"""Lists of which a row may be plain text, and the field that it then stands for."""
_SHORT_FIELDS = {"next_appointment": "date"}
_SCALES = ["diary", "scales"]
"""A row of it may be the name alone."""
_WITHOUT_EMPTY = {"diary", "next_appointment"}
"""Fields that are not there at all once nothing is in them any more."""
DROPPED = "ja"


def whole(draft: Draft, sent: Any) -> Any:
    """An edit of one field in a row or field that may be written in short; anything else is as it was sent."""
    if not isinstance(sent, Mapping) or not isinstance(path := sent.get("path"), list) or "to" not in sent:
        return sent
    length = 3 if path[:2] == _SCALES else 2 if path[:1] and path[0] in _SHORT else 1
    if len(path) <= length or not all(isinstance(step, str) for step in path):
        return sent
    held, key = value_at(draft, path[:length]), path[length]
    short = "name" if path[:2] == _SCALES else _SHORT.get(path[0]) or _SHORT_FIELDS.get(path[0])
    if isinstance(held, str) and short:
        if key == short:
            return {**sent, "path": path[:length]}
        return {"path": path[:length], "was": held, "to": {short: held, **_nested(path[length:], sent["to"])}}
    is_all = path[0] in _WITHOUT_EMPTY and length == 1 and isinstance(held, dict)
    if is_all and held.keys() <= {key} and sent["to"] in (None, "", []):
        return {"path": path[:1], "was": held, "to": None}
    return sent


def _nested(keys: Sequence[str], value: Any) -> dict[str, Any]:
    key, *more = keys
    return {key: _nested(more, value) if more else value}


def with_diary(draft: Draft, sent: list[Any], of_recipe: Mapping[str, Any]) -> list[Any]:
    """Edits of which those of a diary that is not there yet begin with that of the recipe, in whose place it comes."""
    begins = any(_path_in(each)[:1] == ["diary"] for each in sent)
    if not begins or not of_recipe or value_at(draft, ["diary"]) is not None:
        return sent
    put = {each["path"][1]: each["to"] for each in sent if _is_put_in_diary(each)}
    whole_diary = {key: value for key, value in {**of_recipe, **put}.items() if value not in (None, "", [])}
    rest = [each for each in sent if not _is_put_in_diary(each)]
    return [{"path": ["diary"], "was": None, "to": whole_diary}, *rest]


def _is_put_in_diary(sent: Any) -> bool:
    path = _path_in(sent)
    return len(path) == 2 and path[0] == "diary" and "to" in sent


def _path_in(sent: Any) -> list[Any]:
    path = sent.get("path") if isinstance(sent, Mapping) else None
    return path if isinstance(path, list) else []


def value_at(draft: Draft, path: Sequence[str]) -> Any:
    """The plain value at a path with ids; None where there is none."""
    value: Any = draft.tree
    ids = draft.ids
    for at, step in enumerate(path):
        if isinstance(value, list):
            known = ids.get(tuple(path[:at]), ())
            value = value[known.index(step)] if step in known else None
        else:
            value = value.get(step) if isinstance(value, dict) else None
    return value


def advice(draft: Draft, name: str, *, is_on: bool, of_recipe: bool) -> list[dict[str, Any]]:
    """The edits that have an advice block on the sheet, or not; `of_recipe` says that its recipe gives it along."""
    rows = value_at(draft, ["modules"])
    ids = draft.ids.get(("modules",), ())
    found = [(given, row) for given, row in zip(ids, rows or (), strict=False) if module_of(row) == name]
    if not found:
        if is_on == of_recipe:
            return []
        value = {"use": name} if is_on else {"use": name, "drop": DROPPED}
        last = ids[-1] if ids else None
        return [{"path": ["modules"], "insert": value, "after": last, "id": new_id()}]
    given, row = found[0]
    path = ["modules", given]
    if not is_on and of_recipe:
        sent = {"path": [*path, "drop"], "was": row.get("drop") if isinstance(row, dict) else None, "to": DROPPED}
        return [whole(draft, sent)]
    if not is_on or (of_recipe and isinstance(row, dict) and row.keys() <= {"use", "drop"}):
        return [{"path": path, "remove": True}]
    if isinstance(row, dict) and "drop" in row:
        return [{"path": [*path, "drop"], "was": row["drop"], "to": None}]
    return []


def module_of(row: Any) -> str:
    """Which advice block a row is about."""
    return str(row.get("use", "")) if isinstance(row, dict) else str(row)


def new_id() -> str:
    """An id for a row that a page may add."""
    return f"n{secrets.token_hex(6)}"
