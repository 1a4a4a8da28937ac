"""What is personal stays in the sheet: in no title, log, traceback, name of a file, journal, and in no other sheet."""

from __future__ import annotations

import errno
import json
import logging
import os
import random
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from conftest import Command, Ran, paper
from handouts.checks.privacy import holds_citizen_number
from handouts.cli import cli

# What stands in the consult and must stay there.
CANARIES = ("Kanarina", "Klachtwoord", "Doelwoord", "Stapwoord", "Pilwoord", "Notitiewoord", "kidneys")
CONSULT_OF_THE_CANARY = """\
ref: 2026-014
client: {first_name: Kanarina}
date: 2026-11-20
sheet: magnesiumconsult
summary_steps: [Stapwoord]
discussed: Klachtwoord over slapen.
goals: [Doelwoord]
flags: [kidneys]
schedule:
- {product: Pilwoord, route: oral, dose: 1 stuk, dose_source: etiket, magnesium_mg: 300, when: [avond]}
note: Notitiewoord.
"""


@pytest.fixture
def heard() -> Iterator[list[str]]:
    """Every line that any library logs, at whatever level."""
    lines: list[str] = []

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(f"{record.getMessage()} {record.exc_info}")

    # The engine sets its own level when it is first imported, whichever test does so.
    import weasyprint  # noqa: F401

    ear, loggers = Ear(logging.NOTSET), [logging.getLogger(), logging.getLogger("weasyprint")]
    levels = [logger.level for logger in loggers]
    loggers[0].addHandler(ear)
    for logger in loggers:
        logger.setLevel(logging.DEBUG)
    yield lines
    loggers[0].removeHandler(ear)
    for logger, level in zip(loggers, levels, strict=True):
        logger.setLevel(level)


@pytest.fixture
def canary(clinic: Path) -> Path:
    """The practice folder with the consult of somebody who must not be found."""
    (clinic / "content/clients/2026-014.yaml").write_text(CONSULT_OF_THE_CANARY, encoding="utf-8")
    return clinic


def found(text: str) -> list[str]:
    return [word for word in CANARIES if word in text]


def left_behind(folder: Path) -> str:
    """Every name under the folder, and what stands in every file but her own and the finished sheets."""
    names = [str(path.relative_to(folder)) for path in folder.rglob("*")]
    kept = [
        path.read_bytes().decode("utf-8", "replace")
        for path in (folder / "output").rglob("*")
        if path.is_file() and path.suffix not in {".pdf", ".png"}
    ]
    return "\n".join([*names, *kept])


