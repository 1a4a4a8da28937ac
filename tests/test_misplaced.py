"""A document that is not found by its name is named where it lies, and a reference in two files with both."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import put
from handouts.content.loading import load_consult
from handouts.files.folder import Folder
from handouts.files.misplaced import misplaced
from handouts.files.naming import strays_among
from handouts.problems import ContentError, UsageError


@pytest.mark.parametrize(
    ("file", "kind", "asked", "said"),
    [
        ("content/brochures/foto.yml", "brochures", "foto", "content/brochures/foto.yml is there: call it foto.yaml"),
        ("content/brochures/foto.yml", "brochures", "foto.yml", "foto.yml is there: call it foto.yaml"),
        ("content/brochures/foto.YAML", "brochures", "foto", "foto.YAML is there: call it foto.yaml"),
        ("content/brochures/foto.yaml.txt", "brochures", "foto", "foto.yaml.txt is there: call it foto.yaml"),
        ("content/modules/foto.yml", "modules", "foto", "content/modules/foto.yml is there: call it foto.yaml"),
        ("content/foto.yaml", "brochures", "foto",
         "content/foto.yaml is there: if it is a brochure, put it in content/brochures"),
        ("foto.yaml", "sheets", "foto", "foto.yaml is there: if it is a recipe, put it in content/sheets"),
        ("content/modules/foto.yaml", "brochures", "foto", "content/modules/foto.yaml is there: if it is a brochure"),
        ("content/clients/2026-014.yaml", "brochures", "2026-014", "is a consult: handouts sheet 2026-014"),
        ("content/brochures/foto.yaml", "clients", "foto", "is a brochure: handouts build foto"),
    ],
)  # fmt: skip
def test_a_document_that_lies_elsewhere_or_ends_otherwise_is_named(
    practice: Path, file: str, kind: str, asked: str, said: str
) -> None:
    put(practice, file, "x")
    with pytest.raises(UsageError) as refused:
        Folder(practice).must_hold(kind, asked)
    assert str(refused.value).endswith(said) or said in str(refused.value)


@pytest.mark.parametrize("file", ["foto.txt", "foto.jpg", "foto.yaml~", "foto-2.yaml", "Foto.yaml", ".foto.yaml"])
def test_what_is_no_document_of_that_name_is_not_named(practice: Path, file: str) -> None:
    put(practice, f"content/brochures/{file}", "x")
    assert misplaced(practice, "brochures", "foto") is None


CONSULT = "ref: {}\nclient: {{first_name: Sam}}\ndate: 2026-11-20\nsheet: x\n"


def test_a_reference_in_two_files_is_said_with_both(practice: Path) -> None:
    put(practice, "content/clients/R-1.yaml", CONSULT.format("R-1"))
    put(practice, "content/clients/R-2.yaml", CONSULT.format("R-1"))
    put(practice, "content/clients/R-3.yaml", CONSULT.format("R-4"))
    assert load_consult(Folder(practice).open_reader(), "R-1").value.ref == "R-1"
    said = []
    for ref in ("R-2", "R-3"):
        with pytest.raises(ContentError) as refused:
            load_consult(Folder(practice).open_reader(), ref)
        said += [(str(each.mark), each.message, each.hint) for each in refused.value.problems]
    assert said == [
        ("content/clients/R-2.yaml:1:6", "the reference R-1 is in two files, here and in content/clients/R-1.yaml",
         "write ref: R-2"),
        ("content/clients/R-3.yaml:1:6", "the file is called R-3.yaml, and its ref is R-4", "make the two the same"),
    ]  # fmt: skip


def test_two_files_alike_are_one_reference_among_clients_and_one_name_elsewhere(practice: Path) -> None:
    hints = {}
    for kind in ("clients", "brochures"):
        paths = [put(practice, f"content/{kind}/{name}.yaml", "x") for name in ("W-1", "w-1")]
        hints[kind] = [each.hint for each in strays_among(paths)]
    assert hints == {
        "clients": ["keep one of the two, or give one a reference of its own"],
        "brochures": ["keep one of the two, or give one another name"],
    }
