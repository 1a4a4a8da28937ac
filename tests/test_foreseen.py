"""Every mistake at once: what the pages would be refused for is told beside what keeps them from being made."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import Command
from handouts.checks.foreseen import foreseen
from handouts.content.model.brand import PAIRS
from handouts.content.model.brochure import Brochure
from handouts.content.model.fields import Model
from handouts.content.model.sheet import Consult
from handouts.files.folder import Folder

BROCHURE = """\
title: Rust 🌿
accepted_claims: [{text: 日, reason: 日}]
nonsense: 日
sections:
  - heading: Kop
    image: {file: nergens.png}
    text: |
      Neem dit mee.

      En 中 dat.
    icon: 日
    points:
      - Loop 日 elke dag
      - title: Slaap
        items: [goed, 月]
"""
CONSULT = """\
client: {first_name: Sam}
summary_steps: [{step: Rust 🌿}, Loop 日]
schedule:
  - {product: Thee ☕, dose: 1 kop, when: nooit, dose_source: 日}
flags: [日]
"""


def found(practice: Path, relative: str, text: str, model: type[Model]) -> list[str]:
    (practice / relative).parent.mkdir(parents=True, exist_ok=True)
    (practice / relative).write_text(text, encoding="utf-8")
    problems = foreseen(Folder(practice).open_reader(), relative, model, PAIRS["rust"])
    return [f"{problem.mark.line}:{problem.mark.column} {problem.rule}" for problem in problems]


def test_what_no_typeface_prints_and_pictures_that_are_not_there_are_found_in_a_file_with_mistakes(
    practice: Path,
) -> None:
    assert found(practice, "content/brochures/a.yaml", BROCHURE, Brochure) == [
        "1:13 no-glyph",
        "10:10 no-glyph",
        "13:14 no-glyph",
        "15:23 no-glyph",
        "6:19 no-picture",
    ]


def test_what_is_not_printed_of_a_consult_may_hold_any_sign(practice: Path) -> None:
    assert found(practice, "content/clients/A-1.yaml", CONSULT, Consult) == ["2:29 no-glyph", "2:38 no-glyph"]


@pytest.mark.parametrize("text", ["", "- een\n", "title: [\n", "sections: een\n", "title: Rust ✓\n"])
def test_a_file_of_which_nothing_is_to_be_foreseen_is_passed_in_silence(practice: Path, text: str) -> None:
    assert found(practice, "content/brochures/a.yaml", text, Brochure) == []


def test_a_missing_key_a_picture_and_a_sign_are_told_in_one_round(handouts: Command, practice: Path) -> None:
    path = practice / "content/brochures/proef.yaml"
    path.write_text("title: Rust 🌿\nsections: [{heading: Kop, image: {file: nergens.png}}]\n", encoding="utf-8")
    first = handouts("check").err
    assert all(f"[{rule}]" in first for rule in ("missing", "no-picture", "no-glyph"))
    path.write_text(path.read_text("utf-8").replace("nergens.png", "nergens.png, alt: Boom"), encoding="utf-8")
    second = handouts("check").err
    assert "[missing]" not in second
    assert second.count("[no-picture]") == second.count("[no-glyph]") == 1
