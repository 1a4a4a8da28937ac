"""What may happen while she writes: two windows, a file that changes, a full disk; no word is gone, nothing lies."""

from __future__ import annotations

import resource
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from browser.conftest import ROOT, WIDTHS, Serve, Server, barriers, enter, overflow, settle
from browser.hands import PRINTS, pdf_of
from handouts.studio.drafts.journal import LARGEST

SAM = (ROOT / "content/clients/2026-014.yaml").read_text(encoding="utf-8")
FILE = "content/clients/2026-014.yaml"


@pytest.fixture
def server(serve: Serve, lindezee: Path) -> Server:
    (lindezee / FILE).write_text(SAM, encoding="utf-8")
    return serve(lindezee)


def opened(page: Page, root: str) -> Page:
    page.goto(f"{root}consult/2026-014")
    settle(page)
    expect(page.locator("#add-schedule")).to_have_attribute("role", "combobox")
    return page


def is_saved(page: Page) -> None:
    expect(page.locator("#state")).to_have_text("Bewaard", timeout=30_000)


def test_200_fast_keys_stay_where_she_types_and_lead_to_the_right_page(page: Page, server: Server) -> None:
    opened(page, enter(page, server))
    note = page.locator("#f-note")
    note.focus()
    page.keyboard.press("Control+a")
    words = "Dit gaat goed zo. " * 11 + "Nu klaar"
    page.keyboard.type(words)
    expect(note).to_be_focused()
    expect(note).to_have_value(words)
    seen = page.locator("#p-word [data-seen]")
    expect(seen).to_contain_text("op papier, blz.", timeout=90_000)
    number = int((seen.text_content() or "").split("blz. ")[1])
    expect(page.locator(f".page:nth-child({number}) .rule")).to_have_count(1)
    expect(note).to_be_focused()
    assert words in " ".join((server.place / FILE).read_text(encoding="utf-8").split())


def test_seen_is_never_said_of_an_older_state(page: Page, server: Server) -> None:
    opened(page, enter(page, server))
    page.evaluate(
        "() => { window.said = []; const field = document.getElementById('f-note');"
        " new MutationObserver(() => { const seen = document.querySelector('#p-word [data-seen]');"
        "   if (seen.textContent) window.said.push(field.value); })"
        " .observe(document.querySelector('#p-word'), {subtree: true, childList: true, characterData: true}); }"
    )
    seen = page.locator("#p-word [data-seen]")
    expect(seen).to_contain_text("op papier", timeout=90_000)
    page.locator("#f-note").focus()
    page.keyboard.press("Control+End")
    for words in (" Een.", " Twee.", " Drie."):
        page.keyboard.type(words)
        assert seen.text_content() == ""
        page.wait_for_timeout(400)
    expect(seen).to_contain_text("op papier", timeout=90_000)
    assert set(page.evaluate("window.said")) <= {
        "Je hebt al een mooie eerste stap gezet.",
        "Je hebt al een mooie eerste stap gezet. Een.",
        "Je hebt al een mooie eerste stap gezet. Een. Twee.",
        "Je hebt al een mooie eerste stap gezet. Een. Twee. Drie.",
    }
    assert page.evaluate("window.said.at(-1)").endswith("Drie.")


def test_two_windows_at_other_fields_both_stay(context: BrowserContext, page: Page, server: Server) -> None:
    root = enter(page, server)
    opened(page, root)
    other = opened(context.new_page(), root)
    page.locator("#f-note").fill("Van het ene venster.")
    is_saved(page)
    other.locator("#f-discussed").fill("Van het andere venster.")
    is_saved(other)
    text = (server.place / FILE).read_text(encoding="utf-8")
    assert "Van het ene venster." in text
    assert "Van het andere venster." in text
    expect(other.locator("#f-note")).to_have_value("Van het ene venster.", timeout=60_000)


def test_two_windows_at_one_field_offer_the_choice_and_nothing_is_gone(
    context: BrowserContext, page: Page, server: Server
) -> None:
    root = enter(page, server)
    opened(page, root)
    other = opened(context.new_page(), root)
    # Nothing of what the other window types comes in until this one is looked at again.
    other.route("**/drawn*", lambda route: route.abort())
    page.locator("#f-discussed").fill("Je slaapt weer.")
    is_saved(page)
    other.locator("#f-discussed").fill("Je slaapt nog niet.")
    note = other.locator(".note.clash")
    expect(note).to_contain_text("Dit is ook in een ander venster veranderd, om ")
    expect(note).to_contain_text("Niets is weg.")
    expect(note.locator("q")).to_have_text("Je slaapt weer.")
    assert barriers(other) == []
    note.get_by_role("button", name="Allebei onder elkaar").press("Enter")
    is_saved(other)
    text = (server.place / FILE).read_text(encoding="utf-8")
    assert text.index("Je slaapt nog niet.") < text.index("Je slaapt weer.")


def test_a_file_that_was_changed_outside_comes_in(page: Page, server: Server) -> None:
    opened(page, enter(page, server))
    path = server.place / FILE
    path.write_text(SAM.replace("Eet elke middag een handje noten", "Eet een appel"), encoding="utf-8")
    page.locator("#f-note").fill("Tot dan!")
    expect(page.locator(".steps input.s").nth(1)).to_have_value("Eet een appel", timeout=30_000)
    expect(page.locator("#f-note")).to_have_value("Tot dan!")
    assert "note: Tot dan!" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("broken", ["ref: [\n", None])
