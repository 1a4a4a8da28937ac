"""HTML as a tree, with the names of its elements as they are written."""

from __future__ import annotations

import re
from itertools import accumulate
from xml.etree.ElementTree import Element

from handouts.problems import ContentError, Mark, error, msg

_MAX_DEPTH = 200
COPY_IT = msg("open it in a browser, copy the text, and paste it into a new text file")
BLOCKS = frozenset(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer"
    " form h1 h2 h3 h4 h5 h6 header hgroup hr legend li listing main marquee menu nav ol optgroup option p pre search"
    " section select summary table tbody td tfoot th thead tr ul caption".split()
)
"""Elements that begin on a line of their own."""
UNREAD = frozenset(
    "head script style template noscript title meta link iframe object svg math canvas audio video".split()
)
"""Elements of which no text is shown where they stand."""

SILENT = frozenset({"script", "style", "title"})
"""Elements of which the letters are no words of a page."""


_NESTING = re.compile(
    r"<(/?)(?:a|article|aside|b|big|blockquote|center|code|div|dl|em|font|form|i|main|nav|ol|s|section|small|span|strike"
    r"|strong|sub|sup|table|tt|u|ul)(?=[\s/>])",
    re.IGNORECASE,
)
"""Elements that stay open until they are closed."""
_NAME = re.compile(r"[\w:.-]+")
_MOST_OPEN = 1000
"""Elements that are open at once: the time that parsing takes grows with their square."""


def parse_html(html: str, source: str) -> Element:
    """The body of a page. Raises ContentError for one that is nested deeper than any page is."""
    from tinyhtml5 import parse

    opened = accumulate(-1 if found[1] else 1 for found in _NESTING.finditer(html))
    if max(opened, default=0) > _MOST_OPEN:
        raise _too_deep(source)
    root: Element = parse(html, namespace_html_elements=False)
    waiting = [(root, 0)]
    while waiting:
        element, depth = waiting.pop()
        if depth > _MAX_DEPTH:
            raise _too_deep(source)
        for name in [each for each in element.attrib if not _NAME.fullmatch(each)]:
            # What stands in the place of one, as in templates of web pages, is none and cannot be written again.
            del element.attrib[name]
        waiting += [(each, depth + 1) for each in element]
    body = root.find("body")
    return root if body is None else body


def _too_deep(source: str) -> ContentError:
    message = msg("this page is nested too deeply to be read")
    return ContentError([error("import-not-text", Mark(source), message, COPY_IT)])


def tag_of(element: Element) -> str:
    """The name of an element; empty for a comment."""
    tag: object = element.tag
    return tag if isinstance(tag, str) else ""


def words_in(element: Element) -> list[str]:
    """The words that an element shows, with the texts of its pictures; what it is followed by is none of it."""
    return "".join(_texts(element)).split()


def words_within(element: Element) -> list[str]:
    """The words that an element holds, those that no browser shows where they stand included."""
    return "".join(_texts(element, shown=False)).split()


def _texts(element: Element, *, shown: bool = True) -> list[str]:
    tag = tag_of(element)
    if not tag or (tag in UNREAD if shown else tag in SILENT):
        return []
    if tag == "img":
        return [f" {element.get('alt') or ''} "]
    space = " " if tag in BLOCKS | UNREAD or tag in {"br", "button", "textarea"} else ""
    made = [space, element.text or ""]
    for each in element:
        made += [*_texts(each, shown=shown), each.tail or ""]
    return [*made, space]


def number(text: str | None) -> int:
    """A whole number that an attribute holds, else 0."""
    found = re.match(r"\s*(\d{1,6})", text or "")
    return int(found[1]) if found else 0
