"""Which modules a sheet or a brochure takes in, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any, NamedTuple, TypeVar

from handouts.content.chains import circle_by
from handouts.content.loading import Loaded, load_file, sound_file
from handouts.content.model.brochure import Brochure
from handouts.content.model.fields import Model
from handouts.content.model.intake import Intake
from handouts.content.model.module import Module
from handouts.content.model.practice import Practice
from handouts.content.model.printed import printed_texts
from handouts.content.model.sheet import Consult, Recipe, Use
from handouts.content.parameters import Given, ModuleInstance, instance_of, load_named, unfilled
from handouts.content.reading import FieldPath
from handouts.content.things import is_one_of, names_of_module, words_of
from handouts.content.wording import flaws_in, names_in
from handouts.files.asked import ask_for_all_modules
from handouts.files.folder import TrackedReader
from handouts.files.layout import consult_file, content_file
from handouts.problems import ContentError, Mark, Problem, error, msg, warning

T = TypeVar("T")
Lines = Iterator[tuple[Intake, Callable[..., Mark]]]


class Earlier(NamedTuple):
    """The consult that this one follows, its recipe, and the parameters of the modules that were handed out then."""

    consult: Loaded[Consult]
    recipe: Loaded[Recipe]
    modules: dict[str, dict[str, str]]

    def lines(self) -> Lines:
        """The lines of its schedule, as `ResolvedSheet.lines`."""
        return _lines_of(self.recipe, self.consult)


class Attached(NamedTuple):
    """A brochure that follows a sheet, with the modules that it takes in."""

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


def _lines_of(*sources: Loaded[Any]) -> Lines:
    for source in sources:
        for index, intake in enumerate(source.value.schedule):
            yield intake, lambda *keys, source=source, index=index: source.marks.at(("schedule", index, *keys))


class _Wanted(NamedTuple):
    """A module that is asked for, where, and with which parameters."""

    use: str
    parameters: Mapping[str, Given]
    mark: Mark


def resolve(reader: TrackedReader, practice: Loaded[Practice], consult: Loaded[Consult]) -> ResolvedSheet:
    """Loads the recipe and the modules of a consult. Raises ContentError with every mistake in and between them."""
    resolved, wrong = resolve_partially(reader, practice, consult)
    if wrong or resolved is None:
        raise ContentError(wrong)
    return resolved


def resolve_partially(
    reader: TrackedReader, practice: Loaded[Practice], consult: Loaded[Consult]
) -> tuple[ResolvedSheet | None, tuple[Problem, ...]]:
    """As `resolve`, with what can be loaded, next to every mistake; without a recipe that is nothing."""
    wrong: dict[Problem, None] = {}
    at = consult.marks.at(("sheet",))
    recipe = _tried(wrong, load_named, reader, "sheets", consult.value.sheet, at, Recipe)
    wrong.update(dict.fromkeys(_open_braces(recipe)) if recipe else {})
    modules = _instances(wrong, reader, enumerate(_wanted(consult, recipe)))
    earlier, doubts = _tried(wrong, _earlier, reader, consult) or (None, ())
    if recipe is None:
        return None, tuple(wrong)
    attached = (
        _tried(wrong, _attach_all, reader, recipe, recipe.value.language or practice.value.language, practice) or ()
    )
    lines = [*recipe.value.schedule, *consult.value.schedule]
    taken = {each.name for each in modules.values()}
    others = tuple(_others(reader, taken, lines)) if consult.value.flags and lines else ()
    return (
        ResolvedSheet(practice, consult, recipe, tuple(modules.values()), earlier, doubts, attached, others),
        tuple(wrong),
    )


def _tried(wrong: dict[Problem, None], make: Callable[..., T], *args: Any) -> T | None:
    """What is made, or None; the mistakes that keep it from being made are added to `wrong`."""
    try:
        return make(*args)
    except ContentError as refused:
        wrong.update(dict.fromkeys(refused.problems))
        return None


def _instances(
    wrong: dict[Problem, None], reader: TrackedReader, wanted: Iterable[tuple[int, _Wanted]]
) -> dict[int, ModuleInstance]:
    found = ((index, _tried(wrong, instance_of, reader, *each)) for index, each in wanted)
    return {index: instance for index, instance in found if instance}


def _others(reader: TrackedReader, taken: Collection[str], lines: Iterable[Intake]) -> Iterator[ModuleInstance]:
    """The modules that are not taken, can be read, and are about a line of a schedule; with their gaps as they are.

    Which these are is looked up by a reader of its own: the sheet is made from no module that has nothing to say of it.
    """
    ask_for_all_modules(reader)
    things = [words_of(line.product) for line in lines]
    own_reader = reader.folder.open_reader()
    for name in reader.folder.names("modules"):
        if name not in taken:
            relative = f"content/modules/{name}.yaml"
            with suppress(ContentError):
                try:
                    names = names_of_module(name, load_file(own_reader, relative, Module).value.title)
                except ContentError:  # once it is mended it may have something to say
                    reader.read(relative)
                    continue
                if any(is_one_of(thing, names) for thing in things):
                    yield ModuleInstance(name, load_file(reader, relative, Module), {})


def _attach_all(
    reader: TrackedReader, recipe: Loaded[Recipe], language: str, practice: Loaded[Practice]
) -> tuple[Attached, ...]:
    found: list[Attached] = []
    for index, name in enumerate(recipe.value.attach):
        mark = recipe.marks.at(("attach", index))
        brochure = load_named(reader, "brochures", name, mark, Brochure)
        if (brochure.value.language or practice.value.language) != language:
            message = msg("the brochure {name} is in another language than this sheet", name=name)
            raise ContentError([error("other-language", mark, message, "attach one in the language of the recipe")])
        found.append(Attached(brochure, resolve_brochure(reader, brochure)))
    return tuple(found)


def _earlier(reader: TrackedReader, consult: Loaded[Consult]) -> tuple[Earlier | None, tuple[Problem, ...]]:
    """The consult that this one follows. One that was deleted or broken since does not stop this sheet."""
    ref = consult.value.follows
    if ref is None:
        return None, ()
    mark = consult.marks.at(("follows",))
    if ref == consult.value.ref:
        hint = msg("name the consult before this one")
        raise ContentError([error("follows", mark, "a consult cannot follow itself", hint)])
    if circle := circle_by(reader.folder, consult.value.ref, ref):
        message = msg("these consults follow each other in a circle: {refs}", refs=" → ".join([*circle, circle[0]]))
        raise ContentError([error("follows", mark, message, "the first consult of a client follows none")])
    try:
        before = load_file(reader, consult_file(ref), Consult)
        recipe = load_file(reader, f"content/sheets/{before.value.sheet}.yaml", Recipe)
    except ContentError:
        message = msg("there is no consult {ref} (any more)", ref=ref)
        if reader.find(consult_file(ref)):
            message = msg("the consult {ref} is not as it should be", ref=ref)
        return None, (warning("follows", mark, message, "so the sheet cannot mark what is new, changed or stopped"),)
    if before.value.date > consult.value.date:
        message = msg("the consult {ref} is of a later day than this one", ref=ref)
        hint = msg("look at the date of both; until then the sheet cannot mark what is new, changed or stopped")
        return None, (warning("follows", mark, message, hint),)
    modules = {
        wanted.use: {name: value for name, (value, _) in wanted.parameters.items()}
        for wanted in _wanted(before, recipe)
    }
    return Earlier(before, recipe, modules), ()


def resolve_brochure(reader: TrackedReader, brochure: Loaded[Brochure]) -> dict[int, ModuleInstance]:
    """The modules of a brochure, by the index of their section.

    Raises ContentError with every mistake in and between them. A module may be there more than once, each time with
    other parameters.
    """
    wrong: dict[Problem, None] = {}
    wanted = (
        (index, _asked(section.module, section.params, brochure, ("sections", index), "module"))
        for index, section in enumerate(brochure.value.sections)
        if section.module
    )
    found = _instances(wrong, reader, wanted)
    if wrong:
        raise ContentError(wrong)
    return found


def _wanted(consult: Loaded[Consult], recipe: Loaded[Recipe] | None) -> list[_Wanted]:
    """The recipe's modules in its order, changed or dropped by the consult, then what the consult adds."""
    wanted = {use.use: _ask(use, recipe, index) for index, use in enumerate(recipe.value.modules)} if recipe else {}
    for index, use in enumerate(consult.value.modules):
        asked = _ask(use, consult, index)
        if use.drop:
            wanted.pop(use.use, None)
        else:
            before = wanted[use.use].parameters if use.use in wanted else {}
            wanted[use.use] = asked._replace(parameters={**before, **asked.parameters})
    first = dict.fromkeys(name for name in consult.value.order if name in wanted)
    return [wanted[name] for name in first | dict.fromkeys(wanted)]


