"""The practice and a text that comes in, in a real browser: by keyboard, at every width, and without a barrier."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from browser.conftest import WIDTHS, Serve, barriers, enter, overflow, settle
from word import docx, p, table

CANARY = "Kanarina"
IMAGES = Path(__file__).resolve().parents[2] / "styles/looks/photo"
DRAWN = 90_000
"""Milliseconds that paper may take on a busy computer."""


def document() -> bytes:
    """A text as she wrote it in Word."""
    return docx(
        p("Beter slapen", style="Titel"), p("Een vast ritme doet meer dan een vroege avond."),
        p("Waarom slaap telt", style="Kop1"), p(f"Je lichaam herstelt als je slaapt, {CANARY}."),
        p("Ritme", number="1"), p("Licht", number="1"), p("Koffie", number="1"),
        p("Jouw avond", style="Kop1"), table(("Hoe laat", "Wat"), ("20.00", "Voetenbad"), header=True),
    )  # fmt: skip


def take_in(page: Page, root: str, name: str = "Beter slapen.docx") -> None:
    page.goto(root + "import")
    page.set_input_files("#file", {"name": name, "mimeType": "application/octet-stream", "buffer": document()})
    expect(page.locator("#write")).to_be_visible(timeout=20_000)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_screen_of_hers_has_a_barrier_or_is_wider_than_its_window(
    page: Page, serve: Serve, lindezee: Path, language: str
) -> None:
    root = enter(page, serve(lindezee, language))
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(root + "practice")
        settle(page)
        assert ("practice", width, barriers(page), overflow(page)) == ("practice", width, [], 0)
        page.goto(root + "import")
        settle(page)
        assert ("import", width, barriers(page), overflow(page)) == ("import", width, [], 0)
        take_in(page, root)
        assert ("outline", width, barriers(page), overflow(page)) == ("outline", width, [], 0)


def test_a_word_file_becomes_a_brochure_by_keyboard(page: Page, serve: Serve, lindezee: Path) -> None:
    root = enter(page, serve(lindezee))
    take_in(page, root)
    expect(page.locator("#outline")).to_contain_text("Ritme · Licht · Koffie")
    assert not (lindezee / "content/brochures/beter-slapen.yaml").exists()
    page.locator("#name").fill("magnesium")
    page.keyboard.press("Enter")
    expect(page.locator("#name-said")).to_contain_text("“magnesium” is er al")
    expect(page.locator("#name")).to_be_focused()
    page.locator("#name").fill("beter slapen")
    page.keyboard.press("Enter")
    page.wait_for_url("**/brochure/beter-slapen")
    assert CANARY in (lindezee / "content/brochures/beter-slapen.yaml").read_text(encoding="utf-8")


def test_a_file_is_dropped_on_the_page(page: Page, serve: Serve, lindezee: Path) -> None:
    root = enter(page, serve(lindezee))
    page.goto(root + "import")
    settle(page)
    dropped = page.evaluate_handle(
        "text => { const held = new DataTransfer(); held.items.add(new File([text], 'rust.md')); return held; }",
        "# Rust\n\nEen pauze telt.\n\n## Hoe\n\n- zit\n- adem\n",
    )
    page.dispatch_event(".incoming", "drop", {"dataTransfer": dropped})
    expect(page.locator("#outline")).to_contain_text("zit · adem")
    expect(page.locator("#source")).to_have_text("rust.md")


def test_a_file_is_let_go_when_she_leaves_its_page(page: Page, serve: Serve, lindezee: Path) -> None:
    root = enter(page, serve(lindezee))
    with page.expect_response("**/import/read") as answer:
        take_in(page, root)
    word = answer.value.json()["word"]
    page.goto(root)
    settle(page)
    ask = """async (wish) => {
        const token = document.querySelector('meta[name=studio-token]').content;
        const headers = {'Content-Type': 'application/json', 'X-Studio-Token': token};
        const body = JSON.stringify(wish);
        return (await fetch(document.body.dataset.root + 'import/outline', {method: 'POST', headers, body})).status;
    }"""
    for _ in range(40):
        found = page.evaluate(ask, {"word": word, "kind": "brochure", "language": "nl", "shown": {}})
        if found == 409:
            break
        page.wait_for_timeout(250)
    assert found == 409


def test_each_look_is_shown_with_her_own_brochure_and_chosen_by_keyboard(
    page: Page, serve: Serve, lindezee: Path
) -> None:
    root = enter(page, serve(lindezee))
    page.goto(root + "practice")
    expect(page.locator("img[data-look][src]")).to_have_count(4, timeout=DRAWN)
    page.get_by_role("radio", name="Botanisch").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="Kliniek")).to_be_focused()
    expect(page.get_by_role("radio", name="Blauw")).to_be_checked()
    written = (lindezee / "content/practice.yaml").read_text(encoding="utf-8")
    assert "  look: clinic\n" in written
    assert "# Praktijk Lindezee bestaat niet" in written


def test_a_colour_says_at_once_how_it_reads(page: Page, serve: Serve, lindezee: Path) -> None:
    root = enter(page, serve(lindezee))
    page.goto(root + "practice")
    page.locator("#f-brand-colour").fill("#7FA68C")
    expect(page.locator("[data-colour=colour] .reads")).to_contain_text("Te licht voor letters (2,")
    page.locator("#f-brand-colour").fill("#1F3B2E")
    expect(page.locator("[data-colour=colour] .reads")).to_contain_text("Goed te lezen")
    expect(page.locator("#state")).to_have_text("Bewaard")
    assert 'colour: "#1F3B2E"' in (lindezee / "content/practice.yaml").read_text(encoding="utf-8")


def test_a_mistake_stands_at_its_field_and_a_photograph_of_a_phone_is_explained(
    page: Page, serve: Serve, lindezee: Path
) -> None:
    root = enter(page, serve(lindezee))
    page.goto(root + "practice")
    settle(page)
    page.locator("#f-phone").fill("bel maar")
    expect(page.locator("[data-field='[\"phone\"]'] .note")).to_contain_text("telefoonnummer")
    heic = {"name": "ik.heic", "mimeType": "image/heic", "buffer": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"}
    page.set_input_files("#file-portrait", heic)
    expect(page.locator("[data-picture=portrait] .note")).to_contain_text("HEIC")
    assert barriers(page) == []
    page.set_input_files("#file-portrait", next(iter(sorted(IMAGES.glob("*.jpg")))))
    expect(page.locator("[data-picture=portrait] img")).to_be_visible(timeout=20_000)
    assert (lindezee / "content/images/portret.jpg").is_file()


def test_no_word_of_a_text_that_came_in_is_in_an_address_a_title_a_log_or_a_storage(
    context: BrowserContext, page: Page, serve: Serve, lindezee: Path, tmp_path: Path
) -> None:
    server = serve(lindezee)
    seen: list[str] = []
    context.on("request", lambda request: seen.append(request.url))
    root = enter(page, server)
    take_in(page, root, f"Over {CANARY}.docx")
    titles = [page.title()]
    page.goto(root + "practice")
    page.locator("#f-practitioner-name").fill(CANARY)
    expect(page.locator("#state")).to_have_text("Bewaard")
    titles.append(page.title())
    kept = page.evaluate(
        "Promise.all([indexedDB.databases(), caches.keys()])"
        ".then(found => JSON.stringify([found, {...localStorage}, {...sessionStorage}, document.cookie]))"
    )
    assert json.loads(kept) == [[[], []], {}, {}, ""]
    left = [str(each) for each in (tmp_path / "run").rglob("*")]
    said = server.end()
    assert CANARY not in " ".join([*seen, *titles, *left, said])
