"""A new brochure: from nothing, or as another one, of which her words then take the place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from flask import Blueprint, jsonify, redirect, render_template, request, url_for

from handouts.content.dumping import dump
from handouts.content.loading import load_brochure
from handouts.content.model.formats import FORMATS
from handouts.content.patching import Change, Put, Remove, patch
from handouts.content.reading import survey_yaml
from handouts.files.folder import MAX_FILE
from handouts.files.layout import content_file
from handouts.files.naming import read_regular, safe_name
from handouts.files.writing import PUBLIC, write
from handouts.problems import ContentError
from handouts.studio.arrivals import plain_name
from handouts.studio.guards import Refused, body, text_of

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from handouts.studio.session import Studio

_OF_THE_OTHER = ("version", "reviewed", "review_due", "url")
"""What a brochure says of itself, and what is not so of one that is made like it."""
_LONGEST = 120


class Example(NamedTuple):
    """A brochure that a new one may begin as."""

    name: str
    title: str


def routes(studio: Studio) -> Blueprint:
    """The routes of a new brochure."""
    pages = Blueprint("brochure_new", __name__)

    @pages.get("/new-brochure")
    def shown() -> ResponseReturnValue:
        if not studio.is_begun:
            return redirect(url_for("first.shown"), 303)
        return render_template("brochure_new.html", examples=examples(studio))

    @pages.post("/new-brochure")
    def made() -> ResponseReturnValue:
        asked = body(request)
        title = " ".join(text_of(asked, "title", _LONGEST).split())
        if not title:
            return jsonify(said=[studio.say("brochure_new.title_needed")]), 422
        return jsonify(name=begin(studio, title, text_of(asked, "like")))

    return pages


def examples(studio: Studio) -> list[Example]:
    """Her brochures that can be read, by title."""
    found = []
    for name in studio.folder().names("brochures"):
        try:
            title = str(load_brochure(studio.folder().open_reader(), name).value.title)
        except ContentError:
            continue
        found.append(Example(name, title))
    return sorted(found, key=lambda each: each.title.casefold())


def begin(studio: Studio, title: str, like: str) -> str:
    """Writes a new brochure, as another one where `like` names it; gives its name.

    Raises UsageError where there is none of that name, BrokenEnvironment when it cannot be written.
    """
    folder = studio.folder()
    taken = folder.names("brochures")
    stem = plain_name(title) or plain_name(studio.say("brochure.title"))
    name = next(
        each for number in range(1, 10_000) if (each := f"{stem}-{number}" if number > 1 else stem) not in taken
    )
    path = folder.own(content_file("brochures", name))
    if path.exists():
        raise Refused(409, "refused")
    write(path, _like(studio, title, like) if like else _from_nothing(studio, title), mode=PUBLIC)
    return name


def _from_nothing(studio: Studio, title: str) -> bytes:
    section: dict[str, Any] = {"heading": studio.say("brochure_new.heading")}
    return dump({"title": title, "formats": (next(iter(FORMATS)),), "sections": [section]}).encode()


def _like(studio: Studio, title: str, like: str) -> bytes:
    folder = studio.folder()
    folder.must_hold("brochures", safe_name(like))
    file = content_file("brochures", safe_name(like))
    data = read_regular(folder.own(file), MAX_FILE)
    held = survey_yaml(data, file).value
    changes: list[Change] = [Put(("title",), title)]
    changes += [Remove((key,)) for key in _OF_THE_OTHER if isinstance(held, dict) and key in held]
    return patch(data, file, changes)
