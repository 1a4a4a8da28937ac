"""What a file says of itself: its pages, boxes and size, and what it holds that no paper can show."""

from __future__ import annotations

from typing import Any, NamedTuple

from handouts.languages.messages import joined_by_and
from handouts.press.pdf import POINTS
from handouts.press.preflight.findings import Findings
from handouts.press.preflight.objects import decoded, inherited, numbers
from handouts.problems import msg

_BLEED = 2.9
"""Of the 3 mm that print shops ask for, a tenth is lost in rounding."""
_SLACK = 0.5
_NEAR = 0.1
"""Boxes that differ by less, in mm, are the same."""
_MARKS = {"/PrinterMark", "/TrapNet"}
_ACTIVE = ("/OpenAction", "/AA", "/AcroForm")
_PASSIVE = msg("leave out forms, scripts and attached files")
SIDES = {"left": msg("left"), "bottom": msg("bottom"), "right": msg("right"), "top": msg("top")}
_HIDDEN, _PRINTED = 0b10, 0b100
"""Flags of an annotation (ISO 32000-1, table 165)."""
Box = tuple[float, float, float, float]


class Wanted(NamedTuple):
    """The product as it is ordered: the trimmed page in mm, and how many pages (None: any number)."""

    width: float
    height: float
    pages: int | None = None


