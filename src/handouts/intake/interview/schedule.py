"""The questions about the schedule: the lines of the consult before this one, then new ones.

A line is four questions: what, which kind, how much and when, and whether the rest is as usual. If it is not, each part
is asked for by itself.
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
from handouts.content.model.foods import is_measured
from handouts.content.model.intake import Intake
from handouts.content.model.moments import MOMENTS
from handouts.content.model.rhythms import WhenNeeded, as_at_most, as_rhythm
from handouts.content.model.sheet import Consult
from handouts.content.nutrients import MAGNESIUM, is_known_without
from handouts.content.nutrients.texts import shown
from handouts.content.scheduling import largest_day, taken
from handouts.intake.interview.answers import AnswerType, Choice, Typed, Unclear, YesNo, YesNoOr, of_field
from handouts.intake.interview.brief import DAILY, PARTS, Brief, Line, Moments, Rhythms, is_when_needed, with_moments
from handouts.intake.interview.context import Context, worded
from handouts.intake.interview.sections import Question, Section


def _ask_schedule(context: Context) -> list[Line]:
    words = context.words
    offered: list[Line] = context.previous_answers.get("schedule") or lines_of_before(context)
    above = _given(context)
    lines: list[Line] = []
    if offered and "schedule" not in context.previous_answers:
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
    """What the recipe includes, a line each; an advice is on the day's table only when it is put there too."""
    recipe, words = context.recipe, context.words
    given = [words["of_recipe"].format(product=worded(intake.product, context.form)) for intake in recipe.schedule]
    titles = [context.title_of(use.use) for use in recipe.modules]
    if titles:
        given += [words["advice_given"].format(titles=", ".join(titles)), words["not_on_table"]]
    return given


def lines_of_before(context: Context) -> list[Line]:
    """The lines of the consult before this one, as they were typed. A first day in the past is left out."""
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


def _is_known_without(line: Line) -> bool:
    return is_known_without(MAGNESIUM, line["product"], line.get("dose"))


