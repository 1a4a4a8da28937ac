"""What pages are made of and hold nothing of hers: stylesheets, scripts, drawings and typefaces; and what is kept."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Blueprint, Response, abort

if TYPE_CHECKING:
    from handouts.studio.session import Studio

_STATIC = Path(__file__).resolve().parent / "static"
_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".png": "image/png"}
_FACES = {
    "spectral-500": ("spectral", 500, "normal"),
    "spectral-600": ("spectral", 600, "normal"),
    "alegreya-sans-400": ("alegreya-sans", 400, "normal"),
    "alegreya-sans-400-italic": ("alegreya-sans", 400, "italic"),
    "alegreya-sans-500": ("alegreya-sans", 500, "normal"),
    "alegreya-sans-700": ("alegreya-sans", 700, "normal"),
}
"""The typefaces of the pages: the same as those of the botanic look on paper."""
_FOR_A_DAY = "private, max-age=86400"
"""How long a browser may keep what is the same for everybody; all else it may not keep at all."""


@cache
def static_files() -> dict[str, Path]:
    """The files that pages may ask for, by name: nothing else can be asked for, however its name is written."""
    return {path.relative_to(_STATIC).as_posix(): path for path in _STATIC.rglob("*") if path.suffix in _TYPES}


def routes(studio: Studio) -> Blueprint:
    """The routes to what pages are made of, and to what was made."""
    pages = Blueprint("assets", __name__)

    @pages.get("/static/<path:name>")
    def static(name: str) -> Response:
        path = static_files().get(name)
        return _lasting(path.read_bytes(), _TYPES[path.suffix]) if path else abort(404)

    @pages.get("/font/<name>.ttf")
    def font(name: str) -> Response:
        from handouts.page.typefaces import font_file

        return _lasting(font_file(*_FACES[name]).read_bytes(), "font/ttf") if name in _FACES else abort(404)

    @pages.get("/page/<name>.png")
    def page(name: str) -> Response:
        data = studio.kept.get(name)
        return Response(data, mimetype="image/png") if data else abort(404)

    @pages.get("/pdf/<name>")
    def pdf(name: str) -> Response:
        data = studio.kept.get(name)
        if not data or not data.startswith(b"%PDF-"):
            abort(404)
        # What a browser saves it as names nobody.
        headers = {"Content-Disposition": "inline; filename=handouts.pdf"}
        return Response(data, mimetype="application/pdf", headers=headers)

    return pages


def _lasting(data: bytes, mimetype: str) -> Response:
    return Response(data, mimetype=mimetype, headers={"Cache-Control": _FOR_A_DAY})
