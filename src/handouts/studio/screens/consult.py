"""A consult: what is in it, and its sheet to be made and opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, jsonify, redirect, render_template, url_for

from handouts.content.loading import load_consult
from handouts.content.model.describing import describe
from handouts.content.model.sheet import Consult
from handouts.files.naming import safe_ref
from handouts.problems import ContentError
from handouts.produce.documents import SHEETS
from handouts.studio.screens.making import doubts, made

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask.typing import ResponseReturnValue

    from handouts.studio.session import Studio


def routes(studio: Studio) -> Blueprint:
    """The routes of a consult."""
    pages = Blueprint("consult", __name__)

    @pages.get("/consult/<ref>")
    def shown(ref: str) -> ResponseReturnValue:
        if not studio.is_begun:
            return redirect(url_for("first.shown"), 303)
        return render_template("consult.html", ref=ref, **view(studio, safe_ref(ref)))

    @pages.post("/doc/consult.<ref>/make")
    def make(ref: str) -> ResponseReturnValue:
        told, status = made(studio, SHEETS, safe_ref(ref))
        return jsonify(told), status

    return pages


def view(studio: Studio, ref: str) -> dict[str, Any]:
    """What the screen shows of a consult. Raises UsageError where there is none."""
    folder = studio.folder()
    folder.must_hold("clients", ref)
    try:
        consult = load_consult(folder.open_reader(), ref).value
    except ContentError as refused:
        return {"first_name": "", "parts": [], "doubts": doubts(studio, refused.problems)}
    return {
        "first_name": str(consult.client.first_name),
        "day": studio.say.long_day(consult.date),
        "parts": list(_parts(studio, consult)),
        "doubts": [],
    }


def _parts(studio: Studio, consult: Consult) -> Iterator[tuple[str, list[str]]]:
    """What is filled in, as plain lines under the title of each field."""
    lines = {
        "summary_steps": [str(each.step) for each in consult.summary_steps],
        "discussed": _paragraphs(consult.discussed),
        "goals": [str(each) for each in consult.goals],
        "schedule": [f"{each.product} {each.dose or ''}".strip() for each in consult.schedule],
        "modules": [each.use for each in consult.modules if not each.drop],
        "note": _paragraphs(consult.note),
    }
    for field, said in lines.items():
        if any(said):
            yield describe(Consult, field, studio.language).title, [each for each in said if each]


def _paragraphs(text: str | None) -> list[str]:
    return [" ".join(each.split()) for each in str(text or "").split("\n\n")]
