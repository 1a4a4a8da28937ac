"""Tables: rows as they may be typed, columns as wide as what is in them asks, and no row that is cut."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from conftest import PRACTICE
from handouts.content.model.figures import Table
from handouts.content.model.formats import FORMATS
from handouts.files.folder import Folder
from handouts.page.composing.tables import laid_out
from handouts.problems import ContentError
from handouts.produce.documents import BROCHURES
from handouts.produce.job import Job
from handouts.produce.making import Maker

TODAY = date(2026, 11, 28)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "content" / "brochures").mkdir(parents=True)
    (tmp_path / "content" / "practice.yaml").write_text(PRACTICE, encoding="utf-8")
    return tmp_path


def table(*rows: object, head: object = "Wat | Hoeveel | Let op") -> Table:
    return Table.model_validate({"head": head, "rows": list(rows)})


def test_a_row_is_a_list_or_one_text_with_bars_between() -> None:
    assert table("Bad | 20 minuten | ", "| Bad | 20 minuten | |", ["Olie", "", "prikt"]).rows == [
        ["Bad", "20 minuten", None], ["Bad", "20 minuten", None], ["Olie", None, "prikt"],
    ]  # fmt: skip


def test_every_row_with_another_number_of_cells_than_there_are_heads_is_named(folder: Path) -> None:
    rows = "    - x\n    - a | b\n    - [a, b, c]\n"
    text = f"title: Proef\nsections:\n- heading: Een\n  table:\n    head: A | B\n    rows:\n{rows}"
    (folder / "content" / "brochures" / "proef.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ContentError) as refused:
        BROCHURES.load(Folder(folder).open_reader(), "proef")
    found = [(each.rule, each.mark.line) for each in refused.value.problems]
    assert found == [("not-the-columns", 7), ("not-the-columns", 9)]


@pytest.mark.parametrize(
    ("row", "hint"),
    [
        ("Thee | 17.00 uur | let op: cafeïne", 'put the line between quotes: "Thee | 17.00 uur | let op: cafeïne"'),
        ("Koffie: 13.00 | a | b", 'put the line between quotes: "Koffie: 13.00 | a | b"'),
        ("“Koffie: 13.00 | a | b”", '“ ” „ ‘ ’ are no quotes here: type straight ones, "Koffie: 13.00 | a | b"'),
        (f"Thee: {'a | ' * 20}", "put the whole line after the dash between double quotes"),
    ],
)
def test_a_colon_that_makes_a_mapping_of_a_row_is_named_as_the_cause(folder: Path, row: str, hint: str) -> None:
    text = f"title: Proef\nsections:\n- heading: Een\n  table:\n    head: A | B | C\n    rows:\n    - {row}\n"
    (folder / "content" / "brochures" / "proef.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ContentError) as refused:
        BROCHURES.load(Folder(folder).open_reader(), "proef")
    (problem,) = refused.value.problems
    assert (problem.rule, problem.mark.line, problem.hint) == ("not-text", 7, hint)
    assert "the colon in this text makes a key of what comes before it" in problem.message


WORDY = table("Voetenbad | 2 eetlepels kristallen, 37 graden | niet bij wondjes of zonder gevoel in je voeten")
SHORT = table("ma | bad | nee", "di | lezen | ja")


@pytest.mark.parametrize(
    ("name", "stacked"), [("a4", False), ("large-print", False), ("booklet", False), ("trifold", True)]
)
def test_rows_stand_one_under_the_other_only_where_columns_would_be_too_narrow(name: str, stacked: bool) -> None:
    assert laid_out(WORDY, FORMATS[name]).stacked == stacked
    assert not laid_out(SHORT, FORMATS[name]).stacked


def test_each_column_is_wide_enough_for_its_longest_word() -> None:
    layout = laid_out(WORDY, FORMATS["booklet"])
    assert sum(layout.widths) == pytest.approx(100, abs=0.1)
    letters = FORMATS["booklet"].column / (FORMATS["booklet"].body * 0.176)
    for width, word in zip(layout.widths, ("Voetenbad", "eetlepels", "zonder"), strict=True):
        assert width / 100 * letters > len(word) * 1.15


def test_the_head_of_a_long_table_is_on_each_of_its_pages_and_no_row_is_cut(folder: Path) -> None:
    rows = "".join(f"    - voeding {number} | {number} gram en nog wat woorden erbij\n" for number in range(40))
    text = (
        f"title: Proef\nsections:\n- heading: Een\n  table:\n    head: Wat eet je? | Hoeveel is dat?\n    rows:\n{rows}"
    )
    (folder / "content" / "brochures" / "proef.yaml").write_text(text, encoding="utf-8")
    product = Maker(Folder(folder), TODAY).make(Job("brochure", "proef", "a4"))
    assert product.pdf
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(product.pdf)]
    with_rows = [page for page in pages if "voeding" in page]
    assert len(with_rows) >= 2
    assert all(page.count("Hoeveel is dat?") == 1 for page in with_rows)
    assert all(page.count("voeding") == page.count("woorden erbij") >= 2 for page in with_rows)
