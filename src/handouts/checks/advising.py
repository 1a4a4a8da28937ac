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
    """All that can be said of a brochure, its modules by section, and its practice before a page is made."""
    yield from contrast.check(practice)
    yield from upkeep.check(brochure, practice, today, modules)
    yield from upkeep.check_modules(modules.values(), today)
    made_of: list[Loaded[Any]] = [brochure, practice, *(chosen.module for chosen in modules.values())]
    for each in made_of:
        yield from signs.check(each)


def advise_sheet(gathered: ResolvedSheet, today: date) -> Iterator[Problem]:
    """All that can be said of a personal sheet before a page is made."""
    yield from contrast.check(gathered.practice)
    yield from schedule.check(gathered)
    yield from overlaps.check(gathered)
    yield from timing.check(gathered)
    yield from magnesium.check(gathered)
    yield from agreements.settle(gathered, [*magnesium.doubts(gathered), *cautions.doubts(gathered)], today)
    yield from following.check(gathered)
    yield from following.check_names(gathered)
    yield from unflagged.check(gathered)
    yield from medicines.check(gathered)
    yield from days.check(gathered)
    yield from addressing.check_form(gathered)
    yield from contradictions.check(gathered)
    yield from uncounted.check(gathered)
    yield from privacy.check(gathered)
    yield from upkeep.check_appointment(gathered.consult)
    yield from upkeep.check_years(gathered.consult, today)
    yield from upkeep.check_modules(gathered.modules, today)
    modules = (chosen.module for chosen in gathered.modules)
    made_of: list[Loaded[Any]] = [gathered.consult, gathered.recipe, gathered.practice, *modules]
    for each in made_of:
        yield from signs.check(each)
