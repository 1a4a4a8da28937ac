"""A text that names what can harm says beside it for whom or when to stop; else the very words are marked."""

from __future__ import annotations

import json

import pytest

from handouts.checks.safety import boxes
from handouts.content.loading import validate
from handouts.content.model.brochure import Brochure
from handouts.content.model.practice import Practice
from handouts.content.model.sheet import Consult, Recipe
from handouts.content.resolving import ResolvedSheet
from handouts.problems import Problem

# By rule: subject and text, with the words that are marked between brackets; and texts that say what is needed.
CASES: dict[str, tuple[list[tuple[str, str]], list[tuple[str, str]]]] = {
    "loose-stools": (
        [("supplement", "Slik elke avond [magnesium]."), ("", "Neem een tablet met [magnesium]."),
         ("supplement", "[Magnesiumcitraat] bij het eten."), ("supplement", "Rustig aan. Kies [magnesium]."),
         ("", "Een [magnesium] supplement, met wat water.")],
        [("supplement", "Slik magnesium. Bij diarree neem je minder."), ("food", "Magnesium zit in noten."),
         ("skin", "Smeer magnesium op je huid."), ("supplement", "Neem geen magnesium."),
         ("supplement", "Magnesium kan dunne ontlasting geven.")],
    ),
    "magnesium-ask": (
        [("supplement", "Slik elke avond [magnesium]."), ("supplement", "[Magnesium]: niet bij een nierziekte."),
         ("supplement", "[Magnesium]: vraag het na bij medicijnen."), ("", "Pillen met [magnesium]."),
         ("", "Neem een capsule [magnesium].")],
        [("supplement", "Magnesium: overleg bij een nierziekte of medicijnen."), ("food", "Magnesium zit in noten."),
         ("skin", "Magnesium op de huid."), ("supplement", "Slik geen magnesium."), ("", "Eet magnesiumrijk.")],
    ),
    "supplement-ask": (
        [("supplement", "Een [supplement] kan."), ("", "Neem een [voedingssupplement]."),
         ("", "Gebruik [supplementen] met mate."), ("", "Kies één [vitaminepil]."), ("", "Nu een [supplement] erbij.")],
        [("", "Supplementen? Vraag je apotheker."), ("", "Een supplement, in overleg met je huisarts."),
         ("", "Dit vervangt geen supplement."), ("", "Zonder supplementen."), ("", "Eet groente.")],
    ),
    "nerves-b6": (
        [("supplement", "Vitamine [B6] elke dag."), ("supplement", "Een [B-complex]."),
         ("supplement", "Een [multivitamine]."), ("", "Slik een tablet [B6]."), ("", "Slik een [multivitamine].")],
        [("supplement", "B6: stop bij tintelingen."), ("supplement", "B-complex? Let op een doof gevoel."),
         ("food", "B6 zit in vis."), ("supplement", "Vitamine B12."), ("supplement", "Neem geen multivitamine.")],
    ),
    "skin-sting": (
        [("skin", "Neem [magnesiumolie]."), ("skin", "Een laag [magnesiumgel]."), ("skin", "[Smeer] het dun uit."),
         ("skin", "[Wrijf] het zacht in."), ("skin", "Kies [magnesium spray].")],
        [("skin", "Smeer het dun; prikt het, spoel dan."), ("skin", "Magnesiumolie, niet op een kapotte huid."),
         ("food", "Smeer je brood."), ("skin", "Rust even."), ("skin", "Wrijf niet op uitslag.")],
    ),
    "massage-not": (
        [("body", "Een [massage] duurt een uur."), ("body", "Ik [masseer] met olie."), ("body", "Een [voetmassage]."),
         ("body", "Samen [masseren]."), ("body", "Na de [massage] rust je.")],
        [("body", "Massage, niet bij koorts."), ("body", "Ik masseer niet bij trombose."), ("body", "Rust uit."),
         ("lifestyle", "Een massage is fijn."), ("body", "Geen massage vandaag.")],
    ),
    "breathing-stop": (
        [("", "[Adem vier tellen in] en zes uit."), ("", "Sta. [Adem zes tellen in]."),
         ("", "[Houd je adem] vast."),
         ("", "Doe [box breathing]."), ("", "De methode [Wim Hof].")],
        [("", "Adem vier tellen in. Duizelig? Stop."), ("", "Houd je adem niet vast bij tintelingen."),
         ("", "Adem rustig."), ("", "Tel tot vier."), ("", "Wim Hof; duizelig, stop dan.")],
    ),
    "suicide-line": (
        [("", "Bij een [burn-out] rust je."), ("", "Ben je [somber]?"), ("", "Een [depressie] duurt lang."),
         ("", "Denk je aan [zelfdoding]?"), ("", "Wie [depressief] is, praat.")],
        [("", "Burn-out? Donkere gedachten: bel 113."), ("", "Somber? 113 luistert."), ("", "Moe?"), ("", "Stress."),
         ("", "Zelfdoding: bel 113 of 112.")],
    ),
    "herbs": (
        [("", "Drink [valeriaanthee]."), ("", "Neem [sint-janskruid]."), ("", "Een druppel [CBD]."),
         ("", "Thee van [zoethout]."), ("", "[Ashwagandha] in de avond.")],
        [("", "Valeriaan? Vraag je apotheker."), ("", "Sint-janskruid: overleg met je huisarts."), ("", "Munt."),
         ("", "Neem geen ginkgo."), ("", "Drink kamillethee.")],
    ),
    "heat-ask": (
        [("", "Neem een [warm voetenbad]."), ("", "Ga naar de [sauna]."), ("", "Neem een [kruik] mee."),
         ("", "Een [heet bad]."), ("", "Leg er een [warmtekussen] op.")],
        [("", "Warm voetenbad: niet bij diabetes of wondjes."), ("", "Sauna: niet met suikerziekte of uitslag."),
         ("", "Een koud bad."), ("", "Geen sauna."), ("", "Een kruik: voelt je huid het? Let op bij weinig gevoel.")],
    ),
    "essential-oils": (
        [("", "Een druppel [etherische olie]."), ("", "[Aromatherapie] thuis."), ("", "Wat [lavendelolie] erbij."),
         ("", "Drie druppels [tea tree]."), ("", "Ruik aan [pepermuntolie].")],
        [("", "Etherische olie: niet voor kinderen, en vraag het als je zwanger bent."), ("", "Olijfolie."),
         ("", "Geen etherische olie."), ("", "Lavendel in je tuin."),
         ("", "Aromatherapie, niet zwanger of bij kinderen.")],
    ),
    "fasting": (
        [("", "Begin met [vasten]."), ("", "Een [sapkuur] van drie dagen."), ("", "Doe een [vastenkuur]."),
         ("", "Met [intermittent fasting]."), ("", "Een [detoxkuur].")],
        [("", "Vasten: niet bij diabetes, zwangerschap of een eetstoornis."), ("", "Eet op tijd."),
         ("", "Niet vasten."),
         ("", "Een sapkuur: vraag het bij medicijnen of als je zwanger bent."), ("", "Een vastenavond.")],
    ),
    "child": (
        [("supplement", "Voor [kinderen] één tablet."), ("supplement", "Ook je [kind] kan het."),
         ("", "Een tablet voor je [kind]."), ("", "Een supplement voor [kinderen]."), ("supplement", "Met je [baby].")],
        [("supplement", "Voor volwassenen, kinderen slikken dit."), ("food", "Kinderen eten mee."),
         ("supplement", "Kinderen nemen het niet."), ("supplement", "Buiten bereik van kinderen."),
         ("", "Een tablet.")],
    ),
}  # fmt: skip
FIRES = [(rule, *each) for rule, (fires, _) in CASES.items() for each in fires]
SILENT = [(rule, *each) for rule, (_, silent) in CASES.items() for each in silent]


