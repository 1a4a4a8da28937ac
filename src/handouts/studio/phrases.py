"""What she wrote before and may write again: phrases, steps and lines of the schedule.

A phrase is offered only when it was used with two clients, or she kept it: one client's story never comes up at
another's sheet. What is known of a client that was forgotten goes with it, as all but what she kept is read anew.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from handouts.content.dumping import dump
from handouts.content.reading import survey_yaml
from handouts.content.things import folded
from handouts.files.layout import JOURNALS, consult_file
from handouts.files.naming import plain_name, read_regular
from handouts.files.writing import PRIVATE, make_folder, write
from handouts.problems import ContentError
from handouts.studio.drafts.journal import keep_out_of_git
from handouts.studio.lines import sentence_of

if TYPE_CHECKING:
    from pathlib import Path

    from handouts.studio.clients import Visit
    from handouts.studio.session import Studio

KEPT_FILE = f"{JOURNALS}/phrases.yaml"
_CLIENTS = 2
"""With how many a phrase must have been used."""
_MOST = 200
_LONGEST = 400
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_OF_A_LINE = ("product", "route", "dose", "dose_source", "magnesium_mg", "when", "every", "days")


class _Used(NamedTuple):
    """A text that was used: where, with whom, and with what belongs to it, such as the reason of a step."""

    kind: str
    text: str
    client: str
    with_it: str = ""


def offers(studio: Studio) -> dict[str, Any]:
    """What can be offered, by where it is written; `kept` are the phrases that she kept herself."""
    found, lines = list[_Used](), dict[str, dict[str, Any]]()
    visits = studio.clients.visits()
    for visit, value in _consults(studio, visits):
        found += _used_in(value, _client_of(visit, visits))
        for line in value.get("schedule") or []:
            if isinstance(line, dict) and isinstance(line.get("product"), str):
                lines.setdefault(folded(line["product"]), line)  # the newest consult comes first
    kept = kept_phrases(studio)
    shared = _shared(found)
    own = {kind: [*kept, *(each for each in shared[kind] if each not in kept)] for kind in ("discussed", "note")}
    return {
        **own,
        "goals": [*shared["goals"], *kept],
        "how": shared["how"],
        "steps": [{"step": step, "reason": _reason(step, found)} for step in shared["steps"]],
        "products": [_product(studio, line, shared["how"]) for line in lines.values()][:_MOST],
        "kept": kept,
    }


def kept_phrases(studio: Studio) -> list[str]:
    """The phrases that she kept; none where their file cannot be read."""
    with suppress(OSError, ContentError):
        value = survey_yaml(read_regular(_file(studio)), KEPT_FILE).value
        held = value.get("phrases") if isinstance(value, dict) else None
        return [each for each in held if isinstance(each, str)] if isinstance(held, list) else []
    return []


def keep(studio: Studio, text: str, *, kept: bool) -> None:
    """Keeps a phrase, or no longer. Raises BrokenEnvironment where that cannot be written."""
    phrases = [each for each in kept_phrases(studio) if each != text]
    phrases = [text, *phrases][:_MOST] if kept else phrases
    make_folder(_file(studio).parent, PRIVATE)
    keep_out_of_git(_file(studio).parent)
    write(_file(studio), dump({"phrases": phrases}).encode(), mode=PRIVATE)


def _file(studio: Studio) -> Path:
    return studio.folder().root / KEPT_FILE


def _consults(studio: Studio, visits: Iterable[Visit]) -> Iterator[tuple[Visit, Mapping[str, Any]]]:
    """All consults as they were typed, the newest first; what cannot be read is passed over."""
    root = studio.folder().root
    for visit in visits:
        with suppress(OSError, ContentError):
            value = survey_yaml(read_regular(root / consult_file(visit.ref)), visit.ref).value
            if isinstance(value, dict):
                yield visit, value


def _client_of(visit: Visit, visits: Iterable[Visit]) -> str:
    """Who a consult is of: two of one first name are taken for one client, and what follows another is of the same."""
    by_ref, seen = {each.ref: each for each in visits}, set[str]()
    while visit.follows in by_ref and visit.ref not in seen:
        seen.add(visit.ref)
        visit = by_ref[visit.follows]
    return plain_name(visit.first_name) or visit.ref


def _used_in(value: Mapping[str, Any], client: str) -> Iterator[_Used]:
    for kind in ("discussed", "note"):
        if isinstance(text := value.get(kind), str):
            yield from (_Used(kind, each.strip(), client) for each in _SENTENCE.split(text) if each.strip())
    for goal in _listed(value, "goals"):
        if isinstance(goal, str):
            yield _Used("goals", goal.strip(), client)
    for step in _listed(value, "summary_steps"):
        whole = step if isinstance(step, dict) else {"step": step}
        if isinstance(text := whole.get("step"), str):
            yield _Used("steps", text.strip(), client, str(whole.get("reason") or "").strip())
    for line in _listed(value, "schedule"):
        if isinstance(line, dict) and isinstance(text := line.get("how"), str):
            yield _Used("how", text.strip(), client)


def _listed(value: Mapping[str, Any], key: str) -> list[Any]:
    held = value.get(key)
    return held if isinstance(held, list) else []


def _shared(used: Iterable[_Used]) -> dict[str, list[str]]:
    """The texts that were used with two clients, by where; those that were used most come first."""
    clients: dict[tuple[str, str], set[str]] = defaultdict(set)
    for each in used:
        if len(each.text) <= _LONGEST:
            clients[each.kind, each.text].add(each.client)
    found: dict[str, list[str]] = defaultdict(list)
    for (kind, text), whom in sorted(clients.items(), key=lambda one: -len(one[1])):
        if len(whom) >= _CLIENTS and len(found[kind]) < _MOST:
            found[kind].append(text)
    return found


def _reason(step: str, used: Iterable[_Used]) -> str:
    """The reason that a step was given with two clients; empty where there is none."""
    whom: dict[str, set[str]] = defaultdict(set)
    for each in used:
        if each.kind == "steps" and each.text == step and each.with_it:
            whom[each.with_it].add(each.client)
    return next((text for text, clients in whom.items() if len(clients) >= _CLIENTS), "")


def _product(studio: Studio, line: Mapping[str, Any], how: Iterable[str]) -> dict[str, Any]:
    """A line as it was last, without a remark that may be about one client."""
    value = {key: line[key] for key in _OF_A_LINE if key in line and not isinstance(line[key], date)}
    if isinstance(line.get("how"), str) and line["how"].strip() in how:
        value["how"] = line["how"].strip()
    return {"value": value, "small": sentence_of(studio, value)}
