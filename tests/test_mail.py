"""The copy that goes by mail: nothing can be read of it without the password, and with it everything."""

from __future__ import annotations

import io
import math
import re
import shutil
from datetime import date
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from click.testing import CliRunner

from conftest import CONSULT, PRACTICE, Command, paper, put
from handouts.files.folder import Folder
from handouts.problems import BrokenEnvironment, UsageError
from handouts.produce.building import build
from handouts.produce.documents import SHEETS
from handouts.produce.job import BuildOptions
from handouts.produce.mailcopy import MADE_BITS, accepted, lock_pdf, make_password


def texts(pdf: bytes, password: str | None = None) -> list[str]:
    document = pypdfium2.PdfDocument(pdf, password=password)
    found = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return found


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A practice folder in which the sheet is made; to lock it takes a hundredth of the time."""
    root = tmp_path_factory.mktemp("made") / "praktijk"
    put(root, "content/practice.yaml", PRACTICE)
    put(root, "content/sheets/magnesiumconsult.yaml", "title: Jouw plan voor thuis\nmodules: [rust]\n")
    put(root, "content/modules/rust.yaml", "title: Rust\ngoal: Een pauze.\nsteps: [Ga zitten]\n")
    put(root, "content/clients/2026-014.yaml", CONSULT)
    results = build(Folder(root), ["2026-014"], BuildOptions(kinds=(SHEETS,)), today=date.today())
    assert [each.status for each in results] == ["made"]
    return root


@pytest.fixture
def clinic(made_once: Path, practice: Path) -> Path:
    """A copy of that folder, where the command line looks."""
    shutil.rmtree(practice)
    return Path(shutil.copytree(made_once, practice))


@pytest.fixture
def mailed(handouts: Command, clinic: Path) -> tuple[str, Path]:
    """What `--mail` said, and the copy."""
    ran = handouts("sheet", "2026-014", "--mail")
    assert ran.code == 0, ran.err
    return ran.err, clinic / "output/sheets/2026-014.mail.pdf"


def shown(said: str) -> str:
    found = re.search(r"shown this once: (\S+)", said)
    assert found
    return found[1]


def test_the_password_that_is_shown_opens_the_same_sheet(mailed: tuple[str, Path]) -> None:
    said, copy = mailed
    plain = copy.with_name("2026-014.pdf").read_bytes()
    assert texts(copy.read_bytes(), shown(said)) == texts(plain)


@pytest.mark.parametrize("password", ["", "kimalo", "2026-014"])
def test_another_password_opens_nothing(mailed: tuple[str, Path], password: str) -> None:
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(mailed[1], password=password)


def test_the_lock_is_aes_256_and_covers_title_and_metadata(mailed: tuple[str, Path]) -> None:
    said, copy = mailed
    with pikepdf.open(copy, password=shown(said)) as document:
        assert (document.encryption.R, document.encryption.bits) == (6, 256)
        assert document.encryption.stream_method.name == "aesv3"
        assert document.docinfo["/Title"] == "Jouw plan voor thuis"
        assert not document.allow.modify_other
        assert document.allow.accessibility
    data = copy.read_bytes()
    for word in ("plan voor thuis", "Sam", "xpacket", "pdfuaid"):
        assert word.encode() not in data
        assert word.encode("utf-16-be") not in data
        assert word.encode("utf-16-be").hex().encode() not in data.lower()


def test_the_copy_is_for_her_alone_and_she_is_told_how_to_pass_the_password_on(mailed: tuple[str, Path]) -> None:
    said, copy = mailed
    assert copy.stat().st_mode & 0o777 == 0o600
    assert "by another way than mail" in said


def test_the_password_stands_in_no_file(mailed: tuple[str, Path]) -> None:
    said, copy = mailed
    folder = copy.parents[2]
    assert not any(shown(said).encode() in path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_a_sheet_that_did_not_change_is_locked_anew(handouts: Command, mailed: tuple[str, Path]) -> None:
    ran = handouts("sheet", "2026-014", "--mail")
    assert "2026-014.pdf  (unchanged)" in ran.out
    assert shown(ran.err) != shown(mailed[0])
    assert texts(mailed[1].read_bytes(), shown(ran.err))


def test_a_sheet_with_a_mistake_is_not_mailed_and_no_password_is_shown(handouts: Command, clinic: Path) -> None:
    path = clinic / "content/clients/2026-014.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("2026-11-20", "gisteren"), encoding="utf-8")
    ran = handouts("sheet", "2026-014", "--mail")
    assert ran.code == 1
    assert "shown this once" not in ran.err
    assert not (clinic / "output/sheets/2026-014.mail.pdf").exists()


def test_no_password_is_asked_for_where_the_sheet_is_that_of_somebody_else(
    clinic: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = (clinic / "output/sheets/2026-014.pdf").read_bytes()
    path = clinic / "content/clients/2026-014.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("Sam", "Geertruida"), encoding="utf-8")
    monkeypatch.setattr("handouts.cli.making.ask_password", lambda: pytest.fail("it must not ask"))
    code, said = at_terminal(clinic, monkeypatch, "")
    assert code == 1
    assert "handouts sheet 2026-014 --force makes it anew" in said
    assert (clinic / "output/sheets/2026-014.pdf").read_bytes() == sheet


def test_the_password_of_a_copy_that_another_command_replaced_is_not_shown(
    handouts: Command, mailed: tuple[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "shown this once" in mailed[0]
    monkeypatch.setattr("handouts.produce.mailcopy.lock_pdf", lambda pdf, _: lock_pdf(pdf, "that of the other command"))
    ran = handouts("sheet", "2026-014", "--mail")
    assert "2026-014.mail.pdf again at the same time, or took it away" in ran.err
    assert "shown this once" not in ran.err
    assert "by another way" not in ran.err


def test_what_is_piped_in_is_no_password_and_that_is_said(handouts: Command, clinic: Path) -> None:
    ran = handouts("sheet", "2026-014", "--mail", feed="een lang geheim\n")
    assert "no terminal to ask for a password, so one is made" in ran.err
    assert texts((clinic / "output/sheets/2026-014.mail.pdf").read_bytes(), shown(ran.err))


def test_in_large_print_the_copy_has_the_name_of_its_format(handouts: Command, clinic: Path) -> None:
    handouts("sheet", "2026-014", "--format", "large-print", "--mail")
    assert (clinic / "output/sheets/2026-014.large-print.mail.pdf").is_file()


def test_she_types_her_password_twice_at_the_terminal(clinic: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from handouts.cli import cli

    typed = "een lang geheim\neen lang geheim\n"
    runner = CliRunner()
    monkeypatch.setattr("handouts.cli.terminal.at_terminal", lambda: True)
    ran = runner.invoke(cli, ["--folder", str(clinic), "sheet", "2026-014", "--mail"], input=typed)
    assert ran.exit_code == 0, ran.output
    assert "een lang geheim" not in ran.output
    assert "shown this once" not in ran.output
    assert texts((clinic / "output/sheets/2026-014.mail.pdf").read_bytes(), "een lang geheim")


def at_terminal(clinic: Path, monkeypatch: pytest.MonkeyPatch, typed: str) -> tuple[int, str]:
    """What `--mail` says when this is typed, and how it ends."""
    from handouts.cli import cli
    from handouts.problems import HandoutsError

    monkeypatch.setattr("handouts.cli.terminal.at_terminal", lambda: True)
    ran = CliRunner().invoke(cli, ["--folder", str(clinic), "sheet", "2026-014", "--mail"], input=typed)
    said = str(ran.exception) if isinstance(ran.exception, HandoutsError) else ""
    return ran.exit_code, ran.output + said


def test_enter_makes_a_password_at_once(clinic: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code, said = at_terminal(clinic, monkeypatch, "\n")
    assert code == 0, said
    assert "of 12 characters or more" in said
    assert "once more" not in said
    assert texts((clinic / "output/sheets/2026-014.mail.pdf").read_bytes(), shown(said))


@pytest.mark.parametrize("typed", ["kort\n1234 AB 12\n", "een lang geheim\niets anders ook\nkort\n"])
def test_a_password_that_will_not_do_is_said_and_asked_again(
    clinic: Path, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    code, said = at_terminal(clinic, monkeypatch, typed + "een lang geheim\neen lang geheim\n")
    assert code == 0, said
    assert "at least 12" in said
    assert texts((clinic / "output/sheets/2026-014.mail.pdf").read_bytes(), "een lang geheim")


def test_after_three_passwords_that_will_not_do_nothing_is_made(clinic: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code, said = at_terminal(clinic, monkeypatch, "kort\nkort\nkort\neen lang geheim\neen lang geheim\n")
    assert code != 0
    assert said.count("at least 12") == 3
    assert not list(clinic.glob("output/**/*.mail.pdf"))


def test_a_made_password_can_be_said_and_holds_80_bits() -> None:
    made = {make_password() for _ in range(200)}
    assert len(made) == 200
    assert all(re.fullmatch(r"(?:(?:[bdfghjklmnprst][aeiou]){3}-){4}[0-9]{2}", password) for password in made)
    assert math.isclose(12 * math.log2(14 * 5) + 2 * math.log2(10), MADE_BITS)
    assert MADE_BITS >= 80


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("kort", "at least 12"),
        ("12-03-1980", "a date"),
        ("12031980", "a date"),
        ("3 maart 1980", "a date"),
        ("1234 AB 12 b", "a postcode"),
        ("aaaaaaaaaaaaaaaa", "one sign"),
        ("ab" * 64, "128 bytes"),
        ("é" * 30 + "e" + "é" * 34, "129 bytes"),
        ("een lang\u200b geheim\u0007", "cannot be typed"),
    ],
)
def test_a_weak_or_impossible_password_is_refused(typed: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        accepted(typed)


@pytest.mark.parametrize("password", ["een lang geheim", "cafe\u0301 aan zee 3", "ij" + "é" * 60])
def test_a_password_opens_the_copy_in_whatever_unicode_form_it_is_typed(password: str) -> None:
    import unicodedata

    source = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(source)
    sealed = lock_pdf(source.getvalue(), accepted(password))
    assert len(texts(sealed, unicodedata.normalize("NFC", password))) == 1


def test_a_copy_that_does_not_open_again_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    source = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(source)
    # Longer than the lock takes in: such a file opens with no password at all, or with none that anybody has.
    monkeypatch.setattr(
        "handouts.produce.mailcopy.texts_of_pages", lambda _pdf, password="": None if password else [""]
    )
    with pytest.raises(BrokenEnvironment, match="does not open"):
        lock_pdf(source.getvalue(), "een lang geheim")


@pytest.mark.parametrize("word", ["plan", "Sam"])
def test_the_plain_sheet_does_hold_what_the_copy_hides(mailed: tuple[str, Path], word: str) -> None:
    assert word in paper(mailed[1].with_name("2026-014.pdf"))
