"""A file that comes in is shown first, kept in memory alone, and written by the very import of the command."""

from __future__ import annotations

import base64
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from werkzeug.test import TestResponse

from conftest import Command
from handouts.content.loading import load_brochure, load_file
from handouts.content.model.module import Module
from handouts.files.folder import Folder
from handouts.studio.arrivals import Arrival, Arrivals, bare_name, plain_name
from studio import Browser, open_studio

SLEEP = """\
# Beter slapen

Een vast ritme doet meer dan een vroege avond.

## Waarom slaap telt

Je lichaam herstelt als je slaapt. Je hoofd ruimt dan op.

- Ritme
- Licht
- Koffie

## Jouw avond

1. Leg je telefoon weg.
2. Dim het licht.
"""


@pytest.fixture
def browser(clinic: Path) -> Iterator[Browser]:
    studio = open_studio(clinic)
    yield Browser(studio).let_in()
    studio.end()


def sent(browser: Browser, data: bytes | str, name: str = "Beter slapen.md", **instead: str) -> TestResponse:
    """Sends a file as a page does."""
    return browser.upload("import/read", "file", data.encode() if isinstance(data, str) else data, name, **instead)


def read(text: str) -> str:
    """What is read of HTML, in one line."""
    return " ".join(re.sub("<[^>]*>", " ", text).split())


def files(browser: Browser) -> set[str]:
    place = browser.studio.place
    return {each.relative_to(place).as_posix() for each in place.rglob("*") if each.is_file()}


def wish(told: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"word": told["word"], "kind": "brochure", "language": "nl", "shown": {}, **more}


def test_the_outline_is_shown_and_nothing_is_written(browser: Browser) -> None:
    before = files(browser)
    told = sent(browser, SLEEP).get_json()
    said = read(told["html"])
    shown = [
        "title Beter slapen", "key line Een vast ritme", "heading Waarom slaap telt", "list Ritme · Licht · Koffie",
        "steps Leg je telefoon weg. · Dim het licht.", "3 lines", "In the same order",
    ]  # fmt: skip
    assert [each for each in shown if each not in said] == []
    assert (told["name"], told["source"]) == ("beter-slapen", "Beter slapen.md")
    assert files(browser) == before


def test_what_is_written_is_what_the_command_writes(browser: Browser, tmp_path: Path, handouts: Command) -> None:
    told = sent(browser, SLEEP).get_json()
    answer = browser.told("import", wish(told, name="Beter slapen"))
    assert answer["address"] == f"{browser.root}brochure/beter-slapen"
    assert "Beter slapen" in browser.get("brochure/beter-slapen").text
    (tmp_path / "Beter slapen.md").write_text(SLEEP, encoding="utf-8")
    assert handouts("import", str(tmp_path / "Beter slapen.md"), "by-command").code == 0
    brochures = browser.studio.place / "content/brochures"
    assert (brochures / "beter-slapen.yaml").read_bytes() == (brochures / "by-command.yaml").read_bytes()
    assert browser.told("import", wish(told, name="nog eens"))["said"] == [
        "This file is not waiting any more. Choose it once more."
    ]


def test_a_text_of_steps_can_become_an_advice_block(browser: Browser) -> None:
    text = "# Voetenbad\n\nOm rustig te worden.\n\n## Stappen\n\n1. Vul een bak.\n2. Zet je voeten erin.\n"
    told = sent(browser, text).get_json()
    outlined = browser.told("import/outline", wish(told, kind="module"))
    assert "What it is for" in read(outlined["html"]) or "Goal" in read(outlined["html"])
    answer = browser.told("import", wish(told, kind="module", name="voetenbad-thuis"))
    assert answer["file"] == "content/modules/voetenbad-thuis.yaml"
    module = load_file(Folder(browser.studio.place).open_reader(), answer["file"], Module).value
    assert len(module.steps) == 2


def page_with_picture() -> bytes:
    buffer = io.BytesIO()
    Image.effect_noise((400, 300), 90).convert("RGB").save(buffer, "PNG")
    data = base64.b64encode(buffer.getvalue()).decode()
    return (
        "<html><body><h1>Slaap</h1><p>Een tekst over slaap die lang genoeg is.</p>"
        f'<img src="data:image/png;base64,{data}"><p>Daarna nog een zin.</p></body></html>'
    ).encode()


