"""The values that the stages hand to each other, so that no stage needs to know another."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from handouts.folder import Shelf
from handouts.model.brand import Colours, Pair
from handouts.problems import Mark, Problem

LONGEST_WHOLE = 24
"""A word with a digit is never broken over two lines up to this many characters; a longer one is a web address."""


_ID = re.compile(r"""(<[^<>]*?\s(?:id="|href="#))(?=[^"])""")


class Announced(NamedTuple):
    """One run of printed text. `mark` is its place in the content; the template's own text has none."""

    text: str
    mark: Mark | None


class Sheet(NamedTuple):
    """A stylesheet: the name under which rendering serves it, how a Problem names it, and its text."""

    name: str
    place: str
    css: str


class Composed(NamedTuple):
    """A document as HTML and stylesheets, and what it announces to print, in reading order.

    `pictures` maps the name of each picture to the place in the content that asks for it; `template` is how a
    Problem names the template.
    """

    html: str
    sheets: tuple[Sheet, ...]
    announced: tuple[Announced, ...]
    colours: Colours
    pair: Pair
    pictures: dict[str, Mark]
    language: str
    template: str
    attached: tuple[Composed, ...] = ()
    """Documents that go behind this one in the same PDF, and what they announce is announced by this one too."""

    def followed_by(self, attached: tuple[Composed, ...]) -> Composed:
        """This document with others behind it."""
        announced = [*self.announced, *(text for each in attached for text in each.announced)]
        pictures = {name: mark for each in (*attached, self) for name, mark in each.pictures.items()}
        return self._replace(announced=tuple(announced), pictures=pictures, attached=attached)

    def told_apart(self, prefix: str) -> Composed:
        """The same with `prefix` before each id, which must be the only one of its name in a PDF."""
        return self._replace(html=_ID.sub(rf"\g<1>{prefix}", self.html))


class Place(NamedTuple):
    """Where an element of the template that has an id begins: its page, from 1, and mm from the top of that page."""

    page: int
    down: float


class Rendered(NamedTuple):
    """A PDF, its number of pages, what the engine found doubtful, and where each element with an id begins."""

    pdf: bytes
    pages: int
    problems: tuple[Problem, ...]
    places: dict[str, Place]


class Kept:
    """What rendering keeps from one document to the next, for many documents of one practice.

    `shelf` remembers what the engine read for any of them, since the next has it out of the cache.
    """

    def __init__(self, shelf: Shelf) -> None:
        """`shelf` is a fresh one."""
        self.shelf = shelf
        self.stylesheets: dict[object, tuple[Any, list[Any]]] = {}
        self.pictures: dict[str, Any] = {}
        self.attached: dict[object, tuple[Any, list[Any]]] = {}
        """Documents behind others, laid out, with what the engine said of each."""
        self.lengths: dict[object, int] = {}
        """How many pages what is attached has, and what it was last attached to."""
