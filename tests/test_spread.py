"""The tri-fold: what its cover promises, what its flap teases, and what is given up where the text needs the room."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from conftest import BROCHURE
from handouts.content.loading import load_brochure, load_practice
from handouts.content.model.formats import FORMATS
from handouts.files.folder import Folder
from handouts.page.composing import compose_brochure
from handouts.page.pipeline import Composed
from handouts.page.rendering.panels import on_panels

TEASING = """\
promise: Zo slaap je beter.
flap:
  heading: Herken je dit?
  items: [lang wakker, moe]
  write: "Dit merk ik zelf:"
"""
CLOSE = "  close: Lees verder.\n"


def composed(practice: Path, more: str = "", name: str = "trifold", brochure: str = BROCHURE) -> Composed:
    (practice / "content/brochures/proef.yaml").write_text(brochure + more, "utf-8")
    reader = Folder(practice).open_reader()
    return compose_brochure(reader, load_brochure(reader, "proef"), load_practice(reader), FORMATS[name])


def parts(made: Composed) -> dict[str, str]:
    """What is announced on each part, in reading order."""
    found: dict[str, str] = {}
    for each in made.announced:
        found[each.part] = f"{found.get(each.part, '')} {each.text}".strip()
    return found


def test_the_cover_promises_and_the_flap_says_what_one_recognises(practice: Path) -> None:
    said = parts(composed(practice, TEASING + CLOSE))
    assert "Zo slaap je beter." in said["cover"]
    assert "Een klein blad" not in " ".join(said.values()), "the promise takes the place of the subtitle"
    assert said["flap"] == "Herken je dit? lang wakker moe Lees verder. Dit merk ik zelf:"
    assert said["inside"].startswith("Dit is om te onthouden.")


def test_the_flap_says_last_what_its_picture_shows(practice: Path) -> None:
    said = parts(composed(practice, TEASING + "  caption: Een vol hoofd.\n"))
    assert said["flap"].endswith("Dit merk ik zelf: Een vol hoofd.")


def test_a_flap_that_does_not_close_ends_with_the_main_message(practice: Path) -> None:
    said = parts(composed(practice, TEASING))
    assert "moe Dit is om te onthouden." in said["flap"]
    assert "Dit is om te onthouden." not in said["inside"]


def test_other_formats_print_the_subtitle_and_no_flap(practice: Path) -> None:
    said = " ".join(each.text for each in composed(practice, TEASING, "a4").announced)
    assert "Een klein blad" in said
    assert not re.search("Herken je dit|slaap je beter", said)


TIPS = """\
sections:
  - heading: Zo doe je het
    kind: do
    points:
      - {title: Neem een voetenbad, text: Twintig minuten.}
      - {title: Iets anders, drawing: thee}
