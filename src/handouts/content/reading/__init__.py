"""YAML into plain values that remember their places.

Every scalar stays the text that was typed: no `NO` that becomes False, no lost zero of a phone number. What a
hostile or broken file could do is refused on the stream of events, before anything is built from it.
"""

from __future__ import annotations

from handouts.content.reading.characters import MAX_SIZE, MAX_WORD, decoded, too_large, unfit
from handouts.content.reading.events import MAX_DEPTH, Builder
from handouts.content.reading.places import FieldPath, Marks, Read, Value, place_in
from handouts.files.unseen import pasted
from handouts.problems import ContentError, has_errors

__all__ = [
    "MAX_DEPTH",
    "MAX_SIZE",
    "MAX_WORD",
    "FieldPath",
    "Marks",
    "Read",
    "Value",
    "decoded",
    "read_yaml",
    "survey_yaml",
    "too_large",
    "unfit",
]


def read_yaml(data: bytes, file: str) -> Read:
    """Reads one YAML document of at most 1 MB. Raises ContentError with every Problem that was found.

    The value is made of `str`, `list` and `dict`; an empty `key:` and an empty dash are absent, and so is what prints
    nothing. Problems and marks name the columns of `data`.
    """
    read = survey_yaml(data, file)
    if has_errors(read.problems):
        raise ContentError(read.problems)
    return read


def survey_yaml(data: bytes, file: str) -> Read:
    """As `read_yaml`, but a mistake that leaves the other values as they were meant is among the Problems returned.

    Raises ContentError when no value can be trusted.
    """
    text = decoded(data, file)
    seen = pasted(text)
    if seen == text:
        return Builder(text, file).build()
    place = place_in(text)
    try:
        read = Builder(seen, file).build()
    except ContentError as refused:
        raise ContentError(problem._replace(mark=place(problem.mark)) for problem in refused.problems) from None
    problems = tuple(problem._replace(mark=place(problem.mark)) for problem in read.problems)
    return Read(read.value, read.marks.moved(place), problems)
