"""Pictures of parts of pages, dot by dot, and where two of them differ by more than the smoothing of edges."""

from __future__ import annotations

from typing import Any

MIN_DIFFERENCE = 12
"""Of 255. A hidden letter leaves over 100, the palest tint of a ground some 20; paler differences are not seen."""
MIN_DIFFERENCE_SCALED = 44
"""The same for pages that are drawn smaller: the edges of their letters are smoothed another way."""


def drawn(page: Any, size: tuple[int, int], box: tuple[int, int, int, int], *, upside_down: bool = False) -> Any:
    """The part `box` (in dots) of the picture of a page that is stretched to `size` dots."""
    import pypdfium2
    from pypdfium2 import raw

    width, height = box[2] - box[0], box[3] - box[1]
    bitmap = pypdfium2.PdfBitmap.new_native(width, height, raw.FPDFBitmap_BGRx)
    bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, height)
    raw.FPDF_RenderPageBitmap(bitmap, page, -box[0], -box[1], *size, 2 if upside_down else 0, 0)
    return bitmap.to_pil().convert("RGB")


def differences(one: Any, other: Any, faintest: int = MIN_DIFFERENCE) -> Any:
    """White where two pictures differ, where a dot may stand for one of its neighbours; black elsewhere.

    pdfium sets letters on whole dots, so a ten-thousandth of a point can move one by a dot. A dot is as it should be
    when it lies between the palest and the darkest of the nine at its place in the other picture.
    """
    from PIL import Image, ImageChops, ImageFilter

    difference: Any = ImageChops.difference(one, other)
    if all(most < faintest for _, most in difference.getextrema()):
        return Image.new("L", one.size)
    palest, darkest = ImageFilter.MaxFilter(3), ImageFilter.MinFilter(3)
    beyond = [
        ImageChops.lighter(
            ImageChops.subtract(first, second.filter(palest)), ImageChops.subtract(second.filter(darkest), first)
        )
        for first, second in ((one, other), (other, one))
    ]
    red, green, blue = ImageChops.lighter(*beyond).split()
    strongest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return strongest.point([0 if value < faintest else 255 for value in range(256)])


def count(mask: Any) -> int:
    """How many dots are white."""
    return int(mask.histogram()[255]) if mask.width and mask.height else 0
