"""The questions about the schedule: the lines of the consult before this one, then new ones.

A line is four questions: what, which kind, how much and when, and whether the rest is as usual. Who says that it is not
is asked part by part.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from itertools import count
from typing import Any

from pydantic import ValidationError

from handouts.content.model.describing import describe
from handouts.content.model.fields import Text
from handouts.content.model.intake import Intake
from handouts.content.model.moments import MOMENTS
from handouts.content.model.rhythms import WhenNeeded, as_at_most, as_rhythm
from handouts.content.model.sheet import Consult
from handouts.content.nutrients import named_in
from handouts.content.nutrients.texts import shown
from handouts.content.scheduling import UPPER_LEVEL_MG, magnesium_by_mouth, taken
from handouts.intake.interview.answers import Choice, Kind, Typed, Unclear, YesNo, YesNoOr, of_field
from handouts.intake.interview.brief import DAILY, PARTS, Brief, Line, Moments, Rhythms, is_when_needed, with_moments
from handouts.intake.interview.context import Context, worded
from handouts.intake.interview.sections import Question, Section, ask_field
from handouts.languages.messages import worded_date

_WITHOUT_MAGNESIUM = re.compile(
    r"\b(?:vit(?:amine?|\.)? ?[a-ek]\d{0,2}\b|[bd]\d{1,2}\b|foliumzuur|folic acid|ijzer|iron|zink|zinc|jodium|iodine|"
    r"selenium|paracetamol|acetaminophen|ibuprofen|aspirine?|melatonine?|valeriaan|valerian|omega|visolie|fish oil|"
    r"probiotic|kurkuma|turmeric|ashwagandha|cbd|thee\b|tea\b)|janskruid|st\.? john",
    re.IGNORECASE,
)
_MIXED = re.compile(r"complex|multi|mineral|formul|plus\b|\+|\b(?:met|en|with|and)\b", re.IGNORECASE)
"""What may hold more than it is named after."""


def _ask_schedule(context: Context) -> list[Line]:
    words = context.words
    offered: list[Line] = context.changed.get("schedule") or _of_before(context)
    above = _given(context)
    lines: list[Line] = []
    if offered and "schedule" not in context.changed:
        shown = [f"  {line_shown(context, line)}" for line in offered]
        question = "\n".join([*above, words["last_time"], *shown, words["keep_all"]])
        lines = list(offered) if context.talk.ask("schedule/all", question, YesNo(words), default=True) else []
    if not lines:
        again = (_ask_again(context, f"schedule/{place}", line) for place, line in enumerate(offered, start=1))
        lines = [line for line in again if line is not None]
    for place in count(len(offered) + 1):
        new = _Questions(context, f"schedule/{place}", {}).ask_line([] if lines or offered else above)
        if new is None:
            break
        lines.append(new)
    return lines


def _given(context: Context) -> list[str]:
    """What the recipe gives along, a line each; an advice is on the day's table only when it is put there too."""
    recipe, words = context.recipe, context.words
    given = [words["of_recipe"].format(product=worded(intake.product, context.form)) for intake in recipe.schedule]
    titles = [" ".join(worded(context.library.module(use.use).title, context.form).split()) for use in recipe.modules]
    if titles:
        given += [words["advice_given"].format(titles=", ".join(titles)), words["not_on_table"]]
    return given


def _of_before(context: Context) -> list[Line]:
    """The lines of the consult before this one, as they were typed. A first day that lies in the past is left out."""
    consult = context.followed
    if consult is None:
        return []
    typed = context.library.lines(consult.ref)
    return [_as_line(context, intake, line) for intake, line in zip(consult.schedule, typed, strict=True)]


def _as_line(context: Context, intake: Intake, typed: Line) -> Line:
    moments = describe(Intake, "when", context.language).choices
    line: Line = {
        name: " ".join((", ".join(value) if isinstance(value, list) else str(value)).split())
        for name, value in typed.items()
        if value is not None
    }
    line |= {"route": intake.route, "when": tuple(moments[moment.label] for moment in intake.when)}
    line["start"] = intake.start.isoformat() if intake.start and intake.start > context.answers["date"] else ""
    if intake.magnesium_mg is not None:
        line["magnesium_mg"] = str(intake.magnesium_mg)
    if intake.days is not None:
        line["days"] = str(intake.days)
    if intake.every == DAILY:
        line["every"] = ""
    return {name: line[name] for name in Intake.model_fields if line.get(name)}


