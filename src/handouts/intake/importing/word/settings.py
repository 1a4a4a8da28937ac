"""What all that rewrites a Word document shares: its parts, its styles, and the remarks on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from handouts.intake.importing.foreign import Remark, RemarkKind
from handouts.intake.importing.word.elements import Element, attribute, children
from handouts.intake.importing.word.package import Package
from handouts.intake.importing.word.shapes import chosen, told_of
from handouts.intake.importing.word.signs import LOST, cleaned
from handouts.intake.importing.word.styles import Numberings, Styles

_TEXTS = {"w:t", "w:delText", "m:t", "a:t"}
_ENDS = {"w:p", "w:tc", "w:tab", "w:br", "w:cr", "w:ptab"}
_MOST_NEAR = 6


@dataclass
class Document:
    """A document that is being rewritten. `notes` are the footnotes and endnotes referred to, in that order."""

    package: Package
    styles: Styles
    numberings: Numberings
    notes: dict[tuple[str, str], int] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    before: list[str] = field(default_factory=list)
    part: str = ""
    """The part that is being rewritten."""

    @classmethod
    def of(cls, package: Package) -> Document:
        """The document of a package."""
        styles = Styles(package.part("styles"))
        return cls(package, styles, Numberings(package.part("numbering"), styles))

    def remark(self, kind: RemarkKind, words: Iterable[str] = (), *, placed: bool = False) -> None:
        """Tells a thing; one of the same kind directly after it, in the same place, joins it."""
        near, found = " ".join(self.before[-_MOST_NEAR:]), tuple(words)
        last = self.remarks[-1] if self.remarks else None
        if last and (last.kind, last.near, last.placed) == (kind, near, placed):
            self.remarks[-1] = last._replace(words=last.words + found)
            return
        self.remarks.append(Remark(kind, found, near, placed))

    def leave_out(self, kind: RemarkKind, element: Element) -> None:
        """Tells an element of the part that is left out, where it has words; those of pictures and charts too."""
        texts = _texts(element, lambda inner: told_of(inner, self.package, self.part))
        if words := "".join(texts).replace(LOST, "").split():
            self.remark(kind, words)


def words_in(element: Element) -> list[str]:
    """All words in an element, whatever they are there for."""
    return "".join(_texts(element)).replace(LOST, "").split()


def _texts(element: Element, told: Callable[[Element], Iterable[str]] = lambda _: ()) -> Iterable[str]:
    if element.tag in _TEXTS:
        yield cleaned(element.text or "")
        return
    if element.tag == "v:textpath":
        yield f" {cleaned(attribute(element, 'string'))} "
    yield from (f" {cleaned(text)} " for text in told(element))
    inner: Iterable[Element] = element
    if element.tag == "mc:AlternateContent":
        taken = chosen(element)
        inner = () if taken is None else taken
    for each in inner:
        yield from _texts(each, told)
    if element.tag in _ENDS or element.tag == "a:p":
        yield " "
    elif element.tag == "w:noBreakHyphen":
        yield "-"
    elif element.tag == "w:softHyphen":
        yield "\u00ad"


def notes_of(root: Element | None, kind: str) -> tuple[dict[str, Element], list[Element]]:
    """The notes of a part by their names, and the lines that part them from the text."""
    notes, lines = dict[str, Element](), list[Element]()
    for each in children(root, f"w:{kind}"):
        if attribute(each, "w:type") in {"", "normal"}:
            notes[attribute(each, "w:id")] = each
        else:
            lines.append(each)
    return notes, lines
