"""What a reader of Word sees and no letter says: signs of symbol fonts, exponents, fields, and words of numberings."""

# ruff: noqa: E501  # XML is read better on one line

from __future__ import annotations

import re

import pytest

from handouts.intake.importing import import_text
from handouts.intake.importing.remarks import remark_problems
from handouts.intake.importing.word import read_word
from word import STYLES, docx, field, numbering, p, style, t

pytest.importorskip("mammoth")
GREEK = "<w:rPr><w:rFonts w:ascii='Symbol' w:hAnsi='Symbol'/></w:rPr>"
SIGN = '<w:r><w:rPr><w:rFonts w:ascii="{}" w:hAnsi="{}"/></w:rPr><w:t>{}</w:t></w:r>'
CHART = '<w:r><w:drawing><wp:inline><wp:docPr descr="staafjes"/><a:graphic><a:graphicData><c:chart r:id="c1"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'


def sign(letter: str, font: str = "Symbol") -> str:
    return SIGN.format(font, font, letter)


def told_field(instruction: str, form: str = "") -> str:
    """A field that has no result."""
    data = f"<w:ffData>{form}</w:ffData>" if form else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r><w:r><w:instrText>{instruction}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def html(*body: str, **more: object) -> str:
    return read_word(docx(*body, **more), "a.docx").html  # type: ignore[arg-type]


def remarks(*body: str, **more: object) -> dict[str, str]:
    found = read_word(docx(*body, **more), "a.docx").remarks  # type: ignore[arg-type]
    return {remark.kind: " ".join(remark.words) for remark in found}


def numbered(sign: str, form: str = "decimal") -> dict[str, str]:
    level = f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{sign}"/></w:lvl>'
    return {"numbering": numbering({"0": level}, {"1": "0"})}


@pytest.mark.parametrize(
    ("paragraph", "shown"),
    [
        (p("50 ", sign("m"), "g"), "50 μg"),
        (p("bij ", sign("³"), " 65 en ", sign("£"), " 3"), "bij ≥ 65 en ≤ 3"),
        (p("37 ", sign("°"), "C"), "37 °C"),
        (p(sign("à", "Wingdings"), " rust"), "→ rust"),
        (p(t("b", rStyle="Grieks"), "-caroteen"), "β-caroteen"),
        (p("abc", style="Gewoon"), "abc"),
        (p("10", t("6", vertAlign="superscript"), " cellen"), "10⁶ cellen"),
        (p("10", t("-3", vertAlign="superscript")), "10⁻³"),
        (p("1", t("1", vertAlign="superscript"), "/", t("2", vertAlign="subscript"), " tablet"), "1¹/₂ tablet"),
        (p("H", t("2", vertAlign="subscript"), "O, 1", t("e", vertAlign="superscript"), " keer"), "H2O, 1e keer"),
        (p("slaap", t("1", rStyle="Hoog")), "slaap¹"),
        (p("1", told_field(" EQ \\f(1;2) "), " tablet"), "1¹/₂ tablet"),
        (p(told_field(' SYMBOL 109 \\f "Symbol" '), "g"), "μg"),
        (p(told_field(" MACROBUTTON Niets [Vul in] ")), "[Vul in]"),
        (p(told_field(' QUOTE "Rust" ')), "Rust"),
        (p("Klacht: ", told_field(" FORMDROPDOWN ", '<w:ddList><w:result w:val="1"/><w:listEntry w:val="Rug"/><w:listEntry w:val="Nek"/></w:ddList>')), "Klacht: Nek"),
        (p(field(" EQ \\f(1;2) ", t("0,5"))), "0,5"),
        ("<w:p><w:pPr><w:framePr w:dropCap='drop'/></w:pPr><w:r><w:t>W</w:t></w:r></w:p>" + p("e slapen."), "We slapen."),
        (p("<w:r><w:ruby><w:rt><w:r><w:t>sjiatsoe</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>shiatsu</w:t></w:r></w:rubyBase></w:ruby></w:r>"), "shiatsu (sjiatsoe)"),
    ],
)  # fmt: skip
def test_a_text_says_what_is_seen(paragraph: str, shown: str) -> None:
    styles = STYLES + style("Grieks", "Grieks", GREEK, kind="character")
    styles += style("Hoog", "Hoog", '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>', kind="character")
    assert re.sub("<[^>]*>", "", html(paragraph, parts={"styles": styles})) == shown


