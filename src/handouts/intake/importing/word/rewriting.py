"""A Word document rewritten into the plainest one, with remarks on what is placed elsewhere or left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar

from handouts.intake.importing import prominence
from handouts.intake.importing.foreign import RemarkKind
from handouts.intake.importing.word.chunks import words_of_chunk
from handouts.intake.importing.word.elements import Element, attribute, child, children, is_on, number, value
from handouts.intake.importing.word.looks import standing_out
from handouts.intake.importing.word.plainer import END_OF_LABEL, LABEL, Item, Look, Plainer
from handouts.intake.importing.word.runs import Runs
from handouts.intake.importing.word.settings import Document, notes_of, words_in
from handouts.intake.importing.word.shapes import chosen
from handouts.intake.importing.word.signs import LOST, cleaned
from handouts.intake.importing.word.styles import TITLE, Level

_SILENT = {"w:sectPr", "w:tblPr", "w:tblGrid", "w:trPr", "w:tcPr", "w:sdtPr", "w:tblPrEx", "w:customXmlPr"}
_LEFT_OUT: dict[str, RemarkKind] = {"w:del": "deleted", "w:moveFrom": "moved"}
_NO_HEADINGS = {"caption", "bijschrift", "subtitle", "ondertitel"}
"""Styles of lines that are short and head nothing."""
_BOXES = "☐☑☒□❏❑❒◻▢"
_GALLERY = ("w:sdtPr", "w:docPartObj", "w:docPartGallery")
_PARTS: tuple[tuple[str, RemarkKind], ...] = (("header", "header"), ("footer", "footer"))


class Rewriting:
    """Rewrites the document; `plain` is what it becomes."""

    def __init__(self, document: Document) -> None:
        self.document, self.plain = document, Plainer()
        self._lists: list[tuple[str, int]] = []
        self._shift = 0
        self._looks: dict[Element, int] = {}
        self._is_caption = False

    def rewrite(self) -> None:
        """Rewrites the text, then its notes, and leaves out headers, footers and comments."""
        package, body = self.document.package, self.document.package.document
        root = package.root(body)
        paragraphs = [each for each in root.iter("w:p") if self.document.styles.level(each) == TITLE]
        self._looks = standing_out(self.document)
        titled = any(words_in(each) for each in paragraphs) or prominence.TITLE in self._looks.values()
        self._shift = 1 if titled else 0
        text = child(root, "w:body")
        if text is None:
            raise package.damaged()
        self.document.part = body
        self._story(text, Runs(self.document, body))
        self._notes()
        self.document.before.clear()
        for part, kind in _PARTS:
            for name in package.parts(part):
                self.document.part = name
                self._leave_out(kind, package.root(name))
        for name in package.parts("comments"):
            self.document.part = name
            for comment in children(package.root(name), "w:comment"):
                self._leave_out("comment", comment)

    def _leave_out(self, kind: RemarkKind, element: Element) -> None:
        self.document.before[:] = []
        self.document.leave_out(kind, element)

    def _notes(self) -> None:
        package = self.document.package
        unreferred: list[tuple[str, Element]] = []
        for kind in ("footnote", "endnote"):
            for name in package.parts(f"{kind}s"):
                notes, lines = notes_of(package.root(name), kind)
                self.document.part = name
                for each in lines:
                    self._leave_out("note", each)
                unreferred += [(name, each) for key, each in notes.items() if (kind, key) not in self.document.notes]
                referred = [(number, notes.get(key)) for (of, key), number in self.document.notes.items() if of == kind]
                for count, note in referred:
                    if note is not None:
                        self._note(count, note, Runs(self.document, name))
        for part, each in unreferred:
            self.document.part = part
            self.document.leave_out("note", each)

    def _note(self, number: int, note: Element, runs: Runs) -> None:
        self._lists.clear()
        if number and any(_says(each) for each in note):
            runs.add(f"[{number}] ", Look())
        self._story(note, runs)

    def _blocks(self, parent: Element | None, runs: Runs) -> None:
        for each in parent if parent is not None else ():
            if each.tag in _SILENT:
                continue
            if each.tag in _LEFT_OUT:
                self.document.leave_out(_LEFT_OUT[each.tag], each)
            elif each.tag in {"w:altChunk", "w:subDoc"}:
                self.document.remark("embedded", words_of_chunk(each, self.document.package, runs.part))
            elif each.tag in self._BLOCKS:
                self._BLOCKS[each.tag](self, each, runs)
            elif any(inner.tag in {"w:p", "w:tbl"} for inner in each.iter()):
                self._blocks(each, runs)
            else:
                runs.gather([each], Look())

    def _story(self, parent: Element | None, runs: Runs) -> None:
        """A text by itself: the body, a note, a cell or a box."""
        self._blocks(parent, runs)
        self._flush(runs)

    def _flush(self, runs: Runs) -> None:
        if runs.pieces or runs.boxes:
            self._end(runs, None, None)

    def _alternatives(self, element: Element, runs: Runs) -> None:
        self._blocks(chosen(element), runs)

    def _control(self, element: Element, runs: Runs) -> None:
        content = child(element, "w:sdtContent")
        if content is None:
            return
        if attribute(child(element, *_GALLERY), "w:val") == "Table of Contents":
            self.document.leave_out("toc", content)
        elif child(element, "w:sdtPr", "w:showingPlcHdr") is not None:
            self.document.leave_out("placeholder", content)
        else:
            self._blocks(content, runs)

    def _paragraph(self, paragraph: Element, runs: Runs) -> None:
        styles = self.document.styles
        if styles.is_contents(paragraph):
            self.document.leave_out("toc", paragraph)
            return
        look = self._looks.get(paragraph)
        level = styles.level(paragraph) if look in {None, prominence.BOLD} else look
        numbered = styles.numbering(paragraph)
        item, label = None, ""
        if numbered and _says(paragraph):
            item, label = self._item(*numbered, styles.deeper(paragraph))
        if not numbered and _says(paragraph):
            self._lists.clear()
        runs.paragraph = paragraph
        runs.gather(paragraph, Look())
        runs.close()
        if look == prominence.BOLD:
            runs.pieces = [(each._replace(bold=True), what) for each, what in runs.pieces]
        if label:
            is_bold = all(look.bold for look, what in runs.pieces if isinstance(what, str) and what.strip())
            runs.pieces.insert(0, (Look(bold=is_bold), f"{LABEL}{label} {END_OF_LABEL}"))
            item = None if is_bold else item
        self._is_caption = not _NO_HEADINGS.isdisjoint(styles.called(paragraph))
        if not styles.goes_on(paragraph):
            self._end(runs, None if level is None else level + self._shift, item)

    def _end(self, runs: Runs, level: int | None, item: Item | None) -> None:
        """Writes what was gathered as a paragraph, and the boxes that hang on it after it."""
        pieces, boxes = runs.pieces, runs.boxes
        runs.pieces, runs.boxes = [], []
        if level:
            pieces = [(look._replace(bold=False, italic=False), what) for look, what in pieces]
        self.plain.paragraph(pieces, level, None if level else item, caption=self._is_caption)
        self._is_caption = False
        for box in boxes:
            if words_in(box):
                self.document.remark("text box", placed=True)
            self._lists.clear()
            self._story(box, Runs(self.document, runs.part))

    def _item(self, number: str, level: int, deeper: int) -> tuple[Item | None, str]:
        """The place of a paragraph in lists, and the words before it that the numbering has."""
        found = self.document.numberings.next(number, level)
        if found is None:
            return None, ""
        level += deeper
        while self._lists and self._lists[-1][1] > level:
            self._lists.pop()
        if not self._lists or self._lists[-1][1] < level:
            self._lists.append((number, level))
        kind, count, label = found
        return Item(len(self._lists) - 1, "bullet" if label else kind.form, count, _box(kind)), label

    def _table(self, table: Element, runs: Runs) -> None:
        self._flush(runs)
        self._lists.clear()
        rows = list(self._wrapped(table, "w:tr"))
        kept = [row for row in rows if child(row, "w:trPr", "w:del") is None]
        for row in rows:
            if row not in kept:
                self.document.leave_out("deleted", row)
        if not kept:
            return
        write = self.plain.body.append
        write("<w:tbl>")
        for row in kept:
            header = "<w:tblHeader/>" if is_on(child(row, "w:trPr", "w:tblHeader")) else ""
            write(f"<w:tr><w:trPr>{header}</w:trPr>")
            for cell in self._wrapped(row, "w:tc"):
                write(f"<w:tc><w:tcPr>{_spans(cell)}</w:tcPr>")
                self._story(cell, Runs(self.document, runs.part))
                self._lists.clear()
                write("</w:tc>")
            write("</w:tr>")
        write("</w:tbl>")

    def _wrapped(self, parent: Element, name: str) -> Iterator[Element]:
        """The rows of a table or the cells of a row, also those in a control or a change."""
        for each in parent:
            if each.tag == name:
                yield each
            elif each.tag in _LEFT_OUT:
                self.document.leave_out(_LEFT_OUT[each.tag], each)
            elif each.tag == "mc:AlternateContent":
                if (taken := chosen(each)) is not None:
                    yield from self._wrapped(taken, name)
            elif each.tag not in _SILENT:
                yield from self._wrapped(each, name)

    _BLOCKS: ClassVar[dict[str, Callable[[Rewriting, Element, Runs], None]]] = {
        "w:p": _paragraph,
        "w:tbl": _table,
        "w:sdt": _control,
        "mc:AlternateContent": _alternatives,
    }


def _says(element: Element) -> bool:
    """Whether there is anything to be shown in a paragraph."""
    return bool(words_in(element)) or any(each.tag in {"w:drawing", "w:pict", "w:sym"} for each in element.iter())


def _spans(cell: Element) -> str:
    properties = child(cell, "w:tcPr")
    span, merged = value(properties, "w:gridSpan"), child(properties, "w:vMerge")
    made = f'<w:gridSpan w:val="{span}"/>' if 1 < number(span, 1) < 100 else ""
    if merged is None:
        return made
    kind = "restart" if attribute(merged, "w:val") == "restart" else "continue"
    # What stands in a cell that goes on is shown by nobody, and must not be lost.
    return made if kind == "continue" and words_in(cell) else f'{made}<w:vMerge w:val="{kind}"/>'


def _box(level: Level) -> str:
    """The box that a list has instead of bullets, to be ticked."""
    if level.form != "bullet":
        return ""
    sign = cleaned(level.sign, level.font) if level.sign and "\ue000" <= level.sign[0] <= "\uf8ff" else level.sign
    if len(level.sign) == 1 and level.font.startswith("Wingdings") and sign != LOST and sign.isascii():
        return "☐" if sign in "qo" else ""
    return "☐" if sign and sign in _BOXES else ""
