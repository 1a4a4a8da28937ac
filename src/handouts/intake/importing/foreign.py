"""What a reader of another kind of file (Word, a web page) gives to the rest of an import: HTML, and what stays out."""

from __future__ import annotations

from typing import Literal, NamedTuple

RemarkKind = Literal[
    "chart", "comment", "cookies", "damage", "data", "deleted",
    "diagram", "drawing", "embedded", "equation", "field", "footer", "form",
    "header", "hidden", "menu", "moved", "note", "picture", "pictures", "placeholder", "script", "struck",
    "symbol", "style", "text box", "toc", "aside",
]  # fmt: skip
"""What a remark is about; the sentence for each is where remarks become Problems."""


class Remark(NamedTuple):
    """What an import reports of a file: something left out with its `words`, or placed elsewhere (`placed`).

    `near` are the last words of the text before it, so that she can find it; empty when it has no place in the text.
    """

    kind: RemarkKind
    words: tuple[str, ...] = ()
    near: str = ""
    placed: bool = False


class Foreign(NamedTuple):
    """A file as HTML that holds text, lists, tables and pictures, each picture by its name in `pictures`.

    `words` are those of the file by a reading of its own that made nothing else here: first all that are placed, in
    the order of the HTML, with the alternative texts of pictures at their place; then those of `remarks`.
    """

    html: str
    pictures: dict[str, bytes]
    remarks: tuple[Remark, ...]
    words: tuple[str, ...]
