"""The address of a picture as it is to be cut: `/cropped/FILE?ratio=3:2&focus=40,50&mm=82&dots=200`.

Composing writes such an address, rendering serves it and knows again in the PDF which file it stood for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

from handouts.content.pictures.cropping import MIDDLE, Crop

FOLDER = "cropped/"
_INCH = 25.4
_ADDRESS = re.compile(rf"""(?<=["'(])/{FOLDER}[^"')\s]+""")
_RATIO = re.compile(r"([0-9]{1,4}(?:\.[0-9]{1,3})?):([0-9]{1,4}(?:\.[0-9]{1,3})?)")
_FOCUS = re.compile(r"([0-9]{1,3}),([0-9]{1,3})")


class Cut(NamedTuple):
    """How a picture is printed: cut to `ratio`, such as `3:2`, or whole where that is empty; `mm` wide.

    It has `dots` pixels to the inch where it has as many. With `light` a photograph is grey and lighter.
    """

    ratio: str
    focus: tuple[int, int]
    mm: float
    dots: int
    light: bool

    def address(self, file: str) -> str:
        """The address of a picture, by its name as it is in a URL: with its folder if not in `content/images/`."""
        ratio = f"ratio={self.ratio}&focus={self.focus[0]},{self.focus[1]}&" if self.ratio else ""
        return f"/{FOLDER}{file}?{ratio}mm={self.mm:g}&dots={self.dots}{'&light=1' if self.light else ''}"


def asked_for(address: str) -> tuple[str, Crop]:
    """The name of the picture and what is to be made of it; what an address does not say rightly is not asked for."""
    parts = urlsplit(address)
    asked = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    ratio = _RATIO.fullmatch(asked.get("ratio", ""))
    focus = _FOCUS.fullmatch(asked.get("focus", ""))
    size = _number(asked.get("mm", "")) * _number(asked.get("dots", "")) / _INCH
    crop = Crop(
        float(ratio[1]) / float(ratio[2]) if ratio and float(ratio[2]) else 0.0,
        (min(100, int(focus[1])), min(100, int(focus[2]))) if focus else MIDDLE,
        round(size),
        asked.get("light") == "1",
    )
    return unquote(parts.path).lstrip("/").removeprefix(FOLDER), crop


def kept_at(file: str) -> str:
    """Where the picture of such a name is in the practice folder: one without a folder is in `content/images/`."""
    return file if "/" in file else f"content/images/{file}"


def _number(text: str) -> float:
    return float(text) if re.fullmatch(r"[0-9]{1,4}(?:\.[0-9]{1,3})?", text) else 0.0


def named_in(texts: Iterable[str]) -> Iterator[str]:
    """Every such address in HTML or in stylesheets."""
    for text in texts:
        yield from map(unescape, _ADDRESS.findall(text))
