"""The commands as she uses them: what they print where, and how they end."""

from __future__ import annotations

import errno
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

import handouts as package
from conftest import REVIEW_DUE, Command, put
from handouts.cli import cli, localizing
from handouts.files.folder import Folder, find_root
from handouts.problems import UsageError

# Nearly all print what another has printed before.
pytestmark = pytest.mark.usefixtures("laid_out_once")


def run(*arguments: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "handouts", *arguments],
        cwd=folder, env={**os.environ, **environment}, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def test_build_prints_the_files_made_on_stdout_and_nothing_else(handouts: Command, practice: Path) -> None:
    ran = handouts("build")
    assert (ran.code, ran.err) == (0, "")
    assert [Path(line).name for line in ran.out.splitlines()] == ["proef.a4.pdf"]
    assert (practice / "output/brochures/proef.a4.pdf").read_bytes().startswith(b"%PDF-1.7")


def test_build_makes_the_formats_that_the_yaml_names(handouts: Command, practice: Path) -> None:
    content = practice / "content/brochures/proef.yaml"
    content.write_text(content.read_text(encoding="utf-8") + "formats: [a4, large-print]\n", encoding="utf-8")
    assert [Path(line).name for line in handouts("build").out.splitlines()] == ["proef.a4.pdf", "proef.large-print.pdf"]


def test_build_makes_the_format_that_is_asked_for(handouts: Command) -> None:
    assert [Path(line).name for line in handouts("build", "--format", "large-print").out.splitlines()] == [
        "proef.large-print.pdf"
    ]


def test_one_bad_brochure_does_not_stop_the_others(handouts: Command, practice: Path) -> None:
    (practice / "content/brochures/kapot.yaml").write_text("titel: x\n", encoding="utf-8")
    ran = handouts("build")
    assert ran.code == 1
    assert "proef.a4.pdf" in ran.out
    assert "content/brochures/kapot.yaml:1:1" in ran.err


def test_build_finds_the_practice_folder_upward(practice: Path) -> None:
    ran = run("list", folder=practice / "content/brochures")
    assert ran.returncode == 0
    assert "Proefblad" in ran.stdout


def test_a_folder_that_is_none_is_wrong_use_and_says_what_to_do(tmp_path: Path) -> None:
    ran = run("build", folder=tmp_path)
    assert ran.returncode == 2
    assert "handouts new DIR" in ran.stderr


def test_a_folder_that_was_taken_away_meanwhile_is_wrong_use(
    handouts: Command, practice: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = practice / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    for clone in ("", str(practice)):
        monkeypatch.setenv("HANDOUTS_CLONE", clone)
        for words in ("sheet --ask", "sheet 2026-014", *(() if clone else ("build", "list"))):
            ran = handouts(*words.split(), folder=None)
            assert (ran.code, "is no longer there" in ran.err) == (2, True), words


def test_outside_of_any_practice_folder_run_says_whose_practice_it_works_on(practice: Path, tmp_path: Path) -> None:
    ran = run("list", folder=tmp_path, HANDOUTS_CLONE=str(practice))
    assert (ran.returncode, "Proefblad" in ran.stdout) == (0, True)
    assert ran.stderr == f"You are not in a practice folder. This is about Praktijk Proef, in {practice}.\n"
    assert run("list", folder=practice / "content", HANDOUTS_CLONE=str(tmp_path)).stderr == "", "here she is in one"


@pytest.mark.parametrize(
    "words",
    [
        "sheet --ask",
        "sheet 2026-014",
        "sheet -",
        "import brief.txt slapen",
        "batch lijst.csv --recipe magnesiumconsult",
    ],
)
def test_from_elsewhere_no_clients_data_goes_into_the_clone(clinic: Path, tmp_path: Path, words: str) -> None:
    before = sorted(clinic.rglob("*"))
    ran = run(*words.split(), folder=tmp_path, HANDOUTS_CLONE=str(clinic))
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "There is no practice folder here" in ran.stderr
    assert f"Nothing of yours goes into the clone of handouts, {clinic}, from elsewhere." in ran.stderr
    assert sorted(clinic.rglob("*")) == before


def test_the_build_that_run_starts_ends_with_what_was_made_and_where(
    handouts: Command, practice: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HANDOUTS_CLONE", str(practice))
    assert handouts("build").err == f"Made: 1 PDF, in {practice}/output/brochures\n"
    assert handouts("build").err == "", "nothing was made"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("build", "proev"), "Did you mean proef?"),
        (("build", "../proef"), "cannot be a name"),
        (
            ("build", "--format", "a5"),
            "There are: a4, large-print (groot), booklet (boekje), trifold (drieluik), card (kaart).",
        ),
        (("schema", "boek"), "There are: practice, brochure, module, sheet, consult."),
        (("bild",), "There is no command “bild”. Did you mean build?"),
        (("build", "--nonsense"), "There is no option “--nonsense”."),
    ],
)
def test_wrong_use_ends_with_2_and_names_what_there_is(
    handouts: Command, arguments: tuple[str, ...], sentence: str
) -> None:
    ran = handouts(*arguments)
    assert ran.code == 2
    assert sentence in ran.err
    assert ran.out == ""


