"""What goes wrong is a calm page in her language, or for a script a sentence: never how the program failed."""

from __future__ import annotations

from pathlib import Path
from traceback import extract_tb
from typing import TYPE_CHECKING

from flask import jsonify, render_template, request
from werkzeug.exceptions import HTTPException

from handouts.languages.messages import translated
from handouts.problems import BrokenEnvironment, CommandError, ContentError, HandoutsError, UsageError
from handouts.studio.guards import COOKIE, Refused

if TYPE_CHECKING:
    from flask import Flask
    from flask.typing import ResponseReturnValue

    from handouts.studio.session import Studio


def report_errors(app: Flask, studio: Studio) -> None:
    """Has the app answer with a page, or for a script with JSON: `{"said": [...]}`."""

    def answered(status: int, title: str, said: list[str]) -> ResponseReturnValue:
        if request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate":
            return jsonify(title=title, said=said), status
        is_hers = request.cookies.get(COOKIE) == studio.cookie
        return render_template("error.html", title=title, said=said, is_hers=is_hers), status

    @app.errorhandler(Refused)
    def refused(reason: Refused) -> ResponseReturnValue:
        if reason.why == "refused":
            return "", reason.status
        return answered(reason.status, studio.say("errors.title"), [studio.say(f"errors.{reason.why}")])

    @app.errorhandler(HandoutsError)
    def told(reason: HandoutsError) -> ResponseReturnValue:
        status = 503 if isinstance(reason, BrokenEnvironment) else 422
        if isinstance(reason, UsageError):
            status = 409 if request.method == "POST" else 404
        return answered(status, studio.say("errors.title"), sentences(studio, reason))

    @app.errorhandler(HTTPException)
    def of_http(reason: HTTPException) -> ResponseReturnValue:
        status = reason.code or 500
        why = {404: "not_here", 413: "too_large"}.get(status, "refused")
        return answered(status, studio.say("errors.title"), [studio.say(f"errors.{why}")])

    @app.errorhandler(Exception)
    def unforeseen(reason: Exception) -> ResponseReturnValue:
        # Its message may hold words of a client; where it happened does not.
        studio.tell_failure(f"{type(reason).__name__} ({_place(reason)})")
        return answered(
            500, studio.say("errors.title"), [studio.say("errors.of_the_program", kind=type(reason).__name__)]
        )


def sentences(studio: Studio, reason: HandoutsError) -> list[str]:
    """What a failure says, in her language: of each mistake its place and its sentence."""
    if isinstance(reason, ContentError):
        return [f"{each.mark}: {translated(each.message, studio.language)}" for each in reason.problems]
    return [translated(reason.message, studio.language)] if isinstance(reason, CommandError) else [str(reason)]


def _place(reason: Exception) -> str:
    frames = extract_tb(reason.__traceback__)
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
