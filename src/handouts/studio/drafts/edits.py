"""One edit of a document, as a page sends it and a journal keeps it, and what it makes of the document.

`was` is what the page showed where she typed. Where something else is there by then, the edit is a conflict.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from handouts.files.unseen import pasted
from handouts.studio.drafts.aligning import aligned
from handouts.studio.drafts.trees import Ids, Path, Rows, Tree, at, before, ids_of, plain, tree_of, with_at, with_row

_ID = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,31}")
_DEEPEST = 20
"""Steps of a path, and levels of a value."""


class BadEdit(ValueError):
    """An edit that no page of ours sends: something in it has another shape, or it leads where nothing can be."""


class Put(NamedTuple):
    """Another value at a path; None is none. `ids` are those of the lists in `to`."""

    path: Path
    was: Any
    to: Any
    ids: Ids | None = None


class Insert(NamedTuple):
    """A new row in the list at `path`, behind the one of the id `after`, or first; `id` is its own."""

    path: Path
    value: Any
    after: str | None
    id: str = ""
    ids: Ids | None = None


class Remove(NamedTuple):
    """A row, away; `was` is what it held where that matters."""

    path: Path
    was: Any = None


class Move(NamedTuple):
    """A row, elsewhere in its list: behind the one of the id `after`, or first."""

    path: Path
    after: str | None


Edit = Put | Insert | Remove | Move


class Refused(Exception):
    """Something else is there by now than the edit was made for; `theirs` is that, None where there is nothing."""

    def __init__(self, path: Path, theirs: Any) -> None:
        """`theirs` are plain values."""
        super().__init__(path)
        self.path = path
        self.theirs = theirs


class Made(NamedTuple):
    """What an edit made: the document, and the edit as it was made; None where nothing had to be."""

    tree: Tree
    edit: Edit | None = None


def made(tree: Tree, edit: Edit, new_id: Callable[[], str]) -> Made:
    """The document after an edit. Raises Refused."""
    try:
        match edit:
            case Put():
                return _put(tree, edit, new_id)
            case Insert():
                return _inserted(tree, edit, new_id)
            case Remove():
                return _removed(tree, edit)
            case Move():
                return _moved(tree, edit)
    except KeyError as reason:
        raise Refused(edit.path, plain(at(tree, edit.path))) from reason


def same(one: Any, other: Any) -> bool:
    """Whether two values are the same to her: a form shows no break at the end, and nothing as an empty text."""
    return bool(_shown(one) == _shown(other))


def _shown(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _shown(each) for key, each in value.items()} or ""
    if isinstance(value, list):
        return [_shown(each) for each in value] or ""
    return value.rstrip("\n") if isinstance(value, str) else ""


def as_typed(tree: Tree, edit: Edit) -> Edit:
    """An edit of a form as it is meant: a form shows no break at the end of a text, and an empty field is none."""
    if not isinstance(edit, Put):
        return edit
    old, to = plain(at(tree, edit.path)), edit.to
    if to == "" and not isinstance(at(tree, edit.path[:-1]), Rows):
        to = None
    if isinstance(to, str) and to and not to.endswith("\n") and isinstance(old, str) and old.endswith("\n"):
        to = f"{to}\n"  # so that its block in the file stays what it is
    return edit._replace(to=old if same(old, to) and type(old) is type(to) else to)


def _put(tree: Tree, edit: Put, new_id: Callable[[], str]) -> Made:
    held = at(tree, edit.path)
    old = plain(held)
    if isinstance(at(tree, edit.path[:-1]), Rows) and (edit.to is None or held is None):
        raise KeyError(edit.path[-1])
    if old == edit.to and type(old) is type(edit.to):
        return Made(tree)
    if not same(old, edit.was):
        if same(old, edit.to):
            return Made(tree)
        raise Refused(edit.path, old)
    new = None
    if edit.to is not None:
        new = tree_of(edit.to, new_id, edit.ids, edit.path) if edit.ids else aligned(edit.to, held, new_id)
    return Made(with_at(tree, edit.path, new), Put(edit.path, old, edit.to, ids_of(new, edit.path) or None))


def _inserted(tree: Tree, edit: Insert, new_id: Callable[[], str]) -> Made:
    rows = at(tree, edit.path)
    if rows is None or rows == "":
        rows = Rows((), ())
        tree = with_at(tree, edit.path, rows)
    if not isinstance(rows, Rows):
        raise Refused(edit.path, plain(rows))
    given = edit.id or new_id()
    after = edit.after if edit.after is None or edit.after in rows.ids else (rows.ids or (None,))[-1]
    path = (*edit.path, given)
    item = tree_of(edit.value, new_id, edit.ids, path)
    done = Insert(edit.path, edit.value, after, given, ids_of(item, path) or None)
    return Made(with_at(tree, edit.path, with_row(rows, given, item, after)), done)


def _removed(tree: Tree, edit: Remove) -> Made:
    rows, given = at(tree, edit.path[:-1]), edit.path[-1]
    if not isinstance(rows, Rows) or given not in rows.ids:
        return Made(tree)
    held = plain(at(tree, edit.path))
    if edit.was is not None and not same(held, edit.was):
        raise Refused(edit.path, held)
    return Made(with_at(tree, edit.path, None), edit)


def _moved(tree: Tree, edit: Move) -> Made:
    rows, given = at(tree, edit.path[:-1]), edit.path[-1]
    if not isinstance(rows, Rows) or given not in rows.ids or edit.after == given:
        raise KeyError(given)
    item, old = at(tree, edit.path), before(rows, given)
    after = edit.after if edit.after is None or edit.after in rows.ids else old
    if after == old:
        return Made(tree)
    moved = with_row(with_at(rows, (given,), None), given, item, after)
    return Made(with_at(tree, edit.path[:-1], moved), Move(edit.path, after))


def renamed(edit: Edit, ids: Mapping[str, str]) -> Edit:
    """An edit with other ids of rows."""
    if not ids:
        return edit
    edit = edit._replace(path=tuple(ids.get(step, step) for step in edit.path))
    if isinstance(edit, Insert):
        edit = edit._replace(id=ids.get(edit.id, edit.id))
    return edit._replace(after=ids.get(edit.after or "", edit.after)) if isinstance(edit, Insert | Move) else edit


def edit_from(sent: Mapping[str, Any]) -> Edit:
    """The edit that a page sent as JSON, without what prints nothing in its texts. Raises BadEdit."""
    path = _path_from(sent.get("path"))
    if "insert" in sent:
        given, after = sent.get("id", ""), sent.get("after")
        if (given and not _is_id(given)) or not (after is None or _is_id(after)) or not path:
            raise BadEdit("an id")
        return Insert(path, _value_from(sent["insert"]), after, given, ids_from(sent.get("ids")))
    if sent.get("remove"):
        return Remove(path, _value_from(sent.get("was")))
    if "move" in sent:
        target = sent["move"].get("after") if isinstance(sent["move"], dict) else ""
        if not (target is None or _is_id(target)):
            raise BadEdit("an id")
        return Move(path, target)
    if "to" not in sent or not path:
        raise BadEdit("an edit")
    return Put(path, _value_from(sent.get("was")), _value_from(sent["to"]), ids_from(sent.get("ids")))


def sent_of(edit: Edit) -> dict[str, Any]:
    """An edit as JSON, of which `edit_from` makes it again."""
    ids = {"ids": sent_ids(edit.ids)} if isinstance(edit, Put | Insert) and edit.ids else {}
    match edit:
        case Put(path, was, to):
            return {"path": list(path), "was": was, "to": to, **ids}
        case Insert(path, value, after, given):
            return {"path": list(path), "insert": value, "after": after, "id": given, **ids}
        case Remove(path, was):
            return {"path": list(path), "remove": True, **({} if was is None else {"was": was})}
        case Move(path, after):
            return {"path": list(path), "move": {"after": after}}


def _path_from(sent: Any) -> Path:
    if not isinstance(sent, list) or len(sent) > _DEEPEST or not all(isinstance(step, str) and step for step in sent):
        raise BadEdit("a path")
    return tuple(map(_typed, sent))


def _is_id(sent: Any) -> bool:
    return isinstance(sent, str) and _ID.fullmatch(sent) is not None


def _value_from(sent: Any, depth: int = 0) -> Any:
    if depth > _DEEPEST:
        raise BadEdit("a value")
    if isinstance(sent, str):
        return _typed(sent)
    if isinstance(sent, list):
        return [_value_from(each, depth + 1) for each in sent]
    if isinstance(sent, dict):
        return {_typed(str(key)): _value_from(each, depth + 1) for key, each in sent.items()}
    if sent is None and not depth:
        return None
    raise BadEdit("a value")


def sent_ids(ids: Ids) -> list[Any]:
    """Ids as JSON."""
    return [[list(path), list(each)] for path, each in ids.items()]


def _typed(text: str) -> str:
    """A text as it can be kept: no half of a character, no break of another system, nothing that prints nothing."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return pasted(whole.replace("\r\n", "\n").replace("\r", "\n"))


def ids_from(sent: Any) -> Ids | None:
    """The ids of lists as a journal has them; None where a page sent none. Raises BadEdit."""
    if sent is None:
        return None
    try:
        return {tuple(path): tuple(ids) for path, ids in sent}
    except (TypeError, ValueError) as reason:
        raise BadEdit("ids") from reason
