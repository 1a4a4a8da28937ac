"""Claims: each rule marks the very words of a promise, and is silent where nothing is promised."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from handouts.checks.claims import check, claims_of
from handouts.checks.claims.authorised import is_compared, wordings
from handouts.checks.claims.lexicon import data
from handouts.checks.claims.shapes import Shapes
from handouts.checks.document import Document
from handouts.content.loading import Loaded, validate
from handouts.content.model.brochure import Brochure
from handouts.problems import Problem

TEXTS = Path(__file__).parent / "advice"
HEAD = "title: Blad\nlanguage: {}\nsections:\n"


def brochure_of(sections: str, language: str = "nl", rest: str = "") -> Loaded[Brochure]:
    text = HEAD.format(language) + sections + rest
    return validate(text.encode(), "content/brochures/blad.yaml", Brochure)


def document_of(sections: str, language: str = "nl", rest: str = "") -> Document[Brochure]:
    return Document(brochure_of(sections, language, rest), language)


def said_of(text: str, subject: str, language: str = "nl") -> list[Problem]:
    section = f"  - subject: {subject}\n    text: {json.dumps(text, ensure_ascii=False)}\n"
    return list(check(document_of(section, language)))


# By rule: subject and text, the words that are marked between brackets; and texts in which the rule says nothing.
CASES = {
    "claims-medical": (
        [("supplement", "Magnesium [helpt tegen migraine]."),
         ("skin", "Rustig aan. De gel [verlicht je spierpijn] snel."),
         ("food", "Kersensap [helpt bij slapeloosheid]."),
         ("body", "Massage [geneest een hernia]."),
         ("supplement", "[Last van kramp] in je kuiten?")],
        [("supplement", "Magnesium helpt niet tegen migraine."),
         ("skin", "Niet gebruiken bij eczeem."),
         ("lifestyle", "Een wandeling helpt tegen stress."),
         ("food", "Grapefruit kan de werking van cholesterolverlagers versterken."),
         ("body", "Een hernia verdwijnt vaak na een paar weken vanzelf."),
         ("body", "Bij koorts of trombose masseer ik niet."),
         ("food", "Neem bij hoofdpijn contact op met je huisarts.")],
    ),
    "claims-unauthorised": (
        [("supplement", "Magnesium [verbetert je slaap]."),
         ("supplement", "Vitamine D [versterkt het immuunsysteem]."),
         ("food", "Haver [verlaagt je cholesterol]."),
         ("skin", "De gel [stimuleert de doorbloeding]."),
         ("supplement", "Een [stressverlagend] supplement.")],
        [("supplement", "Magnesium draagt bij tot de normale werking van de spieren."),
         ("food", "Magnesium helpt je spieren normaal te werken."),
         ("food", "Vitamine C verhoogt de ijzeropname."),
         ("skin", "De olie maakt je huid zacht."),
         ("lifestyle", "Genoeg slaap houdt je weerstand op peil.")],
    ),
    "claims-general": (
        [("food", "Boerenkool is een [superfood]."),
         ("supplement", "[Goed voor je gezondheid]."),
         ("supplement", "Dit [houdt je gezond]."),
         ("food", "Een [vitaminebom] voor elke dag."),
         ("supplement", "Een [wondermiddel] in een potje.")],
        [("food", "Gezond eten hoeft niet duur te zijn."),
         ("supplement", "Het is geen wondermiddel."),
         ("lifestyle", "Bewegen is goed voor je gezondheid."),
         ("food", "Eet elke dag twee stuks fruit."),
         ("food", "Is dit een superfood?")],
    ),
    "claims-uptake": (
        [("supplement", "Deze vorm wordt [beter opgenomen]."),
         ("skin", "De olie werkt [sneller dan tabletten]."),
         ("skin", "Voor [opname door de huid]."),
         ("supplement", "Het heeft een [hogere biologische beschikbaarheid]."),
         ("skin", "De gel [omzeilt je maag].")],
        [("skin", "Hoeveel je via de huid opneemt, is niet goed onderzocht."),
         ("skin", "De lotion trekt snel in."),
         ("food", "Vitamine C helpt je lichaam ijzer op te nemen."),
         ("lifestyle", "Neem je rust op tijd."),
         ("supplement", "Een tablet wordt niet beter opgenomen dan een poeder.")],
    ),
    "claims-test": (
        [("supplement", "[Een bloedtest is overbodig]."),
         ("body", "[Na drie keer kun je zonder pijnstillers]."),
         ("supplement", "[Zo bouw je je antidepressiva af]."),
         ("supplement", "[Een alternatief voor medicijnen]."),
         ("lifestyle", "[Je hoeft dan niet naar de huisarts].")],
        [("supplement", "Stop nooit zelf met je medicijnen."),
         ("supplement", "Een bloedtest zegt niet alles, maar laat klachten onderzoeken."),
         ("supplement", "Deze brochure vervangt geen behandeling."),
         ("lifestyle", "Verander niets zonder je arts."),
         ("body", "Vraag je huisarts om een onderzoek.")],
    ),
    "claims-recommended": (
        [("supplement", "[Aanbevolen door diëtisten]."),
         ("supplement", "[Klinisch bewezen]."),
         ("skin", "[Fysiotherapeuten zweren] bij deze gel."),
         ("supplement", "[Als masseur raad] ik dit merk aan."),
         ("supplement", "Nu ook [door apothekers aangeraden].")],
        [("supplement", "Volg het advies van je huisarts."),
         ("supplement", "Dat is niet wetenschappelijk bewezen."),
         ("body", "Artsen raden beweging aan."),
         ("supplement", "Vraag je apotheker."),
         ("lifestyle", "Aanbevolen door fysiotherapeuten.")],
    ),
    "claims-shortage": (
        [("supplement", "Een [tekort aan vitamine D maakt je ziek]."),
         ("supplement", "[Zonder extra magnesium blijf je moe]."),
         ("food", "[Wie te weinig magnesium krijgt, loopt risico op kramp]."),
         ("supplement", "Een [magnesiumtekort leidt] tot hartkloppingen."),
         ("food", "Een [gebrek aan magnesium veroorzaakt depressies].")],
        [("body", "Bij een tekort voel je soms hartkloppingen. Dat kan ook iets anders zijn."),
         ("food", "Met te weinig ijzer kun je moe zijn."),
         ("supplement", "Of een tekort hoofdpijn geeft, is niet zeker."),
         ("lifestyle", "Zonder slaap word je moe."),
         ("food", "Een tekort aan B12 komt vaker voor bij veganisten.")],
    ),
    "claims-weight": (
        [("supplement", "Ben je zo [3 kg lichter]."),
         ("supplement", "[Snel afvallen] zonder honger."),
         ("food", "[Verlies tien kilo] in twee maanden."),
         ("supplement", "De [kilo's vliegen] eraf."),
         ("food", "Zo [val je moeiteloos af].")],
        [("lifestyle", "Til niet meer dan 5 kilo."),
         ("lifestyle", "Val je zonder reden 5 kilo af, bel je huisarts."),
         ("food", "Eet 5 stuks groente."),
         ("body", "Ik werk met druk tot 5 kilo."),
         ("food", "Je hoeft niet snel af te vallen.")],
    ),
    "claims-herb": (
        [("supplement", "Ashwagandha [verlaagt je stress]."),
         ("supplement", "Kamille [werkt rustgevend]."),
         ("supplement", "Rhodiola [geeft je energie]."),
         ("food", "Pepermunt is [goed voor je spijsvertering]."),
         ("supplement", "Ginkgo [verbetert je geheugen].")],
        [("food", "Zet een kop kamillethee en ga zitten."),
         ("food", "Doe gember door de soep."),
         ("skin", "De olie ruikt naar lavendel."),
         ("supplement", "Of valeriaan je beter laat slapen, is niet bewezen."),
         ("food", "Groene thee bevat cafeïne.")],
    ),
    "claims-experience": (
        [("supplement", "Veel mensen ervaren [minder hoofdpijn] met magnesium."),
         ("supplement", "Misschien [helpt magnesium tegen je kramp]."),
         ("skin", "Veel mensen voelen [minder kramp] na het smeren."),
         ("supplement", "Mijn ervaring is dat magnesium [helpt bij stress]."),
         ("skin", "De olie [is ontspannend].")],
        [("body", "Veel mensen slapen goed na een massage."),
         ("supplement", "Misschien is de pot leeg."),
         ("skin", "Veel mensen vinden de geur fijn."),
         ("supplement", "Mensen met diabetes overleggen eerst met hun arts."),
         ("lifestyle", "Ik merk dat wandelen mij rust geeft.")],
    ),
    "claims-condition": (
        [("supplement", "Dit supplement met magnesium [draagt bij tot de normale werking van de spieren]."),
         ("supplement", "Deze capsules met zink [dragen bij tot de normale werking van het immuunsysteem]."),
         ("supplement", "De pillen met ijzer [dragen bij tot de vermindering van vermoeidheid]."),
         ("supplement", "De magnesiumtabletten [dragen bij tot de normale werking van de spieren]."),
         ("supplement", "Eén tablet magnesium [helpt je spieren normaal te werken]."),
         ("supplement", "Ons supplement met vitamine D [draagt bij tot de instandhouding van normale botten].")],
        [("supplement", "Dit supplement met 100 mg magnesium draagt bij tot de normale werking van de spieren."),
         ("food", "Magnesium draagt bij tot de normale werking van de spieren."),
         ("supplement", "Een tablet bevat magnesium."),
         ("supplement", "Zink draagt bij tot de normale werking van het immuunsysteem."),
         ("food", "Noten bevatten magnesium.")],
    ),
}  # fmt: skip


def _fires() -> list[tuple[str, str, str]]:
    return [(rule, subject, text) for rule, (firing, _) in CASES.items() for subject, text in firing]


def _silent() -> list[tuple[str, str, str]]:
    return [(rule, subject, text) for rule, (_, silent) in CASES.items() for subject, text in silent]


@pytest.mark.parametrize(("rule", "subject", "text"), _fires())
def test_a_rule_marks_the_very_words_of_a_promise(rule: str, subject: str, text: str) -> None:
    before, words, _ = text.replace("]", "[").split("[")
    (found,) = said_of(text.replace("[", "").replace("]", ""), subject)
    assert found.rule == rule
    assert (found.message.values["words"], found.mark.line) == (words, 5)
    assert found.mark.column == len('    text: "') + len(before) + 1


@pytest.mark.parametrize(("rule", "subject", "text"), _silent())
def test_a_rule_is_silent_where_nothing_is_promised(rule: str, subject: str, text: str) -> None:
    assert rule not in {found.rule for found in said_of(text, subject)}


def _texts(language: str) -> list[tuple[str, str, str, str]]:
    found = []
    for name in ("claims", "claims-kinds"):
        read = yaml.safe_load((TEXTS / f"{name}-{language}.yaml").read_text(encoding="utf-8"))
        found += [(rule, subject, text) for rule, by in read["fires"].items() for subject in by for text in by[subject]]
        found += [("", subject, text) for subject, texts in read["silent"].items() for text in texts]
    return [(language, *each) for each in found]


def test_the_sentences_of_development_are_told_apart() -> None:
    wrong = []
    for language, rule, subject, text in _texts("nl") + _texts("en"):
        found = said_of(text, subject, language)
        if bool(rule) != bool(found):
            wrong.append((rule, text))
    assert wrong == []


def test_a_lead_in_and_its_item_are_one_sentence() -> None:
    section = (
        '  - subject: supplement\n    lead_in: "Magnesium helpt bij:"\n    items:\n      - migraine\n      - rust\n'
    )
    (found,) = check(document_of(section))
    assert (found.rule, found.mark.line, found.mark.column) == ("claims-medical", 7, 9)


def test_a_question_that_only_its_lead_in_asks_is_no_claim_of_the_item() -> None:
    section = '  - subject: supplement\n    lead_in: "Last van kramp"\n    items:\n      - "Wanneer?"\n'
    assert list(check(document_of(section))) == []


def test_a_doubt_in_the_lead_in_holds_for_every_item() -> None:
    section = '  - subject: supplement\n    lead_in: "Dat is niet bewezen:"\n    items:\n      - helpt tegen migraine\n'
    assert list(check(document_of(section))) == []


ACCEPTED = "claims_accepted:\n  - {text: %s, reason: Overlegd., date: 2026-11-22}\n"
CLAIM = "  - subject: supplement\n    text: Magnesium helpt  tegen migraine.\n"


def test_an_accepted_text_is_not_said_again_whatever_its_spaces() -> None:
    rest = ACCEPTED % "Magnesium helpt tegen migraine."
    assert list(check(document_of(CLAIM, rest=rest))) == []


def test_an_acceptance_whose_text_is_gone_is_reported() -> None:
    (found,) = check(document_of("  - text: Rust uit.\n", rest=ACCEPTED % "Magnesium geneest."))
    assert (found.rule, found.mark.line, found.mark.column) == ("claims-accepted", 6, 12)


def test_an_acceptance_that_no_rule_needs_is_not_reported() -> None:
    assert list(check(document_of("  - text: Rust uit.\n", rest=ACCEPTED % "Rust uit."))) == []


def test_until_the_register_is_compared_no_wording_from_knowledge_is_shown() -> None:
    assert not is_compared()
    hidden = {each.words for each in wordings("magnesium", "nl") if not each.was_read}
    assert hidden
    for text in ("Magnesium versterkt je spieren.", "Magnesium verhelpt kramp.", "Magnesium versterkt je botten."):
        (found,) = said_of(text, "supplement")
        assert "not" in str(found.hint) or "never" in str(found.hint)
        assert not any(each in str(found.hint) for each in hidden)


def test_what_was_read_is_shown_and_is_said_to_be_uncompared() -> None:
    (found,) = said_of("Magnesium versterkt je zenuwstelsel.", "supplement")
    assert "Magnesium draagt bij tot de normale werking van het zenuwstelsel" in str(found.hint)
    assert "not yet compared with the EU register" in str(found.hint)


def test_nothing_of_the_list_is_shown_for_the_skin() -> None:
    (found,) = said_of("De gel met magnesium verlicht kramp.", "skin")
    assert "draagt bij" not in str(found.hint)


def test_only_some_rules_are_said_of_a_sheet() -> None:
    brochure = brochure_of("  - subject: supplement\n    text: Magnesium verbetert je slaap.\n")
    assert list(claims_of(Document(brochure, "nl"), only={"claims-medical"})) == []


def test_a_language_without_shapes_has_no_claims() -> None:
    assert list(claims_of(Document(brochure_of(CLAIM), "de"))) == []


def _templates(read: object) -> Iterator[str]:
    if isinstance(read, str):
        yield read
    elif isinstance(read, list | dict):
        for each in read.values() if isinstance(read, dict) else read:
            yield from _templates(each)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_shape_of_the_data_is_a_pattern(language: str) -> None:
    shapes = 0
    for name, key in (("frames", "kinds"), ("phrases", "rules"), ("context", "silent")):
        read = data(f"{name}-{language}")
        for each in Shapes(_templates(read[key]), read.get("names", {})).all:
            shapes += bool(each.pattern.pattern)
    assert shapes > 200


def test_the_words_on_melatonin_are_not_shown_and_the_inspectorate_is_named() -> None:
    (found,) = said_of("Melatonine verbetert je slaap.", "supplement")
    assert "IGJ" in str(found.hint)
    assert "draagt bij" not in str(found.hint)


def test_what_only_comes_near_is_not_called_a_wording_on_the_complaint() -> None:
    (found,) = said_of("Magnesium helpt tegen kramp.", "supplement")
    assert "no wording on “kramp”" in str(found.hint)