def _ask_again(context: Context, key: str, line: Line) -> Line | None:
    """An earlier line: kept, changed or left out."""
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
        self._expected: dict[str, AnswerType[Any]] = {
            "dose": Typed(self._check_dose),
            "dose_source": Typed(self._check_source),
            "when": Moments(context.words),
            "every": Rhythms(context.words),
        }

    def ask_line(self, above: Iterable[str] = ()) -> Line | None:
        """The questions of the line, below what is shown `above`; None when there is none to add."""
        self._ask("product", "".join(f"{line}\n" for line in above), needed=bool(self._offered))
        if not self._line:
            return None
        self._ask("route")
        self._ask_dose_and_moments()
        self._add_what_is_usual()
        self._ask_rest()
        return {name: self._line[name] for name in Intake.model_fields if name in self._line}

    def _ask(self, name: str, prefix: str = "  ", *, needed: bool | None = None) -> None:
        question = Question(f"{self._key}/{name}", Intake, name, self._expected.get(name), needed, prefix)
        answer = question.ask(self._context, self._offered.get(name))
        if name == "when" and answer:
            self._line |= with_moments(answer, self._words)
        elif answer is not None and not (name == "every" and as_rhythm(answer) == DAILY):
            self._line[name] = answer

    def _ask_dose_and_moments(self) -> None:
        """How much and when, in one question; the moments are asked for by themselves where none was typed."""
        if self._line["route"] == "activity":
            question = self._words["brief_activity"]
        elif self._line["route"] == "topical" or _is_known_without(self._line):
            question = self._words["brief_plain"]
        else:
            question = self._words["brief_magnesium"]
        brief = Brief(self._words, self._expected["dose"], self._offered.get("dose", ""))
        offered = {name: self._offered[name] for name in PARTS if name in self._offered}
        answer: Line = self._context.talk.ask(f"{self._key}/brief", f"  {question}", brief, offered or None)
        self._line |= answer
        if "when" not in self._line and not is_when_needed(self._line):
            self._ask("when", needed=True)

    def _ask_rest(self) -> None:
        """Shows the line and asks whether it is right; where it may hold magnesium, how much is an answer too."""
        talk, words = self._context.talk, self._words
        holds = self._may_hold_magnesium()
        milligrams = of_field(Intake, "magnesium_mg") if holds else None
        question = words["as_shown_magnesium" if holds else "as_shown"]
        text = f"  {line_shown(self._context, self._line)}\n  {question}"
        default = self._offered.get("magnesium_mg", words["yes"]) if holds else words["yes"]
        answer = talk.ask(f"{self._key}/rest", text, YesNoOr(words, milligrams), default)
        if answer == words["no"]:
            self._line = _Questions(self._context, self._key, self._line).ask_parts()
        elif answer != words["yes"]:
            self._line["magnesium_mg"] = answer

    def _add_what_is_usual(self) -> None:
        """Adds what was there before and fits the rest; a dose is by default as on the label."""
        line, offered = self._line, self._offered
        for name in ("dose_source", "how", "at_most", "start"):
            if name in offered and self._fits(name):
                line[name] = offered[name]
        # How much magnesium is in one dose depends on the dose.
        if self._fits("magnesium_mg") and "magnesium_mg" in offered and line.get("dose") == offered.get("dose"):
            line["magnesium_mg"] = offered["magnesium_mg"]
        if self._fits("dose_source") and "dose_source" not in line and _lacks_source(line):
            line["dose_source"] = self._words["label"]

    def _fits(self, name: str) -> bool:
        """Whether a part can be added to the parts that are there."""
        match name:
            case "dose_source":
                return "dose" in self._line and self._line["route"] != "activity"
            case "magnesium_mg":
                known = name not in self._offered and _is_known_without(self._line)
                return self._line["route"] == "oral" and name not in self._line and not known
            case "at_most":
                every = as_rhythm(self._line.get("every", DAILY))
                return isinstance(every, WhenNeeded) and every.at_most is None
        return name not in self._line

    def _may_hold_magnesium(self) -> bool:
        """Whether it has to be asked how much magnesium is in it."""
        if not self._fits("magnesium_mg"):
            return False
        found = taken(_intake(self._line))
        return found is None or found.milligrams is None

    def ask_parts(self) -> Line:
        """Every part of what is offered by itself, except what it is."""
        offered = self._offered
        self._line = {name: offered[name] for name in ("product", "route", "start") if name in offered}
        self._offered = {"every": next(iter(describe(Intake, "every", self._context.language).choices)), **offered}
        if is_when_needed(offered):
            self._offered["when"] = (*offered.get("when", ()), self._words["when_needed"])
        for name in Intake.model_fields:
            if describe(Intake, name, self._context.language).asked and self._fits(name):
                needed = name == "when" or (name == "dose_source" and _lacks_source(self._line))
                self._ask(name, needed=needed or None)
        return self._line

    def _check_dose(self, text: str) -> None:
        """Refuses what the model does, and an activity that is measured as something to take."""
        if self._line["route"] == "activity" and is_measured(text):
            raise Unclear(self._words["not_an_activity"].format(text=text))
        _intake({**self._line, "dose": text, "dose_source": text, "when": MOMENTS})

    def _check_source(self, text: str) -> None:
        """Refuses a number alone as where a dose comes from: it is the dose once more."""
        Text.from_typed(text)
        if not re.search(r"[^\W\d_]{2}", re.sub(r"\bm[gl]\b", "", text)):
            raise Unclear(self._words["no_source"])


def _intake(line: Line) -> Intake:
    return Intake.model_validate({name: [*value] if name == "when" else value for name, value in line.items()})


def _lacks_source(line: Line) -> bool:
    """Whether it must say where the dose comes from."""
    try:
        _intake(line)
    except ValidationError as reason:
        return any(each["type"] == "no-dose-source" for each in reason.errors())
    return False


def _summarise(context: Context, lines: list[Line]) -> list[str]:
    """The lines, those with an unclear amount of magnesium, and the day's sum where that is too much."""
    words = context.words
    intakes = [*context.recipe.schedule, *map(_intake, lines)]
    summary = [line_shown(context, line) for line in lines]
    for each in filter(None, map(taken, intakes)):
        if each.reading:
            product = " ".join(each.intake.product.split())
            read = words["read_as"].format(n=shown(each.milligrams)) if each.milligrams else words["not_counted"]
            summary.append(words["no_amount"].format(product=product, read=read))
    total = largest_day(intakes, context.answers["date"])
    if total.milligrams > MAGNESIUM.upper_level:
        summary.append(words["too_much"].format(n=shown(total.milligrams), most=MAGNESIUM.upper_level))
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
    parts.append(Rhythms(words).show(line["every"]) if "every" in line else words["daily"])
    if "at_most" in line:
        most = as_at_most(line["at_most"])
        parts.append(words[f"most_{most.per}"].format(n=most.times))
    if "days" in line:
        parts.append(words["so_many_days"].format(n=line["days"]))
    if "start" in line:
        parts.append(words["from_day"].format(day=words.date(date.fromisoformat(line["start"]))))
    return ", ".join(filter(None, parts))


SCHEDULE = (Section("schedule", Consult, "schedule", _ask_schedule, _summarise, offered_by="follows"),)
