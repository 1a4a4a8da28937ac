"""Did every word arrive, in order? The text and the finished brochure are compared word by word.

The words of the text are taken from its lines and those of the brochure from the YAML as it loads, so that neither
side depends on how the draft was made. Only what is known as a mark may be missing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from html import unescape
from itertools import zip_longest
from typing import NamedTuple

from handouts.content.model.brochure import Brochure
from handouts.content.model.printed import printed_texts
from handouts.files.unseen import pasted
from handouts.intake.importing.blocks import CELL_BREAK, ITEM, NO_HEAD, Parsed, Slice, applied, grouped
from handouts.intake.importing.lines import DEFINITION, KINDS, Line, tidy, unescaped
from handouts.intake.importing.meaning import speaks_against
from handouts.problems import ContentError, Mark, Message, Problem, error, msg

# The dots are those between a name and its price, and the full stop of a bold title.
_DOTS = r"\.(?:\s?\.){2,}|…+|\.(?=[*_])|(?<=[*_])\."
_MARK = re.compile(rf"(?>{'|'.join(pattern for _, pattern in KINDS)}|o(?=\s)|[-=_*~#•·—–─═+|:>\s]|`{{3,}}|{_DOTS})++")
_LAYOUT = re.compile(
    r"\\|[\[\]<>]|[*_]{1,3}|==|\[\[|\]\]|\[!\w+\][+-]?\s*"
    r"|\]?\{[^{}]*\}"  # attributes
    r"|\]\(#(?:[^\s()]|\([^\s()]*\))*\)|\](?:\[[^\[\]]*\])?"  # a link within the text
    r"|</?[A-Za-z][^<>]*>|\s*(?:<!--|-->|<!--\s*-->)"
    r"|\s*:{3,}[^:]*:*"  # the beginning or end of a division
)
_FENCE = re.compile(r"[`~]{3,}\s*\{?[\w.+#=-]*\}?")
"""The line over code, which may say in which language that is."""
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_WITHIN = re.compile(r"\]\(#\S*\s+(\"[^\"]*\"|'[^']*')\s*\)")
"""The end of a link within the text that has a title."""
_LINK_END = re.compile(r"\]\((\S+)\)")
_NOTE = re.compile(r"\[\^([\w-]+)\]:?")
_NUMBER = re.compile(r"\d{1,9}")
_IN_WORD = re.compile(r"(?<=[^\W_])(?:[*_]|(?<=\d)[*_]+|[*_]+(?=\d))(?=[^\W_])")
_DASHES = {"--": "–", "---": "—"}


class _Kept(NamedTuple):
    """A line, the words of it that are kept, and the marks that are not; `lost` are those that are no layout."""

    place: tuple[int, int]
    words: list[str]
    marks: list[str]
    lost: list[str]


class Comparison:
    """A text as words that have to arrive, and marks that need not. `file` is its name in Problems."""

    def __init__(self, text: str, parsed: Parsed, file: str) -> None:
        self.file = file
        self._forbidden = list(forbidden_changes(text, parsed))
        self._apart = {
            part.line.place: block.kind
            for block in parsed.blocks
            if block.kind in {"odd", "source"}
            for part in block.slices
        }
        slices = grouped((part for block in parsed.blocks for part in block.slices), lambda part: part.line.place)
        self._kept = [_keep(line, slices.get(line.place, [])) for line in parsed.lines]

    @property
    def words(self) -> int:
        """How many words have to arrive."""
        return sum(len(kept.words) for kept in self._kept)

    @property
    def marks(self) -> tuple[tuple[str, int], ...]:
        """The marks that were dropped and how often, the most frequent first; rules, lines and bars do not count."""
        return _counted(self._kept)

    def compare(self, brochure: Brochure, *, title: str, not_placed: str) -> None:
        """Raises ContentError when the brochure does not have the words of the lines, in order.

        What was not placed is expected at the end, under the heading `not_placed`. `title` is a title that the text
        did not have; both are empty when there is none.
        """
        problems = [
            self._lost(number, msg("“{typed}” would be changed, and it is no sign of layout", typed=typed))
            for number, typed in self._forbidden
        ]
        problems += [
            self._lost(kept.place[0], msg("“{mark}” would be left out, and it is no mark", mark=mark))
            for kept in self._kept
            for mark in kept.lost
        ]
        expected = [(word, 0) for word in _words(title)]
        expected += self._expected("")
        expected += [(word, 0) for word in _words(not_placed)]
        expected += [*self._expected("odd"), *self._expected("source")]
        texts = ((path, str(text)) for path, text in printed_texts(brochure))
        arrived = ((word, 0) for path, text in texts if text != NO_HEAD or "head" not in path for word in _words(text))
        for (word, number), (other, _) in zip_longest(expected, arrived, fillvalue=("", 0)):
            if word != other:
                message = msg("“{word}” does not arrive in its place; “{other}” is there", word=word, other=other)
                problems.append(self._lost(number, message))
                break
        if problems:
            raise ContentError(problems)

    def _expected(self, kind: str) -> list[tuple[str, int]]:
        """The words of the lines that are of a kind which is placed apart, or of none."""
        return [
            (word, kept.place[0])
            for kept in self._kept
            if self._apart.get(kept.place, "") == kind
            for word in kept.words
        ]

    def _lost(self, number: int, message: Message) -> Problem:
        hint = msg("nothing was written; this is a mistake of handouts, so please report it")
        return error("import-lost-text", Mark(self.file, number), message, hint)


def dropped_marks(parsed: Parsed) -> tuple[tuple[str, int], ...]:
    """The marks of a document that no slice keeps, as `Comparison.marks` has them; its stars were not typed."""
    slices = grouped((part for block in parsed.blocks for part in block.slices), lambda part: part.line.place)
    kept = [_keep(line, slices.get(line.place, [])) for line in parsed.lines]
    return _counted(
        [each._replace(marks=[mark.strip("*_ ") for mark in each.marks if mark.strip("*_ ")]) for each in kept]
    )


def _counted(lines: Sequence[_Kept]) -> tuple[tuple[str, int], ...]:
    counted = Counter(
        re.sub(r"\.{3,}|…+", "…", re.sub(r"\d+", "1", mark.split()[0]))
        for kept in lines
        if kept.words
        for mark in kept.marks
        if mark.strip("| ")
    )
    return tuple(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))


def _keep(line: Line, slices: Sequence[Slice]) -> _Kept:
    """What the slices keep of a line, every character once, and what lies outside all of them."""
    words, marks, lost, end = "", [], [], 0
    for part in sorted([*slices, Slice(line, len(line.raw), len(line.raw))], key=lambda part: part.start):
        mark = tidy(line.raw[end : part.start])
        marks.append(mark)
        is_fence = not slices and _FENCE.fullmatch(mark)
        if mark and not is_fence and (_says(mark) or _parts_word(line.raw, end, part.start)):
            lost.append(mark)
        words += " " if any(sign.isspace() or sign == "|" for sign in line.raw[end : part.start]) else ""
        words += line.raw[max(part.start, end) : part.end]
        end = max(part.end, end)
    return _Kept(line.place, _words(words), [mark for mark in marks if mark], lost)


def _says(mark: str) -> bool:
    """Whether what would be left out is more than layout."""
    return not _MARK.fullmatch(f"{pasted(mark)}\t") or speaks_against(mark)


def _words(text: str) -> list[str]:
    return pasted(text).split()


def forbidden_changes(text: str, parsed: Parsed) -> Iterator[tuple[int, str]]:
    """The line and the text of every change, made by reading Markdown, that may lose or add a word.

    It believes nothing of what made them: what is dropped has to look like layout, and what is read as something else
    has to mean the same.
    """
    changes, rows = grouped(parsed.changes, lambda change: change.number), text.split("\n")
    lines = grouped(parsed.lines, lambda line: line.number)
    whole = "\n".join((*(line.raw for line in parsed.lines), *(message for _, message in parsed.remarks)))
    text = f"{text}\n{unescaped(text)}"
    for number, typed in enumerate(rows, start=1):
        own, end = sorted(changes.get(number, []), key=lambda change: change.start), 0
        for change in own:
            part = typed[change.start : change.end]
            # Within an address or a tag, which is left out as a whole, it parts nothing.
            is_sign = not change.read and not part.strip("*_")
            lost = is_sign and _parts_word(typed, change.start, change.end)
            if change.start < end or lost or not _may_be(part, change.read, text, whole):
                yield number, part
            end = change.end
        if _bare(applied(typed, own)) != _bare(" ".join(line.raw for line in lines.get(number, []))):
            yield number, typed


def _parts_word(typed: str, start: int, end: int) -> bool:
    """Whether a line has from `start` to `end` a sign as in `2*200`, which means something there."""
    return any(found.start() < end and start < found.end() for found in _IN_WORD.finditer(typed))


def _bare(text: str) -> str:
    """The words of a line, without the `>` of a quotation."""
    return tidy(re.sub(r"[\s>]+", " ", text))


def _may_be(typed: str, read: str, text: str, whole: str) -> bool:
    """Whether `typed`, out of `text`, may be read as `read`; `whole` is all that was read or told."""
    if typed == read or not (typed or read.strip()) or unescape(typed) == read or _DASHES.get(typed) == read:
        return True
    if not read.strip():
        definition = DEFINITION.fullmatch(typed)
        if definition and (definition[2] or "") in whole and f"]({unescaped(definition[1])})" in whole:
            return True
        within = _WITHIN.fullmatch(typed)
        return _LAYOUT.fullmatch(typed) is not None or bool(within and within[1] in whole)
    if (note := _NOTE.fullmatch(typed)) and read == f"[{note[1]}]":
        return True
    if _NUMBER.fullmatch(typed) and _NUMBER.fullmatch(read):
        return True
    if _TAG.fullmatch(typed) and (
        read in {"*", "**", "[", ITEM} or (read == CELL_BREAK and typed[1:3].casefold() == "br")
    ):
        return True
    link = _LINK_END.fullmatch(read)
    opens = _TAG.fullmatch(typed) or typed.startswith("]")
    return bool(link and opens and link[1] in text)
