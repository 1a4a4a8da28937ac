"""Every mistake is said at its line, with a sentence and, where one can be given, a hint; a good older PDF stands."""

from __future__ import annotations

import io
from pathlib import Path
from typing import NamedTuple

import pytest

from conftest import CONSULT, PRACTICE, Command, Ran
from handouts.content.loading import validate
from handouts.content.model.practice import Practice
from handouts.content.model.sheet import Consult
from handouts.files.layout import shipped_root
from handouts.problems import ContentError

BROCHURE = "content/brochures/proef.yaml"
MADE = "output/brochures/proef.a4.pdf"
OLDER = b"%PDF-1.7 a good older one"
HEADING = "title: T\nsections:\n- heading: H\n"


class Mistake(NamedTuple):
    """Broken files, and what has to be said of them."""

    files: dict[str, str | bytes]
    place: str
    rule: str
    said: str
    hint: str = ""


def content(text: str | bytes, place: str, rule: str, said: str, hint: str = "") -> Mistake:
    """A mistake in the brochure; `place` is its line and column."""
    return Mistake({BROCHURE: text}, f"{BROCHURE}:{place}" if place else BROCHURE, rule, said, hint)


def more(text: str, place: str, rule: str, said: str, hint: str = "") -> Mistake:
    """A mistake in what stands in the brochure under title and heading, from line 4 on."""
    return content(HEADING + text, place, rule, said, hint)


def practice_file(text: str, place: str, rule: str, said: str, hint: str = "") -> Mistake:
    return Mistake({"content/practice.yaml": text}, f"content/practice.yaml:{place}", rule, said, hint)


def picture(
    data: str | bytes,
    name: str = "a.png",
    rule: str = "unreadable-picture",
    said: str = "",
    hint: str = "save it again",
) -> Mistake:
    files: dict[str, str | bytes] = {
        BROCHURE: f"{HEADING}  image: {{file: {name}, alt: x}}\n",
        f"content/images/{name}": data,
    }
    return Mistake(files, f"{BROCHURE}:4:17", rule, said or f"{name} cannot be read", hint)


def template(old: str, new: str, place: str, rule: str, said: str, hint: str = "") -> Mistake:
    source = (shipped_root() / "templates/brochure.html").read_text(encoding="utf-8")
    assert old in source
    return Mistake({"templates/brochure.html": source.replace(old, new, 1)}, place, rule, said, hint)


def style(css: str | bytes, place: str, rule: str, said: str, hint: str = "") -> Mistake:
    return Mistake({"styles/own.css": css}, place, rule, said, hint)


def colour_of(text: str) -> str:
    return f"{PRACTICE}brand:\n  colour: {text}\n"


def line_of(text: str) -> int:
    source = (shipped_root() / "templates/brochure.html").read_text(encoding="utf-8")
    return source[: source.index(text)].count("\n") + 1


def huge_picture() -> bytes:
    from PIL import Image

    buffer = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(buffer, "PNG")
    return buffer.getvalue()


BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\ntitle: *c\n"
H1 = "<h1>{{ doc.title }}</h1>"
TEMPLATE = "templates/brochure.html"

