"""Innocent prose passes the proof. `./run conformance prose` does the same with 2 000 paragraphs."""

from __future__ import annotations

from pathlib import Path

import pytest

from conformance import prose


@pytest.mark.parametrize("format_name", ["a4", "large-print", "booklet", "trifold", "card"])
def test_prose_with_all_that_a_line_can_break_passes_in_any_width(format_name: str, tmp_path: Path) -> None:
    case = prose.case(1, format_name)
    assert case.paragraphs >= 5
    assert list(prose.refusals(case, tmp_path)) == []


def test_a_case_that_is_not_innocent_is_refused(tmp_path: Path) -> None:
    case = prose.case(1, "card")
    (said, *_) = prose.refusals(case._replace(css=".message { text-transform: uppercase }"), tmp_path)
    assert "other-capitals" in said
