"""Formats as data: all that a format needs is in its one line, and no other module knows a format by its name.

Adding a format is adding a line here and a stylesheet of the same name in `styles/` (docs/how-to/add-a-format.md).
A format that is folded, bound or cut is made as a reading copy first: a panel is a page, in reading order.
"""

from __future__ import annotations

from typing import NamedTuple

from handouts.problems import msg

_OF_A_FOLD = frozenset({"promise", "flap"})
"""The fields of a brochure that only what is folded prints: on its cover, and on the panel that is folded in."""
A5 = (148, 210)
A6 = (105, 148)
LARGE_PRINT = 16.0
"""pt: the smallest letter of what is called large print. Source: RNIB, "See it right"."""
PURPOSES = ("screen", "home", "printshop")
N_UP = (2, 4, 6, 8, 9)
"""How many pages of a draft may be on a side."""
BLEED = 3.0
"""mm that a print shop cuts in."""


class Panel(NamedTuple):
    """One page of a folded format: the part of the document that it belongs to, its name, and its size in mm.

    A part may run over several panels that follow each other; the template begins it with `data-part`. With `sparse`
    little may be on it: a cover or a back is no less good for that.
    """

    part: str
    name: str
    width: float
    height: float
    sparse: bool = False


class TitlePlace(NamedTuple):
    """Where a title stands: how wide it may be (mm), and between which sizes (pt).

    It may be `wide` where it takes a whole line; 0 where nothing stands beside a title.
    """

    width: float
    most: float
    least: float
    wide: float = 0.0


class WeeksPage(NamedTuple):
    """What a page of a diary of several weeks has room for, in mm.

    `room` is left under its heading; a row of `legends` scales that say what 0 and 10 mean takes `legend`, and a week
    takes `head` besides its rows. `rows` are the heights that a row may have, the best first; a name of several lines
    takes `line` for each.
    """

    room: float = 236
    legends: int = 3
    legend: float = 19
    head: float = 12.2
    rows: tuple[float, ...] = (10.4, 9.2, 8.2, 7.4, 6.6)
    line: float = 5.2


class Personal(NamedTuple):
    """What a format is to a personal sheet: how much of it is read, and how much a page of its diary holds.

    `pages` is the most that is read, besides the diary. Of a diary's page `diary` mm are left for its rows when each
    takes one line; the name of a row goes on to another line, of `line` mm, after `name` characters. `weeks` is a page
    of several weeks. `title` is the place of its title.
    """

    pages: int
    diary: float
    name: int
    line: float
    weeks: WeeksPage = WeeksPage()
    title: TitlePlace = TitlePlace(170, 27, 20)


class Format(NamedTuple):
    """One shape of paper: what it is called and its page size in mm.

    `body` is the smallest size of running text in pt. `template` is the brochure's, by its name without `.html`, and
    `styles` are the stylesheets that it shares with other formats, without `.css`; its own is read after them. With
    `narrow` a line holds about half as much as on A4, so that what would be side by side is one under the other.
    `personal` says that a personal sheet can have this format too, and what it has room for. A line is at most `column`
    mm wide; a picture beside text is `beside` mm wide, 0 where it takes the whole line. `title` is the place of a title
    in a brochure, unless a look says otherwise.

    `imposed` names the scheme (`imposing.schemes.SCHEMES`) by which its pages are laid on paper at home, None where a
    page is a sheet; `printshop` that of a print shop, which wants `bleed` mm around what touches the trim.

    Its pages are a multiple of `multiple`, and at most `most`; each part of `single` has one page. `leaves_out` are the
    fields of a brochure (dotted) that it never prints, `chosen_only` says that it prints only what names it by `only`,
    and `excerpt` that it says where the whole brochure can be read when something was left out.
    """

    name: str
    width: float
    height: float
    body: float = 12
    template: str = "brochure"
    styles: tuple[str, ...] = ()
    narrow: bool = False
    column: float = 170
    beside: float = 52.7
    title: TitlePlace = TitlePlace(48, 25, 14)
    personal: Personal | None = None
    imposed: str | None = None
    printshop: str = "single"
    bleed: float = BLEED
    panels: tuple[Panel, ...] = ()
    multiple: int = 1
    most: int | None = None
    single: tuple[str, ...] = ()
    leaves_out: frozenset[str] = _OF_A_FOLD
    chosen_only: bool = False
    excerpt: bool = False

    @property
    def kinds(self) -> tuple[str, ...]:
        """The documents that can have it."""
        return ("brochure", "sheet") if self.personal else ("brochure",)

    @property
    def large_print(self) -> bool:
        """Whether it is for readers who see little."""
        return self.body >= LARGE_PRINT

    @property
    def usual_purpose(self) -> str:
        """What it is made for when nothing is said: what is folded, bound or cut is for the printer at home."""
        return "home" if self.imposed else "screen"

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