def holds_none(line: Line) -> bool:
    """Whether what is swallowed is known for something that holds no magnesium, and names none."""
    text = f"{line['product']} {line.get('dose', '')}"
    known = _WITHOUT_MAGNESIUM.search(text) and not _MIXED.search(text)
    return bool(known) and not any(named_in(line["product"], line.get("dose")))


def _ask_again(context: Context, key: str, line: Line) -> Line | None:
    """A line that there is already: kept, changed or left out."""
    words = context.words
    options = Choice({"keep": words["keep"], "change": words["change"], "drop": words["drop"]}, words)
    answer = context.talk.ask(f"{key}/keep", f"{line_shown(context, line)}\n{words['again']}", options, "keep")
    if answer == "change":
        return _Questions(context, key, line).ask_line()
    return line if answer == "keep" else None


class _Questions:
    """The questions of one line of the schedule, with what is offered for each."""

    def __init__(self, context: Context, key: str, offered: Line) -> None:
        self._context = context
        self._words = context.words
        self._key = key
        self._offered = offered
        self._line: Line = {}
        self._rhythms = describe(Intake, "every", context.language).choices
        self._kinds: dict[str, Kind[Any]] = {
            "dose": Typed(self._check_dose),
            "dose_source": Typed(self._check_source),
            "when": Moments(context.language, context.words),
            "every": Rhythms(context.language, context.words),
        }

    def ask_line(self, above: Iterable[str] = ()) -> Line | None:
        """The questions of the line, below what is shown `above`; None when she has no more to add."""
        self._ask("product", "".join(f"{line}\n" for line in above), needed=bool(self._offered))
        if not self._line:
            return None
        self._ask("route")
        self._ask_dose_and_moments()
        self._add_what_is_usual()
        self._ask_rest()
        return {name: self._line[name] for name in Intake.model_fields if name in self._line}

    def _ask(self, name: str, before: str = "  ", *, needed: bool | None = None) -> None:
        question = Question(f"{self._key}/{name}", Intake, name, self._kinds.get(name), needed, before)
        answer = ask_field(self._context, question, self._offered.get(name))
        if name == "when" and answer:
            self._line |= with_moments(answer, self._words)
        elif answer is not None and not (name == "every" and as_rhythm(answer) == DAILY):
            self._line[name] = answer

    def _ask_dose_and_moments(self) -> None:
        """How much and when, in one question; the moments are asked for by themselves where none was typed."""
        activity, none = self._line["route"] == "activity", holds_none(self._line)
        question = "activity" if activity else "plain" if none or self._line["route"] == "topical" else "magnesium"
        brief = Brief(self._context.language, self._words, self._kinds["dose"])
        offered = {name: self._offered[name] for name in PARTS if name in self._offered}
        question = f"  {self._words[f'brief_{question}']}"
        answer: Line = self._context.talk.ask(f"{self._key}/brief", question, brief, offered or None)
        self._line |= answer
        if "when" not in self._line and not is_when_needed(self._line):
            self._ask("when", needed=True)

    def _ask_rest(self) -> None:
        """Shows the line and asks whether it is right so; of what may hold magnesium, how much is an answer too."""
        talk, words = self._context.talk, self._words
        holds = self._may_hold_magnesium()
        milligrams = of_field(Intake, "magnesium_mg") if holds else None
        question = words["as_shown_magnesium" if holds else "as_shown"]
        text = f"  {line_shown(self._context, self._line)}\n  {question}"
        default = self._offered.get("magnesium_mg", words["yes"]) if holds else words["yes"]
        answer = talk.ask(f"{self._key}/rest", text, YesNoOr(words, milligrams), default)
        if answer == words["no"]:
            self._ask_parts()
        elif answer != words["yes"]:
            self._line["magnesium_mg"] = answer

    def _add_what_is_usual(self) -> None:
        """What was there already and goes with the rest; a dose is as the label says."""
        line, offered = self._line, self._offered
        for name in ("dose_source", "how", "at_most", "start"):
            if name in offered and self._has_place(name):
                line[name] = offered[name]
        # How much magnesium is in one dose hangs on the dose.
        if self._has_place("magnesium_mg") and "magnesium_mg" in offered and line.get("dose") == offered.get("dose"):
            line["magnesium_mg"] = offered["magnesium_mg"]
        if self._has_place("dose_source") and "dose_source" not in line and _lacks_source(line):
            line["dose_source"] = self._words["label"]

    def _has_place(self, name: str) -> bool:
        """Whether a part goes with the parts that are there."""
        match name:
            case "dose_source":
                return "dose" in self._line and self._line["route"] != "activity"
            case "magnesium_mg":
                known = name not in self._offered and holds_none(self._line)
                return self._line["route"] == "oral" and name not in self._line and not known
            case "at_most":
                every = as_rhythm(self._line.get("every", DAILY))
                return isinstance(every, WhenNeeded) and every.at_most is None
        return name not in self._line

    def _may_hold_magnesium(self) -> bool:
        """Whether it has to be asked how much magnesium is in it."""
        if not self._has_place("magnesium_mg"):
            return False
        found = taken(_intake(self._line))
        return found is None or found.milligrams is None

    def _ask_parts(self) -> None:
        """Every part by itself, but for what it is."""
        self._offered, self._line = {"every": next(iter(self._rhythms)), **self._line}, {}
        for name in ("product", "route", "start"):
            if name in self._offered:
                self._line[name] = self._offered[name]
        if is_when_needed(self._offered):
            self._offered = {**self._offered, "when": (*self._offered.get("when", ()), self._words["when_needed"])}
        for name in Intake.model_fields:
            if describe(Intake, name, self._context.language).asked and self._has_place(name):
                needed = name == "when" or (name == "dose_source" and _lacks_source(self._line))
                self._ask(name, needed=needed or None)

    def _check_dose(self, text: str) -> None:
        """What is measured so is taken, and not done."""
        _intake({**self._line, "dose": text, "dose_source": text, "when": MOMENTS})

    def _check_source(self, text: str) -> None:
        """Where a dose comes from: never a number alone, which is the dose once more."""
        Text.from_typed(text)
        if not re.search(r"[^\W\d_]{2}", re.sub(r"\bm[gl]\b", "", text)):
            raise Unclear(self._words["no_source"])


