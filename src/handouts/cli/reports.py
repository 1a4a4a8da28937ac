"""What a command says at its end: data to stdout, Problems to stderr, and the exit code."""

from __future__ import annotations

import os
import shlex
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn, TypeVar

import click

from handouts.cli.localizing import echo, echo_json, localized, reader
from handouts.files.command import CLONE, command
from handouts.problems import ADVICE, DANGERS, NO_HINT, Message, Problem, actionable, as_message, has_errors, msg

if TYPE_CHECKING:
    from handouts.produce.forgetting import Removal
    from handouts.produce.outcome import Outcome
    from handouts.records import TakenOver


T = TypeVar("T")


class Run(NamedTuple):
    """What became of each document, the Problems of no single one, and what ended the run before all was done.

    `output` is the folder that was asked for, where it is not the practice's own.
    """

    results: list[Outcome]
    more: list[Problem]
    stopped: Exception | None = None
    output: Path | None = None


def gathered(items: Iterable[T]) -> tuple[list[T], Exception | None]:
    """All that comes, and what ended it before its time: that is raised after what came before is reported."""
    found: list[T] = []
    try:
        found.extend(items)
    except Exception as reason:  # noqa: BLE001  # whatever it is, the caller raises it
        return found, reason
    return found, None


def report_and_exit(run: Run, *, as_json: bool, strict: bool, verbose: bool) -> NoReturn:
    """The report of `build`, `sheet` and `check`, and the exit code.

    Errors come after the files, so that they are seen first; what an editor would say comes after the mistakes.
    """
    results = run.results
    problems = list(dict.fromkeys([*(problem for result in results for problem in result.problems), *run.more]))
    if as_json:
        echo_json({"documents": results, "problems": problems})
    else:
        errors = [problem for problem in problems if problem.severity == "error"]
        warnings = [problem for problem in problems if problem.severity != "error"]
        say_problems((each for each in warnings if each.severity != "advice"), verbose=verbose)
        say_files(results)
        if errors and (warnings or results):
            echo(err=True)
        say_problems(errors)
        say_problems((each for each in warnings if each.severity == "advice"), verbose=verbose)
        if not (results or run.stopped):
            echo(msg("There is no brochure yet: put one in content/brochures."), err=True)
        _say_sum(results, problems)
        say_removed(results, run.output)
        _say_made(results)
    if run.stopped:
        raise run.stopped
    failed = has_errors(problems) or any(result.status == "failed" for result in results)
    sys.exit(1 if failed or (strict and actionable(problems)) else 0)


def say_problems(problems: Iterable[Problem], *, verbose: bool = False) -> None:
    """Each Problem once, with its hint, on stderr: what was agreed, then advice, warnings (dangers first) and errors.

    Of advice of one kind the first is said, and how many there are more; with `verbose` all of it. A hint that goes for
    several in a row is said once.
    """
    problems = sorted(dict.fromkeys(problems if verbose else _empty_together(problems)), key=_weight)
    kinds = Counter(problem.rule for problem in problems)
    seen: set[str] = set()
    hint = ""
    for problem in problems:
        more = 0 if verbose or problem.rule not in ADVICE else kinds[problem.rule] - 1
        if more and problem.rule in seen:
            continue
        seen.add(problem.rule)
        severity = click.style(localized(_SEVERITIES[problem.severity]), fg=_COLOURS[problem.severity])
        count = localized(_more(more)) if more else ""
        echo(problem.line(reader.language, severity=severity, more=count), err=True)
        if problem.hint and problem.hint != hint and not more:
            echo(msg("    hint: {hint}", hint=problem.hint), err=True)
        hint = problem.hint


def _empty_together(problems: Iterable[Problem]) -> list[Problem]:
    """Problems with those on empty fields of one file as one, which names all of these as its reader calls them."""
    together: list[Problem] = []
    empty: dict[str, tuple[int, list[str]]] = {}
    for problem in dict.fromkeys(problems):
        key = as_message(problem.message).values.get("key") if problem.rule == "recommended-field" else None
        if key is None or problem.mark.file not in empty:
            together.append(problem)
        if key is not None:
            empty.setdefault(problem.mark.file, (len(together) - 1, []))[1].append(str(key))
    for at, keys in empty.values():
        if len(keys) > 1:
            from handouts.languages.texts import texts

            fields = texts(reader.language, "fields")
            titles = (f"{fields[f'Brochure.{key}']['title']} ({key})" for key in keys)
            message = msg("not filled in: {fields}", fields=", ".join(titles))
            together[at] = together[at]._replace(message=message, hint=NO_HINT)
    return together


def _more(count: int) -> Message:
    return msg(
        " (and {count} more notice of this kind: add -v to see it)",
        " (and {count} more notices of this kind: add -v to see them)", count=count,
    )  # fmt: skip


STATUSES = {"made": msg("made"), "kept": msg("kept"), "failed": msg("failed"), "valid": msg("valid")}
"""What became of a document."""
_SEVERITIES = {"agreed": msg("agreed"), "advice": msg("advice"), "warning": msg("warning"), "error": msg("error")}
_COLOURS = {"agreed": "green", "advice": "cyan", "warning": "yellow", "error": "red"}


