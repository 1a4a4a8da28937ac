"""A Word document of the plainest kind: what another one is rewritten into, so that mammoth knows each thing in it.

Paragraphs, headings, two lists, tables, links, pictures; nothing tracked, boxed, chosen from or calculated.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

MARK, END_OF_MARK = "\ue001", "\ue002"
"""Around what a list item is numbered, which HTML gets after mammoth (`hypertext`)."""
LABEL, END_OF_LABEL = "\ue003", "\ue004"
"""Around words that a numbering has and that stand in no paragraph."""
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DEEPEST_LIST = 5
"""As deep as mammoth knows lists."""


class Look(NamedTuple):
    """How letters look, and the address that they lead to."""

    bold: bool = False
    italic: bool = False
    raised: str = ""
    link: str = ""


class Picture(NamedTuple):
    """A picture by its name, with its alternative text and its size in CSS pixels, 0 where that is not known."""

    name: str
    alt: str
    width: int
    height: int


class Item(NamedTuple):
    """That a paragraph is in a list: how deep from 0, its form, its number, and the box of a list to be ticked."""

    depth: int
    form: str
    number: int
    box: str = ""


_PLAIN = Look()
_MOST_LOOKS = 2000
"""Changes of look in a paragraph, over which it is all plain: mammoth takes minutes, and nobody wrote these."""
Pieces = list[tuple[Look, str | Picture]]


@dataclass
class Plainer:
    """The document as it is written; `bytes` is the file."""

    body: list[str] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)
    pictures: list[Picture] = field(default_factory=list)

    @property
    def paragraphs(self) -> int:
        """How many paragraphs there are."""
        return sum(each.startswith("<w:p>") for each in self.body)

    def paragraph(
        self, pieces: Pieces, level: int | None = None, item: Item | None = None, *, caption: bool = False
    ) -> None:
        """A paragraph, or a heading of a level from 1, an item of a list, or what stands under a picture; nothing where
        it says nothing.
        """
        if not any(isinstance(what, Picture) or what.strip() for _, what in pieces):
            return
        properties, mark = "", ""
        if level:
            properties = f'<w:pStyle w:val="Heading{min(level, 6)}"/>'
        elif item:
            kind = 2 if item.form == "bullet" else 1
            depth = min(item.depth, _DEEPEST_LIST - 1)
            properties = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{kind}"/></w:numPr>'
            mark = _text(f"{MARK}{item.number}:{item.form}:{item.box}{END_OF_MARK}")
            mark = f"<w:r>{mark}</w:r>"
        elif caption:
            properties = '<w:pStyle w:val="Caption"/>'
        self.body.append(f"<w:p><w:pPr>{properties}</w:pPr>{mark}")
        joined = _trimmed(_joined(pieces))
        if len(joined) > _MOST_LOOKS:
            joined = _joined([(_PLAIN, what) for _, what in joined])
        for look, what in joined:
            self.body.append(self._linked(look, self._run(look, what)))
        self.body.append("</w:p>")

    def _run(self, look: Look, what: str | Picture) -> str:
        if isinstance(what, Picture):
            return f"<w:r>{self._picture(what)}</w:r>"
        on = [name for name, is_so in (("b", look.bold), ("i", look.italic)) if is_so]
        properties = "".join(f"<w:{name}/>" for name in on)
        if look.raised:
            properties += f'<w:vertAlign w:val="{look.raised}"/>'
        lines = "<w:br/>".join("<w:tab/>".join(map(_text, line.split("\t"))) for line in what.split("\n"))
        return f"<w:r><w:rPr>{properties}</w:rPr>{lines}</w:r>"

    def _linked(self, look: Look, run: str) -> str:
        if not look.link:
            return run
        name = self.links.setdefault(look.link, f"link{len(self.links)}")
        return f'<w:hyperlink r:id="{name}">{run}</w:hyperlink>'

    def _picture(self, picture: Picture) -> str:
        self.pictures.append(picture)
        return (
            f"<w:drawing><wp:inline><wp:docPr descr={quoteattr(picture.alt)}/><a:graphic><a:graphicData><pic:pic>"
            f'<pic:blipFill><a:blip r:embed="picture{len(self.pictures) - 1}"/></pic:blipFill></pic:pic>'
            "</a:graphicData></a:graphic></wp:inline></w:drawing>"
        )

    def bytes(self) -> bytes:
        """The file. What stands for a picture is its number in `pictures`."""
        document = (
            f'<w:document xmlns:w="{_W}" xmlns:r="{_R}" xmlns:wp="{_WP}" xmlns:a="{_A}" xmlns:pic="{_PIC}">'
            f"<w:body>{''.join(self.body)}</w:body></w:document>"
        )
        relations = [
            f'<Relationship Id="{name}" Type="{_R}/hyperlink" Target={quoteattr(address)} TargetMode="External"/>'
            for address, name in self.links.items()
        ]
        relations += [
            f'<Relationship Id="picture{number}" Type="{_R}/image" Target="media/{number}.png"/>'
            for number in range(len(self.pictures))
        ]
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as packed:
            packed.writestr("[Content_Types].xml", _TYPES)
            packed.writestr(
                "_rels/.rels",
                _relations(f'<Relationship Id="d" Type="{_R}/officeDocument" Target="word/document.xml"/>'),
            )
            packed.writestr("word/document.xml", document)
            packed.writestr("word/_rels/document.xml.rels", _relations("".join(relations)))
            packed.writestr("word/styles.xml", _STYLES)
            packed.writestr("word/numbering.xml", _NUMBERING)
            for number in range(len(self.pictures)):
                packed.writestr(f"word/media/{number}.png", str(number))
        return stream.getvalue()


def _text(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>' if text else ""


def _joined(pieces: Pieces) -> Pieces:
    """The pieces, of which neighbours that look alike are one; space alone looks like what is before it."""
    made: Pieces = []
    for look, what in pieces:
        before, last = made[-1] if made else (look, None)
        alike = before == look or (isinstance(what, str) and not what.strip() and before[2:] == look[2:])
        if isinstance(what, str) and isinstance(last, str) and alike:
            made[-1] = (before, last + what)
        else:
            made.append((look, what))
    return made


def _trimmed(pieces: Pieces) -> Pieces:
    """The pieces, of which the space around the words looks like nothing: in Markdown it would end no bold."""
    made: Pieces = []
    for look, what in pieces:
        words = what.strip() if isinstance(what, str) else what
        if isinstance(what, str) and isinstance(words, str) and words and look != _PLAIN:
            start = what.index(words)
            parts = (_PLAIN, what[:start]), (look, words), (_PLAIN, what[start + len(words) :])
            made += [part for part in parts if part[1]]
        else:
            made.append((look, what))
    return made


def _relations(inner: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="png" ContentType="image/png"/></Types>'
)
_STYLES = (
    f'<w:styles xmlns:w="{_W}">'
    + "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/></w:style>'
        for level in range(1, 7)
    )
    + '<w:style w:type="paragraph" w:styleId="Caption"><w:name w:val="caption"/></w:style></w:styles>'
)
_LEVELS = {
    kind: "".join(f'<w:lvl w:ilvl="{level}"><w:numFmt w:val="{form}"/></w:lvl>' for level in range(_DEEPEST_LIST))
    for kind, form in ((1, "decimal"), (2, "bullet"))
}
_NUMBERING = (
    f'<w:numbering xmlns:w="{_W}">'
    + "".join(f'<w:abstractNum w:abstractNumId="{kind}">{inner}</w:abstractNum>' for kind, inner in _LEVELS.items())
    + "".join(f'<w:num w:numId="{kind}"><w:abstractNumId w:val="{kind}"/></w:num>' for kind in _LEVELS)
    + "</w:numbering>"
)
