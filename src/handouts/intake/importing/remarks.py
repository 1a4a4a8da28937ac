"""What an import left out of a document, or put elsewhere, as Problems for her to look at: each kind once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from handouts.intake.importing.blocks import grouped
from handouts.intake.importing.foreign import Remark, RemarkKind
from handouts.problems import Mark, Message, Problem, msg, warning

_MOST_PLACES = 20
_LEFT_OUT: dict[RemarkKind, Message] = {
    "aside": msg("what stands beside the text"),
    "chart": msg("what a chart says"),
    "comment": msg("the comments"),
    "cookies": msg("a notice about cookies"),
    "damage": msg("what stands in damaged code of the page"),
    "data": msg("what a content control shows from the data of the document"),
    "deleted": msg("text that was deleted with changes tracked"),
    "diagram": msg("what a diagram says"),
    "drawing": msg("the words in a drawing"),
    "embedded": msg("a document within the document"),
    "equation": msg("an equation"),
    "field": msg("the instruction of a field of Word"),
    "footer": msg("the footer"),
    "form": msg("a form"),
    "header": msg("the header"),
    "hidden": msg("hidden text"),
    "menu": msg("a menu"),
    "moved": msg("the old place of text that was moved with changes tracked"),
    "note": msg("a note that nothing refers to"),
    "picture": msg("a picture that is not in the file, or of a kind that cannot be shown"),
    "pictures": msg("the pictures"),
    "placeholder": msg("a text that asks to be replaced"),
    "script": msg("a script"),
    "struck": msg("text that is struck out"),
    "style": msg("what the style of the page adds"),
    "symbol": msg("a sign of a symbol font that is not known"),
    "text box": msg("a text box"),
    "toc": msg("the table of contents"),
}


def remark_problems(remarks: Iterable[Remark], source: str) -> Iterator[Problem]:
    """A warning for each kind of what was left out, with its words, and for each kind of what was put elsewhere."""
    for (kind, placed), same in grouped(remarks, lambda remark: (remark.kind, remark.placed)).items():
        words = [word for remark in same for word in remark.words]
        what, near = _LEFT_OUT[kind], next((remark.near for remark in same if remark.near), "")
        if placed:
            places = dict.fromkeys(remark.near for remark in same)
            yield from (_placed(kind, place, source) for place in [*places][:_MOST_PLACES])
        elif words:
            message = msg(
                "left out: {what} ({count} word): “{words}”", "left out: {what} ({count} words): “{words}”",
                what=what, count=len(words), words=" ".join(words),
            )  # fmt: skip
            yield warning("import-left-out", Mark(source), message, _HINT)
        elif near:
            message = msg("left out after “{near}”: {what}", what=what, near=near)
            yield warning("import-left-out", Mark(source), message, _HINT)
        else:
            yield warning("import-left-out", Mark(source), msg("left out: {what}", what=what), _HINT)


_HINT = msg("if it belongs in the brochure, add it there")


def _placed(kind: RemarkKind, near: str, source: str) -> Problem:
    if kind == "equation":
        message = msg("an equation was written on one line, after “{near}”", near=near)
        first, hint = msg("an equation was written on one line, at the beginning"), msg("compare it with the document")
    else:
        message = msg("a text box was put after “{near}”", near=near)
        first, hint = msg("a text box was put at the beginning"), msg("look whether that is its place")
    return warning("import-moved", Mark(source), message if near else first, hint)