def box_of(page: Any, name: str) -> Box | None:
    """A box of a page in mm (left, bottom, right, top), or None when the page does not say it."""
    value = page.obj.get(name)
    if value is None and name in {"/MediaBox", "/CropBox"}:
        value = getattr(page, name[1:].lower())
    if value is None:
        return None
    unit = float(page.obj.get("/UserUnit", 1)) / POINTS
    x0, y0, x1, y1 = (each * unit for each in numbers(value, 4))
    return (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def trim_of(page: Any) -> Box:
    """Where the page is cut, or would be for want of a TrimBox."""
    box = box_of(page, "/TrimBox") or box_of(page, "/CropBox") or box_of(page, "/MediaBox")
    if box is None:
        raise ValueError("a page without a size")
    return box


def turn_of(page: Any) -> int:
    """By how many degrees the page is turned clockwise when it is shown, 0 to 270; pages inherit it."""
    return int(inherited(page.obj, "/Rotate", 0)) % 360


def size_of(page: Any) -> tuple[float, float]:
    """Width and height in mm of the trimmed page as it is looked at."""
    left, bottom, right, top = trim_of(page)
    turned = turn_of(page) % 180 == 90
    return (top - bottom, right - left) if turned else (right - left, top - bottom)


def check_document(document: Any, pages: list[Any], wanted: Wanted | None, found: Findings) -> None:
    """The file as a whole."""
    root = document.Root
    _check_intent(root, found)
    found.live = "/Metadata" in root and b"PDF/X-4" in decoded(root.Metadata, 1024 * 1024)
    names = root.get("/Names", {})
    if any(key in root for key in _ACTIVE) or any(key in names for key in ("/JavaScript", "/EmbeddedFiles")):
        found.error("preflight-active", 0, "the file holds a form, a script, an action or an attached file", _PASSIVE)
    if wanted and wanted.pages is not None and len(pages) != wanted.pages:
        hint = msg("check that this is the right file, and that nothing ran on to an extra page")
        found.error("preflight-page-count", 0, "the file has {count} pages; {wanted} are wanted", hint,
                    count=len(pages), wanted=wanted.pages)  # fmt: skip
    sizes = {tuple(round(each) for each in size_of(page)) for page in pages}
    if len(sizes) > 1:
        named = ", ".join(f"{width} × {height} mm" for width, height in sorted(sizes))
        hint = msg("give each size a file of its own")
        found.error("preflight-mixed-sizes", 0, "the pages differ in size: {sizes}", hint, sizes=named)


def _check_intent(root: Any, found: Findings) -> None:
    intents = list(root.get("/OutputIntents", []))
    if not intents:
        hint = msg("ask the print shop which one it wants; most take a file without one")
        message = msg("the file does not say for which paper and press it was made")
        found.warning("preflight-no-output-intent", 0, message, hint)
    elif any("/DestOutputProfile" in each and int(each.DestOutputProfile.get("/N", 4)) != 4 for each in intents):
        hint = msg("the print shop's profile has four inks, such as FOGRA39")
        found.error("preflight-output-intent", 0, "the file was made for a screen, not for a press", hint)


def check_page(page: Any, number: int, wanted: Wanted | None, found: Findings) -> None:
    """The boxes, the size and the annotations of a page."""
    trim = trim_of(page)
    if box_of(page, "/TrimBox") is None:
        hint = msg("the program that makes the file must write a TrimBox")
        found.error("preflight-no-trim-box", number, "the page does not say where it is cut", hint)
    _check_shown(page, trim, number, found)
    _check_bleed(page, trim, number, found)
    if wanted:
        _check_size(size_of(page), (wanted.width, wanted.height), number, found)
    _check_annotations(page.obj.get("/Annots", []), number, found)
    if "/AA" in page.obj:
        found.error("preflight-active", number, "the page holds an action", _PASSIVE)


def _check_annotations(annotations: Any, number: int, found: Findings) -> None:
    others = [each for each in annotations if each.get("/Subtype") not in {*_MARKS, "/Popup"}]
    if not others:
        return
    printed = any("/AP" in each and int(each.get("/F", 0)) & (_HIDDEN | _PRINTED) == _PRINTED for each in others)
    message = (
        msg("notes or stamps that are set to be printed, and that a press may leave out")
        if printed
        else msg("links or notes, which no paper shows")
    )
    hint = msg("links, notes and form fields are for the screen; leave them out")
    found.warning("preflight-annotation", number, message, hint)


def _check_shown(page: Any, trim: Box, number: int, found: Findings) -> None:
    """Whether all that is left after the cut is on the sheet, shown and upright."""
    media, crop = box_of(page, "/MediaBox"), box_of(page, "/CropBox")
    if trim[0] >= trim[2] or trim[1] >= trim[3] or (media and not _within(trim, media)):
        hint = msg("the program that makes the file must write a TrimBox that lies within the MediaBox")
        found.error("preflight-trim-box", number, "the page is cut outside of its sheet (TrimBox)", hint)
    elif crop and not _within(trim, crop):
        hint = msg("take the crop off the page, or crop it no closer than the cut with its bleed")
        found.error("preflight-crop-box", number, "the page is cropped within the cut, so a part is not shown", hint)
    if turn := turn_of(page):
        hint = msg("turn the page itself; a press program may not heed it, and lay the page the wrong way")
        found.warning("preflight-turned", number, "the page is shown turned by {turn}° (Rotate)", hint, turn=turn)


def _within(inner: Box, outer: Box) -> bool:
    return min(_margins(inner, outer).values()) >= -_NEAR


def _margins(inner: Box, outer: Box) -> dict[str, float]:
    """How far a box lies within another, by side, in mm; below zero where it sticks out."""
    sides = {"left": inner[0] - outer[0], "bottom": inner[1] - outer[1]}
    return {**sides, "right": outer[2] - inner[2], "top": outer[3] - inner[3]}


def _check_bleed(page: Any, trim: Box, number: int, found: Findings) -> None:
    bleed, media = box_of(page, "/BleedBox"), box_of(page, "/MediaBox")
    hint = msg("make the file with 3 mm of bleed on each side")
    if bleed is None or media is None:
        found.error("preflight-no-bleed-box", number, "the page has no bleed beyond the cut", hint)
        return
    around = _margins(trim, media)
    widths = {side: min(width, around[side]) for side, width in _margins(trim, bleed).items()}
    narrow = [
        msg("{side} {width:.1f} mm", side=SIDES[side], width=max(0.0, width))
        for side, width in widths.items()
        if width < _BLEED
    ]
    if narrow:
        message = msg("the bleed is less than 3 mm: {sides}", sides=joined_by_and(narrow))
        found.error("preflight-bleed", number, message, hint)


def _check_size(size: tuple[float, float], asked: tuple[float, float], number: int, found: Findings) -> None:
    if _is_as_large(size, asked):
        return
    hint = (
        msg("turn the page a quarter")
        if _is_as_large(size, asked[::-1])
        else msg("order this size, or make the file in the size of the order")
    )
    message = msg(
        "the page is {width:.1f} × {height:.1f} mm; {wanted_width:g} × {wanted_height:g} mm is wanted",
        width=size[0], height=size[1], wanted_width=asked[0], wanted_height=asked[1],
    )  # fmt: skip
    found.error("preflight-page-size", number, message, hint)


def _is_as_large(size: tuple[float, float], other: tuple[float, float]) -> bool:
    return all(abs(one - two) <= _SLACK for one, two in zip(size, other, strict=True))
