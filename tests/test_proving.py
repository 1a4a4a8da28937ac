"""The delivery proof finds what is not on paper, at the line that it came from, and is silent when all is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import Command
from handouts.files.layout import shipped_root


def style(practice: Path, css: str) -> None:
    (practice / "styles").mkdir(exist_ok=True)
    (practice / "styles/own.css").write_text(css, encoding="utf-8")


def edit_template(practice: Path, old: str, new: str, name: str = "brochure.html") -> None:
    source = (shipped_root() / "templates" / name).read_text(encoding="utf-8")
    assert old in source
    (practice / "templates").mkdir(exist_ok=True)
    (practice / "templates" / name).write_text(source.replace(old, new), encoding="utf-8")


def test_a_brochure_that_is_whole_passes_in_silence(handouts: Command) -> None:
    ran = handouts("check")
    assert (ran.code, ran.err) == (0, "")


MESSAGE_LINE = "content/brochures/proef.yaml:3:15"

COVER = """
.main-message { position: relative }
.main-message::after { content: ''; display: block; position: absolute; inset: 0; background: #eee }
"""
HIDDEN = {
    "dropped by a stylesheet": (".main-message { display: none }", "not-printed"),
    "white on white": (".main-message p { color: white }", "invisible-text"),
    "invisible": (".main-message { opacity: 0 }", "invisible-text"),
    "of no size": (".main-message p { font-size: 0 }", ""),
    "off the page to the left": (".main-message { position: relative; left: -190mm }", "off-page"),
    "off the page to the right": (".main-message { position: relative; left: 150mm }", "off-page"),
    "clipped in its height": (".main-message { max-height: 2mm; overflow: hidden }", ""),
    "clipped in mid-line": (".message { height: 3.2mm; overflow: hidden }", ""),
    "clipped in its width": (".main-message { width: 30mm; white-space: nowrap; overflow: hidden }", ""),
    "under a block of colour": (
        COVER,
        "invisible-text",
    ),
    "in capitals": (".main-message { text-transform: uppercase }", "other-capitals"),
    "with a capital for each word": (".main-message { text-transform: capitalize }", "other-capitals"),
    "in small capitals": (".message { font-variant: small-caps }", "other-shape"),
    "with a gap in a word": (".message { letter-spacing: .6em; word-spacing: -.4em }", "torn"),
    "over other text": (".main-message { margin-top: -80mm; position: relative }", ""),
    "moved up before the title": (".opening { margin-top: 60mm } .main-message { position: absolute; top: 0 }", ""),
}


@pytest.mark.parametrize(("css", "rule"), HIDDEN.values(), ids=HIDDEN.keys())
def test_text_that_is_hidden_is_found_at_its_line_and_nothing_is_written(
    handouts: Command, practice: Path, css: str, rule: str
) -> None:
    style(practice, css)
    ran = handouts("build")
    assert ran.code == 1
    assert MESSAGE_LINE in ran.err or (rule == "" and "error" in ran.err)
    assert rule in ran.err
    assert not list(practice.glob("output/**/*.pdf"))


def test_a_value_that_the_template_leaves_out_is_found_before_anything_is_made(
    handouts: Command, practice: Path
) -> None:
    edit_template(practice, '{{ paragraphs(doc.main_message, "message") }}', "", name="boxes.html")
    ran = handouts("build")
    assert ran.code == 1
    assert MESSAGE_LINE in ran.err
    assert "unused-value" in ran.err


def test_two_values_that_a_stylesheet_swaps_are_found(handouts: Command, practice: Path) -> None:
    (practice / "content/brochures/proef.yaml").write_text(
        "title: T\nsections:\n- heading: H\n  facts:\n  - {number: '1', text: een}\n  - {number: '2', text: twee}\n",
        encoding="utf-8",
    )
    style(
        practice,
        ".fact:first-child p { position: relative; left: 90mm } .fact + .fact p { position: relative; left: -90mm }",
    )
    ran = handouts("check")
    assert ran.code == 1
    assert "out-of-order" in ran.err or "overprinted" in ran.err


def test_a_two_that_is_missing_is_found_though_another_two_is_printed(handouts: Command, practice: Path) -> None:
    (practice / "content/brochures/proef.yaml").write_text(
        "title: T\nsections:\n- heading: H\n  text: neem 2 keer 2 druppels en 2 keer rust\n", encoding="utf-8"
    )
    assert handouts("check").code == 0
    edit_template(practice, "{{ section.heading }}", "{{ section.heading }}{% set hidden = 1 %}", name="sections.html")
    from handouts.page.composing import prose

    original = prose.inline_html
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(prose, "inline_html", lambda text: original(text).replace("keer 2", 'keer <i class="x">2</i>'))
        style(practice, ".x { display: none }")
        ran = handouts("check")
    assert ran.code == 1
    assert "content/brochures/proef.yaml:4:9" in ran.err
    assert "“2” is not on paper" in ran.err


def test_text_that_only_a_stylesheet_prints_is_found(handouts: Command, practice: Path) -> None:
    style(practice, "h1::before { content: 'Gratis ' }")
    ran = handouts("check")
    assert ran.code == 1
    assert "not-announced" in ran.err
    assert "Gratis" in ran.err


def test_a_number_that_a_line_break_tears_is_found(handouts: Command, practice: Path) -> None:
    style(practice, ".message { width: 9mm; overflow-wrap: anywhere }")
    path = practice / "content/brochures/proef.yaml"
    path.write_text(path.read_text().replace("Dit is om te onthouden.", "Bel 0612345670 nu."), encoding="utf-8")
    ran = handouts("check")
    assert ran.code == 1
    assert "broken-number" in ran.err
    assert "0612345670" in ran.err


def test_a_template_that_prints_what_is_not_filled_in_fails_at_its_line(handouts: Command, practice: Path) -> None:
    edit_template(practice, "<h1>{{ doc.title }}</h1>", "<h1>{{ doc.title }}</h1>{{ doc.to_write }}")
    ran = handouts("check")
    assert ran.code == 1
    assert "templates/brochure.html:" in ran.err
    assert "not filled in" in ran.err


def test_a_word_that_the_end_of_a_line_hyphenates_is_found_whole(handouts: Command, practice: Path) -> None:
    (practice / "content/brochures/proef.yaml").write_text(
        "title: T\nsections:\n- heading: H\n  text: Een mens doet veel voor zijn rust en dat is goed zo "
        "gezondheidszorgmedewerkers en daarna zorg\u00advragers\u00adorganisatie, burn-outklachten en nog woorden bij "
        "[gezondheidszorgmedewerkers](https://praktijk.example/een/heel/lang/adres/van/een/bladzijde?x=1).\n",
        encoding="utf-8",
    )
    style(practice, ".text { width: 42mm; hyphens: auto }")
    ran = handouts("check")
    assert ran.code == 0
    assert "0 errors" in ran.err


def test_an_accent_that_is_typed_behind_its_letter_is_printed_on_it(handouts: Command, practice: Path) -> None:
    content = practice / "content/brochures/proef.yaml"
    content.write_text(
        content.read_text(encoding="utf-8").replace("gewone", "cafe\u0301 ree\u0308le"), encoding="utf-8"
    )
    (practice / "content/practice.yaml").write_text(
        f"{(practice / 'content/practice.yaml').read_text(encoding='utf-8')}brand: {{typefaces: klassiek}}\n",
        encoding="utf-8",
    )
    ran = handouts("check")
    assert (ran.code, ran.err) == (0, "")


def test_a_space_that_a_stylesheet_swallows_is_found(handouts: Command, practice: Path) -> None:
    content = practice / "content/brochures/proef.yaml"
    source = "  - {text: Een bron uit 2015, url: praktijk.example/bron}"
    content.write_text(content.read_text(encoding="utf-8").replace("  - Een bron uit 2015", source), encoding="utf-8")
    assert handouts("check").code == 0
    edit_template(practice, "<br>{{ web(source.url) }}", "<a> {{ source.url }}</a>", name="boxes.html")
    assert handouts("check").code == 0
    style(practice, ".sources a { display: inline-block }")
    ran = handouts("check")
    assert ran.code == 1
    assert "lost-space" in ran.err
