"""Saves a consult as a file that could have been written by hand; where that fails, nothing that was typed is lost."""

from __future__ import annotations

import errno
from datetime import date
from typing import Any, Literal, cast

from handouts.content.dumping import Remark, dump
from handouts.content.loading import validate
from handouts.content.model.diary import Scale
from handouts.content.model.sheet import Client, Consult
from handouts.files.writing import PRIVATE, write, write_once
from handouts.intake.interview.advice import ADVICE, chosen, of_itself
from handouts.intake.interview.answers import Choice
from handouts.intake.interview.consult import OPENING
from handouts.intake.interview.context import Context, file_of, worded
from handouts.intake.interview.schedule import SCHEDULE
from handouts.intake.interview.talking import Stopped
from handouts.languages.messages import translated
from handouts.problems import BrokenEnvironment, ContentError, system_reason

NOT_SAVED = (BrokenEnvironment, OSError, ContentError)
"""Why a consult may not be saved."""
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


def save(context: Context, *, replacing: bool) -> bool:
    """Writes the file of the consult, owner-only; only when `replacing`, in the place of one that is there.

    Returns False where there is one, of which nothing changes. Raises one of NOT_SAVED; then there is no file, or the
    old one.
    """
    relative = file_of(context.answers["ref"])
    data = consult_yaml(context).encode()
    validate(data, relative, Consult)
    path = context.library.folder.root / relative
    if replacing:
        write(path, data, mode=PRIVATE)
        return True
    return write_once(path, data, mode=PRIVATE)


def ask_what_next(context: Context, reason: Exception) -> Next:
    """Says why the consult was not saved, and asks what to do about it.

    Raises BrokenEnvironment when the user gives up, or cannot be asked any more, and then shows the text of the file.
    """
    talk, words = context.talk, context.words
    path = file_of(context.answers["ref"])
    for line in _why(context, path, reason):
        talk.say(line, "mistake")
    choice = Choice(
        {each: words[f"save_{each}"] for each in _OFFERED}, words, {words["yes"]: "again", words["no"]: "show"}
    )
    question = f"{words['save_next']} ({', '.join(choice.offer())})"
    try:
        following = cast("Next", talk.ask_once(question, choice, words["save_again"]) or "back")
    except (Stopped, KeyboardInterrupt):
        following = "show"
    if following == "show":
        talk.say(words["copy_this"].format(path=path), "heading")
        talk.say(consult_yaml(context))
        raise BrokenEnvironment(words["only_shown"]) from reason
    return following


def _why(context: Context, path: str, reason: Exception) -> list[str]:
    words, language = context.words, context.language
    if isinstance(reason, ContentError):
        mistakes = [f"{each.mark}: {translated(each.message, language)}" for each in reason.problems]
        return [words["save_doubtful"], *mistakes]
    cause = reason if isinstance(reason, OSError) else reason.__cause__
    why = str(reason)
    if isinstance(cause, OSError):
        key = _REASONS.get(cause.errno or 0, "disk_other")
        why = words[key].format(reason=translated(system_reason(cause), language))
    return [words["save_failed"].format(path=path, reason=why)]


def consult_yaml(context: Context) -> str:
    """The text of `content/clients/REF.yaml`; what was left empty is not in it."""
    data: dict[str, Any] = dict.fromkeys(Consult.model_fields)
    data["client"] = {}
    for section in (*OPENING, *SCHEDULE, *ADVICE):
        if section.model in {Consult, Client}:
            part = data if section.model is Consult else data["client"]
            part[section.field] = context.answers[section.name]
    lines = data["discussed"]
    data |= {
        "summary_steps": [step if "reason" in step else step["step"] for step in data["summary_steps"]],
        "discussed": "".join(f"{line}\n" for line in lines) if len(lines) > 1 else "".join(lines),
        "modules": _modules(context),
        "diary": _diary(context),
        "next_appointment": context.answers["next"],
    }
    return f"# {context.words[context.remark]}\n\n{dump(_as_written(data, context.words['yes']))}"


def _as_written(value: Any, yes: str) -> Any:
    """A value without its empty parts, each date and yes as it is written in a file."""
    if isinstance(value, dict):
        return {key: _as_written(each, yes) for key, each in value.items() if each}
    if isinstance(value, list):
        return [_as_written(each, yes) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    return yes if value is True else value


def _modules(context: Context) -> list[Any]:
    """What differs from the recipe, and the parameters of each module; one that was not changed is a comment."""
    answers = context.answers
    modules: list[Any] = [{"use": name, "drop": context.words["yes"]} for name in answers["left_out"]]
    for module in chosen(context):
        params = _params(context, module)
        if params:
            modules.append({"use": module, "params": params})
        elif module in answers["added"]:
            modules.append(module)
    return modules


def _params(context: Context, module: str) -> dict[str, str]:
    params: dict[str, str] = {}
    for name in context.library.module(module).params:
        default = of_itself(context, module, name)
        value = context.answers["parameters"].get(module, {}).get(name, default)
        if value != default:
            params[name] = value
        elif default and "\n" not in default:
            params[name] = Remark(default)
    return params


def _diary(context: Context) -> dict[str, Any]:
    """A diary of its own when it differs from that of the recipe, with the rows and scales of that one."""
    days, of_recipe = context.answers["diary"], context.recipe.diary
    if days is None or (of_recipe is not None and int(days) == of_recipe.length):
        return {}
    if of_recipe is None:
        return {"days": days}
    # In a consult everything prints as typed, so the form of address is chosen here.
    rows = [worded(str(row), context.form) for row in of_recipe.rows]
    return {"days": days, "rows": rows, "scales": [_scale(scale, context.form) for scale in of_recipe.scales]}


def _scale(scale: Scale, form: str) -> str | dict[str, str]:
    """A scale as one writes it: its name alone, where it says nothing of its ends."""
    said = {key: worded(str(text), form) for key, text in scale if text is not None}
    return said if len(said) > 1 else said["name"]
