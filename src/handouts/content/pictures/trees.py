"""An SVG as a tree: read within limits, and what each element is declared to look like, as the engine will see it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any
from xml.etree import ElementTree as ET

from handouts.content.pictures.findings import Unfit
from handouts.content.pictures.kinds import SAVE_AGAIN
from handouts.problems import msg

SVG = "{http://www.w3.org/2000/svg}"
XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
HREFS = (XLINK_HREF, "href")
SIMPLIFY = msg("simplify the drawing, or export it as a PNG")
_DEEPEST = 120
"""Groups in groups. The engine follows each with some frames of Python, of which there are a thousand."""
_MOST_ELEMENTS = 60_000
_OWN_LINKS = re.compile(r"url\(\s*+['\"]?\s*+#([^)'\"]*+)['\"]?\s*+\)")
_DECLARATION = re.compile(r"(?<![\w-])([\w-]++)\s*+:\s*+((?:url\([^)]*\)|[^;])*)")
Declared = dict[ET.Element, dict[str, str]]


def parsed(data: bytes) -> ET.Element:
    """The root of the drawing. Raises Unfit for what is no drawing, is damaged, or is too deep or too long."""
    try:
        root = ET.fromstring(data)  # noqa: S314  # expat refuses entity bombs since 2.4
    except (ET.ParseError, ValueError, LookupError) as reason:
        message = msg("cannot be read: it is no whole drawing ({reason})", reason=reason)
        raise Unfit("unreadable-picture", message, SAVE_AGAIN) from reason
    if root.tag == "svg":
        # Without its namespace the engine would draw the shapes, and pass over their style.
        for element in root.iter():
            if not element.tag.startswith("{"):
                element.tag = SVG + element.tag
    if root.tag != f"{SVG}svg":
        message = msg("cannot be read: it holds “{element}” and no drawing", element=local(root)[:40])
        raise Unfit("unreadable-picture", message, SAVE_AGAIN)
    _within_limits(root)
    return root


def local(element: ET.Element) -> str:
    """The name of an element, without its namespace."""
    return element.tag.rpartition("}")[2]


def _within_limits(root: ET.Element) -> None:
    count, level = 0, [root]
    for depth in range(_DEEPEST + 1):
        if not level:
            return
        count += len(level)
        if count > _MOST_ELEMENTS:
            raise Unfit("picture-too-large", "holds more than {most} shapes", SIMPLIFY, most=_MOST_ELEMENTS)
        if depth == _DEEPEST:
            raise Unfit("picture-too-large", "holds groups in groups, more than {most}", SIMPLIFY, most=_DEEPEST)
        level = [child for element in level for child in element]


def declared(root: ET.Element) -> Declared:
    """For each element its attributes, the stylesheets in the drawing and its own `style`, the last winning."""
    import cssselect2

    normal, important = cssselect2.Matcher(), cssselect2.Matcher()
    for rule in rules(root):
        selectors = cssselect2.compile_selector_list(rule.prelude)
        plain, pressing = _declarations(rule.content)
        for selector in selectors:
            if selector.pseudo_element is None and not selector.never_matches:
                normal.add_selector(selector, plain)
                important.add_selector(selector, pressing)
    found: Declared = {}
    for wrapper in cssselect2.ElementWrapper.from_xml_root(root).iter_subtree():
        element = wrapper.etree_element
        values = dict(element.attrib)
        for *_, declarations in normal.match(wrapper):
            values |= declarations
        values |= in_style(element.get("style", ""))
        for *_, declarations in important.match(wrapper):
            values |= declarations
        found[element] = values
    return found


def stylesheets(root: ET.Element) -> Iterator[ET.Element]:
    """The `style` elements that the engine reads."""
    for element in root.iter(f"{SVG}style"):
        if element.get("type", "text/css") == "text/css" and element.text:
            yield element


def rules(root: ET.Element) -> Iterator[Any]:
    """The rules of the stylesheets that the engine understands: plain ones, with selectors that it knows."""
    for sheet in stylesheets(root):
        yield from understood(sheet.text or "")[0]


def understood(css: str) -> tuple[list[Any], bool]:
    """Those rules of a stylesheet, and whether there is anything besides them."""
    import cssselect2
    import tinycss2

    kept, others = [], False
    for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        try:
            known = rule.type == "qualified-rule" and bool(cssselect2.compile_selector_list(rule.prelude))
        except cssselect2.SelectorError:
            known = False
        kept += [rule] if known else []
        others |= not known
    return kept, others


def _declarations(content: Any) -> tuple[dict[str, str], dict[str, str]]:
    import tinycss2

    plain: dict[str, str] = {}
    pressing: dict[str, str] = {}
    for each in tinycss2.parse_blocks_contents(content):
        if each.type == "declaration":
            (pressing if each.important else plain)[each.lower_name] = tinycss2.serialize(each.value).strip()
    return plain, pressing


def in_style(style: str) -> dict[str, str]:
    """The declarations of a `style` attribute."""
    return {name.lower(): value.replace("!important", "").strip() for name, value in _DECLARATION.findall(style)}


def links_in(values: Iterable[str]) -> Iterator[str]:
    """The ids that values name as `url(#…)`."""
    for value in values:
        if "url(" in value:
            yield from map(str.strip, _OWN_LINKS.findall(value))


def target_of(element: ET.Element) -> str:
    """The id that an element refers to, or empty."""
    for name in HREFS:
        value = element.get(name, "").strip()
        if value:
            return value[1:] if value.startswith("#") else ""
    return ""
