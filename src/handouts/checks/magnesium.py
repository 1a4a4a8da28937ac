"""The sum of what is swallowed of a nutrient stays within its upper level, food and skin not counted.

Source: EU Scientific Committee on Food, Tolerable Upper Intake Level of Magnesium (2001): 250 mg a day. What has no
amount is asked for; what its dose seems to say is counted until it is known. No warning repeats what is in the
file: a line is named by its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from handouts.checks.agreements import Doubt, line_of
from handouts.checks.frequencies import clauses_of, is_other_serving, serving_in
from handouts.content.model.intake import Intake
from handouts.content.model.sheet import SUM
from handouts.content.nutrients import COUNTED, Nutrient, named_in
from handouts.content.nutrients.amounts import weights_of
from handouts.content.nutrients.comparing import contradicts
from handouts.content.nutrients.doses import Reading, read_dose
from handouts.content.nutrients.texts import plain, shown
from handouts.content.resolving import ResolvedSheet
from handouts.content.scheduling import Sum, Taken, largest_day, taken
from handouts.problems import Mark, Message, Problem, msg, warning

CAUTIOUS = {
    "kidneys": msg("something is swallowed, and this client has a kidney disease"),
    "heart": msg("something is swallowed, and this client has a heart disease"),
    "medication": msg("something is swallowed, and this client takes medicines"),
}
"""Who should ask a doctor before something is swallowed, by flag."""


def check(resolved: ResolvedSheet) -> Iterator[Problem]:
    """Amounts that are not given, and those that are not what the dose says."""
    for intake, mark in resolved.lines():
        for nutrient in COUNTED:
            line = taken(intake, nutrient)
            if line and line.reading:
                yield _asked_for(line, nutrient, mark("dose" if intake.dose else "product"))
            elif line:
                yield from _differs(line, nutrient, mark(nutrient.field))


def doubts(resolved: ResolvedSheet) -> Iterator[Doubt]:
    """A sum over the upper level, and supplements for a client who should ask a doctor first."""
    consult, lines = resolved.consult, [(intake, mark()) for intake, mark in resolved.lines()]
    place = consult.marks.at(("schedule",))
    swallowed = tuple((intake, mark) for intake, mark in lines if intake.route == "oral")
    for nutrient in COUNTED:
        total = largest_day([intake for intake, _ in lines], consult.value.date, nutrient)
        if total.milligrams > nutrient.upper_level:
            message = _too_much(total, nutrient, lines, place)
            hint = msg("{source}; what a doctor agreed to goes under agreed:", source=nutrient.source)
            yield Doubt(SUM, warning("magnesium-sum", place, message, hint), swallowed)
    for flag in consult.value.flags:
        if swallowed and flag in CAUTIOUS:
            hint = (
                msg("ask the pharmacist about the time between the two; the answer goes under agreed:")
                if flag == "medication"
                else msg("no supplement without the doctor's word; that goes under agreed:")
            )
            yield Doubt(flag, warning("flag", place, CAUTIOUS[flag], hint), swallowed)


def _too_much(total: Sum, nutrient: Nutrient, lines: list[tuple[Intake, Mark]], place: Mark) -> str:
    """The sum with its day, and the lines that make it."""
    parts = ""
    for part in total.parts:
        amount = (f"{part.times} × " if part.times > 1 else "") + _in_mg(part.milligrams or Fraction(0))
        at = line_of(next(mark for intake, mark in lines if intake is part.intake), place.file)
        one = (
            msg("{amount} as it reads ({place})", amount=amount, place=at)
            if part.reading
            else msg("{amount} ({place})", amount=amount, place=at)
        )
        parts = msg("{first} + {last}", first=parts, last=one) if parts else one
    return msg(
        "by mouth this comes to {sum} of {nutrient} a day, and {most} mg is the most; on {day}: {parts}",
        sum=_in_mg(total.milligrams), nutrient=nutrient.name, most=nutrient.upper_level, day=total.day, parts=parts,
    )  # fmt: skip


def _asked_for(line: Taken, nutrient: Nutrient, mark: Mark) -> Problem:
    """The warning that the amount of a line is not given, with what its dose seems to say."""
    name, amount = nutrient.name, _in_mg(line.milligrams or Fraction(0))
    label = msg("write {field} with what the label says for one dose, such as {field}: 100", field=nutrient.field)
    if line.reading and (line.reading.is_unclear or _asks_for_more(line.intake)):
        message = msg("this may be more {nutrient} than it seems to say, and the sum of the day leaves it out",
                      nutrient=name)  # fmt: skip
        if line.milligrams is not None:
            message = msg("this may be more {nutrient} than it seems to say, and the sum of the day counts {amount}",
                          nutrient=name, amount=amount)  # fmt: skip
        return warning("nutrient-not-counted", mark, message, label)
    if line.milligrams is None or line.reading is None:
        message = msg(
            "this holds {nutrient}, and nothing says how much: the sum of the day leaves it out", nutrient=name
        )
        return warning("nutrient-not-counted", mark, message, label)
    message = _as_read(line, line.reading, nutrient, amount)
    compound = nutrient.compound_in(f"{line.intake.product} {line.intake.dose or ''}")
    if compound:
        held = _in_mg(Fraction(round(float(line.milligrams) * compound)))
        return warning("nutrient-read", mark,
                       "{reading}, and may be {amount} of a compound that holds about {held}", label,
                       reading=message, amount=amount, held=held)  # fmt: skip
    if line.reading.doubtful:
        return warning("nutrient-read", mark, "{reading}, and may be less", label, reading=message)
    if line.reading.is_day:
        return warning("nutrient-read", mark, message, label)
    hint = msg("write {field}: {amount} if the label says so", field=nutrient.field, amount=shown(line.milligrams))
    return warning("nutrient-read", mark, message, hint)


def _as_read(line: Taken, reading: Reading, nutrient: Nutrient, amount: str) -> Message:
    """What the dose of a line is read as."""
    values = {"field": nutrient.field, "amount": amount, "nutrient": nutrient.name}
    repeated = reading.times > len(line.intake.when)
    if reading.is_day and repeated:
        return msg("this has no {field}; it is read as {amount} of {nutrient} a day, {times} times a day",
                   times=line.times, **values)  # fmt: skip
    if reading.is_day:
        return msg("this has no {field}; it is read as {amount} of {nutrient} a day", **values)
    if repeated:
        return msg("this has no {field}; it is read as {amount} of {nutrient} each time, {times} times a day",
                   times=line.times, **values)  # fmt: skip
    return msg("this has no {field}; it is read as {amount} of {nutrient} each time", **values)


_PER_PIECE = re.compile(r"\d ?m?g (?:\w+ )?(?:per|/) ?(?:\w*tablet|capsule|stuk|piece|zakje|sachet|pil|schep|lepel)")
"""How much is in one of what a dose counts."""


def _differs(line: Taken, nutrient: Nutrient, mark: Mark) -> Iterator[Problem]:
    """The warning that an amount is another one than the client reads on paper."""
    intake, given = line.intake, line.milligrams
    if given is None:
        return
    amount = _in_mg(given)
    if intake.how and (_is_another(given, line, nutrient) or _asks_for_more(intake)):
        yield warning("nutrient-differs", mark,
                      "this is {amount} for one dose, and how: says otherwise",
                      "look at the label, and write one of the two", amount=amount)  # fmt: skip
    for key, text in (("how:", intake.how), ("dose_source:", intake.dose_source)):
        of_dose = read_dose(text, intake.dose, nutrient) if text and _PER_PIECE.search(plain(text)) else None
        if of_dose and of_dose.meanings and given not in of_dose.meanings:
            yield warning("nutrient-differs", mark, "this is {amount} for one dose, and by {key} that is {other}",
                          "{field}: is how much is in the whole dose", amount=amount, key=key,
                          other=_in_mg(max(of_dose.meanings)), field=nutrient.field)  # fmt: skip
    if nutrient not in named_in(intake.product, intake.dose):
        return
    reading = read_dose(intake.product, intake.dose, nutrient)
    if reading.milligrams is not None and contradicts(given, reading, intake.product, len(intake.when), nutrient):
        yield warning(
            "nutrient-differs", mark, "this is {amount} for one dose, and the {key} reads as {other} of {nutrient}",
            "look at the label; where the {key} is the weight of a compound, name that, such as magnesiumcitraat",
            amount=amount, other=_in_mg(reading.milligrams), nutrient=nutrient.name,
            key="dose" if reading.words == intake.dose else "product",
        )  # fmt: skip


def _asks_for_more(intake: Intake) -> bool:
    """Whether `how` asks to take several of what no dose counts: it is not known of how many an amount then is."""
    servings = () if intake.dose else (serving_in(clause) for clause in clauses_of(intake.how or ""))
    return any(serving and is_other_serving(serving, intake) for serving in servings)


def _is_another(given: Fraction, line: Taken, nutrient: Nutrient) -> bool:
    """Whether what stands under `how` weighs neither what is given for one dose, nor for one day, nor a compound."""
    weights = weights_of(line.intake.how or "", nutrient)
    share = nutrient.compound_in(f"{line.intake.product} {line.intake.how}")
    fits = {given * times for times in range(1, line.times + 1)}
    return any(each not in fits and (share is None or each < given) for each in weights)


def _in_mg(amount: Fraction) -> str:
    return f"{shown(amount)} mg"
