"""What asks to stop a medicine, or to take another amount of it, is pointed out where it stands."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from conftest import CONSULT
from handouts.checks.advising import advise_sheet
from handouts.checks.medicines import changes_in
from handouts.folder import Folder
from handouts.gathering import gather
from handouts.loading import load_practice, validate
from handouts.model.sheet import Consult


@pytest.mark.parametrize(
    "text",
    ["Stop met je bloeddrukpillen", "Halveer je oxazepam.", "Sla je metoprolol over", "Bouw je medicijnen langzaam af",
     "Neem minder oxazepam", "Slik je metformine niet meer", "Gebruik geen bloedverdunners meer", "Verdubbel je thyrax",
     "Probeer de slaappillen af te bouwen", "U stopt met uw bloedverdunners", "Stop taking your beta blockers"],
)  # fmt: skip
def test_what_asks_to_change_a_medicine_is_recognised(text: str) -> None:
    assert len(list(changes_in(text))) == 1


@pytest.mark.parametrize(
    "text",
    ["Stop nooit zelf met medicijnen.", "Stop niet met je medicijnen", "Vergeet je medicijnen niet", "Stop met roken",
     "Overleg met je huisarts voor je stopt met oxazepam", "Bouw oxazepam af in overleg met je arts",
     "Halveer je koffie", "Je zus stopt met haar medicijnen", "Neem meer rust naast je medicijnen",
     "Neem je metformine bij het eten", "Stop met wandelen als je medicijnen je duizelig maken",
     "Houd 2 uur tussen magnesium en je medicijnen"],
)  # fmt: skip
def test_what_leaves_a_medicine_as_it_is_or_to_a_doctor_passes(text: str) -> None:
    assert list(changes_in(text)) == []


def test_a_medicine_is_pointed_out_at_what_asks_to_change_it(clinic: Path) -> None:
    (clinic / "content/sheets/magnesiumconsult.yaml").write_text("title: Plan\n", encoding="utf-8")
    shelf = Folder(clinic).open_shelf()
    steps = "summary_steps: [Wandel buiten, Halveer je oxazepam]\ndiscussed: Je stopt met je oxazepam.\n"
    consult = validate(f"{CONSULT}{steps}".encode(), "consult.yaml", Consult)
    found = advise_sheet(gather(shelf, load_practice(shelf), consult), date(2026, 11, 27))
    told = "“halveer je oxazepam” asks to change a medicine, and that is for who prescribed it"
    assert [(each.mark.column, each.message) for each in found if each.rule == "medicine-changed"] == [(32, told)]
