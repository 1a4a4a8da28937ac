"""What a question may look at: the answers before it, what there is to choose from, and what is offered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from handouts.asking.library import Library
from handouts.asking.talking import Talk
from handouts.model.sheet import Consult, Recipe, Use


class Context:
    """The answers of one run through the questions, by the name of their section."""

    def __init__(self, library: Library, talk: Talk, today: date, recipe: str | None) -> None:
        """`recipe` is the one that was named beforehand."""
        self.library = library
        self.talk = talk
        self.words = talk.words
        self.language = library.language
        self.today = today
        self.named_recipe = recipe
        self.answers: dict[str, Any] = {}
        self.changed: dict[str, Any] = {}
        """The earlier answers of sections that are asked again."""

    @property
    def recipe(self) -> Recipe:
        """The recipe that was chosen."""
        return self.library.recipe(self.answers["recipe"])

    @property
    def sheet_language(self) -> str:
        """The language of the sheet."""
        return self.recipe.language or self.language

    @property
    def form(self) -> str:
        """The form of address, once it is known."""
        return str(self.answers.get("form") or "je")

    @property
    def followed(self) -> Consult | None:
        """The consult that this one follows."""
        ref = self.answers.get("follows")
        return self.library.consult(ref) if ref else None

    @property
    def followed_uses(self) -> dict[str, Use]:
        """What the consult that this one follows says of modules, by their name."""
        return {} if self.followed is None else {use.use: use for use in self.followed.modules}

    def earlier(self, section: str, otherwise: Callable[[Consult], Any], nothing: Any = None) -> Any:
        """What is offered for a section: what she answered, what the consult before this one says, or `nothing`."""
        if section in self.changed:
            return self.changed[section]
        return nothing if self.followed is None else otherwise(self.followed)


class Section(NamedTuple):
    """A part of the consult that is asked for and can be changed as one: its name, its heading, and its two sides.

    `ask` gives the answer; `tell` says it in the summary, a line each, and nothing when it does not apply.
    """

    name: str
    group: str
    title: str
    ask: Callable[[Context], Any]
    tell: Callable[[Context, Any], list[str]]
