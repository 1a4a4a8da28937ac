"""Which modules a sheet or a brochure takes in, in which order, and with what in their gaps."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from difflib import get_close_matches
from functools import partial
from typing import Any, NamedTuple, TypeVar

from handouts.content.chains import circle_by
from handouts.content.loading import Loaded, load_file
from handouts.content.model.brochure import Brochure
from handouts.content.model.fields import printed_texts
from handouts.content.model.intake import Intake
from handouts.content.model.module import Module, Parameter
from handouts.content.model.practice import Practice
from handouts.content.model.sheet import Consult, Recipe, Use
from handouts.content.reading import Path
from handouts.content.things import is_one_of, names_of_module, words_of
from handouts.content.wording import flaws_in, names_in
from handouts.files.asked import ask_for_all_modules
from handouts.files.folder import TrackedReader
from handouts.problems import ContentError, Mark, Problem, error, msg, shortened, warning

T = TypeVar("T")
Lines = Iterator[tuple[Intake, Callable[..., Mark]]]


class ModuleInstance(NamedTuple):
    """A module with what fills its gaps."""

    name: str
    module: Loaded[Module]
    parameters: dict[str, str]


class Earlier(NamedTuple):
    """The consult that this one follows, its recipe, and the parameters of the modules that were handed out then."""

    consult: Loaded[Consult]
    recipe: Loaded[Recipe]
    modules: dict[str, dict[str, str]]

    def lines(self) -> Lines:
        """The lines of its schedule, as `ResolvedSheet.lines`."""
        return _lines_of(self.recipe, self.consult)


class Attached(NamedTuple):
    """A brochure that goes behind a sheet, with the modules that it takes in."""

    brochure: Loaded[Brochure]
    modules: dict[int, ModuleInstance]


class ResolvedSheet(NamedTuple):
    """Everything that one sheet is made of, valid and complete."""

    practice: Loaded[Practice]
    consult: Loaded[Consult]
    recipe: Loaded[Recipe]
    modules: tuple[ModuleInstance, ...]
    earlier: Earlier | None = None
    doubts: tuple[Problem, ...] = ()
    attached: tuple[Attached, ...] = ()
    others: tuple[ModuleInstance, ...] = ()
    """The modules that are left out and that the schedule is about, where a flag asks what they have to say of it."""

    @property
    def language(self) -> str:
        """The language of the sheet."""
        return self.recipe.value.language or self.practice.value.language

    def lines(self) -> Lines:
        """The lines of the schedule, the recipe's first, each with what gives its place, or that of one of its keys."""
        return _lines_of(self.recipe, self.consult)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was doubtful about any of the files."""
        found = (*self.practice.problems, *self.consult.problems, *self.recipe.problems, *self.doubts)
        return (*found, *(problem for chosen in self.modules for problem in chosen.module.problems))


_BOTH_DATES = msg("look at the date of both; until then the sheet cannot mark what is new, changed or stopped")


def _lines_of(*sources: Loaded[Any]) -> Lines:
    for source in sources:
        for index, intake in enumerate(source.value.schedule):
            yield intake, lambda *keys, source=source, index=index: source.marks.at(("schedule", index, *keys))


class _Wanted(NamedTuple):
    """A module that is asked for: the merged parameters, each with its place, and where it was asked for."""

    use: str
    parameters: dict[str, tuple[str, Mark]]
    mark: Mark


def resolve(reader: TrackedReader, practice: Loaded[Practice], consult: Loaded[Consult]) -> ResolvedSheet:
    """Loads the recipe and the modules of a consult. Raises ContentError with every mistake in and between them."""
    gathered, wrong = resolve_partially(reader, practice, consult)
    if wrong or gathered is None:
        raise ContentError(wrong)
    return gathered


def resolve_partially(
    reader: TrackedReader, practice: Loaded[Practice], consult: Loaded[Consult]
) -> tuple[ResolvedSheet | None, tuple[Problem, ...]]:
    """As `gather`, with what can be loaded beside every mistake; without a recipe that is nothing."""
    wrong: dict[Problem, None] = {}

    def tried(make: Callable[[], T]) -> T | None:
        try:
            return make()
        except ContentError as refused:
            wrong.update(dict.fromkeys(refused.problems))
            return None

    recipe = tried(lambda: _recipe_of(reader, consult))
    wrong.update(dict.fromkeys(_open_braces(recipe)) if recipe else {})
    found = (tried(partial(_choose, reader, wanted)) for wanted in _wanted(consult, recipe))
    chosen = [each for each in found if each]
    earlier, doubts = tried(lambda: _earlier(reader, consult)) or (None, ())
    if recipe is None:
        return None, tuple(wrong)
    language = recipe.value.language or practice.value.language
    attached = tried(lambda: tuple(_attach_all(reader, recipe, language, practice))) or ()
    asked = consult.value.flags and (consult.value.schedule or recipe.value.schedule)
    lines = [*recipe.value.schedule, *consult.value.schedule]
    others = tuple(_others(reader, {each.name for each in chosen}, lines)) if asked else ()
    return ResolvedSheet(practice, consult, recipe, tuple(chosen), earlier, doubts, attached, others), tuple(wrong)


def _recipe_of(reader: TrackedReader, consult: Loaded[Consult]) -> Loaded[Recipe]:
    name = consult.value.sheet
    relative = f"content/sheets/{name}.yaml"
    if reader.find(relative) is None:
        raise ContentError([_unknown(reader, "sheets", name, consult.marks.at(("sheet",)), "recipe")])
    return load_file(reader, relative, Recipe)


def _others(reader: TrackedReader, taken: Collection[str], lines: Iterable[Intake]) -> Iterator[ModuleInstance]:
    """The modules that are not taken, can be read, and are about a line of a schedule; with their gaps as they are.

    Which these are is looked up beside the shelf: the sheet is made from no module that has nothing to say of it.
    """
    ask_for_all_modules(reader)
    things = [words_of(line.product) for line in lines]
    beside = reader.folder.open_reader()
    for name in reader.folder.names("modules"):
        if name not in taken:
            relative = f"content/modules/{name}.yaml"
            with suppress(ContentError):
                try:
                    names = names_of_module(name, load_file(beside, relative, Module).value.title)
                except ContentError:  # once it is mended it may have something to say
                    reader.read(relative)
                    continue
                if any(is_one_of(thing, names) for thing in things):
                    yield ModuleInstance(name, load_file(reader, relative, Module), {})


def _attach_all(
    reader: TrackedReader, recipe: Loaded[Recipe], language: str, practice: Loaded[Practice]
) -> Iterator[Attached]:
    for index, name in enumerate(recipe.value.attach):
        mark = recipe.marks.at(("attach", index))
        relative = f"content/brochures/{name}.yaml"
        if "/" in name or "\\" in name or reader.find(relative) is None:
            raise ContentError([_unknown(reader, "brochures", name, mark, "brochure")])
        brochure = load_file(reader, relative, Brochure)
        if (brochure.value.language or practice.value.language) != language:
            said = msg("the brochure {name} is in another language than this sheet", name=name)
            raise ContentError([error("other-language", mark, said, "attach one in the language of the recipe")])
        yield Attached(brochure, resolve_brochure(reader, brochure))


def _earlier(reader: TrackedReader, consult: Loaded[Consult]) -> tuple[Earlier | None, tuple[Problem, ...]]:
    """The consult that this one follows. One that was deleted or broken since must not keep this sheet from her."""
    ref = consult.value.follows
    if ref is None:
        return None, ()
    mark = consult.marks.at(("follows",))
    if ref == consult.value.ref:
        raise ContentError(
            [error("follows", mark, "a consult cannot follow itself", "name the consult before this one")]
        )
    if circle := circle_by(reader.folder, consult.value.ref, ref):
        said = msg("these consults follow each other in a circle: {value}", value=" → ".join([*circle, circle[0]]))
        raise ContentError([error("follows", mark, said, "the first consult of a client follows none")])
    hint = msg("so the sheet cannot mark what is new, changed or stopped")
    try:
        before = load_file(reader, f"content/clients/{ref}.yaml", Consult)
        recipe = load_file(reader, f"content/sheets/{before.value.sheet}.yaml", Recipe)
    except ContentError:
        there = reader.find(f"content/clients/{ref}.yaml")
        said = (
            msg("the consult {ref} is not as it should be", ref=ref)
            if there
            else msg("there is no consult {ref} (any more)", ref=ref)
        )
        return None, (warning("follows", mark, said, hint),)
    if before.value.date > consult.value.date:
        said = msg("the consult {ref} is of a later day than this one", ref=ref)
        return None, (warning("follows", mark, said, _BOTH_DATES),)
    modules = {
        wanted.use: {name: value for name, (value, _) in wanted.parameters.items()}
        for wanted in _wanted(before, recipe)
    }
    return Earlier(before, recipe, modules), ()


def resolve_brochure(reader: TrackedReader, brochure: Loaded[Brochure]) -> dict[int, ModuleInstance]:
    """The modules of a brochure, by the index of their section.

    Raises ContentError with every mistake in and between them.

    A name may stand there more than once, each time with other parameters.
    """
    sections = {index: each for index, each in enumerate(brochure.value.sections) if each.module}
    wanted = [
        _asked(str(section.module), section.params, brochure, ("sections", index), "module")
        for index, section in sections.items()
    ]
    return dict(zip(sections, _choose_all(reader, wanted), strict=True))


def _wanted(consult: Loaded[Consult], recipe: Loaded[Recipe] | None) -> list[_Wanted]:
    """The recipe's modules in its order, changed or dropped by the consult, then what the consult adds."""
    wanted = {use.use: _ask(use, recipe, index) for index, use in enumerate(recipe.value.modules)} if recipe else {}
    for index, use in enumerate(consult.value.modules):
        asked = _ask(use, consult, index)
        if use.drop:
            wanted.pop(use.use, None)
        elif use.use in wanted:
            kept = wanted[use.use]
            wanted[use.use] = asked._replace(parameters={**kept.parameters, **asked.parameters})
        else:
            wanted[use.use] = asked
    if consult.value.order:
        first = [name for name in consult.value.order if name in wanted]
        wanted = {name: wanted[name] for name in (*first, *(name for name in wanted if name not in first))}
    return list(wanted.values())


