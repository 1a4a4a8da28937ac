"""Where a consult came from, and by what it and its client are known again. All of it is recorded as keyed digests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from handouts.files.naming import plain_name

_NEAR_FROM = 4
"""How many letters a first name has at least for another to be taken for a misspelling of it."""


class Origin(NamedTuple):
    """Where a consult came from: a file of the practice folder, a file elsewhere, or a row of a spreadsheet.

    `place` is the name of the file in the practice folder, the path of a file elsewhere, empty for what another program
    gave, or the name of the spreadsheet; `digest` is that of its content, as it is in a file. Nothing of it is recorded
    but keyed digests.
    """

    kind: Literal["consult", "file", "row"]
    place: str
    first_name: str
    day: str
    digest: str

    def marks(self) -> Iterator[str]:
        """By each of these the consult is known again after it was changed, moved or renamed.

        A file, by its path, whatever was corrected in it, and by person and day, wherever it lies. A row, by its person
        in a spreadsheet of that name, on any day; and on the same day also by a first name with one letter more, less
        or other, since two whose lists of names without one letter share a name are that near
        (https://github.com/wolfgarbe/SymSpell).
        """
        yield self.digest
        if self.kind != "row":
            yield from filter(None, (self.place, self.first_name and f"{self.first_name} {self.day}"))
            return
        yield f"{self.place} {plain_name(self.first_name)}"
        yield from (f"{self.place} {self.day} {each}" for each in _near_spellings(plain_name(self.first_name)))

    @property
    def person(self) -> str:
        """The person on that day, wherever the consult came from."""
        return f"{self.day} {plain_name(self.first_name)}"

    def persons(self) -> Iterator[str]:
        """By each of these the client is known again whose consult was corrected; the first is the `person`.

        By the first name on any day, and on the same day also by one that is spelled nearly so.
        """
        if name := plain_name(self.first_name):
            yield from (self.person, f"name {name}")
            yield from (f"{self.day} {each}" for each in _near_spellings(name) if each != name)


def _near_spellings(name: str) -> list[str]:
    """A name, and what it is without one letter: two that share one of these are one letter apart, or nearly so."""
    shorter = {name[:place] + name[place + 1 :] for place in range(len(name))} if len(name) >= _NEAR_FROM else ()
    return sorted({name, *shorter})
