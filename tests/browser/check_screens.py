"""The screens in a real browser: by keyboard, at every width, in both languages, and without a barrier."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from browser.conftest import WIDTHS, Serve, barriers, enter, overflow, settle

CANARY = "Kanarina"
FOLLOWED = """\
ref: 2026-014
client: {first_name: Sam}
date: 2026-11-20
sheet: magnesiumconsult
schedule:
  - {product: Wandelen, route: activity, dose: 20 min., when: [middag], days: 28}
"""


SCREENS = (
    "", "clients", "consult/2026-014", "finish/2026-014", "brochure/magnesium", "forget/2026-014", "nothing",
)  # fmt: skip


def follow(place: Path) -> None:
    (place / "content/clients/2026-014.yaml").write_text(FOLLOWED, encoding="utf-8")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_screen_has_a_barrier_or_is_wider_than_its_window(
    page: Page, serve: Serve, lindezee: Path, language: str
) -> None:
    follow(lindezee)
    root = enter(page, serve(lindezee, language))
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        for path in SCREENS:
            page.goto(root + path)
            settle(page)
            assert (path, width, barriers(page), overflow(page)) == (path, width, [], 0)


def test_a_first_name_and_enter_is_a_sheet_that_opens(page: Page, serve: Serve, lindezee: Path) -> None:
    enter(page, serve(lindezee))
    page.keyboard.type("Mila")
    page.keyboard.press("Enter")
    page.wait_for_url("**/consult/2026-*")
    page.keyboard.press("Control+Shift+Enter")
    page.wait_for_url("**/finish/2026-*")
    expect(page.get_by_role("button", name="Afdrukken")).to_be_focused(timeout=60_000)
    address = page.get_by_role("link", name="Openen").get_attribute("href")
    answer = page.evaluate(
        "address => fetch(address).then(answer => answer.arrayBuffer()).then(each => each.byteLength)", address
    )
    made = next((lindezee / "output/sheets").glob("*.pdf"))
    assert answer == made.stat().st_size


def test_a_name_that_is_known_offers_the_follow_up(page: Page, serve: Serve, lindezee: Path) -> None:
    follow(lindezee)
    enter(page, serve(lindezee))
    page.keyboard.type("sa")
    expect(page.get_by_role("option")).to_contain_text("2026-014")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    page.wait_for_url("**/consult/2026-015")
    expect(page.locator("main")).to_contain_text("Wandelen")
    assert "follows: 2026-014" in (lindezee / "content/clients/2026-015.yaml").read_text(encoding="utf-8")


def test_what_looks_like_a_whole_name_is_asked_once(page: Page, serve: Serve, lindezee: Path) -> None:
    enter(page, serve(lindezee))
    page.keyboard.type("Anne de Vries")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Toch zo")).to_be_focused()
    assert barriers(page) == []
    page.keyboard.press("Enter")
    page.wait_for_url("**/consult/2026-*")


def test_from_nothing_to_a_practice_and_a_first_sheet_by_keyboard(page: Page, serve: Serve, tmp_path: Path) -> None:
    enter(page, serve(tmp_path / "praktijk"))
    assert barriers(page) == []
    for words in ("Praktijk Voetnoot", "Noor Proef", "06 00 00 00 12"):
        page.keyboard.type(words)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("img[data-look=botanic]")).to_have_js_property("complete", value=True, timeout=60_000)
    page.get_by_role("radio", name="Botanisch").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="Kliniek")).to_be_checked()
    page.wait_for_load_state("networkidle")
    assert (barriers(page), overflow(page)) == ([], 0)
    page.locator("#look button").press("Enter")
    page.get_by_role("button", name="Oefenen met Sam").press("Enter")
    page.wait_for_url("**/consult/2026-001")
    written = (tmp_path / "praktijk/content/practice.yaml").read_text(encoding="utf-8")
    assert "Lindezee" not in written
    assert "look: clinic" in written


def test_no_word_of_a_client_is_in_an_address_a_title_a_log_or_the_storage_of_the_browser(
    context: BrowserContext, page: Page, serve: Serve, lindezee: Path, tmp_path: Path
) -> None:
    server = serve(lindezee)
    seen: list[str] = []
    context.on("request", lambda request: seen.append(request.url))
    root = enter(page, server)
    titles = [page.title()]
    page.keyboard.type(CANARY)
    page.keyboard.press("Enter")
    page.wait_for_url("**/consult/2026-*")
    titles.append(page.title())
    page.keyboard.press("Control+Shift+Enter")
    page.wait_for_url("**/finish/2026-*")
    titles.append(page.title())
    expect(page.get_by_role("button", name="Afdrukken")).to_be_focused(timeout=60_000)
    page.goto(root + "clients")
    expect(page.locator("main")).to_contain_text(CANARY)
    kept = page.evaluate(
        "Promise.all([indexedDB.databases(), caches.keys()])"
        ".then(found => JSON.stringify([found, {...localStorage}, {...sessionStorage}, document.cookie]))"
    )
    assert json.loads(kept) == [[[], []], {}, {}, ""]
    assert server.process.poll() is None
    left = [str(each) for each in (tmp_path / "run").rglob("*")]
    said = server.end()
    assert CANARY not in " ".join([*seen, *titles, *left, said])
    assert not [each for each in seen if not each.startswith(root) and "open?t=" not in each]


def test_it_is_closed_from_its_page(page: Page, serve: Serve, lindezee: Path) -> None:
    server = serve(lindezee)
    enter(page, server)
    page.get_by_role("button", name="De studio sluiten").click()
    expect(page.get_by_role("heading", name=re.compile("gesloten"))).to_be_visible()
    assert server.process.wait(timeout=20) == 0


def test_a_consult_is_thrown_away_by_keyboard(page: Page, serve: Serve, lindezee: Path) -> None:
    follow(lindezee)
    root = enter(page, serve(lindezee))
    page.goto(root + "clients")
    page.get_by_role("link", name="weggooien: 2026-014").press("Enter")
    expect(page.locator("main")).to_contain_text("content/clients/2026-014.yaml")
    settle(page)
    page.get_by_role("button", name="Weggooien").press("Enter")
    page.wait_for_url("**/clients")
    expect(page.locator("main")).to_contain_text("Nog niemand")
    assert [*(lindezee / "content/clients").glob("*.yaml")] == []
