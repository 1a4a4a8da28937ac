"""What is swallowed is named, read and added up; what is on the skin, eaten or of another kind is left alone."""

from __future__ import annotations

import re
from datetime import date, timedelta
from fractions import Fraction
from itertools import cycle, islice, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import CONSULT, Command
from handouts.content.model.intake import Intake
from handouts.content.model.moments import MOMENTS
from handouts.content.model.rhythms import MOST_DAYS, OnWeekdays
from handouts.content.nutrients import MAGNESIUM, named_in
from handouts.content.nutrients.doses import is_bare_number, read_dose
from handouts.content.scheduling import largest_day, taken

DAY = date(2026, 11, 20)


def oral(**fields: Any) -> Intake:
    line = {"product": "Magnesium", "route": "oral", "dose_source": "etiket", "when": ["avond"]}
    return Intake.model_validate({**line, **fields})


NAMED = (
    "Magnesium|magnesiumcitraat|Magnesiumbisglycinaat|MAGNESIUM|Mg|Mg-citraat|mg citraat|"
    "Ca/Mg/Zn|bitterzout|Epsom zout|Engels zout|ZMA|Cal-Mag|magnesuim|magnezium|Magnisium|"
    "Magneslum|Magnesiumolie|Magnésium|MgO|Multi met magnesium|mag-oxide|Mag Citrate|"
    "magne\u00adsium|Magnesiumtabletten bij het ontbijt|Noten met magnesiumpoeder|ＭＡＧＮＥＳＩＵＭ|"
    "Vitamine C en Mg|Magnesium, zonder suiker|Magnesium (zonder magnesiumstearaat)|"
    "Mag. citr. 400|Magn. 200 mg|Mag 375 forte|Mag. bisgl.|Bruistablet magnesium|Bisglycinaat 200 mg|Bisglycinaat"
).split("|")
NOT_NAMED = (
    "Mgr. Zwijsen|5 mg melatonine|Melatonine|Vitamine C 500 mg|Vitamine C 500 Mg|"
    "VITAMINE C 1000 MG|Pompoenpitten|Noten|Noten (bron van magnesium)|Magnesiumrijk ontbijt|"
    "magnesiumrijke voeding|Magnesium-rich breakfast|Mangaan|Manganese|"
    "Multivitamine zonder magnesium|Zonder magnesiumstearaat|"
    "Vitamine D (bevat magnesiumstearaat)|Manuka honing MGO 250+|Mineraalwater met magnesium|"
    "Spinazie met magnesium|Magazijn|Magere yoghurt|Levothyroxine, 4 uur voor magnesium|Imago|"
    "Magnetron|Zink 15 mg|Glycine|Calciumcitraat|Zinkbisglycinaat|mg|Magister|Magnoliathee|"
    "Magere kwark|Mag 10 min.|Mag 100% rust|Algemeen|Mag ook met melk|"
    "IJzer bisglycinaat|Zink (als bisglycinaat)|Fe-bisglycinaat|Citrulline malaat"
).split("|")


@pytest.mark.parametrize("name", NAMED)
def test_a_product_that_holds_magnesium_is_known_by_its_names(name: str) -> None:
    assert list(named_in(name, None)) == [MAGNESIUM]


@pytest.mark.parametrize("name", NOT_NAMED)
def test_a_product_that_does_not_is_left_alone(name: str) -> None:
    assert list(named_in(name, None)) == []


def test_a_dose_may_speak_of_it_too_and_food_is_not_counted() -> None:
    assert list(named_in("Sachet", "1 stuk (375 mg magnesium)")) == [MAGNESIUM]
    assert list(named_in("Glas water", "met 200 mg magnesium")) == [MAGNESIUM]
    assert list(named_in("IJzer", "20 mg (bisglycinaat)")) == []
    assert list(named_in("Amandelen", "30 g (80 mg magnesium)")) == []
    for name in ("Magnesium Food State", "Food-Grown Magnesium", "Magnesium met lijnzaad"):
        assert list(named_in(name, "400 mg")) == [MAGNESIUM], "nobody weighs food in mg"


