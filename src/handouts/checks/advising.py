"""Advice on content, a rule a module. A check takes what was loaded and yields Problems; it changes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from handouts.checks import (
    addressing,
    agreements,
    cautions,
    contradictions,
    contrast,
    days,
    following,
    magnesium,
    medicines,
    overlaps,
    privacy,
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
    yield from contrast.check(practice)
    yield from upkeep.check(brochure, practice, today, modules)
    yield from upkeep.check_modules(modules.values(), today)
    made_of: list[Loaded[Any]] = [brochure, practice, *(chosen.module for chosen in modules.values())]
    for each in made_of:
        yield from signs.check(each)


def advise_sheet(resolved: ResolvedSheet, today: date) -> Iterator[Problem]:
    """All advice on a personal sheet, before a page is made."""
    yield from contrast.check(resolved.practice)
    yield from schedule.check(resolved)
    yield from overlaps.check(resolved)
    yield from timing.check(resolved)
    yield from magnesium.check(resolved)
    yield from agreements.settle(resolved, [*magnesium.doubts(resolved), *cautions.doubts(resolved)], today)
    yield from following.check(resolved)
    yield from following.check_names(resolved)
    yield from unflagged.check(resolved)
    yield from medicines.check(resolved)
    yield from days.check(resolved)
    yield from addressing.check_form(resolved)
    yield from contradictions.check(resolved)
    yield from uncounted.check(resolved)
    yield from privacy.check(resolved)
    yield from upkeep.check_appointment(resolved.consult)
    yield from upkeep.check_years(resolved.consult, today)
    yield from upkeep.check_modules(resolved.modules, today)
    modules = (chosen.module for chosen in resolved.modules)
    made_of: list[Loaded[Any]] = [resolved.consult, resolved.recipe, resolved.practice, *modules]
    for each in made_of:
        yield from signs.check(each)
