"""The sections of a consult: a field of the model each, asked for and summarised as its description says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any, NamedTuple

from handouts.content.model.describing import Description, describe, group_title, models_in
from handouts.content.model.fields import Model, Prose
from handouts.content.model.sheet import Consult
from handouts.intake.interview.answers import AnswerType, Choice, Several, Typed, YesNo, of_field
from handouts.intake.interview.context import Context
from handouts.intake.interview.days import Day

PROSE = Typed(Prose.from_typed)
_MAX_LINES = 200
"""Of a text that is typed line by line."""


class Question(NamedTuple):
    """A question for one field, under a key.

    Without `expected` the field says what its answer is; without `needed` the model says whether it needs one.
    `prefix` is what its text begins with; `number` is which answer it is of several; `empty` is what no answer means,
    where that is not what the field says.
    """

    key: str
    model: type[Model]
    field: str
    expected: AnswerType[Any] | None = None
    needed: bool | None = None
    prefix: str = ""
    number: int = 0
    empty: str = ""

    def ask(self, context: Context, default: Any = None) -> Any:
        """The answer; None where it was left empty."""
        found, field = describe(self.model, self.field, context.language), self.model.model_fields[self.field]
        needed = self.needed
        if needed is None:
            needed = field.is_required() or found.asked in {"choice", "yes or no"}
        text = self.prefix + found.question.format(n=self.number)
        expected = self.expected or answer_type(context, self.model, self.field)
        if not needed:
            return context.talk.ask_maybe(self.key, f"{text}|{self.empty or found.empty}", expected, default or None)
        if default is None and isinstance(field.get_default(), str | bool):
            default = field.get_default()
        return context.talk.ask(self.key, text, expected, default)


@dataclass(frozen=True)
class Section:
    """A field that is asked for and can be changed as one.

    Where it is more than its field it has an `ask` and a `tell` (its lines in the summary) of its own. `title` is the
    key of its title where that is not the one of its field, `empty` that of the word for no answer. In a follow-up,
    sections with the same `again` are first asked about together, by the question of that key. What is offered depends
    on the answer to the section `offered_by`, and is asked again when that changes.
    """

    name: str
    model: type[Model]
    field: str
    ask: Callable[[Context], Any] | None = None
    tell: Callable[[Context, Any], list[str]] | None = None
    title: str = ""
    empty: str = "none"
    again: str = ""
    offered_by: str = ""
    applies: Callable[[Context], bool] = lambda _context: True

    def description(self, context: Context) -> Description:
        """The description of its field, in the user's language."""
        return describe(self.model, self.field, context.language)

    def heading(self, context: Context) -> str:
        """The heading over its questions."""
        return group_title(self.description(context).group, context.language)

    def called(self, context: Context) -> str:
        """Its title in the summary."""
        return context.words[self.title] if self.title else self.description(context).title

    def answer(self, context: Context, sections: Sequence[Section]) -> Any:
        """Asks for it, or for all of the `sections` that go with it; None where it does not apply."""
        if not self.applies(context):
            return None
        if self.again and context.followed and self.name not in context.previous_answers:
            together = [each for each in sections if each.again == self.again and each.applies(context)]
            if _as_last_time(context, self.again, together):
                return self.last_time(context)
        if self.ask:
            return self.ask(context)
        match self.description(context).asked:
            case "list" | "text":
                return self._ask_items(context)
            case "rows":
                return self._ask_rows(context)
        return Question(self.name, self.model, self.field).ask(context, self.earlier(context))

    def lines(self, context: Context, answer: Any) -> list[str]:
        """An answer in the summary, a line each, as the questions would show it."""
        if self.tell:
            return self.tell(context, answer)
        if answer is None or answer in ([], (), {}, ""):
            return []
        if isinstance(answer, list):
            return [_row_shown(each) if isinstance(each, dict) else each for each in answer]
        if isinstance(answer, date):
            return [context.words.date(answer)]
        return [answer_type(context, self.model, self.field).show(answer)]

    def earlier(self, context: Context) -> Any:
        """The answer to offer: the one that is being changed, or that of the consult that this one follows."""
        if self.name in context.previous_answers or not self.again:
            return context.previous_answers.get(self.name)
        return self.last_time(context)

    def last_time(self, context: Context) -> Any:
        """The value in the consult that this one follows, as an answer."""
        if context.followed is None:
            return None
        part = context.followed if self.model is Consult else context.followed.client
        answer = as_answer(getattr(part, self.field))
        return tuple(answer) if self.description(context).asked == "choices" else answer

    @property
    def most(self) -> int:
        """How many items or lines it may have."""
        limits = (getattr(each, "max_length", None) for each in self.model.model_fields[self.field].metadata)
        return next(filter(None, limits), _MAX_LINES)

    def _ask_items(self, context: Context) -> list[str]:
        """Items by their numbers; of a text only the first line is asked for, and then whether there is more."""
        found = self.description(context)

        def ask(place: int, number: int, offered: str | None) -> Any:
            key = f"{self.name}/{place}"
            if found.asked == "text" and place:
                return context.talk.ask_maybe(key, f"{context.words['more']}|{found.empty}", PROSE, offered)
            return Question(key, self.model, self.field, needed=False, number=number).ask(context, offered)

        return _ask_until_empty(ask, self.earlier(context) or [], self.most)

    def _ask_rows(self, context: Context) -> list[dict[str, str]]:
        """Rows of fields; one whose first field is left empty does not count."""
        row: Any = next(models_in(self.model.model_fields[self.field].annotation))
        first, *rest = [name for name in row.model_fields if describe(row, name, context.language).asked]

        def ask(place: int, number: int, offered: dict[str, str] | None) -> Any:
            offered, key = offered or {}, f"{self.name}/{place}"
            begin = Question(key, row, first, needed=False, number=number).ask(context, offered.get(first))
            if begin is None:
                return None
            questions = {name: Question(f"{key}/{name}", row, name, prefix="  ") for name in rest}
            more = {name: question.ask(context, offered.get(name)) for name, question in questions.items()}
            return {first: begin} | {name: value for name, value in more.items() if value is not None}

        return _ask_until_empty(ask, self.earlier(context) or [], self.most)


