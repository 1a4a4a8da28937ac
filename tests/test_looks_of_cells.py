"""What is struck out, unseen or raised in a cell of a workbook is not printed as if it were not."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.formatting.rule import CellIsRule, DataBarRule, FormulaRule, Rule
from openpyxl.styles import Color, Font, NamedStyle, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table as Listed
from openpyxl.worksheet.table import TableStyleInfo

from handouts.intake.spreadsheets import Table, read_table
from handouts.intake.spreadsheets.sheets import Sheet
from workbook import book, row, sheet

Edit = Callable[[Any], None]


def made(edit: Edit, *rows: tuple[object, ...]) -> bytes:
    """A workbook with two headings, `ref` and `kop`, and rows under them, after an edit of its sheet."""
    workbook = Workbook()
    page = workbook.active
    for each in (("ref", "kop"), *(rows or (("A-1", "twee"), ("A-2", "drie")))):
        page.append(each)
    edit(page)
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def read(data: bytes, *, hidden: bool = False) -> Table:
    return read_table(data, "lijst.xlsx", hidden=hidden)


def said(table: Table) -> list[str]:
    """What is said of the file and of its rows, each with place and rule."""
    told = [*table.problems, *(problem for row in table.rows for _, problem in row.problems)]
    return [f"{problem.mark.line}:{problem.mark.column} {problem.severity} {problem.rule}" for problem in told]


def first(edit: Edit, *, hidden: bool = False) -> tuple[object, list[str]]:
    """What the first cell under the second heading gives, and what is said."""
    table = read(made(edit), hidden=hidden)
    return table.rows[0].cells[1], said(table)


def run(text: str, **font: Any) -> TextBlock:
    return TextBlock(InlineFont(**font), text)


def value(*parts: object) -> Edit:
    def edit(page: Any) -> None:
        page["B2"] = CellRichText(*parts) if len(parts) > 1 or isinstance(parts[0], TextBlock) else parts[0]

    return edit


def font(cell: str = "B2", **more: Any) -> Edit:
    def edit(page: Any) -> None:
        page[cell].font = Font(**more)

    return edit


def filled(colour: str, **letters: Any) -> Edit:
    def edit(page: Any) -> None:
        page["B2"].fill = PatternFill("solid", start_color=colour)
        page["B2"].font = Font(**letters)

    return edit


def formatted(code: str, held: object = "twee") -> Edit:
    def edit(page: Any) -> None:
        page["B2"] = held
        page["B2"].number_format = code

    return edit


def by_name(page: Any) -> None:
    page["B2"].style = NamedStyle("vervallen", font=Font(strike=True))


STRUCK: dict[str, Edit] = {
    "the cell": font(strike=True),
    "by a named style": by_name,
    "a number": lambda page: (value(2)(page), font(strike=True)(page))[0],
    "a day": lambda page: (value(date(2026, 11, 20))(page), font(strike=True)(page))[0],
    "a run": value("Neem ", run("twee", strike=True), " drie tabletten"),
    "the last run": value("Neem drie ", run("tabletten", strike=True)),
}


@pytest.mark.parametrize("name", STRUCK)
def test_what_is_struck_out_is_an_error_at_its_cell(name: str) -> None:
    for hidden in (False, True):
        assert first(STRUCK[name], hidden=hidden) == ("", ["2:2 error struck-out"])


def test_a_day_that_is_struck_out_fills_no_date() -> None:
    assert dict(read(made(STRUCK["a day"])).rows[0].days) == {}


def test_what_is_struck_out_in_part_is_quoted() -> None:
    ((_, problem),) = read(made(STRUCK["a run"])).rows[0].problems
    assert problem.message == "“twee” is struck out in this cell"
    ((_, problem),) = read(made(STRUCK["the cell"])).rows[0].problems
    assert problem.message == "this cell is struck out: “twee”"


def strike_row(page: Any) -> None:
    for cell in page[2]:
        cell.font = Font(strike=True)


def test_a_row_that_is_struck_out_as_a_whole_is_left_out_and_said() -> None:
    table = read(made(strike_row))
    assert [each.cells for each in table.rows] == [("A-2", "drie")]
    assert said(table) == ["2:0 warning struck-out"]
    assert table.problems[0].message == "row 2 is struck out, and left out"


def test_a_heading_that_is_struck_out_takes_its_column_along() -> None:
    table = read(made(font("B1", strike=True)))
    assert table.rows[0].headings == ("ref", "")
    assert said(table) == ["1:2 warning struck-out"]
    assert table.problems[0].message == "this cell is struck out: “kop”; its column is left out"


def test_a_merged_cell_that_is_struck_out_is_so_in_each_row() -> None:
    def edit(page: Any) -> None:
        font(strike=True)(page)
        page.merge_cells("B2:B3")

    assert said(read(made(edit))) == ["2:2 error struck-out", "3:2 error struck-out"]


SEEN: dict[str, tuple[Edit, object]] = {
    "bold, blue and underlined": (font(bold=True, color="0000FF", underline="single"), "twee"),
    "strike that is off": (font(strike=False), "twee"),
    "grey": (font(color="BFBFBF"), "twee"),
    "yellow on white": (font(color="FFFF00"), "twee"),
    "white on blue": (filled("1F4E78", color="FFFFFF"), "twee"),
    "white on a colour of the theme": (filled("FFFFFF", color="000000"), "twee"),
    "white on a pattern": (lambda page: pattern(page, "lightGray"), "twee"),
    "black on grey": (filled("D9D9D9"), "twee"),
    "a colour by number": (font(color=Color(indexed=10)), "twee"),
    "a dark theme colour": (font(color=Color(theme=4, tint=0.4)), "twee"),
    "a run in bold": (value("Neem ", run("twee", b=True), " tabletten"), "Neem twee tabletten"),
    "a number in red": (formatted("0;[Red]-0", -3), "-3"),
    "a white number that is nought": (formatted("0;-0;[White]0", 3), "3"),
    "a raised figure": (value("4 m", run("2", vertAlign="superscript")), "4 m²"),
    "a raised minus": (value("10", run("-3", vertAlign="superscript")), "10⁻³"),
    "a lowered figure": (value("CO", run("2", vertAlign="subscript"), " en B", run("12", vertAlign="subscript")),
                         "CO₂ en B₁₂"),
    "a run on the line": (value("4 m", run("2", vertAlign="baseline")), "4 m2"),
}  # fmt: skip


def pattern(page: Any, kind: str) -> None:
    page["B2"].fill = PatternFill(kind)
    page["B2"].font = Font(color="FFFFFF")


@pytest.mark.parametrize("name", SEEN)
def test_what_is_seen_is_read_as_it_is_seen_and_in_silence(name: str) -> None:
    edit, expected = SEEN[name]
    assert first(edit) == (expected, [])


UNSEEN: dict[str, Edit] = {
    "white on nothing": font(color="FFFFFF"),
    "nearly white": font(color="F2F2F2"),
    "white of the theme": font(color=Color(theme=0)),
    "white of the theme, a shade darker": font(color=Color(theme=0, tint=-0.05)),
    "white by number": font(color=Color(indexed=9)),
    "the colour of its fill": filled("FFC000", color="FFC000"),
    "black on black": filled("010101"),
    "white on white": filled("FFFFFF", color="FFFFFF"),
    "a run": value(run("twee", color="FFFFFF")),
    "one point high": font(sz=1),
    "by a named style": lambda page: setattr(page["B2"], "style", NamedStyle("weg", font=Font(color="FFFFFF"))),
    "a number in white": formatted("[White]0", 2),
    "a text in white": formatted("0;0;0;[White]@"),
    "General in white": formatted("[White]General", 2),
    "a colour by number of the format": formatted("[Color2]0", 2),
}


@pytest.mark.parametrize("name", UNSEEN)
def test_letters_that_cannot_be_seen_count_as_none_and_are_said(name: str) -> None:
    assert first(UNSEEN[name]) == ("", ["2:2 warning unseen-value"])


@pytest.mark.parametrize("name", UNSEEN)
def test_letters_that_cannot_be_seen_are_hidden_like_a_row(name: str) -> None:
    shown, told = first(UNSEEN[name], hidden=True)
    assert (str(shown), told) == ("2" if "2" in str(shown) else "twee", [])


def test_of_a_text_that_is_seen_in_part_that_part_is_read() -> None:
    edit = value("Neem twee", run(" of drie", color="FFFFFF"))
    assert first(edit) == ("Neem twee", ["2:2 warning unseen-value"])
    assert first(edit, hidden=True) == ("Neem twee of drie", [])


def test_a_row_of_which_nothing_is_seen_is_a_hidden_row() -> None:
    def edit(page: Any) -> None:
        for cell in page[2]:
            cell.font = Font(color="FFFFFF")

    table = read(made(edit))
    assert [each.cells[0] for each in table.rows] == ["A-2"]
    assert [problem.message for problem in table.problems] == ["row 2 is hidden, and left out"]
    assert len(read(made(edit), hidden=True).rows) == 2


def test_a_day_in_white_is_no_day() -> None:
    def edit(page: Any) -> None:
        value(date(2026, 11, 20))(page)
        font(color="FFFFFF")(page)

    assert (dict(read(made(edit)).rows[0].days), first(edit)[0]) == ({}, "")
    assert dict(read(made(edit), hidden=True).rows[0].days) == {1: date(2026, 11, 20)}


def listed(name: str | None) -> Edit:
    def edit(page: Any) -> None:
        table = Listed(displayName="Lijst", ref="A1:B3")
        table.tableStyleInfo = TableStyleInfo(name=name) if name else None
        page.add_table(table)
        for cell in ("A1", "B1", "B2"):
            page[cell].font = Font(color="FFFFFF")

    return edit


def test_the_style_of_a_table_may_put_a_fill_behind_white_letters() -> None:
    assert first(listed("TableStyleMedium2")) == ("", ["2:2 warning unseen-value"])
    assert first(listed("TableStyleDark1")) == ("twee", [])
    assert first(listed("Van mezelf")) == ("twee", [])
    assert first(listed("TableStyleMedium2"), hidden=True) == ("twee", [])


@pytest.mark.parametrize(
    ("parts", "severity"),
    [
        (("1", run("e", vertAlign="superscript"), " week"), "warning"),
        (("log", run("a", vertAlign="subscript"), " x"), "warning"),
        (("x", run("1,5", vertAlign="superscript")), "error"),
        (("1 ", run("1/2", vertAlign="superscript")), "error"),
    ],
)
def test_what_cannot_be_raised_on_paper_is_said(parts: tuple[object, ...], severity: str) -> None:
    shown, told = first(value(*parts))
    assert told == [f"2:2 {severity} raised-text"]
    assert shown == "".join(str(part) for part in parts)


def test_a_cell_that_is_raised_as_a_whole_is_only_small() -> None:
    assert first(font(vertAlign="superscript")) == ("twee", ["2:2 warning raised-text"])


def sized(**more: float) -> Edit:
    def edit(page: Any) -> None:
        if "height" in more:
            page.row_dimensions[2].height = more["height"]
        if "width" in more:
            page.column_dimensions["B"].width = more["width"]

    return edit


def test_a_row_or_column_too_small_to_be_seen_is_hidden() -> None:
    for height in (0.1, 0.75):
        table = read(made(sized(height=height)))
        assert ([each.number for each in table.rows], said(table)) == ([3], ["2:0 warning hidden"])
    table = read(made(sized(width=0.1)))
    assert (table.rows[0].cells, said(table)) == (("A-1",), ["1:2 warning hidden"])
    assert said(read(made(sized(height=6, width=1)))) == []


def test_rows_that_are_filtered_away_or_folded_in_are_hidden() -> None:
    def folded(page: Any) -> None:
        page.row_dimensions.group(2, 2, hidden=True)

    def filtered(page: Any) -> None:
        page.auto_filter.ref = "A1:B3"
        page.auto_filter.add_filter_column(1, ["drie"])
        page.row_dimensions[2].hidden = True

    def columns(page: Any) -> None:
        page.column_dimensions.group("B", "B", hidden=True)

    for edit in (folded, filtered):
        assert said(read(made(edit))) == ["2:0 warning hidden"]
    assert said(read(made(columns))) == ["1:2 warning hidden"]


def test_all_of_a_sheet_that_is_narrow_or_low_by_default_is_hidden() -> None:
    low = '<sheetFormatPr defaultRowHeight="0" customHeight="1"/>'
    rows = (row(1, "ref", "kop", more='ht="15"'), row(2, "A-1", "x"), row(3, "A-2", "y", more='ht="15"'))
    assert said(read(book(sheet(*rows, before=low)))) == ["2:0 warning hidden"]
    narrow = '<sheetFormatPr defaultColWidth="0"/><cols><col min="1" max="1" width="9"/></cols>'
    assert said(read(book(sheet(*rows, before=narrow)))) == ["1:2 warning hidden"]


def test_a_sheet_that_shows_no_noughts_has_none() -> None:
    def edit(page: Any) -> None:
        value(0)(page)
        page.sheet_view.showZeros = False

    assert first(value(0)) == ("0", [])
    assert first(edit) == ("", ["2:2 warning unseen-value"])
    assert first(edit, hidden=True) == ("0", [])


def test_a_sheet_that_shows_its_formulas_is_not_what_is_read() -> None:
    cell = '<c r="B2"><f>1+1</f><v>2</v></c>'
    before = '<sheetViews><sheetView showFormulas="1"/></sheetViews>'
    table = read(book(sheet(row(1, "ref", "kop"), row(2, "A-1", cell), before=before)))
    assert (table.rows[0].cells[1], said(table)) == ("2", ["2:2 warning unseen-value"])
    assert said(read(book(sheet(row(1, "ref", "kop"), row(2, "A-1", cell))))) == []


@pytest.mark.parametrize(
    ("cell", "properties", "problem"),
    [
        ('<c r="B2" t="str"><f>A1</f></c>', "", True),
        ('<c r="B2" t="str"><f>""</f><v></v></c>', "", False),
        ('<c r="B2"><f>A1*2</f><v>0</v></c>', '<calcPr fullCalcOnLoad="1"/>', True),
        ('<c r="B2"><f>A1*2</f><v>6</v></c>', '<calcPr fullCalcOnLoad="1"/>', False),
        ('<c r="B2"><f>A1*2</f><v>0</v></c>', "", False),
        ('<c r="B2"><v>0</v></c>', '<calcPr fullCalcOnLoad="1"/>', False),
    ],
)
def test_an_outcome_that_was_never_worked_out_is_not_read(cell: str, properties: str, *, problem: bool) -> None:
    table = read(book(sheet(row(1, "ref", "kop"), row(2, "A-1", cell)), properties=properties))
    assert said(table) == (["2:2 error no-outcome"] if problem else [])


def rule(made: Any, where: str = "B1:B9") -> Edit:
    return lambda page: page.conditional_formatting.add(where, made)


def of_format(code: str) -> Any:
    return Rule("expression", formula=["1"], dxf=DifferentialStyle(numFmt=NumberFormat(numFmtId=170, formatCode=code)))


HIDING = {
    "strikes out": FormulaRule(["$A1=1"], font=Font(strike=True)),
    "makes white": CellIsRule("equal", ["0"], font=Font(color="FFFFFF")),
    "makes white on white": CellIsRule("equal", ["0"], font=Font(color="FFFFFF"),
                                       fill=PatternFill(bgColor="FFFFFF", fill_type="solid")),
    "puts black behind black": CellIsRule("equal", ["0"], fill=PatternFill(bgColor="010101", fill_type="solid")),
    "shows by another format": of_format(";;;"),
    "shows a bar instead": DataBarRule("min", 0, "max", 9, "638EC6", showValue=False),
}  # fmt: skip
HARMLESS = {
    "makes red": CellIsRule("equal", ["0"], font=Font(color="9C0006"),
                            fill=PatternFill(bgColor="FFC7CE", fill_type="solid")),
    "makes bold": FormulaRule(["$A1=1"], font=Font(bold=True)),
    "shows a bar behind": DataBarRule("min", 0, "max", 9, "638EC6"),
    "white on blue": FormulaRule(["$A1=1"], font=Font(color="FFFFFF"),
                                 fill=PatternFill(bgColor="1F4E78", fill_type="solid")),
}  # fmt: skip


@pytest.mark.parametrize("name", HIDING)
def test_a_conditional_format_that_may_hide_is_said_once_at_its_first_cell(name: str) -> None:
    assert first(rule(HIDING[name])) == ("twee", ["2:2 warning conditional-format"])
    assert first(rule(HIDING[name], "D1:D9"))[1] == []


@pytest.mark.parametrize("name", HARMLESS)
def test_a_conditional_format_that_only_colours_is_not_worth_a_word(name: str) -> None:
    assert first(rule(HARMLESS[name])) == ("twee", [])


def test_a_list_to_choose_from_changes_nothing_of_what_is_shown() -> None:
    assert first(lambda page: page.add_data_validation(DataValidation("list", formula1='"een,drie"', sqref="B2"))) == (
        "twee",
        [],
    )


def test_libreoffice_writes_in_white_on_a_dark_fill() -> None:
    data = made(filled("010101"))
    assert said(read(data)) == ["2:2 warning unseen-value"]
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"Microsoft Excel", b"LibreOffice/24.8"))
    assert said(read(stream.getvalue())) == []


def test_a_style_that_names_no_font_has_that_of_its_named_style() -> None:
    styles = ('<fonts><font/><font><strike/></font></fonts>'
              '<cellStyleXfs><xf fontId="0"/><xf fontId="1"/></cellStyleXfs>'
              '<cellXfs><xf fontId="0"/><xf xfId="1"/><xf xfId="1" fontId="0"/></cellXfs>')  # fmt: skip
    for style, expected in (("1", ["2:2 error struck-out"]), ("2", []), ("0", []), ("7", [])):
        cell = f'<c r="B2" s="{style}" t="inlineStr"><is><t>x</t></is></c>'
        assert said(read(book(sheet(row(1, "ref", "kop"), row(2, "A-1", cell)), styles=styles))) == expected


def test_a_long_list_is_looked_through_a_few_times_and_not_once_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[int] = []
    is_veiled = Sheet._is_veiled

    def counted(self: Sheet, number: int) -> bool:
        looked.append(number)
        return is_veiled(self, number)

    monkeypatch.setattr(Sheet, "_is_veiled", counted)
    rows = [row(number, f"A-{number}", more='hidden="1"' if number % 2 else "") for number in range(2, 202)]
    merged = "".join(f'<mergeCell ref="A{number}:B{number}"/>' for number in range(2, 202, 2))
    after = f"<mergeCells>{merged}</mergeCells>"
    assert len(read(book(sheet(row(1, "ref", "kop"), *rows, after=after))).rows) == 100
    assert len(looked) < 20 * 200


@pytest.mark.parametrize(
    ("edit", "text", "rules"),
    [
        (filled("000000"), "", ["unseen-value"]),
        (filled("FF000000", color="FF000000"), "", ["unseen-value"]),
        (filled("000000", color="FFFFFF"), "twee", []),
        (font(name="Wingdings"), "", ["symbol-typeface"]),
        (font(name="Symbol"), "", ["symbol-typeface"]),
        (value("Neem ", run("J", rFont="Wingdings")), "", ["symbol-typeface"]),
        (font(name="Segoe UI Symbol"), "twee", []),
        (font(name="Calibri"), "twee", []),
    ],
)
def test_black_on_black_and_letters_that_show_other_signs_are_said_at_the_cell(
    edit: Edit, text: str, rules: list[str]
) -> None:
    found, problems = first(edit)
    assert found == text
    assert [each.split()[-1] for each in problems] == rules


def test_figures_in_the_typeface_symbol_are_figures() -> None:
    def edit(page: Any) -> None:
        page["B2"] = "1,5"
        page["B2"].font = Font(name="Symbol")

    assert first(edit) == ("1,5", [])


@pytest.mark.parametrize(
    ("width", "code", "said_of_it"), [(4, "d mmmm yyyy", True), (20, "d mmmm yyyy", False), (4, "0", False)]
)
def test_a_column_that_shows_nothing_but_hashes_is_said(width: float, code: str, said_of_it: bool) -> None:
    def edit(page: Any) -> None:
        page["B2"], page["B2"].number_format = date(2026, 11, 20) if "y" in code else 250, code
        page.column_dimensions["B"].width = width

    found, problems = first(edit)
    assert found in {"20 november 2026", "250"}
    assert problems == (["2:2 warning narrow-column"] if said_of_it else [])


def test_what_stands_in_a_text_box_is_said_not_to_be_read() -> None:
    stream = io.BytesIO(made(value("twee")))
    drawn = (
        '<x:wsDr xmlns:x="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"'
        ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><x:sp><x:txBody><a:p><a:r>'
        "<a:t>Let op: niet bij Sam</a:t></a:r></a:p></x:txBody></x:sp></x:wsDr>"
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"'
        ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/drawing"'
        ' Target="../drawings/drawing1.xml"/></Relationships>'
    )
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("xl/worksheets/_rels/sheet1.xml.rels", relations)
        archive.writestr("xl/drawings/drawing1.xml", drawn)
    table = read(stream.getvalue())
    assert [(each.rule, each.message) for each in table.problems] == [
        ("text-box", "a text box lies over the sheet, and is not read: “Let op: niet bij Sam”")
    ]
