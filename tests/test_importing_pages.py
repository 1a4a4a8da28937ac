"""Saved pages of all kinds of programs: their text is found, and what they show and no letter says is read."""

from __future__ import annotations

from typing import Any

import pytest

from handouts.content.reading import read_yaml
from handouts.intake.importing import Imported, import_text
from handouts.intake.importing.hypertext.reading import readable
from handouts.problems import ContentError

LONG = " ".join(f"woord{number}" for number in range(45))


def imported(html: str, source: str = "slapen.html") -> Imported:
    return import_text(html.encode(), source=source, name="slapen")


def content(html: str) -> dict[str, Any]:
    read: Any = read_yaml(imported(html).yaml.encode(), "a").value
    return dict(read)


def sections(html: str) -> list[dict[str, Any]]:
    """The sections of what is made of a page that has a title over this."""
    return list(content(f"<h1>Titel</h1><h2>Kop</h2>{html}")["sections"])


def told(html: str) -> list[str]:
    return [str(problem.message) for problem in imported(html).problems if problem.rule == "import-left-out"]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("50 <span style='font-family:Symbol'>m</span>g", "50 μg"),
        ("bij <font face=Symbol>&sup3;</font> 65, <span style='font-family: Symbol'>&pound;</span> 3", "bij ≥ 65, ≤ 3"),
        ("<span style='font-family:Symbol'><span style='font:7pt \"Times New Roman\"'>abc</span></span>", "abc"),
        ("10<sup>6</sup> cellen op 5 m<sup>2</sup>", "10⁶ cellen op 5 m²"),
        ("1<sup>1</sup>/<sub>2</sub> tablet, H<sub>2</sub>O, 1<sup>e</sup> keer", "1¹/₂ tablet, H2O, 1e keer"),
        ("gezond<a class=sdfootnoteanc href='#a'><sup>1</sup></a> dus", "gezond[1] dus"),
        ("<a class=sdfootnotesym href='#b'>1</a>Eerste bron", "[1] Eerste bron"),
        ("<ruby>shiatsu<rp>(</rp><rt>sjiatsoe</rt><rp>)</rp></ruby> helpt", "shiatsu (sjiatsoe) helpt"),
        ("Nu <del>zestig</del><ins>vijftig</ins> euro, vr<s>oo</s>ij", "Nu vijftig euro, vrij"),
        ("Rust.<sup><a href='#cmnt1' id='cmnt_ref1'>[a]</a></sup>", "Rust."),
    ],
)
def test_a_text_says_what_is_seen(html: str, text: str) -> None:
    assert sections(f"<p>{html}</p>") == [{"heading": "Kop", "text": text}]


def test_what_is_struck_out_is_told() -> None:
    assert told("<h1>Titel</h1><p>Nu <del>zestig</del><ins>vijftig</ins> euro.</p>") == [
        "left out: text that is struck out (1 word): “zestig”"
    ]


def word_line(mark: str, text: str, margin: int = 36) -> str:
    space = "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span>"
    return f"<p class=MsoListParagraph style='margin-left:{margin}pt'><span>{mark}{space}</span>{text}</p>"


def test_lines_of_lists_that_word_saves_are_lists() -> None:
    symbol = "<span style='font-family:Symbol'>·</span>"
    made = sections(word_line(symbol, "thee") + word_line("o", "met honing", 72) + word_line("§", "rust"))
    assert made[0]["points"] == [{"title": "thee", "items": ["met honing"]}, "rust"]
    numbers = "".join(word_line(f"{number}.", text) for number, text in ((1, "kook"), (2, "drink")))
    assert sections(numbers)[0] == {"heading": "Kop", "numbered": "ja", "items": ["kook", "drink"]}


def test_a_list_that_is_cut_up_is_one() -> None:
    cut = "<ol><li>een</li></ol><ol start=2><li>twee</li></ol><ol start=3><li>drie</li></ol>"
    assert sections(cut) == [{"heading": "Kop", "numbered": "ja", "items": ["een", "twee", "drie"]}]
    google = (
        "<ul class='lst-kix_a-0 start'><li>een</li></ul><ul class='lst-kix_a-1 start'><li>diep</li></ul>"
        "<ul class='lst-kix_a-0'><li>twee</li></ul>"
    )
    assert sections(google)[0]["points"] == [{"title": "een", "items": ["diep"]}, "twee"]


