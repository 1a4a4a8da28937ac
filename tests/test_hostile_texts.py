"""Text of any kind, in every field of a consult, gives an intact sheet or a Problem, and never becomes markup."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import Command, paper

FIELDS = """\
ref: 2026-014
client: {{first_name: {0}}}
date: 2026-11-20
sheet: magnesiumconsult
summary_steps: [{{step: {0}, reason: {0}}}, {0}]
discussed: {0}
goals: [{0}, {0}]
schedule:
- {{product: {0}, route: oral, dose: {0}, dose_source: {0}, when: [evening], how: {0}}}
modules: [{{use: voetenbad, params: {{product: {0}}}}}]
diary: {{days: 7, rows: [{0}], scales: [{0}]}}
next_appointment: {{date: 2026-12-18, time: {0}, what: {0}}}
note: {0}
"""
# Each is a way in which text has broken a program: as markup, as a template, as YAML, as a path, as a number, as signs.
TEXTS: list[str] = json.loads(Path(__file__).with_name("hostile_texts.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_any_text_gives_an_intact_sheet_or_a_problem(handouts: Command, clinic: Path, text: str) -> None:
    path = clinic / "content/clients/2026-014.yaml"
    # JSON is YAML in which every text stands between quotes; half a surrogate pair can only be written as its bytes.
    written = FIELDS.format(json.dumps(text, ensure_ascii=False))
    path.write_bytes(written.encode("utf-8", "surrogatepass"))
    ran = handouts("sheet", "2026-014")
    made = clinic / "output/sheets/2026-014.pdf"
    # The delivery proof has seen each word on paper, as typed, when there is a sheet.
    assert (ran.code, made.is_file()) in {(0, True), (1, False)}, ran.err
    assert ran.code == 0 or ": error: " in ran.err
    assert "mistake in handouts" not in ran.err
    assert "Traceback" not in ran.err
    if made.is_file():
        assert foreign_links(made) == []


def foreign_links(pdf: Path) -> list[str]:
    """Links that only markup in a text could have made."""
    data = pdf.read_bytes()
    return [word for word in ("javascript:", "JavaScript", "Launch", "EmbeddedFile") if word.encode() in data]


@pytest.mark.parametrize("text", ["<b>vet</b>", "{{ 7 * 7 }}", "&lt;p&gt;", "**x** <i>y</i>"])
def test_what_looks_like_markup_is_printed_as_typed(handouts: Command, clinic: Path, text: str) -> None:
    path = clinic / "content/clients/2026-014.yaml"
    path.write_text(FIELDS.format(json.dumps(text)), encoding="utf-8")
    assert handouts("sheet", "2026-014").code == 0
    assert text.replace("**", "") in paper(clinic / "output/sheets/2026-014.pdf").replace("**", "")
