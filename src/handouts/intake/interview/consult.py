"""The questions about the consult and the client that are more than their fields."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from difflib import get_close_matches

from handouts.content.chains import circle_by, summary_of, with_first_name
from handouts.content.model.fields import mistake
from handouts.content.model.identity import is_more_than_a_first_name, may_be_a_name
from handouts.content.model.sheet import Client, Consult
from handouts.files.naming import safe_name
from handouts.intake.interview.answers import Choice, Typed, Unclear, YesNo, of_field
from handouts.intake.interview.context import Context, Library, worded
from handouts.intake.interview.sections import Question, Section, as_typed
from handouts.problems import ContentError, UsageError

_LATEST = 5
REPLACE = "ref/replace"
"""The key of the question whether a consult of that reference may be replaced."""


def _ask_recipe(context: Context) -> str:
    recipes = context.library.recipes
    if "recipe" not in context.previous_answers and (context.named_recipe or len(recipes) == 1):
        name = context.named_recipe or recipes[0]
    else:
        options = {}
        for each in recipes:
            options[each] = each
            with suppress(ContentError):
                options[each] = f"{each}: {worded(context.library.recipe(each).title, 'je')}"
        question = Question("recipe", Consult, "sheet", Choice(options, context.words))
        name = question.ask(context, context.previous_answers.get("recipe"))
    context.recipe = context.library.recipe(name)
    return name


def next_ref(refs: list[str], today: date) -> str:
    """The first reference of the year, such as 2026-015, after all that there are."""
    taken = [int(found[1]) for ref in refs if (found := re.fullmatch(rf"{today.year}-([0-9]{{1,9}})", ref))]
    return f"{today.year}-{max(taken, default=0) + 1:03}"


def _as_usual(context: Context, section: str) -> bool:
    """Whether the reference and the day are as offered: one question for both."""
    if section in context.previous_answers:
        return False
    ref = next_ref(context.library.taken_refs, context.today)
    question = context.words["usual"].format(ref=ref, day=context.words.date(context.today))
    return context.talk.ask("usual", question, YesNo(context.words), default=True)


def _ask_ref(context: Context) -> str:
    talk, words, check = context.talk, context.words, of_field(Consult, "ref")

    def as_ref(text: str) -> None:
        check.understand(text)
        try:
            safe_name(text)
        except UsageError:
            raise mistake(
                "not-a-ref", "“{text}” cannot be a reference", "letters, digits and dashes, such as 2026-014", text=text
            ) from None

    usual = next_ref(context.library.taken_refs, context.today)
    default: str = context.previous_answers.get("ref") or usual
    if _as_usual(context, "ref"):
        return default
    while True:
        ref: str = Question("ref", Consult, "ref", Typed(as_ref)).ask(context, default)
        doubts = {}
        if may_be_a_name(ref):
            doubts["ref/name"] = words["ref_is_name"].format(ref=ref, usual=usual)
        if context.library.has_consult(ref):
            doubts[REPLACE] = words["replace"].format(ref=ref)
        if all(talk.ask(key, doubt, YesNo(words), default=False) for key, doubt in doubts.items()):
            return ref
        talk.forget("ref")


def _of_name(library: Library, name: str) -> list[str]:
    """The consults of clients with a first name."""
    folded = name.casefold()
    return [ref for ref in library.refs if (summary_of(library.folder, ref).first_name or "").casefold() == folded]


def _ask_follows(context: Context) -> str | None:
    words, library = context.words, context.library
    if not library.refs:
        return None

    def named(refs: list[str]) -> str:
        return ", ".join(with_first_name(library.folder, ref) for ref in refs)

    def as_followed(ref: str) -> None:
        if ref == context.answers["ref"]:
            raise Unclear(words["follows_itself"])
        if circle_by(library.folder, context.answers["ref"], ref):
            raise Unclear(words["circle"].format(ref=context.answers["ref"], follows=ref))
        near = _of_name(library, ref) or get_close_matches(ref, library.refs, n=_LATEST, cutoff=0.7) or library.refs
        unknown = Unclear(words["no_consult"].format(ref=ref, refs=named(near[-_LATEST:])))
        if ref not in library.refs:
            raise unknown
        try:
            library.consult(ref)
        except UsageError:  # its file went since
            raise unknown from None
        except ContentError as refused:
            lines = ", ".join(str(line) for line in sorted({each.mark.line for each in refused.problems}) if line)
            where = words["in_lines"].format(lines=lines) if lines else ""
            raise Unclear(words["consult_doubtful"].format(ref=ref, where=where)) from None

    latest = words["latest"].format(refs=named(library.refs[-_LATEST:])) + "\n"
    question = Question("follows", Consult, "follows", Typed(as_followed), prefix=latest)
    ref: str | None = question.ask(context, context.previous_answers.get("follows"))
    context.followed = library.consult(ref) if ref else None
    return ref


def _ask_date(context: Context) -> date:
    default: date = context.previous_answers.get("date") or context.today
    if not _as_usual(context, "date"):
        default = Question("date", Consult, "date").ask(context, default)
    return default


def _ask_number(context: Context) -> str | None:
    """Which consult it is; that is known, and asked only when it is to be changed."""
    followed = context.followed
    default: str | None = str((followed.number or 1) + 1) if followed else "1"
    if "number" in context.previous_answers:
        default = Question("number", Consult, "number").ask(context, context.previous_answers["number"])
    return default


def may_be_more_than_a_first_name(name: str) -> bool:
    """Whether a first name looks like a whole name, or like something else about a person."""
    return bool(re.search(r"\S\s+\S|\d", name)) or is_more_than_a_first_name(name)


def _ask_first_name(context: Context) -> str:
    """The first name; what looks like more than that is asked again once."""
    default = FIRST_NAME.earlier(context)
    name: str = Question("first_name", Client, "first_name").ask(context, default)
    if name != default and may_be_more_than_a_first_name(name):
        doubt = f"{context.words['only_first_name']}\n"
        name = Question("first_name/again", Client, "first_name", prefix=doubt).ask(context, name)
    return name


FIRST_NAME = Section("first_name", Client, "first_name", _ask_first_name, again="keep_client")
OPENING = (
    Section("recipe", Consult, "sheet", _ask_recipe, as_typed),
    Section("ref", Consult, "ref", _ask_ref),
    Section("follows", Consult, "follows", _ask_follows),
    Section("date", Consult, "date", _ask_date),
    Section("number", Consult, "number", _ask_number),
    FIRST_NAME,
    # English knows one form of address.
    Section("form", Client, "form", applies=lambda context: context.sheet_language == "nl", again="keep_client"),
    Section("large_print", Client, "large_print", again="keep_client"),
    Section("flags", Consult, "flags", empty="nothing", again="keep_client"),
    Section("steps", Consult, "summary_steps", again="keep_talk", offered_by="follows"),
    Section("discussed", Consult, "discussed", empty="nothing"),
    Section("goals", Consult, "goals", again="keep_talk", offered_by="follows"),
)
