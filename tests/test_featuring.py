"""What teaches by a picture: a large drawing with what stands beside it, and tiles."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from pydantic import ValidationError

from handouts.content.model.brochure import Section
from handouts.content.model.formats import FORMATS
from handouts.page.composing.featuring import feature

A4, BOOKLET = FORMATS["a4"], FORMATS["booklet"]


class Words(str):
    """A text as a template sees it, with the drawing beside it."""

    drawing = ""


def section(**given: Any) -> SimpleNamespace:
    empty = dict.fromkeys(("framed", "advice", "facts", "chart", "image", "numbered"))
    lists: dict[str, Any] = {"items": [], "points": [], "dont": []}
    return SimpleNamespace(**{**empty, **lists, "drawing": "body", "drawing_size": "large", "text": "Kort.", **given})


def point(*items: str, tiles: bool = True) -> SimpleNamespace:
    words = [Words(each) for each in items]
    return SimpleNamespace(title="Eet", text="", lead_in="", note="", numbered=False, tiles=tiles, items=words)


@pytest.mark.parametrize(
    ("given", "beside"),
    [
        ({"items": ["Adem in", "Adem uit"], "numbered": True}, "steps"),
        ({"items": ["Adem in", "Adem uit"]}, "items"),
        ({"points": [point("brood", tiles=False)]}, "points"),
        ({}, "text"),
        ({"text": "Lang. " * 400}, ""),
        ({"drawing": ""}, ""),
        ({"drawing_size": "small"}, ""),
    ],
)
def test_beside_a_large_drawing_stands_the_first_list_or_the_text(given: dict[str, Any], beside: str) -> None:
    found = section(**given)
    feature(found, A4)
    assert found.beside == beside
    feature(found, BOOKLET)
    assert found.beside == "", "a narrow page has no room for it"


def test_items_are_tiles_where_each_has_a_drawing_of_its_own() -> None:
    foods, other = point("drie sneetjes brood", "een banaan", "pure chocolade"), point("brood", "banaan", "geduld")
    found = section(points=[foods, other])
    feature(found, A4)
    assert (foods.tiled, other.tiled) == (True, False)
    assert [each.drawing for each in foods.items] == ["bread", "banana", "chocolate"]


def test_a_caption_needs_a_large_drawing() -> None:
    with pytest.raises(ValidationError) as reason:
        Section.model_validate({"heading": "Rust", "drawing_caption": "Zo zit je."})
    assert [each["type"] for each in reason.value.errors(include_url=False)] == ["caption-without-drawing"]
    found = Section.model_validate({"heading": "Rust", "drawing_size": "groot", "drawing_caption": "Zo zit je."})
    assert found.drawing_size == "large"
