"""A word of the glossary is explained where it is used first, or in a list at the end, and is no jargon any more."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from handouts.checks import glossary, plain_language
from handouts.checks.document import Document
from handouts.content.loading import load_brochure, load_practice, validate
from handouts.content.model.brochure import Brochure
from handouts.content.model.formats import FORMATS
from handouts.files.folder import Folder
from handouts.page.composing import compose_brochure
from handouts.page.composing.explaining import names

BROCHURE = """\
title: Rust in je lijf
main_message: Neem elke dag rust.
language: nl
formats: [a4]
glossary:
  - term: cortisol
    meaning: een hormoon dat je wakker maakt.
  - term: zenuwstelsel
    meaning: alle zenuwen samen.
    except: [trifold]
  - term: oxytocine
    meaning: een ander hormoon.
sections:
  - heading: Eerst
    text: Slaap goed.
  - heading: Stress
    text: Bij drukte maak je Cortisol. Je zenuwstelsel merkt het.
  - heading: Daarna
    text: Meer cortisol, minder slaap.
    except: [card]
"""


def printed(practice: Path, format_name: str, text: str = BROCHURE) -> str:
    """The words of the page, with `<li>` and `<p class="unit term">` for what is explained."""
    (practice / "content/brochures/proef.yaml").write_text(text, encoding="utf-8")
    reader = Folder(practice).open_reader()
    brochure, own = load_brochure(reader, "proef"), load_practice(reader)
    return compose_brochure(reader, brochure, own, FORMATS[format_name]).html


def test_on_a_page_a_word_is_explained_in_the_section_that_uses_it_first(practice: Path) -> None:
    html = printed(practice, "a4")
    order = [html.index(each) for each in ("Slaap goed", "merkt het", "maakt.", "alle zenuwen", "minder slaap")]
    assert order == sorted(order)
    assert html.count("een hormoon dat") == 1
    assert "een ander hormoon" not in html
    assert "Wat betekent dat?" not in html


@pytest.mark.parametrize(("format_name", "count"), [("booklet", 2), ("trifold", 1)])
def test_on_what_is_folded_words_are_in_a_list_behind_the_text(practice: Path, format_name: str, count: int) -> None:
    html = printed(practice, format_name)
    listed = re.search(r'<section class="glossary">.*?</section>', html, re.DOTALL)
    assert listed
    assert listed[0].count("<li>") == count
    assert html.index("minder slaap") < listed.start()


def test_a_card_explains_only_what_names_it_and_is_used_on_it(practice: Path) -> None:
    assert "hormoon" not in printed(practice, "card")
    chosen = BROCHURE.replace("wakker maakt.\n", "wakker maakt.\n    only: [card]\n")
    assert "hormoon" not in printed(practice, "card", chosen)
    on_card = chosen.replace("merkt het.\n", "merkt het.\n    only: [card]\n")
    assert "een hormoon dat" in printed(practice, "card", on_card)


def test_a_word_of_the_main_message_is_in_the_list(practice: Path) -> None:
    html = printed(practice, "a4", BROCHURE.replace("Neem elke dag rust.", "Minder cortisol, meer rust."))
    listed = re.search(r'<section class="glossary">.*?</section>', html, re.DOTALL)
    assert listed
    assert "hormoon" in listed[0]


TERMS = ["cortisol", "Cortisol", "contra-indicatie", "mindset", "obstipatie"]


@pytest.mark.parametrize("term", TERMS)
@pytest.mark.parametrize("explained", [True, False])
def test_a_word_that_is_explained_is_no_jargon(term: str, explained: bool) -> None:
    glossary = f"glossary: [{{term: {term}, meaning: iets gewoons.}}]\n" if explained else ""
    text = f"title: T\nlanguage: nl\n{glossary}sections: [{{text: Let op {term.lower()} vandaag.}}]\n"
    brochure = validate(text.encode(), "content/brochures/t.yaml", Brochure)
    assert ("jargon" in {each.rule for each in plain_language.check(Document(brochure, "nl"))}) is not explained


@pytest.mark.parametrize(
    ("term", "is_used"),
    [("spier", True), ("Spieren", True), ("warm bad", True), ("gel", True), ("huid", True),
     ("spierpijn", False), ("bad water", False), ("ge", False), ("cortisol", False), ("hui", False)],
)  # fmt: skip
def test_a_word_that_is_nowhere_is_named(term: str, is_used: bool) -> None:
    typed = (
        f"title: Rust overal\nlanguage: nl\nglossary:\n  - term: {term}\n    meaning: iets.\n"
        "sections: [{text: 'Je spieren, een warm **bad** en wat gels op de huid.'}]\n"
    )
    brochure = validate(typed.encode(), "content/brochures/t.yaml", Brochure)
    found = [str(each.mark) for each in glossary.check(Document(brochure, "nl"), []) if each.rule == "unused-term"]
    assert found == ([] if is_used else ["content/brochures/t.yaml:4:11"])


@pytest.mark.parametrize(("term", "text"), [
    ("hormoon", "Hormonen stijgen."), ("Hormonen", "Een hormoon stijgt."), ("enzym", "Enzymen helpen."),
    ("cel", "Je cellen."), ("pees", "Je pezen."), ("brief", "Twee brieven."), ("body", "Two bodies."),
    ("autonome zenuwstelsel", "De autonome zenuwstelsels."), ("vitamines", "Elke vitaminen."),
])  # fmt: skip
def test_a_word_is_found_in_its_singular_and_plural(term: str, text: str) -> None:
    assert names(term).search(text)


@pytest.mark.parametrize(("term", "text"), [
    ("hormoon", "hormoonspiegel"), ("as", "asperge"), ("cel", "celdeling"), ("leven", "leeftijd"), ("pijn", "pijnlijk"),
])  # fmt: skip
def test_a_part_of_another_word_is_not_that_word(term: str, text: str) -> None:
    assert not names(term).search(text)


def said_of(entries: str) -> list[tuple[str, str, int]]:
    typed = f"title: Rust overal\nlanguage: nl\nsections: [{{text: Een hormoon en cortisol.}}]\nglossary:\n{entries}"
    brochure = validate(typed.encode(), "b.yaml", Brochure)
    return [(each.severity, each.rule, each.mark.line) for each in glossary.check(Document(brochure, "nl"), [])]


@pytest.mark.parametrize("again", ["cortisol", "Cortisol", "hormonen"])
def test_a_word_that_is_explained_twice_is_a_problem_at_the_second(again: str) -> None:
    first = "hormoon" if again == "hormonen" else "cortisol"
    entry = "  - term: %s\n    meaning: iets.\n"
    assert said_of(entry % first + entry % again) == [("warning", "same-term", 7)]
    by_format = f"{entry % first}    only: [card]\n{entry % again}    except: [card]\n"
    assert said_of(by_format) == []


def test_an_explanation_of_many_sentences_is_advised_to_be_shorter() -> None:
    assert said_of(f"  - term: cortisol\n    meaning: {'Zo gaat het door. ' * 4}\n") == [("advice", "long-meaning", 6)]
    assert said_of("  - term: cortisol\n    meaning: Een stof. Zij maakt wakker.\n") == []
