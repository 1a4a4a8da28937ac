"""Headings that fill no field, rows that do not fit them, and hints that name the column and not a key of the YAML."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from conftest import Command
from handouts.files.folder import Folder
from handouts.intake.spreadsheets import read_table
from handouts.problems import ContentError, Problem
from handouts.produce.batching.columns import Columns
from handouts.produce.batching.near import is_of_a_person, near
from handouts.produce.batching.reading import Shared
from handouts.produce.batching.rows import check, load_recipe

COLUMNS = {
    "kenmerk": "ref",
    "middel 1": "schedule.1.product",
    "hoe 1": "schedule.1.how",
    "bron dosis 1": "schedule.1.dose_source",
    "stap 1": "summary_steps.1",
    "volgende afspraak": "next_appointment.date",
}


def judged(clinic: Path, text: str) -> list[Problem]:
    """What is said of a spreadsheet before a page is made."""
    recipe = clinic / "content/sheets/magnesiumconsult.yaml"
    recipe.write_text(
        "title: Plan\ncolumns:\n" + "".join(f"  {heading}: {field}\n" for heading, field in COLUMNS.items()),
        encoding="utf-8",
    )
    table = read_table(text.encode(), "lijst.csv")
    shared = Shared("magnesiumconsult", date(2026, 11, 20), "lijst")
    try:
        found = check(Folder(clinic), table, shared, date(2026, 11, 27), lambda *_: None).problems
        return [problem for _, problem in found]
    except ContentError as refused:
        return list(refused.problems)


@pytest.mark.parametrize(
    ("heading", "meant"),
    [
        ("hoe vaak 1", "schedule.1.every"),
        ("Hoe vaak 2", "schedule.2.every"),
        ("dosering 1", "schedule.1.dose"),
        ("bron_dosis_1", "schedule.1.dose_source"),
        ("startdatum", "schedule.1.start"),
        ("reden stap 2", "summary_steps.2.reason"),
        ("Naam", "first_name"),
        ("je/u", "form"),
        ("opmerkingen", "note"),
        ("scheduel.1.dose", "schedule.1.dose"),
        ("voornam", "first_name"),
        ("kleur van de auto", ""),
        ("stap 2", "summary_steps.2"),
        ("zzz", ""),
    ],
)
def test_a_heading_is_understood_by_what_it_is_called(heading: str, meant: str) -> None:
    fields = {"schedule.1.dose": "schedule.1.dose", "voornaam": "first_name", "hoe 1": "schedule.1.how"}
    assert near(heading, fields) in {meant, "voornaam" if meant == "first_name" else meant}


def test_what_is_filled_already_is_not_meant(clinic: Path) -> None:
    recipe = load_recipe(Folder(clinic).open_reader(), "magnesiumconsult")
    assert Columns(recipe).near("dosering 1", ["ref"]) == "did you mean schedule.1.dose?"
    assert "schedule" not in Columns(recipe).near("dosering 1", ["schedule.1.dose"])


def test_a_column_for_what_no_sheet_holds_is_left_out_with_reason(clinic: Path) -> None:
    told = judged(clinic, "kenmerk;first_name;Achternaam\nR-1;Sam;Jansen\n")
    assert [(each.rule, each.hint) for each in told] == [
        ("unknown-column", "that is fine: a sheet holds a first name only")
    ]
    assert is_of_a_person("E-mail")
    assert not is_of_a_person("voornaam")


def test_a_hint_names_the_column_that_lacks_something(clinic: Path) -> None:
    headings = "kenmerk;first_name;middel 1;schedule.1.route;schedule.1.dose;schedule.1.when"
    row = "R-1;Sam;Zout;slikken;1 lepel;avond"
    (told,) = [each for each in judged(clinic, f"{headings}\n{row}\n") if each.rule == "no-dose-source"]
    assert told.hint == "add the column “bron dosis 1” on this row: label, or who set it"
    (told,) = [each for each in judged(clinic, f"{headings};bron dosis 1\n{row};\n") if each.rule == "no-dose-source"]
    assert told.hint == "fill in the column “bron dosis 1” on this row: label, or who set it"


def test_a_title_above_the_headings_is_told_from_them(clinic: Path) -> None:
    (told,) = judged(clinic, "Groep november;;\n;;\nkenmerk;first_name;note\nR-1;Sam;Dag\n")
    assert (told.rule, told.mark.line) == ("title-row", 1)
    assert told.message == "the first row is read as the headings, and row 3 seems to hold them"


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        ("R-1;Sam;slaap; rust;\nR-2;Bo;slaap;rust\n", [2]),
        ("R-1;Sam;slaap;rust\nR-2;Bo;slaap; rust; werk\n", [3]),
        ("R-1;Sam;slaap;rust;\nR-2;Bo;slaap;rust;\n", []),
        ("R-1;Sam;slaap\nR-2;Bo\n", []),
        ('R-1;Sam;"slaap; werk";rust\nR-2;Bo;slaap;rust\n', []),
    ],
)
def test_a_row_that_is_longer_than_the_others_is_not_read_shifted(clinic: Path, rows: str, wrong: list[int]) -> None:
    told = judged(clinic, f"kenmerk;first_name;discussed;goals.1\n{rows}")
    assert [each.mark.line for each in told if each.rule == "more-cells"] == wrong


def test_a_dry_run_finds_what_only_the_pages_of_a_later_row_show(handouts: Command, clinic: Path) -> None:
    (clinic / "content/clients/2026-014.yaml").unlink()
    (clinic / "lijst.csv").write_text(
        "ref;first_name;date\nR-1;Sam;2026-11-20\nR-2;محمد;2026-11-20\n", encoding="utf-8"
    )
    ran = handouts("batch", str(clinic / "lijst.csv"), "--sheet", "magnesiumconsult", "--dry-run")
    assert ran.code == 1
    assert "lijst.csv:3:2: error: the typeface cannot print" in ran.err
    assert "hint: write it in Latin letters" in ran.err
    assert "Of 2 rows 1 can be made." in ran.err
    assert not (clinic / "output").exists()


def test_all_mistakes_of_a_row_are_found_at_once(clinic: Path) -> None:
    text = (
        "kenmerk;first_name;date;middel 1;stap 1\n"
        "W-1;Sam 🌿;31-2-2026;;Loop een rondje.\n"
        "w-1;Bo;2026-11-20;;Loop 🏃 een rondje.\n"
        "2026-014;Kim;2026-11-20;Pil 🌿;Loop.\n"
    )
    found = {(each.mark.line, each.mark.column, each.rule) for each in judged(clinic, text) if each.severity == "error"}
    assert {(2, 2, "no-glyph"), (2, 3, "no-such-date"), (3, 1, "same-ref"), (3, 5, "no-glyph")} <= found
    assert {(4, 4, "no-glyph"), (4, 4, "missing")} <= found
