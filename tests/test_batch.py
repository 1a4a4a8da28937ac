"""`handouts batch`: a sheet for each row; one that fails stops no other; what is there is not made again."""

from __future__ import annotations

import csv
import errno
import hashlib
import io
import json
import os
import resource
import signal
import sqlite3
import stat
import subprocess
import sys
import textwrap
import time
from contextlib import closing
from datetime import date
from pathlib import Path
from unittest.mock import Mock

import pypdfium2
import pytest

import handouts
from conftest import Command, paper, put
from handouts.content.reading import Marks, Read
from handouts.files.folder import Folder
from handouts.problems import BrokenEnvironment, Mark, UsageError, error, warning, worded_rows
from handouts.produce import batching, worker_handle
from handouts.produce import pool as pools
from handouts.produce.batching import quicklist
from handouts.produce.batching import run as run_batch
from handouts.produce.batching.printing import print_sheets
from handouts.produce.batching.report import naming_rows, report_bytes
from handouts.produce.batching.values import Batch, BatchOptions, Checked, RowJob, RowResult, rows_of
from handouts.produce.job import Job, Row, Setup, Task
from handouts.produce.making import Maker
from handouts.produce.outcome import Outcome
from handouts.produce.pool import Pool
from handouts.produce.verifying import verify
from handouts.records import Records
from handouts.records.locks import locked
from handouts.records.product import Product

SOURCES = Path(handouts.__file__).parents[1]

HEAD = "ref;first_name;date;note\n"
THREE = HEAD + "".join(f"R-{number};Naam{number};2026-11-20;Woord{number}.\n" for number in (1, 2, 3))


@pytest.fixture
def lijst(clinic: Path) -> Path:
    """A practice folder with a spreadsheet of three rows, `lijst.csv`, and no consult."""
    (clinic / "content/clients/2026-014.yaml").unlink()
    # A sheet of one page takes half as long as one with a diary.
    put(clinic, "content/sheets/magnesiumconsult.yaml", "title: Jouw plan voor thuis\nmodules: [ademhaling]\n")
    path = clinic / "lijst.csv"
    path.write_text(THREE, encoding="utf-8")
    return path


def sheets(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (folder / "output/sheets").iterdir()}


def run(handouts: Command, path: Path, *more: str) -> tuple[int, str, str]:
    ran = handouts("batch", str(path), "--sheet", "magnesiumconsult", *more)
    return ran.code, ran.out, ran.err


def test_each_row_becomes_a_sheet_of_its_own_and_a_second_call_keeps_them(
    handouts_with_workers: Command, lijst: Path
) -> None:
    code, out, err = run(handouts_with_workers, lijst)
    assert code == 0, err
    assert "made: 3 (rows 2-4)" in out
    assert "encoding UTF-8, delimiter semicolon" in err
    made = lijst.parent / "output/sheets"
    for number in (1, 2, 3):
        text = paper(made / f"R-{number}.pdf")
        assert f"Naam{number}" in text
        assert f"Woord{number}." in text
        assert not any(f"Woord{other}" in text for other in {1, 2, 3} - {number})
        assert stat.S_IMODE((made / f"R-{number}.pdf").stat().st_mode) == 0o600
    before = sheets(lijst.parent)
    code, out, err = run(handouts_with_workers, lijst)
    assert (code, err) == (0, "")
    assert "kept: 3 (rows 2-4)" in out
    assert sheets(lijst.parent) == before


def test_what_changed_or_went_is_made_again_and_nothing_else(handouts: Command, lijst: Path) -> None:
    run(handouts, lijst)
    (lijst.parent / "output/sheets/R-3.pdf").unlink()
    # Rows that move stay the same sheets.
    lijst.write_text(
        HEAD + "".join(sorted(THREE.splitlines(keepends=True)[1:], reverse=True)).replace("Woord2", "Anders")
    )
    code, out, _ = run(handouts, lijst)
    assert code == 0
    assert "made: 2 (rows 2-3)" in out
    assert "kept: 1 (row 4)" in out
    assert "Anders" in paper(lijst.parent / "output/sheets/R-2.pdf")
    (lijst.parent / "content/modules/ademhaling.yaml").write_text("title: Rustig\ngoal: Een rust.\nsteps: [Adem uit]\n")
    assert "made: 3" in run(handouts, lijst)[1]
    assert "made: 3" in run(handouts, lijst, "--force")[1]


def test_a_bad_row_is_told_with_row_and_column_and_stops_no_other(handouts: Command, lijst: Path) -> None:
    lijst.write_text(HEAD + "R-1;Sam;2026-11-20;Goed.\nR-2;;30-2-2026;Fout.\nR-3;Bo;2026-11-20;Goed.\n")
    code, out, err = run(handouts, lijst)
    assert code == 1
    assert "lijst.csv:3:3: error: “date”: “30-2-2026” does not exist in the calendar (column “date”)" in err
    assert "lijst.csv:3" in err
    assert "[missing]" in err
    assert "made: 2 (rows 2, 4)" in out
    assert "failed: 1 (row 3)" in out
    assert not (lijst.parent / "output/sheets/R-2.pdf").exists()


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("first_name;date\nSam;2026-11-20\n", "no-ref"),
        ("ref;date\nR-1;2026-11-20\n", "no-column"),
        ("ref;first_name\nR-1;Sam\n", "no-column"),
        (HEAD + "R-1;Sam;2026-11-20;a\nr-1;Bo;2026-11-20;b\n", "same-ref"),
        ("ref;first_name;date;note;note\nR-1;Sam;2026-11-20;a;b\n", "same-field"),
        ("ref;first_name;date;hobby\nR-1;Sam;2026-11-20;lezen\n", "unknown-column"),
        (HEAD + "R-1;Sam;2026-11-20;a\x0bb\n", "unprintable"),
        (HEAD + f"R-1;Sam;2026-11-20;{'a' * 300}\n", "too-long"),
        (HEAD + "R-1;Sam;2026-11-20;a;b\n", "more-cells"),
        (HEAD + "../x;Sam;2026-11-20;a\n", "not-a-ref"),
    ],
)
def test_what_is_wrong_with_a_spreadsheet_has_a_name(handouts: Command, lijst: Path, text: str, rule: str) -> None:
    lijst.write_text(text)
    assert f"[{rule}]" in run(handouts, lijst, "--dry-run")[2]


