"""The mark beside a point says what the point is, also in grey; nothing but what one can do is ticked."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from conftest import put
from handouts.content.emergencies import is_emergency
from handouts.content.loading import load_brochure, load_practice
from handouts.content.model.brand import DONT, EMERGENCY
from handouts.content.model.formats import FORMATS
from handouts.content.model.shades import contrast
from handouts.files.folder import Folder
from handouts.files.layout import shipped_root
from handouts.page.composing import compose_brochure
from handouts.page.pipeline import Composed
from handouts.problems import ContentError

NAME = "content/brochures/proef.yaml"
CALLS = """\
when_to_call:
  calls:
  - {who: "112", when: Bij pijn op je borst.}
  - {who: Je huisarts, when: Bij klachten die blijven.}
  - {who: "113", when: Denk je aan zelfdoding?}
"""


def composed(practice: Path, sections: str, more: str = "") -> Composed:
    put(practice, NAME, f"title: Proef\nsections:\n{sections}{more}")
    reader = Folder(practice).open_reader()
    return compose_brochure(reader, load_brochure(reader, "proef"), load_practice(reader), FORMATS["a4"])


def refused(practice: Path, sections: str) -> list[tuple[str, str, str]]:
    put(practice, NAME, f"title: Proef\nsections:\n{sections}")
    with pytest.raises(ContentError) as caught:
        load_brochure(Folder(practice).open_reader(), "proef")
    return [(each.rule, str(each.mark), each.hint) for each in caught.value.problems]


def marks_of(html: str) -> list[tuple[str, str]]:
    """Each point with the kind of its list, and each word over a list, in the order of the page."""
    found = re.findall(
        r'<ul class="points rows ?(\w*)">(.*?)</ul>|<p class="unit keep (mark-label \w+)">(.*?)</p>', html, re.DOTALL
    )
    shown: list[tuple[str, str]] = []
    for kind, items, label, word in found:
        shown += [(label, word)] if label else [(kind, text) for text in re.findall(r"<p[^>]*>([^<]+)</p>", items)]
    return [(kind, unescape(text)) for kind, text in shown]


def rules_with(picture: str) -> set[str]:
    """The selectors of the shipped stylesheets that draw a picture of `styles/art`."""
    found: set[str] = set()
    for sheet in (shipped_root() / "styles").glob("*.css"):
        text = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
        found |= {head.strip() for head, body in re.findall(r"([^{}]+)\{([^{}]*)\}", text) if f"art/{picture}" in body}
    return found


@pytest.mark.parametrize(
    ("typed", "kind"),
    [("do", "do"), ("wel doen", "do"), ("sign", "sign"), ("Klacht", "sign"), ("ervaring", "experience"),
     ("niet doen", "dont"), ("dont", "dont")],
)  # fmt: skip
def test_the_kind_of_points_is_one_of_four_in_either_language(practice: Path, typed: str, kind: str) -> None:
    html = composed(practice, f"- heading: Deel\n  kind: {typed}\n  points: [Een punt]\n").html
    assert (kind, "Een punt") in marks_of(html)


def test_points_of_no_kind_have_a_mark_that_says_nothing(practice: Path) -> None:
    assert marks_of(composed(practice, "- heading: Deel\n  points: [Een punt]\n").html) == [("", "Een punt")]
    assert ".points > li" in rules_with("dot.svg")


def test_a_tick_stands_only_beside_what_one_can_do() -> None:
    assert rules_with("tick.svg") == {".points.do > li"}
    assert rules_with("cross.svg") == {".points.dont > li"}


def test_what_to_do_and_what_to_leave_are_also_told_apart_by_words(practice: Path) -> None:
    both = "- heading: Deel\n  kind: do\n  points: [Loop]\n  dont: [Til]\n"
    assert marks_of(composed(practice, both).html) == [
        ("mark-label do", "Wel doen"), ("do", "Loop"), ("mark-label dont", "Niet doen"), ("dont", "Til")
    ]  # fmt: skip
    led_in = both.replace("  kind", '  lead_in: "Dit kun je:"\n  kind')
    assert marks_of(composed(practice, led_in).html)[0] == ("do", "Loop"), "the line that leads in is its word"
    alone = "- heading: Deel\n  kind: do\n  points: [Loop]\n"
    assert marks_of(composed(practice, alone).html) == [("do", "Loop")], "the heading is its word"


def test_the_word_over_what_to_leave_is_not_said_twice(practice: Path) -> None:
    headed = composed(practice, "- heading: Niet doen\n  dont: [Til]\n").html
    assert marks_of(headed) == [("dont", "Til")]
    led_in = composed(practice, '- heading: Rug\n  lead_in: "Doe dit niet:"\n  dont: [Til]\n').html
    assert marks_of(led_in) == [("dont", "Til")]


def test_a_section_may_hold_only_what_to_leave(practice: Path) -> None:
    assert marks_of(composed(practice, "- dont: [Til]\n").html) == [("mark-label dont", "Niet doen"), ("dont", "Til")]


def test_a_kind_without_points_is_a_mistake_at_its_section(practice: Path) -> None:
    assert refused(practice, "- heading: Deel\n  kind: do\n  text: Tekst.\n") == [
        ("no-points", f"{NAME}:3:3", "write points:, or remove kind")
    ]
    assert refused(practice, "- heading: Deel\n  kind: do\n  items: [Een, Twee]\n") == [
        ("no-points", f"{NAME}:3:3", "put the list under points:, or remove kind")
    ]
    assert refused(practice, "- heading: Deel\n  kind: do\n  dont: [Til]\n") == [
        ("no-points", f"{NAME}:3:3", "what stands under dont: has its own mark, so remove kind")
    ]


def test_what_to_leave_may_say_so_twice(practice: Path) -> None:
    assert marks_of(composed(practice, "- heading: Niet doen\n  kind: dont\n  dont: [Til]\n").html) == [("dont", "Til")]


def test_a_section_that_is_a_module_has_no_kind_of_its_own(practice: Path) -> None:
    found = refused(practice, "- module: voetenbad\n  kind: do\n  dont: [Til]\n")
    assert [(rule, place) for rule, place, _ in found] == [
        ("beside-module", f"{NAME}:4:3"), ("beside-module", f"{NAME}:5:3")
    ]  # fmt: skip


def test_the_emergency_number_is_a_strip_and_the_others_are_rows_in_the_order_of_the_text(practice: Path) -> None:
    html = composed(practice, "- heading: Deel\n", CALLS).html
    order = [
        html.index(text) for text in ('class="strip"', ">112<", "Bij pijn", "<table>", "Je huisarts", "113", "</table>")
    ]
    assert order == sorted(order)
    assert html.count('class="strip"') == html.count("<table>") == 1


def test_an_emergency_number_between_others_parts_their_table(practice: Path) -> None:
    first, second, third = CALLS.splitlines()[2:]
    html = composed(practice, "- heading: Deel\n", "\n".join([*CALLS.splitlines()[:2], second, first, third, ""])).html
    assert re.findall(r"<table>|</table>|class=\"strip\"", html) == [
        "<table>",
        "</table>",
        'class="strip"',
        "<table>",
        "</table>",
    ]


@pytest.mark.parametrize("who", ["112", "Bel 112", "1-1-2", "112 (alarmnummer)", "Bel meteen 112!", "Call 999", "911"])
def test_the_emergency_number_is_known(who: str) -> None:
    assert is_emergency(who)


@pytest.mark.parametrize(
    "who", ["113", "Je huisarts", "Je huisarts, of 112", "112 of 113", "0900-1122", "06 112 00 00"]
)
def test_whoever_else_is_called_gets_no_strip(who: str) -> None:
    assert not is_emergency(who)


def test_the_strip_can_be_read_in_red_and_in_grey() -> None:
    assert rules_with("handset.svg") == {".strip .dial"}
    assert EMERGENCY == "#AA1A1E"
    grey = round(0.299 * 0xB0 + 0.587 * 0x12 + 0.114 * 0x1B)
    assert contrast(EMERGENCY, "#FFFFFF") >= 7
    assert contrast(f"#{grey:02X}{grey:02X}{grey:02X}", "#FFFFFF") >= 7
    assert contrast(DONT, "#FFFFFF") >= 6.9


def test_points_of_her_own_that_know_no_kind_go_on_working(practice: Path) -> None:
    each = "{% for each in points %}<p class=mine>{{ each.title }}</p>{% endfor %}"
    own = f"{{% macro points(points) %}}{each}{{% endmacro %}}\n"
    put(practice, "templates/parts.html", own)
    html = composed(practice, "- heading: Deel\n  kind: do\n  points: [Loop]\n  dont: [Til]\n").html
    assert re.findall(r"<p class=mine>(\w+)", html) == ["Loop", "Til"]


def test_the_shipped_brochures_tick_nothing_but_what_one_can_do() -> None:
    reader = Folder(shipped_root()).open_reader()
    kinds: dict[str, list[tuple[str | None, int]]] = {}
    for name in ("magnesium", "after-your-massage"):
        sections = [each for each in load_brochure(reader, name).value.sections if each.is_for("a4") and each.points]
        kinds[name] = [(each.kind, len(each.points)) for each in sections]
    assert kinds["magnesium"] == [
        (None, 5), ("do", 1), ("do", 2), ("sign", 5), ("sign", 4), (None, 2), ("experience", 5)
    ]  # fmt: skip
    assert {kind for kind, _ in kinds["after-your-massage"]} == {"do"}


def test_the_magnesium_brochure_keeps_its_24_points_and_9_items() -> None:
    brochure = load_brochure(Folder(shipped_root()).open_reader(), "magnesium").value
    points = [point for section in brochure.sections if section.is_for("a4") for point in section.points]
    assert (len(points), sum(len(point.items) for point in points)) == (24, 9)