def files_of_sheet(reader: TrackedReader, consult: Loaded[Consult]) -> Iterator[tuple[str, type[Model]]]:
    """The files whose texts a sheet prints beside those of its consult, each with its model, where mistakes let it."""
    file = content_file("sheets", consult.value.sheet)
    yield file, Recipe
    recipe = sound_file(reader, file, Recipe)
    yield from ((content_file("modules", wanted.use), Module) for wanted in _wanted(consult, recipe))
    for name in recipe.value.attach if recipe else ():
        yield from files_of_brochure(reader, name)


def files_of_brochure(reader: TrackedReader, name: str) -> Iterator[tuple[str, type[Model]]]:
    """That of a brochure and those of its modules, each with its model, as far as mistakes let these be known."""
    file = content_file("brochures", name)
    yield file, Brochure
    brochure = sound_file(reader, file, Brochure)
    for section in brochure.value.sections if brochure else ():
        if section.module:
            yield content_file("modules", section.module), Module


def _ask(use: Use, source: Loaded[Any], index: int) -> _Wanted:
    return _asked(use.use, use.params, source, ("modules", index), "use")


def _asked(name: str, params: dict[str, str], source: Loaded[Any], path: FieldPath, key: str) -> _Wanted:
    """The module that `key` names under `path`, with its parameters."""
    parameters = {each: (value, source.marks.at((*path, "params", each))) for each, value in params.items()}
    return _Wanted(name, parameters, source.marks.at((*path, key)))


def _open_braces(recipe: Loaded[Recipe]) -> Iterator[Problem]:
    """The braces of a recipe that would be printed as they are: it chooses by je or u, and has no parameters."""
    for path, text in printed_texts(recipe.value):
        asked = [f"{{{{ {name} }}}}" for name in names_in(text)]
        yield from unfilled(list(dict.fromkeys([*flaws_in(text), *asked])), recipe.marks.at(path))
