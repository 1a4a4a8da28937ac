"""The end of a consult: its sheet is made as the command makes it, proven in words, printed, and locked for mail."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from flask import Blueprint, jsonify, redirect, render_template, request, url_for

from handouts.files.naming import read_regular, safe_ref
from handouts.problems import ContentError
from handouts.produce.documents import SHEETS
from handouts.produce.file_texts import texts_of_pages
from handouts.studio.doubting import notes
from handouts.studio.filling import person
from handouts.studio.guards import body
from handouts.studio.screens.making import doubts
from handouts.studio.shelf import first_pages

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flask.typing import ResponseReturnValue

    from handouts.problems import Problem
    from handouts.studio.session import Studio

_PICTURED = 3
"""Pages that are shown, of one that has more."""
_WIDTH = 760
"""Of their pictures, in dots: two for each pixel of the widest."""
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def routes(studio: Studio) -> Blueprint:
    """The routes by which a sheet is made."""
    pages = Blueprint("finish", __name__)

    @pages.get("/finish/<ref>")
    def shown(ref: str) -> ResponseReturnValue:
        try:
            draft = studio.desk.consult(safe_ref(ref))
        except ContentError:
            return redirect(url_for("consult.shown", ref=ref), 303)
        return render_template("finish.html", ref=ref, **person(studio, draft))

    @pages.post("/doc/consult.<ref>/make")
    def make(ref: str) -> ResponseReturnValue:
        low_ink = body(request).get("low_ink") is True
        if refused := unfinished(studio, safe_ref(ref)):
            return jsonify(refused), 409
        told, status = made(studio, safe_ref(ref), low_ink=low_ink)
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
        return {"notes": notes(studio, draft, draft.problems())}
    name = "disk_full" if saved.reason == "disk_full" else "disk_closed" if saved.reason else saved.state
    line = next((each.mark.line for each in saved.problems if each.mark.line), 0)
    text = str(studio.say.group("files").get(name, studio.say("finish.clash")))
    return {"said": [text.format(line=line or "?")]}


def made(studio: Studio, ref: str, *, low_ink: bool) -> tuple[dict[str, Any], int]:
    """Makes the sheet; gives what a page is told of it, and the status of HTTP."""
    outcomes = studio.builder.make(SHEETS, ref, low_ink=low_ink)
    files, words = [], 0
    for each in outcomes:
        if each.path:
            pdf = read_regular(each.path)
            words = words or words_in(pdf)
            pictures = [studio.kept.put(picture) for picture in first_pages(pdf, _WIDTH, _PICTURED)]
            name = each.path.relative_to(studio.folder().root).as_posix()
            address = f"pdf/{studio.kept.put(pdf)}"
            files.append({"pdf": address, "pages": each.pages, "name": name, "pictures": pictures})
    problems = list(dict.fromkeys(problem for each in outcomes for problem in each.problems))
    told = {"files": files, "words": words, "notes": _said(studio, ref, problems)}
    return told, 200 if files else 422


def _said(studio: Studio, ref: str, problems: Iterable[Problem]) -> list[dict[str, Any]]:
    draft = studio.desk.consult(ref)
    found = studio.desk.found(draft, problems)
    own = [each for each in found if each.problem.mark.file == draft.file]
    others = [each.problem for each in found if each.problem.mark.file != draft.file]
    return [*notes(studio, draft, own), *({"path": [], **said} for said in doubts(studio, others))]


def words_in(pdf: bytes) -> int:
    """How many words a sheet has. That each is on paper and none is there besides is what the proof found."""
    return sum(len(_WORD.findall(text)) for text in texts_of_pages(pdf) or [])


def mailed(studio: Studio, ref: str) -> tuple[dict[str, Any], int]:
    """Makes the copy for mail; its password is in this answer, and nowhere else."""
    from handouts.produce.mailcopy import make_password, opens

    password = make_password()
    (outcome, *_) = studio.builder.make(SHEETS, ref, mail=password)
    if not outcome.mailed or not opens(read_regular(outcome.mailed), password):
        return {"doubts": doubts(studio, outcome.problems)}, 422
    return {"password": password, "file": outcome.mailed.relative_to(studio.folder().root).as_posix()}, 200
