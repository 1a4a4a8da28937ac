"""The answers as the file of a consult: what she would have written herself, in her own language."""

from __future__ import annotations

from datetime import date
from typing import Any

from handouts.asking.advice import chosen, of_itself
from handouts.asking.context import Context
from handouts.asking.library import worded
from handouts.dumping import Remark, dump


def consult_yaml(context: Context) -> str:
    """The text of `content/clients/REF.yaml`; what was left empty is not in it."""
    answers, yes = context.answers, context.words["yes"]
    lines = answers["discussed"]
    data = {
        "ref": answers["ref"],
        "follows": answers["follows"],
        "client": {
            "first_name": answers["first_name"],
            "form": answers["form"],
            "large_print": yes if answers["large_print"] else None,
        },
        "date": answers["date"],
        "number": answers["number"],
        "sheet": answers["recipe"],
        "summary_steps": [step if "reason" in step else step["step"] for step in answers["steps"]],
        "discussed": "".join(f"{line}\n" for line in lines) if len(lines) > 1 else "".join(lines),
        "goals": answers["goals"],
        "flags": answers["flags"],
        "schedule": answers["schedule"],
        "modules": _modules(context),
        "diary": _diary(context),
        "next_appointment": answers["next"],
        "note": answers["note"],
    }
    return f"# {context.words['remark']}\n\n{dump(_filled(data))}"


def _filled(value: Any) -> Any:
    """A value without what is empty, and each date as it is written in a file."""
    if isinstance(value, dict):
        return {key: _filled(each) for key, each in value.items() if each}
    if isinstance(value, list):
        return [_filled(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


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
