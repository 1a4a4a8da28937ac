"""What a question may look at: the answers before it, what there is to choose from, and what is offered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

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
    def followed_uses(self) -> Mapping[str, Use]:
        """What the consult that this one follows says of modules, by their name."""
        return {} if self.followed is None else {use.use: use for use in self.followed.modules}
