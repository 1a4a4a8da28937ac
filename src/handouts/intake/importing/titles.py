"""Titles and headings are text without Markdown: the asterisks and the emoji around them are marks that are dropped,
but for emoji that say no.
"""

from __future__ import annotations

import re

from handouts.intake.importing.blocks import Block, Slice, text_of
from handouts.intake.importing.lines import EMOJI, tidy
from handouts.intake.importing.meaning import AGAINST

# A bold title ends in a mark of its own, or a colon, a dash or a new sentence follows; any other bold words are part of
# a sentence.
_LEAD = re.compile(
    r"\s*(\*\*|__)(?=[^\s*_])([^*]+?)(?<=\S)\1(?:(?<=[:.!?]..)|(:)|\s+[-–—]|(?=\s+[“‘'(]?[A-ZÀ-ÖØ-Þ]))(?=\s|$)\s*"
)
# Within a word a sign stays, as in 2*200.
_EMPHASIS = re.compile(
    r"(?<![\w*_])(\*\*|__|\*|_)(?=[^\s*_])((?:[^*_]|(?<=[^\W_])[*_](?=[^\W_]))+?)(?<=\S)\1(?![\w*_])"
)
_ORNAMENT = rf"(?:(?![{AGAINST}])[{EMOJI}])+"
_ORNAMENTS = re.compile(rf"\s*(?:{_ORNAMENT}\s+)*(\S.*?)(?:\s+{_ORNAMENT})*\s*")
_LONGEST_TITLE = 200


def title_and_text(block: Block) -> tuple[str, str]:
    """The title that a heading or bullet holds, and the text that follows on its line behind a bold title."""
    first, rest = block.slices[0], block.slices[1:]
    first = _without_ornaments(first)
    found = _LEAD.match(first.line.raw, first.start, first.end)
    if found and block.kind == "bullet" and (found.end() < first.end or rest):
        title = [Slice(first.line, *found.span(group)) for group in (2, 3) if found[group]]
        rest = [Slice(first.line, found.end(), first.end), *rest]
    elif block.literal:
        title, rest = [first, *rest], []
    else:
        title, rest = [part for whole in [first, *rest] for part in _without_emphasis(whole)], []
    block.slices = [*title, *rest]
    return text_of(title), text_of(rest)


def title_of(block: Block) -> str:
    """The heading as it is printed."""
    return title_and_text(block)[0]


def _without_ornaments(part: Slice) -> Slice:
    is_title = part.end - part.start <= _LONGEST_TITLE
    found = _ORNAMENTS.fullmatch(part.line.raw, part.start, part.end) if is_title else None
    return Slice(part.line, *found.span(1)) if found and tidy(found[1]) else part


def _without_emphasis(part: Slice) -> list[Slice]:
    kept: list[Slice] = []
    start = part.start
    for found in _EMPHASIS.finditer(part.line.raw, part.start, part.end):
        kept += [Slice(part.line, start, found.start()), Slice(part.line, *found.span(2))]
        start = found.end()
    return [*kept, Slice(part.line, start, part.end)]