DOSES: dict[str, float | None] = {
    "400 milligr.": 400, "2tabletten à200mg": 400, "driekwart tablet van 400 mg": 300,
    "1 kwart tablet van 400 mg": 100, "1 tablet (500/250 mg)": 500, "600-400 mg": 600, "3 mg/kg": None,
    "400 mg": 400, "400mg": 400, "400\u00a0mg": 400, "400 MG": 400, "0,4 g": 400, "0.4g": 400, "400 milligram": 400,
    "400 mgr": 400, "400.000 µg": 400, "400000 mcg": 400, "1.000 mg": 1000, "1,000 mg": 1000, "1 g": 1000,
    "2 tabletten à 200 mg": 400, "2 x 200 mg": 400, "2 × 200 mg": 400, "2×200mg": 400, "2*200 mg": 400,
    "twee tabletjes van 200 mg": 400, "two tablets of 200 mg": 400, "2 tablets (200 mg each)": 400,
    "1-2 tabletten van 200 mg": 400, "1 tot 2 tabletten van 200 mg": 400, "een of twee capsules van 200 mg": 400,
    "1 tot 2 x 200 mg": 400, "200-400 mg": 400, "200 tot 400 mg": 400, "200 mg tot 400 mg": 400, "2 à 200 mg": 400,
    "½ tablet à 400 mg": 200, "½ tablet 400 mg": 200, "halve tablet van 400 mg": 200, "half a tablet of 400 mg": 200,
    "een halve tablet (200 mg)": 200, "1,5 tablet van 250 mg": 375, "1½ tablet van 200 mg": 300,
    "1\u20442 tablet à 400 mg": 200, "1 1\u20442 tablet van 200 mg": 300,
    "anderhalve tablet van 200 mg": 300, "1 1/2 tablet à 200 mg": 300, "tweeënhalve tablet van 100 mg": 250,
    "1 maatschepje (375 mg magnesium)": 375, "375 mg (100% RI)": 375, "375 mg (100 % van de RI)": 375,
    "10 ml (= 150 mg)": 150, "10 ml (150 mg)": 150, "5 ml bevat 150 mg": 150, "10 ml à 15 mg per ml": 150,
    "20 druppels van 10 mg": 200, "20 druppels (200 mg)": 200, "2 scoops (150 mg each)": 300,
    "2 tabletten = 400 mg": 400, "2 tabletten (samen 400 mg)": 400, "2 tabletten (400 mg)": 800, "200 mg x 2": 400,
    "200 mg, 2 tabletten": 400, "200 mg per tablet, 2 tabletten": 400, "150mg/tablet, 2 st": 300,
    "2 tabletten, 200 mg per stuk": 400, "2 tabletten met elk 200 mg": 400, "2 x 1 tablet van 150 mg": 300,
    "2 tabletten à 150 mg met een glas water": 300, "150 mg met 1 glas water": 150, "1 sachet (300 mg)": 300,
    "200 mg + 100 mg": 300, "100 mg 's ochtends en 200 mg 's avonds": 300, "maximaal 400 mg": 400,
    "500 mg magnesiumcitraat (80 mg magnesium)": 80, "2 tabletten à 500 mg magnesiumcitraat (80 mg magnesium)": 160,
    "1 tablet (500 mg calcium, 250 mg magnesium)": 250, "calcium 500 mg, magnesium 250 mg": 250,
    "250 mg magnesium en 10 mg zink": 250, "1 tablet (5 mg zink)": None, "1 zakje": None, "2 tabletten": None,
}  # fmt: skip


@pytest.mark.parametrize(("dose", "mg"), DOSES.items())
def test_an_amount_is_read_from_a_dose_and_the_largest_where_there_are_two(dose: str, mg: float | None) -> None:
    assert read_dose("Magnesium", dose, MAGNESIUM).milligrams == mg