@pytest.mark.parametrize(
    ("label", "form", "made"),
    [
        ("Stap %1:", "decimal", ["Stap 1: Kook", "Stap 2: Drink"]),
        ("Bijlage %1", "upperLetter", ["Bijlage A Kook", "Bijlage B Drink"]),
        ("Tip!", "bullet", ["Tip! Kook", "Tip! Drink"]),
        ("%1.", "decimal", ["Kook", "Drink"]),
        ("o", "bullet", ["Kook", "Drink"]),
    ],
)
def test_the_words_of_a_numbering_stand_before_its_lines(label: str, form: str, made: list[str]) -> None:
    found = html(p("Kook", number="1"), p("Drink", number="1"), parts=numbered(label, form))
    assert re.findall(r"<li[^>]*>([^<]*)", found) == made


def test_the_words_of_a_numbering_stand_before_a_heading() -> None:
    assert html(p("Rust", style="Kop1", number="1"), parts=numbered("Week %1 –")) == "<h1>Week 1 – Rust</h1>"


@pytest.mark.parametrize("called", ["Überschrift 1", "Titre 1", "Kop 1", "Título 1"])
def test_a_heading_is_one_in_any_language(called: str) -> None:
    assert html(p("Rust", style="X"), parts={"styles": style("X", called)}) == "<h1>Rust</h1>"


def test_what_is_seen_of_no_letter_is_told() -> None:
    assert remarks(p("Neem ", t("drie", strike=True), "twee")) == {"struck": "drie"}
    assert remarks(p("Zie ", told_field(" EQ \\x \\to(boven) "))) == {"field": "(boven)"}
    more = {
        "relations": {"a": ("aFChunk", "deel.html"), "b": ("aFChunk", "deel.rtf")},
        "files": {"deel.html": b"<style>p</style><h1>Kop</h1><p>van ver</p>", "deel.rtf": rb"{\rtf1{\fonttbl{\f0 Arial;}}\b vet\b0\par w\'e9l}"},
    }  # fmt: skip
    assert remarks(p("Tekst."), '<w:altChunk r:id="a"/><w:altChunk r:id="b"/>', **more) == {
        "embedded": "Kop van ver vet wél"
    }


def test_the_chart_of_a_header_and_the_line_over_notes_are_told() -> None:
    line = '<w:footnote w:type="separator" w:id="0">' + p("Bronnen") + "</w:footnote>"
    files = {
        "charts/c.xml": b'<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:v>uren</c:v></c:chartSpace>',
        "_rels/header1.xml.rels": b'<Relationships><Relationship Id="c1" Type="x/chart" Target="charts/c.xml"/></Relationships>',
    }  # fmt: skip
    found = remarks(p("Tekst."), parts={"header1": p("Praktijk", CHART), "footnotes": line}, files=files)
    assert found == {"header": "Praktijk staafjes uren", "note": "Bronnen"}


def test_of_alternatives_one_that_no_program_knows_is_passed_over() -> None:
    both = "<w:r><mc:AlternateContent><mc:Choice Requires='zz9'><w:t>vreemd</w:t></mc:Choice><mc:Fallback><w:t>bekend</w:t></mc:Fallback></mc:AlternateContent></w:r>"
    assert html(p(both)) == "<p>bekend</p>"


def test_every_word_that_is_left_out_is_named() -> None:
    words = " ".join(f"woord{number}" for number in range(600))
    (problem,) = remark_problems(read_word(docx(p("Tekst."), parts={"header1": p(words)}), "a.docx").remarks, "a.docx")
    assert problem.line().count("woord") == 600


def test_boxes_to_be_ticked_are_a_list() -> None:
    body = (p("Vragen", style="Kop1"), p("Kruis aan:"), p("☐ moe"), p("☐ druk"), p("Tekst."), p("☐ ja ☐ nee"))
    made = import_text(docx(p("Titel", style="Titel"), *body), source="a.docx").yaml
    assert '    lead_in: "Kruis aan:"\n    points:\n      - moe\n      - druk\n' in made
    assert "☐ ja ☐ nee" in made
