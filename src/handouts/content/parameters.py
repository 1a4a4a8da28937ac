"""A module with what fills its gaps: found by its name, and each parameter judged at its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, TypeVar

from handouts.content.loading import Loaded, load_file
from handouts.content.model.fields import Model
from handouts.content.model.module import Module, Parameter
from handouts.content.model.printed import printed_texts
from handouts.content.things import did_you_mean
from handouts.content.wording import flaws_in, names_in
from handouts.files.folder import TrackedReader
from handouts.files.misplaced import misplaced
from handouts.problems import ContentError, Mark, Problem, error, msg, shortened

M = TypeVar("M", bound=Model)
Given = tuple[str, Mark]
"""The value of a parameter, and its place."""
_CALLED = {"sheets": msg("recipe"), "brochures": msg("brochure"), "modules": msg("module")}


class ModuleInstance(NamedTuple):
    """A module with what fills its gaps."""

    name: str
    module: Loaded[Module]
    parameters: dict[str, str]


def load_named(reader: TrackedReader, folder: str, name: str, mark: Mark, model: type[M]) -> Loaded[M]:
    """A file of a folder of `content/`, by its name without `.yaml`, written at `mark`. Raises ContentError."""
    relative = f"content/{folder}/{name}.yaml"
    if "/" not in name and "\\" not in name and reader.find(relative) is not None:
        return load_file(reader, relative, model)
    names, what = reader.folder.names(folder), _CALLED[folder]
    known = msg("there are: {names}", names=", ".join(names)) if names else msg("there are none yet")
    message = msg("there is no {what} “{name}” in content/{folder}", what=what, name=name, folder=folder)
    hint = misplaced(reader.folder.root, folder, name) or did_you_mean(name, names, known)
    raise ContentError([error(f"no-{what}", mark, message, hint)])


def instance_of(reader: TrackedReader, use: str, given: Mapping[str, Given], mark: Mark) -> ModuleInstance:
    """The module that is called `use` at `mark`, with the parameters that are given it. Raises ContentError."""
    module = load_named(reader, "modules", use, mark, Module)
    declared = module.value.params
    problems = [*_undeclared(module)]
    known = msg("its parameters are: {names}", names=", ".join(declared)) if declared else msg("it has no parameters")
    for name, (_, place) in given.items():
        if name not in declared:
            message = msg("“{name}” is no parameter of {use}", name=name, use=use)
            problems.append(error("unknown-parameter", place, message, did_you_mean(name, declared, known)))
    values: dict[str, str] = {}
    for name, parameter in declared.items():
        if name not in given and parameter.default is None:
            message = msg("{use} needs “{name}”", use=use, name=name)
            problems.append(error("missing-parameter", mark, message, "add it under params: {name}: …", name=name))
            continue
        values[name], place = given.get(name) or (str(parameter.default), mark)
        problems += misfits(name, parameter, values[name], place)
    if problems:
        raise ContentError(problems)
    return ModuleInstance(use, module, values)


def misfits(name: str, parameter: Parameter, value: str, mark: Mark) -> Iterator[Problem]:
    """What is wrong with a value for a parameter, which is given at `mark`."""
    if parameter.type == "choice" and value not in parameter.choices:
        message = msg("“{value}” is not a choice for “{name}”", value=value, name=name)
        yield error("not-a-choice", mark, message, msg("choose: {choices}", choices=", ".join(parameter.choices)))
    if parameter.type == "number" and not re.fullmatch(r"[0-9]{1,6}(?:[.,][0-9]{1,3})?", value):
        message = msg("“{value}” is not a number, and “{name}” must be one", value=value, name=name)
        hint = msg("such as 20 or 1,5")
        if re.fullmatch(r"[0-9.,]+ ?(?:-|–|à|tot|to) ?[0-9.,]+", value):
            found = re.search(r"[0-9]+(?:[.,][0-9]+)?", value)
            first = found[0] if found else ""
            hint = msg("write one, such as {first}; or type: text for {name} in the module", first=first, name=name)
        yield error("not-a-number", mark, message, hint)


def _undeclared(module: Loaded[Module]) -> Iterator[Problem]:
    """The gaps in a module's texts that no parameter fills."""
    for path, text in printed_texts(module.value):
        mark = module.marks.at(path)
        flaws = list(flaws_in(text))
        yield from unfilled(flaws, mark)
        for name in names_in(text) if not flaws else ():
            if name not in module.value.params:
                message = msg("“{{{{ {name} }}}}” is not declared", name=name)
                yield error("unknown-parameter", mark, message, "add {name}: under params", name=name)


def unfilled(flaws: Iterable[str], mark: Mark) -> Iterator[Problem]:
    """Braces that would be printed as they are."""
    for flaw in flaws:
        message = msg("“{gap}” would be printed as it is", gap=shortened(flaw, 40))
        yield error("unfilled-gap", mark, message, "write two words with a bar between, such as {{ je | u }}")
