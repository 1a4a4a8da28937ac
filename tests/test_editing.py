"""What an editor would say: after the mistakes, and never a reason to fail."""

from __future__ import annotations

from handouts.cli.reports import _weight
from handouts.problems import Mark, actionable, advice, error, warning

PLACE = Mark("content/brochures/slaap.yaml", 3, 5)


def test_advice_is_never_counted_by_strict() -> None:
    assert actionable([advice("long-word", PLACE, "a long word")]) == []


def test_warnings_and_errors_are_counted() -> None:
    found = [warning("flag", PLACE, "a doubt"), error("syntax", PLACE, "a mistake")]
    assert actionable(found) == found


def test_advice_weighs_less_than_any_warning() -> None:
    mild = warning("review-due", PLACE, "a doubt")
    assert _weight(advice("long-word", PLACE, "a long word")) < _weight(mild)
