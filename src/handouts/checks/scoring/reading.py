"""A brochure as it is judged: its texts, what an editor says of it, and where something is missing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from handouts.checks.document import Document
from handouts.checks.passages import Passage, Span
from handouts.content.loading import Loaded
from handouts.content.model.brochure import Brochure, Section
from handouts.problems import Mark, Message, Problem, msg


class Finding(NamedTuple):
    """What is missing, and the line to mend."""

    mark: Mark
    message: Message | str


class Reading:
    """A brochure as it is judged, with what an editor says of it."""

    def __init__(self, brochure: Loaded[Brochure], problems: tuple[Problem, ...], language: str) -> None:
        self.brochure, self.problems, self.language = Document(brochure, language), problems, language

    @property
    def value(self) -> Brochure:
        """The brochure itself."""
        return self.brochure.value

    @property
    def passages(self) -> list[Passage]:
        """Its texts."""
        return self.brochure.passages

    @cached_property
    def count(self) -> int:
        """Its words."""
        return sum(len(each.spans) for each in self.passages)

    @cached_property
    def steps(self) -> list[tuple[int, Section]]:
        """The sections with a numbered list, by number."""
        return [(number, each) for number, each in enumerate(self.value.sections) if each.numbered and each.items]

    def any_of(self, field: str) -> bool:
        """Whether any section has something in that field."""
        return any(getattr(each, field) for each in self.value.sections)

    def at(self, *path: str | int) -> Mark:
        """The place of a field; of one that is not there, the beginning of the file."""
        return self.brochure.marks.at(path) if path else Mark(self.brochure.marks.file, 1, 1)

    def missing(self, message: Message) -> Iterator[Finding]:
        """Something that the brochure does not have anywhere."""
        yield Finding(self.at(), message)

    def by_rule(self, *rules: str) -> Iterator[Finding]:
        """What an editor says by these rules."""
        for problem in self.problems:
            if problem.rule in rules:
                yield Finding(problem.mark, problem.message)

    def matches(self, pattern: re.Pattern[str]) -> Iterator[Finding]:
        """The texts in which a pattern is found."""
        for passage in self.passages:
            if found := pattern.search(passage.plain):
                at = self.brochure.place(passage, Span(*found.span()))
                yield Finding(at, msg("“{words}”", words=" ".join(found[0].split())))
