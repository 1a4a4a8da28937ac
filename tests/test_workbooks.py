"""What she sees in a cell of a workbook is what is read: not what is hidden, on another sheet, or behind a format."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from conftest import Command, paper
from handouts.intake.spreadsheets import Table, read_table
from handouts.problems import ContentError, Message, UsageError
from workbook import LINKS, MAIN, STRICT, book, row, sheet


def read(data: bytes, **more: object) -> Table:
    return read_table(data, "lijst.xlsx", **more)  # type: ignore[arg-type]


def cells(table: Table) -> list[tuple[object, ...]]:
    return [each.cells for each in table.rows]


def shown(cell: str, *formats: str, language: str = "nl") -> tuple[object, list[str]]:
    """What the one cell under a heading shows, and the rules of what is said about it."""
    table = read(book(sheet(row(1, "ref", "kop"), row(2, "A-1", cell)), formats=formats), language=language)
    return table.rows[0].cells[1], [problem.rule for _, problem in table.rows[0].problems]


def refusal(data: bytes, name: str = "lijst.xlsx", **more: object) -> str:
    with pytest.raises(ContentError) as refused:
        read_table(data, name, **more)  # type: ignore[arg-type]
    return str(refused.value)


@pytest.mark.parametrize(
    ("cell", "formats", "nl"),
    [
        ('<c r="B2" s="1"><v>1.5</v></c>', ['0.0" tablet"'], "1,5 tablet"),
        ('<c r="B2" s="1"><v>0.25</v></c>', ["9"], "25%"),
        ('<c r="B2"><v>1.5</v></c>', [], "1,5"),
        ('<c r="B2" s="1"><v>45.5</v></c>', ["44"], "€ 45,50"),
        ('<c r="B2" s="1"><v>46360</v></c>', ["14"], "4-12-2026"),
        ('<c r="B2" s="1"><v>46360.604166666664</v></c>', ["22"], "4-12-2026 14:30"),
        ('<c r="B2" s="1"><v>46054</v></c>', ["16"], "1-feb"),
        ('<c r="B2" s="1" t="d"><v>2026-12-04T14:30:00</v></c>', ["d-m-yyyy h:mm"], "4-12-2026 14:30"),
        ('<c r="B2" s="1"><v>46360</v></c>', ["[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy"], "vrijdag 4 december 2026"),
        ('<c r="B2" t="b"><v>1</v></c>', [], "WAAR"),
        ('<c r="B2" t="b"><v>0</v></c>', [], "ONWAAR"),
        ('<c r="B2" s="1"><f>1/2</f><v>0.5</v></c>', ["12"], "1/2"),
        ('<c r="B2" t="str"><f>A1&amp;"x"</f><v>een_x000D_\ntwee</v></c>', [], "een\ntwee"),
        ('<c r="B2" t="str"><f>""</f><v></v></c>', [], ""),
        ('<c r="B2" t="s"><v>0</v></c>', [], "Zoë wandelt"),
        ('<c r="B2" t="s"><v>1</v></c>', [], " 007 "),
        ('<c r="B2" t="s"><v>2</v></c>', [], "letterlijk _x000D_"),
        ('<c r="B2" s="1" t="s"><v>1</v></c>', ['0;-0;0;@" stuks"'], " 007  stuks"),
        ('<c r="B2" s="1" t="inlineStr"><is><t>007</t></is></c>', ["000"], "007"),
        ('<c r="B2" s="1"><v>7</v></c>', ["49"], "7"),
        ('<c r="B2" s="1"><v>0</v></c>', ["0;-0;;@"], ""),
        ('<c r="B2" s="9"><v>7</v></c>', [], "7"),
        ('<c s="0"><v>7</v></c>', [], "7"),
    ],
)
def test_a_cell_reads_as_it_shows(cell: str, formats: list[str], nl: str) -> None:
    texts = (
        "<si><r><rPr><b/></rPr><t>Zo</t></r><r><t xml:space='preserve'>ë wandelt</t></r><rPh><t>uit</t></rPh></si>"
        "<si><t xml:space='preserve'> 007 </t></si><si><t>letterlijk _x005F_x000D_</t></si>"
    )
    table = read(book(sheet(row(1, "ref", "kop"), row(2, "A-1", cell)), formats=tuple(formats), shared=texts))
    assert cells(table) == [("A-1", nl)]
    assert table.rows[0].problems == ()


@pytest.mark.parametrize(
    ("cell", "formats", "rule", "said"),
    [
        ('<c r="B2" s="1"><v>1.5</v></c>', ["0 stuks"], "number-format", "“t”"),
        ('<c r="B2" s="1"><v>1.5</v></c>', ["0*-"], "number-format", "fills the cell with “-”"),
        ('<c r="B2" s="1"><v>-1</v></c>', ["d-m-yyyy"], "number-format", "####"),
        ('<c r="B2" s="1"><v>3000000</v></c>', ["14"], "number-format", "####"),
        ('<c r="B2" s="1"><v>1</v></c>', ["55"], "number-format", "has the number 55"),
        ('<c r="B2" s="1"><v>1,5</v></c>', ["1"], "number-format", "it holds “1,5” for a number"),
        ('<c r="B2" s="1"><v>1.5</v></c>', ["0;0;0;0;0"], "number-format", "more than four sections"),
        ('<c r="B2" s="1"><v>5</v></c>', ["[>10]0"], "number-format", "conditions"),
        ('<c r="B2" s="1"><v>46360</v></c>', ["[$-407]d\\ mmmm"], "number-format", "another language"),
        ('<c r="B2"><f>1+1</f><v/></c>', [], "no-outcome", "without its outcome"),
        ('<c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c>', [], "no-outcome", "says #DEEL/0!"),
        ('<c r="B2" s="1"><v>5</v></c>', [";;;"], "unseen-value", "holds “5”"),
        ('<c r="B2" s="1" t="inlineStr"><is><t>weg</t></is></c>', [";;;"], "unseen-value", "holds “weg”"),
    ],
)  # fmt: skip
def test_a_cell_of_which_nobody_can_tell_what_it_shows_is_named(
    cell: str, formats: list[str], rule: str, said: str
) -> None:
    table = read(book(sheet(row(1, "ref", "kop"), row(2, "A-1", cell)), formats=tuple(formats)))
    ((column, problem),) = table.rows[0].problems
    assert (column, problem.rule, str(problem.mark)) == (1, rule, "lijst.xlsx:2:2")
    assert said in problem.message
    assert table.rows[0].cells[1] == ""


def test_why_a_cell_cannot_be_read_is_a_sentence_that_can_be_translated() -> None:
    table = read(book(sheet(row(1, "ref", "kop"), row(2, "A-1", '<c r="B2"><v>x</v></c>'))))
    ((_, problem),) = table.rows[0].problems
    reason = problem.message.values["reason"]
    assert isinstance(reason, Message)
    assert reason.msgid == "it holds “{text}” for a number"


@pytest.mark.parametrize(
    ("number", "code", "language", "day"),
    [
        ("46360.604166666664", "22", "nl", "2026-12-04T14:30:00"),
        ("46360.604166666664", "22", "en", "2026-12-04T14:30:00"),
        ("46360.604166666664", "dd-mm-yyyy hh:mm", "nl", "2026-12-04T14:30:00"),
        ("46360.583333333299", "d mmm h:mm AM/PM", "nl", "2026-12-04T14:00:00"),
        ("46360.604166666664", "d-m-yyyy", "nl", "2026-12-04"),
        ("46360.604166666664", "14", "nl", "2026-12-04"),
        ("46360", "d-m-yyyy h:mm", "nl", "2026-12-04"),
        ("46360.604166666664", "mmm yyyy", "nl", "2026-12-04"),
    ],
)
def test_a_day_has_the_time_that_its_cell_shows(number: str, code: str, language: str, day: str) -> None:
    cell = f'<c r="B2" s="1"><v>{number}</v></c>'
    table = read(book(sheet(row(1, "ref", "kop"), row(2, "A-1", cell)), formats=(code,)), language=language)
    assert table.rows[0].days[1].isoformat() == day


def test_an_english_practice_reads_as_an_english_computer_shows() -> None:
    assert shown('<c r="B2" s="1"><v>12345.678</v></c>', "4", language="en") == ("12,345.68", [])
    assert shown('<c r="B2" t="b"><v>1</v></c>', language="en") == ("TRUE", [])
    assert shown('<c r="B2" s="1"><v>46054</v></c>', "16", language="en") == ("1-Feb", [])
    # Whether the day or the month comes first depends on the country.
    assert shown('<c r="B2" s="1"><v>46054</v></c>', "14", language="en") == ("", ["number-format"])


def test_decimals_end_where_the_column_does() -> None:
    third = '<c r="B2"><v>0.3333333333333333</v></c>'
    widths = {"": "0,333333", '<cols><col min="2" max="2" width="30"/></cols>': "0,333333333",
              '<cols><col min="2" max="2" width="10.2"/></cols>': "0,3333333",
              '<sheetFormatPr defaultColWidth="12"/>': "0,333333333",
              '<cols><col min="2" max="2" width="2"/></cols>': "0,333333"}  # fmt: skip
    for before, expected in widths.items():
        table = read(book(sheet(row(1, "ref", "kop"), row(2, "A-1", third), before=before)))
        assert table.rows[0].cells[1] == expected


def test_a_day_is_told_whatever_is_shown_of_it() -> None:
    for formats, day in (
        (["14"], date(2026, 2, 1)), (["16"], date(2026, 2, 1)), (["[$-407]mmmm"], date(2026, 2, 1)), (["20"], None),
        (["0"], None),
    ):  # fmt: skip
        table = read(book(sheet(row(1, "ref", "kop"), row(2, "A-1", '<c r="B2" s="1"><v>46054</v></c>')),
                          formats=tuple(formats)))  # fmt: skip
        assert table.rows[0].days.get(1) == day


def test_days_are_counted_from_1904_where_the_workbook_says_so() -> None:
    cell = '<c r="B2" s="1"><v>44898</v></c>'
    table = read(book(sheet(row(1, "ref", "kop"), row(2, "A-1", cell)), formats=("14",),
                      properties='<workbookPr date1904="1"/>'))  # fmt: skip
    assert (table.rows[0].cells[1], table.rows[0].days[1]) == ("4-12-2026", date(2026, 12, 4))


LIST = sheet(row(1, "ref", "kop"), row(2, "A-1", "x"))
OTHER = sheet(row(1, "ref", "kop"), row(2, "B-1", "y"))
EMPTY = sheet(row(1, "lees mij"))


def test_the_sheet_that_was_open_is_read_and_the_others_are_named() -> None:
    table = read(book(EMPTY, LIST, opened=1))
    assert cells(table) == [("A-1", "x")]
    assert table.detected == "XLSX, the sheet “Tweede”; not read: “Lijst” (--worksheet chooses another)"
    assert cells(read(book(LIST, OTHER, opened=None))) == [("A-1", "x")]
    assert read(book(LIST)).detected == "XLSX, the sheet “Lijst”"


def test_another_sheet_can_be_chosen_by_its_name() -> None:
    assert cells(read(book(LIST, OTHER), worksheet="tweede")) == [("B-1", "y")]
    assert cells(read(book(LIST, OTHER, states=("visible", "veryHidden")), worksheet="Tweede")) == [("B-1", "y")]
    assert "did you mean “Tweede”" in refusal(book(LIST, OTHER), worksheet="Twede")
    with pytest.raises(UsageError, match="no sheets to choose from"):
        read_table(b"a;b\n1;2\n", "lijst.csv", worksheet="Lijst")


def test_a_chart_or_a_hidden_sheet_is_not_taken_for_the_open_one() -> None:
    assert cells(read(book("<chartsheet/>", LIST, kinds=("chartsheet", "worksheet"), opened=0))) == [("A-1", "x")]
    assert cells(read(book(LIST, OTHER, states=("hidden", "visible"), opened=0))) == [("B-1", "y")]
    assert "[no-worksheet]" in refusal(book("<chartsheet/>", kinds=("chartsheet",)))


def test_a_sheet_without_rows_is_refused_with_the_names_of_the_others() -> None:
    said = refusal(book(EMPTY, LIST))
    assert "the sheet “Lijst” has no rows under its headings [no-rows]" in said
    assert "there are others: “Tweede”; --worksheet chooses one" in said


@pytest.mark.parametrize("more", ['hidden="1"', 'hidden="true"', 'ht="0" customHeight="1"'])
def test_a_hidden_row_is_left_out_and_said(more: str) -> None:
    data = book(sheet(row(1, "ref", "kop"), row(2, "A-1", "x"), row(3, "A-2", "weg", more=more), row(4, "A-3", "z")))
    table = read(data)
    assert [(each.number, each.cells[0]) for each in table.rows] == [(2, "A-1"), (4, "A-3")]
    assert [str(problem).splitlines()[0] for problem in table.problems] == [
        "lijst.xlsx:3: warning: row 3 is hidden, and left out [hidden]"
    ]
    table = read(data, hidden=True)
    assert [each.number for each in table.rows] == [2, 3, 4]
    assert table.problems == ()


def test_what_is_hidden_and_empty_is_not_worth_a_word() -> None:
    data = book(sheet(row(1, "ref", "kop"), row(2, "A-1", "x"), row(3, more='hidden="1"'),
                      before='<cols><col min="3" max="16384" hidden="1"/></cols>'))  # fmt: skip
    assert read(data).problems == ()


def test_headings_in_a_hidden_row_are_headings_all_the_same() -> None:
    table = read(book(sheet(row(1, "ref", "kop", more='hidden="1"'), row(2, "A-1", "x"))))
    assert (table.rows[0].headings, table.problems) == (("ref", "kop"), ())


def test_rows_that_are_all_hidden_are_no_empty_sheet() -> None:
    said = refusal(book(sheet(row(1, "ref"), row(2, "A-1", more='hidden="1"'))))
    assert "every row of the sheet “Lijst” is hidden [no-rows]" in said


@pytest.mark.parametrize("col", ['min="2" max="2" hidden="1"', 'min="2" max="2" width="0"'])
def test_a_hidden_column_is_left_out_and_said(col: str) -> None:
    data = book(sheet(row(1, "ref", "intern", "kop"), row(2, "A-1", "weg", "x"), before=f"<cols><col {col}/></cols>"))
    table = read(data)
    assert (table.rows[0].headings, table.rows[0].cells) == (("ref", "", "kop"), ("A-1", "", "x"))
    assert [str(problem).splitlines()[0] for problem in table.problems] == [
        "lijst.xlsx:1:2: warning: the column “intern” is hidden, and left out [hidden]"
    ]
    assert cells(read(data, hidden=True)) == [("A-1", "weg", "x")]


def test_a_merged_cell_counts_for_each_row_that_it_stands_beside() -> None:
    merged = '<mergeCells><mergeCell ref="B2:B3"/></mergeCells>'
    data = book(sheet(row(1, "ref", "dosis", "kop"), row(2, "A-1", "1 tablet", "x"), row(3, "A-2", "", "y"),
                      row(4, "A-3", "2 tabletten"), after=merged))  # fmt: skip
    table = read(data)
    assert [each.cells[1] for each in table.rows] == ["1 tablet", "1 tablet", "2 tabletten"]
    ((column, problem),) = table.rows[1].problems
    assert column == 1
    assert str(problem).startswith(
        "lijst.xlsx:3:2: warning: this cell is merged with B2, and read as “1 tablet” too [merged]"
    )


def test_a_cell_that_is_merged_away_to_the_side_is_empty_and_said() -> None:
    table = read(book(sheet(row(1, "ref", "dosis", "kop"), row(2, "A-1", "1 tablet"),
                            after='<mergeCells><mergeCell ref="B2:C2"/></mergeCells>')))  # fmt: skip
    assert table.rows[0].cells == ("A-1", "1 tablet", "")
    assert [(column, problem.rule) for column, problem in table.rows[0].problems] == [(2, "merged")]


def test_the_strict_form_of_the_standard_reads_the_same() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book(LIST))) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            content = old.read(name).decode().replace(MAIN, STRICT)
            new.writestr(name, content.replace(LINKS, "http://purl.oclc.org/ooxml/officeDocument/relationships"))
    assert cells(read(stream.getvalue())) == [("A-1", "x")]


def test_a_workbook_without_shared_texts_reads_the_same() -> None:
    whole = io.BytesIO(book(sheet(row(1, "ref", "kop"), row(2, "A-1", "x"))))
    bare = io.BytesIO()
    with zipfile.ZipFile(whole) as archive, zipfile.ZipFile(bare, "w") as other:
        for name in archive.namelist():
            other.writestr(name, archive.read(name).replace(b"sharedStrings", b"other"))
    assert cells(read(bare.getvalue())) == [("A-1", "x")]


def test_rows_and_cells_that_do_not_say_where_they_stand_are_counted() -> None:
    plain = "<c t='inlineStr'><is><t>{}</t></is></c>"
    data = book(sheet(f"<row>{plain.format('ref')}{plain.format('kop')}</row>", f"<row>{plain.format('A-1')}</row>"))
    assert [(each.number, each.cells) for each in read(data).rows] == [(2, ("A-1", ""))]


@pytest.mark.parametrize("part", ["content.xml", "Index/Document.iwa", "xl/workbook.bin"])
def test_other_kinds_of_workbook_are_refused_in_words(part: str) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(part, "")
    assert "this kind of spreadsheet is not read [not-a-table]" in refusal(stream.getvalue(), "lijst.ods")


def test_a_workbook_behind_a_password_is_refused_in_words() -> None:
    said = refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "lijst.xlsx")
    assert "this kind of spreadsheet is not read" in said
    assert "password" in said


def test_a_workbook_in_pieces_is_refused_and_never_half_read() -> None:
    whole = book(sheet(row(1, "ref", "kop"), row(2, "A-1", '<c r="B2" t="s"><v>0</v></c>')), shared="<si><t>x</t></si>")
    assert cells(read(whole)) == [("A-1", "x")]
    for end in range(0, len(whole), 40):
        assert "[not-a-table]" in refusal(whole[:end]), end
    for bad in ("<v>7</v>", "<v>x</v>", "<v>-9</v>"):
        data = book(
            sheet(row(1, "ref", "kop"), row(2, "A-1", f'<c r="B2" t="s">{bad}</c>')), shared="<si><t>x</t></si>"
        )
        assert "[not-a-table]" in refusal(data)


def test_cells_beyond_all_measure_are_refused_before_they_fill_the_memory() -> None:
    far = [f'<row r="{number}"><c r="XFD{number}"><v>1</v></c></row>' for number in range(1, 400)]
    assert "[too-many]" in refusal(book(sheet(*far)))
    assert "[too-many]" in refusal(book(sheet(row(1, "ref"), '<row r="1048576"><c r="A1048576"><v>1</v></c></row>')))
    last = '<row r="{0}"><c r="A{0}"><v>1</v></c></row>'
    assert cells(read(book(sheet(row(1, "ref"), last.format(100_001))))) == [("1",)]
    assert "[too-many]" in refusal(book(sheet(row(1, "ref"), last.format(100_002))))
    merged = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    assert cells(read(book(sheet(row(1, "ref"), row(2, "A-1"), row(9, "A-2"), after=merged)))) == [("A-1",), ("A-2",)]
    assert "[not-a-table]" in refusal(book(sheet(row(1, "ref"), '<row r="2"><c r="ZZZ2"><v>1</v></c></row>')))


def test_a_batch_prints_what_the_cells_show(handouts: Command, clinic: Path) -> None:
    (clinic / "content/clients/2026-014.yaml").unlink()
    names = ("ref", "first_name", "date", "schedule.1.product", "schedule.1.route", "schedule.1.dose",
             "schedule.1.dose_source", "schedule.1.when", "note")  # fmt: skip

    def client(number: int, ref: str, dose: str, note: str, more: str = "") -> str:
        day = f'<c r="C{number}" s="1"><v>46346</v></c>'
        return row(number, ref, "Kim", day, "Zout", "oral", dose, "etiket", "avond", note, more=more)

    data = book(
        sheet(row(1, *names),
              client(2, "Y-1", '<c r="F2" s="2"><v>1.5</v></c>', '<c r="I2" s="3"><v>46360.60416666666</v></c>'),
              client(3, "Y-2", '<c r="F3" s="4"><v>46054</v></c>', "x"),
              client(4, "Y-3", "1 tablet", "x", more='hidden="1"')),
        formats=("14", '0.0" tablet"', "d-m-yyyy h:mm", "16"),
    )  # fmt: skip
    (clinic / "lijst.xlsx").write_bytes(data)
    ran = handouts("batch", str(clinic / "lijst.xlsx"), "--sheet", "magnesiumconsult", "--workers", "1")
    assert ran.code == 1
    assert "lijst.xlsx:4: warning: row 4 is hidden, and left out [hidden]" in ran.err
    assert "lijst.xlsx:3:6: error: there is a date here, shown as “1-feb” (column “schedule.1.dose”)" in ran.err
    printed = paper(clinic / "output/sheets/Y-1.pdf")
    assert "1,5 tablet" in printed
    assert "4-12-2026 14:30" in printed
    assert "20 november 2026" in printed
    assert not (clinic / "output/sheets/Y-2.pdf").exists()
    assert not (clinic / "output/sheets/Y-3.pdf").exists()


def test_a_workbook_in_which_a_byte_turned_is_read_or_refused_wherever_it_was() -> None:
    packed = io.BytesIO()
    plain = zipfile.ZipFile(io.BytesIO(book(sheet(row(1, "ref", "datum"), row(2, "R-1", "x" * 400)))))
    with plain, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in plain.namelist():
            archive.writestr(name, plain.read(name))
    whole = packed.getvalue()
    for place in range(0, len(whole), 7):
        data = bytearray(whole)
        data[place] ^= 0x55
        with suppress(ContentError):
            read(bytes(data))


def test_a_width_beyond_all_measure_is_no_traceback() -> None:
    wide = '<cols><col min="1" max="1" width="1e999"/></cols>'
    with suppress(ContentError):
        read(book(sheet(row(1, "ref"), row(2, "R-1"), before=wide)))
