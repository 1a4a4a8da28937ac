"""The one made-up web site that the engine can reach: what a document may use, and nothing else.

`https://handouts.invalid/` holds the stylesheets and drawings, the fonts of the brand's pair, the pictures of the
practice folder, and under `qr/` the QR code of any address. Paths of this machine therefore never become part of a PDF,
and nothing leaves it.
"""

from __future__ import annotations

import mimetypes
import re
from functools import cache
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

from handouts.folder import Shelf
from handouts.handover import Composed
from handouts.problems import Mark, Problem, Refused, error
from handouts.rendering.engine import font_file

HOST = "https://handouts.invalid/"
_FONT = re.compile(r"fonts/([a-z-]+)/([0-9]+)-([a-z]+)\.ttf")
SAVE_AGAIN = "open it in a drawing program and save it again"
_LINK = re.compile(r"url\(([^)]*)\)")
_CODE = re.compile(r"qr/(.+)\.svg", re.DOTALL)
_SERVED = ("styles/", "content/images/")


class Site:
    """Serves one document, and remembers as Problems what it was asked for in vain."""

    def __init__(self, composed: Composed, shelf: Shelf) -> None:
        """What `shelf` finds is served, painted in the colours of `composed`."""
        self.problems: list[Problem] = []
        self._composed = composed
        self._shelf = shelf

    def get(self, url: str) -> tuple[bytes, str]:
        """The bytes under an address and their media type. Raises ValueError for all that is not served."""
        if not url.startswith(HOST):
            raise self._refused("remote", self._composed.template, f"{url} was asked for, and nothing is fetched")
        name = unquote(urlsplit(url).path).lstrip("/")
        return self._data(name), mimetypes.guess_type(name)[0] or "application/octet-stream"

    def _data(self, name: str) -> bytes:
        if found := _FONT.fullmatch(name):
            return font_file(found[1], int(found[2]), found[3]).read_bytes()
        if found := _CODE.fullmatch(name):
            return qr_code(found[1])
        if not name.startswith(_SERVED):
            raise self._refused("outside-folder", self._composed.template, f"{name} was asked for, and is not given")
        try:
            data = self._shelf.read(name)
        except Refused as refused:
            self.problems.extend(refused.problems)
            raise ValueError(name) from refused
        if data is None:
            raise self._refused("no-file", self._composed.pictures.get(name, name), f"{name} does not exist")
        if name in self._composed.pictures and name.lower().endswith(".svg"):
            self._look_into(data, self._composed.pictures[name])
        if name.startswith("styles/") and name.endswith(".svg"):
            return self._composed.colours.paint(data.decode("utf-8", "replace")).encode()
        return data

    def _look_into(self, drawing: bytes, mark: Mark) -> None:
        """The engine draws nothing, and says nothing, where a drawing is none or asks for another file."""
        try:
            root = ET.fromstring(drawing)  # noqa: S314  # expat refuses entity bombs since 2.4
        except ET.ParseError as reason:
            raise self._refused(
                "unreadable-picture", mark, f"the picture cannot be read: {reason}", SAVE_AGAIN
            ) from reason
        if root.tag.rpartition("}")[2] != "svg":
            raise self._refused(
                "unreadable-picture", mark, "the picture cannot be read: it holds no drawing", SAVE_AGAIN
            )
        links = [
            link.strip("'\" ")
            for element in root.iter()
            for key, value in element.attrib.items()
            for link in (*_LINK.findall(value), *([value] if key.endswith("href") and not _is_link(element) else []))
        ]
        if not all(link.startswith(("#", "data:")) for link in links):
            raise self._refused("outside-folder", mark, "the drawing asks for another file, and nothing else is read")

    def _refused(self, rule: str, place: str | Mark, message: str, hint: str = "") -> ValueError:
        problem = error(rule, place if isinstance(place, Mark) else Mark(place), message, hint)
        if problem not in self.problems:
            self.problems.append(problem)
        return ValueError(message)


def qr_code(text: str) -> bytes:
    """A QR code as a vector drawing, with the four modules of white around it that ISO/IEC 18004 asks for."""
    import io

    import segno

    drawing = io.BytesIO()
    # Level M bears a crease or a coffee stain over 15 % of it.
    segno.make(text, error="m", micro=False).save(drawing, kind="svg", xmldecl=False, omitsize=True)
    return drawing.getvalue()


def _is_link(element: ET.Element) -> bool:
    return element.tag.rpartition("}")[2] == "a"


@cache
def fetcher_class() -> Any:
    """The engine's door to a `Site`; the class cannot exist before the engine does."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Fetcher(URLFetcher):  # type: ignore[misc]  # the engine has no type hints
        def __init__(self, site: Site) -> None:
            super().__init__(allowed_protocols=["data"], allow_redirects=False)
            self._site = site

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            if url.startswith("data:"):
                return super().fetch(url, headers)
            data, kind = self._site.get(url)
            return URLFetcherResponse(url, data, {"Content-Type": kind})

    return Fetcher
