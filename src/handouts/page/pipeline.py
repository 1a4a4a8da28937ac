"""The values that the stages hand to each other, so that no stage needs to know another."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from handouts.files.folder import TrackedReader, digest
from handouts.problems import Mark, Problem

if TYPE_CHECKING:
    from handouts.content.model.brand import Colours, Pair
    from handouts.content.model.formats import Format
    from handouts.content.model.looks import Pen

MAX_WHOLE = 24
"""A word with a digit is never broken over two lines up to this many characters; a longer one is a web address."""
NARROW = 8
"""Characters that are kept on one line in the column of a moment: `½ tablet` fits in the narrowest, in any typeface."""
ADDRESS = re.compile(r"\w@\w|://\w|\bwww\.\w|[^\W\d_][\w-]*\.[^\W\d_]{2,}/", re.IGNORECASE)
"""Found in a word that is a web or an e-mail address: it gets no hyphens, and no part of it is read as an amount."""


class ExpectedText(NamedTuple):
    """One run of printed text. `mark` is its place in the content; the template's own text has none.

    `part` is the part of a folded format in which the template prints it; empty where there are none.
    """

    text: str
    mark: Mark | None
    part: str = ""


class PrintSettings(NamedTuple):
    """How a document is to be printed: `low_ink` leaves out grounds and fills, `bleed` adds mm around each page.

    A photograph has `dots` pixels to the inch, where it has as many; with `low_ink` it is grey and light.
    Without bleed everything stays inside the margins, as a printer at home needs it; with it, grounds that touch the
    trim run on into the bleed.
    """

    low_ink: bool = False
    bleed: float = 0.0
    dots: int = 200


AT_HOME = PrintSettings()
"""On a printer at home, with all its ink."""


class Stylesheet(NamedTuple):
    """A stylesheet: the name under which rendering serves it, how a Problem names it, and its text."""

    name: str
    place: str
    css: str


class Composed(NamedTuple):
    """A document as HTML and stylesheets, and what it announces to print, in reading order.

    `pictures` maps the name of each picture to the places in the content that name it; `template` is how a
    Problem names the template, and `problems` are what composing found doubtful.
    """

    html: str
    stylesheets: tuple[Stylesheet, ...]
    announced: tuple[ExpectedText, ...]
    colours: Colours
    pair: Pair
    pictures: dict[str, tuple[Mark, ...]]
    language: str
    template: str
    shape: Format
    problems: tuple[Problem, ...] = ()
    print_settings: PrintSettings = AT_HOME
    attached: tuple[Composed, ...] = ()
    """Documents that follow this one in the same PDF; what they announce is announced by this one too."""
    pen: Pen | None = None
    """How its drawings are drawn; None where no look says so."""
    likely_pages: int = 0
    """How many pages it is likely to have, where it follows another; 0 when that cannot be told."""

    def followed_by(self, attached: tuple[Composed, ...]) -> Composed:
        """This document with more of them after it."""
        every = (self, *attached)
        pictures: dict[str, tuple[Mark, ...]] = {}
        for each in every:
            for name, marks in each.pictures.items():
                pictures[name] = tuple(dict.fromkeys((*pictures.get(name, ()), *marks)))
        return self._replace(
            announced=tuple(text for each in every for text in each.announced),
            pictures=pictures,
            problems=tuple(dict.fromkeys(problem for each in every for problem in each.problems)),
            attached=(*self.attached, *attached),
        )


class Position(NamedTuple):
    """Where an element of the template that has an id begins: its page, from 1, and mm from the top of that page."""

    page: int
    down: float


class Rendered(NamedTuple):
    """A PDF, its number of pages, what the engine found doubtful, and where each element with an id begins."""

    pdf: bytes
    pages: int
    problems: tuple[Problem, ...]
    positions: dict[str, Position]


class RenderCache:
    """What rendering keeps from one document to the next, for many documents of one practice.

    `reader` remembers what the engine read for any of them, since the next has it out of the cache.
    """

    def __init__(self, reader: TrackedReader) -> None:
        """`reader` has read nothing yet."""
        self.reader = reader
        self.pictures: dict[str, Any] = {}
        self.attached: dict[object, tuple[Any, list[Any]]] = {}
        """Documents that follow others, laid out, with what the engine logged of each."""
        self.lengths: dict[object, int] = {}
        """How many pages a document that follows others turned out to have."""

    def refresh(self, reader: TrackedReader) -> None:
        """Goes on with a folder in which files may have changed: keeps what is made of files that are as they were."""
        if all(_digest(reader, path) == known for path, known in self.reader.used.items()) and not any(
            reader.folder.holds(path) for path in self.reader.absent
        ):
            reader.used, reader.absent = self.reader.used, self.reader.absent
        else:
            for cache in (self.pictures, self.attached, self.lengths):
                cache.clear()
        self.reader = reader


def _digest(reader: TrackedReader, path: Path) -> str | None:
    try:
        return digest(reader.folder.bytes_of(path))
    except OSError:
        return None
