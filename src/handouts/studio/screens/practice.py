"""The practice and its look: what stands on all her paper, her colours and pictures, and beside it a brochure so."""

from __future__ import annotations

import secrets
from threading import Lock
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, abort, jsonify, redirect, render_template, request, url_for

from handouts.content.looks import look_names
from handouts.files.folder import MARKER
from handouts.files.naming import read_regular
from handouts.problems import ContentError
from handouts.studio.guards import Refused, body, takes_upload
from handouts.studio.screens.brochure_pictures import keep, shown
from handouts.studio.screens.editing import WAIT, apply, choose, edits_of, kept, no_paper, paper_of
from handouts.studio.screens.making import as_found, doubts
from handouts.studio.screens.practice_form import PICTURES, colours, form, sheet
from handouts.studio.screens.practice_sending import whole
from handouts.studio.sending import value_at

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from handouts.studio.drafts.documents import Found
    from handouts.studio.drafts.draft import Draft
    from handouts.studio.drafts.keeping import Applied
    from handouts.studio.session import Studio

_TOLD = {"clash", "broken", "deleted", "unwritable"}
"""How a file may stand that is said above the form."""
_ENGINE = Lock()
"""The sheet for a printer is laid out in this process, once at a time."""


def routes(studio: Studio) -> Blueprint:
    """The routes of the practice."""
    pages = Blueprint("practice", __name__)

    @pages.get("/practice")
    def shown() -> ResponseReturnValue:
        if not studio.is_begun:
            return redirect(url_for("first.shown"), 303)
        try:
            draft = _draft(studio)
        except ContentError as refused:
            return render_template("broken.html", ref=MARKER, doubts=doubts(studio, refused.problems))
        draft.look()
        return render_template("practice.html", **view(studio, draft))

    @pages.get("/doc/practice/form")
    def again() -> ResponseReturnValue:
        return render_template("practice_form.html", **view(studio, _draft(studio)))

    @pages.post("/doc/practice/edit")
    def edit() -> ResponseReturnValue:
        told = edited(studio, _draft(studio), body(request))
        return jsonify(told), 409 if told["conflicts"] else 200

    @pages.post("/doc/practice/<any(undo, redo):way>")
    def back(way: str) -> ResponseReturnValue:
        draft = _draft(studio)
        return jsonify(answer(studio, draft, draft.undo() if way == "undo" else draft.redo()))

    @pages.post("/doc/practice/settle")
    def settle() -> ResponseReturnValue:
        draft = _draft(studio)
        return jsonify(answer(studio, draft, choose(draft, body(request))))

    _add_paper(studio, pages)
    _add_pictures(studio, pages)
    return pages


def _add_paper(studio: Studio, pages: Blueprint) -> None:
    @pages.get("/doc/practice/drawn")
    def drawn() -> ResponseReturnValue:
        return jsonify(paper(studio, _draft(studio), request.args.get("after", -1, int)))

    @pages.get("/practice/look/<look>.png")
    def in_look(look: str) -> Response:
        tree = _draft(studio).tree
        if look not in look_names(studio.folder()) or not isinstance(tree, dict):
            abort(404)
        data = studio.fitting.picture(tree, look)
        return Response(data, mimetype="image/png") if data else abort(404)

    @pages.post("/practice/calibration")
    def calibration() -> ResponseReturnValue:
        from handouts.produce.housekeeping import make_calibration

        with _ENGINE:
            made = make_calibration(studio.folder(), None)
        return jsonify(pdf=f"pdf/{studio.kept.put(read_regular(made))}", said=[])


def _add_pictures(studio: Studio, pages: Blueprint) -> None:
    @pages.get("/practice/picture/<any(logo, portrait, signature):what>")
    def picture(what: str) -> Response:
        file = sheet(studio, _draft(studio), what).file
        found = shown(studio, file) if file else None
        return Response(found[0], mimetype=found[1]) if found else abort(404)

    @pages.post("/practice/picture/<any(logo, portrait, signature):what>")
    @takes_upload
    def taken(what: str) -> ResponseReturnValue:
        sent = request.files.get("picture")
        if sent is None:
            raise Refused(400, "refused")
        told, status = take(studio, what, sent.read())
        return jsonify(told), status


def _draft(studio: Studio) -> Draft:
    return studio.desk.open("practice", "")


def view(studio: Studio, draft: Draft) -> dict[str, Any]:
    """What the screen shows of a practice."""
    with draft.lock:
        return {
            **form(studio, draft),
            "state": answer(studio, draft, None),
            "has_paper": studio.fitting.job() is not None,
        }


def edited(studio: Studio, draft: Draft, asked: dict[str, Any]) -> dict[str, Any]:
    """Makes the edits that a page sent; what it is told. Raises Refused for what no page sends."""
    seq, edits = edits_of(asked)
    with draft.lock:
        applied = apply(draft, asked, seq, lambda: list(whole(draft, edits)))
        return answer(studio, draft, applied)


def take(studio: Studio, what: str, data: bytes) -> tuple[dict[str, Any], int]:
    """Keeps a picture of the practice, and has the practice name it; or why it cannot be printed.

    It is called after what it is, whatever its file was called. Raises BrokenEnvironment.
    """
    told = keep(studio, studio.say(f"practice.file_{what}"), data)
    if not told.get("file"):
        return {"said": [], **told}, 422
    draft, path = _draft(studio), PICTURES[what]
    with draft.lock:
        edit = {"path": list(path), "was": value_at(draft, path), "to": told["file"]}
        applied = draft.apply(f"p{secrets.token_hex(8)}", 1, [edit])
        return {**answer(studio, draft, applied), "file": told["file"]}, 200


def answer(studio: Studio, draft: Draft, applied: Applied | None) -> dict[str, Any]:
    """How a draft stands after edits, and has its paper drawn; without edits it is only told."""
    file, told = kept(studio, draft, applied)
    return {
        **told,
        "reason": applied.reason if applied else "",
        "file": file.state,
        "said": [studio.say(f"consult.file_{file.state}")] if file.state in _TOLD else [],
        "problems": as_found(studio, draft.problems()),
        "colours": colours(studio, draft),
    }


def paper(studio: Studio, draft: Draft, after: int) -> dict[str, Any]:
    """A brochure with the practice as it is typed, beyond the stage `after`; or that there is none yet."""
    job = studio.fitting.job()
    if job is None:
        return no_paper(after)
    studio.desk.show(draft, job)
    found = studio.desk.shown(draft, after, WAIT, job)
    return paper_of(found, lambda found: as_found(studio, filter(_is_hers, found))) if found else no_paper(after)


def _is_hers(found: Found) -> bool:
    """Whether a Problem is about the practice, and not said by the screen itself."""
    return found.problem.mark.file == MARKER and found.problem.rule != "contrast"
