"""Another page in the same browser, which knows the very address, can neither read the studio nor write into it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from browser.conftest import Serve, enter

STRANGER = Path(__file__).with_name("stranger.html").read_text(encoding="utf-8")
"""It knows more than any stranger could: the random path, and the word that her pages hold."""
SERVER = """\
import functools, http.server, sys
handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=sys.argv[1])
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
print(server.server_port, flush=True)
server.serve_forever()
"""


@pytest.fixture
def stranger(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A folder that another port of this computer serves, and its address."""
    place = tmp_path / "stranger"
    place.mkdir()
    process = subprocess.Popen(
        [sys.executable, "-c", SERVER, place], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert process.stdout
    yield place, f"http://127.0.0.1:{process.stdout.readline().strip()}/"
    process.kill()
    process.communicate()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_stranger_reads_and_writes_nothing(
    context: BrowserContext, page: Page, serve: Serve, lindezee: Path, stranger: tuple[Path, str], host: str
) -> None:
    root = enter(page, serve(lindezee))
    # A browser asks for the same address once at a time, whoever asks: her own pictures come first.
    page.wait_for_load_state("networkidle")
    place, address = stranger
    token = page.locator("meta[name=studio-token]").get_attribute("content") or ""
    (place / "index.html").write_text(STRANGER.replace("ROOT", root).replace("TOKEN", token), encoding="utf-8")
    other = context.new_page()
    other.goto(address.replace("127.0.0.1", host))
    for _ in range(80):
        if other.title().startswith("{"):
            break
        other.wait_for_timeout(100)
    found = other.evaluate("JSON.parse(document.title)")
    assert found == {
        "page": "refused", "page without reading": "refused", "picture": "refused", "cover": "refused",
        "script": "refused", "style": "refused", "json": "refused", "plain": "refused", "form": "sent",
        "frame": "refused", "window": found["window"],
    }  # fmt: skip
    assert "Lindezee" not in found["window"]
    assert [*lindezee.glob("content/clients/*")] == []
