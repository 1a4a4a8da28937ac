"""What a build costs, as ratios that hold on any computer: `./run bench`.

Commands that are compared run in turn, so that what else the computer does falls on both. Each row gives medians, and
the median of the ratios of the pairs with the smallest and the largest of them.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from handouts.page.pipeline import Composed

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
CHILD = Path(__file__).with_name("child.py")
# As the program asks the engine: see handouts.page.rendering.
ENGINE_OPTIONS = ("--pdf-variant", "pdf/ua-1", "--optimize-images", "--dpi", "300", "--jpeg-quality", "88")

Times = list[float]
"""Seconds of wall time, one for each run."""


class Row(NamedTuple):
    """One line of the table: what was timed, against what, and the largest ratio that is aimed for."""

    title: str
    times: Times
    against: str = ""
    base: Times | None = None
    aim: float | None = None

    @property
    def ratio(self) -> float | None:
        """The median of the ratios of the runs that stand side by side."""
        return median(self._ratios) if self.base else None

    @property
    def misses(self) -> bool:
        """Whether the aim is missed."""
        return self.aim is not None and self.ratio is not None and self.ratio > self.aim

    @property
    def _ratios(self) -> Times:
        return [one / other for one, other in zip(self.times, self.base or [], strict=True)]

    def __str__(self) -> str:
        line = f"{self.title:44}{1000 * median(self.times):8.0f} ms  n={len(self.times):<3}"
        if self.base:
            spread = f"({min(self._ratios):.2f} to {max(self._ratios):.2f})"
            line += f" {self.ratio:6.2f} × {self.against} {spread}"
        if self.aim is not None:
            line += f"   aim ≤ {self.aim:g}: {'not ok' if self.misses else 'ok'}"
        return line


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures, prints the table, and returns 0, or 1 when an aim is missed."""
    parser = argparse.ArgumentParser(prog="./run bench", description="What a build costs, as ratios.")
    parser.add_argument("-n", type=int, default=7, metavar="N", help="runs of each command; default 7")
    parser.add_argument("--name", default="magnesium", help="the brochure that is built; default magnesium")
    parser.add_argument("--ref", default="2026-014", help="the sheet that is made; default 2026-014")
    parser.add_argument("--folder", type=Path, default=ROOT, help="the practice folder; default this repository")
    options = parser.parse_args(arguments)
    folder = options.folder.resolve()
    with tempfile.TemporaryDirectory(prefix="handouts-bench-") as scratch:
        rows = [
            *_builds(folder, options.name, options.n, Path(scratch)),
            *_starts(3 * options.n),
            *_warm(folder, options.name, options.n),
            *_sheet(folder, options.ref, 3 * options.n, Path(scratch)),
        ]
    print("\n".join(map(str, rows)))
    return 1 if any(row.misses for row in rows) else 0


def _builds(folder: Path, name: str, runs: int, scratch: Path) -> list[Row]:
    page = _page(folder, _composed_brochure(folder, name), scratch / "page")
    common: list[str | Path] = ["--folder", folder, "build", name, "--format", "a4", "--output"]
    engine, cold, unproven, again = timed_in_turn(
        runs,
        [BIN / "weasyprint", *ENGINE_OPTIONS, page, scratch / "engine.pdf"],
        [BIN / "handouts", *common, scratch / "out", "--force"],
        [sys.executable, CHILD, "unproven", *common, scratch / "unproven", "--force"],
        [BIN / "handouts", *common, scratch / "out"],
    )
    shares = [(with_it - without) / with_it for with_it, without in zip(cold, unproven, strict=True)]
    return [
        Row("the weasyprint command, same HTML and CSS", engine),
        Row("handouts build, cold", cold, "weasyprint", engine, 1.4),
        Row(f"  without the proof ({median(shares):.0%} of the build)", unproven, "weasyprint", engine),
        Row("handouts build, nothing changed", again, "cold", cold, 0.2),
    ]


def _starts(runs: int) -> list[Row]:
    python, helped = timed_in_turn(runs, [sys.executable, "-c", "pass"], [BIN / "handouts", "--help"])
    return [Row("python -c pass", python), Row("handouts --help", helped, "python", python, 7)]


def _warm(folder: Path, name: str, runs: int) -> list[Row]:
    # The first build of a process also pays for what is loaded late.
    done = _run([sys.executable, CHILD, "warm", folder, name, str(runs + 1)])
    lines = [json.loads(line) for line in done.splitlines()[1:]]
    spent = {part: [line[part] for line in lines] for part in ("whole", "render", "prove")}
    whole = spent["whole"]
    return [
        Row("one build more in a warm process", whole),
        Row("  of which the engine, with its mends", spent["render"], "of it", whole),
        Row("  of which the proof", spent["prove"], "of it", whole),
    ]


