"""What an import reads, refuses and points out, and the check that no word is lost."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.content.dumping import scalar
from handouts.content.loading import validate
from handouts.content.model.brochure import Brochure
from handouts.content.reading import read_yaml
from handouts.intake.importing import import_text
from handouts.intake.importing.comparing import Comparison
from handouts.intake.importing.plain import read_plain
from handouts.problems import ContentError

TEXTS = Path(__file__).parent / "texts"


def refusals(data: bytes, source: str) -> set[str]:
    """The rules by which an import is refused; none when it becomes a brochure that loads."""
    try:
        made = import_text(data, source=source)
    except ContentError as refused:
        return {problem.rule for problem in refused.problems}
    validate(made.yaml.encode(), "a.yaml", Brochure)
    return set()


# How files are saved.


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-32", "UTF-32"),
        ("utf-32-le", "UTF-32"),
        ("utf-32-be", "UTF-32"),
        ("cp1252", "Windows-1252"),
        ("mac_roman", "Mac Roman"),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_encoding_and_line_ends_make_no_difference(encoding: str, name: str, line_end: str) -> None:
    # Windows has no ✔; in such files people use what it has.
    text = (TEXTS / "magnesium.txt").read_text("utf-8").replace("•", "-").replace("✔", "•").replace("'", "’")
    expected = import_text(text.encode(), source="magnesium.txt")
    made = import_text(text.replace("\n", line_end).encode(encoding), source="magnesium.txt")
    assert made.encoding == name
    assert made.yaml == expected.yaml
    assert [section.points for section in made.outline.sections] == [0, 0, 6, 9, 4, 0]


def test_a_text_that_an_editor_wrapped_becomes_the_same_brochure() -> None:
    wrapped = (TEXTS / "mail-over-massage.txt").read_text("utf-8")
    unwrapped = wrapped
    for broken in (
        "kunt\nmerken", "gerust,\ndan", "komt\ner", "tranen –\nook", "weer\nover", "bel\nme", "iets\n  lichts",
        "beter\n  dan", "mag,\n> als", "van\ntevoren",
    ):  # fmt: skip
        assert broken in unwrapped
        before, after = broken.split("\n")
        unwrapped = unwrapped.replace(broken, f"{before} {after.lstrip(' >')}")
    made = import_text(unwrapped.encode(), source="a.txt")
    assert made.yaml == import_text(wrapped.encode(), source="a.txt").yaml


# What cannot be read, and what she should look at.

DOCUMENT = "this is a document of a word processor, not a text file"
PICTURE = "this is a picture, not a text file"
ZIPPED = b"PK\x03\x04\x14\x00\x06\x00"
UNKNOWN = "it is not clear in which encoding this text is saved"
LONG = "the text is too long for one brochure: its file would be larger than 1 MB"
REFUSED = [
    (b"", "a.txt", "empty-file", "the file is empty"),
    (b" \r\n\t\n", "a.txt", "empty-file", "the file is empty"),
    (b"\xef\xbb\xbf", "a.txt", "empty-file", "the file is empty"),
    (b"Titel\n", "a.txt", "import-too-little", "there is only one line of text, which would be the title"),
    (b"- - -\n===\n", "a.txt", "import-too-little", "there are no words in this file"),
    (b"x" * 1_000_001, "a.txt", "too-large", "the file is 1,000,001 bytes, and the limit is 1 MB"),
    (b"woord " * 166_000, "a.txt", "too-large", LONG),
    (b"%PDF-1.7\n", "a.pdf", "import-not-text", "this is a PDF, not a text file"),
    (b"%PDF-1.7\n" + b"\x00" * 2_000_000, "a.pdf", "import-not-text", "this is a PDF, not a text file"),
    (b"{\\rtf1\\ansi Titel}", "a.rtf", "import-not-text", DOCUMENT),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", "a.doc", "import-not-text",
     "this is a document of an office program, not a text file"),
    (b"<!DOCTYPE html><p>Titel", "a.txt", "import-not-text", "this is a web page, not a text file"),
    (ZIPPED + b"word/document.xml", "a.docx", "import-damaged", "this Word document is damaged, or it is none"),
    (ZIPPED + b"mimetypeapplication/vnd.oasis.opendocument.text", "a.odt", "import-not-text", DOCUMENT),
    (ZIPPED + b"xl/workbook.xml", "a.xlsx", "import-not-text", "this is a spreadsheet, not a text file"),
    (ZIPPED + b"ppt/presentation.xml", "a.pptx", "import-not-text", "this is a presentation, not a text file"),
    (ZIPPED + b"foto.jpg", "a.zip", "import-not-text", "this is a packed folder, not a text file"),
    (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "a.png", "import-not-text", PICTURE),
    (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a.jpg", "import-not-text", PICTURE),
    (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a.txt", "import-not-text", PICTURE),
    (b"RIFF\x24\x00\x00\x00WEBPVP8 ", "a.webp", "import-not-text", PICTURE),
    (b"BM\x46\x00\x00\x00\x00\x00\x00\x00", "a.bmp", "import-not-text", PICTURE),
    (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", "a.heic", "import-not-text",
     "this is a picture as a phone saves it (HEIC), not a text file"),
    (b"\x00\x00\x00\x18ftypisom\x00\x00", "a.mp4", "import-not-text", "this is sound or a film, not a text file"),
    (b"<?xml version='1.0'?>\n<svg xmlns='http://www.w3.org/2000/svg'/>", "a.svg", "import-not-text",
     "this is a drawing, not a text file"),
    (b"MZ\x90\x00\x03", "a.exe", "import-not-text", "this is a program, not a text file"),
    (b"\x01\x02\x03abc" * 20, "a.txt", "import-not-text", "this is not a text file"),
    ("Rust en ruimte".encode("utf-16-le")[:-1], "a.txt", "import-not-text",
     "the text is UTF-16 at its beginning, and not as a whole"),
    (b"caf\xe9 \x81\x8d", "a.txt", "import-not-text", UNKNOWN),
]  # fmt: skip


@pytest.mark.parametrize(("data", "source", "rule", "message"), REFUSED)
def test_what_is_no_text_is_refused_with_a_sentence(data: bytes, source: str, rule: str, message: str) -> None:
    with pytest.raises(ContentError) as refused:
        import_text(data, source=source)
    assert [(problem.rule, problem.message) for problem in refused.value.problems] == [(rule, message)]
    assert refused.value.problems[0].hint


def test_a_picture_is_told_where_pictures_go() -> None:
    with pytest.raises(ContentError) as refused:
        import_text(b"\xff\xd8\xff\xe0\x00\x10JFIF", source="foto.JPG")
    assert refused.value.problems[0].hint == (
        "put it in content/images, and name it in a brochure's section: image: {file: foto.JPG, alt: what one sees}"
    )


@pytest.mark.parametrize("start", ["BM", "ID3", "MZ", "GIF89a", "RIFF", "Rar!", "PK", "8BPS", "xl/", "OggS"])
def test_a_text_may_begin_with_the_letters_of_another_kind(start: str) -> None:
    text = f"{start} of niet\n\nWat is het?\n\nEen café aan zee, en meer.\n"
    for encoding in ("utf-8", "cp1252", "utf-16"):
        assert import_text(text.encode(encoding), source="a.txt").outline.title == f"{start} of niet"
    for control in ("\x1a", "\x1a" * 90):  # DOS ends a text with these
        imported = import_text(f"{text}{control}".encode(), source="a.txt")
        assert imported.outline.title == f"{start} of niet"
        assert not imported.problems
    assert import_text(f"{text * 9}\x0e".encode(), source="a.txt").outline.title == f"{start} of niet"


HARDLY = "the signs around bold, italics or a link do not print here: "
DOUBTS = [
    ("Dit is *mooi* en 2*1*0.", "import-markup", HARDLY + "“Dit is mooi en 2*1*0.”"),
    ("Kijk op [de site](https://a.example).", "import-markup", HARDLY + "“Kijk op de site (a.example).”"),
    ("Dit is mooi 👍.", "import-emoji", "no typeface of the brochure has “👍”, so it cannot be printed"),
    (
        "Dit is een hele lange regel, en daarin staat even-\nwicht is weg.",
        "import-hyphen",
        "“even- wicht” looks like one word that was broken at the end of a line",
    ),
    ("a\tb\tc\td\te\tf\n1\t2\t3\t4\t5\t6", "import-not-placed", "there is no place for this (table)"),
    ("Het is \ufffd weg.", "import-lost-character", "a character was lost before the text came here (�)"),
    (
        "Een lange zin waarin een vreemd teken \x02 staat, en verder niets wat hem op een ander bestand doet lijken.",
        "import-unprintable",
        "1 of the characters cannot be printed and was left out: U+0002",
    ),
]


@pytest.mark.parametrize(("text", "rule", "message"), DOUBTS, ids=range(len(DOUBTS)))
def test_what_may_print_otherwise_than_meant_is_pointed_out(text: str, rule: str, message: str) -> None:
    problems = import_text(f"Titel\n\nDeel\n{text}\n".encode(), source="a.txt").problems
    assert [(each.severity, each.mark.line, each.rule, each.message) for each in problems] == [
        ("warning", 4, rule, message)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Dit kost 2*1*0 of a_b_c en is * niet * vet.",
        "Dit gaat over de hele lange en brede voor-\nen nadelen.",
        "Het is \u0091goed\u0092 zo.",
        "Neem 5\u00a0ml – en ‘rust’ — “goed”…",
    ],
)
def test_what_prints_as_it_was_typed_is_not_pointed_out(text: str) -> None:
    assert import_text(f"Titel\n\nDeel\n{text}\n".encode(), source="a.txt").problems == ()


def test_lists_in_lists_in_lists_are_pointed_out() -> None:
    problems = import_text(b"Titel\n\nDeel\n- a\n  - b\n    - c\n", source="a.txt").problems
    assert [(problem.mark.line, problem.rule) for problem in problems] == [(6, "import-inner-list")]


def test_a_text_without_headings_is_pointed_out() -> None:
    problems = import_text(b"Titel\n\nEen alinea. Met tekst.\n", source="a.txt").problems
    assert [problem.rule for problem in problems] == ["import-no-headings"]


def test_what_a_brochure_does_not_know_of_markdown_is_pointed_out() -> None:
    text = "# Titel\n\n## Deel\n\nDit is `code` en <b>vet</b>.\n\nDit is **vet**.\n\n## 7. Slot\n\nTekst.\n"
    assert [str(problem).splitlines()[0] for problem in import_text(text.encode(), source="a.md").problems] == [
        (
            "a.md:9: warning: the brochure numbers its sections itself, and “7. Slot” has another number of its own "
            "[import-numbered-heading]"
        ),
        "a.md:5: warning: “`code`” is no bold, italics or link, and prints as typed [import-markup]",
    ]


def test_a_text_with_hundreds_of_doubts_reports_the_first_and_counts_the_others() -> None:
    text = "Titel\n\nDeel\n" + "Dit is *mooi*.\n\n" * 100
    rules = Counter(problem.rule for problem in import_text(text.encode(), source="a.txt").problems)
    assert rules == {"import-markup": 20, "import-more-doubts": 1}


def test_windows_bytes_pasted_into_utf_8_are_read_and_pointed_out() -> None:
    data = "Titel\n\nDeel\nEén café, één thé, één crème brûlée en ".encode() + b"\x93nog iets\x94.\n"
    made = import_text(data, source="a.txt")
    assert "crème brûlée en “nog iets”." in made.yaml
    assert [problem.rule for problem in made.problems] == ["import-mixed-encoding"]


# The check itself.


def compare(text: str, made: str) -> list[str]:
    """What the check says of a brochure that was tampered with."""
    comparison = Comparison(text, read_plain(text), "a.txt")
    try:
        comparison.compare(validate(made.encode(), "a.yaml", Brochure).value, title="", not_placed="")
    except ContentError as refused:
        return [f"{problem.mark} {problem.rule} {problem.message}" for problem in refused.problems]
    return []


def test_the_check_finds_a_word_that_was_dropped_added_or_moved() -> None:
    text = "Titel\n\nDeel\nHet is geen gif.\n- a\n- b\n"
    whole = "title: Titel\nsections:\n  - heading: Deel\n    text: Het is geen gif.\n    items: [a, b]\n"
    found = "does not arrive in its place;"
    assert compare(text, whole) == []
    assert compare(text, whole.replace("geen ", "")) == [f"a.txt:4 import-lost-text “geen” {found} “gif.” is there"]
    assert compare(text, whole.replace("gif", "gif dus")) == [f"a.txt:4 import-lost-text “gif.” {found} “gif” is there"]
    assert compare(text, whole.replace("a, b", "b, a")) == [f"a.txt:5 import-lost-text “a” {found} “b” is there"]
    assert compare(text, whole.replace("a, b", "a, b, b")) == [f"a.txt import-lost-text “” {found} “b” is there"]
    assert compare(text, whole.replace("a, b", "a")) == [f"a.txt:6 import-lost-text “b” {found} “” is there"]


def test_the_check_finds_a_word_that_was_taken_for_a_mark() -> None:
    text = "Titel\n\nDeel\n- geen gif\n"
    parsed = read_plain(text)
    kept = parsed.blocks[-1].slices[0]
    parsed.blocks[-1].slices = [kept._replace(start=kept.start + len(" geen"))]
    brochure = validate(b"title: Titel\nsections: [{heading: Deel, items: [gif]}]\n", "a.yaml", Brochure).value
    with pytest.raises(ContentError) as refused:
        Comparison(text, parsed, "a.txt").compare(brochure, title="", not_placed="")
    (problem,) = refused.value.problems
    assert (problem.rule, problem.message) == ("import-lost-text", "“- geen” would be left out, and it is no mark")


# Values that YAML would read as something else.

VALUES = [
    ("NO", "NO"),
    ("12:30", "12:30"),
    ("1.50", "1.50"),
    ("0612345670", "0612345670"),
    ("null", "null"),
    ("~", "~"),
    ("kool, prei (vers)", "kool, prei (vers)"),
    ("'s ochtends", '"\'s ochtends"'),
    ("# 1", '"# 1"'),
    ("nummer#1", "nummer#1"),
    ("nummer # 1", '"nummer # 1"'),
    ("Slaap: lang", '"Slaap: lang"'),
    ("Kies voor:", '"Kies voor:"'),
    ("{{ x }}", '"{{ x }}"'),
    ("- x", '"- x"'),
    ("? x", '"? x"'),
    ("*x*", '"*x*"'),
    ("&x", '"&x"'),
    ("!x", '"!x"'),
    ("%x", '"%x"'),
    ("@x", '"@x"'),
    ("`x`", '"`x`"'),
    ("[x]", '"[x]"'),
    ("| x", '"| x"'),
    ('"x"', "'\"x\"'"),
    ("C:\\x: \"a\" 'b'", "'C:\\x: \"a\" ''b'''"),
    ("5\u00a0ml", "5\u00a0ml"),
]


@pytest.mark.parametrize(("text", "written"), VALUES)
def test_quotes_stand_only_where_yaml_needs_them(text: str, written: str) -> None:
    for before, expected in (("- ", [text]), ("key: ", {"key": text})):
        assert scalar(text, before) == written
        assert read_yaml(f"{before}{written}\n".encode(), "a.yaml").value == expected


@given(st.text(st.characters(exclude_categories=["C", "Z"]) | st.just(" "), min_size=1).filter(str.strip))
@settings(max_examples=200, deadline=None, derandomize=True)
def test_any_value_is_read_back_as_it_was(text: str) -> None:
    text = " ".join(text.split())
    assert read_yaml(f"- {scalar(text, '- ')}\n".encode(), "a.yaml").value == [text]


# Any text at all.

SIGNS = "ab \n\t-*_#>|`~[](){}!&%@:.1\u00a0\u200b✔•o🌿'\"\\"
REASONS = {"import-too-little", "import-not-text", "empty-file"}


@given(st.text() | st.text(SIGNS), st.sampled_from(["a.txt", "a.md"]))
@settings(max_examples=500, deadline=None, derandomize=True)
def test_any_text_becomes_a_brochure_or_a_sentence(text: str, source: str) -> None:
    assert refusals(text.encode("utf-8", "replace"), source) <= REASONS


@given(st.binary(max_size=300))
@settings(max_examples=300, deadline=None, derandomize=True)
def test_any_bytes_become_a_brochure_or_a_sentence(data: bytes) -> None:
    assert refusals(data, "a.txt") <= REASONS


@pytest.mark.parametrize("mark", ["# {}\n\n", "# **{}**\n\n"])
def test_a_title_that_is_too_long_becomes_text_and_no_mistake_later(mark: str) -> None:
    fits, too_long = "Rust " * 23 + "nu er", "Rust " * 23 + "nu weer"
    text = "Adem rustig in en uit, en doe dat elke dag.\n\n## Stappen\n\n- een\n- twee\n"
    assert len(fits) == 120
    made = import_text((mark.format(fits) + text).encode(), source="rust.md")
    assert validate(made.yaml.encode(), "a.yaml", Brochure).value.title == fits
    made = import_text((mark.format(too_long) + text).encode(), source="rust.md")
    brochure = validate(made.yaml.encode(), "a.yaml", Brochure).value
    assert brochure.title == "Rust"
    assert " ".join(str(brochure.sections[0].text).split()).strip("*").startswith(too_long)
    assert [problem.rule for problem in made.problems] == ["import-no-title"]


def test_a_file_with_a_long_name_gives_a_title_that_fits() -> None:
    made = import_text(b"- een\n- twee\n\nAdem in.\n", source="rust " * 40 + ".txt")
    assert len(validate(made.yaml.encode(), "a.yaml", Brochure).value.title) <= 120


@pytest.mark.parametrize("source", ["lijst.md", "lijst.txt"])
def test_a_box_that_was_ticked_is_said_at_its_line(source: str) -> None:
    made = import_text(b"# Lijst\n\n## Doen\n\n- [x] gedaan\n- [ ] nog te doen\n", source=source)
    assert [each.mark.line for each in made.problems if "ticked" in each.message] == [5]


@pytest.mark.parametrize(
    ("text", "is_letter"),
    [
        ("Van: Noor <noor@praktijk.example>\nAan: Sam <sam@post.example>\n\nEven terugkomen op gisteren.\n", True),
        ("Nazorg\n\nHoi Petra,\n\nFijn dat je er was.\n", True),
        ("Aftercare\n\nDear Sam Jansen,\n\nRest today.\n", True),
        ("Nazorg\n\nBeste cliënt,\n\nFijn dat je er was.\n", False),
        ("Rust\n\nDatum: 12 mei\n\nDag en nacht zijn even lang.\n", False),
        ("Rust\n\nHallo allemaal,\n\nLees dit.\n", False),
        ("Op reis\n\nVan: huis\nGa rustig zitten.\n", False),
    ],
)
def test_what_is_written_to_one_person_is_noticed(text: str, is_letter: bool) -> None:
    imported = import_text(text.encode(), source="tekst.txt", language="nl")
    assert ("import-letter" in {each.rule for each in imported.problems}) == is_letter


@pytest.mark.parametrize("name", ["tekst.txt", "tekst.md"])
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a\n" * 13_000, "this text has 13002 lines, and the most is 12000"),
        ("é" * 400_000, "a word of 400000 characters, and 250 is the most that can be laid out"),
    ],
)
def test_a_text_that_would_take_long_to_read_is_refused_at_once(text: str, said: str, name: str) -> None:
    with pytest.raises(ContentError) as refused:
        import_text(f"Titel\n\nEen zin.\n\n{text}".encode(), source=name)
    assert [problem.message for problem in refused.value.problems] == [said]
