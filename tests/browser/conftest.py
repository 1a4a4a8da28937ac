"""What the checks in a browser share: a studio as a process of its own, and what is looked for on its pages."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from browser.environment import set_up

ROOT = Path(__file__).resolve().parents[2]
WIDTHS = (1280, 1920, 820, 320)
TOOLS = set_up()


class Server:
    """A studio as `handouts studio` starts it, for one practice folder."""

    def __init__(self, place: Path, runtime: Path, language: str = "nl") -> None:
        code = "import sys; from handouts.cli import main; main(sys.argv[1:])"
        options = ["--language", language, "--folder", str(place), "studio", "--no-browser"]
        # Temporary files of this process alone, so that what it leaves can be looked for.
        environment = {**os.environ, "XDG_RUNTIME_DIR": str(runtime), "TMPDIR": str(runtime)}
        self.place = place
        self.process = subprocess.Popen(
            [sys.executable, "-c", code, *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            env=environment,
        )  # fmt: skip
        assert self.process.stdout
        self.address = self.process.stdout.readline().strip()
        """That which lets one browser in."""

    def end(self) -> str:
        """Ends it; returns all that it said."""
        self.process.terminate()
        out, err = self.process.communicate(timeout=20)
        return f"{self.address}{out}{err}"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        options = ["--no-sandbox"] if os.geteuid() == 0 else []
        found = playwright.chromium.launch(executable_path=TOOLS.browser, args=options)
        yield found
        found.close()


@pytest.fixture(autouse=True)
def no_network() -> None:
    """The browser and the studio talk to each other here; each is a process of its own."""


@pytest.fixture
def lindezee(tmp_path: Path) -> Path:
    """The example practice, in a folder of its own."""
    place = tmp_path / "praktijk"
    shutil.copytree(ROOT / "content", place / "content", ignore=shutil.ignore_patterns("clients"))
    (place / "content/clients").mkdir(mode=0o700)
    return place


Serve = Callable[..., Server]


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    """Starts studios, which end with the check."""
    runtime = tmp_path / "run"
    runtime.mkdir(mode=0o700)
    servers: list[Server] = []

    def start(place: Path, language: str = "nl") -> Server:
        servers.append(Server(place, runtime, language))
        return servers[-1]

    yield start
    for each in servers:
        if not each.process.stdout.closed:  # type: ignore[union-attr]  # it was opened with one
            each.end()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser of somebody who was never here. A page that breaks its own policy, or a script that fails, is told."""
    found = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    said: list[str] = []

    def hear(message: Any) -> None:
        # That a stranger may not frame a page is as it should be.
        if "Content Security" in message.text and not message.text.startswith("Framing"):
            said.append(message.text)

    found.on("console", hear)
    found.on("weberror", lambda reason: said.append(str(reason.error)))
    yield found
    found.close()
    assert said == []


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def enter(page: Page, server: Server) -> str:
    """Opens the studio; returns the address that all its pages lie under."""
    page.goto(server.address)
    settle(page)
    return f"{str(page.url).rsplit('/', 1)[0]}/"


def settle(page: Page) -> None:
    """Waits until a page has its letters and its scripts; one that waits for its paper is never idle."""
    page.wait_for_load_state("load")
    page.evaluate("document.fonts.ready.then(() => true)")


def barriers(page: Page) -> list[tuple[str, str]]:
    """What axe-core finds on a page: the rule, and the first element that breaks it."""
    page.evaluate(TOOLS.axe.read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = page.evaluate("axe.run(document).then(found => found.violations)")
    return [(each["id"], each["nodes"][0]["html"][:120]) for each in found]


def overflow(page: Page) -> int:
    """How many px a page is wider than its window."""
    wider: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return wider
