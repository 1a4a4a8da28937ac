"""What she types is kept: at the pace of a keyboard, when the window is closed at once, and with what is taken back."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from browser.conftest import Serve, enter
from handouts.content.reading import read_yaml

WRITTEN = """\
ref: 2026-001
client: {first_name: Mila}
date: 2026-11-20
sheet: magnesiumconsult
schedule:
  - {product: Warm voetenbad, route: activity, when: [avond]}
  - {product: Handje noten, route: activity, when: [middag]}
"""


def opened(page: Page, serve: Serve, place: Path, written: str = WRITTEN) -> Path:
    """A consult in the browser; its file."""
    file = place / "content/clients/2026-001.yaml"
    file.write_text(written, encoding="utf-8")
    page.goto(f"{enter(page, serve(place))}consult/2026-001")
    expect(page.locator("#f-discussed")).to_be_focused()
    expect(page.locator("#add-schedule")).to_have_attribute("role", "combobox")
    return file


def said(file: Path) -> Any:
    return read_yaml(file.read_bytes(), file.name).value


def test_what_is_typed_right_after_enter_is_in_the_next_row(page: Page, serve: Serve, lindezee: Path) -> None:
    file = opened(page, serve, lindezee)
    page.locator(".goals input").first.focus()
    for goal in ("Beter slapen", "Meer rust in de avond", "Elke dag naar buiten"):
        page.keyboard.type(goal, delay=25)
        page.keyboard.press("Enter")
    page.keyboard.type("Een voetenbad", delay=25)
    expect(page.locator(".steps input").first).to_be_focused()
    expect(page.locator("#state.saved")).to_be_visible(timeout=20_000)
    assert said(file)["goals"] == ["Beter slapen", "Meer rust in de avond", "Elke dag naar buiten"]
    assert said(file)["summary_steps"] == [{"step": "Een voetenbad"}]


def test_words_typed_just_before_the_window_closes_are_kept(page: Page, serve: Serve, lindezee: Path) -> None:
    file = opened(page, serve, lindezee)
    page.keyboard.type("Ze slaapt slecht.")
    page.goto("about:blank")
    for _ in range(50):
        if "discussed" in said(file):
            break
        page.wait_for_timeout(100)
    assert said(file)["discussed"] == "Ze slaapt slecht."


def test_the_offer_to_take_back_goes_with_what_it_was_about(page: Page, serve: Serve, lindezee: Path) -> None:
    opened(page, serve, lindezee)
    page.locator(".sched [data-remove]").first.click()
    expect(page.locator(".sched > [data-row]")).to_have_count(1)
    expect(page.locator("#toast")).to_have_text(re.compile("Warm voetenbad"))
    page.keyboard.press("Control+z")
    expect(page.locator(".sched > [data-row]")).to_have_count(2)
    expect(page.locator("#toast")).to_be_hidden()
