"""What is in a drawing of a Word document, by the elements that hold words alone: the second reading of `shapes`."""

from __future__ import annotations

from dataclasses import dataclass, field

from handouts.intake.importing.word.elements import Element, attribute
from handouts.intake.importing.word.package import Package
from handouts.intake.importing.word.shapes import chosen, is_shown
from handouts.intake.importing.word.signs import cleaned

LETTERS = {"w:t", "w:delText", "a:t", "m:t"}
_TEXTS_OF_PICTURES = {
    "wp:docPr": ("descr", "title"),
    "pic:cNvPr": ("descr",),
    "v:shape": ("alt",),
    "v:imagedata": ("o:title",),
}
_VALUES = {"a:t", "c:v", "cx:pt", "cx:v"}


@dataclass
class Sought:
    """The texts of its pictures and how many are shown, its boxes, and the words that stand in none of these."""

    alternatives: dict[str, None] = field(default_factory=dict)
    pictures: int = 0
    boxes: list[Element] = field(default_factory=list)
    told: list[str] = field(default_factory=list)


def seek(element: Element, package: Package, part: str) -> Sought:
    """What is in a drawing of a part."""
    sought, waiting = Sought(), [*reversed(element)]
    while waiting:
        each = waiting.pop()
        if each.tag == "mc:AlternateContent":
            taken = chosen(each)
            waiting += reversed([] if taken is None else taken)
            continue
        texts = (cleaned(attribute(each, name)).strip() for name in _TEXTS_OF_PICTURES.get(each.tag, ()))
        sought.alternatives |= dict.fromkeys([next(filter(None, texts), "")])
        if each.tag == "w:txbxContent":
            sought.boxes.append(each)
            continue
        _look_at(each, sought, package, part)
        waiting += reversed(each)
    sought.alternatives.pop("", None)
    return sought


def _look_at(element: Element, sought: Sought, package: Package, part: str) -> None:
    relations = package.relations(part)
    if element.tag in {"a:blip", "v:imagedata"}:
        found = relations.get(attribute(element, "r:embed" if element.tag == "a:blip" else "r:id"))
        sought.pictures += bool(found and is_shown(found, package))
    elif element.tag in {"c:chart", "cx:chart", "dgm:relIds"}:
        found = relations.get(attribute(element, "r:dm") or attribute(element, "r:id"))
        if found and not found.external and package.has(found.target):
            inner = package.root(found.target).iter()
            sought.told += [cleaned(one.text or "") for one in inner if one.tag in _VALUES]
    elif element.tag in LETTERS:
        sought.told.append(cleaned(element.text or ""))
    elif element.tag == "v:textbox" and not any(":" in one.tag for one in element.iter() if one is not element):
        sought.told.append(cleaned(" ".join(element.itertext())))
    elif element.tag == "v:textpath":
        sought.told.append(cleaned(attribute(element, "string")))