MISTAKES = {
    # YAML
    "a colon in text": content(
        "title: Let op: rust\n", "1:14", "syntax", "there is a colon in this text", "text that holds a colon"
    ),
    "a tab": content("title: T\nsections:\n\t- heading: H\n", "3:1", "syntax", "there is a tab here", "not with a tab"),
    "a tab among spaces": content(
        "title: T\nsections:\n  - heading: H\n\ttext: x\n", "4:1", "syntax", "there is a tab here", "not with a tab"
    ),
    "a key that stands in": content(
        "title: T\n subtitle: x\n", "2:2", "syntax", "begins with 1 space", "begin it without a space"
    ),
    "a quote that stays open": content(
        "title: 'T\nsections:\n- heading: H\n", "1:8", "syntax", "does not end", "write the quote after the text too"
    ),
    "text behind a quote": content(
        'title: "T" x\n', "1:12", "syntax", "goes on after the quote that closes it", "between other quotes"
    ),
    "text that begins with @": content(
        "title: @T\n", "1:8", "syntax", "cannot begin with this sign", "put the text between quotes"
    ),
    "text that begins with [": content(
        "title: [x\nsections: []\n", "1:8", "syntax", "does not end", "put text that begins with ["
    ),
    "text that begins with >": content(
        "title: > x\n", "1:10", "syntax", "there cannot be text after >", "put text that begins with >"
    ),
    "braces without quotes": content("title: {{ x }}\n", "1:9", "not-a-key", "must be text", "begins with {{ between"),
    "an alias bomb": content(BOMB, "2:8", "alias", "an alias (*) is not read here", "put it in quotes"),
    "an anchor": content("title: &T x\n", "1:8", "anchor", "&T is not read here", "between quotes"),
    "a tag": content("title: !T x\n", "1:8", "tag", "!T is not read here", "between quotes"),
    "two documents": more("---\ntitle: x\n", "4:1", "many-documents", "a second document", "remove the line ---"),
    "a comma in a number between braces": more(
        "good_to_know: {heading: 1,5 keer}\n", "4:27", "no-colon", "no colon after “5 keer”", "between quotes"
    ),
    "a key twice": content(
        "title: T\ntitle: U\nsections: []\n",
        "2:1",
        "duplicate-key",
        "“title” is here twice; first on line 1",
        "remove one",
    ),
    "a list as a key": more("? [a]\n: b\n", "4:3", "not-a-key", "must be text", "such as title:"),
    "deep nesting": content("title: " + "[" * 2000 + "]" * 2000, "1:57", "too-deep", "more than 50 deep"),
    "deep nesting by dashes": content(
        "title: T\nsections:\n" + "- " * 3000 + "x\n", "3:99", "too-deep", "more than 50 deep"
    ),
    "an empty file": content("", "", "empty-file", "the file is empty", "an example"),
    "a file of remarks": content("# nog schrijven\n", "", "empty-file", "the file is empty", "an example"),
    "a file of 2 MB": content("# x\n" * 500_000, "", "too-large", "2.0 MB, and the limit is 1 MB", "split it up"),
    "not UTF-8": content("title: Caf\xe9\n".encode("latin-1"), "1:11", "not-utf-8", "not saved as UTF-8", "then UTF-8"),
    "UTF-16": content(HEADING.encode("utf-16"), "1:1", "not-utf-8", "saved as UTF-16, not as UTF-8", "then UTF-8"),
    "UTF-16 without a mark": content(
        HEADING.encode("utf-16-le"), "1:1", "not-utf-8", "saved as UTF-16, not as UTF-8", "then UTF-8"
    ),
    "a control character": content("title: é\0b\n", "1:9", "unprintable", "U+0000", "remove it"),
    "a number out of an address book": practice_file(
        PRACTICE.replace("06 00 00 00 12", "\u202a06 00 00 00 12\u202c"), "3:8", "unprintable", "U+202A", "remove it"
    ),
    "a word that never ends": more(
        "  text: " + "w" * 251, "4:9", "too-long", "a word of 251 characters, and 250", "space"
    ),
    "a comment that would be printed": more(
        "  text: |\n    Rust.  # handouts: ignore long-word Zo heet het.\n",
        "4:9",
        "comment-in-text",
        "“# handouts: ignore” stands within this text",
        "put it above the line with the key",
    ),
    # The model
    "a key that is not known": content(
        "titel: T\nsections:\n- heading: H\n",
        "1:1",
        "unknown-key",
        "“titel” is not known here",
        "did you mean “title”?",
    ),
    "a key in Dutch": content(
        "title: T\nkernboodschap: x\nsections:\n- heading: H\n",
        "2:1",
        "unknown-key",
        "“kernboodschap”",
        "did you mean “main_message”?",
    ),
    "a key in Dutch with a slip": content(
        "title: T\nbronen: [x]\nsections:\n- heading: H\n", "2:1", "unknown-key", "“bronen”", "did you mean “sources”?"
    ),
    "a key in Dutch in a section": more("  kop: x\n", "4:3", "unknown-key", "“kop”", "did you mean “heading”?"),
    "a key that is like no other": more(
        "  qqq: x\n", "4:3", "unknown-key", "“qqq”", "known here: heading, icon, drawing, drawing_size"
    ),
    "no title": content("sections:\n- heading: H\n", "1:1", "missing", "“title” is missing", "add a line title:"),
    "an empty title": content(
        "title: ''\nsections:\n- heading: H\n", "1:8", "empty", "nothing between the quotes", "write"
    ),
    "a title that nobody can see": content(
        'title: "\\u200b"\nsections: []\n', "1:8", "empty", "nothing", "write the text"
    ),
    "a list for text": content("title: [a, b]\n", "1:8", "not-text", "it is a list", "remove the dash"),
    "keys for text": content("title: {a: b}\n", "1:8", "not-text", "has keys of its own", "between quotes"),
    "text for a list": content("title: T\nsections: hallo\n", "2:11", "not-a-list", "must be a list", "with a dash"),
    "keys for a list": content(
        "title: T\nsections:\n  heading: x\n", "3:3", "not-a-list", "must be a list", "with a dash"
    ),
    "text for keys": content(
        "title: T\nsections:\n- x\n", "3:3", "not-a-mapping", "keys of its own", "such as: heading, icon"
    ),
    "a list for a file": content("- a\n", "1:1", "not-a-brochure", "keys such as title", "docs/fields"),
    "too many facts": more(
        "  facts:\n" + "  - {number: 1, text: a}\n" * 4,
        "5:3",
        "too-many",
        "holds 4, and 3 is the most",
        "leave out what matters least",
    ),
    "an empty section": content(
        "title: T\nsections:\n- {}\n", "3:3", "empty", "nothing in this section", "write a heading"
    ),
    "a date that does not exist": more(
        "reviewed: 2026-02-30\n", "4:11", "no-such-date", "does not exist", "look up the day"
    ),
    "a date that is none": more("reviewed: 0\n", "4:11", "not-a-date", "“0” is not a date", "18 December 2026"),
    "a format that is none": more("formats: [a5]\n", "4:11", "not-a-choice", "“a5”", "choose from: a4, large-print"),
    "a format with a space": more(
        "formats: [large print]\n", "4:11", "not-a-choice", "“large print”", "“large-print”?"
    ),
    "an icon that is none": more("  icon: hart\n", "4:9", "not-a-choice", "“hart”", "did you mean “heart”?"),
    "only and except": more(
        "  only: [a4]\n  except: [large-print]\n",
        "3:3",
        "only-and-except",
        "cannot stand together",
        "keep one of the two",
    ),
    "words for a number": more(
        "to_write: {heading: x, lines: vijf}\n", "4:31", "not-a-number", "“vijf”", "digits only"
    ),
    "a number out of range": more(
        "to_write: {heading: x, lines: 40}\n", "4:31", "out-of-range", "between 1 and 12", "such as"
    ),
    "perhaps": more("  numbered: misschien\n", "4:13", "not-yes-or-no", "neither yes nor no", "write ja or nee"),
    "no web address": more(
        "sources:\n- {text: x, url: geen adres}\n", "5:18", "not-an-address", "“geen adres”", "such as https"
    ),
    "a language that is not known": more("language: de\n", "4:11", "not-a-choice", "“de”", "choose from: en, nl"),
    "no telephone number": practice_file(
        PRACTICE.replace("06 00 00 00 12", "bel maar"), "3:8", "not-a-phone-number", "“bel maar”", "such as 06"
    ),
    # The brand
    "a colour that is none": practice_file(
        colour_of("groen"), "7:11", "not-a-colour", "“groen”", 'quotes as "#2E5A4B"'
    ),
    "a colour without quotes": practice_file(colour_of("#2E5A4B"), "7:10", "lost-colour", "is empty", "between quotes"),
    # Pictures
    "a missing picture": more(
        "  image: {file: a.png, alt: x}\n", "4:17", "no-picture", "not in content/images", "put it there"
    ),
    "a picture without alt": more("  image: {file: a.png}\n", "4:10", "missing", "“alt” is missing", "add a line alt:"),
    "a picture on the web": more(
        "  image: {file: https://x.example/a.png, alt: x}\n",
        "4:17",
        "remote-picture",
        "is on the web",
        "save the picture",
    ),
    "a picture elsewhere": more(
        "  image: {file: ../a.png, alt: x}\n", "4:17", "outside-folder", "“../a.png” is a path", "put"
    ),
    "a picture of a kind": more(
        "  image: {file: a.docx, alt: x}\n", "4:17", "not-a-picture", "“a.docx”", "use .svg, .png"
    ),
    "a name that is too long": more(
        f"  image: {{file: {'ab-' * 90}.png, alt: x}}\n", "4:17", "no-picture", "not in content/images", "put it there"
    ),
    "a picture of garbage": picture(b"\x89PNG\r\n\x1a\ngarbage"),
    "a picture of nothing": picture(b""),
    "a picture of text": picture("hallo"),
    "a picture that unfolds": picture(
        huge_picture(), "a.png", "picture-too-large", "a.png has 20000 × 20000 pixels", "make it smaller"
    ),
    "a drawing that is cut off": picture("<svg", "a.svg"),
    "a drawing of nothing": picture("", "a.svg"),
    # Templates, styles and words
    "a missing part": template(H1, '{% include "kop.html" %}', "templates/kop.html", "no-template", "does not exist"),
    "a value that is not known": template(
        H1,
        "<h1>{{ doc.titel }}</h1>",
        f"{TEMPLATE}:{line_of(H1)}",
        "template",
        "“titel” is not known here",
        "docs/fields",
    ),
    "a word that is not known": template(
        H1,
        f"{H1}{{{{ nergens }}}}",
        f"{TEMPLATE}:{line_of(H1)}",
        "template",
        "“nergens” is not known here",
        "docs/fields",
    ),
    "a template that cannot be read": template(
        H1, "{% if %}", f"{TEMPLATE}:{line_of(H1)}", "template", "cannot be read"
    ),
    "a template that fails": template(H1, "{{ 1 / 0 }}", f"{TEMPLATE}:{line_of(H1)}", "template", "division by zero"),
    "a template with a trick": template(
        H1, "{{ doc.__class__.__mro__ }}", f"{TEMPLATE}:{line_of(H1)}", "template", "unsafe"
    ),
    "a template that leaves the title out": template(
        H1,
        "<p title='{{ doc.title }}'></p>",
        f"{BROCHURE}:1:8",
        "unused-value",
        "“Proefblad” is not printed",
        "must print",
    ),
    "a template not in UTF-8": Mistake(
        {TEMPLATE: b"<p>\ncaf\xe9"}, f"{TEMPLATE}:2:4", "not-utf-8", "not saved as UTF-8", "then UTF-8"
    ),
    "a stylesheet not in UTF-8": style(
        b"/* caf\xe9 */", "styles/own.css:1:7", "not-utf-8", "not saved as UTF-8", "UTF-8"
    ),
    "a stylesheet with a missing picture": style(
        "h2 { background: url(/content/images/nee.png) }", "styles/own.css:1:18", "no-file", "nee.png does not exist"
    ),
    "fixed words that are none": Mistake(
        {"content/labels/nl.yaml": "bron: Bronnen\n"},
        "content/labels/nl.yaml:1:1",
        "unknown-key",
        "“bron” is not one of",
        "did you mean “numbers_from”?",
    ),
    "a fixed word with a slip of the pen": Mistake(
        {"content/labels/nl.yaml": "sourcess: Bronnen\n"},
        "content/labels/nl.yaml:1:1",
        "unknown-key",
        "“sourcess” is not one of",
        "did you mean “sources”?",
    ),
    "fixed words that are a list": Mistake(
        {"content/labels/nl.yaml": "sources: [a]\n"},
        "content/labels/nl.yaml:1:10",
        "not-text",
        "“sources” must be text",
    ),
}


