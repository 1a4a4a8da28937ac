"""The sections of a consult: a field of the model each, asked for and summarised as its description says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple

from handouts.content.model.describing import Description, describe, group_title, models_in
from handouts.content.model.fields import Model, Prose
from handouts.content.model.sheet import Consult
from handouts.intake.interview.answers import Choice, Kind, Several, Typed, YesNo, of_field
from handouts.intake.interview.context import Context
from handouts.intake.interview.days import Day
from handouts.languages.messages import worded_date

PROSE = Typed(Prose.from_typed)
_MOST_LINES = 200
"""Of a text that is typed line by line."""


class Section(NamedTuple):
    """A field that is asked for and can be changed as one; where it is more than its field it has an `ask` of its own.

    `tell` gives its lines in the summary, `title` is the key of its title where that is not the one of its field. In a
    follow-up, sections with the same `again` are first asked about together, by the question of that key.
    """

    name: str
    model: type[Model]
    field: str
    ask: Callable[[Context], Any] | None = None
    tell: Callable[[Context, Any], list[str]] | None = None
    title: str = ""
    again: str = ""
    applies: Callable[[Context], bool] = lambda _context: True

    def description(self, context: Context) -> Description:
        """What is known of its field, in her language."""
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
        if self.again and context.followed and self.name not in context.changed:
            together = [each for each in sections if each.again == self.again and each.applies(context)]
            if as_last_time(context, self.again, together):
                return self.last_time(context)
        if self.ask:
            return self.ask(context)
        return _ASK.get(self.description(context).asked or "", _ask_one)(context, self)

    def lines(self, context: Context, answer: Any) -> list[str]:
        """An answer in the summary, a line each; nothing when there is none."""
        return self.tell(context, answer) if self.tell else _lines(context, self, answer)

    def earlier(self, context: Context) -> Any:
        """What is offered: what was answered before she changed it, or what the consult says that this one follows."""
        if self.name in context.changed or not self.again:
            return context.changed.get(self.name)
        return self.last_time(context)

    def last_time(self, context: Context) -> Any:
        """What the consult that this one follows says, as an answer."""
        if context.followed is None:
            return None
        part = context.followed if self.model is Consult else context.followed.client
        answer = as_answer(getattr(part, self.field))
        return tuple(answer) if self.description(context).asked == "choices" else answer


def as_answer(value: Any) -> Any:
    """A value of the model as an answer: texts on one line each."""
    if isinstance(value, Model):
        return {name: as_answer(each) for name, each in value if each is not None}
    if isinstance(value, list):
        return [as_answer(each) for each in value]
    return " ".join(value.split()) if isinstance(value, str) else value


def kind_of(context: Context, model: type[Model], name: str) -> Kind[Any]:
    """How an answer to a field is understood: by its choices, or by the model."""
    found = describe(model, name, context.language)
    match found.asked:
        case "choice" if found.choices:
            return Choice(found.choices, context.words)
        case "choices":
            return Several(found.choices, context.words)
        case "yes or no":
            return YesNo(context.words)
        case "date":
            return Day(context.language, context.today, context.words)
        case "text" | "list":
            return PROSE
    return of_field(model, name)


class Question(NamedTuple):
    """A question for one field, under a key; it is `needed` where the model needs a value, unless that is given.

    `before` is what its text begins with; `number` is which answer it is of several.
    """

    key: str
    model: type[Model]
    name: str
    kind: Kind[Any] | None = None
    needed: bool | None = None
    before: str = ""
    number: int = 0


def ask_field(context: Context, question: Question, default: Any = None) -> Any:
    """Asks for one field."""
    key, model, name, kind, needed, before, number = question
    found, field = describe(model, name, context.language), model.model_fields[name]
    if needed is None:
        needed = field.is_required() or found.asked in {"choice", "yes or no"}
    text = before + found.question.format(n=number)
    kind = kind or kind_of(context, model, name)
    if not needed:
        return context.talk.ask_maybe(key, f"{text}|{found.empty}", kind, default or None)
    if default is None and isinstance(field.get_default(), str | bool):
        default = field.get_default()
    return context.talk.ask(key, text, kind, default)


def ask_lines(ask: Callable[[int, int, Any], Any], earlier: Sequence[Any], most: int) -> list[Any]:
    """Asks until an empty answer; an earlier one that is left empty goes, and the next is offered.

    `ask` is given the place of the question, the number of the answer and what is offered.
    """
    answers: list[Any] = []
    place = 0
    while len(answers) < most:
        offered = earlier[place] if place < len(earlier) else None
        answer = ask(place, len(answers) + 1, offered)
        if answer is not None:
            answers.append(answer)
        elif offered is None:
            break
        place += 1
    return answers


def as_last_time(context: Context, question: str, sections: Sequence[Section]) -> bool:
    """Whether sections are as the consult that this one follows says: one question, above which all of it is shown.

    With another consult to follow it is another question.
    """
    shown = {each.called(context): each.lines(context, each.last_time(context)) for each in sections}
    lines = [f"  {title}: {' · '.join(each)}" for title, each in shown.items() if each]
    if not lines:
        return False
    above = "\n".join([context.words["last_time"], *lines, context.words[question]])
    return context.talk.ask(f"{question}/{context.answers['follows']}", above, YesNo(context.words), default=True)


def _most(section: Section) -> int:
    limits = (getattr(each, "max_length", None) for each in section.model.model_fields[section.field].metadata)
    return next(filter(None, limits), _MOST_LINES)


def _ask_one(context: Context, section: Section) -> Any:
    return ask_field(context, Question(section.name, section.model, section.field), section.earlier(context))


def _ask_list(context: Context, section: Section) -> list[str]:
    """Items, each by its number; of the lines of a text only the first is asked for, and then whether there is more."""
    is_text = section.description(context).asked == "text"

    def ask(place: int, number: int, offered: str | None) -> Any:
        key = f"{section.name}/{place}"
        if is_text and place:
            empty = section.description(context).empty
            return context.talk.ask_maybe(key, f"{context.words['more']}|{empty}", PROSE, offered)
        question = Question(key, section.model, section.field, needed=False, number=number)
        return ask_field(context, question, offered)

    return ask_lines(ask, section.earlier(context) or [], _most(section))


def _ask_rows(context: Context, section: Section) -> list[dict[str, str]]:
    """Rows of fields; a row whose first field is left empty is none."""
    row: Any = next(models_in(section.model.model_fields[section.field].annotation))
    first, *rest = [name for name in row.model_fields if describe(row, name, context.language).asked]

    def ask(place: int, number: int, offered: dict[str, str] | None) -> Any:
        offered, key = offered or {}, f"{section.name}/{place}"
        question = Question(key, row, first, needed=False, number=number)
        answer = {first: ask_field(context, question, offered.get(first))}
        if answer[first] is None:
            return None
        for name in rest:
            answer[name] = ask_field(context, Question(f"{key}/{name}", row, name, before="  "), offered.get(name))
        return {name: value for name, value in answer.items() if value is not None}

    return ask_lines(ask, section.earlier(context) or [], _most(section))


_ASK: dict[str, Callable[[Context, Section], Any]] = {"list": _ask_list, "text": _ask_list, "rows": _ask_rows}


def shown_as_typed(_context: Context, answer: str | None) -> list[str]:
    """A text in the summary."""
    return [answer] if answer else []


def _lines(context: Context, section: Section, answer: Any) -> list[str]:
    """An answer in the summary, as the questions would show it."""
    if answer is None or answer in ([], (), {}, ""):
        return []
    if isinstance(answer, date):
        return [worded_date(answer, context.language)]
    if not isinstance(answer, list):
        return [kind_of(context, section.model, section.field).show(answer)]
    # A dash that she put in front of a reason is not shown twice.
    return [
        " – ".join(part.lstrip("-–— ") if place else part for place, part in enumerate(each.values()))
        if isinstance(each, dict)
        else each
        for each in answer
    ]
