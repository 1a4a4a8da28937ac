"""What was meant as a document is read or named; what editors, systems and clouds leave beside it is passed over."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from handouts.files.folder import Folder
from handouts.files.naming import documents_in, safe_name, safe_ref, seen_from
from handouts.problems import BrokenEnvironment, UsageError
from handouts.produce.forgetting import forget
from handouts.produce.housekeeping import start_folder, unread_parts

# What an editor, a word processor, a system or a download keeps beside a document for a while, and what she set aside.
LEFT = [
    "slaap.yaml~", "slaap.yaml.~2~", ".slaap.yaml.swp", ".slaap.yaml.un~", "#slaap.yaml#", ".#slaap.yaml",
    ".~lock.slaap.odt#", "~$slaap.docx", "~WRL0001.tmp", "slaap.docx~", "4913", ".goutputstream-A1B2C3",
    ".DS_Store", "Thumbs.db", "desktop.ini", "Icon\r", "._slaap.yaml", ".slaap.yaml", ".directory",
    "slaap.yaml.bak", "slaap.yaml.BAK", "slaap.bak", "slaap.yaml.orig", "slaap.yaml.oud", "slaap.yaml.tmp",
    "slaap.yaml.part", "slaap.yaml.crdownload", "slaap.pdf", "slaap.jpg",
]  # fmt: skip

# What was meant as a document and cannot be read as one, and what the hint says to do.
MEANT = {
    "beter slapen.yaml": "call it beter-slapen.yaml",
    "slaap (oud).yaml": "call it slaap-oud.yaml",
    "slaap~.yaml": "call it slaap.yaml",
    "#slaap.yaml": "call it slaap.yaml",
    "_slaap.yaml": "call it slaap.yaml",
    "slaap.YAML": "call it slaap.yaml",
    "slaap.yml": "call it slaap.yaml",
    "slaap (1).yml": "call it slaap-1.yaml",
    "slaap.yaml ": "call it slaap.yaml",
    "slaap.yaml.": "call it slaap.yaml",
    "slaap.yaml.txt": "call it slaap.yaml",
    "slaap.yaml.yaml": "call it slaap.yaml",
    "slaap.yml.yaml": "call it slaap.yaml",
    "slaap.yaml.docx": "call it slaap.yaml",
    "slaap.docx": "is this your own text? save it as slaap.txt, then run: handouts import slaap.txt slaap",
    "slaap (1).docx": "is this your own text? save it as slaap-1.txt, then run: handouts import slaap-1.txt slaap-1",
    "slaap.ODT": "is this your own text? save it as slaap.txt, then run: handouts import slaap.txt slaap",
    "slaap.md": "is this your own text? handouts import content/brochures/slaap.md slaap",
    "beter slapen.txt":
        "is this your own text? handouts import 'content/brochures/beter slapen.txt' beter-slapen",
}  # fmt: skip

# What programs call a copy of slaap.yaml, also where the copy has a name that could be read.
COPIES = [
    "Kopie van slaap.yaml", "Copy of slaap.yaml", "slaap (1).yaml", "slaap(2).yaml", "slaap - kopie.yaml",
    "slaap - Copy (2).yaml", "slaap kopie.yaml", "slaap kopie 2.yaml", "slaap - kopie (1).yaml",
    "slaap (conflicterende kopie van Noor 2026-11-20).yaml", "slaap (conflicted copy 2026-11-20 101010).yaml",
    "slaap (Noor's conflicted copy 2026-11-20).yaml", "slaap.sync-conflict-20261120-101010-ABCDEFG.yaml",
    "slaap_conflict-20261120-101010.yaml",
]  # fmt: skip

# Names under which a document is read.
READ = [
    "conflicten.yaml",
    "slaap-kopie.yaml",
    "kopie.yaml",
    "conflict-2026.yaml",
    "slaap.yaml",
    "slaap-2.yaml",
    "slaap_2.yaml",
    "slaap.v2.yaml",
    "Slaap.yaml",
    "2026-014.yaml",
    "één.yaml",
]


@pytest.fixture
def documents(practice: Path) -> Path:
    """The folder of brochures, with none in it."""
    (practice / "content/brochures/proef.yaml").unlink()
    return practice / "content/brochures"


@pytest.mark.parametrize("name", LEFT)
def test_what_is_left_beside_a_document_is_passed_over_in_silence(documents: Path, name: str) -> None:
    (documents / name).write_bytes(b"x")
    folder = Folder(documents.parents[1])
    assert (folder.names("brochures"), folder.strays("brochures")) == ([], [])


@pytest.mark.parametrize(("name", "hint"), MEANT.items(), ids=MEANT)
def test_what_was_meant_as_a_document_is_named_with_what_to_do(documents: Path, name: str, hint: str) -> None:
    (documents / name).write_bytes(b"x")
    folder = Folder(documents.parents[1])
    assert folder.names("brochures") == []
    (problem,) = folder.strays("brochures")
    assert (problem.severity, problem.rule, problem.hint) == ("error", "not-a-name", hint)
    assert str(problem.mark) == f"content/brochures/{name}"


_BY_REFERENCE = "call it by the reference of the consult, such as 2026-014.yaml, and never by somebody's name"


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("Sam Jansen.yaml", _BY_REFERENCE),
        ("sam.yml", _BY_REFERENCE),
        ("2026 014.yaml", "call it 2026-014.yaml"),
    ],
)  # fmt: skip
def test_a_consult_is_never_to_be_called_by_a_name(practice: Path, name: str, hint: str) -> None:
    (practice / "content/clients").mkdir(exist_ok=True)
    (practice / "content/clients" / name).write_bytes(b"x")
    (problem,) = Folder(practice).strays("clients")
    assert problem.hint == hint


@pytest.mark.parametrize("name", COPIES)
@pytest.mark.parametrize("beside", [True, False])
def test_a_copy_is_named_as_the_copy_that_it_is(documents: Path, name: str, beside: bool) -> None:
    for each in ("slaap.yaml", name) if beside else (name,):
        (documents / each).write_bytes(b"x")
    folder = Folder(documents.parents[1])
    assert folder.names("brochures") == (["slaap"] if beside else [])
    (problem,) = folder.strays("brochures")
    assert (problem.rule, problem.message) == (
        "not-a-name", "by its name this is a copy of slaap.yaml, and it is not read",
    )  # fmt: skip
    assert problem.hint == "keep the one you want under the name slaap.yaml, and remove this file"


@pytest.mark.parametrize("name", ["slaap.yaml.txt", "slaap.yml", "_slaap.yaml", "slaap.yaml "])
def test_the_name_of_another_document_is_not_proposed_for_a_stray(documents: Path, name: str) -> None:
    for each in ("slaap.yaml", name):
        (documents / each).write_bytes(b"x")
    (problem,) = Folder(documents.parents[1]).strays("brochures")
    assert problem.hint == "there is a slaap.yaml too: keep one of the two"


def test_a_text_that_became_a_brochure_is_not_imported_again(documents: Path) -> None:
    for each in ("slaap.yaml", "slaap.txt"):
        (documents / each).write_bytes(b"x")
    (problem,) = Folder(documents.parents[1]).strays("brochures")
    assert problem.hint == "keep it elsewhere"


@pytest.mark.parametrize(
    ("name", "other", "said"),
    [
        ("slaap.yaml", "Slaap.yaml", "beside it is Slaap.yaml, and many computers keep one of these two only"),
        ("ÉÉN.yaml", "één.yaml", None),
        ("e\u0301n.yaml", "\u00c9n.yaml", "beside it is én.yaml, and many computers keep one of these two only"),
        ("cafe\u0301.yaml", "caf\u00e9.yaml", "two files of this name, with its accents stored in two ways"),
    ],
)
def test_of_two_names_that_are_one_to_some_disks_one_is_named(
    documents: Path, name: str, other: str, said: str | None
) -> None:
    for each in (name, other):
        (documents / each).write_bytes(each.encode())
    if len(list(documents.iterdir())) < 2:
        pytest.skip("this disk keeps one of the two only")
    (problem,) = Folder(documents.parents[1]).strays("brochures")
    assert (problem.severity, problem.rule) == ("error", "same-name")
    assert said is None or said in problem.message


def test_a_name_has_eighty_characters_at_most(documents: Path) -> None:
    assert safe_name("x" * 80) == "x" * 80
    with pytest.raises(UsageError, match="cannot be a name"):
        safe_name("x" * 81)
    assert safe_ref("2026-014") == "2026-014"
    with pytest.raises(UsageError, match="is not a reference"):
        safe_ref("../2026-014")
    (documents / f"_{'x' * 90}.yaml").write_bytes(b"x")
    (problem,) = Folder(documents.parents[1]).strays("brochures")
    assert problem.hint == f"call it {'x' * 80}.yaml"


def test_a_path_is_named_from_the_folder_and_in_full_where_it_is_elsewhere(tmp_path: Path) -> None:
    assert seen_from(tmp_path, tmp_path / "content/a.yaml") == "content/a.yaml"
    assert seen_from(tmp_path / "content", tmp_path / "a.yaml") == f"{tmp_path}/a.yaml"


def test_a_folder_that_cannot_be_read_is_named_with_what_to_do(
    documents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(_folder: Path) -> Iterator[Path]:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(Path, "iterdir", closed)
    with pytest.raises(BrokenEnvironment, match=r"content/brochures cannot be read: Permission denied\. "):
        documents_in(documents)


def test_names_that_differ_in_more_than_capitals_are_no_twins(documents: Path) -> None:
    for each in ("slaap.yaml", "slaap-2.yaml", "Slapen.yaml", "ruche.yaml", "rûche.yaml"):
        (documents / each).write_bytes(b"x")
    assert Folder(documents.parents[1]).strays("brochures") == []


@pytest.mark.parametrize("name", ["2026-014.docx", "verslag.txt", "gesprek.md"])
def test_what_is_no_text_for_a_brochure_is_not_imported_as_one(clinic: Path, name: str) -> None:
    (clinic / "content/clients" / name).write_bytes(b"x")
    (problem,) = Folder(clinic).strays("clients")
    assert (str(problem.mark), problem.hint) == (f"content/clients/{name}", "keep it elsewhere")


def test_a_module_may_have_a_name_without_a_number(practice: Path) -> None:
    (practice / "content/modules").mkdir()
    (practice / "content/modules/Warm bad.yaml").write_bytes(b"x")
    (problem,) = Folder(practice).strays("modules")
    assert problem.hint == "call it Warm-bad.yaml"


def test_what_is_no_module_or_recipe_is_named(documents: Path) -> None:
    content = documents.parent
    (content / "modules/y.yaml").mkdir(parents=True)
    (content / "sheets/x.yaml").mkdir(parents=True)
    (content / "sheets/Mijn vel.yaml").write_bytes(b"x")
    found = [(problem.severity, str(problem.mark), problem.rule) for problem in unread_parts(Folder(content.parent))]
    assert found == [
        ("warning", "content/modules/y.yaml", "not-a-file"),
        ("warning", "content/sheets/Mijn vel.yaml", "not-a-name"),
        ("warning", "content/sheets/x.yaml", "not-a-file"),
    ]


@pytest.mark.parametrize("name", READ)
def test_a_document_with_a_plain_name_is_read(documents: Path, name: str) -> None:
    (documents / name).write_bytes(b"x")
    folder = Folder(documents.parents[1])
    assert (folder.names("brochures"), folder.strays("brochures")) == ([name.removesuffix(".yaml")], [])


@pytest.mark.parametrize(
    ("name", "named"),
    [
        ("Kopie van k1.yaml", True), ("k1 (1).yaml", True), ("k1.yaml.txt", True), ("_k1.docx", True),
        ("k1.sync-conflict-20261120-101010-ABC.yaml", True), (".~lock.k1.odt#", True),
        ("Kopie van k12.yaml", False), ("k1-2.yaml", False), ("2-k1.docx", False), ("ok1.txt", False),
    ],
)  # fmt: skip
def test_a_copy_that_bears_the_name_of_who_is_forgotten_is_pointed_out(clinic: Path, name: str, named: bool) -> None:
    for each in ("k1.yaml", name):
        (clinic / "content/clients" / each).write_bytes(b"x")
    remarks = forget(Folder(clinic), "k1", chain=False, yes=False).remarks
    said = f"clients/{name} stays: it is named after k1, and handouts did not make it. Look at it yourself."
    assert any(each.endswith(said) for each in remarks) is named


@pytest.mark.parametrize(
    "name", [".DS_Store", "._foto", "Icon\r", "Thumbs.db", "DESKTOP.INI", ".git", ".dropbox", "lost+found"]
)
def test_a_practice_may_start_beside_what_a_system_keeps(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"kept")
    start_folder(tmp_path, "nl")
    assert (tmp_path / name).read_bytes() == b"kept"
    assert (tmp_path / "content/practice.yaml").is_file()


@pytest.mark.parametrize(
    "name", [".gitignore", "content", ".env", "brief.docx", "foto.jpg", "Thumbs.db.yaml", "~$brief.docx"]
)
def test_no_practice_starts_beside_what_is_hers(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"hers")
    (tmp_path / ".DS_Store").touch()
    with pytest.raises(UsageError) as refused:
        start_folder(tmp_path, "nl")
    assert f"is not empty: it holds {name}. " in str(refused.value)
    assert sorted(each.name for each in tmp_path.iterdir()) == sorted([".DS_Store", name])
