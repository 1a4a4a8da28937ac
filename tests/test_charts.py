"""Numbers as pictures: what is drawn is what is written, and every number is on paper as text too."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pypdfium2
import pytest
from pydantic import ValidationError

from conftest import PRACTICE
from handouts.content.model.brand import PAIRS
from handouts.content.model.charts import Chart
from handouts.content.model.formats import FORMATS
from handouts.files.folder import Folder
from handouts.page.charts import bar_address, chart_svg, people_address
from handouts.page.composing.charts import plate_drawn, timebar_drawn
from handouts.produce.job import Job
from handouts.produce.making import Maker

FACE = PAIRS["rust"].body
TODAY = date(2026, 11, 28)
PEOPLE = {"hit": 1, "of": 10, "text": "mensen voelde zich moe.", "source": "Proef 2020"}
PORTIONS = [{"name": "Havermout", "amount": "50"}, {"name": "Brood", "how": "3 sneetjes", "amount": "82,5"}]
PLATE = {"goal": "300", "unit": "mg", "nutrient": "Magnesium", "source": "Proef 2021", "items": PORTIONS}
EVENING = {
    "start": "21.00",
    "end": "22.00",
    "items": [
        {"minutes": "15", "text": "Scherm weg"},
        {"minutes": "40", "text": "Voetenbad"},
        {"minutes": "5", "text": "Adem"},
    ],
}


def refused(**chart: Any) -> list[str]:
    with pytest.raises(ValidationError) as reason:
        Chart.model_validate(chart)
    return [each["type"] for each in reason.value.errors(include_url=False)]


# What is written


@pytest.mark.parametrize(
    ("chart", "rule"),
    [
        ({}, "not-one-chart"),
        ({"people": PEOPLE, "plate": PLATE}, "not-one-chart"),
        ({"people": {**PEOPLE, "hit": "11"}}, "out-of-range"),
        ({"people": {**PEOPLE, "text": "2 op de 10 mensen voelden zich moe."}}, "not-the-same"),
        ({"people": {key: PEOPLE[key] for key in ("hit", "of", "text")}}, "missing"),
        ({"plate": {key: PLATE[key] for key in ("goal", "unit", "items")}}, "missing"),
        ({"plate": {**PLATE, "goal": "300 mg"}}, "not-a-number"),
        ({"plate": {**PLATE, "enough": [{"text": "voor een man", "amount": "350"}]}}, "not-one-goal"),
        ({"plate": {**PLATE, "items": PORTIONS[:1]}}, "too_short"),
        ({"timebar": {**EVENING, "end": "22.30"}}, "minutes-do-not-add-up"),
        ({"timebar": {**EVENING, "start": "25.00"}}, "no-such-time"),
    ],
)
def test_a_chart_that_cannot_be_is_refused(chart: dict[str, Any], rule: str) -> None:
    assert refused(**chart) == [rule]


@pytest.mark.parametrize("times", [("21:00", "22:00"), ("21.00 uur", "22 uur"), ("23.30", "0.30"), ("23.00", "24.00")])
def test_a_time_is_read_as_it_may_be_typed_and_may_go_past_midnight(times: tuple[str, str]) -> None:
    assert Chart.model_validate({"timebar": {**EVENING, "start": times[0], "end": times[1]}}).timebar


# What is drawn


def drawn(address: str) -> ET.Element:
    svg = chart_svg(address.partition("?")[0].lstrip("/"), address, FACE)
    assert svg is not None
    return ET.fromstring(svg)  # noqa: S314  # our own


def test_as_many_people_are_drawn_and_filled_as_it_says() -> None:
    figures = drawn(people_address(13, 50)).findall("{*}g")
    assert [each.get("fill") for each in figures].count("var(--accent)") == 13
    assert len(figures) == 50


def blocks(bar: ET.Element) -> list[tuple[float, float]]:
    found = [each for each in bar.findall("{*}rect") if each.get("class") == "block"]
    return [(float(each.get("x", "")), float(each.get("width", ""))) for each in found]


def test_each_food_has_its_share_of_the_bar_and_what_lacks_stays_empty() -> None:
    bar = drawn(bar_address(Decimal(300), [Decimal(75), Decimal(150)], Decimal(300), 100))
    assert blocks(bar) == [(0.25, 24.5), (25.25, 49.5)]
    frame = next(each for each in bar.findall("{*}rect") if each.get("stroke-dasharray"))
    assert frame.get("width") == "100.00"


def test_a_mark_stands_where_it_is_enough() -> None:
    bar = drawn(bar_address(Decimal(75), [Decimal(75), Decimal(25)], Decimal(100), 100))
    assert [each.get("points") for each in bar.findall("{*}polygon")] == ["72.80,0 77.20,0 75.00,3.4"]


def test_each_reader_has_a_bar_with_the_first_portions_that_are_enough_on_one_scale() -> None:
    goals = [{"text": "Genoeg", "amount": "50", "name": "kind"}, {"text": "Genoeg", "amount": "100", "name": "man"}]
    found = Chart.model_validate({"plate": {**{key: PLATE[key] for key in PLATE if key != "goal"}, "enough": goals}})
    child, man = plate_drawn(found.plate, FORMATS["a4"], light=False).bars
    assert len(blocks(drawn(child))) == 1
    assert len(blocks(drawn(man))) == 2
    assert blocks(drawn(child))[0] == blocks(drawn(man))[0]


def test_a_bar_is_empty_shapes_where_ink_is_spared() -> None:
    bar = drawn(bar_address(Decimal(100), [Decimal(75), Decimal(25)], Decimal(100), 100, light=True))
    assert {each.get("fill") for each in bar.iter() if each.get("fill")} == {"#FFFFFF", "var(--ink)"}


@pytest.mark.parametrize("name", ["rust", "klassiek"])
def test_the_numbers_of_a_bar_are_outlines_and_no_text(name: str) -> None:
    svg = chart_svg("charts/plate.svg", bar_address(Decimal(9), [Decimal(1)] * 8, Decimal(9), 100), PAIRS[name].body)
    assert svg is not None
    assert "<text" not in svg
    outlines = re.findall(r'fill="var\(--ink\)" d="([^"]+)"', svg)
    assert len(set(outlines)) == 8


@pytest.mark.parametrize(
    "address",
    [
        "charts/people.svg",
        "charts/people.svg?hit=x&of=3",
        "charts/plate.svg?goal=1&amounts=a&whole=1&mm=9",
        "charts/x.svg",
    ],
)
def test_an_address_that_asks_for_no_chart_gets_none(address: str) -> None:
    assert chart_svg(address.partition("?")[0], f"/{address}", FACE) is None


@pytest.mark.parametrize(("name", "stacked"), [("a4", False), ("trifold", True)])
def test_parts_of_a_time_stand_side_by_side_where_their_words_fit(name: str, stacked: bool) -> None:
    bar = timebar_drawn(Chart.model_validate({"timebar": EVENING}).timebar, "min.", FORMATS[name], FACE)
    assert bar.stacked == stacked
    assert [(each.left, each.width, each.clock) for each in bar.stretches] == [
        (0, 25, ""), (25, 66.667, "21.15"), (91.667, 8.333, "21.55"),
    ]  # fmt: skip


# On paper

CHARTS = f"{PEOPLE!r}", f"{PLATE!r}", f"{EVENING!r}"


@pytest.mark.parametrize("look", ["botanic", "photo", "type", "clinic"])
@pytest.mark.parametrize("format_name", ["a4", "trifold"])
def test_every_number_is_on_paper_in_each_look(tmp_path: Path, format_name: str, look: str) -> None:
    brochures = tmp_path / "content" / "brochures"
    brochures.mkdir(parents=True)
    (tmp_path / "content" / "practice.yaml").write_text(f"{PRACTICE}\nbrand:\n  look: {look}\n", encoding="utf-8")
    kinds = zip(("people", "plate", "timebar"), CHARTS, strict=True)
    sections = "".join(f"- heading: Deel {kind}\n  chart:\n    {kind}: {chart}\n" for kind, chart in kinds)
    (brochures / "proef.yaml").write_text(f"title: Proef\nsections:\n{sections}", encoding="utf-8")
    product = Maker(Folder(tmp_path), TODAY).make(Job("brochure", "proef", format_name))
    assert [each for each in product.problems if each.severity == "error"] == []
    assert product.pdf
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(product.pdf)]
    text = " ".join(" ".join(pages).replace("\u00a0", " ").split())
    for number in ("1 op de 10", "genoeg: 300 mg", "50 mg", "82,5 mg", "15 min.", "40 min.", "21.00", "22.00"):
        assert number in text
    assert "Magnesium" in text, "what the bar is of"
