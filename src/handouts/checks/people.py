"""Nothing that anybody may read leads to one private person: no name with what tells who it is, no number, no address.

A name alone is none: researchers, writers and a first name may stand in a text. What makes it somebody's is how she is
called (mevrouw, a client), her age, where she lives, or what she tells of herself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from handouts.checks.document import Document
from handouts.checks.passages import Span
from handouts.checks.privacy import (
    BORN,
    CALLED_BSN,
    DAY,
    MAIL,
    MOBILE,
    OF_AN_EVENT,
    POSTCODE,
    Own,
    citizen_numbers_in,
    digits_of,
    is_of_a_birth,
    own_of,
    plain_postcode,
)
from handouts.content.model.practice import Practice
from handouts.problems import Mark, Message, Problem, msg, warning

_NEAR = 60
"""Characters before something in which it is looked up whose it is."""
_NAME = r"[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ'’]+(?:-[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]+)?"
_BETWEEN = r"(?:(?:[Vv]an|[Vv]on|[Dd]e|[Dd]en|[Dd]er|[Tt]en|[Tt]er|[Tt]e|'t|’t|[Ee]l) )"
_SURNAME = rf"{_BETWEEN}{{0,2}}{_NAME}"
_INITIALS = r"(?:[A-Z]\. ?){1,3}"
_WHOLE = rf"(?P<name>(?:{_NAME} |{_INITIALS}){_SURNAME})"
_TITLE = r"(?:[Mm]evrouw|[Mm]evr\.?|[Mm]w\.?|[Dd]e heer|[Dd]hr\.?|[Mm]eneer|Mrs\.?|Mr\.?|Ms\.?|Miss)"
_TELLS = (
    r"(?:vertel(?:t|de)|zegt|zei|schreef|sliep|slaapt|kwam|komt|merkt(?:e)?|voelt|voelde|loopt|liep|kreeg|had|heeft|durft|"
    r"says|said|told|tells|slept|sleeps|came|felt|feels|walks|walked)"
)
_OF_HERSELF = r"[^.!?]{0,60}\b(?:weer|nu|niet meer|sinds|na een|na drie|bij ons|bij mij|again|now|no longer|since)\b"
_AGE = r"(?:\(?\d{2}\)? ?(?:jaar|jaren|years)|\(\d{2}(?:[,)]| jaar))"
_CLIENT = r"(?:[Cc]li[eë]nte?|[Pp]ati[eë]nte?|[Kk]lant|[Cc]lient|[Pp]atient|[Gg]ast)(?:e?n?aam)?:? "
_NAMED = tuple(map(re.compile, (
    rf"\b{_TITLE} (?P<name>(?:{_INITIALS})?(?:{_NAME} )?{_SURNAME})",
    rf"\b{_CLIENT}{_WHOLE}",
    rf"\b{_WHOLE},? {_AGE}",
    rf"\b{_WHOLE} (?:uit|from) {_NAME}",
    rf"\b(?P<name>{_NAME}) \(\d\d(?: jaar)?, {_NAME}\)",
    rf"\b(?:verhaal|ervaring|story) (?:van|of) {_WHOLE}",
    rf"\b{_WHOLE},? {_TELLS}{_OF_HERSELF}",
    rf"\b{_WHOLE}, (?:moeder|vader|oma|opa|mother|father) (?:van|of)\b",
)))  # fmt: skip
"""A name, with what makes it that of a private person."""
_AT_WORK_BEFORE = re.compile(
    r"\b(?:collega|minister|onderzoeks?ter|professor|hoogleraar|docente?|schrijfster|auteur|trainer|waarne?emster|"
    r"colleague|researcher|author|teacher|minister),? $",
    re.IGNORECASE,
)
"""Before the name of somebody who is spoken of for her work."""
_AT_WORK_AFTER = re.compile(
    r"(?: (?:deed|doet|did|does) (?:\w+ ){0,3}?(?:onderzoek|research)"
    r"| (?:onderzocht|promoveerde|publiceerde|researched|published)"
    r"| (?:schreef|wrote) (?:een|het|dit|a|the|this) (?:\w+ )?(?:boek|artikel|book|article)"
    r"|, (?:huisarts|hoogleraar|onderzoeker|schrijfster|professor|researcher|author)\b"
    r"[^.!?]{0,30}\b(?:schreef|deed onderzoek|wrote))\b"
)
"""And after one."""
_MAY_BE_NAMED = re.compile(r"[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]+")
_LIVES = re.compile(
    r"\b(?:woont|woonde|woonachtig|lives|lived)\b[^.!?\d]{0,40}"
    r"(?P<at>[A-ZÀ-ÖØ-Þ][\w' -]{1,30}(?:straat|laan|weg|plein|gracht|kade|pad|singel|dijk|hof|steeg|markt|dreef|park|"
    r"street|road|lane|avenue) \d+)"
)
_OF_SOMEBODY = re.compile(
    r"\b(?:hem|ze|hij|him|his|she|he|mevrouw|mevr|mw|de heer|dhr|meneer|mrs?|ms|"
    r"cli[eë]nte?|pati[eë]nte?|client|patient)\b|"
    r"\bzij\b(?! zijn)|\b(?:haar|zijn|her) (?:vaste |mobiele |eigen )?(?:nummer|telefoon|mobiel|adres|geboorte|number)|"
    r"\b(?:bel|app|sms|call|text) (?:haar|her)\b",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?<![\d+])0[1-9]\d{1,2}[ )/.-]{0,3}\d(?:[ .-]?\d){5,6}(?!\d)")
_FREE = ("0800", "0900", "0906", "088", "084", "085", "091")
"""How numbers begin that are of no home."""
_BRITISH_MOBILE = re.compile(r"(?<![\d+])(?:07\d{3}|\+44 ?7\d{3}) ?\d{3} ?\d{3}(?!\d)")
_BOX = re.compile(
    r"^(?:info|contact|vraag|vragen|post|mail|secretariaat|secretaris|redactie|klachten|klacht|praktijk|receptie|administratie|"
    r"hallo|hello|welkom|support|help|helpdesk|office|afspraak|afspraken|balie|team|service|klantenservice|bestuur|leden|"
    r"enquiries|admin|reception)\b",
    re.IGNORECASE,
)
"""A mailbox of an organisation."""
_PROVIDERS = re.compile(
    r"(?:gmail|googlemail|hotmail|outlook|live|msn|yahoo|icloud|me|proton|protonmail|ziggo|kpnmail|kpnplanet|planet|hetnet|home|xs4all|"
    r"upcmail|casema|chello|telfort|online|gmx|aol)\.[a-z.]+$",
    re.IGNORECASE,
)
"""Where people have a mailbox of their own."""
_OF_AN_OFFICE = re.compile(
    r"\b(?:postbus|antwoordnummer|gevestigd|zit in|kantoor|bezoekadres|instantie|stichting|centrum|"
    r"vereniging|ziekenhuis|gemeente|school|office)\b[^.!?]*$",
    re.IGNORECASE,
)
_LONG_HOST = 5
"""Letters from which on a host says whose it is."""
_LONG_AGO = 110
"""Years after which nobody is alive."""
_YEAR = re.compile(r"(?<!\d)1[0-8]\d\d(?!\d)")
_NAMES_OF_WRITERS = "author"


class _Trait(NamedTuple):
    what: Message
    start: int
    end: int


def check(document: Document[Any], today: date, practice: Practice) -> Iterator[Problem]:
    """What in a brochure, module or recipe may be about one person; the words are marked, and not repeated."""
    own = own_of(practice)
    own_names = _own_names(practice)
    for each in document.texts:
        is_named = each.is_judged and _NAMES_OF_WRITERS not in each.path and _MAY_BE_NAMED.search(each.text)
        traits = [*_numbers(each.text, today, own, own_names), *(_names(each.text, own_names) if is_named else ())]
        for trait in {str(trait.what): trait for trait in reversed(traits)}.values():
            yield _said(trait.what, document.place(each, Span(trait.start, trait.end)))
    for path, text in document.fillings:
        for what in dict.fromkeys(
            trait.what for trait in (*_numbers(text, today, own, own_names), *_names(text, own_names))
        ):
            yield _said(what, document.marks.at(path))


def _said(what: Message, mark: Mark) -> Problem:
    return warning(
        "personal-details", mark, "anybody may read this, and it holds what may be {what}",
        "leave it out, or tell it without what leads to one person", what=what,
    )  # fmt: skip


def _own_names(practice: Practice) -> frozenset[str]:
    return frozenset(f"{practice.practitioner.name} {practice.name}".casefold().split())


def _names(text: str, own: frozenset[str]) -> Iterator[_Trait]:
    """Where a text names somebody in a way that makes it a private person."""
    for pattern in _NAMED:
        for found in pattern.finditer(text):
            parts = set(found["name"].casefold().split())
            is_at_work = _AT_WORK_BEFORE.search(text, 0, found.start()) or _AT_WORK_AFTER.match(text, found.end())
            if not (parts <= own or is_at_work):
                yield _Trait(msg("the name of a client"), *found.span("name"))
    for found in _LIVES.finditer(text):
        yield _Trait(msg("an address of the client"), *found.span("at"))


def _numbers(text: str, today: date, own: Own, own_names: frozenset[str]) -> Iterator[_Trait]:
    """Where a text holds a number, a day or an address that may be of one person."""
    if any(map(str.isdigit, text)):
        yield from _citizen(text)
        yield from _births(text, today)
        yield from _phones(text, own)
        for found in POSTCODE.finditer(text):
            if plain_postcode(found[0]) != own.postcode and not _OF_AN_OFFICE.search(_before(text, found)):
                yield _Trait(msg("an address of the client"), *found.span())
    for found in MAIL.finditer(text) if "@" in text else ():
        is_of_many = _BOX.match(found[0]) and not _PROVIDERS.search(found[1])
        if not (found[1].casefold() in own.hosts or is_of_many or _is_own_mail(found, own_names)):
            yield _Trait(msg("an e-mail address of the client"), *found.span())


def _is_own_mail(found: re.Match[str], own_names: frozenset[str]) -> bool:
    """Whether an address is made of the names of the practice: `noor@praktijk-linde.nl`, `noor.bos@gmail.com`."""
    written = set(re.split(r"[._+-]", found[0].partition("@")[0].casefold()))
    host = re.sub(r"[^a-zà-ÿ]", "", found[1].rpartition(".")[0].casefold())
    is_of_the_practice = len(host) >= _LONG_HOST and not _PROVIDERS.search(found[1]) and _is_made_of(host, own_names)
    return is_of_the_practice or (len(written) > 1 and written <= own_names)


def _is_made_of(word: str, names: frozenset[str]) -> bool:
    """Whether a word is some of the names, one behind the other."""
    return not word or any(_is_made_of(word.removeprefix(each), names) for each in names if word.startswith(each))


def _citizen(text: str) -> Iterator[_Trait]:
    for found in (*CALLED_BSN.finditer(text), *citizen_numbers_in(text)):
        yield _Trait(msg("a citizen service number"), *found.span())


def _births(text: str, today: date) -> Iterator[_Trait]:
    what = msg("a date of birth")
    for found in BORN.finditer(text):
        if not _YEAR.search(text, found.start(), found.end() + 12):
            yield _Trait(what, *found.span())
    for found in DAY.finditer(text):
        before = _before(text, found)
        if OF_AN_EVENT.search(before) or not is_of_a_birth(found[2] or found[3] or found[4], today):
            continue
        is_alone = len(found[0]) > len(text.strip()) - 12
        if is_alone or found[1] or found[4] or _OF_SOMEBODY.search(before):
            yield _Trait(what, *found.span())


def _phones(text: str, own: Own) -> Iterator[_Trait]:
    what = msg("a telephone number of the client")
    for found in (*MOBILE.finditer(text), *_BRITISH_MOBILE.finditer(text)):
        if digits_of(found[0]) != own.phone:
            yield _Trait(what, *found.span())
    for found in _PHONE.finditer(text):
        is_own = digits_of(found[0]) == own.phone
        if not is_own and not found[0].startswith(_FREE) and _OF_SOMEBODY.search(_before(text, found)):
            yield _Trait(what, *found.span())


def _before(text: str, found: re.Match[str]) -> str:
    """What stands right before something, in its sentence."""
    near = text[max(0, found.start() - _NEAR) : found.start()]
    return re.split(r"[.!?]\s|\n", near)[-1]
