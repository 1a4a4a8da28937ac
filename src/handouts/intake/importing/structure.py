"""Blocks into the draft of a brochure, in their order.

A section prints text, a list and points once, in that order. Where the text goes on differently, a section without
heading takes over under the same heading, so that nothing ever has to move.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile

from handouts.intake.importing.blocks import Block, PictureDraft, TableDraft
from handouts.intake.importing.levels import POINT, drop_numbers, number_of
from handouts.intake.importing.lists import Bullet, begins_list, leads_in, run_of_bullets
from handouts.intake.importing.meaning import heads_donts, is_dont, names_list
from handouts.intake.importing.titles import title_and_text, title_of

_TICKED = {"tick", "emoji"}


@dataclass(kw_only=True)
class Body:
    """What a section and a point both hold, in this order; an item of a list is its paragraphs."""

    text: list[str] = field(default_factory=list)
    lead_in: str = ""
    items: list[list[str]] = field(default_factory=list)
    numbered: bool = False


@dataclass(kw_only=True)
class PointDraft(Body):
    """A point in the making."""

    title: str
    note: list[str] = field(default_factory=list)


@dataclass(kw_only=True)
class SectionDraft(Body):
    """A section in the making; without a heading it goes on where the one before it ended."""

    heading: str | None = None
    points: list[PointDraft] = field(default_factory=list)
    kind: str = ""
    """Of what kind the points are, as far as it can be guessed."""
    says_no: bool = False
    """Whether its list is what the reader had better not do."""
    table: TableDraft | None = None
    picture: PictureDraft | None = None

    @property
    def is_closed(self) -> bool:
        """Whether nothing can follow in it but a picture."""
        return bool(self.table or self.picture)


@dataclass
class Draft:
    """A brochure in the making; without a title in the text, `has_title` is false.

    `odd` is what found no place, `sources` are the notes that cite.
    """

    title: str
    has_title: bool
    subtitle: str
    sections: list[SectionDraft]
    odd: list[Block]
    sources: list[str] = field(default_factory=list)
    of_mail: bool = False
    """Whether the title is the subject of a mail."""


def sections_of(blocks: Sequence[Block]) -> list[SectionDraft]:
    """The sections that the blocks make, in order; those before the first heading have none."""
    for place, block in enumerate(blocks):
        block.begins_list = block.begins_list or begins_list(blocks, place)
    heads = [block.kind == "heading" and block.depth != POINT for block in blocks]
    starts = [place for place, is_head in enumerate(heads) if is_head or not place]
    sections: list[SectionDraft] = []
    for start, end in pairwise([*starts, len(blocks)]):
        head = title_of(blocks[start]) if heads[start] else None
        sections += _Filler(head).fill(blocks[start + heads[start] : end])
    return sections


class _Filler:
    """Puts the blocks under one heading into a section, and into sections that go on from it."""

    def __init__(self, heading: str | None) -> None:
        self.heading = heading
        self.lead = ""
        """The line that led in the last list, or that became text."""
        self.led = ""
        """The style of that list."""
        self.sections = [SectionDraft(heading=heading)]

    def fill(self, blocks: Sequence[Block]) -> list[SectionDraft]:
        position = 0
        while position < len(blocks):
            block = blocks[position]
            lead_in = block if leads_in(blocks, position) else None
            if lead_in:
                position += 1
                block = blocks[position]
            above = blocks[position - 1].picture if position else None
            if above and above.alt and above is self.last.picture and block.is_caption:
                above.caption = block.text
                position += 1
            elif block.kind == "text":
                self._text(block)
                # What is between `Niet:` and its list does not turn it.
                self.led = ""
                keeps = is_dont(self.lead) and not block.opens_list
                self.lead = block.text if names_list(block.text) else self.lead if keeps else ""
                position += 1
            elif block.kind in {"table", "picture"}:
                self._figure(block)
                position += 1
            elif block.kind == "heading":
                later = (place for place in range(position + 1, len(blocks)) if blocks[place].kind == "heading")
                self.lead = ""
                position += self._points([(block, list(blocks[position + 1 : next(later, len(blocks))]))])
            else:
                position += self._list(blocks[position:], lead_in)
        return self.sections

    @property
    def last(self) -> SectionDraft:
        return self.sections[-1]

    def _go_on(self) -> None:
        self.sections.append(SectionDraft())

    def _figure(self, block: Block) -> None:
        if self.last.picture or (block.table and self.last.table):
            self._go_on()
        self.last.table = block.table or self.last.table
        self.last.picture = block.picture
        self.lead = self.led = ""

    def _text(self, block: Block) -> None:
        if self.last.lead_in or self.last.items or self.last.points or self.last.is_closed:
            self._go_on()
        self.last.text.append(block.text)

    def _says_no(self, first: Block, lead_in: Block | None) -> bool:
        """Whether a list that begins with this line is about what the reader had better not do."""
        if first.style == "sign":
            return True
        lead = lead_in.text if lead_in else self.lead
        heading = self.heading or ""
        if names_list(lead):
            return is_dont(lead)
        is_bullet = first.style in {"dash", "number", "bullet", "circle", "bare"}
        return is_dont(heading) or (is_bullet and (heads_donts(lead) or heads_donts(heading)))

    def _list(self, blocks: Sequence[Block], lead_in: Block | None) -> int:
        """A list, as points when it has ticks or something is under its lines, else as items.

        Of what says no only a list inside a list makes points: where a kind is guessed, that may be a tick.
        """
        if lead_in:
            self.lead, self.led = lead_in.text, blocks[0].style
        elif blocks[0].style in _TICKED and self.led not in {*_TICKED, "sign", ""}:
            # Back to the list over the one that was led in.
            self.lead = ""
        says_no = self._says_no(blocks[0], lead_in)
        if says_no:
            # A line further out belongs to another list.
            inner = blocks[0].indent - 2
            blocks = list(takewhile(lambda block: block.kind != "bullet" or block.indent > inner, blocks))
        bullets = run_of_bullets(blocks)
        ticked = blocks[0].style in _TICKED or (any(body for _, body in bullets) and not _are_steps(bullets))
        says_no |= any(is_dont(bullet.text) for bullet, body in bullets if body)
        if ticked and says_no:
            if names_list(blocks[0].text) and any(block.kind == "bullet" for block in bullets[0][1]):
                # `Niet:` is the line over a list, also with a mark before it.
                for block in filter(None, (lead_in, blocks[0])):
                    self._text(block)
                self.lead = blocks[0].text if is_dont(blocks[0].text) else self.lead
                return 1
            ticked = any(block.kind == "bullet" for _, body in bullets for block in body)
        parted = (blocks[0].begins_list or says_no != self.last.says_no) and (self.last.items or self.last.points)
        if self.last.is_closed or parted or (self.last.points and (lead_in or not ticked)):
            self._go_on()
        if lead_in and (self.last.lead_in or self.last.items):
            self._go_on()
        if lead_in:
            self.last.lead_in = lead_in.text
        self.last.says_no = says_no
        return self._points(bullets) if ticked else self._items(bullets)

    def _items(self, bullets: Sequence[Bullet]) -> int:
        counted = drop_numbers([bullet for bullet, _ in bullets], of_list=True)
        if self.last.items and counted != self.last.numbered:
            self._go_on()
        self.last.numbered = counted
        self.last.items += [[block.text for block in (bullet, *body)] for bullet, body in bullets]
        return sum(1 + len(body) for _, body in bullets)

    def _points(self, bullets: Sequence[Bullet]) -> int:
        position = 0
        if self.last.is_closed:
            self._go_on()
        for bullet, body in bullets:
            point, taken = _make_point(bullet, body)
            self.last.points.append(point)
            position += 1 + taken
            if taken < len(body):
                break
        return position


def _are_steps(bullets: Sequence[Bullet]) -> bool:
    """Whether lines count from 1, and have only paragraphs under them: steps, which a brochure numbers."""
    counts = [number_of(bullet) for bullet, _ in bullets if bullet.style == "number"]
    inner = (block for _, body in bullets for block in body)
    return counts == [*range(1, len(bullets) + 1)] and all(
        block.kind == "text" and not block.opens_list for block in inner
    )


def _make_point(head: Block, body: Sequence[Block]) -> tuple[PointDraft, int]:
    """A point, and how many blocks of the body found a place in it without changing their order."""
    title, rest = title_and_text(head)
    point = PointDraft(title=title, text=[rest] if rest else [])
    places = [place for place, block in enumerate(body) if block.kind == "bullet"]
    if places and places[-1] - places[0] == len(places) - 1:
        point.numbered = drop_numbers([body[place] for place in places], of_list=True)
    for position, block in enumerate(body):
        if leads_in(body, position):
            if point.lead_in or point.items:
                return point, position
            point.lead_in = block.text
        elif block.kind in {"table", "picture"} or (block.kind == "bullet" and block.begins_list and point.items):
            return point, position
        elif block.kind == "bullet":
            if point.note:
                return point, position
            point.items.append([block.text])
        elif point.items and block.indent > body[position - 1].indent and body[position - 1].kind == "bullet":
            point.items[-1].append(block.text)
        else:
            (point.note if point.items else point.text).append(block.text)
    return point, len(body)
