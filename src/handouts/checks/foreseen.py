"""What the pages of a document would be refused for, reported with the mistakes that keep it from being laid out.

Else a missing picture, or a character that no typeface has, would be reported only when all else is mended. A
file with mistakes has no valid value, so it is read as it was typed, along the fields of its model.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from handouts.content.model.addresses import Picture
from handouts.content.model.brand import Pair
from handouts.content.model.fields import Model, OrText, Printed
from handouts.content.reading import FieldPath, Read, survey_yaml
from handouts.files.folder import TrackedReader
from handouts.page.composing.naming_pictures import pictures_of
from handouts.page.typefaces import no_glyph, printable
from handouts.problems import ContentError, Mark, Problem


def foreseen(reader: TrackedReader, relative: str, model: type[Model], pair: Pair) -> Iterator[Problem]:
    """Every picture of a file that cannot be printed, and every sign that the typefaces lack; none without a value."""
    try:
        read = survey_yaml(reader.read(relative) or b"", reader.place(relative))
    except ContentError:
        return
    yield from foreseen_in(reader, read, model, pair)


def foreseen_in(reader: TrackedReader, read: Read, model: type[Model], pair: Pair) -> Iterator[Problem]:
    """The same of what was read in another way, such as a row of a spreadsheet."""
    known = printable(pair)
    named: dict[str, tuple[Mark, ...]] = {}
    for path, text, is_picture in _texts(read.value, model, ()):
        mark = read.marks.at(path)
        if is_picture:
            named[text] = (*named.get(text, ()), mark)
        elif problem := no_glyph(text, mark, known, reader.locate):
            yield problem
    yield from pictures_of(reader, named)


def _texts(value: Any, annotation: Any, path: FieldPath) -> Iterator[tuple[FieldPath, str, bool]]:
    """Each text that is printed, and the name of each picture, with its path; the third says which it is."""
    kinds = list(_kinds(annotation))
    model = next((kind for kind in kinds if issubclass(kind, Model)), None)
    if isinstance(value, list):
        for index, each in enumerate(value):
            yield from _texts(each, annotation, (*path, index))
    elif isinstance(value, dict) and model and model.printed:
        fields = {field.alias or name: field.annotation for name, field in model.model_fields.items()}
        for key, each in value.items():
            yield from _texts(each, fields.get(key), (*path, key))
    elif isinstance(value, str) and model and model.printed:
        # Plain text is the value of one of the fields.
        for key in _stand_ins(annotation):
            yield from _texts(value, model.model_fields[key].annotation, path)
    elif isinstance(value, str) and (Picture in kinds or any(issubclass(kind, Printed) for kind in kinds)):
        yield path, value, Picture in kinds


def _kinds(annotation: Any) -> Iterator[type]:
    """The classes in an annotation, but for that of nothing."""
    if isinstance(annotation, type) and annotation is not type(None) and not get_args(annotation):
        yield annotation
    for inner in get_args(annotation):
        yield from _kinds(inner)


def _stand_ins(annotation: Any) -> Iterator[str]:
    """The field of a model that plain text is the value of."""
    if isinstance(annotation, OrText):
        yield annotation.key
    for inner in get_args(annotation):
        yield from _stand_ins(inner)