def test_a_file_that_was_broken_or_deleted_outside_is_told_and_put_back(
    page: Page, server: Server, broken: str | None
) -> None:
    opened(page, enter(page, server))
    page.locator("#f-note").fill("Tot dan!")
    is_saved(page)
    path = server.place / FILE
    if broken:
        path.write_text(broken, encoding="utf-8")
    else:
        path.unlink()
    page.locator("#f-note").fill("Tot ziens!")
    bar = page.locator("#file")
    expect(bar).to_contain_text("Je werk staat veilig apart.")
    expect(bar).to_contain_text("klopt niet" if broken else "weggehaald")
    assert (barriers(page), overflow(page)) == ([], 0)
    bar.get_by_role("button", name="Mijn werk terugzetten").press("Enter")
    expect(bar).to_be_hidden()
    assert "note: Tot ziens!" in path.read_text(encoding="utf-8")
    expect(page.locator("#f-note")).to_have_value("Tot ziens!")


def test_a_full_disk_stops_no_paper_and_takes_no_word(context: BrowserContext, page: Page, server: Server) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened(page, enter(page, server))
    process = server.process.pid
    resource.prlimit(process, resource.RLIMIT_FSIZE, (0, LARGEST))
    page.locator("#f-note").fill("Dit past er niet meer op.")
    bar = page.locator("#file")
    expect(bar).to_contain_text("De schijf is vol, dus dit is nog niet bewaard. Je woorden staan nog in dit venster.")
    expect(page.locator("#state")).to_have_text("Nog niet bewaard")
    bar.get_by_role("button", name="Tekst kopiëren").click()
    expect(page.locator("#toast")).to_have_text("Gekopieerd.")
    assert "Dit past er niet meer op." in page.evaluate("navigator.clipboard.readText()")
    assert (barriers(page), overflow(page)) == ([], 0)
    resource.prlimit(process, resource.RLIMIT_FSIZE, (LARGEST, LARGEST))
    bar.get_by_role("button", name="Nu proberen").click()
    expect(bar).to_be_hidden(timeout=30_000)
    is_saved(page)
    assert "Dit past er niet meer op." in (server.place / FILE).read_text(encoding="utf-8")


def test_doubts_are_answered_at_the_row_by_keyboard(page: Page, server: Server) -> None:
    text = SAM.replace(
        "modules:\n  - use: voetenbad",
        "  - {product: Magnesium, route: oral, dose: 2 tabletten, dose_source: etiket, when: [ochtend, avond]}\n\n"
        "modules:\n  - use: voetenbad",
    )
    (server.place / FILE).write_text(text, encoding="utf-8")
    opened(page, enter(page, server))
    asked = page.locator(".sched .note", has_text="Hoeveel magnesium zit er in één keer?")
    expect(asked).to_be_visible(timeout=90_000)
    asked.get_by_role("button", name="Getal invullen").press("Enter")
    page.keyboard.type("400")
    much = page.locator(".sched .note", has_text="Samen 800 mg magnesium per dag.")
    expect(much).to_be_visible(timeout=90_000)
    assert (barriers(page), overflow(page)) == ([], 0)
    much.get_by_role("button", name="Hoeveelheid aanpassen").press("Enter")
    expect(page.locator(".edit:not([hidden]) input").first).to_be_focused()
    much.get_by_role("button", name="Zo afgesproken met een arts").press("Enter")
    expect(page.locator(".agreed input").first).to_be_focused()
    expect(much).to_be_hidden(timeout=90_000)
    assert "what: 800 mg magnesium per dag" in (server.place / FILE).read_text(encoding="utf-8")


def test_a_row_is_taken_away_and_brought_back_by_keyboard(page: Page, server: Server) -> None:
    opened(page, enter(page, server))
    page.locator("#add-schedule").focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Delete")
    expect(page.locator(".sched > [data-row]")).to_have_count(2)
    expect(page.locator("#toast")).to_contain_text("‘Handje noten’ weggehaald.")
    page.keyboard.press("Control+z")
    expect(page.locator(".sched > [data-row]")).to_have_count(3)
    expect(page.locator(".sched .open").nth(1)).to_contain_text("Handje noten")


def test_one_key_prints_from_where_she_writes(context: BrowserContext, page: Page, server: Server) -> None:
    context.add_init_script(PRINTS)
    opened(page, enter(page, server))
    page.locator("#f-note").fill("Tot dan!")
    page.keyboard.press("Control+p")
    page.wait_for_url("**/finish/2026-014*")
    expect(page.locator("body")).to_have_attribute("data-printed", "yes", timeout=90_000)
    assert b"%PDF" in pdf_of(page)[:8]
    assert "note: Tot dan!" in (server.place / FILE).read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_state_of_a_consult_has_a_barrier_at_any_width(
    page: Page, serve: Serve, lindezee: Path, language: str
) -> None:
    (lindezee / FILE).write_text(SAM, encoding="utf-8")
    follows = SAM.replace("ref: 2026-014", "ref: 2026-015\nfollows: 2026-014").replace("dose: 20 min.", "dose: 15 min.")
    follows = follows.replace(
        "  - product: Rustig ademen\n    route: activity\n", "  - product: Magnesium\n    route: oral\n"
    )
    (lindezee / "content/clients/2026-015.yaml").write_text(follows, encoding="utf-8")
    root = enter(page, serve(lindezee, language))
    page.goto(f"{root}consult/2026-015")
    settle(page)
    expect(page.locator(".sched .gone")).to_have_count(1)
    expect(page.locator(".sched .note.err")).to_have_count(1)
    page.locator(".sched .open").first.press("Enter")
    page.locator("#p-diary summary").click()
    page.locator("#add-schedule").fill("wa")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert (width, barriers(page), overflow(page)) == (width, [], 0)
    page.set_viewport_size({"width": 1280, "height": 800})
    page.keyboard.press("Escape")
    page.locator("#keys-shown").press("Enter")
    assert barriers(page) == []
