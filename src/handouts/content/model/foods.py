"""What is eaten and drunk as anybody does, and what is measured as a remedy is."""

from __future__ import annotations

import re

from handouts.content.words import pattern, words

_MEASURED = re.compile(rf"\d\s*(?:{pattern('measured')})\b", re.IGNORECASE)
_FOOD = re.compile(pattern("plain_food"), re.IGNORECASE)
_REMEDY = re.compile(pattern("remedy"), re.IGNORECASE)
_AROUND = frozenset(words("around_food"))


def is_measured(dose: str) -> bool:
    """Whether a dose is measured as what is taken is, and what is done or eaten is not: a walk has minutes."""
    return bool(_MEASURED.search(dose))


def is_plain_food(product: str) -> bool:
    """Whether a product is food or drink by each of its words, and no remedy: `Kruidenthee`, `Noten of pitten`."""
    named = [word for word in re.findall(r"[\w'-]+", product.casefold()) if word not in _AROUND]
    return bool(named) and not _REMEDY.search(product) and all(map(_FOOD.fullmatch, named))
