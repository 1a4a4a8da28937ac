"""Numbers as drawings of shapes, with `var(--name)` for each colour. Their words stand beside them.

Composing writes the address of a chart, such as `/charts/people.svg?hit=1&of=10` or
`/charts/plate.svg?goal=300&amounts=50,80&whole=300&mm=110`, and rendering serves what is drawn of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from urllib.parse import parse_qs, urlsplit

from handouts.content.model.brand import Face
from handouts.page.charts.people import people_svg
from handouts.page.charts.plate import bar_svg

FOLDER = "charts/"
_NAME = re.compile(r"charts/(people|plate)\.svg")
_AMOUNTS = re.compile(r"[0-9]+(?:\.[0-9]+)?(?:,[0-9]+(?:\.[0-9]+)?){0,11}")


def people_address(hit: int, of: int) -> str:
    """Where `hit` out of `of` people are drawn."""
    return f"/charts/people.svg?hit={hit}&of={of}"


def bar_address(goal: Decimal, amounts: Sequence[Decimal], whole: Decimal, width: float, *, light: bool = False) -> str:
    """Where a bar with these amounts is drawn, marked where it is enough, on a scale of `width` mm up to `whole`.

    With `light` it is not filled.
    """
    parts = ",".join(f"{each:f}" for each in amounts)
    return f"/charts/plate.svg?goal={goal:f}&amounts={parts}&whole={whole:f}&mm={width:g}{'&light=1' if light else ''}"


def chart_svg(name: str, url: str, face: Face) -> str | None:
    """The drawing under an address, `name` being its path; None where none is. Digits are those of `face`."""
    found = _NAME.fullmatch(name)
    asked = {key: values[-1] for key, values in parse_qs(urlsplit(url).query).items()}
    if not found:
        return None
    if found[1] == "people":
        hit, of = asked.get("hit", ""), asked.get("of", "")
        return people_svg(int(hit), int(of)) if re.fullmatch(r"[0-9]{1,3}-[0-9]{1,3}", f"{hit}-{of}") else None
    given = [asked.get(key, "") for key in ("goal", "amounts", "whole", "mm")]
    if not all(map(_AMOUNTS.fullmatch, given)):
        return None
    (goal, *_), amounts, (whole, *_), (width, *_) = (list(map(Decimal, each.split(","))) for each in given)
    if not whole:
        return None
    return bar_svg(goal, amounts, whole, float(width), face, light=asked.get("light") == "1")
