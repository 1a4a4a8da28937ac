"""What may harm a reader at once: it is said wherever a document is made, and before all other warnings.

The same is said by `editing`, for what no document takes in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from handouts.checks import safety
from handouts.checks.document import Document
from handouts.content.loading import Loaded
from handouts.content.model.brochure import Brochure
from handouts.content.model.practice import Practice
from handouts.content.parameters import ModuleInstance
from handouts.content.resolving import ResolvedSheet
from handouts.problems import DANGERS, Problem


def of_brochure(
    brochure: Loaded[Brochure], practice: Loaded[Practice], modules: Mapping[int, ModuleInstance]
) -> Iterator[Problem]:
    """What may harm a reader of a brochure, in its own texts and in those of its modules."""
    language = brochure.value.language or practice.value.language
    document = Document(brochure, language)
    read = {number: Document(chosen.module, language) for number, chosen in modules.items()}
    found = [*safety.check_brochure(document, modules, read), *safety.check_used(document, modules, read)]
    yield from _said(found, [brochure, *(chosen.module for chosen in modules.values())])


def of_sheet(resolved: ResolvedSheet) -> Iterator[Problem]:
    """What may harm the client of a sheet, in its own texts and in those of its modules."""
    consult, recipe = Document(resolved.consult, resolved.language), Document(resolved.recipe, resolved.language)
    found = [*safety.check_sheet(resolved, consult, recipe), *safety.check_modules_of(resolved)]
    made_of: list[Loaded[Any]] = [resolved.consult, resolved.recipe, *(chosen.module for chosen in resolved.modules)]
    yield from _said(found, made_of)


def _said(found: Iterable[Problem], made_of: Iterable[Loaded[Any]]) -> Iterator[Problem]:
    """Those that harm, each once, in the order of the files that a document is made of."""
    dangers = [each for each in dict.fromkeys(found) if each.rule in DANGERS and each.severity == "warning"]
    for file in dict.fromkeys(loaded.marks.file for loaded in made_of) if dangers else ():
        yield from (each for each in dangers if each.mark.file == file)
