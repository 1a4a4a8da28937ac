"""A plan is carried out: each page becomes one form, and each side of paper places the forms.

Text stays text, drawings stay drawings, and fonts are there once. What is on paper only is lost: links, and the tags
that read a page aloud; the reading copy has these, so an imposed file claims no PDF/UA. The same input gives the same
bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

import pikepdf
from pikepdf import Name

from handouts.press.imposing.marks import Stroke, strokes
from handouts.press.imposing.plan import Area, Placement, Plan
from handouts.press.pdf import POINTS
from handouts.problems import ContentError, Mark, Problem, error

SAME = 0.1
"""mm: pages and places whose sizes differ by less fit each other."""
UNNAMED = Mark("the reading copy")

_FAINT = "0.72 G 0.35 w"
_BLACK = "0 G 0.25 w"
_REGISTRATION = "/All CS 1 SCN 0.25 w"
_DASHES = {"fold": "[3 2] 0 d", "cut": "[] 0 d"}


class SourcePage(NamedTuple):
    """The trim box of a page as left, bottom, right and top in points, and what lies around it in mm."""

    trim: tuple[float, float, float, float]
    bleed: float
    turned: bool

    @property
    def width(self) -> float:
        """In mm."""
        return (self.trim[2] - self.trim[0]) / POINTS

    @property
    def height(self) -> float:
        """In mm."""
        return (self.trim[3] - self.trim[1]) / POINTS


def impose(pdf: bytes, plan: Plan, *, cmyk: bool = False, mark: Mark = UNNAMED) -> bytes:
    """The pages of `pdf` on paper as `plan` says.

    With `cmyk` the marks of a print shop are in the registration colour, and else black. Raises ContentError, with
    `mark` as the place, when the pages are not those that the plan is for. Each side gets MediaBox, BleedBox and
    TrimBox; no CropBox, so that marks are seen, and no ArtBox, which PDF/X (ISO 15930-7, 6.2.1.1) does not allow next
    to a TrimBox.
    """
    with pikepdf.open(io.BytesIO(pdf)) as source, pikepdf.new() as sheets:
        pages = [_measured(page) for page in source.pages]
        if problems := list(misfits(pages, plan, mark)):
            raise ContentError(problems)
        forms = {number: _form(sheets, page) for number, page in enumerate(source.pages, 1)}
        for side in plan.sides:
            resources: dict[str, Any] = {}
            content = [f"q 1 0 0 1 {_points(*side.shift)} cm"] if any(side.shift) else ["q"]
            for placement in side.placements:
                if placement.page is not None:
                    name = f"/Page{placement.page}"
                    resources[name] = forms[placement.page]
                    content.append(_painted(name, placement, pages[placement.page - 1], plan.bleed))
            content += _drawn(strokes(plan, side), cmyk=cmyk)
            content.append("Q")
            _add_side(sheets, plan, "\n".join(content), resources, cmyk=cmyk)
        _describe(source, sheets, plan)
        buffer = io.BytesIO()
        packed = pikepdf.ObjectStreamMode.generate
        sheets.save(buffer, deterministic_id=True, min_version="1.7", object_stream_mode=packed)
    return buffer.getvalue()


def misfits(pages: list[SourcePage], plan: Plan, mark: Mark) -> Iterator[Problem]:
    """What keeps pages from being imposed by the plan: their number, their sizes, or no bleed."""
    if len(pages) != plan.pages:
        yield error(
            "page-count", mark, "there are {count} pages, and the sheets are for {pages}",
            "a text that is too long for its page runs on to the next, and all after it move: shorten it",
            count=len(pages), pages=plan.pages,
        )  # fmt: skip
        return
    lacking: set[int] = set()
    for placement in (each for side in plan.sides for each in side.placements if each.page is not None):
        number = placement.page or 0
        page = pages[number - 1]
        wanted = (placement.area.width / placement.scale, placement.area.height / placement.scale)
        if page.turned or abs(page.width - wanted[0]) > SAME or abs(page.height - wanted[1]) > SAME:
            yield error(
                "page-size", mark,
                "page {number} is {width:.1f} × {height:.1f} mm, and its place on the sheet is {place_width:.1f} × "
                "{place_height:.1f} mm", "the stylesheet of the format gives each page its size", number=number,
                width=page.width, height=page.height, place_width=wanted[0], place_height=wanted[1],
            )  # fmt: skip
        if placement.bleed and page.bleed < plan.bleed - SAME and number not in lacking:
            lacking.add(number)
            yield error(
                "no-bleed", mark,
                "page {number} has {bleed:.1f} mm of bleed, and a print shop cuts in {wanted:.1f} mm",
                "write @page {{ bleed: 3mm }} in the stylesheet", number=number, bleed=page.bleed, wanted=plan.bleed,
            )  # fmt: skip


def _measured(page: Any) -> SourcePage:
    left, bottom, right, top = (float(edge) for edge in page.trimbox)
    media = [float(edge) for edge in page.mediabox]
    bleed = min(left - media[0], bottom - media[1], media[2] - right, media[3] - top) / POINTS
    return SourcePage((left, bottom, right, top), bleed, "/UserUnit" in page.obj or bool(page.rotation))


def _form(sheets: Any, page: Any) -> Any:
    """The page with all that is around it: the sheet clips it. Of one source, so each font comes along once."""
    page.trimbox = page.mediabox
    return sheets.copy_foreign(page.as_form_xobject())


def _painted(name: str, placement: Placement, page: SourcePage, bleed: float) -> str:
    scale = placement.scale
    area = placement.area
    sign, x, y = (-1, area.right, area.top) if placement.rotation else (1, area.x, area.y)
    across = (x + placement.creep) * POINTS - sign * scale * page.trim[0]
    up = y * POINTS - sign * scale * page.trim[1]
    factor = _number(sign * scale)
    clip = f"q {_rectangle(placement.window(bleed))} W n"
    return f"{clip}\n{factor} 0 0 {factor} {_number(across)} {_number(up)} cm {name} Do Q"


def _drawn(marks: tuple[Stroke, ...], *, cmyk: bool) -> Iterator[str]:
    for stroke in marks:
        ink = _FAINT if stroke.faint else _REGISTRATION if cmyk else _BLACK
        line = f"{_points(stroke.x1, stroke.y1)} m {_points(stroke.x2, stroke.y2)} l S"
        yield f"q {ink} {_DASHES[stroke.kind]} {line} Q"


def _add_side(sheets: Any, plan: Plan, content: str, resources: dict[str, Any], *, cmyk: bool) -> None:
    page = sheets.add_blank_page(page_size=(plan.paper.width * POINTS, plan.paper.height * POINTS))
    for name, area in (
        ("/MediaBox", Area(0, 0, *plan.paper)),
        ("/BleedBox", plan.trim.grown(plan.bleed)),
        ("/TrimBox", plan.trim),
    ):
        edges = (area.x, area.y, area.right, area.top)
        page.obj[name] = pikepdf.Array([round(Decimal(edge * POINTS), 4) for edge in edges])
    known = pikepdf.Dictionary(XObject=pikepdf.Dictionary(resources))
    if cmyk:
        known.ColorSpace = pikepdf.Dictionary({"/All": _registration_colour()})
    page.obj.Resources = known
    page.obj.Contents = sheets.make_stream(content.encode("ascii"))


def _registration_colour() -> Any:
    """The colour that is on every plate. ISO 32000-1, 8.6.6.4."""
    tint = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[1, 1, 1, 1], N=1)
    return pikepdf.Array([Name.Separation, Name.All, Name.DeviceCMYK, tint])


def _describe(source: Any, sheets: Any, plan: Plan) -> None:
    """Title, author and dates, language and colour intent of the source; and how a reader should offer to print."""
    for key in ("/Title", "/Author", "/Creator", "/CreationDate", "/ModDate"):
        if key in source.docinfo:
            sheets.docinfo[key] = str(source.docinfo[key])
    for key in ("/Lang", "/OutputIntents"):
        if key in source.Root:
            value = source.Root[key]
            sheets.Root[key] = sheets.copy_foreign(source.make_indirect(value)) if key != "/Lang" else str(value)
    with sheets.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata.load_from_docinfo(sheets.docinfo)
        if "/Lang" in sheets.Root:
            metadata["dc:language"] = {str(sheets.Root.Lang)}
    preferences = pikepdf.Dictionary(DisplayDocTitle=True, PrintScaling=Name("/None"))
    if plan.duplex is not None and plan.marks != "printshop":
        preferences.Duplex = Name.DuplexFlipShortEdge if plan.duplex == "short" else Name.DuplexFlipLongEdge
    sheets.Root.ViewerPreferences = preferences


def _number(value: float) -> str:
    """As PDF writes numbers: without exponent. Readers keep some six digits."""
    return f"{value:.6f}".rstrip("0").rstrip(".") if round(value, 6) else "0"


def _points(*lengths: float) -> str:
    return " ".join(_number(length * POINTS) for length in lengths)


def _rectangle(area: Area) -> str:
    return f"{_points(*area)} re"
