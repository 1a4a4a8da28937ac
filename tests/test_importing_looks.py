"""Headings and lists as people make them by hand: by how they look in Word and on pages, and by what they type."""

from __future__ import annotations

from typing import Any

import pytest

from handouts.content.reading import read_yaml
from handouts.intake.importing import import_text
from handouts.intake.importing.prominence import BOLD, TITLE, Looks, prominent
from word import docx, p, t, table

pytest.importorskip("mammoth")
TEXT = "Een hele zin die iets zegt over de klacht en wat je eraan kunt doen."


def content(data: bytes | str, source: str) -> dict[str, Any]:
    made = import_text(data if isinstance(data, bytes) else data.encode(), source=source, name="a")
    read: Any = read_yaml(made.yaml.encode(), "a").value
    return dict(read)


def headings(data: bytes | str, source: str) -> list[str]:
    made = content(data, source)
    return [
        title
        for section in made["sections"]
        for title in [section.get("heading"), *(each["title"] for each in section.get("points", []))]
        if title
    ]


@pytest.mark.parametrize(
    "look",
    [{"sz": "32"}, {"u": "single"}, {"color": "C00000"}, {"caps": True}, {"b": True}, {"color": "C00000", "sz": "28"}],
    ids=str,
)
def test_a_line_of_word_that_stands_out_is_a_heading(look: dict[str, str | bool]) -> None:
    body = [line for head in ("Wat is het?", "Kosten") for line in (p(t(head, **look)), p(TEXT))]
    assert headings(docx(p(t("Titel", sz="48")), p(TEXT), *body), "a.docx") == ["Wat is het?", "Kosten"]


def test_a_line_on_a_ground_is_a_heading_and_a_subtitle_or_a_caption_is_none() -> None:
    ground = '<w:shd w:val="clear" w:fill="538135"/>'
    large = t("In drie stappen", sz="30")
    body = (p(large, style="Subtitle"), p(TEXT), p("Voor de les", more=ground), p(TEXT), p("Een mat", style="Caption"))
    assert headings(docx(p("Yoga", style="Heading1"), *body, p(TEXT)), "a.docx") == ["Voor de les"]


@pytest.mark.parametrize(
    "line",
    [
        "<p><span style='font-size:16pt'>{}</span></p>",
        "<p class=kop>{}</p>",
        "<p><u>{}</u></p>",
        "<p><font size=5 color=red>{}</font><br></p>",
        "<p style='font-weight:bold'>{}</p>",
        "<div role=button class=elementor-tab-title data-tab=1><a>{}</a></div>",
    ],
)
def test_a_line_of_a_page_that_stands_out_is_a_heading(line: str) -> None:
    style = "<style>.kop{font-size:18pt}</style>"
    body = "".join(f"{line.format(head)}<p>{TEXT}</p>" for head in ("Wat is het?", "Wat kost het?"))
    made = headings(f"{style}<p style='font-size:24pt'>Titel</p><p>{TEXT}</p>{body}", "a.html")
    assert made == ["Wat is het?", "Wat kost het?"]


def test_what_stands_out_is_found_by_what_is_usual() -> None:
    body = [Looks("woord " * 40, 11.0)] * 3
    sizes = [Looks("Titel", 24.0), Looks("Onder de titel", 16.0), *body, Looks("Kop", 14.0), *body, Looks("Nog", 14.0)]
    assert prominent(sizes) == {0: 1, 5: 2, 9: 2}
    headed = [Looks("Titel", 24.0), *body, Looks("Kop", 14.0, level=2), Looks("Groot", 16.0), Looks("Groot.", 16.0)]
    assert prominent(headed) == {0: TITLE, 5: BOLD}
    coloured = [*body, Looks("Rood", 11.0, colour="FF0000")]
    assert prominent(coloured) == {}
    assert prominent([*coloured, *body, Looks("Ook rood", 11.0, colour="FF0000")]) == {3: BOLD, 7: BOLD}
    assert prominent([]) == {}


@pytest.mark.parametrize("mark", ["->", "=>", "→", "o", "•", "✓", "✗", "»"])
def test_lines_with_a_mark_that_is_typed_are_a_list(mark: str) -> None:
    lines = [f"{mark} rust", f"{mark} water"]
    word = content(docx(p("Titel", style="Heading1"), p("Kop", style="Heading2"), *map(p, lines)), "a.docx")
    page = content(f"<h1>Titel</h1><h2>Kop</h2>{''.join(f'<p>{line}</p>' for line in lines)}", "a.html")
    typed = content("Titel\n\nKop\n" + "\n".join(lines), "a.txt")
    for made in (word, page, typed):
        section = made["sections"][0]
        texts = section.get("items") or section["points"]
        assert [text.removeprefix("✗ ") for text in texts] == ["rust", "water"]


def test_one_o_is_a_word() -> None:
    assert "items" not in content("Titel\n\nKop\no wat fijn\n", "a.txt")["sections"][0]


