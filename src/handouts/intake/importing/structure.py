"""Blocks into the draft of a brochure, in the order in which they stand.

A section prints text, a list and points once, in that order. Where her text goes on differently, a section without
heading takes over under the same heading, so that nothing ever has to move.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import takewhile

from handouts.intake.importing.blocks import Block
from handouts.intake.importing.levels import POINT, drop_number, number_of
from handouts.intake.importing.lines import RANK
from handouts.intake.importing.meaning import begins_list, heads_donts, is_dont, names_list
from handouts.intake.importing.titles import title_and_text, title_of

LONGEST_LEAD_IN = 120
# Looking further ahead than this would make an import of a very long text slow, and no list is that long.
_LONGEST_RUN = 100
_TICKED = {"tick", "emoji"}


@dataclass
class Entry:
    """Something to print: paragraphs, and the line of her text that they begin on."""

    paragraphs: list[str]
    line: int

    @property
    def text(self) -> str:
        """The paragraphs as a prose field holds them."""
        return "\n\n".join(self.paragraphs)


@dataclass
class PointDraft:
    """A point in the making."""

    title: Entry
    text: list[Entry] = field(default_factory=list)
    lead_in: Entry | None = None
    items: list[Entry] = field(default_factory=list)
    numbered: bool = False
    note: list[Entry] = field(default_factory=list)


@dataclass
class SectionDraft:
    """A section in the making; without a heading it goes on where the one before it ended."""

    heading: Entry | None
    text: list[Entry] = field(default_factory=list)
    lead_in: Entry | None = None
    items: list[Entry] = field(default_factory=list)
    numbered: bool = False
    points: list[PointDraft] = field(default_factory=list)


@dataclass
class Draft:
    """A brochure in the making. `odd` is what found no place; without a title in the text, `has_title` is false."""

    title: str
    has_title: bool
    subtitle: Entry | None
    sections: list[SectionDraft]
    odd: list[Block]


def sections_of(blocks: Sequence[Block]) -> list[SectionDraft]:
    """The sections that the blocks make, in order; those before the first heading have none."""
    for place, block in enumerate(blocks):
        block.begins_list = begins_list(blocks, place)
    sections: list[SectionDraft] = []
    start = 0
    while start < len(blocks):
        head = blocks[start] if blocks[start].kind == "heading" and blocks[start].depth != POINT else None
        end = start + 1
        while end < len(blocks) and not (blocks[end].kind == "heading" and blocks[end].depth != POINT):
            end += 1
        filler = _Filler(SectionDraft(Entry([title_of(head)], head.line.number) if head else None))
        sections += filler.fill(blocks[start + 1 if head else start : end])
        start = end
    return sections


def _entry(block: Block) -> Entry:
    return Entry([block.text], block.line.number)


class _Filler:
    """Puts the blocks under one heading into a section, and into sections that go on from it."""

    def __init__(self, section: SectionDraft) -> None:
        self.heading = section.heading
        self.lead = ""
        """The line that led in the last list, or that became text."""
        self.led = ""
        """The style of that list."""
        self.sections = [section]

    def fill(self, blocks: Sequence[Block]) -> list[SectionDraft]:
        position = 0
        while position < len(blocks):
            block = blocks[position]
            lead_in = block if leads_in(blocks, position) else None
            if lead_in:
                position += 1
                block = blocks[position]
            if block.kind == "text":
                self._text(block)
                # What stands between `Niet:` and its list does not turn it.
                self.led = ""
                keeps = is_dont(self.lead) and not block.opens_list
                self.lead = block.text if names_list(block.text) else self.lead if keeps else ""
                position += 1
            elif block.kind == "heading":
                position += self._headed_point(blocks[position:])
            else:
                position += self._list(blocks[position:], lead_in)
        return self.sections

    @property
    def last(self) -> SectionDraft:
        return self.sections[-1]

    def _go_on(self) -> None:
        self.sections.append(SectionDraft(None))

    def _text(self, block: Block) -> None:
        if self.last.lead_in or self.last.items or self.last.points:
            self._go_on()
        self.last.text.append(_entry(block))

    def _headed_point(self, blocks: Sequence[Block]) -> int:
        """A point made of a smaller heading and what stands under it; says how many blocks it took."""
        end = next((place for place, block in enumerate(blocks) if place and block.kind == "heading"), len(blocks))
        self.lead = ""
        point, taken = make_point(blocks[0], blocks[1:end])
        self.last.points.append(point)
        return 1 + taken

    def _says_no(self, first: Block, lead_in: Block | None) -> bool:
        """Whether a list that begins with this line is about what the reader had better not do."""
        if first.style == "sign":
            return True
        lead = lead_in.text if lead_in else self.lead
        heading = self.heading.text if self.heading else ""
        if names_list(lead):
            return is_dont(lead)
        is_bullet = first.style in {"dash", "number", "bullet", "circle", "bare"}
        return is_dont(heading) or (is_bullet and (heads_donts(lead) or heads_donts(heading)))

    def _list(self, blocks: Sequence[Block], lead_in: Block | None) -> int:
        """A list, as points when it has ticks or something stands under its lines, else as items.

        The brochure draws a tick before each point, so what says no, or stands under what does, is no point.
        """
        if lead_in:
            self.lead, self.led = lead_in.text, blocks[0].style
        elif blocks[0].style in _TICKED and self.led not in {*_TICKED, "sign", ""}:
            # Back to the list over the one that was led in.
            self.lead = ""
        says_no = self._says_no(blocks[0], lead_in)
        bullets = run_of_bullets(list(takewhile(partial(_goes_on, blocks[0]), blocks)) if says_no else blocks)
        ticked = blocks[0].style in _TICKED or any(body for _, body in bullets)
        says_no |= any(is_dont(bullet.text) for bullet, body in bullets if body)
        if ticked and says_no:
            if any(block.kind == "bullet" for block in bullets[0][1]):
                # Neither does an item hold a list: this line becomes the text before it.
                for block in filter(None, (lead_in, blocks[0])):
                    self._text(block)
                self.lead = blocks[0].text if is_dont(blocks[0].text) else self.lead
                return 1
            bullets = list(takewhile(lambda each: all(block.kind == "text" for block in each[1]), bullets))
            ticked = False
        if self.last.points and (lead_in or not ticked):
            self._go_on()
        if lead_in and (self.last.lead_in or self.last.items):
            self._go_on()
        if lead_in:
            self.last.lead_in = _entry(lead_in)
        return self._points(bullets) if ticked else self._items(bullets)

    def _items(self, bullets: Sequence[tuple[Block, list[Block]]]) -> int:
        counted = count_off([bullet for bullet, _ in bullets])
        if self.last.items and counted != self.last.numbered:
            self._go_on()
        self.last.numbered = counted
        self.last.items += [
            Entry([block.text for block in (bullet, *body)], bullet.line.number) for bullet, body in bullets
        ]
        return sum(1 + len(body) for _, body in bullets)

    def _points(self, bullets: Sequence[tuple[Block, list[Block]]]) -> int:
        position = 0
        for bullet, body in bullets:
            point, taken = make_point(bullet, body)
            self.last.points.append(point)
            position += 1 + taken
            if taken < len(body):
                break
        return position


def _goes_on(first: Block, block: Block) -> bool:
    """Whether a block may still belong to a list: a line further out belongs to another."""
    return block.kind != "bullet" or block.indent + 2 > first.indent


def count_off(bullets: Sequence[Block]) -> bool:
    """Takes the numbers off a list that counts from 1, since the brochure prints them again; says whether it did.

    Any other number is something that the text may refer to: it stays.
    """
    numbers = [number_of(bullet) if bullet.style == "number" else None for bullet in bullets]
    if not bullets or numbers != list(range(1, len(bullets) + 1)):
        return False
    for bullet in bullets:
        drop_number(bullet)
    return True


def leads_in(blocks: Sequence[Block], position: int) -> bool:
    """Whether the block is a line such as `Kies voor:` before a list."""
    block = blocks[position]
    if block.kind != "text" or not (block.opens_list or names_list(block.text)) or len(block.text) > LONGEST_LEAD_IN:
        return False
    return position + 1 < len(blocks) and blocks[position + 1].kind == "bullet"


def make_point(head: Block, body: Sequence[Block]) -> tuple[PointDraft, int]:
    """A point, and how many blocks of the body found a place in it without changing their order."""
    title, rest = title_and_text(head)
    point = PointDraft(Entry([title], head.line.number))
    if rest:
        point.text.append(Entry([rest], head.line.number))
    places = [place for place, block in enumerate(body) if block.kind == "bullet"]
    if places and places[-1] - places[0] == len(places) - 1:
        point.numbered = count_off([body[place] for place in places])
    position = 0
    while position < len(body):
        block = body[position]
        if leads_in(body, position):
            if point.lead_in or point.items:
                break
            point.lead_in = _entry(block)
        elif block.kind == "bullet":
            if point.note:
                break
            point.items.append(_entry(block))
        elif point.items and block.indent > body[position - 1].indent and body[position - 1].kind == "bullet":
            point.items[-1].paragraphs.append(block.text)
        else:
            (point.note if point.items else point.text).append(_entry(block))
        position += 1
    return point, position


def run_of_bullets(blocks: Sequence[Block]) -> list[tuple[Block, list[Block]]]:
    """The bullets of one level from the first block on, each with what stands under it.

    It ends where a block belongs to the section rather than to the bullet before it.
    """
    top = blocks[0]
    bullets: list[tuple[Block, list[Block]]] = []
    for block in blocks:
        if block.kind == "heading" or len(bullets) > _LONGEST_RUN or block.begins_list:
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


def _is_under(block: Block, bullets: list[tuple[Block, list[Block]]], top: Block) -> bool:
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
    return lesser and (not block.gap or RANK[top.style] < 2)


def _usual_paragraphs(bullets: Sequence[tuple[Block, list[Block]]]) -> tuple[int, bool]:
    """How many paragraphs stand under most bullets, and whether blank lines stand before these."""
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
        elif block.indent < bullet.indent + 2:
            if block.gap:
                belongs = apart and (not is_last or paragraphs < most)
            else:
                belongs = not is_last or (not listed and (paragraphs < most or alone or block.opens_list))
            if not belongs:
                return place
            paragraphs += 1
    return len(body)
