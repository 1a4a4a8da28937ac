"""How well the advice on claims tells sentences apart, and what all advice costs: `./run bench advice`.

The sentences of the files claims*.yaml were written by people who had not seen the patterns, and each file has its own
figures. A sentence is hit when something is said of it where a claim is expected, whatever the rule; how often it is
that very rule is counted beside it. What the words weigh was learnt from all but claims-4.yaml and claims-6.yaml, which
still measure.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any, NamedTuple

import yaml

from handouts.checks.claims import check
from handouts.checks.document import Document
from handouts.checks.editing import edit, edit_module
from handouts.content.loading import Loaded, validate
from handouts.content.model.brochure import Brochure
from handouts.content.model.module import Module
from handouts.content.model.practice import Practice

ROOT = Path(__file__).resolve().parents[1]
SENTENCES = tuple(
    Path(__file__).with_name(f"claims{each}.yaml") for each in ("", "-2", "-3", "-5", "-tune", "-tune-2", "-4", "-6")
)
BROCHURES, MODULES = 20, 60
AIM = 1.5
"""The time of all advice, in times that of reading and validating."""
TODAY = date(2026, 11, 29)


class Judged(NamedTuple):
    """A sentence, the rule that is expected of it, empty where none is, and the rules that spoke."""

    language: str
    subject: str
    text: str
    expected: str
    said: tuple[str, ...]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures, prints, and returns 0, or 1 when the advice takes longer than it may."""
    parser = argparse.ArgumentParser(prog="./run bench advice", description="How well and how fast advice is given.")
    parser.add_argument("-n", type=int, default=5, metavar="N", help="runs of what is timed; default 5")
    parser.add_argument(
        "--sentences", type=Path, nargs="+", default=SENTENCES, help="other files of labelled sentences"
    )
    parser.add_argument("--misses", action="store_true", help="show each sentence that is judged wrongly")
    options = parser.parse_args(arguments)
    practice = validate((ROOT / "content/practice.yaml").read_bytes(), "content/practice.yaml", Practice)
    for path in options.sentences:
        print(f"{path.name}:")
        judged = _judged(yaml.safe_load(path.read_text(encoding="utf-8")))
        for language in sorted({each.language for each in judged}):
            _report([each for each in judged if each.language == language], language)
        if options.misses:
            _show_misses(judged)
    return _timed(practice, options.n)


def _show_misses(judged: list[Judged]) -> None:
    for each in judged:
        if bool(each.expected) != bool(each.said) or (each.expected and each.expected not in each.said):
            print(f"{each.language} {each.subject}: {each.text}\n    {each.expected or 'nothing'}: {each.said}")


def _judged(sentences: list[dict[str, Any]]) -> list[Judged]:
    found = []
    for each in sentences:
        language, subject = each.get("language") or "nl", each.get("subject") or ""
        expected = str(each.get("expect") or "")
        expected = expected if expected.startswith("claims-") else ""
        section = f"  - heading: Blad\n    text: {json.dumps(each['text'], ensure_ascii=False)}\n"
        section += f"    subject: {subject}\n" if subject else ""
        text = f"title: Blad\nlanguage: {language}\nsections:\n{section}"
        brochure = validate(text.encode(), "content/brochures/blad.yaml", Brochure)
        said = tuple(problem.rule for problem in check(Document(brochure, language)))
        found.append(Judged(language, subject, each["text"], expected, said))
    return found


def _report(judged: list[Judged], language: str) -> None:
    hits = [each for each in judged if each.expected and each.said]
    misses = [each for each in judged if each.expected and not each.said]
    false = [each for each in judged if not each.expected and each.said]
    right = sum(each.expected in each.said for each in hits)
    spoken, meant = len(hits) + len(false), len(hits) + len(misses)
    print(
        f"{language}: {len(judged)} sentences; precision {len(hits)}/{spoken} = {len(hits) / max(spoken, 1):.3f}, "
        f"recall {len(hits)}/{meant} = {len(hits) / max(meant, 1):.3f}, the very rule {right}/{meant}"
    )
    expected = Counter(each.expected for each in judged if each.expected)
    for rule, count in sorted(expected.items()):
        of_it = [each for each in judged if each.expected == rule]
        hit, exact = sum(bool(each.said) for each in of_it), sum(rule in each.said for each in of_it)
        print(f"    {rule:22} hit {hit}/{count}, as that {exact}/{count}")
    for rule, count in sorted(Counter(each.said[0] for each in false).items()):
        print(f"    {rule:22} false {count}")


def _timed(practice: Loaded[Practice], runs: int) -> int:
    """Times reading and advice in turn, in seconds of the processor, over the shipped brochures and modules.

    What is advised on was read just before, each time anew, so that nothing is known of it; all rules were called once.
    """
    files = {kind: sorted((ROOT / "content" / kind).glob("*.yaml")) for kind in ("brochures", "modules")}
    brochures = [files["brochures"][each % len(files["brochures"])] for each in range(BROCHURES)]
    modules = [files["modules"][each % len(files["modules"])] for each in range(MODULES)]

    def read() -> tuple[list[Loaded[Brochure]], list[Loaded[Module]]]:
        return (
            [validate(each.read_bytes(), str(each), Brochure) for each in brochures],
            [validate(each.read_bytes(), str(each), Module) for each in modules],
        )

    def advise(loaded: tuple[list[Loaded[Brochure]], list[Loaded[Module]]]) -> None:
        for brochure in loaded[0]:
            list(edit(brochure, practice, TODAY, {}))
        for module in loaded[1]:
            list(edit_module(module, practice, TODAY))

    advise(read())
    seconds = []
    for _ in range(runs):
        begin = process_time()
        loaded = read()
        seconds.append((process_time() - begin, _seconds(partial(advise, loaded))))
    ratios = [advising / reading for reading, advising in seconds]
    ratio = median(ratios)
    print(
        f"advice on {BROCHURES} brochures and {MODULES} modules: {1000 * median(each[1] for each in seconds):.0f} ms, "
        f"{ratio:.2f} × reading and validating them ({min(ratios):.2f} to {max(ratios):.2f}), "
        f"{1000 * median(each[0] for each in seconds):.0f} ms; aim ≤ {AIM:g}: {'ok' if ratio <= AIM else 'not ok'}"
    )
    return int(ratio > AIM)


def _seconds(call: Callable[[], object]) -> float:
    start = process_time()
    call()
    return process_time() - start


if __name__ == "__main__":
    sys.exit(main())
