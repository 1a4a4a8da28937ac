"""The one made-up web site that the engine can reach: what a document may use, and nothing else.

`https://handouts.invalid/` holds the stylesheets and drawings, the fonts of the brand's pair, and the pictures of the
practice folder. Paths of this machine therefore never become part of a PDF, and nothing leaves it.
"""

from __future__ import annotations

import mimetypes
import re
from functools import cache
from typing import Any
from urllib.parse import unquote, urlsplit

from handouts.folder import Shelf
from handouts.handover import Composed
from handouts.problems import Mark, Problem, Refused, error
from handouts.rendering.engine import font_file

HOST = "https://handouts.invalid/"
_FONT = re.compile(r"fonts/([a-z-]+)/([0-9]+)-([a-z]+)\.ttf")
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
        if not name.startswith(_SERVED):
            raise self._refused("outside-folder", self._composed.template, f"{name} was asked for, and is not given")
        try:
            data = self._shelf.read(name)
        except Refused as refused:
            self.problems.extend(refused.problems)
            raise ValueError(name) from refused
        if data is None:
            raise self._refused("no-file", self._composed.pictures.get(name, name), f"{name} does not exist")
        if name.startswith("styles/") and name.endswith(".svg"):
            return self._composed.colours.paint(data.decode("utf-8", "replace")).encode()
        return data

    def _refused(self, rule: str, place: str | Mark, message: str) -> ValueError:
        problem = error(rule, place if isinstance(place, Mark) else Mark(place), message)
        if problem not in self.problems:
            self.problems.append(problem)
        return ValueError(message)


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
