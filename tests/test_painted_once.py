"""A drawing is one object of a PDF, however often it is shown, and is painted once by a process."""

from __future__ import annotations

from functools import partial

import pypdfium2
import pytest

from handouts.page.rendering.engine import load_engine

BOX = '<svg xmlns="http://www.w3.org/2000/svg" width="7mm" height="7mm"><rect width="7" height="7" fill="red"/></svg>'
FADED = BOX.replace("<rect", '<rect fill-opacity=".5"')
WORD = BOX.replace("<rect", '<text y="9">a</text><rect')


def written(drawing: str, body: str, cache: dict[str, object]) -> bytes:
    """A page with a drawing under the address `https://x.example/a.svg`; PDFs of one process share `cache`."""
    engine = load_engine()

    class Fetcher(engine.urls.URLFetcher):  # type: ignore[misc,name-defined]  # the engine has no type hints
        def fetch(self, url: str, _headers: object = None) -> object:
            return engine.urls.URLFetcherResponse(url, drawing.encode(), {"Content-Type": "image/svg+xml"})

    html = engine.HTML(string=body, url_fetcher=Fetcher(), base_url="https://x.example/")
    return bytes(html.render(cache=cache).write_pdf(uncompressed_pdf=True))


SEVEN = "".join('<div style="background: url(a.svg) no-repeat; height: 9mm"></div>' for _ in range(7))
BOTH = f'<img src="a.svg" alt="a">{SEVEN}'


@pytest.mark.parametrize(("body", "most"), [(SEVEN, 1), (BOTH, 1), (SEVEN + '<img src="a.svg" style="width: 9mm">', 2)])
def test_a_drawing_is_one_object_for_each_of_its_sizes(body: str, most: int) -> None:
    assert written(BOX, body, {}).count(b"/Subtype /Form") == most


def test_every_place_of_a_drawing_shows_it() -> None:
    page = pypdfium2.PdfDocument(written(BOX, BOTH, {}))[0]
    picture = page.render(scale=96 / 72).to_pil().convert("RGB")
    red = [y for y in range(picture.height) if any(picture.getpixel((x, y)) == (255, 0, 0) for x in range(0, 140, 2))]
    assert sum(y - 1 not in red for y in red) == 8


@pytest.mark.parametrize("drawing", [BOX, FADED, WORD])
def test_a_document_has_the_same_bytes_where_its_drawings_were_painted_before(drawing: str) -> None:
    cache: dict[str, object] = {}
    first, again = (written(drawing, BOTH, cache) for _ in range(2))
    assert first == again == written(drawing, BOTH, {})


def test_what_cannot_be_drawn_is_said_of_every_document(caplog: pytest.LogCaptureFixture) -> None:
    cache: dict[str, object] = {}
    make = partial(written, BOX.replace("<rect", '<rect transform="rotate(x)"'), SEVEN, cache)
    for _ in range(2):
        caplog.clear()
        make()
        assert [each.getMessage() for each in caplog.records if "a.svg" in each.getMessage()] == [
            "Failed to render SVG image https://x.example/a.svg"
        ]
