"""The mark before a line of a list: the box to be ticked, or the number as it is shown."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from handouts.intake.importing.hypertext.tree import words_in


def box_of(item: Element) -> str:
    """The box before a line of a list, as the brochure understands it."""
    box = item.get("data-mark") or ""
    for each in item.iter("input"):
        if each.get("type") == "checkbox" and not words_in(each):
            box = "☑" if each.get("checked") is not None else "☐"
            break
    return {"☒": "☑", "☑": "☑", "☐": "☐"}.get(box, "")


def number_before(item: Element, of: Element, count: int) -> str:
    """The number before a line of a list, as it is shown."""
    form = item.get("type") or of.get("type") or "1"
    if form in {"a", "A"} and count <= 26:
        return f"{chr(ord('a') + count - 1)})"
    roman = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
    return f"{roman[count]}." if form in {"i", "I"} and count < len(roman) else f"{count}."
