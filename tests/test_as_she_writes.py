"""What is understood as it is typed, though it is another shape than the model has; and what is asked instead."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from handouts.content.model.brochure import Brochure
from handouts.content.model.intake import Intake
from handouts.content.model.settings import number_of_days
from handouts.content.model.sheet import Appointment, Consult, Recipe
from handouts.content.reading.syntax import not_yaml
from handouts.problems import Mark

CONSULT = {"ref": "A-1", "sheet": "x", "date": "2026-11-20", "client": {"first_name": "Sam"}}
TEA = {"product": "Thee", "route": "oral", "when": ["avond"]}


def hints(model: Any, value: object) -> list[str]:
    with pytest.raises(ValidationError) as refused:
        model.model_validate(value)
    return [each["ctx"]["hint"] for each in refused.value.errors()]


@pytest.mark.parametrize(
    ("typed", "moments"),
    [
        ("avond", ["evening"]), ("ochtend en avond", ["morning", "evening"]), ("'s avonds", ["evening"]),
        ("ochtend, middag / avond", ["morning", "noon", "evening"]), ("voor het slapen", ["night"]),
        ("s avonds", ["evening"]), (["avond"], ["evening"]),
    ],
)  # fmt: skip
def test_the_moments_may_stand_on_one_line(typed: object, moments: list[str]) -> None:
    assert Intake.model_validate(TEA | {"when": typed}).when == moments


@pytest.mark.parametrize(
    ("typed", "flags"),
    [
        ("geen", []), ("Geen", []), (["geen"], []), ("n.v.t.", []), ("hart", ["heart"]), ([], []),
        ("nieren, medicijnen en hart", ["kidneys", "medication", "heart"]), ("hart of bloedvaten", ["heart"]),
    ],
)  # fmt: skip
def test_the_flags_may_stand_on_one_line_and_be_none(typed: object, flags: list[str]) -> None:
    assert Consult.model_validate(CONSULT | {"flags": typed}).flags == flags


def test_none_beside_a_flag_is_asked_about() -> None:
    assert hints(Consult, CONSULT | {"flags": ["geen", "hart"]})[0].startswith("choose from: ")


def test_names_and_formats_may_stand_on_one_line() -> None:
    recipe = Recipe.model_validate({"title": "T", "modules": "grenzen-en-rust, slaap", "attach": "magnesium"})
    assert ([each.use for each in recipe.modules], recipe.attach) == (["grenzen-en-rust", "slaap"], ["magnesium"])
    assert Consult.model_validate(CONSULT | {"order": "slaap; rekken"}).order == ["slaap", "rekken"]
    brochure = Brochure.model_validate({"title": "T", "formats": "a4 en card", "sections": [{"heading": "H"}]})
    assert brochure.formats == ["a4", "card"]


@pytest.mark.parametrize(
    ("typed", "flag"),
    [
        ("hoge bloeddruk", "hart"), ("hartritmestoornis", "hart"), ("nierstenen", "nieren"), ("eczeem", "huid"),
        ("diabetes type 2", "suikerziekte"), ("bloedverdunners", "medicijnen"),
        ("suïcidaal", "gedachten aan zelfdoding"),
    ],
)  # fmt: skip
def test_what_falls_under_a_flag_is_named_in_the_hint(typed: str, flag: str) -> None:
    assert hints(Consult, CONSULT | {"flags": [typed]}) == [f"did you mean “{flag}”?"]


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("28", 28), ("28 dagen", 28), ("4 weken", 28), ("vier weken", 28), ("een week", 7), ("1 dag", 1), ("2 wk", 14),
        ("2 weken lang", 14), ("gedurende 3 weken", 21), ("6 weeks", 42), ("10 days", 10), ("14d", 14),
    ],
)  # fmt: skip
def test_a_number_of_days_may_be_one_of_weeks(typed: str, days: int) -> None:
    assert number_of_days(1, 366, 28)(typed) == days
    assert Intake.model_validate(TEA | {"days": typed}).days == days


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("3 maanden", "write weeks or days, such as 13 weeks"),
        ("een maand", "write weeks or days, such as 4 weeks"),
        ("1 jaar", "write weeks or days, such as 52 weeks"),
        ("3 tot 4 weken", "such as 28 days or 4 weeks"),
        ("1,5 week", "such as 28 days or 4 weeks"),
        ("een tijdje", "such as 28 days or 4 weeks"),
        ("0", "such as 28"),
        ("60 weken", "such as 28"),
        ("-7", "such as 28"),
    ],
)
def test_what_is_no_certain_number_of_days_is_asked_about(typed: str, hint: str) -> None:
    assert hints(Intake, TEA | {"days": typed}) == [hint]


def test_the_days_of_a_diary_may_be_weeks() -> None:
    assert Recipe.model_validate({"title": "T", "diary": {"days": "2 weken"}}).diary.days == 14  # type: ignore[union-attr]
    assert hints(Recipe, {"title": "T", "diary": {"days": "5 weken"}}) == ["such as 7"]


@pytest.mark.parametrize("typed", ["n.t.b.", "nog te bepalen", "volgt", "geen"])
def test_an_appointment_that_is_not_known_may_be_left_out(typed: str) -> None:
    (hint,) = hints(Consult, CONSULT | {"next_appointment": typed})
    assert hint.endswith("a time such as 10.30 after it; leave it out as long as the day is not known")


@pytest.mark.parametrize("time", ["10u30", "10 u 30", "10h30"])
def test_a_time_of_an_appointment_may_have_its_hour_named(time: str) -> None:
    found = Consult.model_validate(CONSULT | {"next_appointment": f"vr 18 dec. {time}"}).next_appointment
    assert isinstance(found, Appointment)
    assert (found.date.isoformat(), found.time) == ("2026-12-18", time)


@pytest.mark.parametrize(
    ("product", "dose"),
    [("Water", "2 glazen"), ("Kruidenthee", "1 kop"), ("Warme melk", "1 glas"), ("Noten of pitten", "1 handje")],
)
def test_food_and_drink_need_no_source_of_their_dose(product: str, dose: str) -> None:
    assert Intake.model_validate(TEA | {"product": product, "dose": dose}).dose_source is None


@pytest.mark.parametrize(
    ("product", "dose"),
    [
        ("Sint-janskruidthee", "1 kop"), ("Valeriaanthee", "1 kop"), ("Magnesiumwater", "1 glas"),
        ("Theanine", "1 capsule"), ("Theeboomolie", "3 druppels"), ("Visolie", "1 lepel"), ("Water", "10 druppels"),
        ("Zilverwater", "1 glas"), ("Thee met senna", "1 kop"), ("Melkdistel", "1 theelepel"),
        ("Vitamine C", "1 zakje"), ("Soepele spieren", "1 zakje"),
    ],
)  # fmt: skip
def test_a_remedy_needs_the_source_of_its_dose(product: str, dose: str) -> None:
    assert hints(Intake, TEA | {"product": product, "dose": dose}) == ["add dose_source: label, or who set it"]


@pytest.mark.parametrize(("route", "meant"), [("bewegen", "doen"), ("sport", "doen"), ("capsule", "slikken")])
def test_of_a_route_that_is_not_known_no_source_is_asked(route: str, meant: str) -> None:
    line = {"product": "Wandelen", "route": route, "dose": "30 min.", "when": "avond"}
    assert hints(Intake, line) == [f"did you mean “{meant}”?"]


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        (
            "goals: [Slapen, 's ochtends uitgerust opstaan]",
            'put it between double quotes: "\'s ochtends uitgerust opstaan"',
        ),
        ("  - 's avonds een wandeling  # elke dag", 'put it between double quotes: "\'s avonds een wandeling"'),
        ("    when: ['s avonds]", "write avond, without 's"),
        ("      - 's ochtends", "write ochtend, without 's"),
    ],
)
def test_a_text_that_begins_with_one_quote_is_put_between_two(line: str, hint: str) -> None:
    mark = Mark("a.yaml", 1, line.index("'s") + 1)
    assert not_yaml("expected <block end>", line, mark).hint == hint
