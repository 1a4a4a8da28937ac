"""What a template sees of the diary: its weeks, a row for each thing to tick, and the marks to give."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from handouts.content.labels import Word, worded_near
from handouts.content.loading import Loaded
from handouts.content.model.diary import Diary, Scale
from handouts.content.model.formats import Personal
from handouts.content.model.intake import Intake
from handouts.content.model.sheet import Consult, Recipe
from handouts.content.reading import FieldPath, Marks
from handouts.content.resolving import ResolvedSheet
from handouts.content.scale_ends import ends_of, is_of_the_night
from handouts.content.scheduling import Row, Week, weeks
from handouts.content.spellings import same_product
from handouts.content.wording import Gaps, filled_in
from handouts.languages.messages import translated, weekday_of
from handouts.languages.texts import texts, words_of
from handouts.page.composing.rhythms import Phrase, of_own_choice, phrases_of, worded_rhythm
from handouts.page.composing.step_numbers import NO_STEP, StepNumbers
from handouts.page.composing.views import Nothing, PrintableValue, ValueRegistry, View
from handouts.page.composing.weeks_on_pages import share_out

_MEDICINES = (
    r"(?!april)\w+(?:azepam|azolam|olol|pril|sartan|statine?|prazole?|oxetine|traline|opram|triptyline|zapine|cilline?|"
    r"thyroxine|coumarol)"
)
"""Names of medicines by their stems (WHO, INN stems)."""
_TO_TAKE = re.compile(
    rf"\b(?:{'|'.join(words_of('typesetting', 'to_take'))}|"
    rf"{_MEDICINES})\b|\b(?:zopiclon|zolpidem|metformin|paracetamol|ibuprofen|naproxen|diclofenac|prednison)",
    re.IGNORECASE,
)
"""By which a row of the practitioner's own is known in which something is to be taken."""


class _Source(NamedTuple):
    """The diary that is printed, its file, and the lines of the schedule."""

    diary: Diary
    loaded: Loaded[Any]
    recipe: list[Intake]
    consult: list[Intake]

    @classmethod
    def of(cls, gathered: ResolvedSheet) -> _Source | None:
        """The diary of the consult, or else that of the recipe; None where there is none."""
        loaded: Loaded[Any] = gathered.consult if gathered.consult.value.diary else gathered.recipe
        diary = loaded.value.diary
        lines = gathered.recipe.value.schedule, gathered.consult.value.schedule
        return cls(diary, loaded, *lines) if diary else None

    @property
    def intakes(self) -> list[Intake]:
        return [*self.recipe, *self.consult]


def asks_to_take(gathered: ResolvedSheet) -> bool:
    """Whether anything that is swallowed is ticked in the diary, so that no day of it may be skipped.

    That is a line of the schedule, or a row that speaks of something to take.
    """
    source = _Source.of(gathered)
    if source is None:
        return False
    if any(line.route == "oral" for line in source.intakes):
        return True
    return any(_TO_TAKE.search(row) for row in (*source.diary.rows, *_labels(gathered)))


def diary_view(
    registry: ValueRegistry, gathered: ResolvedSheet, words: Mapping[str, Word], personal: Personal, steps: StepNumbers
) -> View | Nothing:
    """The diary of a sheet; Nothing where there is none.

    `personal` says what its pages have room for, and `steps` which lines have the number of a step and come first.
    """
    source = _Source.of(gathered)
    if source is None:
        return Nothing()
    consult, diary, marks = gathered.consult.value, source.diary, source.loaded.marks
    if source.loaded is gathered.consult:
        registry.pass_over(gathered.recipe.marks, ("diary",))
    for index, row in enumerate(diary.rows):
        if row in {*(line.product for line in source.intakes), *diary.rows[:index]}:
            registry.pass_over(marks, ("diary", "rows", index))
    # "Voetenbad" is ticked at "Warm voetenbad" already.
    daily = [
        label
        for label in _labels(gathered)
        if not any(label.casefold() in line.product.casefold() for line in source.intakes)
    ]
    found = weeks(diary, consult.date, sorted(source.intakes, key=steps.place), daily)
    several = len(found) > 1
    rows = _Rows(registry, source, words, consult, steps)
    views = [rows.week(week, in_short=several) for week in found]
    return View(
        weeks=views,
        pages=_pages(views, len(diary.scales), personal) if several else Nothing(),
        title=rows.title(len(views)) if several else Nothing(),
        begins=rows.begins(found[0]) if found else Nothing(),
        fill_in=rows.fill_in(),
        bring=rows.bring(consult.next_appointment.date) if consult.next_appointment else Nothing(),
        scales=rows.scales,
    )


def _pages(weeks: list[View], scales: int, personal: Personal) -> list[View]:
    """The weeks that are on each page, how high their rows are, and lines to write on."""
    lengths = [[len(row.label) + len(row.note or "") for row in (*week.rows, *week.scales)] for week in weeks]
    shared = share_out(lengths, scales, personal)
    first = range(0, len(weeks), shared.weeks)
    row = f"{shared.row:g}".replace(".", "-")
    return [
        View(
            weeks=weeks[start : start + shared.weeks],
            row=row,
            lines=shared.lines if start == first[-1] else 0,
            goes_on=shared.goes_on,
        )
        for start in first
    ]


