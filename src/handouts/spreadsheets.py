"""A spreadsheet into rows that remember where they stood: CSV, TSV, XLSX, or a YAML list.

What was taken for encoding and delimiter is said, since a wrong guess would print mojibake without a sound. Rows are
counted as a spreadsheet program shows them: the headings are row 1, and a cell with line breaks is one cell.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any, NamedTuple

from handouts.problems import BrokenEnvironment, Mark, Problem, Refused, error
from handouts.reading import Marks, Path, Value, read_yaml

MAX_SIZE = 64 * 1024 * 1024
MAX_ROWS = 100_000
_FAILED = {"#N/A", "#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/B", "#WAARDE!", "#VERW!", "#NAAM?"}
_NAMES = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig", "UTF-8 with BOM"), (b"\xff\xfe", "utf-16", "UTF-16"),
          (b"\xfe\xff", "utf-16", "UTF-16"))  # fmt: skip

NO_FAULTS: Mapping[int, Problem] = {}


class Row(NamedTuple):
    """One row: its number, and its headings each with what stands under it. An empty cell is an empty text.

    `fault` is what keeps this row from being read.
    """

    number: int
    headings: tuple[str, ...]
    cells: tuple[Value, ...]
    fault: Problem | None = None


class Table(NamedTuple):
    """A spreadsheet. `said` tells what it was taken for; `marks` holds the places of a YAML list."""

    file: str
    rows: tuple[Row, ...]
    said: str
    marks: Marks | None = None

    def mark(self, row: Row, column: int | None = None, inner: Path = ()) -> Mark:
        """The place of a cell, counted from 0, or of a row; `inner` leads on into a cell of a YAML list."""
        if self.marks is None:
            return Mark(self.file, row.number, 0 if column is None else column + 1)
        path: Path = (row.number - 1,) if column is None else (row.number - 1, row.headings[column], *inner)
        return self.marks.at(path)


def read_table(data: bytes, file: str) -> Table:
    """The rows of a spreadsheet; what kind it is, the ending of `file` says. Raises Refused."""
    if len(data) > MAX_SIZE:
        raise Refused([too_large(file)])
    ending = file.rpartition(".")[2].casefold()
    if ending in {"yaml", "yml"}:
        return _yaml(data, file)
    if ending in {"xlsx", "xlsm"} or data.startswith(b"PK\x03\x04"):
        return _xlsx(data, file)
    if ending in {"xls", "ods"} or data.startswith(b"\xd0\xcf\x11\xe0"):
        raise _refused(Mark(file), "not-a-table", "this kind of spreadsheet is not read", "save it as .xlsx or .csv")
    return _csv(data, file)


def too_large(file: str) -> Problem:
    """The Problem of a spreadsheet that is larger than may be."""
    return error("too-large", Mark(file), f"the file is larger than {MAX_SIZE // 1024 // 1024} MB", "split it up")


def _csv(data: bytes, file: str) -> Table:
    text, encoding = decode(data, file)
    delimiter = ""
    first = text.split("\n", 1)[0].rstrip("\r")
    if first.casefold().startswith("sep=") and len(first) == 5:
        delimiter, text = first[4], text.partition("\n")[2]
    said = f"encoding {encoding}, "
    told = bool(delimiter)
    delimiter = delimiter or guess_delimiter(text)
    said += f"delimiter {_NAMES.get(delimiter, delimiter)}" if delimiter else "one column"
    said += " (its sep= line says so)" if told else ""
    records: list[Sequence[str]] = []
    # One enormous cell must not cost the other rows: it ends at the limits of its own sheet.
    csv.field_size_limit(MAX_SIZE)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter or ",", strict=True)
    try:
        for record in reader:
            records.append(record)
            if len(records) > MAX_ROWS + 1:
                raise _too_many(file)
    except csv.Error as reason:
        hint = "a quote was opened and not closed, or stands inside a quoted cell: double it there"
        raise _refused(Mark(file, len(records) + 1), "not-a-table", f"this is no CSV: {reason}", hint) from reason
    return _table(records, file, said)


def decode(data: bytes, file: str) -> tuple[str, str]:
    """The text of a file, and the name of the encoding that it was taken for. Raises Refused."""
    for sign, codec, name in _MARKS:
        if data.startswith(sign):
            try:
                return data.decode(codec), name
            except UnicodeDecodeError as reason:
                raise _refused(Mark(file), "not-utf-8", f"the file says that it is {name}, and is not",
                               "save it anew as CSV UTF-8") from reason  # fmt: skip
    try:
        return data.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252"), "Windows-1252"
    except UnicodeDecodeError as reason:
        line = data[: reason.start].count(b"\n") + 1
        raise _refused(Mark(file, line), "not-utf-8", "the file is neither UTF-8 nor Windows-1252",
                       "save it anew as CSV UTF-8") from reason  # fmt: skip


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


def _table(records: Iterable[Sequence[str]], file: str, said: str, faults: Mapping[int, Problem] = NO_FAULTS) -> Table:
    """The rows under the first record that is not empty; `faults` are those of rows, by number."""
    headings: tuple[str, ...] | None = None
    rows: list[Row] = []
    for number, record in enumerate(records, start=1):
        cells = tuple(record)
        if not any(cell.strip() for cell in cells):
            continue
        if headings is None:
            headings = tuple(cell.strip() for cell in cells)
            continue
        fault = faults.get(number)
        if any(cell.strip() for cell in cells[len(headings) :]):
            message = f"this row has {len(cells)} cells, and there are {len(headings)} headings"
            hint = "a cell with the delimiter in it must stand between quotes; or a heading is missing"
            fault = error("more-cells", Mark(file, number, len(headings) + 1), message, hint)
        padded = (*cells[: len(headings)], *[""] * (len(headings) - len(cells)))
        rows.append(Row(number, headings, padded, fault))
    if headings is None:
        raise _refused(Mark(file), "empty-file", "the file is empty", "begin with: handouts batch --example RECIPE")
    return Table(file, tuple(rows), said)


def _yaml(data: bytes, file: str) -> Table:
    read = read_yaml(data, file)
    if not isinstance(read.value, list):
        raise _refused(read.marks.at(()), "not-a-list", "this must be a list of consults", "begin each with a dash")
    rows = []
    for index, item in enumerate(read.value):
        if not isinstance(item, dict):
            raise _refused(read.marks.at((index,)), "not-a-mapping", "this must have keys of its own",
                           "such as first_name: Sam")  # fmt: skip
        rows.append(Row(index + 1, tuple(item), tuple(item.values())))
    return Table(file, tuple(rows), "a YAML list", read.marks)


def _xlsx(data: bytes, file: str) -> Table:
    try:
        from openpyxl import load_workbook
    except ImportError as reason:
        raise BrokenEnvironment(
            "To read .xlsx the library openpyxl is needed: pip install handouts[xlsx]. Or save it as .csv."
        ) from reason
    try:
        shown = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        typed = load_workbook(io.BytesIO(data), read_only=True)
        sheets = [sheet for sheet in shown.worksheets if sheet.sheet_state == "visible"]
        sheet = sheets[0]
        formulas = typed[sheet.title]
        faults: dict[int, Problem] = {}
        records = list(_xlsx_records(sheet, formulas, file, faults))
    except Refused:
        raise
    except Exception as reason:  # the library gives up in many ways, each about this file
        raise _refused(Mark(file), "not-a-table", "this is no spreadsheet that can be read",
                       "save it anew as .xlsx or .csv") from reason  # fmt: skip
    others = f"; the other {len(sheets) - 1} are not read" if len(sheets) > 1 else ""
    return _table(records, file, f"XLSX, the sheet “{sheet.title}”{others}", faults)


def _xlsx_records(sheet: Any, formulas: Any, file: str, faults: dict[int, Problem]) -> Iterator[list[str]]:
    # What a file says of its own size may be wrong, and then rows would be missing.
    sheet.reset_dimensions()
    formulas.reset_dimensions()
    pairs = zip(sheet.iter_rows(values_only=True), formulas.iter_rows(values_only=True), strict=True)
    for number, (values, sources) in enumerate(pairs, start=1):
        if number > MAX_ROWS + 1:
            raise _too_many(file)
        record = []
        for column, value in enumerate(values, start=1):
            source = sources[column - 1] if column <= len(sources) else None
            mark = Mark(file, number, column)
            if value is None and isinstance(source, str) and source.startswith("="):
                hint = "open the file in your spreadsheet program and save it, or type the value"
                faults[number] = error("no-outcome", mark, "this cell holds a formula without its outcome", hint)
            if isinstance(value, str) and value in _FAILED:
                faults[number] = error("no-outcome", mark, f"this cell says {value}", "mend the formula")
            record.append(as_text(value))
        yield record


def as_text(value: object) -> str:
    """A cell of a spreadsheet as somebody in the Netherlands would type it: `2026-11-22`, `10:30`, `1,5`, `ja`."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, float):
        whole = value.is_integer() and abs(value) < 1e15
        return str(int(value)) if whole else f"{value:.12g}".replace(".", ",")
    if isinstance(value, datetime):
        at_midnight = value.time() == time()
        return value.date().isoformat() if at_midnight else value.isoformat(" ", "minutes")
    if isinstance(value, time):
        return value.isoformat("minutes")
    return value.isoformat() if isinstance(value, date) else str(value)


def table_bytes(records: Sequence[Sequence[str]], file: str) -> bytes:
    """Records as a spreadsheet whose kind the ending of `file` says; as CSV in the form that a Dutch Excel opens."""
    if file.casefold().endswith(".xlsx"):
        try:
            from openpyxl import Workbook
        except ImportError as reason:
            raise BrokenEnvironment("To write .xlsx, install openpyxl: pip install handouts[xlsx]") from reason
        book = Workbook()
        for record in records:
            book.active.append(list(record))
        stream = io.BytesIO()
        book.save(stream)
        return stream.getvalue()
    text = io.StringIO(newline="")
    csv.writer(text, delimiter="\t" if file.casefold().endswith(".tsv") else ";").writerows(records)
    return text.getvalue().encode("utf-8-sig")


def harmless(cell: str) -> str:
    """A cell that no spreadsheet program takes for a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def _too_many(file: str) -> Refused:
    return _refused(Mark(file), "too-many", f"there are more than {MAX_ROWS} rows", "split it up")


def _refused(mark: Mark, rule: str, message: str, hint: str = "") -> Refused:
    return Refused([error(rule, mark, message, hint)])