def _ask_until_empty(ask: Callable[[int, int, Any], Any], earlier: Sequence[Any], most: int) -> list[Any]:
    """Asks until an empty answer; an earlier answer that is left empty goes, and the next is offered.

    `ask` is given the place of the question, the number of the answer and what is offered.
    """
    answers: list[Any] = []
    for place in count():
        offered = earlier[place] if place < len(earlier) else None
        answer = ask(place, len(answers) + 1, offered)
        if answer is not None:
            answers.append(answer)
        if len(answers) == most or (answer is None and offered is None):
            break
    return answers


def _as_last_time(context: Context, question: str, sections: Sequence[Section]) -> bool:
    """Whether sections are as in the consult that this one follows: one question, above which all of it is shown.

    With another consult to follow it is another question.
    """
    shown = {each.called(context): each.lines(context, each.last_time(context)) for each in sections}
    lines = [f"  {title}: {' · '.join(each)}" for title, each in shown.items() if each]
    if not lines:
        return False
    above = "\n".join([context.words["last_time"], *lines, context.words[question]])
    return context.talk.ask(f"{question}/{context.answers['follows']}", above, YesNo(context.words), default=True)


def as_answer(value: Any) -> Any:
    """A value of the model as an answer: texts on one line each."""
    if isinstance(value, Model):
        return {name: as_answer(each) for name, each in value if each is not None}
    if isinstance(value, list):
        return [as_answer(each) for each in value]
    return " ".join(value.split()) if isinstance(value, str) else value


def answer_type(context: Context, model: type[Model], field: str) -> AnswerType[Any]:
    """The type of the answers to a field: its choices, or what the model understands."""
    found = describe(model, field, context.language)
    match found.asked:
        case "choice" if found.choices:
            return Choice(found.choices, context.words)
        case "choices":
            return Several(found.choices, context.words)
        case "yes or no":
            return YesNo(context.words)
        case "date":
            return Day(context.words, context.today)
        case "text" | "list":
            return PROSE
    return of_field(model, field)


def as_typed(_context: Context, answer: str | None) -> list[str]:
    """A text in the summary."""
    return [answer] if answer else []


def _row_shown(row: dict[str, str]) -> str:
    """A row in the summary; a dash that was typed in front of a reason is not shown twice."""
    return " – ".join(part.lstrip("-–— ") if place else part for place, part in enumerate(row.values()))