COMMANDS = {
    "build": ("build",),
    "sheet": ("sheet", "2026-014", "--png", "--format", "large-print"),
    "mail": ("sheet", "2026-014", "--mail"),
    "check": ("check",),
    "list": ("list", "--json"),
    "history": ("history", "2026-014"),
    "history --json": ("history", "2026-014", "--json"),
    "forget": ("forget", "2026-014"),
    "forget --yes": ("forget", "2026-014", "--yes"),
    "purge": ("purge", "--older-than", "1d", "--yes"),
    "verify": ("verify",),
    "doctor": ("doctor",),
    "schema": ("schema", "consult"),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_no_command_says_logs_or_keeps_what_is_personal(
    handouts: Command, canary: Path, heard: list[str], name: str
) -> None:
    ran = handouts("-v", *COMMANDS[name])
    assert ran.code in {0, 3}, ran.err  # a computer may lack what the doctor looks for
    assert found(ran.out + ran.err) == [] if name != "schema" else found(ran.err) == []
    assert found("\n".join(heard)) == []
    assert found(left_behind(canary)) == []


def test_the_title_and_the_metadata_of_a_sheet_do_not_say_whose_it_is(handouts: Command, canary: Path) -> None:
    assert handouts("sheet", "2026-014").code == 0
    pdf = canary / "output/sheets/2026-014.pdf"
    document = pypdfium2.PdfDocument(pdf)
    said = str(document.get_metadata_dict())
    document.close()
    assert found(said) == []
    # The XMP is not compressed.
    assert found(pdf.read_bytes().decode("latin-1")) == []


def without_quotes(ran: Ran) -> str:
    """What a command said, but for the words that a Problem quotes so that she can find them."""
    return re.sub("“.*?”", "“…”", ran.out + ran.err)


def broken_template(folder: Path, _: pytest.MonkeyPatch) -> None:
    path = folder / "templates/sheet.html"
    path.parent.mkdir()
    path.write_text("<p>{{ consult.client.first_name }}{{ consult.nothing }}</p>", encoding="utf-8")


def failing_template(folder: Path, _: pytest.MonkeyPatch) -> None:
    path = folder / "templates/sheet.html"
    path.parent.mkdir()
    path.write_text("{{ consult.client.first_name|int }}{{ 1 / 0 }}", encoding="utf-8")


def hidden_text(folder: Path, _: pytest.MonkeyPatch) -> None:
    path = folder / "styles/own.css"
    path.parent.mkdir()
    path.write_text("p { color: white }", encoding="utf-8")


def foreign_sign(folder: Path, _: pytest.MonkeyPatch) -> None:
    path = folder / "content/clients/2026-014.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("Notitiewoord", "Notitiewoord 中"), encoding="utf-8")


def wrong_value(folder: Path, _: pytest.MonkeyPatch) -> None:
    path = folder / "content/clients/2026-014.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "next_appointment: Klachtwoord\n", encoding="utf-8")


def no_yaml(folder: Path, _: pytest.MonkeyPatch) -> None:
    path = folder / "content/clients/2026-014.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "Klachtwoord: [\n", encoding="utf-8")


def full_disk(_: Path, patch: pytest.MonkeyPatch) -> None:
    def fails(*_arguments: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    patch.setattr(os, "write", fails)


def broken_engine(_: Path, patch: pytest.MonkeyPatch) -> None:
    def fails(*_arguments: object, **_named: object) -> None:
        raise ValueError("cannot lay out Kanarina Klachtwoord")

    patch.setattr("handouts.page.rendering.laying._laid_out", fails)


def broken_program(_: Path, patch: pytest.MonkeyPatch) -> None:
    def fails(*_arguments: object, **_named: object) -> None:
        try:
            dict[str, str]()[CANARIES[0]]
        except KeyError as reason:
            raise RuntimeError(CANARIES[1]) from reason

    patch.setattr("handouts.page.composing.compose_sheet", fails)


def broken_lock(_: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr("handouts.produce.mailcopy.opens", lambda *_: True)


FAILURES = {
    "template": (broken_template, 1),
    "failing template": (failing_template, 1),
    "hidden text": (hidden_text, 1),
    "foreign sign": (foreign_sign, 1),
    "wrong value": (wrong_value, 1),
    "no YAML": (no_yaml, 1),
    "full disk": (full_disk, 3),
    "engine": (broken_engine, 1),
    "program": (broken_program, 1),
    "lock": (broken_lock, 3),
}


@pytest.mark.parametrize("name", FAILURES)
def test_no_failure_says_logs_or_keeps_what_is_personal(
    handouts: Command, canary: Path, heard: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    fail, code = FAILURES[name]
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    fail(canary, monkeypatch)
    ran = handouts("-v", "sheet", "2026-014", "--mail")
    assert ran.code == code, ran.err
    assert "Traceback (most recent call last)" not in ran.err
    assert found(without_quotes(ran)) == []
    assert found("\n".join(heard)) == []
    assert found(left_behind(canary)) == []
    assert found(left_behind(tmp_path / "temporary")) == []


def test_the_canaries_would_be_heard(heard: list[str]) -> None:
    logging.getLogger("weasyprint.progress").debug("Kanarina")
    assert found("\n".join(heard)) == ["Kanarina"]


def test_a_mistake_of_the_program_shows_the_way_to_it_and_not_what_it_says(
    handouts: Command, canary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken_program(canary, monkeypatch)
    ran = handouts("-v", "sheet", "2026-014")
    assert re.search(r'File ".*documents.py", line \d+, in _compose_sheet', ran.err)
    assert "KeyError" in ran.err
    assert "RuntimeError" in ran.err
    assert "This is a mistake in handouts itself" in ran.err


def test_the_tests_know_every_command() -> None:
    # Those that read no consult, or are looked at elsewhere for what they say of one.
    elsewhere = {"batch", "calibrate", "import", "new", "preflight", "studio", "watch"}
    assert {words[0] for words in COMMANDS.values()} | elsewhere == set(cli.commands)


def test_one_clients_data_is_never_in_anothers_sheet(handouts: Command, clinic: Path) -> None:
    order = list(range(100, 112))
    for number in order:
        (clinic / f"content/clients/2026-{number}.yaml").write_text(one_of_many(number), encoding="utf-8")
    random.Random(7).shuffle(order)  # noqa: S311  # any order will do, and the same each time
    assert handouts("sheet", *(f"2026-{number}" for number in order)).code == 0
    for number in order:
        text = paper(clinic / f"output/sheets/2026-{number}.pdf")
        own = re.findall(r"(?:naam|verhaal|zout|stap|reden|doel|middel|bron|groet|rij)(\d{3})", text, re.IGNORECASE)
        assert {int(each) for each in own} == {number}
        assert len(own) >= 10, "the values must be there to be told apart"


def one_of_many(number: int) -> str:
    consult = {
        "ref": f"2026-{number}",
        "client": {"first_name": f"Naam{number}", "form": "je" if number % 2 else "u"},
        "date": "2026-11-20",
        "sheet": "magnesiumconsult",
        "summary_steps": [{"step": f"Stap{number}", "reason": f"Reden{number}."}],
        "discussed": f"Verhaal{number}.",
        "goals": [f"doel{number}"] * (1 + number % 3),
        "schedule": [
            {"product": f"Middel{number}", "route": "activity", "dose": f"zout{number}", "when": ["avond"]},
        ],
        "modules": [{"use": "voetenbad", "params": {"product": f"zout{number}"}}],
        "diary": {"days": 7, "rows": [f"Rij{number}"]},
        "note": f"Groet{number}.",
    }
    return json.dumps(consult)


def test_personal_files_are_for_her_alone(handouts: Command, canary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    modes: list[int] = []
    real = os.open

    def watched(path: str, flags: int, mode: int = 0o777, **more: int) -> int:
        handle = real(path, flags, mode, **more)
        if flags & os.O_CREAT and "sheets" in str(path):
            modes.append(os.fstat(handle).st_mode & 0o777)
        return handle

    monkeypatch.setattr(os, "open", watched)
    assert handouts("sheet", "2026-014", "--mail", "--png").code == 0
    assert modes
    assert set(modes) == {0o600}, "from the first byte"
    for path in (canary / "output/sheets").iterdir():
        assert path.stat().st_mode & 0o777 == 0o600
    assert (canary / "output/sheets").stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("Haar nummer is 123456782.", True), ("cliëntnummer 123456782", True), ("start 123456782", True),
        ("artikelnummer 123456782", False), ("Art.-nr.: 123456782", False), ("Bestelnr. 123456782", False),
        ("EAN 123456782", False), ("123456789", False),
    ],
)  # fmt: skip
def test_a_number_of_a_thing_is_no_citizen_number(text: str, holds: bool) -> None:
    assert holds_citizen_number(text) is holds