def test_json_reports_documents_and_problems(handouts: Command, practice: Path) -> None:
    content = practice / "content/brochures/proef.yaml"
    content.write_text(content.read_text(encoding="utf-8").replace('version: "1"\n', ""), encoding="utf-8")
    report = json.loads(handouts("build", "--json").out)
    document = report["documents"][0]
    assert (document["name"], document["format"], document["status"]) == ("proef", "a4", "made")
    assert document["pages"] >= 1
    assert Path(document["path"]).is_file()
    assert [(each["rule"], each["file"], each["line"]) for each in report["problems"]] == [
        ("recommended-field", "content/brochures/proef.yaml", 1)
    ]


def test_png_makes_a_picture_of_each_page(handouts: Command, practice: Path) -> None:
    ran = handouts("build", "--png")
    pictures = sorted((practice / "output/brochures").glob("proef.a4.p*.png"))
    assert pictures
    assert all(picture.read_bytes().startswith(b"\x89PNG") for picture in pictures)
    assert len(ran.out.splitlines()) == 1 + len(pictures)


def test_output_goes_where_it_is_asked_to(handouts: Command, practice: Path, tmp_path: Path) -> None:
    assert handouts("build", "--output", str(tmp_path / "elders")).code == 0
    assert (tmp_path / "elders/brochures/proef.a4.pdf").is_file()
    assert not (practice / "output").exists()


TELLING = (
    "check", "list", "verify", "history 2026-014", "forget 2026-014", "purge --older-than 1d", "doctor", "schema"
)  # fmt: skip


@pytest.mark.parametrize("before", ["nothing was made", "a batch was made", "a run was killed"])
def test_what_only_tells_writes_nothing(handouts: Command, clinic: Path, before: str) -> None:
    batch = ("batch", str(clinic / "lijst.csv"), "--sheet", "magnesiumconsult")
    (clinic / "lijst.csv").write_text("ref;first_name;date\nR-1;Sam;2026-11-20\n", encoding="utf-8")
    if before == "a batch was made":
        assert handouts(*batch).code == 0
    if before == "a run was killed":
        (clinic / "output/.state/work/x").mkdir(parents=True)
        (clinic / "output/.state/.handouts-00.part").write_bytes(b"x")

    def lies_there() -> dict[Path, tuple[int, bytes]]:
        return {path: (path.stat().st_ino, path.read_bytes() if path.is_file() else b"") for path in clinic.rglob("*")}

    # Their first calls keep what they read or said, so that the next ones need not do so again.
    assert handouts("list").code == 0
    assert handouts("check").code == 0
    found = lies_there()
    for line in TELLING:
        assert handouts(*line.split()).code == 0, line
        assert lies_there() == found, line
    (clinic / "lijst.csv").write_text("ref;first_name;date\nR-1;Sam;2026-11-21\n", encoding="utf-8")
    found = lies_there()
    assert handouts(*batch, "--dry-run", "--report", str(clinic / "verslag.csv")).code == 0
    assert lies_there() == found


