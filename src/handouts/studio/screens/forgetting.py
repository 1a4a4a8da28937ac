"""Throwing away a consult: what would go and what stays is shown first, and only then it is done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Blueprint, jsonify, render_template

from handouts.content.chains import summary_of
from handouts.files.naming import safe_ref, seen_from
from handouts.languages.messages import translated
from handouts.produce.forgetting import Removal, beyond_reach, forget

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from handouts.studio.session import Studio


def routes(studio: Studio) -> Blueprint:
    """The routes of the screen that asks, and of the answer."""
    pages = Blueprint("forgetting", __name__)

    @pages.get("/forget/<ref>")
    def shown(ref: str) -> ResponseReturnValue:
        folder = studio.folder()
        removal = forget(folder, safe_ref(ref), chain=False, yes=False)
        return render_template(
            "forgetting.html", ref=ref, first_name=summary_of(folder, ref).first_name or ref,
            files=list(_files(folder.root, removal)), staying=_said(studio, removal),
        )  # fmt: skip

    @pages.post("/forget/<ref>")
    def done(ref: str) -> ResponseReturnValue:
        ref = safe_ref(ref)
        studio.let_go(ref)
        removal = forget(studio.folder(), ref, chain=False, yes=True)
        if removal.failed:
            return jsonify(said=[studio.say("forgetting.failed"), *_said(studio, removal)]), 409
        return jsonify(said=[])

    return pages


def _files(root: Path, removal: Removal) -> Iterator[str]:
    """The files that go, as seen from the practice folder."""
    for each in removal.going:
        yield from (seen_from(root, path) for path in (each.consult, *each.files) if path)


def _said(studio: Studio, removal: Removal) -> list[str]:
    """What stays, and what deleting here cannot reach."""
    found: Iterable[str] = (*removal.remarks, *removal.closed, *beyond_reach(studio.folder()))
    return [translated(each, studio.language) for each in found]
