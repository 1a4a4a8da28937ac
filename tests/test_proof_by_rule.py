"""Each rule of the proof on a made-up page of tagged text: the rule is named, at the line of what she wrote."""

from __future__ import annotations

import pytest

from handouts.content.model.brand import PAIRS, PALETTES
from handouts.content.model.formats import FORMATS
from handouts.page.pipeline import Composed, ExpectedText
from handouts.problems import Mark
from handouts.proof import prove
from printed import page_of

HERE = "content/brochures/proef.yaml"
TEMPLATE = "templates/proef.html"


def proven(content: str, *announced: str, tagged: int, family: str = "Helvetica") -> list[tuple[str, str, int]]:
    """The rules that a page of tagged text breaks, each with the file and line that it is named at.

    The first announced text stands in line 1, the second in line 2.
    """
    pair = PAIRS["rust"]._replace(body=PAIRS["rust"].body._replace(family=family))
    texts = tuple(ExpectedText(text, Mark(HERE, number)) for number, text in enumerate(announced, 1))
    composed = Composed("", (), texts, PALETTES["linde"], pair, {}, "nl", TEMPLATE, FORMATS["a4"])
    return [(each.rule, each.mark.file, each.mark.line) for each in prove(page_of(content, tagged=tagged), composed)]


def paragraphs(*lines: tuple[str, float, float]) -> str:
    """Marked contents of 10 pt type, each as what it shows, how far from the left, and the height of its baseline."""
    return " ".join(
        f"/P <</MCID {number}>> BDC BT /F1 10 Tf {left} {baseline} Td ({text}) Tj ET EMC"
        for number, (text, left, baseline) in enumerate(lines)
    )


def test_what_is_on_paper_as_it_was_announced_breaks_no_rule() -> None:
    assert proven(paragraphs(("rust", 10, 80), ("slaap", 10, 60)), "rust", "slaap", tagged=2) == []


@pytest.mark.parametrize(
    ("text", "announced", "rule"),
    [
        ("rust", "rust en slaap", "not-printed"),
        ("RUST", "rust", "other-capitals"),
        ("06123 45", "0612345", "broken-number"),
        ("ru st", "rust", "torn"),
        ("rusten", "rust en", "lost-space"),
    ],
)
def test_a_text_that_is_printed_otherwise_is_named_at_its_line(text: str, announced: str, rule: str) -> None:
    assert proven(paragraphs((text, 10, 60)), announced, tagged=1) == [(rule, HERE, 1)]


def test_a_word_that_is_broken_without_a_hyphen_is_named_at_its_line() -> None:
    broken = "/P <</MCID 0>> BDC BT /F1 10 Tf 10 60 Td (en zo een mede) Tj 0 -12 Td (werker) Tj ET EMC"
    assert proven(broken, "en zo een medewerker", tagged=1) == [("no-hyphen", HERE, 1)]


@pytest.mark.parametrize(
    ("letters", "digits", "spaces", "rules"),
    [
        (0, 0, 0, []),
        (0.1, 0.1, 0, []),
        (0.15, 0.15, 0, []),
        (0, 0.15, 0, ["broken-number"]),
        (0.15, 0.35, 0, ["broken-number"]),
        (0.15, 0.15, -0.4, ["broken-number", "torn"]),  # the spaces are hardly wider
    ],
)
def test_a_number_may_be_set_apart_as_far_as_all_letters_of_its_line(
    letters: float, digits: float, spaces: float, rules: list[str]
) -> None:
    """Each is a share of the type size, set as the engine does it."""
    wide = [digits if sign in "25" else letters + (spaces if sign == " " else 0) for sign in "neem elke dag 250 mg"]
    text = " ".join(f"({sign}) {-1000 * gap:.0f}" for sign, gap in zip("neem elke dag 250 mg", wide, strict=True))
    content = f"/P <</MCID 0>> BDC BT /F1 7 Tf 2 60 Td [{text}] TJ ET EMC"
    assert sorted({rule for rule, _, _ in proven(content, "neem elke dag 250 mg", tagged=1)}) == rules


def test_text_that_nobody_announced_is_named_at_the_template() -> None:
    assert proven(paragraphs(("rust gratis", 10, 60)), "rust", tagged=1) == [("not-announced", TEMPLATE, 0)]


def test_a_text_above_the_one_before_it_is_out_of_order() -> None:
    found = proven(paragraphs(("rust", 10, 60), ("slaap", 10, 80)), "rust", "slaap", tagged=2)
    assert found == [("out-of-order", HERE, 2)]


def test_a_word_off_the_line_of_the_word_before_it_is_shifted() -> None:
    assert proven(paragraphs(("rust", 10, 60), ("en", 32, 50)), "rust en", tagged=2) == [("shifted", HERE, 1)]


def test_texts_that_lie_on_each_other_are_overprinted() -> None:
    found = proven(paragraphs(("rust", 10, 60), ("slaap", 10, 58)), "rust", "slaap", tagged=2)
    assert ("overprinted", HERE, 1) in found


