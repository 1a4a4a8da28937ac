"""Makes the pictures of docs/looks.md: the same text by four practices, each in a look: `python tools/make_gallery.py`.

Run it when a look has changed, and look at what it made.
"""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from PIL import Image

from handouts.content.dumping import dump
from handouts.content.reading import read_yaml
from handouts.files.folder import Folder
from handouts.page.finishing import pictures
from handouts.produce.building import build
from handouts.produce.job import BuildOptions

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs/pictures"
DPI, SMALL_DPI, GAP = 58, 40, 10
GREY = (122, 122, 122)


class Example(NamedTuple):
    """A made-up practice in one of the looks, and which pages of its brochure are shown."""

    look: str
    name: str
    tagline: str
    more: Mapping[str, object] = {}


EXAMPLES = (
    Example("botanic", "Praktijk Lindezee", "massage, voeding en herstel bij burn-out"),
    Example("photo", "De Stille Kamer", "massage en rust"),
    Example("type", "Kern", "voeding en energie"),
    Example("clinic", "Praktijk Noorderlicht", "voeding, massage en coaching"),
)


def folder_of(example: Example, place: Path) -> Folder:
    """A practice folder with the shipped text, in the name of that practice."""
    shutil.copytree(ROOT / "content", place / "content")
    practice = place / "content/practice.yaml"
    told: Any = read_yaml(practice.read_bytes(), practice.name).value
    address = f"{example.name.split()[-1].lower()}.example"
    told |= {"name": example.name, "tagline": example.tagline, "website": address, "email": f"hallo@{address}"}
    told["brand"] = {"look": example.look, **example.more}
    practice.write_text(dump(told), encoding="utf-8")
    return Folder(place)


def pages_of(example: Example, dpi: int) -> dict[str, list[Image.Image]]:
    """The pages of the brochure on A4, of the tri-fold as it is printed, and of the sheet."""
    with tempfile.TemporaryDirectory() as place:
        folder = folder_of(example, Path(place) / "practice")
        made: dict[str, list[Image.Image]] = {}
        for result in build(folder, [], BuildOptions(output=Path(place) / "output"), today=date.today()):
            for problem in result.problems:
                if problem.severity == "error":
                    print(example.look, problem, file=sys.stderr)
            if result.path:
                pages = pictures(result.path.read_bytes(), dpi)
                made[f"{result.name}.{result.variant_name}"] = [Image.open(io.BytesIO(page)) for page in pages]
        return made


def side_by_side(pages: list[Image.Image]) -> Image.Image:
    """Pages next to each other on grey."""
    width = sum(page.width for page in pages) + GAP * (len(pages) + 1)
    made = Image.new("RGB", (width, max(page.height for page in pages) + 2 * GAP), GREY)
    left = GAP
    for page in pages:
        made.paste(page, (left, GAP))
        left += page.width + GAP
    return made


def save(image: Image.Image, name: str) -> None:
    """Writes a picture of few colours, so that it stays small."""
    image.quantize(240, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(
        PICTURES / f"{name}.png", optimize=True
    )
    print(name)


def main() -> None:
    """Builds what four practices hand out, and writes a picture of each look and one of all."""
    covers = []
    for example in EXAMPLES:
        made = pages_of(example, DPI)
        brochure = made["magnesium.a4"]
        sheet = next(pages for name, pages in made.items() if name.startswith("2026-014"))
        save(side_by_side([brochure[0], brochure[1], brochure[3], sheet[0]]), f"look-{example.look}")
        covers.append(brochure[0].resize((round(brochure[0].width * SMALL_DPI / DPI),
                                          round(brochure[0].height * SMALL_DPI / DPI)), Image.Resampling.LANCZOS))  # fmt: skip
    save(side_by_side(covers), "four-practices")


if __name__ == "__main__":
    main()