def _ask(use: Use, source: Loaded[Any], index: int) -> _Wanted:
    return _asked(use.use, use.params, source, ("modules", index), "use")


def _asked(name: str, params: dict[str, str], source: Loaded[Any], path: Path, key: str) -> _Wanted:
    """What stands at `path`: the module that `key` names, with its parameters."""
    parameters = {each: (value, source.marks.at((*path, "params", each))) for each, value in params.items()}
    return _Wanted(name, parameters, source.marks.at((*path, key)))


def _choose_all(reader: TrackedReader, asked: Iterable[_Wanted]) -> list[ModuleInstance]:
    problems: list[Problem] = []
    chosen: list[ModuleInstance] = []
    for wanted in asked:
        try:
            chosen.append(_choose(reader, wanted))
        except ContentError as refused:
            problems += refused.problems
    if problems:
        raise ContentError(dict.fromkeys(problems))
    return chosen


def _choose(reader: TrackedReader, wanted: _Wanted) -> ModuleInstance:
    relative = f"content/modules/{wanted.use}.yaml"
    if "/" in wanted.use or "\\" in wanted.use or reader.find(relative) is None:
        raise ContentError([_unknown(reader, "modules", wanted.use, wanted.mark, "module")])
    module = load_file(reader, relative, Module)
    declared = module.value.params
    problems = [*_undeclared(module)]
    for name, (_, mark) in wanted.parameters.items():
        if name not in declared:
            close = get_close_matches(name, declared, n=1)
            hint = (
                msg("did you mean “{close}”?", close=close[0])
                if close
                else msg("it knows: {declared}", declared=", ".join(declared) or "none")
            )
            problems.append(
                error("unknown-parameter", mark, "“{name}” is no parameter of {use}", hint, name=name, use=wanted.use)
            )
    values: dict[str, str] = {}
    for name, parameter in declared.items():
        given = wanted.parameters.get(name)
        if given is None and parameter.default is None:
            message = msg("{use} needs “{name}”", use=wanted.use, name=name)
            problems.append(
                error("missing-parameter", wanted.mark, message, "add it under params: {name}: …", name=name)
            )
            continue
        value, mark = given or (str(parameter.default), wanted.mark)
        problems += misfits(name, parameter, value, mark)
        values[name] = value
    if problems:
        raise ContentError(problems)
    return ModuleInstance(wanted.use, module, values)


