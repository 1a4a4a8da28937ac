"""The questions about the consult, the client and their talk."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from difflib import get_close_matches
from typing import Any

from handouts.asking.answers import Choice, Several, Typed, Unclear, YesNo, of_field
from handouts.asking.context import Context, Section
from handouts.asking.days import Day
from handouts.asking.library import worded
from handouts.chains import card_of, circle_by
from handouts.folder import Folder
from handouts.labels import worded_date
from handouts.model.fields import Prose, mistake
from handouts.model.identity import is_more_than_a_first_name, may_be_a_name
from handouts.model.module import FLAGS
from handouts.model.sheet import Client, Consult
from handouts.naming import safe_name
from handouts.problems import Refused, WrongUse

_MOST = 3
_LATEST = 5

PROSE = Typed(Prose.from_typed)


def _ask_recipe(context: Context) -> str:
    recipes = context.library.recipes
    if "recipe" not in context.changed and (context.named_recipe or len(recipes) == 1):
        only = context.named_recipe or recipes[0]
        context.library.recipe(only)
        return only
    options = {}
    for name in recipes:
        options[name] = name
        with suppress(Refused):
            options[name] = f"{name}: {worded(context.library.recipe(name).title, 'je')}"
    default: str | None = context.changed.get("recipe")
    name = context.talk.ask("recipe", context.words["recipes"], Choice(options, context.words), default)
    context.library.recipe(name)
    return name


def next_ref(refs: list[str], today: date) -> str:
    """The first reference of the year, such as 2026-015, behind all that there are."""
    taken = [int(found[1]) for ref in refs if (found := re.fullmatch(rf"{today.year}-([0-9]{{1,9}})", ref))]
    return f"{today.year}-{max(taken, default=0) + 1:03}"


def _as_usual(context: Context, section: str) -> bool:
    """Whether the reference and the day are those that are offered: one question for both."""
    if section in context.changed:
        return False
    words, ref = context.words, next_ref(context.library.refs, context.today)
    question = words["usual"].format(ref=ref, day=worded_date(context.today, context.language))
    return context.talk.ask("usual", question, YesNo(words), default=True)


def _ask_ref(context: Context) -> str:
    check = of_field(Consult, "ref")

    def as_ref(text: str) -> None:
        check.understand(text)
        try:
            safe_name(text)
        except WrongUse as reason:
            raise mistake("not-a-ref", str(reason)) from None

    default: str = context.changed.get("ref") or next_ref(context.library.refs, context.today)
    if _as_usual(context, "ref"):
        return default
    while True:
        ref = context.talk.ask("ref", context.words["ref"], Typed(as_ref), default)
        if may_be_a_name(ref):
            question = context.words["ref_is_name"].format(ref=ref, usual=next_ref(context.library.refs, context.today))
            if not context.talk.ask("ref/name", question, YesNo(context.words), default=False):
                context.talk.forget("ref")
                continue
        if not context.library.has_consult(ref):
            return ref
        question = context.words["replace"].format(ref=ref)
        if context.talk.ask("ref/replace", question, YesNo(context.words), default=False):
            return ref
        context.talk.forget("ref")


def _ask_follows(context: Context) -> str | None:
    words, library = context.words, context.library
    if not library.refs:
        return None

    def as_followed(ref: str) -> None:
        if ref == context.answers["ref"]:
            raise Unclear(words["follows_itself"])
        if circle_by(library.folder, context.answers["ref"], ref):
            raise Unclear(words["circle"].format(ref=context.answers["ref"], follows=ref))
        near = get_close_matches(ref, library.refs, n=_LATEST, cutoff=0.7) or library.refs[-_LATEST:]
        unknown = Unclear(words["no_consult"].format(ref=ref, refs=", ".join(near)))
        if ref not in library.refs:
            raise unknown
        try:
            library.consult(ref)
        except WrongUse:  # its file went since
            raise unknown from None
        except Refused as refused:
            lines = ", ".join(str(line) for line in sorted({each.mark.line for each in refused.problems}) if line)
            where = words["in_lines"].format(lines=lines) if lines else ""
            raise Unclear(words["consult_doubtful"].format(ref=ref, where=where)) from None

    latest = words["latest"].format(refs=", ".join(_named(library.folder, ref) for ref in library.refs[-_LATEST:]))
    default: str | None = context.changed.get("follows")
    return context.talk.ask_maybe("follows", f"{latest}\n{words['follows_ask']}", Typed(as_followed), default)


def _named(folder: Folder, ref: str) -> str:
    """A reference, and the first name in its file where that can be read: so that she knows whose it is."""
    name = card_of(folder, ref).first_name
    return f"{ref} ({name})" if name else ref


def _ask_date(context: Context) -> date:
    default: date = context.changed.get("date") or context.today
    if _as_usual(context, "date"):
        return default
    return context.talk.ask("date", context.words["date"], Day(context.language, context.today, context.words), default)


def _ask_number(context: Context) -> str | None:
    """Which consult it is; that is known, and asked only when she wants to change it."""
    default: str | None = context.earlier("number", lambda before: str((before.number or 1) + 1), "1")
    if "number" not in context.changed:
        return default
    return context.talk.ask_maybe("number", context.words["number"], of_field(Consult, "number"), default)


def _ask_first_name(context: Context) -> str:
    """The first name; what looks like more than that is asked again once."""
    talk, words, kind = context.talk, context.words, of_field(Client, "first_name")
    default: str | None = context.earlier("first_name", lambda before: str(before.client.first_name))
    name = talk.ask("first_name", words["first_name"], kind, default)
    if name == default or not (re.search(r"\S\s+\S|\d", name) or is_more_than_a_first_name(name)):
        return name
    return talk.ask("first_name/again", f"{words['only_first_name']}\n{words['first_name']}", kind, name)


def _ask_form(context: Context) -> str | None:
    """The form of address; English knows only one."""
    if context.sheet_language != "nl":
        return None
    default: str = context.earlier("form", lambda before: before.client.form, "je") or "je"
    forms = Choice({"je": "je", "u": "u"}, context.words)
    return context.talk.ask("form", context.words["form"], forms, default)


def _ask_large_print(context: Context) -> bool:
    default: bool = context.earlier("large_print", lambda before: before.client.large_print, nothing=False)
    return context.talk.ask("large_print", context.words["large_print"], YesNo(context.words), default)


def _ask_flags(context: Context) -> tuple[str, ...]:
    words = context.words
    default: tuple[str, ...] | None = context.earlier("flags", lambda before: tuple(before.flags)) or None
    options = {flag: words.get(f"flag_{flag}", flag) for flag in FLAGS}
    return context.talk.ask_maybe("flags", words["flags_ask"], Several(options, words), default) or ()


def _ask_steps(context: Context) -> list[dict[str, str]]:
    """The steps; those of the consult before this one are not offered, since a new consult brings new ones."""
    talk, words = context.talk, context.words
    earlier = context.changed.get("steps", [])
    steps: list[dict[str, str]] = []
    for place in range(len(earlier) + _MOST):
        if len(steps) == _MOST:
            break
        offered = earlier[place] if place < len(earlier) else {}
        step = talk.ask_maybe(f"steps/{place}", words["step"].format(n=len(steps) + 1), PROSE, offered.get("step"))
        if step is None:
            if offered:
                continue
            break
        reason = talk.ask_maybe(f"steps/{place}/reason", words["reason"], PROSE, offered.get("reason"))
        steps.append({"step": step, **({"reason": reason} if reason else {})})
    return steps


def _ask_lines(context: Context, section: str, question: Callable[[int], str], earlier: list[str], most: int) -> Any:
    """Lines until an empty one; an earlier one that is left empty goes, and the next is offered."""
    lines: list[str] = []
    place = 0
    while len(lines) < most:
        offered = earlier[place] if place < len(earlier) else None
        line = context.talk.ask_maybe(f"{section}/{place}", question(len(lines)), PROSE, offered)
        if line is not None:
            lines.append(line)
        elif offered is None:
            break
        place += 1
    return lines


def _ask_discussed(context: Context) -> list[str]:
    first, more = context.words["discussed_ask"], context.words["more"]
    earlier = context.changed.get("discussed", [])
    lines: list[str] = _ask_lines(context, "discussed", lambda n: more if n else first, earlier, 200)
    return lines


def _ask_goals(context: Context) -> list[str]:
    earlier = context.earlier("goals", lambda before: [" ".join(goal.split()) for goal in before.goals], [])
    question = context.words["goal"]
    goals: list[str] = _ask_lines(context, "goals", lambda n: question.format(n=n + 1), earlier, _MOST)
    return goals


def _tell_text(_context: Context, answer: str | None) -> list[str]:
    return [answer] if answer else []


def _tell_flags(context: Context, answer: tuple[str, ...]) -> list[str]:
    return [", ".join(context.words.get(f"flag_{flag}", flag) for flag in answer)] if answer else []


def _tell_steps(_context: Context, answer: list[dict[str, str]]) -> list[str]:
    # A dash that she put in front of a reason is not shown twice.
    return [" – ".join([step["step"], *filter(None, [step.get("reason", "").lstrip("-–— ")])]) for step in answer]


OPENING = (
    Section("recipe", "consult", "recipe", _ask_recipe, _tell_text),
    Section("ref", "consult", "ref", _ask_ref, _tell_text),
    Section("follows", "consult", "follows", _ask_follows, _tell_text),
    Section("date", "consult", "date", _ask_date, lambda context, day: [worded_date(day, context.language)]),
    Section("number", "consult", "number_short", _ask_number, _tell_text),
    Section("first_name", "client", "first_name", _ask_first_name, _tell_text),
    Section("form", "client", "form", _ask_form, _tell_text),
    Section("large_print", "client", "large_print", _ask_large_print,
            lambda context, answer: [context.words["yes" if answer else "no"]]),
    Section("flags", "client", "flags", _ask_flags, _tell_flags),
    Section("steps", "talk", "steps", _ask_steps, _tell_steps),
    Section("discussed", "talk", "discussed", _ask_discussed, lambda _context, lines: list(lines)),
    Section("goals", "talk", "goals", _ask_goals, lambda _context, goals: list(goals)),
)  # fmt: skip
