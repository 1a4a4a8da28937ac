"""Each word of the lexicon is counted for what it is, in whatever dose it stands; none is passed over."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from handouts.content.model.moments import MOMENT_WORDS
from handouts.content.nutrients import MAGNESIUM
from handouts.content.nutrients.agreed import agreed_a_day
from handouts.content.nutrients.comparing import says_no_amount
from handouts.content.nutrients.doses import read_dose, times_said
from handouts.content.nutrients.timing import timing_of
from handouts.content.nutrients.tokens import tokens_of
from handouts.languages import lexicon
from handouts.languages.lexicon import Kind


def a_day(dose: str) -> Fraction | None:
    """The mg of a day as a dose reads; None where it is asked for."""
    reading = read_dose("Magnesium", dose, MAGNESIUM)
    if reading.milligrams is None:
        return None
    return reading.milligrams if reading.is_day else reading.milligrams * max(1, reading.times)


def words(kind: Kind) -> list[str]:
    return list(lexicon.WORDS[kind])


EVERY_WORD = [word for entry in (*lexicon.WORDS.values(), *lexicon.MOMENTS.values()) for word in entry]
NUMBERS = {word: Fraction(number) for word, number in lexicon.NUMBERS.items() if number}
MOMENTS = {word: moment for moment, said in lexicon.MOMENTS.items() for word in said}
EACH = [*words(Kind.EACH), *words(Kind.RANGE_OR_EACH)]
OF_A_DAY = [word for word in words(Kind.PER_DAY) if word != "in de dag"]


def test_no_word_is_two_things() -> None:
    tables = (lexicon.NUMBERS, lexicon.ORDINALS, lexicon.PARTS, lexicon.MULTIPLES, lexicon.LATIN, lexicon.MILLIGRAMS)
    said = [word for entry in (*lexicon.WORDS.values(), *lexicon.MOMENTS.values()) for word in entry]
    counted = Counter([*said, *(word for table in tables for word in table)])
    assert [word for word, count in counted.items() if count > 1 or not word] == []


def test_each_number_and_each_part_of_one_is_counted() -> None:
    said: dict[str, Fraction] = {**NUMBERS, **lexicon.PARTS}
    assert {word: a_day(f"{word} tablet van 600 mg") for word in said} == {word: 600 * said[word] for word in said}


def test_each_form_is_counted_also_with_its_size() -> None:
    read = {form: a_day(f"2 {form} van 100 mg") for form in words(Kind.FORM)}
    assert read == dict.fromkeys(read, 200)
    read = {size: a_day(f"2 {size} tabletten van 100 mg") for size in words(Kind.SIZE)}
    assert read == dict.fromkeys(read, 200)
    read = {form: a_day(f"2 {form} à 100 mg") for form in words(Kind.MEASURE)}
    assert read == dict.fromkeys(read, 200)


def test_of_several_without_their_number_it_is_asked_how_many() -> None:
    for form in lexicon.SEVERAL:
        for each in EACH:
            assert a_day(f"{form} {each} 200 mg") is None, form
            assert a_day(f"3 {form} {each} 200 mg") == 600, form
    assert [form for form in lexicon.FORMS if a_day(f"{form} van 200 mg") != 200] == []


def test_a_number_of_a_weight_multiplies_it_whatever_both_are() -> None:
    for number in range(1, 20):
        for weight in (1, 5, 20, 50, 56, 100, 150, 375):
            for each in words(Kind.EACH):
                assert a_day(f"{number} {each} {weight} mg") == number * weight
            assert a_day(f"1 tablet en {number} van {weight} mg") == (1 + number) * weight


def test_a_scheme_of_two_moments_is_added_up_and_a_range_is_not() -> None:
    for number in range(1, 10):
        for sign in "-/":
            assert a_day(f"{number}{sign}{number} tablet van 50 mg") == number * 100
            assert a_day(f"{number}00{sign}{number}00 mg") == a_day(f"{number}00 mg{sign}{number}00 mg") == number * 200
        assert a_day(f"{number}-{number + 1} tabletten van 50 mg") == (number + 1) * 50
        assert a_day(f"{number}00-{number + 1}00 mg") == (number + 1) * 100


def test_each_unit_is_weighed() -> None:
    said = lexicon.MILLIGRAMS
    assert {unit: a_day(f"2 x 300 {unit}") for unit in said} == {unit: 600 * said[unit] for unit in said}


def test_each_way_to_say_how_often_a_day_is_counted() -> None:
    said: dict[str, Fraction | int] = {f"3 {times} {day}": 3 for times in words(Kind.TIMES) for day in OF_A_DAY}
    said |= {f"{word} per dag": number for word, number in lexicon.MULTIPLES.items()} | lexicon.LATIN
    said |= {f"{word} x daags": number for word, number in NUMBERS.items() if number <= 20}
    for often, times in said.items():
        assert a_day(f"{often} 100 mg") == 100 * times, often
        assert a_day(f"2 tabletten van 100 mg, {often}") == 200 * times, often
        assert times_said(f"1 tablet {often}") == times, often
    assert {times_said(f"1 tablet {word}") for word in words(Kind.HOURLY)} == {24}


def test_each_moment_is_counted_beside_each_other() -> None:
    apart = {word: moment for word, moment in MOMENTS.items() if moment in {"morning", "noon", "evening", "night"}}
    for word, moment in apart.items():
        other = "middag" if moment == "morning" else "ochtend"
        assert a_day(f"100 mg {word} en {other}") == 200, word
        assert a_day(f"100 mg {other}, {word}") == 200, word
        assert a_day(f"100 mg {word} en 200 mg {other}") == 300, word
        assert a_day(f"1 tablet {word}, 2 {other} (100 mg)") == 300, word
    for word in MOMENTS:
        assert a_day(f"100 mg in de ochtend en {word}") == 200, word


def test_what_is_done_at_any_time_is_a_moment_of_its_own_in_a_list_alone() -> None:
    for word in [word for word, moment in MOMENTS.items() if moment == "occasion"]:
        assert a_day(f"200 mg na het {word}") == 200, word
        assert a_day(f"200 mg 's avonds, {word}") == a_day(f"200 mg 's avonds {word}") == 200, word
        assert a_day(f"100 mg bij het opstaan, {word} en voor het slapen") == 300, word
        assert a_day(f"100 mg {word} en voor het slapen") == 200, word


def test_before_and_after_is_two_moments_and_before_or_after_is_one() -> None:
    for word, moment in MOMENTS.items():
        if moment in {"meal", "occasion", "rise", "morning", "noon", "evening"} and not word.startswith(("bij", "op")):
            assert a_day(f"100 mg voor en na {word}") == a_day(f"100 mg before and after {word}") == 200, word
            assert a_day(f"100 mg voor of na {word}") == 100, word


def test_a_moment_of_a_line_is_the_same_moment_in_a_dose() -> None:
    names = {"bed": "night", "dark": "night", "asleep": "night", "meal": "evening"}
    for word, moment in MOMENT_WORDS.items():
        (named,) = {token.name for token in tokens_of(word) if token.kind is Kind.MOMENT}
        assert names.get(named, named) == moment, word


@pytest.mark.parametrize(
    "kind", [Kind.MORE, Kind.RAISE, Kind.AGREED, Kind.HOURLY, Kind.NOT, Kind.PERCENT, Kind.PER, Kind.AT_LEAST]
)
def test_a_word_that_changes_an_amount_in_a_way_that_is_not_read_is_asked_for(kind: Kind) -> None:
    for word in words(kind):
        for dose in (f"200 mg {word}", f"{word} 200 mg", f"1 tablet {word} van 200 mg"):
            assert a_day(dose) is None, dose
        assert a_day(f"1 tablet van 200 mg {word.title()}") is None, "a capital makes no name of it"


@pytest.mark.parametrize(
    "kind", [Kind.NEUTRAL, Kind.VEHICLE, Kind.AT, Kind.BEFORE, Kind.IN, Kind.EACH, Kind.RANGE_OR_EACH, Kind.WHOLE]
)
def test_a_word_that_changes_no_amount_leaves_it_as_it_is(kind: Kind) -> None:
    for word in words(kind):
        assert a_day(f"{word} 2 tabletten van 100 mg") == 200, word
        assert a_day(f"{word} 2 tabletten (3 x 100 mg)") == 600, word


def test_an_unknown_word_is_asked_for_wherever_it_stands() -> None:
    parts = "2 x daags 1 tablet van 100 mg , na het eten".split()
    for place in range(len(parts) + 1):
        assert a_day(" ".join([*parts[:place], "blorp", *parts[place:]])) is None


@st.composite
def amounts(draw: st.DrawFn) -> tuple[str, Fraction]:
    """So many of a form of a weight, in any words, with its mg."""
    unit, scale = draw(st.sampled_from(list(lexicon.MILLIGRAMS.items())))
    weight = draw(st.integers(20, 900))
    number, count = draw(st.sampled_from([*NUMBERS.items(), *lexicon.PARTS.items(), ("1-3", Fraction(3))]))
    form, each = draw(st.sampled_from(words(Kind.FORM))), draw(st.sampled_from(EACH))
    size = draw(st.sampled_from(["", *words(Kind.SIZE)]))
    over = draw(st.integers(2, 9))
    most = 1 if count > 9 else count
    ways: list[tuple[str, Fraction | int]] = [
        (f"{number if most == count else 'een'} {draw(st.sampled_from(words(Kind.EACH)))} {weight} {unit}", most),
        (f"{weight} {unit}", 1), (f"{number} {size} {form} {each} {weight} {unit}", count),
        (f"{number} {form} ({weight} {unit})", max(count, Fraction(1))), (f"{number} x {weight} {unit}", count),
        (f"({weight} {unit}) x {over}", over), (f"{weight} {unit} per {form}, {number} {form}", count),
        (f"{number} {form} (1 {form} = {weight} {unit})", count),
    ]  # fmt: skip
    said, times = draw(st.sampled_from(ways))
    return said, weight * scale * times


def often(draw: st.DrawFn) -> tuple[str, int]:
    """How often on a day, in any words."""
    times = draw(st.integers(2, 6))
    moments = draw(st.lists(st.sampled_from(["ochtend", "middag", "avond", "nacht"]), min_size=2, unique=True))
    hours = draw(st.lists(st.integers(0, 23), min_size=2, max_size=5, unique=True))
    joined = draw(st.sampled_from([" en ", ", ", " + ", " / "]))
    ways = [
        (f"{times} {draw(st.sampled_from(words(Kind.TIMES)))} {draw(st.sampled_from(OF_A_DAY))}", times),
        draw(st.sampled_from([*lexicon.LATIN.items()])), (joined.join(moments), len(moments)),
        (" en ".join(f"om {hour} uur" for hour in hours), len(hours)),
        (joined.join(f"om {hour}.30 uur" for hour in hours), len(hours)),
        (f"{draw(st.sampled_from(['elke', 'iedere', 'every', 'om de']))} {times} uur", -(-24 // times)),
        ("bij elke maaltijd en voor het slapen", 4),
    ]  # fmt: skip
    return draw(st.sampled_from(ways))


@st.composite
def doses(draw: st.DrawFn) -> tuple[str, Fraction]:
    """A dose of words from the whole lexicon, with the mg of the day that it was made from."""
    (one, of_one), (other, of_other) = draw(amounts()), draw(amounts())
    rate, times = often(draw)
    morning, evening = (
        draw(st.sampled_from(lexicon.MOMENTS[moment])) for moment in ("morning", "evening")
    )  # fmt: skip
    count = draw(st.integers(1, 6))
    moment = draw(st.sampled_from(list(MOMENTS)))
    note = draw(st.sampled_from(["", *(f", {word}" for word in words(Kind.NEUTRAL))]))
    first = draw(st.sampled_from([word for word in words(Kind.THEN) if word != "later"]))
    return draw(
        st.sampled_from(
            [
                (f"{one}{note}", of_one), (f"{one}, {rate}{note}", of_one * times), (f"{rate}: {one}", of_one * times),
                (f"{one} + {other}", of_one + of_other), (f"{one} plus {other}{note}", of_one + of_other),
                (f"{one} {morning} en {other} {evening}", of_one + of_other),
                (f"{one} {morning}, {first} {evening} {other}", of_one + of_other),
                (f"{morning} {one}, {evening} {other}{note}", of_one + of_other),
                (f"{one} {morning} en {evening}, {other} 's middags", 2 * of_one + of_other),
                (f"{one} 's ochtends en {moment}", 2 * of_one), (f"{one} {moment} en 's avonds{note}", 2 * of_one),
                (f"{one} of {other}", max(of_one, of_other)),
                (f"week 1: {one}, week 2: {other}", max(of_one, of_other)),
                (f"{one}, max {other}", max(of_one, of_other)),
                (f"{count} tabletten {morning} en {evening} (100 mg)", Fraction(200 * count)),
                (f"{morning} {count} en {evening} {count} tabletten van 100 mg", Fraction(200 * count)),
            ]
        )
    )  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(doses())
def test_a_dose_of_any_words_is_never_read_as_less_than_it_was_made_from(made: tuple[str, Fraction]) -> None:
    dose, truth = made
    assume(len(dose) < 300)
    found = a_day(dose)
    assert found is None or found >= truth, dose


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from([*EVERY_WORD, *"1 2 ½ 1,5 20.30 8:00 200 mg ( ) - / x + = , . ? %".split()]), max_size=9)
)
def test_any_words_in_any_order_are_read_or_asked_for(said: list[str]) -> None:
    dose = " ".join(said)
    for read in (a_day, times_said, timing_of, says_no_amount, lambda text: agreed_a_day(text, MAGNESIUM)):
        read(dose)
    assert a_day(f"{dose} blorp") is None
