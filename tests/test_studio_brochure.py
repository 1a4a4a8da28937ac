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

from conftest import put
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
    assert (told["saved"], told["file"]) == (True, "same")
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
    assert (told["file"], told["problems"]) == ("same", [])
    assert "kind" not in text(browser)


def test_a_row_that_is_emptied_stays_until_it_is_left(browser: Browser) -> None:
    path = path_of(browser, "Lezen | een kwartier")
    told = sent(browser, {"path": path, "was": "Lezen | een kwartier", "to": None})
    assert told["file"] == "invalid"
    sent(browser, {"path": path, "was": "", "to": "Lezen | een uur"})
    assert text(browser) == WRITTEN.replace("kwartier", "uur")


def test_a_group_of_which_the_last_field_is_emptied_is_no_longer_there(browser: Browser) -> None:
    sent(browser, {"path": ["cover", "caption"], "was": None, "to": "Een bed"})
    assert "cover:\n  caption: Een bed\n" in text(browser)
    sent(browser, {"path": ["cover", "caption"], "was": "Een bed", "to": None})
    assert text(browser) == WRITTEN


def test_a_mistake_is_told_at_its_field_and_the_file_waits(browser: Browser) -> None:
    told = sent(browser, {"path": ["formats"], "was": ["a4", "drieluik"], "to": ["a4", "poster"]})
    assert told["file"] == "invalid"
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