@pytest.mark.parametrize(
    "page",
    [
        f"<div class='cmp-container'><h1>Titel</h1><p>{LONG}</p></div>",
        f"<div class='site cookies-accepted'><h1>Titel</h1><p>{LONG}</p></div>",
        f"<h1>Titel</h1><section id='informed-consent'><h2>Toestemming</h2><p>{LONG}</p></section>",
        f"<form id=aspnetForm><div><h1>Titel</h1><p>{LONG}</p></div></form>",
        f"<h1>Titel</h1><form><h2>Uitleg</h2><p>{LONG}</p></form>",
        f"<h1>Titel</h1><div><p>{LONG}</p></div><article><p>Kort bericht</p></article>",
        f"<h1>Titel</h1><p>{LONG}</p><article><footer>Bron</footer></article>",
        f"<header><h1>Titel</h1></header><main><p>{LONG}</p></main>",
        f"<div class=hero><h1>Titel</h1></div><main><h2>Kop</h2><p>{LONG}</p></main>",
        f"<main><h1>Titel</h1></main><main><p>{LONG}</p></main>",
        f"<h1>Titel</h1><noscript><p>{LONG}</p></noscript>",
        f"<h1>Titel</h1><h2>Vraag?</h2><div style='display:none'><p>{LONG}</p></div>",
        f"<frameset><frame src=a></frameset><noframes><body><h1>Titel</h1><p>{LONG}</p></body></noframes>",
    ],
)
def test_the_text_of_a_page_is_found(page: str) -> None:
    made = content(page)
    assert made["title"] == "Titel"
    assert LONG in " ".join(" ".join(str(section.get("text", "")).split()) for section in made["sections"])


@pytest.mark.parametrize(
    "question",
    [
        "<h2><button data-bs-toggle=collapse>Mag ik sporten?</button></h2>",
        "<h3><button><span>Mag ik sporten?</span></button></h3>",
        "<button aria-expanded=false><h3>Mag ik sporten?</h3></button>",
        "<button class=collapsible>Mag ik sporten?</button>",
        "<div role=heading aria-level=2>Mag ik sporten?</div>",
    ],
)
def test_a_question_in_a_button_is_a_heading(question: str) -> None:
    found = str(sections(f"<p>Lees dit.</p>{question}<div class='panel' hidden><p>Ja, rustig aan.</p></div>"))
    assert "'heading': 'Mag ik sporten?'" in found or "'title': 'Mag ik sporten?'" in found
    assert "Ja, rustig aan." in found


@pytest.mark.parametrize(
    "comments",
    [
        "<div id=comments><h3>2 reacties</h3><ol class=comment-list><li>Anja: drie borden!</li></ol></div>",
        "<section class='reacties'><p>Anja: drie borden!</p></section>",
        "<div id=disqus_thread>Anja: drie borden!</div>",
    ],
)
def test_what_readers_wrote_below_a_text_is_left_out_and_named(comments: str) -> None:
    page = f"<h1>Titel</h1><p>{LONG}</p>{comments}"
    assert "drie borden" not in str(content(page)["sections"])
    assert "drie borden" in str(content(f"<h1>Titel</h1><p class=comment>Mijn man at drie borden. {LONG}</p>"))


def test_a_list_of_links_under_a_heading_is_text() -> None:
    links = "".join(f"<li><a href='https://{name}.example'>{name} bellen</a></li>" for name in ("lijn", "post"))
    assert sections(f"<div class='menu social'><ul>{links}</ul></div>")[0]["items"] == [
        "[lijn bellen](https://lijn.example)", "[post bellen](https://post.example)",
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ["nav", "footer", "div class='cookie-bar'", "noscript", "template"])
def test_every_word_that_is_left_out_of_a_page_is_named(kind: str) -> None:
    words = f"cookie {LONG}"
    (message,) = told(f"<h1>Titel</h1><p>{LONG} {LONG}.</p><{kind}>{words}</{kind.split(maxsplit=1)[0]}>")
    assert f"“{words}”" in message


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("<noframes><p>Geen <b>frames</b></p></noframes>", "Geen frames"),
        ("<noembed><p>Geen <b>film</b></p></noembed>", "Geen film"),
        ("<iframe><p>Geen <b>kader</b></p></iframe>", "Geen kader"),
        ("<textarea>a <b>tot z</textarea>", "a <b>tot z"),
        ("<input type=submit value=Versturen>", "Versturen"),
    ],
)
def test_old_code_is_named_and_refuses_nothing(code: str, words: str) -> None:
    (message,) = told(f"<h1>Titel</h1><p>Tekst.</p>{code}")
    assert f"“{words}”" in message


def test_code_that_is_shown_is_text() -> None:
    assert sections("<p>Zie:</p><xmp><b>vet</b></xmp>")[0]["text"].split() == ["Zie:", "<b>vet</b>"]


