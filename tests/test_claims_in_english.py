"""Claims in English, and plain health information in both languages, which promises nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from handouts.checks.claims import check
from handouts.checks.document import Document
from handouts.content.loading import validate
from handouts.content.model.brochure import Brochure
from handouts.problems import Problem

TEXTS = Path(__file__).parent / "advice"


def said_of(text: str, subject: str, language: str, heading: str = "") -> list[Problem]:
    section = f"  - text: {json.dumps(text, ensure_ascii=False)}\n"
    section += f"    subject: {subject}\n" if subject else ""
    section += f"    heading: {json.dumps(heading, ensure_ascii=False)}\n" if heading else ""
    typed = f"title: Leaflet\nlanguage: {language}\nsections:\n{section}"
    return list(check(Document(validate(typed.encode(), "content/brochures/leaflet.yaml", Brochure), language)))


# By rule: subject and text, the words that are marked between brackets; and texts in which the rule says nothing.
CASES = {
    "claims-medical": (
        [("supplement", "Magnesium [helps against migraine]."),
         ("skin", "The gel [relieves joint pain]."),
         ("food", "Cherry juice [cures insomnia]."),
         ("body", "Massage [cures fibromyalgia]."),
         ("lifestyle", "Breathing exercises [cure asthma].")],
        [("supplement", "Magnesium does not help against migraine."),
         ("skin", "Do not use it on eczema."),
         ("food", "Ask your doctor about migraine."),
         ("body", "A slow massage may ease tight muscles for a while."),
         ("lifestyle", "Walking helps with stress.")],
    ),
    "claims-unauthorised": (
        [("supplement", "Magnesium [improves your sleep]."),
         ("supplement", "Zinc [boosts your immune system]."),
         ("food", "Oats [lower your cholesterol]."),
         ("skin", "A few sprays [give you an unbroken night's sleep]."),
         ("supplement", "Your [mind is calmed] by glycine.")],
        [("supplement", "Magnesium contributes to normal muscle function."),
         ("food", "Iron is absorbed better with vitamin C."),
         ("skin", "The oil leaves a thin film."),
         ("lifestyle", "Enough sleep keeps your mind sharp."),
         ("supplement", "Whether it improves your sleep is not known.")],
    ),
    "claims-general": (
        [("food", "Kale is a [superfood]."),
         ("supplement", "[Great for your health]."),
         ("food", "[Packed with goodness]."),
         ("supplement", "Give your body the [love it deserves]."),
         ("supplement", "A daily [dose of wellness].")],
        [("food", "Superfood is a marketing word."),
         ("supplement", "It is no miracle cure."),
         ("lifestyle", "Walking is good for your health."),
         ("food", "Lentils are full of fibre."),
         ("food", "Is this a superfood?")],
    ),
    "claims-uptake": (
        [("supplement", "Citrate is [better absorbed]."),
         ("skin", "The spray [bypasses your gut]."),
         ("supplement", "Your [body absorbs it far more readily]."),
         ("skin", "It [goes straight into the bloodstream]."),
         ("supplement", "Highly [bioavailable].")],
        [("skin", "How much passes through the skin has not been well studied."),
         ("food", "Vitamin C helps your body absorb iron."),
         ("skin", "The lotion sinks in quickly."),
         ("lifestyle", "Talking works better than a pill."),
         ("supplement", "No form has been shown to be better absorbed.")],
    ),
    "claims-test": (
        [("supplement", "[You can skip the blood test]."),
         ("supplement", "[A natural alternative to antidepressants]."),
         ("body", "[I can feel in your calves that you are short of magnesium]."),
         ("supplement", "[Come off your medication]."),
         ("supplement", "[Works as well as a sleeping pill].")],
        [("supplement", "Never stop your medication on your own."),
         ("body", "I cannot feel whether you are short of anything."),
         ("supplement", "A supplement does not replace treatment."),
         ("lifestyle", "Ask your doctor for a blood test."),
         ("supplement", "Leave two hours between magnesium and antibiotics.")],
    ),
    "claims-recommended": (
        [("supplement", "[Recommended by doctors]."),
         ("supplement", "[Clinically proven]."),
         ("skin", "[Trusted by physiotherapists]."),
         ("supplement", "My [osteopath swears by] this brand."),
         ("supplement", "[Studies show that magnesium deepens] sleep.")],
        [("supplement", "Follow your doctor's advice."),
         ("supplement", "That is not scientifically proven."),
         ("supplement", "The lab tests every batch."),
         ("body", "My teacher showed me this technique."),
         ("lifestyle", "Walking is recommended by doctors.")],
    ),
    "claims-shortage": (
        [("supplement", "[Most adults are low in] magnesium."),
         ("supplement", "[Chances are you are short of] vitamin D."),
         ("supplement", "Twitches are a [sign that you lack] magnesium."),
         ("supplement", "Your [body is crying out for] minerals."),
         ("supplement", "[Nine out of ten women lack] iron.")],
        [("supplement", "Most people get enough magnesium."),
         ("supplement", "Only a doctor can tell whether you have a deficiency."),
         ("food", "Vegans need a source of vitamin B12."),
         ("lifestyle", "Without sleep you get tired."),
         ("supplement", "A true deficiency is rare.")],
    ),
    "claims-weight": (
        [("supplement", "[Lose ten pounds] in a month."),
         ("supplement", "Watch the [pounds drop] off."),
         ("food", "[Melts belly fat] overnight."),
         ("supplement", "[Drop a dress size]."),
         ("supplement", "[Rapid weight loss].")],
        [("lifestyle", "Do not lift more than ten pounds."),
         ("food", "See your GP if you lose weight without trying."),
         ("food", "Cut the fat off the meat."),
         ("lifestyle", "This list is not about losing weight."),
         ("body", "My table carries 150 kilos.")],
    ),
    "claims-herb": (
        [("supplement", "Ashwagandha [calms your mind]."),
         ("supplement", "Valerian [helps you sleep]."),
         ("food", "Peppermint is [good for your digestion]."),
         ("supplement", "Rhodiola [gives you energy]."),
         ("food", "Chamomile [soothes the mind].")],
        [("food", "Make a pot of chamomile tea."),
         ("skin", "The oil smells of lavender."),
         ("food", "Add ginger to the soup."),
         ("supplement", "Whether valerian improves sleep is not proven."),
         ("food", "Green tea contains caffeine.")],
    ),
    "claims-experience": (
        [("supplement", "My clients notice [less pain]."),
         ("supplement", "9 out of 10 customers [sleep better]."),
         ("skin", "Many people feel [less cramp]."),
         ("supplement", "I [sleep like a baby since I started] the powder, says Ruth."),
         ("supplement", "One client wrote that her [energy came back].")],
        [("body", "Many people find the hour restful."),
         ("skin", "A client asked whether the oil stains."),
         ("supplement", "One customer found the capsules hard to swallow."),
         ("skin", "Many people like the scent."),
         ("lifestyle", "I notice that walking gives me rest.")],
    ),
    "claims-condition": (
        [("supplement", "These capsules with zinc [contribute to the normal function of the immune system]."),
         ("supplement", "This supplement with magnesium [contributes to normal muscle function]."),
         ("supplement", "These tablets with iron [contribute to the reduction of tiredness] and fatigue."),
         ("supplement", "Our supplement with vitamin D [contributes to the maintenance of normal bones]."),
         ("supplement", "These magnesium tablets [contribute to normal muscle function].")],
        [("food", "Magnesium contributes to normal muscle function."),
         ("supplement", "A tablet contains magnesium."),
         ("supplement", "This supplement with 100 mg magnesium contributes to normal muscle function."),
         ("food", "Nuts contain magnesium."),
         ("supplement", "Zinc contributes to the normal function of the immune system.")],
    ),
}  # fmt: skip


def _fires() -> list[tuple[str, str, str]]:
    return [(rule, subject, text) for rule, (firing, _) in CASES.items() for subject, text in firing]


def _silent() -> list[tuple[str, str, str]]:
    return [(rule, subject, text) for rule, (_, silent) in CASES.items() for subject, text in silent]


@pytest.mark.parametrize(("rule", "subject", "text"), _fires())
def test_a_rule_marks_the_very_words_of_an_english_promise(rule: str, subject: str, text: str) -> None:
    before, words, _ = text.replace("]", "[").split("[")
    (found,) = said_of(text.replace("[", "").replace("]", ""), subject, "en")
    assert (found.rule, found.message.values["words"], found.mark.line) == (rule, words, 4)
    assert found.mark.column == len('  - text: "') + len(before) + 1


@pytest.mark.parametrize(("rule", "subject", "text"), _silent())
def test_a_rule_is_silent_in_english_where_nothing_is_promised(rule: str, subject: str, text: str) -> None:
    assert rule not in {found.rule for found in said_of(text, subject, "en")}


def _leaflets(name: str) -> list[tuple[str, str, list[str]]]:
    found = []
    for part in (TEXTS / f"{name}.md").read_text(encoding="utf-8").split("## ")[1:]:
        head, _, body = part.partition("\n")
        title, _, subject = head.partition("|")
        found.append((title.strip(), subject.strip(), body.strip().split("\n\n")))
    return found


@pytest.mark.parametrize("with_subject", [True, False])
@pytest.mark.parametrize(("name", "count"), [
    ("health-information-nl", 3000), ("health-information-2-nl", 1900), ("health-information-en", 1000),
])  # fmt: skip
def test_plain_health_information_promises_nothing(*, name: str, count: int, with_subject: bool) -> None:
    found, words = [], 0
    for title, subject, paragraphs in _leaflets(name):
        for text in paragraphs:
            words += len(text.split())
            said = said_of(text, subject if with_subject else "", name[-2:], title)
            found += [(each.rule, each.message.values["words"]) for each in said]
    assert words > count
    assert found == []
