"""Markdown as converters write it is understood, or named by its line; no word of it is lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.content.reading import read_yaml
from handouts.intake.importing import import_text
from handouts.intake.importing.blocks import Block, Change, Parsed, Slice
from handouts.intake.importing.comparing import Comparison, forbidden_changes
from handouts.intake.importing.lines import read_line
from handouts.problems import ContentError


def paragraph(typed: str) -> str:
    """What becomes of a paragraph under a heading."""
    value = read_yaml(import_text(f"# T\n\n## D\n\n{typed}\n".encode(), source="a.md").yaml.encode(), "a.yaml").value
    assert isinstance(value, dict)
    return str(value["sections"][0]["text"]).strip()


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (r"\'s avonds een \"glas\" \$ 5 \< 7 2\*3", '\'s avonds een "glas" $ 5 < 7 2*3'),
        ("5 &lt; 7 &amp; 8 &gt; 3 caf&eacute; &#8217;", "5 < 7 & 8 > 3 café ’"),
        ("[]{#_Toc123456 .anchor}Tekst", "Tekst"),
        ("[onderstreept]{.underline} en <u>zo</u>", "onderstreept en zo"),
        ("<b>vet</b> en <i>schuin</i>", "**vet** en *schuin*"),
        ("**vet**woord", "vetwoord"),
        ("H<sub>2</sub>O en de 1<sup>e</sup>", "H2O en de 1e"),
        ("een<br>twee", "een\n\ntwee"),
        ("een\\\ntwee", "een\n\ntwee"),
        ("een  \ntwee", "een\n\ntwee"),
        ("een\ntwee", "een twee"),
        ("<https://a.example> <b@c.example>", "https://a.example b@c.example"),
        ("[hier](#kop) [daar](https://a.example)", "hier [daar](https://a.example)"),
        ("[een][1]\n\n[1]: https://a.example", "[een](https://a.example)"),
        ('<a href="https://a.example">een</a> <a id="x"></a>twee', "[een](https://a.example) twee"),
        (r"1986\. Een jaar", "1986. Een jaar"),
        (r"\- geen lijst", "- geen lijst"),
        (r"\# geen kop", "# geen kop"),
        ("9--17 uur -- altijd", "9–17 uur – altijd"),
        ("::: {.let-op}\nTekst\n:::", "Tekst"),
        ("<div>\n\nTekst\n\n</div>\n\n<!-- -->", "Tekst"),
    ],
)
def test_the_signs_of_converters_are_understood(typed: str, read: str) -> None:
    assert paragraph(typed) == read


@pytest.mark.parametrize(
    ("heading", "read"),
    [
        (r"## []{#_Toc123456 .anchor}Wat helpt \'s avonds?", "Wat helpt 's avonds?"),
        ("## Koffie & thee {.unnumbered}", "Koffie & thee"),
        ("## **Kop** ##", "Kop"),
        ('## <a id="_Toc1"></a>Eten &amp; drinken', "Eten & drinken"),
        ("Kop\n---", "Kop"),
    ],
)
def test_a_heading_loses_what_is_no_text(heading: str, read: str) -> None:
    made = import_text(f"# T\n\n{heading}\n\nTekst.\n\n## E\n\nTekst.\n".encode(), source="a.md")
    assert [section.heading for section in made.outline.sections] == [read, "E"]
    assert made.problems == ()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("10^3^ keer", "“^3^”"),
        ("10<sup>3</sup> keer", "“<sup>3</sup>”"),
        ("~~weg~~", "“~~weg~~”"),
        ("een noot[^1]", "“[^1]”"),
        ("[a](b.html)", "“](b.html)”"),
        ('[a](https://b.example "c")', "does not print here"),
        (r"\*x\*", "do not print here: “x”"),
    ],
)
def test_what_a_brochure_cannot_print_so_is_named_by_its_line(typed: str, said: str) -> None:
    problems = import_text(f"# T\n\n## D\n\nEerste regel\n{typed}\n".encode(), source="a.md").problems
    assert [problem.rule for problem in problems] == ["import-markup"]
    assert problems[0].mark.line in {5, 6}
    assert said in problems[0].message or typed == r"\*x\*"


@pytest.mark.parametrize(
    ("table", "head", "rows"),
    [
        (
            "  Middel   Dosis\n  -------- -------\n  Zout     1,5 g\n  Olie     2 dr.",
            ["Middel", "Dosis"],
            [["Zout", "1,5 g"], ["Olie", "2 dr."]],
        ),
        ("-------- -------\nZout     1,5 g\nOlie     2 dr.\n-------- -------", ["Zout", "1,5 g"], [["Olie", "2 dr."]]),
        ("| Zout | 1 g |\n|------|-----|\n| Olie | 2 g |", ["Zout", "1 g"], [["Olie", "2 g"]]),
        ("Zout|1 g\n:-|-:\nOlie", ["Zout", "1 g"], [["Olie", ""]]),
        ("| |**Dosis**|\n|-|-|\n|*Olie*|1 g<br>2 g|", ["–", "Dosis"], [["*Olie*", "1 g · 2 g"]]),
        (
            "+------+-----+\n| Zout | 1 g |\n+======+=====+\n| Olie | 2 g |\n+------+-----+",
            ["Zout", "1 g"],
            [["Olie", "2 g"]],
        ),
    ],
)
def test_a_table_is_placed_where_it_stands(table: str, head: list[str], rows: list[list[str]]) -> None:
    made = import_text(f"# T\n\n## D\n\nTekst.\n\n{table}\n\nSlot.\n".encode(), source="a.md")
    assert [problem.rule for problem in made.problems] == []
    first, second = made.draft.sections
    assert first.table
    assert (first.table.head, first.table.rows) == (head, rows)
    assert (first.text, second.text) == (["Tekst."], ["Slot."])


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        ("----------\nMid   Dosis\n---- -----\nZout een\n     lepel\n\nOlie 2\n----------", 4),
        ("+------+-----+\n| Zout | 1 g |\n+------+-----+", 1),
        ("| Zout \\| peper | 1 g |\n|------|-----|\n| Olie | 2 g |", 2),
        ("|a|b|c|d|e|f|\n|-|-|-|-|-|-|\n|1|2|3|4|5|6|", 2),
    ],
)
def test_a_table_that_is_not_plain_or_too_wide_is_kept_at_the_end_and_named(table: str, rows: int) -> None:
    made = import_text(f"# T\n\n## D\n\nTekst.\n\n{table}\n\nSlot.\n".encode(), source="a.md")
    assert [problem.rule for problem in made.problems] == ["import-not-placed"]
    assert made.outline.not_placed == rows
    assert made.outline.sections[0].paragraphs == 2


def test_numbers_that_are_all_the_same_count() -> None:
    made = import_text(b"# T\n\n## D\n\n1. een\n1. twee\n1. drie\n", source="a.md").yaml
    assert "numbered: ja" in made
    assert "- een\n      - twee\n      - drie" in made


@pytest.mark.parametrize(
    "typed",
    [
        "Neem 2*200 mg, zo nodig 3*200 mg per dag.",
        "1*1 en 2*1 tablet, of 2*daags",
        "½*200 en 2*€5 of 3*€6",
        "2_000 en 3_000",
        "5* en 6* en *7",
        "a*b*c en klant*en",
        "**2**00 of B**12** en 2**3",
        "*Let op: 3*200 mg*",
    ],
)
def test_a_sign_within_a_word_or_number_stays_as_typed(typed: str) -> None:
    assert paragraph(typed) == paragraph(f"    {typed}") == typed
    assert "import-markup" not in {
        each.rule for each in import_text(f"# T\n\n{typed}\n".encode(), source="a.md").problems
    }


@pytest.mark.parametrize("heading", ["Neem 2*200 of 3*200", "**Neem 2*200**", "*2_000 of 3_000*"])
def test_a_heading_keeps_the_signs_within_its_numbers(heading: str) -> None:
    outline = import_text(f"# T\n\n## {heading}\n\nTekst.\n".encode(), source="a.md").outline
    assert outline.sections[0].heading == re.sub(r"^\*+|\*+$", "", heading)


@pytest.mark.parametrize(
    ("typed", "sign", "forbidden"),
    [
        ("2*200", "*", True), ("a*b", "*", True), ("2_000", "_", True), ("**2**00", "**", True), ("1***d", "*", True),
        ("*a* b", "*", False), ("**voet**bad", "**", False), ("b **12**", "**", False), ("5*", "*", False),
    ],
)  # fmt: skip
def test_a_sign_that_is_lost_between_letters_or_digits_is_noticed(typed: str, sign: str, forbidden: bool) -> None:
    start = typed.rindex(sign)
    read = typed[:start] + typed[start + len(sign) :]
    parsed = Parsed([read_line(1, read)], [], [Change(1, start, start + len(sign), "")])
    assert bool(list(forbidden_changes(typed, parsed))) is forbidden
    cut = Block("text", [Slice(read_line(1, typed), 0, start), Slice(read_line(1, typed), start + len(sign), 99)])
    comparison = Comparison(typed, Parsed([cut.line], [cut]), "a.md")
    assert bool(comparison._kept[0].lost) is forbidden


WORD = st.integers(0, 999).map(lambda number: f"woord{number:03}x")
SHAPES = [
    "**{}**", "*{}*", "__{}__", "a**{}**", "[{}](#kop)", "[{}](https://a.example)", "`{}`", "~~{}~~", "<b>{}</b>",
    "<u>{}</u>", "{}<br>", "\\*{}\\*", "\\'{}", "{} &amp; &eacute;", "[{}]{{.x}}", "[]{{#a}}{}", "{} --", "[{}][r]",
    "![{}](a.png)", "<a id='x'></a>{}", "{}^2^", "<onb>{}</onb>", "***{}***", "{}\\", "{}  ", "{}.", "{}:",
]  # fmt: skip
PIECES = st.one_of(WORD, st.builds(str.format, st.sampled_from(SHAPES), WORD))
STARTS = st.sampled_from(
    ["", "", "# ", "## ", "- ", "1. ", "  - ", "> ", "> - ", "✔ ", "\t", "| ", "<div>", "::: x\n", "```\n", "<!-- ",
     "[r]: https://a.example\n", "===\n", "---\n", "-- --\n", "+--+--+\n"]
)  # fmt: skip
ROWS = st.lists(PIECES, min_size=1, max_size=5).map(" ".join)
DOCUMENTS = st.lists(
    st.tuples(STARTS, st.lists(PIECES, min_size=1, max_size=5).map(" ".join), st.sampled_from(["\n", "\n\n"])).map(
        "".join
    ),
    min_size=2,
    max_size=10,
).map("".join)


def texts(value: Any) -> Iterator[str]:
    """Every text of a YAML file, without its remarks."""
    if isinstance(value, str):
        yield value
    else:
        for each in value if isinstance(value, list) else value.values():
            yield from texts(each)


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"woord\d{3}x", text.casefold()))


@given(DOCUMENTS)
@settings(max_examples=300, deadline=None, derandomize=True)
def test_no_word_of_any_markdown_is_lost(text: str) -> None:
    rules: set[str] = set()
    try:
        made = import_text(text.encode(), source="a.md")
    except ContentError as refused:
        rules = {problem.rule for problem in refused.problems}
    else:
        assert words(" ".join(texts(read_yaml(made.yaml.encode(), "a.yaml").value))) == words(text)
    assert rules <= {"import-too-little"}


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Zie [de site][a_b].\n\n[a_b]: https://x.example/a_b_c", "Zie [de site](https://x.example/a_b_c)."),
        ("Zie [de kop](#zo_doe_je_(dat)) <a id='a_b'></a>nu.", "Zie de kop nu."),
        ("Zie [de site][a].\n\n[a]: https://x.example/?a=1&amp;b=2", "Zie [de site](https://x.example/?a=1&b=2)."),
        (r"Zie [de site][a]." + "\n\n" + r"[a]: https://x.example/a\_b", "Zie [de site](https://x.example/a_b)."),
    ],
)
def test_an_address_may_hold_signs_and_characters_written_in_a_longer_way(typed: str, printed: str) -> None:
    made: Any = read_yaml(
        import_text(f"# Titel\n\n## Kop\n\n{typed}\n".encode(), source="tekst.md").yaml.encode(), "a"
    ).value
    assert made["sections"] == [{"heading": "Kop", "text": printed}]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ('Zie [de site][a].\n\n[a]: https://x.example "Mijn titel"', '"Mijn titel"'),
        ('Zie [de kop](#kop "Mijn titel") nu.', '(#kop "Mijn titel")'),
    ],
)
def test_the_title_of_a_link_is_told_as_it_does_not_print(typed: str, told: str) -> None:
    made = import_text(f"# Titel\n\n## Kop\n\n{typed}\n".encode(), source="tekst.md")
    assert "Mijn titel" not in made.yaml
    assert f"“{told}” does not print here" in [problem.message for problem in made.problems]


def test_a_definition_whose_link_goes_over_two_lines_stays() -> None:
    text = "# Titel\n\n## Kop\n\nZie [de site][a\nb] nu.\n\n[a b]: https://x.example\n"
    made: Any = read_yaml(import_text(text.encode(), source="tekst.md").yaml.encode(), "a").value
    assert made["sections"][-1]["items"] == ["[a b]: https://x.example"]


def test_what_programs_for_notes_write_is_layout() -> None:
    text = "# T\n\n#slaap #rust\n\n## ==Rust==\n\nZie [[Slapen]] en ==nu==, 2==2.\n\n> [!tip] Klein\n> Eén ding.\n"
    made = import_text(f"{text}\n![[bed.png]]\n".encode(), source="a.md")
    (section,) = made.draft.sections
    assert (section.heading, section.text) == ("Rust", ["Zie Slapen en nu, 2==2.", "Klein", "Eén ding."])
    assert [row for block in made.draft.odd for row in block.rows] == ["#slaap #rust", "![[bed.png]]"]


def test_lists_behind_backslashes_and_in_tags_are_lists() -> None:
    tags = "<ul>\n<li>rust</li>\n<li>water</li>\n</ul>"
    typed = f"# T\n\n## Een\n\n1\\. kook\n\n2\\. drink\n\n## Twee\n\n{tags}\n\n\\- dit niet\n"
    one, two, rest = import_text(typed.encode(), source="a.md").draft.sections
    assert (one.numbered, one.items) == (True, [["kook"], ["drink"]])
    assert (two.items, rest.text) == ([["rust"], ["water"]], ["- dit niet"])


def sections(text: str) -> list[dict[str, Any]]:
    value: Any = read_yaml(import_text(text.encode(), source="a.md").yaml.encode(), "a.yaml").value
    return list(value["sections"])


def test_a_numbered_step_with_a_paragraph_stays_a_numbered_step() -> None:
    (made,) = sections("# T\n\n## D\n\n1. Ga zitten.\n2. Adem uit.\n\n   Niet persen.\n3. Herhaal.\n")
    assert (made["numbered"], made["items"]) == ("ja", ["Ga zitten.", "Adem uit.\n\nNiet persen.\n", "Herhaal."])


@pytest.mark.parametrize("gap", ["\n", ""])
@pytest.mark.parametrize("mark", ["1.", "-"])
def test_a_quotation_after_a_list_is_no_part_of_its_last_line(mark: str, gap: str) -> None:
    list_, quotation = sections(f"# T\n\n## D\n\n{mark} Zit.\n\n  Recht.\n{mark} Adem.\n{gap}> Niet bij koorts.\n")
    assert "koorts" not in str(list_)
    assert quotation == {"text": "Niet bij koorts."}


def test_a_quotation_within_a_line_of_a_list_stays_there() -> None:
    (made,) = sections("# T\n\n## D\n\n1. Zit.\n\n   > Recht.\n2. Adem.\n")
    assert made["items"] == ["Zit.\n\nRecht.\n", "Adem."]
