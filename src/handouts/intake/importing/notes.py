"""Notes that cite something, such as a footnote with a title and a year: they become the sources of the brochure.

The mark in the text and that before the note stay as they are; any other note stays a text.
"""

from __future__ import annotations

import re

from handouts.intake.importing.blocks import Block

_NOTE = re.compile(r"\[([\w-]{1,30})\]\s+(?=\S)")
_YEAR = r"(?:19|20)\d\d[a-z]?"
_CITES = re.compile(
    r"https?://|\bwww\.|\bdoi\b|\bISBN\b|\bet al\b"
    rf"|\({_YEAR}(?:, [^()]{{1,30}})?\)|,\s*{_YEAR}\b|[.;]\s*{_YEAR}[.;]|\b{_YEAR};\s*\d"
    r"|\*[A-ZÀ-Þ][^*]{6,}\*|[“\"„][A-ZÀ-Þ][^”\"]{8,}[”\"],? "
    r"|^[A-ZÀ-Þ][\w’'-]+(?: [a-z]{1,4}){0,2},? (?:[A-Z]\.){1,4}[ ,(]"
)
"""An address, a number of a book, a year in brackets or after a comma, a title, or a name with its first letters."""


def cites(text: str) -> bool:
    """Whether a note says where something comes from, rather than more about it."""
    return _CITES.search(text) is not None


def take_sources(blocks: list[Block]) -> list[str]:
    """Makes sources of the notes that the text refers to and that cite something, and gives their texts.

    A note of more paragraphs stays, and so do notes right under a heading of their own.
    """
    text = "\n".join(block.text for block in blocks)
    notes = [_is_note(block, text) for block in blocks]
    headed = True
    for place, block in enumerate(blocks):
        headed = block.kind == "heading" or (headed and notes[place])
        is_last = place + 1 == len(blocks) or notes[place + 1] or blocks[place + 1].kind == "heading"
        if notes[place] and is_last and not headed and cites(_NOTE.sub("", block.text, count=1)):
            block.kind = "source"
    taken = [block.text for block in blocks if block.kind == "source"]
    blocks[:] = [block for block in blocks if block.kind != "source"]
    return taken


def _is_note(block: Block, text: str) -> bool:
    found = _NOTE.match(block.text) if block.kind == "text" else None
    return found is not None and text.count(f"[{found[1]}]") > 1
