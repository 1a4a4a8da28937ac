"""What a practice earns by a product is said where that product is named, and not on paper about anything else."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import PRACTICE, RECIPE, put
from handouts.content.loading import load_brochure, load_consult, load_practice
from handouts.content.model.formats import FORMATS
from handouts.content.resolving import resolve
from handouts.files.folder import Folder
from handouts.page.composing import compose_brochure, compose_sheet

SAID = "Ik verkoop olie van Zoutbron"
TIES = f"{PRACTICE}disclosure: {SAID}.\n"


def says_so(practice: Path, text: str, ties: str) -> bool:
    put(practice, "content/practice.yaml", ties)
    put(practice, "content/brochures/proef.yaml", f"title: Proef\nsections:\n- heading: Deel\n  text: {text}\n")
    reader = Folder(practice).open_reader()
    return SAID in compose_brochure(reader, load_brochure(reader, "proef"), load_practice(reader), FORMATS["a4"]).html


@pytest.mark.parametrize("text", ["Smeer magnesiumolie.", "Kristallen van ZOUTBRON.", "Neem een bad met magnesium."])
def test_a_brochure_that_names_the_product_says_what_is_earned_by_it(practice: Path, text: str) -> None:
    assert says_so(practice, text, f"{TIES}disclosure_for: Zoutbron, magnesium\n")


@pytest.mark.parametrize("text", ["Neem een bad.", "Rust na de massage.", "Zout in je eten."])
def test_a_brochure_about_anything_else_does_not(practice: Path, text: str) -> None:
    assert not says_so(practice, text, f"{TIES}disclosure_for: [Zoutbron, magnesium]\n")


def test_without_the_name_of_a_product_it_is_said_everywhere_as_before(practice: Path) -> None:
    assert says_so(practice, "Neem een bad.", TIES)


@pytest.mark.parametrize(("product", "named"), [("magnesiumkristallen", True), ("warm water", False)])
def test_what_a_sheet_fills_in_for_its_client_counts(clinic: Path, product: str, named: bool) -> None:
    put(clinic, "content/practice.yaml", f"{TIES}disclosure_for: magnesium\n")
    put(clinic, "content/sheets/magnesiumconsult.yaml", RECIPE.replace("magnesium", "").replace("kristallen", product))
    reader = Folder(clinic).open_reader()
    gathered = resolve(reader, load_practice(reader), load_consult(reader, "2026-014"))
    assert (SAID in compose_sheet(reader, gathered, FORMATS["a4"]).html) is named
