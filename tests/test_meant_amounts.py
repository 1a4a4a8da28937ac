"""An amount is too much only where it is meant to be taken; how it is typed and where it stands makes no difference."""

from __future__ import annotations

import json

import pytest

from handouts.checks.document import Document
from handouts.checks.safety import upper_levels
from handouts.content.loading import validate
from handouts.content.model.brochure import Brochure


def over(section: str, language: str = "nl") -> list[str]:
    """What is said of the section of a brochure, as nutrients and amounts."""
    typed = f"title: Blad\nlanguage: {language}\nsections:\n  - {section}\n"
    document = Document(validate(typed.encode(), "b.yaml", Brochure), language)
    found = (each.message.values["said"].values for each in upper_levels.check(document, {}, {}))  # type: ignore[union-attr]
    return [f"{each['amount']} {each['unit']} {each['nutrient']}" for each in found]


def text(typed: str) -> str:
    return f"text: {json.dumps(typed, ensure_ascii=False)}"


@pytest.mark.parametrize(("typed", "amount"), [
    ("Slik een gram magnesium per dag.", "1000 mg magnesium"),
    ("Neem ’s ochtends 150 mg en ’s avonds 150 mg magnesium.", "300 mg magnesium"),
    ("Ochtend: magnesium 120 mg, middag: 120 mg, avond: 120 mg.", "360 mg magnesium"),
    ("Neem twee scheppen poeder per dag; één schep bevat 50 mg zink.", "50 mg zinc"),
    ("Vitamine D: neem 6 druppels per dag, elke druppel is 1000 IE.", "150 µg vitamin D"),
    ("Neem 8 mg magnesium per kilo gewicht, dus bij 70 kilo 560 mg per dag.", "560 mg magnesium"),
    ("Meer dan 250 mg magnesium is geen probleem; zelf adviseer ik 700 mg.", "700 mg magnesium"),
    ("Magnesium: 1-1-1 à 200 mg.", "600 mg magnesium"), ("Slik elke dag 6000 I.E. D3.", "150 µg vitamin D"),
    ("Slik 40 mg P5P per dag.", "40 mg vitamin B6"),
    ("Gebruik een B6-tablet van 40 mg zolang het duurt.", "40 mg vitamin B6"),
    ("Drink een glas met 600 mg opgelost magnesium.", "600 mg magnesium"),
    ("Mijn vaste recept: drie keer op een dag 150 mg magnesium.", "450 mg magnesium"),
    ("Ik zet bijna iedereen op 30 mg zink.", "30 mg zinc"),
    ("Neem foliumzuur: tot je bevalling 4 mg.", "4000 µg folic acid"),
    ("Meng twee schepjes van 200 mg magnesium door je eten en neem dat.", "400 mg magnesium"),
    ("IJzer: tweemaal daags 40 mg, met sap.", "80 mg iron"),
    ("Vitamine D mag best 200 microgram zijn.", "200 µg vitamin D"),
    ("Slik 10 mg koper per dag.", "10 mg copper"), ("Neem 1500 mg niacine per dag.", "1500 mg niacin"),
])  # fmt: skip
def test_what_is_to_be_taken_is_counted(typed: str, amount: str) -> None:
    assert amount in over(text(typed))


@pytest.mark.parametrize("typed", [
    "Wie 400 mg magnesium per dag slikt, krijgt vaak dunne ontlasting.",
    "Een pot met 400 mg magnesiumtabletten kost 13 euro.",
    "In een proef slikten 46 ouderen 500 mg magnesium per dag.",
    "Je huisarts kan 1000 mg magnesium per dag voorschrijven.",
    "Slik je 600 mg magnesium per dag? Overleg dan met je apotheker.",
    "375 mg magnesium op een etiket is 100% van de referentie-inname.",
    "500 mg magnesiumoxide klinkt veel.",
    "Mensen die jarenlang 100 mg B6 per dag slikten, kregen tintelende voeten.",
    "Sommige websites raden 1000 mg magnesium per dag aan. Doe dat niet.",
    "Er zitten 60 capsules van 125 mg magnesium in een pot.",
    "Cacao bevat 500 mg magnesium per 100 gram.",
    "Van 500 mg magnesium ineens krijg je buikpijn.", "De 50 mg zink uit dat boek houd ik niet aan.",
    "500 mg magnesium? Liever niet.", "Cliënten vragen om 600 mg magnesium; dat geef ik niet.",
    "Gebruik je al 400 mg magnesium, laat dan iemand meekijken.",
    "Medicijnen voor je bloed bevatten vaak 65 mg ijzer; die krijg je van de huisarts.",
    "Volwassenen eten minder dan 300 mg magnesium per dag.",
    "Het ziekenhuis geeft soms 2 gram magnesium via een infuus.",
    "Vroeger schreven boeken 600 mg magnesium per dag voor.",
])  # fmt: skip
def test_what_is_told_priced_warned_of_or_left_to_a_doctor_is_not(typed: str) -> None:
    assert over(text(typed)) == []


def test_the_next_sentence_takes_back_a_question_and_no_order() -> None:
    assert over(text("Neem 600 mg magnesium. Stop met koffie.")) == ["600 mg magnesium"]
    assert over(text("Neem je 600 mg magnesium? Stop dan.")) == []


def test_a_fact_is_read_with_its_text() -> None:
    fact = "facts:\n      - number: %s\n        text: %s"
    assert over(fact % ("350 mg", "magnesium heeft een man per dag nodig, uit eten")) == []
    assert over(fact % ("25 gram", "magnesium zit er in je lichaam")) == []
    assert over(fact % ("600 mg", "magnesium per dag uit een supplement")) == ["600 mg magnesium"]


def test_a_warning_is_read_as_advice_only_where_it_asks_for_something() -> None:
    box = "text: Rust.\nwhen_to_call:\n  calls:\n    - who: Je huisarts\n      when: %s"
    assert over(box % "Je slikt 600 mg magnesium per dag.") == []
    assert over(box % "Slik elke dag 600 mg magnesium.") == ["600 mg magnesium"]


def test_pieces_may_follow_their_weight_in_english() -> None:
    assert over(text("Swallow three 15 mg zinc tablets a day."), "en") == ["45 mg zinc"]