@pytest.mark.parametrize(
    ("name", "dose", "mg"),
    [
        ("Magnesium 400 mg", "2 tabletten", 800), ("Magnesium 400 mg", "½ tablet", 200),
        ("Magnesium 400 mg", None, 400),
        ("Magnesium 400 mg", "2 x", 800), ("Magnesium 400 mg", "2", 800), ("Magnesium 2 x 400 mg", None, 800),
        ("Magnesium 400 mg", "10 ml", 400), ("Magnesium 400 mg", "200 mg", 200), ("Magnesium 400", "1 tablet", None),
        ("Vitaminen", "2 × 400 mg magnesium", 800), ("Magnesium + B6", "400 mg", 400),
    ],
)  # fmt: skip
def test_the_product_says_how_strong_it_is_when_the_dose_does_not(name: str, dose: str | None, mg: int | None) -> None:
    reading = read_dose(name, dose, MAGNESIUM)
    assert reading.milligrams == mg


@pytest.mark.parametrize(
    ("dose", "moments", "a_day"),
    [
        ("200 mg", 1, 200), ("200 mg", 3, 600), ("2 x per dag 200 mg", 1, 400), ("2 x per dag 200 mg", 2, 400),
        ("200 mg, 2x daags", 1, 400), ("2 dd 200 mg", 1, 400), ("tweemaal daags 200 mg", 1, 400),
        ("2 x 200 mg per dag", 1, 400), ("3 x daags 1 tablet van 100 mg", 1, 300), ("400 mg per dag", 2, 800),
    ],
)  # fmt: skip
def test_a_dose_that_says_how_often_on_a_day_counts_as_often(dose: str, moments: int, a_day: int) -> None:
    line = taken(oral(dose=dose, when=list(MOMENTS[:moments])))
    assert line is not None
    assert line.a_day == a_day


@pytest.mark.parametrize("dose", "400|2|1,5|½|1-2|twee|1 of 2|een halve|1½|2x|100.".split("|"))
def test_a_number_of_nothing_is_known(dose: str) -> None:
    assert is_bare_number(dose)


@pytest.mark.parametrize(
    "dose", "400 mg|2 tabletten|20 min.|een handje|half uur|1 tablet|10 ml|2 x 10|1 keer".split("|")
)
def test_a_dose_with_its_unit_is_no_bare_number(dose: str) -> None:
    assert not is_bare_number(dose)


# --- The sum of a day


def brute_force(lines: list[Intake]) -> Fraction:
    """The largest sum, worked out day by day by rules of its own."""
    starts = [line.start or DAY for line in lines]
    best = Fraction(0)
    for offset in range((max(starts) - min(starts)).days + MOST_DAYS + 1):
        day, total = min(starts) + timedelta(days=offset), Fraction(0)
        for line, start in zip(lines, starts, strict=True):
            age = (day - start).days
            if age < 0 or (line.days is not None and age >= line.days):
                continue
            rhythm = line.every
            if isinstance(rhythm, int):
                on = age % rhythm == 0
            elif isinstance(rhythm, OnWeekdays):
                on = day.isoweekday() - 1 in rhythm.weekdays
            else:
                on = True
            times = line.at_most.times if line.at_most else len(line.when)
            total += on * times * Fraction(line.magnesium_mg or 0)
        best = max(best, total)
    return best


EVERY = (
    "dag|om de dag|elke 3 dagen|elke 5 dagen|week|elke 2 weken|3 keer per week|ma wo vr|werkdagen|weekend|zo nodig|"
    "elke dag behalve zondag|elke 10 dagen"
).split("|")


@st.composite
def tablets(draw: st.DrawFn) -> Intake:
    every = draw(st.sampled_from(EVERY))
    fields: dict[str, Any] = {"every": every, "magnesium_mg": str(draw(st.integers(0, 200)))}
    fields["when"] = list(MOMENTS[: draw(st.integers(1, 4))])
    if every == "zo nodig" and draw(st.booleans()):
        fields["at_most"] = str(draw(st.integers(1, 6)))
    if draw(st.booleans()):
        fields["days"] = str(draw(st.integers(1, 60)))
    if draw(st.booleans()):
        fields["start"] = (DAY + timedelta(days=draw(st.integers(0, 40)))).isoformat()
    return oral(**fields)


