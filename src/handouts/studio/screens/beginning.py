"""How a consult is begun from any screen: by which recipe, for whom, and what may be doubted about a first name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from handouts.intake.interview.beginning import Beginning, begin_consult
from handouts.intake.interview.consult import may_be_more_than_a_first_name
from handouts.languages.messages import translated
from handouts.problems import ContentError
from handouts.studio.words import as_sentence

if TYPE_CHECKING:
    from handouts.studio.clients import Visit
    from handouts.studio.session import Studio


class RecipeChoice(NamedTuple):
    """A recipe that can be chosen; the one that was used last is chosen already."""

    name: str
    label: str
    is_chosen: bool


class Begun(NamedTuple):
    """The reference of a consult that was begun; or why it was not, and whether she may go on all the same."""

    ref: str = ""
    said: tuple[str, ...] = ()
    may_go_on: bool = False


def recipes_of(studio: Studio, visits: Sequence[Visit]) -> list[RecipeChoice]:
    """The recipes of the practice, by name; `visits` are her consults, the newest first."""
    names = studio.folder().names("sheets")
    usual = next((each.recipe for each in visits if each.recipe in names), names[0] if names else "")
    return [RecipeChoice(each, named(each), each == usual) for each in names]


def named(name: str) -> str:
    """The name of a file as it is read: with a capital, and the rest as she wrote it."""
    return name[:1].upper() + name[1:]


def begin(studio: Studio, name: str, recipe: str, follows: str | None, *, sure: bool) -> Begun:
    """Begins a consult as `handouts sheet --ask` does. What looks like more than a first name is asked about once.

    Raises UsageError for a recipe or consult that there is not, BrokenEnvironment when the file cannot be written.
    """
    if not name:
        return Begun(said=(studio.say("home.name_needed"),))
    if not sure and not follows and may_be_more_than_a_first_name(name):
        return Begun(said=(studio.say("home.only_first_name"),), may_go_on=True)
    try:
        beginning = Beginning(name, recipe, follows, frozenset(studio.forgotten))
        ref = begin_consult(studio.folder(), beginning, today=studio.today)
    except ContentError as refused:
        return Begun(said=tuple(as_sentence(translated(each.message, studio.language)) for each in refused.problems))
    return Begun(ref)
