"""How `check --score` says which items of PEMAT-P and the CDC index a brochure meets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handouts.checks.scoring import Judged
from handouts.cli.localizing import echo, echo_json, localized, reader
from handouts.languages.texts import texts
from handouts.problems import Problem, msg
from handouts.produce.editing import Scored

_WIDTH = 10


def say_scores(scores: Mapping[str, Scored], *, as_json: bool) -> None:
    """The items of each brochure: how many are met, what is to be mended, and what she looks at herself."""
    items: Mapping[str, Any] = texts(reader.language, "scoring")["items"]
    if as_json:
        echo_json({
            name: [*map(_harm, scored.harms), *(_data(each, items) for each in scored.judged)]
            for name, scored in scores.items()
        })  # fmt: skip
        return
    for name, (judged, harms) in scores.items():
        by_program = [each for each in judged if each.verdict != "look"]
        missed = [each for each in by_program if each.verdict == "missed"]
        looked = [each for each in judged if each.verdict == "look"]
        met = len(by_program) - len(missed)
        echo(msg("{name}: {met} of {count} items that a program can judge are met", name=name, met=met,
                 count=len(by_program)))  # fmt: skip
        if harms:
            echo(msg("  May harm a reader, so mend this first:"))
        for harm in harms:
            echo(f"    {harm.mark}: {localized(harm.message)}")
        if missed:
            echo(msg("  To mend:"))
        for each in missed:
            echo(f"    {each.item.name:<{_WIDTH}}{items[each.item.key]['about']}")
            if each.found:
                echo(f"{'':<{_WIDTH + 4}}{each.found.mark}: {localized(each.found.message)}")
        echo(msg("  Look yourself ({count}):", count=len(looked)))
        for each in looked:
            echo(f"    {each.item.name:<{_WIDTH}}{items[each.item.key]['ask']}")
    echo(msg("PEMAT-P and the CDC index are made for people who judge, so there is no percentage here."))


def _harm(problem: Problem) -> dict[str, Any]:
    mark = problem.mark
    place = {"file": mark.file, "line": mark.line, "column": mark.column}
    return {"item": problem.rule, "verdict": "harm", **place, "message": localized(problem.message)}


def _data(judged: Judged, items: Mapping[str, Any]) -> dict[str, Any]:
    words = items[judged.item.key]
    found = judged.found
    place = {"file": found.mark.file, "line": found.mark.line, "column": found.mark.column} if found else {}
    said = {"message": localized(found.message)} if found else {}
    asked = {"question": words["ask"]} if judged.verdict == "look" else {}
    return {"item": judged.item.name, "about": words["about"], "verdict": judged.verdict, **place, **said, **asked}
