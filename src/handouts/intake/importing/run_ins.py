"""Run-in headings: bold words at the beginning of a paragraph that head it, as in `**Oorzaak** Veel mensen …`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from handouts.intake.importing.blocks import Block, Slice, text_of

_RUN_IN = re.compile(r"\s*(\*\*|__|\*)(?=[^\s*_])([^*_]{1,80}?)(?<=\S)([.:]?)\1([.:]?)(?=\s|$)\s*")
_FEWEST_WORDS = 3


def split_run_ins(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with each run-in heading as a block of its own.

    Bold words that begin a sentence are none: a new sentence has to follow. Behind a colon, and in single stars, they
    are headings where the text does it twice.
    """
    found = {place: match for place, block in enumerate(blocks) if (match := _run_in(block))}
    several = len(found) > 1
    made: list[Block] = []
    for place, block in enumerate(blocks):
        match = found.get(place)
        if not match or not (several or (match[1] != "*" and ":" not in match[3] + match[4])):
            made.append(block)
            continue
        line, _, end = block.slices[0]
        head = Block("heading", [Slice(line, *match.span(2))], gap=block.gap, indent=block.indent, style="run-in")
        block.slices[0] = Slice(line, match.end(), end)
        block.slices = [part for part in block.slices if part.line.raw[part.start : part.end].strip()]
        block.gap = False
        made += [head, block]
    return made


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
    return match if (follows or closes) and len(rest.split()) >= _FEWEST_WORDS else None
