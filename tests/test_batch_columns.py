"""The columns of a batch: headings in her own words, whatever their capitals, and an example to begin with."""

from __future__ import annotations

import csv
import shutil
from datetime import date
from pathlib import Path

import pytest

from conftest import Command, Ran, paper
from handouts.content.loading import validate
from handouts.content.model.sheet import Recipe
from handouts.files.folder import Folder
from handouts.intake.spreadsheets import read_table
from handouts.produce.batching.columns import Columns, items_in, path_of
from handouts.produce.batching.reading import Shared
from handouts.produce.batching.rows import check, load_recipe

SHIPPED = Path(__file__).parents[1] / "content"


@pytest.fixture
def lijst(clinic: Path) -> Path:
    """A practice folder without a consult, and where its spreadsheet is to lie."""
    (clinic / "content/clients/2026-014.yaml").unlink()
    return clinic / "lijst.csv"


def run(handouts: Command, path: Path, *more: str) -> Ran:
    return handouts("batch", str(path), "--sheet", "magnesiumconsult", *more)


def test_columns_fill_fields_by_their_paths_and_in_her_own_words(handouts: Command, lijst: Path) -> None:
    recipe = lijst.parent / "content/sheets/magnesiumconsult.yaml"
    recipe.write_text(
        recipe.read_text() + "columns: {Kenmerk: nr, Voornaam: first_name, Dag: date, Weken rust: goals}\n"
    )
    lijst.write_text(
        "Kenmerk;voornaam;Dag;Weken rust;schedule.1.product;schedule.1.route;schedule.1.dose;schedule.1.when;"
        "schedule.2.product;modules;modules.voetenbad.minuten;summary_steps.1;summary_steps.1.reason\n"
        '7;Sam;20-11-2026;"eerst dit; dan dat";Wandelen;activity;20 min.;"middag, avond";;ademhaling;35;Loop;'
        "Dat is goed.\n"
    )
    ran = run(handouts, lijst)
    assert ran.code == 0, ran.err
    text = paper(lijst.parent / "output/sheets/lijst-7.pdf")
    assert all(word in text for word in ("eerst dit", "dan dat", "Wandelen", "20 min.", "35 minuten", "Dat is goed."))


def test_an_example_can_be_made_as_it_is(handouts: Command, lijst: Path) -> None:
    for name in ("voorbeeld.csv", "voorbeeld.tsv"):
        ran = handouts("batch", "--example", "magnesiumconsult", str(lijst.with_name(name)))
        assert ran.code == 0, ran.err
        ran = run(handouts, lijst.with_name(name), "--dry-run")
        assert ran.code == 0, ran.err
        assert "Of 2 rows 2 can be made." in ran.err
    lijst.write_text("mijn eigen lijst")
    assert handouts("batch", "--example", "magnesiumconsult", str(lijst)).code == 2
    assert lijst.read_text() == "mijn eigen lijst"


@pytest.mark.parametrize("name", sorted(path.stem for path in (SHIPPED / "sheets").glob("*.yaml")))
@pytest.mark.parametrize("ending", ["csv", "tsv", "xlsx"])
def test_an_example_of_a_shipped_recipe_has_its_own_headings_and_reads_back(
    handouts: Command, practice: Path, name: str, ending: str
) -> None:
    if ending == "xlsx":
        pytest.importorskip("openpyxl")
    for kind in ("modules", "sheets"):
        shutil.copytree(SHIPPED / kind, practice / "content" / kind)
    path = practice / f"voorbeeld.{ending}"
    assert handouts("batch", "--example", name, str(path)).code == 0
    table = read_table(path.read_bytes(), path.name)
    folder = Folder(practice)
    recipe = load_recipe(folder.open_reader(), name).value
    assert table.rows[0].headings == tuple(recipe.columns)
    assert {"voornaam", "first name"} & set(recipe.columns)
    checked = check(folder, table, Shared(name, None, "voorbeeld"), date(2026, 11, 22), lambda *_: None)
    assert [each.job.name for each in checked.jobs] == ["W-01", "W-02"]
    assert [problem for _, problem in checked.problems] == []
    value = checked.jobs[0].row.read.value
    assert isinstance(value, dict)
    assert len(value["goals"]) == 2


def test_headings_are_known_whatever_their_capitals_and_spaces(handouts: Command, lijst: Path) -> None:
    recipe = lijst.parent / "content/sheets/magnesiumconsult.yaml"
    recipe.write_text(recipe.read_text() + "columns: {Waarom stap 1: summary_steps.1.reason}\n")
    lijst.write_text(
        "REF ; First  Name;DATE;Summary_Steps.1;  waarom\u00a0STAP 1\nR-1;Sam;2026-11-20;Loop;Goed voor de slaap.\n"
    )
    ran = run(handouts, lijst)
    assert ran.code == 0, ran.err
    assert "unknown-column" not in ran.err
    assert "Goed voor de slaap." in paper(lijst.parent / "output/sheets/R-1.pdf")