@pytest.mark.parametrize(
    ("before", "after", "rule"),
    [
        ("1 g ", "", "invisible-text"),
        ("", " 1 g 0 50 100 30 re f", "invisible-text"),
        ("q 0 59 100 3.2 re W n ", " Q", "cut"),
        ("1 0 0 1 -12 0 cm ", "", "off-page"),
        ("", " 0 g 8 62 30 .6 re f", "struck"),
        ("1 0 0 -1 0 120 cm ", "", "turned"),
        (".4 0 0 .4 0 0 cm ", "", "tiny"),
    ],
)
def test_what_is_done_to_a_text_is_named_at_its_line(before: str, after: str, rule: str) -> None:
    assert proven(before + paragraphs(("runs", 10, 60)) + after, "runs", tagged=1) == [(rule, HERE, 1)]


def test_a_number_in_small_raised_type_is_named_at_its_line() -> None:
    def dose(size: float, up: float) -> str:
        number = f"/F1 {size} Tf 0 {up} Td (2) Tj"
        return f"/P <</MCID 0>> BDC BT /F1 10 Tf 10 60 Td (neem) Tj 28 0 Td {number} ET EMC"

    assert proven(dose(6, 4), "neem 2", tagged=1) == [("raised", HERE, 1)]
    assert proven(dose(6, -2), "neem 2", tagged=1) == [("raised", HERE, 1)]
    assert proven(dose(6, 0), "neem 2", tagged=1) == []
    assert proven(dose(10, 4), "neem 2", tagged=1) == []


def test_a_footer_among_the_text_is_named_at_the_template() -> None:
    text = paragraphs(("rust", 20, 80), ("slaap", 20, 40))
    for left, baseline in (20, 60), (50, 40):
        footer = f" BT /F1 10 Tf {left} {baseline} Td (1) Tj ET"
        assert proven(text + footer, "rust", "slaap", tagged=2) == [("among-text", TEMPLATE, 0)]


@pytest.mark.parametrize(("left", "baseline"), [(60, 60), (2, 20), (75, 80), (2, 60)])
def test_a_footer_in_a_margin_is_not_among_the_text(left: float, baseline: float) -> None:
    text = paragraphs(("rust", 20, 80), ("slaap", 20, 40))
    footer = f" BT /F1 10 Tf {left} {baseline} Td (1) Tj ET"
    assert proven(text + footer, "rust", "slaap", tagged=2) == []


def test_a_text_in_a_typeface_that_is_not_of_the_pair_is_named_at_its_line() -> None:
    content = paragraphs(("rust", 10, 80), ("slaap", 10, 60))
    assert proven(content, "rust", "slaap", tagged=2, family="Anders") == [
        ("foreign-font", HERE, 1), ("foreign-font", HERE, 2),
    ]  # fmt: skip
    swapped = content.replace("/F1", "/F2", 1)
    assert proven(swapped, "rust", "slaap", tagged=2) == [("foreign-font", HERE, 1)]


def test_what_runs_in_the_margin_is_named_at_the_template() -> None:
    content = paragraphs(("rust", 10, 80))
    running = " 1 g BT /F1 10 Tf 10 10 Td (voet) Tj ET"
    assert proven(content + running.replace("1 g", "0 g"), "rust", tagged=1) == []
    assert proven(content + running, "rust", tagged=1) == [("invisible-text", TEMPLATE, 0)]


def test_every_mistake_is_named_at_once() -> None:
    content = paragraphs(("RUST", 10, 80), ("sla ap", 10, 60)) + " 0 g 8 83.6 30 .6 re f"
    assert proven(content, "rust", "slaap", tagged=2) == [
        ("torn", HERE, 2), ("other-capitals", HERE, 1), ("struck", HERE, 1),
    ]  # fmt: skip


def test_a_text_that_is_in_other_capitals_or_struck_out_throughout_is_named_once() -> None:
    content = paragraphs(("EEN UUR", 10, 80), ("RUST", 10, 66)) + " 0 g 8 83.6 60 .6 re f 8 69.6 60 .6 re f"
    assert proven(content, "een uur rust", tagged=2) == [("other-capitals", HERE, 1), ("struck", HERE, 1)]


def pieces(*texts: tuple[str, float, int]) -> str:
    """Pieces of a line of 10 pt type in the order in which they are painted: what, how far from the left, which tag."""
    return " ".join(f"/P <</MCID {tag}>> BDC BT /F1 10 Tf {left} 60 Td ({text}) Tj ET EMC" for text, left, tag in texts)


@pytest.mark.parametrize(("gap", "rules"), [(2.2, []), (1.2, []), (0.4, ["lost-space", "lost-space"])])
def test_what_is_painted_last_is_read_with_the_spaces_around_it(gap: float, rules: list[str]) -> None:
    """The word `neem` ends at 35 pt, and `veel` is 18.3 pt wide."""
    painted = pieces(("neem", 10, 0), ("nu", 35 + gap + 18.3 + gap, 2)) + " BT /F1 10 Tf 10 20 Td (voet) Tj ET "
    found = proven(painted + pieces(("veel", 35 + gap, 1)), "neem veel nu", tagged=3)
    assert [rule for rule, _, _ in found] == rules
