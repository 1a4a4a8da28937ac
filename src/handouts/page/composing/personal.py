"""What the template of a personal sheet sees: the consult, its modules with their gaps filled, and the table."""

from __future__ import annotations

from typing import Any

from handouts.content.changes import changes, stopped
from handouts.content.labels import Word, load_labels, worded_month
from handouts.content.loading import Loaded
from handouts.content.model.fields import Printed
from handouts.content.model.formats import Personal
from handouts.content.model.intake import Intake
from handouts.content.model.moments import MEALS, MOMENTS
from handouts.content.model.sheet import Consult, Recipe
from handouts.content.parameters import ModuleInstance
from handouts.content.reading import FieldPath
from handouts.content.resolving import ResolvedSheet
from handouts.content.spellings import same_words
from handouts.content.wording import Gaps
from handouts.files.folder import TrackedReader
from handouts.languages.messages import worded_date
from handouts.page.composing.diaries import asks_to_take, diary_view
from handouts.page.composing.illustrated import drawn_steps, illustrate
from handouts.page.composing.rhythms import begun_together, phrases_of, worded_period, worded_rhythm
from handouts.page.composing.step_numbers import NO_STEP, StepNumbers
from handouts.page.composing.together import SOFT_SPACES, is_wide
from handouts.page.composing.views import Nothing, PrintableValue, ValueRegistry, View
from handouts.page.pipeline import NARROW

_WORKED_OUT = frozenset({"schedule", "modules", "diary"})
"""What a template sees in another shape than it is written in: the table, the modules, the weeks."""
_STEERS = frozenset({"flags", "agreed", "order", "sheet", "follows"})
"""What no template sees."""


def sheet_context(
    reader: TrackedReader, registry: ValueRegistry, gathered: ResolvedSheet, personal: Personal, *, spots: bool = False
) -> dict[str, Any]:
    """Everything of a sheet's context that does not come from the practice.

    `personal` says what the pages of its diary have room for. Without `spots` there is no drawing beside
    the title of a module, named or chosen by its words.
    """
    consult, recipe = gathered.consult, gathered.recipe
    words = load_labels(reader, gathered.language)
    forms = Gaps({}, consult.value.client.form)
    registry.gaps = forms
    if asks_to_take(gathered):
        # Also for an own template, which knows one word for this.
        words["tick_off"] = words["tick_off_taken"]
    labels = registry.words(words)
    of_recipe = _fields(registry, recipe)
    modules = [_module(registry, chosen, gathered) for chosen in gathered.modules]
    # What the practitioner wrote for this client prints as it was typed.
    registry.gaps = None
    lines = _lines(recipe, consult)
    steps = StepNumbers([step.step for step in consult.value.summary_steps], [line[0] for line in lines])
    lines.sort(key=lambda line: steps.place(line[0]))
    of_consult = _fields(registry, consult)
    # A step and the module that explains it may have one drawing: so the one is found by the other.
    illustrate((module, Nothing() if module.image else module.title) for module in modules)
    for module in modules:
        module.drawing = module.drawing if spots else ""
    illustrate((step, step.step) for step in of_consult.summary_steps)
    of_consult.ref = registry.text(consult.value.ref, consult.marks.at(("ref",)))
    intakes = [line[0] for line in lines]
    table = _Table(registry, words, consult.value, forms, intakes)
    statuses, gone = [""] * len(lines), []
    if gathered.earlier:
        day = gathered.earlier.consult.value.date
        earlier = _lines(gathered.earlier.recipe, gathered.earlier.consult)
        before = [line[0] for line in earlier]
        statuses = changes(intakes, before, day, consult.value.date)
        ended = stopped(intakes, before, day, consult.value.date)
        gone = [line for line in earlier if any(line[0] is each for each in ended)]
    rows = [table.row(*line, status) for line, status in zip(lines, statuses, strict=True)]
    for row, intake in zip(rows, intakes, strict=True):
        row.step = steps.of(intake)
    rows += [table.stopped(*line) for line in gone]
    return {
        "labels": labels,
        "recipe": of_recipe,
        "modules": modules,
        "consult": of_consult,
        "texts_reviewed": _reviewed(registry, gathered.modules),
        "moments": table.moments(),
        "schedule": rows,
        "diary": diary_view(registry, gathered, words, personal, steps),
    }


_Line = tuple[Intake, Loaded[Any], FieldPath]


def _lines(recipe: Loaded[Recipe], consult: Loaded[Consult]) -> list[_Line]:
    """The lines of a schedule, those of the recipe first, each with its place."""
    sources: tuple[Loaded[Any], ...] = (recipe, consult)
    return [
        (intake, source, ("schedule", index))
        for source in sources
        for index, intake in enumerate(source.value.schedule)
    ]


def _fields(registry: ValueRegistry, loaded: Loaded[Consult] | Loaded[Recipe]) -> View:
    names = [name for name in type(loaded.value).model_fields if name not in _WORKED_OUT | _STEERS]
    return View(**{name: registry.view(getattr(loaded.value, name), loaded.marks, (name,)) for name in names})


