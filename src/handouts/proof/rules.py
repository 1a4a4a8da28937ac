"""The ways in which a PDF may fail the proof: the rule of each, its sentence, and what to do."""

from __future__ import annotations

from typing import NamedTuple

from handouts.files.unseen import bare
from handouts.problems import Mark, Problem, Severity, error, shortened

ANYWHERE = Mark("")
"""The place of what is at no text of the content; `prove` puts the template there."""


class Rule(NamedTuple):
    """A rule of docs/problems.md; `message` and `hint` are templates, of which `at` fills the gaps."""

    name: str
    message: str
    hint: str = ""
    severity: Severity = "error"

    def at(self, mark: Mark | None, **values: object) -> Problem:
        """The Problem at a place in the content; texts that it quotes are shortened."""
        quoted = {name: shortened(bare(each), 60) if type(each) is str else each for name, each in values.items()}
        problem = error(self.name, mark or ANYWHERE, self.message, self.hint, **quoted)
        return problem._replace(severity=self.severity)


NOT_PRINTED = Rule(
    "not-printed", "“{text}” is not on paper, or not in its place", "a stylesheet or template hides or moves it"
)
NOT_ANNOUNCED = Rule(
    "not-announced",
    "“{text}” is on paper, and no value of the content says so there",
    "print words from the content or the labels, not from a stylesheet",
)
BROKEN_NUMBER = Rule(
    "broken-number",
    "“{text}” is broken over two lines or printed with a gap",
    "keep numbers whole: write the text so that it can break elsewhere",
)
LOST_SPACE = Rule(
    "lost-space",
    "the space before “{text}” or in it is lost: “{printed}”",
    "a stylesheet sets display or white-space so that it is lost, as inline-block does at its edge",
)
TORN = Rule("torn", "“{text}” is printed with a gap in it", "a stylesheet sets letter-spacing or moves letters")
NO_HYPHEN = Rule(
    "no-hyphen",
    "“{text}” is broken over two lines without a hyphen",
    "a stylesheet sets hyphenate-character or word-break",
)
OTHER_CAPITALS = Rule(
    "other-capitals",
    "“{text}” is printed as “{printed}”",
    "a stylesheet sets text-transform; type capitals in the content",
)
VISIBILITY = {
    "off": Rule("off-page", "“{text}” runs off the page (page {page}: “{letters}”)"),
    "unseen": Rule(
        "invisible-text",
        "“{text}” cannot be seen: it is covered, cut off or has the colour of its ground (page {page}: “{letters}”)",
    ),
    "cut": Rule("cut", "“{text}” is cut off (page {page}: “{letters}”)"),
}
"""By how much of a character is seen; see `Page.shows`."""
VISIBILITY_IN_MARGIN = {
    "off": Rule("off-page", "“{text}” in the margin of page {page} runs off the page"),
    "unseen": Rule(
        "invisible-text",
        "“{text}” in the margin of page {page} cannot be seen: it is covered, cut off or has the colour of its ground",
    ),
    "cut": Rule("cut", "“{text}” in the margin of page {page} is cut off"),
}
TURNED = Rule("turned", "“{text}” is printed turned, mirrored or squeezed (page {page})", "a stylesheet sets transform")
TINY = Rule("tiny", "“{text}” is printed in type of {size:.1f} pt (page {page})", "nobody can read less than 5 pt")
RAISED = Rule(
    "raised",
    "“{letters}” in “{text}” is printed small, raised or lowered (page {page})",
    "a stylesheet sets vertical-align, font-variant or font-feature-settings; type ² where it is meant",
)
OTHER_SHAPE = Rule(
    "other-shape",
    "“{letters}” is printed in another shape, as another letter or sign (page {page})",
    "a stylesheet asks for it by font-variant or font-feature-settings; leave that out",
)
OTHER_SHAPE_IN_TEXT = Rule(
    "other-shape",
    "“{letters}” in “{text}” is printed in another shape, as another letter or sign (page {page})",
    OTHER_SHAPE.hint,
)
STRUCK = Rule(
    "struck", "“{text}” has a line through it (page {page})", "a stylesheet sets text-decoration, or draws a line there"
)
CROSSED = Rule(
    "struck",
    "strokes are drawn over {count} lines, as over “{text}” (page {page})",
    "a stylesheet draws them; a pale drawing behind the text is not in its way",
)
OUT_OF_ORDER = Rule(
    "out-of-order",
    "“{text}” comes after “{before}” in the content, and before it on paper (page {page})",
    "a stylesheet moves it",
)
SHIFTED = Rule(
    "shifted",
    "“{text}” is printed higher or lower than “{before}” before it (page {page})",
    "a stylesheet moves it off its line",
)
OVERPRINTED = Rule("overprinted", "“{text}” and “{other}” are printed over each other (page {page})")
AMONG_TEXT = Rule(
    "among-text",
    "“{text}”, of the margin, is printed among the text of page {page}",
    "a stylesheet moves a header or footer; keep it in the margin",
)
FOREIGN_FONT = Rule(
    "foreign-font",
    "“{text}” is printed in {font}, which is not of the brand's pair",
    "the pair lacks these signs, or a stylesheet names another than var(--headings) and var(--body)",
)
TOO_LONG = Rule(
    "too-long",
    "{excess}: from “{text}” on it does not fit",
    "make it shorter, or leave something out with except: [{format}]",
)
PAGE_COUNT = Rule(
    "page-count",
    "{format} has {count} pages, and must have {wanted}",
    "a template or stylesheet begins a page where none begins",
)
WRONG_SIZE = Rule(
    "wrong-size", "{panel} is {found} mm, and must be {wanted} mm", "size in @page says how large a page is"
)
CUT_AWAY = Rule("off-page", "“{text}” is cut away with the edge of {panel}")
NEAR_EDGE = Rule(
    "near-edge",
    "“{text}” is too near the edge or a fold of {panel}",
    "leave 5 mm to an edge and 6 mm to a fold",
    "warning",
)
EMPTY_PANEL = Rule("panel-empty", "{panel} is empty", "say more, or make a card or a booklet of it", "warning")
SPARSE_PANEL = Rule("panel-empty", "{panel} is less than a third full", EMPTY_PANEL.hint, "warning")
WRONG_SHEETS = Rule(
    "wrong-sheet", "{pages} pages on {sides} sides of paper; the plan has {planned_pages} on {planned_sides}"
)
WRONG_BOX = Rule("wrong-sheet", "{side}: the {box} is {found} mm, not {wanted}")
OVER_THE_EDGE = Rule("cut", "{side}: “{text}” of page {page} runs over the edge of its place")
MISPLACED = Rule("misplaced", "{side}: {what} is elsewhere")
NOT_IMPOSED = Rule("not-imposed", "{side}: {what} is not there")
TEXT_NOT_PLANNED = Rule("not-planned", "{side}: “{text}” is not of a page that belongs there")
NOT_BLANK = Rule("not-planned", "{side}: the blank page is not blank ({dots} dots of 1/{dpi} inch differ)")
PAGE_DIFFERS = Rule(
    "page-differs", "{side}: page {page} does not look as in the reading copy ({dots} dots of 1/{dpi} inch differ)"
)
INK_AROUND_PAGES = Rule("not-planned", "{side}: there is ink around the pages ({dots} dots of 1/{dpi} inch)")
