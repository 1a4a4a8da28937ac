"""All clients: each with the consults that follow each other, to go on from or to look back at."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from flask import Blueprint, redirect, render_template, url_for

from handouts.studio.clients import Visit, latest_of_each

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from handouts.studio.session import Studio


class Person(NamedTuple):
    """Somebody with at least one consult: the last one first."""

    name: str
    visits: tuple[Visit, ...]

    @property
    def latest(self) -> Visit:
        """The consult that a follow-up goes on from."""
        return self.visits[0]


def routes(studio: Studio) -> Blueprint:
    """The route of the list of clients."""
    pages = Blueprint("clients", __name__)

    @pages.get("/clients")
    def shown() -> ResponseReturnValue:
        if not studio.is_begun:
            return redirect(url_for("first.shown"), 303)
        visits = studio.clients.visits()
        unread = [each for each in visits if not each.first_name]
        return render_template("clients.html", people=people(visits), unread=unread)

    return pages


def people(visits: Iterable[Visit]) -> list[Person]:
    """Consults that follow each other together, by first name; of the same name the newest first."""
    visits = list(visits)
    by_ref = {each.ref: each for each in visits}
    found = []
    for latest in latest_of_each(visits):
        chain = {latest.ref: latest}
        before = by_ref.get(latest.follows or "")
        while before and before.ref not in chain:
            chain[before.ref] = before
            before = by_ref.get(before.follows or "")
        found.append(Person(latest.first_name, tuple(chain.values())))
    return sorted(found, key=lambda each: each.name.casefold())
