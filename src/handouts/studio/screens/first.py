"""The first run: her own practice, how her paper looks, and a first sheet, in the folder that is made for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, Response, abort, jsonify, redirect, render_template, request, url_for

from handouts.languages.messages import translated
from handouts.languages.texts import languages
from handouts.problems import ContentError
from handouts.studio.guards import Refused, body, text_of
from handouts.studio.screens.beginning import begin
from handouts.studio.starting import OwnPractice, looks_of
from handouts.studio.words import as_sentence

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from handouts.studio.session import Studio

_PRACTISED_ON = "Sam"


def routes(studio: Studio) -> Blueprint:
    """The routes of the first run; once there is a practice folder, they lead home."""
    pages = Blueprint("first", __name__)

    @pages.get("/first")
    def shown() -> ResponseReturnValue:
        if studio.is_begun:
            return redirect(url_for("home.shown"), 303)
        looks = looks_of(studio.place, studio.language)
        own = studio.beginning.own
        spoken = sorted(languages(), key=lambda each: each != studio.language)
        return render_template("first.html", looks=looks, languages=spoken, place=studio.place, own=own)

    @pages.post("/first/practice")
    def named() -> ResponseReturnValue:
        _only_before(studio)
        asked = body(request)
        own = OwnPractice(
            text_of(asked, "practice"), text_of(asked, "name"), text_of(asked, "phone"), text_of(asked, "email"),
            text_of(asked, "language", 8) or studio.language,
        )  # fmt: skip
        if not own.name or not own.practitioner:
            return jsonify(said=[studio.say("first.names_needed")]), 422
        try:
            studio.beginning.say(own)
        except ContentError as refused:
            said = [as_sentence(translated(each.message, studio.language)) for each in refused.problems]
            return jsonify(said=said), 422
        return jsonify(language=studio.language)

    @pages.get("/first/look/<look>/<palette>.png")
    def picture(look: str, palette: str) -> Response:
        _check_look(studio, look, palette)
        data = studio.beginning.picture(look, palette)
        return Response(data, mimetype="image/png") if data else abort(404)

    @pages.post("/first")
    def made() -> ResponseReturnValue:
        _only_before(studio)
        asked = body(request)
        look, palette = text_of(asked, "look"), text_of(asked, "palette")
        _check_look(studio, look, palette)
        if studio.beginning.own is None:
            return jsonify(said=[studio.say("first.names_needed")]), 422
        studio.beginning.make_folder(studio.beginning.own._replace(look=look, palette=palette))
        if asked.get("practise") is not True:
            return jsonify(ref="")
        recipe = studio.folder().names("sheets")[0]
        return jsonify(begin(studio, _PRACTISED_ON, recipe, None, sure=True)._asdict())

    return pages


def _only_before(studio: Studio) -> None:
    if studio.is_begun:
        raise Refused(409, "begun_already")


def _check_look(studio: Studio, look: str, palette: str) -> None:
    """Refuses what is none of the looks that are shown."""
    choices = looks_of(studio.place, studio.language)
    if not any(each.name == look and palette in {one.name for one in each.palettes} for each in choices):
        raise Refused(404, "not_here")
