"""The result of making a document, and its inputs: plain values that go from a worker to the records."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from handouts.problems import Mark, Problem


class Recipient(NamedTuple):
    """Whom a sheet is for: the first name and the day of the consult, and where its reference is written."""

    first_name: str
    day: str
    mark: Mark


class Product(NamedTuple):
    """A document that is proven, with all that it was made from; or, without a PDF, why there is none.

    `pdf` is the file as bytes, or empty; `pages` is how many the reading copy has. Without a format in its job there
    is no PDF either, and `formats` are those that the document names. `used` are the plain digests of the files that
    were read, `absent` the places where one was looked for in vain, `libraries` stamps of the system's libraries that
    drew the text. `until` is the last day on which its Problems hold, and `asked` what they say of the other documents
    of the folder, see `TrackedReader`. A personal document has its `recipient`.
    """

    pdf: bytes
    pages: int
    problems: tuple[Problem, ...]
    used: dict[Path, str]
    absent: frozenset[Path]
    libraries: dict[str, list[int]]
    until: date | None
    formats: tuple[str, ...] = ()
    asked: tuple[tuple[str, bool], ...] = ()
    recipient: Recipient | None = None

    @classmethod
    def failed(cls, problems: Iterable[Problem] = ()) -> Product:
        """The result for a document that cannot be made."""
        return cls(b"", 0, tuple(problems), {}, frozenset(), {}, None)