def test_an_example_follows_the_recipes_columns_and_adds_what_they_leave_open(handouts: Command, lijst: Path) -> None:
    recipe = lijst.parent / "content/sheets/magnesiumconsult.yaml"
    text = recipe.read_text()
    recipe.write_text(text + "columns: {rij: nr, naam: first_name, tweede doel: goals.2, hobby: diary.scales}\n")
    path = lijst.with_name("voorbeeld.csv")
    assert handouts("batch", "--example", "magnesiumconsult", str(path)).code == 0
    head, first, _ = csv.reader(path.read_text(encoding="utf-8-sig").splitlines(), delimiter=";")
    assert head[:5] == ["rij", "naam", "tweede doel", "hobby", "form"]
    assert first[:5] == ["1", "Sam", "twee pauzes op een werkdag", "", "je"]
    assert not {"ref", "first_name", "goals"} & set(head)
    assert "date" in head
    path.unlink()
    recipe.write_text(text + "columns: {naam: surname}\n")
    ran = handouts("batch", "--example", "magnesiumconsult", str(path))
    assert (ran.code, "[unknown-field]" in ran.err, path.exists()) == (1, True, False)


def test_what_is_wrong_with_columns_is_told_in_her_words(handouts: Command, lijst: Path) -> None:
    recipe = lijst.parent / "content/sheets/magnesiumconsult.yaml"
    text = recipe.read_text()
    recipe.write_text(
        text + "columns: {Kenmerk: ref, Voornaam: first_name, Datum: date, datum : next_appointment.date}\n"
    )
    lijst.write_text("Kenmerk;Voornaam;datum\nR-1;Sam;2026-11-20\n")
    err = run(handouts, lijst, "--dry-run").err
    assert "“Datum” and “datum” are the same heading" in err
    assert "[same-heading]" in err
    recipe.write_text(text + "columns: {Kenmerk: ref, Voornaam: first_name}\n")
    lijst.write_text("Voornam;date\nSam;2026-11-20\n")
    err = run(handouts, lijst, "--dry-run").err
    assert "did you mean Voornaam?" in err
    assert "there is no column Kenmerk" in err


def test_a_field_that_does_not_exist_is_no_path() -> None:
    assert path_of("schedule.1.dose") == ("schedule", 0, "dose")
    assert path_of("first_name") == ("client", "first_name")
    assert path_of("modules.voetenbad.minuten") == ("modules", "@voetenbad", "minuten")
    for wrong in ("schedule.dose", "schedule.0.dose", "surname", "client", "schedule.1", ""):
        assert path_of(wrong) is None


@pytest.mark.parametrize(
    ("cell", "items"), [("geen", []), ("N.v.t.", []), ("-", []), ("nieren, hart", ["nieren", "hart"])]
)
def test_a_cell_that_says_none_names_no_flag(cell: str, items: list[str]) -> None:
    assert items_in(cell, "flags") == items


@pytest.mark.parametrize(
    ("text", "field", "items"),
    [
        ("ochtend en avond", "schedule.#.when", ["ochtend", "avond"]),
        ("ochtend, middag en avond", "schedule.#.when", ["ochtend", "middag", "avond"]),
        ("nieren; hart", "flags", ["nieren", "hart"]), ("geen", "flags", []),
        ("grenzen-en-rust, rust en ritme", "modules", ["grenzen-en-rust", "rust en ritme"]),
        ("Slapen en rusten, elke dag; Minder koffie", "goals", ["Slapen en rusten, elke dag", "Minder koffie"]),
        ("avond", "date", None),
    ],
)  # fmt: skip
def test_a_list_in_a_cell_is_taken_apart_as_in_yaml(text: str, field: str, items: list[str] | None) -> None:
    assert items_in(text, field) == items


def test_a_field_is_called_as_the_spreadsheet_calls_it_before_the_recipe_does() -> None:
    recipe = validate(b"title: x\ncolumns: {voornaam: first_name, dag: date}\n", "r.yaml", Recipe)
    columns = Columns(recipe)
    assert columns.heading("first_name", ["ref", "First name"]) == "First name"
    assert columns.heading("first_name", ["ref"]) == "voornaam"
    assert columns.heading("note", ["ref"]) == "note"
    assert columns.has_any("agreed", ["ref", "agreed.1.about"])
    assert not columns.has_any("agreed", ["ref", "agree", "note"])
    assert columns.heading("nonsense", ["more nonsense"]) == "nonsense"
