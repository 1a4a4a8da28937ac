"""Safety: how much is asked to be swallowed. It warns and cites its source, and calls nothing forbidden."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from handouts.checks import uncounted
from handouts.checks.safety import for_clients, schedules, upper_levels
from handouts.content.loading import Loaded
from handouts.content.model.brochure import Brochure
from handouts.content.model.module import Module
from handouts.content.model.practice import Practice
from handouts.content.nutrients import MAGNESIUM
from handouts.content.parameters import ModuleInstance
from handouts.content.resolving import ResolvedSheet
from handouts.problems import Mark, Problem


def check_brochure(
    brochure: Loaded[Brochure], practice: Loaded[Practice], modules: Mapping[int, ModuleInstance]
) -> Iterator[Problem]:
    """What is said of a brochure, and of what it puts into the gaps of its modules."""
    language = brochure.value.language or practice.value.language
    yield from upper_levels.check(brochure, language, {}, {})
    for number, chosen in modules.items():
        given = {name: brochure.marks.at(("sections", number, "params", name))
                 for name in brochure.value.sections[number].params}  # fmt: skip
        yield from _filled_in(chosen, language, given)


def check_module(module: Loaded[Module], practice: Loaded[Practice]) -> Iterator[Problem]:
    """What is said of a module by itself, with the values that it offers in its gaps."""
    language = module.value.language or practice.value.language
    usual = {name: each.default or (each.choices or [""])[0] for name, each in module.value.params.items()}
    given = {name: module.marks.at(("params", name, "default")) for name in usual}
    found = list(upper_levels.check(module, language, usual, given))
    for name, each in module.value.params.items():
        for number, choice in enumerate(each.choices):
            at = {**given, name: module.marks.at(("params", name, "choices", number))}
            found += [each for each in upper_levels.check(module, language, {**usual, name: choice}, at)
                      if each.mark == at[name]]  # fmt: skip
    yield from found


def _filled_in(chosen: ModuleInstance, language: str, given: Mapping[str, Mark]) -> Iterator[Problem]:
    """What is said of the values that one who uses a module puts into its gaps."""
    places = set(given.values())
    for each in upper_levels.check(chosen.module, language, chosen.parameters, given):
        if each.mark in places:
            yield each


def check_sheet(resolved: ResolvedSheet) -> Iterator[Problem]:
    """What is said of a personal sheet: its schedule, its texts, and what it puts into the gaps of its modules.

    An amount of magnesium that the checks of every sheet report already is not said again.
    """
    language, consult, recipe = resolved.language, resolved.consult, resolved.recipe
    yield from schedules.check(resolved)
    yield from for_clients.check(resolved)
    said = {each.mark for each in uncounted.check(resolved)}
    for document in (consult, recipe):
        for spoken, amount in upper_levels.found_in(document, language, {}):
            is_said = amount.level.nutrient == MAGNESIUM.name and document.marks.at(spoken.path) in said
            if "schedule" not in spoken.path and not is_said:
                mark = spoken.place(document, amount.start, amount.end, {})
                yield upper_levels.problem(amount, mark, "")
    for chosen in resolved.modules:
        for source in (consult, recipe):
            for number, use in enumerate(source.value.modules):
                if use.use == chosen.name:
                    given = {name: source.marks.at(("modules", number, "params", name)) for name in use.params}
                    yield from _given_in(chosen, language, given)


def _given_in(chosen: ModuleInstance, language: str, given: Mapping[str, Mark]) -> Iterator[Problem]:
    """What is said of the values that a client's file puts into the gaps of a module, without their words."""
    places = set(given.values())
    for spoken, amount in upper_levels.found_in(chosen.module, language, chosen.parameters):
        mark = spoken.place(chosen.module, amount.start, amount.end, given)
        if mark in places:
            yield upper_levels.problem(amount, mark, "")
