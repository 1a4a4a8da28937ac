"""What an editor would say of a brochure as it is now, at its fields, and what may stay with a reason."""

from __future__ import annotations

import re
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

from flask import Blueprint, jsonify

from handouts.checks.advising import advise
from handouts.checks.claims.claim import RULES
from handouts.checks.editing import edit
from handouts.checks.explaining import meanings
from handouts.checks.ignoring import IGNORED
from handouts.content.loading import load_brochure, load_practice
from handouts.content.resolving import resolve_brochure
from handouts.files.naming import safe_name
from handouts.languages.messages import translated
from handouts.problems import ADVICE, HandoutsError
from handouts.studio.desk import field_at, places_in
from handouts.studio.screens.brochure_said import place_of, spoken
from handouts.studio.screens.brochure_sending import flowed, long_path
from handouts.studio.sending import value_at
from handouts.studio.words import as_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handouts.problems import Problem
    from handouts.studio.drafts.draft import Draft
    from handouts.studio.session import Studio

_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")


_EMPTY = "recommended-field"


class Remark(NamedTuple):
    """What is said of a field: its path, the rule, the sentence, what to do, why; and the words that may be kept."""

    path: Sequence[str]
    rule: str
    text: str
    hint: str
    why: str
    keep: str = ""


def routes(studio: Studio) -> Blueprint:
    """The route of advice."""
    pages = Blueprint("brochure_advice", __name__)
    lock = Lock()

    @pages.get("/doc/brochure.<name>/advice")
    def said(name: str) -> Any:
        draft = studio.desk.open("brochures", safe_name(name))
        with lock:
            revision, found = advice(studio, draft)
        return jsonify(rev=revision, today=studio.today.isoformat(), found=[each._asdict() for each in found])

    return pages


def advice(studio: Studio, draft: Draft) -> tuple[int, list[Remark]]:
    """The revision that was looked at, and what is said of it; nothing of one with mistakes, which come first."""
    with draft.lock:
        revision, data = draft.rev, draft.data()
        if data is None:
            return revision, []
        places = places_in(draft, data)
    folder = studio.folder()
    folder.add_virtual_file(draft.file, data, draft.file, instead=True)
    reader = folder.open_reader()
    try:
        practice, brochure = load_practice(reader), load_brochure(reader, draft.name)
        modules = resolve_brochure(reader, brochure)
        found = [each for each in advise(brochure, practice, studio.today, modules) if each.rule in ADVICE]
        found += edit(brochure, practice, studio.today, modules)
    except HandoutsError:
        return revision, []
    why = meanings(studio.language)
    here = [each for each in found if each.mark.file == draft.file and each.rule != IGNORED]
    said = [_remark(studio, draft, each, field_at(places, each.mark), why.get(each.rule, "")) for each in here]
    told = {tuple(each.path) for each in said if each.rule != _EMPTY}
    return revision, [each for each in said if each.rule != _EMPTY or tuple(each.path) not in told]


def _remark(studio: Studio, draft: Draft, problem: Problem, path: Sequence[str], why: str) -> Remark:
    words = str(getattr(problem.message, "values", {}).get("words", ""))
    keep = _sentence(value_at(draft, path), words) if problem.rule in RULES and words else ""
    said = (as_sentence(translated(each, studio.language)) for each in (problem.message, problem.hint))
    text, hint, reason = (spoken(each, studio.language) for each in (*said, why.replace("`", "")))
    return Remark(place_of(problem, long_path(draft, path)), problem.rule, text, hint, reason, keep)


def _sentence(text: Any, words: str) -> str:
    """The sentence of a text that some words are in; the words where it cannot be found."""
    sentences = _SENTENCE.split(flowed(text)) if isinstance(text, str) else []
    return next((each for each in sentences if words in " ".join(each.split())), words)
