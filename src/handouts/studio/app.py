"""Puts the screens of the studio together into one application, behind its guards."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Flask, Request, jsonify, redirect, request, url_for
from jinja2 import StrictUndefined

from handouts.studio import assets
from handouts.studio.errors import report_errors
from handouts.studio.guards import COOKIE, Refused, guard, opens_without_cookie
from handouts.studio.screens import SCREENS

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from handouts.studio.session import Studio

_MOST_PARTS = 40
_MOST_TEXT = 256 * 1024
"""Of a form with a file: parts, and bytes of all that is no file; what is read at a time is among them."""


class _InMemory(Request):
    """A request of which a file that comes in is held in memory: on disk it would be beyond what `forget` knows."""

    def _get_file_stream(self, *_: Any, **__: Any) -> io.BytesIO:
        return io.BytesIO()


def create_app(studio: Studio) -> Flask:
    """The application of a studio; its address counts from when it is asked, so that the port may follow."""
    app = Flask("handouts.studio", static_folder=None, template_folder="templates")
    app.request_class = _InMemory
    app.config |= {"MAX_FORM_PARTS": _MOST_PARTS, "MAX_FORM_MEMORY_SIZE": _MOST_TEXT}
    app.json.sort_keys = False  # type: ignore[attr-defined]  # what is offered of a line is written in its order
    app.logger.disabled = True  # what is logged may hold words of a client
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True, "undefined": StrictUndefined}
    app.url_map.merge_slashes = False
    guard(app, studio)
    report_errors(app, studio)
    prefix = f"/{studio.address.path}"
    for routes in (_opening, assets.routes, *SCREENS):
        app.register_blueprint(routes(studio), url_prefix=prefix)

    @app.context_processor
    def shared() -> dict[str, Any]:
        def has(endpoint: str) -> bool:
            return endpoint in app.view_functions

        return {"say": studio.say, "language": studio.language, "token": studio.token, "studio": studio, "has": has}

    return app


def _opening(studio: Studio) -> Blueprint:
    """The routes by which a browser is let in, once for each word; and by which she closes the studio."""
    pages = Blueprint("opening", __name__)

    @pages.get("/open")
    @opens_without_cookie
    def opened() -> ResponseReturnValue:
        if not studio.redeem(request.args.get("t", "")):
            raise Refused(403, "not_let_in")
        answer = redirect(url_for("home.shown"), 303)
        answer.set_cookie(COOKIE, studio.cookie, path=f"/{studio.address.path}/", httponly=True, samesite="Strict")
        return answer

    @pages.post("/close")
    def closed() -> ResponseReturnValue:
        studio.close()
        return jsonify(said=[studio.say("shell.closed")])

    return pages
