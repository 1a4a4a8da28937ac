"""Content is data: it is escaped, never run, and whatever a template prints of it is announced with its place."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from conftest import Command, put
from handouts.checks import signs
from handouts.content.labels import load_labels
from handouts.content.loading import load_brochure, load_consult, load_practice
from handouts.content.model.formats import FORMATS
from handouts.content.resolving import resolve
from handouts.content.things import some_of
from handouts.files.folder import Folder, TrackedReader
from handouts.files.layout import shipped_root
from handouts.languages.messages import worded_date
from handouts.page.composing import compose_brochure, compose_sheet
from handouts.page.composing.prose import doubtful_markup, inline_html, paragraphs, plain_html
from handouts.page.composing.text_markers import extract_texts, marked
from handouts.page.pipeline import Composed
from handouts.problems import ContentError, Mark

CONTENT = "content/brochures/proef.yaml"


def composed(practice: Path, format_name: str = "a4") -> Composed:
    reader = Folder(practice).open_reader()
    return compose_brochure(reader, load_brochure(reader, "proef"), load_practice(reader), FORMATS[format_name])


def rules(practice: Path) -> list[tuple[str, str]]:
    with pytest.raises(ContentError) as caught:
        composed(practice)
    return [(problem.rule, str(problem.mark)) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("gewoon", "gewoon"),
        ("**vet**", "<strong>vet</strong>"),
        ("*schuin*, _ook_", "<em>schuin</em>,<em> ook</em>"),
        ("**vet *en schuin***", "<strong>vet<em> en schuin</em></strong>"),
        ("2*1*0", "2*1*0"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("een_twee_drie", "een_twee_drie"),
        ("*begin zonder eind", "*begin zonder eind"),
        ("\\*geen nadruk\\*", "\\*geen nadruk\\*"),
        ("a\\b &amp; <i>", "a\\b &amp;amp; &lt;i&gt;"),
        ("`code` # kop - punt > citaat", "`code` # kop - punt &gt; citaat"),
        ("{{ x }} {% y %}", "{{ x }} {% y %}"),
        (
            "[hier](https://a.example/b)",
            '<a href="https://a.example/b">hier</a> <span class="together">(a.example/b)</span>',
        ),
        ("[a.example](https://a.example/)", '<a href="https://a.example/">a.example</a>'),
        ("[bel](tel:112)", '<a href="tel:112">bel</a> <span class="together">(112)</span>'),
        ("[x](javascript:alert)", "[x](javascript:alert)"),
        ("[x](file:///etc/passwd)", "[x](file:///etc/passwd)"),
        (
            "![x](https://a.example/a.png)",
            '!<a href="https://a.example/a.png">x</a> <span class="together">(a.example/a.png)</span>',
        ),
        ("<https://a.example>", '<span class="unhyphenated">&lt;https://a.example&gt;</span>'),
        ("https://a.example", '<span class="together">https://a.example</span>'),
        ("regel\nregel", "regel\nregel"),
    ],
)
def test_prose_knows_bold_italics_and_links_and_leaves_the_rest(typed: str, html: str) -> None:
    assert inline_html(typed) == html


@pytest.mark.parametrize(
    "typed",
    [
        "_intake_.pdf", "*intake*.pdf", "_naam_@praktijk.example", "naam_x_y@praktijk.example", "*naam*@x.example",
        "https://x.example/_a_/b", "https://x.example/?q=*a*", "www.x.example/_a_", "C:\\_map_\\x", "/home/_x_/y",
        "__:__ uur", "__-__-____", "____naam____", "______", "(*) in overleg, bel eerst (*)", "a *) b *)",
        "*.pdf, *.doc",
        "€ 85* en *) € 40*", "dag__maand__jaar", "van __ tot __ uur", "5*3*2",
    ],
)  # fmt: skip
def test_stars_and_underscores_in_addresses_file_names_footnotes_and_blanks_print_as_typed(typed: str) -> None:
    assert unescape(re.sub("<[^>]+>", "", inline_html(typed))) == typed


@pytest.mark.parametrize(
    ("typed", "marked"),
    [
        ("_info@x.example_", "em"), ("**info@x.example**", "strong"), ("*www.x.example*.", "em"),
        ("_https://x.example/a_b_", "em"), ("**Mail** ons: a@x.example", "strong"), ("*ja*/nee", "em"),
        ("[**a**](https://x.example)", "strong"), ("**Let op**:rust", "strong"), ("**B12**-tekort", "strong"),
        ("_ja_/_nee_", "em"), ("(_a b_)", "em"), ("**€ 12**", "strong"), ("**,5**", "strong"), ("*(bron)*", "em"),
    ],
)  # fmt: skip
def test_a_mark_at_the_edge_of_a_word_or_a_whole_address_is_emphasis(typed: str, marked: str) -> None:
    html = inline_html(typed)
    assert f"<{marked}>" in html
    assert "*" not in html
    assert html.count("_") == typed.count("_b_")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("vul in: __uur__", "“__uur__” is printed in bold, without its signs"),
        ('[x](https://x.example "De titel")', "the title of this link, “De titel”, is not printed"),
        ("kijk ![x](https://x.example)",
         "a picture cannot stand in running text, so its name and its address are printed"),
    ],
)  # fmt: skip
def test_markup_that_may_be_lost_without_being_meant_is_doubtful(typed: str, said: str) -> None:
    assert [message for message, _ in doubtful_markup(f"Een regel.\n\n{typed}")] == [said]


def test_markup_that_a_guide_teaches_is_never_doubtful() -> None:
    for typed in ("**vet**", "*schuin*", "_schuin_", "__twee woorden__", "[x](https://x.example)"):
        assert not list(doubtful_markup(typed))


def test_a_brochure_names_the_line_of_markup_that_may_be_lost(practice: Path) -> None:
    put(practice, CONTENT, "title: Proef\nsections:\n- heading: Vullen\n  text: Per week __uur__ rust.\n")
    found = list(signs.check(load_brochure(TrackedReader(Folder(practice)), "proef")))
    assert [(problem.rule, problem.mark.line) for problem in found] == [("lost-markup", 4)]


def test_an_address_cannot_leave_its_attribute() -> None:
    seen: list[list[tuple[str, str | None]]] = []

    class Parser(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            assert tag in {"a", "span"}
            seen.append(attrs)

    Parser().feed(inline_html('[x](https://a.example/"onload="x)'))
    assert seen == [[("href", 'https://a.example/"onload="x')], [("class", "unhyphenated")]]


def test_a_blank_line_begins_a_paragraph() -> None:
    assert paragraphs("een\ntwee\n\n \t\n drie \n\n") == ["een\ntwee", "drie"]


def test_text_is_escaped() -> None:
    assert "<b>" not in plain_html("<b>&amp;</b>")
    assert unescape(plain_html("\"a\" & 'b' <c> &amp;")) == "\"a\" & 'b' <c> &amp;"


VALUES = ["een & meer", 'twee "en" <drie>']
MARKS = [Mark("a.yaml", line, 1) for line in (1, 2)]


def announced(html: str) -> list[tuple[str, int | None]]:
    return [
        (text.text.strip(), text.mark.line if text.mark else None) for text in extract_texts(html, VALUES, MARKS).texts
    ]


def test_values_and_the_words_of_a_template_are_announced_in_reading_order() -> None:
    one, two = marked(0, "een &amp; <b>meer</b>"), marked(1, "twee")
    assert announced(f"<p>{one} en {two}</p><p>{one}</p>") == [
        ("een & meer", 1), ("en", None), ("twee", 2), ("een & meer", 1),
    ]  # fmt: skip


def test_what_a_page_does_not_print_is_not_announced() -> None:
    head = f"<head><title>{marked(0, 'een')}</title><style>p {{}}</style></head>"
    html = f"{head}<script>x</script><p>{marked(1, 'twee')}</p>"
    assert announced(html) == [("twee", 2)]


@pytest.mark.parametrize(
    ("html", "used"),
    [
        ("<p>{0}</p>", {0}),
        ("<img alt='{0}'>", {0}),
        ("<p title='{0}'></p>", set()),
        ("<title>{0}</title>", set()),
        ("<!-- {0} -->", set()),
        ("<style>{0}</style>", set()),
        ("<script>{0}</script>", set()),
    ],
)
def test_a_value_is_used_where_it_is_printed_or_read_aloud(html: str, used: set[int]) -> None:
    announcement = extract_texts(html.replace("{0}", marked(0, "een")), VALUES, MARKS)
    assert announcement.used == used
    assert not {"\ufdd0", "\ufdd1", "\ufdd2"} & set(announcement.html)


def test_a_value_in_an_attribute_is_its_text_and_stays_in_it() -> None:
    html = extract_texts(
        f'<img alt="{marked(1, "<b>twee</b>")}"><title>{marked(0, "<b>een</b>")}</title>', VALUES, MARKS
    ).html
    assert html == ('<img alt="twee &quot;en&quot; &lt;drie&gt;"><title>een &amp; meer</title>')


@pytest.mark.parametrize(
    "instead",
    [
        "",
        "<!-- {{ doc.title }} -->",
        "<h1 title='{{ doc.title }}'></h1>",
        "<h1>{{ doc.title|upper }}</h1>",
        "{% if doc.title %}x{% endif %}",
    ],
)
def test_a_template_that_does_not_print_a_value_is_refused(practice: Path, instead: str) -> None:
    source = (shipped_root() / "templates/brochure.html").read_text(encoding="utf-8")
    put(practice, "templates/brochure.html", source.replace("<h1>{{ doc.title }}</h1>", instead))
    assert ("unused-value", f"{CONTENT}:1:8") in rules(practice)


def test_every_value_of_a_full_brochure_is_announced_with_its_place(practice: Path) -> None:
    announced_texts = composed(practice).announced
    by_place = {(str(text.mark), text.text.strip()) for text in announced_texts}
    assert (f"{CONTENT}:1:8", "Proefblad") in by_place
    assert (f"{CONTENT}:6:11", "1 november 2026") in by_place
    assert (f"{CONTENT}:12:16", "Rust") in by_place
    assert ("content/practice.yaml:3:8", "06 00 00 00 12") in by_place
    assert any(str(text.mark).startswith("(handouts) content/labels/nl.yaml") for text in announced_texts)


def test_content_is_never_run_as_a_template(practice: Path) -> None:
    put(practice, CONTENT, "title: '{{ 7 * 7 }}{% for x in y %}'\nsections:\n- heading: '{# x #}'\n")
    texts = [text.text.strip().replace("\u00a0", " ") for text in composed(practice).announced]
    assert "{{ 7 * 7 }}{% for x in y %}" in texts
    assert "{# x #}" in texts


@pytest.mark.parametrize(("format_name", "shown"), [("a4", ["Een"]), ("large-print", ["Twee"])])
def test_what_is_for_another_format_is_not_there(practice: Path, format_name: str, shown: list[str]) -> None:
    put(
        practice, CONTENT,
        "title: T\nsections:\n- heading: Een\n  except: [large-print]\n- heading: Twee\n  only: [large-print]\n",
    )  # fmt: skip
    texts = [text.text.strip() for text in composed(practice, format_name).announced]
    assert [text for text in texts if text in {"Een", "Twee"}] == shown


def test_the_language_of_a_brochure_chooses_its_words_and_dates(practice: Path) -> None:
    text = (practice / CONTENT).read_text(encoding="utf-8")
    put(practice, CONTENT, f"{text}language: en\n")
    result = composed(practice)
    assert '<html lang="en"' in result.html
    assert "1 November 2026" in [text.text.strip() for text in result.announced]


def test_words_of_her_own_go_before_the_shipped_ones(practice: Path) -> None:
    put(practice, "content/labels/nl.yaml", "sources: Waar dit staat\n")
    words = load_labels(Folder(practice).open_reader(), "nl")
    assert words["sources"] == ("Waar dit staat", Mark("content/labels/nl.yaml", 1, 10))
    assert words["kicker"].mark.file == "(handouts) content/labels/nl.yaml"


def test_both_languages_have_the_same_words(practice: Path) -> None:
    reader = Folder(practice).open_reader()
    assert load_labels(reader, "nl").keys() == load_labels(reader, "en").keys()


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("bronnen", "did you mean “sources”?"),
        ("Bronen", "did you mean “sources”?"),
        ("source", "did you mean “sources”?"),
    ],
)
def test_a_fixed_word_is_found_by_what_is_printed_for_it(practice: Path, typed: str, hint: str) -> None:
    put(practice, "content/labels/nl.yaml", f"{typed}: Waar dit vandaan komt\n")
    with pytest.raises(ContentError) as refused:
        load_labels(Folder(practice).open_reader(), "nl")
    assert [problem.hint for problem in refused.value.problems] == [hint]


def test_of_many_names_a_handful_is_listed() -> None:
    assert some_of(list("abcdefghij"), "docs/fields.md") == "known here: a, b, c, d, e, f and 4 more, in docs/fields.md"
    assert some_of(list("abcdefg"), "docs/fields.md") == "known here: a, b, c, d, e, f, g"


def test_every_month_has_its_name() -> None:
    from datetime import date

    assert [worded_date(date(2026, month, 1), "nl").split()[1] for month in (1, 3, 8, 12)] == [
        "januari", "maart", "augustus", "december",
    ]  # fmt: skip
    assert worded_date(date(2026, 5, 31), "en") == "31 May 2026"


def test_styles_come_from_general_to_particular(practice: Path) -> None:
    own = {
        "a4": ["a4"],
        "large-print": ["large-print"],
        "booklet": ["covers", "booklet"],
        "trifold": ["panel", "covers", "trifold"],
        "card": ["panel", "card"],
    }
    for name, styles in own.items():
        assert shared(composed(practice, name)) == [
            "fonts",
            "brand",
            "base",
            "parts",
            "marks",
            "figures",
            "features",
            "practice",
            "brochure",
            *styles,
            "own",
        ]


def shared(made: Composed) -> list[str]:
    """The stylesheets of a document but for those of its look, its title and its drawings."""
    names = (sheet.name.removeprefix("styles/").removesuffix(".css") for sheet in made.stylesheets)
    return [name for name in names if not name.startswith("looks/") and name not in {"title", "art"}]


def test_what_a_format_is_to_sheets_only_is_in_a_stylesheet_that_they_alone_read(clinic: Path) -> None:
    reader = Folder(clinic).open_reader()
    gathered = resolve(reader, load_practice(reader), load_consult(reader, "2026-014"))
    made = compose_sheet(reader, gathered, FORMATS["booklet"])
    assert shared(made)[-3:] == ["booklet", "booklet-sheet", "own"]


def test_a_style_of_her_own_is_named_as_hers(practice: Path) -> None:
    put(practice, "styles/base.css", "p { color: black }")
    places = {sheet.name: sheet.place for sheet in composed(practice).stylesheets}
    assert places["styles/base.css"] == "styles/base.css"
    assert places["styles/a4.css"] == "(handouts) styles/a4.css"


def test_a_template_that_does_not_end_its_head_is_still_heard(handouts: Command, practice: Path) -> None:
    source = (shipped_root() / "templates/layout.html").read_text(encoding="utf-8")
    put(practice, "templates/layout.html", source.replace("</head>", ""))
    ran = handouts("check")
    assert (ran.code, ran.err) == (0, "")


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Neem 1\u20442 tablet", "Neem ½ tablet"),
        ("1 3\u20444 uur", "1 ¾ uur"),
        ("\u00b9\u2044\u2082 tablet", "½ tablet"),
        ("3\u204416", "3/16"),
        ("11\u20442", "11/2"),  # it may be 1 and a half, and may be 11 halves
        ("1\u204420", "1/20"),
        ("mg\u2044dag", "mg/dag"),
        ("1/2 tablet", "1/2 tablet"),
        ("½ tablet", "½ tablet"),
    ],
)
def test_a_fraction_slash_makes_a_fraction_where_there_is_one(typed: str, printed: str) -> None:
    assert re.sub("<[^>]+>", "", plain_html(typed)) == printed
    assert re.sub("<[^>]+>", "", inline_html(typed)) == printed


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("~een uur", "~\u200ceen uur"),
        ("**~uit**", "<strong>~\u200cuit</strong>"),
        ("~20 mg", "~20 mg"),
        ("~ een", "~ een"),
        (
            "[x](https://a.example/~erik)",
            '<a href="https://a.example/~erik">x</a> <span class="together">(a.example/~\u200cerik)</span>',
        ),
    ],
)
def test_a_tilde_before_a_letter_is_no_accent(typed: str, html: str) -> None:
    assert inline_html(typed) == html


def test_of_the_parts_a_file_of_hers_need_hold_only_those_that_differ(practice: Path) -> None:
    put(
        practice, "templates/parts.html", "{% macro contact(practice) %}<p>Bel {{ practice.phone }}</p>{% endmacro %}\n"
    )
    html = composed(practice).html
    assert '<p class="practitioner">' in html
    assert "<p>Bel " in html
    assert 'class="contact"' not in html


def test_parts_and_documents_of_an_earlier_version_understand_each_other(practice: Path) -> None:
    put(
        practice,
        "templates/parts.html",
        "{% macro invited(it) %}<h2>{{ it.heading }}!</h2>{{ it.text }}{% endmacro %}\n",
    )
    assert "<h2>Wat past bij jou?!</h2>" in composed(practice).html.replace("\n", "")
    names = "about, call_box, card, good_to_know, invited, look, made, main_message, scan, sections, told"
    document = (
        f'{{% from "parts.html" import {names} with context %}}\n<html class="{{{{ look() }}}}">'
        "{{ told(doc.sections[0]) }}{{ made(doc, practice) }}{{ scan(labels.read_site, practice.website) }}</html>"
    )
    put(practice, "templates/brochure.html", document)
    (practice / "templates/parts.html").unlink()
    with pytest.raises(ContentError) as refused:
        composed(practice)
    assert {problem.rule for problem in refused.value.problems} == {"unused-value"}, "the rest of it was printed"


def test_a_layout_without_a_place_for_the_document_is_one_mistake(practice: Path) -> None:
    put(practice, "templates/layout.html", "<html><head><title>{{ doc.title }}</title></head><body></body></html>")
    with pytest.raises(ContentError) as refused:
        composed(practice)
    (problem,) = refused.value.problems
    assert (str(problem.mark), problem.rule) == ("templates/layout.html", "template")
    assert problem.message == "the layout has no block “body”"
    assert problem.hint == "put {% block body %}{% endblock %} where the document is to come"


def test_what_stands_at_the_foot_of_a_page_is_changed_in_one_template(practice: Path) -> None:
    source = (shipped_root() / "templates/layout.html").read_text(encoding="utf-8")
    own = source.replace('data-practice="{{ practice.name }}"', 'data-practice="{{ practice.website }}"')
    put(practice, "templates/layout.html", own)
    feet = [re.findall('data-practice="(.*?)"', composed(practice, name).html) for name in FORMATS]
    assert feet == [["praktijk.example"]] * len(FORMATS)


def test_a_mistake_in_a_part_is_named_in_the_file_that_holds_it(practice: Path) -> None:
    put(
        practice,
        "templates/marks.html",
        "{# hers #}\n\n{% macro points(points) %}{{ points.none.such }}{% endmacro %}\n",
    )
    with pytest.raises(ContentError) as refused:
        composed(practice)
    (problem,) = refused.value.problems
    assert str(problem.mark).startswith("templates/marks.html:3")


def test_a_section_opens_with_its_heading_and_the_text_that_is_read_with_it(practice: Path) -> None:
    long = "Een zin van enige lengte die iets vertelt. " * 10
    put(
        practice,
        CONTENT,
        f"title: T\nsections:\n- heading: Kop\n  text: |\n    {long}\n\n    {long}\n  lead_in: Dit\n  items: [a]\n",
    )
    html = " ".join(composed(practice).html.split())
    assert '<span class="number">1</span> Kop</h2> <p class="text">Een zin' in html
    assert '</div> <p class="text unit">Een zin' in html
    assert '<p class="unit keep lead-in">Dit</p> <ul class="bullets rows">' in html
