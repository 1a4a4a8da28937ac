"""What is wrong or doubtful about a consult, as notes at its rows, each with what she may do about it there.

A note is never a lock: what is doubtful can be left as it is, and is named once more when the sheet is made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from handouts.checks.magnesium import CAUTIOUS
from handouts.content.model.module import FLAG_NAMES
from handouts.content.nutrients import COUNTED
from handouts.content.scheduling import largest_day
from handouts.content.things import is_one_of, name_of, words_of
from handouts.languages.messages import as_message, translated
from handouts.problems import Problem, asked_for
from handouts.studio.filling import advices, recipe_modules
from handouts.studio.lines import day_of, parsed, schedule
from handouts.studio.rows import rows
from handouts.studio.sending import advice, module_of, new_id, value_at
from handouts.studio.words import as_sentence

if TYPE_CHECKING:
    from handouts.studio.drafts.documents import Found
    from handouts.studio.drafts.draft import Draft
    from handouts.studio.session import Studio

_SAID = ("error", "warning")
_AT_A_LINE = 2
_AGREED = {"magnesium-sum", "flag"}
_WORDED = {
    ("nutrient-not-counted",): "no_amount",
    ("no-dose-source",): "no_source",
    ("not-text", "every"): "no_weekday",
}
"""Which words say what a rule says of a field, where those of the command line would name the field."""
_NUTRIENT = {"nutrient-not-counted", "nutrient-read", "nutrient-differs"}


class Note(NamedTuple):
    """A note: where it stands, its sentence with a hint, and what can be done, as a page is told it.

    Of `choices` each has a `label`, and one of: `focus`, a path to write at; `edits`; and `let_be`, by which the note
    is folded away. `is_let_be` says that it was.
    """

    path: Sequence[str]
    severity: str
    rule: str
    text: str
    hint: str = ""
    choices: tuple[dict[str, Any], ...] = ()
    is_let_be: bool = False


def notes(studio: Studio, draft: Draft, found: Iterable[Found]) -> list[dict[str, Any]]:
    """Mistakes and warnings about a consult, in her language; each of them once."""
    told: dict[tuple[tuple[str, ...], str], Note] = {}
    for each in found:
        problem = each.problem
        if problem.severity in _SAID:
            note = _note(studio, draft, each)
            told.setdefault((tuple(note.path), note.text), note)
    return [note._asdict() for note in told.values()]


def _note(studio: Studio, draft: Draft, found: Found) -> Note:
    path, problem = list(found.path), found.problem
    worded = _worded(studio, path, problem)
    title = _title(studio, draft, problem, path) if _is_stopped(problem) else ""
    if _is_stopped(problem):
        worded = (_words(studio, "stopped", title=title), "") if title else _both(studio, "still_asked")
    text, hint = worded or (_sentence(studio, problem.message), _sentence(studio, problem.hint))
    if title or not _is_stopped(problem):
        path = _place(studio, draft, path, problem)
    note = Note(path, problem.severity, problem.rule, text, hint)
    choices = tuple(_choices(studio, draft, note, problem))
    key = f"{problem.rule} {'/'.join(path)} {text}"
    if problem.severity == "warning" and path and problem.rule not in _AGREED:
        choices += ({"label": _words(studio, "let_be_advice" if title else "let_be"), "let_be": key},)
    return note._replace(choices=choices, is_let_be=key in studio.desk.let_be(draft.name))


def _sentence(studio: Studio, message: str) -> str:
    return as_sentence(translated(message, studio.language))


def _words(studio: Studio, name: str, **gaps: object) -> str:
    return studio.say(f"doubts.{name}", **gaps)


def _worded(studio: Studio, path: list[str], problem: Problem) -> tuple[str, str] | None:
    """A sentence and hint of the screen, where that is kinder than those of the command line; None where it has none.

    Those of the command line name the field to write in, which here is before her eyes.
    """
    values, hints = as_message(problem.message).values, as_message(problem.hint).values
    name = _WORDED.get((problem.rule, *path[-1:])) or _WORDED.get((problem.rule,))
    if problem.rule == "not-a-date" and path[:1] == ["next_appointment"]:
        name = "no_day"
    if problem.rule == "missing" and (asked_for(as_message(problem.hint)) or [""])[0] == "when":
        name = "no_moment"
    match problem.rule:
        case "magnesium-sum":
            hint = _words(studio, "too_much_hint", most=values["most"])
            if "source" not in hints:  # what an agreement lacks
                hint = f"{hint} {_sentence(studio, problem.hint)}"
            return _words(studio, "too_much", sum=values["sum"], nutrient=_word(studio, values["nutrient"])), hint
        case "nutrient-read" if "amount" in hints:
            return _words(studio, "read_as", amount=f"{hints['amount']} mg"), _words(studio, "read_as_hint")
        case "flag" if "line" not in hints:
            return _sentence(studio, problem.message), _words(studio, "flag_hint")
        case "said-otherwise":
            return _sentence(studio, problem.message), _words(studio, "two_say")
        case "no-glyph":
            return _words(studio, "no_sign", signs=", ".join(f"“{sign}”" for sign in _signs(studio, problem))), ""
    return _both(studio, name) if name else None


def _both(studio: Studio, name: str) -> tuple[str, str]:
    return _words(studio, name), _words(studio, f"{name}_hint")


def _signs(studio: Studio, problem: Problem) -> list[str]:
    """The signs that no typeface has."""
    return re.findall("“(.)”", _word(studio, as_message(problem.message).values["signs"]))


def _word(studio: Studio, value: Any) -> str:
    return translated(value if isinstance(value, str) else str(value), studio.language)


def _is_stopped(problem: Problem) -> bool:
    return problem.rule == "stopped-goes-on"


def _place(studio: Studio, draft: Draft, path: list[str], problem: Problem) -> list[str]:
    """The row that a note stands at: of a sum that which adds most to it, and of advice that goes on what stopped."""
    if problem.rule == "magnesium-sum":
        found = rows(draft, ["schedule"])
        intakes = [parsed(row.value) for row in found]
        day = day_of(draft)
        for nutrient in COUNTED if day else ():
            total = largest_day([each for each in intakes if each], day, nutrient)  # type: ignore[arg-type]
            if total.milligrams > nutrient.upper_level:
                most = max(total.parts, key=lambda part: part.a_day).intake
                return next(row.path for row, intake in zip(found, intakes, strict=True) if intake is most)
    if _is_stopped(problem):
        gone = [each for each in schedule(studio, draft) if each.status == "stopped"]
        message = as_message(problem.message)
        name = _advice_named(studio, draft, message, path)
        for line in gone:
            product = str(line.row.value.get("product", ""))
            if len(gone) == 1 or is_one_of(words_of(product), [name_of(name)]):
                return line.path
    return path


def _advice_named(studio: Studio, draft: Draft, message: Any, path: list[str]) -> str:
    """Which advice block a Problem is about; empty where it is about none."""
    what = as_message(message.values.get("what", ""))
    name = str(what.values.get("name", ""))
    if not name and path[:1] == ["modules"] and len(path) > 1:
        name = module_of(value_at(draft, path[:_AT_A_LINE]))
    return name if any(each.name == name for each in advices(studio, draft)) else ""


def _title(studio: Studio, draft: Draft, problem: Problem, path: list[str]) -> str:
    """The title of the advice block that a Problem is about; empty where it is about none."""
    name = _advice_named(studio, draft, as_message(problem.message), path)
    return next((each.title for each in advices(studio, draft) if each.name == name), "")


def _choices(studio: Studio, draft: Draft, note: Note, problem: Problem) -> Iterator[dict[str, Any]]:
    """What she may do at once about a doubt."""
    path, row = list(note.path), list(note.path[:_AT_A_LINE])
    hints = as_message(problem.hint).values
    match problem.rule:
        case "magnesium-sum" | "flag":
            yield from _agreeing(studio, draft, note, problem)
        case "nutrient-read" if "amount" in hints:
            yield _put(studio, draft, "label_says", [*row, "magnesium_mg"], str(hints["amount"]))
            yield {"label": _words(studio, "other_amount"), "focus": [*row, "magnesium_mg"]}
        case rule if rule in _NUTRIENT:
            yield {"label": _words(studio, "fill_in"), "focus": [*row, "magnesium_mg"]}
        case "no-dose-source":
            yield _put(studio, draft, "of_the_label", [*row, "dose_source"], _words(studio, "label"))
            yield {"label": _words(studio, "of_another"), "focus": [*row, "dose_source"]}
        case "not-an-activity":
            yield _put(studio, draft, "swallowed", [*row, "route"], "oral")
            yield _put(studio, draft, "on_skin", [*row, "route"], "topical")
        case "no-glyph" if isinstance(value_at(draft, path), str):
            signs = _signs(studio, problem)
            kept = "".join(each for each in value_at(draft, path) if each not in signs)
            yield _put(studio, draft, "without_sign", path, kept)
        case "stopped-goes-on":
            if name := _advice_named(studio, draft, as_message(problem.message), path):
                edits = advice(draft, name, is_on=False, of_recipe=name in recipe_modules(studio, draft))
                yield {"label": _words(studio, "drop_advice"), "edits": edits}


def _put(studio: Studio, draft: Draft, label: str, path: list[str], to: str) -> dict[str, Any]:
    return {"label": _words(studio, label), "edits": [{"path": path, "was": value_at(draft, path), "to": to}]}


def _agreeing(studio: Studio, draft: Draft, note: Note, problem: Problem) -> Iterator[dict[str, Any]]:
    """That it was agreed with a doctor, which goes into `agreed` and is not printed; or another amount."""
    about, what = _agreement(studio, draft, problem)
    day = str(value_at(draft, ["date"]) or studio.today.isoformat())
    agreed = {"about": about, "agreed_with": _words(studio, "doctor"), "date": day, "what": what}
    ids = draft.ids.get(("agreed",), ())
    held = value_at(draft, ["agreed"]) or []
    # One that answered the doubt before, and does no longer, makes way.
    edits: list[dict[str, Any]] = [
        {"path": ["agreed", given], "remove": True}
        for given, each in zip(ids, held, strict=False)
        if isinstance(each, dict) and each.get("about") == about
    ]
    given = new_id()
    edits.append({"path": ["agreed"], "insert": agreed, "after": ids[-1] if ids else None, "id": given})
    yield {"label": _words(studio, "agreed"), "edits": edits, "then": ["agreed", given, "agreed_with"]}
    if problem.rule == "magnesium-sum":
        yield {"label": _words(studio, "other_dose"), "focus": [*note.path[:_AT_A_LINE], "dose"]}


def _agreement(studio: Studio, draft: Draft, problem: Problem) -> tuple[str, str]:
    """What an agreement is about, and what is agreed on, as far as the doubt tells."""
    values = as_message(problem.message).values
    if problem.rule == "magnesium-sum":
        total, nutrient = str(values["sum"]), _word(studio, values["nutrient"])
        return "magnesium", _words(studio, "agreed_amount", sum=total, nutrient=nutrient)
    if name := values.get("name"):
        return _flag_of(problem), str(name)
    products = [str(each.value.get("product", "")) for each in rows(draft, ["schedule"]) if _is_swallowed(each.value)]
    return _flag_of(problem), ", ".join(products)


def _is_swallowed(value: Any) -> bool:
    intake = parsed(value)
    return intake is not None and intake.route == "oral"


def _flag_of(problem: Problem) -> str:
    """The flag that a doubt comes from: it is named in its sentence, or follows from it."""
    named = as_message(problem.message).values.get("flag")
    for flag, name in FLAG_NAMES.items():
        if named == name:
            return flag
    return next((flag for flag, text in CAUTIOUS.items() if text == problem.message), "pregnant")