def test_a_warning_fails_a_strict_check_only(handouts: Command, practice: Path) -> None:
    content = practice / "content/brochures/proef.yaml"
    content.write_text(content.read_text(encoding="utf-8").replace('version: "1"\n', ""), encoding="utf-8")
    assert handouts("check").code == 0
    ran = handouts("check", "--strict")
    assert ran.code == 1
    assert "“version” is not filled in" in ran.err


def test_list_shows_kind_name_title_version_and_review_date(handouts: Command) -> None:
    rows = handouts("list").out.splitlines()
    assert rows[0].split() == ["kind", "name", "title", "version", "review", "due"]
    assert rows[1].split() == ["brochure", "proef", "Proefblad", "1", REVIEW_DUE]


def test_list_names_modules_recipes_and_consults_with_their_first_names(handouts: Command, clinic: Path) -> None:
    (clinic / "content/clients/2026-015.yaml").write_text("ref: [\n", encoding="utf-8")
    rows = [line.split(maxsplit=2) for line in handouts("list").out.splitlines()[2:]]
    assert rows == [
        ["module", "ademhaling", "Rustig ademen"],
        ["module", "voetenbad", "Voetenbad"],
        ["recipe", "magnesiumconsult", "Jouw plan voor thuis"],
        ["consult", "2026-014", "2026-11-20, Sam"],
        ["consult", "2026-015", "(no date)"],
    ]


# What stands in the file of a consult, and how the list calls it.
NAMED = {
    "a name of two words": ("client: {first_name: Anne  Marie}\ndate: 2026-11-20", "2026-11-20, Anne Marie"),
    "a mistake elsewhere": ("client: {first_name: Bo, surname: Jansen}\ndate: 2026-11-20\nx: 1", "2026-11-20, Bo"),
    "no date": ("client: {first_name: Kim}", "(no date), Kim"),
    "no name": ("date: 2026-11-20\nclient: {form: u}", "2026-11-20"),
    "no client": ("date: 2026-11-20", "2026-11-20"),
    "a client without keys": ("date: 2026-11-20\nclient: Sam", "2026-11-20"),
    "a list for a name": ("date: 2026-11-20\nclient: {first_name: [Sam]}", "2026-11-20"),
    "an empty name": ('date: 2026-11-20\nclient: {first_name: ""}', "2026-11-20"),
    "a long text for a name": (
        "date: 2026-11-20\nclient: {first_name: " + "Sam uit het dorp " * 9 + "}",
        "2026-11-20, Sam uit het dorp Sam uit het dorp Sam…",
    ),
    "a sign that steers a terminal": ("date: 2026-11-20\nclient: {first_name: Sam\x1b[31m}", "(no date)"),
    "nothing": ("", "(no date)"),
    "a list": ("- date: 2026-11-20", "(no date)"),
}


@pytest.mark.parametrize("case", NAMED)
def test_list_shows_the_first_name_that_can_be_read_and_no_consult_breaks_it(
    handouts: Command, clinic: Path, case: str
) -> None:
    text, shown = NAMED[case]
    (clinic / "content/clients/2026-014.yaml").write_text(f"{text}\n" if text else "", encoding="utf-8")
    ran = handouts("list")
    assert ran.code == 0
    assert re.split("  +", ran.out.splitlines()[-1]) == ["consult", "2026-014", shown]