def test_an_archive_is_read_by_whichever_name() -> None:
    archive = (
        "From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=xx\r\n\r\n--xx\r\n"
        "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        "<h1>Titel</h1><p>=C3=A9=C3=A9n door=\r\nlopend</p>\r\n--xx--\r\n"
    )
    for source in ("a.mht", "a.html"):
        assert "één doorlopend" in imported(archive, source).yaml


@pytest.mark.parametrize("page", ["<p " + " ".join(f"a{n}=1" for n in range(20_000)) + ">tekst</p>"])
def test_a_page_with_attributes_without_end_is_read_at_once(page: str) -> None:
    assert "tekst" in imported(f"<h1>Titel</h1>{page}").yaml


def test_a_page_of_references_alone_is_too_large() -> None:
    with pytest.raises(ContentError) as refused:
        imported(f"<h1>Titel</h1><p>{'&amp' * 60_000}</p>")
    assert [problem.rule for problem in refused.value.problems] == ["too-large"]


def test_a_problem_names_words_and_no_line_that_was_never_written() -> None:
    with pytest.raises(ContentError) as refused:
        imported(f"<h1>Titel</h1><p>Tekst.</p><p>{'x' * 300}</p>")
    (problem,) = refused.value.problems
    assert problem.mark.line == 0
    assert "xxxx" in str(problem.message)


@pytest.mark.parametrize("fence", ["```python", "``` mermaid", "~~~ {.text}"])
def test_code_may_say_in_which_language_it_is(fence: str) -> None:
    made = import_text(f"# Titel\n\nTekst.\n\n{fence}\nblok\n{fence[:3]}\n".encode(), source="a.md")
    assert "- blok" in made.yaml


def test_markdown_of_signs_alone_is_refused_at_once() -> None:
    for text in ("*a **b " * 20_000, "|a" * 70_000):
        with pytest.raises(ContentError) as refused:
            import_text(f"# Titel\n\nTekst.\n\n{text}\n".encode(), source="a.md")
        assert [problem.rule for problem in refused.value.problems] == ["import-not-text"]


def test_what_a_class_makes_of_letters_is_read() -> None:
    sheet = (
        "<style>.c1{font-weight:700}.c2{vertical-align:super;color:red} .c3 , p.c4{text-decoration:line-through}"
        "@media print{.c5{text-decoration:line-through}}.c5:hover{vertical-align:super}</style>"
    )
    text = "10<span class='c0 c2'>6</span> <span class=c1>niet</span> <span class=c3>drie</span> <i class=c5>2</i>"
    assert content(f"{sheet}<h1>Titel</h1><h2>Kop</h2><p>{text}</p>")["sections"][0]["text"] == "10⁶ **niet** *2*"


def test_what_stands_in_the_place_of_an_attribute_is_passed_over() -> None:
    assert sections("<p {% if a %}class='b'{% endif %}>Tekst.</p>") == [{"heading": "Kop", "text": "Tekst."}]


@pytest.mark.parametrize("code", ["<p ", "<x y=", '<x "', "<![CDATA[", "<script "])
@pytest.mark.parametrize("end", ["", ">"])
def test_tags_without_an_end_are_letters_where_there_are_many(code: str, end: str) -> None:
    read = readable(f"<p>Een zin.</p>{code * 1000}{end}<p>Nog een.</p>")
    assert read is not None
    assert 0 <= read.count("<") <= 5


@pytest.mark.parametrize("code", ["<div>a</div>", "<td>", "<br>", "<span>"])
def test_a_page_with_more_code_than_any_text_has_is_refused(code: str) -> None:
    with pytest.raises(ContentError) as refused:
        imported(f"<h1>Titel</h1><p>Een gewone zin.</p>{code * 60_000}")
    assert [problem.message for problem in refused.value.problems] == [
        "this page has more code than a brochure has words"
    ]


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ('<iframe srcdoc="&lt;p&gt;Van elders&lt;/p&gt;"></iframe>', "“Van elders”"),
        ("<iframe srcdoc='<p>Van elders</p>'></iframe>", "“Van elders”"),
        ('<style>.stap::before{content:"Stap vooraf"}</style><p class="stap">Adem in.</p>', "“Stap vooraf”"),
    ],
)
def test_what_a_page_shows_from_its_code_is_told(code: str, told: str) -> None:
    made = imported(f"<h1>Titel</h1><p>Een gewone zin.</p>{code}<p>Nog een zin.</p>")
    assert told.strip("“”") not in made.yaml
    assert any(told in problem.message for problem in made.problems if problem.rule == "import-left-out")


def test_a_comment_for_one_browser_ends_where_it_ends() -> None:
    made = content("<h1>Titel</h1><!--[if gte vml 1]><p>Oud</p><![endif]--><![if !vml]><p>Een zin.</p><![endif]>")
    assert "Een zin." in str(made)
    assert "Oud" not in str(made)
