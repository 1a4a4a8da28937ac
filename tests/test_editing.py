"""What an editor would say: after the mistakes, and never a reason to fail."""

from __future__ import annotations

from datetime import date

import pytest

from handouts.checks.editing import edit
from handouts.checks.ignoring import doubtful_settings, ignored_in
from handouts.cli.reports import _weight
from handouts.content.loading import validate
from handouts.content.model.brochure import Brochure
from handouts.content.model.practice import Practice
from handouts.problems import Mark, Problem, actionable, advice, error, warning

PLACE = Mark("content/brochures/slaap.yaml", 3, 5)


def test_advice_is_never_counted_by_strict() -> None:
    assert actionable([advice("long-word", PLACE, "a long word")]) == []


def test_warnings_and_errors_are_counted() -> None:
    found = [warning("flag", PLACE, "a doubt"), error("syntax", PLACE, "a mistake")]
    assert actionable(found) == found


def test_advice_weighs_less_than_any_warning() -> None:
    mild = warning("review-due", PLACE, "a doubt")
    assert _weight(advice("long-word", PLACE, "a long word")) < _weight(mild)


BROCHURE = """\
title: Slaap
language: nl
sections:
  # handouts: ignore jargon Zo noemt zij het zelf.
  - heading: Rust
    text: Drink tevens water.
  - heading: Nacht  # handouts: ignore jargon
    text: Drink thans thee.
  - heading: Dag  # handouts: ignore jargn Een tikfout.
    text: Drink thee.  # handouts: ignore long-word Stond er eerst anders.
"""


def test_what_is_ignored_is_told_with_its_reason_and_needs_one() -> None:
    brochure = validate(BROCHURE.encode(), "content/brochures/slaap.yaml", Brochure)
    practice = validate(b"name: x\npractitioner: {name: x}\n", "content/practice.yaml", Practice)
    said = edit(brochure, practice, date(2026, 11, 28), {})
    found = [(each.rule, each.mark.line, each.mark.column) for each in said if each.mark.line > 1]
    assert found == [("ignored", 4, 3), ("no-reason", 7, 21), ("jargon", 8, 17), ("unknown-rule", 9, 38),
                     ("stale-ignore", 10, 24)]  # fmt: skip


def test_an_ignore_holds_for_what_stands_under_it() -> None:
    first, second, *_ = ignored_in(BROCHURE.splitlines(), "x")
    assert (first.first, first.last, first.reason) == (5, 6, "Zo noemt zij het zelf.")
    assert (second.first, second.last, second.reason) == (7, 7, "")


@pytest.mark.parametrize(
    ("say", "expected"), [("off", ("ignored", "advice")), ("uit", ("ignored", "advice")),
                          ("warning", ("jargon", "warning")), ("advies", ("jargon", "advice"))],
)  # fmt: skip
def test_a_practice_says_what_becomes_of_a_rule(say: str, expected: tuple[str, str]) -> None:
    typed = f"name: x\npractitioner: {{name: x}}\nadvice:\n  - {{rule: jargon, say: {say}, reason: Zo spreekt zij.}}\n"
    practice = validate(typed.encode(), "content/practice.yaml", Practice)
    text = "title: Slaap\nlanguage: nl\nsections:\n  - text: Drink tevens water.\n"
    brochure = validate(text.encode(), "content/brochures/slaap.yaml", Brochure)
    said = edit(brochure, practice, date(2026, 11, 28), {})
    (found,) = (each for each in said if each.rule not in {"no-purpose", "no-call"})
    assert (found.rule, found.severity) == expected


@pytest.mark.parametrize(("text", "what"), [
    ("Mail joke@voorbeeldpost.example", "an e-mail address of the client"),
    ("Bel 06-12345678", "a telephone number of the client"),
    ("Joke, geboren 12-03-1971", "a date of birth"),
    ("BSN 111222333", "a citizen service number"),
    ("Kerkstraat 5, 1234 AB Ergens", "an address of the client"),
])  # fmt: skip
def test_what_may_be_of_one_person_is_named_in_what_anybody_reads(text: str, what: str) -> None:
    found = edited_text(f'text: "{text}"')
    assert [(each.rule, each.mark.line, each.message) for each in found] == [
        ("personal-details", 4, f"anybody may read this, and it holds what may be {what}")
    ]


@pytest.mark.parametrize("text", [
    "Bel 113 of 0800-0113", "Mail mij: rust@eigen.example", "Geboren worden is zwaar", "In 2015 waren het er 12",
    "Verordening 432/2012, artikel 10",
])  # fmt: skip
def test_what_is_of_nobody_is_left_alone(text: str) -> None:
    assert edited_text(f'text: "{text}"') == []


def edited_text(section: str) -> list[Problem]:
    brochure = validate(f"title: Slaap\nlanguage: nl\nsections:\n  - {section}\n".encode(), "b.yaml", Brochure)
    typed = b"name: x\npractitioner: {name: x}\nemail: rust@eigen.example\n"
    said = edit(brochure, validate(typed, "content/practice.yaml", Practice), date(2026, 11, 29), {})
    return [each for each in said if each.mark.line > 1]


def test_a_setting_for_a_rule_that_is_no_advice_is_named() -> None:
    typed = (
        "name: x\npractitioner: {name: x}\nadvice:\n  - {rule: long-lst, say: uit, reason: Zo wil zij het.}\n"
        "  - {rule: flag, say: uit, reason: Dat kan niet.}\n  - {rule: jargon, say: uit, reason: Dat kan.}\n"
    )
    practice = validate(typed.encode(), "content/practice.yaml", Practice)
    first, second = doubtful_settings(practice)
    assert (first.rule, str(first.mark)) == ("unknown-rule", "content/practice.yaml:4:12")
    assert "long-list" in first.hint
    assert second.mark.line == 5
