"""A Word document (.docx) into HTML, word for word: what is not placed becomes a remark, and both are checked.

The way is `package` → `rewriting`, which makes the plainest document there is → `hypertext`, by mammoth. `words` reads
the document once more by itself; where that finds a word that is neither placed nor in a remark, nothing is made.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable

from handouts.content.reading import MAX_SIZE, too_large
from handouts.intake.importing.foreign import Foreign, Remark
from handouts.intake.importing.kinds import HEAD
from handouts.intake.importing.word.bindings import bound_words
from handouts.intake.importing.word.hypertext import hypertext
from handouts.intake.importing.word.losses import first_loss, words_shown
from handouts.intake.importing.word.package import MAX_FILE, Package
from handouts.intake.importing.word.plainer import END_OF_LABEL, LABEL
from handouts.intake.importing.word.rewriting import Rewriting
from handouts.intake.importing.word.settings import Document
from handouts.intake.importing.word.words import words_of
from handouts.problems import ContentError, Mark, error, msg, shortened

__all__ = ["MAX_FILE", "is_word", "read_word"]

_LABELS = re.compile(f"{LABEL}.*?{END_OF_LABEL}")
_MOST_PARAGRAPHS = 12_000
"""More than any text of 1 MB has, and as many as mammoth reads in some seconds."""


def is_word(data: bytes, source: str) -> bool:
    """Whether a file is to be read as a Word document: by its name, or by what is packed in it."""
    ends = source.casefold().endswith((".docx", ".docm", ".dotx"))
    return ends or (data.startswith(b"PK") and b"word/" in data[:HEAD])


def read_word(data: bytes, source: str) -> Foreign:
    """A Word document as HTML with its pictures, the remarks and its words; `source` is its name in Problems.

    Raises ContentError where it is damaged, locked or too large, says nothing, or would lose a word; BrokenEnvironment
    where mammoth is not installed.
    """
    package = Package(data, source)
    document = Document.of(package)
    if (
        sum(each.tag == "w:p" and len(each) > 0 for each in package.root(package.document).iter())
        > 2 * _MOST_PARAGRAPHS
    ):
        # Each can be there twice, for programs of today and older ones.
        raise package.too_large()
    rewriting = Rewriting(document)
    try:
        rewriting.rewrite()
        reading = words_of(package)
        size = sum(len(word.encode()) + 1 for word in reading.placed)
        if size > MAX_SIZE:
            raise ContentError([too_large(source, size)])
        if rewriting.plain.paragraphs > _MOST_PARAGRAPHS:
            raise package.too_large()
        names = _names(picture.name for picture in rewriting.plain.pictures)
        made = hypertext(rewriting.plain, names)
    except RecursionError as reason:
        raise package.damaged() from reason
    remarked = [word for remark in document.remarks for word in remark.words]
    if (lost := first_loss(reading.placed, words_shown(_LABELS.sub("", made)), reading.left_out, remarked)) is not None:
        message = msg("“{word}” of this Word document would be lost or moved", word=shortened(lost, 60))
        hint = msg("nothing was written; this is a mistake of handouts, so please report it")
        raise ContentError([error("import-lost-text", Mark(source), message, hint)])
    pictures = {name: package.read(part, "pictures") for part, name in names.items()}
    html = made.replace(LABEL, "").replace(END_OF_LABEL, "")
    bound = bound_words(package)
    remarks = (*document.remarks, *([Remark("data", tuple(bound))] if bound else []))
    return Foreign(html, pictures, remarks, (*words_shown(html), *remarked, *bound))


def _names(parts: Iterable[str]) -> dict[str, str]:
    """A name for each part that is a picture: its last one, and where two have that, its whole path."""
    names: dict[str, str] = {}
    for part in parts:
        name = posixpath.basename(part)
        if part not in names:
            names[part] = part.replace("/", "-") if name in names.values() else name
    return names
