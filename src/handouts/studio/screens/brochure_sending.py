"""What a page of a brochure sends, as edits of the document: as it was written, where it was written in short."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from handouts.content.patching.texts import wrapped
from handouts.studio.drafts.draft import Draft
from handouts.studio.sending import value_at

SHORT = {"points": "title", "dont": "title", "sources": "text"}
"""Lists of which a row may be plain text, and the field that it then stands for."""
_STAYING = {"sections", "calls"}
"""Lists that stay though nothing is in them: what keeps the brochure from being printed is said at them."""
_PARAGRAPHS = re.compile(r"(\n[ \t]*\n\s*)")


def flowed(text: Any) -> Any:
    """A text without the breaks within its paragraphs, which a file has and paper does not; else the value itself."""
    if not isinstance(text, str):
        return text
    parts = _PARAGRAPHS.split(text.rstrip("\n"))
    return "".join("\n\n" if at % 2 else re.sub(r"[ \t]*\n[ \t]*", " ", part) for at, part in enumerate(parts))


def wrapped_like(text: str, old: str) -> str:
    """A text with breaks within its paragraphs, if `old` had such: those of lines that stayed stay."""
    if flowed(old) == old.rstrip("\n"):
        return text
    before = [part.split("\n") for part in _PARAGRAPHS.split(old.rstrip("\n"))[::2]]
    made = [
        "\n".join(wrapped(part, _like(part, before), 0)) if not at % 2 else "\n\n"
        for at, part in enumerate(_PARAGRAPHS.split(text.rstrip("\n")))
    ]
    return "".join(made)


def _like(text: str, paragraphs: Sequence[Sequence[str]]) -> Sequence[str]:
    """The paragraph that begins or ends as a text does; the widest where none does, so that lines are as wide."""
    alike = [each for each in paragraphs if text.startswith(each[0].strip()) or text.endswith(each[-1].strip())]
    return alike[0] if alike else max(paragraphs, key=lambda each: max(map(len, each)))


def whole(draft: Draft, sent: Any) -> Iterator[Any]:
    """The edits that one of a page stands for. What is no edit is as it was sent, and refused where it is made."""
    path = sent.get("path") if isinstance(sent, Mapping) else None
    if not isinstance(path, list) or not path or not all(isinstance(step, str) for step in path):
        yield sent
    elif sent.get("remove"):
        yield from _removed(draft, path, sent)
    elif "to" in sent:
        yield _put(draft, path, sent)
    elif isinstance(row := sent.get("insert"), dict) and row.keys() == {SHORT.get(path[-1])}:
        yield {**sent, "insert": row[SHORT[path[-1]]]}
    else:
        yield sent


def _removed(draft: Draft, path: list[str], sent: Mapping[str, Any]) -> Iterator[Any]:
    """What is no row is put to nothing; so is a list of which the last row goes, with what says of which kind it is."""
    above = value_at(draft, path[:-1])
    if isinstance(above, list):
        ids = draft.ids.get(tuple(path[:-1]), ())
        if len(above) > 1 or path[-1] not in ids or path[-2] in _STAYING:
            yield sent
            return
        path = path[:-1]
    held = value_at(draft, path)
    if held is None:
        return
    yield _put(draft, path, {"path": path, "was": held, "to": None})
    beside = value_at(draft, path[:-1])
    if path[-1] == "points" and isinstance(beside, dict) and beside.get("kind") and not beside.get("dont"):
        yield {"path": [*path[:-1], "kind"], "was": beside["kind"], "to": None}


def _put(draft: Draft, path: list[str], sent: Mapping[str, Any]) -> dict[str, Any]:
    for length in range(2, len(path)):
        held, short = value_at(draft, path[:length]), SHORT.get(path[length - 2] if length > 1 else "")
        if short and isinstance(held, str):
            if path[length:] == [short]:
                return {**sent, "path": path[:length], **_as_written(held, sent)}
            return {"path": path[:length], "was": held, "to": {short: held, **_nested(path[length:], sent["to"])}}
    held = value_at(draft, path)
    if sent["to"] is None and isinstance(value_at(draft, path[:-1]), list):
        return {**sent, **_as_written(held, sent), "to": ""}  # the row stays until she leaves it
    if sent["to"] in (None, "", []):
        return _without(draft, path, {**sent, **_as_written(held, sent), "to": None})
    return {**sent, **_as_written(held, sent)}


def _as_written(held: Any, sent: Mapping[str, Any]) -> dict[str, Any]:
    """A text as it stands in the file, for a page that shows it without the breaks of its lines."""
    was, to = sent.get("was"), sent["to"]
    if not isinstance(held, str) or not isinstance(was, str) or not isinstance(to, str) or flowed(held) != flowed(was):
        return {}
    return {"was": held, "to": wrapped_like(to, held)}


def _without(draft: Draft, path: list[str], sent: dict[str, Any]) -> dict[str, Any]:
    """Nothing in a field; a group of which it was the last one is no longer there either."""
    while len(path) > 1 and not isinstance(value_at(draft, path[:-2]) if len(path) > 1 else None, list):
        group = value_at(draft, path[:-1])
        if not isinstance(group, dict) or group.keys() > {path[-1]} or path[-1] not in group:
            break
        path = path[:-1]
        sent = {"path": path, "was": group, "to": None}
    return sent


def _nested(keys: Sequence[str], value: Any) -> dict[str, Any]:
    key, *more = keys
    return {key: _nested(more, value) if more else value}


def long_path(draft: Draft, path: Sequence[str]) -> list[str]:
    """A path as the form has it: of a row that is written in short, that of the field which it stands for."""
    short = SHORT.get(path[-2]) if len(path) > 1 else None
    return [*path, short] if short and isinstance(value_at(draft, path), str) else list(path)
