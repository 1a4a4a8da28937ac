"""What is folded, bound or cut has pages of the right size and number, none too full, none empty, none cut into.

The parts of a folded format are known by the announcement: which text is on which panel is read from the paper.
Lengths of pages are in points, those in messages in mm.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from handouts.content.model.formats import PARTS, Format
from handouts.files.folder import MARKER
from handouts.page.pipeline import Composed
from handouts.problems import Mark, Problem, msg
from handouts.proof import rules
from handouts.proof.alignment import Placed
from handouts.proof.pages import Page
from handouts.proof.paper import MM, Box, Character

# A print shop's knife, and a folding machine, miss by up to 2 mm; beside that a line wants air.
FROM_TRIM = 5 * MM
FROM_FOLD = 6 * MM
MIN_FILLED = 1 / 3
_TOLERANCE = 0.1 * MM


def check_panels(pages: list[Page], placed: Iterable[Placed], composed: Composed) -> Iterator[Problem]:
    """Every way in which the pages of an imposed format cannot be folded, bound or cut; nothing for the others."""
    shape, bleed = composed.shape, composed.print_settings.bleed * MM
    if not shape.imposed:
        return
    texts = [text for text in placed if text.characters]
    if too_long := [*_too_long(texts, shape)]:
        yield from too_long  # and all that comes after it is on a wrong page
    elif shape.most and (len(pages) > shape.most or len(pages) % shape.multiple):
        wanted = msg("at most {most}", most=shape.most) if shape.multiple == 1 else shape.most
        yield rules.PAGE_COUNT.at(None, format=shape.name, count=len(pages), wanted=wanted)
    else:
        for page in pages:
            yield from _size(page, shape, bleed)
            yield from _near_edge(page, texts, shape, bleed)
        yield from _empty(pages, texts, shape, bleed)


def _too_long(texts: list[Placed], shape: Format) -> Iterator[Problem]:
    """A part that goes on beyond its panels pushes all after it on; its name, how much, and what no longer fits."""
    spans = {part: last - first + 1 for part, (first, last) in shape.parts.items()} | dict.fromkeys(shape.single, 1)
    if not spans and shape.most:
        spans = {"": shape.most}
    for part, most in spans.items():
        here = [
            (text.announced, page, character)
            for text in texts
            if not part or text.announced.part == part
            for page, character in text.characters
        ]
        last = here[0][1] + most - 1 if here else 0
        beyond = [each for each in here if each[1] > last]
        if not beyond:
            continue
        lines = sum(
            _lines(character for _, page, character in beyond if page == number)
            for number in {page for _, page, _ in beyond}
        )
        # Of what does not fit the first text that is no fixed word, else the last one before it.
        fitting = [each for each in here if each[1] <= last]
        marks = (text.mark for text, _, _ in (*beyond, *reversed(fitting)) if text.mark and _is_content(text.mark))
        excess = msg(
            "{part} is about {count} line too long", "{part} is about {count} lines too long",
            part=PARTS[part] if part else msg("the {format}", format=shape.name), count=lines,
        )  # fmt: skip
        yield rules.TOO_LONG.at(next(marks, None), excess=excess, text=beyond[0][0].text, format=shape.name)


def _is_content(mark: Mark) -> bool:
    """Whether a place is in the practitioner's own content, and not in the fixed words."""
    return not mark.file.startswith(("(handouts)", "content/labels/"))


def _lines(characters: Iterable[Character]) -> int:
    """How many lines of text the characters of one page are on; what is side by side is one line."""
    count, foot = 0, float("inf")
    for character in sorted(characters, key=lambda each: -each.box.middle):
        # The middle of every letter lies above the foot of a taller one on its line.
        if character.box.middle < foot:
            count, foot = count + 1, character.box.bottom
    return count


def _name(page: int, shape: Format) -> str:
    return shape.panels[page - 1].name if page <= len(shape.panels) else msg("page {page}", page=page)


def _size(page: Page, shape: Format, bleed: float) -> Iterator[Problem]:
    size = [MM * side + 2 * bleed for side in shape.size(page.number)]
    if max(abs(page.width - size[0]), abs(page.height - size[1])) > _TOLERANCE:
        found, wanted = (
            " × ".join(f"{(side - 2 * bleed) / MM:.1f}" for side in sides)
            for sides in ((page.width, page.height), size)
        )
        mark = Mark(f"styles/{shape.name}.css")
        yield rules.WRONG_SIZE.at(mark, panel=_name(page.number, shape), found=found, wanted=wanted)


def _near_edge(page: Page, texts: list[Placed], shape: Format, bleed: float) -> Iterator[Problem]:
    lines = [(text.announced.text, text.announced.mark, text.on(page.number)) for text in texts]
    lines.append(("".join(character.text for character in page.running), None, list(page.running)))
    for text, mark, characters in lines:
        room = min((_room(character.box, page, shape) for character in characters), default=bleed) - bleed
        if room < 0:
            rule = rules.CUT_AWAY if room < -FROM_TRIM else rules.NEAR_EDGE
            yield rule.at(mark, text=text, panel=_name(page.number, shape))


def _room(box: Box, page: Page, shape: Format) -> float:
    """What is left between a character and the nearest edge, beyond what a knife or a fold may take."""
    across = min(box.left, page.width - box.right) - (FROM_FOLD if shape.panels else FROM_TRIM)
    return min(across, min(box.bottom, page.height - box.top) - FROM_TRIM)


def _empty(pages: list[Page], texts: list[Placed], shape: Format, bleed: float) -> Iterator[Problem]:
    """Panels with little on them, at what is on it or before it in the document's own file, where more can be said.

    What a module prints is in a file that other documents use as well.
    """
    marks = [text.announced.mark for text in texts]
    # The name of the practice may be first.
    last = next((mark for mark in marks if mark and _is_content(mark) and mark.file != MARKER), rules.ANYWHERE)
    for panel, page in zip(shape.panels, pages, strict=False):
        here = [(mark, text.on(page.number)) for mark, text in zip(marks, texts, strict=True)]
        feet = [character.box.bottom for _, characters in here for character in characters]
        last = next((mark for mark, characters in here if characters and mark and mark.file == last.file), last)
        filled = (page.height - bleed - min(feet, default=page.height)) / (page.height - 2 * bleed)
        if not panel.sparse and filled < MIN_FILLED:
            yield (rules.SPARSE_PANEL if feet else rules.EMPTY_PANEL).at(last, panel=panel.name)
