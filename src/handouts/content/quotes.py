"""How to put a text between the quotes of YAML, which knows straight ones alone."""

from __future__ import annotations

import re

from handouts.problems import Message, msg

_DOUBLE, _SINGLE = "“”„‟«»", "‘’‚‛"
_WHOLE = re.compile(rf"[{_DOUBLE}{_SINGLE}]([^{_DOUBLE}{_SINGLE}]*)[{_DOUBLE}{_SINGLE}]")
_PLAIN = re.compile(r"[\d.,:/ -]*\d[\d.,:/ -]*|ja|nee|yes|no|true|false|null|~|", re.IGNORECASE)
"""What nobody quotes in a text, and everybody in YAML: a number, a day, a time, or yes and no."""

_LONGEST_QUOTED = 60
"""Characters: a hint repeats no longer line."""


def in_quotes(value: dict[object, object]) -> str:
    """How to write a line such as `ma-do: 9.00` that YAML takes for a key and a value; empty for anything else."""
    (key, text), *more = value.items() if value else [("", None)]
    plain = isinstance(text, str) and not more and '"' not in f"{key}{text}" and len(f"{key}{text}") <= _LONGEST_QUOTED
    if not plain:
        return ""
    if inner := uncurled(f"{key}: {text}"):
        return straighten(inner)
    return msg('put the line between quotes: "{key}: {text}"', key=key, text=text)


def uncurled(text: str) -> str | None:
    """A text without the curly quotes around it; None where it begins with none.

    A single one is a quote only where the text ends in one too: `’s avonds` begins with an apostrophe.
    """
    text = text.strip()
    if not text or text[0] not in _DOUBLE + (_SINGLE if text[-1] in _SINGLE else ""):
        return None
    return text[1:].rstrip(_DOUBLE + _SINGLE)


def needless(text: str) -> str | None:
    """What is between the curly quotes of a value that only YAML would want quotes around; None for any other text."""
    found = _WHOLE.fullmatch(text.strip())
    return found[1] if found and _PLAIN.fullmatch(found[1]) else None


def straighten(text: str, start: str = "") -> Message:
    """The hint to put a text between straight quotes, which comes after the `start` of its line."""
    if '"' in text:
        return msg("“ ” „ ‘ ’ are no quotes here: put the whole text between straight ones, ' or \"")
    return msg('“ ” „ ‘ ’ are no quotes here: type straight ones, {start}"{text}"', start=start, text=text)
