"""The files made from a PDF and kept beside it: pictures of its pages, and the copy that is locked for mail."""

from __future__ import annotations

import re
from pathlib import Path


def pictures_beside(path: Path, pdf: bytes) -> dict[Path, bytes]:
    """A picture (PNG) of each page of a PDF, under the name that it has beside `path`: `NAME.p1.png`."""
    from handouts.page.finishing import pictures

    drawn = list(pictures(pdf))
    return dict(zip(picture_names(path, len(drawn)), drawn, strict=True))


def locked_beside(path: Path, pdf: bytes, password: str) -> dict[Path, bytes]:
    """The copy of a PDF that a password opens. Raises BrokenEnvironment where it does not open as it should."""
    from handouts.produce.mailcopy import lock_pdf

    return {locked_name(path): lock_pdf(pdf, password)}


def locked_name(path: Path) -> Path:
    """Where the locked copy of a PDF is."""
    return path.with_suffix(".mail.pdf")


def picture_names(path: Path, pages: int) -> list[Path]:
    """Where the pictures of the pages of a PDF are."""
    return [path.with_name(f"{path.stem}.p{number}.png") for number in range(1, pages + 1)]


def found_pictures(path: Path) -> list[Path]:
    """The pictures that are there of a PDF, of this or of an earlier version."""
    name = re.compile(rf"{re.escape(path.stem)}\.p[0-9]+\.png")
    return [each for each in path.parent.glob("*.png") if name.fullmatch(each.name)]
