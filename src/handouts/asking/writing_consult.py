"""The answers as the file of a consult: what she would have written herself, in her own language."""

from __future__ import annotations

from datetime import date
from typing import Any

from handouts.asking.advice import ADVICE, chosen, of_itself
from handouts.asking.consult import OPENING
from handouts.asking.context import Context
from handouts.asking.library import worded
from handouts.asking.schedule import SCHEDULE
from handouts.dumping import Remark, dump
from handouts.model.sheet import Client, Consult


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
    return f"# {context.words['remark']}\n\n{dump(_as_written(data, context.words['yes']))}"


def _as_written(value: Any, yes: str) -> Any:
    """A value without what is empty, each date and yes as it is written in a file."""
    if isinstance(value, dict):
        return {key: _as_written(each, yes) for key, each in value.items() if each}
    if isinstance(value, list):
        return [_as_written(each, yes) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    return yes if value is True else value


def _modules(context: Context) -> list[Any]:
    """What differs from the recipe, and the gaps of each module; what was not changed in them is a remark."""
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
    """A diary of its own, when it differs from the recipe's; that one's rows and marks come along."""
    days, of_recipe = context.answers["diary"], context.recipe.diary
    if days is None or (of_recipe is not None and int(days) == of_recipe.days):
        return {}
    # In a consult everything prints as typed, so the form of address is chosen here.
    more = {} if of_recipe is None else {"rows": of_recipe.rows, "scales": of_recipe.scales}
    return {"days": days, **{name: [worded(str(text), context.form) for text in texts] for name, texts in more.items()}}
