"""Content controls that show what stands in the data of a document (`w:dataBinding`), and not in its text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handouts.intake.importing.word.elements import Element, attribute, child
from handouts.intake.importing.word.package import Package
from handouts.intake.importing.word.settings import words_in
from handouts.intake.importing.word.signs import cleaned
from handouts.problems import ContentError

_DATA = re.compile(r"(?:customxml/item\d+|docprops/\w+)\.xml", re.IGNORECASE)
_STEP = re.compile(r"/(@?)(?:[\w.-]+:)?([\w.-]+)(?:\[(\d{1,4})\])?")
_MOST = 500


def bound_words(package: Package) -> list[str]:
    """The words that Word takes from the data when it opens the document, where its text does not have them."""
    told: list[str] = []
    controls = [each for each in package.root(package.document).iter("w:sdt") if _path(each)]
    for control in controls[:_MOST]:
        words = _value(package, _path(control)).split()
        content = child(control, "w:sdtContent")
        if words and (content is None or words_in(content) != words):
            told += words
    return told


def _path(control: Element) -> str:
    return attribute(child(control, "w:sdtPr", "w:dataBinding"), "w:xpath")


def _value(package: Package, path: str) -> str:
    """What is at a path in the first part of data that has it; nothing for a path of more than steps."""
    steps = [(bool(found[1]), found[2], int(found[3] or 1)) for found in _STEP.finditer(path)]
    if not steps or _STEP.sub("", path):
        return ""
    return next(filter(None, (_at(root, steps) for root in _roots(package))), "")


def _roots(package: Package) -> Iterator[Element]:
    for name in package.names(_DATA):
        try:
            yield package.root(name)
        except ContentError:
            continue


def _at(root: Element, steps: list[tuple[bool, str, int]]) -> str:
    element = Element("data")
    element.append(root)
    for is_attribute, name, place in steps:
        if is_attribute:
            return cleaned(next((held for key, held in element.items() if _local(key) == name), ""))
        found = [each for each in element if _local(each.tag) == name]
        if not 0 < place <= len(found):
            return ""
        element = found[place - 1]
    return cleaned("".join(element.itertext()))


def _local(name: str) -> str:
    return name.rpartition(":")[2]
