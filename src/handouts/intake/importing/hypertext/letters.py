"""The words of the code of a page by the simplest reading there is, which finds what was dropped before parsing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape

_RAW = frozenset("xmp plaintext noembed noframes iframe textarea title".split())
_CODE = frozenset("script style".split())
_NAME = re.compile(r"/?([A-Za-z][^\s/>]*)")
_SHOWN = {"img": "alt", "input": "value", "iframe": "srcdoc"}
"""By element, the attribute that holds words."""
_TAG = re.compile(r"</?[A-Za-z!][^<>]*>")
_SILENT = re.compile(r"!|/?(?:frame|frameset)$", re.IGNORECASE)
"""What parts no words."""
_WORD = re.compile(r"[^\W_]+")
_QUOTED = re.compile(r"=\s*([\"'])")


def dropped_words(before: str, after: str) -> list[str]:
    """The words that the code of a page held before it was changed, and no longer has."""
    had, has = _words(before), _words(after)
    if "".join(had) == "".join(has):
        return []
    left = Counter(has)
    missing: list[str] = []
    for word in had:
        if left[word]:
            left[word] -= 1
        else:
            missing.append(word)
    return missing


def _words(html: str) -> list[str]:
    return _WORD.findall("".join(_texts(html)))


def _texts(html: str) -> Iterator[str]:
    """What stands between tags, a space for each tag, and what a picture or a field says."""
    at, last = 0, html.rfind(">")
    while 0 <= (opened := html.find("<", at)) < last:
        yield unescape(html[at:opened])
        at = opened + 1
        if html.startswith("!--", at):
            # `<!-->` is a whole comment.
            closed = html.find("-->", at + 1)
            at = closed + 3 if closed >= 0 else len(html)
            continue
        name = _NAME.match(html, at)
        if not name and html[at : at + 1] not in {"!", "?"}:
            continue
        end = _end_of_tag(html, at)
        if end < 0:
            continue
        tag = name[1].casefold() if name else "!"
        yield "" if _SILENT.match(tag) else " "
        yield from _said(html[at:end], tag)
        at = end + 1
        if tag in _RAW | _CODE and not html.startswith("/", opened + 1):
            ends = re.compile(rf"</{re.escape(tag)}[\s/>]", re.IGNORECASE).search(html, at)
            inner = html[at : ends.start() if ends else len(html)]
            yield "" if tag in _CODE else unescape(inner if tag in {"xmp", "textarea"} else _TAG.sub(" ", inner))
            at += len(inner)
    yield unescape(html[at:])


def _end_of_tag(html: str, at: int) -> int:
    """Where a tag ends: at the first `>` that stands in no value of an attribute; -1 where it does not."""
    first = place = html.find(">", at)
    quoted = _QUOTED.search(html, at, first) if first >= 0 else None
    while quoted:
        closed = html.find(quoted[1], quoted.end())
        if closed < 0:
            return first
        place = html.find(">", closed)
        quoted = _QUOTED.search(html, closed + 1, place) if place >= 0 else None
    return place if place >= 0 else first


def _said(code: str, tag: str) -> Iterator[str]:
    if tag in _SHOWN:
        found = re.search(
            rf"(?<![\w-]){_SHOWN[tag]}\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", code, re.IGNORECASE
        )
        text = unescape(next(filter(None, found.groups()), "")) if found else ""
        yield f" {_TAG.sub(' ', unescape(text)) if tag == 'iframe' else text} "
