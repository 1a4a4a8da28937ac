"""Titles within blocks: run-in headings, such as `**Oorzaak** Veel mensen …`, and titles without their Markdown.

The asterisks and the emoji around a title are marks that are dropped, but for emoji that say no.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from handouts.intake.importing.blocks import Block, Slice, text_of
from handouts.intake.importing.lines import EMOJI, tidy, words
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
_MAX_TITLE = 200
_RUN_IN = re.compile(r"\s*(\*\*|__|\*)(?=[^\s*_])([^*_]{1,80}?)(?<=\S)([.:]?)\1([.:]?)(?=\s|$)\s*")
_STEP = re.compile(rf"(?:{words('step')})\s?\d{{1,2}}", re.IGNORECASE)
_BOLD_LINE = re.compile(r"(\*\*|__)[^*_]+\1")
_MIN_WORDS = 3


def title_and_text(block: Block) -> tuple[str, str]:
    """The title that a heading or bullet holds, and the text that follows a bold title on its line."""
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
    is_title = part.end - part.start <= _MAX_TITLE
    found = _ORNAMENTS.fullmatch(part.line.raw, part.start, part.end) if is_title else None
    return Slice(part.line, *found.span(1)) if found and tidy(found[1]) else part


def _without_emphasis(part: Slice) -> list[Slice]:
    kept: list[Slice] = []
    start = part.start
    for found in _EMPHASIS.finditer(part.line.raw, part.start, part.end):
        kept += [Slice(part.line, start, found.start()), Slice(part.line, *found.span(2))]
        start = found.end()
    return [*kept, Slice(part.line, start, part.end)]


def split_run_ins(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with each run-in heading as a block of its own.

    Bold words that are a line of their paragraph are headings like any bold line. Those that begin a sentence are none:
    a new sentence has to follow. Before a colon, in single stars, and in a text that has other headings, they are
    headings where the text does it twice. Those that say which step follows begin a line of a list.
    """
    found = {place: match for place, block in enumerate(blocks) if (match := _run_in(block))}
    lines = {
        place
        for place, match in found.items()
        if match[1] != "*" and ":" not in match[3] + match[4] and not blocks[place].line.raw[match.end() :].strip()
    }
    several = len(found) - len(lines) > 1
    alone = not lines and not any(block.kind == "heading" or _is_bold(block) for block in blocks[1:])
    made: list[Block] = []
    for place, block in enumerate(blocks):
        match = found.get(place)
        if several and match and place not in lines and _STEP.fullmatch(match[2].rstrip(".:")):
            block.kind, block.style = "bullet", "bare"
            match = None
        is_head = match and (
            several or place in lines or (alone and match[1] != "*" and ":" not in match[3] + match[4])
        )
        if not match or not is_head:
            made.append(block)
            continue
        line, _, end = block.slices[0]
        # The full stop after a number stays: `1.` may be one that the text refers to.
        last = match.end(3) if match[2][-1].isdigit() else match.end(2)
        head = Block("heading", [Slice(line, match.start(2), last)], gap=block.gap, indent=block.indent)
        head.style = "bold" if place in lines else "run-in"
        block.slices[0] = Slice(line, match.end(), end)
        block.slices = [part for part in block.slices if part.text.strip()]
        block.gap = False
        made += [head, block]
    return made


def _is_bold(block: Block) -> bool:
    return block.is_line and _BOLD_LINE.fullmatch(block.text) is not None


def _run_in(block: Block) -> re.Match[str] | None:
    if block.kind != "text":
        return None
    line, start, end = block.slices[0]
    match = _RUN_IN.match(line.raw, start, end)
    if not match:
        return None
    rest = text_of([Slice(line, match.end(), end), *block.slices[1:]])
    first = re.search(r"[^\W_]", rest)
    follows = first is not None and first[0].isupper()
    closes = bool(match[3] or match[4] or match[2][-1] in "?!")
    return match if (follows or closes) and len(rest.split()) >= _MIN_WORDS else None
