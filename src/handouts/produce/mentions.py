"""Whether a text or the name of a file mentions a client: by the reference of the consult, or the first name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

_SHORTEST_NAME, _SHORTEST_REF = 3, 4
"""Characters from which a first name, and a reference without a dash, are looked for."""
_SHORTEST_PASSAGE = 24
"""Characters from which a sentence is looked for in a text."""
_MONTHS = {"jan", "mar", "apr", "mei", "may", "jun", "jul", "aug", "sep", "okt", "oct", "nov", "dec", "april", "juni",
           "june", "juli", "july", "augustus", "august"}  # fmt: skip
"""Words of a date that are first names too: as such they are written with a capital."""
_DATE = re.compile(r"(?<!\d)\d{4}[-_. ](?:0[1-9]|1[0-2])[-_. ](?:0[1-9]|[12]\d|3[01])(?!\d)")
_OF_A_COPY = re.compile(r"^(?: (?:kopie|van|copy|of|lock)(?= ))+")
"""What a system puts before the name of a file that it copies or locks, among the words of a name."""
_WORD = re.compile(r"\d+|[^\W\d_]+")
_CAPITAL_WITHIN = re.compile(r"(?<=[a-z])(?=[A-Z])")


class Marks(NamedTuple):
    """What a client is known by in a name or text. `first_name` is empty where it is unknown."""

    ref: str
    first_name: str = ""

    def in_text(self, text: str) -> bool:
        """Whether a text has the reference or the first name as a word by itself."""
        return self.ref_in_text(text) or (self._has_name and holds_word(self.first_name, text))

    def ref_in_text(self, text: str) -> bool:
        """Whether a text has the reference, unless that is so short that it may be any word or number."""
        return _is_distinct(self.ref) and holds_word(self.ref, text)

    def in_name(self, name: str, others: Iterable[str] = ()) -> bool:
        """Whether a file may be named after the client; `others` are references that are not this client's.

        A name matches by its words: `2026-014_v1` and `kopie 2026-014` have the reference, `AnjaNov.pdf` and
        `blad-anja.pdf` the first name. A day such as 2026-01-15 is not the reference 2026-01, and a short
        reference is looked for at the beginning only, but for what names a copy.
        """
        return self._ref_in(name, others) or (self._has_name and self._first_name_in(name))

    def _ref_in(self, name: str, others: Iterable[str]) -> bool:
        ref, words = _words(self.ref), _words(name)
        if ref not in words:
            return False
        words = _words(_DATE.sub(lambda day: day[0] if day[0] in self.ref else " ", name))
        for other in others:
            if other != self.ref and ref in (longer := _words(other)):
                words = words.replace(longer, " ")
        return ref in words if _is_distinct(self.ref) else _OF_A_COPY.sub("", words).startswith(ref)

    def _first_name_in(self, name: str) -> bool:
        if self.first_name.casefold() in _MONTHS:
            return holds_word(self.first_name, name)
        return _words(self.first_name) in _words(name)

    @property
    def _has_name(self) -> bool:
        return len(self.first_name) >= _SHORTEST_NAME


def holds_word(word: str, text: str) -> bool:
    """Whether a text has a word by itself: not as a part of a longer word or reference."""
    return word in text and bool(re.search(rf"(?<![^\W_]|-){re.escape(word)}(?![\w-])", text))


def _is_distinct(ref: str) -> bool:
    return len(ref) >= _SHORTEST_REF or "-" in ref


@lru_cache(maxsize=10_000)
def _words(name: str) -> str:
    """The words and numbers of a name between spaces, in small letters and without accents."""
    plain = "".join(each for each in unicodedata.normalize("NFKD", name) if not unicodedata.combining(each))
    return f" {' '.join(_WORD.findall(_CAPITAL_WITHIN.sub(' ', plain).casefold()))} "


def is_quoted(text: str, passages: Iterable[str], others: Collection[str]) -> bool:
    """Whether a text has a passage that none of the `others` has, each on one line: shared text identifies nobody."""
    words = in_one_line(text)
    quoted = [each for each in passages if each in words]
    return bool(quoted) and not all(any(each in other for other in others) for each in quoted)


def in_one_line(text: str) -> str:
    """A text without its breaks, each run of space as one."""
    return " ".join(text.split())


def passages_in(value: Any) -> Iterator[str]:
    """The sentences among plain values that are long enough to be somebody's."""
    if isinstance(value, str):
        lines = (" ".join(line.split()) for line in value.splitlines())
        yield from (line for line in lines if len(line) >= _SHORTEST_PASSAGE)
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from passages_in(each)
