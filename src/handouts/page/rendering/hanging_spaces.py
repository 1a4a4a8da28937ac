"""Lets a space hang at the end of a line, where the engine would leave the first word of the line alone.

A text ends in a space where bold text, or what is kept together, comes behind it. Where it fits on a line, and that
space does not, the engine takes it that nothing of it fits but its first word.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

SplitLine = Callable[..., tuple[Any, int, int | None, float, float, float]]
"""What it gives: a layout, the bytes on its line, where the next begins (None: there is none), and three sizes."""


def with_hanging_spaces(split: SplitLine) -> SplitLine:
    """The function of the engine that takes the first line from a text, mended."""

    def split_hanging(text: str, style: Any, context: Any, most: float | None, *more: Any, **named: Any) -> Any:
        found = split(text, style, context, most, *more, **named)
        _, length, resumes, *_ = found
        if most is None or resumes is None or not text.endswith(" ") or style["white_space"] != "normal":
            return found
        # Only then is the first word alone on its line; to ask more of every text would take time.
        if " " in text.encode()[:length].decode(errors="ignore").strip():
            return found
        if split(text.rstrip(" "), style, context, most, *more, **named)[2] is not None:
            return found
        return split(text, style, context, None, *more, **named)

    return split_hanging
