"""What a template sees: the model, in which each printable value knows how it prints and where it came from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote

from handouts.content.labels import Word
from handouts.content.model.addresses import MailAddress, Phone, Picture, WebAddress
from handouts.content.model.dates import Day
from handouts.content.model.fields import Model, Prose, Text, Wording
from handouts.content.model.formats import FORMATS
from handouts.content.model.selective import Selective
from handouts.content.reading import FieldPath, Marks
from handouts.content.wording import NO_GAPS, Filled, Gaps
from handouts.languages.messages import translated, weekday_of, worded_date
from handouts.page.composing import prose
from handouts.page.composing.text_markers import marked
from handouts.page.composing.together import MAX_TOGETHER, kept_together
from handouts.problems import Mark

"""Where a text stands in a card or a column as narrow as one."""


class PrintableValue(str):
    """A printable value. A template prints it with `{{ … }}` and leaves its text alone: a filter loses its place."""

    number: int
    html: str
    href: str
    paragraphs: tuple[PrintableValue, ...]
    drawing: str = ""
    """The drawing that is named beside it, such as that of a step."""

    def __html__(self) -> str:
        return marked(self.number, self.html)


class Nothing:
    """An optional value that was not filled in: false to a template, and an error when it is printed."""

    paragraphs: tuple[PrintableValue, ...] = ()

    def __bool__(self) -> bool:
        return False

    def __html__(self) -> str:
        raise ValueError("a value is printed that is not filled in; ask {% if … %} first")

    __str__ = __html__


class View(SimpleNamespace):
    """A model as a template sees it: a field by its name, `Nothing` where it was not filled in."""


class ValueRegistry:
    """Hands out the numbers of printable values and remembers what each of them is."""

    def __init__(self, language: str, format_name: str) -> None:
        """Dates are worded in `language`; what `format_name` leaves out does not become part of a view."""
        self.language = language
        self.format_name = format_name
        self.values: list[PrintableValue] = []
        self.marks: list[Mark] = []
        self.pictures: dict[str, tuple[Mark, ...]] = {}
        self.gaps: Gaps | None = None
        """What fills the gaps of the texts that are viewed now; None where braces print as typed."""
        self.left_out = False
        """Whether the format leaves out anything of what was viewed."""
        self._whole: dict[int, tuple[int, ...]] = {}
        """By the number of a prose field those of its paragraphs, and by that of a paragraph that of its field."""
        self._passed_over: set[tuple[str, FieldPath]] = set()

    def view(self, value: Any, marks: Marks, path: FieldPath = ()) -> Any:
        """The value as a template sees it."""
        if value is None or (isinstance(value, Model) and not value.printed):
            return Nothing()
        if isinstance(value, Wording):
            key = value.key(self.language)
            return self.view(getattr(value, key), marks, (*path, key))
        if isinstance(value, Model):
            return View(**dict(self._fields(value, marks, path)))
        if isinstance(value, list):
            return [
                self.view(item, marks, (*path, index))
                for index, item in enumerate(value)
                if self.prints(item, (*path, index))
            ]
        if isinstance(value, Picture):
            named = (*self.pictures.get(str(value), ()), marks.at(path))
            self.pictures[str(value)] = tuple(dict.fromkeys(named))
            return quote(str(value))
        if isinstance(value, Prose):
            return self._prose(value, marks.at(path))
        if isinstance(value, Text):
            return self.text(value, marks.at(path))
        if isinstance(value, date):
            worded = worded_date(value, self.language)
            if isinstance(value, Day):
                worded = f"{translated(weekday_of(value), self.language)} {worded}"
            return self._value(worded, worded, marks.at(path))
        return value

    def pass_over(self, marks: Marks, path: FieldPath) -> None:
        """Declares that what is at a path need not be printed in this document: something else is in its place."""
        self._passed_over.add((marks.file, path))

    def is_passed_over(self, file: str, path: FieldPath) -> bool:
        """Whether what is at a path, or something around it, was passed over."""
        return any((file, path[:length]) in self._passed_over for length in range(len(path) + 1))

    def words(self, words: dict[str, Word]) -> View:
        """The fixed words as a template sees them."""
        return View(**{key: self.text(word.text, word.mark) for key, word in words.items()})

    def text(self, text: str, mark: Mark, most: int = MAX_TOGETHER) -> PrintableValue:
        """A printable value that is printed character for character, but for its gaps.

        `most` is how many characters that belong together are kept on one line.
        """
        if self.gaps is None or "{{" not in text:
            return self._value(text, prose.plain_html(text), mark, most)
        filled = Filled(text, self.gaps)
        html = filled.fill(prose.plain_html(filled.held), prose.plain_html)
        return self._value(filled.fill(filled.held), html, mark, most)

    def unused(self, used: frozenset[int], file: str) -> Iterator[PrintableValue]:
        """The values out of `file` that a document did not print."""
        for value in self.values:
            # A paragraph counts as printed with its whole field, and a field when all of its paragraphs are.
            numbers = self._whole.get(value.number, (value.number,))
            if self.marks[value.number].file == file and value.number not in used and not used.issuperset(numbers):
                yield value

    def _value(self, text: str, html: str, mark: Mark, most: int = MAX_TOGETHER) -> PrintableValue:
        value = PrintableValue(text)
        value.number, value.paragraphs = len(self.values), ()
        value.html = prose.with_hyphens(kept_together(html, most), self.language)
        value.href = text.href if isinstance(text, WebAddress | MailAddress | Phone) else ""
        self.values.append(value)
        self.marks.append(mark)
        return value

    def _prose(self, text: str, mark: Mark) -> PrintableValue:
        filled = Filled(text, self.gaps or NO_GAPS)
        held = prose.paragraphs(filled.held)
        parts = [filled.fill(part) for part in held]
        html = [filled.fill(prose.inline_html(part), prose.plain_html) for part in held]
        whole = self._value("\n\n".join(parts), "<br><br>".join(html), mark)
        whole.paragraphs = tuple(self._value(part, each, mark) for part, each in zip(parts, html, strict=True))
        numbers = tuple(paragraph.number for paragraph in whole.paragraphs)
        self._whole |= {whole.number: numbers, **dict.fromkeys(numbers, (whole.number,))}
        return whole

    def _fields(self, model: Model, marks: Marks, path: FieldPath) -> Iterator[tuple[str, Any]]:
        for name, field in type(model).model_fields.items():
            value = getattr(model, name)
            place = (*path, field.alias or name)
            yield name, self.view(value if self.prints(value, place) else None, marks, place)

    def prints(self, value: Any, path: FieldPath) -> bool:
        """Whether the format prints the value; what it never prints is not counted as left out."""
        shape = FORMATS[self.format_name]
        keys = [each for each in path if isinstance(each, str)]
        if ".".join(keys) in shape.leaves_out:
            return False
        if not isinstance(value, Selective):
            return True
        # A section, a box or a source of its own, and not a part of one, must be chosen where the format wants that.
        must_be_chosen = shape.chosen_only and len(keys) == 1
        chosen = value.is_for(self.format_name) and (bool(value.only) or not must_be_chosen)
        self.left_out |= not chosen
        return chosen
