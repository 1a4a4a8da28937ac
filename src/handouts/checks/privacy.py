"""Nothing identifies a client: in a consult a first name, and no number, date of birth, surname or address.

Sources: GDPR art. 5(1)(c), data minimisation; the Dutch citizen service number (BSN) has nine digits of which the
weighted sum is a multiple of eleven.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from handouts.checks.words import any_of
from handouts.content.model.dates import MONTHS
from handouts.content.model.identity import is_more_than_a_first_name, may_be_a_name
from handouts.content.model.practice import Practice
from handouts.content.model.printed import printed_texts
from handouts.content.model.sheet import Consult
from handouts.content.reading import FieldPath
from handouts.content.resolving import ResolvedSheet
from handouts.problems import Problem, msg, warning

_NINE = re.compile(r"(?<![\d.])(?:\d[ .-]?){8}\d(?!\d)")
_OF_A_THING = re.compile(
    r"\b(?:art(?:ikel)?|bestel|order|product|lot|batch|charge|ean|isbn|barcode|pzn|cnk|zi|kvk|btw|agb|big|article|item|sku)"
    r"(?:\b|[- ]?(?:nr|nummer|no|code|number)\b)\.?(?:[ -]?(?:nr|nummer|no|code|number)\b\.?)?\W{0,3}(?:is |van )?$",
    re.IGNORECASE,
)
CALLED_BSN = re.compile(
    r"\b(?:bsn|burgerservicenummer|sofi-?nummer)\b\W{0,3}(?:is |nummer )?\W{0,3}\d{3}", re.IGNORECASE
)
BORN = re.compile(
    r"(?:\bgeb(?:\.|oren\b|oortedatum\b|oortejaar\b|\.? ?dat(?:um|\.)|(?= [\d(]))|\bborn\b|\bdate of birth\b|\bdob\b)"
    rf".{{0,20}}?(?:\d{{1,2}}(?:[-/.] ?\d| (?:{'|'.join(MONTHS)}))|(?<!\d)(?:19|20)\d\d(?!\d))",
    re.IGNORECASE | re.DOTALL,
)
DAY = re.compile(
    r"(?<![\d.,/-])(?:3[01]|[12]\d|0?[1-9])(?:"
    rf"([-/.])(?:1[0-2]|0?[1-9])\1((?:19|20)\d\d|[3-9]\d)| (?:{'|'.join(MONTHS)})\.? ((?:19|20)\d\d))(?![\d:-]|[.,/]\d)"
    r"|(?<![\d.,/-])((?:19|20)\d\d)-\d{1,2}-\d{1,2}(?!\d)",
    re.IGNORECASE,
)
OF_AN_EVENT = re.compile(rf"\b{any_of('dates_of_events')}\b[^.!?]*$", re.IGNORECASE)
"""What a day long ago is of that is no birth."""
_OLDEST, _YOUNGEST = 110, 12
"""In years: between these a day that is written in full is more likely to be a birth than a part of the talk."""
MAIL = re.compile(r"(?<![\w.+-])[\w.+-]++@([\w-]+(?:\.[\w-]+)+)")
MOBILE = re.compile(r"(?<![\d+])(?:(?:\+|00)31[\s.-]?(?:\(0\)\s?)?6|06)(?:[\s.-]{0,3}\d){8}(?!\d)")
POSTCODE = re.compile(r"(?<![\d.,])[1-9]\d{3} ?(?!SA|SD|SS|IE|IU|ME|MG|ML|KJ|AE|RE|[KMG]B|MM|CM)[A-Z]{2}\b")
_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
_HINT = msg("leave it out: the sheet does not need it")


def check(resolved: ResolvedSheet) -> Iterator[Problem]:
    """What in a consult may identify the client. The text itself is not repeated."""
    consult, marks = resolved.consult.value, resolved.consult.marks
    own = own_of(resolved.practice.value)
    for path, text in _typed_in(consult):
        for rule, what in _held_by(text, consult.date, own):
            yield warning(rule, marks.at(path), "this holds what may be {what}", _HINT, what=what)
    if is_more_than_a_first_name(consult.client.first_name):
        mark = marks.at(("client", "first_name"))
        yield warning("more-than-a-first-name", mark, "this may be more than a first name", "a first name is enough")
    if may_be_a_name(consult.ref, consult.client.first_name):
        message = msg("this reference may be a name, and it is the name of a file too")
        yield warning("name-in-ref", marks.at(("ref",)), message, "take a number, such as 2026-014")


class Own(NamedTuple):
    """What is the practice's own, and of no client: telephone number, mail and web addresses, postcode."""

    phone: str
    hosts: str
    postcode: str