def test_a_list_of_a_page_that_mixes_crosses_and_ticks_is_one() -> None:
    page = "<h1>Eten</h1><h2>Jicht</h2><ul><li>✓ kersen</li><li>✗ bier</li><li>✓ water</li></ul>"
    assert content(page, "a.html")["sections"][0]["items"] == ["✓ kersen", "✗ bier", "✓ water"]


def test_a_list_that_is_broken_by_paragraphs_is_one() -> None:
    page = "<h1>T</h1><h2>K</h2><ol><li>Zit.</li></ol><p>Recht.</p><ol start=2><li>Adem.</li></ol><p>Slot.</p>"
    first, second = content(page, "a.html")["sections"]
    assert (first["numbered"], first["items"]) == ("ja", ["Zit.\n\nRecht.\n", "Adem."])
    assert second == {"text": "Slot."}
    dots = "<h1>T</h1><h2>K</h2>" + "".join(f"<ul><li>{each}</li></ul><p>Zin.</p>" for each in "abc")
    points = content(dots, "a.html")["sections"][0]["points"]
    assert points == [{"title": "a", "text": "Zin."}, {"title": "b", "text": "Zin."}, "c"]


def test_headings_beside_their_texts_are_no_table_and_one_over_a_table_is_a_heading() -> None:
    rows = [(p(t(head, b=True)), p(TEXT)) for head in ("Rust", "Beweging")]
    assert headings(docx(p("Titel", style="Heading1"), table(*rows)), "a.docx") == ["Rust", "Beweging"]
    page = f"<h1>T</h1><p>{TEXT}</p><table><tr><th colspan=2>Dagmenu</th></tr><tr><td>Dag</td><td>Wat</td></tr>"
    made = content(f"{page}<tr><td>ma</td><td>soep</td></tr></table>", "a.html")["sections"][-1]
    assert (made["heading"], made["table"]["head"]) == ("Dagmenu", ["Dag", "Wat"])


def test_lines_between_signs_and_tags_of_headings_are_headings() -> None:
    text = f"Titel\n\n*** Rust ***\n{TEXT}\n\n*** Water ***\n{TEXT}\n"
    assert headings(text, "a.txt") == ["Rust", "Water"]
    assert headings(f"# Titel\n\n<h2 id='a'>Rust</h2>\n\n{TEXT}\n", "a.md") == ["Rust"]


def test_bold_words_that_begin_one_paragraph_are_no_heading_and_a_bold_line_is() -> None:
    text = f"# T\n\n## Rust\n\n{TEXT}\n\n**Acuut in nood?** Bel dan meteen 112.\n"
    assert headings(text, "a.md") == ["Rust"]
    assert headings(f"# T\n\n**Doet het pijn?**\n{TEXT}\n\n**Wat kost het?**\n- tien euro\n", "a.md") == [
        "Doet het pijn?",
        "Wat kost het?",
    ]


def test_what_a_system_puts_around_a_text_is_told_and_no_text() -> None:
    page = (
        "<div class=site-header><p>Praktijk Zon</p></div><main><ul class=post-metadata><li>Anne</li><li>3 feb</li></ul>"
        f"<h1>Slapen</h1><p>{TEXT}</p><span class=screen-reader-text>Menu</span>"
        "<div class=related-posts><h2>Lees ook</h2></div></main><div class=site-footer>Utrecht</div>"
    )
    made = import_text(page.encode(), source="a.html", name="a")
    assert (made.outline.title, made.outline.subtitle) == ("Slapen", "")
    assert [section.heading for section in made.outline.sections] == [""]
    told = " ".join(str(each.message) for each in made.problems if each.rule == "import-left-out")
    assert all(words in told for words in ("Praktijk Zon", "Anne 3 feb", "Menu", "Lees ook", "Utrecht"))


def test_the_subject_of_a_mail_is_the_title_and_its_head_no_text() -> None:
    head = "Van: Anne <anne@zon.example>\nDatum: 3 mei 2026\nAan: Piet\nOnderwerp: RE: Je plan\n"
    made = import_text(f"---- Doorgestuurd bericht ----\n{head}\nRust\n{TEXT}\n".encode(), source="a.txt")
    assert made.outline.title == "Je plan"
    assert [section.heading for section in made.outline.sections] == ["Rust"]
    assert made.outline.not_placed == 5
    assert "Je plan" in str(next(each for each in made.problems if each.rule == "import-no-title").message)


def test_what_is_left_out_takes_no_part_of_a_word_along() -> None:
    hidden = "<span class=sr-only>over</span>"
    made = import_text(
        f"<h1>T</h1><h2>K</h2><p>Meer{hidden} en {hidden}al, en {hidden} niet.</p>".encode(), source="a.html"
    )
    assert made.draft.sections[0].text == ["Meerover en overal, en niet."]
    glued = "<p><time class=post-date>3 mei</time><span class=byline>door Noor</span></p>"
    assert "3 meidoor Noor" in import_text(f"<h1>T</h1><p>Een zin.</p>{glued}".encode(), source="a.html").yaml
