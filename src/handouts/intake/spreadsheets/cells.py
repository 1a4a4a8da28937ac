"""A cell of a workbook: what it shows, and what about it is struck out, unseen, or cannot be told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple
from xml.etree import ElementTree as ET

from handouts.intake.spreadsheets.formats import NotUnderstood
from handouts.intake.spreadsheets.moments import clock_of, day_of
from handouts.intake.spreadsheets.parts import is_true, unescaped
from handouts.intake.spreadsheets.runs import ADVERBS, Seen, Text, parts_of, plain, quoted, seen_of, text_of
from handouts.intake.spreadsheets.shown import (
    SHORT_DATE_AND_TIME,
    SHORT_DATES,
    Shown,
    error_shown,
    is_day,
    number_in,
    text_shown,
    truth_shown,
    value_shown,
)
from handouts.intake.spreadsheets.styles import Style, Styles
from handouts.problems import Mark, Problem, error, msg, shortened, warning

_NO_OUTCOME = msg("open the file in your spreadsheet program and save it, or type the value")
_SMALLER = 1.5
"""How many times narrower than the usual figures the letters of a cell may be, in a small size."""


class Cell(NamedTuple):
    """What a cell shows, the day that it holds if it does, and what is wrong with it.

    The day is a datetime where the cell shows an hour beside it, unless that is midnight.
    `whole` is what it holds with what is unseen taken along, where there is such. `struck` quotes a cell of which all
    is struck out.
    """

    text: str
    day: date | None = None
    problem: Problem | None = None
    whole: Cell | None = None
    struck: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in it, seen or not, and no Problem of it."""
        return not self.text and not self.problem and not self.whole


class Settings(NamedTuple):
    """What the cells of a sheet have in common.

    `texts` are the shared ones. `noughts`: a nought is shown; `formulas`: these are shown themselves, and not their
    outcomes; `worked_out_later`: outcomes are made only when the file is opened.
    """

    texts: Sequence[Text]
    styles: Styles
    language: str = "nl"
    from_1904: bool = False
    worked_out_later: bool = False
    noughts: bool = True
    formulas: bool = False


def read_cell(  # noqa: PLR0913  # what a cell depends on
    element: ET.Element, mark: Mark, settings: Settings, *, characters: int, filled: bool, width: float | None = None
) -> Cell:
    """What a cell shows. `characters` fit in its column; a cell is `filled` where its fill is not known here.

    `width` is that of the column in figures of the usual size, where it is known.
    """
    style = settings.styles.of(int(element.get("s") or 0))
    if filled and not style.has_fill:
        style = style._replace(behind=None)
    kind = element.get("t", "n")
    cell = _Reading(mark, settings, style, characters).read(kind, element)
    if cell.problem or not cell.text:
        return cell
    value = shortened(cell.text, 40)
    if width and kind in {"n", "d"} and len(cell.text) > width * _SMALLER and style.number:
        message = msg("the column is too narrow, so the sheet shows #### for what is read as “{value}”", value=value)
        return cell._replace(problem=warning("narrow-column", mark, message, "make the column wider, and look"))
    if settings.formulas and element.find("f") is not None:
        message = msg("the sheet shows its formulas, and this one is read as its outcome “{value}”", value=value)
        return cell._replace(problem=warning("unseen-value", mark, message, "let the sheet show values, or type it"))
    return cell


