"""The questions about the advice modules and what fills their gaps, and about the end of the sheet."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import Any

from handouts.asking.answers import NOT_UNDERSTOOD, Choice, Day, Kind, Several, Typed, of_field
from handouts.asking.context import Context, Section
from handouts.asking.library import fits, worded
from handouts.labels import worded_date
from handouts.model.fields import Prose, Text
from handouts.model.module import Parameter
from handouts.model.sheet import Diary


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def _title(context: Context, name: str) -> str:
    return _on_one_line(worded(context.library.module(name).title, context.form))


def _of_recipe(context: Context) -> dict[str, str]:
    return {use.use: _title(context, use.use) for use in context.recipe.modules}


def _ask_left_out(context: Context) -> tuple[str, ...]:
    of_recipe = _of_recipe(context)
    if not of_recipe:
        return ()
    words = context.words
    kind = Several(of_recipe, words)
    default = tuple(name for name in context.changed.get("left_out", ()) if name in of_recipe) or None
    question = f"{words['from_recipe']}\n{words['left_out_ask']}"
    return context.talk.ask_maybe("left_out", question, kind, default) or ()


def _ask_added(context: Context) -> tuple[str, ...]:
    others = context.library.others(_of_recipe(context), context.sheet_language)
    if not others:
        return ()
    words = context.words
    kind = Several({name: _title(context, name) for name in others}, words)
    default = tuple(name for name in context.changed.get("added", ()) if name in others) or None
    question = f"{words['can_be_added']}\n{words['added_ask']}"
    return context.talk.ask_maybe("added", question, kind, default) or ()


def chosen(context: Context) -> list[str]:
    """The modules of the sheet, in order."""
    return [*(name for name in _of_recipe(context) if name not in context.answers["left_out"]),
            *context.answers["added"]]  # fmt: skip


def of_itself(context: Context, module: str, name: str) -> str | None:
    """What a parameter is when the consult says nothing of it: as the recipe says, or the module."""
    given = {use.use: use.params for use in context.recipe.modules}.get(module, {})
    return given.get(name) or context.library.module(module).params[name].default


def _ask_parameters(context: Context) -> dict[str, dict[str, str]]:
    answers: dict[str, dict[str, str]] = {}
    for module in chosen(context):
        asked = {
            name: parameter
            for name, parameter in context.library.module(module).params.items()
            if parameter.required or parameter.question
        }
        above = context.words["about_module"].format(title=_title(context, module)) + "\n"
        for name, parameter in asked.items():
            question = f"{above}  {_on_one_line(parameter.question or name)}"
            before = context.changed.get("parameters", {}).get(module, {}).get(name)
            default = _fitting(name, parameter, before or of_itself(context, module, name))
            answers.setdefault(module, {})[name] = context.talk.ask(
                f"parameters/{module}/{name}", question, _filling(context, name, parameter), default
            )
            above = ""
    return answers


def _filling(context: Context, name: str, parameter: Parameter) -> Kind[str]:
    if parameter.type == "choice":
        return Choice({choice: choice for choice in parameter.choices}, context.words)
    return Typed(lambda text: fits(name, parameter, text))


def _fitting(name: str, parameter: Parameter, value: str | None) -> str | None:
    """The value, unless the parameter cannot have it: a recipe may be older than its module."""
    if value is not None:
        with suppress(*NOT_UNDERSTOOD):
            return fits(name, parameter, value)
    return None


def _ask_diary(context: Context) -> str | None:
    words, of_recipe, kind = context.words, context.recipe.diary, of_field(Diary, "days")
    default: str | None = context.changed.get("diary")
    if of_recipe is None:
        return context.talk.ask_maybe("diary", words["diary_maybe"], kind, default)
    return context.talk.ask("diary", words["diary_ask"], kind, default or str(of_recipe.days))


def _ask_next(context: Context) -> dict[str, Any]:
    talk, words = context.talk, context.words
    offered = context.changed.get("next", {})
    day = talk.ask_maybe("next", words["next_date"], Day(context.language), offered.get("date"))
    if day is None:
        return {}
    answer: dict[str, Any] = {"date": day}
    for name in ("time", "what"):
        said = talk.ask_maybe(f"next/{name}", words[f"next_{name}"], Typed(Text.from_typed), offered.get(name))
        if said is not None:
            answer[name] = said
    return answer


def _ask_note(context: Context) -> str | None:
    kind = Typed(Prose.from_typed)
    default: str | None = context.changed.get("note")
    return context.talk.ask_maybe("note", context.words["note_ask"], kind, default)


def _tell_modules(context: Context, names: tuple[str, ...]) -> list[str]:
    return [_title(context, name) for name in names]


def _tell_parameters(context: Context, answers: dict[str, dict[str, str]]) -> list[str]:
    return [f"{_title(context, module)}: {', '.join(values.values())}" for module, values in answers.items()]


def _tell_next(context: Context, answer: dict[str, Any]) -> list[str]:
    said = [worded_date(part, context.language) if isinstance(part, date) else part for part in answer.values()]
    return [", ".join(said)] if said else []


ADVICE = (
    Section("left_out", "advice", "left_out", _ask_left_out, _tell_modules),
    Section("added", "advice", "added", _ask_added, _tell_modules),
    Section("parameters", "advice", "parameters", _ask_parameters, _tell_parameters),
    Section("diary", "end", "diary", _ask_diary, lambda _context, days: [days] if days else []),
    Section("next", "end", "next_appointment", _ask_next, _tell_next),
    Section("note", "end", "note", _ask_note, lambda _context, note: [note] if note else []),
)
