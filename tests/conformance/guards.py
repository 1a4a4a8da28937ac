"""Proof that the judges can fail: sound files are broken one way each, and the judge in question must say so."""

from __future__ import annotations

import importlib
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from conformance.environment import Tools
from conformance.facts import wrong
from conformance.folders import Document
from conformance.verapdf import validate

# Without text, because a fresh computer may have no fonts.
_PLAIN = "import sys, weasyprint; weasyprint.HTML(string='<hr>').write_pdf(sys.argv[1])"


def _tagged(pdf: Any, kind: str) -> Any:
    """The structure element of a kind that comes first in the file."""
    pikepdf: Any = importlib.import_module("pikepdf")
    found = (item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/P" in item)
    return next(item for item in found if item.get("/S") == kind)


def _no_title(pdf: Any) -> None:
    pdf.docinfo.Title = ""


def _file_name_in_window(pdf: Any) -> None:
    pdf.Root.ViewerPreferences.DisplayDocTitle = False


def _other_language(pdf: Any) -> None:
    pdf.Root.Lang = "de"


def _picture_without_text(pdf: Any) -> None:
    del _tagged(pdf, "/Figure").Alt


def _header_without_scope(pdf: Any) -> None:
    del _tagged(pdf, "/TH").A


def _link_not_printed(pdf: Any) -> None:
    next(link for page in pdf.pages for link in page.get("/Annots", [])).F = 0


def _jump_of_headings(pdf: Any) -> None:
    _tagged(pdf, "/H2").S = importlib.import_module("pikepdf").Name.H4


def _bookmark_lost(pdf: Any) -> None:
    with pdf.open_outline() as outline:
        (outline.root[0].children or outline.root).pop()


def _bookmark_misspelt(pdf: Any) -> None:
    with pdf.open_outline() as outline:
        outline.root[0].title += "x"


def _font_not_embedded(pdf: Any) -> None:
    del next(item for item in pdf.objects if hasattr(item, "keys") and "/FontFile2" in item).FontFile2


def _no_tags(pdf: Any) -> None:
    del pdf.Root.StructTreeRoot


# What is done to the file, how the fact is called, and whether veraPDF is to see it too.
_BREAKAGES: dict[str, tuple[Callable[[Any], None], str, bool]] = {
    "without a title": (_no_title, "title:", False),
    "with its file name in the window": (_file_name_in_window, "title:", True),
    "in another language": (_other_language, "language:", False),
    "with a picture without a text": (_picture_without_text, "alternative:", True),
    "with a header without scope": (_header_without_scope, "scope:", False),
    "with a link that is not printed": (_link_not_printed, "link:", False),
    "with a jump of headings": (_jump_of_headings, "headings:", True),
    "with a bookmark too few": (_bookmark_lost, "bookmarks:", False),
    "with a bookmark misspelt": (_bookmark_misspelt, "bookmarks:", False),
    "with a font that is not embedded": (_font_not_embedded, "fonts:", True),
    "without tags": (_no_tags, "", True),
}


def blind(tools: Tools, sound: Document, scratch: Path) -> Iterator[str]:
    """What is broken in a copy of `sound`, a document with a picture, a table and links, and goes unseen."""
    pikepdf: Any = importlib.import_module("pikepdf")
    assert sound.path is not None
    scratch.mkdir()
    judged: dict[Path, str] = {}
    for number, (how, (break_it, fact, seen_by_verapdf)) in enumerate(_BREAKAGES.items()):
        path = scratch / f"{number}.pdf"
        with pikepdf.open(sound.path) as pdf:
            break_it(pdf)
            pdf.save(path)
        if fact and not any(said.startswith(fact) for said in wrong(path, sound.expected)):
            yield f"the facts of a file {how} are found to hold"
        if seen_by_verapdf:
            judged[path] = how
    plain = scratch / "plain.pdf"
    subprocess.run([sys.executable, "-c", _PLAIN, plain], check=True, capture_output=True)
    judged[plain] = "rendered as an ordinary PDF"
    verdicts = validate(tools, judged)
    for path, how in judged.items():
        if verdicts[path].conforms or not verdicts[path].failures:
            yield f"veraPDF takes a file {how} for PDF/UA-1"
