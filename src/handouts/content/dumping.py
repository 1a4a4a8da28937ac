"""Plain values into YAML that a person could have written, such that reading finds just these values again.

Quotes are written only where YAML needs them: `reading` is tried with each text.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from typing import Any, Self

from handouts.content.reading import read_yaml
from handouts.problems import ContentError

WIDTH = 92
"""In characters, with the indent."""
_PLAIN_KEY = re.compile(r"[^\W_][\w-]*")


class Remark(str):
    """A text under a key that is written as a remark: it is there to be found, and reading passes over it."""


class Noted(str):
    """A text of one line with a comment behind it."""

    note: str

    def __new__(cls, text: str, note: str) -> Self:
        """`note` is the comment, without its sign."""
        made = super().__new__(cls, text)
        made.note = note
        return made


class Comment(str):
    """An item of a list that is written as a comment before the next one, or as a blank line where it is empty."""


class Prose(str):
    """Paragraphs, which are wrapped in a block where they take more than one line of `WIDTH`."""


def dump(value: dict[str, Any]) -> str:
    """The YAML of a mapping of texts, lists and mappings; a tuple is a list on one line."""
    return "\n".join(lines_of(value, "")) + "\n"


def scalar(text: str, before: str) -> str:
    """The text as it must be written after `before` (a dash or a key) so that reading finds just this text."""
    return text if is_read_as(f"{before}{text}", text) else quoted(text)


def quoted(text: str) -> str:
    """The text between the quotes that it needs: single ones, or double ones with its signs by their number."""
    ways = [f"'{text.replace(chr(39), 2 * chr(39))}'", _escaped(text)]
    if '"' not in text and "\\" not in text:
        ways.insert(0, f'"{text}"')
    return next((way for way in ways if is_read_as(f"- {way}", text)), ways[0])


def in_line(value: Any) -> str:
    """A text, list or mapping as it can stand between brackets."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{name_of(key)}: {in_line(item)}' for key, item in value.items())}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(in_line, value))}]"
    return _in_brackets(value)


def name_of(key: str) -> str:
    """A key as it is written before its colon."""
    return key if _PLAIN_KEY.fullmatch(key) else _escaped(key)


def lines_of(value: dict[str, Any] | list[Any], indent: str) -> Iterator[str]:
    """The lines of a mapping or list that is not empty, each after the `indent` (spaces)."""
    if isinstance(value, dict):
        for key, item in value.items():
            name = name_of(key)
            if isinstance(item, Remark):
                yield f"{indent}# {name}: {scalar(item, 'key: ')}"
                continue
            yield from _entry(f"{indent}{name}:", "key: ", item, indent)
        return
    for item in value:
        if isinstance(item, Comment):
            yield f"{indent}# {item}" if item else ""
        elif isinstance(item, dict) and item:
            first, *rest = lines_of(item, f"{indent}  ")
            yield f"{indent}- {first.lstrip()}"
            yield from rest
        else:
            yield from _entry(f"{indent}-", "- ", item, indent)


def _entry(head: str, before: str, item: Any, indent: str) -> Iterator[str]:
    if isinstance(item, dict | list) and not item:
        yield f"{head} {item}"
    elif isinstance(item, dict | list):
        yield head
        yield from lines_of(item, f"{indent}  ")
    elif isinstance(item, tuple):
        yield f"{head} [{', '.join(_in_brackets(text) for text in item)}]"
    elif isinstance(item, Prose) and ("\n" in item or len(f"{head} {item}") > WIDTH):
        yield f"{head} |"
        yield from _wrapped(item, f"{indent}  ")
    elif block := _block(item):
        yield f"{head} {block[0]}"
        yield from (f"{indent}  {line}" if line else "" for line in block[1:])
    else:
        yield f"{head} {scalar(item, before)}" + (f"  # {item.note}" if isinstance(item, Noted) else "")


def _block(text: str) -> list[str]:
    """A text of several lines after `|`, or nothing when it cannot be written so."""
    if "\n" not in text:
        return []
    lines = ["|" if text.endswith("\n") else "|-", *text.removesuffix("\n").split("\n")]
    written = "\n".join(["key: " + lines[0], *(f"  {line}" if line else "" for line in lines[1:])])
    return lines if is_read_as(written, text) else []


def _wrapped(text: str, indent: str) -> Iterator[str]:
    """The paragraphs, wrapped; a word that is longer than the line stays whole."""
    for place, paragraph in enumerate(text.split("\n\n")):
        if place:
            yield ""
        yield from textwrap.wrap(
            paragraph, WIDTH, initial_indent=indent, subsequent_indent=indent,
            break_long_words=False, break_on_hyphens=False,
        )  # fmt: skip


def _in_brackets(text: str) -> str:
    return text if is_read_as(f"- [{text}, {text}]", text) else quoted(text)


def _escaped(text: str) -> str:
    """The text between double quotes, with what cannot be there by its number."""
    signs = (sign if sign.isprintable() and sign not in '"\\' else f"\\U{ord(sign):08X}" for sign in text)
    return f'"{"".join(signs)}"'


def is_read_as(yaml: str, text: str) -> bool:
    """Whether reading finds just this text, as the only item, or under the only key `key`, and doubts nothing."""
    try:
        read = read_yaml(f"{yaml}\n".encode(), "")
    except (ContentError, UnicodeEncodeError):
        return False
    return read.value in ([text], {"key": text}, [[text, text]]) and not read.problems
