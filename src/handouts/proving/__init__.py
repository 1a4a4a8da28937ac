"""The delivery proof: what was announced is visibly on paper, in order, whole, and nothing else is.

It takes the finished PDF apart again and believes neither the template nor the engine. What it finds is reported at
the line of the YAML that the text came from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import pairwise

from handouts.handover import Composed
from handouts.model.brand import Pair
from handouts.problems import Mark, Problem, error, shortened
from handouts.proving.alignment import Placed, align
from handouts.proving.panels import check_panels
from handouts.proving.paper import Box, Character, Page, pages_of
from handouts.proving.words import Badly, badly_printed

# Characters of neighbouring lines may touch; beyond this share of the smaller one they are on top of each other.
MOST_SHARED = 0.25
# Neighbours on one line, such as a hyphen and an italic j below it, share more.
MOST_SHARED_BESIDE = 0.5
_TOLERANCE = 2.0


def prove(pdf: bytes, composed: Composed) -> list[Problem]:
    """Every way in which the PDF fails to show what the document announced; empty when it shows all."""
    pages = list(pages_of(pdf))
    template = Mark(composed.template)
    printed = [(page.number, character) for page in pages for character in page.read]
    aligned = align(composed.announced, printed)
    problems = [
        error("not-printed", text.mark or template, f"“{_short(words)}” is not on paper, or not in its place",
              "a stylesheet or template hides or moves it")
        for text, words in aligned.missing
    ]  # fmt: skip
    problems += [
        error("not-announced", template, f"“{_short(words)}” is on paper, and no value of the content says so there",
              "print words from the content or the labels, not from a stylesheet")
        for words in aligned.surplus
    ]  # fmt: skip
    problems += _wording(badly_printed(aligned.placed), template)
    by_number = {page.number: page for page in pages}
    problems += _visibility(aligned.placed, by_number, template)
    problems += _running_visibility(pages, template)
    stretches = _stretches(aligned.placed)
    problems += _order(stretches, template)
    problems += _overprinted(stretches, pages, template)
    problems += _foreign_fonts(pages, composed.pair, template)
    problems += check_panels(pages, aligned.placed, composed)
    return list(dict.fromkeys(problems))


def _wording(badly: Badly, template: Mark) -> Iterator[Problem]:
    for text, word in badly.broken:
        yield error(
            "broken-number", text.mark or template, f"“{word}” is broken over two lines or printed with a gap",
            "keep numbers whole: write the text so that it can break elsewhere",
        )  # fmt: skip
    for text, signs in badly.glued:
        yield error(
            "glued", text.mark or template, f"the space before “{_short(text.text)}” or in it is lost: “{signs}”",
            "a stylesheet sets display or white-space so that it is lost",
        )  # fmt: skip
    for text, word in badly.torn:
        yield error(
            "torn", text.mark or template, f"“{_short(word)}” is printed with a gap in it",
            "a stylesheet sets letter-spacing or moves letters",
        )  # fmt: skip
    for text, word, shown in badly.recased:
        yield error(
            "other-capitals", text.mark or template, f"“{_short(word)}” is printed as “{_short(shown)}”",
            "a stylesheet sets text-transform; type capitals in the content",
        )  # fmt: skip


def _short(text: str) -> str:
    return shortened(text, 60)


_HOW = {
    "off": ("off-page", "runs off the page"),
    "unseen": ("no-ink", "cannot be seen: it is covered, cut off or has the colour of its ground"),
    "cut": ("cut", "is cut off"),
}


def _visibility(placed: Iterable[Placed], pages: dict[int, Page], template: Mark) -> Iterator[Problem]:
    for text, characters, _ in placed:
        worst: dict[str, tuple[int, list[str]]] = {}
        for number, character in characters:
            how = pages[number].shows(character)
            if how != "seen":
                worst.setdefault(how, (number, []))[1].append(character.text)
        for how, (number, signs) in worst.items():
            rule, sentence = _HOW[how]
            which = f"(page {number}: “{_short(''.join(signs))}”)"
            yield error(rule, text.mark or template, f"“{_short(text.text)}” {sentence} {which}")


def _running_visibility(pages: Iterable[Page], template: Mark) -> Iterator[Problem]:
    for page in pages:
        for how, (rule, sentence) in _HOW.items():
            signs = [character.text for character in page.running if page.shows(character) == how]
            if signs:
                said = f"“{_short(''.join(signs))}” in the margin of page {page.number} {sentence}"
                yield error(rule, template, said)


class _Stretch:
    """The characters of one announced text on one line."""

    def __init__(self, page: int, run: int, text: str, mark: Mark | None) -> None:
        self.page, self.run, self.text, self.mark = page, run, text, mark
        self.characters: list[Character] = []

    @cached_property
    def box(self) -> Box:
        """The smallest rectangle that holds all characters; asked for when the last one is there."""
        left, bottom, right, top = zip(*(character.box for character in self.characters), strict=True)
        return Box(min(left), min(bottom), max(right), max(top))


def _stretches(placed: Iterable[Placed]) -> list[_Stretch]:
    stretches: list[_Stretch] = []
    for text, characters, _ in placed:
        fresh = True
        for page, character in characters:
            last = stretches[-1] if stretches and not fresh else None
            if last is None or (last.page, last.run) != (page, character.run):
                stretches.append(_Stretch(page, character.run, text.text, text.mark))
            stretches[-1].characters.append(character)
            fresh = False
    return stretches


def _order(stretches: list[_Stretch], template: Mark) -> Iterator[Problem]:
    """A line stands below the one before it, or to its right; else the eye reads them in another order."""
    for before, after in pairwise(stretches):
        if before.page != after.page:
            continue
        one, other = before.box, after.box
        height = max(one.top - one.bottom, other.top - other.bottom)
        right = other.left >= one.right - _TOLERANCE
        below = other.middle < one.middle - height / 2 or (other.top <= one.bottom + _TOLERANCE)
        if not right and not below:
            first, second = _short(before.text), _short(after.text)
            yield error(
                "out-of-order",
                after.mark or before.mark or template,
                f"“{second}” comes after “{first}” in the content, and before it on paper (page {after.page})",
                "a stylesheet moves it",
            )


def _overprinted(stretches: list[_Stretch], pages: Iterable[Page], template: Mark) -> Iterator[Problem]:
    for page in pages:
        here = [each for each in stretches if each.page == page.number]
        margin: dict[int, _Stretch] = {}
        for character in page.running:
            stretch = margin.setdefault(character.run, _Stretch(page.number, character.run, "", None))
            stretch.characters.append(character)
        for each in margin.values():
            each.text = "".join(character.text for character in each.characters)
        here = sorted([*here, *margin.values()], key=lambda each: each.box.bottom)
        for index, lower in enumerate(here):
            for upper in here[index + 1 :]:
                if upper.box.bottom >= lower.box.top:
                    break
                if lower.box.shared(upper.box) and _on_top(lower.characters, upper.characters):
                    said = f"“{_short(upper.text)}” and “{_short(lower.text)}” are printed over each other"
                    yield error("overprinted", upper.mark or lower.mark or template, f"{said} (page {page.number})")


def _on_top(some: list[Character], others: list[Character]) -> bool:
    return any(
        one.box.shared(other.box) > _most_shared(one, other) * max(1.0, min(one.box.area, other.box.area))
        for one in some
        for other in others
    )


def _most_shared(one: Character, other: Character) -> float:
    return MOST_SHARED_BESIDE if one.setting.baseline == other.setting.baseline else MOST_SHARED


def _foreign_fonts(pages: Iterable[Page], pair: Pair, template: Mark) -> Iterator[Problem]:
    known = tuple(face.family.replace(" ", "").casefold() for face in pair)
    for font in sorted({font for page in pages for font in page.fonts}):
        bare = re.sub(r"[^a-z0-9]", "", font.partition("+")[2].casefold() or font.casefold())
        if not bare.startswith(known):
            yield error(
                "foreign-font", template, f"the typeface {font} is used, and it is not of the brand's pair",
                "use var(--headings) and var(--body) in stylesheets",
            )  # fmt: skip
