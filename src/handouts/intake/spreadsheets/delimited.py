"""A spreadsheet saved as text (CSV, TSV): its encoding, what stands between the cells, and its records."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from handouts.files.unseen import pasted
from handouts.intake.spreadsheets.tables import MAX_ROWS, MAX_SIZE, Record, Table, refused, table_of, too_many
from handouts.problems import Mark, Problem, msg, warning

if TYPE_CHECKING:
    from handouts.files.encoding import Rival

_GUARD = re.compile(r'="((?:[^"]|"")*)"')
_NAMES = {",": msg("comma"), ";": msg("semicolon"), "\t": msg("tab"), "|": msg("bar")}


def read_delimited(data: bytes, file: str) -> Table:
    """The rows of a text with cells. Raises ContentError."""
    text, encoding, rival = decode(data, file)
    text = pasted(text)
    delimiter = ""
    first = text.split("\n", 1)[0].rstrip("\r")
    if first.casefold().startswith("sep=") and len(first) == 5:
        delimiter, text = first[4], text.partition("\n")[2]
    by_line = bool(delimiter)
    delimiter = delimiter or guess_delimiter(text)
    sign = _NAMES.get(delimiter, delimiter)
    if by_line:
        said = msg("encoding {encoding}, delimiter {sign} (its sep= line says so)", encoding=encoding, sign=sign)
    elif delimiter:
        said = msg("encoding {encoding}, delimiter {sign}", encoding=encoding, sign=sign)
    else:
        said = msg("encoding {encoding}, one column", encoding=encoding)
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
        hint = msg("a quote was opened and not closed, or stands inside a quoted cell: double it there")
        raise refused(
            Mark(file, len(records) + 1), "not-a-table", msg("this is no CSV: {reason}", reason=reason), hint
        ) from reason
    return table_of(records, file, said, list(_doubts(records, file, encoding, rival)), delimited=True)


def _unguarded(cell: str) -> str:
    """A cell without what a program puts around a text, so that no spreadsheet program takes it for anything else."""
    if cell.startswith("=") and (found := _GUARD.fullmatch(cell.strip())):
        return found[1].replace('""', '"')
    return cell[1:] if cell.startswith(("'=", "'+", "'-", "'@")) else cell


def _doubts(records: Sequence[Record], file: str, encoding: str, rival: Rival | None) -> Iterator[Problem]:
    """What is to be looked at where two encodings come close, at the first cell that they read differently."""
    if rival is None:
        return
    word = rival.words[0][0]
    cells = ((record.number, column) for record in records for column, cell in enumerate(record.cells) if word in cell)
    number, column = next(cells, (0, -1))
    message = msg(
        "it was taken for {encoding}, and may be {name}: {said}", encoding=encoding, name=rival.name, said=rival.said()
    )
    hint = msg("look whether these words are right; else save it anew as CSV UTF-8")
    yield warning("doubtful-encoding", Mark(file, number, column + 1), message, hint)


def decode(data: bytes, file: str) -> tuple[str, str, Rival | None]:
    """The text of a file, what its encoding was taken for, and another one that comes close. Raises ContentError."""
    from handouts.files.encoding import Wide, read_legacy, wide_encoding

    said = Wide("utf-8-sig", "UTF-8 with BOM") if data.startswith(codecs.BOM_UTF8) else wide_encoding(data)
    if said:
        try:
            return data.decode(said.codec).removeprefix("\ufeff"), said.name, None
        except UnicodeDecodeError as reason:
            message = msg("the file is {name} at its beginning, and not as a whole", name=said.name)
            raise refused(Mark(file), "not-utf-8", message, msg("save it anew as CSV UTF-8")) from reason
    try:
        return data.decode("utf-8"), "UTF-8", None
    except UnicodeDecodeError:
        pass

    found = read_legacy(data)
    if found is None:
        raise refused(Mark(file), "not-utf-8", msg("it cannot be told in which encoding the file is saved"),
                       msg("save it anew as CSV UTF-8"))  # fmt: skip
    return found.text, found.name, found.rival


def guess_delimiter(text: str) -> str:
    """What stands between the cells: the sign that is outside of quotes in the headings, and as often further on.

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
