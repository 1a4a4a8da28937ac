"""How much of each nutrient a day is the most, as `upper_levels.yaml` has it with its sources."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import NamedTuple

_AS_PIECES = r"(?:-?(?:tablet|capsule|pil|druppel|poeder|supplement)\w*)?\b"
"""What the end of a name may be joined with: `zinktabletten`."""
_FILE = Path(__file__).with_name("upper_levels.yaml")


class Level(NamedTuple):
    """The most of a nutrient a day for adults; amounts are in `unit`, which is mg or µg."""

    nutrient: str
    most: Fraction
    unit: str
    per_iu: Fraction | None
    """How much one international unit is."""
    kind: str
    """`upper level`, `safe level`, `medicine` (from here on it may be one) or `no concern` (up to here)."""
    counts_food: bool
    source: str
    was_read: bool
    """Whether the number was read in a source, and not written down from knowledge."""
    named: re.Pattern[str]
    """What it is called, in any language, in a text without capitals."""


@cache
def levels() -> Mapping[str, Level]:
    """The levels by nutrient."""
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    read = yaml.load(_FILE.read_text(encoding="utf-8"), loader)["levels"]  # noqa: S506
    return {name: _level(name, each) for name, each in read.items()}


def _level(name: str, each: Mapping[str, str]) -> Level:
    named = rf"(?:{each['nl']}|{each['en']})".replace(r"\b", _AS_PIECES)
    no = rf"(?!{each['not']})" if "not" in each else ""
    return Level(
        name, Fraction(each["most"]), each["unit"], Fraction(each["iu"]) if "iu" in each else None,
        each.get("kind", "upper level"), each["counts"] == "all", each["source"], each["seen"] == "V",
        re.compile(rf"(?<![\w-]){no}{named}"),
    )  # fmt: skip
