"""Did every word arrive, in order? Her text and the finished brochure are compared word by word.

The words of her text are taken from its lines and those of the brochure from the YAML as it loads, so that neither
side depends on how the draft was made. Only what is known as a mark may be missing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from handouts.content.model.brochure import Brochure
from handouts.content.model.fields import Model, Printed
from handouts.files.unseen import pasted
from handouts.intake.importing.blocks import Parsed, Slice
from handouts.intake.importing.changes import forbidden_changes, parts_word
from handouts.intake.importing.lines import KINDS, Line, tidy
from handouts.intake.importing.meaning import speaks_against
from handouts.problems import ContentError, Mark, error, msg

RULE = "import-lost-text"

# The dots are those between a name and its price, and the full stop of a bold title.
_DOTS = r"\.(?:\s?\.){2,}|…+|\.(?=[*_])|(?<=[*_])\."
_MARK = re.compile(rf"(?>{'|'.join(pattern for _, pattern in KINDS)}|o(?=\s)|[-=_*~#•·—–─═+|:>\s]|`{{3,}}|{_DOTS})++")
_HINT = msg("nothing was written; this is a mistake of handouts, so please report it")


class _Kept(NamedTuple):
    """A line, the words of it that are kept, and the marks that are not; `lost` are those that are no layout."""

    place: tuple[int, int]
    words: list[str]
    marks: list[str]
    lost: list[str]

    @property
    def number(self) -> int:
        return self.place[0]


class Comparison:
    """Her text as words that have to arrive, and marks that need not. `file` is how Problems call it."""

    def __init__(self, text: str, parsed: Parsed, file: str) -> None:
        self.file = file
        self._forbidden = list(forbidden_changes(text, parsed))
        self._odd = {part.line.place for block in parsed.blocks if block.kind == "odd" for part in block.slices}
        slices: dict[tuple[int, int], list[Slice]] = {}
        for block in parsed.blocks:
            for part in block.slices:
                slices.setdefault(part.line.place, []).append(part)
        self._kept = [_keep(line, slices.get(line.place, [])) for line in parsed.lines]

    @property
    def words(self) -> int:
        """How many words have to arrive."""
        return sum(len(kept.words) for kept in self._kept)

    @property
    def marks(self) -> tuple[tuple[str, int], ...]:
        """The marks that were dropped and how often, the most frequent first; rules and underlines do not count."""
        counted = Counter(
            re.sub(r"\.{3,}|…+", "…", re.sub(r"\d+", "1", mark.split()[0]))
            for kept in self._kept
            if kept.words
            for mark in kept.marks
        )
        return tuple(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))

    def compare(self, brochure: Brochure, *, title: str, not_placed: str) -> None:
        """Raises ContentError when the brochure does not say, in order, what the lines say.

        What was not placed is expected at the end, under the heading `not_placed`. `title` is a title that the text
        did not have; both are empty when there is none.
        """
        problems = [
            error(
                RULE,
                Mark(self.file, number),
                "“{typed}” would be changed, and it is no sign of layout",
                _HINT,
                typed=typed,
            )
            for number, typed in self._forbidden
        ]
        problems += [
            error(
                RULE, Mark(self.file, kept.number), "“{value}” would be left out, and it is no mark", _HINT, value=mark
            )
            for kept in self._kept
            for mark in kept.lost
        ]
        typed = [(word, 0) for word in _words(title)]
        typed += self._typed(odd=False)
        typed += [(word, 0) for word in _words(not_placed)]
        typed += self._typed(odd=True)
        arrived = [word for text in printed(brochure) for word in _words(text)]
        length = max(len(typed), len(arrived))
        typed += [("", 0)] * (length - len(typed))
        arrived += [""] * (length - len(arrived))
        for (word, number), other in zip(typed, arrived, strict=True):
            if word != other:
                message = msg("“{word}” does not arrive in its place; there stands “{other}”", word=word, other=other)
                problems.append(error(RULE, Mark(self.file, number), message, _HINT))
                break
        if problems:
            raise ContentError(problems)

    def _typed(self, *, odd: bool) -> list[tuple[str, int]]:
        return [(word, kept.number) for kept in self._kept if (kept.place in self._odd) is odd for word in kept.words]


def _keep(line: Line, slices: Sequence[Slice]) -> _Kept:
    """What the slices keep of a line, every character once, and what lies outside all of them."""
    words, marks, lost, end = "", [], [], 0
    for part in sorted([*slices, Slice(line, len(line.raw), len(line.raw))], key=lambda part: part.start):
        mark = tidy(line.raw[end : part.start])
        marks.append(mark)
        if mark and (_says(mark) or parts_word(line.raw, end, part.start)):
            lost.append(mark)
        words += " " if any(map(str.isspace, line.raw[end : part.start])) else ""
        words += line.raw[max(part.start, end) : part.end]
        end = max(part.end, end)
    return _Kept(line.place, _words(words), [mark for mark in marks if mark], lost)


def _says(mark: str) -> bool:
    """Whether what would be left out is more than layout."""
    return not _MARK.fullmatch(f"{pasted(mark)}\t") or speaks_against(mark)


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
    return pasted(text).split()
