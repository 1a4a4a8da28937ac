"""What was typed is what is printed, character for character; or a Problem names what cannot be."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import Command

BROCHURE = "content/brochures/proef.yaml"
MADE = "output/brochures/proef.a4.pdf"
# Where text is typed: a Text (printed character for character) and a Prose (which knows short Markdown).
TEXT = "title: T\nsections:\n- heading: H\n  points:\n  - {{title: {value}}}\n"
PROSE = "title: T\nsections:\n- heading: H\n  text: {value}\n"
TITLE = "title: {value}\nsections:\n- heading: H\n"
FIELDS = {"text": (TEXT, 5, 13), "prose": (PROSE, 4, 9), "title": (TITLE, 1, 8)}


def quoted(text: str) -> str:
    """The text between single quotes, as YAML wants it."""
    return "'" + text.replace("'", "''") + "'"


def coded(text: str) -> str:
    """The text between double quotes, every character by its number."""
    return '"' + "".join(f"\\U{ord(sign):08X}" for sign in text) + '"'


def bare(text: str) -> str:
    """The signs that have ink: without spaces, hyphens (a line break adds them) and what has no width."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in apart if sign not in "-\u2010\ufffe" and unicodedata.category(sign)[0] not in "CZ")


def on_paper(practice: Path) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(practice / MADE)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def build(handouts: Command, practice: Path, text: str) -> tuple[int, str]:
    (practice / MADE).unlink(missing_ok=True)
    (practice / BROCHURE).write_text(text, encoding="utf-8", newline="")
    ran = handouts("build")
    assert ran.exception is None or isinstance(ran.exception, SystemExit)
    assert "Traceback" not in ran.err
    assert "mistake in handouts itself" not in ran.err
    assert (practice / MADE).exists() == (ran.code == 0)
    return ran.code, ran.err


# Typed without quotes, as she would; YAML takes several of these for something else than text.
PLAIN = [
    "0612345670", "NO", "no", "yes", "true", "12:30", "1.50", "2*1*0", "012", "1_000", "~", "null", "0x1F", "1e3",
    "1e400", ".inf", "2026-01-05", "06-12345670", "3-4", "1/2", "5 × 3", "50 %", "a & b", "1 < 2 > 1", "R&D",
    "<b>x</b>", "C:\\map\\n", "“ ” ’ ‘ „ – … € é ĳ ½ ² ³ µ ° ≥ ≤ ≠ ± • ·", "café", "c'est", 'de "mooie" dag', "a  b",
    "x &amp; y",
    "<script>alert(1)</script>", "<!-- x -->", "</p></body>", "ﬁ ﬂ", "office fluffy waffle", "m² H₂O", "=SOM(A1)",
    "x#y", "a/b//c", "$(rm)", "\\*geen nadruk\\*",
]  # fmt: skip
QUOTED = [
    "{{ x }}", "{{ doc.title }}", "{% raw %}", "{% for i in x %}", "{# x #}", "<", "&", ">", "-", "!", "?", "@", "%",
    "#", "*", "**", "***", "_", "|", "`x`", "# x", "- x", "> x", "1. x", "---", "[x]", "[x](javascript:alert)",
    "![x](y)", "~~x~~", "'", '"', '" style="display:none', "' onload='x", "x: y", "[a, b]", "{a: b}", "&lt;", "&amp;",
    "&#65;", "&#xfdd0;", "]]>", "%s {0} ${x}", "w" * 60, "Chronischevermoeidheidsklachtenbehandelplannen" * 2,
    "e\u0301 a\u0308 o\u0302 n\u0303", "twee\u00a0woorden", "zacht\u00adafbreken", "a\u200bb",
    "a\u2060b", "a\u200db", "\ufeffbom", "a\u0085b", "a\u2011b", "a\u2007b", "a\u3000b", "−5", "İ ı ß ẞ",
    "½", "…", "...", "0", "O0Il1", "https://praktijk.example/?a=1&b=2#c", "noor_v@praktijk.example",
]  # fmt: skip


LISTED = {"text": "points", "prose": "items"}


def listed(practice: Path, handouts: Command, values: list[str], field: str) -> tuple[int, str]:
    """Builds the values as a list, from line 5 on, on one page that is long enough for all."""
    (practice / "styles").mkdir(exist_ok=True)
    (practice / "styles/own.css").write_text("@page { size: 210mm 4000mm }", encoding="utf-8")
    lines = "".join(f"  - {value}\n" for value in values)
    return build(handouts, practice, f"title: T\nsections:\n- heading: H\n  {LISTED[field]}:\n{lines}")


