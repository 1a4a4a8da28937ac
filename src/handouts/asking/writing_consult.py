"""The answers as the file of a consult: what she would have written herself, in her own language."""

from __future__ import annotations

from typing import Any

from handouts.asking.advice import chosen, of_itself
from handouts.asking.context import Context
from handouts.asking.library import worded
from handouts.dumping import Remark, dump


def consult_yaml(context: Context) -> str:
    """The text of `content/clients/REF.yaml`; what was left empty is not in it."""
    answers = context.answers
    data: dict[str, Any] = {
        "ref": answers["ref"],
        "follows": answers["follows"],
        "client": _client(context),
        "date": answers["date"].isoformat(),
        "number": answers["number"],
        "sheet": answers["recipe"],
        "summary_steps": [step if "reason" in step else step["step"] for step in answers["steps"]],
        "discussed": _prose(answers["discussed"]),
        "goals": answers["goals"],
        "flags": answers["flags"],
        "schedule": answers["schedule"],
        "modules": _modules(context),
        "diary": _diary(context),
        "next_appointment": _appointment(answers["next"]),
        "note": answers["note"],
    }
    return f"# {context.words['remark']}\n\n{dump({key: value for key, value in data.items() if value})}"


def _client(context: Context) -> dict[str, str]:
    answers = context.answers
    client = {"first_name": answers["first_name"]}
    if answers["form"]:
        client["form"] = answers["form"]
    if answers["large_print"]:
        client["large_print"] = context.words["yes"]
    return client


def _prose(lines: list[str]) -> str:
    return "".join(f"{line}\n" for line in lines) if len(lines) > 1 else "".join(lines)


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
    diary: dict[str, Any] = {"days": days}
    for name in ("rows", "scales") if of_recipe else ():
        # In a consult everything prints as typed, so the form of address is chosen here.
        if texts := [worded(str(text), context.form) for text in getattr(of_recipe, name)]:
            diary[name] = texts
    return diary


def _appointment(answer: dict[str, Any]) -> dict[str, str]:
    return {name: value if isinstance(value, str) else value.isoformat() for name, value in answer.items()}
