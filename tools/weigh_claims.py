"""Learns from labelled sentences what each word weighs in a claim, and writes it: `python tools/weigh_claims.py`.

It reads the sentences of `tools/claims`, of `tests/advice` and of `bench/claims*.yaml`, but for the sets that measure.
The weights are those of a logistic regression with a penalty on their squares, by gradients from one sentence after the
other in an order that is always the same. Nothing else is needed than Python.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from math import exp, sqrt
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import yaml

from handouts.checks.claims.texts import texts_of
from handouts.checks.claims.tokens import tokens
from handouts.checks.claims.weighing import names_of
from handouts.checks.document import Document
from handouts.checks.passages import plain, sentences
from handouts.content.loading import validate
from handouts.content.model.brochure import Brochure
from handouts.content.model.module import Module

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "src/handouts/checks/claims/data"
KNOWN = ("claims.yaml", "claims-2.yaml", "claims-3.yaml", "claims-5.yaml", "claims-tune.yaml", "claims-tune-2.yaml")
"""The sets of the bench that measure no more."""
EPOCHS, STEP, PENALTY, SEED = 24, 0.03, 1.0, 20261129
LEAST = 0.05
"""What weighs less than this is not written."""
HEAD = """\
# What words weigh in a claim, learnt by tools/weigh_claims.py from sentences written for this project; do not edit.
# `w=` is a word, `c=` a class of words-{language}.yaml, `p=` and `e=` the beginning and end of a long word, `j=` a subject;
# `a+b` are two signs in a row, `{{}}` around a class, `^` an edge of the sentence, and `~` a space in a word.
"""


class Sample(NamedTuple):
    """A sentence: its language and subject, whether it promises, and the file that it is from."""

    language: str
    subject: str
    text: str
    promises: bool
    file: str


def main(arguments: Sequence[str] | None = None) -> int:
    """Learns and writes the weights of each language."""
    parser = argparse.ArgumentParser(description="Learn what words weigh in a claim.")
    parser.add_argument("--without", nargs="*", default=(), metavar="FILE", help="names of files to leave out")
    options = parser.parse_args(arguments)
    found = {(each.language, each.text): each for each in _samples() if each.file not in options.without}
    for language in ("nl", "en"):
        learnt = [each for each in found.values() if each.language == language]
        weights, bias = _learn(learnt)
        _write(language, weights, bias)
        print(f"{language}: {sum(each.promises for each in learnt)} promises, {len(learnt)} sentences")
    return 0


def _samples() -> Iterator[Sample]:
    for name in KNOWN:
        path = ROOT / "bench" / name
        for each in yaml.safe_load(path.read_text(encoding="utf-8")) if path.is_file() else ():
            promises = str(each.get("expect") or "").startswith("claims-")
            yield Sample(each.get("language") or "nl", each.get("subject") or "", each["text"], promises, name)
    for path in sorted((ROOT / "tests/advice").glob("claims-*.yaml")):
        read, language = yaml.safe_load(path.read_text(encoding="utf-8")), path.stem[-2:]
        for by_subject in read["fires"].values():
            yield from _by_subject(by_subject, language, path.name, promises=True)
        yield from _by_subject(read["silent"], language, path.name, promises=False)
    yield from _of_this_tool()
    for path in sorted([*(ROOT / "content/brochures").glob("*.yaml"), *(ROOT / "content/modules").glob("*.yaml")]):
        yield from _shipped(path)
    for path in sorted((ROOT / "tests/advice").glob("*.md")):
        language = "en" if path.stem.endswith("-en") else "nl"
        for part in path.read_text(encoding="utf-8").split("## ")[1:]:
            head, _, body = part.partition("\n")
            yield from _innocent(body, head.partition("|")[2].strip(), language, path.name)


def _of_this_tool() -> Iterator[Sample]:
    for path in sorted((ROOT / "tools/claims").glob("learn-*.yaml")):
        read, language = yaml.safe_load(path.read_text(encoding="utf-8")), path.stem[-2:]
        yield from _by_subject(read["promises"], language, path.name, promises=True)
        yield from _by_subject(read["innocent"], language, path.name, promises=False)
    for path in sorted((ROOT / "tools/claims").glob("leaflet-*.yaml")):
        read = yaml.safe_load(path.read_text(encoding="utf-8"))
        for section in read["sections"]:
            yield from _innocent(section["text"], section.get("subject") or "", read["language"], path.name)


def _by_subject(read: dict[str, list[Any]], language: str, file: str, *, promises: bool) -> Iterator[Sample]:
    for subject, texts in read.items():
        yield from (Sample(language, subject, str(each), promises, file) for each in texts)


def _shipped(path: Path) -> Iterator[Sample]:
    """The sentences of a brochure or module that is shipped: they pass their own advice."""
    read = path.read_bytes()
    language = yaml.safe_load(read).get("language") or "nl"
    document: Document[Any] = (
        Document(validate(read, str(path), Brochure), language) if path.parent.name == "brochures"
        else Document(validate(read, str(path), Module), language)
    )  # fmt: skip
    for each in texts_of(document):
        yield from _innocent(each.passage.text, each.subject or "", language, path.name)


def _innocent(text: str, subject: str, language: str, file: str) -> Iterator[Sample]:
    for part in plain(text).split("\n\n"):
        for line in part.split("\n- "):
            for each in sentences(line, language):
                said = " ".join(line[each.start : each.end].split()).removeprefix("- ")
                if said:
                    yield Sample(language, subject, said, promises=False, file=file)


def _learn(samples: Sequence[Sample]) -> tuple[dict[str, float], float]:
    """The weight of each feature, and what a sentence without any weighs."""
    rows = []
    for each in samples:
        names = list(names_of(tokens(each.text, 0, len(each.text), each.language), each.subject))
        rows.append((Counter(names), 8 / sqrt(len(names)), each.promises))
    frequency = Counter(name for counted, _, _ in rows for name in counted)
    share = {label: len(rows) / 2 / max(sum(row[2] is label for row in rows), 1) for label in (True, False)}
    weights: dict[str, float] = defaultdict(float)
    squares: dict[str, float] = defaultdict(lambda: 1e-8)
    bias, order = 0.0, Random(SEED)  # noqa: S311 - an order, not a secret
    for _ in range(EPOCHS):
        order.shuffle(rows)
        for counted, scale, promises in rows:
            total = bias + scale * sum(weights[name] * count for name, count in counted.items())
            wrong = share[promises] * (1 / (1 + exp(-max(min(total, 30), -30))) - promises)
            bias -= STEP / 4 * wrong
            for name, count in counted.items():
                slope = wrong * scale * count + PENALTY * weights[name] / frequency[name]
                squares[name] += slope * slope
                weights[name] -= STEP * slope / sqrt(squares[name])
    return weights, bias


def _write(language: str, weights: dict[str, float], bias: float) -> None:
    by_weight: dict[int, list[str]] = defaultdict(list)
    for name, weight in weights.items():
        if abs(weight) >= LEAST:
            by_weight[round(weight * 100)].append(name.replace(" ", "~"))
    path = DATA / f"weights-{language}.yaml"
    bounds = {"sure": "0.8", "innocent": "-0.2"}
    if path.is_file():
        bounds |= {
            key: value for key, value in yaml.safe_load(path.read_text(encoding="utf-8")).items() if key in bounds
        }
    rows = [f"  {weight}: >-\n    {' '.join(sorted(by_weight[weight]))}\n" for weight in sorted(by_weight)]
    head = HEAD.format(language=language) + "".join(f"{key}: {value}\n" for key, value in bounds.items())
    path.write_text(f"{head}bias: {bias:.2f}\nweights:\n{''.join(rows)}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