NAMES = ("middel", "soort", "wanneer")
_LINES = ";".join(f"schedule.{number}.{field}" for number in (1, 2) for field in ("product", "route", "when"))


def test_what_is_missing_is_called_as_the_recipe_calls_its_column(handouts: Command, lijst: Path) -> None:
    recipe = lijst.parent / "content/sheets/magnesiumconsult.yaml"
    lines = ", ".join(
        f"{name} 1: schedule.1.{key}" for name, key in zip(NAMES, ("product", "route", "when"), strict=True)
    )
    names = f"{{kenmerk: ref, naam: first_name, {lines}}}"
    recipe.write_text(recipe.read_text(encoding="utf-8") + f"columns: {names}\n", encoding="utf-8")
    rows = "R-1;;2026-11-20;Thee;;avond\nR-2;Sam;2026-11-20;Wandelen;doen;\n"
    lijst.write_text(f"kenmerk;naam;date;middel 1;soort 1;wanneer 1\n{rows}", encoding="utf-8")
    _, _, err = run(handouts, lijst, "--dry-run")
    assert "error: “wanneer 1” is missing" in err
    assert "hint: fill in the column “wanneer 1” on this row: such as [morning, evening]" in err
    assert "error: “soort 1” is missing" in err
    assert "error: “naam” is missing" in err


def test_what_is_missing_is_told_at_the_cell_that_is_empty(handouts: Command, lijst: Path) -> None:
    lijst.write_text(
        f"nr;first_name;date;{_LINES};goals.1;goals.2\n"
        "1;Sam;2026-11-20;;;;Thee;;avond;;rust\n"
        "2;;2026-11-20;;;;Thee;doen;avond;;\n"
        ";Bo;;;;;;;;;\n"
    )
    code, out, err = run(handouts, lijst)
    assert code == 1
    assert "made: 0" in out
    for told in (
        "lijst.csv:2:8: error: “schedule.2.route” is missing (column “schedule.2.route”)",
        "lijst.csv:3:2: error: “first_name” is missing (column “first_name”)",
        "lijst.csv:4:1: error: “ref” is missing (column “nr”)",
        "lijst.csv:4:3: error: “date” is missing (column “date”)",
    ):
        assert f"{told} [missing]\n" in err
    assert err.count("hint: fill it in on this row\n") == 1, "a hint for several in a row is given once"
    assert err.count("[missing]") == 4
    assert "add a line" not in err
    lijst.write_text("nr;first_name;date;schedule.1.product\n1;Sam;2026-11-20;Thee\n")
    assert (
        "(column “schedule.1.product”) [missing]\n    hint: fill it in on this row, in a column of its own\n"
        in (run(handouts, lijst)[2])
    )
    lijst.write_text("nr;first_name;date\n1;Sam;\n")
    assert run(handouts, lijst, "--date", "20-11-2026")[0] == 0


def test_no_sheet_takes_the_place_of_somebody_elses(handouts: Command, lijst: Path) -> None:
    run(handouts, lijst)
    other = lijst.with_name("ander.csv")
    other.write_text(THREE.replace("Naam", "Iemand"))
    before = sheets(lijst.parent)
    code, _, err = run(handouts, other)
    assert code == 1
    assert "the sheet of another spreadsheet has the reference R-1 already" in err
    assert sheets(lijst.parent) == before
    consult = lijst.parent / "content/clients/R-2.yaml"
    consult.write_text("ref: R-2\nclient: {first_name: Kim}\ndate: 2026-11-20\nsheet: magnesiumconsult\n")
    code, _, err = run(handouts, lijst)
    assert code == 1
    assert "content/clients/R-2.yaml has the reference R-2 already" in err


def test_a_sheet_that_an_earlier_version_made_of_another_spreadsheet_is_known(lijst: Path) -> None:
    state, sheet = lijst.parent / "output/.state/sheets", lijst.parent / "output/sheets/R-1.pdf"
    made = {"when": "2026-10-01 09:00", "format": "a4", "mailed": False, "version": "0.1.0", "pages": 2, "warnings": 0,
            "sources": {}, "key": "12345678", "batch": True}  # fmt: skip
    state.mkdir(parents=True)
    sheet.parent.mkdir()
    (state / "R-1.json").write_text(json.dumps({"history": [made], "table": "f" * 32}))
    sheet.write_bytes(b"%PDF")
    report = Mock()
    options = BatchOptions(lijst, "magnesiumconsult", only="2")
    run_batch(Folder(lijst.parent), options, report, today=date(2026, 11, 22))
    (found,) = report.checked.call_args.args
    assert [each.rule for _, each in found.problems if each.severity == "error"] == ["ref-taken"]
    (taken,) = report.taken_over.call_args.args
    assert taken.sheets == 1


