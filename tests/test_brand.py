"""Whatever colour she chooses, letters in it can be read; shapes have the very colour, and she is told of the shade."""

from __future__ import annotations

from itertools import product
from math import atan2, hypot, tau

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from conftest import PRACTICE
from handouts.checks import contrast as contrast_check
from handouts.content.loading import validate
from handouts.content.model import shades
from handouts.content.model.brand import PAIRS, PALETTES, Brand, Colours
from handouts.content.model.looks import Look, designed
from handouts.content.model.practice import Practice
from handouts.content.model.shades import LEAST, contrast, mixed, readable
from handouts.languages.messages import translated
from handouts.page.composing.stylesheets import brand_css
from handouts.problems import Mark

PLAIN = Look.model_validate({"title": {"nl": "Proef", "en": "Proof"}})


def colours_of(**brand: str) -> Colours:
    return designed("proof", PLAIN, Brand.model_validate(brand)).colours


@pytest.mark.parametrize("name", PALETTES)
def test_every_text_of_a_palette_can_be_read_on_every_ground(name: str) -> None:
    palette = PALETTES[name]
    grounds = ("#FFFFFF", palette.tint, palette.warm)
    for colour, ground in product((palette.ink, palette.soft, palette.primary, palette.accent), grounds):
        assert contrast(colour, ground) >= LEAST, (colour, ground)
    for colour in (palette.ink, palette.primary):
        assert contrast(colour, palette.mid) >= LEAST, colour


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#FFFFFF", 21.0),
        ("#FFFFFF", "#FFFFFF", 1.0),
        ("#777777", "#FFFFFF", 4.48),
        ("#0000FF", "#FFFFFF", 8.59),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert round(contrast(one, other), 2) == ratio
    assert contrast(other, one) == contrast(one, other)


def test_a_colour_of_her_own_colours_its_tints() -> None:
    colours = colours_of(colour="#204060", accent="#803010")
    assert (colours.primary, colours.accent) == ("#204060", "#803010")
    assert (colours.tint, colours.warm) == (mixed("#204060", 0.08), mixed("#803010", 0.08))
    assert colours.ink == PALETTES["linde"].ink


@pytest.mark.parametrize("name", PAIRS)
def test_every_cut_of_a_pair_is_installed(name: str) -> None:
    from handouts.page.typefaces import font_file

    for face in PAIRS[name]:
        for weight, style in face.cuts:
            assert font_file(face.package, weight, style).is_file()


@pytest.mark.parametrize("name", PAIRS)
def test_signs_of_the_trade_can_be_printed_in_every_pair(name: str) -> None:
    from handouts.page.typefaces import printable

    assert {ord(sign) for sign in "αβγδωΔΩ⁺⁻⁰⁶⁹₀₃₉₊₋ᵉ′″№→←√∞≈≠≤½⅓⅞☐✓♥♀♂µ°"} <= printable(PAIRS[name])
    assert ord("日") not in printable(PAIRS[name])


HEX = st.integers(0, 0xFFFFFF).map("#{:06X}".format)


@given(HEX, HEX, st.sampled_from(sorted(PALETTES)))
@settings(max_examples=60)
@example("#FFFFFF", "#FFFFFF", "linde")
@example("#000000", "#000000", "avondlicht")
@example("#808080", "#767676", "zechstein")
@example("#FFE600", "#FFD6E0", "linde")
def test_letters_in_any_colour_can_be_read_and_a_colour_that_suffices_is_left_alone(
    colour: str, accent: str, palette: str
) -> None:
    colours = colours_of(colour=colour, accent=accent, palette=palette)
    boxes = ["#FFFFFF", mixed(colour, 0.08), mixed(accent, 0.08)]
    for chosen, letters, grounds in (
        (colour, colours.primary, [*boxes, mixed(colour, 0.26)]),
        (accent, colours.accent, boxes),
    ):
        suffices = min(contrast(chosen, ground) for ground in grounds) >= 4.5
        least = min(contrast(letters, ground) for ground in grounds)
        assert least >= 4.5
        assert (letters == chosen) == suffices
        assert suffices or least < 4.62, "a shade that is nearer to hers can be read too"
        assert apart(hue(letters), hue(chosen)) < 0.02 or chroma(letters) < 0.04
    for text in (colours.ink, colours.soft):
        assert min(contrast(text, ground) for ground in boxes) >= 4.5
    assert (colours.primary_shape, colours.accent_shape) == (colour, accent)


