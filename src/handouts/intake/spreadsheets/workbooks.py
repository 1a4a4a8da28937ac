"""A workbook (.xlsx, .xlsm) into a table: of one sheet, what its cells show, and what about them is hidden or merged.

The parts of the file are those of ECMA-376 part 1, 18 (SpreadsheetML); names of elements are compared without their
namespace, since the strict form has another. No library is used, as none tells both the number that a cell holds and
what it shows; docs/decisions/0010 says more.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import IO, NamedTuple
from xml.etree import ElementTree as ET

from handouts.intake.spreadsheets.cells import Settings
from handouts.intake.spreadsheets.parts import Span, elements, is_true, root_of, span_of
from handouts.intake.spreadsheets.runs import Text, text_of
from handouts.intake.spreadsheets.sheets import Sheet, SheetReader
from handouts.intake.spreadsheets.styles import Palette, Styles, read_styles
from handouts.intake.spreadsheets.tables import Table, refused, table_of
from handouts.problems import ContentError, Mark, Problem, msg, shortened, warning, worded_rows

_LARGEST_PART = 1024 * 1024 * 1024
"""In bytes: what is larger once unpacked was made to fill the memory."""
_MAX_NAMED = 8


class _Listed(NamedTuple):
    name: str
    part: str
    visible: bool


class _Related(NamedTuple):
    """A part by the name that another part gives it; its kind is that of the relationship, such as `sharedStrings`."""

    name: str
    kind: str
    part: str


def read_workbook(data: bytes, file: str, *, worksheet: str = "", hidden: bool = False, language: str = "nl") -> Table:
    """One sheet of a workbook: the one with that name, or the one that was open. Raises ContentError.

    What is `hidden` is read only where that is asked for; `language` is that of the numbers, `nl` or `en`.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _Workbook(archive, file, language).read(worksheet, hidden=hidden)
    except (
        zipfile.BadZipFile, zlib.error, ET.ParseError, LookupError, ArithmeticError, ValueError, NotImplementedError,
        EOFError, OSError, RuntimeError,
    ) as reason:  # fmt: skip
        raise refused(
            Mark(file), "not-a-table", "this is no spreadsheet that can be read", "save it again as .xlsx or .csv"
        ) from reason


