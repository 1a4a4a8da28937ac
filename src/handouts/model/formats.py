"""Formats as data: what a format is called, how large each of its pages is, how many it has, and what it leaves out.

Adding a format is adding a line here and a stylesheet of the same name in `styles/`. A format that is folded, bound
or cut is made as a reading copy first: a panel is a page, in reading order.
"""

from __future__ import annotations

from typing import NamedTuple

A5 = (148, 210)
A6 = (105, 148)


class Panel(NamedTuple):
    """One page of a folded format: the part of the document that it belongs to, its name, and its size in mm.

    A part may run over several panels that follow each other; the template begins it with `data-part`.
    """

    part: str
    name: str
    width: float
    height: float


class Format(NamedTuple):
    """One shape of paper: what it is called and its page size in mm.

    `kinds` are the documents that can have it, `body` is the smallest size of running text in pt. `imposed` names the
    scheme by which its pages are laid on paper, None where a page is a sheet. Its pages are a multiple of `multiple`,
    and at most `most`; each part of `single` has one page. `template` is the brochure's template where it has one of
    its own, `leaves_out` the fields of a brochure (dotted) that it never prints, `chosen_only` says that it prints only
    what names it by `only`, and `excerpt` that it says where the whole brochure can be read when something was left
    out.
    """

    name: str
    width: float
    height: float
    body: float = 12
    kinds: tuple[str, ...] = ("brochure", "sheet")
    imposed: str | None = None
    panels: tuple[Panel, ...] = ()
    multiple: int = 1
    most: int | None = None
    single: tuple[str, ...] = ()
    template: str = "brochure"
    leaves_out: frozenset[str] = frozenset()
    chosen_only: bool = False
    excerpt: bool = False

    def size(self, page: int) -> tuple[float, float]:
        """Width and height in mm of a page, counted from 1."""
        if not self.panels:
            return self.width, self.height
        panel = self.panels[min(page, len(self.panels)) - 1]
        return panel.width, panel.height

    @property
    def parts(self) -> dict[str, tuple[int, int]]:
        """The first and the last page of each part of a folded format, counted from 1."""
        spans: dict[str, tuple[int, int]] = {}
        for page, panel in enumerate(self.panels, start=1):
            spans[panel.part] = (spans.get(panel.part, (page, page))[0], page)
        return spans


# In reading order. What is folded in is 3 mm narrower, so that it does not bulge: the flap, and the panel behind it.
_TRIFOLD = (
    Panel("cover", "the cover", 100, 210),
    Panel("flap", "the flap", 97, 210),
    Panel("inside", "inside left", 100, 210),
    Panel("inside", "inside middle", 100, 210),
    Panel("inside", "inside right", 97, 210),
    Panel("back", "the back", 100, 210),
)

FORMATS: dict[str, Format] = {
    each.name: each
    for each in (
        Format("a4", 210, 297),
        # Nothing under 16 pt stands on it: RNIB, "See it right".
        Format("large-print", 210, 297, body=16),
        Format("booklet", *A5, imposed="booklet", multiple=4, single=("cover", "back"), template="booklet"),
        Format(
            "trifold",
            100,
            210,
            body=11,
            kinds=("brochure",),
            imposed="trifold",
            panels=_TRIFOLD,
            multiple=6,
            most=6,
            template="trifold",
            leaves_out=frozenset({"sources.url", "call_to_action.note"}),
            excerpt=True,
        ),
        Format(
            "card",
            *A6,
            kinds=("brochure",),
            imposed="cards",
            most=2,
            template="card",
            leaves_out=frozenset({"kicker", "subtitle", "author", "version", "reviewed", "review_due"}),
            chosen_only=True,
            excerpt=True,
        ),
    )
}


PURPOSES = ("screen", "home", "printshop")
N_UP = (2, 4, 6, 8, 9)
"""How many pages of a draft may stand on a side."""
BLEED = 3.0
"""mm that a print shop cuts in."""


class Variant(NamedTuple):
    """A format, for whom it is made, whether ink is spared, and for a draft how many pages stand on a side (else 0)."""

    shape: Format
    purpose: str
    low_ink: bool = False
    n_up: int = 0

    @property
    def name(self) -> str:
        """The middle part of the file's name; what is usual for the format is not said."""
        parts = [self.shape.name]
        if self.n_up:
            parts.append(f"{self.n_up}-up")
        elif self.purpose != usual_purpose(self.shape):
            parts.append(self.purpose)
        return ".".join([*parts, "low-ink"] if self.low_ink else parts)

    @property
    def bleed(self) -> float:
        """How many mm its grounds run on beyond the trim."""
        return BLEED if self.purpose == "printshop" else 0.0


def usual_purpose(shape: Format) -> str:
    """What a format is made for when nothing is said: what is folded, bound or cut is for the printer at home."""
    return "home" if shape.imposed else "screen"
