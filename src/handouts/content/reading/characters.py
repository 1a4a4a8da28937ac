"""The characters of a file: UTF-8, and nothing in it that cannot be printed or laid out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from handouts.files.encoding.wide import wide_encoding
from handouts.problems import ContentError, Mark, Problem, error, msg

MAX_SIZE = 1_000_000
"""Bytes of a file."""
# XML 1.0 cannot hold these, and with them the PDF's title breaks; U+2028.. break or turn text and come along unseen
# when it is pasted, such as with a number out of an address book; U+FDD0.. are ours to mark with while composing.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
# What has no place to break takes the engine time by the third power of its length.
MAX_WORD = 250
_LONG_WORD = re.compile(rf"[^\s/\u00ad-]{{{MAX_WORD + 1},}}")
_SAVE = msg("in your editor choose “save with encoding” and then UTF-8")
_PASTED = msg("remove it; it often comes along when text is pasted")


def unfit(text: str, mark: Mark) -> Problem | None:
    """What keeps a text that was read from elsewhere, such as a spreadsheet, from being printed."""
    return next(unfit_in(text, mark, _PASTED), None)


def unfit_in(text: str, mark: Mark, hint: str) -> Iterator[Problem]:
    """What keeps a text from being printed; `hint` is for a character that cannot be."""
    if signs := tuple(dict.fromkeys(_UNPRINTABLE.findall(text))):
        yield _unprintable(signs, mark, hint)
    if found := _LONG_WORD.search(text):
        message = msg(
            "a word of {count} characters, and {max_word} is the most that can be laid out",
            count=len(found[0]),
            max_word=MAX_WORD,
        )
        yield error("too-long", mark, message, "put a space in it")


def decoded(data: bytes, file: str) -> str:
    """The text of a file in UTF-8, with or without a byte order mark. Raises ContentError."""
    if len(data) > MAX_SIZE:
        raise ContentError([too_large(file, len(data))])
    if wide := wide_encoding(data):
        raise ContentError(
            [error("not-utf-8", Mark(file, 1, 1), "the file is saved as {name}, not as UTF-8", _SAVE, name=wide.name)]
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as reason:
        before = data[: reason.start].decode("utf-8", "replace")
        place = _mark(file, before, len(before))
        raise ContentError([error("not-utf-8", place, "the file is not saved as UTF-8", _SAVE)]) from reason
    problems = [
        _unprintable((found[0],), _mark(file, text, found.start()), _PASTED) for found in _UNPRINTABLE.finditer(text)
    ]
    if problems:
        raise ContentError(problems[:20])
    return text


def too_large(file: str, size: int | None = None) -> Problem:
    """A file of `size` bytes is more than may be read; None when nobody knows how much there is."""
    if size is None:
        message = msg("this is more than 1 MB, which is the limit")
    else:
        exact = f"{size / 1e6:,.1f} MB" if size >= 1.05 * MAX_SIZE else f"{size:,} bytes"
        message = msg("the file is {exact}, and the limit is 1 MB", exact=exact)
    return error("too-large", Mark(file), message, "split it up")


def _mark(file: str, text: str, offset: int) -> Mark:
    line = text.count("\n", 0, offset) + 1
    return Mark(file, line, offset - (text.rfind("\n", 0, offset) + 1) + 1)


def _unprintable(signs: Sequence[str], mark: Mark, hint: str) -> Problem:
    message = msg(
        "a character that cannot be printed: {codes}", "characters that cannot be printed: {codes}",
        codes=", ".join(f"U+{ord(sign):04X}" for sign in signs), count=len(signs),
    )  # fmt: skip
    return error("unprintable", mark, message, hint)
