"""The upper levels of nutrients, each with who set it, as `levels.yaml` has them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

_FILE = Path(__file__).with_name("levels.yaml")
_MILLIGRAMS = {"mg": Fraction(1), "µg": Fraction(1, 1000)}


class Level(NamedTuple):
    """The most of a nutrient that is taken on a day."""

    key: str
    most: str
    """With its unit, as it is said."""
    milligrams: Fraction
    named: re.Pattern[str]
    unit: Fraction
    """What one IU weighs, in mg; 0 where it is not given in IU."""
    counts: str
    """`all`, `supplements`, or `medicine` for what is a medicine from that weight on."""
    source: str


@cache
def levels() -> Mapping[str, Level]:
    """Each level by its key."""
    return {key: _level(key, each) for key, each in _data()["levels"].items()}


@cache
def several() -> tuple[tuple[re.Pattern[str], Level], ...]:
    """What holds several nutrients, with the one of which too much is soon taken."""
    return tuple((_pattern(each["named"]), levels()[each["holds"]]) for each in _data()["several"])


def _level(key: str, data: Mapping[str, str]) -> Level:
    number, unit = data["most"].split()
    return Level(
        key, data["most"], Fraction(number) * _MILLIGRAMS[unit], _pattern(data["named"]),
        Fraction(data.get("unit", "0")) / 1000, data["counts"], data["source"],
    )  # fmt: skip


def _pattern(named: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{named})(?!\w)", re.IGNORECASE)


@cache
def _data() -> Mapping[str, Any]:
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    read: Mapping[str, Any] = yaml.load(_FILE.read_text(encoding="utf-8"), loader)  # noqa: S506
    return read
