"""Which lines make one list, which are under which of them, and which line is over the list and no part of it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from handouts.intake.importing.blocks import Block
from handouts.intake.importing.levels import number_of
from handouts.intake.importing.lines import RANK
from handouts.intake.importing.meaning import is_dont, names_list

MAX_LEAD_IN = 120
_MOST_BETWEEN, _ALTERNATING = 2, 2
# Looking further ahead than this would make an import of a very long text slow, and no list is that long.
_MAX_RUN = 100
_QUOTED_INSIDE = 4
"""Columns from the mark of a line up to what is quoted in it, `> ` included."""
_SIGNED = {"sign", "tick", "emoji"}
_BETWEEN = {"heading", "table", "picture"}
"""Kinds of block that end every list."""

Bullet = tuple[Block, list[Block]]
"""A line of a list, and what is under it."""


def begins_list(blocks: Sequence[Block], place: int) -> bool:
    """Whether the text at `place`, right under a line of a list, is in no list, as `Niet:` is.

    Any other line with a colon is over the next list where the list before it had one too, or where two of its
    lines have nothing under them.
    """
    if not 0 < place < len(blocks) - 1:
        return False
    before, block, after = blocks[place - 1 : place + 2]
    if block.kind != "text" or block.gap or before.kind != "bullet" or before.opens_list:
        return False
    if block.indent >= before.indent + 2:
        return False
    if after.kind != "bullet" or after.indent >= before.indent + 2:
        return names_list(block.text)
    level = (near for near in (blocks[each] for each in range(place - 1, -1, -1)) if near.indent < before.indent + 2)
    lines, lead = 0, None
    for near in level:
        if near.kind != "bullet" or near.style != before.style:
            lead = near
            break
        lines += 1
    if names_list(block.text):
        # With a lesser mark it may be a list under the last line, but not of what not to do.
        lesser = RANK[after.style] > RANK[before.style]
        return not lesser or is_dont(block.text) or (lead is not None and names_list(lead.text))
    alike = after.style == before.style or {before.style, after.style} <= _SIGNED
    return block.opens_list and alike and (lines > 1 or (lead is not None and lead.opens_list))


def settle_broken(blocks: Sequence[Block]) -> None:
    """Puts the paragraphs between the lines of one list under the line before: its numbers go on, or several have one.

    A document says so by how it looks only: each paragraph is further in, or none is.
    """
    lines = [place for place, block in enumerate(blocks) if block.kind == "bullet"]
    between = [(one, other) for one, other in pairwise(lines) if _is_broken(blocks[one : other + 1])]
    for one, other in between:
        counts = blocks[one].style == "number" and number_of(blocks[other]) == (number_of(blocks[one]) or 0) + 1
        several = other - one == _ALTERNATING and any(
            one in pair or other in pair for pair in between if pair[0] != one
        )
        if counts or several:
            blocks[other].begins_list = False
            for block in blocks[one + 1 : other]:
                block.indent, block.gap = blocks[one].indent + 2, False


def _is_broken(blocks: Sequence[Block]) -> bool:
    """Whether between the first and the last there are only some paragraphs that no list or heading may begin with."""
    first, *inner, last = blocks
    if not 0 < len(inner) <= _MOST_BETWEEN or (first.style, first.indent) != (last.style, last.indent):
        return False
    texts = [block.text for block in inner if block.kind == "text" and not block.opens_list]
    return len(texts) == len(inner) and not any(text.startswith("**") and text.endswith("**") for text in texts)


def leads_in(blocks: Sequence[Block], position: int) -> bool:
    """Whether the block is a line such as `Kies voor:` before a list."""
    block = blocks[position]
    if block.kind != "text" or not (block.opens_list or names_list(block.text)) or len(block.text) > MAX_LEAD_IN:
        return False
    return position + 1 < len(blocks) and blocks[position + 1].kind == "bullet"


def run_of_bullets(blocks: Sequence[Block]) -> list[Bullet]:
    """The bullets of one level from the first block on, each with what is under it.

    It ends where a block belongs to the section rather than to the bullet before it.
    """
    top = blocks[0]
    bullets: list[Bullet] = []
    for block in blocks:
        if block.kind in _BETWEEN or len(bullets) > _MAX_RUN or (block.begins_list and bullets):
            break
        if block.kind == "bullet" and not _is_under(block, bullets, top):
            if block.style != top.style:
                break
            bullets.append((block, []))
        else:
            bullets[-1][1].append(block)
    usual = _usual_paragraphs(bullets[:-1])
    for place, (bullet, body) in enumerate(bullets):
        is_last = place == len(bullets) - 1
        kept = _belonging(bullet, body, usual, is_last=is_last, alone=len(bullets) == 1)
        if kept < len(body):
            del body[kept:]
            return bullets[: place + 1]
    return bullets


def _is_under(block: Block, bullets: list[Bullet], top: Block) -> bool:
    """Whether a bullet belongs to the one before it: further in, or with a lesser mark directly under it."""
    if not bullets:
        return False
    bullet, body = bullets[-1]
    if block.indent >= bullet.indent + 2:
        return True
    if block.style == top.style:
        # `Kies voor:` and the same dash again: a list inside the list, until a blank line.
        inner = [near for near in body if near.kind == "bullet"]
        opened = bool(body) and (body[-1].opens_list if not inner else body[-1] is inner[-1])
        return opened and not block.gap and any(near.opens_list for near in body) and top.style not in {"tick", "bare"}
    lesser = RANK[block.style] > RANK[top.style]
    # After a blank line numbers begin a list of their own, unless what is over them is numbered too.
    apart = block.gap and (block.style == "number" or RANK[top.style] > RANK["number"])
    return lesser and not apart


def _usual_paragraphs(bullets: Sequence[Bullet]) -> tuple[int, bool]:
    """How many paragraphs are under most bullets, and whether blank lines come before these."""
    counts = [sum(block.kind == "text" for block in body) for _, body in bullets]
    apart = sum(any(block.kind == "text" and block.gap for block in body) for _, body in bullets)
    if not counts:
        return 0, False
    return max(set(counts), key=lambda count: (counts.count(count), count)), apart * 2 >= len(bullets)


def _belonging(bullet: Block, body: Sequence[Block], usual: tuple[int, bool], *, is_last: bool, alone: bool) -> int:
    """How many blocks of a body belong to the bullet; the others go on with the section."""
    most, apart = usual
    paragraphs = 0
    listed = False
    for place, block in enumerate(body):
        if block.kind == "bullet":
            listed = True
        elif _quotes_apart(block, bullet):
            return place
        elif block.indent < bullet.indent + 2:
            if block.gap:
                belongs = apart and (not is_last or paragraphs < most)
            else:
                belongs = not is_last or (not listed and (paragraphs < most or alone or block.opens_list))
            if not belongs:
                return place
            paragraphs += 1
    return len(body)


def _quotes_apart(block: Block, bullet: Block) -> bool:
    """Whether it is a quotation that is not further in than a line of a list, and so stands by itself."""
    quoted = block.line.quoted
    return 0 < quoted < bullet.indent + _QUOTED_INSIDE and not bullet.line.quoted
