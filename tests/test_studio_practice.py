"""The practice is edited in its own file, comments kept; colours say how they read; pictures are looked at first."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from handouts.content.loading import load_practice
from handouts.content.model.practice import Practice
from handouts.files.folder import Folder
from handouts.studio.fitting import in_look, opening_of
from studio import Browser, open_studio

HERS = """\
# Mijn praktijk
name: Praktijk Voetnoot  # zo heet het
tagline:
  nl: massage en rust
  en: massage and rest
practitioner:
  name: Noor Proef
phone: 06 00 00 00 12
address: {street: Voorbeeldpad 1, city: Zeedorp}
opening_hours:
  - nl: maandag
    en: Monday

# hoe het eruitziet
brand:
  look: botanic
  palette: avondlicht  # pruim
"""
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><circle cx="20" cy="20" r="20"/></svg>'


@pytest.fixture
def browser(clinic: Path) -> Iterator[Browser]:
    (clinic / "content/practice.yaml").write_text(HERS, encoding="utf-8")
    studio = open_studio(clinic)
    yield Browser(studio).let_in()
    studio.end()


def written(browser: Browser) -> str:
    return (browser.studio.place / "content/practice.yaml").read_text(encoding="utf-8")


def practice(browser: Browser) -> Practice:
    return load_practice(Folder(browser.studio.place).open_reader()).value


def edit(browser: Browser, seq: int, *edits: tuple[list[str], Any, Any]) -> dict[str, Any]:
    sent = [{"path": path, "was": was, "to": to} for path, was, to in edits]
    return browser.told("doc/practice/edit", {"tab": "t1", "seq": seq, "edits": sent})


def photograph(width: int = 3600, height: int = 900) -> bytes:
    buffer = io.BytesIO()
    Image.linear_gradient("L").resize((width, height)).convert("RGB").save(
        buffer, "JPEG", exif=b"Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0"
    )
    return buffer.getvalue()


def test_the_page_shows_all_that_stands_on_her_paper(browser: Browser) -> None:
    text = browser.get("practice").text
    for each in (
        "Praktijk Voetnoot",
        "massage en rust",
        "massage and rest",
        "Noor Proef",
        "06 00 00 00 12",
        "Zeedorp",
        "maandag",
    ):
        assert f'value="{each}"' in text
    assert 'value="&#34;botanic&#34;" checked' in text
    assert 'value="&#34;avondlicht&#34;" checked' in text
    assert f'href="{browser.root}practice"' in browser.get().text


def test_an_edit_is_in_her_file_with_her_comments_and_her_order(browser: Browser) -> None:
    told = edit(
        browser, 1, (["phone"], "06 00 00 00 12", "06 00 00 00 34"), (["tagline", "en"], "massage and rest", "massage")
    )
    assert (told["file"], told["saved"]) == ("same", True)
    assert written(browser) == HERS.replace("00 12", "00 34").replace("en: massage and rest", "en: massage")
    assert browser.told("doc/practice/undo", {})["can_redo"] is True
    assert written(browser) == HERS


def test_a_text_of_several_lines_is_shown_without_their_breaks_and_keeps_them(browser: Browser) -> None:
    text = "disclosure: |\n  Deze praktijk werkt met een merk.\n  Daar verdient ze iets aan.\n"
    (browser.studio.place / "content/practice.yaml").write_text(HERS + text, encoding="utf-8")
    shown = "Deze praktijk werkt met een merk. Daar verdient ze iets aan."
    assert shown in browser.get("practice").text
    edit(browser, 1, (["disclosure"], shown, shown.replace("iets", "niets")))
    assert written(browser) == HERS + text.replace("iets", "niets")


def test_a_look_brings_its_own_palette(browser: Browser) -> None:
    told = edit(browser, 1, (["brand", "look"], "botanic", "clinic"))
    assert [each for each in told["problems"] if each["severity"] == "error"] == []
    assert (practice(browser).brand.look, practice(browser).brand.palette) == ("clinic", None)
    form = browser.get("doc/practice/form").text
    assert 'value="&#34;blauw&#34;" checked' in form


def test_what_holds_nothing_any_more_goes_with_its_last_field(browser: Browser) -> None:
    edit(browser, 1, (["address", "street"], "Voorbeeldpad 1", None), (["address", "city"], "Zeedorp", ""))
    assert "address" not in written(browser)
    edit(browser, 2, (["complaints", "officer"], None, "Klachtenbureau"))
    assert practice(browser).complaints.officer == "Klachtenbureau"  # type: ignore[union-attr]  # it was just written
    edit(browser, 3, (["complaints", "officer"], "Klachtenbureau", None))
    assert "complaints" not in written(browser)
    told = edit(browser, 4, (["practitioner", "name"], "Noor Proef", None))
    assert ["practitioner", "name"] in [each["path"] for each in told["problems"]]


@pytest.mark.parametrize(
    ("path", "typed", "said"),
    [
        (["phone"], "bel maar", "a telephone number"),
        (["email"], "nergens", "an e-mail address"),
        (["brand", "colour"], "groen", "a colour"),
        (["printing", "back_right"], "veel", "mm"),
        (["name"], "☤ praktijk", ""),
    ],
)
def test_a_mistake_is_said_at_its_field_and_is_not_in_the_file(
    browser: Browser, path: list[str], typed: str, said: str
) -> None:
    was = {"phone": "06 00 00 00 12", "name": "Praktijk Voetnoot"}.get(path[-1])
    told = edit(browser, 1, (path, was, typed))
    found = [each for each in told["problems"] if each["path"] == path]
    if said:
        assert said in found[0]["text"] + found[0]["hint"]
        assert written(browser) == HERS
    assert browser.get("practice").status_code == 200


def test_a_colour_says_how_it_reads_and_what_letters_get(browser: Browser) -> None:
    told = edit(browser, 1, (["brand", "colour"], None, "#7fa68c"))
    said = told["colours"]["colour"]
    assert (said["fits"], said["is_own"], said["shown"]) == (False, True, "#7fa68c")
    assert re.fullmatch(r"Too light for letters \(2\.\d; 4\.5 is needed\)\.", said["lead"])
    assert said["letters"] in said["rest"]
    assert said["letters"] != "#7FA68C"
    dark = edit(browser, 2, (["brand", "colour"], "#7fa68c", "#1F3B2E"))["colours"]["colour"]
    assert (dark["fits"], dark["lead"], dark["letters"]) == (True, "Reads well:", "#1F3B2E")
    assert "colour" not in edit(browser, 3, (["brand", "colour"], "#1F3B2E", "#12"))["colours"]
    plain = edit(browser, 4, (["brand", "colour"], "#12", None))["colours"]["colour"]
    assert (plain["is_own"], plain["shown"]) == (False, "#7a3548")


def test_a_photograph_is_made_smaller_and_named_after_what_it_is(browser: Browser) -> None:
    answer = browser.upload("practice/picture/portrait", "picture", photograph(), "../../Noor thuis.jpg")
    assert (answer.status_code, answer.get_json()["file"]) == (200, "portrait.jpg")
    kept = browser.studio.place / "content/images/portrait.jpg"
    with Image.open(kept) as image:
        assert image.width == 3000
    assert practice(browser).portrait.file == "portrait.jpg"  # type: ignore[union-attr]  # it was just written
    assert browser.get("practice/picture/portrait").mimetype == "image/jpeg"
    assert [*browser.studio.place.rglob("*Noor*")] == []
    other = browser.upload("practice/picture/portrait", "picture", photograph(500), "x.jpg")
    assert other.get_json()["file"] == "portrait-2.jpg"
    browser.post("doc/practice/undo", {})
    assert practice(browser).portrait.file == "portrait.jpg"  # type: ignore[union-attr]


def test_a_drawing_can_be_a_logo_or_a_signature(browser: Browser) -> None:
    assert browser.upload("practice/picture/logo", "picture", DRAWING, "x.svg").get_json()["file"] == "logo.svg"
    assert (
        browser.upload("practice/picture/signature", "picture", DRAWING, "x.svg").get_json()["file"] == "signature.svg"
    )
    assert (practice(browser).brand.logo, practice(browser).signature) == ("logo.svg", "signature.svg")
    assert browser.get("practice/picture/logo").mimetype == "image/svg+xml"
    edit(browser, 1, (["signature"], "signature.svg", "ja"))
    assert practice(browser).signature is True


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "the file is empty"),
        (b"%PDF-1.7", "it is a PDF"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "it is a HEIC"),
        (b"\xff\xd8\xff\xe0 cut off", "cut off or damaged"),
        (b"MZ" + b"\0" * 80, "it is no picture"),
    ],
)
def test_what_is_no_picture_is_said_and_not_kept(browser: Browser, data: bytes, said: str) -> None:
    answer = browser.upload("practice/picture/logo", "picture", data, "logo.png")
    assert answer.status_code == 422
    assert said in answer.get_json()["doubts"][0]["text"]
    assert written(browser) == HERS
    assert not (browser.studio.place / "content/images").exists() or not [
        *(browser.studio.place / "content/images").iterdir()
    ]


@pytest.mark.parametrize(
    "path",
    [
        "practice/picture/other",
        "practice/picture/..%2f..%2fpractice.yaml",
        "practice/look/..%2f..%2fx.png",
        "practice/look/x.png",
    ],
)
def test_there_is_nothing_behind_another_address(browser: Browser, path: str) -> None:
    assert browser.get(path).status_code == 404


def test_a_picture_that_lies_elsewhere_is_never_shown(browser: Browser) -> None:
    for name in ("../practice.yaml", "/etc/passwd", "../../../secret.png"):
        edit(browser, hash(name) % 1000 + 1000, (["brand", "logo"], None, name))
        assert browser.get("practice/picture/logo").status_code == 404
        browser.post("doc/practice/undo", {})


def test_hostile_requests_are_refused(browser: Browser) -> None:
    assert browser.upload("practice/picture/logo", "picture", b"x" * (12 * 1024 * 1024 + 1), "x.png").status_code == 413
    assert browser.upload("practice/picture/logo", "other", b"x", "x.png").status_code == 400
    assert (
        browser.upload("practice/picture/logo", "picture", b"x", "x", Origin="http://stranger.example").status_code
        == 403
    )
    assert browser.post("practice/picture/logo", {}).status_code == 415
    wrongs: list[Any] = [
        {"seq": "1"},
        {"seq": 1, "edits": {}},
        {"seq": 1, "edits": ["x"]},
        {"seq": 1, "edits": [{"path": [], "to": 3}]},
    ]
    for wrong in wrongs:
        assert browser.post("doc/practice/edit", {"tab": "t", **wrong}).status_code == 400
    assert written(browser) == HERS


def test_her_words_are_no_html(browser: Browser) -> None:
    edit(browser, 1, (["name"], "Praktijk Voetnoot", '"><img src=x onerror=alert(1)>'))
    for path in ("practice", "doc/practice/form"):
        assert "<img src=x" not in browser.get(path).text


def test_no_edit_and_no_word_of_hers_is_in_an_address(browser: Browser) -> None:
    html = browser.get("practice").text
    addresses = " ".join(re.findall(r'(?:href|src|data-[a-z]+)="(/[^"]*)"', html))
    assert browser.root in addresses
    for each in ("Noor", "Voetnoot", "Zeedorp", "0000"):
        assert each not in addresses.replace(browser.root, "")


def test_the_sheet_for_her_printer_opens(browser: Browser) -> None:
    told = browser.told("practice/calibration", {})
    assert browser.get(told["pdf"]).data.startswith(b"%PDF-")


def test_a_file_that_cannot_be_read_is_said(browser: Browser) -> None:
    (browser.studio.place / "content/practice.yaml").write_text("name: [", encoding="utf-8")
    page = browser.get("practice")
    assert page.status_code == 200
    assert "content/practice.yaml" in page.text


def test_a_look_is_tried_with_all_that_is_hers() -> None:
    tree = {"name": "x", "brand": {"look": "botanic", "palette": "linde", "colour": "#123456"}}
    assert in_look(tree, "type") == {"name": "x", "brand": {"look": "type", "colour": "#123456"}}
    assert in_look(tree, "botanic") == tree
    many = "title: x\nsections:\n" + "".join(f"  - text: part {at}\n" for at in range(9)) + "sources: [z]\n"
    opening = opening_of(many.encode(), "x").decode()
    assert ("part 5" in opening, "part 6" in opening, "sources" in opening) == (True, False, False)
    assert opening_of(b"title: x\n", "x") == b"title: x\n"
