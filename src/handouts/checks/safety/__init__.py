"""Safety: how much is asked to be swallowed. It warns and cites its source, and calls nothing forbidden."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from handouts.checks.safety import upper_levels
from handouts.content.loading import Loaded
from handouts.content.model.brochure import Brochure
from handouts.content.model.module import Module
from handouts.content.model.practice import Practice
from handouts.content.parameters import ModuleInstance
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