class _Workbook:
    """A workbook that is being read."""

    def __init__(self, archive: zipfile.ZipFile, file: str, language: str) -> None:
        self._archive = archive
        self._file = file
        self._mark = Mark(file)
        self._language = language
        self._names = {name.casefold(): name for name in archive.namelist()}

    def read(self, worksheet: str, *, hidden: bool) -> Table:
        if any(name in self._names for name in ("content.xml", "index/document.iwa", "xl/workbook.bin")):
            raise refused(self._mark, "not-a-table", "this kind of spreadsheet is not read", "save it as .xlsx or .csv")
        main = _by_kind(self._related(""))["officeDocument"]
        root, related = self._parsed(main), self._related(main)
        parts = {each.name: each.part for each in related}
        sheets = [_listed(each, parts) for each in root.iter("sheet")]
        view = next(root.iter("workbookView"), None)
        chosen = self._chosen(sheets, worksheet, 0 if view is None else int(view.get("activeTab", "0")))
        own = _by_kind(related)
        styles = self._styles(own)
        settings = Settings(
            self._texts(own.get("sharedStrings"), styles.palette), styles, self._language,
            from_1904=any(is_true(each.get("date1904")) for each in root.iter("workbookPr")),
            worked_out_later=any(is_true(each.get("fullCalcOnLoad")) for each in root.iter("calcPr")),
        )  # fmt: skip
        beside = self._related(chosen.part) if self._has(_links_of(chosen.part)) else []
        with self._open(chosen.part) as stream:
            sheet = SheetReader(self._file, settings, self._filled(beside)).read(stream)
        others = [each for each in sheets if each.part and each.visible and each is not chosen]
        taken = sheet.with_hidden() if hidden else sheet.without_hidden()
        struck = taken.struck_rows()
        if len(taken.rows) - len(struck) < 2:
            raise self._without_rows(sheet, chosen, others, struck)
        found = [] if hidden else self._hidden(sheet)
        problems = [*found, *self._struck(struck), *self._doubted(taken), *self._text_boxes(beside)]
        return table_of(taken.without(struck).records(), self._file, _detected(chosen, others), problems)

    def _text_boxes(self, related: Sequence[_Related]) -> Iterator[Problem]:
        """What is written in the boxes that lie over the cells of a sheet."""
        for drawing in (self._parsed(each.part) for each in related if each.kind == "drawing"):
            for box in drawing.iter("txBody"):
                if text := " ".join("".join(each.text or "" for each in box.iter("t")).split()):
                    yield warning(
                        "text-box", self._mark, "a text box lies over the sheet, and is not read: “{value}”",
                        "put what is to be printed in a cell", value=shortened(text, 40),
                    )  # fmt: skip

    def _chosen(self, sheets: Sequence[_Listed], name: str, opened: int) -> _Listed:
        """The sheet that was asked for; else the one that was open, or the first visible one where that is a chart."""
        tables = [each for each in sheets if each.part]
        if name:
            folded = {each.name.casefold(): each for each in tables}
            if name.casefold() in folded:
                return folded[name.casefold()]
            hint = msg("it has {named}", named=_named(tables))
            for near in get_close_matches(name.casefold(), list(folded), n=1):
                hint = msg("did you mean “{name}”?", name=folded[near].name)
            raise refused(self._mark, "no-worksheet", "there is no sheet “{name}”", hint, name=name)
        visible = [each for each in tables if each.visible]
        if not visible:
            raise refused(
                self._mark, "no-worksheet", "there is no visible sheet with cells in it", "name one: --worksheet NAME"
            )
        return sheets[opened] if 0 <= opened < len(sheets) and sheets[opened] in visible else visible[0]

    def _without_rows(
        self, sheet: Sheet, chosen: _Listed, others: Sequence[_Listed], struck: Sequence[int]
    ) -> ContentError:
        message = msg("the sheet “{name}” has no rows under its headings", name=chosen.name)
        hint = msg("fill in a row for each")
        if struck:
            message = msg("every row of the sheet “{name}” is struck out or hidden", name=chosen.name)
            hint = msg("take the line through it away in your spreadsheet program")
        elif len(sheet.rows) > 1:
            message = msg("every row of the sheet “{name}” is hidden", name=chosen.name)
            hint = msg("show them in your spreadsheet program, or add --hidden")
        elif others:
            hint = msg("there are others: {named}; --worksheet chooses one", named=_named(others))
        return refused(self._mark, "no-rows", message, hint)

    def _hidden(self, sheet: Sheet) -> Iterator[Problem]:
        hint = msg("show it in your spreadsheet program, or add --hidden to take along all that is hidden")
        if rows := sheet.hidden_rows():
            message = msg(
                "row {rows} is hidden, and left out", "rows {rows} are hidden, and left out",
                rows=worded_rows(rows), count=len(rows),
            )  # fmt: skip
            yield warning("hidden", Mark(self._file, rows[0]), message, hint)
        for column, heading in sheet.hidden_headings():
            message = msg("the column “{heading}” is hidden, and left out", heading=heading)
            yield warning("hidden", Mark(self._file, sheet.first, column + 1), message, hint)

    def _struck(self, rows: Sequence[int]) -> Iterator[Problem]:
        if rows:
            message = msg(
                "row {rows} is struck out, and left out", "rows {rows} are struck out, and left out",
                rows=worded_rows(rows), count=len(rows),
            )  # fmt: skip
            hint = msg("take the line through it away where a sheet is to be made")
            yield warning("struck-out", Mark(self._file, rows[0]), message, hint)

    def _doubted(self, sheet: Sheet) -> Iterator[Problem]:
        for row, column in sheet.doubted():
            yield warning(
                "conditional-format", Mark(self._file, row, column + 1),
                "a conditional format may strike out, hide or change what is shown from this cell on",
                "it is not worked out here: compare what is printed with what you see, or remove the format",
            )  # fmt: skip

    def _texts(self, part: str | None, palette: Palette) -> list[Text]:
        """The shared texts, by number."""
        texts: list[Text] = []
        if part is not None:
            with self._open(part) as stream:
                for element in elements(stream):
                    if element.tag == "si":
                        texts.append(text_of(element, palette))
                        element.clear()
        return texts

    def _styles(self, parts: Mapping[str, str]) -> Styles:
        styles, theme = (
            self._parsed(parts[kind]) if kind in parts and self._has(parts[kind]) else None
            for kind in ("styles", "theme")
        )
        # Excel writes letters without a colour in black; LibreOffice chooses white for them on a dark fill.
        return read_styles(styles, theme, self._language, automatic=self._is_of_libreoffice())

    def _is_of_libreoffice(self) -> bool:
        if not self._has("docProps/app.xml"):
            return False
        programs = [(each.text or "").casefold() for each in self._parsed("docProps/app.xml").iter("Application")]
        return any("office" in each and "microsoft" not in each for each in programs)

    def _filled(self, related: Sequence[_Related]) -> list[Span]:
        """The cells of a sheet that have a fill out of the style of a table: its headings, or all of it where dark."""
        found = []
        for table in (self._parsed(each.part) for each in related if each.kind == "table"):
            style = next((each.get("name", "") for each in table.iter("tableStyleInfo")), "")
            span = span_of(table.get("ref", ""))
            if span and style.startswith(("TableStyleLight", "TableStyleMedium")):
                found.append(span._replace(bottom=span.top + int(table.get("headerRowCount", "1")) - 1))
            elif span and style:
                found.append(span)
        return found

    def _related(self, part: str) -> list[_Related]:
        """The parts that a part is joined with; `""` is the workbook as a whole. Raises LookupError."""
        folder = posixpath.dirname(part)
        found = []
        for each in self._parsed(_links_of(part)).iter("Relationship"):
            if each.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, each.get("Target", ""))).lstrip("/")
                found.append(_Related(each.get("Id", ""), each.get("Type", "").rpartition("/")[2], target))
        return found

    def _has(self, part: str) -> bool:
        return part.casefold() in self._names

    def _open(self, part: str) -> IO[bytes]:
        info = self._archive.getinfo(self._names[part.casefold()])
        if info.file_size > _LARGEST_PART:
            raise refused(self._mark, "too-large", "the file is larger than can be read", "split it up")
        return self._archive.open(info)

    def _parsed(self, part: str) -> ET.Element:
        with self._open(part) as stream:
            return root_of(stream)


