"""What is said of a claim: how heavily, of which words, for which reason; and what a heading hides or begins."""

from __future__ import annotations

import json

import pytest

from handouts.checks.claims import check
from handouts.checks.document import Document
from handouts.content.loading import validate
from handouts.content.model.brochure import Brochure
from handouts.problems import Problem


def said_of(section: dict[str, object], language: str = "nl") -> list[Problem]:
    typed = json.dumps({"title": "Blad", "language": language, "sections": [section]}, ensure_ascii=False)
    read = validate(typed.encode(), "content/brochures/blad.yaml", Brochure)
    return list(check(Document(read, language)))


@pytest.mark.parametrize(
    ("language", "heading", "items"),
    [
        ("nl", "Magnesium helpt bij", ["migraine", "hoge bloeddruk", "overgangsklachten"]),
        ("nl", "Waar magnesium goed voor is:", []),
        ("en", "Magnesium helps against", ["migraine", "high blood pressure"]),
        ("nl", "Meer lezen over", ["migraine", "hoge bloeddruk"]),
    ],
)
def test_a_heading_left_open_leads_into_its_list(language: str, heading: str, items: list[str]) -> None:
    found = said_of({"heading": heading, "items": [*items, "thee"]}, language)
    firing = [] if heading.startswith("Meer") else items
    assert [each.message.values["words"] for each in found if each.rule == "claims-medical"] == firing


@pytest.mark.parametrize("heading", ["Onzin", "Feiten en fabels", "Inleiding", "Wat is niet bewezen?"])
@pytest.mark.parametrize("text", ["Magnesium geneest griep.", "Het ontgift je lever."])
def test_a_heading_alone_silences_no_claim(heading: str, text: str) -> None:
    assert [each.rule for each in said_of({"heading": heading, "text": text})] == ["claims-medical"]


@pytest.mark.parametrize(
    "text", ["Dit is onzin: magnesium geneest griep.", "Dat magnesium griep geneest, is niet bewezen."]
)
def test_a_sentence_that_is_denied_is_no_claim(text: str) -> None:
    assert said_of({"heading": "Inleiding", "text": text}) == []


@pytest.mark.parametrize(
    ("language", "text", "severity"),
    [
        ("nl", "Magnesium geneest migraine.", "warning"),
        ("nl", "Magnesium voorkomt kanker.", "warning"),
        ("nl", "Magnesium is goed voor je slaap.", "advice"),
        ("en", "Magnesium cures migraine.", "warning"),
        ("en", "Magnesium prevents cancer.", "warning"),
    ],
)
def test_who_promises_to_cure_a_disease_is_warned(language: str, text: str, severity: str) -> None:
    assert [each.severity for each in said_of({"subject": "supplement", "text": text}, language)] == [severity]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("Door de massage komen gifstoffen vrij.", "leave it out: liver and kidneys clear waste by themselves"),
        ("Massage versterkt je immuunsysteem.", "say what you do and what it feels like, such as: many people"),
    ],
)
def test_a_promise_of_a_treatment_is_given_its_own_reason_and_whole_clause(text: str, hint: str) -> None:
    (found,) = said_of({"subject": "body", "text": text})
    assert found.message == (
        f"“{text.removesuffix('.')}” promises what a treatment was not shown to do, and who says so must prove it"
    )
    assert found.hint.startswith(hint)


def test_a_treatment_said_to_replace_a_doctor_still_keeps_somebody_from_one() -> None:
    (found,) = said_of({"subject": "body", "text": "Met massage kun je zonder je medicijnen."})
    assert found.rule == "claims-test"


@pytest.mark.parametrize("subject", ["supplement", "food"])
@pytest.mark.parametrize(
    "text", ["U merkt na een week al verschil met magnesium.", "Met magnesium kun je optimaliseren.",
             "Magnesium voorkomt kanker."]
)  # fmt: skip
def test_no_hint_quotes_nothing(subject: str, text: str) -> None:
    assert all("“”" not in each.hint for each in said_of({"subject": subject, "text": text}))


@pytest.mark.parametrize("subject", ["supplement", "food"])
@pytest.mark.parametrize("text", ["Eet een ontbijt voor negen uur.", "Noten zijn rijk aan magnesium."])
def test_when_one_eats_and_what_a_food_holds_is_no_claim(subject: str, text: str) -> None:
    assert said_of({"subject": subject, "text": text}) == []


@pytest.mark.parametrize(
    ("language", "text", "rules"),
    [
        ("nl", "Een bloedtest bij de huisarts is niet nodig, want die ziet een tekort toch niet.", ["claims-test"]),
        ("nl", "Een bloedtest bij de huisarts heb je niet nodig, want die ziet een tekort toch niet.", ["claims-test"]),
        ("nl", "Je hoeft geen bloed te laten prikken, want een tekort zie je daar niet.", ["claims-test"]),
        ("en", "A blood test is not needed, as your GP only sees half.", ["claims-test"]),
        ("nl", "Een verwijzing van de huisarts is niet nodig.", []),
        ("nl", "Je hoeft voor de massage geen medicijnen mee te nemen.", []),
        ("en", "You do not need a referral from your doctor.", []),
    ],
)
def test_a_test_called_needless_is_found_whatever_the_reason(language: str, text: str, rules: list[str]) -> None:
    assert [each.rule for each in said_of({"text": text}, language)] == rules


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Last van kramp? Magnesium helpt tegen kramp.", ["helpt tegen kramp"]),
        ("Last van kramp? Magnesium helpt tegen migraine.", ["Last van kramp", "helpt tegen migraine"]),
    ],
)
def test_a_question_and_the_answer_that_promises_the_same_are_one_claim(text: str, words: list[str]) -> None:
    assert [each.message.values["words"] for each in said_of({"subject": "supplement", "text": text})] == words
