"""The questions about the advice modules and what fills their gaps, and about the end of the sheet."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from handouts.asking.answers import NOT_UNDERSTOOD, Choice, Kind, NumberOfDays, Several, Typed, YesNo, of_field
from handouts.asking.context import Context, Section
from handouts.asking.days import Day, DayAndTime, When
from handouts.asking.library import fits, worded
from handouts.labels import worded_date
from handouts.model.fields import Prose
from handouts.model.module import Parameter
from handouts.model.sheet import Appointment, Diary


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def _title(context: Context, name: str) -> str:
    return _on_one_line(worded(context.library.module(name).title, context.form))


def _of_recipe(context: Context) -> dict[str, str]:
    return {use.use: _title(context, use.use) for use in context.recipe.modules}


def _as_offered(context: Context, section: str) -> bool:
    """Whether all advice is as it is offered, with nothing more: one question for three sections."""
    if section in context.changed:
        return False
    words, of_recipe = context.words, _of_recipe(context)
    if not of_recipe and not _others(context):
        return True
    left_out, added = _left_out_before(context), _added_before(context)
    lines = [f"  {_offered(context, name)}" for name in of_recipe if name not in left_out]
    above = [words["from_recipe"], *lines] if lines else []
    if left_out:
        above.append(words["left_out_before"].format(titles=", ".join(_title(context, name) for name in left_out)))
    if added:
        above += [words["also_before"], *(f"  {_offered(context, name)}" for name in added)]
    if more := [_title(context, name) for name in _others(context) if name not in added]:
        above.append(f"{words['can_be_added']} {' · '.join(more)}")
    question = "\n".join([*above, words["as_offered"]])
    # With another recipe, or behind another consult, it is another question.
    key = f"advice/{context.answers['recipe']}/{context.answers['follows']}"
    return context.talk.ask(key, question, YesNo(words), default=True)


def _offered(context: Context, name: str) -> str:
    """A module with what fills its gaps, on one line."""
    values = {each: value for each, (_, value) in _asked_of(context, name).items() if value is not None}
    said = _said_values(values)
    return f"{_title(context, name)} ({said})" if said else _title(context, name)


def _said_values(values: Mapping[str, str]) -> str:
    return "; ".join(f"{name}: {value}" for name, value in values.items())


def _left_out_before(context: Context) -> tuple[str, ...]:
    return tuple(name for name in _of_recipe(context) if (use := context.followed_uses.get(name)) and use.drop)


def _added_before(context: Context) -> tuple[str, ...]:
    """The modules that the client had besides the recipe's."""
    before, others = context.followed_uses, _others(context)
    return tuple(name for name, use in before.items() if name in others and not use.drop)


def _others(context: Context) -> list[str]:
    return context.library.others(_of_recipe(context), context.sheet_language)


def _ask_left_out(context: Context) -> tuple[str, ...]:
    of_recipe, before = _of_recipe(context), _left_out_before(context)
    if _as_offered(context, "left_out"):
        return before
    if not of_recipe:
        return ()
    words = context.words
    kind = Several(of_recipe, words)
    default = tuple(name for name in context.changed.get("left_out", before) if name in of_recipe) or None
    question = f"{words['from_recipe']}\n{words['left_out_ask']}"
    return context.talk.ask_maybe("left_out", question, kind, default) or ()


def _ask_added(context: Context) -> tuple[str, ...]:
    others, before = _others(context), _added_before(context)
    if _as_offered(context, "added"):
        return before
    if not others:
        return ()
    words = context.words
    kind = Several({name: _title(context, name) for name in others}, words)
    default = tuple(name for name in context.changed.get("added", before) if name in others) or None
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


def _asked_of(context: Context, module: str) -> dict[str, tuple[Parameter, str | None]]:
    """The parameters of a module that are asked for, each with what is offered for it."""
    changed = context.changed.get("parameters", {}).get(module, {})
    use = context.followed_uses.get(module)
    asked = {}
    for name, parameter in context.library.module(module).params.items():
        if parameter.required or parameter.question:
            before = changed.get(name) or (use.params.get(name) if use else None)
            value = _fitting(name, parameter, before) or _fitting(name, parameter, of_itself(context, module, name))
            asked[name] = (parameter, value)
    return asked


def _ask_parameters(context: Context) -> dict[str, dict[str, str]]:
    talk, words = context.talk, context.words
    answers: dict[str, dict[str, str]] = {}
    taken = _as_offered(context, "parameters")
    for module in chosen(context):
        asked = _asked_of(context, module)
        offered = {name: value for name, (_, value) in asked.items() if value is not None}
        as_they_are = taken
        if not taken and len(offered) == len(asked) > 1:
            question = f"{_title(context, module)} ({_said_values(offered)})\n{words['keep_values']}"
            as_they_are = talk.ask(f"parameters/{module}", question, YesNo(words), default=True)
        above = words["about_module"].format(title=_title(context, module)) + "\n"
        for name, (parameter, value) in asked.items():
            if as_they_are and value is not None:
                answers.setdefault(module, {})[name] = value
                continue
            question = f"{above}  {_on_one_line(parameter.question or name)}"
            answers.setdefault(module, {})[name] = talk.ask(
                f"parameters/{module}/{name}", question, _filling(context, name, parameter), value
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
    words, of_recipe, kind = context.words, context.recipe.diary, NumberOfDays(of_field(Diary, "days").understand)
    default: str | None = context.changed.get("diary")
    if of_recipe is None:
        return context.talk.ask_maybe("diary", words["diary_maybe"], kind, default)
    return context.talk.ask("diary", words["diary_ask"], kind, default or str(of_recipe.days))


def _ask_next(context: Context) -> dict[str, Any]:
    talk, words = context.talk, context.words
    offered = context.changed.get("next", {})
    kind = DayAndTime(Day(context.language, context.today, words, after=context.answers["date"]))
    before = When(offered["date"], offered.get("time", "")) if "date" in offered else None
    when = talk.ask_maybe("next", words["next_date"], kind, before)
    if when is None:
        return {}
    answer: dict[str, Any] = {"date": when.day, **({"time": when.time} if when.time else {})}
    for name in ("time", "what"):
        if name in answer:
            continue
        said = talk.ask_maybe(f"next/{name}", words[f"next_{name}"], of_field(Appointment, name), offered.get(name))
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
    return [f"{_title(context, module)} ({_said_values(values)})" for module, values in answers.items()]


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
