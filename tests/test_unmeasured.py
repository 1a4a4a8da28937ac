"""What the tests lay aside while the engine works: only the engine goes unmeasured, and only while it works."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import coverage
import pytest

from unmeasured import measured, resting


def ours() -> int:
    return 1


def theirs() -> int:
    return 2


def engine() -> int:
    made: int = measured(ours)()
    return theirs() + made + theirs()


def fails() -> None:
    theirs()
    raise ValueError(measured(ours)())


def asks() -> int:
    made: int = resting(engine)()
    try:
        resting(fails)()
    except ValueError:
        made += 1
    return made


def begins() -> int:
    made = asks()
    return made + 1


def lines_of(*functions: Callable[..., Any]) -> set[int]:
    """The numbers of all lines in the bodies of functions."""
    return {line for each in functions for _, _, line in each.__code__.co_lines() if line} - {
        each.__code__.co_firstlineno for each in functions
    }


def test_what_the_engine_calls_back_is_measured_and_the_engine_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COVERAGE_CORE", "ctrace")
    measuring = coverage.Coverage(data_file=None, include=[__file__], config_file=False)
    measuring.start()
    try:
        begins()
    finally:
        measuring.stop()
    found = set(measuring.get_data().lines(__file__) or ())
    assert found - lines_of(test_what_the_engine_calls_back_is_measured_and_the_engine_is_not) == (
        lines_of(ours, asks, begins)
    )
