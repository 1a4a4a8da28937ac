"""The consult: a form in the order of the talk, and the paper beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, jsonify, redirect, render_template, request, url_for

from handouts.content.model.describing import describe
from handouts.content.model.diary import Diary, Scale
from handouts.content.model.intake import Intake
from handouts.content.model.sheet import Agreement, Appointment, Client, Consult, Step
from handouts.files.naming import safe_ref
from handouts.problems import ContentError
from handouts.studio.doubting import notes
from handouts.studio.filling import appointment_said, form, recipe_diary, recipe_modules
from handouts.studio.guards import Refused, body, text_of
from handouts.studio.lines import labels, schedule
from handouts.studio.phrases import keep, offers
from handouts.studio.screens.editing import WAIT, apply, choose, edits_of, kept, no_paper, paper_of, standing
from handouts.studio.screens.making import doubts
from handouts.studio.sending import advice, whole, with_diary

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flask.typing import ResponseReturnValue

    from handouts.studio.drafts.documents import Found
    from handouts.studio.drafts.draft import Draft
    from handouts.studio.drafts.keeping import Applied
    from handouts.studio.session import Studio

_ICONS = {"activity": "walk", "oral": "drop", "topical": "hand"}
_MODELS = {each.__name__: each for each in (Agreement, Appointment, Client, Consult, Diary, Intake, Scale, Step)}


def routes(studio: Studio) -> Blueprint:
    """The routes of a consult."""
    pages = Blueprint("consult", __name__)

    @pages.get("/consult/<ref>")
    def shown(ref: str) -> ResponseReturnValue:
        if not studio.is_begun:
            return redirect(url_for("first.shown"), 303)
        try:
            draft = _draft(studio, ref)
        except ContentError as refused:
            return render_template("broken.html", ref=ref, doubts=doubts(studio, refused.problems))
        draft.look()
        studio.desk.show(draft, anew=True)
        return render_template("consult.html", **view(studio, draft))

    @pages.get("/doc/consult.<ref>/form")
    def again(ref: str) -> ResponseReturnValue:
        return render_template("consult_form.html", **view(studio, _draft(studio, ref)))

    @pages.post("/doc/consult.<ref>/edit")
    def edit(ref: str) -> ResponseReturnValue:
        told = edited(studio, _draft(studio, ref), body(request))
        return jsonify(told), 409 if told["conflicts"] else 200

    @pages.post("/doc/consult.<ref>/<any(undo, redo):way>")
    def back(ref: str, way: str) -> ResponseReturnValue:
        draft, rev = _draft(studio, ref), body(request).get("rev")
        with draft.lock:
            # What was offered to be taken back is that very edit, or nothing.
            is_over = rev is not None and rev != draft.rev
            applied = None if is_over else draft.undo() if way == "undo" else draft.redo()
            return jsonify(answer(studio, draft, applied))

    _add_paper(studio, pages)
    return pages


def _add_paper(studio: Studio, pages: Blueprint) -> None:
    @pages.post("/doc/consult.<ref>/let_be")
    def let_be(ref: str) -> ResponseReturnValue:
        draft, asked = _draft(studio, ref), body(request)
        studio.desk.let_be(ref).add(text_of(asked, "note", 1000))
        return jsonify(answer(studio, draft, None))

    @pages.post("/doc/consult.<ref>/<any(again, over):way>")
    def filed(ref: str, way: str) -> ResponseReturnValue:
        draft = _draft(studio, ref)
        with draft.lock:
            if way == "over":
                draft.write_over()
            return jsonify(answer(studio, draft, draft.apply("", 0, [])))

    @pages.post("/doc/consult.<ref>/settle")
    def settle(ref: str) -> ResponseReturnValue:
        draft = _draft(studio, ref)
        return jsonify(answer(studio, draft, choose(draft, body(request))))

    @pages.get("/doc/consult.<ref>/offers")
    def offered(ref: str) -> ResponseReturnValue:
        _draft(studio, ref)
        return jsonify(offers(studio))

    @pages.post("/doc/consult.<ref>/phrase")
    def phrase(ref: str) -> ResponseReturnValue:
        _draft(studio, ref)
        asked = body(request)
        if text := text_of(asked, "text"):
            keep(studio, text, kept=asked.get("kept") is True)
        return jsonify(offers(studio))

    @pages.get("/doc/consult.<ref>/drawn")
    def drawn(ref: str) -> ResponseReturnValue:
        after = request.args.get("after", -1, int)
        return jsonify(paper(studio, _draft(studio, ref), after))


def _draft(studio: Studio, ref: str) -> Draft:
    return studio.desk.consult(safe_ref(ref))


def view(studio: Studio, draft: Draft) -> dict[str, Any]:
    """What the screen shows of a consult."""

    def title(key: str) -> str:
        model, _, name = key.partition(".")
        return describe(_MODELS[model], name, studio.language).title

    with draft.lock:
        state = answer(studio, draft, None)
        shown = form(studio, draft)
        others = [
            {"name": each.name, "title": each.title, "goal": each.goal} for each in shown["advice"] if not each.is_on
        ]
        words = studio.say.group("schedule")
        statuses = {each: words[each] for each in ("new", "changed", "stays", "was")}
        statuses["on_paper"] = studio.say.group("diary")["on_paper"]
        more = {"title": title, "state": state, "advice_offers": others, "icons": _ICONS, "statuses": statuses}
        return {**shown, **more}


def edited(studio: Studio, draft: Draft, asked: dict[str, Any]) -> dict[str, Any]:
    """Makes the edits that a page sent; what it is told. Raises Refused for what no page sends.

    A page that is left sends what was not answered `before` along; of that, what was made already is not made again.
    """
    before = asked.get("before", [])
    if not isinstance(before, list) or not all(isinstance(each, dict) and "before" not in each for each in before):
        raise Refused(400, "refused")
    with draft.lock:
        for each in [*before, asked]:
            told = _made(studio, draft, {**each, "tab": asked.get("tab", "")})
    return told


def _made(studio: Studio, draft: Draft, asked: dict[str, Any]) -> dict[str, Any]:
    (seq, edits), switched = edits_of(asked), asked.get("advice")
    with draft.lock:
        if isinstance(switched, dict):
            name = text_of(switched, "name")
            of_recipe = name in recipe_modules(studio, draft)
            edits = [*edits, *advice(draft, name, is_on=switched.get("on") is True, of_recipe=of_recipe)]
        wanted = with_diary(draft, edits, recipe_diary(studio, draft))
        begins = wanted is not edits
        applied = apply(draft, asked, seq, lambda: [whole(draft, each) for each in wanted])
        told = answer(studio, draft, applied)
        # Of a diary that begins as that of the recipe there is more than the page has typed.
        return {**told, "merged": told["merged"] or begins}


def answer(studio: Studio, draft: Draft, applied: Applied | None) -> dict[str, Any]:
    """How a draft stands after edits, and has its paper drawn; without edits it is only told."""
    file, told = kept(studio, draft, applied)
    return {
        **told,
        "reason": applied.reason if applied else file.reason,
        "file": standing(studio, file),
        "problems": notes(studio, draft, draft.problems()),
        "lines": labels(schedule(studio, draft)),
        "appointment": appointment_said(studio, draft),
    }


def paper(studio: Studio, draft: Draft, after: int) -> dict[str, Any]:
    """The paper of a draft beyond the stage `after`, or that there is none yet."""
    shown = studio.desk.shown(draft, after, WAIT)
    if shown is None:
        return no_paper(after)

    def problems(found: Iterable[Found]) -> list[dict[str, Any]]:
        return notes(studio, draft, [each for each in found if each.problem.mark.file == draft.file])

    return paper_of(shown, problems)