# In reading order. What is folded in is 3 mm narrower, so that it does not bulge: the flap, and the panel after it.
_TRIFOLD = (
    Panel("cover", msg("the cover"), 100, 210, sparse=True),
    Panel("flap", msg("the flap"), 97, 210),
    Panel("inside", msg("inside left"), 100, 210),
    Panel("inside", msg("inside middle"), 100, 210),
    Panel("inside", msg("inside right"), 97, 210),
    Panel("back", msg("the back"), 100, 210, sparse=True),
)

PARTS = {"cover": msg("the cover"), "flap": msg("the flap"), "inside": msg("the inside"), "back": msg("the back")}
"""What the parts of a folded or bound format are called."""

_WEEKS_LARGE = WeeksPage(226, 2, 22, 14.6, (12, 10.4, 9.2), 7)
_WEEKS_A5 = WeeksPage(155, 2, 16.8, 11.4, (9.2, 8.2, 7.4, 6.6), 4.4)

FORMATS: dict[str, Format] = {
    each.name: each
    for each in (
        Format("a4", 210, 297, title=TitlePlace(75, 44, 28, 152),
               personal=Personal(pages=2, diary=170, name=23, line=3)),
        # A line holds about half as much, so twice the paper is allowed.
        Format("large-print", 210, 297, body=LARGE_PRINT, narrow=True, title=TitlePlace(75, 44, 30, 152),
               leaves_out=_OF_A_FOLD | {"cover.caption"},
               personal=Personal(pages=4, diary=155, name=19, line=6, weeks=_WEEKS_LARGE,
                                 title=TitlePlace(170, 34, 24))),
        # Two A4 are four A5, and the cover with its back.
        Format("booklet", *A5, template="booklet", styles=("covers",), narrow=True, column=124, beside=44,
               imposed="booklet", multiple=4, single=("cover", "back"),
               leaves_out=_OF_A_FOLD | {"cover.caption"}, title=TitlePlace(112, 34, 22),
               personal=Personal(pages=6, diary=101, name=19, line=3, weeks=_WEEKS_A5, title=TitlePlace(124, 22, 16))),
        Format("trifold", 100, 210, body=11, template="trifold", styles=("panel", "covers"), narrow=True, column=79,
               beside=0, title=TitlePlace(76, 34, 20), imposed="trifold", printshop="trifold", panels=_TRIFOLD,
               multiple=6, most=6, excerpt=True,
               leaves_out=frozenset({"sources.url", "call_to_action.note"})),
        Format("card", *A6, template="card", styles=("panel",), narrow=True, column=89, beside=0, imposed="cards",
               most=2,
               leaves_out=_OF_A_FOLD
               | {"cover.caption", "kicker", "subtitle", "author", "version", "reviewed", "review_due"},
               chosen_only=True, excerpt=True),
    )
}  # fmt: skip


def format_of_a_sheet(*, large_print: bool) -> str:
    """The name of the format that a personal sheet has when none is asked for."""
    return next(each.name for each in FORMATS.values() if each.personal and each.large_print is large_print)


class Variant(NamedTuple):
    """A format, for whom it is made, whether ink is spared, and for a draft how many pages are on a side (else 0)."""

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
        elif self.purpose != self.shape.usual_purpose:
            parts.append(self.purpose)
        return ".".join([*parts, "low-ink"] if self.low_ink else parts)

    @property
    def bleed(self) -> float:
        """How many mm its grounds run on beyond the trim."""
        return self.shape.bleed if self.purpose == "printshop" else 0.0

    @property
    def dots(self) -> int:
        """How many pixels to the inch its photographs have: what is read on a screen is printed at home too."""
        return 300 if self.purpose == "printshop" else 200

    @property
    def flipped(self) -> bool:
        """Whether a printer at home prints it on both sides, turned over on the short edge: it is folded or bound."""
        return self.purpose == "home" and self.shape.imposed is not None and self.shape.multiple > 1 and not self.n_up

    @property
    def scheme(self) -> str | None:
        """How its pages are laid on paper; None for a reading copy, of which each page is a sheet."""
        return {"screen": None, "home": self.shape.imposed, "printshop": self.shape.printshop}[self.purpose]