@pytest.mark.parametrize("field", LISTED)
@pytest.mark.parametrize(
    ("values", "typed"), [(PLAIN, PLAIN), ([*map(quoted, QUOTED)], QUOTED)], ids=["plain", "quoted"]
)
def test_what_was_typed_is_printed(
    handouts: Command, practice: Path, values: list[str], typed: list[str], field: str
) -> None:
    code, err = listed(practice, handouts, values, field)
    assert (code, " error: " in err) == (0, False), err
    paper = bare(on_paper(practice))
    start = 0
    for value in typed:
        assert bare(value) in paper[start:], value
        start = paper.index(bare(value), start) + len(bare(value))
    assert "".join(map(bare, typed)) in paper


def test_a_very_long_paragraph_is_printed_whole(handouts: Command, practice: Path) -> None:
    words = " ".join(f"woord{number}" for number in range(3000))
    assert build(handouts, practice, PROSE.format(value=words))[0] == 0
    paper = on_paper(practice)
    assert all(f"woord{number}" in paper for number in range(3000))


NO_GLYPH = {
    "★ Rust": ["“★” (U+2605)"],
    "Goed 👍": ["“👍” (U+1F44D)"],
    "👩\u200d⚕️": ["“👩” (U+1F469)", "“⚕” (U+2695)"],
    "🇳🇱": ["(U+1F1F1)", "(U+1F1F3)"],
    "שלום": ["“ש” (U+05E9)"],
    "مرحبا": ["“م” (U+0645)"],
    "日本": ["“日” (U+65E5)", "“本” (U+672C)"],
    "𝐀": ["“𝐀” (U+1D400)"],
    "stap ①": ["“①” (U+2460)"],
    "\ue000": ["(U+E000)"],
    "a\ufffdb": ["(U+FFFD)"],
}


@pytest.mark.parametrize("field", LISTED)
def test_characters_without_a_glyph_are_named_each_at_its_line(handouts: Command, practice: Path, field: str) -> None:
    code, err = listed(practice, handouts, [*map(quoted, NO_GLYPH)], field)
    assert code == 1
    errors = [line for line in err.splitlines() if " error: " in line]
    for line, (said, named) in enumerate(zip(errors, NO_GLYPH.values(), strict=True), start=5):
        assert re.match(rf"{BROCHURE}:{line}:[0-9]+: ", said)
        assert said.endswith("[no-glyph]")
        assert all(each in said for each in named)


@pytest.mark.parametrize(
    "value", ["06\u202a12", "a\u2028b", "\u2067abc", "a\ufdd0b", "a\ufdd2b", "\x07", "a\x00b", "\uffff"], ids=ascii
)
def test_a_character_that_turns_or_breaks_text_is_named(handouts: Command, practice: Path, value: str) -> None:
    code, err = build(handouts, practice, PROSE.format(value=coded(value)))
    assert code == 1
    assert f"{BROCHURE}:4:9: error: a character that cannot be printed: U+" in err
    assert "[unprintable]" in err


def test_hyphens_of_her_own_stay(handouts: Command, practice: Path) -> None:
    assert build(handouts, practice, PROSE.format(value="3-4 keer, na-apen, 06-12345670, a–b, e‑mail"))[0] == 0
    assert "3-4 keer, na-apen, 06-12345670, a–b, e" in on_paper(practice)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("**vet** en *schuin* en _ook_", "vet en schuin en ook"),
        ("[lees dit](https://praktijk.example/a)", "lees dit (praktijk.example/a)"),
        ("[praktijk.example](https://praktijk.example)", "praktijk.example"),
        ("snake_case_naam en 2*3*4", "snake_case_naam en 2*3*4"),
    ],
)
def test_prose_knows_bold_italics_and_links_and_nothing_more(
    handouts: Command, practice: Path, typed: str, printed: str
) -> None:
    assert build(handouts, practice, PROSE.format(value=quoted(typed)))[0] == 0
    assert printed in " ".join(on_paper(practice).split())


def test_a_telephone_number_arrives_as_typed(handouts: Command, practice: Path) -> None:
    for number in ("0612345670", "+31 (0)6 12 34 56 70", "06-12 34 56 70", "020/123.45.67"):
        path = practice / "content/practice.yaml"
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("phone")]
        path.write_text("\n".join([*lines, f"phone: {number}", ""]), encoding="utf-8")
        assert handouts("build").code == 0
        assert number in on_paper(practice)


def alternative_texts(document: Any) -> Iterator[str]:
    """The texts for who cannot see a picture, out of the tags of every page."""
    import ctypes

    from pypdfium2 import raw

    buffer = ctypes.create_string_buffer(1000)
    for page in document:
        tree = raw.FPDF_StructTree_GetForPage(page)
        waiting = [raw.FPDF_StructTree_GetChildAtIndex(tree, i) for i in range(raw.FPDF_StructTree_CountChildren(tree))]
        while waiting:
            element = waiting.pop()
            if size := raw.FPDF_StructElement_GetAltText(element, buffer, len(buffer)):
                yield buffer.raw[: size - 2].decode("utf-16-le")
            children = range(raw.FPDF_StructElement_CountChildren(element))
            waiting += filter(None, (raw.FPDF_StructElement_GetChildAtIndex(element, i) for i in children))
        raw.FPDF_StructTree_Close(tree)


