"""The studio answers her own pages and nobody else: each hostile request is refused, each good one is answered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import TestResponse

from handouts.studio.guards import EDIT_BYTES, TOKEN_HEADER, UPLOAD_BYTES, takes_upload
from studio import FROM_A_PAGE, PORT, TYPED_IN, WORD, Browser, open_studio

ELSEWHERE = "https://elsewhere.example"
OTHER_PORT = "http://127.0.0.1:8000"
NEW = {"first_name": "Mila", "recipe": "magnesiumconsult"}

Ask = Callable[[Browser], TestResponse]


@pytest.fixture
def browser(clinic: Path) -> Iterator[Browser]:
    studio = open_studio(clinic)
    yield Browser(studio)
    studio.end()


def get(path: str = "", **headers: str) -> Ask:
    said = {**TYPED_IN, **{name.replace("_", "-"): value for name, value in headers.items()}}
    return lambda browser: browser.get(path, headers=said)


def at(path: str, method: str = "GET", **more: Any) -> Ask:
    return lambda browser: browser.ask(method, path, **{"headers": TYPED_IN, **more})


def host(name: str) -> Ask:
    return lambda browser: browser.get(host=name)


def as_a_proxy(name: str) -> Ask:
    return lambda browser: browser.get(environ_overrides={"REQUEST_URI": f"{name}{browser.root}"})


def post(path: str = "consult", **headers: str) -> Ask:
    return lambda browser: browser.post(path, NEW, headers=browser.of_a_page(**headers))


def without(*names: str) -> Ask:
    def ask(browser: Browser) -> TestResponse:
        headers = {name: value for name, value in browser.of_a_page().items() if name not in names}
        return browser.post("consult", NEW, headers=headers)

    return ask


def sent(data: Any, kind: str = "application/json", path: str = "consult", method: str = "POST") -> Ask:
    def ask(browser: Browser) -> TestResponse:
        headers = browser.of_a_page()
        return browser.ask(method, browser.root + path, headers=headers, data=data, content_type=kind)

    return ask


def wrong_path(path: str) -> Ask:
    return lambda browser: browser.ask("GET", path.replace("ROOT", browser.root), headers=TYPED_IN)


HOSTILE: dict[str, tuple[Ask, int]] = {
    # A name that leads to this computer, and what is like its own.
    "another name": (host("elsewhere.example"), 403),
    "another name with the port": (host(f"elsewhere.example:{PORT}"), 403),
    "localhost": (host(f"localhost:{PORT}"), 403),
    "the address without its port": (host("127.0.0.1"), 403),
    "another port": (host("127.0.0.1:80"), 403),
    "all addresses": (host(f"0.0.0.0:{PORT}"), 403),
    "the address as a number": (host(f"2130706433:{PORT}"), 403),
    "another address of this computer": (host(f"127.0.0.2:{PORT}"), 403),
    "the address of six": (host(f"[::1]:{PORT}"), 403),
    "a name that begins alike": (host(f"127.0.0.1.elsewhere.example:{PORT}"), 403),
    "the address with a dot": (host(f"127.0.0.1.:{PORT}"), 403),
    "two names": (host(f"127.0.0.1:{PORT}, elsewhere.example"), 403),
    "no name": (host(""), 403),
    "asked as a proxy, for another name": (as_a_proxy("http://elsewhere.example"), 403),
    "asked as a proxy, for its own name": (as_a_proxy(f"http://127.0.0.1:{PORT}"), 403),
    # Another path.
    "no path": (at("/"), 404),
    "another path": (at(f"/{'0' * 32}/"), 404),
    "the path in capitals": (lambda browser: browser.ask("GET", browser.root.upper(), headers=TYPED_IN), 404),
    "the beginning of the path": (lambda browser: browser.ask("GET", browser.root[:-3] + "/", headers=TYPED_IN), 404),
    "an icon that browsers ask for": (at("/favicon.ico"), 404),
    # Pages of others, by what the browser says of them.
    "a link on another site": (get(Sec_Fetch_Site="cross-site"), 403),
    "a link on another port": (get(Sec_Fetch_Site="same-site"), 403),
    "a picture on another site": (get(Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="no-cors"), 403),
    "a script on another port": (get("static/js/home.js", Sec_Fetch_Site="same-site", Sec_Fetch_Mode="no-cors"), 403),
    "what no page asks for by itself": (get(Sec_Fetch_Site="none", Sec_Fetch_Mode="no-cors"), 403),
    "an unknown kind of site": (get(Sec_Fetch_Site="somewhere"), 403),
    "another origin": (get(Origin=ELSEWHERE), 403),
    "the origin of another port": (get(Origin=OTHER_PORT), 403),
    "no origin that can be named": (get(Origin="null"), 403),
    "the origin under https": (get(Origin=f"https://127.0.0.1:{PORT}"), 403),
    "the origin with a path": (get(Origin=f"http://127.0.0.1:{PORT}/"), 403),
    # Something is to change.
    "a post of another origin": (post(Origin=ELSEWHERE), 403),
    "a post of another port": (post(Origin=OTHER_PORT), 403),
    "a post of no origin that can be named": (post(Origin="null"), 403),
    "a post without an origin": (without("Origin"), 403),
    "a post from another site": (post(Sec_Fetch_Site="cross-site"), 403),
    "a post from another port": (post(Sec_Fetch_Site="same-site"), 403),
    "a post that was typed in": (post(Sec_Fetch_Site="none"), 403),
    "a post without the word of the page": (without("X-Studio-Token"), 403),
    "a post with an empty word": (post(X_Studio_Token=""), 403),
    "a post with another word": (post(X_Studio_Token="0" * 43), 403),
    "a post with a word that is no ASCII": (post(**{TOKEN_HEADER: "w\u00f6rd"}), 403),
    "a form of another page": (sent(NEW, "application/x-www-form-urlencoded"), 415),
    "a form with parts": (sent(NEW, "multipart/form-data"), 415),
    "JSON that says that it is text": (sent(b'{"first_name": "Mila"}', "text/plain"), 415),
    "JSON that says nothing": (sent(b'{"first_name": "Mila"}', ""), 415),
    # What is sent.
    "no JSON": (sent(b"{"), 400),
    "a list": (sent(b"[1]"), 400),
    "a number in the place of a name": (sent(b'{"first_name": 1}'), 400),
    "a name without an end": (sent(b'{"first_name": "' + b"a" * 1000 + b'"}'), 400),
    "JSON that is too deep": (sent(b'{"first_name":' * 20000 + b"1" + b"}" * 20000, path="consult"), 413),
    "JSON that is deep": (sent(b'{"a":' * 5000 + b"1" + b"}" * 5000), 400),
    "more than an edit may hold": (sent(b" " * (EDIT_BYTES + 1)), 413),
    # Other ways of asking.
    "putting": (sent(b"{}", method="PUT"), 405),
    "deleting": (sent(b"", method="DELETE"), 405),
    "changing": (sent(b"{}", method="PATCH"), 405),
    "asking what may be asked": (sent(b"", method="OPTIONS"), 405),
    "tracing": (sent(b"", method="TRACE"), 405),
    "a name in the address": (get("?first_name=Mila"), 400),
    "the same twice in the address": (get("?t=a&t=b"), 400),
    # Files beside those that are meant.
    "a file above": (wrong_path("ROOTstatic/../guards.py"), 404),
    "a file above, in percents": (wrong_path("ROOTstatic/%2e%2e/guards.py"), 404),
    "a file from the root": (wrong_path("ROOTstatic//etc/passwd"), 404),
    "a file by a bar of Windows": (wrong_path("ROOTstatic/..%5cguards.py"), 404),
    "a file with no end": (wrong_path("ROOTstatic/css/base.css%00.py"), 404),
    "a template": (wrong_path("ROOTtemplates/home.html"), 404),
    "a typeface that is none": (wrong_path("ROOTfont/..%2f..%2fpasswd.ttf"), 404),
    "the practice as a consult": (wrong_path("ROOTconsult/..%2fpractice"), 404),
    "a consult above": (wrong_path("ROOTconsult/../../practice"), 404),
    "a picture above": (wrong_path("ROOTcover/..%2f..%2fpractice.png"), 404),
    "a hash of nothing": (wrong_path(f"ROOTpdf/{'0' * 32}"), 404),
}  # fmt: skip


@pytest.mark.parametrize(("ask", "status"), HOSTILE.values(), ids=HOSTILE)
def test_what_is_not_hers_is_refused_and_says_nothing(browser: Browser, ask: Ask, status: int) -> None:
    answer = ask(browser.let_in())
    assert answer.status_code == status
    assert "Praktijk Proef" not in answer.text or status == 404  # a page of hers may say that there is no such file
    assert "Sam" not in answer.text
    assert not list(browser.studio.place.glob("content/clients/*Mila*"))
    assert [path.name for path in browser.studio.place.glob("content/clients/*")] == ["2026-014.yaml"]


def test_there_are_sixty_of_them() -> None:
    assert len(HOSTILE) >= 60


GOOD: dict[str, Ask] = {
    "home, typed in": get(),
    "home, from a page": get(Sec_Fetch_Site="same-origin"),
    "home, by a browser that says less": lambda browser: browser.get(headers={}),
    "only its head": lambda browser: browser.ask("HEAD", browser.root, headers=TYPED_IN),
    "all clients": get("clients"),
    "a consult": get("consult/2026-014"),
    "a brochure": get("brochure/proef"),
    "a stylesheet": get("static/css/base.css", Sec_Fetch_Site="same-origin", Sec_Fetch_Mode="no-cors"),
    "a script": get("static/js/home.js", Sec_Fetch_Site="same-origin", Sec_Fetch_Mode="cors"),
    "a drawing": get("static/art/mark.svg", Sec_Fetch_Site="same-origin", Sec_Fetch_Mode="no-cors"),
    "a typeface": get("font/spectral-600.ttf", Sec_Fetch_Site="same-origin", Sec_Fetch_Mode="cors"),
    "with her own origin": lambda browser: browser.get(headers={**FROM_A_PAGE, "Origin": f"http://127.0.0.1:{PORT}"}),
    "a revision in the address": get("clients?rev=42"),
    "a new consult": post(),
    "a new consult, by a browser that says less": without("Sec-Fetch-Site", "Sec-Fetch-Mode", "Sec-Fetch-Dest"),
    "with a cookie of another port beside hers": get(Cookie="studio=other"),
}


@pytest.mark.parametrize("ask", GOOD.values(), ids=GOOD)
def test_what_is_hers_is_answered(browser: Browser, ask: Ask) -> None:
    assert ask(browser.let_in()).status_code == 200


@pytest.mark.parametrize("ask", [*GOOD.values()], ids=GOOD)
def test_without_the_cookie_nothing_is_answered(browser: Browser, ask: Ask) -> None:
    answer = ask(browser)
    assert answer.status_code == 403
    assert "Praktijk Proef" not in answer.text
    assert len([*browser.studio.place.glob("content/clients/*")]) == 1


def test_the_word_of_the_start_lets_one_browser_in_and_no_second(browser: Browser) -> None:
    first = browser.get(f"open?t={WORD}")
    assert (first.status_code, first.headers["Location"]) == (303, browser.root)
    cookie = first.headers["Set-Cookie"]
    assert f"Path={browser.root}" in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    second = Browser(browser.studio).get(f"open?t={WORD}")
    assert second.status_code == 403
    assert "works once" in second.text
    assert Browser(browser.studio).get("open").status_code == 403


@pytest.mark.parametrize("path", ["", "clients", "nothing", "static/css/base.css", "static/nothing", "consult/none"])
def test_every_answer_says_what_a_browser_may_do_with_it(browser: Browser, path: str) -> None:
    headers = browser.let_in().get(path).headers
    assert headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Opener-Policy"] == headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == ("private, max-age=86400" if path.endswith("base.css") else "no-store")
    assert "Access-Control-Allow-Origin" not in headers
    assert "Server" not in headers


def test_a_file_that_comes_in_is_held_in_memory_and_has_its_own_limit(clinic: Path) -> None:
    from flask import Flask, request

    from handouts.studio import app as made

    studio = open_studio(clinic)
    browser = Browser(studio)
    app: Flask = made.create_app(studio)

    @app.post(f"{browser.root}taken")
    @takes_upload
    def picture() -> str:
        return type(request.files["file"].stream).__name__

    browser._client.application = app
    browser.let_in()

    def upload(size: int) -> TestResponse:
        head = b'--part\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\n'
        data, kind = head + b"a" * size + b"\r\n--part--\r\n", "multipart/form-data; boundary=part"
        headers = browser.of_a_page()
        return browser.ask("POST", f"{browser.root}taken", headers=headers, data=data, content_type=kind)

    assert upload(2 * EDIT_BYTES).text == "BytesIO"
    assert upload(UPLOAD_BYTES + 1).status_code == 413
    assert browser.post("taken", NEW).status_code == 415


def test_what_the_program_does_wrong_is_a_calm_sentence_and_never_tells_what_was_typed(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    from handouts.studio.screens import home

    told: list[str] = []
    browser.studio.tell_failure = told.append

    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("Mila slaapt slecht")

    monkeypatch.setattr(home, "begin", fail)
    answer = browser.let_in().post("consult", NEW)
    assert answer.status_code == 500
    assert answer.json == {
        "title": "That did not work",
        "said": ["This is a mistake in handouts itself (ZeroDivisionError). Your work is still in the folder."],
    }
    assert [each.split(" (")[0] for each in told] == ["ZeroDivisionError"]
    assert "Mila" not in told[0]
