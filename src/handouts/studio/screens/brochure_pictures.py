"""The pictures of brochures: those that are there, as a page shows them, and new ones, which are looked at first."""

from __future__ import annotations

import unicodedata
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, abort, jsonify, request

from handouts.content.model.addresses import PICTURES
from handouts.content.pictures import look
from handouts.content.pictures.cropping import Crop, cropped, is_of_pixels
from handouts.content.pictures.findings import Unfit
from handouts.content.pictures.kinds import kind_of, unpacked
from handouts.files.folder import MAX_FILE
from handouts.files.naming import is_file, read_regular
from handouts.files.writing import PUBLIC, write
from handouts.intake.importing.pictures import printable
from handouts.problems import Problem, msg
from handouts.studio.guards import Refused, takes_upload
from handouts.studio.screens.brochure_form import IMAGES
from handouts.studio.screens.making import doubts

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from handouts.studio.session import Studio

_ACROSS = 700
"""Pixels: a picture in the form is at most half as wide."""
_LONGEST = 40


def routes(studio: Studio) -> Blueprint:
    """The routes of pictures."""
    pages = Blueprint("brochure_pictures", __name__)

    @pages.get("/picture/<path:file>")
    def picture(file: str) -> Response:
        found = shown(studio, file)
        return Response(found[0], mimetype=found[1]) if found else abort(404)

    @pages.post("/picture")
    @takes_upload
    def taken() -> ResponseReturnValue:
        sent = request.files.get("picture")
        if sent is None:
            raise Refused(400, "refused")
        told = keep(studio, sent.filename or "", sent.read())
        return jsonify(told), 200 if told.get("file") else 422

    return pages


def shown(studio: Studio, file: str) -> tuple[bytes, str] | None:
    """A picture in `content/images` as a page shows it, and its media type; None for what is none."""
    path = studio.folder().root / IMAGES / file
    if PurePath(file).name != file or not file.lower().endswith(PICTURES) or not is_file(path):
        return None
    looked = look(read_regular(path, MAX_FILE))
    if looked.kind == "image/svg+xml":
        return looked.data, looked.kind
    return cropped(looked, Crop(across=_ACROSS)) if is_of_pixels(looked) else None


def keep(studio: Studio, name: str, data: bytes) -> dict[str, Any]:
    """Keeps a picture that she chose; under what name, or why it cannot be printed. Raises BrokenEnvironment."""
    made = _made(data)
    if isinstance(made, Problem):
        message = msg("{name} {finding}", name=name, finding=made.message)
        return {"doubts": doubts(studio, [made._replace(message=message)])}
    data, suffix = made
    place = studio.folder().root / IMAGES
    stem = _plain(PurePath(name).stem) or studio.say("brochure.picture")
    for number in range(1, 1000):
        file = f"{stem}{f'-{number}' if number > 1 else ''}{suffix}"
        path = place / file
        if not path.exists():
            write(path, data, mode=PUBLIC)
            return {"file": file}
        if is_file(path) and read_regular(path, MAX_FILE) == data:
            return {"file": file}
    raise Refused(409, "refused")


def _made(data: bytes) -> tuple[bytes, str] | Problem:
    """A picture as it is kept, and the ending of its name; or why it cannot be."""
    try:
        kind = kind_of(unpacked(data))
    except Unfit as reason:
        return reason.doubt
    if kind == "raster":
        found = printable(data)
        return found if isinstance(found, Problem) else found[:2]
    looked = look(data)
    wrong = next((each for each in looked.doubts if each.severity == "error"), None)
    return wrong or (looked.data, ".svg")


def _plain(name: str) -> str:
    """The name of a file without what some disks and programs stumble over."""
    known = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    return "-".join("".join(each if each.isalnum() else " " for each in known).split())[:_LONGEST].strip("-")
