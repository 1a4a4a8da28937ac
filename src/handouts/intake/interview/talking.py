"""Asks one question at a time until its answer is understood; one can always go back.

The questions are ordinary functions that run from the start each time: what was answered already is not asked again.
So going back is forgetting the last answer, and changing something is forgetting its answers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import Literal, Protocol, TypeVar, cast

from handouts.files.unseen import bare
from handouts.intake.interview.answers import NOT_UNDERSTOOD, AnswerType, Unclear, Words, explained

T = TypeVar("T")
Tone = Literal["plain", "heading", "mistake"]

BACK = "<"
EMPTY = "-"
_INLINE = 58
"""Characters of choices that still fit after their question on one line."""


class Stopped(Exception):
    """The user wants no more questions."""


class Asker(Protocol):
    """Shows the questions and takes the answers. Raises Stopped when the user stops."""

    def ask(self, question: str, default: str) -> str:
        """What was typed on one line, or `default` when nothing was."""

    def say(self, text: str, tone: Tone = "plain") -> None:
        """Shows a line."""


class Unchanged(Exception):
    """The user went back from the first question of a change: all stays as it was."""


class _Back(Exception):
    """The user wants the question before this one."""


class Talk:
    """What was asked and answered so far, by the key of the question: `goals/0` is the first question of the goals."""

    def __init__(self, asker: Asker, words: Words) -> None:
        self._asker = asker
        self.words = words
        self._answers: dict[str, str] = {}
        self._earlier: dict[str, str] = {}
        """Answers that the user went back from: they are offered again."""
        self._trail: list[str] = []
        """The questions in the order in which they were answered."""
        self._current: set[str] = set()
        """Those that this run came past: a change elsewhere may have made another one needless."""
        self._unchanged: tuple[dict[str, str], list[str]] | None = None
        """While something is being changed: the answers and the trail before that."""
        self._heading = ""
        self._shown = ""

    def run(self, questions: Callable[[], T]) -> T:
        """Runs the questions until each has its answer. Raises Unchanged when the user goes back from a change."""
        while True:
            self._current.clear()
            try:
                answers = questions()
            except _Back:
                self.step_back()
                continue
            if self._unchanged is not None:
                _, trail = self._unchanged
                answered = self._answers.keys() - self._trail
                self._trail = [*(key for key in trail if key in answered), *self._trail]
                self._unchanged = None
            return answers

    def step_back(self) -> None:
        """Forgets the last answer, and offers it when its question is asked again."""
        last = next((key for key in reversed(self._trail) if key in self._current), None)
        if last is not None:
            self._trail.remove(last)
            self._earlier[last] = self._answers.pop(last)
        elif self._unchanged is not None:
            (self._answers, self._trail), self._unchanged = self._unchanged, None
            raise Unchanged
        else:
            self.say(self.words["first_question"])

    def change(self, key: str) -> None:
        """Forgets every answer under a key, so that these are asked again; going back from there undoes it."""
        self._unchanged = dict(self._answers), self._trail
        self.forget(key)
        self._trail = []

    def forget(self, key: str) -> None:
        """Forgets every answer under a key, also as something to offer."""
        for store in (self._answers, self._earlier):
            for each in [each for each in store if each == key or each.startswith(f"{key}/")]:
                del store[each]
        self._trail = [each for each in self._trail if each in self._answers]

    def heading(self, text: str) -> None:
        """Puts a heading over the questions that follow, as soon as one of them is asked."""
        self._heading = text

    def summary(self, text: str) -> None:
        """Shows a heading at once; what is asked after it gets its own heading again."""
        self._shown = ""
        self.say(text, "heading")

    def say(self, text: str, tone: Tone = "plain") -> None:
        """Shows a line."""
        self._asker.say(text, tone)

    def ask_once(self, question: str, expected: AnswerType[T], default: str) -> T | None:
        """The answer to a question that is not remembered; None to go back."""
        try:
            return self._typed(question, default, expected.understand)
        except _Back:
            return None

    def was_asked(self, key: str) -> bool:
        """Whether a question has its answer."""
        return key in self._answers

    def ask(self, key: str, question: str, expected: AnswerType[T], default: T | None = None) -> T:
        """The answer to a question that needs one; of a question of several lines the last is asked."""
        return cast("T", self.ask_maybe(key, question, expected, default, needed=True))

    def ask_maybe(
        self, key: str, question: str, expected: AnswerType[T], default: T | None = None, *, needed: bool = False
    ) -> T | None:
        """The answer to a question that may be left empty; after a bar it says what that means: `Goal 2|done`."""
        self._current.add(key)
        if key in self._answers:
            text = self._answers[key]
            if not text and not needed:
                return None
            # It may be the answer to what the question was before something else changed.
            with suppress(*NOT_UNDERSTOOD):
                return expected.understand(text)
            self.forget(key)
        offered = self._earlier.get(key) or ("" if default is None else expected.show(default))
        if needed:
            line = self._announced(question, expected, "")
        else:
            question, _, meaning = question.rpartition("|")
            line = self._announced(question, expected, self._empty(meaning, offered))
        answer = self._typed(line, offered, lambda text: self._understood(text, expected, needed=needed))
        self._answers[key] = "" if answer is None else expected.show(answer)
        self._trail.append(key)
        return answer

    def _typed(self, line: str, offered: str, understand: Callable[[str], T]) -> T:
        """Asks until what was typed is understood. Raises _Back."""
        while True:
            text = self._asker.ask(line, offered).strip()
            if text == BACK:
                raise _Back
            try:
                return understand(text)
            except NOT_UNDERSTOOD as reason:
                for sentence in explained(reason, self.words):
                    self.say(sentence, "mistake")

    def _understood(self, text: str, expected: AnswerType[T], *, needed: bool) -> T | None:
        if needed and bare(text).strip() in {"", EMPTY}:
            raise Unclear(self.words["needed"])
        empty = ("", EMPTY, *self.words["empty_words"].split())
        return None if not needed and text.casefold().rstrip(".!") in empty else expected.understand(text)

    def _empty(self, meaning: str, offered: str) -> str:
        """What leaving a question empty means, in words."""
        if offered:
            return self.words["dash"]
        return self.words["empty_is"].format(meaning=meaning) if meaning else self.words["may_be_empty"]

    def _announced(self, question: str, expected: AnswerType[T], empty: str) -> str:
        """Shows what belongs above a question; returns the question with its choices, where these are few."""
        if self._heading != self._shown:
            self.say(self._heading, "heading")
            self._shown = self._heading
        *above, question = question.split("\n")
        for line in above:
            self.say(line)
        offer = expected.offer()
        inline = ", ".join(offer)
        if offer and not empty and len(inline) <= _INLINE:
            return f"{question} ({inline})"
        for line in _columns(offer):
            self.say(line)
        return f"{question} ({empty})" if empty else question


def _columns(offer: Sequence[str]) -> Iterator[str]:
    """A numbered list, its numbers under each other."""
    width = len(str(len(offer)))
    for line in offer:
        number, _, word = line.partition(" ")
        yield f"  {number.rjust(width)}  {word}" if number.isdigit() else f"  {line}"
