"""The words of a Word document, read by themselves: what all that was made of it is compared with.

It knows which elements hold letters and which part words, and nothing of paragraphs, lists and tables; so what the
rewriting or mammoth passes over is found here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import ClassVar, NamedTuple

from handouts.intake.importing.raised import raised
from handouts.intake.importing.word.chunks import words_of_chunk
from handouts.intake.importing.word.elements import Element, attribute, child, inner
from handouts.intake.importing.word.equations import equation, is_equation
from handouts.intake.importing.word.fields import Field, Result, result_of
from handouts.intake.importing.word.package import Package
from handouts.intake.importing.word.shapes import chosen, told_of
from handouts.intake.importing.word.signs import LOST, cleaned, symbol
from handouts.intake.importing.word.sought import LETTERS, seek
from handouts.intake.importing.word.styles import Styles

_PASSED_OVER = {
    "w:delInstrText", "w:pPr", "w:rPr", "w:sdtPr", "w:sdtEndPr", "w:tblPr", "w:tcPr", "w:sectPr", "w:rubyPr",
}  # fmt: skip
_PARTING = {"w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-", "w:softHyphen": "\u00ad"}
_PARTS_WORDS = {"w:tc", "w:tr", "w:tbl", "a:p", "w:footnote", "w:endnote", "w:comment"}
_REFERENCES = {"w:footnoteReference", "w:endnoteReference"}
_DRAWINGS = {"w:drawing", "w:pict", "w:object"}
_LEFT_OUT = {"w:del", "w:moveFrom"}
_SEEN = {*LETTERS, *_PARTING, *_DRAWINGS, *_REFERENCES, "m:oMath", "w:sym"}
"""What is not placed where it is among the instruction of a field."""


class Reading(NamedTuple):
    """The words that are to be placed, in their order, and those that a remark is to hold."""

    placed: list[str]
    left_out: list[str]


def words_of(package: Package) -> Reading:
    """The words of a document and of all its parts that a reader of it sees or may come to see."""
    reader = _Reader(package)
    reader.read(package.root(package.document), package.document)
    for kind in ("footnote", "endnote"):
        for name in package.parts(f"{kind}s"):
            reader.notes(package.root(name), name, kind)
    for kind in ("header", "footer", "comments"):
        for name in package.parts(kind):
            reader.leave_out(package.root(name), name)
    return Reading(_split(reader.text), _split(reader.left_out))


def _split(texts: Iterable[str]) -> list[str]:
    return "".join(texts).replace(LOST, "").split()


class _Reader:
    def __init__(self, package: Package) -> None:
        self._package, self._styles = package, Styles(package.part("styles"))
        self.text: list[str] = []
        self.left_out: list[str] = []
        self._boxes: list[Element] = []
        self._fields: list[Field] = []
        self._count = 0
        self._notes: dict[tuple[str, str], int] = {}
        self._paragraph: Element | None = None
        self._part = self._font = self._raised = ""

    def read(self, element: Element, part: str) -> None:
        """Reads a part, or a note of one."""
        self._part, self._fields = part, []
        self._inside(element)
        self._after()

    def notes(self, root: Element, part: str, kind: str) -> None:
        """Reads the notes of a part in the order in which the text refers to them, then the others."""
        notes = {attribute(each, "w:id"): each for each in root if attribute(each, "w:type") in {"", "normal"}}
        for (of, name), number in self._notes.items():
            if of == kind and name in notes:
                self.text.append(f"\n[{number}] " if number and self._says(notes[name]) else "\n")
                self.read(notes[name], part)
                self.text.append("\n")
        lines = [each for each in root if attribute(each, "w:type") not in {"", "normal"}]
        for note in (*lines, *(note for name, note in notes.items() if (kind, name) not in self._notes)):
            self.leave_out(note, part)

    @staticmethod
    def _says(element: Element) -> bool:
        return any(
            each.tag in LETTERS | _DRAWINGS | {"w:sym"} and (each.text or each.tag not in LETTERS)
            for each in element.iter()
        )

    def leave_out(self, element: Element, part: str) -> None:
        """Reads all of an element as what is not placed."""
        self._part = part
        self._leave_out(element)

    @property
    def _unseen(self) -> bool:
        """Whether this is in the instruction of a field."""
        return any(not each.shown for each in self._fields)

    def _inside(self, element: Iterable[Element]) -> None:
        for each in element:
            self._one(each)

    def _one(self, element: Element) -> None:
        tag = element.tag
        if tag in _PASSED_OVER:
            return
        if (self._unseen and tag in _SEEN) or self._is_left_out(element):
            self._leave_out(element)
            for each in element if tag == "w:r" else ():
                if each.tag in {"w:fldChar", "w:instrText"}:
                    self._field(each, hidden=True)
        elif tag in _PARTING:
            self.text.append(_PARTING[tag])
        elif tag in self._READERS:
            self._READERS[tag](self, element)
        else:
            self._inside(element)
        if tag in _PARTS_WORDS:
            self._after()

    def _letters(self, element: Element) -> None:
        self._add(cleaned(element.text or "", self._font))

    def _add(self, text: str) -> None:
        if text := text.replace(LOST, ""):
            before = next((each for each in reversed(self.text) if each), "")
            self.text.append(raised(text, self._raised, before))
            self._count += 1

    def _symbol(self, element: Element) -> None:
        self._add(symbol(attribute(element, "w:font"), attribute(element, "w:char")))

    def _chunk(self, element: Element) -> None:
        self.left_out += [f" {word} " for word in words_of_chunk(element, self._package, self._part)]

    def _table(self, element: Element) -> None:
        self._after()
        self._inside(element)

    def _run(self, element: Element) -> None:
        outer = self._font, self._raised
        self._font, self._raised = (look(self._paragraph, element) for look in (self._styles.font, self._styles.raised))
        self._inside(element)
        self._font, self._raised = outer

    def _ruby(self, element: Element) -> None:
        self._inside(inner(element, "w:rubyBase"))
        begin = len(self.text)
        self.text.append(" (")
        count = self._count
        self._inside(inner(element, "w:rt"))
        self.text[begin:] = [*self.text[begin:], ")"] if self._count > count else []

    def _simple(self, element: Element) -> None:
        count = self._count
        self._inside(element)
        if count == self._count and not self._unseen:
            self._result(result_of(attribute(element, "w:instr")))

    def _alternatives(self, element: Element) -> None:
        if (taken := chosen(element)) is not None:
            self._inside(taken)

    def _read_paragraph(self, element: Element) -> None:
        self._paragraph = element
        self._inside(element)
        self._fields = [each for each in self._fields if each.shown]
        if not self._styles.goes_on(element):
            self._after()

    def _after(self) -> None:
        """Ends a line, and reads the boxes that hang on it."""
        self.text.append("\n")
        boxes, self._boxes = self._boxes, []
        fields, self._fields = self._fields, []
        for box in boxes:
            self._inside(box)
            self._after()
        self._fields = fields

    def _is_left_out(self, element: Element) -> bool:
        tag = element.tag
        if tag == "w:r":
            return self._styles.unseen(self._paragraph, element) is not None
        if tag == "w:p":
            return self._styles.is_contents(element)
        if tag == "w:tr":
            return child(element, "w:trPr", "w:del") is not None
        if tag == "w:sdt":
            gallery = attribute(child(element, "w:sdtPr", "w:docPartObj", "w:docPartGallery"), "w:val")
            return gallery == "Table of Contents" or child(element, "w:sdtPr", "w:showingPlcHdr") is not None
        return tag in _LEFT_OUT or tag == "w:delText"

    def _leave_out(self, element: Element) -> None:
        """Reads what is not placed: every letter in it, whatever it is there for."""
        if element.tag == "mc:AlternateContent":
            taken = chosen(element)
            element = Element("nothing") if taken is None else taken
        if element.tag in LETTERS:
            self.left_out.append(cleaned(element.text or ""))
        elif element.tag == "v:textpath":
            self.left_out.append(f" {cleaned(attribute(element, 'string'))} ")
        elif element.tag in {"w:noBreakHyphen", "w:softHyphen"}:
            self.left_out.append(_PARTING[element.tag])
        self.left_out += [f" {cleaned(text)} " for text in told_of(element, self._package, self._part)]
        for each in element:
            self._leave_out_inner(each)
        self.left_out.append(" ")

    def _leave_out_inner(self, element: Element) -> None:
        self._leave_out(element)
        if element.tag not in {*_PARTS_WORDS, *_PARTING, "w:p"} - {"w:noBreakHyphen", "w:softHyphen"}:
            # Only the element as a whole, and what parts words, ends a word.
            self.left_out.pop()

    def _field(self, element: Element, *, hidden: bool = False) -> None:
        kind = attribute(element, "w:fldCharType")
        if kind == "begin":
            self._fields.append(Field(form=child(element, "w:ffData"), hidden=hidden))
        elif self._fields and element.tag == "w:instrText":
            self._fields[-1].instruction += element.text or ""
        elif kind == "separate" and self._fields:
            self._fields[-1].shown, self._fields[-1].count = True, self._count
        elif kind == "end" and self._fields:
            ended = self._fields.pop()
            if not self._unseen:
                self._result(ended.result(self._count))

    def _result(self, result: Result) -> None:
        outer, self._raised = self._raised, ""
        self._add(result.text)
        self._raised = outer
        self.left_out.append(f" {result.told} ")

    def _equation(self, element: Element) -> None:
        if not is_equation(element):
            self._inside(element)
            return
        letters = cleaned("".join(each.text or "" for each in element.iter("m:t")))
        made = equation(element)
        self.text.append(letters if Counter(letters) - Counter(made) else made)

    def _reference(self, element: Element) -> None:
        name = (element.tag[2:].removesuffix("Reference"), attribute(element, "w:id"))
        own = attribute(element, "w:customMarkFollows") in {"1", "true", "on"}
        if name not in self._notes:
            self._notes[name] = 0 if own else 1 + sum(map(bool, self._notes.values()))
        if self._notes[name]:
            self.text.append(f"[{self._notes[name]}]")

    def _drawing(self, element: Element) -> None:
        sought = seek(element, self._package, self._part)
        alternatives = [*sought.alternatives]
        if sought.pictures == 1 and alternatives:
            self.text.append(f" {alternatives.pop(0)} ")
        self.left_out += [f" {text} " for text in (*sought.told, *alternatives)]
        self._boxes += sought.boxes

    _READERS: ClassVar[dict[str, Callable[[_Reader, Element], None]]] = {
        **dict.fromkeys(LETTERS - {"w:delText"}, _letters),
        **dict.fromkeys(_DRAWINGS, _drawing),
        **dict.fromkeys(_REFERENCES, _reference),
        "mc:AlternateContent": _alternatives,
        **dict.fromkeys(("w:fldChar", "w:instrText"), _field),
        "w:fldSimple": _simple,
        "w:ruby": _ruby,
        "m:oMath": _equation,
        "w:sym": _symbol,
        **dict.fromkeys(("w:altChunk", "w:subDoc"), _chunk),
        "w:p": _read_paragraph,
        "w:tbl": _table,
        "w:r": _run,
    }
