"""Finds the units of a document in its tree of elements: what is not torn when its pages end.

A unit is an element with class `unit`, or a child of one with class `rows` unless that has parts (class `parts`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple


class Found(NamedTuple):
    """A unit in the tree: its elements, and those that begin with it, from the innermost to the outermost.

    `frame` is the box that is drawn around each part of it that is on a page (class `framed`), and `head` what the
    engine repeats over the rows of a table.
    """

    elements: tuple[Any, ...]
    leading: tuple[Any, ...]
    in_section: bool
    frame: Any = None
    head: Any = None


def classes_of(element: Any) -> list[str]:
    """The classes of an element of the engine's tree."""
    return (element.get("class") or "").split()


def units_in(root: Any) -> Iterator[Found]:
    """The units of a document in their order."""
    body = next(iter(root.iter("body")), None)
    if body is None:
        return
    inside = next((each for each in body if each.get("data-part") == "inside"), None)
    yield from _units_below(body if inside is None else inside, ())


def _units_below(parent: Any, leading: tuple[Any, ...], frame: Any = None) -> Iterator[Found]:
    """`leading` are the elements that begin with the next unit, the outermost first."""
    rows = "rows" in classes_of(parent)
    begins = not (parent.text or "").strip()
    head = None
    for child in parent:
        if not isinstance(child.tag, str):
            continue
        if child.tag in {"colgroup", "thead"}:
            head = child
            continue
        outer = leading if begins else ()
        begins = False
        if (rows and "parts" not in classes_of(child)) or "unit" in classes_of(child):
            begun = (child, *reversed(outer))
            opens = (
                parent.tag == "body"
                or "data-part" in parent.attrib
                or any(each.tag in {"section", "header"} for each in begun)
            )
            yield Found((child,), begun, not opens, frame)
        elif child.tag == "tbody" and head is not None:
            yield from (each._replace(head=head) for each in _units_below(child, (*outer, child), frame))
        else:
            yield from _units_below(child, (*outer, child), child if "framed" in classes_of(child) else frame)
