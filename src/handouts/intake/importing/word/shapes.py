"""What is drawn in a Word document: its pictures, and the words in boxes, charts and diagrams."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from handouts.intake.importing.word.elements import Element, attribute, number
from handouts.intake.importing.word.package import Package, Relation
from handouts.intake.importing.word.plainer import Picture
from handouts.intake.importing.word.signs import cleaned

_EMU_IN_PIXEL = 9525
_ALTERNATIVES = {
    "wp:docPr": ("descr", "title"),
    "pic:cNvPr": ("descr",),
    "v:shape": ("alt",),
    "v:imagedata": ("o:title",),
}
_SHOWN = {".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".svg", ".webp"}
"""Kinds of pictures that can become one of ours."""
_PICTURES = {"a:blip": "r:embed", "v:imagedata": "r:id"}
_KNOWN = re.compile(r"wps|wpg|wpc|wpi|wp14|w1[0-9]\w*|wne|cx\d?|[acpx]1[0-9]\w*|am3d|aink|o|v|r|m|lc|pic|a|c|dgm|wp|w")
"""Prefixes of what Word knows; they are the same in all files that programs write."""
_DATA = ("c:chart", "cx:chart", "dgm:relIds")


@dataclass
class Drawn:
    """What was found in a drawing, in its order; `alone` are words that belong to no picture, box or part."""

    boxes: list[Element] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    charts: list[tuple[str, list[str]]] = field(default_factory=list)
    alone: list[str] = field(default_factory=list)
    absent: int = 0


def chosen(element: Element) -> Element | None:
    """What is taken of alternatives: the first that shows something, each drawing being there more than once.

    A choice that needs what no Word of today knows is passed over, as Word does, where another one shows something.
    """
    showing = [each for each in element if any(_shows(inner) for inner in each.iter())]
    known = (each for each in showing if all(map(_KNOWN.fullmatch, attribute(each, "Requires").split())))
    return next(known, showing[0] if showing else None)


def told_of(element: Element, package: Package, part: str) -> Iterator[str]:
    """What an element says that holds no letters itself: the text of a picture, a chart or a diagram."""
    yield from _texts_of(element)
    yield from typed_in(element)
    if element.tag in _DATA:
        yield from _of_part(element, package, part)[1]


def typed_in(element: Element) -> list[str]:
    """What stands in a box as HTML, as old programs wrote it, and not as paragraphs of Word."""
    if element.tag != "v:textbox" or any(":" in each.tag for inner in element for each in inner.iter()):
        return []
    return list(filter(None, [cleaned(" ".join(element.itertext())).strip()]))


def _shows(element: Element) -> bool:
    words = {"w:t", "w:delText", "a:t", "m:t", "w:sym", "a:blip", "v:imagedata", "v:textpath", *_DATA}
    return element.tag in words


def drawn(element: Element, package: Package, part: str) -> Drawn:
    """What is in a `w:drawing`, `w:pict` or `w:object` of a part."""
    found, texts, size = Drawn(), dict[str, None](), (0, 0)
    files: list[str] = []
    for each in _inside(element):
        texts |= dict.fromkeys(_texts_of(each))
        found.alone += typed_in(each)
        if each.tag == "w:txbxContent":
            found.boxes.append(each)
        elif each.tag == "wp:extent":
            size = (_pixels(each, "cx"), _pixels(each, "cy"))
        elif each.tag in _PICTURES:
            files.append(_file(attribute(each, _PICTURES[each.tag]), package, part))
        elif each.tag in _DATA:
            found.charts.append(_of_part(each, package, part))
        elif each.tag in {"a:t", "w:t", "m:t", "w:delText", "v:textpath"}:
            found.alone.append(cleaned(each.text or attribute(each, "string")))
    shown = [name for name in files if name]
    found.absent = len(files) - len(shown)
    if len(shown) == 1:
        # The drawing's own text is the first; that of the picture in it repeats it, or names a file.
        alt = next(iter(texts), "")
        texts.pop(alt, None)
        found.pictures.append(Picture(shown[0], alt, *size))
    else:
        found.pictures += [Picture(name, "", 0, 0) for name in shown]
    found.alone += texts
    return found


def _texts_of(element: Element) -> Iterator[str]:
    """The text that an element has for who does not see the picture."""
    texts = (cleaned(attribute(element, name)).strip() for name in _ALTERNATIVES.get(element.tag, ()))
    yield from [text for text in texts if text][:1]


def _inside(element: Element) -> Iterator[Element]:
    """All within a drawing, but not within its boxes, and of alternatives one."""
    for each in element:
        if each.tag == "mc:AlternateContent":
            if (taken := chosen(each)) is not None:
                yield from _inside(taken)
            continue
        yield each
        if each.tag != "w:txbxContent":
            yield from _inside(each)


def _pixels(element: Element, name: str) -> int:
    return round(number(attribute(element, name), 0) / _EMU_IN_PIXEL)


def is_shown(relation: Relation, package: Package) -> bool:
    """Whether what is referred to is a picture in the file, of a kind that can become one of ours."""
    is_here = not relation.external and package.has(relation.target)
    return is_here and posixpath.splitext(relation.target)[1].lower() in _SHOWN


def _file(name: str, package: Package, part: str) -> str:
    """The part that is a picture; nothing where that cannot be shown."""
    found = package.relations(part).get(name)
    return found.target if found and is_shown(found, package) else ""


def _of_part(element: Element, package: Package, part: str) -> tuple[str, list[str]]:
    """What a chart or diagram says, which is in a part of its own."""
    kind = "diagram" if element.tag == "dgm:relIds" else "chart"
    name = attribute(element, "r:dm") or attribute(element, "r:id")
    relation = package.relations(part).get(name)
    if relation is None or relation.external or not package.has(relation.target):
        return kind, []
    root = package.root(relation.target)
    return kind, [cleaned(each.text or "") for each in root.iter() if each.tag in {"a:t", "c:v", "cx:pt", "cx:v"}]
