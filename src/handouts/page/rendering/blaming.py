"""Which place in the practice's own stylesheets a Problem is about: the template did not ask for it.

Where the engine gives up, the page is laid out again with fewer rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any
from urllib.parse import urljoin

from handouts.page.pipeline import Composed, Stylesheet
from handouts.problems import Mark

Fails = Callable[[Composed], bool]
"""Whether the engine gives up on a document."""


def blamed(composed: Composed, fails: Fails) -> Mark | None:
    """The place of the first rule without which, and without those after it, a document that fails is laid out.

    None where no stylesheet of the practice is at fault. It takes a try for each, and some more for its rules.
    """
    import tinycss2

    for sheet in _own(composed):
        if fails(_with(composed, sheet.name, "")):
            continue
        rules = tinycss2.parse_stylesheet(sheet.css, skip_comments=True, skip_whitespace=True)
        passes, failing = 0, len(rules)
        while failing - passes > 1:
            middle = (passes + failing) // 2
            if fails(_with(composed, sheet.name, tinycss2.serialize(rules[:middle]))):
                failing = middle
            else:
                passes = middle
        rule = rules[failing - 1]
        return Mark(sheet.place, rule.source_line, rule.source_column)
    return None


def asks_for(composed: Composed, address: str, host: str) -> Mark | None:
    """Where a stylesheet of the practice, which is served by `host`, names an absolute address."""
    return _first(composed, lambda sheet, value: urljoin(host + sheet.name, value) == address)


def prints(composed: Composed, text: str) -> Mark | None:
    """Where a stylesheet of the practice holds a text that is on paper, or most of it, as its `content` may."""
    return _first(composed, lambda _, value: value.strip() in text and 2 * len(value.strip()) >= len(text) > 0)


def _first(composed: Composed, is_meant: Callable[[Stylesheet, str], bool]) -> Mark | None:
    """The place of the first text or address in a stylesheet of the practice that is meant."""
    import tinycss2

    for sheet in _own(composed):
        for token in _tokens(tinycss2.parse_component_value_list(sheet.css, skip_comments=True)):
            if token.type in {"url", "string"} and is_meant(sheet, token.value):
                return Mark(sheet.place, token.source_line, token.source_column)
    return None


def _tokens(tokens: Iterable[Any]) -> Iterator[Any]:
    for token in tokens:
        yield token
        yield from _tokens(getattr(token, "content", None) or getattr(token, "arguments", None) or ())


def _own(composed: Composed) -> list[Stylesheet]:
    return [
        sheet for sheet in composed.stylesheets
        if sheet.place.endswith(sheet.name) and not sheet.place.startswith("(handouts)")
    ]  # fmt: skip


def _with(composed: Composed, name: str, css: str) -> Composed:
    """The document, and all that follows it, with another text for one of its stylesheets."""
    sheets = tuple(sheet._replace(css=css) if sheet.name == name else sheet for sheet in composed.stylesheets)
    return composed._replace(stylesheets=sheets, attached=tuple(_with(each, name, css) for each in composed.attached))
