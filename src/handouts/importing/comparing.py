"""Did every word arrive, in order? Her text and the finished brochure are compared word by word.

The words of her text are taken from its lines, those of the brochure from the YAML as it loads; only a mark that is
known as one may be missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from handouts.importing.blocks import Block, dropped
from handouts.importing.lines import INVISIBLE, KINDS, Line
from handouts.model import Brochure, Model
from handouts.model.fields import Printed
from handouts.problems import Mark, Problem, error

_MARK = re.compile(rf"(?:{'|'.join(pattern for _, pattern in KINDS)}|[-=_*~#•·—–─═+|:>\s]|`{{3}}\w*)+")
_INVISIBLE = str.maketrans("", "", INVISIBLE)
RULE = "import-lost-text"


def compare(lines: Sequence[Line], blocks: Sequence[Block], brochure: Brochure, added: Sequence[str]) -> list[Problem]:
    """The Problems of a brochure that does not say what the lines say.

    `blocks` is all that was made of the lines, in order, what was not placed last. `added` holds the texts that the
    import put in itself: the title, or an empty text, and the heading over what was not placed.
    """
    problems = [
        error(RULE, Mark("", line.number), f"“{piece}” would be left out", "this is a mistake of handouts: report it")
        for line, piece in dropped(lines, blocks)
        if not _MARK.fullmatch(f"{piece} ") and not _MARK.fullmatch(piece)
    ]
    typed = [(word, 0) for word in _words(added[0])]
    placed = sorted((block for block in blocks if block.kind != "odd"), key=lambda block: block.line.number)
    typed += [pair for block in placed for pair in _words_of(block)]
    typed += [(word, 0) for word in _words(added[1])]
    typed += [pair for block in blocks if block.kind == "odd" for pair in _words_of(block)]
    arrived = [word for text in printed(brochure) for word in _words(text)]
    for (word, line), other in zip_longest(typed, arrived, fillvalue=("", 0)):  # type: ignore[arg-type]
        if word != other:
            message = f"“{word}” does not arrive in its place; there stands “{other}”"
            return [*problems, error(RULE, Mark("", line), message, "this is a mistake of handouts: report it")]
    return problems


def printed(value: object) -> Iterator[str]:
    """The texts of a model that are printed, in the order of its fields, which is that of the page."""
    if isinstance(value, Printed):
        yield str(value)
    elif isinstance(value, list):
        for each in value:
            yield from printed(each)
    elif isinstance(value, Model):
        for name in type(value).model_fields:
            yield from printed(getattr(value, name))


def _words(text: str) -> list[str]:
    return text.translate(_INVISIBLE).split()


def _words_of(block: Block) -> list[tuple[str, int]]:
    return [
        (word, line)
        for row, line in zip(block.rows, dict.fromkeys(part.line.number for part in block.slices), strict=True)
        for word in _words(row)
    ]
