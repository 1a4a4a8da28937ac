"""Advice on content, a rule a module. A check takes what was loaded and yields Problems; it changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from handouts.checks import (
    addressing,
    agreements,
    cautions,
    contradictions,
    dangers,
    days,
    following,
    magnesium,
    overlaps,
    privacy,
    quoting,
    scales,
    schedule,
    signs,
    timing,
    uncounted,
    unflagged,
    upkeep,
)
from handouts.content.loading import Loaded
from handouts.content.model.brochure import Brochure
from handouts.content.model.practice import Practice
from handouts.content.parameters import ModuleInstance
from handouts.content.resolving import ResolvedSheet
from handouts.problems import Problem


def advise(
    brochure: Loaded[Brochure], practice: Loaded[Practice], today: date, modules: Mapping[int, ModuleInstance]
) -> Iterator[Problem]:
    """All advice on a brochure, its modules by section, and its practice, before a page is made."""
    yield from dangers.of_brochure(brochure, practice, modules)
    yield from upkeep.check(brochure, practice, today, modules)
    yield from upkeep.check_modules(modules.values(), today)
    yield from addressing.check_brochure(brochure, brochure.value.language or practice.value.language)
    yield from quoting.check(brochure)
    for chosen in modules.values():
        yield from quoting.check_shared(chosen.module)
    made_of: list[Loaded[Any]] = [brochure, practice, *(chosen.module for chosen in modules.values())]
    for each in made_of:
        yield from signs.check(each)


class SheetCheck(NamedTuple):
    """A check of personal sheets. With `partial`, what it finds in sound lines holds whatever is wrong in others."""

    find: Callable[[ResolvedSheet, date], Iterable[Problem]]
    partial: bool = False


_OF_A_SHEET = (
    SheetCheck(lambda sheet, _: schedule.check(sheet), partial=True),
    SheetCheck(lambda sheet, _: overlaps.check(sheet), partial=True),
    SheetCheck(lambda sheet, _: timing.check(sheet)),
    SheetCheck(lambda sheet, _: magnesium.check(sheet), partial=True),
    SheetCheck(
        lambda sheet, day: agreements.settle(sheet, [*magnesium.doubts(sheet), *cautions.doubts(sheet)], day),
        partial=True,
    ),
    SheetCheck(lambda sheet, _: following.check_person(sheet), partial=True),
    SheetCheck(lambda sheet, _: following.check(sheet)),
    SheetCheck(lambda sheet, _: following.check_names(sheet)),
    SheetCheck(lambda sheet, _: unflagged.check(sheet)),
    SheetCheck(lambda sheet, _: dangers.of_sheet(sheet), partial=True),
    SheetCheck(lambda sheet, _: days.check(sheet)),
    SheetCheck(lambda sheet, _: addressing.check_form(sheet)),
    SheetCheck(lambda sheet, _: _quoted_in(sheet)),
    SheetCheck(lambda sheet, _: contradictions.check(sheet)),
    SheetCheck(lambda sheet, _: uncounted.check(sheet)),
    SheetCheck(lambda sheet, _: privacy.check(sheet), partial=True),
    SheetCheck(lambda sheet, _: scales.check(sheet)),
    SheetCheck(lambda sheet, _: upkeep.check_appointment(sheet.consult), partial=True),
    SheetCheck(lambda sheet, day: upkeep.check_years(sheet.consult, day)),
    SheetCheck(lambda sheet, day: upkeep.check_modules(sheet.modules, day)),
    SheetCheck(lambda sheet, _: _signs_in(sheet)),
)


_OF_A_WHOLE = {"no-doubt"}
"""Rules that hold of a whole sheet alone: what an agreement answers may be in a line that cannot be read yet."""


def advise_sheet(resolved: ResolvedSheet, today: date, *, partial: bool = False) -> Iterator[Problem]:
    """All advice on a personal sheet, before a page is made; with `partial` what holds of a part that is sound."""
    for check in _OF_A_SHEET:
        if check.partial or not partial:
            yield from (each for each in check.find(resolved, today) if not (partial and each.rule in _OF_A_WHOLE))


def _quoted_in(resolved: ResolvedSheet) -> Iterator[Problem]:
    yield from quoting.check_shared(resolved.recipe)
    for chosen in resolved.modules:
        yield from quoting.check_shared(chosen.module)


def _signs_in(resolved: ResolvedSheet) -> Iterator[Problem]:
    modules = (chosen.module for chosen in resolved.modules)
    made_of: list[Loaded[Any]] = [resolved.consult, resolved.recipe, resolved.practice, *modules]
    for each in made_of:
        yield from signs.check(each)