def put(practice: Path, files: dict[str, str | bytes]) -> None:
    for name, data in files.items():
        path = practice / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())


def said_well(ran: Ran) -> None:
    """It ended by itself, in sentences."""
    assert ran.exception is None or isinstance(ran.exception, SystemExit)
    assert "Traceback" not in ran.err
    assert "mistake in handouts itself" not in ran.err


def said_of(ran: Ran, place: str, rule: str) -> list[str]:
    """What was said of a place by a rule: a sentence and perhaps a hint each."""
    blocks = ran.err.replace("\n    hint:", " hint:").splitlines()
    return [line for line in blocks if line.startswith(f"{place}: ") and f"[{rule}]" in line]


def test_the_table_is_long_enough() -> None:
    assert len(MISTAKES) >= 60


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_is_said_at_its_place_and_the_older_pdf_stands(
    handouts: Command, practice: Path, mistake: Mistake
) -> None:
    put(practice, {**mistake.files, MADE: OLDER})
    ran = handouts("build")
    said_well(ran)
    assert ran.code == 1
    found = said_of(ran, mistake.place, mistake.rule)
    assert found, ran.err
    assert mistake.said in found[0]
    assert ("hint: " in found[0]) == bool(mistake.hint)
    assert mistake.hint in found[0].partition("hint: ")[2]
    assert (practice / MADE).read_bytes() == OLDER
    assert [path.name for path in (practice / "output/brochures").iterdir()] == [Path(MADE).name]


