"""What is on a page, compared with what a print shop can print."""

from __future__ import annotations

from handouts.files.command import command
from handouts.languages.messages import joined_by_and
from handouts.press.preflight.facts import Facts
from handouts.press.preflight.findings import Findings, Source
from handouts.problems import msg

_ROUNDING = 0.02
"""Of every size: a PDF writes lengths with a few decimals."""
_MAX_INK = 3.0 + _ROUNDING
COARSE, _SHARP = 150, 300 * (1 - _ROUNDING)
"""Pixels to the inch at the placed size. Under the first it is seen, under the second it may be."""
_HAIRLINE, _SMALL, _SMALL_WHITE, _SMALL_RICH = (size - _ROUNDING for size in (0.25, 6.0, 8.0, 18.0))
"""In pt: of a line, and of text in any colour, in white, and in black of several inks."""


def check_facts(facts: Facts, page: int, found: Findings, *, live: bool) -> None:
    """Reports what is wrong with a page; `live` when the file is of a kind in which transparency is allowed."""
    _check_colours(facts, page, found)
    _check_pictures(facts, page, found)
    _check_lines_and_text(facts, page, found)
    _check_seen(facts, page, found)
    _check_fonts(facts, page, found)
    if facts.transparent and not live:
        hint = msg("ask whether the print shop takes PDF/X-4; one that wants X-1a needs it flattened")
        found.warning("preflight-transparency", page, "something lets what is below it shine through", hint)


def _check_colours(facts: Facts, page: int, found: Findings) -> None:
    if facts.rgb:
        message = msg("{what} in the colours of a screen", what=joined_by_and(sorted(facts.rgb)))
        hint = msg("a brochure of yours: {handouts} build NAME --for printshop; any other file: make it in inks (CMYK)",
                   handouts=command())  # fmt: skip
        found.error("preflight-rgb", page, message, hint)
    if facts.spots:
        hint = msg("each is a further plate and costs more; make it in the four inks unless you ordered it")
        found.warning("preflight-spot", page, "inks of its own: {inks}", hint, inks=", ".join(sorted(facts.spots)))
    hint = msg("more does not dry and comes off on the next sheet; stay below 300 %")
    if facts.most_ink > _MAX_INK:
        found.error("preflight-ink", page, "a colour takes {ink:.0%} of ink in all", hint, ink=facts.most_ink)
    for source, ink in facts.picture_ink.items():
        if ink > _MAX_INK:
            message = msg("{picture} takes {ink:.0%} of ink in all", picture=_named(source), ink=ink)
            found.error("preflight-ink", page, message, hint, source)


def _check_seen(facts: Facts, page: int, found: Findings) -> None:
    """What is on the screen and not on paper, or the other way round."""
    hint = msg("let white knock out: take overprint off it in the program that made the drawing")
    if "gone" in facts.lost_white:
        message = msg("white is set to overprint, so it disappears on the press")
        found.error("preflight-white-overprint", page, message, hint)
    elif facts.lost_white:
        message = msg("white is set to overprint, and not every press program keeps it white")
        found.warning("preflight-white-overprint", page, message, hint)
    hint = msg("delete the layer, or let it be seen; a file for a print shop holds what is printed")
    for layer in sorted(facts.hidden):
        state = {
            (False, False): msg("a layer is hidden, and others may print it"),
            (True, False): msg("a layer is shown on the screen and left out in print"),
            (False, True): msg("a layer is hidden on the screen and may be printed"),
        }[layer.screen, layer.paper]
        found.warning("preflight-hidden-layer", page, "{state}: {names}", hint, state=state, names=layer.names)


def _check_pictures(facts: Facts, page: int, found: Findings) -> None:
    for source, resolution in facts.resolution.items():
        message = msg("{picture} has {resolution:.0f} pixels to the inch where it lies",
                      picture=_named(source), resolution=resolution)  # fmt: skip
        if resolution < COARSE:
            hint = msg("print it smaller, or take one with more pixels (300)")
            found.error("preflight-resolution", page, message, hint, source)
        elif resolution < _SHARP:
            hint = msg("300 is sharp; print it smaller, or take a larger one")
            found.warning("preflight-resolution", page, message, hint, source)


def _named(source: Source | None) -> str:
    return source.name if source else msg("a picture")


def _check_lines_and_text(facts: Facts, page: int, found: Findings) -> None:
    if facts.thinnest < _HAIRLINE:
        hint = msg("a press does not hold lines below 0.25 pt; take 0.5 pt")
        found.warning("preflight-hairline", page, "a line is {width:.2f} pt thin", hint, width=facts.thinnest)
    if facts.smallest < _SMALL:
        hint = msg("print it at 6 pt or more")
        found.warning("preflight-small-text", page, "text of {size:.1f} pt", hint, size=facts.smallest)
    if facts.smallest_white < _SMALL_WHITE:
        hint = msg("ink runs into white letters; print them at 8 pt or more")
        found.warning("preflight-white-text", page, "white text of {size:.1f} pt", hint, size=facts.smallest_white)
    if facts.smallest_rich < _SMALL_RICH:
        hint = msg("inks a hair out of place blur it; print text in black alone")
        message = msg("black text of {size:.1f} pt in several inks", size=facts.smallest_rich)
        found.warning("preflight-rich-black", page, message, hint)


def _check_fonts(facts: Facts, page: int, found: Findings) -> None:
    hint = msg("the program that makes the file must embed its fonts")
    for name in sorted(facts.missing_fonts):
        message = msg("the font {name} is not in the file, so another takes its place", name=name)
        found.error("preflight-font", page, message, hint)
    hint = msg("harmless on paper; embed the used characters only, unless the font's licence allows all")
    for name in sorted(facts.whole_fonts):
        found.warning("preflight-whole-font", page, "the font {name} is in the file as a whole", hint, name=name)