"""
DRAWN = re.compile(r'<div class="tip">\s*<div class="shows"><img class="drawing" src="/drawings/([a-z]+)')


def test_tips_have_the_drawings_of_what_they_say(practice: Path) -> None:
    made = composed(practice, brochure=BROCHURE.replace("sections:\n", TIPS))
    assert DRAWN.findall(made.html) == ["footbath", "tea"]


def test_numbers_are_drawn_where_the_words_of_all_of_them_tell_a_drawing(practice: Path) -> None:
    facts = "sections:\n  - heading: Eten\n    facts:\n      - {number: 80, text: een handje noten}\n"
    facts += "      - {number: 1, text: %s}\n"
    for other, drawn in (("een sneetje brood", ["handful", "bread"]), ("iets anders", [])):
        made = composed(practice, brochure=BROCHURE.replace("sections:\n", facts % other))
        assert re.findall(r'<div class="fact">\s*<div class="shows"><img [^>]*/drawings/([a-z]+)', made.html) == drawn


def test_tips_of_which_one_is_not_drawn_are_ticked_all(practice: Path) -> None:
    made = composed(practice, brochure=BROCHURE.replace("sections:\n", TIPS.replace(", drawing: thee", "")))
    assert 'class="tip' not in made.html
    assert '<ul class="points rows do">' in made.html


def test_the_main_message_inside_has_the_drawing_that_its_words_tell_and_no_other_place_has_it(practice: Path) -> None:
    told = BROCHURE.replace("Dit is om te onthouden.", "Neem een handje noten.")
    made = composed(practice, TEASING + CLOSE, brochure=told)
    assert re.findall(r'lead-art"><img class="drawing" src="/drawings/([a-z]+)', made.html) == ["handful"]
    assert made.html.count("/drawings/handful") == 1
    assert "lead-art" not in composed(practice, TEASING + CLOSE).html, "these words tell none"


def document(**pages: int) -> Any:
    """A document of which each part takes so many pages."""
    found = [f"part-{part}" for part, count in pages.items() for _ in range(count)]
    blank = SimpleNamespace(children=(), content_box_y=lambda: 0.0, height=0.0)
    return SimpleNamespace(pages=[SimpleNamespace(anchors={name: (0, 0)}, _page_box=blank) for name in found])


FITS = {"cover": 1, "flap": 1, "inside": 3, "back": 1}


@pytest.mark.parametrize(
    ("fits", "tried"),
    [
        (lambda _white, _how: True, ["spread calls 1"]),
        (lambda white, _how: white < 1, ["spread calls 1", "spread calls 0.7"]),
        (
            lambda _white, how: how["--calls-page"] == "plain",
            ["spread calls 1", "spread calls 0.7", "full calls-tall 0.8", "full calls-tall 0.8", "plain plain 1"],
        ),
    ],
    ids=["at once", "with less white", "without a panel for the calls"],
)
def test_white_goes_before_the_banner_and_the_banner_before_the_panel_of_the_calls(fits: Any, tried: list[str]) -> None:
    seen: list[str] = []

    def lay_out(white: float, spare: int, how: Mapping[str, str], _styles: Any) -> Any:
        assert not spare
        seen.append(f"{how['--inside-page']} {how['--calls-page']} {white}")
        return document(**FITS | {"inside": 3 if fits(white, how) else 4})

    on_panels(lay_out, FORMATS["trifold"])
    assert seen == tried


def test_the_drawing_of_a_full_flap_goes_and_the_back_draws_its_own_white_in() -> None:
    seen: list[Mapping[str, str]] = []

    def lay_out(_white: float, _spare: int, how: Mapping[str, str], _styles: Any) -> Any:
        seen.append(how)
        return document(**FITS | {"flap": 1 if how["--flap-art"] == "none" else 2,
                                  "back": 1 if how["--outside"] == "0.8" else 2})  # fmt: skip

    on_panels(lay_out, FORMATS["trifold"])
    assert (seen[-1]["--flap-art"], seen[-1]["--outside"], seen[-1]["--inside-page"]) == ("none", "0.8", "spread")


def test_the_picture_of_a_full_cover_gets_smaller_before_anything_else_is_given_up() -> None:
    seen: list[Mapping[str, str]] = []

    def lay_out(_white: float, _spare: int, how: Mapping[str, str], _styles: Any) -> Any:
        seen.append(how)
        return document(**FITS | {"cover": 1 if how["--cover-art"] == "small" else 2})

    on_panels(lay_out, FORMATS["trifold"])
    assert [(how["--cover-art"], how["--outside"]) for how in seen] == [("large", "1"), ("small", "1")]


def test_it_ends_after_eight_layouts_though_nothing_fits() -> None:
    seen: list[float] = []

    def lay_out(white: float, _spare: int, _how: Mapping[str, str], _styles: Any) -> Any:
        seen.append(white)
        return document(cover=2, flap=2, inside=9, back=3)

    on_panels(lay_out, FORMATS["trifold"])
    assert len(seen) <= 8


def test_panels_that_the_text_does_not_reach_are_spare() -> None:
    asked: list[int] = []

    def lay_out(_white: float, spare: int, _how: Mapping[str, str], _styles: Any) -> Any:
        asked.append(spare)
        return document(**FITS | {"inside": 1 + spare})

    on_panels(lay_out, FORMATS["trifold"])
    assert asked[-1] == 2
