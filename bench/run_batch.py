"""What many sheets cost, beside a plain WeasyPrint loop: `./run bench batch`.

All make the same rows into visibly the same sheets, in turn and in one run, each in a process of its own whose start
counts too. There are two plain loops: one lays its pages out as one would write them (`natural.css`: flex), the other
is given our pages with all that is cheap about them. Both are given their HTML: only ours pays for composing. Each
makes one half of the rows before ours and one after, so that what else the computer does falls on both. The first
sheet of each is compared as a picture.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from statistics import mean
from time import perf_counter
from typing import Any, NamedTuple

from run_bench import ROOT, whole_page

RECIPE = "magnesiumconsult"
CHILD = Path(__file__).with_name("batch_child.py")
NATURAL = Path(__file__).with_name("natural.css")
NAMES = ("Sam", "Robin", "Noor", "Kim", "Bo", "Jip", "Puck", "Sascha", "Lou", "Mika")
HEADINGS = (
    "ref first_name form date summary_steps.1 summary_steps.2 discussed goals schedule.1.product schedule.1.route "
    "schedule.1.dose schedule.1.when schedule.2.product schedule.2.route schedule.2.dose schedule.2.when "
    "schedule.2.every note"
).split()
# The diary is laid out for itself by ours, and so begins as high as a first page.
DIARY = ".week { page: week } @page week { margin-top: 12mm }"
FEWEST_ALIKE = 0.995
"""Which share of the pixels of a page must be the same, up to what a reader would not see."""


class Cost(NamedTuple):
    """What one run cost: seconds of wall time, for how many sheets, memory of all its processes in MB, mean bytes.

    `work` is what its processes took together in seconds of processor time: it tells the same on a busy computer.
    """

    title: str
    seconds: float
    sheets: int
    memory: float
    size: float
    work: float

    def with_more(self, other: Cost) -> Cost:
        """Both runs as one."""
        sheets = self.sheets + other.sheets
        size = (self.size * self.sheets + other.size * other.sheets) / sheets
        memory = max(self.memory, other.memory)
        return Cost(self.title, self.seconds + other.seconds, sheets, memory, size, self.work + other.work)

    def line(self, plain: Cost) -> str:
        """The run beside the plain loop."""
        each, other = self.seconds / self.sheets, plain.seconds / plain.sheets
        return (
            f"{self.title:38}{1 / each:8.1f} sheets/s {1000 * each:7.0f} ms a sheet {each / other:6.2f} × plain "
            f"{1000 * self.work / self.sheets:7.0f} ms of work "
            f"{self.memory:7.0f} MB {self.size / 1000:7.1f} kB a sheet"
        )


def write_rows(path: Path, count: int, begin: int = 0) -> Path:
    """A spreadsheet of made-up rows; each differs from every other."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADINGS)
        for number in range(begin, begin + count):
            writer.writerow(
                [f"B-{number + 1:05}", NAMES[number % 10], "u" if number % 3 == 0 else "je", "2026-11-20",
                 f"Loop elke dag {10 + number % 20} minuten buiten", "Eet elke dag een handje noten",
                 "Je slaapt al een tijd onrustig en je schouders staan vast. " * (1 + number % 3),
                 "vijf avonden op tijd in bed; twee pauzes op een werkdag", "Noten of pitten", "activity", "1 handje",
                 "middag", "Warm voetenbad", "activity", f"{15 + number % 10} min.", "avond", "om de dag",
                 f"Je hebt al een mooie eerste stap gezet, nummer {number}."]
            )  # fmt: skip
    return path


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures, prints the table, and returns 0, or 1 when an aim is missed."""
    parser = argparse.ArgumentParser(prog="./run bench batch", description="What many sheets cost, as ratios.")
    parser.add_argument("-n", type=int, default=200, metavar="N", help="rows; default 200")
    parser.add_argument("--memory", type=int, default=0, metavar="N", help="also the memory of N rows, such as 2000")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="handouts-bench-") as place:
        scratch = Path(place)
        rows = write_rows(scratch / "rows.csv", options.n)
        target = scratch / "plain"
        prepare_plain(rows, target)
        half = options.n // 2
        natural, lean = _plain("natural", target, range(half)), _plain("lean", target, range(half))
        costs = [
            _ours(rows, scratch / "one", 1, options.n),
            _ours(rows, scratch / "one-unproven", 1, options.n, proof=False),
            two := _ours(rows, scratch / "two", 2, options.n),
            _ours(rows, scratch / "two-unproven", 2, options.n, proof=False),
        ]
        lean = lean.with_more(_plain("lean", target, range(half, options.n)))
        natural = natural.with_more(_plain("natural", target, range(half, options.n)))
        again = _ours(rows, scratch / "two", 2, options.n, title="ours again, nothing changed")
        ours = scratch / "two/sheets/B-00001.pdf"
        alike = min(_alike(target / f"{loop}-0.pdf", ours) for loop in ("natural", "lean"))
        print("\n".join(cost.line(natural) for cost in (natural, lean, *costs, again)))
        aims = [
            ("2 workers with proof, of plain", two.seconds / natural.seconds, 0.35),
            ("again, of the first run", again.seconds / two.seconds, 0.02),
            ("size of a PDF, of plain", two.size / natural.size, 1.0),
        ]
        if options.memory:
            more = _ours(write_rows(scratch / "more.csv", options.memory), scratch / "more", 2, options.memory)
            print(more.line(natural))
            aims.append((f"memory of {options.memory} rows, of {options.n}", more.memory / two.memory, 1.2))
        print(f"2 workers with proof, of plain with our pages: {two.seconds / lean.seconds:.2f}")
    print(f"{'the same page, share of pixels':38}{alike:8.3f}   {'ok' if alike >= FEWEST_ALIKE else 'not ok'}")
    for title, ratio, aim in aims:
        print(f"{title:38}{ratio:8.3f}   aim ≤ {aim:g}: {'ok' if ratio <= aim else 'not ok'}")
    return 1 if alike < FEWEST_ALIKE or any(ratio > aim for _, ratio, aim in aims) else 0


def prepare_plain(rows: Path, target: Path) -> None:
    """The HTML of every row, and the stylesheets, drawings and code as ordinary files beside it."""
    from handouts.content.loading import load_practice, validate_tree
    from handouts.content.model.formats import FORMATS
    from handouts.content.model.sheet import Consult
    from handouts.files.folder import Folder
    from handouts.intake.spreadsheets import read_table
    from handouts.page.composing import compose_sheet
    from handouts.page.rendering.site import Site
    from handouts.page.typefaces import font_file
    from handouts.produce.batching.reading import Shared
    from handouts.produce.batching.rows import check
    from handouts.produce.documents import sheet_of

    folder = Folder(ROOT)
    table = read_table(rows.read_bytes(), rows.name)
    checked = check(folder, table, Shared(RECIPE, None, rows.stem), date.today(), lambda *_: None)
    shutil.copytree(ROOT / "styles", target / "styles")
    for index, (row, job) in enumerate(checked.jobs):
        reader = folder.open_reader()
        content = sheet_of(reader, load_practice(reader), validate_tree(row.read, Consult))
        composed = compose_sheet(reader, content.parts, FORMATS[job.format])
        html = whole_page(composed)
        for number, address in enumerate(sorted(set(re.findall(r'src="/(qr/[^"]+)"', html)))):
            code = target / f"code-{number}.svg"
            code.write_bytes(Site(composed, reader).get(f"https://handouts.invalid/{address}")[0])
            html = html.replace(f'src="/{address}"', f'src="{code.name}"')
        (target / f"{index}.html").write_text(html.replace('src="/', 'src="'), encoding="utf-8")
    for drawing in target.glob("styles/**/*.svg"):
        drawing.write_text(composed.colours.paint(drawing.read_text(encoding="utf-8")), encoding="utf-8")
    for sheet in composed.stylesheets:
        css = re.sub(
            r"url\(/fonts/([^/]+)/([0-9]+)-([a-z]+)\.ttf\)",
            lambda found: f"url({font_file(found[1], int(found[2]), found[3]).as_uri()})",
            sheet.css,
        )
        (target / sheet.name).write_text(css.replace("url(/", "url(../"), encoding="utf-8")
    (target / "styles/diary.css").write_text(DIARY, encoding="utf-8")
    shutil.copy(NATURAL, target / "styles/natural.css")
    names = [*(sheet.name for sheet in composed.stylesheets), "styles/diary.css"]
    loops = {"lean": names, "natural": [*names, "styles/natural.css"]}
    (target / "loops.json").write_text(json.dumps(loops), encoding="utf-8")


def _plain(loop: str, target: Path, rows: range) -> Cost:
    seconds, said = _timed(loop, target, rows.start, rows.stop)
    sizes = [(target / f"{loop}-{index}.pdf").stat().st_size for index in rows]
    title = {"natural": "a plain loop", "lean": "a plain loop that is given our pages"}[loop]
    return Cost(title, seconds, len(rows), said["memory"], mean(sizes), said["work"])


def _ours(  # noqa: PLR0913  # a run is all of this
    rows: Path, output: Path, workers: int, count: int, *, proof: bool = True, title: str = ""
) -> Cost:
    seconds, said = _timed("ours" if proof else "unproven", ROOT, rows, output, workers)
    sizes = [path.stat().st_size for path in (output / "sheets").glob("*.pdf")]
    named = title or f"ours, {workers} worker{'s' * (workers > 1)}{'' if proof else ', without the proof'}"
    return Cost(named, seconds, count, said["memory"], mean(sizes), said["work"])


def _timed(*words: object) -> tuple[float, dict[str, Any]]:
    start = perf_counter()
    done = subprocess.run([sys.executable, CHILD, *map(str, words)], capture_output=True, text=True, check=False)
    seconds = perf_counter() - start
    if done.returncode:
        raise SystemExit(f"{' '.join(map(str, words))} ends with {done.returncode}:\n{done.stdout}{done.stderr}")
    return seconds, json.loads(done.stdout.splitlines()[-1])


def _alike(one: Path, other: Path) -> float:
    """Which share of the pixels is the same on all pages of two PDFs; 0 when they differ in number or size."""
    import pypdfium2
    from PIL import ImageChops

    shares = []
    documents = [pypdfium2.PdfDocument(path) for path in (one, other)]
    if len(documents[0]) != len(documents[1]):
        return 0.0
    for pages in zip(*documents, strict=True):
        first, second = (page.render(scale=1).to_pil().convert("L") for page in pages)
        if first.size != second.size:
            return 0.0
        histogram = ImageChops.difference(first, second).histogram()
        shares.append(sum(histogram[:64]) / sum(histogram))
    return min(shares)


if __name__ == "__main__":
    sys.exit(main())
