"""What Google writes around a text: the head of a mail that is printed, and the head and foot of each page."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from handouts.intake.importing.hypertext.tree import tag_of, words_in

_LONGEST_HEAD = 20


def settle_mail(body: Element) -> None:
    """Marks what is no text of the mail in a page of Gmail; any other page stays as it is."""
    holder = _called(body, "bodycontainer")
    content = _called(body, "maincontent")
    if holder is None or content is None or _called(content, "message") is None:
        return
    for each in holder:
        if each is not content:
            each.set("data-kind", "header")
    for each in body.iter():
        if tag_of(each) == "div" and "gmail_signature" in (each.get("class") or "").split():
            each.set("data-kind", "aside")
    tables = [each for each in content if tag_of(each) == "table"]
    for table in tables:
        if "message" in (table.get("class") or "").split():
            for row in [*table.iter("tr")][: _lines_of_head(table)]:
                row.set("data-kind", "header")
        elif table is tables[0]:
            _subject(table)


def settle_pages(body: Element) -> None:
    """Marks the head and the foot of the pages of a text of Google Docs, which come first and last."""
    parts = [each for each in body if tag_of(each)]
    if "doc-content" not in (body.get("class") or "").split() or not parts:
        return
    for each, kind in ((parts[0], "header"), (parts[-1], "footer")):
        inner = {tag_of(inner) for inner in each.iter()} - {"div", "p", "span", ""}
        if tag_of(each) == "div" and not inner and len(words_in(each)) <= _LONGEST_HEAD:
            each.set("data-kind", kind)


def _lines_of_head(table: Element) -> int:
    """How many rows say who wrote, when and to whom: all before the one with a table or more than a line."""
    rows = [*table.iter("tr")]
    return next((place for place, row in enumerate(rows) if row.find(".//table") is not None), min(2, len(rows) - 1))


def _subject(table: Element) -> None:
    bold = next((each for each in table.iter("b") if words_in(each)), None)
    for each in table.iter("font"):
        if bold is not None and bold in each.iter():
            each.tag = "h1"
        elif words_in(each) and each.find(".//h1") is None:
            each.set("data-kind", "header")


def _called(element: Element, name: str) -> Element | None:
    return next((each for each in element.iter() if name in (each.get("class") or "").split()), None)
