"""Saving the consult, and what becomes of the answers when that cannot be done: they are not lost."""

from __future__ import annotations

import errno
from typing import Literal, cast

from handouts.asking.answers import NOT_UNDERSTOOD, Choice
from handouts.asking.context import Context
from handouts.asking.talking import BACK, Stopped
from handouts.asking.writing_consult import consult_yaml
from handouts.loading import validate
from handouts.model.sheet import Consult
from handouts.problems import BrokenEnvironment, Refused
from handouts.writing import PRIVATE, write

NOT_SAVED = (BrokenEnvironment, OSError, Refused)
"""By what a consult may not be saved."""
Next = Literal["again", "other", "show", "back"]
_OFFERED = ("again", "other", "show")
_REASONS = {
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
    errno.EACCES: "disk_closed",
    errno.EPERM: "disk_closed",
    errno.EROFS: "disk_closed",
    errno.EISDIR: "disk_folder",
    errno.EEXIST: "disk_file",
    errno.ENOTDIR: "disk_file",
}


def place_of(context: Context) -> str:
    """Where the consult is saved, from the practice folder."""
    return f"content/clients/{context.answers['ref']}.yaml"


def save(context: Context) -> None:
    """Writes the file of the consult, owner-only. Raises one of NOT_SAVED; then there is no file, or the old one."""
    relative = place_of(context)
    data = consult_yaml(context).encode()
    validate(data, relative, Consult)
    write(context.library.folder.root / relative, data, mode=PRIVATE)


def ask_what_next(context: Context, reason: Exception) -> Next:
    """Says why the consult was not saved, and asks what to do about it.

    Whoever wants no more, or cannot be asked any more, is shown the text of the file, to be copied; then raises
    BrokenEnvironment.
    """
    talk, words = context.talk, context.words
    path = place_of(context)
    for line in _why(context, path, reason):
        talk.say(line, "mistake")
    try:
        following = _next(context)
    except (Stopped, KeyboardInterrupt):
        following = "show"
    if following == "show":
        talk.say(words["copy_this"].format(path=path), "heading")
        talk.say(consult_yaml(context))
        raise BrokenEnvironment(words["only_shown"]) from reason
    return following


def _next(context: Context) -> Next:
    talk, words = context.talk, context.words
    also = {words["yes"]: "again", words["no"]: "show"}
    choice = Choice({each: words[f"save_{each}"] for each in _OFFERED}, words, also)
    question = f"{words['save_next']} ({', '.join(choice.offer())})"
    while True:
        text = talk.answer(question, words["save_again"])
        if text == BACK:
            return "back"
        try:
            return cast("Next", choice.understand(text))
        except NOT_UNDERSTOOD as unclear:
            talk.explain(unclear, text)


def _why(context: Context, path: str, reason: Exception) -> list[str]:
    words = context.words
    if isinstance(reason, Refused):
        return [words["save_doubtful"], *(f"{problem.mark}: {problem.message}" for problem in reason.problems)]
    cause = reason if isinstance(reason, OSError) else reason.__cause__
    number = cause.errno if isinstance(cause, OSError) else None
    why = words[_REASONS.get(number or 0, "disk_other")].format(reason=getattr(cause, "strerror", None) or reason)
    return [words["save_failed"].format(path=path, reason=why)]
