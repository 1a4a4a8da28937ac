"""A document that is being written, as pictures of its pages and as where each of its texts stands on them."""

from __future__ import annotations

import hashlib
import io
from typing import TYPE_CHECKING, Any, NamedTuple

from handouts.produce.job import Job
from handouts.records.product import Product

if TYPE_CHECKING:
    from handouts.proof import Place


class Wish(NamedTuple):
    """A document to be shown.

    `number` tells its states apart: each answer bears that of its wish. `dots` are pixels to the inch, and `known` the
    digests of pages of which the one who asks has the picture.
    """

    job: Job
    number: int
    dots: float
    known: frozenset[str] = frozenset()


class Picture(NamedTuple):
    """A page: the digest of its pixels, its size in pixels, and its picture (PNG), empty where that is known."""

    digest: str
    width: int
    height: int
    png: bytes


class Drawn(NamedTuple):
    """The pages of a document that is laid out and not yet proven."""

    number: int
    pages: tuple[Picture, ...]


class Proven(NamedTuple):
    """The document as it can be delivered, or why it cannot, and where its texts stand on the reading copy."""

    number: int
    product: Product
    places: list[Place]


Shown = Drawn | Proven
"""What comes of a wish: the pages first, and then what the proof says of them."""


def drawn(wish: Wish, pdf: bytes) -> Drawn:
    """The pictures of a reading copy that a wish asks for."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return Drawn(wish.number, tuple(_picture(page, wish) for page in document))
    finally:
        document.close()


def _picture(page: Any, wish: Wish) -> Picture:
    bitmap = page.render(scale=wish.dots / 72)
    digest = hashlib.sha256(b"%d %d " % (bitmap.width, bitmap.height) + bytes(bitmap.buffer)).hexdigest()
    if digest in wish.known:
        return Picture(digest, bitmap.width, bitmap.height, b"")
    buffer = io.BytesIO()
    # Least packing: a picture goes no further than this computer, and is waited for.
    bitmap.to_pil().save(buffer, "PNG", compress_level=1)
    return Picture(digest, bitmap.width, bitmap.height, buffer.getvalue())