class _Rows:
    """The weeks of a diary, in words."""

    def __init__(
        self, registry: ValueRegistry, source: _Source, words: Mapping[str, Word], consult: Consult, steps: StepNumbers
    ) -> None:
        self._registry = registry
        self._steps = steps
        self._source = source
        self._words = words
        self._consulted = consult.date
        self._forms = Gaps({}, consult.client.form)
        self._phrase = phrases_of(words, consult.client.form)
        self._is_of_recipe = isinstance(source.loaded.value, Recipe)
        marks = source.loaded.marks
        self._mark = marks.at(("diary",))
        rows, scales = enumerate(source.diary.rows), enumerate(source.diary.scales)
        self._places = {str(row): marks.at(("diary", "rows", index)) for index, row in rows}
        registry.gaps = self._forms if self._is_of_recipe else None
        self.scales = [self._scale(scale, marks, ("diary", "scales", index)) for index, scale in scales]
        """What gets a mark, and what the lowest and the highest mark mean."""

    def title(self, count: int) -> PrintableValue:
        """The heading over several weeks."""
        self._registry.gaps = None
        return self._registry.text(self._phrase("your_weeks", n=count), self._words["your_weeks"].mark)

    def begins(self, week: Week) -> PrintableValue:
        """The day on which it begins."""
        return self._of_day("begins", week.days[0])

    def bring(self, day: date) -> PrintableValue:
        """That it comes along on the day of the next appointment."""
        return self._of_day("bring_diary", day)

    def fill_in(self) -> PrintableValue | Nothing:
        """When to give the marks, where there are any: sleep is known in the morning."""
        if not self.scales:
            return Nothing()
        word = "fill_in_sleep" if any(is_of_the_night(scale.label) for scale in self.scales) else "fill_in"
        self._registry.gaps = None
        return self._registry.text(self._phrase(word), self._words[word].mark)

    def _of_day(self, word: str, day: date) -> PrintableValue:
        self._registry.gaps = None
        language = self._registry.language
        said = f"{translated(weekday_of(day), language)} {worded_near(day, day, language)}"
        return self._registry.text(self._phrase(word, day=said), self._words[word].mark)

    def _scale(self, scale: Scale, marks: Marks, path: FieldPath) -> View:
        text, at, ends = self._registry.text, marks.at, ends_of(str(scale.name), self._registry.language)
        return View(
            label=text(scale.name, at((*path, "name"))),
            low=text(scale.low or ends.low, at((*path, "low" if scale.low else "name"))),
            high=text(scale.high or ends.high, at((*path, "high" if scale.high else "name"))),
        )

    def week(self, week: Week, *, in_short: bool) -> View:
        """The days, the rows to tick and the marks to give of one week; `in_short` where several are on a page."""
        names = [self._words[f"weekday_{day.weekday() + 1}"] for day in week.days]
        self._registry.gaps = self._forms if self._is_of_recipe else None
        text = self._registry.text
        return View(
            days=[
                View(
                    name=text(name.text, name.mark),
                    date=text(str(day.day) if in_short else f"{day.day}-{day.month}", self._mark),
                )
                for name, day in zip(names, week.days, strict=True)
            ],
            span=text(self._span(week), self._mark) if in_short else Nothing(),
            scales=[self._marks(scale, week) for scale in self.scales],
            rows=[self._row(row) for row in week.rows],
        )

    def _marks(self, scale: View, week: Week) -> View:
        """The days of a week on which a mark is given: the night before the consult is over when the plan begins."""
        over = is_of_the_night(str(scale.label))
        given = [not (over and day == self._consulted) for day in week.days]
        return View(**vars(scale), note=Nothing(), days=len(week.days), given=given)

    def _span(self, week: Week) -> str:
        """The first and the last day of a week, in short: `28 nov–4 dec`."""
        months = texts(self._registry.language, "spreadsheets")["short_months"]
        first, last = week.days[0], week.days[-1]
        end = f"{last.day} {months[last.month - 1]}"
        if first == last:
            return end
        return f"{first.day}–{end}" if first.month == last.month else f"{first.day} {months[first.month - 1]}–{end}"

    def _row(self, row: Row) -> View:
        mark = self._places.get(row.label, self._mark)
        # What was written for this client prints as it was typed; a text of a recipe has a form of address.
        of_recipe = any(row.intake is line for line in self._source.recipe) if row.intake else self._is_of_recipe
        self._registry.gaps = self._forms if of_recipe else None
        note = ", ".join(_notes(row.intake, self._source.intakes, self._phrase)) if row.intake else ""
        return View(
            label=self._registry.text(row.label, mark),
            note=self._registry.text(note, mark) if note else Nothing(),
            ticks=row.ticks,
            step=self._steps.of(row.intake) if row.intake else NO_STEP,
        )


def _notes(intake: Intake, lines: Iterable[Intake], phrase: Phrase) -> Iterator[str]:
    """What tells a row from the others of its product, and how often where the client chooses the days."""
    same = [line for line in lines if line.route == intake.route and same_product(line.product, intake.product)]
    if intake.dose and len({line.dose for line in same}) > 1:
        yield intake.dose
    if len({_moments(line) for line in same}) > 1:
        yield from (phrase(label) for label in _moments(intake))
    if of_own_choice(intake):
        yield worded_rhythm(intake, phrase)


def _moments(intake: Intake) -> tuple[str, ...]:
    return tuple(dict.fromkeys(moment.label for moment in intake.when))


def _labels(gathered: ResolvedSheet) -> list[str]:
    """The rows of the modules."""
    form = gathered.consult.value.client.form
    labels = ((chosen.module.value.diary_label, chosen.parameters) for chosen in gathered.modules)
    return [filled_in(str(label), Gaps(parameters, form)) for label, parameters in labels if label]