def _by_kind(related: Sequence[_Related]) -> dict[str, str]:
    """The first part of each kind."""
    return {each.kind: each.part for each in reversed(related)}


def _links_of(part: str) -> str:
    """The part that lists the parts that a part is joined with."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _listed(element: ET.Element, parts: Mapping[str, str]) -> _Listed:
    """A sheet as the workbook names it; without its part where that is no table, such as a chart."""
    # The attribute has a namespace, which differs between the two forms of the standard.
    name = next((value for key, value in element.attrib.items() if key.endswith("}id")), "")
    part = parts.get(name, "") if "/worksheets/" in f"/{parts.get(name, '')}" else ""
    return _Listed(element.get("name", ""), part, element.get("state", "visible") == "visible")


def _detected(chosen: _Listed, others: Sequence[_Listed]) -> str:
    detected = msg("XLSX, the sheet “{name}”", name=chosen.name)
    if not others:
        return detected
    named = _named(others)
    return msg("{sheet}; not read: {others} (--worksheet chooses another)", sheet=detected, others=named)


def _named(sheets: Sequence[_Listed]) -> str:
    names = ", ".join(f"“{each.name}”" for each in sheets[:_MAX_NAMED])
    more = len(sheets) - _MAX_NAMED
    return msg("{names} and {more} more", names=names, more=more) if more > 0 else names
