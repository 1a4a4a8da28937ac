"""What systems that make pages put around a text, by what they call it: heads, feet, who wrote it, what is next."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from handouts.intake.importing.foreign import RemarkKind
from handouts.intake.importing.hypertext.tree import BLOCKS, tag_of, words_in

_HEADER = re.compile(
    r"(?:(?:site|main|top|global|app|elementor-location)[-_]?)?(?:header|masthead)(?:[-_](?:top|bar|wrap(?:per)?|inner|outer|content))?"
    r"|(?:wp-block-)?site[-_]?(?:branding|title|info)|templateheader|(?:template)?preheader|mcnPreviewText|top[-_]?bar|logo(?:[-_]container)?",
    re.IGNORECASE,
)
_FOOTER = re.compile(
    r"(?:(?:site|main|page|global|app|elementor-location)[-_]?)?footer(?:[-_](?:widgets?|bottom|bar|wrap(?:per)?|inner|content|area))?"
    r"|templatefooter|colophon|copyright",
    re.IGNORECASE,
)
_UNSEEN = re.compile(
    r"screen-reader-text|sr-only|visually-?hidden|elementor-screen-only|assistive-text|a11y-hidden|skip-?link",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"(?:wp-block-)?(?:entry|post|article|blog(?:-item)?|item)[-_](?:meta(?:data)?(?:[-_]\w+)?|info|author|date|byline|footer|tags?|terms"
    r"|categor(?:y|ies)|navigation|nav|share|sharing|pagination)"
    r"|byline|posted-on|cat-links|tags-links|author[-_](?:box|bio|info)|related(?:[-_]?posts?)?|recent[-_]posts"
    r"|nav-links|(?:left-|right-)?sidebar(?:-\w+)?|widget-area|share-buttons|sharedaddy|reading-time|breadcrumbs?",
    re.IGNORECASE,
)
_KINDS: tuple[tuple[re.Pattern[str], RemarkKind], ...] = (
    (_HEADER, "header"), (_FOOTER, "footer"), (_UNSEEN, "hidden"), (_ABOUT, "aside"),
)  # fmt: skip
_NAMES = ("class", "id", "data-hook", "data-elementor-type", "title")
_HOLDERS = frozenset("div section ul ol span p table td aside time".split())
_MOST, _LARGEST_SHARE = 150, 0.4
_TITLES = frozenset("h1 main".split())
_POST_TITLES = {"post-title", "entry-title", "article-title", "blog-post-title", "blog-title-post"}
_BEFORE_TITLE = 40
"""Words before a title that are no text, where none of it is a sentence."""


def settle_title(body: Element) -> None:
    """Makes the title of a post the title of the page, where a blog has its own name over all of its posts."""
    titles = [each for each in body.iter() if _POST_TITLES & {*(each.get("class") or "").split()} and words_in(each)]
    others = [each for each in body.iter("h1") if words_in(each) and each not in titles]
    if len(titles) != 1 or titles[0].tag not in {"h2", "h3"} or len(others) > 1:
        return
    titles[0].tag = "h1"
    for each in others:
        each.tag = "p"
        each.attrib.clear()
        each.set("data-kind", "header")


def furniture(element: Element, whole: int) -> RemarkKind | None:
    """As what an element is left out that is called so; None for what holds the title, or much of the `whole` page."""
    if tag_of(element) not in _HOLDERS:
        return None
    called = [token for name in _NAMES for token in (element.get(name) or "").split()]
    kind = next((kind for pattern, kind in _KINDS if any(map(pattern.fullmatch, called))), None)
    if kind is None or any(tag_of(each) in _TITLES for each in element.iter()):
        return None
    count = len(words_in(element))
    return kind if 0 < count <= _MOST and count <= whole * _LARGEST_SHARE else None


def is_glued(element: Element, before: str, following: Element | None) -> bool:
    """Whether a word goes on from what is `before` an element into it, or out of it into what is `following`."""
    inner, after = "".join(element.itertext()), element.tail or ""
    if not after and following is not None and tag_of(following) not in BLOCKS | {"br", "img"}:
        after = "".join(following.itertext())
    after = after or " "
    begins = not (before[-1:] or " ").isspace() and not (inner[:1] or " ").isspace()
    return begins or not ((inner[-1:] or " ").isspace() or after[:1].isspace())


def before_title(body: Element) -> set[Element]:
    """What stands before the one title of a page and holds no sentence: a date, a writer, the name of the practice."""
    titles = [each for each in body.iter("h1") if words_in(each)]
    if len(titles) != 1:
        return set()
    over = {inner: each for each in body.iter() for inner in each}
    before: list[Element] = []
    place = titles[0]
    while place is not body:
        outer = over[place]
        if (outer.text or "").strip():
            return set()
        for each in outer:
            if each is place:
                break
            if (each.tail or "").strip():
                return set()
            before.append(each)
        place = outer
    before = [each for each in before if not any(tag_of(inner) == "img" for inner in each.iter())]
    words = [word for each in before for word in words_in(each)]
    said = any(word.endswith((".", "!", "?")) and len(word) > 3 for word in words)
    headed = any(re.fullmatch("h[2-6]", tag_of(inner)) for each in before for inner in each.iter())
    pictured = any(tag_of(inner) == "img" for each in before for inner in each.iter())
    return (
        set()
        if headed or pictured or said or len(words) > _BEFORE_TITLE
        else {each for each in before if words_in(each)}
    )
