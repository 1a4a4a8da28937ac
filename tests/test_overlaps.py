"""One product twice at one moment of one day, by two lines of the schedule, is asked about at the later line."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import CONSULT
from handouts.checks import overlaps
from handouts.content.loading import load_practice, validate
from handouts.content.model.sheet import Consult
from handouts.content.resolving import resolve
from handouts.files.folder import Folder


def line(product: str = "Oxazepam 10 mg", more: str = "", when: str = "avond", route: str = "oral") -> str:
    source = ", dose: 1 tablet, dose_source: arts" if route == "oral" else ""
    return f"  - {{product: '{product}', route: {route}{source}, when: [{when}]{more}}}\n"


def said(clinic: Path, *lines: str) -> list[str]:
    reader = Folder(clinic).open_reader()
    consult = validate(f"{CONSULT}schedule:\n{''.join(lines)}".encode(), "consult.yaml", Consult)
    found = list(overlaps.check(resolve(reader, load_practice(reader), consult)))
    assert {each.rule for each in found} <= {"twice-at-once"}
    return [f"{each.mark.line}: {each.message}" for each in found]


@pytest.mark.parametrize(
    ("one", "other", "day"),
    [
        (line(), line(more=", start: 4 december"), "4 December 2026"),
        (line(more=", days: 15"), line(more=", start: 4 december, days: 7"), "4 December 2026"),
        (line("Vitamine D"), line("Vit. D"), "20 November 2026"),
        (line(when="ochtend"), line(when="bij het ontbijt"), "20 November 2026"),
        (line(more=", every: ma wo vr"), line(more=", every: om de dag"), "20 November 2026"),
        (line(more=", every: om de dag"), line(more=", every: ma"), "30 November 2026"),
        (line("Zopiclon 7,5 mg"), line("Zopiclon 3,75 mg", ", start: 4 december"), "4 December 2026"),
        (line("Wandelen", route="activity"), line("Wandelen", ", every: ma", route="activity"), "23 November 2026"),
        (line(more=", every: 5 keer per week"), line(more=", every: 4 keer per week"), "20 November 2026"),
    ],
)
def test_lines_of_one_product_that_meet_are_asked_about_at_the_later(
    clinic: Path, one: str, other: str, day: str
) -> None:
    (only,) = said(clinic, one, other)
    assert only.startswith(f"7: on {day} ")
    assert only.endswith(" is asked for twice at one moment: here, and by line 6")
    assert said(clinic, other, one), "in either order"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (line(more=", days: 14"), line(more=", start: 4 december, days: 7")),
        (line(when="ochtend"), line(when="avond")),
        (line(when="voor het ontbijt"), line(when="na het ontbijt")),
        (line(), line(more=", every: zo nodig, at_most: 2")),
        (line(more=", every: ma wo vr"), line(more=", every: di do")),
        (line(more=", every: 3 keer per week"), line(more=", every: 4 keer per week")),
        (line("Oxazepam 10 mg"), line("Oxazepam 5 mg")),
        (line("Vitamine D"), line("Vitamine B12")),
        (line("Olie", ", how: benen", route="topical"), line("Olie", ", how: schouders", route="topical")),
        (line("Magnesium"), line("Magnesium", route="topical")),
    ],
)
def test_lines_that_do_not_meet_or_are_meant_together_are_left_alone(clinic: Path, one: str, other: str) -> None:
    assert said(clinic, one, other) == []
