"""The rule of the practice's own stylesheets on which the engine gives up: the page is laid out again with fewer."""

from __future__ import annotations

from collections.abc import Callable

from handouts.page.pipeline import Composed
from handouts.problems import Mark

Fails = Callable[[Composed], bool]
"""Whether the engine gives up on a document."""


def blamed(composed: Composed, fails: Fails) -> Mark | None:
    """The place of the first rule without which, and without those after it, a document that fails is laid out.

    None where no stylesheet of the practice is at fault. It takes a try for each, and some more for its rules.
    """
    import tinycss2

    for sheet in composed.stylesheets:
        is_own = sheet.place.endswith(sheet.name) and not sheet.place.startswith("(handouts)")
        if not is_own or fails(_with(composed, sheet.name, "")):
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


def _with(composed: Composed, name: str, css: str) -> Composed:
    """The document, and all that follows it, with another text for one of its stylesheets."""
    sheets = tuple(sheet._replace(css=css) if sheet.name == name else sheet for sheet in composed.stylesheets)
    return composed._replace(stylesheets=sheets, attached=tuple(_with(each, name, css) for each in composed.attached))
