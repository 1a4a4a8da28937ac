"""What is up to date is not made again; whatever a document depends on makes it so; and its report stays the same."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import handouts as package
from conftest import BROCHURE, PRACTICE, REVIEW_DUE, Command, put
from handouts.files.folder import Folder
from handouts.files.layout import shipped_root
from handouts.produce.building import build
from handouts.produce.documents import BROCHURES, SHEETS, DocumentType
from handouts.produce.job import BuildOptions
from handouts.produce.outcome import Outcome
from handouts.records import cache, toolchain

CONTENT = "content/brochures/proef.yaml"
MADE = "output/brochures/proef.a4.pdf"
CACHE = "output/.state/cache.db"
TODAY = date(2026, 11, 22)
OPTIONS = BuildOptions()


def built(practice: Path, options: BuildOptions = OPTIONS, today: date = TODAY) -> list[Outcome]:
    return list(build(Folder(practice), [], options, today=today))


def statuses(practice: Path, options: BuildOptions = OPTIONS, today: date = TODAY) -> list[str]:
    return [result.status for result in built(practice, options, today)]


def edit(practice: Path, old: str, new: str, name: str = CONTENT) -> None:
    path = practice / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def override(practice: Path, name: str, more: str = "", to: str = "") -> None:
    """Puts a copy of a shipped file in her own folder, under the same name or another."""
    put(practice, to or name, (shipped_root() / name).read_text(encoding="utf-8") + more)


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A practice folder with a picture in its brochure, built."""
    from PIL import Image

    root = tmp_path_factory.mktemp("made") / "praktijk"
    for folder in ("content/brochures", "content/images"):
        (root / folder).mkdir(parents=True)
    (root / "content/practice.yaml").write_text(PRACTICE, encoding="utf-8")
    (root / CONTENT).write_text(BROCHURE, encoding="utf-8")
    edit(root, "    points:\n", "    image: {file: a.png, alt: rood}\n    points:\n")
    Image.new("RGB", (20, 20), "red").save(root / "content/images/a.png")
    assert statuses(root) == ["made"]
    return root


@pytest.fixture
def made(made_once: Path, tmp_path: Path) -> Path:
    """A copy of that folder: one that was moved is still up to date, as a test of its own shows."""
    return Path(shutil.copytree(made_once, tmp_path / "gebouwd"))


def damage(path: Path) -> None:
    """Changes one byte, and nothing that a listing of the folder shows."""
    stat = path.stat()
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def other_picture(practice: Path) -> None:
    from PIL import Image

    Image.new("RGB", (20, 20), "blue").save(practice / "content/images/a.png")


def change(root: Path, statement: str, *values: Any) -> None:
    """Changes the build cache as somebody would who knows SQL."""
    with closing(sqlite3.connect(root / CACHE)) as connection:
        connection.execute(statement, values)
        connection.commit()


