"""What asks to stop a medicine, or to take another amount of it, is pointed out where it stands."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from conftest import CONSULT
from handouts.checks.advising import advise_sheet
from handouts.checks.medicines import changes_in
from handouts.content.loading import load_practice, validate
from handouts.content.model.sheet import Consult
from handouts.content.resolving import resolve
from handouts.files.folder import Folder


@pytest.mark.parametrize(
    "text",
    ["Stop met je bloeddrukpillen", "Halveer je oxazepam.", "Sla je metoprolol over", "Bouw je medicijnen langzaam af",
     "Neem minder oxazepam", "Slik je metformine niet meer", "Gebruik geen bloedverdunners meer", "Verdubbel je thyrax",
     "Probeer de slaappillen af te bouwen", "U stopt met uw bloedverdunners", "Stop taking your beta blockers",
     "Laat de metformine weg", "Slik voortaan de helft van je metoprolol", "Laat je medicijnen dit weekend staan",
     "Stop met metoprolol als je je beter voelt", "Stop je medicijnen in het weekend",
     "Sla af en toe je medicijnen over",
     "Neem valeriaan in plaats van je oxazepam", "Vervang je metoprolol door magnesium",
     "Ruil je oxazepam in voor thee",
     "Neem je metoprolol nog maar om de dag", "Neem vandaag geen metoprolol", "Neem je metoprolol niet meer in",
     "Neem de dubbele dosis metoprolol", "Slik een tablet metoprolol minder", "Je slaat je metoprolol over",
     "De metoprolol mag je rustig laten staan", "Stop niet alleen met koffie maar ook met je metoprolol",
     "Als je goed slaapt, halveer je oxazepam", "Houd op met de antibiotica", "Halveert u uw metoprolol",
     "Stop met metoprolol, daar is geen arts voor nodig", "Oxazepam niet meer slikken",
     "Stap over van oxazepam op thee"],
)  # fmt: skip
def test_what_asks_to_change_a_medicine_is_recognised(text: str) -> None:
    assert len(list(changes_in(text))) == 1


@pytest.mark.parametrize(
    "text",
    ["Stop nooit zelf met medicijnen.", "Stop niet met je medicijnen", "Vergeet je medicijnen niet", "Stop met roken",
     "Overleg met je huisarts voor je stopt met oxazepam", "Bouw oxazepam af in overleg met je arts",
     "Halveer je koffie", "Je zus stopt met haar medicijnen", "Neem meer rust naast je medicijnen",
     "Neem je metformine bij het eten", "Stop met wandelen als je medicijnen je duizelig maken",
     "Houd 2 uur tussen magnesium en je medicijnen", "Sla je medicijnen niet over", "Laat je medicijnen niet staan",
     "Neem je medicijnen niet meer dan drie keer per dag", "Stop je medicijnen in een doosje",
     "Halveer ze: je medicijnen?",
     "Neem je medicijnen niet meer met melk", "Neem je medicijnen niet in bed", "Neem geen medicijnen van anderen",
     "Neem de helft van je medicijnen mee in je tas", "Laat je medicijnen op het aanrecht staan",
     "Maak je antibiotica af",
     "Stop met roken en neem je medicijnen trouw", "Stop met het vergeten van je medicijnen",
     "Gooi oude medicijnen weg",
     "Metoprolol kan je hartslag verlagen", "Bloeddrukverlagers verlagen je bloeddruk", "Je gebruikt geen medicijnen",
     "Stoppen met oxazepam kan klachten geven", "Stop je met oxazepam, dan slaap je eerst slechter",
     "Sla je een dosis metoprolol over, haal hem dan niet in", "Fijn dat je stopt met oxazepam",
     "Neem magnesium niet in plaats van je medicijnen", "Laat koffie weg bij je medicijnen",
     "Slapen zonder slaapmedicatie",
     "Neem magnesium een half uur na je metoprolol", "Neem je metoprolol met een half glas water",
     "Verminder de bijwerkingen van je medicijnen met rust", "Je hoeft je metoprolol niet te halveren"],
)  # fmt: skip
def test_what_leaves_a_medicine_as_it_is_or_to_a_doctor_passes(text: str) -> None:
    assert list(changes_in(text)) == []


def test_a_medicine_is_pointed_out_at_what_asks_to_change_it(clinic: Path) -> None:
    (clinic / "content/sheets/magnesiumconsult.yaml").write_text("title: Plan\n", encoding="utf-8")
    reader = Folder(clinic).open_reader()
    steps = "summary_steps: [Wandel buiten, Halveer je oxazepam]\ndiscussed: Je stopt met je oxazepam.\n"
    consult = validate(f"{CONSULT}{steps}".encode(), "consult.yaml", Consult)
    found = advise_sheet(resolve(reader, load_practice(reader), consult), date(2026, 11, 27))
    told = "“{words}” asks to change a medicine, and only the prescriber may do that"
    assert [(each.mark.column, each.message) for each in found if each.rule == "medicine-changed"] == [
        (32, told.format(words="halveer je oxazepam")), (12, told.format(words="stopt met je oxazepam")),
    ]  # fmt: skip
