"""Of what kind the points of a draft are, guessed by the lines over them and the verbs that they begin with.

A tick in the text says nothing: people put one before a symptom too. Where two guesses are as good, there is none, so
that a tick stands only beside what one can do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from handouts.intake.importing.lines import words
from handouts.intake.importing.structure import PointDraft, SectionDraft

_KINDS = {
    kind: re.compile(rf"(?<!\w)(?:{words(f'points_{kind}')})(?!\w)", re.IGNORECASE)
    for kind in ("experience", "sign", "do")
}
_COUNTED = re.compile(r"\(?\d{1,3}[.)]\s")
_VERB = re.compile(rf"\W*(?:{words('verbs_of_doing')}) (?!(?:{words('after_a_noun')})\b)\w", re.IGNORECASE)
"""`Slaap genoeg`, and neither `Slaap` nor `Slaap en herstel`."""


def guess_kinds(sections: Sequence[SectionDraft]) -> None:
    """Gives each section with points the kind that they seem to be of; none where that is not plain."""
    heading = ""
    for section in sections:
        heading = heading if section.heading is None else section.heading
        # A number in its title marks a point already.
        counted = all(_COUNTED.match(point.title) for point in section.points)
        if section.points and not section.says_no and not counted:
            section.kind = _kind([section.lead_in or _introduced(section.text), heading], section.points)


def _introduced(text: Sequence[str]) -> str:
    """The last sentence of a text that ends in a colon, which leads in the points as well."""
    return re.split(r"(?<=[.!?])\s+", text[-1])[-1] if text and text[-1].endswith(":") else ""


def _kind(over: Sequence[str], points: Sequence[PointDraft]) -> str:
    """The kind by the nearest line over the points that names one, else by the verbs that they begin with."""
    asked = 2 * sum(bool(_VERB.match(point.title)) for point in points) >= len(points)
    for line in filter(None, over):
        named = [kind for kind, pattern in _KINDS.items() if pattern.search(line)]
        if named == ["do"] or ("do" in named and asked):
            return "do"
        if named:
            return "" if "do" in named or asked else named[0]
    return "do" if asked else ""
