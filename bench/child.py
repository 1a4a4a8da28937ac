"""Runs the program for the benchmark with one thing changed.

`child.py unproven ARGUMENT…` is the command line with these arguments, without the proof.
`child.py warm FOLDER NAME RUNS` builds NAME again and again in one process, and prints a line of JSON for each time.
`child.py sheet FOLDER REF PAGE RUNS` makes a sheet again and again, in turn with the bare engine on the file PAGE.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any


def unproven(*arguments: str) -> None:
    """A build that believes what the engine says."""
    from handouts import proof as proving
    from handouts.cli import main

    proving.prove = lambda *_: []
    main(arguments)


def warm(root: str, name: str, runs: str) -> None:
    """Builds in memory; the first time stands for what one document costs after the start."""
    from handouts import proof as proving
    from handouts.files.folder import Folder
    from handouts.page import rendering
    from handouts.produce.building import build
    from handouts.produce.job import BuildOptions

    spent: dict[str, float] = {}

    def timed(module: Any, function: str) -> None:
        original = getattr(module, function)

        def clocked(*arguments: Any, **named: Any) -> Any:
            start = perf_counter()
            try:
                return original(*arguments, **named)
            finally:
                spent[function] = perf_counter() - start

        setattr(module, function, clocked)

    timed(rendering, "render")
    timed(proving, "prove")
    for _ in range(int(runs)):
        start = perf_counter()
        results = list(build(Folder(Path(root)), [name], BuildOptions(formats=("a4",), dry=True), today=date.today()))
        whole = perf_counter() - start
        if results[0].status != "valid":
            raise SystemExit("\n".join(map(str, results[0].problems)))
        print(json.dumps({"whole": whole, **spent}))


def sheet(root: str, ref: str, page: str, runs: str) -> None:
    """The same sheet in four ways, in turn: proven, believed, by the engine alone, and that with what can be kept."""
    from handouts import proof as proving
    from handouts.files.folder import Folder
    from handouts.page import rendering
    from handouts.produce.building import build
    from handouts.produce.documents import SHEETS
    from handouts.produce.job import BuildOptions

    folder, proof = Folder(Path(root)), proving.prove
    options = BuildOptions(formats=("a4",), dry=True, kinds=(SHEETS,))

    def ours() -> None:
        result = next(build(folder, [ref], options, today=date.today()))
        if result.status != "valid":
            raise SystemExit("\n".join(map(str, result.problems)))

    def believed() -> None:
        proving.prove = lambda *_: []
        ours()
        proving.prove = proof

    engine = rendering.engine.load_engine()
    settings = {"pdf_variant": "pdf/ua-1", "optimize_images": True, "dpi": 300, "jpeg_quality": 88}

    def plain() -> None:
        engine.HTML(filename=page).write_pdf(**settings)

    fonts = engine.text.fonts.FontConfiguration()
    html = re.sub(r"<link [^>]*>", "", Path(page).read_text(encoding="utf-8"))
    names = re.findall(r'<link rel="stylesheet" href="([^"]*)"', Path(page).read_text(encoding="utf-8"))
    sheets = [engine.CSS(filename=Path(page).parent / name, font_config=fonts) for name in names]

    def kept() -> None:
        document = engine.HTML(string=html, base_url=page)
        document.write_pdf(stylesheets=sheets, font_config=fonts, **settings)

    ways = [ours, believed, plain, kept]
    for way in ways:
        way()
    for _ in range(int(runs)):
        spent = {}
        for way in ways:
            start = perf_counter()
            way()
            spent[way.__name__] = perf_counter() - start
        print(json.dumps(spent))
        ways.append(ways.pop(0))


if __name__ == "__main__":
    mode, *rest = sys.argv[1:]
    modes: dict[str, Callable[..., None]] = {"unproven": unproven, "warm": warm, "sheet": sheet}
    modes[mode](*rest)
