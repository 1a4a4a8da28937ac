"""What became of a text, in counts: whether the brochure is whole is seen at a glance."""

from __future__ import annotations

import re
from functools import reduce
from typing import NamedTuple

from handouts.intake.importing.structure import Draft, SectionDraft
from handouts.languages.messages import listed
from handouts.problems import Message, msg

_MAX_WIDTH = 50
_GUESSED = {"do": msg("what to do"), "sign": msg("signs"), "experience": msg("experiences")}
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
    kinds: tuple[str, ...] = ()
    """Of what kind the points were guessed to be."""
    tables: int = 0
    pictures: int = 0

    def counts(self) -> str:
        """What is in it, in words."""
        counts = []
        if self.paragraphs:
            counts.append(msg("{count} paragraph", "{count} paragraphs", count=self.paragraphs))
        if self.points:
            points = msg("{count} point", "{count} points", count=self.points)
            kinds = listed([_GUESSED[kind] for kind in self.kinds])
            counts.append(msg("{points} (guessed: {kinds})", points=points, kinds=kinds) if kinds else points)
        if self.lists:
            lists = msg("{count} list", "{count} lists", count=self.lists)
            items = msg("{count} line", "{count} lines", count=self.items)
            counts.append(msg("{lists} with {items}", lists=lists, items=items))
        if self.tables:
            counts.append(msg("{count} table", "{count} tables", count=self.tables))
        if self.pictures:
            counts.append(msg("{count} picture", "{count} pictures", count=self.pictures))
        if not counts:
            return msg("a heading only")
        return reduce(lambda before, last: msg("{before}, {last}", before=before, last=last), counts)


class Outline(NamedTuple):
    """The brochure in short.

    `not_placed` counts lines, `words` the words that arrived, `sources` the notes that became sources, and `marks`
    tells which bullets and other signs were left out, and how often.
    """

    title: str
    subtitle: str
    sections: tuple[OutlineSection, ...]
    not_placed: int
    words: int
    marks: tuple[tuple[str, int], ...]
    sources: int = 0

    def lines(self) -> list[str]:
        """The outline as lines to print, of which some are messages."""
        width = min(max([len(section.heading) for section in self.sections] + [28]), _MAX_WIDTH)
        lines = [self.title, *([f"  {self.subtitle}"] if self.subtitle else [])]
        number = 0
        for section in self.sections:
            number += bool(section.heading)
            heading = section.heading if len(section.heading) <= width else f"{section.heading[: width - 1]}…"
            label = f"{number:>4}  {heading}" if heading else msg("      (before the first heading)")
            lines.append(_row(label, section.counts(), width))
        if self.not_placed:
            count = msg("{count} line", "{count} lines", count=self.not_placed)
            lines.append(_row(msg("      (not placed)"), count, width))
        if self.sources:
            count = msg("{count} note", "{count} notes", count=self.sources)
            lines.append(_row(msg("      (sources)"), count, width))
        words = msg("{count} word", "{count} words", count=self.words)
        lines.append(msg("{words}, all there and in order.", words=words))
        if self.marks:
            marks = ", ".join(f"{_PRIVATE.sub('•', mark)} {count}×" for mark, count in self.marks[:12])
            lines.append(msg("Left out, because the brochure draws its own marks: {marks}", marks=marks))
        return lines


def _row(label: str, counts: str, width: int) -> Message:
    return msg("{label:<{width}}{counts}", label=label, counts=counts, width=width + 8)


def outline_of(draft: Draft, words: int, marks: tuple[tuple[str, int], ...]) -> Outline:
    """The outline of a draft. `words` and `marks` are what `comparing` counted."""
    sections: list[OutlineSection] = []
    for section in draft.sections:
        counted = _counted(section)
        if section.heading is None and sections:
            before = sections.pop()
            counted = counted._replace(
                heading=before.heading,
                paragraphs=before.paragraphs + counted.paragraphs,
                points=before.points + counted.points,
                lists=before.lists + counted.lists,
                items=before.items + counted.items,
                kinds=tuple(dict.fromkeys(before.kinds + counted.kinds)),
                tables=before.tables + counted.tables,
                pictures=before.pictures + counted.pictures,
            )
        sections.append(counted)
    not_placed = sum(len(block.rows) for block in draft.odd)
    return Outline(draft.title, draft.subtitle, tuple(sections), not_placed, words, marks, len(draft.sources))


def _counted(section: SectionDraft) -> OutlineSection:
    paragraphs = len(section.text) + sum(len(point.text) + len(point.note) for point in section.points)
    lists = [body.items for body in (section, *section.points) if body.items]
    kinds = (section.kind,) if section.kind else ()
    count = sum(map(len, lists))
    return OutlineSection(
        section.heading or "", paragraphs, len(section.points), len(lists), count, kinds,
        tables=int(section.table is not None), pictures=int(section.picture is not None),
    )  # fmt: skip
