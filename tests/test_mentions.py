"""What a file is named after, and what names a client, is found; what is innocent is left alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from conftest import put
from handouts.files.folder import Folder
from handouts.produce.documents import SHEETS
from handouts.produce.forgetting import Deletion, forget
from handouts.produce.mentions import Marks
from handouts.records import Records
from handouts.records.cache import OutputId
from handouts.records.product import Product

REF = "2026-014"
CONSULT = f"ref: {REF}\nclient: {{first_name: Anja}}\ndate: 2026-11-20\nnumber: 1\nsheet: plan\n"
OTHER = CONSULT.replace(REF, "2026-015").replace("Anja", "Gerrit")


@pytest.mark.parametrize(
    "name",
    ["2026-014-oud.pdf", "2026-014_v1.pdf", "2026-014-1.pdf", "blad_2026-014.pdf", "Anja-20nov.pdf", "blad-Anja.pdf",
     "ANJA.docx", "AnjaBlad.pdf", "anja2.pdf", "mail/voor anja.pdf", "2026 014.pdf"],
)  # fmt: skip
def test_a_file_named_after_a_client_is_found(name: str) -> None:
    assert Marks(REF, "Anja").in_name(name)


@pytest.mark.parametrize(
    ("ref", "first_name", "name"),
    [
        (REF, "Anja", "2026-0145.pdf"), (REF, "Anja", "12026-014.pdf"), (REF, "Anja", "Marianja.pdf"),
        (REF, "Anja", "2026-01-14.pdf"), ("2026-01", "Anja", "2026-01-15 agenda.pdf"), ("12", "", "week 12.pdf"),
        (REF, "Jan", "agenda jan 2026.pdf"), (REF, "Bo", "bo.pdf"), (REF, "", "rooster.pdf"),
    ],
)  # fmt: skip
def test_a_file_with_a_like_name_is_not(ref: str, first_name: str, name: str) -> None:
    assert not Marks(ref, first_name).in_name(name)


def test_a_file_named_after_a_longer_reference_is_not_that_of_the_shorter() -> None:
    assert not Marks(REF).in_name("2026-014-1 oud.pdf", ["2026-014-1"])


def test_a_short_reference_is_not_looked_for_in_a_text() -> None:
    assert not Marks("12").in_text("na 12 weken")
    assert Marks("a-1").in_text("van a-1.")


def test_a_first_name_with_an_accent_is_found_without() -> None:
    assert Marks(REF, "Zoë Anne").in_name("zoe-anne nov.pdf")


def recorded(root: Path, pdf: bytes) -> None:
    """Records that a sheet was made, which is not in its place any more."""
    records = Records(Folder(root))
    with records.write_lock():
        records.key.persist()
        product = Product(pdf, 1, (), {}, frozenset(), {}, None)
        output = OutputId(SHEETS.output, REF, "a4", f"sheets/{REF}.pdf")
        records.cache.put(output, product, date(2026, 11, 22), personal=True, consult=b"x")


def remarks(root: Path, ref: str = REF) -> str:
    return "\n".join(map(str, forget(Folder(root), ref, chain=False, yes=True).remarks))


def test_a_backup_of_another_consult_that_holds_this_one_goes_or_is_listed(practice: Path) -> None:
    put(practice, f"content/clients/{REF}.yaml", CONSULT)
    put(practice, "content/clients/2026-015.yaml", OTHER)
    whole = put(practice, "content/clients/2026-015.yaml~", CONSULT)
    swap = put(practice, "content/clients/.2026-015.yaml.swp", "b0VIM\0" + CONSULT)
    own = put(practice, "content/clients/2026-015.yaml.bak", OTHER)
    told = remarks(practice)
    assert (whole.exists(), swap.exists(), own.exists()) == (False, True, True)
    assert ".2026-015.yaml.swp stays" in told
    assert "2026-015.yaml.bak" not in told


def test_a_backup_of_another_consult_stays_where_the_consult_it_names_is_gone(practice: Path) -> None:
    put(practice, f"output/sheets/{REF}.pdf", "%PDF-1.7")
    put(practice, "content/clients/2026-015.yaml", OTHER)
    unsaved = put(practice, "content/clients/.2026-015.yaml.swp", OTHER.replace("2026-015", REF))
    told = remarks(practice)
    assert unsaved.exists()
    assert ".2026-015.yaml.swp stays" in told


def test_an_output_folder_of_its_own_is_left_whole_and_listed_where_it_names_the_consult(practice: Path) -> None:
    put(practice, f"content/clients/{REF}.yaml", CONSULT)
    put(practice, f"output/sheets/{REF}.pdf", "%PDF-1.7 een")
    same = put(practice, f"output/elders/sheets/{REF}.pdf", "%PDF-1.7 een")
    put(practice, "output/elders/.state/cache.db", "")
    put(practice, "output/brieven/.state/history.db", f"SQLite {REF}")
    put(practice, "output/anders/.state/history.db", "SQLite 2026-015")
    told = remarks(practice)
    assert same.exists()
    assert [name for name in ("elders", "brieven", "anders") if f"output/{name} stays" in told] == ["elders", "brieven"]


def test_a_copy_that_only_the_records_know_is_found_again_after_a_kill(practice: Path) -> None:
    put(practice, f"content/clients/{REF}.yaml", CONSULT)
    moved = put(practice, "output/voor de mail.pdf", "%PDF-1.7 een")
    recorded(practice, moved.read_bytes())

    def killed(_: Deletion) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        forget(Folder(practice), REF, chain=False, yes=True, report=killed)
    forget(Folder(practice), REF, chain=False, yes=True)
    assert not moved.exists()
    assert not (practice / f"content/clients/{REF}.yaml").exists()


def test_what_is_recorded_goes_after_the_files_and_before_the_consult(practice: Path) -> None:
    consult = put(practice, f"content/clients/{REF}.yaml", CONSULT)
    put(practice, "output/voor de mail.pdf", "%PDF-1.7 een")
    recorded(practice, b"%PDF-1.7 een")
    gone: list[Path] = []
    forget(Folder(practice), REF, chain=False, yes=True, report=lambda each: gone.append(each.path))
    assert [path.name for path in gone] == ["voor de mail.pdf", ".state", consult.name]


def test_a_copy_that_could_not_be_deleted_is_found_by_the_next_run(
    practice: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(practice, f"content/clients/{REF}.yaml", CONSULT)
    copied = put(practice, "output/voor de mail.pdf", "%PDF-1.7 een")
    recorded(practice, b"%PDF-1.7 een")
    with monkeypatch.context() as patched:
        unlink = Path.unlink

        def stuck(path: Path, missing_ok: bool = False) -> None:
            if path.suffix == ".pdf":
                raise PermissionError(13, "Permission denied")
            unlink(path, missing_ok=missing_ok)

        patched.setattr(Path, "unlink", stuck)
        assert forget(Folder(practice), REF, chain=False, yes=True).failed
    assert not forget(Folder(practice), REF, chain=False, yes=True).failed
    assert not copied.exists()
