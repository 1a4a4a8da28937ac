"""Stars that are printed and were meant for bold or italics are told; sums, lists and footnotes are left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import put
from handouts.checks import signs
from handouts.content.loading import load_brochure
from handouts.files.folder import Folder, TrackedReader
from handouts.page.composing.prose import runs_of_marks


def told(practice: Path, *paragraphs: str, heading: str = "Kop") -> list[tuple[str, str]]:
    text = "".join(f"    {line}\n" for line in "\n\n".join(paragraphs).splitlines())
    content = f"title: Proef\nsections:\n- heading: {heading}\n  text: |\n{text}"
    put(practice, "content/brochures/proef.yaml", content)
    found = signs.check(load_brochure(TrackedReader(Folder(practice)), "proef"))
    return [(f"{each.mark.line}:{each.mark.column}", each.message) for each in found if each.rule == "stray-mark"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("*Vergeet** niet", "*Vergeet**"), ("**Vergeet* niet", "**Vergeet*"), ("**Vergeet niet", "**Vergeet"),
        ("Vergeet niet** te rusten", "niet**"), ("dit is *heel belangrijk", "*heel"), ("*Vergeet niet *", "*Vergeet"),
        ("***Let op** dit", "***Let"), ("_Vergeet__ niet", "_Vergeet__"), ("*Drink* water en *rust", "*rust"),
        ("[*hier**](https://a.example)", "*hier**"), ("Rust**\n\n*Let op*", "Rust**"),
    ],
)  # fmt: skip
def test_stars_of_another_number_before_than_after_are_told(practice: Path, typed: str, words: str) -> None:
    ((place, message),) = told(practice, typed)
    assert place == "4:9"
    assert f"of “{words}” is printed as it is" in message


@pytest.mark.parametrize(
    "typed",
    [
        "5 * 3", "2*3", "5 *3 = 15", "* een\n* twee", "prijs*", "een prijs* en\n\n* incl. btw", "prijs*\n\n*incl. btw",
        "prijs**\n\n** incl. reis", "**Prijs*** per keer\n\n*incl. btw", "Hotel*** en ****", "bel *21*nummer#", "*.pdf",
        "zie (*)", "cliënt*en", "vul in: ____", "a_b _c", "*schuin*, **vet** en ***beide***",
        "**nog *dieper* vet**", "jan*piet@mail.example", "*schuin* en 5 * 3",
    ],
)  # fmt: skip
def test_sums_lists_footnotes_and_whole_pairs_are_left_alone(practice: Path, typed: str) -> None:
    assert told(practice, typed) == []


@pytest.mark.parametrize(
    ("heading", "is_told"),
    [("Wat **wel** helpt", True), ("Wat *wel* helpt", True), ("Prijzen* 2026", False), ("2*3 dagen", False)],
)
def test_stars_around_words_of_a_heading_are_told(practice: Path, heading: str, is_told: bool) -> None:
    assert [place for place, _ in told(practice, "Tekst.", heading=heading)] == (["3:12"] if is_told else [])


def test_of_very_many_marks_each_row_keeps_its_own() -> None:
    runs = runs_of_marks("*a **b " * 3000)
    assert {(run.left, run.around) for run in runs} == {(1, "*a"), (2, "**b")}
    assert len(runs) == 6000