@settings(max_examples=60, deadline=None)
@given(st.lists(tablets(), min_size=1, max_size=4))
def test_the_largest_day_is_that_of_a_sum_day_by_day(lines: list[Intake]) -> None:
    assert largest_day(lines, DAY).milligrams == brute_force(lines)


@pytest.mark.parametrize(
    ("weekly", "other_day", "meet"),
    [
        ("2026-11-20", "2026-11-28", date(2026, 12, 4)),
        ("2026-11-26", "2026-11-27", date(2026, 12, 3)),
    ],
    ids=["after fourteen days", "on the fourteenth day"],
)
def test_a_weekly_and_an_every_other_day_line_meet_in_their_second_week(
    weekly: str, other_day: str, meet: date
) -> None:
    lines = [oral(magnesium_mg="150", every="week", start=weekly),
             oral(magnesium_mg="101", every="om de dag", start=other_day)]  # fmt: skip
    total = largest_day(lines, DAY)
    assert (total.milligrams, total.day) == (Fraction(251), meet)


def test_lines_that_first_meet_far_in_the_plan_are_found() -> None:
    lines = [oral(magnesium_mg="150", every="elke 15 dagen"),
             oral(magnesium_mg="150", every="elke 16 dagen", start="2026-11-21")]  # fmt: skip
    total = largest_day(lines, DAY)
    assert (total.milligrams, total.day) == (Fraction(300), DAY + timedelta(days=225))


def test_a_line_that_ends_on_the_day_before_another_begins_never_meets_it() -> None:
    ends = oral(magnesium_mg="200", days="7")
    assert largest_day([ends, oral(magnesium_mg="200", start="2026-11-27")], DAY).milligrams == 200
    assert largest_day([ends, oral(magnesium_mg="200", start="2026-11-26")], DAY).milligrams == 400


@pytest.mark.parametrize(
    ("every", "fields", "a_day"),
    [
        ("3 keer per week", {"when": ["ochtend", "avond"]}, 200),
        ("zo nodig", {"at_most": "4"}, 400),
        ("zo nodig, max 3 keer per dag", {"when": ["avond"]}, 300),
        ("zo nodig, max 2 keer per week", {"when": ["avond"]}, 200),
        ("zo nodig", {"when": ["ochtend", "avond"]}, 200),
    ],
)
def test_what_has_no_fixed_days_counts_on_every_day_as_often_as_may_be(
    every: str, fields: dict[str, Any], a_day: int
) -> None:
    lines = [oral(magnesium_mg="100", every=every, **fields), oral(magnesium_mg="50", every="week", start="2026-11-24")]
    assert largest_day(lines, DAY).milligrams == a_day + 50


def test_half_milligrams_are_counted_exactly() -> None:
    lines = [oral(magnesium_mg="62,5", when=list(MOMENTS)), oral(dose="0,25 mg")]
    assert largest_day(lines, DAY).milligrams == Fraction(1001, 4)


# --- What is said of it

PLAN = CONSULT + "schedule:\n"
PILL = "- {{product: Magnesium, route: oral, dose: {dose}, dose_source: etiket, when: [avond]{more}}}\n"


def said(handouts: Command, clinic: Any, *lines: str) -> str:
    (clinic / "content/clients/2026-014.yaml").write_text(PLAN + "".join(lines), encoding="utf-8")
    return handouts("check").err


@pytest.mark.parametrize(("mg", "warned"), [("250", False), ("250,5", True), ("251", True)])
def test_at_the_upper_level_nothing_is_said_and_above_it_is(
    handouts: Command, clinic: Any, mg: str, warned: bool
) -> None:
    found = said(handouts, clinic, PILL.format(dose="1 tablet", more=f', magnesium_mg: "{mg}"'))
    assert ("[magnesium-sum]" in found) is warned
    assert "nutrient" not in found


