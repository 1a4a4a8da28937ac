"""Begins a consult without asking: what is known of it, with what is offered of the one that it follows."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from handouts.files.folder import Folder
from handouts.intake.interview.advice import ADVICE, asked_of, chosen, used_before
from handouts.intake.interview.answers import Words
from handouts.intake.interview.consult import OPENING, next_ref
from handouts.intake.interview.context import Context, Library
from handouts.intake.interview.saving import save
from handouts.intake.interview.schedule import SCHEDULE, lines_of_before
from handouts.intake.interview.talking import Talk, Tone

_EMPTY: dict[str, Any] = {"steps": [], "goals": [], "discussed": [], "schedule": [], "next": {}}
_MOST_TRIES = 20


class Beginning(NamedTuple):
    """Whom a new consult is for, by which recipe it is, and the reference of the consult that it follows, if any.

    `taken` are references that it may not have, beside those that there are.
    """

    first_name: str
    recipe: str
    follows: str | None = None
    taken: frozenset[str] = frozenset()


def begin_consult(folder: Folder, beginning: Beginning, *, today: date) -> str:
    """Writes `content/clients/REF.yaml` (owner-only) as `--ask` would, and returns its reference: the next of the year.

    Of the consult that it follows come the form of address, flags, schedule, advice and diary; what was talked about
    does not. Raises UsageError for a recipe or consult that there is not, ContentError for a name that cannot be one
    or content that cannot be read, BrokenEnvironment when the file cannot be written.
    """
    library = Library(folder)
    context = Context(library, Talk(_Nobody(), Words(library.language)), today, beginning.recipe)
    context.remark = "remark_studio"
    context.recipe = library.recipe(beginning.recipe)
    if beginning.follows:
        folder.must_hold("clients", beginning.follows)
        context.followed = library.consult(beginning.follows)
    taken = [*library.taken_refs, *beginning.taken]
    for _ in range(_MOST_TRIES):
        ref = next_ref(taken, today)
        context.answers = _answers(context, beginning, ref)
        if save(context, replacing=False):
            return ref
        taken.append(ref)  # another window took it at the same moment
    raise FileExistsError(ref)


def _answers(context: Context, beginning: Beginning, ref: str) -> dict[str, Any]:
    """What would be answered when everything is as it is offered, by the name of its section."""
    followed = context.followed
    number = str((followed.number or 1) + 1) if followed else "1"
    context.answers = {section.name: None for section in (*OPENING, *SCHEDULE, *ADVICE)} | _EMPTY
    context.answers |= {
        "recipe": beginning.recipe, "ref": ref, "follows": beginning.follows, "date": context.today, "number": number,
        "first_name": beginning.first_name,
    }  # fmt: skip
    for section in OPENING:
        if section.name in {"form", "large_print", "flags"}:
            context.answers[section.name] = section.last_time(context)
    context.answers["schedule"] = lines_of_before(context)
    for section_name in ("left_out", "added"):
        context.answers[section_name] = used_before(context, section_name)
    context.answers["parameters"] = {
        module: {name: value for name, (_, value) in asked_of(context, module).items() if value is not None}
        for module in chosen(context)
    }
    diary = followed.diary if followed else None
    context.answers["diary"] = str(diary.length) if diary and diary.length else None
    return context.answers


class _Nobody:
    """An asker whom nothing is asked: a question here would be a mistake of the program."""

    def ask(self, question: str, default: str) -> str:
        """Raises AssertionError."""
        raise AssertionError(question, default)

    def say(self, text: str, tone: Tone = "plain") -> None:
        """Nobody reads it."""
