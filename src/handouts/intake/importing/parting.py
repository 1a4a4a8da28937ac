"""Headings that part what the reader had better not do from the rest, where the text has only a line over a list."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from handouts.intake.importing.blocks import Block
from handouts.intake.importing.meaning import bare, heads_donts, is_dont, names_contraindications, names_list

_LONGEST, _FEWEST_WORDS = 60, 2


def part_donts(blocks: Sequence[Block]) -> None:
    """Makes headings of lines with a colon: what says no under another heading, and what is over the next list there.

    `Niet doen:` after the list of `Dit helpt` is a heading, and so is `Oefening voor thuis:` after that of `Niet doen`.
    Where the lists under one heading each have a line over them (`Neem:`, `Laat:`), these lead them in.
    """
    head: Block | None = None
    listed = led = False
    for block, following in pairwise(blocks):
        if block.kind == "heading":
            head, listed, led = block, False, False
        elif block.kind == "bullet":
            listed = True
        elif head and listed and not led and _is_label(block) and _parts(head, block, following):
            block.kind, block.style = "heading", head.style
            head, listed = block, False
        else:
            led |= block.opens_list and following.kind == "bullet"


def _is_label(block: Block) -> bool:
    says = bare(block.text)
    return block.gap and block.is_line and block.opens_list and len(says) <= _LONGEST and says[:1].isupper()


def _parts(head: Block, block: Block, following: Block) -> bool:
    """Whether a line says no under a heading that does not, or the other way round."""
    if not is_dont(head.text):
        says_no = (is_dont(block.text) and names_list(block.text)) or names_contraindications(block.text)
        return says_no and not names_contraindications(head.text) and following.kind == "bullet"
    if following.kind not in {"bullet", "text"} or heads_donts(block.text):
        return False
    return names_list(block.text) or len(block.text.split()) >= _FEWEST_WORDS