def test_a_file_that_does_not_exist_is_wrong_use(handouts: Command, practice: Path) -> None:
    (practice / BROCHURE).unlink()
    ran = handouts("build", "proef")
    said_well(ran)
    assert ran.code == 2
    assert f"{BROCHURE} does not exist" in ran.err


def test_all_problems_of_a_folder_come_at_once(handouts: Command, practice: Path) -> None:
    put(
        practice,
        {
            "content/practice.yaml": "name: P\npractitioner: {naam: N}\nphone: bel\n",
            BROCHURE: "title: [a]\ntitle: b\nsections:\n- headng: x\n  icon: hart\n",
            "content/brochures/tweede.yaml": "title: Let op: rust\n",
            "content/brochures/derde.yaml": "",
            "content/brochures/Mijn blad.yaml": HEADING,
            "content/brochures/vierde.yml": HEADING,
        },
    )
    ran = handouts("check")
    said_well(ran)
    assert ran.code == 1
    places = {
        (line.split(": ")[0], line.rpartition("[")[2].rstrip("]")) for line in ran.err.splitlines() if "]" in line
    }
    assert places == {
        ("content/practice.yaml:2:16", "unknown-key"),
        ("content/practice.yaml:2:15", "missing"),
        ("content/practice.yaml:3:8", "not-a-phone-number"),
        (f"{BROCHURE}:1:8", "not-text"),
        (f"{BROCHURE}:2:1", "duplicate-key"),
        (f"{BROCHURE}:4:3", "unknown-key"),
        (f"{BROCHURE}:5:9", "not-a-choice"),
        ("content/brochures/tweede.yaml:1:14", "syntax"),
        ("content/brochures/derde.yaml", "empty-file"),
        ("content/brochures/Mijn blad.yaml", "not-a-name"),
        ("content/brochures/vierde.yml", "not-a-name"),
    }


