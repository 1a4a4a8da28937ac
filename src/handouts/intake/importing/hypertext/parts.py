"""Which parts of a page are its text, and as what the others are left out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import cast
from xml.etree.ElementTree import Element

from handouts.intake.importing.foreign import RemarkKind
from handouts.intake.importing.hypertext.settling import is_toggle
from handouts.intake.importing.hypertext.tree import UNREAD, tag_of, words_in, words_within

_TAGS: dict[str, RemarkKind] = {
    "nav": "menu", "menu": "menu", "header": "header", "footer": "footer", "aside": "aside", "form": "form",
    "dialog": "form", "button": "form", "select": "form", "textarea": "form", "noscript": "script",
    "template": "script", "iframe": "embedded", "object": "embedded", "svg": "embedded", "math": "embedded",
    "canvas": "embedded", "audio": "embedded", "video": "embedded",
}  # fmt: skip
_ROLES: dict[str, RemarkKind] = {
    "navigation": "menu", "menubar": "menu", "banner": "header", "contentinfo": "footer", "complementary": "aside",
    "search": "form", "form": "form", "dialog": "form", "alertdialog": "form",
}  # fmt: skip
_COOKIES = re.compile(
    r"cookies?|consent|gdpr|cc|cmp\w*|cky|avg-?melding|onetrust|cybot\w*|didomi|borlabs", re.IGNORECASE
)
_BARS = re.compile(
    r"bar|balk|banner|notice|notification|melding|message|popup|modal|dialog|overlay|wall|box|consent|law|sdk|info",
    re.IGNORECASE,
)
_COOKIE_WORDS = re.compile(r"cookie|privacy|consent|toestemming|tracking", re.IGNORECASE)
_LONGEST_NOTICE = 200
_MENUS = re.compile(
    r"(?:^|[\W_])(?:nav|navbar|navigation|menu|breadcrumbs?|sidebar|share|social|skip|pagination|kruimelpad)(?:$|[\W_])",
    re.IGNORECASE,
)
_COMMENTS = re.compile(r"comments?|commentlist|comment-list|respond|reacties|disqus_thread", re.IGNORECASE)
"""What a system calls the comments of readers below a text; one `comment` alone may be a remark of the writer."""
_LONGEST_LINK = 5
"""Words of a link in a menu."""
_ANSWERS = re.compile(r"accordion|collaps|panel|faq|toggle|answer|antwoord|(?:^|[\W_])tabs?(?:$|[\W_])", re.IGNORECASE)
_TEXTS = frozenset("p h1 h2 h3 h4 h5 h6 li td dd blockquote".split())
_CONTROLS = frozenset("label button select textarea option legend".split())
_LEAST_TEXT = 20
_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))


def share(part: int, whole: int) -> float:
    """How much of a whole a part is."""
    return part / whole if whole else 0.0


def text_parts(body: Element) -> set[Element]:
    """The parts of a page that are marked as its text; none where all of it counts.

    What is marked but leaves most of the text out is not believed. A title that stands before it belongs to it.
    """
    whole = len(_told(body))
    mains = [each for each in body.iter() if tag_of(each) == "main" or each.get("role") == "main"]
    mains = [each for each in mains if _told(each)]
    articles = [] if mains else [each for each in body.iter("article") if _told(each)]
    found = mains or articles
    if len(found) != 1 or share(len(_told(found[0])), whole) < (0.4 if mains else 0.5):
        return set()
    main = found[0]
    if main.find(".//h1") is not None:
        return {main}
    inside = set(main.iter())
    title = next((each for each in body.iter("h1") if words_in(each) and each not in inside), None)
    return {main} if title is None else {main, title}


def _told(element: Element) -> list[str]:
    """The words of an element without those that are by their nature no text of a page."""
    made: list[str] = []
    _tell(element, made)
    return "".join(made).split()


def _tell(element: Element, made: list[str]) -> None:
    tag = tag_of(element)
    made.append(f" {element.text or ''}")
    for each in element:
        if _may_tell(each):
            _tell(each, made)
        made.append(each.tail or "")
    made.append(" " if tag else "")


def _may_tell(element: Element) -> bool:
    tag = tag_of(element)
    if tag == "form":
        return holds_text(element)
    kind = _TAGS.get(tag) or _ROLES.get(element.get("role") or "")
    in_header = kind == "header" and element.find(".//h1") is not None
    return bool(tag) and tag not in UNREAD and (kind is None or in_header)


def holds_text(form: Element) -> bool:
    """Whether a form is what a page is in, as some systems write it, and not what is to be filled in."""
    if any(tag_of(each) in {"main", "article", "h1"} for each in form.iter()):
        return True
    texts = sum(len(words_in(each)) - _in_controls(each) for each in _outermost(form, _TEXTS))
    return texts > _LEAST_TEXT and share(texts, len(words_in(form))) > 0.6


def _in_controls(element: Element) -> int:
    return sum(len(words_in(each)) for each in _outermost(element, _CONTROLS))


def _outermost(element: Element, names: frozenset[str]) -> Iterable[Element]:
    for each in element:
        if tag_of(each) in names:
            yield each
        else:
            yield from _outermost(each, names)


def is_notice(element: Element, whole: int) -> bool:
    """Whether an element is a notice about cookies: called so as a whole, small, and without a title of a page."""
    tokens = f"{element.get('id') or ''} {element.get('class') or ''}".split()
    called = [token for token in tokens if any(map(_COOKIES.fullmatch, re.split(r"[-_]+", token)))]
    called += [token for token in tokens if re.search(r"cookie", token, re.IGNORECASE) and _BARS.search(token)]
    if not called or tag_of(element) in {"body", "main", "article", "h1", "h2", "h3", "p"}:
        return False
    words = words_in(element)
    if len(words) > _LONGEST_NOTICE or (len(words) > _LEAST_TEXT and share(len(words), whole) > 0.5):
        return False
    if any(tag_of(each) in {"main", "article", "h1"} for each in element.iter()):
        return False
    return _COOKIE_WORDS.search(" ".join(words)) is not None


def is_comments(element: Element, whole: int) -> bool:
    """Whether an element is what readers wrote below a text: called so as a whole, and not most of the page."""
    tokens = f"{element.get('id') or ''} {element.get('class') or ''}".split()
    if tag_of(element) not in {"div", "section", "ol", "ul"} or not any(map(_COMMENTS.fullmatch, tokens)):
        return False
    if any(tag_of(each) in {"main", "h1"} for each in element.iter()):
        return False
    return share(len(words_in(element)), whole) <= 0.6


def is_menu(element: Element, before: Element | None) -> bool:
    """Whether an element that is called a menu is one: short links, and no list under a heading of the text."""
    called = f"{element.get('id') or ''} {element.get('class') or ''}"
    if not _MENUS.search(called) or (before is not None and tag_of(before) in _HEADINGS):
        return False
    links = [words_in(each) for each in element.iter("a")]
    linked = sum(map(len, links))
    return linked * 10 >= len(words_in(element)) * 6 and linked <= _LONGEST_LINK * len(links)


def is_answer(element: Element, before: Element | None, opened: set[str]) -> bool:
    """Whether an element that is not seen at first is shown when its question is chosen."""
    if element.get("id") in opened or _ANSWERS.search(f"{element.get('id') or ''} {element.get('class') or ''}"):
        return True
    return before is not None and (tag_of(before) in {*_HEADINGS, "summary", "dt"} or is_toggle(before))


def opened_by(body: Element) -> set[str]:
    """The names of what something on the page opens."""
    names = ("aria-controls", "data-target", "data-bs-target", "href")
    values = [(name, each.get(name) or "") for each in body.iter() for name in names if each.get(name)]
    return {value.removeprefix("#") for name, value in values if name == "aria-controls" or value.startswith("#")}


def is_shown_without_script(element: Element, known: set[str]) -> bool:
    """Whether a `noscript` holds text that stands nowhere else on the page."""
    words = [word for word in words_within(element) if word.isalnum()]
    new = sum(word not in known for word in words)
    if not known:
        return True
    return len(words) > _LEAST_TEXT and any(tag_of(each) in _TEXTS for each in element.iter()) and new * 2 > len(words)


def kind_of(element: Element) -> RemarkKind | None:
    """As what an element is left out by its nature; None where it may be text."""
    tag = tag_of(element)
    marked = element.get("data-kind")
    if marked in {"comment", "header", "footer", "aside"}:
        return cast("RemarkKind", marked)
    if tag == "form" and holds_text(element):
        return None
    return _TAGS.get(tag) or _ROLES.get(element.get("role") or "")


def is_hidden(element: Element) -> bool:
    """Whether an element says that it is not shown."""
    style = (element.get("style") or "").replace(" ", "").casefold()
    return element.get("hidden") is not None or "display:none" in style or "visibility:hidden" in style
