"""Which heading is the title, which begins a section and which a point in one; and the numbers that they begin with."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from copy import copy
from itertools import groupby, pairwise

from handouts.content.model.brochure import LONGEST_TITLE
from handouts.intake.importing.blocks import Block, Slice
from handouts.intake.importing.lines import words
from handouts.intake.importing.meaning import is_dont, speaks_against
from handouts.intake.importing.rows import is_field, is_row
from handouts.intake.importing.titles import title_of

SECTION, POINT = 1, 2

# Of two styles in one text, the one that is usually over the other comes first.
_STYLES = ("caps", "number", "bold", "plain", "emoji", "label", "run-in")
_CLOSING = set(words("closing").split("|"))
_NUMBER = re.compile(r"\(?(\d{1,3})[.)]\s+")


def is_closing(text: str) -> bool:
    """Whether a line is the heading of what ends a text, such as `Bronnen:`."""
    return text.removesuffix(":").rstrip().casefold() in _CLOSING


def take_title(blocks: list[Block], text: Sequence[Block]) -> Block | None:
    """Removes the title from the front, if the text begins with one. `text` has these blocks and all others."""
    if not blocks or not _is_title(blocks):
        return None
    if len(title_of(copy(blocks[0]))) > LONGEST_TITLE:
        blocks[0].kind, blocks[0].style = "text", ""
        return None
    # What is right under the title, over the first section, is a subtitle, however it was typed.
    heads = len(blocks) > 2 and blocks[1].kind == blocks[2].kind == "heading" and blocks[1].style != "run-in"
    adjoin = heads and any(one is blocks[1] and other is blocks[2] for one, other in pairwise(text))
    if adjoin and _is_subtitle(blocks):
        blocks[1].kind = "text"
    return blocks.pop(0)


def set_depths(blocks: Sequence[Block]) -> None:
    """Tells the headings of sections from those of points. Where a point would hold too much, all are sections."""
    heads = [block for block in blocks if block.kind == "heading"]
    marked = {block.style for block in heads if block.style.startswith("#")}
    below = {block.style for block in heads} - {min(marked)} if marked else _styles_below(blocks, heads)
    over, says_no = None, False
    for head in heads:
        is_point = head.style in below and (bool(marked) or not is_closing(head.text))
        head.depth = POINT if is_point else SECTION
        over = over if is_point else head
        says_no |= is_point and over is not None and is_dont(over.text)
    if says_no or any(_is_rich(head, body) for head, body in bodies(blocks) if head.depth == POINT):
        for head in heads:
            head.depth = SECTION


def bodies(blocks: Sequence[Block]) -> list[tuple[Block, list[Block]]]:
    """Each heading, and the blocks up to the next."""
    found: list[tuple[Block, list[Block]]] = []
    for block in blocks:
        if block.kind == "heading":
            found.append((block, []))
        elif found:
            found[-1][1].append(block)
    return found


def drop_numbers(blocks: Sequence[Block], *, of_list: bool = False) -> bool:
    """Takes the numbers off headings or the lines of a list where the brochure prints the same ones.

    Lines of a list must all have one. Any other number is something that the text may refer to: it stays. Returns
    whether they are off.
    """
    numbers = [number_of(block) if not of_list or block.style == "number" else None for block in blocks]
    if not any(numbers) or (of_list and None in numbers):
        return False
    if any(number not in {None, place} for place, number in enumerate(numbers, start=1)):
        return False
    for block in blocks:
        line, start, end = block.slices[0]
        found = _NUMBER.search(line.raw, start) if number_of(block) else None
        if found:
            block.slices[0] = Slice(line, found.end(), end)
    return True


def number_of(block: Block) -> int | None:
    """The number that a heading or bullet begins with, such as 3 of `3. `."""
    found = _NUMBER.match(block.text)
    return int(found[1]) if found else None


def _is_title(blocks: Sequence[Block]) -> bool:
    """Whether the first block is the title of what follows."""
    first = blocks[0]
    if first.kind == "heading":
        body = bodies(blocks)[0][1]
        peers = sum(block.kind == "heading" and block.style == first.style for block in blocks) > 1
        words = sum(len(block.text.split()) for block in body)
        heads = peers and (words > 120 or any(block.kind == "bullet" for block in body))
        return first.style not in {"number", "run-in"} and not heads
    if first.kind != "text" or len(first.rows) > 1 or len(first.text) > 100 or first.is_open or is_row(first):
        return False
    # The first lines of a mail: its sender, its receiver and its date.
    return not (is_field(first.text) and len(blocks) > 1 and is_field(blocks[1].text) and not blocks[1].gap)


def _is_subtitle(blocks: Sequence[Block]) -> bool:
    style = blocks[1].style
    if style.startswith("#"):
        return blocks[2].style.startswith("#") and style > blocks[2].style
    return style == "plain" or not any(block.style == style for block in blocks[2:])


def _is_rich(head: Block, body: list[Block]) -> bool:
    """Whether a body would not fit under a point, or says no: the brochure draws a tick before each point."""
    lists = sum(kind == "bullet" for kind, _ in groupby(block.kind for block in body))
    says_no = speaks_against(head.text) or (lists > 0 and is_dont(head.text))
    return lists > 1 or says_no or any(block.kind == "bullet" and block.style in {"tick", "sign"} for block in body)


def _styles_below(blocks: Sequence[Block], heads: list[Block]) -> set[str]:
    """The styles of heading that come under another one, where the text shows it; run-in headings under any other."""
    counts = Counter(head.style for head in heads)
    below = {"run-in"} if set(counts) - {"run-in"} else set()
    top, *others = [style for style in _STYLES if counts[style] > 1] or [""]
    for style in others:
        inner = 0
        for head, body in bodies(blocks):
            inner = 0 if head.style == top else inner + (head.style == style)
            if inner > 1 or (head.style == top and not body):
                below.add(style)
    return below
