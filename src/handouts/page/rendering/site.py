"""The one made-up web site that the engine can reach: what a document may use, and nothing else.

`https://handouts.invalid/` holds the stylesheets and their ornaments, the fonts of the brand's pair, the pictures of
the practice folder, as they are or under `cropped/` cut to their place, under `qr/` the QR code of any address, under
`signature/` a name as it is written, under `drawings/` what `page.drawings` draws, such as
`drawings/sleep.svg?mm=34`, and under `charts/` numbers as `page.charts` draws them. Paths of this machine therefore
never become part of a PDF, and nothing leaves it.
"""

from __future__ import annotations

import mimetypes
import re
from functools import cache
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

from handouts.content.model.addresses import PICTURES
from handouts.content.model.looks import Pen
from handouts.content.pictures import Looked, look
from handouts.content.pictures.cropping import cropped, is_of_pixels
from handouts.files.folder import TrackedReader
from handouts.page.charts import FOLDER as CHARTS
from handouts.page.charts import chart_svg
from handouts.page.crop_addresses import FOLDER as CROPPED
from handouts.page.crop_addresses import asked_for, kept_at, named_in
from handouts.page.drawings import SUBJECTS, drawing_svg, white_lines
from handouts.page.drawings.lettering import lettering_svg
from handouts.page.pipeline import Composed
from handouts.page.rendering.blaming import asks_for
from handouts.page.signature import signature_svg
from handouts.page.typefaces import font_file
from handouts.problems import ContentError, Mark, Message, Problem, error, has_errors, msg

HOST = "https://handouts.invalid/"
_FONT = re.compile(r"fonts/([a-z0-9-]+)/([0-9]+)-([a-z]+)\.ttf")
_CODE = re.compile(r"qr/(.+)\.svg", re.DOTALL)
_SIGNATURE = re.compile(r"signature/(.+)\.svg", re.DOTALL)
_DRAWING = re.compile(r"drawings/([a-z-]+)\.svg")
_DRAWING_SIZE = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{1,2})?")
_LETTERS = re.compile(r"letters/(.+)\.svg", re.DOTALL)
_LETTERS_SIZE = re.compile(r"([1-9][0-9]{0,2})x([1-9][0-9]{0,2})")
_SERVED = ("styles/", "content/images/")


