"""How often and how long something is done is the same everywhere: in the schedule, the modules and the own words.

Only the plain ways of saying it are compared, and only where a clause names what a line of the schedule is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from handouts.checks.agreements import line_of
from handouts.checks.frequencies import (
    Asked,
    asked_in,
    asked_of,
    asking_texts,
    clauses_of,
    is_other_serving,
    serving_in,
)
from handouts.content.model.intake import Intake
from handouts.content.parameters import ModuleInstance
from handouts.content.resolving import ResolvedSheet
from handouts.content.things import all_in, in_text, is_one_of, name_of, words_of
from handouts.content.wording import Gaps, filled_in
from handouts.languages.messages import joined_by_and
from handouts.problems import Mark, Problem, msg, shortened, warning

_THIS = ({"dit"}, {"deze"}, {"oefening"}, {"oefeningen"}, {"this"}, {"these"})
"""What a step of a module calls the thing that the module is about."""
_BESIDE = re.compile(
    r"\b(?:na|voor|vóór|tijdens|onder|bij|door|after|before|during|while) "
    r"(?:(?:het|de|je|jouw|uw|een|elke|iedere|dit|dat|deze|die|the|your|a|an|each|every|this|these|warme?|koude?|korte?|"
    r"lange?|rustige?|eerste|laatste|short|long|warm) )*[^\W\d_]+"
)
"""What is not asked for, but is when something is done: `sta na het wandelen 2 minuten stil`."""
_PAST_ENDING = re.compile(r"[dt]e$")


class _Line(NamedTuple):
    """A line of the schedule: the words by which it is known, what it asks for, and where it is."""

    thing: list[str]
    asked: Asked
    mark: Mark
    intake: Intake


def check(resolved: ResolvedSheet) -> Iterator[Problem]:
    """Where a module, a step, a goal or the note asks for something otherwise than each line of the schedule for it."""
    lines = [_Line(words_of(line.product), asked_of(line), at(), line) for line, at in resolved.lines()]
    for line, at in resolved.lines():
        for clause in clauses_of(line.how or ""):
            if words := _another_amount(clause, line):
                message = msg("how: says “{words}”, and the dose says otherwise",
                           words=shortened(words, 40))  # fmt: skip
                yield warning("said-otherwise", at("how"), message, "make the two the same")
    for chosen in resolved.modules:
        yield from _module(chosen, lines, resolved)
    consult = resolved.consult
    for path, text in asking_texts(consult.value):
        for clause in clauses_of(text):
            named = [line for line in lines if is_named(line.thing, clause)]
            # Of two things in one clause it is not known which of them is meant.
            if len({tuple(line.thing) for line in named}) == 1:
                yield from _compared(clause, named, consult.marks.at(path), resolved)


def _another_amount(clause: str, line: Intake) -> str:
    """The words of a clause under `how` that ask for another number of what the dose counts; or ``."""
    asked, words = asked_in(clause)
    here, there = dict(asked.amounts), dict(asked_of(line).amounts)
    # How long something takes is one thing, and how long to wait after it another.
    if len(here) == 1 and here.keys() == there.keys() and here != there and "min" not in here:
        return words
    serving = serving_in(clause)
    return serving.words if serving and line.dose and is_other_serving(serving, line) else ""


def is_named(thing: list[str], clause: str) -> bool:
    """Whether a clause names a thing as what it asks for: not as *wandelde*, and not in *na het wandelen*."""
    words = words_of(_BESIDE.sub(" ", clause))
    lately = {word for word in words if _PAST_ENDING.search(word) and not any(map(_PAST_ENDING.search, thing))}
    return all_in(thing, [word for word in words if word not in lately])


def _module(chosen: ModuleInstance, lines: list[_Line], resolved: ResolvedSheet) -> Iterator[Problem]:
    """What a module says of how often and how long, compared with the lines of the schedule about it."""
    module = chosen.module.value
    names = [name_of(text) for text in (chosen.name.replace("-", " "), module.title, module.diary_label or "")]
    named = [line for line in lines if is_one_of(line.thing, names)]
    if not named:
        return
    gaps = Gaps(chosen.parameters, resolved.consult.value.client.form)
    duration, *steps = [
        filled_in(text, gaps) for text in (module.duration or "", *(each.step for each in module.steps))
    ]
    requests = [asked_in(" ".join(duration.casefold().split()))]
    for clause in (each for step in steps for each in clauses_of(step)):
        about = in_text(_BESIDE.sub(" ", clause))
        if any(all_in(name, about) for name in names if name) or any(this <= set(about) for this in _THIS):
            requests.append(asked_in(clause))
    for asked, words in dict(requests).items():
        if all(_is_against(asked, line, named) for line in named):
            yield warning(
                "said-otherwise", named[-1].mark,
                "the module {name} says “{words}”, and the schedule says otherwise ({places})",
                "make the two the same: in the schedule, or in its params:",
                name=chosen.name, words=shortened(words, 40), places=_places(named, resolved),
            )  # fmt: skip
            return


def _compared(clause: str, named: list[_Line], mark: Mark, resolved: ResolvedSheet) -> Iterator[Problem]:
    asked, words = asked_in(clause)
    if all(_is_against(asked, line, named) for line in named):
        yield warning(
            "said-otherwise", mark, "this says “{words}”, and the schedule says otherwise about the same ({places})",
            "make the two the same", words=shortened(words, 40), places=_places(named, resolved),
        )  # fmt: skip


def _places(lines: list[_Line], resolved: ResolvedSheet) -> str:
    return joined_by_and([line_of(line.mark, resolved.consult.marks.file) for line in lines])


def _is_against(asked: Asked, line: _Line, named: list[_Line]) -> bool:
    """Whether a text cannot be followed along with a line; of several lines each has its own times of the day."""
    return asked.contradicts(line.asked if len(named) == 1 else line.asked._replace(times=None))
