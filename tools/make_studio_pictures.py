"""Makes the pictures of the studio in the docs: `python tools/make_studio_pictures.py`, with the browser of `./run browser`.

Run it when a screen has changed, and look at what it made. The practice is the example, the clients are made up.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs/pictures"
SIZE = {"width": 1280, "height": 800}
SHOWN = 960
COLOURS = 256
PATIENCE = 90
"""Seconds that paper may take on a busy computer."""
TEXT = """\
# Beter slapen

Een vast ritme doet meer dan een vroege avond.

## Waarom slaap telt

Je lichaam herstelt als je slaapt. Je spieren ontspannen en je hoofd ruimt op.

- Ritme: sta elke dag op dezelfde tijd op
- Licht: ga voor tien uur naar buiten
- Koffie: na twaalf uur niet meer

## Jouw avond

1. Dim het licht.
2. Leg je telefoon weg.
3. Adem zes keer langzaam uit.
"""


def practice_folder(place: Path) -> Path:
    """The example practice, with somebody who comes today."""
    shutil.copytree(ROOT / "content", place / "content")
    consult = (place / "content/clients/2026-014.yaml").read_text(encoding="utf-8")
    today = date.today()
    lines = [
        f"date: {today - timedelta(days=21)}" if line.startswith("date:") else line for line in consult.splitlines()
    ]
    (place / "content/clients/2026-014.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return place


@contextmanager
def studio(place: Path, browser: Any) -> Iterator[tuple[Any, str]]:
    """A page of a studio that is open for a folder, and the address that all its pages lie under."""
    options = ["--language", "en" if place.name.endswith("en") else "nl", "--folder", str(place)]
    code = "import sys; from handouts.cli import main; main(sys.argv[1:])"
    command = [sys.executable, "-c", code, *options, "studio", "--no-browser"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        address = process.stdout.readline().strip() if process.stdout else ""
        page = browser.new_context(viewport=SIZE, reduced_motion="reduce").new_page()
        page.goto(address)
        yield page, f"{str(page.url).rsplit('/', 1)[0]}/"
    finally:
        process.terminate()
        process.communicate()


def until(page: Any, told: str) -> None:
    """Waits until something that a script can tell is so; the policy of the pages lets none be awaited in them."""
    for _ in range(PATIENCE * 2):
        if page.evaluate(told):
            break
        page.wait_for_timeout(500)
    page.wait_for_timeout(1000)


def kept(page: Any, name: str) -> None:
    """Writes a picture of the window, as small as it can be and be seen."""
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    picture = picture.resize((SHOWN, SHOWN * picture.height // picture.width), Image.Resampling.LANCZOS)
    picture.quantize(COLOURS, kmeans=3).save(PICTURES / f"studio-{name}.png", optimize=True)
    print(f"studio-{name}")


PAPER = "document.querySelectorAll('#pages .page').length > 0"
LOADED = "[...document.images].every(each => each.complete && each.naturalWidth > 0)"
GALLERY = "document.querySelectorAll('img[data-look][src]').length === 4"


def home(page: Any, root: str) -> None:
    """The home screen, with the pictures of her brochures."""
    page.goto(root)
    until(page, LOADED)


def consult(page: Any, root: str) -> None:
    """A consult, with its paper beside the form."""
    page.goto(root + "consult/2026-014")
    until(page, PAPER)


def brochure(page: Any, root: str) -> None:
    """A brochure in its editor."""
    page.goto(root + "brochure/magnesium")
    until(page, PAPER)


def practice(page: Any, root: str) -> None:
    """The practice and its look, with the gallery."""
    page.goto(root + "practice")
    until(page, f"{PAPER} && {GALLERY}")


def incoming(page: Any, root: str) -> None:
    """A text that came in, with what would become of it."""
    page.goto(root + "import")
    page.set_input_files("#file", {"name": "Beter slapen.md", "mimeType": "text/plain", "buffer": TEXT.encode()})
    page.wait_for_selector("#made:not([hidden])")
    page.wait_for_timeout(500)


SCREENS: tuple[Callable[[Any, str], None], ...] = (home, consult, brochure, practice, incoming)


def main() -> None:
    """Opens a studio for a copy of the example and one for an empty place, and writes the pictures."""
    sys.path.insert(0, str(ROOT / "tests"))
    from browser.environment import set_up

    tools = set_up()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as scratch:
        browser = playwright.chromium.launch(executable_path=tools.browser, args=["--no-sandbox"])
        with studio(Path(scratch) / "nieuw", browser) as (page, _):
            page.wait_for_timeout(500)
            kept(page, "first")
        with studio(practice_folder(Path(scratch) / "praktijk"), browser) as (page, root):
            for screen in SCREENS:
                screen(page, root)
                kept(page, screen.__name__)
        browser.close()


if __name__ == "__main__":
    main()
