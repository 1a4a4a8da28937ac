"""PDF/X-4: what a print shop wants to know about a file, written in the file. Source: ISO 15930-7:2010."""

from __future__ import annotations

import hashlib
import uuid
from datetime import UTC, date, datetime, time
from typing import Any
from xml.sax.saxutils import escape

import pikepdf

import handouts
from handouts.press.prepress.inks import profile

CONDITION = "FOGRA39"
_KEPT = {"/Type", "/Pages", "/Lang", "/PageLayout"}
_PAGE = {
    "/Type", "/Parent", "/Resources", "/Contents", "/Group", "/Rotate", "/UserUnit",
    "/MediaBox", "/CropBox", "/BleedBox", "/TrimBox",
}  # fmt: skip
_MAKER = f"handouts {handouts.__version__}"
_XMP = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
    xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
    xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
    xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">
   <dc:format>application/pdf</dc:format>
   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
   <xmp:CreatorTool>{maker}</xmp:CreatorTool>
   <xmp:CreateDate>{moment}</xmp:CreateDate>
   <xmp:ModifyDate>{moment}</xmp:ModifyDate>
   <xmp:MetadataDate>{moment}</xmp:MetadataDate>
   <xmpMM:DocumentID>uuid:{identity}</xmpMM:DocumentID>
   <xmpMM:RenditionClass>default</xmpMM:RenditionClass>
   <xmpMM:VersionID>1</xmpMM:VersionID>
   <pdf:Producer>{maker}</pdf:Producer>
   <pdf:Trapped>False</pdf:Trapped>
   <pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


def dress(pdf: Any, original: bytes, title: str, day: date) -> None:
    """Gives a document whose colours are inks what PDF/X-4 asks for, and takes away what no paper can show.

    `original` is what the document was made from: its digest is the document's identity.
    """
    root = pdf.Root
    for key in [key for key in root if key not in _KEPT]:
        del root[key]
    for page in pdf.pages:
        for key in [key for key in page.obj if key not in _PAGE]:
            del page.obj[key]
        _boxes(page)
    moment = datetime.combine(day, time(12), UTC)
    identity = uuid.UUID(bytes=hashlib.blake2b(original + title.encode(), digest_size=16).digest(), version=4)
    text = _XMP.format(
        title=escape(title), maker=escape(_MAKER), moment=f"{moment:%Y-%m-%dT%H:%M:%SZ}", identity=identity
    )
    root.Metadata = pdf.make_stream(text.encode(), Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)
    root.OutputIntents = pikepdf.Array([_intent(pdf)])
    _information(pdf, title, f"D:{moment:%Y%m%d%H%M%S}Z")


def _intent(pdf: Any) -> Any:
    embedded = pdf.make_stream(profile(), N=4)
    return pikepdf.Dictionary(
        Type=pikepdf.Name.OutputIntent,
        S=pikepdf.Name.GTS_PDFX,
        OutputConditionIdentifier=pikepdf.String(CONDITION),
        OutputCondition=pikepdf.String("Offset on coated paper, ISO 12647-2:2004/Amd 1"),
        RegistryName=pikepdf.String("http://www.color.org"),
        Info=pikepdf.String("Coated FOGRA39L, 290 % ink"),
        DestOutputProfile=embedded,
    )


def _information(pdf: Any, title: str, moment: str) -> None:
    pdf.trailer.Info = pdf.make_indirect(
        pikepdf.Dictionary(
            Title=pikepdf.String(title),
            Creator=pikepdf.String(_MAKER),
            Producer=pikepdf.String(_MAKER),
            CreationDate=pikepdf.String(moment),
            ModDate=pikepdf.String(moment),
            Trapped=pikepdf.Name("/False"),
        )
    )


def _boxes(page: Any) -> None:
    """Each page says where it is cut and how far its ink goes on; where it does not, at the edge of the sheet."""
    media = page.mediabox
    page.obj.MediaBox = media
    for name in ("/BleedBox", "/TrimBox"):
        if name not in page.obj:
            page.obj[name] = media
    if "/CropBox" in page.obj:
        del page.obj["/CropBox"]
