"""A follow-up is held against the consult before it: flags that are lost, and what goes on of what has stopped."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import CONSULT, Command
from handouts.checks import following
from handouts.content.loading import load_consult, load_practice
from handouts.content.resolving import resolve
from handouts.files.folder import Folder

NEXT = CONSULT.replace("2026-014", "2026-020").replace("2026-11-20", "2026-12-20") + "follows: 2026-014\n"
DROPPED = "modules: [{use: voetenbad, drop: ja}, {use: ademhaling, drop: ja}]\n"


def line(product: str, more: str = "") -> str:
    return f'schedule: [{{product: "{product}", route: activity, when: [avond]{more}}}]\n'


def said(clinic: Path, before: str, now: str, recipe: str = "") -> list[str]:
    """The warnings about a consult behind another, each with its line."""
    clients = clinic / "content/clients"
    (clients / "2026-014.yaml").write_text(CONSULT + before, encoding="utf-8")
    (clients / "2026-020.yaml").write_text(NEXT + now, encoding="utf-8")
    if recipe:
        (clinic / "content/sheets/magnesiumconsult.yaml").write_text(recipe, encoding="utf-8")
    reader = Folder(clinic).open_reader()
    gathered = resolve(reader, load_practice(reader), load_consult(reader, "2026-020"))
    return [
        f"{each.mark.file.rpartition('/')[2]}:{each.mark.line} {each.message}" for each in following.check(gathered)
    ]


def test_a_flag_that_is_not_repeated_is_pointed_out_where_it_belongs(clinic: Path) -> None:
    flags = [
        f"2026-020.yaml:{{line}} the consult before this one, 2026-014, has the flag {flag}, and this one does not"
        for flag in ("kidneys", "pregnant")
    ]
    before = "flags: [nieren, zwanger]\n"
    assert said(clinic, before, DROPPED) == [each.format(line=5) for each in flags]
    assert said(clinic, before, DROPPED + "flags: [kidneys]\n") == [flags[1].format(line=7)]
    assert said(clinic, before, DROPPED + "flags: [zwangerschap, nier, heart]\n") == []


def test_a_consult_of_somebody_else_is_pointed_out_with_both_names(clinic: Path) -> None:
    other = "client: {first_name: Anna, form: u}\n"
    clients = clinic / "content/clients"
    (clients / "2026-014.yaml").write_text(CONSULT.replace("client: {first_name: Sam}\n", other), encoding="utf-8")
    (clients / "2026-020.yaml").write_text(NEXT, encoding="utf-8")
    reader = Folder(clinic).open_reader()
    sheet = resolve(reader, load_practice(reader), load_consult(reader, "2026-020"))
    found = [*following.check_person(sheet), *following.check(sheet)]
    assert [(each.rule, each.mark.line, each.message, each.hint) for each in found] == [
        (
            "other-client", 5, "this sheet is for Sam, and the consult that it follows for Anna",
            "look at content/clients/2026-014.yaml, line 2: is this one person?",
        ),
        (
            "other-form", 2, "the client is addressed with je, and with u in the consult before this one, 2026-014",
            "add client.form: u, if that is how you go on",
        ),
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["sam", "SAM", "Sám"])
def test_another_spelling_of_a_name_is_the_same_client(clinic: Path, name: str) -> None:
    (clinic / "content/clients/2026-014.yaml").write_text(CONSULT, encoding="utf-8")
    text = NEXT.replace("first_name: Sam", f"first_name: {name}, form: je")
    (clinic / "content/clients/2026-020.yaml").write_text(text, encoding="utf-8")
    reader = Folder(clinic).open_reader()
    sheet = resolve(reader, load_practice(reader), load_consult(reader, "2026-020"))
    assert not [*following.check_person(sheet), *following.check(sheet)]


STOPS = (
    (
        "Warm voetenbad",
        "modules: [{use: ademhaling, drop: ja}]\n",
        "2026-020.yaml:6 the module voetenbad of the recipe",
    ),
    (
        "Rustig ademen, 5 min.",
        "modules: [{use: voetenbad, drop: ja}]\n",
        "2026-020.yaml:6 the module ademhaling of the recipe",
    ),
    ("Kristallen", "modules: [{use: ademhaling, drop: ja}]\n", "2026-020.yaml:6 the module voetenbad of the recipe"),
    ("Wandelen", f"{DROPPED}summary_steps: [Slaap uit, Wandel elke dag]\n", "2026-020.yaml:7 this step"),
    ("Lopen", f"{DROPPED}summary_steps: [Loop elke dag een rondje.]\n", "2026-020.yaml:7 this step"),
    ("Rekken", f"{DROPPED}diary: {{rows: [Rustig rekken]}}\n", "2026-020.yaml:7 this row of the diary"),
    ("Wandelen in het bos", f"{DROPPED}goals: [elke dag in het bos wandelen]\n", "2026-020.yaml:7 this goal"),
    ("Fietsen", f"{DROPPED}note: Het gaat goed. Blijf fietsen!\n", "2026-020.yaml:7 this"),
)


@pytest.mark.parametrize(("product", "now", "goes_on"), STOPS, ids=[product for product, _, _ in STOPS])
def test_what_goes_on_of_a_line_that_is_called_stopped_is_a_warning(
    clinic: Path, product: str, now: str, goes_on: str
) -> None:
    where = "and what it asks for is marked as stopped (content/clients/2026-014.yaml, line 5)"
    assert said(clinic, line(product), now) == [f"{goes_on} is still on the sheet, {where}"]


@pytest.mark.parametrize(
    ("product", "now"),
    [
        ("Warm voetenbad", DROPPED),
        ("Warm voetenbad", line("Voetenbad met lavendel")),
        ("Wandelen", f"{DROPPED}note: Het wandelen ging je goed af.\ngoals: [minder wandelen]\n"),
        ("Wandelen", f"{DROPPED}summary_steps: [Stop met wandelen., 'Blijf thuis, niet wandelen']\n"),
        ("Wandelen in het bos", f"{DROPPED}{line('Wandelen')}summary_steps: [Wandel elke dag]\n"),
        ("Magnesium 400 mg", "diary: {rows: [Magnesiumolie gebruikt]}\n"),
        ("Vitamine D", f"{DROPPED}summary_steps: [Eet elke dag vitamine-rijk]\n"),
        ("Vitamine D3", f"{DROPPED}summary_steps: [Neem elke dag vitamine B]\n"),
        ("Tablet", f"{DROPPED}summary_steps: [Leg je telefoon weg]\n"),
    ],
)
def test_what_has_nothing_to_do_with_a_line_that_stopped_is_left_alone(clinic: Path, product: str, now: str) -> None:
    assert said(clinic, line(product), now) == []


def test_a_line_that_had_ended_by_itself_has_nothing_to_go_on(clinic: Path) -> None:
    assert said(clinic, line("Warm voetenbad", ", days: 7"), "") == []


def test_a_module_that_the_consult_asks_for_is_named_there(clinic: Path) -> None:
    now = "modules: [{use: ademhaling, drop: ja}, {use: voetenbad, params: {product: zout}}]\n"
    (only,) = said(clinic, line("Voetenbad"), now)
    assert only.startswith("2026-020.yaml:6 the module voetenbad is still on the sheet")


def test_a_row_in_the_diary_of_the_recipe_is_said_of_the_consult_that_stops_it(clinic: Path) -> None:
    recipe = "title: Plan\ndiary: {rows: [Wandelen]}\n"
    (only,) = said(clinic, line("Wandelen"), line("Rekken"), recipe)
    assert only.startswith("2026-020.yaml:5 the row Wandelen in the diary of the recipe is still on the sheet")


def test_the_first_consult_has_nothing_before_it(handouts: Command, clinic: Path) -> None:
    (clinic / "content/clients/2026-014.yaml").write_text(CONSULT + "flags: [nieren]\n", encoding="utf-8")
    assert "flag-not-repeated" not in handouts("check").err


def test_both_are_said_by_the_command(handouts: Command, clinic: Path) -> None:
    said(clinic, line("Voetenbad") + "flags: [nieren]\n", "")
    err = handouts("check").err
    assert "2026-020.yaml:5:10: warning: the consult before this one, 2026-014," in err
    assert "[flag-not-repeated]" in err
    assert "2026-020.yaml:5:10: warning: the module voetenbad of the recipe is still on the sheet" in err
    assert "hint: add - use: voetenbad and drop: yes under modules:, or put the line back into the schedule" in err
    assert "[stopped-goes-on]" in err


def test_a_line_that_is_new_under_a_name_like_one_that_stopped_is_asked_about(clinic: Path) -> None:
    clients = clinic / "content/clients"
    (clients / "2026-014.yaml").write_text(CONSULT + line("Vitamine D"), encoding="utf-8")
    (clients / "2026-020.yaml").write_text(NEXT + line("Vitamine D3"), encoding="utf-8")
    reader = Folder(clinic).open_reader()
    (found,) = following.check_names(resolve(reader, load_practice(reader), load_consult(reader, "2026-020")))
    assert (found.rule, found.mark.line) == ("renamed", 6)
    assert found.message == (
        "the sheet marks this as new, and Vitamine D as stopped (content/clients/2026-014.yaml, line 5)"
    )
