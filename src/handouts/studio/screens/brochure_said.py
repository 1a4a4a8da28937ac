"""What is said of a brochure on its screen: fields by the titles that they have there, not by their names in a file."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from handouts.content.model.brochure import Brochure
from handouts.content.model.describing import describe, models_in
from handouts.problems import ADVICE
from handouts.studio.screens.making import as_found
from handouts.studio.words import StudioWords

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from handouts.problems import Problem
    from handouts.studio.drafts.documents import Found
    from handouts.studio.session import Studio

_KEY = re.compile(r"[“‘\"`]?\b(?P<key>[a-z]+(?:_[a-z]+)*)\b[”’\"`]?(?P<colon>:?)(?=[\s,.;)]|$)")
_ABOUT = {
    "no-action": ("call_to_action",),
    "no-call": ("when_to_call",),
    "no-purpose": ("main_message",),
    "long-message": ("main_message",),
    "never-reviewed": ("reviewed",),
    "review-due": ("review_due",),
}
"""The field that is to be filled in by rules that are about the whole of a brochure."""


def spoken(text: str, language: str) -> str:
    """A text with the title of a field where it has the name that a file has for it."""
    titles = _titles(language)

    def said(found: re.Match[str]) -> str:
        key, colon = found["key"], found["colon"]
        if key not in titles or not (colon or "_" in key or found[0] != key):
            return found[0]
        return f"“{titles[key]}”"

    return _KEY.sub(said, text)


def place_of(problem: Problem, path: Sequence[str]) -> list[str]:
    """The field that is to be changed; what is about the whole document is said where something can be added."""
    key = getattr(problem.message, "values", {}).get("key")
    if problem.rule == "recommended-field" and isinstance(key, str):
        return [key]
    return [*_ABOUT.get(problem.rule, path)]


def told(studio: Studio, found: Iterable[Found]) -> list[dict[str, Any]]:
    """Mistakes and warnings as a page puts them at their fields; what makes a brochure better is said as advice."""
    language = studio.language
    said = as_found(studio, [each for each in found if each.problem.rule not in ADVICE])
    return [{**each, "text": spoken(each["text"], language), "hint": spoken(each["hint"], language)} for each in said]


@cache
def _titles(language: str) -> Mapping[str, str]:
    """The titles of all fields that a brochure has, by their names; those of the brochure itself come first."""
    titles: dict[str, str] = {"alt": StudioWords(language)("brochure.what_is_on_it")}
    for model in models_in(Brochure):
        for name, field in model.model_fields.items():
            titles.setdefault(field.alias or name, describe(model, name, language).title)
    return titles
