"""What a dose comes to on a day: read rightly, or not read and asked for; never read as less than it is."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from conftest import CONSULT
from handouts.checks import magnesium, schedule
from handouts.content.loading import load_consult, load_practice
from handouts.content.model.intake import Intake
from handouts.content.nutrients import MAGNESIUM
from handouts.content.nutrients.comparing import says_no_amount
from handouts.content.nutrients.doses import read_dose
from handouts.content.resolving import resolve
from handouts.content.scheduling import taken
from handouts.files.folder import Folder

ASKS = None


def a_day(dose: str, product: str = "Magnesium", when: tuple[str, ...] = ("evening",)) -> Fraction | None:
    """The mg of a day as a dose reads, at one moment unless it says otherwise; None where it is asked for."""
    fields: dict[str, Any] = {"product": product, "route": "oral", "dose": dose, "dose_source": "etiket"}
    line = taken(Intake.model_validate({**fields, "when": list(when)}))
    assert line is not None
    assert line.reading is not None
    return None if line.milligrams is None else line.a_day


DUTCH: dict[str, float | None] = {
    # At several moments of the day.
    "1-0-1 à 200 mg": 400, "1-1-1 à 200 mg": 600, "1-0-1": ASKS, "1 - 0 - 1 (200 mg)": 400, "2-0-1 van 100 mg": 300,
    "1-0-0-1 à 200 mg": 400, "½-0-½ à 200 mg": 200, "1-1-1": ASKS, "1-0-1 tablet à 200 mg": 400, "200 mg, 1-0-1": 400,
    "ochtend 150, avond 150 mg": 300, "ochtend 150 mg, avond 150 mg": 300, "'s ochtends 100 en 's avonds 200 mg": 300,
    "100 mg 's ochtends en 200 mg 's avonds": 300, "200 mg 's ochtends en 's avonds": 400,
    "1 tablet ’s morgens, 1 ’s avonds (200 mg)": 400, "1 tablet 's morgens, 2 's avonds (100 mg)": 300,
    "2 's avonds (200 mg)": 400, "ochtend 1 tablet, avond 2 tabletten (100 mg)": 300,
    "ochtend: 1, avond: 2 (100 mg)": 300, "200 mg ochtend, middag en avond": 600,
    "100 mg bij het ontbijt en 100 mg bij de lunch": 200, "200 mg bij het ontbijt en het avondeten": 400,
    "'s avonds 200 mg": 200, "200 mg 's avonds voor het slapen": 200, "200 mg 's avonds, voor het slapen": 200,
    "200 mg 's avonds en voor het slapen": 400, "1 tablet van 200 mg 's ochtends, 1 tablet van 200 mg 's avonds": 400,
    # So many times a day.
    "200 mg bij elke maaltijd": 600, "200 mg per maaltijd": 600, "bij iedere maaltijd 100 mg": 300,
    "100 mg bij de maaltijden": 300, "100 mg voor elke hoofdmaaltijd": 300, "200 mg bij 2 maaltijden": 400,
    "200 mg bij de maaltijd": 200, "100 mg elke 4 uur, max 3 keer per dag": 300, "200 mg 's ochtends of 's avonds": 200,
    "100 mg, hooguit 3x daags": 300, "150mg-0-150mg": 300, "150-0-150 mg": 300, "200 à 400 mg": 400,
    "500 mg magnesiumcitraat, waarvan 80 mg magnesium": 80, "een hele tablet van 400 mg": 400,
    "doordeweeks 200 mg, in het weekend 400 mg": 400, "200 mg om 8 en 20 uur": 400, "100 mg elke 4 uur": 600,
    "om de 6 uur 100 mg": 400, "100 mg om de 8 uur": 300,
    "elke 4 tot 6 uur 100 mg": 600, "tweemaal daags 200 mg": 400, "3x200mg": 600, "3 x daags 100 mg": 300,
    "3 dd 100 mg": 300, "2x per dag 150 mg": 300, "2-3 keer per dag 100 mg": 300, "200 mg, 2 keer per dag": 400,
    "200 mg dagelijks": 200, "200 mg per dag": 200, "driemaal daags 1 tablet van 100 mg": 300, "400 mg/dag": 400,
    "3 x 100 mg per dag, daarna 300 mg": 900, "1 dd 2 tabletten van 100 mg": 200,
    # Added up.
    "150 + 150 mg": 300, "150 mg + 150 mg": 300, "100 + 100 + 100 mg": 300, "1 + 1 tablet van 200 mg": 400,
    "2 tabletten van 100 mg + 1 van 50 mg": 250, "100 en 150 mg": 250,
    "1 tablet van 200 mg en 1 tablet van 100 mg": 300,
    "200 mg bij het opstaan en voor het slapen": 400, "200 mg bij het opstaan, voor het slapen": 400,
    "200 mg voor en na het eten": 400, "200 mg voor het sporten en erna": 400,
    "200 mg voor of na het eten": 200, "200 mg voor en na elke maaltijd": 1200,
    "200 mg bij het opstaan, na het sporten en voor het slapen": 600, "200 mg 's avonds na het sporten": 200,
    "200 mg bij de koffie en bij het avondeten": 400, "200 mg 's ochtends bij het opstaan": 200,
    "200 mg minstens 2 uur voor en na het eten": 200, "200 mg 's avonds en los van andere medicijnen": 200,
    "6 van 50 mg": 300, "8 van 56 mg": 448, "6 à 50 mg": 300, "6 of 50 mg": 300, "2 van elk 100 mg": 200,
    "een tablet en een halve van 200 mg": 300, "een tablet en een van 200 mg": 400, "een van 200 mg": 200,
    "200 mg/200 mg": 400, "200/200 mg": 400, "200-200 mg": 400, "100/100/100 mg": 300, "500/250 mg": 500,
    "1-1 tablet van 200 mg": 400, "1/1 tablet van 200 mg": 400, "2/2 tabletten van 100 mg": 400, "200 mg, 1-1": 400,
    "2-1 tablet van 200 mg": 600, "1-2 tabletten van 200 mg": 400, "1/2 tablet van 200 mg": 100, "1-1": ASKS,
    "twee van 200 mg": 400, "3 à 100 mg": 300, "2 keer 1,5 tablet à 133 mg": 399, "2 x 2 tabletten van 50 mg": 200,
    # One in the place of another.
    "opbouwen naar 400 mg": 400, "opbouwen tot 400 mg": 400, "100 mg, opbouwen naar 300 mg": 300,
    "100 mg, daarna 300 mg": 300, "300 mg, daarna 100 mg": 300, "week 1: 100 mg, week 2: 200 mg": 200,
    "week 1: 100 mg; week 2: 200 mg; week 3: 300 mg": 300, "100 mg (week 1), 200 mg (week 2)": 200,
    "eerste week 100 mg, daarna 200 mg": 200, "na 1 week 200 mg": 200, "100 mg, na een week 200 mg": 200,
    "begin met 100 mg, na 3 dagen 200 mg": 200, "dag 1-7: 100 mg, dag 8-14: 150 mg": 150,
    "100 mg, niet meer dan 250 mg per dag": 250, "100 mg, maximaal 250 mg per dag": 250, "100 mg, max. 200 mg": 200,
    "maximaal 400 mg": 400, "tot 400 mg": 400, "tot maximaal 400 mg": 400, "100 mg of 200 mg": 200,
    "400 mg (1 tablet) of 2x 200 mg": 400, "1 tablet van 200 mg of 3 tabletten van 100 mg": 300,
    "maandag 100 mg, donderdag 200 mg": 200, "1 tot 2 tabletten van 200 mg": 400, "200-400 mg": 400,
    # What may be more than it says.
    "200 mg of meer": ASKS, "minstens 200 mg": ASKS, "minimaal 200 mg": ASKS, "vanaf 200 mg": ASKS,
    "200 mg, eventueel nog een keer": ASKS, "200 mg, zo nodig herhalen": ASKS, "dubbele dosis": ASKS,
    "dubbele dosis van 200 mg": ASKS, "2 dubbele tabletten van 200 mg": ASKS, "een paar tabletten": ASKS,
    "een paar tabletten van 200 mg": ASKS, "enkele capsules à 100 mg": ASKS, "meerdere tabletten van 200 mg": ASKS,
    "200 mg, ophogen met 100 mg per week": ASKS, "200 mg, elke week 100 mg erbij": ASKS, "200 mg extra": ASKS,
    "200 mg, zonodig het dubbele": ASKS, "2 x 10 x 20 mg?": ASKS, "200 mg per uur": ASKS, "5 - 200 mg - 7": ASKS,
    "200 mg per kilo": ASKS, "200 mg, verdubbelen": ASKS, "zo veel als nodig, 200 mg": ASKS, "200 mg x zoveel": ASKS,
    "200 mg, daarna meer": ASKS, "200 mg+": ASKS, "> 200 mg": ASKS, "q8h 200 mg": ASKS, "1 el = 300 mg, 2 el": 600,
    "200 mg per keer": 200, "2 strips van 200 mg": ASKS, "12 200 mg": ASKS,
    # Units.
    "0,2 g": 200, "200mg": 200, "200 MG": 200, "200 milligram": 200, "1.000 mg": 1000, "1.5 g": 1500, "1,5 g": 1500,
    "1 g": 1000, "200.000 µg": 200, "200000 mcg": 200, "200.000 mcg": 200, "0.2 gram": 200, "200 mg.": 200,
    "400 IE": ASKS, "200\u00a0mg": 200, "1.250 mg": 1250, "62,5 mg": 62.5, "2 tabletten à 0,1 g": 200,
    # What changes nothing.
    "200 mg met water": 200, "200 mg na het eten": 200, "200 mg voor het slapen": 200,
    "1 tablet van 200 mg met water": 200,
    "200 mg (citraat)": 200, "200 mg, met een groot glas water": 200, "200 mg Solgar": 200, "200 mg (Vitakruid)": 200,
    "200 mg een half uur voor het slapen": 200, "200 mg om 20.00 uur": 200, "ca. 200 mg": 200,
    "200 mg op een lege maag": 200,
    "1 tablet(ten) van 200 mg": 200, "375 mg (100% RI)": 375, "100% RI, 2 tabletten van 200 mg": 400,
    "200 mg om de dag": 200, "200 mg, 3 keer per week": 200, "1 zuigtablet van 100 mg": 100,
    "1 bruistablet (300 mg)": 300,
    "1 sachet (300 mg)": 300, "200 mg in yoghurt": 200, "1 ampul van 100 mg": 100, "200 mg, heel doorslikken": 200,
    "zo nodig 1 tablet van 150mg": 150, "1 tablet van 150 mg zo nodig": 150, "200 mg, zo nodig 100 mg": ASKS,
    "200 mg, twee uur na het eten": 200, "200 mg rond 21 uur": 200, "200 mg elke avond": 200,
}  # fmt: skip
ADDED_UP: dict[str, float | None] = {
    "3 tabletten (1 tablet = 200 mg)": 600, "2 afgestreken maatlepels van 200 mg": 400,
    "2 volle schepjes (200 mg)": 400,
    "200 mg om 8.00 uur, 12.00 uur en 18.00 uur": 600, "200 mg sochtends en savonds": 400,
    "200 mg voormiddag en middag": 400, "200 mg, daarna 's avonds 200 mg": 400, "(200 mg) x 3": 600,
    "1x-0-1x 200 mg": 400, "200 mg 's ochtends en 's middags, 100 mg 's avonds": 500,
    "100 mg bij elke maaltijd en voor het slapen": 400, "100 mg 's ochtends en max 200 mg 's avonds": 300,
    "200 mg magnesium 's ochtends, 100 mg citraat 's avonds": 300, "80 mg elementair + 200 mg magnesium": 280,
    "200 mg 's ochtends 100 mg 's avonds": 300, "14 x per week 100 mg": 200, "200% van 200 mg": ASKS,
    "tabletten van 200 mg": ASKS, "200 mg Dubbele dosis": ASKS, "200 mg Herhalen": ASKS, "200 mg b.i.d.": 400,
    "drie keer op een dag 100 mg": 300, "2 tabletten à 200 mg = 400 mg": 400, "2 tabletten à 200 mg = 300 mg": ASKS,
    "1 tablet van 200 mg, 's avonds twee": 600, "½ tablet van 200 mg of 500 mg": 500, "½ g": 500,
    "2 capsules per dag, 1 's morgens en 1 's avonds (200 mg per capsule)": 400, "400 mg in 2 giften": 400,
    "2 tabletten (2 x 200 mg, samen 400 mg)": 400, "2 tabletten van 100 mg of 200 mg": 400,
    "2 tabletten van 200 mg = 1 dosis": 400, "2 x 200 mg = 2 tabletten": 400, "2 tabletten van 200 mg totaal": 400,
    "2 tabletten 400 mg totaal": 400, "400mg (=2 tabletten)": 400, "totaal 400 mg per dag, 2 x 200 mg": 400,
    "1 tablet van 200 mg na elke maaltijd en 1 voor het slapen": 800, "om 8:00, 14:00 en 20:00 200 mg": 600,
    "2 tabletten van 200 mg magnesium en 1 tablet zink van 15 mg": 400, "200 mg en na 4 uur 200 mg": 400,
    "100 mg bij ontbijt/lunch/diner": 300, "1 tot maximaal 2 tabletten van 200 mg": 400,
    "in 2 giften van 200 mg": 400, "verdeeld over 2 tabletten van 200 mg": 400, "200 mg per tablet": ASKS,
    "400 mg verdeeld over ochtend en avond": 400, "400 mg, 's ochtends en 's avonds verdeeld": 800,
    "200 mg magnesium 's ochtends, 's avonds elementair 100 mg": 300, "500 mg magnesiumcitraat = 80 mg elementair": 80,
    "2 tabletten van 500 mg citraat, waarvan 80 mg magnesium per tablet": 160, "per tablet 100 mg, 3 per dag": 300,
    "tussen 1 en 2 tabletten van 200 mg": ASKS, "rond 2 per dag van 200 mg": 400, "elke week 2 per dag van 200 mg": 400,
    "iedere week 2 's avonds (200 mg)": 400, "week 2: 's avonds 200 mg": 200, "tussen 8 en 9 uur 200 mg": 200,
    "2 tabletten 's morgens en 's avonds (100 mg)": 400, "2 tabletten 's morgens en 's avonds van 100 mg": 400,
    "1e week 100 mg, 2e week 200 mg": 200, "200 mg per 1 tablet, 2 tabletten": 400, "200 mg op ma, wo en vr": 200,
    "200 mg per 2 tabletten": ASKS,
    # Plain ways, which are read as what they say.
    "1 tablet van 200 mg vlak voor het slapen": 200, "200 mg, niet samen met calcium": 200,
    "200 mg tot 1 februari": 200,
    "1 tablet van 200 mg, minstens 2 uur na ijzer": 200, "200 mg met of zonder voedsel": 200, "20-2-2027 200 mg": ASKS,
    "2 tabletten": ASKS, "1 capsule van 200 mg 's avonds": 200, "3 x per dag 1 tablet van 100 mg": 300,
    "200 mg bij het ontbijt en 200 mg voor het slapen": 400, "½ maatschepje (150 mg) in water": 150,
    "1 à 2 tabletten van 200 mg": 400, "400 mg, verdeeld over de dag": 400, "350 mg Mg": 350,
    "400 mg (2 x 200 mg)": 400,
    "200 mg, niet 's avonds": 200, "2 magnesiumtabletten van 200 mg": 400, "elke ochtend en elke avond 200 mg": 400,
    "1 sachet (5 g poeder, 300 mg magnesium)": 300, "100 mg tussen ontbijt en lunch": 100, "driehonderd mg": 300,
    "week 1: 1 tablet, week 2: 2 tabletten van 200 mg": 400, "1 tablet van 200 mg, max 3 tabletten per dag": 600,
}  # fmt: skip
ENGLISH: dict[str, float | None] = {
    "twice daily 200 mg": 400, "200 mg twice a day": 400, "1-0-1 of 200 mg": 400, "200 mg with each meal": 600,
    "200 mg with meals": 600, "every 4 hours 100 mg": 600, "100 mg every 6 hours": 400,
    "100 mg every 4 to 6 hours": 600,
    "200 mg or more": ASKS, "at least 200 mg": ASKS, "double dose": ASKS, "a double dose of 200 mg": ASKS,
    "a few tablets": ASKS, "a couple of tablets of 200 mg": ASKS, "200 mg, repeat if needed": ASKS,
    "200 mg in the morning and in the evening": 400, "morning 150, evening 150 mg": 300, "150 and 150 mg": 300,
    "100 mg, then 300 mg": 300, "first week 100 mg, second week 200 mg": 200, "increase to 400 mg": 400,
    "100 mg, no more than 250 mg a day": 250, "up to 400 mg": 400,
    "1 tablet in the morning, 1 in the evening (200 mg)": 400,
    "two tablets of 200 mg": 400, "2 tablets (200 mg each)": 400, "3 times daily 100 mg": 300, "200 mg daily": 200,
    "200 mg with water": 200, "200 mg after dinner": 200, "200 mg at bedtime": 200, "200 mg before bed": 200,
    "200 mg with food": 200, "1 tablet of 200 mg with a glass of water": 200, "200 mg, from the box": ASKS,
    "half a tablet of 400 mg": 200, "200 mg hourly": ASKS, "2 to 3 capsules of 100 mg": 300, "about 200 mg": 200,
    "100 mg for 1 week, then 200 mg": 200, "200 mg, 1 or 2 tablets": 400, "one scoop (200 mg)": 200,
}  # fmt: skip


@pytest.mark.parametrize(("dose", "mg"), [*DUTCH.items(), *ADDED_UP.items(), *ENGLISH.items()])
def test_a_dose_is_read_as_the_largest_day_that_it_means_or_asked_for(dose: str, mg: float | None) -> None:
    assert a_day(dose) == mg


WEIGHTS = {"{} mg": 1, "{}mg": 1, "{} MG": 1, "{}.000 µg": 1, "{}000 mcg": 1, "{} milligram": 1, "0,{} g": 1}
COUNTS: dict[str, int | Fraction] = {
    "": 1, "2 tabletten à ": 2, "twee capsules van ": 2, "anderhalve tablet van ": Fraction(3, 2), "3 x ": 3,
    "1-2 zakjes van ": 2, "½ bruistablet à ": Fraction(1, 2), "1 tot 3 zuigtabletten van elk ": 3,
}  # fmt: skip
OFTEN = {"": 1, ", 2 keer per dag": 2, ", 3x daags": 3, " elke 6 uur": 4, " bij elke maaltijd": 3, ", 2 dd": 2}
NOTES = (
    "",
    " met water",
    " (citraat)",
    ", na het eten",
    ", met een groot glas water",
    " Solgar",
    ", volgens het etiket",
)


@st.composite
def amounts(draw: st.DrawFn) -> tuple[str, Fraction]:
    """How many of how much, with its mg."""
    weight, mg = draw(st.sampled_from(list(WEIGHTS))), draw(st.integers(100, 999))
    count, times = draw(st.sampled_from(list(COUNTS.items())))
    return f"{count}{weight.format(mg)}", Fraction(mg) * times


@st.composite
def doses(draw: st.DrawFn) -> tuple[str, Fraction]:
    """A dose made from what is known, with the mg of its largest day."""
    (one, of_one), (other, of_other) = draw(amounts()), draw(amounts())
    often, times = draw(st.sampled_from(list(OFTEN.items())))
    scheme = draw(st.lists(st.integers(0, 3), min_size=3, max_size=4).filter(any))
    return draw(
        st.sampled_from(
            [
                (f"{one}{often}{draw(st.sampled_from(NOTES))}", of_one * times),
                (f"{one} + {other}", of_one + of_other),
                (f"{one} en {other}", of_one + of_other),
                (f"{one} 's ochtends, {other} 's avonds", of_one + of_other),
                (f"ochtend: {one}; avond: {other}", of_one + of_other),
                (f"week 1: {one}, week 2: {other}", max(of_one, of_other)),
                (f"{one}, daarna {other}", max(of_one, of_other)),
                (f"begin met {one}, na 1 week {other}", max(of_one, of_other)),
                (f"{'-'.join(map(str, scheme))} à 150 mg", Fraction(150 * sum(scheme))),
            ]
        )
    )


@settings(max_examples=150, deadline=None)
@given(doses())
def test_a_dose_is_never_read_as_less_than_it_was_made_from(made: tuple[str, Fraction]) -> None:
    dose, truth = made
    found = a_day(dose)
    assert found is not None
    assert found >= truth


def test_a_dose_of_a_whole_day_counts_once_however_many_moments_there_are() -> None:
    assert a_day("1-0-1 à 200 mg", when=("morning", "evening")) == 400
    assert a_day("ochtend 150, avond 150 mg", when=("morning", "evening")) == 300
    assert a_day("100 mg, niet meer dan 250 mg per dag", when=("morning", "noon", "evening")) == 250
    assert a_day("200 mg bij elke maaltijd", when=("morning", "noon", "evening", "night")) == 800


@pytest.mark.parametrize(
    ("dose", "mg"),
    [
        ("1 tablet", 200), ("1-0-1", 400), ("3x daags 1 tablet", 600), ("1 tablet 's ochtends en 's avonds", 400),
        ("1 tablet bij elke maaltijd", 600), ("1 tablet elke 6 uur", 800), ("2 tabletten à 100 mg", 200),
        ("200 mg verdeeld over 2 keer per dag", 200), ("1 tablet 's avonds, voor het slapen", 200),
        ("1 tablet elk uur", 4800), ("1 tablet om 8 uur en om 20 uur", 400), ("1 tablet sochtends en savonds", 400),
        ("1 tablet b.i.d.", 400), ("1 tablet drie keer op een dag", 600), ("1 tablet, een uur voor het slapen", 200),
        ("1 tablet 's ochtends en 's avonds, verdeeld over de dag", 400),
        ("2 capsules per dag, samen 200 mg", 200), ("1 tablet 's ochtends of 's avonds", 200), (None, 200),
    ],
)  # fmt: skip
def test_what_is_given_for_one_dose_counts_as_often_as_the_dose_says(dose: str | None, mg: int) -> None:
    fields = {"product": "Magnesium", "route": "oral", "when": ["evening"], "magnesium_mg": "200"}
    line = taken(Intake.model_validate({**fields, **({"dose": dose, "dose_source": "etiket"} if dose else {})}))
    assert line is not None
    assert line.a_day == mg


@pytest.mark.parametrize("dose", ["10 ml, 100 mg per 5 ml", "10 ml (5 ml = 100 mg)", "20 druppels, 50 mg/10 druppels"])
def test_how_strong_a_liquid_is_is_worked_out_by_whoever_has_the_label(dose: str) -> None:
    assert a_day(dose) is None


def test_the_strength_in_the_name_counts_for_as_many_as_the_dose_says() -> None:
    assert a_day("1-0-1", "Magnesium 200 mg") == 400
    assert a_day("1 tablet 's morgens, 2 's avonds", "Magnesium 200 mg") == 600
    assert a_day("2 tabletten bij elke maaltijd", "Magnesium 100 mg") == 600
    assert a_day("een paar tabletten", "Magnesium 200 mg") is None
    assert a_day("2 tabletten 's morgens en 's avonds", "Magnesium 200 mg") == 800
    assert a_day("1 bij elke maaltijd", "Magnesium 100 mg") == 300
    assert a_day("1 + 1", "Magnesium 200 mg") == 400
    assert a_day("2 capsules", "Magnesium 200 mg (60 capsules)") == 400
    assert a_day("2 tabletten", "Magnesiumcitraat 400 mg waarvan 65 mg magnesium") == 130
    assert a_day("volgens het etiket", "Magnesium 200 mg") is None


@pytest.mark.parametrize("dose", ["9" * 900 + " mg", "100 + " * 60 + "100 mg", "1-" * 150 + "1", "200 mg " * 100])
def test_a_dose_without_end_is_asked_for(dose: str) -> None:
    assert a_day(dose) is None


NO_AMOUNT = (
    "tablet|mg|?|wat|II|20 -|-5 mg|0 mg|n.v.t.|zie doosje|een paar tabletten|enkele tabletten|a few tablets|-|...|"
    "tabletten|volgens etiket|see label|0 tabletten|5 ?|naar behoefte|capsule|druppels|some|x|- 1 tablet|½ ?"
).split("|")
AMOUNTS = (
    "1 tablet|een tablet|½ tablet|half tablet|1-2 tabletten|20 druppels|hele tablet|handje noten|een handje|kopje thee|"
    "1 kop|10 ml|0,5 mg|1 tablet met wat water|twee capsules|2x|anderhalve tablet|1-0-1|snufje|1000 IE|eetlepel|"
    "two tablets|half a tablet|5 µg|kwart tablet|0,25 mg|glas water|1 zuigtablet|10 druppels in een glas water"
).split("|")


@pytest.mark.parametrize("dose", NO_AMOUNT)
def test_a_dose_that_says_no_amount_is_known(dose: str) -> None:
    assert says_no_amount(dose)


@pytest.mark.parametrize("dose", AMOUNTS)
def test_a_dose_that_says_an_amount_is_left_alone(dose: str) -> None:
    assert not says_no_amount(dose)


@pytest.mark.parametrize(
    ("dose", "how", "more"),
    [
        ("1 tablet van 200 mg", "2 tabletten per keer", True), ("200 mg", "3 keer per dag", True),
        ("200 mg", "neem 400 mg", True), ("200 mg", "bij kramp nog een tablet", True), ("200 mg", "1-1-1", True),
        ("1 tablet", "dubbele dosis bij kramp", True), ("200 mg", "herhalen na een uur", True),
        ("200 mg", "met een glas water", False), ("2 tabletten à 200 mg", "neem 2 tabletten na het eten", False),
        ("200 mg", "200 mg, een half uur voor het slapen", False), ("200 mg", "niet samen met 5 mg zink", False),
        ("200 mg", "1 keer per dag", False), ("1 tablet", "met 2 glazen water", False),
    ],
)  # fmt: skip
def test_what_stands_under_how_is_held_against_the_dose(dose: str, how: str, more: bool) -> None:
    fields = {"product": "Magnesium", "route": "oral", "dose": dose, "dose_source": "etiket", "when": ["evening"]}
    line = taken(Intake.model_validate({**fields, "how": how}))
    assert line is not None
    assert line.reading is not None
    assert line.reading.is_unclear is more


@pytest.mark.parametrize(
    "dose", "2 zuigtabletten|1 kauwtablet|2 bruistabletten|1 ampul|2 softgels|3 bruistabletjes|1 gummy".split("|")
)
def test_what_is_swallowed_is_no_activity(dose: str) -> None:
    with pytest.raises(ValidationError, match="called an activity"):
        Intake.model_validate({"product": "Vitamine C", "route": "activity", "dose": dose, "when": ["evening"]})


SAID_AT_A_LINE = {
    "number under how": ("Magnesium 200 mg", "oral", "how: neem er 2", "this may be more magnesium than"),
    "number under how of one": ("Magnesium", "oral", "how: neem er 2, magnesium_mg: 200", "how: says otherwise"),
    "mg under how": (
        "Magnesium",
        "oral",
        "how: neem 400 mg, magnesium_mg: 100",
        "how: says otherwise",
    ),
    "a name with mg": ("Slaapmix", "oral", "how: met 400 mg magnesium", "this may be more magnesium"),
    "none of 400": (
        "Magnesium 400 mg",
        "oral",
        "magnesium_mg: 0",
        "this is 0 mg for one dose, and the product reads as",
    ),
    "less than 400": ("Magnesium 400 mg", "oral", "dose: 1 tablet, magnesium_mg: 100", "product reads as 400 mg"),
    "no amount": (
        "Magnesium",
        "oral",
        "dose: tablet, magnesium_mg: 100",
        "this dose does not say how much [no-amount]",
    ),
    "a powder": ("Magnesiumpoeder", "activity", "how: in water", "this is called an activity, so what is in it"),
    "tablets": ("Magnesiumtabletten", "topical", "how: met water", "called for the skin, so what is in it"),
    "a whole day": ("Magnesium", "oral", "dose: 1-0-1 à 200 mg", "for one dose, such as magnesium_mg: 100"),
    "more": ("Magnesium", "oral", "dose: 200 mg of meer", "this may be more magnesium than it seems to say"),
}
SILENT = (
    ("Magnesiumzout", "topical", "how: 200 gram in bad"), ("Magnesiumcrème", "topical", "how: dun smeren"),
    ("Voetenbad met magnesiumpoeder", "activity", "how: 20 minuten"), ("Magnesiumolie", "topical", "how: 5 sprays"),
    ("Magnesium", "oral", "dose: 1 tablet, magnesium_mg: 200, how: met een glas water van 200 ml"),
    ("Magnesium 200 mg", "oral", "dose: 1 tablet (Solgar), magnesium_mg: 200, how: 200 mg per keer"),
)  # fmt: skip


def advice(clinic: Path, product: str, route: str, more: str) -> str:
    """All that is said of a line of the schedule."""
    source = "dose_source: etiket, " if "dose:" in more else ""
    line = f"- {{product: {product}, route: {route}, when: [avond], {source}{more}}}\n"
    (clinic / "content/clients/2026-014.yaml").write_text(f"{CONSULT}schedule:\n{line}", encoding="utf-8")
    reader = Folder(clinic).open_reader()
    gathered = resolve(reader, load_practice(reader), load_consult(reader, "2026-014"))
    return " ".join(str(each) for check in (schedule.check, magnesium.check) for each in check(gathered))


@pytest.mark.parametrize(("product", "route", "more", "words"), SAID_AT_A_LINE.values(), ids=SAID_AT_A_LINE)
def test_an_amount_that_is_doubtful_is_asked_for_at_its_line(
    clinic: Path, product: str, route: str, more: str, words: str
) -> None:
    assert words in advice(clinic, product, route, more)


@pytest.mark.parametrize(("product", "route", "more"), SILENT, ids=[each[0] for each in SILENT])
def test_what_is_for_the_skin_or_has_its_amount_is_left_alone(
    clinic: Path, product: str, route: str, more: str
) -> None:
    assert advice(clinic, product, route, more) == ""


@pytest.mark.parametrize(
    ("product", "dose", "at_least", "is_unclear"),
    [
        ("Calcium/magnesium/zink", "1 tablet (333 mg/167 mg/5 mg)", None, True),
        ("Calcium & magnesium", "500 mg / 250 mg", None, True),
        ("Magnesium", "1,5x 250 mg per dag", 375, False), ("Magnesium", "2½x 300 mg per dag", 750, False),
        ("Magnesium", "anderhalf keer 250 mg per dag", 375, False),
    ],
)  # fmt: skip
def test_parts_of_a_time_and_weights_of_several_nutrients_are_never_read_low(
    product: str, dose: str, at_least: int | None, is_unclear: bool
) -> None:
    reading = read_dose(product, dose, MAGNESIUM)
    assert reading.is_unclear is is_unclear
    if at_least:
        assert reading.milligrams is not None
        assert reading.milligrams * max(reading.times, 1) >= at_least


def test_a_number_may_begin_with_its_decimal_point() -> None:
    assert read_dose("Magnesium", ".5 mg", MAGNESIUM).milligrams == Fraction(1, 2)
