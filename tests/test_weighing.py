"""Words are weighed beside the shapes of a claim: they carry what no shape knows, and take back what is innocent."""

from __future__ import annotations

import json
from math import sqrt

import pytest

from handouts.checks.claims import check
from handouts.checks.claims.frames import found_in
from handouts.checks.claims.guards import phrases
from handouts.checks.claims.lexicon import data
from handouts.checks.claims.tokens import Sentence, tokens
from handouts.checks.claims.weighing import bounds, names_of, weight_of
from handouts.checks.document import Document
from handouts.content.loading import validate
from handouts.content.model.brochure import Brochure


def said_of(text: str, subject: str, language: str = "nl") -> list[tuple[str, str]]:
    typed = f"title: Blad\nlanguage: {language}\nsections:\n  - subject: {subject}\n    text: {json.dumps(text)}\n"
    brochure = validate(typed.encode(), "content/brochures/blad.yaml", Brochure)
    return [(each.rule, str(each.message.values["words"])) for each in check(Document(brochure, language))]


def sentence(text: str, language: str = "nl") -> Sentence:
    return Sentence(tokens(text, 0, len(text), language))


@pytest.mark.parametrize(("subject", "text", "rule"), [
    ("supplement", "Sinds mijn tante deze capsules neemt, hoor ik haar niet meer over haar knie.", "claims-experience"),
    ("supplement", "Rhodiola: fris hoofd, lange adem.", "claims-herb"),
    ("body", "Mijn apparaat leest in drie minuten al uw organen uit.", "claims-test"),
    ("body", "Wij krijgen uw schouder los en u gaat zonder pijn de deur uit.", "claims-medical"),
])  # fmt: skip
def test_a_promise_that_no_shape_knows_is_said_by_its_words(subject: str, text: str, rule: str) -> None:
    found = said_of(text, subject)
    assert [each for each, _ in found] == [rule]
    assert found[0][1] in text


@pytest.mark.parametrize(("subject", "text"), [
    ("food", "Werken de nieren slecht, dan kunnen kalium en magnesium zich in het bloed ophopen."),
    ("food", "Wie geen lactase aanmaakt, krijgt van een glas melk buikpijn en diarree, maar geen shock."),
    ("supplement", "Paracetamol is voor de meeste pijn de eerste keus van huisartsen."),
])  # fmt: skip
def test_what_a_shape_finds_in_innocent_words_is_not_said(subject: str, text: str) -> None:
    row = sentence(text)
    assert list(found_in(row, "nl")) or phrases(row, "nl")
    assert said_of(text, subject) == []


@pytest.mark.parametrize("text", [
    "Een bloedtest wijst uit of u ijzer tekortkomt.", "Slaapt u er beter van?", "Bel ons.",
    "Het is niet bewezen dat u er dieper van slaapt en frisser van opstaat.",
])  # fmt: skip
def test_a_question_a_doubt_and_a_word_or_two_are_no_promise(text: str) -> None:
    assert said_of(text, "supplement") == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_sentence_weighs_what_its_names_weigh(language: str) -> None:
    text = "Magnesium verlicht migraine, dag en nacht." if language == "nl" else "Magnesium relieves migraine, all day."
    row, read = sentence(text, language).tokens, data(f"weights-{language}")
    weights = {name.replace("~", " "): int(each) for each, names in read["weights"].items() for name in names.split()}
    names = list(names_of(row, "supplement"))
    expected = float(read["bias"]) + 0.08 * sum(weights.get(each, 0) for each in names) / sqrt(len(names))
    assert weight_of(row, "supplement", language) == pytest.approx(expected)
    assert expected > bounds(language)[0]


def test_a_language_without_weights_goes_by_its_shapes() -> None:
    sure, innocent = bounds("de")
    assert innocent < weight_of(sentence("Magnesium hilft.", "de").tokens, "supplement", "de") < sure


def of_sections(sections: str) -> list[tuple[int, str, str]]:
    brochure = validate(f"title: Blad\nlanguage: nl\nsections:\n{sections}".encode(), "b.yaml", Brochure)
    found = check(Document(brochure, "nl"))
    return [(each.mark.line, each.rule, str(each.message.values["words"])) for each in found]


TABLE = """\
  - subject: food
    heading: Op tafel
    table:
      head: [Voeding, {}]
      rows:
        - [Walnoten, {}]
"""


@pytest.mark.parametrize(("head", "cell", "found"), [
    ("Goed voor", "je hersenen", [(9, "claims-unauthorised", "je hersenen")]),
    ("Werking", "tegen migraine", [(9, "claims-medical", "tegen migraine")]),
    ("Magnesium", "40 mg", []), ("Niet bij", "een allergie", []),
])  # fmt: skip
def test_a_cell_is_read_behind_its_row_and_column(head: str, cell: str, found: list[tuple[int, str, str]]) -> None:
    assert of_sections(TABLE.format(head, cell)) == found


def test_a_caption_promises_as_a_text_does() -> None:
    image = "    image:\n      file: a.jpg\n      alt: Noten\n      caption: Walnoten houden je geheugen jong.\n"
    picture = f"  - subject: food\n    heading: Op tafel\n    text: Eet noten.\n{image}"
    assert [each[:2] for each in of_sections(picture)] == [(10, "claims-unauthorised")]


def test_a_question_promises_with_its_answer() -> None:
    assert said_of("Stijve nek na een dag achter de laptop? Spray erop!", "skin")
    assert said_of("Stijve nek na een dag achter de laptop? Ga naar je huisarts als het aanhoudt.", "skin") == []
