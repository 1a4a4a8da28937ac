"""The findings of a preflight, gathered by page, and said once for all pages that share them."""

from __future__ import annotations

from typing import NamedTuple

from handouts.problems import Mark, Message, Problem, Severity, msg


class Source(NamedTuple):
    """Where a picture in the PDF comes from: the name of its file, and the places that name it."""

    name: str
    marks: tuple[Mark, ...]


class _Finding(NamedTuple):
    severity: Severity
    rule: str
    message: Message
    hint: Message
    marks: tuple[Mark, ...] = ()


class Findings:
    """What was found in one file. Page 0 is the file as a whole."""

    def __init__(self, file: str) -> None:
        """`file` is the name of the file as she knows it."""
        self._file = file
        self._pages: dict[_Finding, set[int]] = {}
        self.live = False
        """Whether the file says that it is PDF/X-4, in which transparency is allowed."""
        self.too_much = False
        """Whether there was more than is looked at, so that it is better not drawn either."""

    def error(self, rule: str, message: Message, hint: Message, page: int = 0, marks: tuple[Mark, ...] = ()) -> None:
        """Something that a print shop sends back, or that prints wrong; `marks` are where it is mended, if known."""
        self._add(_Finding("error", rule, message, hint, marks), page)

    def warning(self, rule: str, message: Message, hint: Message, page: int = 0, marks: tuple[Mark, ...] = ()) -> None:
        """Something to look at; `marks` are where it is mended, if known."""
        self._add(_Finding("warning", rule, message, hint, marks), page)

    def _add(self, finding: _Finding, page: int) -> None:
        # Names of fonts, inks and layers are quoted, and a file may hold anything in them.
        self._pages.setdefault(finding._replace(message=finding.message.printable()), set()).add(page)

    def problems(self) -> list[Problem]:
        """Errors before warnings, and else as they were found."""
        found = sorted(self._pages.items(), key=lambda item: item[0].severity)
        return [
            # The page of a PDF says nothing where the line of the content is known.
            Problem(each.severity, each.rule, mark, each.message if each.marks else _on_pages(pages, each), each.hint)
            for each, pages in found
            for mark in each.marks or (Mark(self._file),)
        ]


def _on_pages(pages: set[int], finding: _Finding) -> Message:
    """The message behind its pages, such as `pages 1, 3–5: `."""
    runs: list[list[int]] = []
    for page in sorted(pages - {0}):
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    if not runs:
        return finding.message
    named = ", ".join(f"{first}" if first == last else f"{first}–{last}" for first, last in runs)
    if len(pages) == 1:
        return msg("page {page}: {finding}", page=named, finding=finding.message)
    return msg("pages {pages}: {finding}", pages=named, finding=finding.message)