def test_a_brand_that_is_too_light_does_not_hide_a_missing_picture(handouts: Command, practice: Path) -> None:
    put(
        practice,
        {"content/practice.yaml": colour_of('"#ff0"'), BROCHURE: f"{HEADING}  image: {{file: a.png, alt: x}}\n"},
    )
    ran = handouts("check")
    assert said_of(ran, "content/practice.yaml:7:11", "contrast")
    assert said_of(ran, f"{BROCHURE}:4:17", "no-picture")


def test_the_problems_of_a_file_come_in_the_order_of_its_lines(handouts: Command, practice: Path) -> None:
    put(practice, {BROCHURE: "sections:\n- icon: hart\n  qqq: x\nreviewed: morgen\n"})
    lines = [line.split(": ")[0] for line in handouts("check").err.splitlines() if line.startswith(BROCHURE)]
    assert lines == [f"{BROCHURE}:{place}" for place in ("1:1", "2:9", "3:3", "4:11")]


@pytest.mark.parametrize("command", ["build", "check", "list"])
def test_a_file_whose_name_is_none_does_not_stop_the_others(handouts: Command, practice: Path, command: str) -> None:
    put(practice, {"content/brochures/proef (1).yaml": HEADING})
    ran = handouts(command)
    said_well(ran)
    assert ran.code == (0 if command == "list" else 1)
    assert "proef (1).yaml" in ran.out + ran.err
    if command == "build":
        assert said_of(ran, "content/brochures/proef (1).yaml", "not-a-name")
        assert "hint: keep the one you want under the name proef.yaml" in ran.err
        assert (practice / MADE).is_file()


