"""What a consult says of the client's health and has no flag for is pointed out; what it says of others is not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from conftest import CONSULT
from handouts.checks.advising import advise_sheet
from handouts.checks.unflagged import flags_in, flags_of_product
from handouts.content.loading import load_practice, validate
from handouts.content.model.sheet import Consult
from handouts.content.resolving import resolve
from handouts.files.folder import Folder

SAID = [
    ("Je bent 22 weken zwanger, hebt nierproblemen, diabetes en slikt bloedverdunners",
     {"pregnant", "kidneys", "diabetes", "medication"}),
    ("U bent zwanger en slaapt slecht.", {"pregnant"}),
    ("Je slaapt niet goed nu je zwanger bent.", {"pregnant"}),
    ("Zwanger van de tweede, 14 weken.", {"pregnant"}),
    ("Je bent in verwachting.", {"pregnant"}),
    ("Je bent sinds kort zwanger, en dat is wennen.", {"pregnant"}),
    ("U bent zwanger sinds de zomer.", {"pregnant"}),
    ("Je werkt als verpleegkundige en bent zwanger.", {"pregnant"}),
    ("Je zus is ziek geweest, en je hebt zelf diabetes.", {"diabetes"}),
    ("Je hebt geen pijn, maar wel suikerziekte.", {"diabetes"}),
    ("Je gebruikt elke dag je medicijnen.", {"medication"}),
    ("Je slikt de pil.", {"medication"}),
    ("Vorig jaar had je een hartinfarct.", {"heart"}),
    ("Je hebt eczeem op je handen.", {"skin"}),
    ("Je vertelde dat je soms niet meer wilt leven.", {"thoughts-of-suicide"}),
    ("Je spuit insuline.", {"diabetes", "medication"}),
    ("You are 20 weeks pregnant and take blood thinners.", {"pregnant", "medication"}),
    ("You have diabetes, and kidney problems.", {"diabetes", "kidneys"}),
    ("Je bent zwanger, niet ziek.", {"pregnant"}),
    ("U bent zwanger, geen reden tot zorg.", {"pregnant"}),
    ("Je hebt suïcidale gedachten, geen plan.", {"thoughts-of-suicide"}),
    ("Je hebt diabetes, niet ernstig.", {"diabetes"}),
    ("Je diabetes is niet goed ingesteld.", {"diabetes"}),
    ("Je slikt je medicijnen niet altijd.", {"medication"}),
    ("Je hebt niet alleen diabetes.", {"diabetes"}),
    ("Je hebt diabetes en wilt schade voorkomen.", {"diabetes"}),
    ("Je bent zwanger en had vorige week kramp.", {"pregnant"}),
    ("Je was bij de huisarts omdat je zwanger bent.", {"pregnant"}),
    ("Je bent sinds vorige week zwanger.", {"pregnant"}),
    ("Je bent in januari zwanger geraakt.", {"pregnant"}),
    ("Je bent eindelijk zwanger geworden.", {"pregnant"}),
    ("Je bent zwanger van een dochter.", {"pregnant"}),
    ("Sinds het begin van je zwangerschap slaap je slecht.", {"pregnant"}),
    ("Je bent moeder en zwanger.", {"pregnant"}),
    ("Je werkt met mensen en hebt diabetes.", {"diabetes"}),
    ("Houd 2 uur tussen magnesium en je levothyroxine.", {"medication"}),
    ("Vrouw van 34, zwanger.", {"pregnant"}),
    ("Vrouw (34), zwanger.", {"pregnant"}),
    ("34-jarige vrouw, zwanger van de tweede.", {"pregnant"}),
    ("Man, 61 jaar, met hoge bloeddruk.", {"heart"}),
    ("Je werkt op de dialyse en bent zwanger.", {"pregnant"}),
    ("Diabetes komt voor in de familie, en je hebt zelf hoge bloeddruk.", {"heart"}),
    ("Je hebt diabetes en woont bij je ouders.", {"diabetes"}),
    ("Je hebt diabetes die in de familie zit.", {"diabetes"}),
    ("Je gaat drie keer per week naar de dialyse.", {"kidneys"}),
    ("Je denkt aan zelfdoding.", {"thoughts-of-suicide"}),
    ("Je zei dat je aan zelfmoord denkt.", {"thoughts-of-suicide"}),
    ("Je zou het liefst dood zijn.", {"thoughts-of-suicide"}),
    ("Je hebt een doodswens.", {"thoughts-of-suicide"}),
    ("Je zegt dat je dood wilt.", {"thoughts-of-suicide"}),
    ("Je ziet het leven niet meer zitten.", {"thoughts-of-suicide"}),
    ("Je denkt erover jezelf iets aan te doen.", {"thoughts-of-suicide"}),
    ("You are pregnant, not ill, and had cramps last week.", {"pregnant"}),
]  # fmt: skip
NOT_SAID = [
    "Je bent niet zwanger.",
    "Zwanger ben je niet.",
    "Na de zwangerschap kwam de pijn in je rug.",
    "Sinds je zwangerschap slaap je slecht.",
    "Je bent vier jaar geleden zwanger geweest.",
    "Toen je zwanger was sliep je beter.",
    "Je wilt graag zwanger worden.",
    "Je zus is zwanger.",
    "Je zus is zwanger en heeft diabetes.",
    "Je maakt je zorgen om je moeder, die diabetes heeft.",
    "Diabetes van je vader houdt je bezig.",
    "De zwangerschapsgym was toen een steun.",
    "Eet suikervrij.",
    "Een hartelijk woord doet je goed.",
    "Je hebt geen diabetes, hartklachten of nierproblemen.",
    "Overleg eerst met je huisarts als je zwanger bent of diabetes hebt.",
    "Bij diabetes is dit anders.",
    "Bij koorts of hoge bloeddruk bel je eerst de huisarts.",
    "Neem een bad zonder medicijnen.",
    "Ben je zwanger?",
    "Je wilt diabetes voorkomen.",
    "Je bent gestopt met bloedverdunners.",
    "Je slaapt zonder medicijnen.",
    "Je hart gaat tekeer voor een gesprek.",
    "Je hebt er hart voor, en een dikke huid.",
    "You are not pregnant.",
    "Your sister is pregnant.",
    "Ask your doctor if you are pregnant or take blood thinners.",
    "You have no diabetes.",
    "Zwanger: nee.",
    "Zwanger, nee.",
    "Zwanger (nee), diabetes nee, nierproblemen: geen.",
    "Diabetes, dat heb je niet.",
    "Diabetes is niet vastgesteld.",
    "Bloedverdunners slik je niet meer.",
    "Bloedverdunners gestopt in mei.",
    "Je weet niet of je zwanger bent.",
    "Je bent drie jaar geleden zwanger geraakt.",
    "In 2019 ben je zwanger geworden.",
    "Toen je zwanger raakte sliep je slecht.",
    "Tijdens je zwangerschap had je veel last.",
    "Je zus is zwanger van een dochter.",
    "Je wilt diabetes of hartklachten voorkomen.",
    "Houd 2 uur tussen magnesium en digoxine.",
    "Wie diabetes heeft, let op zijn voeten.",
    "Diabetes komt niet voor in de familie.",
    "Hoge bloeddruk zit bij jullie in de familie.",
    "Diabetes heeft je moeder ook.",
    "Eczeem is erfelijk.",
    "Familiair belast met hartfalen.",
    "Aan moeders kant diabetes.",
    "Verpleegkundige op de dialyse.",
    "Je werkt op een afdeling hartfalen.",
    "Je vrouw van 34 is zwanger.",
    "Je helpt een vrouw van 80 met diabetes.",
    "Moeder van 70 heeft diabetes.",
    "Vrouw van 34, niet zwanger.",
    "Heb je diabetes, overleg dan eerst.",
    "Denk je aan zelfdoding, bel dan 113.",
    "Slik je bloedverdunners, overleg dan eerst.",
    "Je rouwt na de zelfdoding van je broer.",
    "Je denkt niet aan zelfdoding.",
    "Suïcide: niet aan de orde.",
    "Je wilt niet dood.",
    "Je las een boek over zelfmoord.",
    "Je schrok je dood, en bent doodop.",
]


@pytest.mark.parametrize(("text", "flags"), SAID)
def test_what_is_said_of_the_client_is_recognised(text: str, flags: set[str]) -> None:
    assert set(flags_in(text)) == flags


@pytest.mark.parametrize("text", NOT_SAID)
def test_what_is_denied_past_or_said_of_somebody_else_is_passed_over(text: str) -> None:
    assert set(flags_in(text)) == set()


@pytest.mark.parametrize(
    ("product", "flags"),
    [("Escitalopram 10 mg", ["medication"]), ("Levothyroxine", ["medication"]),
     ("Metformine", ["diabetes", "medication"]), ("Vitamine K2", []), ("Hartenrust thee", []), ("Magnesium", [])],
)  # fmt: skip
def test_a_medicine_in_the_schedule_asks_for_its_flag(product: str, flags: list[str]) -> None:
    assert list(flags_of_product(product)) == flags


def test_a_flag_that_a_text_asks_for_is_missed_at_that_text_and_once(clinic: Path) -> None:
    def said(text: str) -> list[tuple[int, str]]:
        reader = Folder(clinic).open_reader()
        (clinic / "content/sheets/magnesiumconsult.yaml").write_text("title: Plan\n", encoding="utf-8")
        consult = validate(f"{CONSULT}{text}".encode(), "consult.yaml", Consult)
        found = advise_sheet(resolve(reader, load_practice(reader), consult), date(2026, 11, 27))
        return [(each.mark.line, each.message) for each in found if each.rule == "no-flag"]

    told = "this mentions being pregnant, and flags: has no pregnant"
    assert said("discussed: Je bent zwanger.\nnote: Fijn dat je zwanger bent.\n") == [(5, told)]
    oxazepam = "{product: Oxazepam, route: oral, dose: 1 tablet, dose_source: huisarts, when: [avond]}"
    assert said(f"schedule:\n- {oxazepam}\n") == [(6, "this mentions medicines, and flags: has no medication")]
    assert said("flags: [zwanger]\ndiscussed: Je bent zwanger.\n") == []
