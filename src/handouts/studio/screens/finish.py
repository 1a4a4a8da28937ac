"""The end of a consult: its sheet is made as the command makes it, and, if she wants, a locked copy for mail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, jsonify, request

from handouts.files.naming import read_regular, safe_ref
from handouts.produce.documents import SHEETS
from handouts.studio.guards import body
from handouts.studio.screens.making import doubts, made

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from handouts.studio.session import Studio


def routes(studio: Studio) -> Blueprint:
    """The routes by which a sheet is made."""
    pages = Blueprint("finish", __name__)

    @pages.post("/doc/consult.<ref>/make")
    def make(ref: str) -> ResponseReturnValue:
        low_ink = body(request).get("low_ink") is True
        if refused := unfinished(studio, safe_ref(ref)):
            return jsonify(refused), 409
        told, status = made(studio, SHEETS, safe_ref(ref), low_ink=low_ink)
        return jsonify(told), status

    @pages.post("/doc/consult.<ref>/mail")
    def mail(ref: str) -> ResponseReturnValue:
        if refused := unfinished(studio, safe_ref(ref)):
            return jsonify(refused), 409
        told, status = mailed(studio, safe_ref(ref))
        return jsonify(told), status

    return pages


def unfinished(studio: Studio, ref: str) -> dict[str, Any]:
    """Why a sheet cannot be made of what a draft says now, as a page is told it; empty where its file says it all."""
    draft = studio.desk.consult(ref)
    saved = draft.finish()
    if saved.is_whole:
        return {}
    if saved.state == "invalid":
        return {"doubts": doubts(studio, [each.problem for each in draft.problems()])}
    return {"said": [studio.say(f"consult.file_{saved.state}")]}


def mailed(studio: Studio, ref: str) -> tuple[dict[str, Any], int]:
    """Makes the copy for mail; its password is in this answer, and nowhere else."""
    from handouts.produce.mailcopy import make_password, opens

    password = make_password()
    (outcome, *_) = studio.builder.make(SHEETS, ref, mail=password)
    if not outcome.mailed or not opens(read_regular(outcome.mailed), password):
        return {"doubts": doubts(studio, outcome.problems)}, 422
    return {"password": password, "file": outcome.mailed.relative_to(studio.folder().root).as_posix()}, 200
