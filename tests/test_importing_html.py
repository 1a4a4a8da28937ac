"""HTML becomes a brochure word for word: its headings, lists, tables and links; what is no text of a page is named."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.content.loading import validate
from handouts.content.model.brochure import Brochure
from handouts.content.reading import read_yaml
from handouts.intake.importing import Imported, import_text
from handouts.intake.importing.foreign import Foreign
from handouts.intake.importing.hypertext.losses import Added, check_losses
from handouts.problems import ContentError


def imported(html: str) -> Imported:
    return import_text(html.encode(), source="slapen.html", name="slapen")


def sections(html: str) -> list[dict[str, Any]]:
    """The sections of what is made of a page that has a title over this."""
    read: Any = read_yaml(imported(f"<h1>Titel</h1><h2>Kop</h2>{html}").yaml.encode(), "a").value
    return list(read["sections"])


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Een <b>vet</b>, <em>schuin</em> woord.</p>", {"text": "Een **vet**, *schuin* woord."}),
        ("<p>be<b>lang</b>rijk</p>", {"text": "belangrijk"}),
        ('<p>Zie <a href="https://a.example/x(1)">de site</a></p>', {"text": "Zie [de site](https://a.example/x%281%29)"}),
        ("<p>adem<img alt='' src='a.png'>in</p>", {"text": "adem in"}),
        ('<p>Zie <a href="#noot">daar</a></p>', {"text": "Zie daar"}),
        ("<ol><li>een</li><li>twee</li></ol>", {"numbered": "ja", "items": ["een", "twee"]}),
        ('<ol start="3"><li>een</li><li>twee</li></ol>', {"items": ["3. een", "4. twee"]}),
        ("<ul><li>een<ul><li>diep</li></ul></li><li>twee</li></ul>",
         {"points": [{"title": "een", "items": ["diep"]}, "twee"]}),
        ("<ul><li data-mark='☐'>een</li></ul>", {"points": ["een"]}),
        ("<p>• een</p><p>• twee</p>", {"items": ["een", "twee"]}),
        ("<p><strong>Klein</strong></p><p>Wat eronder staat.</p>",
         {"points": [{"title": "Klein", "text": "Wat eronder staat."}]}),
        ("<table><tr><td><p>Alleen om in te delen.</p></td></tr></table>", {"text": "Alleen om in te delen."}),
        ("<table><tr><th></th><th>Avond</th></tr><tr><td>thee</td><td>1 <b>kop</b></td></tr></table>",
         {"table": {"head": ["–", "Avond"], "rows": [["thee", "1 **kop**"]]}}),
        ("<table><tr><td>Dag<td>Wat<tr><td rowspan=2>ma<td>rust<tr><td>thee</table>",
         {"table": {"head": ["Dag", "Wat"], "rows": [["ma", "rust"], ["", "thee"]]}}),
    ],
)  # fmt: skip
def test_what_html_marks_is_what_the_brochure_has(html: str, expected: dict[str, Any]) -> None:
    assert sections(html) == [{"heading": "Kop", **expected}]


def test_a_list_that_begins_again_is_a_list_of_its_own() -> None:
    made = sections("<ol><li>een</li><li>twee</li></ol><ol><li>drie</li></ol>")
    assert [section["items"] for section in made] == [["een", "twee"], ["drie"]]
    assert [section["numbered"] for section in made] == ["ja", "ja"]


def test_a_table_that_is_too_wide_is_kept_at_the_end() -> None:
    made = sections(f"<p>Voor.</p><table>{'<tr>' + '<td>cel</td>' * 6}{'<tr>' + '<td>cel</td>' * 6}</table><p>Na.</p>")
    assert made[0]["text"].split() == ["Voor.", "Na."]
    assert made[-1]["items"] == ["cel | cel | cel | cel | cel | cel"] * 2


def test_menus_notices_forms_and_footers_are_named_with_their_words() -> None:
    made = imported(
        "<header>Praktijk</header><nav><a>Home</a></nav><div class='cookie-bar'>Wij gebruiken cookies</div>"
        "<main><h1>Slapen</h1><h2>Ritme</h2><p>Sta vroeg op.</p><form>Naam <button>Stuur</button></form></main>"
        "<script>let kop = 1</script><footer>KvK 1</footer>"
    )
    assert [problem.message for problem in made.problems] == [
        "left out: the header (1 word): “Praktijk”",
        "left out: a menu (1 word): “Home”",
        "left out: a notice about cookies (3 words): “Wij gebruiken cookies”",
        "left out: a form (2 words): “Naam Stuur”",
        "left out: the footer (2 words): “KvK 1”",
    ]
    assert made.outline.words == 5


def test_a_word_that_is_lost_or_moved_is_refused() -> None:
    brochure = validate(b"title: Rust\nsections:\n  - text: adem in en uit\n", "a.yaml", Brochure).value
    for words, added in (
        ("Rust adem in en uit nu", Added()),
        ("Rust adem in en", Added()),
        ("Rust adem uit en in", Added()),
        ("adem uit en in", Added(title="Rust")),
    ):
        foreign = Foreign("", {}, (), tuple(words.split()))
        with pytest.raises(ContentError) as refused:
            check_losses(foreign, brochure, "a.docx", added)
        assert refused.value.problems[0].rule == "import-lost-text"


WORDS = st.lists(st.sampled_from(["rust", "2x", "3–4", "C&amp;A", "thee,", "(zie)", "dag.", "na*", "[1]"]), min_size=1)
INLINE = st.tuples(st.sampled_from(["b", "em", "span", "a href='https://a.example'"]), WORDS.map(" ".join)).map(
    lambda pair: f"thee <{pair[0]}>{pair[1]}</{pair[0].split()[0]}>en dag"
)
PIECES = st.one_of(*(INLINE.map(shape.format) for shape in (
    "<p>{0}</p>", "<h2>{0}</h2>", "<ul><li>{0}<ol start=2><li>{0}</ol><li>{0}</ul>", "<div>{0}<br>{0}<p>{0}</div>",
    "<table><tr><td>{0}<td>{0}<tr><td>{0}<td></table>", "<table><tr><td>{0}</table>", "<aside>{0}</aside>",
    "{0}</b><i>",
)))  # fmt: skip


@settings(max_examples=15, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=5))
def test_no_page_loses_a_word(pieces: list[str]) -> None:
    try:
        imported("".join(pieces))
    except ContentError as refused:
        assert [problem.rule for problem in refused.problems] == ["import-too-little"]  # noqa: PT017


@pytest.mark.parametrize("html", ["<div>" * 5000, "<ul><li>a" * 2000, "<p><b>" * 2000])
def test_a_page_that_is_nested_without_end_is_refused_at_once(html: str) -> None:
    with pytest.raises(ContentError) as refused:
        imported(f"<h1>Rust</h1>{html}adem in")
    assert refused.value.problems[0].message == "this page is nested too deeply to be read"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Sta op tijd op,<br>ook zaterdag.<br>Ga slapen.", ["Sta op tijd op, ook zaterdag.", "Ga slapen."]),
        ("Bel niet<br>alleen overdag.", ["Bel niet alleen overdag."]),
        ("appels<br>peren<br>noten", ["appels", "peren", "noten"]),
        ("Doe dit.<br>en dat", ["Doe dit.", "en dat"]),
    ],
)
def test_a_break_within_a_sentence_makes_no_paragraph(typed: str, read: list[str]) -> None:
    page = f"<h1>Titel</h1><h2>Kop</h2><p>{typed}</p>".encode()
    value: Any = read_yaml(import_text(page, source="a.html").yaml.encode(), "a.yaml").value
    assert str(value["sections"][0]["text"]).strip().split("\n\n") == read


def test_a_head_over_two_columns_is_joined_with_the_names_under_it() -> None:
    over = "<tr><td rowspan=2>Week</td><td colspan=2>Oefeningen</td></tr><tr><td>Rekken</td><td>Rollen</td></tr>"
    made = sections(f"<h2>Schema</h2><table>{over}<tr><td>1</td><td>drie keer</td><td>nooit</td></tr></table>")[-1]
    assert made["table"]["head"] == ["Week", "Oefeningen: Rekken", "Rollen"]
    assert made["table"]["rows"] == [["1", "drie keer", "nooit"]]
