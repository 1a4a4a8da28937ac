"""Home: a first name begins a sheet; who comes today, what is to be finished, what is due, and her brochures."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from flask import Blueprint, Response, abort, jsonify, redirect, render_template, request, url_for

from handouts.content.loading import load_brochure, load_practice
from handouts.files.layout import NOUNS
from handouts.problems import ContentError
from handouts.studio.clients import Expected, Visit, expected_on, latest_of_each
from handouts.studio.guards import body, text_of
from handouts.studio.screens.beginning import begin, named, recipes_of

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from handouts.studio.session import Studio

_DUE_WITHIN = timedelta(days=30)
_UNFINISHED_SINCE = timedelta(days=60)
_MOST_UNFINISHED = 4
_NOON, _EVENING = 12, 18


class Row(NamedTuple):
    """A line of a list: what stands left, its name, what can be done with it, and a line of detail below.

    `ref` is the consult that it leads to; `follows` the one that a new consult would follow.
    """

    left: str
    name: str
    act: str
    detail: str
    ref: str = ""
    begins: dict[str, str] | None = None
    is_past: bool = False
    address: str = ""


class Cover(NamedTuple):
    """A brochure on the shelf."""

    name: str
    title: str
    detail: str


def routes(studio: Studio) -> Blueprint:
    """The routes of the home screen."""
    pages = Blueprint("home", __name__)

    @pages.get("/")
    def shown() -> ResponseReturnValue:
        if not studio.is_begun:
            return redirect(url_for("first.shown"), 303)
        return render_template("home.html", **view(studio))

    @pages.post("/consult")
    def begun() -> ResponseReturnValue:
        asked = body(request)
        name, follows = text_of(asked, "first_name"), text_of(asked, "follows", 60)
        sure = asked.get("sure") is True
        said = begin(studio, name, text_of(asked, "recipe"), follows or None, sure=sure)
        return jsonify(said._asdict()), 200 if said.ref else 422

    @pages.get("/cover/<name>.png")
    def cover(name: str) -> Response:
        picture = studio.shelf.picture(name)
        return Response(picture, mimetype="image/png") if picture else abort(404)

    return pages


def view(studio: Studio) -> dict[str, Any]:
    """What the home screen shows. Raises ContentError where the practice cannot be read."""
    from handouts.produce.catalogue import catalogue
    from handouts.records import Records

    say, folder, today = studio.say, studio.folder(), studio.today
    practice = load_practice(folder.open_reader()).value
    visits = studio.clients.visits()
    made = Records(folder, read_only=True).history.newest()
    entries = list(catalogue(folder, ("brochures", "modules")))
    return {
        "hello": say(f"home.{_part_of_day(studio.clock().hour)}", name=str(practice.practitioner.name).split()[0]),
        "today": say.day(today),
        "recipes": recipes_of(studio, visits),
        "expected": [_expected_row(studio, each, made) for each in expected_on(visits, today)],
        "unfinished": _unfinished(visits, made, today),
        "known": [_known(studio, each) for each in latest_of_each(visits)],
        "due": list(_due(studio, entries)),
        "shelf": [_cover(studio, each.name, each.title) for each in entries if each.kind == NOUNS["brochures"]],
        "is_example": folder.root == folder.shipped.resolve(),
    }


def _part_of_day(hour: int) -> str:
    return "morning" if hour < _NOON else "afternoon" if hour < _EVENING else "evening"


def _expected_row(studio: Studio, expected: Expected, made: Iterable[str]) -> Row:
    say, visit = studio.say, expected.visit
    is_made = visit.ref in made
    if expected.is_here:
        detail = say("home.again_on", ref=visit.ref, day=say.short_day(visit.next_day)) if visit.next_day else visit.ref
        act = say("home.made" if is_made else "home.to_finish")
        return Row(_short(expected.time), visit.first_name, act, detail, visit.ref, is_past=is_made)
    begins = {"first_name": visit.first_name, "recipe": visit.recipe, "follows": visit.ref}
    number = str((visit.number or 1) + 1)
    detail = say("home.nth", ref=visit.ref, number=number, recipe=named(visit.recipe))
    return Row(_short(expected.time), visit.first_name, say("home.follow"), detail, begins=begins)


def _short(time: str) -> str:
    """A time without its word: `10.30` for `10.30 uur`; what says more stays as it was written."""
    return re.sub(r"^(\d{1,2}(?:[.:]\d\d)?)\s*(?:uur|u\.?|h)$", r"\1", time)


def _unfinished(visits: Iterable[Visit], made: Iterable[str], today: date) -> list[Visit]:
    """Consults of the last weeks without a sheet, but for those of today, which are above."""
    since = today - _UNFINISHED_SINCE
    found = [each for each in visits if each.ref not in made and each.day != today and (each.day or today) >= since]
    return found[:_MOST_UNFINISHED]


def _known(studio: Studio, visit: Visit) -> dict[str, str]:
    """Somebody whom a follow-up can be made for, as the list of first names offers it."""
    say = studio.say
    day = say.short_day(visit.day) if visit.day else ""
    return {
        "name": visit.first_name,
        "detail": say("home.known", ref=visit.ref, day=day, recipe=named(visit.recipe)),
        "recipe": visit.recipe,
        "follows": visit.ref,
    }


def _due(studio: Studio, entries: Iterable[Any]) -> Iterable[Row]:
    """The brochures and modules that are to be reviewed within a month, the longest due first."""
    say, until = studio.say, studio.today + _DUE_WITHIN
    kinds = {NOUNS["brochures"]: "brochure", NOUNS["modules"]: "module"}
    found = [(date.fromisoformat(each.review_due), each) for each in entries if each.review_due and each.kind in kinds]
    for day, each in sorted(found, key=lambda one: (one[0], one[1].name)):
        if day <= until:
            kind = kinds[each.kind]
            when = "passed" if day < studio.today else "coming"
            address = url_for("brochure.shown", name=each.name) if kind == "brochure" else ""
            act = say("home.look") if address else ""
            yield Row(say.short_day(day), str(each.title), act, say(f"home.{kind}_{when}"), address=address)


def _cover(studio: Studio, name: str, title: str) -> Cover:
    try:
        brochure = load_brochure(studio.folder().open_reader(), name).value
    except ContentError as refused:
        return Cover(name, named(name), studio.say("home.mistakes", count=len(refused.problems)))
    formats = studio.say.group("formats")
    named_formats = [formats.get(each, each) for each in brochure.formats]
    return Cover(name, title, ", ".join(named_formats))
