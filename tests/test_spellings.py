"""What is written otherwise and says the same, and what says something else however alike it looks."""

from __future__ import annotations

import pytest

from handouts.content.spellings import same_product, same_words


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("30 min", "30 minuten"), ("½ uur", "30 min."), ("1.000 mcg", "1 mg"), ("een tablet", "1 tabl."),
        ("1½ tablet", "1,5 tabletten"), ("anderhalve tablet", "1 1/2 tablet"), ("2x 20 min", "2 keer 20 minuten."),
        ("1 à 2 tabletten", "1-2 tabletten"), ("400mg", "400 mg"), ("Met  water.", "met water"),
        ("20 min. wandelen", "20 minuten wandelen"), ("1 week", "7 dagen"), ("0,5 g", "500 mg"),
        ("1,000 mg", "1000 mg"), ("1,000 mg", "1.000 mg"), ("1,500 g", "1500 mg"), ("1 000 mg", "1 g"),
        ("0,500 mg", "500 mcg"), ("elf druppels", "11 druppels"), ("driekwart tablet", "¾ tablet"),
    ],
)  # fmt: skip
def test_units_and_numbers_that_mean_the_same_are_the_same(text: str, other: str) -> None:
    assert same_words(text, other)
    assert same_words(other, text)


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("1 tablet", "2 tabletten"), ("1,5 mg", "15 mg"), ("1 mg", "1 g"), ("1 mg", "1 mcg"), ("30 min", "30 sec"),
        ("niet, met water", "niet met water"), ("1 kop", "1 kopje"), ("1-2 tabletten", "12 tabletten"),
        ("voor het eten", "na het eten"), ("1 tablet", "1 capsule"), ("1.5 mg", "1500 mg"),
        ("1,500 mg", "1,5 mg"), ("1,000 mg", "1 mg"), ("", "1 tablet"),
    ],
)  # fmt: skip
def test_what_asks_for_something_else_is_not_the_same(text: str, other: str) -> None:
    assert not same_words(text, other)
    assert not same_words(other, text)


@pytest.mark.parametrize(
    ("name", "other", "same"),
    [
        ("Vit. D3", "Vitamine D-3", True), ("Magnesiumbisglycinaat", "Magnesium bisglycinaat", True),
        ("Oxazepam 10mg", "oxazepam (10 mg)", True), ("Vitamine D 25 µg", "Vitamine D 25 mcg", True),
        ("Vitamine D 25 \u03bcg", "Vitamine D 25 \u00b5g", True), ("Coenzym Q10", "Co-enzym Q 10", True),
        ("Vitamine D 1000 IE", "Vitamine D 1.000 I.E.", True), ("Crème", "Creme", True),
        ("Magnesium", "Magnesium 100 mg", False), ("Vitamine B6", "Vitamine B12", False),
        ("Kuur 1 2", "Kuur 12", False),
        ("Vitamine D", "Vitamine D3", False), ("Oxazepam 10 mg", "Oxazepam 5 mg", False),
    ],
)  # fmt: skip
def test_a_product_is_the_same_in_another_spelling_and_not_in_another_strength(
    name: str, other: str, *, same: bool
) -> None:
    assert same_product(name, other) is same
