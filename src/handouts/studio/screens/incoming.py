"""A text of hers that comes in: what would become of it is shown first, and written only once she says so."""

from __future__ import annotations

import os
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from flask import Blueprint, jsonify, redirect, render_template, request, url_for

from handouts.content.loading import load_practice
from handouts.files.layout import content_file
from handouts.languages.texts import languages
from handouts.problems import ContentError, UsageError
from handouts.studio.arrivals import Arrival, bare_name, plain_name
from handouts.studio.errors import sentences
from handouts.studio.guards import Refused, body, takes_upload, text_of
from handouts.studio.screens.incoming_outline import doubts_of, outline

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from handouts.intake.importing import Imported
    from handouts.studio.session import Studio

_KINDS: tuple[Literal["brochure", "module"], ...] = ("brochure", "module")
_MOST_PICTURES = 60
_LONGEST = 300


class Wished(NamedTuple):
    """What is to be made of a file: a brochure or a module, in which language, and what its pictures show."""

    kind: Literal["brochure", "module"]
    language: str
    shown: dict[str, str]


def routes(studio: Studio) -> Blueprint:
    """The routes of what comes in."""
    pages = Blueprint("incoming", __name__)

    @pages.get("/import")
    def shown() -> ResponseReturnValue:
        if not studio.is_begun:
            return redirect(url_for("first.shown"), 303)
        return render_template("incoming.html", languages=_languages(studio), usual=_usual_language(studio))

    @pages.post("/import/read")
    @takes_upload
    def came_in() -> ResponseReturnValue:
        sent = request.files.get("file")
        if sent is None:
            raise Refused(400, "refused")
        source = bare_name(sent.filename or "") or studio.say("incoming.a_file")
        word = studio.arrivals.hold(Arrival(source, sent.read()))
        return _outlined(studio, word, Wished("brochure", _usual_language(studio), {}))

    @pages.post("/import/outline")
    def outlined() -> ResponseReturnValue:
        asked = body(request)
        return _outlined(studio, text_of(asked, "word", 64), _wished(asked))

    @pages.post("/import/leave")
    def left() -> ResponseReturnValue:
        studio.arrivals.let_go(text_of(body(request), "word", 64))
        return jsonify(said=[])

    @pages.post("/import")
    def written() -> ResponseReturnValue:
        asked = body(request)
        told, status = write(studio, text_of(asked, "word", 64), text_of(asked, "name"), _wished(asked))
        return jsonify(told), status

    return pages


def _languages(studio: Studio) -> list[str]:
    return sorted(languages(), key=lambda each: each != _usual_language(studio))


def _usual_language(studio: Studio) -> str:
    """That of the practice; that of the pages where the practice cannot be read."""
    try:
        return str(load_practice(studio.folder().open_reader()).value.language)
    except ContentError:
        return studio.language


def _wished(asked: dict[str, Any]) -> Wished:
    """What a page asks for. Raises Refused for what none of ours does."""
    kind, language, shown = asked.get("kind", "brochure"), text_of(asked, "language", 8), asked.get("shown", {})
    if kind not in _KINDS or language not in languages() or not isinstance(shown, dict) or len(shown) > _MOST_PICTURES:
        raise Refused(400, "refused")
    return Wished(kind, language, {str(name): text_of(shown, name, _LONGEST) for name in shown})


def _waiting(studio: Studio, word: str) -> Arrival:
    arrival = studio.arrivals.get(word)
    if arrival is None:
        raise Refused(409, "not_waiting")
    return arrival


def _outlined(studio: Studio, word: str, wished: Wished) -> ResponseReturnValue:
    """The outline of a file as a part of the page; a file of which nothing can be made is let go."""
    arrival = _waiting(studio, word)
    try:
        imported = take(studio, arrival, plain_name(PurePath(arrival.source).stem), wished, writes=False)
    except ContentError as refused:
        if wished.kind == "brochure":
            studio.arrivals.let_go(word)
        found = doubts_of(studio, refused.problems)
        html = render_template(
            "incoming_refused.html", doubts=found, source=arrival.source, is_module=wished.kind == "module"
        )
        return jsonify(html=html, word=word if wished.kind == "module" else "", said=[]), 422
    view = outline(studio, imported, is_module=wished.kind == "module")
    name = _free_name(studio, plain_name(PurePath(arrival.source).stem), wished.kind)
    html = render_template("incoming_outline.html", **view)
    return jsonify(html=html, word=word, source=arrival.source, name=name, said=[])


def take(studio: Studio, arrival: Arrival, name: str, wished: Wished, *, writes: bool) -> Imported:
    """Has a file taken in as `handouts import` does; a name is needed only for what is written. Raises as that does."""
    from handouts.produce.housekeeping import Given, Import, take_in

    asked = Import(wished.language, writes=writes, kind=wished.kind, shown=wished.shown)
    given = Given(arrival.source, lambda: arrival.data)
    return take_in(studio.folder(), given, name or "tekst", asked)[0]


def write(studio: Studio, word: str, typed: str, wished: Wished) -> tuple[dict[str, Any], int]:
    """Writes what was made of a file, and lets the file go; where that is, or why it was not written."""
    arrival, name = _waiting(studio, word), plain_name(typed)
    if not name:
        return {"said": [studio.say("incoming.name_needed")], "at": "name"}, 422
    if _is_taken(studio, name, wished.kind):
        free = _free_name(studio, name, wished.kind)
        return {"said": [studio.say("incoming.taken", name=name, free=free)], "at": "name"}, 422
    try:
        take(studio, arrival, name, wished, writes=True)
    except ContentError as refused:
        return {"said": sentences(studio, refused)}, 422
    except UsageError:
        if _is_taken(studio, name, wished.kind):
            raise
        return {"said": [studio.say("incoming.pictures_taken", name=name)], "at": "name"}, 422
    studio.arrivals.let_go(word)
    if wished.kind == "brochure":
        return {"address": url_for("brochure.shown", name=name), "said": []}, 200
    file = content_file("modules", name)
    return {"said": [studio.say("incoming.module_made", file=file)], "file": file}, 200


def _is_taken(studio: Studio, name: str, kind: str) -> bool:
    return os.path.lexists(studio.folder().own(content_file(f"{kind}s", name)))


def _free_name(studio: Studio, name: str, kind: str) -> str:
    """The name itself, or the first one with a number behind it that nothing has."""
    name = name or kind
    number = 2
    found = name
    while _is_taken(studio, found, kind):
        found = f"{name}-{number}"
        number += 1
    return found
