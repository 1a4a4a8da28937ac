"""Coverage follows our functions and not the engine, and loses none of ours that the engine calls."""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

import pytest

from untraced import of_ours, of_the_engine


class Follows:
    """A tracer that remembers which functions were called."""

    def __init__(self) -> None:
        self.called: list[str] = []

    def __call__(self, frame: FrameType, event: str, _: Any) -> None:
        if event == "call" and frame.f_code.co_filename == __file__:
            self.called.append(frame.f_code.co_name)


def test_the_engine_is_not_followed_and_what_it_calls_of_ours_is() -> None:
    def inner() -> None: ...

    def drawn() -> None: ...

    def serve(fails: bool) -> None:
        inner()
        if fails:
            raise ValueError("refused")

    def lay_out(fails: bool) -> None:
        drawn()
        of_ours(serve)(fails)

    def after() -> None: ...

    follows, before = Follows(), sys.gettrace()
    sys.settrace(follows)
    try:
        of_the_engine(lay_out)(False)
        after()
        with pytest.raises(ValueError, match="refused"):
            of_the_engine(lay_out)(True)
        of_ours(after)()
        found = sys.gettrace()
    finally:
        sys.settrace(before)
    assert found is follows
    assert follows.called == ["serve", "inner", "after"] * 2


def test_without_a_tracer_none_comes() -> None:
    before = sys.gettrace()
    sys.settrace(None)
    try:
        assert of_the_engine(sys.gettrace)() is None
        assert of_ours(sys.gettrace)() is None
    finally:
        sys.settrace(before)
