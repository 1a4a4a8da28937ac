"""The texts of a model that are printed, each with its path."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import NamedTuple

from handouts.content.model.fields import Model, Printed, Wording

TextPath = tuple[str | int, ...]
Prints = Callable[[object, TextPath], bool]
_HOLDING = (Printed, list, Model)


class TextWithin(NamedTuple):
    """A text of a model that is printed, with its path in the YAML, and the values through which that goes."""

    path: TextPath
    text: str
    way: tuple[object, ...]
    """From the whole to what the text is in: `path[n]` is the step that is taken from `way[n]`."""

    @property
    def is_judged(self) -> bool:
        """Whether it is the writer's own: no field on the way to it is described as the words of others."""
        return not any(
            isinstance(node, Model) and step in _unjudged(type(node))
            for node, step in zip(self.way, self.path, strict=True)
        )


def printed_texts(
    value: object, path: TextPath = (), *, language: str | None = None, prints: Prints | None = None
) -> Iterator[tuple[TextPath, str]]:
    """Every text in a model that is printed, with its path in the YAML.

    Of words that differ by language those for `language`, all where it is None; `prints` may leave out values by path.
    """
    gathered = _Gathered(language, prints)
    gathered.add(value, path, ())
    return ((each.path, each.text) for each in gathered.texts)


def texts_within(value: object) -> list[TextWithin]:
    """The same texts, with all around each."""
    gathered = _Gathered(None, None)
    gathered.add(value, (), ())
    return gathered.texts


class _Gathered:
    """The texts of a value, which are added to a list: this is done for each value of each document."""

    def __init__(self, language: str | None, prints: Prints | None) -> None:
        self.texts: list[TextWithin] = []
        self._language, self._prints = language, prints

    def add(self, value: object, path: TextPath, way: tuple[object, ...]) -> None:
        """Adds what a value holds."""
        if isinstance(value, Printed):
            self.texts.append(TextWithin(path, value, way))
            return
        prints, inside = self._prints, (*way, value)
        for step, part in self._parts(value):
            if isinstance(part, _HOLDING) and (prints is None or prints(part, (*path, step))):
                self.add(part, (*path, step), inside)

    def _parts(self, value: object) -> Iterable[tuple[str | int, object]]:
        if isinstance(value, list):
            return enumerate(value)
        if isinstance(value, Wording) and self._language:
            key = value.key(self._language)
            return [(key, getattr(value, key))]
        if isinstance(value, Model) and value.printed:
            return [(step, getattr(value, name)) for step, name in _steps(type(value))]
        return ()


@cache
def _steps(model: type[Model]) -> tuple[tuple[str, str], ...]:
    """The fields of a model, each by its key in the YAML and its name."""
    return tuple((field.alias or name, name) for name, field in model.model_fields.items())


@cache
def _unjudged(model: type[Model]) -> frozenset[str]:
    """The keys of the fields of a model that hold the words of others."""
    said = ((field.alias or name, field.json_schema_extra) for name, field in model.model_fields.items())
    return frozenset(key for key, extra in said if isinstance(extra, dict) and extra.get("judged") is False)
