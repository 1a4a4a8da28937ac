"""Dutch and English prose that any practice might write, set at any width in any format: the proof must be silent.

What is made depends on nothing but the number that it is made of.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

from handouts.content.model.brand import PAIRS
from handouts.content.model.formats import FORMATS
from handouts.files.folder import Folder
from handouts.page.finishing import mend
from handouts.page.pipeline import Composed, PrintSettings
from handouts.page.rendering import render
from handouts.problems import ContentError, Problem
from handouts.produce.documents import BROCHURES
from handouts.proof import prove

_PLAIN = {
    "nl": "de een het en van op met voor je u uw mens rust slaap adem avond dag week klacht hulp lichaam spier zenuw "
    "voeding water thee warm zacht rustig soms vaak daarna omdat zodat terwijl onder elk nieuwe kleine gewone "
    "woorden huid nek rug schouder bloed hart huisarts apotheek vraag bel kom neem doe laat zie weet merk",
    "en": "the a of and with for you your body rest sleep breath evening day week pain help muscle nerve food water "
    "warm soft quiet sometimes often because so while under each new small plain words skin neck back blood heart "
    "doctor pharmacy question call come take do let see know notice through thought",
}
_LONG = {
    "nl": "gezondheidszorgmedewerkers arbeidsongeschiktheidsverzekering meervoudigepersoonlijkheidsstoornis "
    "ziekenhuisopname bloedstollingsremmers stressgerelateerde aandachtspunten kwaliteitsregistratie "
    "zorgverzekeringsmaatschappijen bindweefselmassagetechnieken ontspanningsoefeningen wervelkolomfoto’s "
    "geneesmiddelenbijwerkingen coëfficiënt geïnformeerde beïnvloedingsmogelijkheden reünie financiële",
    "en": "counterproductiveness physiotherapist otorhinolaryngologists gastroenterological uncharacteristically "
    "electroencephalograms responsibilities recommendations misunderstandings hypersensitivities",
}
_HYPHENED = (
    "burn-out", "e-mailadres", "10-daags", "COVID-19-vaccinatie", "zo-even", "auto-immuunziekte", "twee-onder-een-kap",
    "vitamine-B12-tekort", "niet-steroïdaal", "follow-up", "self-care", "X-ray", "long-term", "be\u00adhan\u00addeling",
    "zorg\u00advragers\u00adorganisatie", "her\u00adstel\u00adperiode", "self\u00admanage\u00adment",
    "in- en uitademen", "25/26-jarigen", "1-op-1-begeleiding", "omega-3-vetzuren",
)  # fmt: skip
_FIGURES = (
    "10 mg", "1,5–2 mg", "100.000", "2 × 50 ml", "37,5 °C", "± 20 minuten", "3 à 4", "1½ uur", "½ kopje", "10 m²",
    "± 5 µg", "≥ 18 jaar", "70–80 %", "€ 12,50", "24/7", "8.30–17.00 uur", "12-11-2026", "06 00 00 00 00",
    "+31 6 00000000", "0800-0000", "1.000", "10\u00a0mg", "10\u202fml", "2x", "3e", "B12", "25(OH)D", "(020) 000 00 00",
    "+31-6-00000000",
)  # fmt: skip
_ADDRESSES = (
    "www.iets.example/een/heel/lang/adres?x=1", "https://praktijk.example/brochures/2026/na-uw-massage.html",
    "hallo@praktijk.example", "een.heel.lange.naam@afdeling.ziekenhuis.example", "praktijk.example",
    "https://voorbeeld.example/zoek?q=rust+slaap&taal=nl#antwoord_3",
    "www.eenziekenhuismeteenheellangenaam.example", "doi.example/10.1000/abc.def-123_45(67)89",
)  # fmt: skip
_SIGNS = (
    "en/of", "hij/zij", "‘s avonds", "’s morgens", "’t", "d.w.z.", "enz.", "i.p.v.", "p.o.", "IJsbad", "ijzer", "zo’n",
    "foto's", "…", "–", "—", "&", "%", "a.u.b.", "o.a.", "10:30", "m/v/x", "e.g.", "don't", "it’s", "Tai Chi",
    "cafe\u0301", "geu\u0308nificeerd", "ree\u0308le", "créme", "fjord", "office", "affluent", "effect", "fiets",
    "vijf",
)  # fmt: skip
_QUOTES = (("„", "”"), ("“", "”"), ("‘", "’"), ('"', '"'), ("(", ")"), ("«", "»"), ("[", "]"), ("**", "**"), ("*", "*"))
_ENDS = (".", ".", ".", "?", "!", "…", ":", ".”")


def paragraph(chance: Random, language: str, longest: int = 45) -> str:
    """A paragraph of up to so many words, as she would type it."""
    words = [_word(chance, language) for _ in range(chance.randint(4, longest))]
    for _ in range(chance.randint(0, 3)):
        first = chance.randrange(len(words))
        last = min(len(words) - 1, first + chance.randrange(3))
        if any(sign in "".join(words[first : last + 1]) for sign in "*[]("):
            continue
        opening, closing = chance.choice(_QUOTES)
        words[first], words[last] = opening + words[first], words[last] + closing
    for _ in range(len(words) // 9):
        words[chance.randrange(len(words))] += chance.choice((",", ",", ";", " –", " —", ":"))
    text = " ".join(words)
    return text[0].upper() + text[1:] + chance.choice(_ENDS)


def _word(chance: Random, language: str) -> str:
    kind = chance.random()
    if kind < 0.62:
        return chance.choice(_PLAIN[language].split())
    if kind < 0.76:
        return chance.choice(_LONG[language].split())
    if kind < 0.96:
        return chance.choice(chance.choice((_HYPHENED, _FIGURES, _SIGNS)))
    if kind < 0.98:
        return chance.choice(_ADDRESSES)
    address = chance.choice(_ADDRESSES).removeprefix("https://")
    scheme = "mailto:" if "@" in address else "https://"
    return f"[{chance.choice(_LONG[language].split())} {chance.choice(_SIGNS)}]({scheme}{address.replace('(67)', '')})"


class Case(NamedTuple):
    """A brochure to be set: its YAML (JSON is YAML), a stylesheet of her own, the pair, and how many paragraphs."""

    number: int
    format: str
    pair: str
    source: str
    css: str
    paragraphs: int


# How much fits on the panels of a format: sections, paragraphs a section, and words a paragraph.
SIZES = {"a4": (8, 6, 45), "large-print": (8, 6, 45), "booklet": (6, 4, 40), "trifold": (3, 2, 14), "card": (1, 2, 14)}


def case(number: int, format_name: str) -> Case:
    """One brochure with text in every kind of place; the same number makes the same."""
    chance = Random(f"{number} {format_name}")  # noqa: S311  # the same each time
    language = chance.choice(("nl", "nl", "en"))
    sections, paragraphs, longest = SIZES[format_name]
    count = 0

    def some(most: int = longest) -> str:
        nonlocal count
        count += 1
        return paragraph(chance, language, most)

    made = []
    for place in range(sections):
        section: dict[str, object] = {"heading": some(6), "text": "\n\n".join(some() for _ in range(paragraphs))}
        if format_name == "card":
            section["only"] = ["card"]
        elif format_name != "trifold":
            points = [{"title": some(6), "text": some(12), "items": [some(7), some(5)]} for _ in range(2)]
            section |= {"points": points} if place % 2 else {"items": [some(9) for _ in range(3)]}
        made.append(section)
    brochure: dict[str, object] = {"title": some(4), "language": language, "sections": made, "main_message": some(8)}
    brochure["formats"] = [format_name]
    if format_name not in {"card", "trifold"}:
        call = {"calls": [{"who": some(4), "when": some(9)} for _ in range(2)], "note": some(9)}
        brochure |= {"subtitle": some(7), "when_to_call": call, "good_to_know": {"text": some(20)}}
        brochure["sources"] = [{"text": some(9), "url": "praktijk.example/bron/2026/een-lang-adres"}, some(12)]
    css = "".join(_style(chance, place, format_name) for place in range(sections))
    return Case(number, format_name, chance.choice(list(PAIRS)), json.dumps(brochure, ensure_ascii=False), css, count)


def _style(chance: Random, place: int, format_name: str) -> str:
    """A column of some width for one section, set in one of the ways that are fair."""
    narrow = {"a4": (38, 170), "large-print": (60, 170), "booklet": (60, 118), "trifold": (50, 80), "card": (60, 85)}
    width = chance.randint(*narrow[format_name])
    rules = [f"width: {width}mm"]
    rules += [f"text-align: {chance.choice(('left', 'left', 'justify', 'center', 'right'))}"]
    if chance.random() < 0.5:
        rules.append(f"hyphens: {chance.choice(('auto', 'manual', 'none'))}; hyphenate-limit-chars: 5 2 2")
    if chance.random() < 0.3:
        rules.append(f"letter-spacing: {chance.choice(('-.01em', '.03em'))}")
    # Not the box whose frame would then run through its text.
    own = f"section.x{place}, section:nth-of-type({place + 2}):not(.when-to-call)"
    return f"{own} {{ width: {width}mm }} {own} p, {own} li {{ {'; '.join(rules[1:])} }}\n"


PRACTICE = """\
name: Praktijk Proef
practitioner: {name: Noor Voorbeeld, role: massage}
website: praktijk.example
brand: {typefaces: PAIR}
"""


class Set(NamedTuple):
    """A case as it was laid out, and what the proof says of it."""

    pdf: bytes
    composed: Composed
    problems: list[Problem]


def laid_out(case: Case, scratch: Path) -> Set:
    """Lays a case out and proves it, in a practice folder of its own below `scratch`. Raises ContentError."""
    root = scratch / f"{case.format}-{case.number}"
    for name, text in {
        "content/practice.yaml": PRACTICE.replace("PAIR", case.pair),
        "content/brochures/proef.yaml": case.source,
        "styles/own.css": case.css,
    }.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    reader = Folder(root).open_reader()
    try:
        composed = BROCHURES.compose(BROCHURES.load(reader, "proef"), reader, FORMATS[case.format], PrintSettings())
        pdf = render(composed, reader, post_process=mend).pdf
    finally:
        shutil.rmtree(root)
    return Set(pdf, composed, prove(pdf, composed))


# That there is too much for a panel, or too little, is about how much she writes and not about how it is printed.
_ABOUT_LENGTH = {"too-long", "panel-empty", "near-edge"}


def refusals(case: Case, scratch: Path) -> Iterator[str]:
    """What the proof, or the engine, has against an innocent brochure."""
    try:
        problems = laid_out(case, scratch).problems
    except ContentError as refused:
        problems = list(refused.problems)
    for problem in problems:
        if problem.rule not in _ABOUT_LENGTH:
            yield f"{case.format} {case.number} ({case.pair}): {problem}"
