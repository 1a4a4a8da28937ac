"""The questions about the advice modules and the values of their parameters, and about the end of the sheet."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from handouts.content.model.diary import Diary
from handouts.content.model.module import Parameter
from handouts.content.model.sheet import Appointment, Consult
from handouts.intake.interview.answers import NOT_UNDERSTOOD, AnswerType, Choice, Several, Typed, YesNo
from handouts.intake.interview.context import Context, fits
from handouts.intake.interview.days import Day, DayAndTime, When
from handouts.intake.interview.sections import Question, Section, as_typed


def _with_values(title: str, values: Mapping[str, str | None]) -> str:
    """A module and the values of its parameters, on one line."""
    filled = "; ".join(f"{name}: {value}" for name, value in values.items() if value is not None)
    return f"{title} ({filled})" if filled else title


def _offered(context: Context, name: str) -> str:
    values = {each: value for each, (_, value) in asked_of(context, name).items()}
    return _with_values(context.title_of(name), values)


def _of_recipe(context: Context) -> list[str]:
    return list(dict.fromkeys(use.use for use in context.recipe.modules))


def _others(context: Context) -> list[str]:
    return context.library.others(_of_recipe(context), context.sheet_language)


def used_before(context: Context, section: str) -> tuple[str, ...]:
    """What was left out of the recipe, or added to it, in the consult that this one follows."""
    uses = context.followed_uses
    if section == "left_out":
        return tuple(name for name in _of_recipe(context) if name in uses and uses[name].drop)
    others = _others(context)
    return tuple(name for name, use in uses.items() if name in others and not use.drop)


def _as_offered(context: Context, section: str) -> bool:
    """Whether all advice is as it is offered, with nothing more: one question for three sections."""
    if section in context.previous_answers:
        return False
    words, of_recipe, others = context.words, _of_recipe(context), _others(context)
    if not of_recipe and not others:
        return True
    left_out, added = used_before(context, "left_out"), used_before(context, "added")
    above = _under(words["from_recipe"], [_offered(context, name) for name in of_recipe if name not in left_out])
    if left_out:
        above.append(words["left_out_before"].format(titles=", ".join(map(context.title_of, left_out))))
    above += _under(words["also_before"], [_offered(context, name) for name in added])
    if more := [context.title_of(name) for name in others if name not in added]:
        above.append(f"{words['can_be_added']} {' · '.join(more)}")
    # With another recipe, or after another consult, it is another question.
    key = f"advice/{context.answers['recipe']}/{context.answers['follows']}"
    return context.talk.ask(key, "\n".join([*above, words["as_offered"]]), YesNo(words), default=True)


def _under(head: str, lines: list[str]) -> list[str]:
    return [head, *(f"  {line}" for line in lines)] if lines else []


def _ask_some(context: Context, section: str, names: list[str], head: str) -> tuple[str, ...]:
    """Which modules are left out, or added."""
    before = used_before(context, section)
    if _as_offered(context, section):
        return before
    if not names:
        return ()
    words = context.words
    modules = Several({name: context.title_of(name) for name in names}, words)
    default = tuple(name for name in context.previous_answers.get(section, before) if name in names) or None
    return context.talk.ask_maybe(section, f"{words[head]}\n{words[f'{section}_ask']}", modules, default) or ()


def _ask_left_out(context: Context) -> tuple[str, ...]:
    return _ask_some(context, "left_out", _of_recipe(context), "from_recipe")


def _ask_added(context: Context) -> tuple[str, ...]:
    return _ask_some(context, "added", _others(context), "can_be_added")


def chosen(context: Context) -> list[str]:
    """The modules of the sheet, in order."""
    left_out = context.answers["left_out"]
    return [*(name for name in _of_recipe(context) if name not in left_out), *context.answers["added"]]


def of_itself(context: Context, module: str, name: str) -> str | None:
    """The value of a parameter that the consult leaves open: that of the recipe, or of the module."""
    given = {use.use: use.params for use in context.recipe.modules}.get(module, {})
    return given.get(name) or context.library.module(module).params[name].default


def asked_of(context: Context, module: str) -> dict[str, tuple[Parameter, str | None]]:
    """The parameters of a module that are asked for, each with what is offered for it."""
    changed = context.previous_answers.get("parameters", {}).get(module, {})
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
        asked = asked_of(context, module)
        kept = taken
        if not taken and len(asked) > 1 and all(value is not None for _, value in asked.values()):
            question = f"{_offered(context, module)}\n{words['keep_values']}"
            kept = talk.ask(f"parameters/{module}", question, YesNo(words), default=True)
        above = words["about_module"].format(title=context.title_of(module)) + "\n"
        for name, (parameter, value) in asked.items():
            answer = value
            if not kept or answer is None:
                question = f"{above}  {' '.join((parameter.question or name).split())}"
                answer = talk.ask(f"parameters/{module}/{name}", question, _filling(context, name, parameter), value)
                above = ""
            answers.setdefault(module, {})[name] = answer
    return answers


def _filling(context: Context, name: str, parameter: Parameter) -> AnswerType[str]:
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
    of_recipe = context.recipe.diary.length if context.recipe.diary else None
    of_before = context.followed.diary.length if context.followed and context.followed.diary else None
    default = context.previous_answers.get("diary") or (str(of_before or of_recipe) if of_before or of_recipe else None)
    # A diary of the recipe that says not how long it lasts goes on as long as the schedule.
    empty = context.words["as_the_schedule"] if context.recipe.diary and of_recipe is None else ""
    question = Question("diary", Diary, "days", needed=of_recipe is not None, empty=empty)
    answer: str | None = question.ask(context, default)
    return answer


def _ask_next(context: Context) -> dict[str, Any]:
    offered = context.previous_answers.get("next", {})
    expected = DayAndTime(Day(context.words, context.today, after=context.answers["date"]))
    before = When(offered["date"], offered.get("time", "")) if offered else None
    when: When | None = Question("next", Appointment, "date", expected, needed=False).ask(context, before)
    if when is None:
        return {}
    answer: dict[str, Any] = {"date": when.day, "time": when.time or None}
    for name in ("time", "what"):
        if not answer.get(name):
            question = Question(f"next/{name}", Appointment, name, prefix="  ")
            answer[name] = question.ask(context, offered.get(name))
    return {name: value for name, value in answer.items() if value is not None}


def _tell_modules(context: Context, names: tuple[str, ...]) -> list[str]:
    return [*map(context.title_of, names)]


def _tell_parameters(context: Context, answers: dict[str, dict[str, str]]) -> list[str]:
    return [_with_values(context.title_of(module), values) for module, values in answers.items()]


def _tell_next(context: Context, answer: dict[str, Any]) -> list[str]:
    parts = [context.words.date(part) if isinstance(part, date) else part for part in answer.values()]
    return [", ".join(parts)] if parts else []


ADVICE = (
    Section("left_out", Consult, "modules", _ask_left_out, _tell_modules, "left_out", offered_by="follows"),
    Section("added", Consult, "modules", _ask_added, _tell_modules, "added", offered_by="follows"),
    Section("parameters", Consult, "modules", _ask_parameters, _tell_parameters, "parameters", offered_by="follows"),
    Section("diary", Diary, "days", _ask_diary, as_typed),
    Section("next", Appointment, "date", _ask_next, _tell_next),
    Section("note", Consult, "note"),
)
