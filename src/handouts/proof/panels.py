"""What is folded, bound or cut has pages of the right size and number, none too full, none empty, none cut into.

The parts of a folded format are known by the announcement: which text stands on which panel is read from the paper.
Lengths of pages are in points, those in messages in mm.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from handouts.files.folder import MARKER
from handouts.page.pipeline import Composed
from handouts.problems import Mark, Problem, error, msg, shortened, warning
from handouts.proof.alignment import Placed
from handouts.proof.pages import Page
from handouts.proof.paper import Box, Character

MM = 72 / 25.4
# A print shop's knife, and a folding machine, miss by up to 2 mm; beside that a line wants air.
FROM_TRIM = 5 * MM
FROM_FOLD = 6 * MM
EMPTIEST = 1 / 3
_TOLERANCE = 0.1 * MM


def check_panels(pages: list[Page], placed: Iterable[Placed], composed: Composed) -> Iterator[Problem]:
    """Every way in which the pages of an imposed format cannot be folded, bound or cut; nothing for the others."""
    shape = composed.shape
    if not shape.imposed:
        return
    texts = [text for text in placed if text.characters]
    too_long = [*_too_long(texts, composed)]
    yield from too_long
    if too_long:
        return  # all that comes after what is too long stands on a wrong page
    template = Mark(composed.template)
    if shape.most and (len(pages) > shape.most or len(pages) % shape.multiple):
        wanted = msg("at most {most}", most=shape.most) if shape.multiple == 1 else str(shape.most)
        yield error(
            "page-count",
            template,
            "the {name} has {count} pages, and must have {wanted}",
            "a template or stylesheet begins a page where none begins",
            name=shape.name,
            count=len(pages),
            wanted=wanted,
        )
        return
    for page in pages:
        yield from _size(page, composed)
        yield from _near_edge(page, texts, composed)
    yield from _empty(pages, texts, composed)


def _too_long(texts: list[Placed], composed: Composed) -> Iterator[Problem]:
    """A part that goes on beyond its panels pushes all after it on; its name, how much, and what no longer fits."""
    shape = composed.shape
    spans = {part: last - first + 1 for part, (first, last) in shape.parts.items()}
    spans |= dict.fromkeys(shape.single, 1)
    if not spans and shape.most:
        spans = {"": shape.most}
    for part, most in spans.items():
        here = [(text, page, sign) for text, signs, _ in texts if text.part == part or not part for page, sign in signs]
        if not here:
            continue
        last = here[0][1] + most - 1
        beyond = [each for each in here if each[1] > last]
        if not beyond:
            continue
        lines = sum(
            _lines([sign for _, page, sign in beyond if page == number]) for number in {each[1] for each in beyond}
        )
        # Of what does not fit the first thing that she wrote, else the last one before it.
        fitting = [each for each in here if each[1] <= last]
        hers = [text.mark for text, _, _ in (*beyond, *reversed(fitting)) if text.mark and _is_hers(text.mark)]
        mark = hers[0] if hers else Mark(composed.template)
        said = msg(
            "the {part} is about {count} line too long", "the {part} is about {count} lines too long",
            part=part or shape.name, count=lines,
        )  # fmt: skip
        first = shortened(beyond[0][0].text, 48)
        yield error(
            "too-long",
            mark,
            "{said}: from “{first}” on it does not fit",
            "make it shorter, or leave something out with except: [{name}]",
            said=said,
            first=first,
            name=shape.name,
        )


def _is_hers(mark: Mark) -> bool:
    """Whether a place is in what she wrote, and not in the fixed words."""
    return not mark.file.startswith(("(handouts)", "content/labels/"))


def _lines(characters: list[Character]) -> int:
    """How many lines of text the characters of one page stand on; what stands side by side is one line."""
    count, foot = 0, float("inf")
    for character in sorted(characters, key=lambda each: -each.box.middle):
        # The middle of every letter lies above the foot of a taller one on its line.
        if character.box.middle < foot:
            count, foot = count + 1, character.box.bottom
    return count


def _name(page: int, composed: Composed) -> str:
    panels = composed.shape.panels
    return panels[page - 1].name if page <= len(panels) else f"page {page}"


def _size(page: Page, composed: Composed) -> Iterator[Problem]:
    bleed = 2 * composed.making.bleed
    width, height = (MM * (side + bleed) for side in composed.shape.size(page.number))
    if max(abs(page.width - width), abs(page.height - height)) > _TOLERANCE:
        found, wanted = (
            f"{one / MM - bleed:.1f} × {other / MM - bleed:.1f}"
            for one, other in ((page.width, page.height), (width, height))
        )
        yield error(
            "wrong-size",
            Mark(f"styles/{composed.shape.name}.css"),
            "{name} is {found} mm, and must be {wanted} mm",
            "size in @page says how large a page is",
            name=_name(page.number, composed),
            found=found,
            wanted=wanted,
        )


def _near_edge(page: Page, texts: list[Placed], composed: Composed) -> Iterator[Problem]:
    template = Mark(composed.template)
    lines = [
        (text.text, text.mark, [sign for number, sign in signs if number == page.number]) for text, signs, _ in texts
    ]
    lines.append(("".join(sign.text for sign in page.running), None, list(page.running)))
    for words, mark, characters in lines:
        room = min((_room(sign.box, page, composed) for sign in characters), default=0.0)
        said = msg("“{value}”", value=shortened(words, 48))
        if room < -FROM_TRIM:
            yield error(
                "off-page",
                mark or template,
                "{said} is cut away with the edge of {name}",
                said=said,
                name=_name(page.number, composed),
            )
        elif room < 0:
            where = msg("stands too near the edge or a fold of {name}", name=_name(page.number, composed))
            yield warning(
                "near-edge",
                mark or template,
                "{said} {where}",
                "leave 5 mm to an edge and 6 mm to a fold",
                said=said,
                where=where,
            )


def _room(box: Box, page: Page, composed: Composed) -> float:
    """What is left between a character and the nearest edge, beyond what a knife or a fold may take."""
    bleed = MM * composed.making.bleed
    aside = FROM_FOLD if composed.shape.panels else FROM_TRIM
    across = min(box.left, page.width - box.right) - aside
    along = min(box.bottom, page.height - box.top) - FROM_TRIM
    return min(across, along) - bleed


def _empty(pages: list[Page], texts: list[Placed], composed: Composed) -> Iterator[Problem]:
    """Panels with little on them, at what stands there or before it in the document's own file, where she can say more.

    What a module prints stands in a file that other documents use as well.
    """
    bleed = MM * composed.making.bleed
    marks = (text.mark for text, _, _ in texts if text.mark)
    # The name of the practice may stand first.
    last = next((mark for mark in marks if _is_hers(mark) and mark.file != MARKER), Mark(composed.template))
    for panel, page in zip(composed.shape.panels, pages, strict=False):
        here = [(text, sign) for text, signs, _ in texts for number, sign in signs if number == page.number]
        last = next((text.mark for text, _ in here if text.mark and text.mark.file == last.file), last)
        if panel.sparse:
            continue
        foot = min((sign.box.bottom for _, sign in here), default=page.height)
        filled = (page.height - bleed - foot) / (page.height - 2 * bleed)
        if filled < EMPTIEST:
            said = msg("is empty") if not here else msg("is less than a third full")
            yield warning(
                "panel-empty",
                last,
                "{name} {said}",
                "say more, or make a card or a booklet of it",
                name=panel.name,
                said=said,
            )
