"""Word documents: what is in them is placed or told, word for word, and what is no document is refused at once."""

from __future__ import annotations

import io
import os
import re
import zipfile
from pathlib import Path

import pytest

from handouts.intake.importing import import_text
from handouts.intake.importing.foreign import Foreign
from handouts.intake.importing.remarks import remark_problems
from handouts.intake.importing.word import read_word
from handouts.problems import ContentError
from word import PNG, box, docx, p, picture, t
from word_cases import DOCUMENTS

pytest.importorskip("mammoth")


def read(*body: str, **more: object) -> Foreign:
    return read_word(docx(*body, **more), "tekst.docx")  # type: ignore[arg-type]


def told(foreign: Foreign) -> dict[str, str]:
    """The words that were told, by kind."""
    found: dict[str, str] = {}
    for remark in foreign.remarks:
        found[remark.kind] = " ".join(filter(None, (found.get(remark.kind), *remark.words)))
    return found


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_is_in_a_document_is_placed_or_told(name: str) -> None:
    body, more, html, remarks = DOCUMENTS[name]
    found = read(*body, **more)
    assert found.html == html
    assert told(found) == remarks


def test_there_are_as_many_documents_as_were_promised() -> None:
    assert len(DOCUMENTS) >= 25


def test_the_words_come_in_their_order_and_then_those_that_are_told() -> None:
    found = read(p("een", t(" geheim", vanish=True), " twee", box(p("vak"))), p("drie"))
    assert found.words == ("een", "twee", "vak", "drie", "geheim")


def test_a_picture_comes_along_with_its_bytes() -> None:
    found = read(p(picture("i")), relations={"i": ("image", "media/glas.png")}, files={"media/glas.png": PNG})
    assert found.pictures == {"glas.png": PNG}


@pytest.mark.skipif("HANDOUTS_WORD_FILES" not in os.environ, reason="HANDOUTS_WORD_FILES names no folder")
def test_the_documents_of_a_folder_lose_no_word() -> None:
    files = sorted(Path(os.environ["HANDOUTS_WORD_FILES"]).glob("**/*.docx"))
    assert files
    for file in files:
        found = read_word(file.read_bytes(), file.name)
        assert len(found.words) >= len(re.findall(r"<p>", found.html)) * ("<img" not in found.html), file.name


def packed(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(f"word/{name}.xml", data)
    return stream.getvalue()


WHOLE = docx(p("Slaap", style="Kop1"), p("Tekst."))
LAUGHS = b'<!DOCTYPE d [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]><d>&b;</d>'
BAD = {
    "a picture under another name": (PNG, "import-not-text"),
    "half of a document": (WHOLE[: len(WHOLE) // 2], "import-damaged"),
    "a document with a byte changed": (WHOLE.replace(b"PK\x01\x02", b"PK\x01\x03"), "import-damaged"),
    "a document without its text": (packed(other=b"<a/>"), "import-damaged"),
    "no XML": (packed(document=b"niets"), "import-damaged"),
    "XML that stops": (packed(document=b"<a><b>"), "import-damaged"),
    "entities": (packed(document=LAUGHS), "import-damaged"),
    "a thousand levels": (packed(document=b"<a>" * 1000 + b"</a>" * 1000), "import-damaged"),
    "a million elements": (packed(document=b"<a>" + b"<b/>" * 1_000_000 + b"</a>"), "import-damaged"),
    "tens of thousands of lines": (docx(*[p("a")] * 12_001), "too-large"),
    "a bomb": (packed(document=b" " * 60_000_000), "too-large"),
    "50 MB": (b"PK\x03\x04" + b"\0" * 50_000_000, "too-large"),
    "a password": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "import-protected"),
    "Word of before 2007": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "import-not-text"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_document_is_one_problem(name: str) -> None:
    data, rule = BAD[name]
    with pytest.raises(ContentError) as refused:
        read_word(data, "tekst.docx")
    assert [problem.rule for problem in refused.value.problems] == [rule]


def test_a_document_becomes_a_brochure_word_for_word() -> None:
    body = (
        p("Slaap beter", style="Titel"),
        p("Avond", style="Kop1"),
        p("Rust is ", t("heel", b=True), " goed, en 2*3 = 6."),
        p("Licht uit", number="1"),
        p("Boek weg", number="1"),
        p("Ochtend", style="Kop1"),
        p("Sta op", number="2"),
        p("Drink water", number="2"),
    )
    made = import_text(docx(*body, parts={"header1": p("Praktijk")}), source="tekst.docx")
    assert [problem.rule for problem in made.problems] == ["import-left-out"]
    sections = made.yaml[made.yaml.index("\nsections:") :]
    assert sections.startswith(
        "\nsections:\n  - heading: Avond\n    text: Rust is **heel** goed, en 2*3 = 6.\n    items:\n      - Licht uit\n"
        "      - Boek weg\n\n  - heading: Ochtend\n    numbered: ja\n    items:\n      - Sta op\n      - Drink water\n"
    )


def test_what_stands_elsewhere_is_said() -> None:
    foreign = read(p("Neem twee."), p("Niet meer.", box(p("Let op."))))
    problems = list(remark_problems(foreign.remarks, "tekst.docx"))
    assert [problem.rule for problem in problems] == ["import-moved"]
    assert problems[0].line().startswith("tekst.docx: warning: a text box was put after “Neem twee. Niet meer.”")


def test_what_is_left_out_is_told_word_for_word() -> None:
    words = " ".join(f"woord{number}" for number in range(60))
    (problem,) = remark_problems(read(p("Tekst.", t(words, vanish=True))).remarks, "tekst.docx")
    assert problem.line() == f"tekst.docx: warning: left out: hidden text (60 words): “{words}” [import-left-out]"