def own_of(practice: Practice) -> Own:
    """What is the practice's own."""
    return Own(
        digits_of(practice.phone or ""),
        f"{practice.email or ''} {practice.website or ''}".casefold(),
        plain_postcode(practice.address.postcode if practice.address else ""),
    )


def _held_by(text: str, day: date, own: Own) -> Iterator[tuple[str, str]]:
    """The rules that a text breaks, each with what it may hold."""
    if CALLED_BSN.search(text) or holds_citizen_number(text):
        yield "citizen-number", msg("a citizen service number")
    if BORN.search(text) or any(
        is_of_a_birth(found[2] or found[3] or found[4], day)
        for found in DAY.finditer(text)
        if not OF_AN_EVENT.search(text[max(found.start() - 40, 0) : found.start()])
    ):
        yield "birth-date", msg("a date of birth")
    if any(digits_of(found[0]) != own.phone for found in MOBILE.finditer(text)):
        yield "contact-details", msg("a telephone number of the client")
    if any(found[1].casefold() not in own.hosts for found in MAIL.finditer(text)):
        yield "contact-details", msg("an e-mail address of the client")
    if any(plain_postcode(found[0]) != own.postcode for found in POSTCODE.finditer(text)):
        yield "contact-details", msg("an address of the client")


def is_of_a_birth(year: str, day: date) -> bool:
    """Whether a year of two or four digits lies so far back that a birth is meant."""
    typed = int(year)
    whole = typed if len(year) == 4 else day.year // 100 * 100 + typed
    if typed != whole and whole > day.year:
        whole -= 100
    return _YOUNGEST <= day.year - whole <= _OLDEST


def plain_postcode(postcode: str | None) -> str:
    """A postcode without its space."""
    return (postcode or "").replace(" ", "")


def digits_of(text: str) -> str:
    """A telephone number as its last nine digits, however it is written."""
    return re.sub(r"\D", "", text)[-9:]


def _typed_in(consult: Consult) -> Iterator[tuple[FieldPath, str]]:
    """The free text of a consult, with its path: what is printed, what fills the gaps of a module, what was agreed."""
    yield ("ref",), consult.ref
    yield from printed_texts(consult)
    for index, line in enumerate(consult.schedule):
        yield ("schedule", index, "dose_source"), line.dose_source or ""
    for index, use in enumerate(consult.modules):
        for name, text in use.params.items():
            yield ("modules", index, "params", name), text
    for index, agreement in enumerate(consult.agreed):
        yield ("agreed", index, "agreed_with"), agreement.agreed_with
        yield ("agreed", index, "what"), agreement.what


def holds_citizen_number(text: str) -> bool:
    """Whether nine digits of a text may be a citizen service number, and are not called that of a thing."""
    return next(citizen_numbers_in(text), None) is not None


def citizen_numbers_in(text: str) -> Iterator[re.Match[str]]:
    """Nine digits of a text each that may be a citizen service number, and are not called that of a thing."""
    for found in _NINE.finditer(text):
        if is_citizen_number(found[0]) and not _OF_A_THING.search(text, max(0, found.start() - 40), found.start()):
            yield found


def is_citizen_number(text: str) -> bool:
    """Whether nine digits pass the eleven-test of the Dutch citizen service number."""
    digits = [int(sign) for sign in text if sign.isdigit()]
    return len(digits) == 9 and any(digits) and sum(w * d for w, d in zip(_WEIGHTS, digits, strict=True)) % 11 == 0
