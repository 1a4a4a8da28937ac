"""What a follow-up calls new and stopped is two products, and not one whose name was written otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.checks.agreements import line_of
from handouts.content.changes import doubts
from handouts.content.resolving import ResolvedSheet
from handouts.problems import Problem, msg, shortened, warning


def check(gathered: ResolvedSheet) -> Iterator[Problem]:
    """Each line that may be one of the consult before under another name."""
    if gathered.earlier is None:
        return
    lines = list(gathered.lines())
    then = list(gathered.earlier.lines())
    days = gathered.earlier.consult.value.date, gathered.consult.value.date
    for doubt in doubts([line for line, _ in lines], [line for line, _ in then], *days):
        mark = next(at for line, at in lines if line is doubt.line)("product")
        before = next(at for line, at in then if line is doubt.earlier)()
        name = shortened(doubt.earlier.product, 40)
        where = line_of(before, mark.file)
        if doubt.is_changed:
            said = msg(
                "this is called changed, as its name has another strength than {name} ({where})", name=name, where=where
            )
        elif doubt.line.route != doubt.earlier.route:
            said = msg(
                "this is called new, and {name} stopped: it has another route there ({where})", name=name, where=where
            )
        else:
            said = msg("this is called new, and {name} stopped ({where})", name=name, where=where)
        yield warning("renamed", mark, said, "if nothing changed, write it as it was there")
