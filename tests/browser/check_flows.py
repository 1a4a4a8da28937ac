"""Three whole consults by keyboard: fewer than 60 keys beyond her own words, and the very sheet at the end."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from browser.conftest import Serve, enter
from browser.hands import PRINTS, Hands, finished
from handouts.content.reading import read_yaml

EARLIER = """\
ref: {ref}
client: {{first_name: {name}}}
date: {day}
sheet: magnesiumconsult
summary_steps:
  - {{step: Neem om de dag een voetenbad, reason: Een uur voor je naar bed gaat.}}
  - {{step: Eet elke dag een handje noten, reason: Leg ze klaar op je werk.}}
schedule:
  - {{product: Warm voetenbad, route: activity, dose: 20 min., when: [avond], every: om de dag, days: 28}}
  - {{product: Handje noten, route: activity, dose: 1 handje, when: [middag]}}
  - {{product: Rustig ademen, route: activity, dose: 5 min., when: [nacht], days: 28}}
"""


@pytest.fixture
def hands(context: BrowserContext, page: Page) -> Hands:
    context.add_init_script(PRINTS)
    return Hands(page)


def earlier(place: Path) -> None:
    for number, name in enumerate(("Robin", "Noor"), 1):
        ref = f"2026-00{number}"
        text = EARLIER.format(ref=ref, name=name, day=date.today() - timedelta(days=number))
        (place / f"content/clients/{ref}.yaml").write_text(text, encoding="utf-8")


def begun(hands: Hands) -> str:
    hands.page.wait_for_url("**/consult/2026-*")
    expect(hands.page.locator("#f-discussed")).to_be_focused()
    hands.page.wait_for_load_state("load")
    expect(hands.page.locator("#add-schedule")).to_have_attribute("role", "combobox")
    hands.page.wait_for_timeout(300)  # what she wrote before comes a moment after the form
    return str(hands.page.url).rsplit("/", 1)[1]


def written(place: Path, ref: str) -> Any:
    return read_yaml((place / f"content/clients/{ref}.yaml").read_bytes(), ref).value


def test_flow_a_a_new_client_of_what_she_gave_before(hands: Hands, serve: Serve, lindezee: Path) -> None:
    earlier(lindezee)
    enter(hands.page, serve(lindezee))
    hands.says("Mila")
    hands.presses("Enter")
    ref = begun(hands)
    hands.says("Je slaapt al een tijd onrustig en je schouders staan vast.")
    hands.presses("Control+Enter")
    hands.presses("ArrowDown", "Enter", "ArrowDown", "Enter")
    hands.says("Adem elke avond vijf minuten rustig uit")
    hands.presses("Control+Enter")
    for count, letters in enumerate(("wa", "ha", "ru"), 1):
        hands.seeks(letters)
        hands.presses("Enter")
        hands.waits_for_row(count)
        expect(hands.page.locator("#add-schedule")).to_be_focused()
    hands.presses("Control+Enter")
    hands.seeks("dr")
    hands.presses("Enter")
    expect(hands.page.locator(".mods > li")).to_have_count(3)
    hands.presses("Control+Enter")
    hands.seeks("hu")
    hands.presses("Control+Enter")
    hands.seeks("2")
    hands.presses("Control+Enter")
    hands.says("18 december 10:30")
    hands.presses("Control+Enter")
    hands.says("Je hebt al een mooie eerste stap gezet.")
    finished(hands, ref, lindezee)
    value = written(lindezee, ref)
    assert [each["step"] for each in value["summary_steps"]] == [
        "Neem om de dag een voetenbad", "Eet elke dag een handje noten", "Adem elke avond vijf minuten rustig uit",
    ]  # fmt: skip
    assert [each["product"] for each in value["schedule"]] == ["Warm voetenbad", "Handje noten", "Rustig ademen"]
    assert value["diary"]["days"] == "14"


def test_flow_b_nothing_is_known_yet(hands: Hands, serve: Serve, lindezee: Path) -> None:
    enter(hands.page, serve(lindezee))
    hands.says("Mila")
    hands.presses("Enter")
    ref = begun(hands)
    hands.says("Je bent moe.")
    hands.presses("Control+Enter")
    for step in ("Loop elke dag een rondje", "Eet een handje noten", "Ga op tijd naar bed"):
        hands.says(step)
        hands.presses("Enter", "Enter")
    hands.says("Wandelen")
    hands.presses("Enter")
    hands.waits_for_row(1)
    hands.says("20 min.")
    hands.presses("Enter", "Enter")
    hands.seeks("m")
    hands.presses("Enter")
    hands.seeks("op")
    hands.presses("Enter")
    hands.seeks("md")
    hands.presses("Escape", "ArrowDown")
    hands.says("Magnesium")
    hands.presses("Enter")
    hands.waits_for_row(2)
    hands.says("2 tabletten")
    hands.presses("Enter", "ArrowRight", "Enter")
    hands.seeks("oa")
    hands.presses("Enter", "Enter", "Enter")
    hands.says("etiket")
    hands.presses("Enter")
    hands.says("400")
    doubt = hands.page.locator(".sched .note", has_text="Samen 800 mg magnesium per dag.")
    expect(doubt).to_be_visible(timeout=60_000)
    finished(hands, ref, lindezee)
    expect(hands.page.locator("#look")).to_contain_text("Samen 800 mg magnesium per dag.")
    walk, magnesium = written(lindezee, ref)["schedule"]
    assert walk == {
        "product": "Wandelen", "route": "activity", "dose": "20 min.", "when": ["middag"], "every": ["ma", "di"],
    }  # fmt: skip
    assert (magnesium["when"], magnesium["magnesium_mg"]) == (["ochtend", "avond"], "400")


def test_flow_c_a_follow_up_changes_stops_and_adds(hands: Hands, serve: Serve, lindezee: Path) -> None:
    earlier(lindezee)
    enter(hands.page, serve(lindezee))
    hands.seeks("ro")
    hands.presses("ArrowDown", "Enter")
    ref = begun(hands)
    hands.presses("Control+Enter")
    hands.says("Loop elke dag een rondje")
    hands.presses("Control+Enter", "ArrowUp", "Delete")
    hands.waits_for_row(2)
    expect(hands.page.locator(".sched .gone")).to_contain_text("gestopt")
    hands.presses("ArrowUp", "Enter", "Control+a")
    hands.says("15 min.")
    expect(hands.page.locator(".sched .tag", has_text="veranderd")).to_be_visible()
    expect(hands.page.locator(".was", has_text="was 20 min.")).to_be_visible()
    hands.presses("Escape", "ArrowDown", "ArrowDown")
    hands.says("Fietsen")
    hands.presses("Enter")
    hands.waits_for_row(3)
    hands.says("30 min.")
    hands.presses("Enter", "Enter")
    hands.seeks("m")
    expect(hands.page.locator(".sched .tag", has_text="nieuw")).to_be_visible()
    finished(hands, ref, lindezee)
    value = written(lindezee, ref)
    assert value["follows"] == "2026-001"
    assert [(each["product"], each.get("dose")) for each in value["schedule"]] == [
        ("Warm voetenbad", "15 min."), ("Handje noten", "1 handje"), ("Fietsen", "30 min."),
    ]  # fmt: skip
