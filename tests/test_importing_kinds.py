"""An import guesses of what kind points are, says so, and gives no tick where it is in doubt."""

from __future__ import annotations

import pytest

from handouts.intake.importing import import_text

DO, SIGNS = ["Neem elke dag pauze", "Wandel een kwartier"], ["kramp in je kuiten", "trillend ooglid"]
TOLD = ["minder kramp", "rustiger slapen"]


def kind_of(over: str, points: list[str], mark: str = "✓") -> str:
    """The kind in the YAML that a text with these points becomes; empty where it has none."""
    text = f"Titel\n\n{over}\n" + "".join(f"{mark} {point}\n" for point in points)
    yaml = import_text(text.encode(), source="tekst.txt").yaml
    return next((line.split()[1] for line in yaml.splitlines() if line.strip().startswith("kind:")), "")


@pytest.mark.parametrize(
    "heading", ["Als je te weinig hebt", "Klachten bij een tekort", "Herken je dit?", "Signs of stress", "Symptomen"]
)
def test_complaints_are_signs_whatever_stood_before_them(heading: str) -> None:
    assert {kind_of(f"{heading}\n\nTekst.\n", SIGNS, mark) for mark in "✓✔☑"} == {"sign"}


@pytest.mark.parametrize(
    "heading", ["Wat mensen ervaren", "Ervaringen", "Dit vertellen mensen mij", "What people tell"]
)
def test_what_people_tell_is_an_experience(heading: str) -> None:
    assert kind_of(f"{heading}\n\nTekst.\n", TOLD) == "experience"


@pytest.mark.parametrize(
    "heading", ["Wat kun je zelf doen?", "Tips voor thuis", "Wat kun je doen bij klachten?", "Rust"]
)
def test_what_one_can_do_is_known_by_its_heading_or_its_verbs(heading: str) -> None:
    assert kind_of(f"{heading}\n\nTekst.\n", DO) == "do"


@pytest.mark.parametrize("heading", ["Rust", "Magnesium"])
@pytest.mark.parametrize("points", [SIGNS, TOLD, ["Rust", "Slaap en herstel"]])
def test_where_nothing_says_what_points_are_nothing_is_guessed(heading: str, points: list[str]) -> None:
    assert kind_of(f"{heading}\n\nTekst.\n", points) == ""


def test_a_heading_that_says_both_gives_no_tick_to_what_nobody_can_do() -> None:
    assert kind_of("Wat kun je doen bij klachten?\n\nTekst.\n", SIGNS) == ""


def test_the_line_over_the_list_is_nearer_than_the_heading() -> None:
    over = "Tips voor thuis\n\nTekst.\n\nVeel mensen in mijn praktijk vertellen dat ze baat hebben bij:\n"
    assert kind_of(over, TOLD) == "experience"


def test_a_guess_is_said_in_the_file_and_in_the_outline() -> None:
    made = import_text(b"Titel\n\nHerken je dit?\n\nTekst.\n\n\xe2\x9c\x93 kramp\n\xe2\x9c\x93 moe\n", source="a.txt")
    assert "kind: sign  # geraden; andere soorten: do, experience, dont. " in made.yaml
    assert made.outline.sections[0].counts() == "1 paragraph, 2 points (guessed: signs)"
