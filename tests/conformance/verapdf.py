"""PDF/UA-1 by veraPDF: every rule that a file breaks, with the object that breaks it."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from conformance.environment import Tools


class Failure(NamedTuple):
    """A rule of ISO 14289-1 that is broken: clause and test as veraPDF numbers them, and where."""

    clause: str
    test: int
    message: str
    place: str


class Verdict(NamedTuple):
    """What the validator says of one file: whether it conforms, after how many checks, and what fails."""

    conforms: bool
    checks: int
    failures: tuple[Failure, ...]

    def told(self) -> Iterator[str]:
        """A line for each rule that is broken: how often, and at which object first."""
        rules: dict[tuple[str, int, str], list[str]] = {}
        for clause, test, message, place in self.failures:
            rules.setdefault((clause, test, message), []).append(place)
        for (clause, test, message), places in rules.items():
            yield f"{clause} test {test}, {len(places)} ×: {message} First at {places[0]}"


def validate(tools: Tools, paths: Iterable[Path]) -> dict[Path, Verdict]:
    """Judges all files in one start of Java. Raises RuntimeError when a file got no verdict."""
    wanted = list(paths)
    driver = Path(__file__).with_name("Validator.java")
    done = subprocess.run(
        [tools.java, "-Xmx1g", "-cp", tools.classpath, driver, *wanted], capture_output=True, text=True, check=False
    )
    verdicts: dict[Path, Verdict] = {}
    path = Path()
    for line in done.stdout.splitlines():
        kind, *fields = line.split("\t")
        if kind == "file":
            path = Path(fields[0])
            verdicts[path] = Verdict(fields[1] == "true", int(fields[2]), ())
        elif kind == "failed":
            failure = Failure(fields[0], int(fields[1]), fields[2], fields[3])
            verdicts[path] = verdicts[path]._replace(failures=(*verdicts[path].failures, failure))
    if done.returncode or verdicts.keys() != set(wanted):
        raise RuntimeError(f"veraPDF did not judge every file:\n{done.stderr}")
    return verdicts
