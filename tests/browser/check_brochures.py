"""A brochure in a real browser: by keyboard and by mouse, its comments kept, its paper beside it, without a barrier."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from browser.conftest import WIDTHS, Serve, barriers, enter, overflow, settle

FILE = "content/brochures/slaap.yaml"
WRITTEN = """\
# Of sleep.
title: Slaap   # for everybody
formats: [a4, trifold]
sections:
  # Why it counts.
  - heading: Waarom slaap telt
    text: |
      Je lichaam herstelt in de nacht, en dat doet het het liefst
      op vaste tijden, ook in het weekend.
  # The evening.
  - heading: 'Je avond'
    kind: do
    points:
      - Ga op tijd naar bed   # by eleven
      - title: Sta vast op
        text: Ook op zondag.
      - Leg je telefoon weg
  - heading: Hoelang
    table:
      head: Wat | Hoelang
      rows:
        - Lezen | een kwartier
sources:
  - Een boek over slaap, 2024
"""
LONG = 60_000


@pytest.fixture
def sleep(lindezee: Path) -> Path:
    (lindezee / FILE).write_text(WRITTEN, encoding="utf-8")
    return lindezee


def opened(page: Page, serve: Serve, place: Path, name: str = "slaap", language: str = "nl") -> str:
    root = enter(page, serve(place, language))
    page.goto(f"{root}brochure/{name}")
    expect(page.locator("#pages img").first).to_be_visible(timeout=LONG)
    return root


def text(place: Path) -> str:
    return (place / FILE).read_text(encoding="utf-8")


def expect_text(page: Page, place: Path, wanted: str) -> None:
    """Waits until the file says it."""
    for _ in range(60):
        if text(place) == wanted:
            break
        page.wait_for_timeout(100)
    assert text(place) == wanted


def undo(page: Page) -> None:
    page.locator("#undo").click()
    expect(page.locator("#form")).not_to_have_attribute("aria-busy", "true")


def titles(page: Page) -> list[str]:
    return [each.input_value() for each in page.locator(".block .h").all()]


def section(page: Page, heading: str) -> Locator:
    return page.locator(".block").filter(has=page.locator(".name", has_text=re.compile(f"^{heading}$")))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_state_of_the_form_has_a_barrier_or_is_wider_than_its_window(
    page: Page, serve: Serve, sleep: Path, language: str
) -> None:
    root = opened(page, serve, sleep, language=language)
    page.locator("[data-add-block=framed]").click()
    page.locator("[data-add-bit=image]").first.click()
    for each in page.locator("details").all():
        each.evaluate("each => { each.open = true; }")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert (width, barriers(page), overflow(page)) == (width, [], 0)
    for path in ("brochure/magnesium", "new-brochure"):
        page.goto(root + path)
        settle(page)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            assert (path, width, barriers(page), overflow(page)) == (path, width, [], 0)


def test_a_brochure_is_written_by_keyboard_alone(page: Page, serve: Serve, sleep: Path) -> None:
    root = enter(page, serve(sleep))
    page.goto(f"{root}new-brochure")
    page.keyboard.type("Rust")
    page.keyboard.press("Enter")
    page.wait_for_url("**/brochure/rust")
    page.get_by_role("button", name="Punten", exact=True).last.press("Enter")
    heading = page.locator(".block .h").nth(1)
    expect(heading).to_be_focused()
    page.keyboard.type("Wat je kunt doen")
    page.locator(".block .of-point .t").press("Control+a")
    page.keyboard.type("Ga zitten")
    page.keyboard.press("Enter")
    page.keyboard.type("Adem uit")
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator("#toast")).to_contain_text("1 van 2")
    page.locator(".block").nth(1).locator("[data-grip]").first.press("Alt+ArrowUp")
    expect(page.locator("#state")).to_have_text("Bewaard")
    expect(page.locator(".block-seen").first).to_contain_text("op papier, blz. 1", timeout=LONG)
    written = (sleep / "content/brochures/rust.yaml").read_text(encoding="utf-8")
    assert written == (
        "title: Rust\nformats: [a4]\nsections:\n  - heading: Wat je kunt doen\n    points:\n      - Adem uit\n"
        "      - Ga zitten\n  - heading: Waar het over gaat\n"
    )


def test_blocks_and_rows_are_moved_and_removed_by_mouse_and_come_back(page: Page, serve: Serve, sleep: Path) -> None:
    opened(page, serve, sleep)
    section(page, "Hoelang").locator("[data-grip]").first.hover()
    page.mouse.down()
    page.mouse.move(80, 300)
    page.wait_for_timeout(200)
    over = section(page, "Waarom slaap telt").bounding_box()
    assert over
    page.mouse.move(over["x"] + 60, over["y"] + 4, steps=4)
    page.mouse.up()
    expect(page.locator("#toast")).to_contain_text("1 van 3")
    assert titles(page)[0] == "Hoelang"
    expect(page.locator("#undo")).to_be_enabled()
    undo(page)
    expect_text(page, sleep, WRITTEN)
    section(page, "Je avond").locator("[data-by='1']").first.click()
    expect(page.locator("#toast")).to_contain_text("3 van 3")
    undo(page)
    expect_text(page, sleep, WRITTEN)
    row = page.locator(".of-point", has=page.locator("textarea", has_text="Leg je telefoon weg"))
    row.hover()
    row.get_by_role("button", name=re.compile("weghalen")).click()
    expect_text(page, sleep, WRITTEN.replace("      - Leg je telefoon weg\n", ""))
    page.keyboard.press("Control+z")
    expect_text(page, sleep, WRITTEN)


def test_a_click_on_paper_leads_to_the_field_and_its_words_are_seen(page: Page, serve: Serve, sleep: Path) -> None:
    opened(page, serve, sleep)
    field = page.locator("textarea", has_text="Je lichaam herstelt").first
    expect(page.locator(".block-seen").first).to_contain_text("op papier", timeout=LONG)
    field.focus()
    rule = page.locator("#pages .rule")
    expect(rule).to_have_count(1)
    room = rule.bounding_box()
    assert room
    page.locator("#f-title").focus()
    page.mouse.click(room["x"] + 60, room["y"] + room["height"] / 2)
    expect(field).to_be_focused()
    field.press("End")
    page.keyboard.type(" Welterusten.")
    expect(field.locator("xpath=..").locator(".seen")).to_have_count(0)
    expect(field.locator("xpath=..").locator(".seen")).to_contain_text("blz. 1", timeout=LONG)


def test_formats_are_tabs_and_fold_what_they_do_not_print(page: Page, serve: Serve, sleep: Path) -> None:
    written = WRITTEN.replace("  - heading: Hoelang\n", "  - heading: Hoelang\n    except: [drieluik]\n")
    (sleep / FILE).write_text(written, encoding="utf-8")
    opened(page, serve, sleep)
    page.get_by_role("tab", name="A4").press("ArrowLeft")
    expect(page.get_by_role("tab", name="Kaart")).to_be_focused()
    page.get_by_role("tab", name="Drieluik").click()
    expect(section(page, "Hoelang").locator(".body")).to_be_hidden()
    expect(page.locator("#pages img")).to_have_count(6, timeout=LONG)
    page.get_by_role("tab", name="Drukker").click()
    expect(page.locator("#over")).to_contain_text("6 bladzijden", timeout=LONG)


def test_advice_stands_at_its_field_and_a_claim_stays_with_a_reason(page: Page, serve: Serve, sleep: Path) -> None:
    opened(page, serve, sleep)
    page.locator("textarea", has_text="Ook op zondag").first.fill("Melatonine geneest slapeloosheid.")
    note = page.locator(".advice", has_text="Warenwet")
    expect(note).to_be_visible(timeout=LONG)
    note.get_by_text("Waarom?").click()
    assert barriers(page) == []
    note.get_by_role("button", name="Laten staan, met reden").click()
    page.keyboard.type("Uit een gesprek")
    page.keyboard.press("Enter")
    expect(note).to_have_count(0)
    expect(page.locator("#form")).to_contain_text("Aanvaarde claims (1)")
    assert "  - text: Melatonine geneest slapeloosheid.\n    reason: Uit een gesprek\n" in text(sleep)


def test_what_is_chosen_becomes_bold_and_plain_again(page: Page, serve: Serve, sleep: Path) -> None:
    opened(page, serve, sleep)
    field = page.locator("textarea", has_text="Ook op zondag").first
    field.press("Control+a")
    field.press("Control+b")
    expect(field).to_have_value("**Ook op zondag.**")
    field.press("Control+b")
    expect(field).to_have_value("Ook op zondag.")


def test_another_format_that_does_not_fit_is_marked_at_its_tab(page: Page, serve: Serve, sleep: Path) -> None:
    opened(page, serve, sleep)
    page.locator("textarea", has_text="Ook op zondag").first.fill("Elke dag, ook op zondag en op maandag. " * 120)
    expect(page.get_by_role("tab", name="Drieluik")).to_have_class(re.compile("wrong"), timeout=LONG)


def test_a_photo_is_chosen_described_and_cut_around_what_she_points_at(
    page: Page, serve: Serve, sleep: Path, tmp_path: Path
) -> None:
    Image.effect_noise((900, 600), 60).convert("RGB").save(tmp_path / "Mijn kom.jpg")
    opened(page, serve, sleep)
    section(page, "Waarom slaap telt").locator("[data-add-bit=image]").click()
    section(page, "Waarom slaap telt").locator("[data-upload]").set_input_files(tmp_path / "Mijn kom.jpg")
    expect(page.locator(".block .focus img")).to_be_visible()
    page.keyboard.type("Een kom noten")
    spot = page.locator(".block .spot")
    page.locator(".block .focus").click(position={"x": 50, "y": 30})
    expect(spot).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(spot).to_have_accessible_name(re.compile("22 % van links, 18 % van boven"))
    wanted = "    image:\n      file: mijn-kom.jpg\n      alt: Een kom noten\n      focus: 22, 18\n  # The evening.\n"
    expect_text(page, sleep, WRITTEN.replace("  # The evening.\n", wanted))
    assert (sleep / "content/images/mijn-kom.jpg").is_file()


def test_what_is_made_has_the_very_bytes_of_the_file(page: Page, serve: Serve, sleep: Path) -> None:
    opened(page, serve, sleep)
    page.locator("#f-title").fill("Beter slapen")
    page.get_by_role("button", name="PDF maken").click()
    link = page.get_by_role("link", name="PDF openen").first
    expect(link).to_be_focused(timeout=LONG)
    fetched = "address => fetch(address).then(answer => answer.arrayBuffer()).then(each => each.byteLength)"
    size = page.evaluate(fetched, link.get_attribute("href"))
    assert size in {each.stat().st_size for each in (sleep / "output/brochures").glob("slaap*.pdf")}
    assert "title: Beter slapen   # for everybody\n" in text(sleep)


def test_500_random_edits_keep_every_comment_and_50_undos_and_redos_return(
    page: Page, serve: Serve, sleep: Path
) -> None:
    opened(page, serve, sleep)
    chosen = random.Random(17)  # noqa: S311  # the same edits each time
    fields = page.locator("#form textarea:visible, #form input[type=text]:visible:not([list])")
    for number in range(500):
        field = fields.nth(chosen.randrange(fields.count()))
        if chosen.random() < 0.2:
            field.press(chosen.choice(["Alt+ArrowUp", "Alt+ArrowDown"]))
        elif chosen.random() < 0.1 and field.input_value():
            field.press("End")
            field.press("Backspace")
        elif field.input_value():
            field.press("End")
            page.keyboard.type(chosen.choice("abc:#'-\" é") + str(number % 10))
    expect(page.locator("#state")).to_have_text("Bewaard", timeout=LONG)
    page.wait_for_timeout(500)
    page.evaluate("document.activeElement.blur()")
    done = text(sleep)
    for comment in re.findall(r"# .*", WRITTEN):
        assert done.count(comment) == 1
    states = [done]
    for way in ("z", "Shift+Z"):
        for _ in range(50):
            page.keyboard.press(f"Control+{way}")
        expect(page.locator("#form")).not_to_have_attribute("aria-busy", "true", timeout=LONG)
        states.append(text(sleep))
    assert states[1] != done
    assert states[2] == done
