"""Where the words of a glossary are explained: in the section that uses them first, or in a list behind all.

What is folded, bound or cut has no room beside its text. A word that this paper does not print is not explained on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from handouts.content.inflections import forms_of
from handouts.content.loading import Loaded
from handouts.content.model.brochure import Brochure
from handouts.content.model.formats import FORMATS
from handouts.content.model.printed import printed_texts
from handouts.content.parameters import ModuleInstance
from handouts.page.composing.views import ValueRegistry

_BEFORE = ("subtitle", "main_message", "promise", "flap")
_BEHIND = ("good_to_know", "when_to_call", "call_to_action")


def names(term: str) -> re.Pattern[str]:
    """How a word may stand in a text: with a capital, and its last part in the singular or plural."""
    *first, last = term.split() or [""]
    forms = "|".join(map(re.escape, sorted(forms_of(last), key=len, reverse=True)))
    words = r"\s+".join([*map(re.escape, first), f"(?:{forms})"])
    return re.compile(rf"(?<![\w-]){words}(?![\w-])", re.IGNORECASE)


def explain(
    registry: ValueRegistry, brochure: Loaded[Brochure], doc: Any, sections: Mapping[int, Any],
    modules: Mapping[int, ModuleInstance],
) -> None:  # fmt: skip
    """Gives each section its `terms`, and the brochure those of the list at its end.

    `sections` are the views of those that are printed, by number.
    """
    value, beside = brochure.value, FORMATS[registry.format_name].imposed is None
    doc.terms = []
    for section in sections.values():
        section.terms = []
    for index, entry in enumerate(value.glossary):
        path, named = ("glossary", index), names(entry.term)
        place = next(
            (number for number in sections if _uses(registry, value, number, modules.get(number), named)), None
        )
        elsewhere = _is_in(registry, value, _BEFORE + _BEHIND, named)
        if not (registry.prints(entry, path) and (place is not None or elsewhere)):
            registry.pass_over(brochure.marks, path)
            continue
        in_front = _is_in(registry, value, _BEFORE, named)
        view = registry.view(entry, brochure.marks, path)
        where = doc.terms if place is None or in_front or not beside else sections[place].terms
        where.append(view)


def _uses(
    registry: ValueRegistry, value: Brochure, number: int, chosen: ModuleInstance | None, named: re.Pattern[str]
) -> bool:
    """Whether a section, or the module that it is, prints a word."""
    own = printed_texts(value.sections[number], ("sections", number), prints=registry.prints)
    taken_in = printed_texts(chosen.module.value, prints=registry.prints) if chosen else ()
    return _among((*own, *taken_in), named)


def _is_in(registry: ValueRegistry, value: Brochure, keys: Iterable[str], named: re.Pattern[str]) -> bool:
    parts = ((key, getattr(value, key)) for key in keys)
    printed = (
        printed_texts(part, (key,), prints=registry.prints) for key, part in parts if registry.prints(part, (key,))
    )
    return any(_among(texts, named) for texts in printed)


def _among(texts: Iterable[tuple[Any, str]], named: re.Pattern[str]) -> bool:
    return any(named.search(text.replace("*", "")) for _, text in texts)