def test_a_template_that_calls_itself_ends(handouts: Command, practice: Path) -> None:
    put(practice, template(H1, '{% include "brochure.html" %}', "", "", "").files)
    ran = handouts("build")
    said_well(ran)
    assert ran.code == 1
    assert f"{TEMPLATE}:" in ran.err
    assert "maximum recursion depth" in ran.err


def test_keys_that_stand_too_far_to_the_right_are_pointed_out(handouts: Command, practice: Path) -> None:
    (practice / "content/brochures/proef.yaml").write_text(
        "title: T\nsections:\n- heading: H\n  text: |\n    En nog een.\n    points:\n      - Ritme\n", encoding="utf-8"
    )
    ran = handouts("check")
    (said,) = said_of(ran, f"{BROCHURE}:4:9", "key-in-text")
    assert "warning: “points:” is inside this text" in said
    assert "hint: move it to the left" in said


@pytest.mark.parametrize("name", ["slapen.yaml.txt", "slapen.docx", "slapen.txt"])
def test_a_document_of_another_program_is_not_passed_over_in_silence(
    handouts: Command, practice: Path, name: str
) -> None:
    (practice / "content/brochures" / name).write_bytes(b"x")
    ran = handouts("build")
    assert ran.code == 1
    assert f"content/brochures/{name}: error: this file is not read" in ran.err
    assert "proef.a4.pdf" in ran.out


@pytest.mark.parametrize(
    ("lines", "rule", "hint"),
    [
        ("summary_steps: ['Rust', {Elke avond een voetenbad: 20 min}]", "not-text",
         'put the line between quotes: "Elke avond een voetenbad: 20 min"'),
        ("summary_steps: [{stap: Rust}]", "unknown-key", "did you mean “step”?"),
        ("large_print: ja", "unknown-key", "it belongs under client:"),
        ("time: 10.30 uur", "unknown-key", "it belongs under next_appointment:"),
        ("start: 2026-12-01", "unknown-key", "it belongs under schedule: or under diary:"),
        ("diary: {note: Rust}", "unknown-key", "it belongs at the beginning of a line, with no key above it"),
    ],
)  # fmt: skip
def test_what_stands_at_another_place_than_it_belongs_is_told_where(lines: str, rule: str, hint: str) -> None:
    with pytest.raises(ContentError) as caught:
        validate(f"{CONSULT}{lines}\n".encode(), "a.yaml", Consult)
    assert [(each.rule, each.hint) for each in caught.value.problems if each.rule == rule] == [(rule, hint)]


def test_a_line_of_words_with_a_colon_is_to_be_quoted() -> None:
    text = "name: P\npractitioner: {name: S}\nopening_hours:\n- vrijdag: gesloten\n"
    with pytest.raises(ContentError) as caught:
        validate(text.encode(), "p.yaml", Practice)
    (problem,) = caught.value.problems
    assert (problem.rule, problem.hint) == ("not-text", 'put the line between quotes: "vrijdag: gesloten"')


@pytest.mark.parametrize(
    ("key", "meant"),
    [("soort", "route"), ("wanneer", "when"), ("middel", "product"), ("Dosering", "dose"), ("duur", "days")],
)
def test_a_field_that_goes_by_its_dutch_name_is_suggested(key: str, meant: str) -> None:
    with pytest.raises(ContentError) as refused:
        validate(f"{CONSULT}schedule:\n- {key}: x\n".encode(), "consult.yaml", Consult)
    hints = [each.hint for each in refused.value.problems if each.rule == "unknown-key"]
    assert hints == [f"did you mean “{meant}”?"]
