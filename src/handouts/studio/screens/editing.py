"""What the screens of a document that is edited share: the edits of a page, how a draft stands, and its paper."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from handouts.studio.drafts.edits import BadEdit
from handouts.studio.guards import Refused, text_of

if TYPE_CHECKING:
    from handouts.studio.desk import Shown
    from handouts.studio.drafts.documents import Found
    from handouts.studio.drafts.draft import Draft
    from handouts.studio.drafts.filing import Saved
    from handouts.studio.drafts.keeping import Applied
    from handouts.studio.session import Studio

WAIT = 10.0
"""Seconds that a page waits for its paper at most, before it asks again."""
_MOST_EDITS = 200
_CHOICES = {
    "broken": ("over", "again", "copy"),
    "deleted": ("over", "home", "copy"),
    "disk_full": ("again", "copy"),
    "disk_closed": ("again", "copy"),
    "unwritable": ("copy",),
}
"""What she can do where the file is not as it should be, by how it stands."""


def edits_of(asked: dict[str, Any]) -> tuple[int, list[Any]]:
    """The number and the edits that a page sent. Raises Refused for what no page sends."""
    seq, edits = asked.get("seq"), asked.get("edits", [])
    if not isinstance(seq, int) or not isinstance(edits, list) or len(edits) > _MOST_EDITS:
        raise Refused(400, "refused")
    return seq, edits


def apply(draft: Draft, asked: dict[str, Any], seq: int, complete: Callable[[], list[dict[str, Any]]]) -> Applied:
    """Makes the edits, once they are `complete`. Raises Refused for what no page sends."""
    try:
        return draft.apply(text_of(asked, "tab", 40), seq, complete())
    except (BadEdit, AttributeError) as reason:
        raise Refused(400, "refused") from reason


def choose(draft: Draft, asked: dict[str, Any]) -> Applied:
    """Makes the choice of a page between two texts of one place. Raises Refused for what no page sends."""
    path, choice = asked.get("path"), asked.get("choice")
    if not isinstance(path, list) or choice not in ("mine", "theirs", "both"):
        raise Refused(400, "refused")
    return draft.settle(tuple(map(str, path)), choice)


def kept(studio: Studio, draft: Draft, applied: Applied | None) -> tuple[Saved, dict[str, Any]]:
    """Saves a draft after edits, and has its paper drawn; without edits it is only looked at.

    Gives how its file stands, and what every page is told of the draft.
    """
    file = draft.save() if applied else draft.look()
    if applied:
        studio.desk.show(draft)
    return file, {
        "rev": draft.rev,
        "saved": applied.saved if applied else True,
        "merged": file.merged,
        "conflicts": [each._asdict() for each in applied.conflicts] if applied else [],
        "clashes": [each._asdict() for each in draft.clashes],
        "can_undo": draft.can_undo,
        "can_redo": draft.can_redo,
    }


def standing(studio: Studio, file: Saved) -> dict[str, Any]:
    """How the file of a draft stands, as a page is told: a sentence where she must know, and what she can do."""
    name = "disk_full" if file.reason == "disk_full" else "disk_closed" if file.reason else file.state
    words = studio.say.group("files")
    line = next((each.mark.line for each in file.problems if each.mark.line), 0)
    text = str(words.get(name, "")).format(line=line or "?")
    choices = [{"label": str(words[each]), "act": each} for each in _CHOICES.get(name, ())]
    return {"state": file.state, "reason": file.reason, "said": text, "choices": choices}


def no_paper(after: int) -> dict[str, Any]:
    """What a page is told where there is no paper beyond the stage `after` yet."""
    return {"stage": after, "pages": []}


def paper_of(
    shown: Shown,
    problems: Callable[[Iterable[Found]], list[dict[str, Any]]],
    path_of: Callable[[Any], Any] = lambda path: path,
) -> dict[str, Any]:
    """The paper of a draft as a page is told it; `path_of` gives the path that a place of it has in the form."""
    return {
        "stage": shown.stage,
        "rev": shown.revision,
        "pages": list(shown.pages),
        "proven": shown.is_proven,
        "whole": shown.is_whole,
        "boxes": [{"path": path_of(each.path), "page": each.page, "box": list(each[2:])} for each in shown.boxes],
        "problems": problems(shown.found),
    }
