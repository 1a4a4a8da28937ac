"""Lays out made-up brochures and says how well their pages are filled, what it took, and where a line holds one word.

.venv/bin/python tests/soak/run.py pages [--count 200] [--first 0] [--format a4] [--looks botanic,photo,type,clinic]
"""

from __future__ import annotations

import argparse
import gc
import os
import shutil
import tempfile
import time
from collections import Counter
from multiprocessing import Pool
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

import yaml

from filled import composed, laid, lonely, torn, white
from handouts.problems import ContentError
from soak.brochures import LOOKS, Maker, sentences

ROOT = Path(__file__).resolve().parents[2]
MUCH, TOO_MUCH, AT_THE_END = 0.12, 0.25, 0.35
"""The shares of a page that may be white at its foot: of most pages, of any but the last, and of the last."""


class Measure(NamedTuple):
    """What was measured of one document; `ratio` is the time that it takes, to that of one layout without fitting."""

    number: int
    look: str
    white: list[float]
    plain: list[float]
    lonely: tuple[int, int]
    torn: list[str]
    layouts: int
    ratio: float
    wrong: str = ""


def measured(number: int, look: str, format_name: str) -> Measure:
    """One document, laid out with and without fitting."""
    with tempfile.TemporaryDirectory() as folder:
        practice = Path(folder)
        (practice / "content/brochures").mkdir(parents=True)
        shutil.copytree(ROOT / "content/images", practice / "content/images")
        held = yaml.safe_load((ROOT / "content/practice.yaml").read_text(encoding="utf-8"))
        held["brand"] = {"look": look}
        (practice / "content/practice.yaml").write_text(yaml.safe_dump(held, allow_unicode=True), encoding="utf-8")
        text = yaml.safe_dump(Maker(number, sentences(ROOT)).brochure(), allow_unicode=True, sort_keys=False)
        (practice / "content/brochures/made-up.yaml").write_text(text, encoding="utf-8")
        try:
            return _laid_out(practice, number, look, format_name)
        except ContentError as refused:
            return Measure(number, look, [], [], (0, 0), [], 0, 0, str(refused.problems[0]))


def _laid_out(practice: Path, number: int, look: str, format_name: str) -> Measure:
    of, reader = composed(practice, "made-up", format_name)
    laid(of, reader, fit=False)
    # As in a worker, which looks for garbage between two documents only.
    gc.collect()
    gc.disable()
    begun = time.process_time()
    plain = laid(of, reader, fit=False).document
    plain.write_pdf()
    between = time.process_time()
    shown = laid(of, reader)
    shown.document.write_pdf()
    ratio = (time.process_time() - between) / (between - begun)
    gc.enable()
    return Measure(
        number, look, white(shown.document), white(plain), lonely(shown.document), torn(shown.document), shown.layouts,
        round(ratio, 2),
    )  # fmt: skip


def _task(task: tuple[int, str, str]) -> Measure:
    return measured(*task)


def report(measures: list[Measure]) -> bool:
    """Prints the figures; whether they are as promised."""
    good = [each for each in measures if not each.wrong]
    inner = [page for each in good for page in each.white[:-1]]
    before = [page for each in good for page in each.plain[:-1]]
    last = [each.white[-1] for each in good if len(each.white) > 1]
    words, blocks = sum(each.lonely[0] for each in good), sum(each.lonely[1] for each in good)
    print(f"{len(good)} documents of {len(measures)}, {sum(len(each.white) for each in good)} pages")
    for name, pages in (("without fitting", before), ("fitted", inner)):
        print(
            f"{name}: {_share(pages, MUCH)} of the pages but the last at most {MUCH:.0%} white, "
            f"{_share(pages, TOO_MUCH)} at most {TOO_MUCH:.0%}, worst {max(pages, default=0):.0%}"
        )
    print(f"last pages: {_share(last, AT_THE_END)} at most {AT_THE_END:.0%} white, worst {max(last, default=0):.0%}")
    torn_units = sum(len(each.torn) for each in good)
    print(f"running text that ends in a line of one short word: {words} of {blocks} blocks; units torn: {torn_units}")
    layouts, ratios = Counter(each.layouts for each in good), [each.ratio for each in good]
    print(f"layouts: {dict(sorted(layouts.items()))}; time: median {median(ratios)}, most {max(ratios)} × one layout")
    slowest = max(good, key=lambda each: each.ratio)
    print(f"slowest: {slowest.number} {slowest.look}, {slowest.layouts} layouts")
    for each in measures:
        if each.wrong or each.torn or any(page > TOO_MUCH for page in each.white[:-1]):
            print(f"  {each.number} {each.look}: {each.wrong or each.white} {each.torn or ''}")
    whole = len(good) == len(measures) and not any(each.torn for each in good)
    enough = sum(page <= MUCH for page in inner) >= 0.9 * len(inner) and max(inner, default=0) <= TOO_MUCH
    return whole and enough and words * 20 <= blocks and max(layouts) <= 8


def _share(pages: list[float], most: float) -> str:
    return f"{sum(page <= most for page in pages) / max(1, len(pages)):.1%}"


def main(arguments: list[str]) -> int:
    """Measures and reports; 1 where the figures are not as promised."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--format", default="a4")
    parser.add_argument("--looks", default=",".join(LOOKS))
    asked: Any = parser.parse_args(arguments)
    looks = asked.looks.split(",")
    numbers = range(asked.first, asked.first + asked.count)
    tasks = [(number, looks[number % len(looks)], asked.format) for number in numbers]
    with Pool(min(2, os.cpu_count() or 1), maxtasksperchild=40) as pool:
        measures = list(pool.imap(_task, tasks))
    return 0 if report(measures) else 1
