"""A spreadsheet is read as it was meant, whoever wrote it, and what was guessed is said."""

from __future__ import annotations

import codecs
import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.files.unseen import pasted
from handouts.intake.spreadsheets import Table, harmless, read_table, table_bytes
from handouts.intake.spreadsheets.delimited import guess_delimiter
from handouts.problems import ContentError

ROWS = [
    ["first_name", "note", "goals"],
    ["José", "regel een\nregel twee", 'zei "ja", en ging; toch'],
    ["Zoë", "", "één\tdoel"],
    ["Bo", "'s avonds", "a,b;c"],
]


def cells(table: Table) -> list[list[str]]:
    return [[str(cell) for cell in row.cells] for row in table.rows]


def as_csv(rows: list[list[str]], delimiter: str, ending: str = "\r\n") -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=ending).writerows(rows)
    return text.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\r\n", "\n"])
@pytest.mark.parametrize("sep", [False, True])
@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8 with BOM"),
        ("cp1252", "Windows-1252"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-32", "UTF-32"),
        ("utf-32-le", "UTF-32"),
        ("utf-32-be", "UTF-32"),
        ("mac_roman", "Mac Roman"),
    ],
)
def test_every_delimiter_and_encoding_reads_the_same_and_is_said(
    delimiter: str, ending: str, encoding: str, said: str, sep: bool
) -> None:
    text = as_csv(ROWS, delimiter, ending)
    if sep:
        text = f"sep={delimiter}{ending}{text}"
    table = read_table(text.encode(encoding), "lijst.csv")
    assert cells(table) == ROWS[1:]
    assert table.rows[0].headings == tuple(ROWS[0])
    assert f"encoding {said}," in table.detected
    assert {",": "comma", ";": "semicolon", "\t": "tab"}[delimiter] in table.detected


def test_rows_are_numbered_as_a_spreadsheet_shows_them() -> None:
    table = read_table(b'a,b\n1,"x\ny"\n\n,\n2,z\n', "lijst.csv")
    assert [row.number for row in table.rows] == [2, 5]
    assert str(table.mark(table.rows[1], 1)) == "lijst.csv:5:2"


@given(
    rows=st.lists(
        st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\r\0"), max_size=12), min_size=3, max_size=3),
        min_size=1, max_size=6,
    ),
    delimiter=st.sampled_from([",", ";", "\t"]),
)  # fmt: skip
def test_whatever_stands_in_the_cells_is_what_is_read(rows: list[list[str]], delimiter: str) -> None:
    rows = [*rows, ["A-1", "Zoë", ""]]
    seen = [[pasted(cell) for cell in row] for row in rows]
    held = [row for row in seen if any(cell.strip() for cell in row)]
    table = read_table(as_csv([["ref", "first_name", "note"], *rows], delimiter).encode("utf-8-sig"), "lijst.csv")
    assert cells(table) == held


def test_a_row_with_more_cells_than_headings_is_at_fault_and_no_other() -> None:
    table = read_table(b"a,b\n1,2\n1,2,3\n4,5\n", "lijst.csv")
    assert [[(column, problem.rule) for column, problem in row.problems] for row in table.rows] == [
        [], [(2, "more-cells")], [],
    ]  # fmt: skip
    (said,) = [problem for row in table.rows for _, problem in row.problems]
    assert str(said).startswith("lijst.csv:3:3: error: this row has 3 cells, and there are 2 headings [more-cells]")


def test_a_list_in_yaml_has_the_places_of_its_lines() -> None:
    table = read_table(b"- ref: A-1\n  note: x\n- ref: A-2\n  modules: [a, b]\n", "lijst.yaml")
    second = table.rows[1]
    assert [str(table.mark(second)), str(table.mark(second, 0))] == ["lijst.yaml:3:3", "lijst.yaml:3:8"]
    column = second.headings.index("modules")
    assert str(table.mark(second, column, (1,))) == "lijst.yaml:4:16"


def test_a_spreadsheet_that_is_too_large_is_told_with_the_limit() -> None:
    with pytest.raises(ContentError) as refused:
        read_table(bytes(64 * 1024 * 1024 + 1), "lijst.csv")
    assert str(refused.value).startswith("lijst.csv: error: the file is larger than 64 MB [too-large]")


@pytest.mark.parametrize(
    ("data", "name", "rule"),
    [
        (b"", "lijst.csv", "empty-file"),
        (b"\n ; \n", "lijst.csv", "empty-file"),
        (b'a,b\n"1,2\n', "lijst.csv", "not-a-table"),
        (b"a,b\n\x81\x8d\xb2\xb3,2\n", "lijst.csv", "not-utf-8"),
        ("a,b\nZoë,2\n".encode("utf-16-le")[:-1], "lijst.csv", "not-utf-8"),
        ("a,b\nZoë,2\n".encode("utf-32-be")[:-2], "lijst.csv", "not-utf-8"),
        (codecs.BOM_UTF8 + b"a,b\n\xff,2\n", "lijst.csv", "not-utf-8"),
        (b"PK\x03\x04 nothing", "lijst.xlsx", "not-a-table"),
        (b"\xd0\xcf\x11\xe0", "lijst.xls", "not-a-table"),
        (b"first_name: Sam\n", "lijst.yaml", "not-a-list"),
        (b"- Sam\n", "lijst.yaml", "not-a-mapping"),
    ],
)
def test_what_is_no_spreadsheet_is_told(data: bytes, name: str, rule: str) -> None:
    with pytest.raises(ContentError) as refused:
        read_table(data, name)
    assert [problem.rule for problem in refused.value.problems] == [rule]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ('="1,5 tablet"', "1,5 tablet"),
        ('"=""1,5 tablet"""', "1,5 tablet"),
        ('="007"', "007"),
        ('"=""zei """"ja"""""""', 'zei "ja"'),
        ("'-5 kg", "-5 kg"),
        ("'=2", "=2"),
        ("'s avonds", "'s avonds"),
        ("= 2 tabletten", "= 2 tabletten"),
    ],
)
def test_what_an_export_puts_around_a_text_is_no_part_of_it(typed: str, read: str) -> None:
    assert cells(read_table(f'="ref";note\nA-1;{typed}\n'.encode(), "lijst.csv")) == [["A-1", read]]


@pytest.mark.parametrize(
    ("text", "name"), [("first_name;ref\n", "a.csv"), ("first_name;ref\n;\n\n", "a.tsv"), ("[]\n", "a.yaml")]
)
def test_headings_with_nothing_under_them_are_refused(text: str, name: str) -> None:
    with pytest.raises(ContentError) as refused:
        read_table(text.encode(), name)
    assert [problem.rule for problem in refused.value.problems] == ["no-rows"]


def test_a_semicolon_in_a_heading_in_quotes_is_no_delimiter() -> None:
    assert guess_delimiter('"a;b;c;d",e\n1,2\n') == ","
    assert guess_delimiter("name\nSam\n") == ""


def test_a_spreadsheet_that_is_written_reads_back() -> None:
    pytest.importorskip("openpyxl")
    for name in ("a.csv", "a.tsv", "a.xlsx"):
        assert cells(read_table(table_bytes(ROWS, name), name)) == ROWS[1:]


def test_no_cell_of_a_report_is_a_formula() -> None:
    assert [harmless(each) for each in ("=1", "+1", "-1", "@a", "a=1")] == ["'=1", "'+1", "'-1", "'@a", "a=1"]
