"""The pages of a finished PDF as the proof looks at them: their characters in reading order, and how these show."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any

from handouts.proof.characters import characters_of, reading_order
from handouts.proof.ink import Look
from handouts.proof.painting import Painted
from handouts.proof.paper import Box, Character

_BEYOND = 0.5
"""Points that the box of a letter may lie beyond the edge of its page."""


class Page:
    """One page: its size, the tagged characters in reading order, and the running ones (header and footer)."""

    def __init__(self, number: int, look: Look, read: list[Character], running: list[Character]) -> None:
        """`look` is at this page."""
        self.number, self.look, self.read, self.running = number, look, read, running
        self.width: float = look.width
        self.height: float = look.height

    def shows(self, character: Character) -> str:
        """`seen`, `cut`, `unseen` or `off` the page: how much of a character is visible on this page."""
        box = character.box
        if box.left < -_BEYOND or box.bottom < -_BEYOND or box.right > self.width + _BEYOND:
            return "off"
        if box.top > self.height + _BEYOND:
            return "off"
        how = self.look.coarsely_shows(box)
        if self.look.is_plain(character) if how == "seen" else not self.look.is_small(box):
            return how
        return self.look.finely_shows(box, self._neighbours(box))

    def _neighbours(self, box: Box) -> Iterator[Box]:
        for row in box.rows:
            yield from (other for other in self._by_row.get(row, ()) if other is not box)

    @cached_property
    def _by_row(self) -> dict[int, list[Box]]:
        rows: dict[int, list[Box]] = {}
        for character in (*self.read, *self.running):
            for row in character.box.rows:
                rows.setdefault(row, []).append(character.box)
        return rows


@contextmanager
def opened(pdf: bytes) -> Iterator[list[Page]]:
    """The pages of a tagged PDF, as long as it is open."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        yield [_page(document, number) for number in range(len(document))]
    finally:
        document.close()


def _page(document: Any, number: int) -> Page:
    page = document[number]
    painted = Painted(page)
    read, running = characters_of(page, painted.paints, dict(reading_order(page)))
    look = Look(page, painted, lambda: document[number])
    return Page(number + 1, look, read, running)
