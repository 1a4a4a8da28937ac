"""Where the engine gives up on a document, the rule of her stylesheet that brings it about is named."""

from __future__ import annotations

import pytest

from handouts.content.model.brand import PAIRS
from handouts.content.model.formats import FORMATS
from handouts.page.pipeline import Composed, Stylesheet
from handouts.page.rendering.blaming import blamed
from handouts.problems import Mark

FINE = "h2 { color: red }\n"
BAD = "p::first-letter { float: left }\n"


def document(*sheets: Stylesheet) -> Composed:
    return Composed("", sheets, (), {}, PAIRS["rust"], {}, "nl", "templates/brochure.html", FORMATS["a4"])  # type: ignore[arg-type]


def fails(composed: Composed) -> bool:
    return any("float" in sheet.css for each in (composed, *composed.attached) for sheet in each.stylesheets)


@pytest.mark.parametrize(
    ("css", "line"),
    [
        (BAD, 1),
        (BAD + FINE, 1),
        (FINE + BAD, 2),
        (FINE * 4 + BAD + FINE * 9, 5),
        (f"/* een */\n\n{FINE}@media print {{ {BAD} }}", 4),
    ],
)
def test_the_rule_is_found_among_the_others(css: str, line: int) -> None:
    assert blamed(document(Stylesheet("styles/own.css", "styles/own.css", css)), fails) == Mark(
        "styles/own.css", line, 1
    )


@pytest.mark.parametrize("place", ["the brand", "(handouts) styles/base.css"])
def test_what_is_not_hers_is_not_blamed(place: str) -> None:
    own = Stylesheet("styles/own.css", "styles/own.css", FINE)
    assert blamed(document(Stylesheet("styles/base.css", place, BAD), own), fails) is None


def test_a_rule_that_only_what_goes_behind_fails_on_is_found_too() -> None:
    own = Stylesheet("styles/own.css", "styles/own.css", FINE + BAD)
    composed = document(own)._replace(attached=(document(own),))
    assert blamed(composed, lambda each: fails(each.attached[0])) == Mark("styles/own.css", 2, 1)


def test_many_rules_take_few_tries() -> None:
    tries: list[bool] = []

    def counted(composed: Composed) -> bool:
        tries.append(fails(composed))
        return tries[-1]

    assert blamed(document(Stylesheet("styles/own.css", "styles/own.css", FINE * 700 + BAD)), counted)
    assert len(tries) <= 11
