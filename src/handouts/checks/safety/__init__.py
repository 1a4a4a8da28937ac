"""Safety: medicines, amounts, who is sent to a doctor. It warns and cites its source, and calls nothing forbidden."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from handouts.checks import uncounted
from handouts.checks.document import Document
from handouts.checks.safety import changes, for_clients, schedules, upper_levels, urgent
from handouts.content.model.brochure import Brochure
from handouts.content.model.module import Module
from handouts.content.model.sheet import Consult, Recipe
from handouts.content.nutrients import MAGNESIUM
from handouts.content.parameters import ModuleInstance
from handouts.content.resolving import ResolvedSheet
from handouts.problems import Mark, Problem


def check_brochure(
    brochure: Document[Brochure], modules: Mapping[int, ModuleInstance], read: Mapping[int, Document[Module]]
) -> Iterator[Problem]:
    """What is said of a brochure, and of what it puts into the gaps of its modules, which are `read` already."""
    yield from _texts(brochure, {}, {})
    yield from upper_levels.check(brochure, {}, {})
    for number, chosen in modules.items():
        given = _given_by(brochure, number)
        places = set(given.values())
        for each in upper_levels.check(read[number], chosen.parameters, given, given):
            if each.mark in places:
                yield each


def check_used(
    brochure: Document[Brochure], modules: Mapping[int, ModuleInstance], read: Mapping[int, Document[Module]]
) -> Iterator[Problem]:
    """What is said of the modules of a brochure, as it uses them."""
    for number, chosen in modules.items():
        given = {**_offered(read[number])[1], **_given_by(brochure, number)}
        yield from _texts(read[number], chosen.parameters, given)
        yield from upper_levels.check(read[number], chosen.parameters, given)


def check_module(module: Document[Module]) -> Iterator[Problem]:
    """What is said of a module by itself, with the values that it offers in its gaps."""
    usual, given = _offered(module)
    yield from _texts(module, usual, given)
    yield from upper_levels.check(module, usual, given)
    for name, parameter in module.value.params.items():
        for number, choice in enumerate(parameter.choices):
            at = {**given, name: module.marks.at(("params", name, "choices", number))}
            for each in upper_levels.check(module, {**usual, name: choice}, at, {name}):
                if each.mark == at[name]:
                    yield each


def check_sheet(resolved: ResolvedSheet, consult: Document[Consult], recipe: Document[Recipe]) -> Iterator[Problem]:
    """What is said of a personal sheet: its schedule, its texts, and what it puts into the gaps of its modules.

    An amount of magnesium that the checks of every sheet report already is not said again.
    """
    yield from schedules.check(resolved)
    modules = [(chosen, Document(chosen.module, resolved.language)) for chosen in resolved.modules]
    yield from for_clients.check(consult, recipe, [module for _, module in modules])
    said = {each.mark for each in uncounted.check(resolved)}
    for document in (consult, recipe):
        yield from _texts(document, {}, {})
        for spoken, amount in upper_levels.found_in(document, {}):
            is_said = amount.level.nutrient == MAGNESIUM.name and document.marks.at(spoken.path) in said
            if "schedule" not in spoken.path and not is_said:
                words = spoken.printed[amount.start : amount.end] if document is recipe else ""
                yield upper_levels.problem(amount, spoken.place(amount.start, amount.end, {}), words)
    for chosen, module in modules:
        for source in (resolved.consult, resolved.recipe):
            for number, use in enumerate(source.value.modules):
                if use.use == chosen.name:
                    given = {name: source.marks.at(("modules", number, "params", name)) for name in use.params}
                    yield from _given_in(module, chosen.parameters, given)


def check_modules_of(resolved: ResolvedSheet) -> Iterator[Problem]:
    """What is said of the modules of a personal sheet, as it uses them, but for what it puts into their gaps."""
    for chosen in resolved.modules:
        module = Document(chosen.module, resolved.language)
        usual, given = _offered(module)
        yield from _texts(module, chosen.parameters, given)
        yield from upper_levels.check(module, usual, given)


def check_recipe(recipe: Document[Recipe]) -> Iterator[Problem]:
    """What is said of a recipe by itself, whoever gets it; its schedule is looked at with each consult."""
    yield from _texts(recipe, {}, {})
    for spoken, amount in upper_levels.found_in(recipe, {}):
        if "schedule" not in spoken.path:
            place = spoken.place(amount.start, amount.end, {})
            yield upper_levels.problem(amount, place, spoken.printed[amount.start : amount.end])


def _texts(document: Document[Any], parameters: Mapping[str, str], given: Mapping[str, Mark]) -> Iterator[Problem]:
    """What is said of the texts of any document; what is in its gaps stands at `given`."""
    yield from changes.check(document, parameters, given)
    yield from urgent.check(document, parameters, given)


def _given_by(brochure: Document[Brochure], number: int) -> dict[str, Mark]:
    """Where a brochure puts something into the gaps of the module of a section."""
    names = brochure.value.sections[number].params
    return {name: brochure.marks.at(("sections", number, "params", name)) for name in names}


def _offered(module: Document[Module]) -> tuple[dict[str, str], dict[str, Mark]]:
    """What a module puts into its gaps by itself, and where."""
    usual = {name: each.default or (each.choices or [""])[0] for name, each in module.value.params.items()}
    return usual, {name: module.marks.at(("params", name, "default")) for name in usual}


def _given_in(module: Document[Module], parameters: Mapping[str, str], given: Mapping[str, Mark]) -> Iterator[Problem]:
    """What is said of the values that a client's file puts into the gaps of a module, without their words."""
    places = set(given.values())
    for spoken, amount in upper_levels.found_in(module, parameters, given):
        mark = spoken.place(amount.start, amount.end, given)
        if mark in places:
            yield upper_levels.problem(amount, mark, "")