def misfits(name: str, parameter: Parameter, value: str, mark: Mark) -> Iterator[Problem]:
    """What is wrong with a value for a parameter, which stands at `mark`."""
    if parameter.type == "choice" and value not in parameter.choices:
        yield error(
            "not-a-choice",
            mark,
            "“{value}” is not a choice for “{name}”",
            "choose: {choices}",
            value=value,
            name=name,
            choices=", ".join(parameter.choices),
        )
    if parameter.type == "number" and not re.fullmatch(r"[0-9]{1,6}(?:[.,][0-9]{1,3})?", value):
        is_range = re.fullmatch(r"[0-9.,]+ ?(?:-|–|à|tot|to) ?[0-9.,]+", value)
        text = msg(
            "write one, such as {first_number}; or type: text for {name} in the module",
            first_number=_first_number(value),
            name=name,
        )
        hint = text if is_range else msg("such as 20 or 1,5")
        yield error(
            "not-a-number", mark, "“{value}” is not a number, and “{name}” must be one", hint, value=value, name=name
        )


def _first_number(value: str) -> str:
    found = re.search(r"[0-9]+(?:[.,][0-9]+)?", value)
    return found[0] if found else ""


def _undeclared(module: Loaded[Module]) -> Iterator[Problem]:
    """The gaps in a module's texts that no parameter fills."""
    for path, text in printed_texts(module.value):
        flaws = list(flaws_in(text))
        yield from _flawed(flaws, module.marks.at(path))
        for name in names_in(text) if not flaws else ():
            if name not in module.value.params:
                mark = module.marks.at(path)
                yield error(
                    "unknown-parameter",
                    mark,
                    "“{{{{ {name} }}}}” is not declared",
                    "add {name}: under params",
                    name=name,
                )


def _open_braces(recipe: Loaded[Recipe]) -> Iterator[Problem]:
    """The braces of a recipe that would be printed as they are: it chooses by je or u, and has no parameters."""
    for path, text in printed_texts(recipe.value):
        asked = [f"{{{{ {name} }}}}" for name in names_in(text)]
        yield from _flawed(list(dict.fromkeys([*flaws_in(text), *asked])), recipe.marks.at(path))


def _flawed(flaws: list[str], mark: Mark) -> Iterator[Problem]:
    for flaw in flaws:
        said = msg("“{value}” would be printed as it is", value=shortened(flaw, 40))
        yield error("unfilled-gap", mark, said, "write two words with a bar between, such as {{ je | u }}")


def _unknown(reader: TrackedReader, folder: str, name: str, mark: Mark, what: str) -> Problem:
    names = reader.folder.names(folder)
    close = get_close_matches(name, names, n=1)
    hint = (
        msg("did you mean “{close}”?", close=close[0])
        if close
        else msg("there are: {names}", names=", ".join(names) or "none yet")
    )
    return error(
        f"no-{what}", mark, "there is no {what} “{name}” in content/{folder}", hint, what=what, name=name, folder=folder
    )
