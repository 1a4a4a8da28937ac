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


class Card(NamedTuple):
    """What a consult's file says of its place, and for whom it is: None where that is nothing, or cannot be read."""

    date: dt.date | None = None
    number: int | None = None
    follows: str | None = None
    first_name: str | None = None


Cards = Mapping[str, Card]


def read_cards(folder: Folder) -> dict[str, Card]:
    """The card of each consult of the folder, by reference. A file that cannot be read has an empty one."""
    return {ref: card_of(folder, ref) for ref in folder.names("clients")}


def chain_of(cards: Cards, ref: str) -> list[str]:
    """The consults that `ref` is joined with by `follows`, in both directions: itself first, then the nearest.

    A reference that is only followed, and has no file, is one of them.
    """
    joined: dict[str, list[str]] = {}
    for each, card in sorted(cards.items()):
        if card.follows:
            joined.setdefault(each, []).append(card.follows)
            joined.setdefault(card.follows, []).append(each)
    chain = [ref]
    for each in chain:
        chain += dict.fromkeys(other for other in joined.get(each, ()) if other not in chain)
    return chain


def oldest_first(cards: Cards, refs: Iterable[str]) -> list[str]:
    """Each consult after the one that it follows; otherwise by date and reference. A circle begins at its oldest."""

    def age(ref: str) -> tuple[dt.date, str]:
        return cards.get(ref, Card()).date or dt.date.min, ref

    left, ordered = set(refs), list[str]()
    while left:
        ready = [ref for ref in left if cards.get(ref, Card()).follows not in left]
        ordered.append(min(ready or circle_in(cards, left), key=age))
        left.remove(ordered[-1])
    return ordered


def circle_in(cards: Cards, refs: Iterable[str]) -> list[str]:
    """The consults that follow each other in a circle, or none; consults that are joined hold at most one circle."""
    settled: set[str] = set()
    for start in sorted(refs):
        path: list[str] = []
        ref: str | None = start
        while ref and ref not in settled:
            settled.add(ref)
            path.append(ref)
            ref = cards.get(ref, Card()).follows
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
        each = card_of(folder, each).follows
    return list(path) if each == ref else []


def card_of(folder: Folder, ref: str) -> Card:
    """The card of a consult, read once in the life of the folder; an empty one where it cannot be read."""
    return folder.once(("card", ref), lambda: _card(folder, ref))


def _card(folder: Folder, ref: str) -> Card:
    relative = consult_file(ref)
    try:
        return card_in(survey_yaml(folder.open_reader().read(relative) or b"", relative).value)
    except ContentError:
        return Card()


def nearest_refs(word: str, cards: Cards, refs: Iterable[str]) -> list[str]:
    """Which of some references may be meant by a word: those of whoever has that first name, else the nearest.

    Of a whole name the first word counts.
    """
    refs = list(refs)
    first_names = {ref: _plain_names(cards.get(ref, Card()).first_name or "") for ref in refs}
    meant = _plain_names(word)
    if named_so := [ref for ref in refs if meant & first_names[ref]]:
        return named_so
    if close := get_close_matches(word, refs, n=1):
        return close
    return [ref for ref in refs if any(get_close_matches(each, first_names[ref], cutoff=_LIKE) for each in meant)]


def meant_refs(word: str, cards: Cards, refs: Iterable[str]) -> Message | None:
    """The question whether one of those was meant, each with its first name; None where nothing is near."""
    found = nearest_refs(word, cards, refs)[:_MOST_MEANT]
    if not found:
        return None
    return msg("Did you mean {name}?", name=joined_by_or([named(ref, cards.get(ref, Card())) for ref in found]))


def must_hold_consult(folder: Folder, word: str) -> None:
    """Raises UsageError where there is no consult of that reference, with those that may be meant."""
    if word in (refs := folder.names("clients")):
        return
    cards = read_cards(folder)

    def hint() -> Message:
        shown = [named(ref, cards[ref]) for ref in refs]
        return meant_refs(word, cards, refs) or msg("There are: {names}.", names=", ".join(shown) or msg("none yet"))

    folder.must_hold("clients", as_ref(word, cards, refs), hint)


def as_ref(word: str, cards: Cards, refs: Iterable[str]) -> str:
    """A word as a reference. Raises UsageError for what cannot be one, with those that may be meant."""
    try:
        return safe_ref(word)
    except UsageError as reason:
        if meant := meant_refs(word, cards, refs):
            raise UsageError("{problem} {meant}", problem=reason.message, meant=meant) from None
        raise


def _plain_names(text: str) -> set[str]:
    return set(filter(None, map(plain_name, (text, *text.split()[:1]))))


def with_first_name(folder: Folder, ref: str) -> str:
    """A reference, and the first name in its file where that can be read: so that it is clear whose it is."""
    return named(ref, card_of(folder, ref))


def named(ref: str, card: Card) -> str:
    """A reference with the first name that is on its card."""
    return f"{ref} ({card.first_name})" if card.first_name else ref


def card_in(value: object) -> Card:
    """The card of a consult, out of the plain values of its file."""
    if not isinstance(value, dict):
        return Card()
    client = value.get("client")
    name = client.get("first_name") if isinstance(client, dict) else None
    return Card(
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
