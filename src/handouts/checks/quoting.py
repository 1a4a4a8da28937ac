"""What clients tell is told in the third person: a quotation promises too much, and may show who said it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handouts.checks.addressing import QUOTED
from handouts.content.loading import Loaded
from handouts.content.model.brochure import Brochure, Section
from handouts.content.model.module import Module
from handouts.content.model.printed import printed_texts
from handouts.content.model.sheet import Recipe
from handouts.content.reading import FieldPath
from handouts.problems import Problem, shortened, warning

_FIRST_PERSON = re.compile(
    r"(?<![\w'’.-])(?:[Ii]k|ikzelf|[Mm]ij|[Mm]ijn|[Mm]['’]n|mezelf|[Mm]y|myself|I['’](?:m|ve|d|ll)"
    r"|(?<!stap )(?<!deel )(?<!type )(?<!fase )(?<!part )(?<!step )I)(?![\w.-])"
    r"|(?<![\w'’-])me (?=(?:weer|nu|zo|niet|minder|meer|beter|rustiger|echt|heel|helemaal|eindelijk|fitter|lichter)\b)"
)
_OF_THE_WRITER = re.compile(
    r"\b(?:vertel|zeg|schrij[fv]|schreef|mail|deel|vraag|told|tell|say|said|write|ask)\w* (?:\w+ ){0,2}?"
    r"(?:aan )?(?:mij|me)\b"
    r"|\b(?:mij|me) (?:\w+ )?(?:vertel|verteld|gezegd|geschreven)\w*"
    r"|\b(?:[Bb]ij|[Aa]an|[Mm]et|[Vv]an|tegen|to|with) (?:mij|me)\b"
    r"|\b[Mm](?:ijn|y) (?:cliënt|klant|praktijk|patiënt|deelnemer|client|practice|patient|table|tafel|spreekkamer)\w*"
    r"|\b(?:[Ii]k|I) (?:hoor|zie|hoorde|krijg|vraag|werk|geef|masseer|hear|see|ask|work)\b"
    r"|\b(?:hoor|zie|krijg|vraag|beloof) ik\b",
)
"""The writer of a brochure is its first person too: `mensen vertellen mij`, `in mijn praktijk`, `ik hoor vaak`."""
_SPEAKER = (
    r"(?i:cliënte?n?|client[es]?|klant(?:en)?|patiënte?n?|patients?|deelneem?sters?|deelnemers?|bezoekers?"
    r"|(?:een|a) (?:vrouw|man|moeder|vader|lerares|verpleegkundige|woman|mother|teacher|nurse))"
)
_SAYING = (
    r"(?:zegt|zei|zeggen|zeiden|vertelt|vertelde|vertellen|vertelden|schrijft|schreef|schreven|mailde|appte|meldt|aldus"
    r"|verzucht|says?|said|tells?|told|writes?|wrote)"
)
_NAME = (
    r"(?!(?:Dan|Soms|Iedereen|Niemand|Iemand|Wie|Je|U|Hij|Zij|Ze|Men|Wat|Dat|Het|Als|Toch|Vaak|Daarna|Nu|Zo|Ook|Misschien"
    r"|Then|Nobody|Everyone|You|He|She|They|It|Sometimes)\b)[A-ZÀ-Þ][a-zà-ÿ]+(?: [A-ZÀ-Þ]\.)?"
)
_ONE_SAYS = (
    r"(?:zegt|zei|vertelt|vertelde|schrijft|schreef|mailde|appte|meldt|verzucht|says|said|tells|told|writes|wrote)"
)
_AGE = r"(?:,? \(?\d\d\)?(?: jaar\)?| years? old\)?)?,?)"
_BEFORE = re.compile(
    rf"(?:\b{_SPEAKER}\b[^.!?\n“”\"]{{0,50}}\b{_SAYING}\b|\b{_SAYING}\b[^.!?\n“”\"]{{0,20}}\b{_SPEAKER}\b"
    rf"|(?:^|[.!?:\n]\s*)(?:(?:Mevrouw|Meneer|De heer|Mw\.|Dhr\.|M(?:r|rs|s)\.?) (?:[Dd]e |[Vv]an )*)?"
    rf"{_NAME}(?:{_AGE}? {_ONE_SAYS}\b|{_AGE}:)"
    rf"|\b{_SPEAKER}\b[^.!?:\n“”\"]{{0,40}}:\s*$|\b(?:review|recensie|beoordeling|testimonial)\b"
    rf"|\b{_SAYING} (?:mensen|people) (?:mij|me)\b|\b(?:[Mm]ensen|[Pp]eople) {_SAYING} (?:mij|me)\b)"
    r"[^.!?\n“”\"]{0,30}$"
)
"""Who says it, before a quotation: `Een cliënt vertelde:`, `Anna (43) zegt:`."""
_NEAR = 200
"""Characters around a quotation in which its speaker is looked for."""
_REFUSED = re.compile(r"\b(?:nee|no|ja|yes) (?:tegen|to) $")
_AFTER = re.compile(
    rf"[\s,.]*(?:{_SAYING} (?:\w+ ){{0,2}}?(?:{_SPEAKER}\b|{_NAME})"
    rf"|{_NAME},? \(?\d\d(?: jaar)?(?=\s*(?:$|[.)\n]))"
    rf"|[-–—~(]+ ?(?:{_NAME}(?=\s*(?:$|[,.()\n]|\d))|(?:een |an? )?{_SPEAKER}\b))"
)
"""And after one: `, zegt een cliënt`, `– Anna, 43 jaar`."""
_HEADS_REVIEWS = re.compile(
    r"\b(?:ervaring(?:en)? van|ervaringsverhal|recensies?|reviews?|beoordelingen|testimonials?|aan het woord"
    rf"|wat (?:\w+ ){{0,2}}?{_SPEAKER} (?:\w+ )?(?:{_SAYING}|ervaren|vinden)"
    rf"|{_SPEAKER} (?:{_SAYING}|aan het woord)|what (?:\w+ ){{0,2}}?{_SPEAKER} {_SAYING})\b",
    re.IGNORECASE,
)
"""A heading or lead-in over the words of clients."""


def check(brochure: Loaded[Brochure]) -> Iterator[Problem]:
    """The texts of a brochure that read as the words of a client, but for those of which she wrote why they stay."""
    kept = [_plain(each.text) for each in brochure.value.claims_accepted]
    telling = set(_telling(brochure.value.sections))
    for path, text in printed_texts(brochure.value):
        among = path[0] == "sections" and path[1] in telling
        said = _said(text, among=among, told=among and path[2] in {"points", "items"})
        if said and not any(each in _plain(text) for each in kept):
            yield _problem(brochure, path, said)


def check_shared(loaded: Loaded[Module] | Loaded[Recipe]) -> Iterator[Problem]:
    """The same of a module or recipe, in which nothing is told as an experience."""
    for path, text in printed_texts(loaded.value):
        if said := _said(text, among=False, told=False):
            yield _problem(loaded, path, said)


def _telling(sections: list[Section]) -> Iterator[int]:
    """The places of the sections that tell what people say; one without a heading goes on with the one before it."""
    heads = False
    for place, section in enumerate(sections):
        if section.heading:
            heads = bool(_HEADS_REVIEWS.search(section.heading))
        if heads or section.kind == "experience" or (section.lead_in and _HEADS_REVIEWS.search(section.lead_in)):
            yield place


def _said(text: str, *, among: bool, told: bool) -> str:
    """What of a text reads as the words of a client; empty where nothing does.

    `among` what people tell a quotation needs no speaker, and where it is `told` no quotation marks.
    """
    for found in QUOTED.finditer(text):
        before = text[max(0, found.start() - _NEAR) : found.start()]
        after = text[found.end() : found.end() + _NEAR]
        is_own = _FIRST_PERSON.search(found[0]) and " " in found[0] and not found[0].startswith("{{")
        said = (_BEFORE.search(before) and not _REFUSED.search(before)) or _AFTER.match(after)
        if is_own and (among or said):
            return found[0]
    rest = _OF_THE_WRITER.sub(" ", QUOTED.sub(" ", text)) if told else ""
    return text if _FIRST_PERSON.search(rest) else ""


def _plain(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def _problem(loaded: Loaded[Brochure] | Loaded[Module] | Loaded[Recipe], path: FieldPath, said: str) -> Problem:
    return warning(
        "client-quote", loaded.marks.at(path), "“{text}” reads as the words of a client",
        "tell it in the third person, such as “some people sleep better”; a quotation promises more than anybody can",
        text=shortened(said.strip(" “”„\"'‘’«»,`"), 60),
    )  # fmt: skip