@pytest.mark.usefixtures("clinic")
def test_the_list_for_other_programs_holds_no_first_name(handouts: Command) -> None:
    consults = json.loads(handouts("list", "--json").out)[-1:]
    empty = {"version": "", "review_due": ""}
    assert consults == [{"kind": "consult", "name": "2026-014", "title": "2026-11-20", **empty}]


def test_list_keeps_nothing_of_what_it_reads(handouts: Command, clinic: Path) -> None:
    before = sorted(clinic.rglob("*"))
    assert "Sam" in handouts("list").out
    assert sorted(clinic.rglob("*")) == before
    consult = clinic / "content/clients/2026-014.yaml"
    consult.write_text(consult.read_text(encoding="utf-8").replace("Sam", "Robin"), encoding="utf-8")
    out = handouts("list").out
    assert "Robin" in out
    assert "Sam" not in out


def test_list_survives_a_broken_document(handouts: Command, practice: Path) -> None:
    (practice / "content/brochures/kapot.yaml").write_text("titel: x\n", encoding="utf-8")
    ran = handouts("list")
    assert ran.code == 0
    assert "mistakes)" in ran.out


@pytest.mark.parametrize(("language", "named"), [("nl", 3), ("en", 2)])
def test_a_new_folder_builds_at_once(handouts: Command, tmp_path: Path, language: str, named: int) -> None:
    target = tmp_path / "mijn praktijk"
    assert handouts("new", str(target), "--language", language, folder=None).code == 0
    ran = handouts("build", folder=target)
    assert ran.code == 0
    assert ran.err.count("this is still the example's practice") == 1
    assert ran.err.count("[example-practice]") == named, "it is not hers yet"
    # A year after its release the shipped brochure is to be looked through.
    assert ran.err.count("warning:") == named + ran.err.count("[review-due]")
    assert ran.out.splitlines()
    assert target.stat().st_mode & 0o777 == 0o700


