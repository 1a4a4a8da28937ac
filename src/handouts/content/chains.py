"""Consults that follow each other: what each file says of its place in a chain, also where the rest of it is wrong.

Of the person only the first name is read, to be shown at that moment; it is stored nowhere.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from typing import NamedTuple, TypeVar

from pydantic import TypeAdapter

from handouts.content.model.dates import Date
from handouts.content.model.fields import Text
from handouts.content.model.settings import whole_number
from handouts.content.model.sheet import Ref
from handouts.content.reading import survey_yaml
from handouts.files.folder import Folder
from handouts.files.layout import consult_file
from handouts.files.naming import plain_name, safe_ref
from handouts.languages.messages import joined_by_or
from handouts.problems import ContentError, Message, UsageError, msg, shortened

T = TypeVar("T")

_LIKE = 0.7
"""How alike a first name must be to one that was typed with a slip."""
_MOST_MEANT = 5


class ConsultSummary(NamedTuple):
    """What a consult's file says of its place, and for whom it is: None where that is nothing, or cannot be read."""

    date: dt.date | None = None
    number: int | None = None
    follows: str | None = None
    first_name: str | None = None


ConsultSummaries = Mapping[str, ConsultSummary]


def read_summaries(folder: Folder) -> dict[str, ConsultSummary]:
    """The summary of each consult of the folder, by reference. A file that cannot be read has an empty one."""
    return {ref: summary_of(folder, ref) for ref in folder.names("clients")}


def chain_of(summaries: ConsultSummaries, ref: str) -> list[str]:
    """The consults that `ref` is joined with by `follows`, in both directions: itself first, then the nearest.

    A reference that is only followed, and has no file, is one of them.
    """
    joined: dict[str, list[str]] = {}
    for each, summary in sorted(summaries.items()):
        if summary.follows:
            joined.setdefault(each, []).append(summary.follows)
            joined.setdefault(summary.follows, []).append(each)
    chain = [ref]
    for each in chain:
        chain += dict.fromkeys(other for other in joined.get(each, ()) if other not in chain)
    return chain


def oldest_first(summaries: ConsultSummaries, refs: Iterable[str]) -> list[str]:
    """Each consult after the one that it follows; otherwise by date and reference. A circle begins at its oldest."""

    def age(ref: str) -> tuple[dt.date, str]:
        return summaries.get(ref, ConsultSummary()).date or dt.date.min, ref

    left, ordered = set(refs), list[str]()
    while left:
        ready = [ref for ref in left if summaries.get(ref, ConsultSummary()).follows not in left]
        ordered.append(min(ready or circle_in(summaries, left), key=age))
        left.remove(ordered[-1])
    return ordered


def circle_in(summaries: ConsultSummaries, refs: Iterable[str]) -> list[str]:
    """The consults that follow each other in a circle, or none; consults that are joined hold at most one circle."""
    settled: set[str] = set()
    for start in sorted(refs):
        path: list[str] = []
        ref: str | None = start
        while ref and ref not in settled:
            settled.add(ref)
            path.append(ref)
            ref = summaries.get(ref, ConsultSummary()).follows
        if ref in path:
            circle = path[path.index(ref) :]
            first = circle.index(min(circle))
            return circle[first:] + circle[:first]
    return []


def circle_by(folder: Folder, ref: str, follows: str) -> list[str]:
    """The consults from `ref` by way of the one that it `follows` back to it, in that order; none when it is no circle.

    Of the folder only the files of these are read.
    """
    path: dict[str, None] = {ref: None}
    each: str | None = follows
    while each and each not in path:
        path[each] = None
        each = summary_of(folder, each).follows
    return list(path) if each == ref else []


def summary_of(folder: Folder, ref: str) -> ConsultSummary:
    """The summary of a consult, read once in the life of the folder; an empty one where it cannot be read."""
    return folder.once(("summary", ref), lambda: _summary(folder, ref))


def _summary(folder: Folder, ref: str) -> ConsultSummary:
    relative = consult_file(ref)
    try:
        return summary_in(survey_yaml(folder.open_reader().read(relative) or b"", relative).value)
    except ContentError:
        return ConsultSummary()


def nearest_refs(word: str, summaries: ConsultSummaries, refs: Iterable[str]) -> list[str]:
    """Which of some references may be meant by a word: those of whoever has that first name, else the nearest.

    Of a whole name the first word counts.
    """
    refs = list(refs)
    first_names = {ref: _plain_names(summaries.get(ref, ConsultSummary()).first_name or "") for ref in refs}
    meant = _plain_names(word)
    if named_so := [ref for ref in refs if meant & first_names[ref]]:
        return named_so
    if close := get_close_matches(word, refs, n=1):
        return close
    return [ref for ref in refs if any(get_close_matches(each, first_names[ref], cutoff=_LIKE) for each in meant)]


def meant_refs(word: str, summaries: ConsultSummaries, refs: Iterable[str]) -> Message | None:
    """The question whether one of those was meant, each with its first name; None where nothing is near."""
    found = nearest_refs(word, summaries, refs)[:_MOST_MEANT]
    if not found:
        return None
    return msg(
        "Did you mean {name}?", name=joined_by_or([named(ref, summaries.get(ref, ConsultSummary())) for ref in found])
    )


def must_hold_consult(folder: Folder, word: str) -> None:
    """Raises UsageError where there is no consult of that reference, with those that may be meant."""
    if word in (refs := folder.names("clients")):
        return
    summaries = read_summaries(folder)

    def hint() -> Message:
        shown = [named(ref, summaries[ref]) for ref in refs]
        return meant_refs(word, summaries, refs) or msg(
            "There are: {names}.", names=", ".join(shown) or msg("none yet")
        )

    folder.must_hold("clients", as_ref(word, summaries, refs), hint)


def as_ref(word: str, summaries: ConsultSummaries, refs: Iterable[str]) -> str:
    """A word as a reference. Raises UsageError for what cannot be one, with those that may be meant."""
    try:
        return safe_ref(word)
    except UsageError as reason:
        if meant := meant_refs(word, summaries, refs):
            raise UsageError("{problem} {meant}", problem=reason.message, meant=meant) from None
        raise


def _plain_names(text: str) -> set[str]:
    return set(filter(None, map(plain_name, (text, *text.split()[:1]))))


def with_first_name(folder: Folder, ref: str) -> str:
    """A reference, and the first name in its file where that can be read: so that it is clear whose it is."""
    return named(ref, summary_of(folder, ref))


def named(ref: str, summary: ConsultSummary) -> str:
    """A reference with the first name that its summary has."""
    return f"{ref} ({summary.first_name})" if summary.first_name else ref


def summary_in(value: object) -> ConsultSummary:
    """The summary of a consult, out of the plain values of its file."""
    if not isinstance(value, dict):
        return ConsultSummary()
    client = value.get("client")
    name = client.get("first_name") if isinstance(client, dict) else None
    return ConsultSummary(
        _as(TypeAdapter(Date).validate_python, value.get("date")),
        _as(whole_number(1, 999, 1), value.get("number")),
        _as(TypeAdapter(Ref).validate_python, value.get("follows")),
        # Of a name that was pasted along with a text, the beginning.
        _as(lambda typed: shortened(Text.from_typed(typed), 40), name),
    )


def _as(convert: Callable[[object], T], value: object) -> T | None:
    try:
        return None if value is None else convert(value)
    except ValueError:
        return None
