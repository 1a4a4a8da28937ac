"""A workbook (.xlsx, .xlsm) into records: of one sheet, what its cells show, and what about them is hidden or merged.

The parts of the file are those of ECMA-376 part 1, 18 (SpreadsheetML); names of elements are compared without their
namespace, since the strict form has another. No library is used, as none tells both the number that a cell holds and
what it shows; docs/decisions/0010 says more.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import IO, NamedTuple
from xml.etree import ElementTree as ET

from handouts.intake.spreadsheets.cells import Settings
from handouts.intake.spreadsheets.colours import BLACK, Palette, palette_of
from handouts.intake.spreadsheets.parts import is_true, local
from handouts.intake.spreadsheets.runs import Text, text_of
from handouts.intake.spreadsheets.sheets import Sheet, SheetReader
from handouts.intake.spreadsheets.spans import Span, span_of
from handouts.intake.spreadsheets.styles import Styles, read_styles
from handouts.intake.spreadsheets.tables import Record, refused
from handouts.problems import Mark, Problem, msg, shortened, warning, worded_rows

_LARGEST_PART = 1024 * 1024 * 1024
"""In bytes: what is larger once unpacked was made to fill the memory."""
_SHOWN_SHEETS = 8


class Choice(NamedTuple):
    """What is read of a workbook: the name of a sheet (`""`: the one that was open), and hidden cells or not."""

    worksheet: str = ""
    hidden: bool = False
    language: str = "nl"


class Worksheet(NamedTuple):
    """What is read: the records of a sheet, what is said of it, and what about it as a whole is doubtful."""

    records: list[Record]
    said: str
    problems: list[Problem]


class _Listed(NamedTuple):
    name: str
    part: str
    visible: bool


def read_workbook(data: bytes, file: str, choice: Choice) -> Worksheet:
    """One sheet of a workbook. Raises ContentError."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _Workbook(archive, file, choice).read()
    except (
        zipfile.BadZipFile, zlib.error, ET.ParseError, LookupError, ArithmeticError, ValueError, NotImplementedError,
        EOFError, OSError, RuntimeError,
    ) as reason:  # fmt: skip
        raise refused(Mark(file), "not-a-table", msg("this is no spreadsheet that can be read"),
                      msg("save it anew as .xlsx or .csv")) from reason  # fmt: skip


