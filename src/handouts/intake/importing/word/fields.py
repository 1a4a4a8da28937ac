"""Fields of Word that show something which stands in no result: a fraction, a sign, a choice, a button."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from handouts.intake.importing.raised import fraction
from handouts.intake.importing.word.elements import Element, attribute, child, children, is_on, number, value
from handouts.intake.importing.word.signs import cleaned, symbol

_KIND = re.compile(r"\s*([A-Za-z]+)\s*(.*?)\s*", re.DOTALL)
_LINK = re.compile(r'\s*HYPERLINK\s+(?!\\)"?([^"\s]+)')
_ADDRESS = re.compile(r"(?:https?://|mailto:|tel:)\S+", re.IGNORECASE)
_FRACTION = re.compile(r"\\f\s*\(\s*([^();,\\]+?)\s*[;,]\s*([^();,\\]+?)\s*\)", re.IGNORECASE)
_SIGN = re.compile(r'"?(0x[0-9A-Fa-f]{1,4}|\d{1,5}|\S)"?(?:.*?\\f\s*"?([^"\\]+?)"?\s*(?:\\.*)?)?', re.DOTALL)
_QUOTED = re.compile(r'["“]([^"“”]*)["”]')
_SWITCH = re.compile(r"\\\w+")
_ASKS = {"IF", "ASK", "FILLIN", "SET", "COMPARE"}


class Result(NamedTuple):
    """What a field without a result shows, and words in it that are to be told."""

    text: str = ""
    told: str = ""


@dataclass
class Field:
    """A field: its instruction, whether its result has begun, how many texts there were then, what a form says."""

    instruction: str = ""
    shown: bool = False
    count: int = 0
    form: Element | None = None
    hidden: bool = False

    @property
    def link(self) -> str:
        """The address that it leads to."""
        found = _LINK.match(self.instruction)
        return found[1] if found and is_address(found[1]) else ""

    def result(self, count: int) -> Result:
        """What it shows, where there were `count` texts when it ended and none of these is its result."""
        if self.hidden:
            return Result()
        if (box := child(self.form, "w:checkBox")) is not None:
            state = child(box, "w:checked")
            return Result("☒" if is_on(state if state is not None else child(box, "w:default")) else "☐")
        is_emptied = self.shown and "FORMTEXT" in self.instruction
        return Result() if is_emptied or (self.shown and count > self.count) else result_of(self.instruction, self.form)


def is_address(text: str) -> bool:
    """Whether a text is an address that a brochure can print."""
    return _ADDRESS.fullmatch(text) is not None


def result_of(instruction: str, form: Element | None = None) -> Result:
    """What a field shows that has no result; `form` is what an old form says of it."""
    found = _KIND.fullmatch(cleaned(instruction))
    kind, rest = (found[1].upper(), found[2]) if found else ("", "")
    if kind == "FORMDROPDOWN":
        return Result(_choice(child(form, "w:ddList")))
    if kind == "FORMTEXT":
        return Result(cleaned(value(form, "w:textInput", "w:default")))
    if kind in {"MACROBUTTON", "GOTOBUTTON"}:
        return Result(rest.partition(" ")[2].strip())
    if kind == "QUOTE":
        return Result(" ".join(_QUOTED.findall(rest)))
    if kind == "SYMBOL":
        return Result(_sign(rest))
    if kind == "EQ":
        made = _FRACTION.fullmatch(rest)
        return Result(fraction(made[1], made[2])) if made else Result("", _SWITCH.sub(" ", rest).strip())
    return Result("", " ".join(_QUOTED.findall(rest))) if kind in _ASKS else Result()


def _choice(choices: Element | None) -> str:
    entries = [cleaned(attribute(each, "w:val")) for each in children(choices, "w:listEntry")]
    place = number(value(choices, "w:result") or value(choices, "w:default"), 0)
    return entries[place] if place < len(entries) else ""


def _sign(rest: str) -> str:
    found = _SIGN.fullmatch(rest)
    if not found:
        return ""
    code, font = found[1], found[2] or ""
    if not code.isdigit() and not code.startswith("0x"):
        return cleaned(code, font)
    place = int(code, 16) if code.startswith("0x") else int(code)
    if not font and 0x80 <= place < 0x100:
        return bytes([place]).decode("cp1252", "ignore")
    return symbol(font, f"{place:X}") if place < 0x10000 else ""
