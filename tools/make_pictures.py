"""Makes the pictures of the docs out of what is shipped: `python tools/make_pictures.py`.

Run it when the look has changed, and look at what it made.
"""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

from handouts.files.folder import Folder
from handouts.page.finishing import pictures
from handouts.produce.building import build
from handouts.produce.job import BuildOptions

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs/pictures"
DPI = 64
# Name of a picture: the document, its format, and the page.
WANTED = {
    "magnesium-a4-1": ("magnesium", "a4", 1),
    "magnesium-a4-2": ("magnesium", "a4", 2),
    "magnesium-a4-4": ("magnesium", "a4", 4),
    "magnesium-large-print-1": ("magnesium", "large-print", 1),
    "magnesium-trifold": ("magnesium", "trifold", 1),
    "magnesium-trifold-inside": ("magnesium", "trifold", 2),
    "after-your-massage-a4-1": ("after-your-massage", "a4", 1),
    "sheet-1": ("2026-014", "a4", 1),
    "sheet-diary": ("2026-014", "a4", 3),
}


def main() -> None:
    """Builds into a temporary folder and writes the pictures that are wanted."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as output:
        made = {
            (result.name, result.variant_name): list(pictures(result.path.read_bytes(), DPI))
            for result in build(Folder(ROOT), [], BuildOptions(output=Path(output)), today=date.today())
            if result.path
        }
    for picture, (name, format_name, page) in WANTED.items():
        (PICTURES / f"{picture}.png").write_bytes(made[name, format_name][page - 1])
        print(picture)


if __name__ == "__main__":
    main()