class _Workbook:
    """A workbook that is being read."""

    def __init__(self, archive: zipfile.ZipFile, file: str, choice: Choice) -> None:
        self._archive = archive
        self._file = file
        self._choice = choice
        self._names = {name.casefold(): name for name in archive.namelist()}

    def read(self) -> Worksheet:
        self._refuse_other_kinds()
        main = self._related("", "officeDocument")[0][1]
        root = self._parsed(main)
        links = dict(self._related(main, ""))
        from_1904 = any(is_true(each.get("date1904")) for each in _all(root, "workbookPr"))
        sheets = [
            _Listed(each.get("name", ""), links.get(_attribute(each, "id"), ""),
                    each.get("state", "visible") == "visible")
            for each in _all(root, "sheet")
        ]  # fmt: skip
        sheets = [each._replace(part=each.part if "/worksheets/" in f"/{each.part}" else "") for each in sheets]
        later = any(is_true(each.get("fullCalcOnLoad")) for each in _all(root, "calcPr"))
        chosen = self._chosen(sheets, self._open_one(root))
        styles = self._styles(main)
        texts = self._texts(main, styles.palette)
        settings = Settings(texts, styles, self._choice.language, from_1904=from_1904, worked_out_later=later)
        reader = SheetReader(self._file, settings, self._filled(chosen.part))
        with self._open(chosen.part) as stream:
            sheet = reader.read(stream)
        taken = self._taken(sheet, chosen, sheets)
        return taken._replace(problems=[*taken.problems, *self._text_boxes(chosen.part)])

    def _text_boxes(self, part: str) -> Iterator[Problem]:
        """What is written in the boxes that lie over the cells of a sheet."""
        folder, name = posixpath.split(part)
        if posixpath.join(folder, "_rels", f"{name}.rels").casefold() not in self._names:
            return
        for _, drawing in self._related(part, "drawing"):
            for box in _all(self._parsed(drawing), "txBody"):
                if text := " ".join("".join(each.text or "" for each in _all(box, "t")).split()):
                    message = msg(
                        "a text box lies over the sheet, and is not read: “{value}”", value=shortened(text, 40)
                    )
                    hint = msg("put what is to be printed in a cell")
                    yield warning("text-box", Mark(self._file), message, hint)

    def _refuse_other_kinds(self) -> None:
        if "content.xml" in self._names or "index/document.iwa" in self._names or "xl/workbook.bin" in self._names:
            raise refused(Mark(self._file), "not-a-table", msg("this kind of spreadsheet is not read"),
                          msg("save it as .xlsx or .csv"))  # fmt: skip

    def _open_one(self, root: ET.Element) -> int:
        views = list(_all(root, "workbookView"))
        return int(views[0].get("activeTab", "0")) if views else 0

    def _chosen(self, sheets: Sequence[_Listed], opened: int) -> _Listed:
        """The sheet that was asked for; else the one that was open, or the first visible one where that is a chart."""
        tables = [each for each in sheets if each.part]
        if name := self._choice.worksheet:
            folded = {each.name.casefold(): each for each in tables}
            if name.casefold() in folded:
                return folded[name.casefold()]
            near = get_close_matches(name.casefold(), list(folded), n=1)
            hint = (
                msg("did you mean “{name}”?", name=folded[near[0]].name)
                if near
                else msg("it has {named}", named=_named(tables))
            )
            raise refused(Mark(self._file), "no-worksheet", msg("there is no sheet “{name}”", name=name), hint)
        visible = [each for each in tables if each.visible]
        if not visible:
            raise refused(Mark(self._file), "no-worksheet", msg("there is no visible sheet with cells in it"),
                          msg("name one: --worksheet NAME"))  # fmt: skip
        return sheets[opened] if 0 <= opened < len(sheets) and sheets[opened] in visible else visible[0]

    def _taken(self, sheet: Sheet, chosen: _Listed, sheets: Sequence[_Listed]) -> Worksheet:
        others = [each for each in sheets if each.part and each.visible and each is not chosen]
        said = msg("XLSX, the sheet “{name}”", name=chosen.name)
        if others:
            said = msg("{sheet}; not read: {others} (--worksheet chooses another)", sheet=said, others=_named(others))
        taken = sheet.with_hidden() if self._choice.hidden else sheet.without_hidden()
        problems = [] if self._choice.hidden else list(self._told_hidden(sheet))
        struck = taken.struck_rows()
        if len(taken.rows) - len(struck) < 2:
            raise self._without_rows(sheet, chosen, others, struck)
        problems += [*self._told_struck(struck), *self._told_doubted(taken)]
        return Worksheet(taken.without(struck).records(), said, problems)

    def _without_rows(
        self, sheet: Sheet, chosen: _Listed, others: Sequence[_Listed], struck: Sequence[int]
    ) -> Exception:
        message = msg("the sheet “{name}” has no rows under its headings", name=chosen.name)
        hint = (
            msg("there are others: {named}; --worksheet chooses one", named=_named(others))
            if others
            else msg("fill in a row for each")
        )
        if struck:
            message = msg("every row of the sheet “{name}” is struck out or hidden", name=chosen.name)
            hint = msg("take the line through it away in your spreadsheet program")
        elif len(sheet.rows) > 1:
            message = msg("every row of the sheet “{name}” is hidden", name=chosen.name)
            hint = msg("show them in your spreadsheet program, or add --hidden")
        return refused(Mark(self._file), "no-rows", message, hint)

    def _told_hidden(self, sheet: Sheet) -> Iterator[Problem]:
        hint = msg("show it in your spreadsheet program, or add --hidden to take along all that is hidden")
        if rows := sheet.hidden_rows():
            word = (
                msg("row {rows} is", rows=rows[0])
                if len(rows) == 1
                else msg("rows {worded_rows} are", worded_rows=worded_rows(rows))
            )
            yield warning("hidden", Mark(self._file, rows[0]), "{word} hidden, and left out", hint, word=word)
        for column, heading in sheet.hidden_headings():
            message = msg("the column “{heading}” is hidden, and left out", heading=heading)
            yield warning("hidden", Mark(self._file, sheet.first, column + 1), message, hint)

    def _told_struck(self, rows: Sequence[int]) -> Iterator[Problem]:
        if rows:
            word = (
                msg("row {rows} is", rows=rows[0])
                if len(rows) == 1
                else msg("rows {worded_rows} are", worded_rows=worded_rows(rows))
            )
            hint = msg("take the line through it away where a sheet is to be made")
            yield warning("struck-out", Mark(self._file, rows[0]), "{word} struck out, and left out", hint, word=word)

    def _told_doubted(self, sheet: Sheet) -> Iterator[Problem]:
        for row, column in sheet.doubted():
            message = msg("a conditional format may strike out, hide or change what is shown from this cell on")
            hint = msg("it is not worked out here: compare what is printed with what you see, or remove the format")
            yield warning("conditional-format", Mark(self._file, row, column + 1), message, hint)

    def _texts(self, main: str, palette: Palette) -> list[Text]:
        """The shared texts, by number."""
        parts = [part for _, part in self._related(main, "sharedStrings")]
        texts: list[Text] = []
        if parts:
            with self._open(parts[0]) as stream:
                for element in _ended(stream):
                    if local(element) == "si":
                        texts.append(text_of(element, palette))
                        element.clear()
        return texts

    def _styles(self, main: str) -> Styles:
        roots = {}
        for kind in ("styles", "theme"):
            parts = [part for _, part in self._related(main, kind)]
            roots[kind] = self._parsed(parts[0]) if parts and parts[0].casefold() in self._names else None
        # Excel writes letters without a colour in black; LibreOffice chooses white for them on a dark fill.
        palette = palette_of(roots["styles"], roots["theme"], automatic=None if self._is_of_libreoffice() else BLACK)
        return read_styles(roots["styles"], palette, self._choice.language)

    def _is_of_libreoffice(self) -> bool:
        if "docprops/app.xml" not in self._names:
            return False
        said = [each.text or "" for each in _all(self._parsed("docProps/app.xml"), "Application")]
        return any("office" in each.casefold() and "microsoft" not in each.casefold() for each in said)

    def _filled(self, part: str) -> list[Span]:
        """The cells of a sheet that have a fill out of the style of a table: its headings, or all of it where dark."""
        found = []
        folder, name = posixpath.split(part)
        if posixpath.join(folder, "_rels", f"{name}.rels").casefold() not in self._names:
            return []
        for table in (self._parsed(each) for _, each in self._related(part, "table")):
            style = next((each.get("name", "") for each in _all(table, "tableStyleInfo")), "")
            span = span_of(table.get("ref", ""))
            if span and style.startswith(("TableStyleLight", "TableStyleMedium")):
                found.append(span._replace(bottom=span.top + int(table.get("headerRowCount", "1")) - 1))
            elif span and style:
                found.append(span)
        return found

    def _related(self, part: str, kind: str) -> list[tuple[str, str]]:
        """What a part is joined with: identifiers and parts; with `kind` only of that kind."""
        folder, name = posixpath.split(part)
        found = []
        for each in _all(self._parsed(posixpath.join(folder, "_rels", f"{name}.rels")), "Relationship"):
            if each.get("TargetMode") != "External" and each.get("Type", "").endswith(f"/{kind}" if kind else ""):
                target = posixpath.normpath(posixpath.join("/", folder, each.get("Target", ""))).lstrip("/")
                found.append((each.get("Id", ""), target))
        return found

    def _open(self, part: str) -> IO[bytes]:
        info = self._archive.getinfo(self._names[part.casefold()])
        if info.file_size > _LARGEST_PART:
            raise refused(Mark(self._file), "too-large", msg("the file is larger than can be read"), msg("split it up"))
        return self._archive.open(info)

    def _parsed(self, part: str) -> ET.Element:
        with self._open(part) as stream:
            return ET.parse(stream).getroot()  # noqa: S314  # expat refuses entity bombs since 2.4


def _ended(stream: IO[bytes]) -> Iterator[ET.Element]:
    for _, element in ET.iterparse(stream):  # noqa: S314  # expat refuses entity bombs since 2.4
        yield element


def _all(root: ET.Element, name: str) -> Iterator[ET.Element]:
    return (each for each in root.iter() if local(each) == name)


def _attribute(element: ET.Element, name: str) -> str:
    """An attribute that has a namespace of its own, which differs between the two forms of the standard."""
    return next((value for key, value in element.attrib.items() if key.endswith(f"}}{name}")), "")


def _named(sheets: Sequence[_Listed]) -> str:
    names = [f"“{each.name}”" for each in sheets[:_SHOWN_SHEETS]]
    return ", ".join(names) + (
        msg(" and {count} more", count=len(sheets) - _SHOWN_SHEETS) if len(sheets) > _SHOWN_SHEETS else ""
    )
