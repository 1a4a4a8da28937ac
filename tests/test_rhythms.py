"""How often something is done: what people write is understood in Dutch and in English, and never guessed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from handouts.content.labels import load_labels
from handouts.content.model.intake import Intake
from handouts.content.model.rhythms import AtMost, OnWeekdays, Rhythm, TimesAWeek, WhenNeeded, as_at_most, as_rhythm
from handouts.content.scheduling import first_day, is_done_on, last_day
from handouts.content.wording import Filled, Gaps
from handouts.files.folder import Folder
from handouts.files.layout import shipped_root
from handouts.page.composing.rhythms import worded_rhythm

MON_WED_FRI, WORKDAYS, WEEKEND = OnWeekdays((0, 2, 4)), OnWeekdays((0, 1, 2, 3, 4)), OnWeekdays((5, 6))
FORMS: list[tuple[Rhythm, str]] = [
    (1, "dag|elke dag|iedere dag|dagelijks|Elke dag|day|every day|each day|daily|elke dag."),
    (2, "om de dag|om de andere dag|elke 2 dagen|other day|other-day|every other day|every second day|alternate days"),
    (2, "om-de-dag|om\u2011de\u2011dag|elke andere dag|iedere andere dag"),
    (OnWeekdays((0, 3)), "2 keer per week, ma en do|2x per week (ma/do)|tweemaal per week op maandag en donderdag"),
    (OnWeekdays((0,)), "wekelijks op maandag|elke week op ma|1x per week op maandag|weekly on Monday"),
    (MON_WED_FRI, "ma\u2011wo\u2011vr|ma-wo-vr"),
    (OnWeekdays((0, 1, 2, 3, 4, 5)), "dagelijks behalve zondag|daily except Sundays"),
    (3, "elke 3 dagen|iedere drie dagen|elke derde dag|om de 3 dagen|om de drie dagen|eens in de 3 dagen|every 3 days"),
    (3, "every three days|every third day|once every 3 days|1 keer per 3 dagen"),
    (7, "week|elke week|iedere week|wekelijks|weekly|every week"),
    (14, "om de week|elke 2 weken|every other week|every two weeks|fortnightly|once a fortnight"),
    (14, "eens per 14 dagen"),
    (TimesAWeek(1), "eens per week|1 keer per week|een keer per week|één keer per week|1x per week|once a week"),
    (TimesAWeek(2), "tweemaal per week|twice a week|2x p.w.|2 maal in de week|twice per week"),
    (TimesAWeek(3), "3 keer per week|3x per week|3 × per week|drie keer per week|3 times a week|three times per week"),
    (TimesAWeek(3), "3 keer in de week|3x/week|3 dagen per week|3 days a week|per week 3 keer|driemaal per week"),
    (TimesAWeek(3), "3x wekelijks|3 times weekly|three times weekly|3 x p.w.|3xpw"),
    (
        TimesAWeek(3, 2),
        "2 tot 3 keer per week|2-3 keer per week|2 à 3 x per week|twee of drie keer per week",
    ),
    (
        MON_WED_FRI,
        "maandag, woensdag en vrijdag|ma wo vr|ma, wo, vr|ma/wo/vr|op ma, wo en vr|mon, wed, fri",
    ),
    (MON_WED_FRI, "on Mondays, Wednesdays and Fridays|ma. wo. vr.|maandags, woensdags en vrijdags"),
    (OnWeekdays((0,)), "elke maandag|op maandag|iedere maandag|'s maandags|every Monday|on Monday|ma"),
    (WORKDAYS, "werkdagen|op werkdagen|door de week|ma t/m vr|maandag tot en met vrijdag|ma-vr|mon-fri|weekdays"),
    (WORKDAYS, "Monday to Friday|working days|op werkdagen."),
    (WEEKEND, "weekend|in het weekend|elk weekend|at weekends|zaterdag en zondag|za zo|za/zo"),
    (OnWeekdays((0, 4, 5, 6)), "vr t/m ma|Friday to Monday"),
    (OnWeekdays((0, 1, 2, 3, 4, 5)), "elke dag behalve zondag|every day except Sunday|werkdagen en zaterdag|ma-za"),
    (1, "ma t/m zo|maandag tot en met zondag|werkdagen en weekend"),
    (
        WhenNeeded(),
        "zo nodig|indien nodig|zonodig|als het nodig is|wanneer nodig|when needed|as needed|ZO NODIG",
    ),
    (
        WhenNeeded(AtMost(3)),
        "zo nodig, max 3 keer per dag|zo nodig (maximaal 3x per dag)",
    ),
    (
        WhenNeeded(AtMost(3)),
        "zo nodig, hooguit 3 keer per dag|when needed, at most 3 times a day|3x daags zo nodig",
    ),
    (WhenNeeded(AtMost(3)), "indien nodig, drie keer per dag|zo nodig 3x per dag"),
    (WhenNeeded(AtMost(2, "week")), "zo nodig, max 2 keer per week|as needed, up to 2 times a week"),
]
UNDERSTOOD = [(form, rhythm) for rhythm, forms in FORMS for form in forms.split("|")]
NOT_A_RHYTHM = (
    "soms|nooit|3|drie|0 keer per week|8 keer per week|elke 0 dagen|elke 400 dagen|ma xx|"
    "zo nodig vaak|3-2 keer per week|om|elke|per week|keer per week|elke dag behalve|elke foo dagen|om de|x|een|"
    "maandag behalve maandag|zo nodig, max 0 keer per dag|dag en nacht|1e week|nodig"
)


@pytest.mark.parametrize("word", ["dag", "maandag", "eenmaal", "maximaal"])
def test_what_is_longer_than_any_rhythm_is_refused_as_none(word: str) -> None:
    for read in (as_rhythm, as_at_most):
        with pytest.raises(PydanticCustomError):
            read(word * 10_000)  # so much would take minutes to try


@pytest.mark.parametrize(("form", "rhythm"), UNDERSTOOD)
def test_a_rhythm_is_understood_as_people_write_it(form: str, rhythm: Rhythm) -> None:
    assert as_rhythm(form) == rhythm


@pytest.mark.parametrize("form", NOT_A_RHYTHM.split("|"))
def test_what_is_no_rhythm_is_never_guessed_and_the_hint_names_those_that_are(form: str) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        as_rhythm(form)
    assert caught.value.type == "not-a-choice"
    hint = (caught.value.context or {})["hint"]
    named = hint.removeprefix("such as ").replace(" or ", ", ").split(", ")
    assert [as_rhythm(each) for each in named] == [1, 2, 3, TimesAWeek(3), MON_WED_FRI, WORKDAYS, 7, WhenNeeded()]


@pytest.mark.parametrize(
    "form", ["2 keer per dag", "3x daags", "twice a day", "drie keer per dag", "1 dd 1", "1 dd 1 tablet"]
)
def test_how_often_on_a_day_is_sent_to_the_moments(form: str) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        as_rhythm(form)
    assert "moments under when" in (caught.value.context or {})["hint"]


@pytest.mark.parametrize("form", "avond|elke avond|iedere ochtend|'s avonds|savonds|voor het slapen|nightly".split("|"))
def test_a_moment_of_the_day_is_sent_to_when(form: str) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        as_rhythm(form)
    assert "is a moment of the day" in caught.value.message()
    assert "under when:, and here: every day" in (caught.value.context or {})["hint"]


NEARLY = {
    "write it under when:, and here: every day":
        "elke ochtend en avond|ochtend, middag en avond|elke dag 's avonds|morning and evening",
    "write the moments under when, and here: every day":
        "1x daags|2 dd|tweemaal daags|bij elke maaltijd|elke 8 uur|every 6 hours|with meals|q.d.|tid",
    "write the moment under when:, and here: maandag": "maandagavond|elke maandagochtend",
    "the nearest is elke 4 weken": "maandelijks|1x per maand|eens per maand|elke maand|monthly|once a month",
    "the nearest is elke 2 weken": "2x per maand|twee keer per maand",
    "the nearest is elke 12 weken": "eens per kwartaal",
    "also write how often at most, such as 2 to 4 times a week":
        "minimaal 2 keer per week|minstens 2x per week|at least twice a week|3 keer per week of vaker",
    "such as 2 keer per week, or as needed, max 2 keer per week": "maximaal 2 keer per week|hooguit 2 keer per week",
    "write it under how:, and here: as needed": "bij pijn|bij kramp|na het sporten|when in pain|als ik niet slaap",
}  # fmt: skip


@pytest.mark.parametrize(
    ("form", "hint"), [(form, hint) for hint, forms in NEARLY.items() for form in forms.split("|")]
)
def test_what_is_nearly_a_rhythm_gets_the_nearest_that_is_understood(form: str, hint: str) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        as_rhythm(form)
    assert (caught.value.context or {})["hint"] == hint


@pytest.mark.parametrize(
    "form", ["dag", "maandag", "elke 2 weken", "elke 4 weken", "elke 12 weken", "2 tot 4 keer per week", "zo nodig"]
)
def test_each_rhythm_that_a_hint_names_is_understood(form: str) -> None:
    assert as_rhythm(form)


def test_days_of_the_week_may_stand_in_a_list() -> None:
    assert as_rhythm(["ma", "woensdag", "Friday"]) == MON_WED_FRI


@pytest.mark.parametrize(
    ("typed", "most"),
    [
        ("3", AtMost(3)), ("3 keer per dag", AtMost(3)), ("max. 3x daags", AtMost(3)), ("drie", AtMost(3)),
        ("2-3 keer per dag", AtMost(3)), ("at most twice a day", AtMost(2)), ("2 keer per week", AtMost(2, "week")),
        ("max 6 per dag", AtMost(6, may_be_pieces=True)), ("hoogstens 4 per week", AtMost(4, "week", True)),
        ("0", None), ("veel", None), ("25", None), ("", None),
    ],
)  # fmt: skip
def test_how_often_at_most_is_read_or_named(typed: str, most: AtMost | None) -> None:
    if most:
        assert as_at_most(typed) == most
    else:
        with pytest.raises(PydanticCustomError):
            as_at_most(typed)


def intake(**fields: Any) -> Intake:
    return Intake.model_validate({"product": "Rust", "route": "activity", "when": ["avond"], **fields})


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"at_most": "3"}, "has at_most, and is not done when needed"),
        ({"every": "zo nodig, max 2 keer per dag", "at_most": "3"}, "says twice how often at most"),
    ],
)
def test_how_often_at_most_belongs_to_what_is_done_when_needed_and_is_said_once(
    fields: dict[str, str], said: str
) -> None:
    with pytest.raises(ValidationError, match=said):
        intake(**fields)


def test_what_is_done_when_needed_may_have_no_moment_and_all_else_must() -> None:
    line = {"product": "Rust", "route": "activity"}
    assert Intake.model_validate({**line, "every": "zo nodig", "at_most": "2"}).limit == AtMost(2)
    with pytest.raises(ValidationError, match="“when” is missing"):
        Intake.model_validate({**line, "every": "ma"})


FRIDAY = date(2026, 11, 20)
ANY = st.one_of(
    st.integers(1, 40),
    st.sets(st.integers(0, 6), min_size=1, max_size=6).map(lambda days: OnWeekdays(tuple(sorted(days)))),
    st.integers(1, 7).map(TimesAWeek),
    st.just(WhenNeeded()),
)


@given(ANY, st.integers(1, 366))
def test_a_line_is_done_on_its_last_day_and_never_outside_its_days(rhythm: Rhythm, days: int) -> None:
    line = intake(every=rhythm, days=str(days), start="2026-11-20")
    done = [FRIDAY + timedelta(days=n) for n in range(-8, days + 8) if is_done_on(line, FRIDAY + timedelta(n), FRIDAY)]
    assert all(FRIDAY <= day < FRIDAY + timedelta(days=days) for day in done)
    if done:
        assert last_day(line, FRIDAY) == done[-1]
    else:
        assert isinstance(rhythm, OnWeekdays)
        assert days < 7
    assert first_day(line, FRIDAY) == FRIDAY


PRINTED = {
    "nl": {
        "dag": "elke dag", "om de dag": "om de dag", "om de drie dagen": "elke 3 dagen", "week": "elke week",
        "om de week": "elke 2 weken", "eens per week": "1 keer per week", "3x per week": "3 keer per week",
        "2-3x per week": "2 tot 3 keer per week", "ma wo vr": "op maandag, woensdag en vrijdag", "di": "op dinsdag",
        "ma-vr": "op werkdagen", "za zo": "in het weekend", "zo nodig": "zo nodig",
        "elke dag behalve zondag": "op maandag, dinsdag, woensdag, donderdag, vrijdag en zaterdag",
        "zo nodig, max 1x per dag": "zo nodig, hoogstens 1 keer per dag",
        "zo nodig, max 3x per week": "zo nodig, hoogstens 3 keer per week",
    },
    "en": {
        "daily": "every day", "every other day": "every other day", "every 3 days": "every 3 days",
        "fortnightly": "every 2 weeks", "once a week": "once a week", "twice a week": "twice a week",
        "3x per week": "3 times a week", "two or three times a week": "2 to 3 times a week",
        "mon thu": "on Monday and Thursday", "mon-fri": "on weekdays", "weekend": "at the weekend",
        "when needed, at most once a day": "when needed, at most once a day",
        "when needed, at most 3 times a week": "when needed, at most 3 times a week",
    },
}  # fmt: skip


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_rhythm_is_printed_in_a_natural_sentence(language: str) -> None:
    words = load_labels(Folder(shipped_root()).open_reader(), language)

    def said(key: str, **parameters: str) -> str:
        filled = Filled(words[key].text, Gaps(parameters, "je"))
        return filled.fill(filled.held)

    printed = {form: worded_rhythm(intake(every=form), said) for form in PRINTED[language]}
    assert printed == PRINTED[language]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_is_printed_is_understood_as_the_same_rhythm(language: str) -> None:
    for form, printed in PRINTED[language].items():
        assert as_rhythm(printed) == as_rhythm(form), form
