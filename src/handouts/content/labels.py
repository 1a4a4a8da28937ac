"""The fixed words on paper, dates and numbers, in the language of the document.

The words are in `content/labels/LANGUAGE.yaml`; a practice that wants other words puts a file of the same name
in its own folder, with only the words that differ.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from handouts.content.reading import read_yaml
from handouts.content.things import did_you_mean, folded, some_of
from handouts.files.folder import TrackedReader
from handouts.languages.messages import month_of, translated, worded_date
from handouts.languages.texts import FALLBACK
from handouts.problems import ContentError, Mark, Problem, error, msg


class Word(NamedTuple):
    """A fixed word or line, and its place."""

    text: str
    mark: Mark


def load_labels(reader: TrackedReader, language: str) -> dict[str, Word]:
    """All fixed words of a language, the practice's own over the shipped ones, or over English. Raises ContentError."""
    relative = f"content/labels/{language}.yaml"
    shipped = reader.folder.shipped / relative
    given = relative if shipped.is_file() else f"content/labels/{FALLBACK}.yaml"
    words = _words(reader.read_shipped(given), f"(handouts) {given}", known=None)
    own = reader.read(relative)
    if own is not None and reader.find(relative) != shipped:
        words |= _words(own, relative, known=words, where=str(reader.folder.shipped / given))
    return words


def _words(data: bytes, file: str, known: Mapping[str, Word] | None, where: str = "") -> dict[str, Word]:
    read = read_yaml(data, file)
    if not isinstance(read.value, dict):
        hint = msg("such as sources: Bronnen")
        raise ContentError([error("not-labels", Mark(file), "fixed words are keys with text", hint)])
    problems: list[Problem] = []
    words: dict[str, Word] = {}
    for key, text in read.value.items():
        if not isinstance(text, str) or not text.strip():
            problems.append(error("not-text", read.marks.at((key,)), "“{key}” must be text", key=key))
        elif known is not None and key not in known:
            said = {folded(word.text): name for name, word in known.items()}
            hint = did_you_mean(key, known, some_of(list(known), where), also=said)
            message = msg("“{key}” is not one of the fixed words", key=key)
            problems.append(error("unknown-key", read.marks.key((key,)), message, hint))
        else:
            words[key] = Word(text.strip(), read.marks.at((key,)))
    if problems:
        raise ContentError(problems)
    return words


def worded_month(day: date, language: str) -> str:
    """The month of a date as it is read aloud: `november 2026`."""
    return translated(msg("{month} {year}", month=month_of(day), year=day.year), language)


def worded_near(day: date, since: date, language: str) -> str:
    """A day without its year, where that is the year of the day since when it is reckoned: `16 december`."""
    if day.year != since.year:
        return worded_date(day, language)
    return translated(msg("{day} {month}", day=day.day, month=month_of(day)), language)


def worded_first(first: date, last: date, language: str) -> str:
    """The first day of a time, without what it has in common with the last: `2` of 2 to 8 December 2026."""
    if (first.year, first.month) == (last.year, last.month):
        return str(first.day)
    return worded_near(first, last, language)
