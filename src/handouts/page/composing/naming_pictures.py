"""Every doubt about a picture, at each line of content that names it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import PurePath

from handouts.content.pictures import look
from handouts.files.folder import TrackedReader
from handouts.problems import ContentError, Mark, Message, Problem, error, msg

_FOLDER = "content/images"


def pictures_of(reader: TrackedReader, pictures: Mapping[str, tuple[Mark, ...]]) -> Iterator[Problem]:
    """What is wrong with the pictures; each is looked at, and a name is held against those that there are."""
    for name, marks in pictures.items():
        try:
            data = reader.read(f"{_FOLDER}/{name}")
        except ContentError as refused:
            for mark in marks:
                yield from (each._replace(mark=mark, message=_about(name, each)) for each in refused.problems)
            continue
        if data is None:
            message = msg("the picture {name} is not in {folder}", name=name, folder=_FOLDER)
            hint = _nearest(reader, name)
            yield from (error("no-picture", mark, message, hint) for mark in marks)
        else:
            looked = look(data)
            yield from (problem for mark in marks for problem in looked.problems(name, mark))


def _about(name: str, problem: Problem) -> Message:
    """What is wrong with a file itself, for the line that names it."""
    if name in problem.message:
        return problem.message
    return msg("the picture {name} cannot be used: {problem}", name=name, problem=problem.message)


def _nearest(reader: TrackedReader, name: str) -> Message:
    folder = reader.folder.root / _FOLDER
    known = sorted(unicodedata.normalize("NFC", each.name) for each in folder.iterdir()) if folder.is_dir() else []
    if alike := [each for each in known if each.casefold() == name.casefold()]:
        return msg("did you mean “{name}”? Capitals count", name=alike[0])
    stem = PurePath(name).stem.casefold()
    close = [each for each in known if PurePath(each).stem.casefold() == stem] or get_close_matches(name, known, n=1)
    return msg("did you mean “{name}”?", name=close[0]) if close else msg("put it there, or correct its name")
