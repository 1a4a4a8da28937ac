"""The questions about the schedule: the lines of the consult before this one, then new ones."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from itertools import count
from typing import Any

from handouts.asking.answers import (
    NOT_UNDERSTOOD,
    Choice,
    Milligrams,
    NumberOfDays,
    Several,
    Typed,
    Unclear,
    YesNo,
    of_field,
)
from handouts.asking.context import Context, Section
from handouts.asking.library import worded
from handouts.labels import worded_date
from handouts.model.fields import Text
from handouts.model.intake import Intake
from handouts.model.moments import MEALS, MOMENT_WORDS, MOMENTS
from handouts.model.rhythms import OnWeekdays, Rhythm, TimesAWeek, WhenNeeded, as_at_most, as_rhythm
from handouts.model.sheet import Consult
from handouts.nutrients import named_in
from handouts.nutrients.texts import shown
from handouts.scheduling import UPPER_LEVEL_MG, magnesium_by_mouth, taken

_WITHOUT_MAGNESIUM = re.compile(
    r"\b(?:vit(?:amine?|\.)? ?[a-ek]\d{0,2}\b|[bd]\d{1,2}\b|foliumzuur|folic acid|ijzer|iron|zink|zinc|jodium|iodine|"
    r"selenium|paracetamol|acetaminophen|ibuprofen|aspirine?|melatonine?|valeriaan|valerian|omega|visolie|fish oil|"
    r"probiotic|kurkuma|turmeric|ashwagandha|cbd|thee\b|tea\b)|janskruid|st\.? john",
    re.IGNORECASE,
)
_MIXED = re.compile(r"complex|multi|mineral|formul|plus\b|\+|\b(?:met|en|with|and)\b", re.IGNORECASE)
"""What may hold more than it is named after."""

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
    """The lines of the consult before this one. Those whose first day lies in the past begin anew."""
    return [_as_line(intake, context) for intake in consult.schedule]


def _as_line(intake: Intake, context: Context) -> Line:
    words = context.words
    said: Line = {"product": " ".join(intake.product.split()), "route": intake.route}
    for name in ("dose", "dose_source", "magnesium_mg"):
        if getattr(intake, name) is not None:
            said[name] = " ".join(str(getattr(intake, name)).split())
    if intake.when:
        said["when"] = tuple(words[f"moment_{moment.label}"] for moment in intake.when)
    if intake.how:
        said["how"] = " ".join(intake.how.split())
    if intake.every != 1:
        said["every"] = _written(intake.every, words)
    if intake.limit:
        said["at_most"] = words[f"written_most_{intake.limit.per}"].format(n=intake.limit.times)
    if intake.days:
        said["days"] = str(intake.days)
    if intake.start and intake.start > context.answers["date"]:
        said["start"] = intake.start.isoformat()
    return said


def _written(rhythm: Rhythm, words: Mapping[str, str]) -> str:
    """A rhythm as she would write it in the file."""
    match rhythm:
        case OnWeekdays(weekdays):
            names = words["weekdays"].split()
            return ", ".join(names[day] for day in weekdays)
        case TimesAWeek(times, None):
            return words["written_times"].format(n=times)
        case TimesAWeek(times, least):
            return words["written_range"].format(least=least, n=times)
        case WhenNeeded():
            return words["when_needed"]
        case days:
            return words.get(f"written_{days}", words["written_days"].format(n=days))


def holds_none(line: Line) -> bool:
    """Whether what is swallowed is known for something that holds no magnesium, and names none."""
    said = f"{line['product']} {line.get('dose', '')}"
    known = _WITHOUT_MAGNESIUM.search(said) and not _MIXED.search(said)
    return bool(known) and not any(named_in(line["product"], line.get("dose")))


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
    if route == "oral" and ("magnesium_mg" in offered or not holds_none(line)):
        kind = Milligrams(of_field(Intake, "magnesium_mg").understand)
        milligrams = talk.ask_maybe(f"{key}/magnesium_mg", words["magnesium_mg"], kind, offered.get("magnesium_mg"))
        if milligrams is not None:
            line["magnesium_mg"] = milligrams
    _ask_when(context, key, line, offered)
    maybe("how")
    _ask_how_often(context, key, line, offered)
    maybe("days", NumberOfDays(of_field(Intake, "days").understand))
    if "start" in offered:
        line["start"] = offered["start"]
    return line


def _ask_when(context: Context, key: str, line: Line, offered: Line) -> None:
    """The moments of the day; of what is done when needed there may be none."""
    needed = context.words["when_needed"]
    before = (*offered.get("when", ()), *([needed] if offered.get("every") == needed else []))
    answer = context.talk.ask(f"{key}/when", context.words["when"], _moments(context), before or None)
    if moments := tuple(name for name in answer if name != needed):
        line["when"] = moments
    if needed in answer:
        line["every"] = needed


def _ask_how_often(context: Context, key: str, line: Line, offered: Line) -> None:
    """The rhythm, and how often at most when it is done when needed."""
    talk, words = context.talk, context.words
    if "every" not in line:
        daily = words["written_1"]
        before = offered.get("every", daily)
        if before == words["when_needed"]:
            before = daily
        every = talk.ask(f"{key}/every", words["every"], Rhythms(words), before)
        if every != daily:
            line["every"] = every
    rhythm = as_rhythm(line.get("every", words["written_1"]))
    if isinstance(rhythm, WhenNeeded) and rhythm.at_most is None:
        kind = of_field(Intake, "at_most")
        at_most = talk.ask_maybe(f"{key}/at_most", words["at_most"], kind, offered.get("at_most"))
        if at_most is not None:
            line["at_most"] = at_most


class Rhythms(Choice):
    """How often: one of the usual rhythms by number or word, or another one in words of her own."""

    def __init__(self, words: Mapping[str, str]) -> None:
        """`words` are those of her language."""
        super().__init__({words[f"written_{days}"]: words[f"every_{days}"] for days in RHYTHMS}, words)

    def understand(self, text: str) -> str:
        """See `Kind`."""
        with suppress(Unclear):
            return super().understand(text)
        try:
            return of_field(Intake, "every").understand(text)
        except NOT_UNDERSTOOD:
            raise Unclear(self._words["no_rhythm"].format(text=text)) from None


def _moments(context: Context) -> Several:
    words = context.words
    names = [*(words[f"moment_{moment}"] for moment in MOMENTS), words["when_needed"]]
    also = {word: words[f"moment_{moment}"] for word, moment in MOMENT_WORDS.items()}
    also |= {word: words[f"moment_{label}"] for label, said in MEALS.items() for word in said.split(", ")}
    also |= dict.fromkeys(("zo nodig", "indien nodig", "when needed", "as needed"), words["when_needed"])
    return Several({name: name for name in names}, words, also)


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
    words = context.words
    intakes = [*context.recipe.schedule, *(Intake.model_validate(_as_typed(line)) for line in lines)]
    said = [said_line(context, line) for line in lines]
    for each in filter(None, map(taken, intakes)):
        if each.reading:
            product = " ".join(each.intake.product.split())
            read = words["read_as"].format(n=shown(each.milligrams)) if each.milligrams else words["not_counted"]
            said.append(words["no_amount"].format(product=product, read=read))
    total = magnesium_by_mouth(intakes, context.answers["date"])
    if total.milligrams > UPPER_LEVEL_MG:
        said.append(words["too_much"].format(n=shown(total.milligrams), most=UPPER_LEVEL_MG))
    return said


def _as_typed(line: Line) -> Line:
    return {name: [*value] if isinstance(value, tuple) else value for name, value in line.items()}


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
    if "when" in line:
        parts.append(" + ".join(line["when"]))
    if "how" in line:
        parts.append(line["how"])
    parts.append(Rhythms(words).show(line.get("every", words["written_1"])))
    if "at_most" in line:
        most = as_at_most(line["at_most"])
        parts.append(words[f"most_{most.per}"].format(n=most.times))
    if "days" in line:
        parts.append(words["so_many_days"].format(n=line["days"]))
    if "start" in line:
        parts.append(words["from_day"].format(day=worded_date(date.fromisoformat(line["start"]), context.language)))
    return ", ".join(parts)


SCHEDULE = (Section("schedule", "schedule", "schedule", _ask_schedule, _tell),)