def said_of(subject: str, text: str) -> list[Problem]:
    about = f"subject: {subject}\n    " if subject else ""
    typed = f"title: Blad\nlanguage: nl\nsections:\n  - {about}text: {json.dumps(text, ensure_ascii=False)}\n"
    return list(boxes.check(validate(typed.encode(), "content/brochures/blad.yaml", Brochure), "brochure"))


def test_each_box_has_five_texts_that_lack_it_and_five_that_do_not() -> None:
    assert set(CASES) == {each.rule for each in boxes.boxes()}
    assert all(len(fires) == len(silent) == 5 for fires, silent in CASES.values())


@pytest.mark.parametrize(("rule", "subject", "marked"), FIRES)
def test_a_box_that_is_missing_is_said_at_what_asks_for_it(rule: str, subject: str, marked: str) -> None:
    (found,) = [each for each in said_of(subject, marked.replace("[", "").replace("]", "")) if each.rule == rule]
    begin = len('    text: "') if subject else len('  - text: "')
    assert (found.mark.line, found.mark.column) == (5 if subject else 4, begin + marked.index("[") + 1)
    assert found.severity == "advice"


@pytest.mark.parametrize(("rule", "subject", "text"), SILENT)
def test_a_box_that_is_there_or_not_needed_is_not_asked_for(rule: str, subject: str, text: str) -> None:
    assert rule not in {each.rule for each in said_of(subject, text)}


HEAD = "ref: 2026-001\nclient: {first_name: Sam}\ndate: 2026-11-20\nsheet: plan\n"


@pytest.mark.parametrize(
    ("rest", "rules"),
    [("flags: [diabetes]\nnote: Neem een warm voetenbad.\n", ["heat-ask"]),
     ("note: Neem een warm voetenbad.\n", []),
     ("flags: [kidneys]\nnote: Neem een warm voetenbad.\n", []),
     ("schedule: [{product: Magnesium, route: oral, dose: 1 tablet, dose_source: etiket, when: [avond]}]\n",
      ["loose-stools"]),
     ("schedule: [{product: Magnesiumolie, route: topical, dose: 5 sprays, dose_source: etiket, when: [avond]}]\n", []),
     ("note: Drink valeriaanthee.\n", ["herbs"]), ("note: Drink valeriaanthee. Vraag het je apotheker.\n", [])],
)  # fmt: skip
def test_a_sheet_says_it_for_this_client(rest: str, rules: list[str]) -> None:
    practice = validate(b"name: x\npractitioner: {name: x}\n", "content/practice.yaml", Practice)
    recipe = validate(b"title: Plan\nlanguage: nl\n", "content/sheets/plan.yaml", Recipe)
    consult = validate((HEAD + rest).encode(), "content/clients/2026-001.yaml", Consult)
    assert [each.rule for each in boxes.check_sheet(ResolvedSheet(practice, consult, recipe, ()))] == rules