def _intake(line: Line) -> Intake:
    return Intake.model_validate({name: [*value] if name == "when" else value for name, value in line.items()})


def _lacks_source(line: Line) -> bool:
    """Whether somebody must be named who set the dose."""
    try:
        _intake(line)
    except ValidationError as reason:
        return any(each["type"] == "no-dose-source" for each in reason.errors())
    return False


def _summarise(context: Context, lines: list[Line]) -> list[str]:
    """The lines, and what is swallowed when that is more magnesium than the most."""
    words = context.words
    intakes = [*context.recipe.schedule, *map(_intake, lines)]
    summary = [line_shown(context, line) for line in lines]
    for each in filter(None, map(taken, intakes)):
        if each.reading:
            product = " ".join(each.intake.product.split())
            read = words["read_as"].format(n=shown(each.milligrams)) if each.milligrams else words["not_counted"]
            summary.append(words["no_amount"].format(product=product, read=read))
    total = magnesium_by_mouth(intakes, context.answers["date"])
    if total.milligrams > UPPER_LEVEL_MG:
        summary.append(words["too_much"].format(n=shown(total.milligrams), most=UPPER_LEVEL_MG))
    return summary


def line_shown(context: Context, line: Line) -> str:
    """A line of the schedule in words, on one line."""
    words = context.words
    source = f" ({line['dose_source']})" if "dose_source" in line else ""
    parts = [line["product"], f"{line['dose']}{source}" if "dose" in line else ""]
    if "magnesium_mg" in line:
        parts.append(words["so_many_mg"].format(n=line["magnesium_mg"]))
    parts.append(describe(Intake, "route", context.language).choices[line["route"]])
    parts += [" + ".join(line.get("when", ())), line.get("how", "")]
    parts.append(Rhythms(context.language, words).show(line["every"]) if "every" in line else words["daily"])
    if "at_most" in line:
        most = as_at_most(line["at_most"])
        parts.append(words[f"most_{most.per}"].format(n=most.times))
    if "days" in line:
        parts.append(words["so_many_days"].format(n=line["days"]))
    if "start" in line:
        parts.append(words["from_day"].format(day=worded_date(date.fromisoformat(line["start"]), context.language)))
    return ", ".join(filter(None, parts))


SCHEDULE = (Section("schedule", Consult, "schedule", _ask_schedule, _summarise),)
