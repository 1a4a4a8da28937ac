"""The delivery proof: what was announced is visibly on paper, in order, whole, and nothing else is.

It takes the finished PDF apart again and believes neither the template nor the engine. What it finds is reported at
the line of the YAML that the text came from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from handouts.content.model.brand import Pair
from handouts.files.unseen import bare
from handouts.page.pipeline import Composed, ExpectedText
from handouts.problems import Mark, Problem, error, msg, shortened
from handouts.proof.alignment import Placed, align
from handouts.proof.ordering import out_of_order
from handouts.proof.pages import Page, opened
from handouts.proof.panels import check_panels
from handouts.proof.raised import raised
from handouts.proof.shapes import Places, reshaped
from handouts.proof.stretches import (
    Stretch,
    among,
    on_top_of_each_other,
    running_stretches,
    shifted,
    stretches_of,
)
from handouts.proof.striking import how_struck
from handouts.proof.words import Badly, badly_printed

SMALLEST_TYPE = 5.0
"""Points. The smallest print that any product must bear is about 6 pt (Regulation (EU) 1169/2011: x-height 1.2 mm)."""
MOST_CROSSED = 3
"""From so many lines of a page that each have a stroke over a letter or two, something is drawn over the page."""


def prove(pdf: bytes, composed: Composed) -> list[Problem]:
    """Every way in which the PDF fails to show what the document announced; empty when it shows all.

    `pdf` is the reading copy: pages in reading order, tagged, without a password. What is imposed is proven by
    `proof.imposed.prove_imposed`. Each Problem stands at the line of the YAML that the text came from, or at the
    template; all are errors but two warnings about panels (`near-edge`, `panel-empty`). Raises
    `pypdfium2.PdfiumError` for bytes that are no PDF. For an example see docs/library.md.
    """
    with opened(pdf) as pages:
        return list(dict.fromkeys(_problems(pages, composed, reshaped(pdf, composed.pair))))


def _problems(pages: list[Page], composed: Composed, others: Places) -> Iterator[Problem]:
    template = Mark(composed.template)
    printed = [(page.number, character) for page in pages for character in page.read]
    aligned = align(composed.announced, printed)
    for text, words in aligned.missing:
        yield error(
            "not-printed", text.mark or template, "“{short}” is not on paper, or not in its place",
            "a stylesheet or template hides or moves it", short=_short(words),
        )  # fmt: skip
    for words in aligned.surplus:
        yield error(
            "not-announced", template, "“{short}” is on paper, and no value of the content says so there",
            "print words from the content or the labels, not from a stylesheet", short=_short(words),
        )  # fmt: skip
    yield from _wording(badly_printed(aligned.placed), template)
    by_number = {page.number: page for page in pages}
    yield from _visibility(aligned.placed, by_number, template)
    yield from _running_visibility(pages, template)
    read = stretches_of(aligned.placed)
    running = [stretch for page in pages for stretch in running_stretches(page.number, page.running)]
    stretches = [*read, *running]
    yield from _setting(stretches, template)
    small = [*raised(read), *raised(running)]
    yield from _raised(small, template)
    yield from _reshaped(others, stretches, {_said(stretch) for stretch, _ in small}, template)
    yield from _struck(stretches, by_number, template)
    yield from _placing(read, stretches, template)
    for stretch in among(running, read):
        yield error(
            "among-text",
            template,
            "“{short}”, of the margin, stands among the text of page {page}",
            "a stylesheet moves a header or footer; keep it in the margin",
            short=_short(stretch.words),
            page=stretch.page,
        )
    yield from _foreign_fonts(stretches, composed.pair, template)
    yield from check_panels(pages, aligned.placed, composed)


def _wording(badly: Badly, template: Mark) -> Iterator[Problem]:
    for text, word in badly.broken:
        yield error(
            "broken-number", text.mark or template, "“{word}” is broken over two lines or printed with a gap",
            "keep numbers whole: write the text so that it can break elsewhere", word=word,
        )  # fmt: skip
    for text, signs in badly.glued:
        yield error(
            "lost-space",
            text.mark or template,
            "the space before “{short}” or in it is lost: “{signs}”",
            "a stylesheet sets display or white-space so that it is lost, as inline-block does at its edge",
            short=_short(text.text),
            signs=signs,
        )
    for text, word in badly.torn:
        yield error(
            "torn", text.mark or template, "“{short}” is printed with a gap in it",
            "a stylesheet sets letter-spacing or moves letters", short=_short(word),
        )  # fmt: skip
    for text, word in badly.unhyphened:
        yield error(
            "no-hyphen", text.mark or template, "“{short}” is broken over two lines without a hyphen",
            "a stylesheet sets hyphenate-character or word-break", short=_short(word),
        )  # fmt: skip
    # Of a text that is all in other capitals the first word says enough.
    first: dict[int, tuple[ExpectedText, str, str]] = {}
    for each in badly.recased:
        first.setdefault(id(each[0]), each)
    for text, word, shown in first.values():
        yield error(
            "other-capitals", text.mark or template, "“{short}” is printed as “{short2}”",
            "a stylesheet sets text-transform; type capitals in the content", short=_short(word), short2=_short(shown),
        )  # fmt: skip


def _short(text: str) -> str:
    return shortened(bare(text), 60)


_HOW = {
    "off": ("off-page", msg("runs off the page")),
    "unseen": ("invisible-text", msg("cannot be seen: it is covered, cut off or has the colour of its ground")),
    "cut": ("cut", msg("is cut off")),
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
            which = msg("(page {number}: “{short}”)", number=number, short=_short("".join(signs)))
            yield error(
                rule,
                text.mark or template,
                "“{short}” {sentence} {which}",
                short=_short(text.text),
                sentence=sentence,
                which=which,
            )


def _running_visibility(pages: Iterable[Page], template: Mark) -> Iterator[Problem]:
    for page in pages:
        for how, (rule, sentence) in _HOW.items():
            signs = [character.text for character in page.running if page.shows(character) == how]
            if signs:
                said = msg(
                    "“{short}” in the margin of page {number} {sentence}",
                    short=_short("".join(signs)),
                    number=page.number,
                    sentence=sentence,
                )
                yield error(rule, template, said)


def _setting(stretches: Iterable[Stretch], template: Mark) -> Iterator[Problem]:
    for stretch in stretches:
        setting = stretch.characters[0].setting
        said = msg("“{short}” is printed", short=_short(stretch.words))
        if not setting.upright:
            yield error(
                "turned", stretch.mark or template, "{said} turned, mirrored or squeezed (page {page})",
                "a stylesheet sets transform", said=said, page=stretch.page,
            )  # fmt: skip
        elif setting.size < SMALLEST_TYPE:
            yield error(
                "tiny", stretch.mark or template, "{said} in type of {size:.1f} pt (page {page})",
                "nobody can read less than 5 pt", said=said, size=setting.size, page=stretch.page,
            )  # fmt: skip


def _raised(found: Iterable[tuple[Stretch, str]], template: Mark) -> Iterator[Problem]:
    # Of a text the first signs say enough.
    known: set[tuple[str, Mark | None]] = set()
    for stretch, signs in found:
        if _said(stretch) not in known:
            known.add(_said(stretch))
            yield error(
                "raised",
                stretch.mark or template,
                "“{short}” in “{short2}” is printed small, raised or lowered (page {page})",
                "a stylesheet sets vertical-align, font-variant or font-feature-settings; type ² where it is meant",
                short=_short(signs),
                short2=_short(stretch.text),
                page=stretch.page,
            )


def _said(stretch: Stretch) -> tuple[str, Mark | None]:
    """The text that a stretch is of."""
    return stretch.text, stretch.mark


def _reshaped(
    others: Places, stretches: Iterable[Stretch], known: set[tuple[str, Mark | None]], template: Mark
) -> Iterator[Problem]:
    """What is printed with other glyphs than its own, at the texts that hold it; of those `known` enough is said."""
    found: set[tuple[int, int]] = set()
    for stretch in stretches:
        place = stretch.page, stretch.characters[0].setting.content
        text = "".join(each.text for each in stretch.characters)
        signs = tuple(sign for sign in others.get(place, ()) if sign in text)
        found |= {place} if signs else set()
        # Of a text the first stretch says enough.
        if signs and _said(stretch) not in known:
            known.add(_said(stretch))
            yield _other_shape(signs, f"in “{_short(stretch.text)}” ", stretch.page, stretch.mark or template)
    for place, signs in others.items():
        if place not in found:
            yield _other_shape(signs, "", place[0], template)


def _other_shape(signs: Iterable[str], where: str, page: int, mark: Mark) -> Problem:
    return error(
        "other-shape",
        mark,
        "“{short}” {where}is printed in another shape, as another letter or sign (page {page})",
        "a stylesheet asks for it by font-variant or font-feature-settings; leave that out",
        short=_short(", ".join(signs)),
        where=where,
        page=page,
    )


def _struck(stretches: Iterable[Stretch], pages: dict[int, Page], template: Mark) -> Iterator[Problem]:
    # Of a text that is struck out line by line the first line says enough.
    known: set[tuple[str, Mark | None]] = set()
    crossed: dict[int, list[Stretch]] = {}
    for stretch in stretches:
        how = how_struck(stretch.characters, pages[stretch.page].look)
        if how == "crossed":
            crossed.setdefault(stretch.page, []).append(stretch)
        if how == "struck" and _said(stretch) not in known:
            known.add(_said(stretch))
            yield error(
                "struck",
                stretch.mark or template,
                "“{short}” has a line through it (page {page})",
                "a stylesheet sets text-decoration, or draws a line there",
                short=_short(stretch.words),
                page=stretch.page,
            )
    for page, lines in crossed.items():
        if len(lines) >= MOST_CROSSED:
            yield error(
                "struck",
                lines[0].mark or template,
                "strokes are drawn over {count} lines, as over “{short}” (page {page})",
                "a stylesheet draws them; a pale drawing behind the text is not in its way",
                count=len(lines),
                short=_short(lines[0].words),
                page=page,
            )


def _placing(read: list[Stretch], stretches: list[Stretch], template: Mark) -> Iterator[Problem]:
    for before, after in out_of_order(read):
        yield error(
            "out-of-order", after.mark or before.mark or template,
            "“{short}” comes after “{short2}” in the content, and before it on paper (page {page})",
            "a stylesheet moves it", short=_short(after.words), short2=_short(before.words), page=after.page,
        )  # fmt: skip
    for before, after in shifted(read):
        yield error(
            "shifted",
            after.mark or template,
            "“{short}” is printed higher or lower than “{short2}” before it (page {page})",
            "a stylesheet moves it off its line",
            short=_short(after.words),
            short2=_short(before.words),
            page=after.page,
        )
    for lower, upper in on_top_of_each_other(stretches):
        yield error(
            "overprinted",
            upper.mark or lower.mark or template,
            "“{short}” and “{short2}” are printed over each other (page {page})",
            short=_short(upper.text),
            short2=_short(lower.text),
            page=upper.page,
        )


def _foreign_fonts(stretches: Iterable[Stretch], pair: Pair, template: Mark) -> Iterator[Problem]:
    known = tuple(face.family.replace(" ", "").casefold() for face in pair)
    for stretch in stretches:
        paint = stretch.characters[0].setting.paint
        # Before the name of a subset stand six letters and a plus.
        font = paint.font.rpartition("+")[2] if paint else ""
        if font and not re.sub(r"[^a-z0-9]", "", font.casefold()).startswith(known):
            yield error(
                "foreign-font",
                stretch.mark or template,
                "“{short}” is printed in {font}, which is not of the brand's pair",
                "the pair lacks these signs, or a stylesheet names another than var(--headings) and var(--body)",
                short=_short(stretch.words),
                font=font,
            )
