"""The findings of a preflight, gathered by page, and reported once for all pages that share them."""

from __future__ import annotations

from typing import NamedTuple

from handouts.problems import Mark, Message, Problem, error, msg, warning, worded_rows


class Source(NamedTuple):
    """Where a picture in the PDF comes from: the name of its file, and the places that name it."""

    name: str
    marks: tuple[Mark, ...]


class Findings:
    """What was found in one file. Page 0 is the file as a whole.

    A finding is given as to `problems.error`, with the number of a page for the place; `source` is the picture that it
    is about, if known.
    """

    def __init__(self, file: str) -> None:
        """`file` is the name of the file as the user knows it."""
        self._mark = Mark(file)
        self._pages: dict[tuple[Problem, Source | None], set[int]] = {}
        self.live = False
        """Whether the file says that it is PDF/X-4, in which transparency is allowed."""
        self.too_much = False
        """Whether there was more than is looked at, so that it is better not drawn either."""

    def error(
        self, rule: str, page: int, message: str, hint: str, /, source: Source | None = None, **values: object
    ) -> None:
        """Something that a print shop sends back, or that prints wrong."""
        self._add(error(rule, self._mark, message, hint, **values), page, source)

    def warning(
        self, rule: str, page: int, message: str, hint: str, /, source: Source | None = None, **values: object
    ) -> None:
        """Something to look at."""
        self._add(warning(rule, self._mark, message, hint, **values), page, source)

    def _add(self, problem: Problem, page: int, source: Source | None) -> None:
        # Names of fonts, inks and layers are quoted, and a file may hold anything in them.
        finding = problem._replace(message=problem.message.printable())
        self._pages.setdefault((finding, source), set()).add(page)

    def problems(self) -> list[Problem]:
        """Errors before warnings, and else as they were found."""
        found: list[Problem] = []
        for (problem, source), pages in self._pages.items():
            if source:
                # The page of a PDF says nothing where the line of the content is known.
                found += [problem._replace(mark=mark) for mark in source.marks]
            else:
                found.append(problem._replace(message=_on_pages(pages, problem.message)))
        return sorted(found, key=lambda problem: problem.severity)


def _on_pages(pages: set[int], finding: Message) -> Message:
    """The message after its pages, such as `pages 1, 3–5: `."""
    named = worded_rows(pages - {0}).replace("-", "–")
    if not named:
        return finding
    if len(pages) == 1:
        return msg("page {page}: {finding}", page=named, finding=finding)
    return msg("pages {pages}: {finding}", pages=named, finding=finding)
