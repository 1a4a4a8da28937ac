"""A spreadsheet into rows that remember where they stood: CSV, TSV, XLSX, or a YAML list.

The encoding, delimiter and sheet are reported, since a wrong guess would print mojibake without a sound.
Rows are counted as a spreadsheet program shows them: the headings are row 1, and a cell with line breaks is one cell.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from handouts.content.reading import read_yaml
from handouts.intake.spreadsheets.tables import MAX_SIZE, Row, Table, refused, too_large
from handouts.problems import BrokenEnvironment, ContentError, Mark, UsageError, msg

__all__ = ["MAX_SIZE", "Row", "Table", "harmless", "is_workbook", "read_table", "table_bytes", "too_large"]


def read_table(data: bytes, file: str, *, worksheet: str = "", hidden: bool = False, language: str = "nl") -> Table:
    """The rows of a spreadsheet; what kind it is, the ending of `file` says. Raises ContentError.

    Of a workbook the sheet is read that was open when it was saved, or the one that is called `worksheet`, without what
    is `hidden` in it unless that is asked for; its numbers are shown as on a computer in `language` (`nl` or `en`).
    """
    if len(data) > MAX_SIZE:
        raise ContentError([too_large(file)])
    ending, packed = _ending(file), is_workbook(data, file)
    if worksheet and not packed:
        raise UsageError("{file} has no sheets to choose from: leave out --worksheet.", file=file)
    if ending in {"yaml", "yml"}:
        return _yaml(data, file)
    if data.startswith(b"\xd0\xcf\x11\xe0") or (ending in {"xls", "ods", "numbers", "xlsb"} and not packed):
        raise refused(
            Mark(file), "not-a-table", "this kind of spreadsheet is not read",
            "save it as .xlsx or .csv; one with a password, save without it",
        )  # fmt: skip
    if packed:
        from handouts.intake.spreadsheets.workbooks import read_workbook

        return read_workbook(data, file, worksheet=worksheet, hidden=hidden, language=language)
    from handouts.intake.spreadsheets.delimited import read_delimited

    return read_delimited(data, file)


def is_workbook(data: bytes, file: str) -> bool:
    """Whether a file is read as a workbook (Office Open XML), by how it begins or by the ending of its name."""
    return data.startswith(b"PK\x03\x04") or _ending(file) in {"xlsx", "xlsm"}


def _ending(file: str) -> str:
    return file.rpartition(".")[2].casefold()


def _yaml(data: bytes, file: str) -> Table:
    read = read_yaml(data, file)
    if not isinstance(read.value, list):
        raise refused(read.marks.at(()), "not-a-list", "this must be a list of consults", "begin each with a dash")
    if not read.value:
        raise refused(read.marks.at(()), "no-rows", "there is no consult in this list", "begin each with a dash")
    rows = []
    for index, item in enumerate(read.value):
        if not isinstance(item, dict):
            mark = read.marks.at((index,))
            raise refused(mark, "not-a-mapping", "this must have keys of its own", "such as first_name: Sam")
        rows.append(Row(index + 1, tuple(item), tuple(item.values())))
    return Table(file, tuple(rows), msg("a YAML list"), read.marks)


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