def test_the_sum_names_the_day_the_lines_that_make_it_and_the_source(handouts: Command, clinic: Any) -> None:
    found = said(
        handouts, clinic,
        PILL.format(dose="1 tablet", more=", magnesium_mg: 150, every: week"),
        PILL.format(dose="1 tablet", more=", magnesium_mg: 60, every: om de dag, start: 2026-11-21"),
        PILL.format(dose="2 × 50 mg", more=", every: om de dag, start: 2026-11-21"),
    )  # fmt: skip
    assert (
        "2026-014.yaml:6:1: warning: by mouth this comes to 310 mg of magnesium a day, and 250 mg is the most; on "
        "27 November 2026: 150 mg (line 6) + 60 mg (line 7) + 100 mg as it reads (line 8) [magnesium-sum]"
    ) in found
    assert "hint: EU Scientific Committee on Food, 2001; food is not counted" in found


SPOKEN = {
    "read": (
        PILL.format(dose="2 × 400 mg", more=""),
        "6:43: warning: this has no magnesium_mg; it is read as 800 mg of magnesium each time [nutrient-read] hint:",
    ),
    "a compound": (
        PILL.replace("Magnesium", "Magnesiumcitraat").format(dose="400 mg", more=""),
        "read as 400 mg of magnesium each time, and may be 400 mg of a compound that holds about 65 mg [nutrient-read]",
    ),
    "two readings": (
        PILL.format(dose="2 tabletten (400 mg)", more=""),
        "is read as 800 mg of magnesium each time, and may be less",
    ),
    "a rate": (
        PILL.format(dose="3 x daags 100 mg", more=""),
        "is read as 100 mg of magnesium each time, 3 times a day",
    ),
    "nothing": (
        PILL.format(dose="1 tablet", more=""),
        "this holds magnesium, and nothing says how much: the sum of the day leaves it out [nutrient-not-counted]",
    ),
    "another amount": (
        PILL.format(dose="2 tabletten à 200 mg", more=", magnesium_mg: 300"),
        "warning: this is 300 mg for one dose, and the dose reads as 400 mg of magnesium [nutrient-differs]",
    ),
    "one of what is counted": (
        PILL.format(dose="2 capsules", more=", magnesium_mg: 100, how: 100 mg per capsule"),
        "warning: this is 100 mg for one dose, and by how: that is 200 mg [nutrient-differs]",
    ),
    "a bare number": (
        PILL.format(dose='"400"', more=", magnesium_mg: 100"),
        "6:43: warning: this dose is a number without a unit [no-unit] hint: such as 1 tablet, 400 mg or 20 min.",
    ),
    "no limit": (
        PILL.format(dose="1 tablet", more=", magnesium_mg: 100, every: zo nodig"),
        "nothing says how many times a day at most [no-at-most] hint: add at_most: a number, such as 3",
    ),
    "no such day": (
        "- {product: Rust, route: doen, when: [avond], every: wo, start: 2026-11-20, days: 3}\n",
        "none of these days comes within the 3 of this line [never-due]",
    ),
    "a tablet to do": (
        "- {product: Magnesiumtabletten, route: doen, when: [avond]}\n",
        "add route: oral, if it is swallowed",
    ),
}


@pytest.mark.parametrize(("line", "words"), SPOKEN.values(), ids=SPOKEN.keys())
def test_what_is_missing_at_a_line_is_asked_for(handouts: Command, clinic: Any, line: str, words: str) -> None:
    found = " ".join(said(handouts, clinic, line).split())
    assert words in found


