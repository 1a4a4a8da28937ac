"""What became of a text, told in counts: so that she sees at once whether her brochure is whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from handouts.intake.importing.structure import Draft, Entry, SectionDraft
from handouts.problems import msg

_WIDEST = 50
# What Word leaves of its bullets; no screen shows it.
_PRIVATE = re.compile("[\ue000-\uf8ff]")


class OutlineSection(NamedTuple):
    """A section and how much is in it, what goes on under its heading included.

    `lists` and `items` count the lists under points as well; `heading` is empty before the first heading.
    """

    heading: str
    paragraphs: int
    points: int
    lists: int
    items: int


class Outline(NamedTuple):
    """The brochure in short.

    `not_placed` counts lines, `words` the words that arrived, and `marks` tells which bullets and other signs were
    left out, and how often.
    """

    title: str
    subtitle: str
    sections: tuple[OutlineSection, ...]
    not_placed: int
    words: int
    marks: tuple[tuple[str, int], ...]

    def lines(self) -> list[str]:
        """The outline as lines to print."""
        width = min(max([len(section.heading) for section in self.sections] + [28]), _WIDEST)
        lines = [self.title, *([f"  {self.subtitle}"] if self.subtitle else [])]
        number = 0
        for section in self.sections:
            number += bool(section.heading)
            heading = section.heading if len(section.heading) <= width else f"{section.heading[: width - 1]}…"
            label = (
                msg("{number:>4}  {heading}", number=number, heading=heading)
                if heading
                else msg("      (before the first heading)")
            )
            lines.append(f"{label:<{width + 8}}{_counts(section)}")
        if self.not_placed:
            lines.append(f"{'      (not placed)':<{width + 8}}{_many(self.not_placed, 'line')}")
        lines.append(msg("{many}, all there and in order.", many=_many(self.words, "word")))
        if self.marks:
            marks = ", ".join(f"{_PRIVATE.sub('•', mark)} {count}×" for mark, count in self.marks[:12])
            lines.append(msg("Left out, because the brochure draws its own marks: {marks}", marks=marks))
        return lines


def outline_of(draft: Draft, words: int, marks: tuple[tuple[str, int], ...]) -> Outline:
    """The outline of a draft. `words` and `marks` are what `comparing` counted."""
    sections: list[OutlineSection] = []
    for section in draft.sections:
        counted = _counted(section)
        if section.heading is None and sections:
            before = sections.pop()
            sums = (one + other for one, other in zip(before[1:], counted[1:], strict=True))
            counted = OutlineSection(before.heading, *sums)
        sections.append(counted)
    subtitle = draft.subtitle.text if draft.subtitle else ""
    return Outline(draft.title, subtitle, tuple(sections), sum(len(block.rows) for block in draft.odd), words, marks)


def _counted(section: SectionDraft) -> OutlineSection:
    texts: list[Entry] = [*section.text]
    lists: list[list[Entry]] = [section.items]
    for point in section.points:
        texts += [*point.text, *point.note]
        lists.append(point.items)
    filled: Sequence[Sequence[Entry]] = [items for items in lists if items]
    return OutlineSection(
        section.heading.text if section.heading else "",
        sum(len(entry.paragraphs) for entry in texts),
        len(section.points),
        len(filled),
        sum(map(len, filled)),
    )


def _counts(section: OutlineSection) -> str:
    lists = f"{_many(section.lists, 'list')} with {_many(section.items, 'line')}" if section.lists else ""
    counts = (
        _many(section.paragraphs, "paragraph") if section.paragraphs else "",
        _many(section.points, "point") if section.points else "",
        lists,
    )
    return ", ".join(filter(None, counts)) or "a heading only"


def _many(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
