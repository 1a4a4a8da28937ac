"""A brochure is filled in on its screen, and her file keeps its comments, its order and the lines that stay."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from html import unescape
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from conftest import make_here, put
from handouts.files.folder import Folder
from handouts.produce.job import Job
from handouts.produce.making import Maker
from handouts.studio.screens.brochure_said import spoken
from handouts.studio.screens.brochure_sending import flowed, wrapped_like
from studio import Browser, StandIn, open_studio

FILE = "content/brochures/slaap.yaml"
WRITTEN = """\
# Of sleep.
title: Slaap
subtitle: |
  Waarom een vast ritme
  meer doet.
formats: [a4, drieluik]
sections:
  # Why it counts.
  - heading: Waarom slaap telt
    except: [trifold]
    text: |
      Je lichaam herstelt in de nacht, en dat doet het het liefst
      op vaste tijden, ook in het weekend.

      Dat kost een paar weken.
    kind: do
    points:
      - Ga op tijd naar bed   # by eleven
      - title: Sta vast op
        text: Ook op zondag.
  - heading: Je avond
    items: [Lees iets]
    table:
      head: Wat | Hoelang
      rows:
        - Lezen | een kwartier
sources:
  - Een boek
"""
NUMBERS = count(1)
EDIT = "doc/brochure.slaap/edit"


@pytest.fixture
def browser(clinic: Path) -> Iterator[Browser]:
    put(clinic, FILE, WRITTEN)
    studio = open_studio(clinic)
    yield Browser(studio).let_in()
    studio.end()


def fields(browser: Browser) -> dict[tuple[str, ...], Any]:
    """The fields of the form, by path, with what each held."""
    html = browser.get("doc/brochure.slaap/form").text
    found = re.findall(r'data-path="([^"]*)"\s+data-was="([^"]*)"', html)
    return {tuple(json.loads(unescape(path))): json.loads(unescape(was)) for path, was in found}


def path_of(browser: Browser, was: Any, *end: str) -> list[str]:
    """The path of the field that holds something, and that ends as said."""
    return next(
        [*path] for path, held in fields(browser).items() if held == was and path[len(path) - len(end) :] == end
    )


def text(browser: Browser) -> str:
    return (browser.studio.place / FILE).read_text(encoding="utf-8")


def sent(browser: Browser, *edits: dict[str, Any]) -> dict[str, Any]:
    return browser.told(EDIT, {"tab": "t1", "seq": next(NUMBERS), "edits": list(edits)})


def test_the_form_shows_every_field_that_is_filled_with_the_lines_of_its_paragraphs_joined(browser: Browser) -> None:
    held = fields(browser)
    assert held[("title",)] == "Slaap"
    assert held[("subtitle",)] == "Waarom een vast ritme meer doet."
    values = list(held.values())
    for each in ("Ga op tijd naar bed", "Ook op zondag.", "Lees iets", "Lezen | een kwartier", "Een boek", "do"):
        assert each in values


def test_an_edit_changes_its_own_lines_alone(browser: Browser) -> None:
    was = "Je lichaam herstelt in de nacht, en dat doet het het liefst op vaste tijden, ook in het weekend."
    was += "\n\nDat kost een paar weken."
    told = sent(browser, {"path": path_of(browser, was), "was": was, "to": was.replace("weekend", "vakantie")})
    assert (told["saved"], told["file"]["state"]) == (True, "same")
    assert text(browser) == WRITTEN.replace("weekend", "vakantie")
    browser.told("doc/brochure.slaap/undo", {})
    assert text(browser) == WRITTEN


def test_a_text_beside_a_point_written_in_short_makes_it_a_whole_one(browser: Browser) -> None:
    path = path_of(browser, "Ga op tijd naar bed")
    sent(browser, {"path": [*path[:-1], "text"], "was": None, "to": "Elke dag."})
    assert "- title: Ga op tijd naar bed" in text(browser)
    assert "text: Elke dag." in text(browser)
    sent(browser, {"path": path, "was": "Ga op tijd naar bed", "to": "Ga vroeg naar bed"})
    assert "- title: Ga vroeg naar bed" in text(browser)


def test_a_new_point_of_which_there_is_a_title_alone_is_written_in_short(browser: Browser) -> None:
    path = path_of(browser, "Ga op tijd naar bed")
    sent(browser, {"path": path[:3], "insert": {"title": "Lees iets"}, "after": path[3], "id": "n3"})
    sent(browser, {"path": [*path[:3], "n3", "title"], "was": "Lees iets", "to": "Lees een boek"})
    assert "# by eleven\n      - Lees een boek\n      - title: Sta" in text(browser)


def test_a_section_is_moved_with_its_comment_and_comes_back(browser: Browser) -> None:
    first, second = path_of(browser, "Waarom slaap telt")[:2], path_of(browser, "Je avond")[:2]
    sent(browser, {"path": first, "move": {"after": second[1]}})
    assert text(browser).index("Je avond") < text(browser).index("# Why it counts.")
    browser.told("doc/brochure.slaap/undo", {})
    assert text(browser) == WRITTEN


def test_the_last_row_of_a_list_takes_the_list_along(browser: Browser) -> None:
    sent(browser, {"path": path_of(browser, "Lees iets"), "remove": True})
    assert "items" not in text(browser)
    path = path_of(browser, "Je avond")[:2]
    sent(browser, {"path": [*path, "items"], "insert": "Lees weer", "after": None, "id": "n1"})
    assert "    items:\n      - Lees weer\n" in text(browser)


def test_points_go_with_what_says_of_which_kind_they_are(browser: Browser) -> None:
    path = path_of(browser, "Ga op tijd naar bed")[:3]
    told = sent(browser, {"path": path, "remove": True})
    assert (told["file"]["state"], told["problems"]) == ("same", [])
    assert "kind" not in text(browser)


def test_a_row_that_is_emptied_stays_until_it_is_left(browser: Browser) -> None:
    path = path_of(browser, "Lezen | een kwartier")
    told = sent(browser, {"path": path, "was": "Lezen | een kwartier", "to": None})
    assert told["file"]["state"] == "invalid"
    sent(browser, {"path": path, "was": "", "to": "Lezen | een uur"})
    assert text(browser) == WRITTEN.replace("kwartier", "uur")


def test_a_group_of_which_the_last_field_is_emptied_is_no_longer_there(browser: Browser) -> None:
    sent(browser, {"path": ["cover", "caption"], "was": None, "to": "Een bed"})
    assert "cover:\n  caption: Een bed\n" in text(browser)
    sent(browser, {"path": ["cover", "caption"], "was": "Een bed", "to": None})
    assert text(browser) == WRITTEN


def test_a_mistake_is_told_at_its_field_and_the_file_waits(browser: Browser) -> None:
    told = sent(browser, {"path": ["formats"], "was": ["a4", "drieluik"], "to": ["a4", "poster"]})
    assert told["file"]["state"] == "invalid"
    assert [each["path"][:1] for each in told["problems"]] == [["formats"]]
    assert text(browser) == WRITTEN


def test_each_variant_has_a_paper_of_its_own(browser: Browser) -> None:
    engine = browser.studio.desk._engine
    assert isinstance(engine, StandIn)
    engine.texts = (("title", 1, (0, 700, 297.5, 800)),)
    for variant in ("a4.home", "trifold.screen.low-ink"):
        told = browser.get(f"doc/brochure.slaap/{variant}/drawn?after=-1").get_json()
        assert (told["proven"], len(told["pages"])) == (True, 1)
        assert told["boxes"][0]["path"] == ["title"]
    jobs = [each.job for each in engine.asked]
    assert [(each.format, each.purpose, each.low_ink) for each in jobs] == [
        ("a4", "home", False), ("trifold", "screen", True),
    ]  # fmt: skip
    assert browser.get("doc/brochure.slaap/a5.home/drawn").status_code == 404


def test_a_text_is_wrapped_again_where_it_was_wrapped() -> None:
    old = "Een regel die lang is\nen een tweede.\n"
    assert flowed(old) == "Een regel die lang is en een tweede."
    assert wrapped_like("Een regel die lang is en een andere.", old) == "Een regel die lang is\nen een andere."
    assert wrapped_like("Nu kort", "Eerst kort") == "Nu kort"


def picture(kind: str) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (60, 40), "#2E5A4B").save(buffer, kind)
    return buffer.getvalue()


def upload(browser: Browser, name: str, data: bytes) -> Any:
    files = {"picture": (io.BytesIO(data), name)}
    return browser.ask("POST", f"{browser.root}picture", headers=browser.of_a_page(), data=files)


def test_a_picture_is_kept_under_a_plain_name_and_shown(browser: Browser) -> None:
    answer = upload(browser, "Mijn Foto (één).PNG", picture("PNG"))
    assert answer.get_json() == {"file": "mijn-foto-een.png"}
    assert upload(browser, "Mijn Foto (één).PNG", picture("PNG")).get_json() == {"file": "mijn-foto-een.png"}
    assert upload(browser, "mijn-foto-een.png", picture("JPEG")).get_json() == {"file": "mijn-foto-een.jpg"}
    assert (browser.studio.place / "content/images/mijn-foto-een.png").is_file()
    shown = browser.get("picture/mijn-foto-een.png")
    assert (shown.status_code, shown.mimetype) == (200, "image/png")


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"\x00\x00\x00\x18ftypheic", b"<html>", picture("PNG")[:50]])
def test_what_is_no_picture_is_refused_with_the_reason(browser: Browser, data: bytes) -> None:
    answer = upload(browser, "foto.png", data)
    assert answer.status_code == 422
    assert answer.get_json()["doubts"][0]["text"].startswith("Foto.png")
    assert not list((browser.studio.place / "content/images").glob("foto*"))


@pytest.mark.parametrize("name", ["../practice.yaml", "..%2Fpractice.yaml", "niets.png", "slaap.yaml"])
def test_a_picture_comes_from_its_own_folder_alone(browser: Browser, name: str) -> None:
    assert browser.get(f"picture/{name}").status_code == 404


def told_advice(browser: Browser) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = browser.get("doc/brochure.slaap/advice").get_json()["found"]
    return found


def test_a_claim_is_said_at_its_field_with_the_reason_and_may_stay(browser: Browser) -> None:
    path = path_of(browser, "Ook op zondag.")
    sent(browser, {"path": path, "was": "Ook op zondag.", "to": "Ook op zondag. Melatonine geneest slapeloosheid."})
    (claim,) = [each for each in told_advice(browser) if each["keep"]]
    assert (claim["path"], claim["keep"]) == (path, "Melatonine geneest slapeloosheid.")
    assert "Warenwet" in claim["text"]
    assert claim["why"]
    kept = {"text": claim["keep"], "reason": "Een citaat", "date": "2026-11-29"}
    sent(browser, {"path": ["claims_accepted"], "insert": kept, "after": None, "id": "n7"})
    assert [each for each in told_advice(browser) if each["keep"]] == []


def test_what_is_not_there_yet_is_said_where_it_is_filled_in_by_its_title(browser: Browser) -> None:
    found = {tuple(each["path"]): each for each in told_advice(browser)}
    assert {("main_message",), ("when_to_call",), ("call_to_action",), ("review_due",)} <= found.keys()
    texts = " ".join(f"{each['text']} {each['hint']} {each['why']}" for each in found.values())
    assert "_" not in texts
    assert "“Main message”" in texts


def test_a_text_names_fields_by_their_titles_and_leaves_its_words() -> None:
    assert (
        spoken("Voeg call_to_action: toe, met when: en who:.", "nl")
        == "Voeg “Uitnodiging” toe, met “Wanneer” en “Wie”."
    )
    assert spoken("“review_due” is leeg; text hier", "nl") == "“Na te kijken” is leeg; text hier"


def test_a_new_brochure_begins_with_its_title_and_can_be_made(browser: Browser) -> None:
    assert browser.told("new-brochure", {"title": " Beter  slapen? "}) == {"name": "beter-slapen"}
    written = (browser.studio.place / "content/brochures/beter-slapen.yaml").read_text(encoding="utf-8")
    assert written == "title: Beter slapen?\nformats: [a4]\nsections:\n  - heading: What it is about\n"
    assert browser.told("new-brochure", {"title": "Beter slapen"}) == {"name": "beter-slapen-2"}
    assert browser.post("new-brochure", {"title": " "}).status_code == 422


def test_a_new_brochure_like_another_keeps_its_comments_and_not_the_day_of_its_review(browser: Browser) -> None:
    put(browser.studio.place, FILE, WRITTEN.replace("formats", "reviewed: 2025-01-02\nversion: 4\nformats"))
    assert browser.told("new-brochure", {"title": "Rust", "like": "slaap"}) == {"name": "rust"}
    written = (browser.studio.place / "content/brochures/rust.yaml").read_text(encoding="utf-8")
    assert written == WRITTEN.replace("title: Slaap", "title: Rust")
    assert browser.post("new-brochure", {"title": "Rust", "like": "../practice"}).status_code == 409


def test_the_pdf_is_that_of_the_command_and_waits_for_what_is_wrong(
    browser: Browser, clinic: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_here(monkeypatch)
    sent(browser, {"path": ["title"], "was": "Slaap", "to": "Slapen"})
    told = browser.told("doc/brochure.slaap/make", {})
    assert [each["variant"] for each in told["files"]] == ["a4", "trifold"]
    made = Maker(Folder(clinic), browser.studio.today).make(Job("brochure", "slaap", "a4"))
    assert browser.get(told["files"][0]["pdf"]).data == made.pdf
    sent(browser, {"path": ["title"], "was": "Slapen", "to": None})
    answer = browser.post("doc/brochure.slaap/make", {})
    assert answer.status_code == 409
    assert answer.get_json()["doubts"]


def test_a_photograph_with_bytes_of_every_kind_comes_in_whole(browser: Browser) -> None:
    buffer = io.BytesIO()
    Image.effect_noise((640, 640), 90).convert("RGB").save(buffer, "JPEG", quality=97)
    data = buffer.getvalue()
    assert len(data) > 256 * 1024
    assert upload(browser, "ruis.jpg", data).get_json() == {"file": "ruis.jpg"}
    assert (browser.studio.place / "content/images/ruis.jpg").read_bytes() == data


def test_a_file_that_was_broken_outside_is_told_and_her_work_can_be_put_back(browser: Browser) -> None:
    sent(browser, {"path": ["title"], "was": "Slaap", "to": "Slapen"})
    (browser.studio.place / FILE).write_text("title: [\n", encoding="utf-8")
    told = sent(browser, {"path": ["title"], "was": "Slapen", "to": "Rust"})
    assert (told["file"]["state"], [each["act"] for each in told["file"]["choices"]]) == (
        "broken",
        ["over", "again", "copy"],
    )
    browser.told("doc/brochure.slaap/over", {})
    assert text(browser) == WRITTEN.replace("title: Slaap", "title: Rust")
