"""The conformance run: what is promised of every document and of the program, judged by others' tools, as a table."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import product, starmap
from pathlib import Path

from conformance import locks, looks, promises
from conformance.environment import ROOT, Missing, Tools, say, set_up
from conformance.facts import wrong
from conformance.folders import Brand, Document, built, shipped, stressed
from conformance.guards import blind
from conformance.verapdf import validate
from handouts.content.model.brand import PAIRS, PALETTES
from handouts.content.model.formats import FORMATS

_PROMISES: dict[str, tuple[str, Callable[[Path, Path], Iterator[str]]]] = {
    "offline": ("a build without a network gives the same files", promises.offline),
    "bytes": ("two builds far apart give the same bytes", promises.same_bytes),
    "looks": ("every look prints in every format for every purpose, with the same bytes twice", looks.printed),
    "reads": ("nothing is read but the practice folder and the package", promises.reads),
    "locks": ("both locks install in a bare environment as Debian 12 brings it", locks.install),
    "damage": (
        "the proof finds what is damaged, a letter, word, line or page, and passes what is not",
        promises.found_damage,
    ),
    "pictures": (
        "innocent drawings print, and no damaged picture prints otherwise in silence",
        promises.pictures_and_drawings,
    ),
    "prose": ("innocent prose in any width and format passes the proof", promises.innocent_prose),
}
_PARTS = ("accessible", *_PROMISES)
_ENVIRONMENT = 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Judges, prints and returns the exit code: 0 all holds, 1 something does not, 3 something must be installed."""
    parser = argparse.ArgumentParser(prog="./run conformance", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"{', '.join(_PARTS)}; all when none is named")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep the files that were judged in a new folder")
    options = parser.parse_args(arguments)
    if unknown := set(options.parts) - set(_PARTS):
        parser.error(f"there is no part {', '.join(sorted(unknown))}")
    try:
        tools = set_up() if not options.parts or "accessible" in options.parts else None
    except Missing as reason:
        say(reason)
        return _ENVIRONMENT
    scratch = Path(tempfile.mkdtemp(prefix="handouts-conformance-")).resolve()
    try:
        complaints = list(_judge(tools, options.parts or _PARTS, scratch))
    finally:
        if options.keep:
            shutil.copytree(scratch, options.keep)
        shutil.rmtree(scratch)
    _print(f"{len(complaints)} complaint{'s' * (len(complaints) != 1)}")
    return 1 if complaints else 0


def _judge(tools: Tools | None, parts: Iterable[str], scratch: Path) -> Iterator[str]:
    for part in dict.fromkeys(parts):
        (scratch / part).mkdir()
        if part == "accessible":
            assert tools is not None
            yield from _accessible(tools, scratch / part)
            continue
        title, judge = _PROMISES[part]
        say(title)
        found = list(judge(ROOT, scratch / part))
        _print(f"{'not ok' if found else 'ok':7}{title}")
        yield from _told(found)


def _accessible(tools: Tools, scratch: Path) -> Iterator[str]:
    say("building every document in every format, and every palette of each look and pair of typefaces")
    documents = list(_every_document(scratch))
    names = {document.name for document in documents}
    if names == {"stress"}:
        yield from _told(["no shipped document was built"])
    say(f"judging {sum(document.path is not None for document in documents)} files")
    verdicts = validate(tools, [document.path for document in documents if document.path])
    _print(f"{'':7}{'document':22}{'format':13}{'palette':12}{'look':10}{'pages':>5}{'checks':>8}  PDF/UA-1 and facts")
    for each in documents:
        complaints = list(each.problems)
        checks = 0
        if each.path:
            verdict = verdicts[each.path]
            checks = verdict.checks
            complaints += [*verdict.told(), *wrong(each.path, each.expected)]
            if not verdict.conforms and not verdict.failures:
                complaints.append("veraPDF refuses it without a reason")
        elif not complaints:
            complaints.append("it was not made")
        state = "not ok" if complaints else "ok"
        brand = f"{each.brand.palette:12}{each.brand.look or each.brand.pair:10}"
        _print(f"{state:7}{each.name:22}{each.format:13}{brand}{each.pages:5}{checks:8}  {len(complaints) or '-'}")
        yield from _told(complaints)
    yield from _guarded(tools, documents, scratch)


def _guarded(tools: Tools, documents: Iterable[Document], scratch: Path) -> Iterator[str]:
    sound = next((each for each in documents if each.name == "stress" and each.path), None)
    unseen = list(blind(tools, sound, scratch / "broken")) if sound else ["there is no sound file to break"]
    _print(f"{'not ok' if unseen else 'ok':7}each judge fails what is broken on purpose")
    yield from _told(unseen)


def _every_document(scratch: Path) -> Iterator[Document]:
    def one_brand(brand: Brand) -> list[Document]:
        place = scratch / "-".join(brand)
        folders = (shipped(ROOT, place / "shipped", brand), stressed(place / "stress", brand))
        # What uses all that there is does not fit where the pages are counted.
        endless = [name for name, shape in FORMATS.items() if not shape.most]
        wanted = zip(folders, (list(FORMATS), endless), strict=True)
        return [document for folder, formats in wanted for document in built(folder, formats, brand)]

    # Each build is a process of its own; two at a time leave a small computer usable.
    with ThreadPoolExecutor(2) as pool:
        for documents in pool.map(one_brand, [*starmap(Brand, product(PALETTES, PAIRS)), *looks.brands(ROOT)]):
            yield from documents


def _told(complaints: Iterable[str]) -> Iterator[str]:
    """The complaints, each printed once."""
    for complaint in dict.fromkeys(complaints):
        _print(f"{'':9}{complaint}")
        yield complaint


def _print(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
