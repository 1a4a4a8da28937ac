"""A doubt that was talked over with a doctor is listed as agreed, as long as the sheet stays within what was agreed.

Who agreed to what is not judged; that it is still the same is. When more is taken than was agreed, or something else,
or for longer, the doubt is a warning again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from handouts.checks.words import any_of
from handouts.content.model.intake import Intake
from handouts.content.model.rhythms import WhenNeeded
from handouts.content.model.sheet import SUM, Agreement
from handouts.content.nutrients import COUNTED, MAGNESIUM, named_in
from handouts.content.nutrients.agreed import agreed_a_day, denied_in, limited_in
from handouts.content.nutrients.amounts import weights_in, weights_of
from handouts.content.nutrients.texts import plain, shown
from handouts.content.resolving import ResolvedSheet
from handouts.content.scheduling import largest_day, last_day, taken
from handouts.content.things import in_text, is_one_of
from handouts.problems import Mark, Problem, msg, shortened, warning

_LONGEST_AGO = 10
"""Years before a consult in which a doctor may have agreed to something in it."""

ANSWERED = frozenset({"flag", SUM})
"""The rules of the doubts that an agreement answers."""
_NOBODY = re.compile(rf"(?:(?:de|het|the|mijn|zijn|haar|my) )?{any_of('nobody')}(?: zelf)?|[\W_]*")
_FORMS = r"tablet(?:ten|jes?)?|capsules?|pil(?:len)?|druppels?|poeder|supplement(?:en)?|complex|en|s"
"""What may be joined to the name of a product, and it is that product still: `zinktabletten`, and not `zinkzalf`."""


class Doubt(NamedTuple):
    """Something to ask a doctor: what an agreement calls it, the warning, and what it is about.

    That is lines of the schedule, each with its place, or a module by the names that `names_of_module` gives it.
    """

    about: str
    problem: Problem
    lines: tuple[tuple[Intake, Mark], ...]
    module: tuple[list[str], ...] = ()


def settle(resolved: ResolvedSheet, doubts: Iterable[Doubt], today: date) -> Iterator[Problem]:
    """Each doubt as a warning, or as agreed; and the agreements that answer none. What is dated ahead holds nothing."""
    consult = resolved.consult
    agreed = [(each, consult.marks.at(("agreed", index))) for index, each in enumerate(consult.value.agreed)]
    answered: set[str] = set()
    for doubt in doubts:
        answered.add(doubt.about)
        yield _answer(doubt, [each for each in agreed if each[0].about == doubt.about], resolved, today)
    for index, (each, _) in enumerate(agreed):
        if each.about not in answered:
            mark = consult.marks.at(("agreed", index, "about"))
            yield warning("no-doubt", mark,
                          "there is no doubt about {about} in this consult, so this agreement is not needed here",
                          "look at about:, or take it out", about=each.about)  # fmt: skip


def may_be_of(agreed: date, consult: date, today: date) -> bool:
    """Whether something about a consult can have been agreed on a day: none to come, and none many years before it."""
    return agreed <= max(consult, today) and consult.year - agreed.year <= _LONGEST_AGO


def is_nobody(agreed_with: str) -> bool:
    """Whether no doctor, midwife or pharmacist is named, but the practitioner, the client, or nobody."""
    return bool(_NOBODY.fullmatch(plain(agreed_with).strip(" .")))


def names_module(what: str, names: Iterable[list[str]]) -> bool:
    """Whether a text names a module by all the words of one of its names, see `names_of_module`."""
    return is_one_of(in_text(what), [*names])


def line_of(mark: Mark, file: str) -> str:
    """A place as a Problem in `file` names it: by its line, and in another file by that too."""
    if mark.file == file:
        return msg("line {line}", line=mark.line)
    return msg("{file}, line {line}", file=mark.file, line=mark.line)


def _answer(doubt: Doubt, agreed: list[tuple[Agreement, Mark]], resolved: ResolvedSheet, today: date) -> Problem:
    """The doubt as agreed when any of the agreements covers it; else with what the last of them lacks."""
    problem = doubt.problem
    for agreement, mark in agreed:
        lacking = next(_lacking(agreement, doubt, resolved, today), "")
        if not lacking:
            agreed_with = shortened(agreement.agreed_with, 40)
            message = msg("{doubt}; agreed with {agreed_with} on {day} (line {line})",
                       doubt=problem.message, agreed_with=agreed_with, day=agreement.date, line=mark.line)  # fmt: skip
            return Problem("agreed", problem.rule, problem.mark, message)
        problem = problem._replace(hint=msg("the agreement on line {line} {lacking}", line=mark.line, lacking=lacking))
    return problem


def _lacking(agreement: Agreement, doubt: Doubt, resolved: ResolvedSheet, today: date) -> Iterator[str]:
    """In what the sheet is not what was agreed."""
    if is_nobody(agreement.agreed_with) or denied_in(agreement.agreed_with):
        yield msg("does not name anyone who can answer it: write agreed_with: such as huisarts")
    if not may_be_of(agreement.date, resolved.consult.value.date, today):
        yield msg("is dated {day}: look at its date", day=agreement.date)
    if found := denied_in(agreement.what):
        yield msg("says “{found}”: a no, or what is still to be asked, answers nothing", found=found)
    if doubt.module and not names_module(agreement.what, doubt.module):
        yield msg("does not name this module")
    goes_on_daily = any(not isinstance(line.every, WhenNeeded) and line.days is None for line, _ in doubt.lines)
    if (found := limited_in(agreement.what)) and not agreement.until and goes_on_daily:
        yield msg("says “{found}”, and the schedule goes on: write until: with the last day", found=found)
    yield from _lacking_in_sum(agreement, doubt, resolved)
    if agreement.about != SUM:
        yield from _lacking_in_lines(agreement, doubt, resolved)
    if agreement.until and _goes_on(agreement, doubt, resolved):
        yield msg("ends on {day}, and the schedule goes on: give it days:", day=agreement.until)


def _lacking_in_sum(agreement: Agreement, doubt: Doubt, resolved: ResolvedSheet) -> Iterator[str]:
    limit = agreed_a_day(agreement.what, MAGNESIUM)
    total = largest_day([intake for intake, _ in doubt.lines], resolved.consult.value.date).milligrams
    if limit is None and (agreement.about == SUM or (total and weights_of(agreement.what, MAGNESIUM))):
        yield msg("does not say in one amount how much magnesium a day: write what: such as 400 mg magnesium a day")
    if limit is not None and total > limit:
        yield msg("is {agreed} mg of magnesium a day, and this is {sum} mg", agreed=shown(limit), sum=shown(total))


def _lacking_in_lines(agreement: Agreement, doubt: Doubt, resolved: ResolvedSheet) -> Iterator[str]:
    for intake, mark in doubt.lines:
        place = line_of(mark, resolved.consult.marks.file)
        if not _is_named(intake, agreement.what):
            if intake.route == "oral":
                yield msg("does not name what is swallowed by {place}", place=place)
            else:
                yield msg("does not name what is done by {place}", place=place)
        elif _is_more(intake, agreement.what):
            yield msg("is less than the dose of {place}", place=place)


def _is_named(intake: Intake, what: str) -> bool:
    """Whether a text names a product: by its words up to the first number, alone or as a form, or as its nutrient."""
    if any(nutrient.is_named_in(what) for nutrient in named_in(intake.product, intake.dose)):
        return True
    name = re.match(r"[^\W\d_][\w-]*(?: [^\W\d_][\w-]*)*", plain(intake.product))
    return name is not None and bool(re.search(rf"(?<!\w){re.escape(name[0])}-?(?:{_FORMS})?(?!\w)", plain(what)))


def _is_more(intake: Intake, what: str) -> bool:
    """Whether a dose weighs more than any weight that was agreed on; what is summed is looked at as a sum."""
    if any(taken(intake, nutrient) for nutrient in COUNTED):
        return False
    agreed = weights_in(what)
    return bool(agreed) and max(weights_in(intake.dose or ""), default=Fraction(0)) > max(agreed)


def _goes_on(agreement: Agreement, doubt: Doubt, resolved: ResolvedSheet) -> bool:
    """Whether what the doubt is about lasts longer than the agreement."""
    consult, until = resolved.consult.value.date, agreement.until
    if until is None:
        return False
    intakes = [intake for intake, _ in doubt.lines]
    if agreement.about == SUM:
        later = until + timedelta(days=1)
        return any(largest_day(intakes, consult, each, first=later).milligrams > each.upper_level for each in COUNTED)
    return any((end := last_day(intake, consult)) is None or end > until for intake in intakes)
