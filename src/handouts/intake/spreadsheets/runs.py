"""A text of which a part looks otherwise than the rest: what of it is struck out, unseen, raised or lowered.

Raised and lowered figures have characters of their own (`m²`, `CO₂`), which mean on paper what the cell shows.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple
from xml.etree import ElementTree as ET

from handouts.intake.spreadsheets.parts import text_in
from handouts.intake.spreadsheets.styles import Colour, Look, Palette, look_of
from handouts.languages.messages import joined_by_and
from handouts.problems import msg

_PLACED = {
    "superscript": str.maketrans("0123456789+-−–=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁿⁱ"),
    "subscript": str.maketrans("0123456789+-−–=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎"),
}
ADVERBS = {"superscript": msg("raised"), "subscript": msg("lowered")}


class Run(NamedTuple):
    """A part of a text; `look` is None where it looks as the cell says."""

    text: str
    look: Look | None = None


Text = str | tuple[Run, ...]


class Seen(NamedTuple):
    """What is seen of a text, and what is not as it seems.

    `whole` is the text with what is unseen. `struck`, `unseen` and `on_line` are the parts that are struck out, that
    cannot be seen, and that are raised or lowered and have no characters for that, each of these with which of both.
    """

    text: str
    whole: str
    struck: tuple[str, ...] = ()
    unseen: tuple[str, ...] = ()
    on_line: tuple[tuple[str, str], ...] = ()


def text_of(element: ET.Element, palette: Palette) -> Text:
    """A shared or inline string; a plain `str` where no part has a look of its own."""
    if element.find("r/rPr") is None:
        return text_in(element)
    looks = ((run, run.find("rPr")) for run in element.iterfind("r"))
    return tuple(Run(text_in(run), None if look is None else look_of(look, palette)) for run, look in looks)


def plain(text: Text) -> str:
    """All of a text, whatever it looks like."""
    return text if isinstance(text, str) else "".join(run.text for run in text)


def parts_of(text: Text, look: Look) -> list[tuple[str, Look]]:
    """The parts of a text in a cell with this look, each with its own."""
    return [(text, look)] if isinstance(text, str) else [(run.text, run.look or look) for run in text]


def seen_of(text: Text, look: Look, behind: Colour | None, of_format: Colour | None = None) -> Seen:
    """What is seen of a text in a cell with this look and this fill; `of_format`: as in `Look.is_seen_on`."""
    if isinstance(text, str) and not look.struck and not look.place and look.is_seen_on(behind, of_format):
        return Seen(text, text)
    parts = parts_of(text, look)
    # All of it raised is only small: nothing in it is higher than the rest.
    is_mixed = len({each.place for part, each in parts if part.strip()}) > 1
    shown: list[str] = []
    whole: list[str] = []
    struck: list[str] = []
    unseen: list[str] = []
    on_line: list[tuple[str, str]] = []
    for part, each in parts:
        placed = _placed(part, each.place) if is_mixed else None
        whole.append(placed or part)
        if part.strip() and not each.is_seen_on(behind, of_format):
            unseen.append(part)
            continue
        shown.append(placed or part)
        if part.strip():
            struck += [part] if each.struck else []
            on_line += [(part, each.place)] if each.place in _PLACED and placed is None else []
    return Seen("".join(shown), "".join(whole), tuple(struck), tuple(unseen), tuple(on_line))


def _placed(text: str, place: str) -> str | None:
    """The characters for a text that is raised or lowered, or None where there are none for all of it."""
    table = _PLACED.get(place, {})
    if not place or any(ord(sign) not in table for sign in text if not sign.isspace()):
        return None
    return text.translate(table)


def quoted(parts: Iterable[str]) -> str:
    """Parts as a Problem names them: `“twee” and “drie”`."""
    return joined_by_and([f"“{part.strip()}”" for part in parts])
