"""Every look in every format and for every purpose: made, fit to be printed, and with the same bytes twice."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from conformance.folders import Brand, command, shipped
from handouts.content.looks import load_look, look_names
from handouts.content.model.brand import PALETTES
from handouts.content.model.formats import FORMATS
from handouts.files.folder import Folder

_PURPOSES = (("screen",), ("home",), ("printshop",), ("home", "--low-ink"))
_SHEET = [name for name, shape in FORMATS.items() if "sheet" in shape.kinds]
_WORLDS = ({"PYTHONHASHSEED": "1", "TZ": "UTC"}, {"PYTHONHASHSEED": "2", "TZ": "Pacific/Kiritimati"})


def brands(root: Path) -> list[Brand]:
    """Each shipped look in each of its palettes, the usual one first."""
    folder = Folder(root)
    looks = {name: load_look(folder.open_reader(), name) for name in look_names(folder)}
    return [
        Brand(palette, look=name)
        for name, look in looks.items()
        if look
        for palette in dict.fromkeys((look.palette, *(look.palettes or PALETTES)))
    ]


def printed(root: Path, scratch: Path) -> Iterator[str]:
    """Builds all looks twice, in processes that share nothing; yields what is refused, or differs.

    Palettes change nothing but colours, which are judged with the documents for the screen.
    """
    usual = {brand.look: brand for brand in reversed(brands(root))}
    # Each build is a process of its own; two at a time leave a small computer usable.
    with ThreadPoolExecutor(2) as pool:
        for found in pool.map(lambda brand: list(_one(root, scratch, brand)), usual.values()):
            yield from found


def _one(root: Path, scratch: Path, brand: Brand) -> Iterator[str]:
    name = f"{brand.look} in {brand.palette}"
    made: list[dict[str, bytes]] = []
    for world in _WORLDS:
        folder = shipped(root, scratch / f"{brand.look}-{brand.palette}-{world['PYTHONHASHSEED']}", brand)
        for purpose in _PURPOSES:
            for words in _commands(purpose):
                done = _run(command(folder, *words), world)
                if done.returncode:
                    yield f"{name}, {' '.join(words)}: ends with {done.returncode}: {done.stderr.strip()}"
        files = sorted((folder / "output").rglob("*.pdf"))
        made.append({str(path.relative_to(folder)): path.read_bytes() for path in files})
    if not made[0]:
        yield f"{name}: nothing was made"
    for file in sorted(made[0].keys() | made[1].keys()):
        if made[0].get(file) != made[1].get(file):
            yield f"{name}: {file} differs from one build to the next"
    for path in (each for each in files if ".printshop." in each.name):
        yield from (f"{name}, {path.name}: {said}" for said in _refused(path))


def _commands(purpose: tuple[str, ...]) -> Iterator[list[str]]:
    for_whom = ["--for", *purpose]
    yield ["build", "magnesium", "after-your-massage", *(f"--format={each}" for each in FORMATS), *for_whom]
    # A client's sheet is not sent to a print shop.
    if purpose[0] != "printshop":
        yield ["sheet", "2026-014", *(f"--format={each}" for each in _SHEET), *for_whom]


def _refused(path: Path) -> Iterator[str]:
    """Why a print shop would send a file back."""
    done = _run(command(path.parents[2], "preflight", "--strict", "--json", str(path)), {})
    if done.returncode not in {0, 1}:
        yield f"preflight ends with {done.returncode}: {done.stderr.strip()}"
        return
    problems = json.loads(done.stdout)["problems"]
    yield from (f"{each['message']} [{each['rule']}]" for each in problems if each["severity"] != "advice")


def _run(words: list[str], world: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(words, capture_output=True, text=True, check=False, env={**os.environ, **world})