def test_a_row_that_is_refused_when_it_is_written_says_so(clinic: Path) -> None:
    folder = Folder(clinic)
    options = BatchOptions(Path("lijst.csv"), "magnesiumconsult")
    batch = Batch(folder, options, Records(folder), b"", date(2026, 11, 22))
    row = Row(2, "Sam", Read({}, Marks("lijst.csv"), ()), "digest")
    job = Job("sheet", "R-1", "a4", row=row)
    checked = Checked((RowJob(row, job),), (), ())
    taken = error("ref-taken", Mark("lijst.csv", 2, 1), "the sheet of somebody else has the reference R-1 already")
    producer = Mock(reuse=Mock(return_value=None), write_and_record=Mock(return_value=Outcome.failed(job, [taken])))
    made = Product(b"%PDF", 1, (), {}, frozenset(), {}, None)
    done = list(batching._results(batch, checked, producer, lambda jobs: ((job, made) for job in jobs), []))
    assert [(each.status, each.reasons, each.problems) for each in done] == [("failed", ("ref-taken",), (taken,))]


@pytest.mark.parametrize("ref", ["../x", "", 5, None, ["x"]])
def test_a_list_of_rows_that_somebody_changed_is_not_believed(clinic: Path, ref: object) -> None:
    folder = Folder(clinic)
    options = BatchOptions(Path("lijst.csv"), "magnesiumconsult")
    batch = Batch(folder, options, Records(folder), b"", date(2026, 11, 22))
    changed = {"rows": [[2, ref, "a4", "row", 0]]}
    with batch.records.write_lock():
        batch.records.cache.remember("batch", *quicklist._key(batch), changed)
    assert quicklist.recalled(batch) is None


@pytest.mark.parametrize(
    ("name", "data", "workers"),
    [
        ("lijst.csv", b"a\n" * 7, 1), ("lijst.csv", b"a\n" * 31, 4), ("lijst.XLSX", b"PK\x03\x04", 4),
        ("lijst.xlsm", b"PK\x03\x04", 4), ("lijst.csv", b"PK\x03\x04", 4),
    ],
)  # fmt: skip
def test_as_many_workers_start_as_a_spreadsheet_may_need(
    clinic: Path, monkeypatch: pytest.MonkeyPatch, name: str, data: bytes, workers: int
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 8)
    folder = Folder(clinic)
    options = BatchOptions(Path(name), "magnesiumconsult", dry=True)
    batch = Batch(folder, options, Records(folder), data, date(2026, 11, 22))
    assert batching._pool_of(batch)._count == workers


def test_a_list_in_yaml_is_read_with_the_lines_of_its_mistakes(handouts: Command, lijst: Path) -> None:
    path = lijst.with_name("lijst.yaml")
    path.write_text(
        "- {ref: Y-1, first_name: Sam, date: 2026-11-20, goals: [een, twee]}\n"
        "- ref: Y-2\n  first_name: Bo\n  date: morgen\n  schedule: [{product: Thee}]\n"
    )
    code, out, err = run(handouts, path)
    assert code == 1
    assert "lijst.yaml:4:9: error" in err
    assert "lijst.yaml:5:14: error: “route” is missing" in err
    assert "lijst.yaml:5:14: error: “schedule”: “when” is missing" in err
    assert "made: 1 (row 1)" in out


def test_a_dry_run_tries_every_sheet_and_draws_the_first_where_that_is_asked(handouts: Command, lijst: Path) -> None:
    styles = lijst.parent / "styles"
    styles.mkdir()
    (styles / "own.css").write_text("h1 { colour: red }\n")
    code, _, err = run(handouts, lijst, "--dry-run")
    assert code == 0, err
    assert err.count("own.css:1:") == 1
    assert "Of 3 rows 3 can be made." in err
    assert not (lijst.parent / "output").exists()
    drawn = put(lijst.parent, "output/sheets/R-1.p1.png", "a picture of the sheet that was handed out")
    code, out, _ = run(handouts, lijst, "--dry-run", "--png")
    names = sorted(path.name for path in drawn.parent.iterdir())
    assert (code, names[:2]) == (0, ["R-1.p1.png", "R-1.trial.p1.png"])
    assert all(name in out for name in names[1:])
    assert drawn.read_text(encoding="utf-8") == "a picture of the sheet that was handed out"
    drawn.unlink()
    assert verify(Folder(lijst.parent), lijst.parent / "output").problems == (), "each is recorded"
    assert handouts("forget", "R-1", "--yes").code == 0
    assert list(drawn.parent.iterdir()) == []
    assert run(handouts, lijst, "--png")[0] == 2


@pytest.mark.parametrize("more", [(), ("--force",), ("--dry-run",)])
def test_the_name_of_a_spreadsheet_may_be_in_any_encoding(
    handouts: Command, lijst: Path, more: tuple[str, ...]
) -> None:
    path = lijst.with_name(os.fsdecode(b"lijst\xe9.csv"))
    lijst.rename(path)
    code, _, err = run(handouts, path, "--only", "2", *more)
    assert code == 0, err


