"""Word documents by hand: the XML of a body and of its parts, packed as Word packs them."""

# ruff: noqa: E501  # XML is read better on one line

from __future__ import annotations

import io
import zipfile
from posixpath import normpath
from xml.sax.saxutils import escape, quoteattr

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES = {
    "w": W,
    "r": R,
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "o": "urn:schemas-microsoft-com:office:office",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "v": "urn:schemas-microsoft-com:vml",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
}
NAMES = " ".join(f'xmlns:{prefix}="{space}"' for prefix, space in _SPACES.items())
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/></Types>'
)
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360f8cf00000003"
    "010100c9fe92ef0000000049454e44ae426082"
)


def t(text: str, **on: str | bool) -> str:
    """A run; `b=True` makes it bold, `vertAlign="superscript"` raises it."""
    properties = "".join(
        f"<w:{name}/>" if value is True else f'<w:{name} w:val="{value}"/>' for name, value in on.items()
    )
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(*inner: str, style: str = "", number: str = "", level: int = 0, more: str = "") -> str:
    """A paragraph: what begins with `<` is XML, other text a run."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number:
        properties += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    runs = "".join(each if each.startswith("<") else t(each) for each in inner)
    return f"<w:p><w:pPr>{properties}{more}</w:pPr>{runs}</w:p>"


def table(*rows: tuple[str, ...], header: bool = False) -> str:
    """A table; a cell that begins with `<` is XML."""
    made = ""
    for index, row in enumerate(rows):
        head = "<w:trPr><w:tblHeader/></w:trPr>" if header and not index else ""
        cells = "".join(f"<w:tc>{cell if cell.startswith('<') else p(cell)}</w:tc>" for cell in row)
        made += f"<w:tr>{head}{cells}</w:tr>"
    return f"<w:tbl>{made}</w:tbl>"


def box(*inner: str) -> str:
    """A text box of today, without what older programs read."""
    return (
        '<w:r><w:drawing><wp:anchor><wp:docPr id="1" name="Tekstvak 1"/><a:graphic><a:graphicData><wps:wsp><wps:txbx>'
        f"<w:txbxContent>{''.join(inner)}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor>"
        "</w:drawing></w:r>"
    )


def old_box(*inner: str) -> str:
    """A text box as older programs write it."""
    content = f"<w:txbxContent>{''.join(inner)}</w:txbxContent>"
    return f"<w:r><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></w:r>"


def picture(relation: str, alt: str = "", width: int = 952500, height: int = 476250) -> str:
    """A picture in the line."""
    return (
        f'<w:r><w:drawing><wp:inline><wp:extent cx="{width}" cy="{height}"/><wp:docPr id="2" name="x" '
        f"descr={quoteattr(alt)}/><a:graphic><a:graphicData><pic:pic><pic:blipFill>"
        f'<a:blip r:embed="{relation}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )


def field(told: str, shown: str) -> str:
    """A field in its three parts."""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{escape(told)}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{shown}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def control(inner: str, properties: str = "") -> str:
    """A content control."""
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


def style(name: str, called: str, properties: str = "", based_on: str = "", kind: str = "paragraph") -> str:
    """A style; `properties` is XML."""
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{called}"/>{base}{properties}</w:style>'


STYLES = "".join(
    (
        style("Kop1", "heading 1"),
        style("Kop2", "heading 2"),
        style("Titel", "Title"),
        style("Inhopg1", "toc 1"),
        style("Vet", "Strong", "<w:rPr><w:b/></w:rPr>", kind="character"),
        style("Verborgen", "verborgen", "<w:rPr><w:vanish/></w:rPr>", kind="character"),
    )
)


def levels(*forms: str, start: int = 1, sign: str = "", font: str = "") -> str:
    """The levels of a numbering: `decimal`, `bullet`, …."""
    fonts = f'<w:rPr><w:rFonts w:ascii="{font}"/></w:rPr>' if font else ""
    return "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{sign}"/>{fonts}</w:lvl>'
        for level, form in enumerate(forms)
    )


def numbering(kinds: dict[str, str], numbers: dict[str, str], overrides: dict[str, str] | None = None) -> str:
    """The kinds of lists by name, and which list is of which; `overrides` is XML by list."""
    made = "".join(f'<w:abstractNum w:abstractNumId="{name}">{inner}</w:abstractNum>' for name, inner in kinds.items())
    for name, kind in numbers.items():
        more = (overrides or {}).get(name, "")
        made += f'<w:num w:numId="{name}"><w:abstractNumId w:val="{kind}"/>{more}</w:num>'
    return made


LISTS = numbering(
    {"0": levels("bullet", "bullet", "bullet"), "1": levels("decimal", "lowerLetter")}, {"1": "0", "2": "1"}
)
_ROOTS = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "endnotes": "endnotes", "comments": "comments", "header": "hdr", "footer": "ftr"}  # fmt: skip


def docx(
    *body: str,
    parts: dict[str, str] | None = None,
    files: dict[str, bytes] | None = None,
    relations: dict[str, tuple[str, str]] | None = None,
) -> bytes:
    """A document.

    `parts` is the XML within `styles`, `numbering`, `footnotes`, `header`, …; `files` are further ones by their path
    in `word/`. `relations` has a kind and a target (an address, where it has `://`) for each name in the body.
    """
    inner = {"styles": STYLES, "numbering": LISTS, **(parts or {})}
    related = {f"part{index}": (name.rstrip("0123456789"), f"{name}.xml") for index, name in enumerate(inner)}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", _TYPES)
        packed.writestr("_rels/.rels", _relations({"d": ("officeDocument", "word/document.xml")}))
        packed.writestr("word/document.xml", f"<w:document {NAMES}><w:body>{''.join(body)}</w:body></w:document>")
        packed.writestr("word/_rels/document.xml.rels", _relations({**related, **(relations or {})}))
        for name, xml in inner.items():
            root = _ROOTS[name.rstrip("0123456789")]
            packed.writestr(f"word/{name}.xml", f"<w:{root} {NAMES}>{xml}</w:{root}>")
        for name, data in (files or {}).items():
            packed.writestr(normpath(f"word/{name}"), data)
    return stream.getvalue()


def _relations(relations: dict[str, tuple[str, str]]) -> str:
    made = ""
    for name, (kind, target) in relations.items():
        mode = ' TargetMode="External"' if "://" in target or target.startswith("mailto:") else ""
        made += f'<Relationship Id="{name}" Type="{R}/{kind}" Target={quoteattr(target)}{mode}/>'
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{made}</Relationships>'
