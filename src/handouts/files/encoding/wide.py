"""Unicode with two or four bytes a character (UTF-16, UTF-32), with a byte order mark before it or without.

Letters of Dutch and English are below U+0100, so without a mark it is the zero bytes between them that tell: which of
each four bytes are nought, nearly always. Text of one byte a character has none.
"""

from __future__ import annotations

from typing import NamedTuple


class Wide(NamedTuple):
    """Python's name of an encoding, and the one that is told."""

    codec: str
    name: str


_MARKS = (
    # The mark of UTF-16 begins that of UTF-32, so that one is looked for first.
    (b"\xff\xfe\x00\x00", Wide("utf-32", "UTF-32")),
    (b"\x00\x00\xfe\xff", Wide("utf-32", "UTF-32")),
    (b"\xff\xfe", Wide("utf-16", "UTF-16")),
    (b"\xfe\xff", Wide("utf-16", "UTF-16")),
)
_WITHOUT_MARK = (
    (Wide("utf-32-le", "UTF-32"), (1, 2, 3)),
    (Wide("utf-32-be", "UTF-32"), (0, 1, 2)),
    (Wide("utf-16-le", "UTF-16"), (1, 3)),
    (Wide("utf-16-be", "UTF-16"), (0, 2)),
)
"""Each with the places among four bytes that hold the upper part of a character."""
_LOOKED_AT = 65_536
_MOST, _FEWEST = 0.6, 0.02
"""Such a part of the upper bytes is nought at least, and such a part of each of the others at most."""


def wide_encoding(data: bytes) -> Wide | None:
    """The encoding of bytes that are UTF-16 or UTF-32, else None. Whether all of them are, decoding says.

    U+2019, € and letters of other scripts may stand among those below U+0100, and must not be most of them.
    """
    for mark, wide in _MARKS:
        if data.startswith(mark):
            return wide
    start = data[:_LOOKED_AT]
    if b"\0" not in start:
        return None
    noughts = [_noughts(start[place::4]) for place in range(4)]
    for wide, upper in _WITHOUT_MARK:
        as_expected = (
            each >= _MOST if place in upper else each <= _FEWEST
            for place, each in enumerate(noughts)
            if each is not None
        )
        if all(as_expected) and (len(upper) == 2 or None not in noughts):
            return wide
    return None


def _noughts(data: bytes) -> float | None:
    """Which part of the bytes is nought; None of no bytes."""
    return data.count(0) / len(data) if data else None
