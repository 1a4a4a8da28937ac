"""What was seen on a page, held against what a print shop can print."""

from __future__ import annotations

from handouts.languages.messages import joined_by_and
from handouts.press.preflight.facts import Facts
from handouts.press.preflight.findings import Findings, Source
from handouts.problems import Mark, msg

_MOST_INK = 3.0
COARSE, _SHARP = 150, 300
"""Pixels to the inch at the placed size. Under the first it is seen, under the second it may be."""
_HAIRLINE = 0.25
_SMALL, _SMALL_WHITE, _SMALL_RICH = 6.0, 8.0, 18.0
_ROUNDING = 0.02
"""Of every size: a PDF writes lengths with a few decimals."""


def check_facts(facts: Facts, page: int, found: Findings, *, live: bool) -> None:
    """Says what is wrong with a page; `live` when the file is of a kind in which transparency is allowed."""
    _check_colours(facts, page, found)
    _check_pictures(facts, page, found)
    _check_lines_and_text(facts, page, found)
    _check_seen(facts, page, found)
    _check_fonts(facts, page, found)
    if facts.transparent and not live:
        hint = msg("ask whether the print shop takes PDF/X-4; one that wants X-1a needs it flattened")
        found.warning("preflight-transparency", msg("something lets shine through what lies below it"), hint, page)


def _check_colours(facts: Facts, page: int, found: Findings) -> None:
    if facts.rgb:
        what = joined_by_and(sorted(facts.rgb))
        found.error(
            "preflight-rgb",
            msg("{what} in the colours of a screen", what=what),
            msg("make the file in inks (CMYK)"),
            page,
        )
    if facts.spots:
        hint = msg("each is a further plate and costs more; make it in the four inks unless you ordered it")
        found.warning(
            "preflight-spot", msg("inks of its own: {spots}", spots=", ".join(sorted(facts.spots))), hint, page
        )
    hint = msg("more does not dry and comes off on the next sheet; stay below 300 %")
    if facts.most_ink > _MOST_INK + _ROUNDING:
        found.error(
            "preflight-ink", msg("a colour takes {most_ink:.0%} of ink in all", most_ink=facts.most_ink), hint, page
        )
    for source, ink in facts.picture_ink.items():
        if ink > _MOST_INK + _ROUNDING:
            found.error(
                "preflight-ink",
                msg("{named} takes {ink:.0%} of ink in all", named=_named(source), ink=ink),
                hint,
                page,
                _places(source),
            )


def _check_seen(facts: Facts, page: int, found: Findings) -> None:
    """What is on the screen and not on paper, or the other way round."""
    hint = msg("let white knock out: take overprint off it in the program that made the drawing")
    if "gone" in facts.lost_white:
        message = msg("white is set to overprint, so it disappears on the press")
        found.error("preflight-white-overprint", message, hint, page)
    elif facts.lost_white:
        message = msg("white is set to overprint, and not every press program keeps it white")
        found.warning("preflight-white-overprint", message, hint, page)
    for layer in sorted(facts.hidden):
        state = {
            (False, False): msg("a layer is hidden, and others may print it"),
            (True, False): msg("a layer is shown on the screen and left out in print"),
            (False, True): msg("a layer is hidden on the screen and may be printed"),
        }[layer.screen, layer.paper]
        hint = msg("delete the layer, or let it be seen; a file for a print shop holds what is printed")
        found.warning("preflight-hidden-layer", msg("{state}: {names}", state=state, names=layer.names), hint, page)


def _check_pictures(facts: Facts, page: int, found: Findings) -> None:
    for source, resolution in facts.resolution.items():
        message = msg(
            "{named} has {resolution:.0f} pixels to the inch where it lies", named=_named(source), resolution=resolution
        )
        if resolution < COARSE:
            hint = msg("print it smaller, or take one with more pixels (300)")
            found.error("preflight-resolution", message, hint, page, _places(source))
        elif resolution < _SHARP * (1 - _ROUNDING):
            hint = msg("300 is sharp; print it smaller, or take a larger one")
            found.warning("preflight-resolution", message, hint, page, _places(source))


def _named(source: Source | None) -> str:
    return source.name if source else "a picture"


def _places(source: Source | None) -> tuple[Mark, ...]:
    return source.marks if source else ()


def _check_lines_and_text(facts: Facts, page: int, found: Findings) -> None:
    if _below(facts.thinnest, _HAIRLINE):
        hint = msg("a press does not hold lines below 0.25 pt; take 0.5 pt")
        found.warning(
            "preflight-hairline", msg("a line is {thinnest:.2f} pt thin", thinnest=facts.thinnest), hint, page
        )
    if _below(facts.smallest, _SMALL):
        found.warning(
            "preflight-small-text",
            msg("text of {smallest:.1f} pt", smallest=facts.smallest),
            msg("print it at 6 pt or more"),
            page,
        )
    if _below(facts.smallest_white, _SMALL_WHITE):
        hint = msg("ink runs into white letters; print them at 8 pt or more")
        found.warning(
            "preflight-white-text",
            msg("white text of {smallest_white:.1f} pt", smallest_white=facts.smallest_white),
            hint,
            page,
        )
    if _below(facts.smallest_rich, _SMALL_RICH):
        hint = msg("inks a hair out of place blur it; print text in black alone")
        found.warning(
            "preflight-rich-black",
            msg("black text of {smallest_rich:.1f} pt in several inks", smallest_rich=facts.smallest_rich),
            hint,
            page,
        )


def _below(value: float | None, least: float) -> bool:
    return value is not None and value < least - _ROUNDING


def _check_fonts(facts: Facts, page: int, found: Findings) -> None:
    for name in sorted(facts.missing_fonts):
        hint = msg("the program that makes the file must embed its fonts")
        found.error(
            "preflight-font",
            msg("the font {name} is not in the file, so another takes its place", name=name),
            hint,
            page,
        )
    for name in sorted(facts.whole_fonts):
        hint = msg("harmless on paper; embed the used characters only, unless the font's licence allows all")
        found.warning("preflight-whole-font", msg("the font {name} is in the file as a whole", name=name), hint, page)
