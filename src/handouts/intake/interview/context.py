"""What a question can use: the content to choose from, the answers before it, and the earlier answers to offer."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date
from functools import cached_property
from typing import Any

from handouts.content.loading import load_consult, load_file, load_practice
from handouts.content.model.module import Module, Parameter
from handouts.content.model.sheet import Consult, Recipe, Use
from handouts.content.parameters import misfits
from handouts.content.reading import survey_yaml
from handouts.content.wording import Gaps, filled_in
from handouts.files.folder import Folder
from handouts.files.layout import consult_file
from handouts.intake.interview.talking import Talk
from handouts.problems import ContentError, Mark, Problem, UsageError
from handouts.records import Records


class Library:
    """The content of a folder, of which each file is read once."""

    def __init__(self, folder: Folder) -> None:
        """Raises ContentError when the practice cannot be read, UsageError when there is no recipe."""
        self.folder = folder
        self.language = load_practice(folder.open_reader()).value.language
        self.recipes = folder.names("sheets")
        if not self.recipes:
            raise UsageError("There is no recipe yet: put one in content/sheets.")
        self.refs = folder.names("clients")

    @cached_property
    def taken_refs(self) -> list[str]:
        """The references of consults, and of sheets that were made of a row or a file elsewhere."""
        return [*self.refs, *Records(self.folder, read_only=True).history.newest()]

    def recipe(self, name: str) -> Recipe:
        """The recipe of that name, whose modules can all be read.

        Raises ContentError, or UsageError when there is none.
        """
        self.folder.must_hold("sheets", name)
        recipe = load_file(self.folder.open_reader(), f"content/sheets/{name}.yaml", Recipe).value
        problems: list[Problem] = []
        for use in recipe.modules:
            try:
                self.module(use.use)
            except ContentError as refused:
                problems += refused.problems
        if problems:
            raise ContentError(problems)
        return recipe

    def module(self, name: str) -> Module:
        """The module of that name. Raises ContentError."""
        return load_file(self.folder.open_reader(), f"content/modules/{name}.yaml", Module).value

    def consult(self, ref: str) -> Consult:
        """The consult of that reference. Raises ContentError, UsageError when there is none."""
        return load_consult(self.folder.open_reader(), ref).value

    def lines(self, ref: str) -> list[dict[str, Any]]:
        """The lines of the schedule of a consult that has no mistakes, as they were typed."""
        read = survey_yaml(self.folder.open_reader().read(file_of(ref)) or b"", ref)
        lines: list[dict[str, Any]] = read.value.get("schedule") or [] if isinstance(read.value, dict) else []
        return lines

    def others(self, taken: Iterable[str], language: str) -> list[str]:
        """The modules in a language that are not taken; one with mistakes in it is not offered."""
        found = []
        for name in self.folder.names("modules"):
            with suppress(ContentError):
                if name not in taken and (self.module(name).language or self.language) == language:
                    found.append(name)
        return found

    def has_consult(self, ref: str) -> bool:
        """Whether there is a file of that reference; where that cannot be seen, none can be written either."""
        return os.path.lexists(self.folder.root / file_of(ref))


def file_of(ref: str) -> str:
    """The file of a consult, from the practice folder."""
    return consult_file(ref)


class Context:
    """The answers of one run through the questions, by the name of their section."""

    recipe: Recipe
    """The recipe that was chosen."""
    remark = "remark"
    """Which of the words stand above a consult that is written."""
    followed: Consult | None = None
    """The consult that this one follows."""

    def __init__(self, library: Library, talk: Talk, today: date, named_recipe: str | None) -> None:
        """`named_recipe` is the one that was named beforehand."""
        self.library = library
        self.talk = talk
        self.words = talk.words
        self.language = library.language
        self.today = today
        self.named_recipe = named_recipe
        self.answers: dict[str, Any] = {}
        self.previous_answers: dict[str, Any] = {}
        """Those of sections that are being asked again."""

    @property
    def sheet_language(self) -> str:
        """The language of the sheet."""
        return self.recipe.language or self.language

    @property
    def form(self) -> str:
        """The form of address, once it is known."""
        return str(self.answers.get("form") or "je")

    @property
    def followed_uses(self) -> Mapping[str, Use]:
        """The modules of the consult that this one follows, by their name."""
        return {} if self.followed is None else {use.use: use for use in self.followed.modules}

    def title_of(self, module: str) -> str:
        """The title of a module, on one line."""
        return " ".join(worded(self.library.module(module).title, self.form).split())


def fits(name: str, parameter: Parameter, value: str) -> str:
    """The value, if the parameter can have it. Raises ContentError."""
    problems = list(misfits(name, parameter, value, Mark("")))
    if problems:
        raise ContentError(problems)
    return value


def worded(text: str, form: str) -> str:
    """A text of a recipe or module with its forms of address chosen; parameters stay as they are typed."""
    return filled_in(text, Gaps({}, form))
