"""The delivery proof: what was announced is visibly on paper, in order, whole, and nothing else is.

It takes the finished PDF apart again and believes neither the template nor the engine. What it finds is reported at
the line of the YAML that the text came from.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import NamedTuple, TypeVar

from handouts.content.model.brand import Pair
from handouts.page.pipeline import Composed
from handouts.page.rendering.blaming import prints
from handouts.problems import Mark, Problem, as_message
from handouts.proof import rules
from handouts.proof.alignment import Aligned, Placed, Printed, align
from handouts.proof.ordering import out_of_order
from handouts.proof.pages import Page, opened
from handouts.proof.panels import check_panels
from handouts.proof.paper import Box
from handouts.proof.raised import raised
from handouts.proof.shapes import Places, face_of, reshaped
from handouts.proof.stretches import Stretch, among, on_top_of_each_other, running_stretches, shifted, stretches_of
from handouts.proof.striking import how_struck
from handouts.proof.words import badly_printed

MIN_TYPE_SIZE = 5.0
"""Points. The smallest print that any product must bear is about 6 pt (Regulation (EU) 1169/2011: x-height 1.2 mm)."""
MIN_CROSSED_LINES = 3
"""From so many lines of a page that each have a stroke over a letter or two, something is drawn over the page."""
T = TypeVar("T")


class Place(NamedTuple):
    """Where a text of the content stands on paper: its page, from 1, and its rectangle there, in points.

    The origin is at the bottom left of the page. A text that runs on has a place on each of its pages.
    """

    mark: Mark
    page: int
    box: Box


class Examined(NamedTuple):
    """What a PDF fails to show of what was announced, and where it shows the texts of the content."""

    problems: list[Problem]
    places: list[Place]


Source = tuple[str, Mark | None]
"""The text that a stretch is of, and its place in the content. What is wrong with a text is reported once."""


def prove(pdf: bytes, composed: Composed) -> list[Problem]:
    """Every way in which the PDF fails to show what the document announced; empty when it shows all.

    `pdf` is the reading copy: pages in reading order, tagged, without a password. What is imposed is proven by
    `proof.imposed.prove_imposed`. Each Problem is at the line of the YAML that the text came from, or at the
    template; all are errors but two warnings about panels (`near-edge`, `panel-empty`). Raises
    `pypdfium2.PdfiumError` for bytes that are no PDF. For an example see docs/library.md.
    """
    return examine(pdf, composed).problems


def examine(pdf: bytes, composed: Composed) -> Examined:
    """The same, and where each text stands. Raises as `prove`."""
    with opened(pdf) as pages:
        aligned = align(composed.announced, [(page.number, character) for page in pages for character in page.read])
        found = dict.fromkeys(_problems(pages, composed, aligned, reshaped(pdf, composed.pair)))
    problems = [each._replace(mark=_cause(each, composed)) if each.mark == rules.ANYWHERE else each for each in found]
    return Examined(problems, list(_places(aligned)))


def _places(aligned: Aligned) -> Iterator[Place]:
    for text, characters, _ in aligned.placed:
        boxes: dict[int, list[Box]] = {}
        for number, character in characters if text.mark else ():
            boxes.setdefault(number, []).append(character.box)
        for number, each in boxes.items():
            left, bottom, right, top = zip(*each, strict=True)
            yield Place(text.mark or rules.ANYWHERE, number, Box(min(left), min(bottom), max(right), max(top)))


def _cause(problem: Problem, composed: Composed) -> Mark:
    """The place of a text that a stylesheet of the practice adds; of all else that is nowhere, the template."""
    added = as_message(problem.message).values.get("text", "") if problem.rule == rules.NOT_ANNOUNCED.name else ""
    return (prints(composed, str(added)) if added else None) or Mark(composed.template)


def _problems(pages: list[Page], composed: Composed, aligned: Aligned, others: Places) -> Iterator[Problem]:
    for text, words in aligned.missing:
        yield rules.NOT_PRINTED.at(text.mark, text=words)
    for words in aligned.surplus:
        yield rules.NOT_ANNOUNCED.at(None, text=words)
    yield from badly_printed(aligned.placed)
    yield from _visibility(aligned.placed, pages)
    read = stretches_of(aligned.placed)
    running = [stretch for page in pages for stretch in running_stretches(page.number, page.running)]
    stretches = [*read, *running]
    yield from _setting(stretches)
    small = _first_of_each([*raised(read), *raised(running)], lambda each: _source(each[0]))
    for stretch, letters in small:
        yield rules.RAISED.at(stretch.mark, letters=letters, text=stretch.text, page=stretch.page)
    yield from _reshaped(others, stretches, {_source(stretch) for stretch, _ in small})
    yield from _struck(stretches, pages)
    yield from _placing(read, running)
    yield from _foreign_fonts(stretches, composed.pair)
    yield from check_panels(pages, aligned.placed, composed)


def _source(stretch: Stretch) -> Source:
    return stretch.text, stretch.mark


def _first_of_each(found: Iterable[T], key: Callable[[T], Hashable]) -> list[T]:
    """The first of those that have the same key."""
    first: dict[Hashable, T] = {}
    for each in found:
        first.setdefault(key(each), each)
    return list(first.values())


def _visibility(placed: Iterable[Placed], pages: list[Page]) -> Iterator[Problem]:
    for text, characters, _ in placed:
        for how, (number, letters) in _unseen(characters, pages).items():
            yield rules.VISIBILITY[how].at(text.mark, text=text.text, page=number, letters=letters)
    for page in pages:
        for how, (number, letters) in _unseen([(page.number, each) for each in page.running], pages).items():
            yield rules.VISIBILITY_IN_MARGIN[how].at(None, text=letters, page=number)


def _unseen(characters: Iterable[Printed], pages: list[Page]) -> dict[str, tuple[int, str]]:
    """What of some characters is not fully seen, by how (see `Page.shows`): the first page of it, and the letters."""
    found: dict[str, tuple[int, str]] = {}
    for number, character in characters:
        how = pages[number - 1].shows(character)
        if how != "seen":
            first, letters = found.get(how, (number, ""))
            found[how] = first, letters + character.text
    return found


def _setting(stretches: Iterable[Stretch]) -> Iterator[Problem]:
    for stretch in stretches:
        if not stretch.setting.upright:
            yield rules.TURNED.at(stretch.mark, text=stretch.words, page=stretch.page)
        elif stretch.setting.size < MIN_TYPE_SIZE:
            yield rules.TINY.at(stretch.mark, text=stretch.words, page=stretch.page, size=stretch.setting.size)


def _reshaped(others: Places, stretches: Iterable[Stretch], known: set[Source]) -> Iterator[Problem]:
    """What is printed with other glyphs than its own, at the texts that hold it, but for the `known` ones."""
    placed: set[tuple[int, int]] = set()
    found: list[tuple[Stretch, list[str]]] = []
    for stretch in stretches:
        place = stretch.page, stretch.setting.content
        text = "".join(each.text for each in stretch.characters)
        if signs := [each for each in others.get(place, ()) if each in text]:
            placed.add(place)
            found.append((stretch, signs))
    for stretch, signs in _first_of_each(found, lambda each: _source(each[0])):
        if _source(stretch) not in known:
            letters = ", ".join(signs)
            yield rules.OTHER_SHAPE_IN_TEXT.at(stretch.mark, letters=letters, text=stretch.text, page=stretch.page)
    for place, texts in others.items():
        if place not in placed:
            yield rules.OTHER_SHAPE.at(None, letters=", ".join(texts), page=place[0])


def _struck(stretches: Iterable[Stretch], pages: list[Page]) -> Iterator[Problem]:
    struck: list[Stretch] = []
    crossed: dict[int, list[Stretch]] = {}
    for stretch in stretches:
        how = how_struck(stretch.characters, pages[stretch.page - 1].look)
        if how == "struck":
            struck.append(stretch)
        elif how == "crossed":
            crossed.setdefault(stretch.page, []).append(stretch)
    for stretch in _first_of_each(struck, _source):
        yield rules.STRUCK.at(stretch.mark, text=stretch.words, page=stretch.page)
    for page, lines in crossed.items():
        if len(lines) >= MIN_CROSSED_LINES:
            yield rules.CROSSED.at(lines[0].mark, text=lines[0].words, count=len(lines), page=page)


def _placing(read: list[Stretch], running: list[Stretch]) -> Iterator[Problem]:
    for before, after in out_of_order(read):
        mark = after.mark or before.mark
        yield rules.OUT_OF_ORDER.at(mark, text=after.words, before=before.words, page=after.page)
    for before, after in shifted(read):
        yield rules.SHIFTED.at(after.mark, text=after.words, before=before.words, page=after.page)
    for lower, upper in on_top_of_each_other([*read, *running]):
        yield rules.OVERPRINTED.at(upper.mark or lower.mark, text=upper.text, other=lower.text, page=upper.page)
    for stretch in among(running, read):
        yield rules.AMONG_TEXT.at(None, text=stretch.words, page=stretch.page)


def _foreign_fonts(stretches: Iterable[Stretch], pair: Pair) -> Iterator[Problem]:
    for stretch in stretches:
        font = stretch.setting.paint.font if stretch.setting.paint else ""
        if font and not face_of(font, pair):
            yield rules.FOREIGN_FONT.at(stretch.mark, text=stretch.words, font=font.rpartition("+")[2])
