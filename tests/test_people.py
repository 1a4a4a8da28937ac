"""What anybody may read names no private person, and marks the words that do; who is known or long dead is nobody's."""

from __future__ import annotations

import json
from datetime import date

import pytest

from handouts.checks import people
from handouts.checks.document import Document
from handouts.content.loading import validate
from handouts.content.model.brochure import Brochure
from handouts.content.model.practice import Practice

PRACTICE = validate(
    b"name: Praktijk Lindezee\npractitioner: {name: Hanna Lindezee}\nphone: 030 234 56 78\n", "content/practice.yaml",
    Practice,
).value  # fmt: skip
LEAD = '  - text: "'


def marked(typed: str, more: str = "") -> list[tuple[str, int]]:
    """What a text is said to hold, and from which character of it."""
    yaml = f"title: Rust\nlanguage: nl\n{more}sections:\n  - text: {json.dumps(typed, ensure_ascii=False)}\n"
    document = Document(validate(yaml.encode(), "b.yaml", Brochure), "nl")
    return [(str(each.message.values["what"]), each.mark.column - len(LEAD) - 1)
            for each in people.check(document, date(2026, 11, 29), PRACTICE)]  # fmt: skip


@pytest.mark.parametrize(("typed", "what"), [
    ("Toen [mevrouw Van Dijk] kwam, liep ze slecht.", "name"), ("Onze cliënt [Bram Willems] slaapt weer.", "name"),
    ("[Thea Wiersma], 63 jaar", "name"), ("[Anja] (47, Groningen)", "name"), ("zegt [Els Hofman] uit Zwolle", "name"),
    ("Het verhaal van [Karin Post]", "name"), ("[Fenna van der Meer] vertelde dat ze weer lacht.", "name"),
    ("Dhr. [T. Kuipers], migraine", "name"), ("Piet woont op [Dorpsstraat 12] in Assen.", "address"),
    ("Zijn vaste nummer is [0592-345678].", "telephone"), ("mobiel: [06 - 87 65 43 21]", "telephone"),
    ("Call her on [07700 900123].", "telephone"), ("Ze is van [14 augustus 1969].", "birth"),
    ("Mail [h.kramer74@hotmail.com].", "e-mail"), ("Mail [hanna@gmail.com].", "e-mail"),
    ("[Mevrouw De Vries], ook masseur, sliep weer.", "name"), ("[Mevrouw Schippers] deed haar oefeningen.", "name"),
    ("Mail [jansen@eigenplek.nl].", "e-mail"),
    ("Zij woont in [9401 AB] Assen.", "address"),
])  # fmt: skip
def test_what_leads_to_a_private_person_is_said_at_its_words(typed: str, what: str) -> None:
    plain = typed.replace("[", "").replace("]", "")
    ((said, at),) = marked(plain)
    assert what in said
    assert at in {typed.index("["), typed.index("[") - len("Dhr. "), typed.index("[") + len("mevrouw ")}


@pytest.mark.parametrize("typed", [
    "Hanna Lindezee vertelt wat je nu weer kunt.", "Bel de praktijk: 030 234 56 78.", "De Baaij e.a. 2015",
    "Volgens Pickering en Gröber is meer onderzoek nodig.", "Florence Nightingale was geboren op 12 mei 1820.",
    "Wim Hof doet het anders.", "Het festival was op 12 maart 1961.", "Noteer je geboren ideeën, 12 per dag.",
    "Postbus 90600, 2509 LP Den Haag", "Het centrum zit in Bilthoven, 3721 MA.", "vragen: info@thuisarts.nl",
    "Bel het Rode Kruis: 070 44 55 888.", "Bel het NVIC: 088 755 8000.", "Meneer of mevrouw, hier is het je en jij.",
    "Mevrouw Schippers deed onderzoek naar slaap.", "Mrs Jones did research on sleep.",
    "Je kunt ook terecht bij mijn collega mevrouw De Vries, ook masseur.", "Mijn collega Mrs Jones, ook masseur",
    "Mail hanna@lindezee.nl.", "Mail hanna@praktijklindezee.nl.", "Mail hanna.lindezee@gmail.com.",
    "Emma geeft de workshop in Utrecht.", "Anja vertelde dat ze weer slaapt.",
])  # fmt: skip
def test_what_is_of_the_practice_of_many_or_of_nobody_is_left_alone(typed: str) -> None:
    assert marked(typed) == []


def test_writers_of_the_text_and_of_its_sources_are_no_clients() -> None:
    more = "author: Noor Bos, 54 jaar\nsources: ['Mevrouw Jansen, Slaap, 2019']\n"
    assert marked("Rust uit.", more) == []