def _sheet(folder: Path, ref: str, runs: int, scratch: Path) -> list[Row]:
    page = _page(folder, _composed_sheet(folder, ref), scratch / "sheet")
    done = _run([sys.executable, CHILD, "sheet", folder, ref, page, str(runs)])
    lines = [json.loads(line) for line in done.splitlines()]
    ours, believed, plain, kept = ([line[way] for line in lines] for way in ("ours", "believed", "plain", "kept"))
    return [
        Row("the engine alone, same sheet, warm", plain),
        Row("  its stylesheets and fonts kept", kept, "engine", plain),
        Row("handouts sheet, warm, with the proof", ours, "engine", plain, 1.6),
        Row("  without the proof", believed, "engine", plain, 1.2),
    ]


def timed_in_turn(runs: int, *commands: list[str | Path]) -> list[Times]:
    """Runs each command once for nothing, and then all of them `runs` times, each time another one first."""
    for command in commands:
        _run(command)
    times: list[Times] = [[] for _ in commands]
    order = list(range(len(commands)))
    for _ in range(runs):
        for which in order:
            start = perf_counter()
            _run(commands[which])
            times[which].append(perf_counter() - start)
        order.append(order.pop(0))
    return times


def _run(command: Sequence[str | Path]) -> str:
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(map(str, command))} ends with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


def _composed_brochure(folder: Path, name: str) -> Composed:
    from handouts.content.loading import load_brochure, load_practice
    from handouts.content.model.formats import FORMATS
    from handouts.files.folder import Folder
    from handouts.page.composing import compose_brochure

    reader = Folder(folder).open_reader()
    return compose_brochure(reader, load_brochure(reader, name), load_practice(reader), FORMATS["a4"])


def _composed_sheet(folder: Path, ref: str) -> Composed:
    from handouts.content.loading import load_consult, load_practice
    from handouts.content.model.formats import FORMATS
    from handouts.content.resolving import resolve
    from handouts.files.folder import Folder
    from handouts.page.composing import compose_sheet

    reader = Folder(folder).open_reader()
    return compose_sheet(reader, resolve(reader, load_practice(reader), load_consult(reader, ref)), FORMATS["a4"])


def whole_page(composed: Composed) -> str:
    """The HTML of a document with all that goes behind it, as one would write it."""
    behind = [re.findall(r"<body[^>]*>(.*)</body>", each.html, re.DOTALL)[0] for each in composed.attached]
    return composed.html.replace('<div class="behind"></div>', "".join(behind))


def _page(folder: Path, composed: Composed, target: Path) -> Path:
    """A document as an ordinary page with files beside it, composed by the program itself."""
    from urllib.parse import unquote

    from handouts.files.folder import Folder
    from handouts.page.rendering.site import qr_code
    from handouts.page.typefaces import font_file

    place = Folder(folder)
    for root in (place.shipped, place.root):
        if (root / "styles").is_dir():
            shutil.copytree(root / "styles", target / "styles", dirs_exist_ok=True)
    if (place.root / "content/images").is_dir():
        shutil.copytree(place.root / "content/images", target / "content/images")
    for drawing in target.glob("styles/**/*.svg"):
        drawing.write_text(composed.colours.paint(drawing.read_text(encoding="utf-8")), encoding="utf-8")
    links = ""
    for sheet in composed.stylesheets:
        links += f'<link rel="stylesheet" href="{sheet.name}">\n'
        css = re.sub(r"url\(/fonts/[^)]*\)", lambda found: _font(found[0], target), sheet.css)
        (target / sheet.name).write_text(css, encoding="utf-8")
    for face in composed.pair:
        for weight, style in face.cuts:
            copy = target / f"fonts/{face.package}/{weight}-{style}.ttf"
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(font_file(face.package, weight, style), copy)
    page = target / "page.html"
    html = whole_page(composed).replace("</head>", f"{links}</head>").replace('src="/', 'src="')
    for number, address in enumerate(dict.fromkeys(re.findall(r'src="qr/([^"]*)\.svg"', html))):
        (target / f"qr-{number}.svg").write_bytes(qr_code(unquote(address)))
        html = html.replace(f'src="qr/{address}.svg"', f'src="qr-{number}.svg"')
    page.write_text(html, encoding="utf-8")
    return page


def _font(address: str, target: Path) -> str:
    """The address of a font, from the root of the made-up site to the folder of the page."""
    return address.replace("url(", f"url({target.as_uri()}")


if __name__ == "__main__":
    sys.exit(main())
