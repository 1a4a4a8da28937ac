"""How the paragraphs of a Word document look, where no style says that one is a heading."""

from __future__ import annotations

from handouts.intake.importing.prominence import Looks, prominent
from handouts.intake.importing.word.elements import Element, attribute, child, children, inner, value
from handouts.intake.importing.word.settings import Document, words_in

_BLACK = {"", "auto", "000000"}
_NO_HEADINGS = {"subtitle", "ondertitel", "caption", "bijschrift", "quote", "citaat", "intense quote", "toc heading"}
"""Styles of what stands out otherwise."""
_WHITE = {"", "auto", "FFFFFF"}


def standing_out(document: Document) -> dict[Element, int]:
    """The paragraphs that stand out, with what each is (`prominence`)."""
    body = child(document.package.root(document.package.document), "w:body")
    if body is None:
        return {}
    celled = {
        each
        for table in body.iter("w:tbl")
        if max(sum(1 for _ in children(row, "w:tc")) for row in [*table.iter("w:tr")] or [table]) > 1
        for each in table.iter("w:p")
    }
    paragraphs = [each for each in body.iter("w:p") if words_in(each)]
    looks = [_looks(each, document, celled=each in celled) for each in paragraphs]
    return {paragraphs[place]: kind for place, kind in prominent(looks).items()}


def _looks(paragraph: Element, document: Document, *, celled: bool) -> Looks:
    styles = document.styles
    runs = [each for each in paragraph.iter("w:r") if any((text.text or "").strip() for text in each.iter("w:t"))]
    sizes = {styles.size(paragraph, each) for each in runs}
    colours = {styles.colour(paragraph, each) for each in runs}
    ground = attribute(child(paragraph, "w:pPr", "w:shd"), "w:fill").upper()
    linked = {run for link in children(paragraph, "w:hyperlink") for run in link.iter("w:r")}
    return Looks(
        " ".join(words_in(paragraph)),
        size=min(sizes, default=0) / 2,
        colour="" if not colours or colours & _BLACK or linked else min(colours),
        underlined=bool(runs) and not linked and all(_is_underlined(each) for each in runs),
        grounded=ground not in _WHITE,
        listed=celled
        or not _NO_HEADINGS.isdisjoint(styles.called(paragraph))
        or styles.numbering(paragraph) is not None,
        level=styles.level(paragraph),
    )


def _is_underlined(run: Element) -> bool:
    return value(run, "w:rPr", "w:u") not in {"", "none"} or any(each.tag == "w:caps" for each in inner(run, "w:rPr"))
