"""HTML, of a Word document or a saved web page, into the blocks that a plain text is read into as well.

`pages` leaves out of a page what is not its text; `flow` makes the blocks, with `inline` and `tables`; `losses` finds
whether every word has arrived.
"""

from __future__ import annotations

from handouts.intake.importing.blocks import Block, Parsed
from handouts.intake.importing.foreign import Foreign
from handouts.intake.importing.hypertext.flow import Flow
from handouts.intake.importing.hypertext.tree import parse_html

__all__ = ["read_html"]


def read_html(foreign: Foreign, source: str) -> tuple[Parsed, frozenset[str]]:
    """The blocks of a document, in order, each on one line; and the addresses of links that were written into them.

    Raises ContentError where it cannot be read.
    """
    flow = Flow(foreign.pictures)
    flow.read(parse_html(foreign.html, source))
    blocks = _title_first(flow.blocks)
    return Parsed(flow.lines, blocks), frozenset(flow.addresses)


def _title_first(blocks: list[Block]) -> list[Block]:
    """A picture over the title, such as a logo, comes under it: a brochure begins with its title."""
    first = next((place for place, block in enumerate(blocks) if block.kind != "picture"), 0)
    is_title = first and (blocks[first].kind == "heading" or blocks[first].is_line)
    return [blocks[first], *blocks[:first], *blocks[first + 1 :]] if is_title else blocks
