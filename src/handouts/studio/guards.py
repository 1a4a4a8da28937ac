"""Which requests are hers: each is refused unless all that a browser says of it is as it must be.

Another page in the same browser can send requests to any address of this computer, and other programs can listen on
other ports of it; neither knows the random path, has the cookie that is sent to it alone, or the word that each of her
pages holds. Each of the checks below would do against most of what is known; they do not lean on each other.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from flask import Request, Response, request

if TYPE_CHECKING:
    from flask import Flask

    from handouts.studio.session import Studio

COOKIE = "studio"
TOKEN_HEADER = "X-Studio-Token"  # noqa: S105  # the name of the header, not what it holds
EDIT_BYTES = 256 * 1024
UPLOAD_BYTES = 12 * 1024 * 1024
HEADER_BYTES = 32 * 1024
QUERIES = frozenset({"t", "after", "width", "rev"})
"""What an address may hold behind its question mark: never anything of a person."""
_HERE = frozenset({"same-origin", "none"})
_PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self';"
    " frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_PDF_POLICY = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'"
"""The viewer of a browser puts its own page around a PDF; her page may frame it, to print it."""

View = TypeVar("View", bound=Callable[..., Any])


class Refused(Exception):
    """A request that is not answered: `status` is that of HTTP, `why` the name of its words under `errors`."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status
        self.why = why


def takes_upload(view: View) -> View:
    """Lets a view take a file of at most `UPLOAD_BYTES`, as a form with parts; any other takes JSON."""
    view.takes_upload = True  # type: ignore[attr-defined]  # Flask knows its views by their function
    return view


def opens_without_cookie(view: View) -> View:
    """Lets a view be asked for by a browser that is not let in yet."""
    view.opens = True  # type: ignore[attr-defined]
    return view


def guard(app: Flask, studio: Studio) -> None:
    """Has the app refuse what is not hers, and say with each answer what a browser may do with it."""

    @app.before_request
    def refuse() -> None:
        view = app.view_functions.get(request.endpoint or "")
        _check_address(request, studio)
        _check_origin(request, studio.address.origin)
        if not getattr(view, "opens", False):
            _check_cookie(request, studio.cookie)
        if request.method == "POST":
            _check_post(request, studio.token, upload=getattr(view, "takes_upload", False))

    @app.after_request
    def close(response: Response) -> Response:
        is_pdf = response.mimetype == "application/pdf"
        headers = response.headers
        headers["Content-Security-Policy"] = _PDF_POLICY if is_pdf else _PAGE_POLICY
        headers["X-Frame-Options"] = "SAMEORIGIN" if is_pdf else "DENY"
        headers.setdefault("Cache-Control", "no-store")
        headers["Referrer-Policy"] = "no-referrer"
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
        headers["Cross-Origin-Resource-Policy"] = "same-origin"
        headers["X-Content-Type-Options"] = "nosniff"
        headers["X-Robots-Tag"] = "noindex"
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), interest-cohort=()"
        return response


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode("utf-8", "replace"), other.encode("utf-8", "replace"))


def _check_address(asked: Request, studio: Studio) -> None:
    """The very name that the studio has, its path, and nothing else in the address."""
    if asked.method not in {"GET", "HEAD", "POST"}:
        raise Refused(405, "refused")
    if asked.environ.get("HTTP_HOST") != studio.address.origin.removeprefix("http://"):
        raise Refused(403, "refused")
    if not str(asked.environ.get("REQUEST_URI", "/")).startswith("/"):  # as a proxy is asked, with a name of its own
        raise Refused(403, "refused")
    first = asked.path.removeprefix("/").partition("/")[0]
    if not _same(first, studio.address.path):
        raise Refused(404, "refused")
    if asked.args.keys() - QUERIES or any(len(values) > 1 for _, values in asked.args.lists()):
        raise Refused(400, "refused")


def _check_origin(asked: Request, origin: str) -> None:
    """That the browser says of no other page that it asks; what it says nothing of, it says where something changes."""
    said = asked.headers.get("Origin")
    if said != origin and (said is not None or asked.method == "POST"):
        raise Refused(403, "refused")
    site, mode = asked.headers.get("Sec-Fetch-Site", "same-origin"), asked.headers.get("Sec-Fetch-Mode", "")
    if site not in _HERE or (site == "none" and (asked.method == "POST" or mode not in {"", "navigate"})):
        raise Refused(403, "refused")


def _check_cookie(asked: Request, cookie: str) -> None:
    # Another port of this computer may have set one of the same name, which is sent as well.
    if not any(_same(each, cookie) for each in asked.cookies.getlist(COOKIE)):
        raise Refused(403, "not_let_in")


def _check_post(asked: Request, token: str, *, upload: bool) -> None:
    """The word of her page in a header, a kind of body that no form of another page can send, and its size."""
    if not _same(asked.headers.get(TOKEN_HEADER, ""), token):
        raise Refused(403, "refused")
    if asked.mimetype != ("multipart/form-data" if upload else "application/json"):
        raise Refused(415, "refused")
    most = UPLOAD_BYTES if upload else EDIT_BYTES
    asked.max_content_length = most
    if asked.content_length is None:
        raise Refused(411, "refused")
    if asked.content_length > most:
        raise Refused(413, "too_large_upload" if upload else "too_large")


def body(asked: Request) -> dict[str, Any]:
    """The JSON object of a request. Raises Refused for anything else."""
    try:
        value = asked.get_json()
    except RecursionError:
        value = None
    if not isinstance(value, dict):
        raise Refused(400, "refused")
    return value


def text_of(value: dict[str, Any], name: str, most: int = 200) -> str:
    """A text in the body of a request, empty where it is not there. Raises Refused for what is none, or too long."""
    text = value.get(name, "")
    if not isinstance(text, str) or len(text) > most:
        raise Refused(400, "refused")
    return text.strip()