def test_only_some_rows_can_be_made(handouts: Command, lijst: Path) -> None:
    assert "made: 2 (rows 2, 4)" in run(handouts, lijst, "--only", "2,4-9")[1]
    _, out, _ = run(handouts, lijst, "--limit", "2")
    assert "made: 1 (row 3)" in out
    assert "kept: 1 (row 2)" in out
    assert rows_of("3, 7-12") == ((3, 3), (7, 12))
    for wrong in ("3-1", "x", "1-2-3"):
        with pytest.raises(UsageError):
            rows_of(wrong)
    assert run(handouts, lijst, "--only", "a")[0] == 2
    code, _, err = run(handouts, lijst, "--only", "9")
    assert code == 2
    assert "--only 9 names no row of this file: its rows are 2 to 4, as your spreadsheet counts them." in err


def test_the_pdf_for_the_printer_begins_each_sheet_on_a_fresh_leaf(handouts: Command, lijst: Path) -> None:
    code, _, err = run(handouts, lijst, "--print")
    assert code == 0, err
    printed = lijst.parent / "output/print/lijst.pdf"
    assert stat.S_IMODE(printed.stat().st_mode) == 0o600
    expected: list[str] = []
    for number in (1, 2, 3):
        document = pypdfium2.PdfDocument(lijst.parent / f"output/sheets/R-{number}.pdf")
        texts = [page.get_textpage().get_text_range() for page in document]
        document.close()
        expected += [*texts, *[""] * (len(texts) % 2)]
    document = pypdfium2.PdfDocument(printed)
    assert [page.get_textpage().get_text_range() for page in document] == expected
    document.close()
    before = printed.stat().st_mtime_ns
    run(handouts, lijst, "--print")
    assert printed.stat().st_mtime_ns == before
    printed.unlink()
    run(handouts, lijst, "--print")
    assert printed.is_file()


def test_the_pdf_for_the_printer_is_old_when_a_sheet_in_it_was_made_again(lijst: Path) -> None:
    import pikepdf

    def save(name: str, width: int) -> Path:
        path = lijst.parent / f"output/sheets/{name}.pdf"
        path.parent.mkdir(parents=True, exist_ok=True)
        with pikepdf.new() as pdf:
            pdf.add_blank_page(page_size=(width, 500))
            pdf.save(path)
        return path

    def printed() -> bytes:
        done = [RowResult(number, f"R-{number}", "kept", sheet, 1, 0) for number, sheet in enumerate(laid, start=2)]
        folder = Folder(lijst.parent)
        options = BatchOptions(lijst, "magnesiumconsult", printed=True)
        found = print_sheets(Batch(folder, options, Records(folder), b"", date(2026, 11, 22)), done)
        assert found is not None
        left_out[:] = found.left_out
        return found.path.read_bytes()

    def outdated() -> tuple[str, ...]:
        return verify(Folder(lijst.parent), lijst.parent / "output").outdated

    left_out: list[str] = []
    laid = [save("R-1", 300), save("R-2", 300)]
    first = printed()
    assert (printed(), outdated()) == (first, ())
    save("R-2", 400)
    assert outdated() == ("lijst (print) was made before this changed: output/sheets/R-2.pdf",)
    second = printed()
    assert (second != first, outdated()) == (True, ())
    laid.reverse()
    assert printed() != second, "in another order it is another"
    assert left_out == []
    laid[:] = [save("S-1", 300)]
    printed()
    assert left_out == ["R-1", "R-2"], "another list of that name took its place"
    printed()
    assert left_out == []


def test_an_odd_sheet_gets_a_blank_back_and_many_sheets_are_put_together_in_order(tmp_path: Path) -> None:
    import pikepdf

    from handouts.produce.batching.printing import AT_ONCE, print_file

    paths = []
    for number in range(AT_ONCE + 3):
        with pikepdf.new() as document:
            for _ in range(1 + number % 2):
                document.add_blank_page(page_size=(300 + number, 400))
            paths.append(tmp_path / f"{number}.pdf")
            document.save(paths[-1])
    with pikepdf.open(print_file(tmp_path / "uit/alles.pdf", paths, tag="t-")) as printed:
        widths = [int(page.mediabox[2]) for page in printed.pages]
    assert widths == [300 + number for number in range(AT_ONCE + 3) for _ in range(2)]
    assert [path.name for path in (tmp_path / "uit").iterdir()] == ["alles.pdf"]


