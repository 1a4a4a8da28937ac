"""How a table is laid out in a format: how wide its columns are, or that its rows stand one under the other.

Widths are judged by the number of letters: a line of a column must hold its longest word, and some words more.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from handouts.content.model.formats import Format

_LETTER = 0.176
"""mm that a letter takes on the average for each pt of its size."""
_GAP = 3
"""Letters that fit between two columns."""
_BOLD = 1.15
"""How much wider a word is when it is bold."""
_ENOUGH = 18
"""Letters that a line of a column holds at least, where there is so much text in it."""
_WHOLE = 4
"""Rows: a table of no more is never torn; of a longer one, the head is repeated on the next page."""
_LONG_LABEL = 12
"""Letters that fit beside a value where rows stand one under the other."""


class TableLayout(NamedTuple):
    """How a table is printed: with `stacked`, each row is a list of what the columns say of it.

    `widths` are those of the columns, in % of the line. With `whole` no page ends inside it; with `wide_labels` the
    heads are too long to stand beside what they say.
    """

    stacked: bool
    widths: tuple[float, ...]
    whole: bool
    wide_labels: bool


def laid_out(table: Any, shape: Format) -> TableLayout:
    """How a table, as a template sees it, is printed in a format."""
    columns = [[head, *(row[index] for row in table.rows)] for index, head in enumerate(table.head)]
    texts = [[str(cell) for cell in column if cell] for column in columns]
    words = [max(len(word) for text in column for word in text.split()) for column in texts]
    longest = [max(map(len, column)) for column in texts]
    line = shape.column / (shape.body * _LETTER)
    room = line - _GAP * (len(columns) - 1)
    asked = sum(max(word, min(_ENOUGH, text)) for word, text in zip(words, longest, strict=True))
    whole = len(table.rows) <= _WHOLE
    wide_labels = max(len(str(head)) for head in table.head) > _LONG_LABEL
    return TableLayout(asked > room, _widths(words, longest, line), whole, wide_labels)


def _widths(words: Sequence[int], longest: Sequence[int], line: float) -> tuple[float, ...]:
    """In %: each column holds its longest word, and what is left of the line goes where there is more text."""
    least = [_GAP + _BOLD * word for word in words]
    more = [max(_GAP, _GAP + _root(text) - fewest) for text, fewest in zip(longest, least, strict=True)]
    left = max(0.0, line - sum(least))
    widths = [fewest + left * share / sum(more) for fewest, share in zip(least, more, strict=True)]
    return tuple(round(100 * width / sum(widths), 2) for width in widths)


def _root(text: int) -> float:
    """Letters to the line for a text of so many: twice as much takes less than twice as many."""
    return text if text <= _ENOUGH else float(_ENOUGH + 3 * (text - _ENOUGH) ** 0.5)
