"""What a command says at its end: data to stdout, Problems to stderr, and the exit code."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from handouts.cli.group import CLONE
from handouts.problems import ADVICE, Problem, doubtful, has_errors

if TYPE_CHECKING:
    from handouts.produce.forgetting import Plan
    from handouts.produce.producer import Outcome
    from handouts.records import TakenOver


def finish(
    results: list[Outcome], *, as_json: bool, strict: bool, verbose: bool, more: Iterable[Problem] = ()
) -> NoReturn:
    """The report of `build` and `check`, and the exit code. `more` are Problems of no single document.

    Errors come last, behind the files, so that they are what she sees first.
    """
    problems = list(dict.fromkeys([*(problem for result in results for problem in result.problems), *more]))
    if as_json:
        documents = [result.as_data() for result in results]
        data = {"documents": documents, "problems": [problem.for_json() for problem in problems]}
        click.echo(json.dumps(data, indent=2, ensure_ascii=False))
    else:
        errors = [problem for problem in problems if problem.severity == "error"]
        warnings = [problem for problem in problems if problem.severity != "error"]
        say_problems(warnings, verbose=verbose)
        say_files(results)
        if errors and (warnings or results):
            click.echo(err=True)
        say_problems(errors)
        if not results:
            click.echo("There is no brochure yet: put one in content/brochures.", err=True)
        _say_sum(results, problems)
        _say_made(results)
    failed = has_errors(problems) or any(result.status == "failed" for result in results)
    sys.exit(1 if failed or (strict and doubtful(problems)) else 0)


def say_problems(problems: Iterable[Problem], *, verbose: bool = False) -> None:
    """Each Problem once, with its hint, on stderr: what was agreed, then advice, then warnings, then errors.

    Of advice of one kind the first is said, and how many there are more; with `verbose` all of it. A hint that goes for
    several in a row is said once.
    """
    problems = sorted(dict.fromkeys(problems), key=_weight)
    kinds = Counter(problem.rule for problem in problems)
    said: set[str] = set()
    hint = ""
    for problem in problems:
        more = 0 if verbose or problem.rule not in ADVICE else kinds[problem.rule] - 1
        if more and problem.rule in said:
            continue
        said.add(problem.rule)
        severity = click.style(problem.severity, fg=_COLOURS[problem.severity])
        count = f"; {more} more like it, -v says which" if more else ""
        click.echo(f"{problem.mark}: {severity}: {problem.message}{count} [{problem.rule}]", err=True)
        if problem.hint and problem.hint != hint and not more:
            click.echo(f"    hint: {problem.hint}", err=True)
        hint = problem.hint


_COLOURS = {"agreed": "green", "warning": "yellow", "error": "red"}


def _weight(problem: Problem) -> int:
    return {"agreed": 0, "warning": 1 + (problem.rule not in ADVICE), "error": 3}[problem.severity]


def say_files(results: list[Outcome]) -> None:
    """The files that are there now, on stdout."""
    for result in results:
        for path in (result.path, result.mailed, *result.pictures):
            if path:
                note = "  (unchanged)" if result.status == "kept" and path == result.path else ""
                click.echo(f"{relative(path)}{note}")


def _say_sum(results: list[Outcome], problems: list[Problem]) -> None:
    found = Counter(problem.severity for problem in problems)
    errors, warnings, agreed = (found[severity] for severity in ("error", "warning", "agreed"))
    counts = [f"{errors} error{'s' * (errors != 1)}", f"{warnings} warning{'s' * (warnings != 1)}"]
    if agreed:
        counts.append(f"{agreed} agreed")
    failed = sum(result.status == "failed" for result in results)
    if problems:
        click.echo(", ".join(counts) + (f"; {failed} not made" if failed else ""), err=True)


def _say_made(results: list[Outcome]) -> None:
    """For who started this by `run`, and may not know yet what comes out where: what was made, and in which folders."""
    made = [result.path for result in results if result.status == "made" and result.path]
    if made and CLONE in os.environ:
        places = " and ".join(dict.fromkeys(str(path.parent) for path in made))
        click.echo(f"Made: {len(made)} PDF{'s' * (len(made) != 1)}, in {places}", err=True)


def say_findings(file: str, problems: list[Problem], *, as_json: bool, strict: bool) -> NoReturn:
    """The report on one file, and the exit code."""
    if as_json:
        data = {"file": file, "problems": [problem.for_json() for problem in problems]}
        click.echo(json.dumps(data, indent=2, ensure_ascii=False))
    else:
        say_problems(problems)
        _say_sum([], problems)
        if not problems:
            click.echo(f"{file}: nothing that a print shop would send back")
    sys.exit(1 if has_errors(problems) or (strict and problems) else 0)


def say_what_would_go(plan: Plan) -> None:
    """What forgetting would delete."""
    for each in plan.going:
        click.echo(each.heading)
        for path in (*each.files, each.consult):
            if path:
                click.echo(f"    {relative(path)}")
        if each.recorded:
            click.echo(f"    what {relative(plan.records.state)} knows of it")
    for path in plan.left_behind:
        click.echo(f"left by a run that was stopped: {relative(path)}")


def relative(path: Path) -> str:
    """A path as she sees it from where she is."""
    relative = os.path.relpath(path)
    return str(path) if relative.startswith("..") else relative


def say_way(reason: BaseException) -> None:
    """The way to a mistake of the program, without what the exceptions say: that may quote a client's text."""
    import traceback

    for link in (reason.__cause__ or reason.__context__, reason):
        if link is not None:
            click.echo("".join(traceback.format_tb(link.__traceback__)) + type(link).__name__, err=True)


def say_taken_over(taken: TakenOver | None) -> None:
    """That what an earlier version knew is kept in another way now."""
    if taken:
        sheets = f"{taken.sheets} sheet{'s' * (taken.sheets != 1)}"
        click.echo(f"The history of {sheets} was taken over from an earlier version.", err=True)
        for path in taken.kept:
            click.echo(f"Of {relative(path)} not all could be read; it stays where it is.", err=True)
