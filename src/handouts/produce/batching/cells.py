"""What a cell says to the field that it fills: days, line breaks, and what a spreadsheet program made of typed text."""

from __future__ import annotations

import re
from datetime import date, datetime

from handouts.content.model.dates import MONTHS, day_and_time
from handouts.content.reading import FieldPath
from handouts.files.encoding import garbled
from handouts.intake.spreadsheets.shown import error_names
from handouts.problems import Mark, Problem, error, msg, shortened, warning
from handouts.produce.batching.columns import kind_of

_ANY_MONTH = "|".join(MONTHS)
_MONTH = "|".join(name for name in MONTHS if len(name) == 3)
# What Excel makes of 1-2, 1/2/26 and feb-26 when it takes them for days (formats 16, 15 and 17).
_MADE_DAY = re.compile(
    rf"\d{{1,2}}[- ](?:{_MONTH})\.?(?:[- ]\d{{2}}(?:\d{{2}})?)?|(?:{_MONTH})\.?-\d{{2}}", re.IGNORECASE
)
_WHOLE_DAY = re.compile(
    rf"\d{{1,2}}[-/]\d{{1,2}}[-/]\d{{4}}|\d{{4}}-\d\d-\d\d(?: 00:00(?::00)?)?|\d{{1,2}} (?:{_ANY_MONTH})(?: \d{{4}})?",
    re.IGNORECASE,
)
_POWER = re.compile(r"-?\d(?:[.,]\d+)?E[+-]\d{1,3}", re.IGNORECASE)
_TOO_NARROW = re.compile("#{2,}")
_FAILED = error_names()
# What LibreOffice and Google write where a formula failed, beside the names of Excel.
_FAILED_ELSEWHERE = re.compile(r"(?:Err|Fout):\d{3}|#(?:ERROR|FOUT)!")
_WITH_TIME = ("next_appointment", "date")
"""The field that takes a time after its day."""
# In a CSV too, where formulas were saved instead of what comes out of them.
_FORMULA = re.compile(r"=\s*[+-]?(?:[A-Za-z][\w.]*\(.*\).*|\$?[A-Za-z]{1,3}\$?\d+(?:\s*[-+*/&^].*)?)")
_AS_TEXT = msg("give the column the format Text in your spreadsheet program, and type it again")


def fitted(text: str, path: FieldPath, day: date | None, mark: Mark) -> tuple[str, list[Problem]]:
    """What a cell gives to the field at `path`, and what is doubtful about it; `day` is the one that it holds."""
    kind = kind_of(path)
    plain = text.strip()
    if found := next(garbled(plain), None):
        return text, [
            warning(
                "garbled", mark, "“{text}” was read in a wrong encoding once; it looks like “{meant}”", "type it again",
                text=shortened(found[1], 40), meant=shortened(found[2], 40),
            )
        ]  # fmt: skip
    if plain.casefold() in _FAILED or _FAILED_ELSEWHERE.fullmatch(plain):
        return text, [error("no-outcome", mark, "this cell says {error}", "mend the formula", error=plain)]
    if _FORMULA.fullmatch(plain):
        return text, [
            error(
                "no-outcome", mark, "“{text}” is a formula, and not its outcome",
                "save the file with values instead of formulas, or type the value", text=shortened(plain, 40),
            )
        ]  # fmt: skip
    if _TOO_NARROW.fullmatch(plain):
        hint = msg("make the column wider in your spreadsheet program, and save it again")
        return text, [error("no-outcome", mark, "this cell says #### instead of what it holds", hint)]
    if kind == "date":
        return _dated(plain, path, day, mark) if day else (text, [])
    if _POWER.fullmatch(plain):
        message = msg("“{text}” is how a spreadsheet program shortens a long number", text=plain)
        return text, [warning("shortened-number", mark, message, _AS_TEXT)]
    if _is_day(plain, day, dose=path[-1] == "dose"):
        return text, [_misplaced(plain, mark, dose=path[-1] == "dose")]
    if "\n" in plain and kind == "paragraphs":
        return re.sub(r"[ \t]*\n(?:[ \t]*\n)*[ \t]*", "\n\n", plain), []
    if "\n" in plain and kind == "line":
        message = msg("a line break in this cell is printed as a space")
        return text, [warning("line-break", mark, message, "put a comma or a full stop there")]
    return text, []


def _dated(text: str, path: FieldPath, day: date, mark: Mark) -> tuple[str, list[Problem]]:
    """The day of a cell for a field of days, with the time that it shows where that has a place."""
    if not isinstance(day, datetime):
        return day.isoformat(), []
    said, time = day.date().isoformat(), day_and_time(text)[1] or f"{day:%H:%M}"
    if path == _WITH_TIME:
        return f"{said} {time}", []
    message = msg("this cell shows a time too, {time}, and only its day is used", time=time)
    hint = msg("let the cell show the day only, or put the time in a field that prints it")
    return said, [warning("time-left-out", mark, message, hint)]


def _is_day(text: str, day: date | None, *, dose: bool) -> bool:
    return day is not None or bool(_MADE_DAY.fullmatch(text)) or (dose and bool(_WHOLE_DAY.fullmatch(text)))


def _misplaced(text: str, mark: Mark, *, dose: bool) -> Problem:
    message = msg("there is a date here, shown as “{text}”", text=shortened(text, 40))
    hint = msg("a spreadsheet program makes a date of 1-2: {hint}", hint=_AS_TEXT)
    return (error if dose else warning)("date-in-cell", mark, message, hint)
