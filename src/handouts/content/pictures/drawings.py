"""Drawings (SVG): each is judged before the engine sees it, and put in words that the engine understands."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from urllib.parse import unquote_to_bytes
from xml.etree import ElementTree as ET

from handouts.content.pictures.costs import check_cost
from handouts.content.pictures.findings import Looked, Unfit
from handouts.content.pictures.judging import hidden_texts, judge
from handouts.content.pictures.mending import drop, drop_silent, masks_into_clips, mend
from handouts.content.pictures.trees import HREFS, SIMPLIFY, SVG, declared, local, parsed, stylesheets
from handouts.problems import Problem, msg

_MOST = 32 * 1024 * 1024
_DEEPEST = 3
"""Drawings in drawings."""
_ADDRESS = re.compile(r"url\(\s*['\"]?([^)'\"]*)|@import\s+['\"]([^'\"]*)")
_FONT = re.compile(r"@font-face\s*\{[^}]*\}|@import\s+[^;]*;?", re.IGNORECASE)
_EMBED = msg("put all that it shows into the drawing itself (embed)")


def look_at_drawing(data: bytes, look: Callable[[bytes], Looked], depth: int) -> Looked:
    """`look` is for the pictures inside, and `depth` says in how many drawings this one is. Raises Unfit."""
    if len(data) > _MOST or depth > _DEEPEST:
        size = msg("is larger than {most} MB", most=_MOST // 1024 // 1024)
        message = msg("holds drawings in drawings") if depth > _DEEPEST else size
        raise Unfit("picture-too-large", message, SIMPLIFY)
    root = parsed(data)
    if _asks_outside(root):
        raise Unfit("outside-folder", "asks for another file, and nothing else is read", _EMBED)
    mend(root)
    looks = declared(root)
    check_cost(root, looks)
    masks_into_clips(root, looks)
    doubts = judge(root, looks)
    drop(root, hidden_texts(root, looks) | set(root.iter(f"{SVG}filter")))
    drop_silent(root)
    inner, more = _inner_pictures(root, look)
    for prefix, name in (("", SVG), ("xlink", "{http://www.w3.org/1999/xlink}")):
        ET.register_namespace(prefix, name[1:-1])
    return Looked(ET.tostring(root, "utf-8"), "image/svg+xml", tuple(dict.fromkeys([*doubts, *more])), inner)


def _asks_outside(root: ET.Element) -> bool:
    """Whether anything that is drawn is in another file; typefaces do not count, as there is no text."""
    links: list[str] = []
    for element in root.iter():
        for key, value in element.attrib.items():
            links += [found[0] or found[1] for found in _ADDRESS.findall(value)]
            if key.rpartition("}")[2] == "href" and local(element) != "a" and element.tag.startswith(SVG):
                links.append(value)
    for sheet in stylesheets(root):
        links += [found[0] or found[1] for found in _ADDRESS.findall(_FONT.sub("", sheet.text or ""))]
    return not all(link.strip().startswith(("#", "data:")) for link in links if link.strip())


def _inner_pictures(root: ET.Element, look: Callable[[bytes], Looked]) -> tuple[tuple[str, ...], list[Problem]]:
    """The addresses of the pictures that lie inside the drawing, each as the engine prints it; and their doubts."""
    addresses: list[str] = []
    doubts: list[Problem] = []
    for element in root.iter(f"{SVG}image"):
        for key in HREFS:
            if element.get(key, "").strip().startswith("data:"):
                looked = look(_unpacked(element.attrib[key].strip()))
                address = f"data:{looked.kind};base64,{base64.b64encode(looked.data).decode()}"
                element.set(key, address)
                addresses += [address, *looked.inner]
                doubts += [
                    each._replace(message=msg("holds a picture that {finding}", finding=each.message))
                    for each in looked.doubts
                ]
    return tuple(addresses), doubts


def _unpacked(address: str) -> bytes:
    """The bytes of a `data:` address (RFC 2397)."""
    head, _, body = address.partition(",")
    data = unquote_to_bytes(body)
    if not head.endswith(";base64"):
        return data
    try:
        return base64.b64decode(re.sub(rb"\s+", b"", data) + b"==")
    except ValueError:
        return b""
