"""Hands at a keyboard, which count what they press beyond her own words."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Page, expect

MOST_KEYS = 60
"""How many keys a whole consult may cost beyond her own words."""
PRINTS = """\
window.print = () => top.postMessage('printed', '*');
if (top === window) {
  window.addEventListener('message', ({ data }) => { if (data === 'printed') document.body.dataset.printed = 'yes'; });
}
"""
"""The window in which a browser asks how to print holds everything up: here it is only told that it came."""


class Hands:
    """Types on a page. `beyond` counts each key that is no sign of her own words, and letters that search or tick."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.own = 0
        self.beyond = 0

    def says(self, text: str) -> None:
        """Her own words."""
        self.own += len(text)
        self.page.keyboard.type(text)

    def seeks(self, letters: str) -> None:
        """Letters that find or tick something."""
        self.beyond += len(letters)
        self.page.keyboard.type(letters)

    def presses(self, *keys: str) -> None:
        """Keys, each with what is held down with it as one."""
        for key in keys:
            self.beyond += 1
            self.page.keyboard.press(key)

    def waits_for_row(self, count: int) -> None:
        """Until there are so many lines in the schedule, and she can go on where the next one begins."""
        expect(self.page.locator(".sched > [data-row]")).to_have_count(count)


def finished(hands: Hands, ref: str, place: Path) -> None:
    """Goes to the end and prints; what came is what `handouts sheet` makes of the file, to the byte."""
    page = hands.page
    hands.presses("Control+Shift+Enter")
    page.wait_for_url(f"**/finish/{ref}")
    expect(page.get_by_role("button", name=re.compile("Afdrukken|Print"))).to_be_focused(timeout=90_000)
    hands.presses("Enter")
    expect(page.locator("body")).to_have_attribute("data-printed", "yes", timeout=30_000)
    assert hands.beyond < MOST_KEYS, hands.beyond
    assert pdf_of(page) == made_by_command(place, ref)


def pdf_of(page: Page) -> bytes:
    """The PDF that the page opens."""
    script = "fetch(document.getElementById('open').href).then(got => got.arrayBuffer())"
    return bytes(page.evaluate(f"{script}.then(got => [...new Uint8Array(got)])"))


def made_by_command(place: Path, ref: str) -> bytes:
    """What the command makes of the same content in another folder."""
    other = place.with_name("by-command")
    shutil.copytree(place / "content", other / "content", ignore=shutil.ignore_patterns(".studio"))
    code = "import sys; from handouts.cli import main; main(sys.argv[1:])"
    subprocess.run(
        [sys.executable, "-c", code, "--folder", str(other), "sheet", ref], check=True, capture_output=True, timeout=120
    )
    return (other / f"output/sheets/{ref}.pdf").read_bytes()