@pytest.mark.parametrize("stop", ["a full disk", "Ctrl-C"])
def test_a_pdf_for_the_printer_that_cannot_be_finished_leaves_the_old_one(
    tmp_path: Path, stop: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pikepdf

    from handouts.produce.batching import printing

    sheet = tmp_path / "blad.pdf"
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(sheet)
    target = tmp_path / "uit/alles.pdf"
    before = printing.print_file(target, [sheet], tag="t-").read_bytes()
    if stop == "Ctrl-C":
        monkeypatch.setattr(printing._Patient, "put", lambda _: signal.raise_signal(signal.SIGINT))
        monkeypatch.setattr(printing, "GATHERED", 100)
        with pytest.raises(KeyboardInterrupt):
            printing.print_file(target, [sheet] * 5, tag="t-")
    else:
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        try:
            resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
            with pytest.raises(BrokenEnvironment, match="was not written"):
                printing.print_file(target, [sheet] * 50, tag="t-")
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert target.read_bytes() == before
    assert [path.name for path in target.parent.iterdir()] == ["alles.pdf"]


def test_a_warning_about_a_row_is_said_once(handouts: Command, lijst: Path) -> None:
    lijst.write_text(
        "ref;first_name;date;flags;schedule.1.product;schedule.1.route;schedule.1.when\n"
        "R-1;Sam;2026-11-20;medicijnen;Poeder;slikken;avond\n"
    )
    code, _, err = run(handouts, lijst)
    assert code == 0
    assert err.count("takes medicines") == 1
    code, out, err = run(handouts, lijst)
    assert "kept: 1 (row 2)" in out
    assert err == "Made with warnings: row 2. To read them again, add --force.\n"
    assert run(handouts, lijst, "--force")[2].count("takes medicines") == 1


def test_the_report_names_rows_and_reasons_and_nobody_unless_asked(handouts: Command, lijst: Path) -> None:
    lijst.write_text(THREE + "R-4;Kanarina;nooit;Klachtwoord.\n")
    report = lijst.parent.with_name("elders") / "verslag.csv"
    report.parent.mkdir()
    (report.parent / ".handouts-0.part").write_bytes(b"of a run that was killed")
    code, _, _ = run(handouts, lijst, "--report", str(report))
    assert code == 1
    assert list(report.parent.iterdir()) == [report]
    rows = list(csv.DictReader(io.StringIO(report.read_text(encoding="utf-8-sig")), delimiter=";"))
    assert [(row["row"], row["status"]) for row in rows] == [
        ("2", "made"),
        ("3", "made"),
        ("4", "made"),
        ("5", "failed"),
    ]
    assert rows[3]["reasons"] == "not-a-date"
    assert stat.S_IMODE(report.stat().st_mode) == 0o600
    assert "Naam" not in report.read_text()
    assert "Kanarina" not in report.read_text()
    report = lijst.with_name("verslag.json")
    lijst.write_text(THREE)
    run(handouts, lijst, "--report", str(report), "--names", "--force")
    assert [row["first_name"] for row in json.loads(report.read_text())] == ["Naam1", "Naam2", "Naam3"]
    run(handouts, lijst, "--report", str(report), "--names")
    assert [(row["status"], row["first_name"]) for row in json.loads(report.read_text())] == [
        ("kept", "Naam1"),
        ("kept", "Naam2"),
        ("kept", "Naam3"),
    ]
    assert run(handouts, lijst, "--report", "verslag.txt")[0] == 2
    assert worded_rows([9, 3, 7, 8]) == "3, 7-9"
    assert b"'=x" in report_bytes([RowResult(1, "=x", "failed", None, 0, 0)], Path("a.csv"), names=False)


def test_no_name_and_no_complaint_is_left_in_anything_but_the_sheets(handouts: Command, lijst: Path) -> None:
    lijst.write_text(THREE.replace("Naam", "Kanarina").replace("Woord", "Klachtwoord"))
    assert run(handouts, lijst, "--print")[0] == 0
    for path in (lijst.parent / "output").rglob("*"):
        said = path.name if path.suffix == ".pdf" or path.is_dir() else path.name + path.read_text("utf-8", "replace")
        assert "Kanarina" not in said
        assert "Klachtwoord" not in said


def test_a_second_batch_in_the_folder_is_told(handouts: Command, lijst: Path) -> None:
    with locked(lijst.parent / "output/.state"):
        code, _, err = run(handouts, lijst)
    assert code == 2
    assert "Another batch is at work" in err
    assert run(handouts, lijst)[0] == 0


def test_the_same_bytes_come_out_of_one_worker_and_of_three_and_alone(
    handouts_with_workers: Command, lijst: Path
) -> None:
    lijst.write_text(HEAD + "".join(f"R-{number};Naam{number};2026-11-20;W.\n" for number in range(6)))
    run(handouts_with_workers, lijst, "--workers", "1")
    one = sheets(lijst.parent)
    run(handouts_with_workers, lijst, "--workers", "3", "--force")
    assert sheets(lijst.parent) == one
    (lijst.parent / "output/sheets/R-5.pdf").unlink()
    run(handouts_with_workers, lijst, "--only", "7")
    assert sheets(lijst.parent) == one


def must_be_as_of_one_alone(handouts: Command, lijst: Path, rows: str) -> None:
    code, _, err = run(handouts, lijst, "--workers", "1")
    assert code == 0, err
    together = sheets(lijst.parent)
    for row in rows:
        run(handouts, lijst, "--only", row, "--force")
    assert sheets(lijst.parent) == together


def test_a_brochure_behind_each_sheet_is_the_same_as_behind_one_alone(handouts: Command, lijst: Path) -> None:
    recipe = lijst.parent / "content/sheets/magnesiumconsult.yaml"
    recipe.write_text(recipe.read_text() + "attach: [proef]\n")
    long = "Nog een lange zin over rust. " * 200
    lijst.write_text(f"{HEAD}R-1;Sam;2026-11-20;Kort.\nR-2;Bo;2026-11-20;{long}\nR-3;Kim;2026-11-20;Kort.\n")
    must_be_as_of_one_alone(handouts, lijst, "234")
    assert "6 van 6" in paper(lijst.parent / "output/sheets/R-2.pdf")


def test_pages_that_clients_share_are_the_same_as_of_one_alone(handouts: Command, lijst: Path) -> None:
    head = HEAD.replace("\n", ";schedule.1.product;schedule.1.route;schedule.1.when\n")
    long = "Nog een lange zin over rust. " * 200
    ticks = [("Noten", "Kort."), ("Thee", "Kort."), ("Noten", long), ("Noten", "Kort.")]
    line = "R-{};Sam;2026-11-20;{};{};activity;avond\n"
    lijst.write_text(head + "".join(line.format(row, note, each) for row, (each, note) in enumerate(ticks)))
    must_be_as_of_one_alone(handouts, lijst, "5432")
    assert "Thee" in paper(lijst.parent / "output/sheets/R-1.pdf")
    assert "Thee" not in paper(lijst.parent / "output/sheets/R-3.pdf")


@pytest.fixture
def killing(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The signals that a worker gets when it is given its next records, by reference; each once."""

    plan: list[str] = []
    give = worker_handle.WorkerHandle.give

    def given(worker: worker_handle.WorkerHandle, task: Task, deadline: float) -> None:
        give(worker, task, deadline)
        if task.job.name in plan:
            plan.remove(task.job.name)
            os.kill(worker.process.pid, signal.SIGSEGV)

    monkeypatch.setattr(worker_handle.WorkerHandle, "give", given)
    return plan


def test_a_dead_worker_is_replaced_and_its_record_tried_again(
    handouts_with_workers: Command, lijst: Path, killing: list[str]
) -> None:
    killing += ["R-1", "R-3"]
    code, out, err = run(handouts_with_workers, lijst)
    assert code == 0, err
    assert "made: 3" in out


def test_a_record_that_kills_each_worker_fails_alone(
    handouts_with_workers: Command, lijst: Path, killing: list[str]
) -> None:
    killing += ["R-2", "R-2"]
    code, out, err = run(handouts_with_workers, lijst)
    assert code == 1
    assert "failed: 1 (row 3)" in out
    assert "[worker-died]" in err
    assert "made: 2 (rows 2, 4)" in out


def put_into_workers(program: str, folder: Path, patch: pytest.MonkeyPatch) -> None:
    """Has every worker, and no other process, run a program when it starts."""
    begin = 'import sys\nif any("produce.worker" in word for word in sys.orig_argv):\n'
    (folder / "sitecustomize.py").write_text(begin + textwrap.indent(program, "    "))
    patch.setenv("PYTHONPATH", os.pathsep.join([str(folder), str(SOURCES)]))


BREAKING = """\
import os
from pathlib import Path
from unittest.mock import Mock
from handouts.page.rendering import laying

lay_out, sick = laying._laid_out, Path({flag!r})

def breaks(*given):
    # Nothing works any more, in the first process that lays a page out.
    if not sick.exists():
        sick.write_text(str(os.getpid()))
    if {always} or sick.read_text() == str(os.getpid()):
        raise SystemError("error return without exception set")
    return lay_out(*given)

laying._laid_out = breaks
"""
STILLBORN = """\
from pathlib import Path
from unittest.mock import Mock
from handouts.problems import BrokenEnvironment
from handouts.page.rendering import engine

load, sick = engine.load_engine, Path({flag!r})

def breaks():
    if {always} or not sick.exists():
        sick.write_text("")
        raise BrokenEnvironment("A library is missing.")
    return load()

engine.load_engine = breaks
"""


@pytest.mark.parametrize("always", [False, True])
def test_a_worker_that_cannot_begin_is_replaced_and_where_none_can_the_reason_is_told(
    handouts_with_workers: Command, lijst: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, always: bool
) -> None:
    put_into_workers(STILLBORN.format(flag=str(tmp_path / "sick"), always=always), tmp_path, monkeypatch)
    code, out, err = run(handouts_with_workers, lijst)
    if always:
        assert code == 3
        assert "A library is missing." in err
        assert not list((lijst.parent / "output/sheets").glob("*.pdf"))
    else:
        assert code == 0, err
        assert "made: 3" in out


@pytest.mark.parametrize(("folder", "own"), [("/praktijk één/work", True), ("/praktijk \udce9/work", False)])
def test_a_worker_keeps_its_fonts_in_no_folder_whose_name_they_cannot_have(folder: str, own: bool) -> None:
    assert worker_handle.temporary_in(folder) == ({"TMPDIR": folder} if own else {})


@pytest.mark.parametrize("always", [False, True])
def test_a_worker_whose_engine_is_in_pieces_costs_no_record_and_a_real_mistake_costs_two_workers(
    handouts_with_workers: Command, lijst: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, always: bool
) -> None:

    started: list[int] = []
    begin = worker_handle.WorkerHandle.__init__

    def begins(worker: worker_handle.WorkerHandle, setup: Setup, scratch: Path) -> None:
        begin(worker, setup, scratch)
        started.append(worker.process.pid)

    monkeypatch.setattr(worker_handle.WorkerHandle, "__init__", begins)
    put_into_workers(BREAKING.format(flag=str(tmp_path / "sick"), always=always), tmp_path, monkeypatch)
    code, out, err = run(handouts_with_workers, lijst, "--workers", "1")
    if always:
        assert code == 1
        assert "failed: 3 (rows 2-4)" in out
        assert err.count("error return without exception set") == 1
    else:
        assert code == 0, err
        assert "made: 3" in out
    assert len(started) == 2


def test_a_record_that_takes_too_long_ends_at_its_limit_and_costs_nobody_else(
    handouts_with_workers: Command, lijst: Path
) -> None:
    long = " ".join(["woord"] * 60_000)
    lijst.write_text(THREE + f'R-4;Bo;2026-11-20;"{long}"\n')
    code, out, err = run(handouts_with_workers, lijst, "--seconds", "4")
    assert code == 1
    assert "failed: 1 (row 5)" in out
    assert "[too-slow]" in err
    assert "woord woord" not in err


def test_records_that_take_too_much_memory_are_named_by_row_and_cost_nobody_else(
    handouts_with_workers: Command, lijst: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if sys.platform != "linux":
        pytest.skip("only Linux holds a process to its memory")
    from PIL import Image

    # What threads reserve for a heap of their own would count too, and 100 MB be too little for anybody.
    monkeypatch.setenv("MALLOC_ARENA_MAX", "1")
    (lijst.parent / "content/images").mkdir()
    Image.new("L", (13_000, 13_000), 90).save(lijst.parent / "content/images/groot.png")
    (lijst.parent / "content/modules/plaat.yaml").write_text(
        "title: Plaat\ngoal: Kijk.\nsteps: [Kijk]\nimage: {file: groot.png, alt: Grijs}\n"
    )
    table = {f"schedule.{line}.{field}": text for line in range(1, 200)
             for field, text in (("product", "Wandelen"), ("route", "activity"), ("when", "middag"))}  # fmt: skip
    monsters: list[dict[str, str]] = [{"modules": "plaat"}, table]
    rows = [{}, *monsters, {}]
    with lijst.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, ["ref", "first_name", "date", "modules", *table], delimiter=";")
        writer.writeheader()
        for number, cells in enumerate(rows):
            writer.writerow({"ref": f"R-{number}", "first_name": "Sam", "date": "2026-11-20", **cells})
    code, out, err = run(handouts_with_workers, lijst, "--memory", "100", "--seconds", "300")
    assert code == 1, out + err
    assert "made: 2 (rows 2, 5)" in out
    assert "failed: 2 (rows 3-4)" in out
    for row in (3, 4):
        assert f"lijst.csv:{row}: error: this was not made" in err or f"(row {row}) [engine]" in err, (row, err)


def test_what_went_wrong_with_a_page_says_of_which_row(handouts: Command, lijst: Path) -> None:
    (lijst.parent / "content/images").mkdir()
    (lijst.parent / "content/images/stuk.png").write_bytes(b"geen plaatje")
    (lijst.parent / "content/modules/plaat.yaml").write_text(
        "title: Plaat\ngoal: Kijk.\nsteps: [Kijk]\nimage: {file: stuk.png, alt: Grijs}\n"
    )
    lijst.write_text("ref;first_name;date;modules\nR-1;Sam;2026-11-20;\nR-2;Bo;2026-11-20;plaat\n")
    code, out, err = run(handouts, lijst)
    assert (code, "failed: 1 (row 3)" in out) == (1, True)
    (told,) = [line for line in err.splitlines() if "[unreadable-picture]" in line]
    assert told.startswith("content/modules/plaat.yaml:4:")
    assert "(row 3)" in told
    shared, own = warning("a", Mark("content/a.yaml", 1), "Zo"), warning("b", Mark("lijst.csv", 3), "Zus")
    met = {shared: {2, 4, 5}, own: {3}}
    assert [each.message for each in naming_rows(met, "lijst.csv", 4)] == ["Zo (rows 2, 4-5)", "Zus"]
    assert naming_rows(met, "lijst.csv", 3)[0] == shared


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
@pytest.mark.parametrize("step", ["write", "fsync", "replace"])
def test_a_disk_that_fails_at_any_step_leaves_whole_files_and_the_next_run_completes(
    handouts: Command, lijst: Path, monkeypatch: pytest.MonkeyPatch, step: str, code: int
) -> None:
    lijst.write_text(HEAD + "R-1;Sam;2026-11-20;Goed.\n")
    make, made = Maker.make, list[Product]()

    def once(maker: Maker, job: Job) -> Product:
        """The sheet is the same each time, so it is made once, and written each time."""
        made[:] = made or [make(maker, job)]
        return made[0]

    monkeypatch.setattr(Maker, "make", once)
    assert run(handouts, lijst)[0] == 0
    before = sheets(lijst.parent)
    place, name = (Path, "replace") if step == "replace" else (os, step)
    original = getattr(place, name)
    for nth in range(1, 30):
        count = 0

        def failing(*arguments: object, nth: int = nth) -> object:
            nonlocal count
            count += 1
            if count == nth:
                raise OSError(code, os.strerror(code))
            return original(*arguments)

        with monkeypatch.context() as patch:
            patch.setattr(place, name, failing)
            ended = run(handouts, lijst, "--force", "--print")
        assert sheets(lijst.parent) == before
        if count < nth:
            break
        assert ended[0] == 3, (nth, ended)
    assert nth > 1
    assert run(handouts, lijst, "--print")[0] == 0
    assert not list((lijst.parent / "output").rglob("*.part"))


def start(lijst: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "handouts", "--folder", str(lijst.parent), "batch", str(lijst), "--sheet",
         "magnesiumconsult", "--workers", "2"],
        env={**os.environ, "PYTHONPATH": str(SOURCES)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


HANGS = 300
"""Seconds after which a batch that was stopped is taken to hang; how soon it ends, the soak measures."""


def until_there(process: subprocess.Popen[bytes], folder: Path, count: int) -> None:
    while process.poll() is None and len(list((folder / "output/sheets").glob("*.pdf"))) < count:
        time.sleep(0.01)


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGKILL])
def test_what_is_stopped_leaves_whole_sheets_and_goes_on_to_the_same_end(
    handouts_with_workers: Command, lijst: Path, by: signal.Signals, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "kladblok").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "kladblok"))
    lijst.write_text(HEAD + "".join(f"R-{number};Naam{number};2026-11-20;W.\n" for number in range(8)))
    process = start(lijst)
    until_there(process, lijst.parent, 3)
    process.send_signal(by)
    _, said = process.communicate(timeout=HANGS)
    assert process.returncode == (130 if by == signal.SIGINT else -9), said
    there = sheets(lijst.parent)
    for name in there:
        if name.endswith(".pdf"):
            pypdfium2.PdfDocument(lijst.parent / "output/sheets" / name).close()
    code, _, err = run(handouts_with_workers, lijst)
    assert code == 0, err
    finished = sheets(lijst.parent)
    assert finished.items() >= {name: each for name, each in there.items() if name.endswith(".pdf")}.items()
    assert not list((lijst.parent / "output").rglob("*.part"))
    run(handouts_with_workers, lijst, "--force")
    assert not list((tmp_path / "kladblok").iterdir())
    known = {"cache.db", "history.db", "key", "lock", "write.lock"}
    assert {path.name for path in (lijst.parent / "output/.state").iterdir()} == known
    assert sheets(lijst.parent) == finished


def test_workers_that_are_replaced_lose_no_sheet(
    handouts_with_workers: Command, lijst: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pools, "MAX_DOCUMENTS_PER_WORKER", 2)
    lijst.write_text(HEAD + "".join(f"R-{number};Naam{number};2026-11-20;W.\n" for number in range(5)))
    code, _, err = run(handouts_with_workers, lijst, "--workers", "2")
    assert code == 0, err
    assert len([name for name in sheets(lijst.parent) if name.endswith(".pdf")]) == 5


def test_a_worker_ends_with_its_parent_and_its_title_tells_nothing(clinic: Path) -> None:
    pool = Pool(Setup(clinic, date(2026, 11, 22), 1 << 30), 5, 1, clinic)
    try:
        pool.start()
        (worker,) = pool._workers
        if sys.platform == "linux":
            assert b"praktijk" not in Path(f"/proc/{worker.process.pid}/cmdline").read_bytes()
        worker._lifeline.close()
        assert worker.process.wait(HANGS) == 0
    finally:
        pool.end()


def test_the_history_tells_that_a_batch_made_a_sheet_and_names_nobody(handouts: Command, lijst: Path) -> None:
    run(handouts, lijst)
    run(handouts, lijst, "--force")
    ran = handouts("history", "R-1")
    assert (ran.code, ran.err) == (0, "")
    first, *made = ran.out.splitlines()
    assert first == "R-1: made by a batch, from a row of a spreadsheet; it has no consult file"
    told = [line for line in made if "handouts " in line]
    assert told
    assert all(", by a batch" in line for line in told)
    assert not any(word in ran.out for word in ("Naam1", "Woord1", "lijst.csv", "any more"))
    (consult,) = json.loads(handouts("history", "R-1", "--json").out)["consults"]
    assert not consult["exists"]
    assert [each["batch"] for each in consult["made"]] == [True, True]


def test_a_sheet_of_a_batch_and_one_of_a_consult_under_one_reference_are_told_apart(
    handouts: Command, lijst: Path
) -> None:
    run(handouts, lijst)
    file = lijst.parent / "content/clients/R-1.yaml"
    file.write_text("ref: R-1\nclient: {first_name: Naam1}\ndate: 2026-11-20\nsheet: magnesiumconsult\n")
    assert handouts("sheet", "R-1").code == 0
    lines = handouts("history", "R-1").out.splitlines()
    assert lines[0] == "R-1: consult of 20 November 2026"
    assert ["by a batch" in line for line in lines if "handouts" in line] == [True, False]
    file.unlink()
    assert handouts("history", "R-1").out.startswith("R-1: there is no consult file any more\n")


def test_what_a_batch_made_can_be_forgotten_and_nobody_elses_goes(handouts: Command, lijst: Path) -> None:
    run(handouts, lijst, "--print")
    said = handouts("forget", "R-1").out
    assert "R-1: no consult file; its newest file is of" in said
    assert "output/.state knows of it" in said
    ran = handouts("forget", "R-1", "--yes")
    assert ran.code == 0
    assert "a row of a spreadsheet" in ran.err
    left = [path for path in (lijst.parent / "output").rglob("*") if path.is_file()]
    assert not [path for path in left if "R-1" in path.name or (path.suffix == ".db" and b"R-1" in path.read_bytes())]
    assert {path.name for path in left if path.suffix == ".pdf"} == {"R-2.pdf", "R-3.pdf"}
    code, out, _ = run(handouts, lijst)
    assert code == 0
    assert "made: 1 (row 2)" in out
    assert "kept: 2 (rows 3-4)" in out


def test_a_purge_takes_what_a_batch_made_long_ago(handouts: Command, lijst: Path) -> None:
    run(handouts, lijst)
    for name in ("output/sheets/R-1.pdf", "output/sheets/R-2.pdf"):
        os.utime(lijst.parent / name, (0, 0))
    with closing(sqlite3.connect(lijst.parent / "output/.state/history.db")) as connection:
        connection.execute("UPDATE made SET at = '2020-01-01 09:00' WHERE ref = 'R-1'")
        connection.commit()
    assert handouts("purge", "--older-than", "12m", "--yes").code == 0
    assert sheets(lijst.parent).keys() == {"R-2.pdf", "R-3.pdf"}