def test_what_to_do_next_is_said_as_she_starts_it(
    handouts: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    end = "put your own practice in content/practice.yaml, and run"
    assert handouts("new", str(tmp_path / "een"), folder=None).err.endswith(f"{end} handouts build\n")
    monkeypatch.setenv("HANDOUTS_CLONE", "/opt/mijn kloon")
    ran = handouts("new", str(tmp_path / "twee"), folder=None)
    assert ran.err.endswith(f"{end} '/opt/mijn kloon/run' build\n")


def test_what_to_do_is_named_by_the_run_of_a_clone_everywhere(
    practice: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HANDOUTS_CLONE", "/opt/kloon")
    with pytest.raises(UsageError) as refused:
        find_root(tmp_path)
    assert refused.value.message.endswith("make one with: /opt/kloon/run new DIR")
    put(practice, "content/brochures/slaap.md", "x")
    (problem,) = Folder(practice).strays("brochures")
    assert problem.hint == "is this your own text? /opt/kloon/run import content/brochures/slaap.md slaap"


def test_no_sentence_names_a_command_that_a_clone_has_not() -> None:
    literal = re.compile(rf'"[^"`]*\bhandouts (?:{"|".join(cli.commands)})\b')
    sources = (path.read_text(encoding="utf-8") for path in Path(package.__file__).parent.rglob("*.py"))
    assert [line for text in sources for line in text.splitlines() if literal.search(line)] == []


@pytest.mark.parametrize("words", ["sheet Sam Jansen.yaml", "import Sam Jansen.yaml slapen"])
def test_a_file_with_a_space_in_its_name_wants_quotes(
    handouts: Command, practice: Path, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(practice)
    put(practice, "Sam Jansen.yaml", "x")
    ran = handouts(*words.split())
    assert ran.code == 2
    assert ran.err.endswith("Is that one file with spaces in its name? Put quotes around it: 'Sam Jansen.yaml'\n")


@pytest.mark.parametrize("name", ["x.pdf", "output/sheets/2026-014.pdf"])
def test_a_pdf_is_no_consult(handouts: Command, clinic: Path, name: str) -> None:
    put(clinic, name, "%PDF-1.7")
    ran = handouts("sheet", name)
    assert ran.code == 2
    assert f"{name} is a PDF, and a sheet is made of a consult: handouts sheet 2026-014" in ran.err


def test_new_touches_nothing_that_is_there(handouts: Command, practice: Path) -> None:
    before = {path: path.read_bytes() for path in practice.rglob("*") if path.is_file()}
    assert handouts("new", str(practice), folder=None).code == 2
    assert {path: path.read_bytes() for path in practice.rglob("*") if path.is_file()} == before


def test_schema_describes_each_kind_for_an_editor(handouts: Command) -> None:
    schema = json.loads(handouts("schema", "brochure").out)
    assert schema["properties"]["title"]["type"] == ["string", "number", "boolean"]
    assert schema["additionalProperties"] is False
    assert set(json.loads(handouts("schema").out)) == {"practice", "brochure", "module", "sheet", "consult"}


def test_import_makes_a_brochure_that_builds_and_never_overwrites_one(
    handouts: Command, practice: Path, tmp_path: Path
) -> None:
    text = tmp_path / "tekst.txt"
    text.write_text("Slapen\n\nWaarom slaap telt\n\nSlaap is herstel.\n\n✔ Rust\n✔ Ritme\n", encoding="utf-8")
    ran = handouts("import", str(text), "slapen")
    assert ran.code == 0
    assert "Waarom slaap telt" in ran.out
    assert handouts("build", "slapen").code == 0
    before = (practice / "content/brochures/slapen.yaml").read_bytes()
    assert handouts("import", str(text), "slapen").code == 2
    ran = handouts("import", str(text), "slapen.yaml")
    assert (ran.code, "First the file, then a name without an ending" in ran.err) == (2, True)
    assert handouts("import", str(text), "slapen", "--force").code == 0
    assert (practice / "content/brochures/slapen.yaml.bak").read_bytes() == before
    assert handouts("import", str(text), "slapen", "--as", "module").code == 0
    assert (practice / "content/modules/slapen.yaml").read_text().splitlines()[3] == "title: Slapen"
    assert (practice / "content/brochures/slapen.yaml").read_bytes() == before


def test_what_is_given_to_import_is_named_before_a_name_is_asked(
    handouts: Command, practice: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(practice)
    Path("foto.jpg").write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(2_000_000))
    Path("Mijn tekst.txt").write_text("Slapen\n\nWaarom slaap telt\n\nSlaap is herstel.\n", encoding="utf-8")
    picture, text, other = (handouts("import", name) for name in ("foto.jpg", "Mijn tekst.txt", "mijn tekst.TXT"))
    assert (picture.code, picture.out, picture.err.splitlines()[0]) == (
        1, "", "foto.jpg: error: this is a picture, not a text file [import-not-text]",
    )  # fmt: skip
    assert (text.code, text.out) == (2, "")
    assert text.err == "Give the brochure a name too, such as: handouts import 'Mijn tekst.txt' mijn-tekst\n"
    if not Path("mijn tekst.TXT").exists():  # it does where capitals make no difference to the disk
        assert other.err == (
            "mijn tekst.TXT cannot be read: No such file or directory. There is Mijn tekst.txt, with other capitals.\n"
        )
    assert not list((practice / "content/brochures").glob("mijn*"))


def test_help_names_every_command(handouts: Command) -> None:
    ran = handouts("--help")
    assert ran.code == 0
    for command in ("build", "check", "doctor", "import", "list", "new", "schema", "watch"):
        assert f"\n  {command} " in ran.out


def test_version_is_the_one_of_the_package(handouts: Command) -> None:
    assert handouts("--version", folder=None).out == f"handouts {package.__version__}\n"


def test_what_needs_no_engine_does_not_load_it(practice: Path) -> None:
    assert run("build", folder=practice).returncode == 0
    heavy = "{'weasyprint','pypdfium2','PIL','pydantic','jinja2','yaml','fontTools'}"
    for arguments in (["--help"], ["build"], ["--version"]):
        code = (
            "import sys; from handouts.cli import main\n"
            f"try: main({arguments!r})\nexcept SystemExit: pass\n"
            f"sys.stderr.write(repr(sorted({heavy} & set(sys.modules))))"
        )
        ran = subprocess.run([sys.executable, "-c", code], cwd=practice, capture_output=True, text=True, check=True)
        assert ran.stderr == "[]", arguments


def test_a_build_starts_no_other_program_whatever_is_installed(practice: Path) -> None:
    code = (
        "import sys\n"
        "def see(event, arguments):\n"
        "    if event in {'subprocess.Popen', 'os.system', 'os.posix_spawn', 'os.fork', 'os.exec'}:\n"
        "        sys.stderr.write(f'{event} {arguments[0]}\\n')\n"
        "sys.addaudithook(see)\n"
    )
    here = "from datetime import date; from pathlib import Path; from handouts.produce.building import *\n"
    here += "[made] = build(Folder(Path()), [], BuildOptions(), today=date(2026, 11, 22)); assert made.path"
    for program, started in ((here, ""), ("from handouts.cli import main; main(['build', '--force'])", sys.executable)):
        ran = subprocess.run(
            [sys.executable, "-c", code + program], cwd=practice, capture_output=True, text=True, check=False
        )
        assert (ran.returncode, ran.stderr) == (0, f"subprocess.Popen {started}\n" if started else "")


def test_no_color_is_respected_and_a_pipe_gets_none(practice: Path) -> None:
    (practice / "content/brochures/proef.yaml").write_text("titel: x\n", encoding="utf-8")
    assert "\x1b" not in run("check", folder=practice, NO_COLOR="1").stderr


def test_verbose_tells_what_each_document_took(handouts: Command) -> None:
    assert " ms" in handouts("-v", "build").err


@pytest.mark.usefixtures("afresh")
@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "a disk is full, the one that your folder lies on, or the"),
        (PermissionError(errno.EACCES, "Permission denied", "/weg/a.pdf"), "go on: /weg/a.pdf: Permission denied.\n"),
        (OSError("odd"), "go on: odd.\n"),
    ],
)
def test_what_the_system_refuses_is_said_in_a_sentence(
    handouts: Command, monkeypatch: pytest.MonkeyPatch, reason: OSError, sentence: str
) -> None:
    from handouts.page.rendering import engine

    def refuses() -> None:
        raise reason

    engine.load_engine.cache_clear()
    monkeypatch.setattr(engine, "_scratch", refuses)
    ran = handouts("build")
    engine.load_engine.cache_clear()
    assert (ran.code, sentence in ran.err) == (3, True), ran.err