def test_what_a_picture_shows_is_asked_and_goes_with_it(browser: Browser) -> None:
    told = sent(browser, page_with_picture(), "slaap.html").get_json()
    assert "What does one see?" in told["html"]
    (asked,) = re.findall(r'data-shows="([^"]*)"', told["html"])
    (shown,) = re.findall(r"page/([0-9a-f]{32})\.png", told["html"])
    assert browser.get(f"page/{shown}.png").data.startswith(b"\x89PNG")
    assert browser.told("import", wish(told, name="slaap", shown={asked: "Een slaapkamer."}))["address"]
    brochure = load_brochure(Folder(browser.studio.place).open_reader(), "slaap").value
    (image,) = [each.image for each in brochure.sections if each.image]
    assert image.alt == "Een slaapkamer."
    assert (browser.studio.place / "content/images" / str(image.file)).is_file()


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"", "leeg.txt", "I cannot make a brochure of “leeg.txt”."),
        (b"%PDF-1.7\n", "folder.pdf", "PDF"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "foto.png", "I cannot make a brochure of “foto.png”."),
        (b"PK\x03\x04" + b"\0" * 60, "kapot.docx", "I cannot make a brochure of “kapot.docx”."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "oud.doc", "I cannot make a brochure of “oud.doc”."),
        (("woord " * 300_000).encode(), "lang.txt", "I cannot make a brochure of “lang.txt”."),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence_and_let_go(
    browser: Browser, data: bytes, name: str, said: str
) -> None:
    before = files(browser)
    answer = sent(browser, data, name)
    told = answer.get_json()
    assert (answer.status_code, told["word"]) == (422, "")
    assert said in read(told["html"])
    assert "Traceback" not in told["html"]
    assert files(browser) == before


def test_a_packed_bomb_is_refused(browser: Browser) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("word/document.xml", b" " * 300_000_000)
    assert sent(browser, buffer.getvalue(), "bom.docx").status_code == 422


@pytest.mark.parametrize(
    ("name", "status", "said"),
    [
        ("", 422, "Give it a name"),
        ("…", 422, "Give it a name"),
        ("../practice", 200, ""),
        ("proef", 422, "There is a “proef” already. Choose another name, such as proef-2."),
        ("Proef!", 422, "There is a “proef” already."),
    ],
)
def test_a_name_leads_nowhere_else_and_replaces_nothing(browser: Browser, name: str, status: int, said: str) -> None:
    before = {each: (browser.studio.place / each).read_bytes() for each in files(browser)}
    told = sent(browser, SLEEP).get_json()
    answer = browser.post("import", wish(told, name=name))
    assert answer.status_code == status
    assert said in " ".join(answer.get_json()["said"])
    for each, data in before.items():
        assert (browser.studio.place / each).read_bytes() == data
    added = {"content/brochures/practice.yaml"} if status == 200 else set()
    assert files(browser) - before.keys() == added


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Noor\\tekst.docx", "tekst.docx"),
        ("..", ""),
        ("/", ""),
        ("a\0b\u202e.txt", "ab.txt"),
        (f"{'x' * 300}.docx", f"{'x' * 80}.docx"),
        ('"><img src=x>.md', "img src=x.md"),
    ],
)
def test_the_name_of_a_file_is_only_a_name(given: str, name: str) -> None:
    assert bare_name(given) == name
    assert plain_name("../Beter slapen — én rust!") == "beter-slapen-én-rust"


def test_a_name_of_a_file_is_shown_as_it_is_and_is_no_html(browser: Browser) -> None:
    html = sent(browser, b"", "<img src=x onerror=alert(1)>.txt").get_json()["html"]
    assert "<img src=x" not in html


def test_a_file_that_is_too_large_or_comes_in_another_way_is_refused(browser: Browser) -> None:
    assert sent(browser, b"x" * (12 * 1024 * 1024 + 1)).get_json()["said"] == ["This file is larger than 12 MB."]
    assert sent(browser, SLEEP, Origin="http://stranger.example").status_code == 403
    assert sent(browser, SLEEP, **{"X-Studio-Token": "other"}).status_code == 403
    assert browser.post("import/read", {"file": "x"}).status_code == 415
    assert browser.upload("import/read", "other", b"x", "x").status_code == 400
    told = sent(browser, SLEEP).get_json()
    wrongs: list[dict[str, Any]] = [
        {"kind": "client"}, {"language": "xx"}, {"shown": []}, {"shown": {"a": 3}}, {"name": 4},
    ]  # fmt: skip
    for wrong in wrongs:
        assert browser.post("import", wish(told, **{"name": "x", **wrong})).status_code == 400


def test_only_a_few_files_wait_and_one_that_she_leaves_is_gone(browser: Browser) -> None:
    arrivals = Arrivals()
    words = [arrivals.hold(Arrival("a", b"x")) for _ in range(5)]
    assert [arrivals.get(each) is not None for each in words] == [False, False, True, True, True]
    told = sent(browser, SLEEP).get_json()
    browser.post("import/leave", {"word": told["word"]})
    assert browser.post("import", wish(told, name="slaap")).status_code == 409


def test_the_page_is_there_once_there_is_a_practice(browser: Browser) -> None:
    page = browser.get("import")
    assert page.status_code == 200
    assert "Your own text becomes a brochure" in page.text
    assert f'href="{browser.root}import"' in browser.get().text
