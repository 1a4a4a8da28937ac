"""Which field is meant by a heading that fills none: by what practitioners call it, else by what is spelt alike."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from difflib import get_close_matches

from handouts.content.model.naming import called

_OF_A_PERSON = re.compile(
    r"(?:achter|familie|meisjes)naam|(?:last|sur|family) ?name|geboorte|geb\b|leeftijd|birth|\bage\b|adres\b|"
    r"address|straat|postcode|woonplaats|telefoon|phone|mobiel|e-?mail|\bbsn\b|verzeker"
)


def is_of_a_person(heading: str) -> bool:
    """Whether a heading is about what no sheet holds: a surname, a birth date, where somebody lives."""
    return bool(_OF_A_PERSON.search(heading.casefold()))


def near(heading: str, fields: Mapping[str, str], taken: Collection[str] = ()) -> str:
    """The heading or field that is nearest to `heading`; empty where none is near, or what it fills is `taken`.

    `fields` are what is understood, each with the field that it fills.
    """
    plain = " ".join(re.sub(r"[_.:?]+", " ", heading.casefold().replace("ë", "e")).split())
    number = re.search(r"(?<!\w)\d{1,2}(?!\w)", plain)
    bare = " ".join(re.sub(r"(?<!\w)\d{1,2}(?!\w)", " ", plain).split())
    if found := called().get(bare):
        field = found.removeprefix("client.").replace("#", number[0] if number else "1")
        return "" if field in taken else field
    free = {each.casefold(): each for each, field in fields.items() if field not in taken}
    # Of `hoe vaak 2` the number is no reason to mean `hoe 2`, nor is `stap 1` near to `stap 2`.
    alike = get_close_matches(heading.casefold(), sorted(free), n=3, cutoff=0.75)
    return next((free[each] for each in alike if re.findall(r"\d+", each) == re.findall(r"\d+", plain)), "")