@pytest.mark.usefixtures("afresh")
def test_a_folder_for_temporary_files_whose_name_is_no_utf8_is_said_once(
    handouts: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    from handouts.page.rendering import engine

    engine.load_engine.cache_clear()
    monkeypatch.setattr(tempfile, "tempdir", "/tmp/\udce9")  # noqa: S108  # nothing is written there
    ran = handouts("build")
    engine.load_engine.cache_clear()
    assert (ran.code, ran.err.count("is not UTF-8")) == (3, 1)


@pytest.mark.usefixtures("afresh")
def test_a_missing_library_is_said_in_a_sentence(handouts: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    import builtins

    from handouts.page.rendering import engine

    original = builtins.__import__

    def broken(name: str, *arguments: object, **named: object) -> object:
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return original(name, *arguments, **named)  # type: ignore[arg-type]

    engine.load_engine.cache_clear()
    monkeypatch.setattr(builtins, "__import__", broken)
    ran = handouts("build")
    engine.load_engine.cache_clear()
    assert ran.code == 3
    assert "handouts doctor" in ran.err


def test_stopping_ends_with_130(handouts: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    from handouts.produce import building

    def stop(*_arguments: object, **_named: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(building, "build", stop)
    ran = handouts("build")
    assert ran.code == 130
    assert "Stopped." in ran.err


PRESS = "import os, signal; os.kill(os.getpid(), signal.SIGINT)"
WHILE_LOADING = f"""
class Presser:
    def find_spec(name, *_):
        if name == "click":
            {PRESS}
sys.meta_path.insert(0, Presser)
"""
BEHIND_THE_END = f"""
def press():
    {PRESS}
atexit.register(press)
"""


def pressed(when: str, folder: Path, handler: str = "default_int_handler") -> subprocess.CompletedProcess[str]:
    """A process of the command that gets a Ctrl-C at a certain moment."""
    code = f"""
import atexit, signal, sys
signal.signal(signal.SIGINT, signal.{handler})
{when}
from handouts.__main__ import main
sys.argv = ["handouts", "--version"]
main()
"""
    return subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False)


def test_ctrl_c_while_the_command_is_loaded_ends_it_without_a_word(tmp_path: Path) -> None:
    ran = pressed(WHILE_LOADING, tmp_path)
    assert (ran.returncode, ran.stdout, ran.stderr) == (-signal.SIGINT, "", "")


def test_ctrl_c_behind_the_end_changes_nothing_any_more(tmp_path: Path) -> None:
    ran = pressed(BEHIND_THE_END, tmp_path)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, f"handouts {package.__version__}\n", "")


@pytest.mark.parametrize("when", [WHILE_LOADING, BEHIND_THE_END], ids=["while it loads", "behind the end"])
def test_ctrl_c_stays_ignored_where_it_was(tmp_path: Path, when: str) -> None:
    ran = pressed(when, tmp_path, "SIG_IGN")
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, f"handouts {package.__version__}\n", "")


def test_a_name_that_is_not_utf_8_is_escaped_in_json(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    name = os.fsdecode(b"caf\xe9 \xff\xed\xb0\x80.yaml")
    localizing.echo_json({"file": name, "naam": "Zoë “x”"})
    written = capfdbinary.readouterr().out.decode("utf-8")
    assert json.loads(written) == {"file": name, "naam": "Zoë “x”"}
    assert "caf\\udce9 \\udcff" in written
    assert "Zoë" in written


def test_every_command_writes_its_json_in_one_way() -> None:
    found = {path.name for path in Path(localizing.__file__).parent.glob("*.py") if "json.dumps" in path.read_text()}
    assert found == {"localizing.py"}


@pytest.mark.parametrize(
    ("words", "code", "error"),
    [
        ("build --json --fomat a4", 2, "There is no option “--fomat”. Did you mean"),
        ("bild --json", 2, "There is no command “bild”. Did you mean build?"),
        ("sheet --json x.pdf", 2, "x.pdf is a PDF, and a sheet is made of a consult"),
        ("build --json nergens", 2, "nergens"),
        ("history --json", 2, "REF is missing."),
    ],
)
@pytest.mark.usefixtures("practice")
def test_with_json_a_command_that_is_used_wrongly_says_so_on_stdout_too(
    handouts: Command, words: str, code: int, error: str
) -> None:
    ran = handouts(*words.split())
    assert ran.code == code
    report = json.loads(ran.out)
    assert error in report["error"]
    assert report["problems"] == []


@pytest.mark.usefixtures("practice")
def test_with_json_mistakes_that_end_a_command_at_once_are_on_stdout_too(handouts: Command, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("nonsense: 1\n", encoding="utf-8")
    report = json.loads(handouts("sheet", "--json", str(wrong)).out)
    assert report["error"] == ""
    assert "unknown-key" in {problem["rule"] for problem in report["problems"]}


def test_without_json_a_command_that_is_used_wrongly_writes_nothing_on_stdout(handouts: Command) -> None:
    assert handouts("bild").out == ""