class _Reading:
    """One cell that is being read."""

    def __init__(self, mark: Mark, settings: Settings, style: Style, characters: int) -> None:
        self._mark = mark
        self._settings = settings
        self._style = style
        self._characters = characters

    def read(self, kind: str, element: ET.Element) -> Cell:
        value = element.findtext("v")
        held = value or ""
        if element.find("f") is not None and self._has_no_outcome(kind, value):
            return self._problem("no-outcome", "this cell holds a formula without its outcome", _NO_OUTCOME)
        if kind == "e":
            shown = error_shown(held, self._settings.language)
            return self._problem("no-outcome", "this cell says {error}", "mend the formula", error=shown)
        try:
            if kind == "inlineStr":
                text = element.find("is")
                return self._of_text("" if text is None else text_of(text, self._settings.styles.palette))
            if not held:
                return Cell("")
            if kind == "s":
                return self._of_text(self._shared(int(held)))
            if kind == "str":
                return self._of_text(unescaped(held))
            if kind == "b":
                return self._seen(Shown(truth_shown(is_true(held), self._settings.language)))
            return self._of_number(_serial(held) if kind == "d" else held)
        except NotUnderstood as reason:
            return self._not_told(reason)

    def _not_told(self, reason: NotUnderstood) -> Cell:
        return self._problem(
            "number-format", "it is not clear what this cell shows: {reason}",
            "type what is to be printed, with the format Text", reason=reason.message,
        )  # fmt: skip

    def _has_no_outcome(self, kind: str, value: str | None) -> bool:
        # A program that does not calculate writes a nought, to be worked out when the workbook is opened.
        if self._settings.worked_out_later and value == "0":
            return True
        return value is None if kind == "str" else not value

    def _shared(self, number: int) -> Text:
        if number < 0:
            raise IndexError("no such text")
        return self._settings.texts[number]

    def _of_text(self, text: Text) -> Cell:
        held = plain(text)
        if not held:
            return Cell("")
        code = self._style.code
        shown = text_shown(held, code) if code else Shown(held)
        if not shown.text.strip() and held.strip():
            return self._unseen(held)
        return self._seen(shown, text if shown.text == held else "")

    def _of_number(self, held: str) -> Cell:
        style, settings = self._style, self._settings
        day = None
        try:
            value = number_in(held)
            if style.number in SHORT_DATES or (style.code and is_day(style.code)):
                day = day_of(value, from_1904=settings.from_1904)
                with_time = is_day(style.code, with_time=True) if style.code else style.number == SHORT_DATE_AND_TIME
                clock = clock_of(value) if with_time else None
                day = datetime.combine(day, clock) if day and clock else day  # a cell holds no zone
            shown = value_shown(
                value, style.known(), settings.language, from_1904=settings.from_1904, characters=self._characters
            )
        except NotUnderstood as reason:
            return self._not_told(reason)._replace(day=day)
        # A nought that is not shown was meant so; of any other number it may be a slip.
        if not shown.text:
            return self._unseen(held, day if shown.of_day else None) if value else Cell("")
        if not value and not settings.noughts:
            hint = msg("let the sheet show zero values, or empty the cell")
            return self._hidden(Seen("", shown.text), None, msg("the sheet shows no zero values"), hint)
        return self._seen(shown, day=day if shown.of_day else None)

    def _seen(self, shown: Shown, text: Text = "", day: date | None = None) -> Cell:
        """What is seen of what is shown; a `text` has parts that look otherwise."""
        style = self._style
        text = text or shown.text
        for part, look in parts_of(text, style.look):
            if look.shows_otherwise(part):
                return self._problem(
                    "symbol-typeface", "“{value}” is in the typeface {symbols}, which shows other signs",
                    "choose another typeface, and type the sign that is meant",
                    value=shortened(part.strip(), 40), symbols=look.symbols,
                )  # fmt: skip
        of_format = self._settings.styles.palette.named(shown.colour) if shown.colour else None
        seen = seen_of(text, style.look, style.behind, of_format)
        if seen.struck:
            return self._struck(seen)
        if seen.unseen:
            hint = msg("give it a colour that is seen, or take it out; --hidden takes along all that is hidden")
            unseen = quoted(seen.unseen)
            if style.look.tiny:
                reason = msg("{unseen} is here in letters too small to be seen", unseen=unseen)
            else:
                reason = msg("{unseen} is here in the colour of its background", unseen=unseen)
            return self._hidden(seen, day, reason, hint)
        return Cell(seen.text, day, self._on_line(seen))

    def _struck(self, seen: Seen) -> Cell:
        hint, struck = msg("take the line through it away, or what is struck out"), quoted(seen.struck)
        if "".join(seen.struck).strip() != seen.text.strip():
            return self._problem("struck-out", "{struck} is struck out in this cell", hint, struck=struck)
        cell = self._problem("struck-out", "this cell is struck out: {struck}", hint, struck=struck)
        return cell._replace(struck=seen.text)

    def _hidden(self, seen: Seen, day: date | None, reason: str, hint: str) -> Cell:
        rest = msg("read as “{value}”", value=shortened(seen.text, 40)) if seen.text.strip() else msg("counts as empty")
        problem = warning("unseen-value", self._mark, "{reason}: this cell {rest}", hint, reason=reason, rest=rest)
        return Cell(seen.text.strip(), None, problem, Cell(seen.whole, day, self._on_line(seen)))

    def _on_line(self, seen: Seen) -> Problem | None:
        """Of parts that are raised or lowered and are printed on the line: whether their figures change."""
        if not seen.on_line:
            return None
        part, place = seen.on_line[0]
        text, adverb = part.strip(), ADVERBS[place]
        if any(sign.isdigit() for sign in text) and text != seen.text.strip():
            return error(
                "raised-text", self._mark, "“{text}” is {adverb} in this cell, and cannot be printed so",
                "write it so that it is on one line, such as x^1,5", text=text, adverb=adverb,
            )  # fmt: skip
        return warning(
            "raised-text", self._mark, "“{text}” is {adverb} in this cell, and is printed on the line",
            "take away that it is {adverb}, or write it otherwise", text=text, adverb=adverb,
        )  # fmt: skip

    def _problem(self, rule: str, message: str, hint: str, /, **values: object) -> Cell:
        return Cell("", None, error(rule, self._mark, message, hint, **values))

    def _unseen(self, held: str, day: date | None = None) -> Cell:
        message = msg("this cell holds “{value}”, and its number format shows nothing of it", value=shortened(held, 40))
        return Cell(
            "", day, warning("unseen-value", self._mark, message, "change its number format, or empty the cell")
        )


def _serial(text: str) -> str:
    """The number for a day that a file writes as ISO 8601."""
    moment = datetime.fromisoformat(text).replace(tzinfo=None)
    past = moment - datetime(1899, 12, 30)  # noqa: DTZ001  # a cell holds no time zone
    return str(Decimal(past.days) + Decimal(past.seconds) / 86400)
