"""The questions about the schedule: the lines of the consult before this one, then new ones."""

from __future__ import annotations

from itertools import count
from typing import Any

from handouts.asking.answers import Choice, Several, Typed, of_field
from handouts.asking.context import Context, Section
from handouts.asking.library import worded
from handouts.model.fields import Text
from handouts.model.sheet import MOMENTS, Consult, Intake

# A line of the schedule as the file of a consult holds it; the moments are a tuple.
Line = dict[str, Any]
ROUTES = ("activity", "oral", "topical")
RHYTHMS = ("1", "2", "7")

_TEXT = Typed(Text.from_typed)


def _ask_schedule(context: Context) -> list[Line]:
    lines: list[Line] = []
    offered: list[Line] = context.earlier("schedule", lambda before: _of_before(before, context), [])
    for place, line in enumerate(offered, start=1):
        kept = _ask_again(context, f"schedule/{place}", line)
        if kept is not None:
            lines.append(kept)
    for place in count(len(offered) + 1):
        new = _ask_line(context, f"schedule/{place}", {})
        if new is None:
            break
        lines.append(new)
    return lines


def _of_before(consult: Consult, context: Context) -> list[Line]:
    """The lines of the consult before this one. Their first days lie in the past, so they begin anew."""
    return [_as_line(intake, context) for intake in consult.schedule]


def _as_line(intake: Intake, context: Context) -> Line:
    words = context.words
    said: Line = {"product": " ".join(intake.product.split()), "route": intake.route}
    for name in ("dose", "dose_source", "magnesium_mg"):
        if getattr(intake, name) is not None:
            said[name] = " ".join(str(getattr(intake, name)).split())
    said["when"] = tuple(words[f"moment_{moment}"] for moment in intake.when)
    if intake.how:
        said["how"] = " ".join(intake.how.split())
    if intake.every != 1:
        said["every"] = words[f"written_{intake.every}"]
    if intake.days:
        said["days"] = str(intake.days)
    return said


def _ask_again(context: Context, key: str, line: Line) -> Line | None:
    """A line that there is already: kept, changed or left out."""
    words = context.words
    options = Choice({"keep": words["keep"], "change": words["change"], "drop": words["drop"]}, words)
    answer = context.talk.ask(f"{key}/keep", f"{said_line(context, line)}\n{words['again']}", options, "keep")
    if answer == "change":
        return _ask_line(context, key, line)
    return line if answer == "keep" else None


def _ask_line(context: Context, key: str, offered: Line) -> Line | None:
    """The questions of one line; None when she has no more to add."""
    talk, words = context.talk, context.words
    if offered:
        product: str | None = talk.ask(f"{key}/product", words["product_again"], _TEXT, offered["product"])
    else:
        given = context.recipe.schedule if key == "schedule/1" else []
        above = [words["of_recipe"].format(product=worded(intake.product, context.form)) for intake in given]
        product = talk.ask_maybe(f"{key}/product", "\n".join([*above, words["product"]]), _TEXT)
    if product is None:
        return None
    routes = Choice({route: words[f"route_{route}"] for route in ROUTES}, words)
    route = talk.ask(f"{key}/route", words["route"], routes, offered.get("route", ROUTES[0]))
    line: Line = {"product": product, "route": route}

    def maybe(name: str) -> None:
        answer = talk.ask_maybe(f"{key}/{name}", words[name], of_field(Intake, name), offered.get(name))
        if answer is not None:
            line[name] = answer

    maybe("dose")
    if "dose" in line and route != "activity":
        source = offered.get("dose_source", words["label"])
        line["dose_source"] = talk.ask(f"{key}/dose_source", words["dose_source"], _TEXT, source)
    if route == "oral":
        maybe("magnesium_mg")
    line["when"] = talk.ask(f"{key}/when", words["when"], _moments(context), offered.get("when"))
    maybe("how")
    rhythms = Choice({words[f"written_{days}"]: words[f"every_{days}"] for days in RHYTHMS}, words)
    daily = words["written_1"]
    every = talk.ask(f"{key}/every", words["every"], rhythms, offered.get("every", daily))
    if every != daily:
        line["every"] = every
    maybe("days")
    return line


def _moments(context: Context) -> Several:
    names = [context.words[f"moment_{moment}"] for moment in MOMENTS]
    return Several({name: name for name in names}, context.words)


def said_line(context: Context, line: Line) -> str:
    """A line of the schedule in words, on one line."""
    words = context.words
    parts = [line["product"]]
    if "dose" in line:
        source = f" ({line['dose_source']})" if "dose_source" in line else ""
        parts.append(f"{line['dose']}{source}")
    if "magnesium_mg" in line:
        parts.append(words["so_many_mg"].format(n=line["magnesium_mg"]))
    parts.append(words[f"route_{line['route']}"])
    parts.append(" + ".join(line["when"]))
    if "how" in line:
        parts.append(line["how"])
    rhythm = next(days for days in RHYTHMS if words[f"written_{days}"] == line.get("every", words["written_1"]))
    parts.append(words[f"every_{rhythm}"])
    if "days" in line:
        parts.append(words["so_many_days"].format(n=line["days"]))
    return ", ".join(parts)


SCHEDULE = (
    Section("schedule", "schedule", "schedule", _ask_schedule,
            lambda context, lines: [said_line(context, line) for line in lines]),
)  # fmt: skip
