"""What the tests of the studio share: one that is open for a practice folder, and a browser that was let in."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from werkzeug.test import Client, TestResponse

from handouts.content.reading import survey_yaml
from handouts.produce.previewing import Picture, Proven
from handouts.proof import Place
from handouts.proof.paper import Box
from handouts.records.product import Product
from handouts.studio.app import create_app
from handouts.studio.desk import DOTS, Desk
from handouts.studio.guards import TOKEN_HEADER
from handouts.studio.preview.engine import Asked, Engine, Paper, _Task
from handouts.studio.session import Spoken, Studio

PORT = 4711
WORD = "launch-word"
NOON = datetime(2026, 11, 29, 14, 5, tzinfo=UTC)
FROM_A_PAGE = {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "cors", "Sec-Fetch-Dest": "empty"}
TYPED_IN = {"Sec-Fetch-Site": "none", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}


class StandIn(Engine):
    """An engine that draws nothing: a page of one pixel, and the proof that the test says."""

    def __init__(self) -> None:
        super().__init__(Path(), lambda: None)  # type: ignore[arg-type,return-value]
        self.asked: list[Asked] = []
        self.texts: tuple[tuple[str, int, tuple[float, float, float, float]], ...] = ()
        self.problems: tuple[Any, ...] = ()

    def ask(self, document: str, asked: Asked) -> None:
        self.asked.append(asked)
        life = self._lives.setdefault(document, object())
        ((file, data),) = asked.files
        marks = survey_yaml(data, file).marks
        page = Picture(
            f"digest-{asked.revision}", int(595 / 72 * DOTS), int(842 / 72 * DOTS), b"\x89PNG%d" % asked.revision
        )
        product = Product.failed(self.problems)._replace(pdf=b"%PDF-")
        places = [Place(marks.at((name,)), page, Box(*box)) for name, page, box in self.texts]
        paper = Paper(asked.revision, (page,), Proven(asked.revision, product, places))
        self._put(_Task(document, asked, life), paper)


def open_studio(place: Path, language: str = "en") -> Studio:
    """A studio that listens, as far as it knows; its word lets one browser in, once, and no page is drawn."""
    words = {WORD}

    def redeem(word: str) -> bool:
        known = word in words
        words.discard(word)
        return known

    studio = Studio(place, spoken=Spoken(language, "en"), clock=lambda: NOON, redeem=redeem)
    studio.listen_on(PORT)
    studio.desk = Desk(studio.place, lambda: studio.today, studio.kept, StandIn())
    return studio


class Browser:
    """A browser: it keeps cookies, and says of each request what browsers say."""

    def __init__(self, studio: Studio) -> None:
        self.studio = studio
        self.root = f"/{studio.address.path}/"
        self._client = Client(create_app(studio))

    def let_in(self) -> Browser:
        """The same browser, once it has opened the address that the start gives."""
        assert self.get(f"open?t={WORD}", headers=TYPED_IN).status_code == 303
        return self

    def get(self, path: str = "", **more: Any) -> TestResponse:
        """Asks for a page, as when it was typed in."""
        return self.ask("GET", self.root + path, **{"headers": TYPED_IN, **more})

    def post(self, path: str, body: Any, **more: Any) -> TestResponse:
        """Sends JSON, as a script of a page does."""
        return self.ask("POST", self.root + path, **{"headers": self.of_a_page(), "json": body, **more})

    def told(self, path: str, body: Any) -> dict[str, Any]:
        """What a script is told when it sends JSON."""
        said: dict[str, Any] = self.post(path, body).get_json()
        return said

    def upload(self, path: str, field: str, data: bytes, name: str, **more: str) -> TestResponse:
        """Sends a file, as a script of a page does; `more` are headers that say something else."""
        head = f'--limit\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n\r\n'
        body = head.encode() + data + b"\r\n--limit--\r\n"
        kind = "multipart/form-data; boundary=limit"
        return self.ask("POST", self.root + path, headers=self.of_a_page(**more), content_type=kind, data=body)

    def of_a_page(self, **instead: str) -> dict[str, str]:
        """What a script of her page says of itself; with `instead` something else, by the name of the header."""
        own = {**FROM_A_PAGE, "Origin": self.studio.address.origin, TOKEN_HEADER: self.studio.token}
        return own | {name.replace("_", "-"): value for name, value in instead.items()}

    def ask(self, method: str, path: str, *, host: str = f"127.0.0.1:{PORT}", **more: Any) -> TestResponse:
        """Sends a request as it is given."""
        more.setdefault("environ_overrides", {})["HTTP_HOST"] = host
        return self._client.open(path, method=method, base_url=f"http://127.0.0.1:{PORT}", **more)