def hue(colour: str) -> float:
    """The hue of OKLCH, as a part of the circle."""
    _, a, b = shades._oklab(colour)
    return atan2(b, a) % tau / tau


def apart(one: float, other: float) -> float:
    """How far two hues are apart, the short way round."""
    return min(abs(one - other), 1 - abs(one - other))


def chroma(colour: str) -> float:
    _, a, b = shades._oklab(colour)
    return hypot(a, b)


@pytest.mark.parametrize(
    ("chosen", "letters"),
    [
        ("#FFE600", "#7F7200"),
        ("#FFD6E0", "#8C6872"),
        ("#FFFFFF", "#767676"),
        ("#808080", "#626262"),
        ("#FF0000", "#B40000"),
        ("#000000", "#000000"),
        ("#2E5A4B", "#2E5A4B"),
    ],
)
def test_a_colour_that_is_too_light_has_its_nearest_shade_for_letters(chosen: str, letters: str) -> None:
    colours = colours_of(colour=chosen, accent=chosen)
    assert (colours.primary, colours.primary_shape) == (letters, chosen)
    assert colours.line == mixed(letters, 0.55)


def test_oklab_is_that_of_its_source() -> None:
    # Ottosson (2020) gives white and black; red, green and blue are those of CSS Color 4, sample code.
    for colour, expected in {
        "#FFFFFF": (1.0, 0.0, 0.0),
        "#000000": (0.0, 0.0, 0.0),
        "#FF0000": (0.62796, 0.22486, 0.12585),
        "#00FF00": (0.86644, -0.23389, 0.17950),
        "#0000FF": (0.45201, -0.03246, -0.31153),
    }.items():
        assert shades._oklab(colour) == pytest.approx(expected, abs=1e-4)
        assert shades._shown(*shades._oklab(colour)) == colour


def test_grounds_on_which_not_even_black_can_be_read_are_refused() -> None:
    with pytest.raises(ValueError, match="too dark"):
        readable("#808080", ("#606060",))


def told(brand: str) -> list[tuple[Mark, str]]:
    practice = validate(f"{PRACTICE}brand: {brand}\n".encode(), "content/practice.yaml", Practice)
    problems = list(contrast_check.check(practice, designed("proof", PLAIN, practice.value.brand).colours))
    assert all((problem.severity, problem.rule) == ("warning", "contrast") for problem in problems)
    return [(problem.mark, problem.message) for problem in problems]


def test_she_is_told_which_grounds_are_too_close_and_the_shade_that_is_used() -> None:
    [(mark, message)] = told('{colour: "#FFE600", accent: "#2E5A4B"}')
    assert mark == Mark("content/practice.yaml", 6, 17)
    assert message == (
        "for letters #FFE600 is too close to white paper (1.27), boxes in its tint (1.24), boxes in the tint of the "
        "accent (1.12) and ticks and icons (1.17); they are printed in #7C6F00, shapes in yours"
    )


def test_a_ground_is_named_in_the_readers_language() -> None:
    [(_, message)] = told('{colour: "#FFE600", accent: "#2E5A4B"}')
    assert "wit papier (" in translated(message, "nl")


def test_only_the_ground_that_is_too_close_is_named() -> None:
    [(mark, message)] = told('{accent: "#757575"}')
    assert mark == Mark("content/practice.yaml", 6, 17)
    assert message.startswith(
        "for letters #757575 is too close to boxes in its tint (4.19) and boxes in the tint of the colour"
    )
    assert "white paper" not in message


@pytest.mark.parametrize("brand", ["{palette: linde}", '{colour: "#204060", accent: "#803010"}', '{colour: "#000"}'])
def test_of_a_colour_that_can_be_read_nothing_is_said(brand: str) -> None:
    assert told(brand) == []


def test_stylesheets_and_drawings_know_both_colours_by_name() -> None:
    colours = colours_of(colour="#FFE600")
    css = brand_css(PAIRS["rust"], colours)
    assert "--primary: #7D7000" in css
    assert "--primary-shape: #FFE600" in css
    assert colours.paint("var(--primary) var(--primary-shape)") == "#7D7000 #FFE600"
