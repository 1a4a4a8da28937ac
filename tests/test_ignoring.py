"""What a remark or a setting may keep from being said, what it may not, and how it may be typed."""

from __future__ import annotations

from datetime import date

import pytest

from handouts.checks.editing import edit
from handouts.checks.ignoring import doubtful_settings
from handouts.content.loading import Loaded, validate
from handouts.content.model.brochure import Brochure
from handouts.content.model.practice import Practice
from handouts.problems import LASTING, Problem

HARMS = {
    "upper-level": "Slik elke dag 600 mg magnesium.",
    "care-delayed": "Pijn op de borst? Ga liggen en wacht tot morgen.",
    "medicine-changed": "Stop met je bloedverdunner.",
    "claims-test": "Een bezoek aan de huisarts is niet nodig.",
    "personal-details": "Bel Els op 06-12345678.",
}
LONG = "Een zenuwstelselproblematiek, en tevens meer."


def practice(advice: str = "") -> Loaded[Practice]:
    return validate(f"name: x\npractitioner: {{name: x}}\n{advice}".encode(), "content/practice.yaml", Practice)


def said_of(text: str, remark: str, advice: str = "") -> list[Problem]:
    typed = f"title: Slaap\nlanguage: nl\nsections:\n  - heading: Rust\n    {remark}\n    text: {text}\n"
    brochure = validate(typed.encode(), "b.yaml", Brochure)
    return [each for each in edit(brochure, practice(advice), date(2026, 11, 29), {}) if each.mark.line > 1]


@pytest.mark.parametrize("rule", HARMS)
def test_what_may_harm_a_client_is_said_whatever_is_ignored_or_set(rule: str) -> None:
    said = said_of(HARMS[rule], f"# handouts: ignore {rule} Mijn keuze.",
                   f"advice: [{{rule: {rule}, say: off, reason: x}}]\n")  # fmt: skip
    assert {(each.rule, each.mark.line) for each in said} >= {(rule, 6), ("not-to-be-ignored", 5)}
    assert not {"ignored", "stale-ignore", "unknown-rule"} & {each.rule for each in said}


@pytest.mark.parametrize("rule", sorted(LASTING))
@pytest.mark.parametrize(("say", "found"), [("off", ["not-to-be-ignored"]), ("advice", ["not-to-be-ignored"]),
                                            ("warning", [])])  # fmt: skip
def test_a_setting_that_makes_less_of_it_is_a_problem_at_its_line(rule: str, say: str, found: list[str]) -> None:
    told = practice(f"advice:\n  - rule: {rule}\n    say: {say}\n    reason: x\n")
    assert [(each.rule, each.mark.line) for each in doubtful_settings(told)] == [(each, 4) for each in found]


def test_a_rule_that_is_set_twice_is_a_problem_at_the_second() -> None:
    twice = "  - {rule: jargon, say: off, reason: x}\n  - {rule: jargon, say: warning, reason: y}\n"
    assert [(each.rule, each.mark.line) for each in doubtful_settings(practice(f"advice:\n{twice}"))] == [
        ("two-settings", 5)
    ]


@pytest.mark.parametrize("remark", [
    "# handouts: ignore long-word, jargon Zo heet het.", "#\thandouts:\tignore\tlong-word, jargon\tZo heet het.",
    "#handouts:ignore long-word,jargon: Zo heet het.", "# Handouts: Ignore Long-Word en Jargon (Zo heet het.)",
])  # fmt: skip
def test_a_remark_may_be_typed_in_many_ways(remark: str) -> None:
    assert [(each.rule, each.message.values.get("rule"), each.message.values.get("reason"))
            for each in said_of(LONG, remark)] == [
        ("ignored", "jargon", "Zo heet het."), ("ignored", "long-word", "Zo heet het."),
    ]  # fmt: skip


def test_a_comma_before_the_reason_names_no_second_rule() -> None:
    rules = {each.rule for each in said_of(LONG, "# handouts: ignore long-word, zo heet het.")}
    assert rules == {"ignored", "jargon"}


def test_a_remark_without_a_rule_is_a_problem() -> None:
    assert "unknown-rule" in {each.rule for each in said_of(LONG, "# handouts: ignore")}
