"""A brochure: its form, the paper of each of its formats beside it, and its PDFs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, jsonify, redirect, render_template, request, url_for

from handouts.content.model.formats import FORMATS, PURPOSES
from handouts.files.naming import safe_name
from handouts.problems import ContentError
from handouts.produce.documents import BROCHURES
from handouts.produce.job import Job
from handouts.studio.guards import Refused, body
from handouts.studio.screens.brochure_form import form, patterns
from handouts.studio.screens.brochure_said import told as said
from handouts.studio.screens.brochure_sending import long_path, whole
from handouts.studio.screens.editing import WAIT, apply, choose, edits_of, kept, no_paper, paper_of, standing
from handouts.studio.screens.making import doubts, made

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flask.typing import ResponseReturnValue

    from handouts.problems import Problem
    from handouts.studio.drafts.documents import Found
    from handouts.studio.drafts.draft import Draft
    from handouts.studio.drafts.keeping import Applied
    from handouts.studio.session import Studio

_LOW_INK = "low-ink"


def routes(studio: Studio) -> Blueprint:
    """The routes of a brochure."""
    pages = Blueprint("brochure", __name__)

    @pages.get("/brochure/<name>")
    def shown(name: str) -> ResponseReturnValue:
        if not studio.is_begun:
            return redirect(url_for("first.shown"), 303)
        try:
            draft = _draft(studio, name)
        except ContentError as refused:
            found = doubts(studio, refused.problems)
            return render_template("broken.html", ref=safe_name(name), doubts=found)
        draft.look()
        return render_template("brochure.html", **view(studio, draft), **patterns(studio))

    @pages.get("/doc/brochure.<name>/form")
    def again(name: str) -> ResponseReturnValue:
        return render_template("brochure_again.html", **view(studio, _draft(studio, name)))

    @pages.post("/doc/brochure.<name>/edit")
    def edit(name: str) -> ResponseReturnValue:
        told = edited(studio, _draft(studio, name), body(request))
        return jsonify(told), 409 if told["conflicts"] else 200

    @pages.post("/doc/brochure.<name>/<any(undo, redo):way>")
    def back(name: str, way: str) -> ResponseReturnValue:
        draft = _draft(studio, name)
        return jsonify(answer(studio, draft, draft.undo() if way == "undo" else draft.redo()))

    @pages.post("/doc/brochure.<name>/settle")
    def settle(name: str) -> ResponseReturnValue:
        draft = _draft(studio, name)
        return jsonify(answer(studio, draft, choose(draft, body(request))))

    _add_paper(studio, pages)
    return pages


def _add_paper(studio: Studio, pages: Blueprint) -> None:
    @pages.post("/doc/brochure.<name>/<any(again, over):way>")
    def filed(name: str, way: str) -> ResponseReturnValue:
        draft = _draft(studio, name)
        with draft.lock:
            if way == "over":
                draft.write_over()
            return jsonify(answer(studio, draft, draft.apply("", 0, [])))

    @pages.get("/doc/brochure.<name>/<variant>/drawn")
    def drawn(name: str, variant: str) -> ResponseReturnValue:
        draft = _draft(studio, name)
        return jsonify(paper(studio, draft, _job(draft, variant), request.args.get("after", -1, int)))

    @pages.post("/doc/brochure.<name>/make")
    def make(name: str) -> ResponseReturnValue:
        low_ink = body(request).get("low_ink") is True
        if refused := unfinished(studio, _draft(studio, name)):
            return jsonify(refused), 409
        told, status = made(studio, BROCHURES, safe_name(name), low_ink=low_ink)
        return jsonify(told), status


def _draft(studio: Studio, name: str) -> Draft:
    return studio.desk.open("brochures", safe_name(name))


def _job(draft: Draft, variant: str) -> Job:
    """What `a4.home` or `booklet.screen.low-ink` asks for. Raises Refused for what no page asks for."""
    format_name, purpose, *more = [*variant.split("."), ""][:3]
    if format_name not in FORMATS or purpose not in PURPOSES or more[:1] not in ([""], [_LOW_INK]):
        raise Refused(404, "not_here")
    return Job("brochure", draft.name, format_name, purpose, low_ink=more[:1] == [_LOW_INK])


def view(studio: Studio, draft: Draft) -> dict[str, Any]:
    """What the screen shows of a brochure."""
    with draft.lock:
        return {**form(studio, draft), "state": answer(studio, draft, None)}


def edited(studio: Studio, draft: Draft, asked: dict[str, Any]) -> dict[str, Any]:
    """Makes the edits that a page sent; what it is told. Raises Refused for what no page sends."""
    seq, edits = edits_of(asked)
    with draft.lock:
        applied = apply(draft, asked, seq, lambda: [one for each in edits for one in whole(draft, each)])
        return answer(studio, draft, applied)


def answer(studio: Studio, draft: Draft, applied: Applied | None) -> dict[str, Any]:
    """How a draft stands after edits, and has its paper drawn; without edits it is only told."""
    file, told = kept(studio, draft, applied)
    return {
        **told,
        "reason": applied.reason if applied else file.reason,
        "file": standing(studio, file),
        "problems": said(studio, draft.problems()),
    }


def paper(studio: Studio, draft: Draft, job: Job, after: int) -> dict[str, Any]:
    """The paper of a draft in one of its variants beyond the stage `after`, or that there is none yet."""
    studio.desk.show(draft, job)
    shown = studio.desk.shown(draft, after, WAIT, job)
    if shown is None:
        return no_paper(after)

    def problems(found: Iterable[Found]) -> list[dict[str, Any]]:
        return said(studio, [each for each in found if _is_here(draft, each.problem)])

    return paper_of(shown, problems, lambda path: long_path(draft, path))


def _is_here(draft: Draft, problem: Problem) -> bool:
    """Whether it is about the brochure itself, or keeps it from being made."""
    return problem.severity == "error" or problem.mark.file == draft.file


def unfinished(studio: Studio, draft: Draft) -> dict[str, Any]:
    """Why PDFs cannot be made of what a draft says now, as a page is told it; empty where its file says it all."""
    saved = draft.save()  # what was done can still be undone
    if saved.is_whole:
        return {}
    if saved.state == "invalid":
        return {"doubts": doubts(studio, [each.problem for each in draft.problems()])}
    return {"said": [standing(studio, saved)["said"]]}
