"""A spreadsheet saved as text (CSV, TSV): its encoding, its delimiter, and its records."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from handouts.files.unseen import pasted
from handouts.intake.spreadsheets.tables import MAX_ROWS, MAX_SIZE, Record, Table, refused, table_of, too_many
from handouts.problems import Mark, Problem, msg, warning

if TYPE_CHECKING:
    from handouts.files.encoding import Reading, Rival

_WITH_BOM = msg("UTF-8 with BOM")
_GUARD = re.compile(r'="((?:[^"]|"")*)"')
_NAMES = {",": msg("comma"), ";": msg("semicolon"), "\t": msg("tab"), "|": msg("bar")}


def read_delimited(data: bytes, file: str) -> Table:
    """The rows of a text with cells. Raises ContentError."""
    found = _decoded(data, file)
    text, delimiter = pasted(found.text), ""
    first = text.split("\n", 1)[0].rstrip("\r")
    if by_line := first.casefold().startswith("sep=") and len(first) == 5:
        delimiter, text = first[4], text.partition("\n")[2]
    delimiter = delimiter or guess_delimiter(text)
    gaps = {"encoding": found.name, "sign": _NAMES.get(delimiter, delimiter)}
    detected = msg("encoding {encoding}, delimiter {sign}", **gaps)
    if by_line:
        detected = msg("encoding {encoding}, delimiter {sign} (its sep= line says so)", **gaps)
    elif not delimiter:
        detected = msg("encoding {encoding}, one column", **gaps)
    records: list[Record] = []
    # One enormous cell must not cost the other rows: it ends at the limits of its own sheet.
    csv.field_size_limit(MAX_SIZE)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter or ",", strict=True)
    try:
        for record in reader:
            records.append(Record(len(records) + 1, [_unguarded(cell) for cell in record]))
            if len(records) > MAX_ROWS + 1:
                raise too_many(file)
    except csv.Error as reason:
        raise refused(
            Mark(file, len(records) + 1), "not-a-table", "the cells of this row cannot be told apart",
            "a quote was opened and not closed, or is inside a quoted cell: double it there",
        ) from reason  # fmt: skip
    doubts = [_doubtful(records, file, found.name, found.rival)] if found.rival else []
    return table_of(records, file, detected, doubts, delimited=True)


def _unguarded(cell: str) -> str:
    """A cell without what a program puts around a text, so that no spreadsheet program takes it for anything else."""
    if cell.startswith("=") and (found := _GUARD.fullmatch(cell.strip())):
        return found[1].replace('""', '"')
    return cell[1:] if cell.startswith(("'=", "'+", "'-", "'@")) else cell


def _doubtful(records: Sequence[Record], file: str, encoding: str, rival: Rival) -> Problem:
    """What is to be looked at where two encodings come close, at the first cell that they read differently."""
    word = rival.words[0][0]
    cells = ((record.number, column) for record in records for column, cell in enumerate(record.cells) if word in cell)
    number, column = next(cells, (0, -1))
    return warning(
        "doubtful-encoding", Mark(file, number, column + 1), "it was read as {encoding}, and may be {rival}: {words}",
        "check whether these words are right; if not, save it again as CSV UTF-8",
        encoding=encoding, rival=rival.name, words=rival.said(),
    )  # fmt: skip


def _decoded(data: bytes, file: str) -> Reading:
    """The text of a file. Raises ContentError."""
    from handouts.files.encoding import Reading, Undecodable, read_text

    try:
        if data.startswith(codecs.BOM_UTF8):
            return Reading(data.decode("utf-8-sig"), _WITH_BOM)
        return read_text(data)
    except Undecodable as reason:
        beginning = reason.beginning
    except UnicodeDecodeError:
        beginning = _WITH_BOM
    message = msg("it is not clear in which encoding the file is saved")
    if beginning:
        message = msg("the file is {encoding} at its beginning, and not as a whole", encoding=beginning)
    raise refused(Mark(file), "not-utf-8", message, "save it again as CSV UTF-8")


def guess_delimiter(text: str) -> str:
    """The delimiter: the one that is outside of quotes in the headings, and as often further on.

    Empty where there is one column only.
    """
    head = Counter[str]()
    quoted = False
    for sign in text.lstrip("\r\n"):
        if sign == '"':
            quoted = not quoted
        elif sign in "\r\n" and not quoted:
            break
        elif sign in _NAMES and not quoted:
            head[sign] += 1
    if len(head) < 2:
        return next(iter(head), "")
    return max(head, key=lambda sign: (_steady(text, sign), head[sign]))


def _steady(text: str, delimiter: str) -> float:
    """Which share of the first records has as many cells as there are headings."""
    lengths: list[int] = []
    try:
        for record in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            lengths += [len(record)] if record else []
            if len(lengths) == 50:
                break
    except csv.Error:
        return 0.0
    return sum(length == lengths[0] for length in lengths) / len(lengths) if lengths else 0.0