def _weight(problem: Problem) -> int:
    if problem.severity == "warning" and problem.rule in DANGERS:
        return 2
    return {"agreed": 0, "advice": 1, "warning": 3 + (problem.rule not in ADVICE), "error": 5}[problem.severity]


def say_files(results: list[Outcome]) -> None:
    """The files that are there now, on stdout."""
    for result in results:
        for path in (result.path, result.mailed, *result.pictures):
            if path:
                note = localized(_note(result)) if path == result.path else ""
                echo(f"{relative(path)}{f'  {note}' if note else ''}")


def _note(result: Outcome) -> str:
    """What is said behind the name of a PDF: that it is as it was, or how paper that is folded or bound is printed."""
    if result.status == "kept":
        return msg("(unchanged)")
    flipped = result.job.format and result.job.variant.flipped
    return msg("(print on both sides, flip on the short edge, at 100 %)") if flipped else ""


def _say_sum(results: list[Outcome], problems: list[Problem]) -> None:
    found = Counter(problem.severity for problem in problems)
    errors, warnings, advised, agreed = (found[severity] for severity in ("error", "warning", "advice", "agreed"))
    counts = [
        msg("{count} error", "{count} errors", count=errors),
        msg("{count} warning", "{count} warnings", count=warnings),
    ]
    if advised:
        counts.append(msg("{count} advice", count=advised))
    if agreed:
        counts.append(msg("{count} agreed", count=agreed))
    failed = sum(result.status == "failed" for result in results)
    if problems:
        lost = localized(msg("; {count} not made", count=failed)) if failed else ""
        echo(", ".join(map(localized, counts)) + lost, err=True)


def say_removed(results: list[Outcome], output: Path | None = None) -> None:
    """Which copies for mail are gone, and the command that makes the same anew, in the folder that was asked for."""
    for result in results:
        if result.removed and result.path:
            text = msg(
                "Removed: {file}, as the sheet has changed since. To make the copy for mail anew: {command}",
                file=relative(result.removed),
                command=f"{command()} {shlex.join(_mailing(result, output))}",
            )
            echo(text, err=True)


def _mailing(result: Outcome, output: Path | None) -> Iterator[str]:
    """The arguments that make a copy for mail of what was made, in its variant."""
    job = result.job
    yield from ("sheet", job.name, "--mail")
    if result.path and result.path.stem != job.name:  # not in the client's own format
        yield from ("--format", job.format)
    if job.n_up:
        yield from ("--n-up", str(job.n_up))
    elif job.purpose != "screen":
        yield from ("--for", job.purpose)
    if job.low_ink:
        yield "--low-ink"
    if output:
        yield from ("--output", relative(output))


def _say_made(results: list[Outcome]) -> None:
    """For who started this by `run`, and may not know yet what comes out where: what was made, and in which folders."""
    made = [result.path for result in results if result.status == "made" and result.path]
    if made and CLONE in os.environ:
        places = dict.fromkeys(str(path.parent) for path in made)
        text = msg(
            "Made: {count} PDF, in {folders}",
            "Made: {count} PDFs, in {folders}",
            count=len(made),
            folders=localized(msg(" and ")).join(places),
        )
        echo(text, err=True)


def say_findings(file: str, problems: list[Problem], *, as_json: bool, strict: bool) -> NoReturn:
    """The report on one file, and the exit code."""
    if as_json:
        echo_json({"file": file, "problems": problems})
    else:
        say_problems(problems)
        _say_sum([], problems)
        if not problems:
            echo(msg("{file}: nothing that a print shop would send back", file=file))
    sys.exit(1 if has_errors(problems) or (strict and problems) else 0)


def say_what_would_go(removal: Removal) -> None:
    """What forgetting would delete."""
    for each in removal.going:
        echo(each.heading)
        for path in (*each.files, each.consult):
            if path:
                echo(f"    {relative(path)}")
        if each.recorded:
            echo(msg("    what {file} knows of it", file=relative(removal.records.state)))
    for path in removal.orphaned_parts:
        echo(msg("left by a run that was stopped: {file}", file=relative(path)))


def relative(path: Path) -> str:
    """A path as it is seen from the folder that the command runs in."""
    relative = os.path.relpath(path)
    return str(path) if relative.startswith("..") else relative


def say_way(reason: BaseException) -> None:
    """The way to a mistake of the program, without what the exceptions say: that may quote a client's text."""
    import traceback

    for link in (reason.__cause__ or reason.__context__, reason):
        if link is not None:
            echo("".join(traceback.format_tb(link.__traceback__)) + type(link).__name__, err=True)


def say_taken_over(taken: TakenOver | None) -> None:
    """That what an earlier version knew is kept in another way now."""
    if taken:
        text = msg(
            "The history of {count} sheet was taken over from an earlier version.",
            "The history of {count} sheets was taken over from an earlier version.",
            count=taken.sheets,
        )
        echo(text, err=True)
        for path in taken.kept:
            echo(msg("Of {file} not all could be read; it stays where it is.", file=relative(path)), err=True)
