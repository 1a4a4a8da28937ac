"""A sheet speaks to its own client: with no other client's name, and with je or u as it should."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.checks.addressing import check_brochure, check_form, check_names
from handouts.content.loading import load_practice, validate
from handouts.content.model.brochure import Brochure
from handouts.content.model.sheet import Consult
from handouts.content.resolving import ResolvedSheet, resolve
from handouts.files.folder import Folder, TrackedReader


def gathered(clinic: Path, text: str, name: str = "Henk", form: str = "je") -> tuple[ResolvedSheet, TrackedReader]:
    (clinic / "content/sheets/magnesiumconsult.yaml").write_text("title: Plan\n", encoding="utf-8")
    (clinic / "content/clients/2026-020.yaml").write_text("client: {first_name: Fenna, form: u}\n", encoding="utf-8")
    (clinic / "content/clients/2026-021.yaml").write_text("client:\n  first_name: 'Zoë'\n", encoding="utf-8")
    reader = Folder(clinic).open_reader()
    head = f"ref: 2026-030\nclient: {{first_name: {name}, form: {form}}}\ndate: 2026-11-20\nsheet: magnesiumconsult\n"
    consult = validate(f"{head}discussed: |\n  {text}\n".encode(), "a.yaml", Consult)
    return resolve(reader, load_practice(reader), consult), reader


@pytest.mark.parametrize(
    "text",
    [
        "Fenna, je slaapt beter.",
        "Beste Fenna,",
        "Goed zo. Dag Fenna!",
        "Goed gedaan, Fenna!",
        "Zoe, rust uit.",
        "Fijn dat je er was, Fenna.",
        "Fijn Fenna, dat je er was.",
        "Bedankt Fenna",
        "Sterkte Fenna, en rust uit.",
        "Tot snel, Fenna",
        "Dank je wel, Fenna!",
    ],
)
def test_the_name_of_another_client_in_an_address_is_pointed_out(clinic: Path, text: str) -> None:
    found = check_names(*gathered(clinic, text))
    assert [(each.rule, each.mark.line) for each in found] == [("other-client", 5)]


@pytest.mark.parametrize(
    "text",
    ["Henk, je slaapt beter.", "Beste Henk,", "Je vriendin Fenna loopt mee.", "Samen met je zus, Fenna.",
     "Met je kinderen, Fenna en Bram.",
     "Daarna, na een week, verder.", "Fenna loopt mee.", "Dag allemaal!", "Beste Marieke,", "Loop met Bram, Fenna."],
)  # fmt: skip
def test_the_own_name_and_a_name_in_a_sentence_are_left_alone(clinic: Path, text: str) -> None:
    assert list(check_names(*gathered(clinic, text))) == []


def test_two_clients_of_one_name_are_both_addressed_by_it(clinic: Path) -> None:
    assert list(check_names(*gathered(clinic, "Fenna, rust uit.", name="Fenna"))) == []


@pytest.mark.parametrize(
    ("text", "form"),
    [("Je slaapt beter.", "u"), ("Rust uit op jouw moment.", "u"), ("Neem het op je werk.", "u"), ("U slaapt.", "je"),
     ("Bel uw huisarts.", "je"), ("Fijn dat u er was.", "je")],
)  # fmt: skip
def test_the_other_form_of_address_in_a_text_is_pointed_out(clinic: Path, text: str, form: str) -> None:
    found, _ = gathered(clinic, text, form=form)
    assert [(each.rule, each.mark.line) for each in check_form(found)] == [("other-form", 5)]


@pytest.mark.parametrize(
    ("text", "form"),
    [("U slaapt beter, en uw rug ook.", "u"), ("Dank je wel, zei uw zus.", "u"), ("Uw zus zei: “Je moet rusten.”", "u"),
     ("Een kopje en een tasje.", "u"), ("Je weet maar nooit.", "u"), ("Slapen jullie beter?", "u"),
     ("Je slaapt 8 u per nacht.", "je"),
     ("Dan rusten jullie uit.", "je"), ("Neem de U-bocht, i.p.v. 12 u.", "je"), ("Je bent jarig.", "je"),
     ("De arts zei: «Gaat u zitten».", "je"), ("Hij zei: ,,Rust, als u kunt.''", "je"),
     ("Zij: ‘Hebt u auto’s, u?’", "je"),
     ("De arts zei: 'Hebt u foto's? Uw dossier?'", "je")],
)  # fmt: skip
def test_the_own_form_and_what_is_said_to_anybody_are_left_alone(clinic: Path, text: str, form: str) -> None:
    assert list(check_form(gathered(clinic, text, form=form)[0])) == []


MODULE = """\
title: Rust
goal: {goal}
sources: ["Rust op uw werk (2020), waarin je leest over pauzes"]
"""


@pytest.mark.parametrize(
    ("goal", "form", "expected"),
    [
        ("Een moment voor jezelf.", "u", [("other-form", "content/modules/rust.yaml:2:7")]),
        ("Een moment voor uw rug.", "je", [("other-form", "content/modules/rust.yaml:2:7")]),
        ('"Een moment voor {{ jezelf | uzelf }}."', "u", []),
        ('"Een moment voor {{ jezelf | uzelf }}."', "je", []),
        ("Een moment van rust.", "u", []),
    ],
)
def test_a_module_that_knows_one_form_only_is_pointed_out_on_a_sheet_of_the_other(
    clinic: Path, goal: str, form: str, expected: list[tuple[str, str]]
) -> None:
    (clinic / "content/modules/rust.yaml").write_text(MODULE.format(goal=goal), encoding="utf-8")
    (clinic / "content/sheets/magnesiumconsult.yaml").write_text("title: Plan\nmodules: [rust]\n", encoding="utf-8")
    reader = Folder(clinic).open_reader()
    head = f"ref: 2026-030\nclient: {{first_name: Henk, form: {form}}}\ndate: 2026-11-20\nsheet: magnesiumconsult\n"
    sheet = resolve(reader, load_practice(reader), validate(head.encode(), "a.yaml", Consult))
    assert [(each.rule, str(each.mark)) for each in check_form(sheet)] == expected


@pytest.mark.parametrize(
    ("form", "text", "line"), [("u", "Neem je rust.", 5), ("je", "Neem uw rust.", 5), ("u", "Neem uw rust.", 0)]
)
def test_a_brochure_is_told_once_that_its_text_and_its_fixed_words_differ(form: str, text: str, line: int) -> None:
    yaml = f"title: Rust\nform: {form}\nsections:\n- heading: Deel\n  text: {text}\n- heading: Meer\n  text: {text}\n"
    found = check_brochure(validate(yaml.encode(), "a.yaml", Brochure), "nl")
    assert [(each.rule, each.mark.line) for each in found] == ([("other-form", line)] if line else [])
