"""What a good editor would say of brochures, modules and sheets: for `check` alone, never for making a PDF."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from handouts.checks import claims, completeness, freshness, glossary, people, plain_language, safety
from handouts.checks.document import Document
from handouts.checks.ignoring import as_set, ignored_in, not_ignored
from handouts.checks.safety import boxes
from handouts.content.loading import Loaded
from handouts.content.model.brochure import Brochure
from handouts.content.model.module import Module
from handouts.content.model.practice import Practice
from handouts.content.model.sheet import Recipe
from handouts.content.parameters import ModuleInstance
from handouts.content.reading import Marks
from handouts.content.resolving import ResolvedSheet
from handouts.problems import Problem


class EditedBrochure(NamedTuple):
    """A brochure as its editors get it; `modules` are those of its sections by number, and `read` these as texts."""

    brochure: Document[Brochure]
    practice: Loaded[Practice]
    today: date
    modules: Mapping[int, ModuleInstance]
    read: Mapping[int, Document[Module]]


class EditedModule(NamedTuple):
    """A module by itself, whoever uses it."""

    module: Document[Module]
    practice: Loaded[Practice]
    today: date


_OF_A_BROCHURE: tuple[Callable[[EditedBrochure], Iterable[Problem]], ...] = (
    lambda edited: plain_language.check(edited.brochure),
    lambda edited: claims.check(edited.brochure),
    lambda edited: people.check(edited.brochure, edited.today, edited.practice.value),
    lambda edited: safety.check_brochure(edited.brochure, edited.modules, edited.read),
    lambda edited: boxes.check(edited.brochure, edited.read.values()),
    lambda edited: completeness.check(edited.brochure, edited.practice, edited.read.values()),
    lambda edited: glossary.check(edited.brochure, edited.read.values()),
    lambda edited: freshness.check(edited.brochure, edited.today),
)
_OF_A_MODULE: tuple[Callable[[EditedModule], Iterable[Problem]], ...] = (
    lambda edited: plain_language.check(edited.module),
    lambda edited: claims.check(edited.module),
    lambda edited: people.check(edited.module, edited.today, edited.practice.value),
    lambda edited: safety.check_module(edited.module),
    lambda edited: boxes.check(edited.module),
    lambda edited: completeness.check_module(edited.module),
    lambda edited: freshness.check(edited.module, edited.today),
)


def edit(
    brochure: Loaded[Brochure], practice: Loaded[Practice], today: date, modules: Mapping[int, ModuleInstance]
) -> Iterator[Problem]:
    """What is said of a brochure with its modules; not of each of these by itself, as `edit_module` does."""
    language = brochure.value.language or practice.value.language
    read = {number: Document(chosen.module, language) for number, chosen in modules.items()}
    edited = EditedBrochure(Document(brochure, language), practice, today, modules, read)
    yield from _in_order((problem for check in _OF_A_BROCHURE for problem in check(edited)), brochure.marks, practice)


def edit_module(module: Loaded[Module], practice: Loaded[Practice], today: date) -> Iterator[Problem]:
    """What is said of a module by itself."""
    edited = EditedModule(Document(module, module.value.language or practice.value.language), practice, today)
    yield from _in_order((problem for check in _OF_A_MODULE for problem in check(edited)), module.marks, practice)


def edit_recipe(recipe: Loaded[Recipe], practice: Loaded[Practice], today: date) -> Iterator[Problem]:
    """What is said of a recipe by itself, whoever gets it: medical claims, needless tests, persons and safety."""
    document = Document(recipe, recipe.value.language or practice.value.language)
    found = (claims.of_a_sheet(document), people.check(document, today, practice.value),
             safety.check_recipe(document))  # fmt: skip
    yield from _in_order((each for problems in found for each in problems), recipe.marks, practice)


def edit_sheet(resolved: ResolvedSheet) -> Iterator[Problem]:
    """What is said of a personal sheet, which is advice to one person: medical claims, needless tests, and safety.

    Its modules are edited by themselves. No words of a client's file are repeated.
    """
    consult, recipe = Document(resolved.consult, resolved.language), Document(resolved.recipe, resolved.language)
    found = [*claims.of_a_sheet(consult), *claims.of_a_sheet(recipe), *safety.check_sheet(resolved, consult, recipe)]
    for marks in (consult.marks, recipe.marks):
        yield from _in_order([each for each in found if each.mark.file == marks.file], marks, resolved.practice)


def _in_order(problems: Iterable[Problem], marks: Marks, practice: Loaded[Practice]) -> list[Problem]:
    """Each Problem once, by its place, as the practice has it; what is ignored in the file says so in its stead."""
    found = as_set(not_ignored(_said_once(list(problems)), ignored_in(marks.lines, marks.file)), practice)
    return sorted(dict.fromkeys(found), key=lambda problem: (problem.mark, problem.rule))


def _said_once(problems: list[Problem]) -> Iterator[Problem]:
    """The Problems, but no claim that a medicine is needless where the same words are said to change one."""
    changed = [(each.mark.line, _quoted(each)) for each in problems if each.rule == "medicine-changed"]
    for problem in problems:
        words = _quoted(problem)
        is_said = problem.rule == "claims-test" and any(
            problem.mark.line == line and (words in other or other in words) for line, other in changed
        )
        if not is_said:
            yield problem


def _quoted(problem: Problem) -> str:
    return str(problem.message.values.get("words", "")).casefold().strip("…")