class Site:
    """Serves one document, and remembers as Problems what it was asked for in vain."""

    def __init__(self, composed: Composed, reader: TrackedReader) -> None:
        """What `reader` finds is served, painted in the colours of `composed`."""
        self.problems: list[Problem] = []
        self.asked = 0
        """How many times something was asked for that may differ from document to document: all but fonts."""
        self.refused: set[str] = set()
        """The addresses of which a Problem says why they are not served."""
        self._composed = composed
        self._reader = reader

    def get(self, url: str) -> tuple[bytes, str]:
        """The bytes under an address and their media type. Raises ValueError for all that is not served."""
        known = len(self.problems)
        try:
            return self._served(url)
        except ValueError:
            self.refused.add(url)
            # What is wrong with a file that is there is reported at the file.
            if mark := asks_for(self._composed, url, HOST):
                self.problems[known:] = [
                    each._replace(mark=mark) if each.rule in {"remote", "outside-folder", "no-file"} else each
                    for each in self.problems[known:]
                ]
            raise

    def _served(self, url: str) -> tuple[bytes, str]:
        name = _name_of(url)
        if url.startswith(HOST) and (font := _FONT.fullmatch(name)):
            return font_file(font[1], int(font[2]), font[3]).read_bytes(), "font/ttf"
        self.asked += 1
        if not url.startswith(HOST):
            message = msg("{url} was asked for, and nothing is fetched", url=url)
            raise self._refused("remote", Mark(self._composed.template), message)
        if found := _CODE.fullmatch(name):
            return qr_code(found[1]), "image/svg+xml"
        if found := _SIGNATURE.fullmatch(name):
            return self._composed.colours.paint(signature_svg(found[1])).encode(), "image/svg+xml"
        if found := _DRAWING.fullmatch(name):
            return self._drawing(found[1], url), "image/svg+xml"
        if found := _LETTERS.fullmatch(name):
            return self._letters(found[1], url), "image/svg+xml"
        if name.startswith(CHARTS) and (drawn := chart_svg(name, url, self._composed.pair.body)):
            return self._composed.colours.paint(drawn).encode(), "image/svg+xml"
        if name.startswith(CROPPED):
            return self._cropped(url)
        data = self._file(name)
        if name.lower().endswith(PICTURES):
            return self._picture(name, data)
        return data, mimetypes.guess_type(name)[0] or "application/octet-stream"

    def _letters(self, text: str, url: str) -> bytes:
        """A text as a drawing: `mm` is its size, such as `283x38`, `fill` and `ground` are colours by their names."""
        asked = {key: values[-1] for key, values in parse_qs(urlsplit(url).query).items()}
        size = _LETTERS_SIZE.fullmatch(asked.get("mm", ""))
        colours = self._composed.colours
        fill, ground = asked.get("fill", "primary"), asked.get("ground", "")
        if not size or fill not in colours.named() or (ground and ground not in colours.named()):
            message = msg("there is no drawing {name}", name=url.removeprefix(HOST))
            raise self._refused("no-drawing", Mark(self._composed.template), message)
        drawn = lettering_svg(text, self._composed.pair, (float(size[1]), float(size[2])), fill, ground)
        return colours.paint(drawn).encode()

    def _drawing(self, subject: str, url: str) -> bytes:
        """A drawing in the colours of the document, at the size in mm that the address says.

        With `ground=no` it leaves out the water or the floor that it stands on; with `reversed=yes` its lines are
        white, for a ground of the primary colour.
        """
        asked = {key: values[-1] for key, values in parse_qs(urlsplit(url).query).items()}
        size = asked.get("mm", "")
        if subject not in SUBJECTS or not _DRAWING_SIZE.fullmatch(size):
            message = msg("there is no drawing {name}", name=url.removeprefix(HOST))
            raise self._refused("no-drawing", Mark(self._composed.template), message)
        ground = asked.get("ground") != "no"
        pen, colours = self._composed.pen or Pen(), self._composed.colours
        if asked.get("reversed") == "yes":
            lines = Pen(disc="none", filled=False, strong=pen.strong)
            return white_lines(drawing_svg(subject, lines, colours, float(size), ground=ground), colours).encode()
        return drawing_svg(subject, pen, colours, float(size), ground=ground).encode()

    def _file(self, name: str) -> bytes:
        if not name.startswith(_SERVED):
            message = msg("{name} was asked for, and is not given", name=name)
            raise self._refused("outside-folder", Mark(self._composed.template), message)
        try:
            data = self._reader.read(name)
        except ContentError as refused:
            self.problems.extend(refused.problems)
            raise ValueError(name) from refused
        if data is None:
            mark = self._composed.pictures.get(name, (Mark(name),))[0]
            raise self._refused("no-file", mark, msg("{name} does not exist", name=name))
        return data

    def _picture(self, name: str, data: bytes) -> tuple[bytes, str]:
        """As the engine prints it rightly. Composing has judged those that content names."""
        if name.startswith("styles/") and name.endswith(".svg"):
            data = self._composed.colours.paint(data.decode("utf-8", "replace")).encode()
        looked = look(data)
        if name not in self._composed.pictures:
            found = looked.problems(name.rpartition("/")[2], Mark(name))
            self.problems += [problem for problem in found if problem not in self.problems]
            if has_errors(found):
                raise ValueError(found[0].message)
        return looked.data, looked.kind

    def _cropped(self, url: str) -> tuple[bytes, str]:
        file, crop = asked_for(url)
        name = kept_at(file)
        data, kind = self._picture(name, self._file(name))
        looked = Looked(data, kind)
        return cropped(looked, crop) if is_of_pixels(looked) else (data, kind)

    def _refused(self, rule: str, mark: Mark, message: Message) -> ValueError:
        problem = error(rule, mark, message)
        if problem not in self.problems:
            self.problems.append(problem)
        return ValueError(message)


def _name_of(url: str) -> str:
    return unquote(urlsplit(url).path).lstrip("/")


def qr_code(text: str) -> bytes:
    """A QR code as a vector drawing, with the four modules of white around it that ISO/IEC 18004 asks for."""
    import io

    import segno

    drawing = io.BytesIO()
    # Level M bears a crease or a coffee stain over 15 % of it.
    segno.make(text, error="m", micro=False).save(drawing, kind="svg", xmldecl=False, omitsize=True)
    return drawing.getvalue()


def addresses(composed: Composed, reader: TrackedReader) -> dict[str, str]:
    """The name of the file for each address under which the engine knows a picture, also one inside a drawing."""
    found: dict[str, str] = {}
    for name in composed.pictures:
        found[HOST + quote(name)] = name
        found |= dict.fromkeys(look(reader.read(name) or b"").inner, name)
    parts = (composed, *composed.attached)
    texts = (text for each in parts for text in (each.html, *(sheet.css for sheet in each.stylesheets)))
    for address in named_in(texts):
        name = kept_at(asked_for(address)[0])
        if name in composed.pictures:
            found[HOST + address.lstrip("/")] = name
    return found


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
