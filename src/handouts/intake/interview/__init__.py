"""Asks the practitioner what a consult needs, shows it to her, and writes the file of the consult.

The room knows the questions, their order and what is offered; who asks them is an `Asker`.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from handouts.content.model.fields import as_yes_or_no
from handouts.files.folder import Folder
from handouts.intake.interview.advice import ADVICE
from handouts.intake.interview.answers import NOT_UNDERSTOOD
from handouts.intake.interview.consult import OPENING
from handouts.intake.interview.context import Context, Library
from handouts.intake.interview.saving import NOT_SAVED, ask_what_next, place_of, save
from handouts.intake.interview.schedule import SCHEDULE
from handouts.intake.interview.sections import Section
from handouts.intake.interview.talking import BACK, Asker, Stopped, Talk, Tone, Unchanged
from handouts.languages.texts import FALLBACK, texts

__all__ = ["Asker", "Stopped", "Tone", "ask_consult", "words_of"]

SECTIONS: tuple[Section, ...] = (*OPENING, *SCHEDULE, *ADVICE)
# What is offered there hangs on the answer here, so it is asked again.
_OFFERED_BY = {"follows": ("steps", "goals", "schedule", "left_out", "added", "parameters")}
_NOTHING = ("discussed", "flags")
"""Sections of which there is nothing, and not none."""
_WIDTH = 78


def words_of(language: str) -> Mapping[str, str]:
    """What is asked and said in a language, by key; what it lacks is in English.

    A text of the form `question|meaning` says behind the bar what an empty answer means.
    """
    return {**texts(FALLBACK, "questions"), **texts(language, "questions")}


def ask_consult(folder: Folder, asker: Asker, *, today: date, recipe: str | None = None) -> str | None:
    """Asks, writes `content/clients/REF.yaml` (owner-only), and returns its reference; None when she says no or stops.

    `recipe` is the name of one in `content/sheets`; without it she chooses. Until she says yes nothing is written.
    Raises UsageError for a recipe that does not exist, ContentError when the practice or the recipe cannot be read, and
    BrokenEnvironment when the file cannot be written and she wants to try no more: its text is then said.
    """
    library = Library(folder)
    if recipe is not None:
        library.recipe(recipe)
    talk = Talk(asker, words_of(library.language))
    interview = _Interview(Context(library, talk, today, recipe))
    talk.say(talk.words["welcome"])
    try:
        return interview.hold()
    except (Stopped, KeyboardInterrupt):
        if interview.writing:
            raise
        talk.say(talk.words["stopped"])
        return None


class _Change(NamedTuple):
    """A section that she wants to answer again."""

    section: Section


class _Interview:
    """The questions, the summary, and whatever she then wants changed."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._talk = context.talk
        self._words = context.words
        self.writing = False
        """Whether it may be that the file is written."""

    def hold(self) -> str | None:
        """Asks until she says yes or no; returns the reference that was written."""
        before: dict[str, Any] = {}
        while True:
            try:
                self._talk.run(self._ask_all)
            except Unchanged:
                self._context.changed = before
                continue
            before = dict(self._context.changed)
            decision = self._summarise()
            if isinstance(decision, _Change):
                self._change(decision.section.name)
            elif decision == "back":
                self._talk.step_back()
            elif decision == "no":
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
        self._context.changed[name] = self._context.answers[name]
        self._talk.change(name)
        for offered in _OFFERED_BY.get(name, ()):
            self._context.changed.pop(offered, None)
            self._talk.forget(offered)

    def _summarise(self) -> str | _Change:
        """Shows all answers; returns yes, no or back, or what is to be changed."""
        context = self._context
        shown = [section for section in SECTIONS if section.applies(context)]
        self._talk.summary(self._words["summary"])
        for number, section in enumerate(shown, start=1):
            lines = section.lines(context, context.answers[section.name])
            lines = lines or [self._words["nothing" if section.name in _NOTHING else "none"]]
            for line in _listed(number, section.called(context), lines):
                self._talk.say(line)
        while True:
            text = self._talk.answer(self._words["right"], self._words["yes"])
            if text == BACK:
                return "back"
            if text.isdecimal() and 1 <= int(text) <= len(shown):
                return _Change(shown[int(text) - 1])
            try:
                return "yes" if as_yes_or_no(text) else "no"
            except NOT_UNDERSTOOD:
                self._talk.say(self._words["right_how"].format(n=len(shown)), "mistake")

    def _save(self) -> bool:
        """Writes the file, unless one of that name has come since she chose its reference, or it cannot be done."""
        context = self._context
        while True:
            if context.library.has_consult(context.answers["ref"]) and not self._talk.was_asked("ref/replace"):
                self._change("ref")
                return False
            try:
                self.writing = True
                save(context)
            except NOT_SAVED as reason:
                self.writing = False
                following = ask_what_next(context, reason)
                if following == "other":
                    self._change("ref")
                if following != "again":
                    return False
            else:
                self._talk.say(self._words["saved"].format(path=place_of(context)))
                return True


def _listed(number: int, title: str, lines: list[str]) -> Iterator[str]:
    """A line of the summary, wrapped under its first word."""
    head, indent = f"{number:4}  {title + ':':24}", " " * 30
    for place, line in enumerate(lines):
        yield from textwrap.wrap(
            line, _WIDTH, initial_indent=indent if place else head, subsequent_indent=indent, break_long_words=False,
            break_on_hyphens=False,
        )  # fmt: skip
