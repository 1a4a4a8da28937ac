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

    - `kinds`: the documents that can have it; `body`: the smallest size of running text, in pt.
    - `imposed`: the scheme by which its pages are laid on paper, None where a page is a sheet of its own.
    - `multiple`, `most`: its pages come by so many, and are at most so many; each part of `single` has one page.
    - `template`: that of a brochure. `leaves_out`: the fields of a brochure (dotted) that it never prints.
    - `chosen_only`: of a brochure's parts it prints those that name it by `only`.
    - `excerpt`: it says where the whole brochure can be read when something was left out.
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
