"""The next consult: its sheet marks what is new, what is changed and what is stopped, and nothing else."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from conftest import CONSULT, Command, paper
from handouts.intake.interview import advice

FIRST = """
schedule:
  - {product: Wandelen, route: activity, dose: 10 min., when: [ochtend]}
  - {product: Rustig ademen, route: activity, dose: 5 min., when: [avond]}
  - {product: Rekken, route: activity, when: [avond]}
  - {product: Noten, route: activity, dose: 1 handje, when: [middag], days: 7}
"""
NEXT = """\
ref: 2026-020
follows: 2026-014
client: {first_name: Sam}
date: 2026-12-20
sheet: magnesiumconsult
schedule:
  - {product: " wandelen ", route: activity, dose: 20 min., when: [ochtend]}
  - {product: Rustig ademen, route: activity, dose: 5 min., when: [avond], days: 14}
  - {product: Wandelen, route: topical, when: [ochtend]}
"""


@pytest.fixture
def followed(clinic: Path) -> Path:
    """Two consults of one client, the second following the first."""
    clients = clinic / "content/clients"
    (clients / "2026-014.yaml").write_text(CONSULT + FIRST, encoding="utf-8")
    (clients / "2026-020.yaml").write_text(NEXT, encoding="utf-8")
    return clinic


def made(handouts: Command, folder: Path, ref: str = "2026-020") -> str:
    ran = handouts("sheet", ref)
    assert ran.code == 0, ran.err
    return paper(folder / f"output/sheets/{ref}.pdf")


def test_a_line_is_marked_as_new_changed_or_stopped(handouts: Command, followed: Path) -> None:
    text = made(handouts, followed)
    assert "wandelen veranderd" in text
    assert "Wandelen nieuw" in text, "by another route it is another line"
    assert "Rekken gestopt vanaf 20 december 2026 niet meer" in text


def test_a_line_that_goes_on_is_not_marked_whatever_its_last_day(handouts: Command, followed: Path) -> None:
    text = made(handouts, followed)
    assert "Rustig ademen 5 min." in text
    assert text.count("veranderd") == text.count("nieuw") == text.count("gestopt") == 1


def test_a_line_that_had_ended_by_itself_is_not_called_stopped(handouts: Command, followed: Path) -> None:
    assert "Noten" not in made(handouts, followed)


def test_the_first_consult_marks_nothing(handouts: Command, followed: Path) -> None:
    text = made(handouts, followed, "2026-014")
    assert not any(word in text for word in ("nieuw", "veranderd", "gestopt"))


def test_a_module_is_marked_as_new_or_changed(handouts: Command, followed: Path) -> None:
    module = followed / "content/modules/dutje.yaml"
    module.write_text("title: Een dutje\ngoal: Even liggen.\n", encoding="utf-8")
    path = followed / "content/clients/2026-020.yaml"
    more = "modules: [dutje, {use: voetenbad, params: {minuten: 15}}]\n"
    path.write_text(NEXT + more, encoding="utf-8")
    text = made(handouts, followed)
    assert "Een dutje nieuw" in text
    assert "Voetenbad veranderd" in text
    assert "Rustig ademen nieuw" not in text


def test_a_default_that_is_written_out_is_no_change(handouts: Command, followed: Path) -> None:
    path = followed / "content/clients/2026-020.yaml"
    path.write_text(NEXT + "modules: [{use: voetenbad, params: {minuten: 20}}]\n", encoding="utf-8")
    assert "Voetenbad veranderd" not in made(handouts, followed)


@pytest.mark.parametrize(
    ("before", "said"),
    [
        (None, "there is no consult 2026-014 (any more)"),
        ("ref: 2026-014\ndate: gisteren\n", "the consult 2026-014 is not as it should be"),
        ("{", "the consult 2026-014 is not as it should be"),
        (CONSULT.replace("2026-11-20", "2027-01-01"), "the consult 2026-014 is of a later day than this one"),
    ],
)
def test_what_became_of_the_consult_before_does_not_keep_this_sheet_from_her(
    handouts: Command, followed: Path, before: str | None, said: str
) -> None:
    path = followed / "content/clients/2026-014.yaml"
    path.unlink() if before is None else path.write_text(before, encoding="utf-8")
    ran = handouts("sheet", "2026-020")
    assert ran.code == 0
    assert f"2026-020.yaml:2:10: warning: {said}" in ran.err
    assert (followed / "output/sheets/2026-020.pdf").is_file()


def test_a_consult_cannot_follow_itself(handouts: Command, followed: Path) -> None:
    path = followed / "content/clients/2026-020.yaml"
    path.write_text(NEXT.replace("follows: 2026-014", "follows: 2026-020"), encoding="utf-8")
    ran = handouts("sheet", "2026-020")
    assert ran.code == 1
    assert "2026-020.yaml:2:10: error: a consult cannot follow itself" in ran.err


def circle(folder: Path) -> None:
    """2026-014 follows 2026-030, which follows 2026-020, which follows 2026-014."""
    clients = folder / "content/clients"
    (clients / "2026-014.yaml").write_text(CONSULT + "follows: 2026-030\n", encoding="utf-8")
    (clients / "2026-030.yaml").write_text(
        CONSULT.replace("2026-014", "2026-030") + "follows: 2026-020\n", encoding="utf-8"
    )


@pytest.mark.parametrize("command", [("sheet", "2026-030"), ("check",), ("build",)], ids=" ".join)
def test_consults_that_follow_each_other_in_a_circle_are_refused(
    handouts: Command, followed: Path, command: tuple[str, ...]
) -> None:
    circle(followed)
    ran = handouts(*command)
    said = "content/clients/2026-030.yaml:5:10: error: these consults follow each other in a circle: "
    assert f"{said}2026-030 → 2026-020 → 2026-014 → 2026-030 [follows]" in ran.err
    assert ran.code == 1
    assert not [*followed.glob("output/sheets/*.pdf")]
    assert ran.err.count("in a circle") == (1 if command[0] == "sheet" else 3)


def test_a_consult_behind_a_circle_has_its_sheet(handouts: Command, followed: Path) -> None:
    circle(followed)
    path = followed / "content/clients/2026-040.yaml"
    path.write_text(NEXT.replace("2026-020", "2026-040"), encoding="utf-8")
    assert "Sam" in made(handouts, followed, "2026-040")


def test_a_consult_from_elsewhere_that_closes_a_circle_is_refused(
    handouts: Command, followed: Path, tmp_path: Path
) -> None:
    path = tmp_path / "elders.yaml"
    path.write_text(CONSULT.replace("2026-014", "2026-050") + "follows: 2026-020\n", encoding="utf-8")
    clients = followed / "content/clients"
    (clients / "2026-014.yaml").write_text(CONSULT + "follows: 2026-050\n", encoding="utf-8")
    ran = handouts("sheet", str(path))
    assert f"{path}:5:10: error: these consults follow each other in a circle: 2026-050 → 2026-020 →" in ran.err


def test_a_change_in_the_consult_before_makes_the_sheet_again(handouts: Command, followed: Path) -> None:
    made(handouts, followed)
    path = followed / "content/clients/2026-014.yaml"
    path.write_text(CONSULT + FIRST.replace("10 min.", "20 min."), encoding="utf-8")
    assert "veranderd" not in made(handouts, followed)


@pytest.mark.parametrize(
    ("before", "of_recipe", "offered"), [(14, 7, "14"), (None, 7, "7"), (14, None, "14"), (None, None, None)]
)
def test_a_diary_of_a_follow_up_is_offered_as_long_as_that_of_the_consult_before(
    before: int | None, of_recipe: int | None, offered: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Offers:
        def __init__(self, *_arguments: object, **_named: object) -> None:
            pass

        def ask(self, _context: object, default: str | None) -> str | None:
            return default

    monkeypatch.setattr(advice, "Question", Offers)
    recipe, followed = (SimpleNamespace(diary=SimpleNamespace(length=days)) for days in (of_recipe, before))
    context = SimpleNamespace(recipe=recipe, followed=followed, previous_answers={}, words={"as_the_schedule": ""})
    assert advice._ask_diary(cast("Any", context)) == offered
