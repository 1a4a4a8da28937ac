"""A leaflet names its author, date and sources, and is looked through in time.

Source: EQIP (Moult et al. 2004) asks for author, date of issue and revision, sources, and who paid.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from handouts.checks.agreements import may_be_of
from handouts.content.loading import Loaded
from handouts.content.model.brochure import Brochure
from handouts.content.model.module import Module
from handouts.content.model.practice import Practice
from handouts.content.model.sheet import Consult
from handouts.content.parameters import ModuleInstance
from handouts.content.reading import FieldPath
from handouts.problems import Problem, msg, warning

_NAMES = {"nl": msg("Dutch"), "en": msg("English")}
_WANTED = {
    "main_message": msg("the one thing to remember; readers look for it first"),
    "version": msg("a reader must be able to see which of two prints is the newer"),
    "reviewed": msg("the day on which you last looked it through"),
    "review_due": msg("the day on which you will look it through again"),
    "sources": msg("a reader must be able to see where the facts come from"),
    "call_to_action": msg("what the reader is invited to do"),
}


def check(
    brochure: Loaded[Brochure], practice: Loaded[Practice], today: date, modules: Mapping[int, ModuleInstance]
) -> Iterator[Problem]:
    """What a brochure lacks, and a review date that has passed on the day `today`.

    `modules` are those that it takes in, by the index of their section: it prints their sources with its own.
    """
    value, marks = brochure.value, brochure.marks
    brought = {"sources"} if any(chosen.module.value.sources for chosen in modules.values()) else set()
    for key, why in _WANTED.items():
        if not getattr(value, key) and key not in brought:
            yield warning("recommended-field", marks.at(()), "“{key}” is not filled in", why, key=key)
    yield from _passed(brochure, today)
    if value.reviewed and value.review_due and value.review_due < value.reviewed:
        yield warning("review-due", marks.at(("review_due",)), "the next review is before the last one")
    yield from _check_review(brochure, today)
    yield from _languages(brochure, practice)
    yield from _languages_of(modules, brochure, practice)
    if not (practice.value.phone or practice.value.email):
        yield warning("recommended-field", practice.marks.at(()),
                      "the practice has no phone number and no e-mail address",
                      "a reader with a question must be able to reach you")  # fmt: skip


_LONGEST_AHEAD = 366
_FIRST_CONSULT, _LONGEST_REVIEW = 2000, 10
_PASSED = {"schedule": range(273, 352), "diary": range(273, 360), "next_appointment": range(330, 360)}
"""Days from the consult at which a day without its year is more likely to have passed than to be meant."""
_YEAR_HINT = msg("look at the year")


def check_years(consult: Loaded[Consult], today: date) -> Iterator[Problem]:
    """Dates of a consult that lie so far from it, or from `today`, that another year must be meant."""
    value, marks = consult.value, consult.marks
    if value.date.year < _FIRST_CONSULT or (value.date - today).days > _LONGEST_AHEAD:
        yield warning("other-year", marks.at(("date",)), "the consult is of {day}", _YEAR_HINT, day=value.date)
        return
    dated: list[tuple[FieldPath, date | None]] = [
        (("schedule", index, "start"), line.start) for index, line in enumerate(value.schedule)
    ]
    if value.diary:
        dated.append((("diary", "start"), value.diary.start))
    if value.next_appointment and value.next_appointment.date > value.date:
        dated.append((("next_appointment", "date"), value.next_appointment.date))
    for index, agreement in enumerate(value.agreed):
        if not may_be_of(agreement.date, value.date, today):
            message = (
                msg("this was agreed on {day}, which is still to come", day=agreement.date)
                if agreement.date > value.date
                else msg("this was agreed on {day}, which is long ago", day=agreement.date)
            )
            yield warning("other-year", marks.at(("agreed", index, "date")), message, "look at the date")
    for path, day in dated:
        if day and (day - value.date).days in _PASSED[str(path[0])]:
            message = msg("{day} is almost a year after the consult", day=day)
            hint = msg("if the day has passed, write its year: {day}-{month}-{year}",
                       day=day.day, month=day.month, year=day.year - 1)  # fmt: skip
            yield warning("other-year", marks.at(path), message, hint)
        if day and abs((day - value.date).days) > _LONGEST_AHEAD:
            message = msg("{day} is more than a year from the consult", day=day)
            yield warning("other-year", marks.at(path), message, _YEAR_HINT)


def _check_review(loaded: Loaded[Brochure] | Loaded[Module], today: date) -> Iterator[Problem]:
    """A review that was long ago, is still to come, or is to be done in a year that cannot be meant."""
    value, marks = loaded.value, loaded.marks
    if value.reviewed and (value.reviewed.year < _FIRST_CONSULT or (value.reviewed - today).days > _LONGEST_AHEAD):
        yield warning("other-year", marks.at(("reviewed",)), "this was looked through on {day}", _YEAR_HINT,
                      day=value.reviewed)  # fmt: skip
    if value.review_due and value.review_due.year > max(value.reviewed or today, today).year + _LONGEST_REVIEW:
        yield warning("other-year", marks.at(("review_due",)), "this is to be looked through by {day}", _YEAR_HINT,
                      day=value.review_due)  # fmt: skip


def expiries(consult: Loaded[Consult] | None, texts: Iterable[Loaded[Brochure] | Loaded[Module]]) -> Iterator[date]:
    """The days after which other things are reported of the dates of a consult and of these texts than until then."""
    if consult:
        yield from _ahead_until(consult.value.date)
        yield from (each.date - timedelta(days=1) for each in consult.value.agreed)
    for text in texts:
        reviewed, due = text.value.reviewed, text.value.review_due
        if reviewed:
            yield from _ahead_until(reviewed)
        if due:
            yield due
            yield date(max(1, due.year - _LONGEST_REVIEW - 1), 12, 31)


def _ahead_until(day: date) -> Iterator[date]:
    """The last day on which `day` lies too far ahead; none where its year cannot be meant on any day."""
    if day.year >= _FIRST_CONSULT:
        yield day - timedelta(days=_LONGEST_AHEAD + 1)


def check_appointment(consult: Loaded[Consult]) -> Iterator[Problem]:
    """A next appointment, or a diary, that lies before the consult."""
    following, diary = consult.value.next_appointment, consult.value.diary
    if following and following.date < consult.value.date:
        mark = consult.marks.at(("next_appointment", "date"))
        yield warning("early-appointment", mark, "the next appointment is before the consult", "look at both dates")
    if diary and diary.start and diary.start < consult.value.date:
        mark = consult.marks.at(("diary", "start"))
        yield warning("early-diary", mark, "the diary begins before the consult", "look at both dates")


def check_modules(modules: Iterable[ModuleInstance], today: date) -> Iterator[Problem]:
    """Modules of which the review date has passed on the day `today`."""
    for chosen in modules:
        yield from _check_review(chosen.module, today)
        yield from _passed(chosen.module, today)


def _passed(loaded: Loaded[Brochure] | Loaded[Module], today: date) -> Iterator[Problem]:
    due = loaded.value.review_due
    if due and due < today:
        yield warning("review-due", loaded.marks.at(("review_due",)), "this was to be looked through by {day}",
                      "look it through, then renew reviewed and review_due", day=due)  # fmt: skip


def _languages_of(
    modules: Mapping[int, ModuleInstance], brochure: Loaded[Brochure], practice: Loaded[Practice]
) -> Iterator[Problem]:
    language = brochure.value.language or practice.value.language
    for index, chosen in modules.items():
        own = chosen.module.value.language or practice.value.language
        if own != language:
            yield warning(
                "other-language", brochure.marks.at(("sections", index, "module")),
                "{module} is in {language}, and this brochure is in {other}", "take in a module of the same language",
                module=chosen.name, language=_NAMES.get(own, own), other=_NAMES.get(language, language),
            )  # fmt: skip


def _languages(brochure: Loaded[Brochure], practice: Loaded[Practice]) -> Iterator[Problem]:
    language = brochure.value.language or practice.value.language
    value = practice.value
    for path, wording in (
        (("tagline",), value.tagline),
        (("practitioner", "role"), value.practitioner.role),
        (("disclosure",), value.disclosure),
    ):
        if wording is None or getattr(wording, language, None) or (wording.both and language == value.language):
            continue
        yield warning(
            "other-language", practice.marks.at(path),
            "“{key}” has no words in {language}, and a brochure is in that language",
            "write nl: and en: under {key}:, each with its words",
            key=path[-1], language=_NAMES.get(language, language),
        )  # fmt: skip
