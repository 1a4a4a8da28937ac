"""What a screen answers once a document is made: where its PDF can be opened, and what is doubtful about it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from handouts.files.naming import read_regular
from handouts.languages.messages import translated
from handouts.problems import Problem
from handouts.studio.words import as_sentence

if TYPE_CHECKING:
    from handouts.produce.documents import DocumentType
    from handouts.studio.drafts.documents import Found
    from handouts.studio.session import Studio

_SEVERITIES = ("error", "warning")


def made(studio: Studio, documents: DocumentType, name: str, *, low_ink: bool = False) -> tuple[dict[str, Any], int]:
    """Makes a document; gives what a script is told of it, and the status of HTTP.

    Raises UsageError where there is none of that name, BrokenEnvironment where a file cannot be written.
    """
    outcomes = studio.builder.make(documents, name, low_ink=low_ink)
    files = [
        {"pdf": f"pdf/{studio.kept.put(read_regular(each.path))}", "pages": each.pages, "variant": each.variant_name}
        for each in outcomes
        if each.path
    ]
    problems = list(dict.fromkeys(problem for each in outcomes for problem in each.problems))
    told = {"files": files, "doubts": doubts(studio, problems)}
    return told, 200 if files else 422


def doubts(studio: Studio, problems: Iterable[Problem]) -> list[dict[str, str]]:
    """Mistakes and warnings as sentences, each with its hint; advice is said where she writes."""
    language = studio.language
    return [
        {
            "severity": each.severity,
            "text": as_sentence(translated(each.message, language)),
            "hint": as_sentence(translated(each.hint, language)),
        }
        for each in problems
        if each.severity in _SEVERITIES
    ]


def as_found(studio: Studio, found: Iterable[Found]) -> list[dict[str, Any]]:
    """Mistakes and warnings as a page puts them at their fields."""
    return [
        {"path": each.path, "rule": each.problem.rule, **said}
        for each in found
        for said in doubts(studio, [each.problem])
    ]
