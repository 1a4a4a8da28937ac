"""A document as its editors read it: all rules share its passages, so that each is taken apart once."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Generic, TypeVar

from handouts.checks.passages import Passage, Span
from handouts.content.loading import Loaded
from handouts.content.model.fields import Model
from handouts.content.model.module import Parameter
from handouts.content.model.printed import TextPath, texts_within
from handouts.problems import Mark

M_co = TypeVar("M_co", bound=Model, covariant=True)


class Document(Generic[M_co]):
    """A loaded document, the language that it is in, and its texts."""

    def __init__(self, loaded: Loaded[M_co], language: str) -> None:
        self.value, self.marks, self.language = loaded.value, loaded.marks, language

    @cached_property
    def texts(self) -> list[Passage]:
        """All that is printed of it, in the order of its fields."""
        return [Passage(each, self.language) for each in texts_within(self.value)]

    @cached_property
    def passages(self) -> list[Passage]:
        """The texts that are read as running text, or as headings."""
        return [each for each in self.texts if each.kind]

    @cached_property
    def typed(self) -> str:
        """All that is printed of it, as it was typed."""
        return "\n".join(each.text for each in self.texts)

    @cached_property
    def fillings(self) -> list[tuple[TextPath, str]]:
        """What may fill the gaps of a module: what it offers itself, and what a brochure or recipe puts into them."""
        return list(_fillings(self.value, ()))

    def place(self, passage: Passage, part: Span) -> Mark:
        """The place of a part of a text in its file."""
        return self.marks.within(passage.path, passage.text, part.start, part.end)


def _fillings(value: object, path: TextPath) -> Iterator[tuple[TextPath, str]]:
    if isinstance(value, Parameter):
        offered = [
            (("default",), value.default or ""),
            *((("choices", at), each) for at, each in enumerate(value.choices)),
        ]
        yield from (((*path, *step), each) for step, each in offered)
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from _fillings(each, (*path, number))
    elif isinstance(value, Model):
        for name in type(value).model_fields:
            held = getattr(value, name)
            if name == "params":
                for key, each in held.items():
                    inside = (*path, name, key)
                    yield from [(inside, each)] if isinstance(each, str) else _fillings(each, inside)
            elif isinstance(held, list):
                yield from _fillings(held, (*path, name))