def test_an_amount_that_is_given_on_the_skin_or_of_something_else_is_silent(handouts: Command, clinic: Any) -> None:
    found = said(
        handouts, clinic,
        PILL.format(dose="1 tablet", more=", magnesium_mg: 0"),
        PILL.replace("Magnesium", "Magnesiumcitraat").format(dose="2 × 400 mg", more=", magnesium_mg: 130"),
        "- {product: Magnesiumolie, route: huid, dose: 5 sprays, dose_source: etiket, when: [avond]}\n",
        "- {product: Magnesiumvlokken in het voetenbad, route: huid, when: [avond]}\n",
        "- {product: Melatonine, route: oral, dose: 5 mg, dose_source: arts, every: zo nodig, at_most: 1}\n",
        "- {product: Voetenbad met magnesium, route: doen, dose: 20 min., when: [avond], every: zo nodig}\n",
    )  # fmt: skip
    assert not re.search(r"2026-014\S* (?!advice)", found)


def test_the_recipes_lines_are_asked_for_in_the_recipe(handouts: Command, clinic: Any) -> None:
    path = clinic / "content/sheets/magnesiumconsult.yaml"
    line = PILL.format(dose="400 mg", more="")
    path.write_text(f"{path.read_text(encoding='utf-8')}schedule:\n{line}", encoding="utf-8")
    found = said(handouts, clinic, PILL.format(dose="1 tablet", more=", magnesium_mg: 100"))
    assert "content/sheets/magnesiumconsult.yaml:11:43: warning: this has no magnesium_mg" in found
    assert "400 mg as it reads (content/sheets/magnesiumconsult.yaml, line 11) + 100 mg (line 6)" in found


# --- Many lines, dangerous and innocent

STRENGTHS = (150, 200, 300, 400)
WORDED: tuple[tuple[str, int | Fraction], ...] = (
    ("{mg} mg", 1), ("2 tabletten à {mg} mg", 2), ("2 x {mg} mg", 2), ("1-2 capsules van {mg} mg", 2),
    ("1,5 tablet van {mg} mg", Fraction(3, 2)), ("anderhalve tablet van {mg} mg", Fraction(3, 2)),
    ("{mg} milligram", 1),
    ("1 zakje ({mg} mg)", 1), ("drie capsules van {mg} mg", 3), ("½ tablet à {mg} mg", Fraction(1, 2)),
    ("{mg}000 µg", 1), ("2 tablets of {mg} mg", 2),
)  # fmt: skip


def test_every_dangerous_line_is_found_with_its_sum() -> None:
    rhythms, moments = cycle(EVERY), cycle([MOMENTS[:1], MOMENTS[:2], MOMENTS[1:4]])
    count = 0
    for name, (words, factor), mg in product(NAMED[:12], WORDED, STRENGTHS):
        when, every = next(moments), next(rhythms)
        line = oral(product=name, dose=words.format(mg=mg), when=list(when), every=every)
        total = largest_day([line], DAY)
        assert total.milligrams == mg * factor * len(when), (name, line.dose, every)
        assert total.parts[0].reading is not None, "it is asked for"
        count += 1
    assert count == 576


def test_no_innocent_line_is_named() -> None:
    doses = cycle(["1 tablet", "500 mg", "2 x 10 mg", "10 ml", "1 kopje", "5 mg", "1000 IE", "½ tablet à 100 mg", None])
    # A tablet of mineral water would be odd; all other names go with any dose.
    names = [
        *(name for name in NOT_NAMED if "met magnesium" not in name),
        "Omega 3",
        "Valeriaan",
        "Kamillethee",
        "Paracetamol",
        "IJzer",
        "B12",
        "Probiotica",
        "Multi",
    ]
    for name, dose in islice(zip(cycle(names), doses, strict=False), 3000):
        assert taken(oral(product=name, dose=dose)) is None, (name, dose)


@pytest.mark.parametrize(
    ("word", "is_magnesium"),
    [
        ("Magensium", True), ("magneisum", True), ("mgnesium 400 mg", True), ("magnesuim", True),
        ("magesiumcitraat", True),
        ("mangaan", False), ("manganese", False), ("magnetron", False), ("anesthesie", False), ("Magnolia", False),
    ],
)  # fmt: skip
def test_magnesium_is_known_with_a_slip_of_the_finger(word: str, is_magnesium: bool) -> None:
    assert MAGNESIUM.is_named_in(word) is is_magnesium