def test_quotes_do_not_get_out_of_an_attribute(handouts: Command, practice: Path) -> None:
    import pypdfium2
    from PIL import Image

    (practice / "content/images").mkdir()
    Image.new("RGB", (20, 20), "red").save(practice / "content/images/a.png")
    alt = 'Een "mooie" foto\' <b> & co" src="/content/images/b.png'
    code, err = build(
        handouts, practice, f"{TITLE.format(value=quoted(alt))}  image: {{file: a.png, alt: {quoted(alt)}}}\n"
    )
    assert (code, " error: " in err) == (0, False), err
    document = pypdfium2.PdfDocument(practice / MADE)
    assert document.get_metadata_value("Title") == alt
    assert alt in alternative_texts(document)
    document.close()
    footer = bare(on_paper(practice)).rpartition(bare("Noor Voorbeeld"))[2]
    assert bare(alt) in footer


def test_a_file_name_with_signs_that_mean_something_in_an_address_is_found(handouts: Command, practice: Path) -> None:
    from PIL import Image

    (practice / "content/images").mkdir()
    for name in ("a%2e b?c#d é.png", "foto 1 & 2.png", "100%.png", unicodedata.normalize("NFD", "café.png")):
        Image.new("RGB", (20, 20), "red").save(practice / "content/images" / name)
        code, err = build(handouts, practice, f"{TITLE.format(value='T')}  image: {{file: {quoted(name)}, alt: x}}\n")
        assert (code, " error: " in err) == (0, False), err


def test_a_brochure_whose_name_has_an_accent_in_either_form_is_built(handouts: Command, practice: Path) -> None:
    text = (practice / BROCHURE).read_text(encoding="utf-8")
    (practice / BROCHURE).unlink()
    (practice / "content/brochures" / unicodedata.normalize("NFD", "café.yaml")).write_text(text, encoding="utf-8")
    assert handouts("build").code == 0
    assert handouts("build", unicodedata.normalize("NFC", "café")).code == 0
    assert handouts("build", unicodedata.normalize("NFD", "café")).code == 0


SETTINGS = settings(
    max_examples=25,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
# What can be said of any text at all that cannot be printed as typed.
SAID = ("[no-glyph]", "[unprintable]", "[empty]", "[too-long]")


def printed_or_said(handouts: Command, practice: Path, field: str, typed: str) -> None:
    shape, line, column = FIELDS[field]
    code, err = build(handouts, practice, shape.format(value=coded(typed)))
    if code == 0:
        assert bare(typed) in bare(on_paper(practice))
        return
    assert code == 1
    errors = [each for each in err.splitlines() if " error: " in each]
    assert errors
    for each in errors:
        assert each.startswith(f"{BROCHURE}:{line}:{column}: "), each
        assert each.endswith(SAID), each


@SETTINGS
@given(typed=st.text(max_size=80))
def test_any_text_is_printed_as_typed_or_said_to_be_impossible(handouts: Command, practice: Path, typed: str) -> None:
    printed_or_said(handouts, practice, "text", typed)


WRITTEN = st.characters(codec="latin-1", exclude_categories=["Cc"]) | st.sampled_from("“”’–…€ĳ \u00a0\u00ad ")


@SETTINGS
@given(typed=st.text(WRITTEN, max_size=300))
def test_any_western_text_is_printed_as_typed(handouts: Command, practice: Path, typed: str) -> None:
    printed_or_said(handouts, practice, "text", typed)


@SETTINGS
@given(typed=st.text(WRITTEN.filter(lambda sign: sign not in "*_[]"), max_size=300))
def test_any_prose_without_markdown_is_printed_as_typed(handouts: Command, practice: Path, typed: str) -> None:
    printed_or_said(handouts, practice, "prose", typed)


@pytest.mark.parametrize("field", ["text", "prose", "title"])
def test_spaces_and_tabs_in_a_row_print_as_one_space_as_the_page_of_fields_says(
    handouts: Command, practice: Path, field: str
) -> None:
    page = (Path(__file__).parent.parent / "docs/fields.md").read_text(encoding="utf-8")
    assert "Only spaces and tabs in a row\n  print as one space" in page
    code, _ = build(handouts, practice, FIELDS[field][0].format(value='"zout   drie\\t \\twater"'))
    assert code == 0
    assert "zout drie water" in on_paper(practice)
