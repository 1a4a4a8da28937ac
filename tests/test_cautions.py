"""What a flag asks to be careful with is pointed out where it is asked for, out of what the modules say themselves."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from conftest import CONSULT
from handouts.checks.advising import advise_sheet
from handouts.checks.agreements import names_module
from handouts.content.loading import load_practice, validate
from handouts.content.model.sheet import Consult
from handouts.content.resolving import resolve
from handouts.content.things import names_of_module
from handouts.files.folder import Folder

MODULE = """\
title: Een warm voetenbad
goal: Warm worden.
warnings:
  - {if: diabetes, text: "Overleg eerst met {{ je | uw }} arts."}
  - {if: pregnant, text: Houd het lauw.}
"""
BATH = "schedule: [{product: Warm voetenbad, route: activity, when: [avond]}]\n"


def swallowed(product: str, dose: str = "1 tablet") -> str:
    return (
        f"schedule: [{{product: {product}, route: oral, dose: {dose}, dose_source: etiket, when: [avond], "
        "magnesium_mg: 0}]\n"
    )


def said(clinic: Path, text: str) -> list[tuple[str, int, str]]:
    """The doubts about flags: severity, line and message."""
    (clinic / "content/modules/voetenbad.yaml").write_text(MODULE, encoding="utf-8")
    (clinic / "content/sheets/magnesiumconsult.yaml").write_text("title: Plan\n", encoding="utf-8")
    reader = Folder(clinic).open_reader()
    consult = validate(f"{CONSULT}{text}".encode(), "consult.yaml", Consult)
    found = advise_sheet(resolve(reader, load_practice(reader), consult), date(2026, 11, 27))
    return [(each.severity, each.mark.line, each.message) for each in found if each.rule in {"flag", "no-doubt"}]


def test_a_module_that_sends_a_client_with_this_flag_to_a_doctor_is_pointed_out(clinic: Path) -> None:
    told = "the module voetenbad tells a client with the flag diabetes to ask somebody first"
    assert said(clinic, "flags: [suikerziekte]\nmodules: [voetenbad]\n") == [("warning", 6, told)]
    assert said(clinic, "flags: [zwanger, huid]\nmodules: [voetenbad]\n") == [], "it is printed, and only says how"


def test_a_line_of_which_a_module_has_a_caution_that_is_not_printed_is_pointed_out(clinic: Path) -> None:
    for flag, name in (("zwanger", "pregnant"), ("suikerziekte", "diabetes")):
        told = f"the module voetenbad has a caution for the flag {name}, and this sheet does not print it"
        assert said(clinic, f"flags: [{flag}]\n{BATH}") == [("warning", 6, told)]
    assert said(clinic, f"flags: [hart]\n{BATH}") == []
    assert said(clinic, f"flags: [zwanger]\n{BATH}modules: [voetenbad]\n") == []


@pytest.mark.parametrize(
    ("name", "title", "what", "is_named"),
    [
        ("voetenbad", "Een warm voetenbad", "voetenbad, lauw en kort", True),
        ("voetenbad", "Een warm voetenbad met magnesium", "wandelen met de hond", False),
        ("voetenbad", "Een warm voetenbad met magnesium", "magnesium, een tablet", False),
        ("rekken", "Drie keer rustig rekken", "twee keer per week rustig wandelen", False),
        ("rekken", "Drie keer rustig rekken", "rekoefeningen of rekken", True),
        ("stress-en-burn-out", "Stress en burn-out", "stress", False),
        ("stress-en-burn-out", "Stress en burn-out", "de tekst over stress en burn-out", True),
        ("magnesium-algemeen", "Magnesium, kort uitgelegd", "magnesium 100 mg per dag", True),
        ("warm", "Warm", "een warm bad", True),
        ("warm", "Warm", "een koud bad", False),
    ],
)
def test_an_agreement_names_a_module_by_all_the_words_of_its_name_or_title(
    name: str, title: str, what: str, is_named: bool
) -> None:
    assert names_module(what, names_of_module(name, title)) is is_named


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (swallowed("Sint-janskruid"), "this is a herb, and this client is pregnant"),
        (swallowed("St. John’s wort"), "this is a herb, and this client is pregnant"),
        (swallowed("Vitamine A"), "this is vitamin A, and this client is pregnant"),
        (swallowed("Magnesium"), "this is swallowed, and this client is pregnant"),
        (swallowed("Ashwagandha", "1 capsule with food"), "this is a herb, and this client is pregnant"),
        (swallowed("Valeriaan", "2 tabletten na het brood"), "this is a herb, and this client is pregnant"),
        (swallowed("Melatonine + vitamine D3"), "this is swallowed, and this client is pregnant"),
        (swallowed("Foliumzuur (Vitakruid)"), "this is swallowed, and this client is pregnant"),
        (swallowed("Multivitamine met foliumzuur"), "this is swallowed, and this client is pregnant"),
    ],
)
def test_what_is_swallowed_in_pregnancy_is_pointed_out_at_its_line(clinic: Path, line: str, found: str) -> None:
    assert said(clinic, f"flags: [zwanger]\n{line}") == [("warning", 6, found)]


@pytest.mark.parametrize(
    "line", [swallowed("Foliumzuur", "400 µg"), swallowed("Foliumzuur en vitamine D3 10 µg"), swallowed("Noten"), BATH]
)
def test_what_is_advised_to_all_is_left_alone(clinic: Path, line: str) -> None:
    assert said(clinic, f"flags: [zwanger]\n{line}modules: [voetenbad]\n") == []


def test_only_a_module_that_the_schedule_is_about_is_read_for_its_cautions(clinic: Path) -> None:
    (clinic / "content/modules/voetenbad.yaml").write_text(MODULE, encoding="utf-8")
    (clinic / "content/sheets/magnesiumconsult.yaml").write_text("title: Plan\n", encoding="utf-8")

    def read(text: str) -> set[str]:
        reader = Folder(clinic).open_reader()
        resolve(
            reader, load_practice(reader), validate(f"{CONSULT}flags: [zwanger]\n{text}".encode(), "a.yaml", Consult)
        )
        return {path.name for path in reader.used if path.parent.name == "modules"}

    assert read(BATH) == {"voetenbad.yaml"}
    assert read(BATH.replace("Warm voetenbad", "Wandelen")) == set()
    assert read("") == set()
