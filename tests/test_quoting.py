"""What reads as the words of a client is pointed out; what somebody may say or think is left alone."""

from __future__ import annotations

import pytest

from handouts.checks.quoting import check, check_shared
from handouts.content.loading import validate
from handouts.content.model.brochure import Brochure
from handouts.content.model.module import Module


def found(sections: str, more: str = "") -> list[tuple[str, int]]:
    brochure = validate(f"title: Rust\n{more}sections:\n{sections}".encode(), "a.yaml", Brochure)
    return [(each.rule, each.mark.line) for each in check(brochure)]


@pytest.mark.parametrize(
    "text",
    [
        "Een cliënt vertelde: “Ik slaap weer door.”",
        "Anna (43) zegt: “Mijn schouders zakken.”",
        "“Eindelijk slaap ik weer.” – Anna, 43 jaar",
        "‘Mijn rug is als nieuw’, zegt een klant.",
        "Dit vertellen mensen mij: „Ik herstel sneller.”",
        "Een vrouw met burn-out schreef: «Het heeft mij geholpen.»",
        "A client told me: “I sleep again.”",
        "Petra (58 jaar): “Ik kan weer traplopen.”",
        "Mevrouw De Vries schreef mij: “Ik slaap als een roos.”",
        "“Ik kan weer sporten.” Linda, 29 jaar",
    ],
)
def test_a_quotation_that_is_said_to_be_of_a_client_is_pointed_out(text: str) -> None:
    assert found(f"- heading: Deel\n  text: |\n    {text}\n") == [("client-quote", 4)]
    module = validate(f"title: Rust\ngoal: |\n  {text}\n".encode(), "a.yaml", Module)
    assert [each.rule for each in check_shared(module)] == ["client-quote"]


@pytest.mark.parametrize(
    "text",
    [
        "Vraagt iemand iets? Zeg “ik denk er even over na”.",
        "Iedereen zegt weleens: “Ik ben moe.”",
        "Je denkt: “Ik moet door.” Dat klopt niet altijd.",
        "Bel de huisarts en zeg: “Ik heb pijn op mijn borst.”",
        "“Ik heb nu rust nodig.” – Zeg dat hardop.",
        "Cliënten noemen het “een reset”.",
        "Kinderen zeggen vaak: “Ik kan niet slapen.”",
        "Noor zegt nee tegen “ik moet nog even”.",
        "De klant is koning: dat is “mijn motto”.",
        "Ik werk met olie, en mijn cliënten kiezen zelf.",
    ],
)
def test_what_one_may_say_or_think_is_left_alone(text: str) -> None:
    assert found(f"- heading: Deel\n  text: |\n    {text}\n") == []


@pytest.mark.parametrize("text", ["Ik slaap weer door", "Minder kramp, en mijn schouders zakken", "I feel rested"])
def test_an_experience_in_the_first_person_is_pointed_out_without_quotation_marks_too(text: str) -> None:
    assert found(f'- heading: Deel\n  kind: experience\n  points: ["{text}"]\n') == [("client-quote", 5)]
    assert found(f'- heading: Wat cliënten zeggen\n  items: ["{text}"]\n') == [("client-quote", 4)]
    assert found(f'- heading: Deel\n  kind: do\n  points: ["{text}"]\n') == []


@pytest.mark.parametrize(
    "text",
    ["minder kramp en spanning", "Mensen vertellen mij dat ze slapen", "In mijn praktijk merken mensen minder kramp",
     "Een cliënt zei dat ze weer doorsliep", "Wat ik hoor: rustiger in het hoofd"],
)  # fmt: skip
def test_an_experience_in_the_third_person_is_as_it_should_be(text: str) -> None:
    assert found(f'- heading: Deel\n  kind: experience\n  points: ["{text}"]\n') == []


def test_words_that_she_keeps_with_a_reason_are_kept() -> None:
    kept = "claims_accepted: [{text: ik slaap weer door, reason: Zij vond het goed., date: 2026-11-20}]\n"
    quote = "- heading: Deel\n  text: |\n    Een cliënt zei: “Ik slaap weer door.”\n"
    assert found(quote, kept) == []
    assert found(quote) == [("client-quote", 4)]


def test_a_long_text_of_quotations_is_looked_through_in_time() -> None:
    text = "“ik rust” en de klant rust ook, " * 2000
    brochure = validate(f"title: Rust\nsections:\n- heading: Deel\n  text: {text}\n".encode(), "a.yaml", Brochure)
    assert list(check(brochure)) == []
