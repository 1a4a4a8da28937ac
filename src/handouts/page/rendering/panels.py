"""Lays a folded document out so that each part stays on its own panels.

What is wished for is given up in turn where the text needs the room: first white between the blocks, then the banner
over the panels inside, then that the calls have a panel to themselves. The picture of a full cover gets smaller, and
the drawing of the flap goes when it has no room. The size of the type never changes, but for that of a full back. It
takes eight layouts at most.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from handouts.content.model.formats import Format
from handouts.page.rendering.evening import evened, overruns, stands_on

LayOut = Callable[[float, int, Mapping[str, str], Mapping[Any, str] | None], Any]
"""Lays the document out with so much white between its blocks, so many spare pages, these variables (CSS), and
declarations for elements."""

_TIGHTER = (0.8, 0.6, 0.5)
_SMALLER = 0.94
"""How large the type of the back is, where less white was not enough: 12 pt becomes 11.3."""
_TRIES = 6
_OUTSIDE = ("cover", "flap", "back")
"""The parts that are one panel each."""
_LEAD = {
    "full": {"--lead-up": "2mm", "--hang": "0mm"},
    "plain": {"--lead-up": "2mm", "--hang": "0mm", "--lead-out": "1mm"},
}
"""On pages with narrow margins: by how much the ground of the main message is larger than its column where it runs off
the paper, and how far it hangs over a band."""


class _Inside(NamedTuple):
    """How the panels inside are used: the names of their pages in the stylesheets, and how much white is kept."""

    page: str
    calls: str
    white: float
    whole: bool = True
    """Whether a section stays on one panel, as far as it is not longer."""


_WISHES = (
    _Inside("spread", "calls", 1),
    _Inside("spread", "calls", 0.7),
    _Inside("full", "calls-tall", 0.8),
    _Inside("full", "calls-tall", 0.8, whole=False),
    _Inside("plain", "plain", 1, whole=False),
    _Inside("plain", "plain", 0.6, whole=False),
)
_FAR_TOO_LONG = 2
"""Panels: so much more text inside is not helped by a little less white."""


class _Choice(NamedTuple):
    wish: int = 0
    tightened: int = 0
    """How often white was drawn in on the panels outside."""
    flap_art: bool = True
    small_cover_art: bool = False

    @property
    def white(self) -> float:
        return _WISHES[self.wish].white

    @property
    def variables(self) -> dict[str, str]:
        inside = _WISHES[self.wish]
        return {
            "--inside-page": inside.page,
            "--calls-page": inside.calls,
            **_LEAD.get(inside.page, {}),
            "--section-break": "avoid" if inside.whole else "auto",
            "--flap-art": "block" if self.flap_art else "none",
            "--flap-caption": "absolute" if self.flap_art else "static",
            "--cover-art": "small" if self.small_cover_art else "large",
            "--outside": str((1, *_TIGHTER)[self.tightened]),
            "--back": str(_SMALLER if self.tightened == len(_TIGHTER) else 1),
        }


def on_panels(lay_out: LayOut, shape: Format) -> Any:
    """The document, each part on its own panels; a panel that the text does not reach becomes a spare one."""
    choice = _Choice()
    for _ in range(_TRIES):
        document = lay_out(choice.white, 0, choice.variables, None)
        taken = _taken(document, shape)
        over = {part: taken[part] - _room(shape, part) for part in shape.parts}
        following = _given_up(choice, over, tall=overruns(document, _OUTSIDE))
        if following is None:
            break
        choice = following
    *others, _ = shape.parts
    lacking = sum(max(0, _room(shape, part) - taken[part]) for part in others)
    if lacking:
        return lay_out(choice.white, lacking, choice.variables, None)
    panels = shape.parts["inside"]
    if taken["inside"] > _room(shape, "inside") or not (even := evened(document, *panels, shape.parts["back"][0])):
        return document
    better = lay_out(choice.white, 0, {**choice.variables, **even.variables}, even.styles)
    same = _taken(better, shape) == taken and stands_on(better, *panels) == stands_on(document, *panels)
    return better if same else document


def _given_up(choice: _Choice, over: Mapping[str, int], *, tall: bool) -> _Choice | None:
    """What to try next, by how many panels each part is too long; None where all fit, or nothing is left to give up.

    `tall` says that the ground of a panel outside reaches below that panel, though its text does not.
    """
    inside, flap, cover = over["inside"], over["flap"], over["cover"]
    changed = choice
    if inside > 0 and choice.wish < len(_WISHES) - 1:
        further = 4 if inside >= _FAR_TOO_LONG else choice.wish + 1
        changed = changed._replace(wish=min(max(further, choice.wish + 1), len(_WISHES) - 1))
    if cover > 0 and not choice.small_cover_art:
        changed = changed._replace(small_cover_art=True)
    elif flap > 0 and choice.flap_art:
        changed = changed._replace(flap_art=False)
    elif (tall or any(by > 0 for part, by in over.items() if part != "inside")) and choice.tightened < len(_TIGHTER):
        changed = changed._replace(tightened=choice.tightened + 1)
    return changed if changed != choice else None


def _room(shape: Format, part: str) -> int:
    first, last = shape.parts[part]
    return last - first + 1


def _taken(document: Any, shape: Format) -> dict[str, int]:
    """How many pages each part takes: from where its template begins it to where the next begins."""
    begun: dict[str, int] = {}
    for number, page in enumerate(document.pages):
        for name in page.anchors:
            begun.setdefault(name, number)  # an element that runs on is there on each of its pages
    starts = [begun.get(f"part-{part}", first - 1) for part, (first, _) in shape.parts.items()]
    ends = [*starts[1:], len(document.pages)]
    return {part: end - start for part, start, end in zip(shape.parts, starts, ends, strict=True)}
