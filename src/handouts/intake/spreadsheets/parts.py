"""The XML of a workbook: names without their namespace, and texts without their escapes."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def local(element: ET.Element) -> str:
    """The name of an element. The strict form of the standard has other namespaces, and the same names."""
    return str(element.tag).rpartition("}")[2]


def is_true(value: str | None) -> bool:
    """Whether an attribute or cell says yes, as XML Schema writes it."""
    return value in {"1", "true", "on"}


def text_in(element: ET.Element) -> str:
    """The text of a shared or inline string: its runs, without what says how it is pronounced (18.4.8)."""
    pieces = []
    for each in element:
        if local(each) == "t":
            pieces.append(each.text or "")
        elif local(each) == "r":
            pieces += [run.text or "" for run in each if local(run) == "t"]
    return unescaped("".join(pieces))


def unescaped(text: str) -> str:
    """A text with the signs that XML cannot hold, which are written `_x000D_` (22.9.2.19); lines end in a line feed."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
        # Two escapes may make one character.
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")
