"""What an editor said of an unchanged document is said again without being found again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from handouts.files.folder import Folder
from handouts.problems import Problem
from handouts.produce import editing
from handouts.produce.editing import edit_all
from handouts.records import Records

TODAY = date(2026, 11, 29)
BROCHURE = "title: Slaap\nlanguage: nl\nsections:\n  - text: Drink tevens water.\n"
MODULE = "title: Rust\nlanguage: nl\ngoal: Rust tevens uit.\n"


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A practice folder with a brochure and a module, in which something was made before."""
    for kind, text in (("brochures/slaap", BROCHURE), ("modules/rust", MODULE)):
        path = tmp_path / "content" / f"{kind}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (tmp_path / "content/practice.yaml").write_text("name: x\npractitioner: {name: x}\n", encoding="utf-8")
    (tmp_path / "output/.state").mkdir(parents=True)
    edited.clear()
    for name in ("edit", "edit_module"):
        monkeypatch.setattr(editing, name, counted(name))
    return tmp_path


edited: list[str] = []


def counted(name: str):  # type: ignore[no-untyped-def]
    original = getattr(editing, name)

    def edit(document, *rest):  # type: ignore[no-untyped-def]
        edited.append(document.marks.file)
        return original(document, *rest)

    return edit


def said(folder: Path, today: date = TODAY) -> list[Problem]:
    edited.clear()
    return list(edit_all(Folder(folder), [], today))


def test_an_unchanged_folder_is_not_advised_again(own: Path) -> None:
    first = said(own)
    assert "jargon" in {each.rule for each in first}
    assert edited == ["content/brochures/slaap.yaml", "content/modules/rust.yaml"]
    assert said(own) == first
    assert edited == []


@pytest.mark.parametrize(
    ("file", "advised"),
    [("brochures/slaap", ["brochures/slaap"]), ("modules/rust", ["brochures/slaap", "modules/rust"]),
     ("practice", ["brochures/slaap", "modules/rust"])],
)  # fmt: skip
def test_what_changed_is_advised_again_with_what_may_take_it_in(own: Path, file: str, advised: list[str]) -> None:
    said(own)
    with (own / f"content/{file}.yaml").open("a", encoding="utf-8") as text:
        text.write("# iets\n")
    said(own)
    assert edited == [f"content/{each}.yaml" for each in advised]


def test_another_day_may_have_other_advice(own: Path) -> None:
    with (own / "content/modules/rust.yaml").open("a", encoding="utf-8") as text:
        text.write("reviewed: 2026-01-01\nreview_due: 2027-02-01\n")
    assert "review-near" not in {each.rule for each in said(own)}
    assert "review-near" in {each.rule for each in said(own, date(2026, 12, 15))}


@pytest.mark.parametrize("data", [{"said": [{"rule": "x"}]}, {"said": "nothing"}, [], {"said": [7]}, None, "x"])
def test_what_somebody_changed_is_found_again_without_a_word(own: Path, data: object) -> None:
    first = said(own)
    records = Records(Folder(own))
    with records.write_lock(), records.cache.database.writing() as connection:
        import json

        connection.execute("UPDATE memo SET data = ?", (json.dumps(data),))
    assert said(own) == first
    assert len(edited) == 2


def test_a_damaged_database_is_no_reason_to_stop(own: Path) -> None:
    first = said(own)
    (own / "output/.state/cache.db").write_bytes(b"nothing that is a database")
    assert said(own) == first


def test_where_nothing_was_made_nothing_is_written(own: Path) -> None:
    (own / "output/.state").rmdir()
    (own / "output").rmdir()
    said(own)
    assert not (own / "output").exists()


CONSULT = """\
ref: 2026-014
client: {first_name: Sam}
date: 2026-11-20
sheet: rust
schedule:
  - {product: Zink, route: oral, dose: 40 mg, dose_source: etiket, when: [avond]}
"""


def test_what_is_said_of_a_client_is_not_to_be_read_in_the_cache_and_is_forgotten(own: Path) -> None:
    for kind, text in (("clients/2026-014", CONSULT), ("sheets/rust", "title: Rust\n")):
        path = own / "content" / f"{kind}.yaml"
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    first = said(own)
    assert "upper-level" in {each.rule for each in first}
    assert said(own) == first
    kept = b"".join(path.read_bytes() for path in (own / "output/.state").iterdir() if path.is_file())
    assert b"upper-level" not in kept
    records = Records(Folder(own))
    records.forget("2026-014")
    rows = records.cache.database.rows("SELECT name FROM memo WHERE topic = ?", ("advice on clients",))
    assert list(rows) == []
