"""The questions about the schedule: the lines of the consult before this one, then new ones."""

from __future__ import annotations

import re
from itertools import count
from typing import Any

from handouts.asking.answers import Choice, Milligrams, Several, Typed, Unclear, YesNo, of_field
from handouts.asking.context import Context, Section
from handouts.asking.library import worded
from handouts.model.fields import Text
from handouts.model.sheet import MOMENT_WORDS, MOMENTS, Consult, Intake
from handouts.scheduling import UPPER_LEVEL_MG, magnesium_by_mouth

# A line of the schedule as the file of a consult holds it; the moments are a tuple.
Line = dict[str, Any]
ROUTES = ("activity", "oral", "topical")
RHYTHMS = ("1", "2", "7")

_TEXT = Typed(Text.from_typed)


def _ask_schedule(context: Context) -> list[Line]:
    lines: list[Line] = []
    offered: list[Line] = context.earlier("schedule", lambda before: _of_before(before, context), [])
    if offered and _all_kept(context, offered):
        lines = list(offered)
    else:
        for place, line in enumerate(offered, start=1):
            kept = _ask_again(context, f"schedule/{place}", line)
            if kept is not None:
                lines.append(kept)
    for place in count(len(offered) + 1):
        new = _ask_line(context, f"schedule/{place}", {}, [] if lines or offered else _given(context))
        if new is None:
            break
        lines.append(new)
    return lines


def _all_kept(context: Context, lines: list[Line]) -> bool:
    """Whether the lines of the consult before this one stay as they are: one question for all of them."""
    if "schedule" in context.changed:
        return False
    words = context.words
    question = "\n".join([*_given(context), *(f"  {said_line(context, line)}" for line in lines), words["keep_all"]])
    return context.talk.ask("schedule/all", question, YesNo(words), default=True)


def _given(context: Context) -> list[str]:
    """What the recipe gives along, a line each; an advice is on the day's table only when it is put there too."""
    recipe, words = context.recipe, context.words
    given = [words["of_recipe"].format(product=worded(intake.product, context.form)) for intake in recipe.schedule]
    titles = [" ".join(worded(context.library.module(use.use).title, context.form).split()) for use in recipe.modules]
    if titles:
        given += [words["advice_given"].format(titles=", ".join(titles)), words["not_on_table"]]
    return given


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


def _ask_line(context: Context, key: str, offered: Line, above: list[str] | None = None) -> Line | None:
    """The questions of one line, below what is said `above`; None when she has no more to add."""
    talk, words = context.talk, context.words
    if offered:
        product: str | None = talk.ask(f"{key}/product", words["product_again"], _TEXT, offered["product"])
    else:
        product = talk.ask_maybe(f"{key}/product", "\n".join([*(above or []), words["product"]]), _TEXT)
    if product is None:
        return None
    routes = Choice({route: words[f"route_{route}"] for route in ROUTES}, words)
    route = talk.ask(f"{key}/route", words["route"], routes, offered.get("route"))
    line: Line = {"product": product, "route": route}

    def maybe(name: str, kind: Typed | None = None) -> None:
        kind = kind or of_field(Intake, name)
        answer = talk.ask_maybe(f"{key}/{name}", words[name], kind, offered.get(name))
        if answer is not None:
            line[name] = answer

    maybe("dose", _dose(line))
    if "dose" in line and route != "activity":
        source = offered.get("dose_source", words["label"])
        line["dose_source"] = talk.ask(f"{key}/dose_source", words["dose_source"], _source(context), source)
    if route == "oral":
        kind = Milligrams(of_field(Intake, "magnesium_mg").understand)
        milligrams = talk.ask_maybe(f"{key}/magnesium_mg", words["magnesium_mg"], kind, offered.get("magnesium_mg"))
        if milligrams is not None:
            line["magnesium_mg"] = milligrams
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
    also = {word: context.words[f"moment_{moment}"] for word, moment in MOMENT_WORDS.items()}
    return Several({name: name for name in names}, context.words, also)


def _dose(line: Line) -> Typed:
    """How much each time; what is measured so is taken, and not done."""

    def check(text: str) -> None:
        Intake.model_validate({**line, "dose": text, "dose_source": text, "when": [MOMENTS[0]]})

    return Typed(check)


def _source(context: Context) -> Typed:
    """Where a dose comes from: never a number alone, which is the dose once more."""

    def check(text: str) -> None:
        Text.from_typed(text)
        if not re.search(r"[^\W\d_]{2}", re.sub(r"\bm[gl]\b", "", text)):
            raise Unclear(context.words["no_source"])

    return Typed(check)


def _tell(context: Context, lines: list[Line]) -> list[str]:
    """The lines, and what is swallowed when that is more magnesium than the most."""
    intakes = [*context.recipe.schedule, *(Intake.model_validate({**line, "when": [*line["when"]]}) for line in lines)]
    total = magnesium_by_mouth(intakes, context.answers["date"])
    said = [said_line(context, line) for line in lines]
    if total.milligrams > UPPER_LEVEL_MG:
        said.append(context.words["too_much"].format(n=total.milligrams, most=UPPER_LEVEL_MG))
    return said


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


SCHEDULE = (Section("schedule", "schedule", "schedule", _ask_schedule, _tell),)
