"""Every mistake at once: what the pages would be refused for is told beside what keeps them from being made."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import Command
from handouts.checks.foreseen import foreseen
from handouts.content.loading import sound_consult, validate
from handouts.content.model.brand import PAIRS
from handouts.content.model.brochure import Brochure
from handouts.content.model.fields import Model
from handouts.content.model.sheet import Consult
from handouts.files.folder import Folder
from handouts.problems import ContentError
from handouts.produce.documents import BROCHURES, SHEETS, foreseen_of, partial_advice

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


DATED = """\
ref: 2026-014
client: {{first_name: Sam}}
date: {day}
sheet: magnesiumconsult
schedule:
  - {{product: Wandelen, route: activity, dose: 20 min., when: [avond], start: 30 november}}
next_appointment: {appointment}
"""


@pytest.mark.parametrize("appointment", ["zaterdag 28 november", "18-12 om 10.30 uur", "over 3 weken", "ma 29 feb"])
def test_where_the_day_of_a_consult_has_no_year_that_alone_is_asked_for(appointment: str) -> None:
    with pytest.raises(ContentError) as refused:
        validate(DATED.format(day="18-12", appointment=appointment).encode(), "c.yaml", Consult)
    (problem,) = refused.value.problems
    assert (problem.rule, problem.mark.line) == ("no-year", 3)
    assert problem.hint == "write the year too, such as 18-12-2026 or 18 December 2026"


def test_what_is_no_day_whatever_the_consult_is_of_is_said_with_it() -> None:
    with pytest.raises(ContentError) as refused:
        validate(DATED.format(day="18-12", appointment="32 december").encode(), "c.yaml", Consult)
    assert [problem.rule for problem in refused.value.problems] == ["no-year", "no-such-date"]


def test_with_its_day_wrong_a_consult_still_says_which_recipe_and_module_are_not_there(clinic: Path) -> None:
    text = DATED.format(day="18-12", appointment="een keer").replace("consult\n", "conslt\n") + "modules: [voetenbat]\n"
    (clinic / "content/clients/2026-014.yaml").write_text(text, encoding="utf-8")
    reader = Folder(clinic).open_reader()
    wrong = partial_advice(reader, sound_consult(reader, "2026-014"))
    assert [(problem.rule, problem.mark.line) for problem in wrong] == [("no-recipe", 4), ("no-module", 8)]


def test_a_missing_logo_and_a_wrong_module_are_said_with_the_mistakes_of_a_brochure(practice: Path) -> None:
    place = practice / "content/practice.yaml"
    place.write_text(place.read_text(encoding="utf-8") + "brand: {logo: weg.svg}\n", encoding="utf-8")
    text = "titel: x\nsections:\n  - module: voetenbat\n"
    (practice / "content/brochures/proef.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ContentError) as refused:
        BROCHURES.load(Folder(practice).open_reader(), "proef")
    rules = {problem.rule for problem in refused.value.problems}
    assert rules >= {"unknown-key", "missing", "no-module", "no-picture"}


def test_with_the_practice_wrong_a_consult_still_says_which_recipe_is_not_there(clinic: Path) -> None:
    (clinic / "content/practice.yaml").write_text("naam: x\nlanguage: xx\n", encoding="utf-8")
    text = DATED.format(day="2026-11-20", appointment="2026-12-18").replace("consult\n", "conslt\n")
    (clinic / "content/clients/2026-014.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ContentError) as refused:
        SHEETS.load(Folder(clinic).open_reader(), "2026-014")
    assert "no-recipe" in {problem.rule for problem in refused.value.problems}


@pytest.mark.parametrize("mistake", ["", "nonsense: x\n"], ids=["in the module", "in the consult too"])
def test_a_sign_in_the_recipe_or_in_a_module_is_found_with_any_mistake(clinic: Path, mistake: str) -> None:
    recipe = clinic / "content/sheets/magnesiumconsult.yaml"
    recipe.write_text(recipe.read_text(encoding="utf-8").replace("title: ", "title: 日 ", 1), encoding="utf-8")
    (clinic / "content/modules/slaap.yaml").write_text("title: Slaap 月\nnonsense: x\n", encoding="utf-8")
    (clinic / "content/modules/anders.yaml").write_text("title: Niet gevraagd 月\n", encoding="utf-8")
    text = DATED.format(day="2026-11-20", appointment="2026-12-18") + f"modules: [slaap]\n{mistake}"
    (clinic / "content/clients/2026-014.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ContentError) as refused:
        SHEETS.load(Folder(clinic).open_reader(), "2026-014")
    found = {(problem.rule, problem.mark.file) for problem in refused.value.problems}
    assert {file for rule, file in found if rule == "no-glyph"} == {
        "content/sheets/magnesiumconsult.yaml", "content/modules/slaap.yaml",
    }  # fmt: skip


def test_a_sign_in_a_module_is_found_with_the_mistakes_of_a_brochure(practice: Path) -> None:
    (practice / "content/modules").mkdir(exist_ok=True)
    (practice / "content/modules/slaap.yaml").write_text("title: Slaap 月\n", encoding="utf-8")
    text = "titel: x\nsections:\n  - module: slaap\n"
    (practice / "content/brochures/proef.yaml").write_text(text, encoding="utf-8")
    assert [
        (problem.rule, problem.mark.file) for problem in foreseen_of(BROCHURES, Folder(practice).open_reader(), "proef")
    ] == [("no-glyph", "content/modules/slaap.yaml")]
