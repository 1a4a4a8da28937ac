"""The letters of one paragraph of Word: what is shown of it, and what is left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import ClassVar

from handouts.intake.importing.foreign import RemarkKind
from handouts.intake.importing.word.elements import Element, attribute, child, is_on, value
from handouts.intake.importing.word.equations import equation, is_equation
from handouts.intake.importing.word.plainer import Look, Pieces
from handouts.intake.importing.word.settings import Document
from handouts.intake.importing.word.shapes import chosen, drawn
from handouts.intake.importing.word.signs import LOST, cleaned, symbol

_LEFT_OUT: dict[str, RemarkKind] = {"w:del": "deleted", "w:moveFrom": "moved", "w:delText": "deleted"}
_LETTERS = {"w:t", "m:t"}
_SILENT = {
    "w:pPr", "w:rPr", "w:sdtPr", "w:sdtEndPr", "w:delInstrText", "w:footnoteRef", "w:endnoteRef",
    "w:annotationRef", "w:separator", "w:continuationSeparator", "w:commentReference", "w:customXmlPr",
}  # fmt: skip
_SIGNS = {"w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-", "w:softHyphen": "\u00ad"}
_LINK = re.compile(r'\s*HYPERLINK\s+(?!\\)"?([^"\s]+)')
_ADDRESS = re.compile(r"(?:https?://|mailto:|tel:)\S+", re.IGNORECASE)


@dataclass
class _Field:
    """A field: its instruction, and whether its result has begun."""

    instruction: str = ""
    shown: bool = False
    box: Element | None = None

    @property
    def link(self) -> str:
        found = _LINK.match(self.instruction)
        return found[1] if found and _ADDRESS.fullmatch(found[1]) else ""


@dataclass
class Runs:
    """Gathers paragraphs; fields and deleted paragraph marks go on from one to the next."""

    document: Document
    part: str
    pieces: Pieces = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    fields: list[_Field] = field(default_factory=list)
    paragraph: Element | None = None

    def gather(self, elements: Iterable[Element], look: Look, font: str = "") -> None:
        """Adds what is shown of elements and of all in them."""
        for each in elements:
            if each.tag in _LEFT_OUT:
                self.document.leave_out(_LEFT_OUT[each.tag], each)
            elif each.tag in {"w:instrText", "w:fldChar"}:
                self._field(each, look)
            elif each.tag in _SILENT:
                continue
            elif each.tag in self._HOLDING:
                self._HOLDING[each.tag](self, each, look)
            elif (each.tag in self._SHOWN or each.tag in _SIGNS or each.tag in _LETTERS) and any(
                not field.shown for field in self.fields
            ):
                self.document.leave_out("field", each)
            elif each.tag in _LETTERS:
                self.add(cleaned(each.text or "", font), look)
            elif each.tag in _SIGNS:
                self.add(_SIGNS[each.tag], look)
            elif each.tag in self._SHOWN:
                self._SHOWN[each.tag](self, each, look)
            else:
                self.gather(each, look, font)

    def _link(self, element: Element, look: Look) -> None:
        is_field = element.tag == "w:fldSimple"
        link = _Field(attribute(element, "w:instr")).link if is_field else self._address(element)
        self.gather(element, look._replace(link=link or look.link))

    def _symbol(self, element: Element, look: Look) -> None:
        self.add(symbol(attribute(element, "w:font"), attribute(element, "w:char")), look)

    def _alternatives(self, element: Element, look: Look) -> None:
        if (taken := chosen(element)) is not None:
            self.gather(taken, look)

    def close(self) -> None:
        """Ends a paragraph: a field whose result did not begin in it is broken, and hides nothing further."""
        self.fields = [each for each in self.fields if each.shown]

    def _run(self, run: Element, look: Look) -> None:
        has = self.document.styles.has
        if has("w:vanish", self.paragraph, run) and not has("w:specVanish", self.paragraph, run):
            self.document.leave_out("hidden", run)
            for each in run:
                if each.tag in {"w:instrText", "w:fldChar"}:
                    self._field(each, look)
            return
        properties = child(run, "w:rPr")
        raised = value(properties, "w:vertAlign")
        look = look._replace(
            bold=has("w:b", self.paragraph, run),
            italic=has("w:i", self.paragraph, run),
            struck=is_on(child(properties, "w:strike")) or is_on(child(properties, "w:dstrike")),
            raised=raised if raised in {"superscript", "subscript"} else "",
        )
        fonts = child(properties, "w:rFonts")
        self.gather(run, look, attribute(fonts, "w:ascii") or attribute(fonts, "w:hAnsi"))

    def add(self, text: str, look: Look) -> None:
        """Adds letters as they look."""
        if LOST in text:
            self.document.remark("symbol")
            text = text.replace(LOST, "")
        if text:
            shown = next((field.link for field in reversed(self.fields) if field.link), "")
            self.pieces.append((look._replace(link=look.link or shown), text))
            self.document.before += text.split()
            del self.document.before[:-20]

    def _field(self, element: Element, look: Look) -> None:
        kind = attribute(element, "w:fldCharType")
        if element.tag == "w:instrText" and self.fields:
            self.fields[-1].instruction += element.text or ""
        elif kind == "begin":
            self.fields.append(_Field(box=child(element, "w:ffData", "w:checkBox")))
        elif kind == "separate" and self.fields:
            self.fields[-1].shown = True
        elif kind == "end" and self.fields:
            ended = self.fields.pop()
            if ended.box is not None and all(field.shown for field in self.fields):
                checked = child(ended.box, "w:checked")
                is_checked = is_on(checked if checked is not None else child(ended.box, "w:default"))
                self.add("☒" if is_checked else "☐", look)

    def _address(self, element: Element) -> str:
        found = self.document.package.relations(self.part).get(attribute(element, "r:id"))
        return found.target if found and found.external and _ADDRESS.fullmatch(found.target) else ""

    def _control(self, element: Element, look: Look) -> None:
        content = child(element, "w:sdtContent")
        if content is None:
            return
        if child(element, "w:sdtPr", "w:showingPlcHdr") is not None:
            self.document.leave_out("placeholder", content)
            return
        self.gather(content, look)

    def _equation(self, element: Element, look: Look) -> None:
        if not is_equation(element):
            self.gather(element, look)
            return
        self.add(equation(element), look)
        self.document.remark("equation", placed=True)

    def _note(self, element: Element, look: Look) -> None:
        name = (element.tag[2:].removesuffix("Reference"), attribute(element, "w:id"))
        is_own = attribute(element, "w:customMarkFollows") in {"1", "true", "on"}
        number = self.document.notes.setdefault(name, 0 if is_own else 1 + sum(map(bool, self.document.notes.values())))
        if number:
            self.add(f"[{number}]", look._replace(bold=False, italic=False, raised=""))

    def _drawing(self, element: Element, look: Look) -> None:
        found = drawn(element, self.document.package, self.part)
        if element.tag == "w:object":
            self.document.remark("embedded")
        self.pieces += [(look, picture) for picture in found.pictures]
        self.boxes += found.boxes
        for kind, words in found.charts:
            self.document.remark("diagram" if kind == "diagram" else "chart", " ".join(words).split())
        if found.alone:
            self.document.remark("drawing", " ".join(found.alone).split())
        if found.absent:
            self.document.remark("picture")

    _HOLDING: ClassVar[dict[str, Callable[[Runs, Element, Look], None]]] = {
        "w:r": _run,
        "w:hyperlink": _link,
        "w:fldSimple": _link,
        "w:sdt": _control,
        "mc:AlternateContent": _alternatives,
    }

    _SHOWN: ClassVar[dict[str, Callable[[Runs, Element, Look], None]]] = {
        **dict.fromkeys(("w:drawing", "w:pict", "w:object"), _drawing),
        **dict.fromkeys(("w:footnoteReference", "w:endnoteReference"), _note),
        "m:oMath": _equation,
        "w:sym": _symbol,
    }