def cut(root: Path) -> None:
    data = (root / CACHE).read_bytes()
    (root / CACHE).write_bytes(data[: len(data) // 2])


def scratch(root: Path) -> None:
    data = bytearray((root / CACHE).read_bytes())
    data[4096:] = b"\xa5" * (len(data) - 4096)
    (root / CACHE).write_bytes(data)


def instead(root: Path, put: Callable[[Path], None]) -> None:
    (root / CACHE).unlink()
    put(root / CACHE)


CHANGES: dict[str, Callable[[Path], Any]] = {
    "the output is deleted": lambda root: (root / MADE).unlink(),
    "the output is damaged in one byte": lambda root: damage(root / MADE),
    "the output is emptied": lambda root: (root / MADE).write_bytes(b""),
    "the text changes": lambda root: edit(root, "gewone tekst", "andere tekst"),
    "the practice changes": lambda root: edit(root, "06 00 00 00 12", "06 00 00 00 01", "content/practice.yaml"),
    "the picture changes": other_picture,
    "a template of her own appears": lambda root: override(root, "templates/brochure.html", "<!-- -->"),
    "a part of a template appears": lambda root: override(root, "templates/parts.html", "{# #}"),
    "a stylesheet of her own appears": lambda root: override(root, "styles/own.css", "h1 { color: black }"),
    "a base stylesheet of her own appears": lambda root: override(root, "styles/base.css", "/* */"),
    "a stylesheet of the format appears": lambda root: override(root, "styles/a4.css", "/* */"),
    "words of her own appear": lambda root: put(root, "content/labels/nl.yaml", "sources: Waar dit staat\n"),
    "the cache is lost": lambda root: (root / CACHE).unlink(),
    "the cache is no database": lambda root: (root / CACHE).write_text("{", encoding="utf-8"),
    "the cache is empty": lambda root: (root / CACHE).write_bytes(b""),
    "the cache is cut off": cut,
    "the cache is damaged behind its first page": scratch,
    "the cache has other tables": lambda root: change(root, "DROP TABLE output"),
    "the cache is a folder": lambda root: instead(root, Path.mkdir),
    "the cache is a dead link": lambda root: instead(root, lambda path: path.symlink_to("x")),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_a_change_makes_it_again_once(made: Path, change: Callable[[Path], Any]) -> None:
    change(made)
    assert statuses(made) == ["made"]
    assert (made / MADE).read_bytes().rstrip().endswith(b"%%EOF")
    assert statuses(made) == ["kept"]


def test_changing_one_word_of_her_own_makes_it_again(made: Path) -> None:
    (made / "content/labels").mkdir()
    words = made / "content/labels/nl.yaml"
    words.write_text("sources: Bronnen\n", encoding="utf-8")
    assert statuses(made) == ["made"]
    words.write_text("sources: Bron\n", encoding="utf-8")
    assert statuses(made) == ["made"]
    words.unlink()
    assert statuses(made) == ["made"]
    assert statuses(made) == ["kept"]


def test_every_file_that_the_package_ships_for_it_counts(made: Path) -> None:
    put(made, "content/labels/nl.yaml", "sources: Bronnen\n")
    assert statuses(made) == ["made"]
    with closing(sqlite3.connect(made / CACHE)) as connection:
        inputs = {path for (path,) in connection.execute("SELECT path FROM input WHERE digest NOTNULL")}
    assert {
        "own:content/labels/nl.yaml", "shipped:content/labels/nl.yaml", "own:content/practice.yaml", f"own:{CONTENT}",
        "own:content/images/a.png", "shipped:templates/brochure.html", "shipped:templates/layout.html",
        "shipped:templates/parts.html",
        "shipped:styles/base.css", "shipped:styles/brochure.css", "shipped:styles/a4.css", "shipped:styles/own.css",
    } <= inputs  # fmt: skip


HARMLESS: dict[str, Callable[[Path], Any]] = {
    "nothing": lambda _root: None,
    "a touch": lambda root: os.utime(root / CONTENT),
    "the same text written again": lambda root: (root / CONTENT).write_bytes((root / CONTENT).read_bytes()),
    "a picture that is not used": lambda root: (root / "content/images/b.png").write_bytes(b"x"),
    "another brochure that is broken": lambda root: (root / "content/brochures/z.yaml").write_bytes(b"x"),
    "a template of another name": lambda root: override(root, "templates/parts.html", to="templates/anders.html"),
}


@pytest.mark.parametrize("change", HARMLESS.values(), ids=HARMLESS.keys())
def test_what_does_not_matter_makes_nothing_again(
    made: Path, change: Callable[[Path], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    from handouts.page import rendering

    before = (made / MADE).read_bytes(), (made / MADE).stat().st_mtime_ns
    change(made)

    def refuse(*_arguments: object, **_named: object) -> None:
        raise AssertionError("something was rendered")

    monkeypatch.setattr(rendering, "render", refuse)
    assert statuses(made)[0] == "kept"
    assert ((made / MADE).read_bytes(), (made / MADE).stat().st_mtime_ns) == before


def test_a_template_of_her_own_that_goes_again_makes_it_again(made: Path) -> None:
    override(made, "templates/brochure.html", "<!-- -->")
    assert statuses(made) == ["made"]
    (made / "templates/brochure.html").unlink()
    assert statuses(made) == ["made"]


def test_another_version_of_handouts_makes_it_again(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "__version__", "99.0")
    monkeypatch.setattr(cache, "toolchain", toolchain.toolchain.__wrapped__)
    assert statuses(made) == ["made"]
    assert statuses(made) == ["kept"]


def test_a_package_that_is_installed_or_renewed_makes_it_again(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "site-packages/some_font-2.0.dist-info").mkdir(parents=True)
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path / "site-packages")])
    monkeypatch.setattr(cache, "toolchain", toolchain.toolchain.__wrapped__)
    assert statuses(made) == ["made"]


def test_a_library_of_the_system_that_is_renewed_makes_it_again(made: Path, tmp_path: Path) -> None:
    library = tmp_path / "libpango-1.0.so.0"
    library.write_bytes(b"1")
    change(made, "UPDATE output SET libraries = ?", json.dumps({str(library): [1, library.stat().st_mtime_ns]}))
    assert statuses(made) == ["kept"]
    library.write_bytes(b"12")
    assert statuses(made) == ["made"]


@pytest.mark.parametrize(
    "tampering",
    [
        "input SET path = 'nowhere:' || path", "input SET path = '/etc/passwd' || path", "input SET digest = x'00'",
        "input SET path = 'own:../' || path", "input SET digest = NULL", "file SET digest = 5",
        "output SET libraries = '[]'", """output SET libraries = '{"\\u0000": [0, 0]}'""", "output SET asked = '5'",
        "output SET problems = '[[]]'", "output SET problems = 5", "output SET pages = '{}'", "output SET until = 5",
        "output SET until = '1900-01-01'", "output SET since = '2999-01-01'", "output SET toolchain = '[]'",
    ],
)  # fmt: skip
def test_a_cache_that_was_tampered_with_costs_a_build_and_nothing_else(made: Path, tampering: str) -> None:
    change(made, f"UPDATE {tampering}")
    assert statuses(made) in (["made"], ["kept"])
    assert statuses(made) == ["kept"]


@pytest.mark.parametrize("value", ["5", "[]", '["a9"]', '["a4", "a9"]', "[[5]]", b"a4", ""], ids=str)
def test_formats_that_a_cache_should_not_hold_are_not_believed(made: Path, value: Any) -> None:
    change(made, "UPDATE memo SET data = ?", value)
    assert [(result.variant_name, result.status) for result in built(made)] == [("a4", "kept")]


def test_a_cache_of_a_newer_version_costs_a_build_and_nothing_else(made: Path) -> None:
    change(made, "PRAGMA user_version = 99")
    assert [statuses(made), statuses(made)] == [["made"], ["kept"]]


def test_the_cache_is_for_her_eyes_only(made: Path) -> None:
    assert (made / "output/.state").stat().st_mode & 0o777 == 0o700
    assert (made / CACHE).stat().st_mode & 0o777 == 0o600
    assert (made / MADE).stat().st_mode & 0o777 == 0o644
    assert b"gewone tekst" not in (made / CACHE).read_bytes()


def test_the_same_warnings_and_exit_code_come_from_what_is_up_to_date(handouts: Command, practice: Path) -> None:
    edit(practice, 'version: "1"\n', "")
    (practice / "styles").mkdir()
    (practice / "styles/own.css").write_text("h1 { colour: red }", encoding="utf-8")
    first, second = handouts("build", "--json"), handouts("build", "--json")
    one, other = json.loads(first.out), json.loads(second.out)
    assert first.code == second.code == 0
    assert [document["status"] for document in (*one["documents"], *other["documents"])] == ["made", "kept"]
    assert one["problems"] == other["problems"]
    assert {problem["rule"] for problem in one["problems"]} == {"recommended-field", "stylesheet"}
    assert [document["pages"] for document in one["documents"]] == [
        document["pages"] for document in other["documents"]
    ]


def test_the_report_says_what_is_unchanged(handouts: Command) -> None:
    assert "(unchanged)" not in handouts("build").out
    assert handouts("build").out.rstrip().endswith("proef.a4.pdf  (unchanged)")


def test_a_review_date_that_passes_makes_it_again_with_its_warning(practice: Path) -> None:
    edit(practice, f"review_due: {REVIEW_DUE}", "review_due: 2026-12-01")
    assert statuses(practice, today=date(2026, 11, 30)) == ["made"]
    assert statuses(practice, today=date(2026, 12, 1)) == ["kept"]
    late = built(practice, today=date(2026, 12, 2))
    assert [(result.status, [problem.rule for problem in result.problems]) for result in late] == [
        ("made", ["review-due"])
    ]
    later = built(practice, today=date(2027, 1, 1))
    assert [(result.status, [problem.rule for problem in result.problems]) for result in later] == [
        ("kept", ["review-due"])
    ]


def test_each_review_date_that_passes_makes_it_again_also_after_another_has_passed(practice: Path) -> None:
    edit(practice, f"review_due: {REVIEW_DUE}", "review_due: 2026-12-01")
    edit(practice, "sections:\n", "sections:\n  - module: rust\n")
    module = "title: Rust\ngoal: Rust.\nsteps: [Rust]\nreviewed: 2026-11-01\nreview_due: 2027-03-01\n"
    (practice / "content/modules").mkdir()
    (practice / "content/modules/rust.yaml").write_text(module, encoding="utf-8")
    told = []
    for day in (date(2026, 12, 2), date(2027, 3, 1), date(2027, 3, 2)):
        [result] = built(practice, today=day)
        told.append((result.status, [problem.mark.file for problem in result.problems]))
    brochure, text = "content/brochures/proef.yaml", "content/modules/rust.yaml"
    assert told == [("made", [brochure]), ("kept", [brochure]), ("made", [brochure, text])]


def test_what_was_said_while_the_clock_was_wrong_is_not_said_again(practice: Path) -> None:
    edit(practice, f"review_due: {REVIEW_DUE}", "review_due: 2027-11-01")
    for wrong in (date(2031, 1, 1), date(1970, 1, 1)):
        assert [problem.message for problem in built(practice, today=wrong)[0].problems]
        [result] = built(practice, today=date(2026, 11, 22))
        assert (result.status, result.problems) == ("made", ())


@pytest.mark.parametrize(("kind", "name"), [(BROCHURES, "proef"), (SHEETS, "2026-014")])
def test_nothing_else_is_said_until_the_day_that_the_advice_holds(clinic: Path, kind: DocumentType, name: str) -> None:
    edit(clinic, REVIEW_DUE, "2037-03-01")
    edit(clinic, "goal:", "reviewed: 2033-05-09\nreview_due: 2034-05-09\ngoal:", "content/modules/voetenbad.yaml")
    edit(clinic, "2026-11-20", "2032-02-29", "content/clients/2026-014.yaml")
    content = kind.load(Folder(clinic).open_reader(), name)
    changes = []

    @given(st.dates(date(1970, 1, 1), date(2099, 1, 1)))
    def same_until(today: date) -> None:
        until = content.advice_holds_until(today)
        assert list(kind.advise(content, until or date.max)) == list(kind.advise(content, today))
        changes.append(until)

    same_until()
    assert {date(2031, 2, 27) if kind is SHEETS else date(2037, 3, 1), None} <= set(changes)


def test_a_mistake_keeps_the_older_pdf_and_undoing_it_needs_no_new_one(made: Path) -> None:
    before = (made / MADE).read_bytes()
    edit(made, "title: Proefblad", "titel: Proefblad")
    assert statuses(made) == ["failed"]
    assert statuses(made) == ["failed"]
    assert (made / MADE).read_bytes() == before
    edit(made, "titel: Proefblad", "title: Proefblad")
    assert statuses(made) == ["kept"]


def test_formats_are_kept_apart(practice: Path) -> None:
    edit(practice, "sections:", "formats: [a4, large-print]\nsections:")
    assert statuses(practice) == ["made", "made"]
    (practice / "output/brochures/proef.large-print.pdf").unlink()
    assert [(result.variant_name, result.status) for result in built(practice)] == [
        ("a4", "kept"),
        ("large-print", "made"),
    ]
    override(practice, "styles/large-print.css", "/* */")
    assert [(result.variant_name, result.status) for result in built(practice)] == [
        ("a4", "kept"),
        ("large-print", "made"),
    ]
    edit(practice, "formats: [a4, large-print]", "formats: [large-print]")
    assert [(result.variant_name, result.status) for result in built(practice)] == [("large-print", "made")]


def test_force_makes_everything_again_with_the_same_bytes(made: Path) -> None:
    before = (made / MADE).read_bytes()
    assert statuses(made, BuildOptions(force=True)) == ["made"]
    assert (made / MADE).read_bytes() == before


def test_an_output_of_her_choice_has_a_cache_of_its_own(made: Path, tmp_path: Path) -> None:
    there = BuildOptions(output=tmp_path / "elders")
    assert statuses(made, there) == ["made"]
    assert statuses(made, there) == ["kept"]
    assert (tmp_path / "elders/brochures/proef.a4.pdf").read_bytes() == (made / MADE).read_bytes()
    assert statuses(made) == ["kept"]


def test_pictures_are_drawn_of_what_is_up_to_date_and_none_is_left_of_a_page_that_went(made: Path) -> None:
    left = made / "output/brochures/proef.a4.p2.png"
    (made / "output/brochures/proef.a4.p3.png").write_bytes(b"of an earlier build")
    edit(made, "Hier staat gewone tekst.", "Hier staat gewone tekst. " + "Nog een zin. " * 400)
    assert len(built(made, BuildOptions(pictures=True))[0].pictures) > 1
    assert left.is_file()
    edit(made, "Nog een zin. " * 400, "")
    (result,) = built(made, BuildOptions(pictures=True))
    assert [path.name for path in result.pictures] == [
        f"proef.a4.p{number}.png" for number in range(1, result.pages + 1)
    ]
    assert sorted(path.name for path in left.parent.glob("*.png")) == [path.name for path in result.pictures]
    (kept,) = built(made, BuildOptions(pictures=True))
    assert (kept.status, kept.pictures) == ("kept", result.pictures)


def test_check_renders_nothing_that_is_up_to_date_and_writes_nothing(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from handouts.page import rendering

    before = {path: path.read_bytes() for path in made.rglob("*") if path.is_file()}
    monkeypatch.setattr(rendering, "render", None)
    assert statuses(made, BuildOptions(dry=True)) == ["valid"]
    assert {path: path.read_bytes() for path in made.rglob("*") if path.is_file()} == before


def test_a_practice_folder_that_moves_stays_up_to_date(made: Path, tmp_path: Path) -> None:
    made.rename(tmp_path / "verhuisd")
    assert statuses(tmp_path / "verhuisd") == ["kept"]
