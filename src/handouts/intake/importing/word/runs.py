"""The letters of one paragraph of Word: what is shown of it, and what is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import ClassVar

from handouts.intake.importing.foreign import RemarkKind
from handouts.intake.importing.raised import raised
from handouts.intake.importing.word.elements import Element, attribute, child, inner, is_underlined
from handouts.intake.importing.word.equations import equation, is_equation
from handouts.intake.importing.word.fields import Field, Result, is_address, result_of
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


@dataclass
class Runs:
    """Gathers paragraphs; fields and deleted paragraph marks go on from one to the next."""

    document: Document
    part: str
    pieces: Pieces = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)
    count: int = 0
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
        if element.tag != "w:fldSimple":
            self.gather(element, look._replace(link=self._address(element) or look.link))
            return
        told = Field(attribute(element, "w:instr"))
        count = self.count
        self.gather(element, look._replace(link=told.link or look.link))
        if count == self.count and all(each.shown for each in self.fields):
            self._result(result_of(told.instruction), look)

    def _ruby(self, element: Element, look: Look) -> None:
        """Letters with how they are said over them, which comes behind them in brackets."""
        self.gather(inner(element, "w:rubyBase"), look)
        said = Runs(self.document, self.part, fields=self.fields, paragraph=self.paragraph)
        said.gather(inner(element, "w:rt"), look)
        if said.pieces:
            self.add(" (", look)
            self.pieces += said.pieces
            self.add(")", look)

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
        if kind := self.document.styles.unseen(self.paragraph, run):
            self.document.leave_out(kind, run)
            for each in run:
                if each.tag in {"w:instrText", "w:fldChar"}:
                    self._field(each, look, hidden=True)
            return
        look = look._replace(
            bold=has("w:b", self.paragraph, run) or (not look.link and self._is_stressed(run)),
            italic=has("w:i", self.paragraph, run),
            raised=self.document.styles.raised(self.paragraph, run),
        )
        self.gather(run, look, self.document.styles.font(self.paragraph, run))

    def _is_stressed(self, run: Element) -> bool:
        """Whether a run is underlined amid others that are not: a brochure stresses words in bold."""
        if not is_underlined(run) or self.paragraph is None:
            return False
        others = (each for each in self.paragraph.iter("w:r") if not is_underlined(each))
        return any((text.text or "").strip() for each in others for text in each.iter("w:t"))

    def add(self, text: str, look: Look) -> None:
        """Adds letters as they look."""
        if LOST in text:
            self.document.remark("symbol")
            text = text.replace(LOST, "")
        if look.raised and text:
            before = next((what for _, what in reversed(self.pieces) if isinstance(what, str) and what), "")
            text, look = raised(text, look.raised, before), look._replace(raised="")
        if text:
            self.count += 1
            shown = next((field.link for field in reversed(self.fields) if field.link), "")
            self.pieces.append((look._replace(link=look.link or shown), text))
            self.document.before += text.split()
            del self.document.before[:-20]

    def _field(self, element: Element, look: Look, *, hidden: bool = False) -> None:
        kind = attribute(element, "w:fldCharType")
        if element.tag == "w:instrText" and self.fields:
            self.fields[-1].instruction += element.text or ""
        elif kind == "begin":
            self.fields.append(Field(form=child(element, "w:ffData"), hidden=hidden))
        elif kind == "separate" and self.fields:
            self.fields[-1].shown, self.fields[-1].count = True, self.count
        elif kind == "end" and self.fields:
            ended = self.fields.pop()
            if all(field.shown for field in self.fields):
                self._result(ended.result(self.count), look)

    def _result(self, result: Result, look: Look) -> None:
        if result.text:
            self.add(result.text, look._replace(raised=""))
        if result.told:
            self.document.remark("field", result.told.split())

    def _address(self, element: Element) -> str:
        found = self.document.package.relations(self.part).get(attribute(element, "r:id"))
        return found.target if found and found.external and is_address(found.target) else ""

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
        "w:ruby": _ruby,
        "mc:AlternateContent": _alternatives,
    }

    _SHOWN: ClassVar[dict[str, Callable[[Runs, Element, Look], None]]] = {
        **dict.fromkeys(("w:drawing", "w:pict", "w:object"), _drawing),
        **dict.fromkeys(("w:footnoteReference", "w:endnoteReference"), _note),
        "m:oMath": _equation,
        "w:sym": _symbol,
    }
