"""An equation of Word on one line: `(a+b)/2`."""

from __future__ import annotations

from handouts.intake.importing.word.elements import Element, child, value
from handouts.intake.importing.word.signs import cleaned

_BETWEEN = {"m:f": ("m:num", "/", "m:den"), "m:sSup": ("m:e", "^", "m:sup"), "m:sSub": ("m:e", "", "m:sub")}


def is_equation(element: Element) -> bool:
    """Whether nothing but mathematics is in an equation: no change that is tracked, picture or field."""
    return all(each.tag.endswith("Pr") or (each.tag.startswith("m:") and is_equation(each)) for each in element)


def equation(element: Element) -> str:
    """What an equation says; a fraction is written with `/`, a power with `^`, a root with `√`."""
    if element.tag == "m:t":
        return cleaned(element.text or "")
    if element.tag in _BETWEEN:
        first, between, last = _BETWEEN[element.tag]
        parts = (child(element, first), child(element, last))
        return between.join(_grouped(equation(each)) for each in parts if each is not None)
    if element.tag == "m:rad":
        degree, root = (
            equation(each) if (each := child(element, name)) is not None else "" for name in ("m:deg", "m:e")
        )
        return f"{degree}√{_grouped(root)}"
    inner = "".join(map(equation, element))
    if element.tag == "m:d":
        properties = child(element, "m:dPr")
        begin, end = (_bracket(properties, name, usual) for name, usual in (("m:begChr", "("), ("m:endChr", ")")))
        return f"{begin}{inner}{end}"
    return inner


def _bracket(properties: Element | None, name: str, usual: str) -> str:
    found = child(properties, name)
    return usual if found is None else (found.get("m:val") or value(found))


def _grouped(text: str) -> str:
    return text if len(text) < 2 or text.isalnum() else f"({text})"