def _module(registry: ValueRegistry, chosen: ModuleInstance, gathered: ResolvedSheet) -> View:
    consult = gathered.consult.value
    registry.gaps = Gaps(chosen.parameters, consult.client.form)
    module, marks = chosen.module.value, chosen.module.marks
    view: View = registry.view(module.model_copy(update={"warnings": []}), marks)
    view.steps = drawn_steps(view.steps)
    view.status, view.warnings = _module_status(chosen, gathered), []
    for index, caution in enumerate(module.warnings):
        if caution.if_ in {None, *consult.flags}:
            warning = registry.view(caution, marks, ("warnings", index))
            warning.flagged = bool(caution.if_)
            view.warnings.append(warning)
        else:
            registry.pass_over(marks, ("warnings", index))
    return view


def _module_status(chosen: ModuleInstance, gathered: ResolvedSheet) -> str:
    """Whether the client gets a module for the first time, or with other values in its gaps."""
    if gathered.earlier is None:
        return ""
    before = gathered.earlier.modules.get(chosen.name)
    if before is None:
        return "new"
    declared = chosen.module.value.params.items()
    same = all(
        same_words(before.get(name, parameter.default) or "", chosen.parameters[name]) for name, parameter in declared
    )
    return "" if same else "changed"


def _reviewed(registry: ValueRegistry, modules: tuple[ModuleInstance, ...]) -> PrintableValue | Nothing:
    """The month in which the newest of the modules was looked through: the version of the sheet's texts."""
    dated = [(chosen.module.value.reviewed, chosen.module.marks) for chosen in modules if chosen.module.value.reviewed]
    if not dated:
        return Nothing()
    newest, marks = max(dated, key=lambda each: each[0])
    return registry.text(worded_month(newest, registry.language), marks.at(("reviewed",)))


def _columns_of(lines: list[Intake]) -> tuple[dict[str, str], bool]:
    """The columns of the schedule, each with the moment that it is within; and whether each word has one of its own.

    There is room for four. Where that is not enough, a word such as `voor het slapen` is in the cell.
    """
    used = {each.label: str(each) for line in lines for each in line.when}
    if len(used) <= len(MOMENTS):
        order = [label for moment in MOMENTS for label in (moment, *MEALS) if used.get(label, label) == moment]
        return {label: used.get(label, label) for label in order if label in used or not used}, True
    return {moment: moment for moment in MOMENTS}, False


class _Table:
    """The rows of the schedule, in words."""

    def __init__(
        self, registry: ValueRegistry, words: dict[str, Word], consult: Consult, forms: Gaps, lines: list[Intake]
    ) -> None:
        self._columns, self._apart = _columns_of(lines)
        self._registry = registry
        self._words = words
        self._phrase = phrases_of(words, forms.form)
        self._consult = consult
        self._forms = forms

    def moments(self) -> list[View]:
        """The columns, in the order of the day: each with its key, its name, and the moment that it is within."""
        return [
            View(key=key, at=at, name=self._registry.text(self._phrase(key), self._words[key].mark))
            for key, at in self._columns.items()
        ]

    def row(self, intake: Intake, source: Loaded[Any], path: FieldPath, status: str) -> View:
        """One line of the schedule; a moment at which there is nothing to do is empty."""
        self._registry.gaps = self._forms if isinstance(source.value, Recipe) else None
        mark = source.marks.at
        cells: dict[str, PrintableValue | Nothing] = {}
        labels = list(dict.fromkeys(each.label for each in intake.when))
        within = {each.label: each.label if self._apart else str(each) for each in intake.when}
        for key in self._columns:
            dose = intake.dose or self._phrase("done")
            done = [
                dose if label == key else f"{dose} {self._phrase(label)}" for label in labels if within[label] == key
            ]
            text = ", ".join(done).translate(SOFT_SPACES)
            cells[key] = self._registry.text(text, mark((*path, "dose")), NARROW) if done else Nothing()
        texts = {
            name: self._registry.view(getattr(intake, name), source.marks, (*path, name))
            for name in type(intake).model_fields
            if name != "dose" and isinstance(getattr(intake, name), Printed | None)
        }
        # Without a moment it has no cell for its dose.
        left = intake.dose if not intake.when else None
        rhythm = self._registry.text(self._rhythm(intake, left), mark((*path, "dose") if left else path))
        rhythm.html = begun_together(rhythm.html)
        wide = any(is_wide(cell) for cell in cells.values() if isinstance(cell, PrintableValue))
        return View(**texts, route=intake.route, cells=cells, rhythm=rhythm, status=status, wide=wide)

    def stopped(self, intake: Intake, source: Loaded[Any], path: FieldPath) -> View:
        """A line of the consult before that is no longer there: no dose, so that it cannot be read as still to take."""
        self._registry.gaps = self._forms if isinstance(source.value, Recipe) else None
        no_longer = self._phrase("no_longer", day=worded_date(self._consult.date, self._registry.language))
        return View(
            product=self._registry.view(intake.product, source.marks, (*path, "product")),
            route=intake.route,
            how=Nothing(),
            cells={key: Nothing() for key in self._columns},
            rhythm=self._registry.text(no_longer, self._words["no_longer"].mark),
            status="stopped",
            step=NO_STEP,
            wide=False,
        )

    def _rhythm(self, intake: Intake, dose: str | None) -> str:
        parts = [worded_rhythm(intake, self._phrase)]
        if dose:
            parts.insert(0, self._phrase("each_time", dose=dose))
        parts += worded_period(intake, self._consult.date, self._registry.language, self._phrase)
        return ", ".join(parts)
