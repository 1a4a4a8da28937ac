"""A brochure: its first page, and its formats to be made and opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, jsonify, redirect, render_template, url_for

from handouts.content.loading import load_brochure
from handouts.files.naming import safe_name
from handouts.problems import ContentError
from handouts.produce.documents import BROCHURES
from handouts.studio.screens.making import doubts, made

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from handouts.studio.session import Studio


def routes(studio: Studio) -> Blueprint:
    """The routes of a brochure."""
    pages = Blueprint("brochure", __name__)

    @pages.get("/brochure/<name>")
    def shown(name: str) -> ResponseReturnValue:
        if not studio.is_begun:
            return redirect(url_for("first.shown"), 303)
        try:
            brochure = load_brochure(studio.folder().open_reader(), safe_name(name)).value
        except ContentError as refused:
            return render_template("brochure.html", name=name, title=name, doubts=doubts(studio, refused.problems))
        return render_template("brochure.html", name=name, title=str(brochure.title), doubts=[])

    @pages.post("/doc/brochure.<name>/make")
    def make(name: str) -> ResponseReturnValue:
        told, status = made(studio, BROCHURES, safe_name(name))
        return jsonify(told), status

    return pages
