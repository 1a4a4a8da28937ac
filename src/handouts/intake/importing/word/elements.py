"""The XML of a Word document: elements by the short names of the standard, whichever of its two forms they are in.

Nothing is read that declares entities or a document type, is nested deeply, or has more elements than a text needs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

__all__ = ["Element", "Refused", "attribute", "child", "children", "inner", "is_on", "number", "parse", "value"]

MAX_DEPTH = 150
MAX_ELEMENTS = 200_000

_OLD, _STRICT = "http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/"
_MICROSOFT = "http://schemas.microsoft.com/office/"
_SPACES = {
    f"{_OLD}wordprocessingml/2006/main": "w", f"{_STRICT}wordprocessingml/main": "w",
    f"{_OLD}officeDocument/2006/math": "m", f"{_STRICT}officeDocument/math": "m",
    f"{_OLD}officeDocument/2006/relationships": "r", f"{_STRICT}officeDocument/relationships": "r",
    f"{_OLD}drawingml/2006/main": "a", f"{_STRICT}drawingml/main": "a",
    f"{_OLD}drawingml/2006/wordprocessingDrawing": "wp", f"{_STRICT}drawingml/wordprocessingDrawing": "wp",
    f"{_OLD}drawingml/2006/picture": "pic", f"{_STRICT}drawingml/picture": "pic",
    f"{_OLD}drawingml/2006/chart": "c", f"{_STRICT}drawingml/chart": "c",
    f"{_OLD}drawingml/2006/diagram": "dgm", f"{_STRICT}drawingml/diagram": "dgm",
    f"{_OLD}markup-compatibility/2006": "mc", "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
    f"{_MICROSOFT}word/2010/wordml": "w14", f"{_MICROSOFT}drawing/2014/chartex": "cx",
}  # fmt: skip


class Refused(ValueError):
    """A part that is no XML, or more than a text needs."""


def parse(data: bytes) -> Element:
    """The root of a part; names are `w:p` and the like, or local names in other namespaces. Raises Refused."""
    builder, depth, count = TreeBuilder(), 0, 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, count
        depth, count = depth + 1, count + 1
        if depth > MAX_DEPTH or count > MAX_ELEMENTS:
            raise Refused
        builder.start(_short(name), {_short(key): value for key, value in attributes.items()})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(_short(name))

    def refuse(*_: object) -> None:
        raise Refused

    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, builder.data
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refuse
    try:
        parser.Parse(data, True)  # noqa: FBT003  # it has no name
        return builder.close()
    except (expat.ExpatError, AssertionError, LookupError, ValueError) as reason:
        raise Refused from reason


_known: dict[str, str] = {}


def _short(name: str) -> str:
    if name not in _known:
        space, _, local = name.rpartition("}")
        prefix = _SPACES.get(space)
        if len(_known) > 5000:
            _known.clear()
        _known[name] = f"{prefix}:{local}" if prefix else local
    return _known[name]


def child(element: Element | None, *path: str) -> Element | None:
    """The first child of that name, then its first of the next one; None where there is none."""
    for name in path:
        element = next((each for each in element if each.tag == name), None) if element is not None else None
    return element


def children(element: Element | None, name: str) -> Iterator[Element]:
    """The children of that name."""
    return (each for each in (element if element is not None else ()) if each.tag == name)


def inner(element: Element, name: str) -> Iterable[Element]:
    """What is in the first child of that name."""
    found = child(element, name)
    return () if found is None else found


def attribute(element: Element | None, name: str) -> str:
    """An attribute, or nothing."""
    return (element.get(name) or "") if element is not None else ""


def value(element: Element | None, *path: str) -> str:
    """The `w:val` at the end of a path, or nothing."""
    return attribute(child(element, *path), "w:val")


def is_on(element: Element | None) -> bool:
    """Whether a property is there and not switched off."""
    return element is not None and attribute(element, "w:val") not in {"0", "false", "off", "none"}


def number(text: str, otherwise: int) -> int:
    """A number as the standard writes it, or what is taken for one that is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else otherwise


def is_underlined(run: Element) -> bool:
    """Whether a run says itself that its letters are underlined."""
    return value(run, "w:rPr", "w:u") not in {"", "none"}
