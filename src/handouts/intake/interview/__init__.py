"""Asks what a consult needs, shows the answers, and writes the file of the consult.

The questions, their order and what is offered are here; an `Asker` shows them and takes the answers.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from pydantic_core import PydanticCustomError

from handouts.content.model.settings import as_yes_or_no
from handouts.files.folder import Folder
from handouts.intake.interview.advice import ADVICE
from handouts.intake.interview.answers import AnswerType, Unclear, Words
from handouts.intake.interview.consult import OPENING, REPLACE
from handouts.intake.interview.context import Context, Library, file_of
from handouts.intake.interview.saving import NOT_SAVED, ask_what_next, save
from handouts.intake.interview.schedule import SCHEDULE
from handouts.intake.interview.sections import Section
from handouts.intake.interview.talking import Asker, Stopped, Talk, Tone, Unchanged

__all__ = ["Asker", "Stopped", "Tone", "ask_consult"]

SECTIONS: tuple[Section, ...] = (*OPENING, *SCHEDULE, *ADVICE)
_WIDTH = 78


def ask_consult(folder: Folder, asker: Asker, *, today: date, recipe: str | None = None) -> str | None:
    """Asks, writes `content/clients/REF.yaml` (owner-only) once the answer is yes, and returns its reference.

    Returns None when the user says no or stops. `recipe` is the name of one in `content/sheets`; without it the user
    chooses. Raises UsageError for a recipe that does not exist, ContentError when the practice or the recipe cannot be
    read, and BrokenEnvironment when the file cannot be written and the user gives up: its text is shown.
    """
    library = Library(folder)
    if recipe is not None:
        library.recipe(recipe)
    talk = Talk(asker, Words(library.language))
    interview = _Interview(Context(library, talk, today, recipe))
    talk.say(talk.words["welcome"])
    try:
        return interview.hold()
    except (Stopped, KeyboardInterrupt):
        if interview.writing:
            raise
        talk.say(talk.words["stopped"])
        return None


class _Decision(AnswerType[Section | bool]):
    """Whether the summary is right, or the number of a section in it that is to be changed."""

    def __init__(self, shown: Sequence[Section], words: Words) -> None:
        self._shown = shown
        self._words = words

    def understand(self, text: str) -> Section | bool:
        """See `AnswerType`."""
        if text.isdecimal() and 1 <= int(text) <= len(self._shown):
            return self._shown[int(text) - 1]
        try:
            return as_yes_or_no(text)
        except PydanticCustomError:
            raise Unclear(self._words["right_how"].format(n=len(self._shown))) from None


class _Interview:
    """The questions, the summary, and the changes after it."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._talk = context.talk
        self._words = context.words
        self.writing = False
        """Whether the file may have been written."""

    def hold(self) -> str | None:
        """Asks until the answers are right, or not to be saved; returns the reference that was written."""
        offered: dict[str, Any] = {}
        while True:
            try:
                self._talk.run(self._ask_all)
            except Unchanged:
                self._context.previous_answers = offered
                continue
            offered = dict(self._context.previous_answers)
            decision = self._summarise()
            if decision is None:
                self._talk.step_back()
            elif isinstance(decision, Section):
                self._change(decision.name)
            elif not decision:
                self._talk.say(self._words["not_saved"])
                return None
            elif self._save():
                return str(self._context.answers["ref"])

    def _ask_all(self) -> None:
        context = self._context
        context.answers = {}
        for section in SECTIONS:
            self._talk.heading(section.heading(context))
            context.answers[section.name] = section.answer(context, SECTIONS)

    def _change(self, name: str) -> None:
        self._context.previous_answers[name] = self._context.answers[name]
        self._talk.change(name)
        for section in SECTIONS:
            if section.offered_by == name:
                self._context.previous_answers.pop(section.name, None)
                self._talk.forget(section.name)

    def _summarise(self) -> Section | bool | None:
        """Shows all answers; returns whether they are right, or what is to be changed, or None to go back."""
        context = self._context
        shown = [section for section in SECTIONS if section.applies(context)]
        self._talk.summary(self._words["summary"])
        for number, section in enumerate(shown, start=1):
            lines = section.lines(context, context.answers[section.name]) or [self._words[section.empty]]
            for line in _listed(number, section.called(context), lines):
                self._talk.say(line)
        return self._talk.ask_once(self._words["right"], _Decision(shown, self._words), self._words["yes"])

    def _save(self) -> bool:
        """Writes the file, unless one of that name has come since its reference was chosen, or it cannot be done."""
        context = self._context
        while True:
            try:
                self.writing = True
                saved = save(context, replacing=self._talk.was_asked(REPLACE))
            except NOT_SAVED as reason:
                self.writing = False
                following = ask_what_next(context, reason)
                if following == "other":
                    self._change("ref")
                if following != "again":
                    return False
                continue
            if saved:
                self._talk.say(self._words["saved"].format(path=file_of(context.answers["ref"])))
            else:
                self.writing = False
                self._change("ref")
            return saved


def _listed(number: int, title: str, lines: list[str]) -> Iterator[str]:
    """A line of the summary, wrapped under its first word."""
    head, indent = f"{number:4}  {title + ':':24}", " " * 30
    for place, line in enumerate(lines):
        yield from textwrap.wrap(
            line, _WIDTH, initial_indent=indent if place else head, subsequent_indent=indent, break_long_words=False,
            break_on_hyphens=False,
        )  # fmt: skip
