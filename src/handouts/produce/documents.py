"""The kinds of document that can be built: where each lies, how it is loaded and composed, and where it goes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, cast

from handouts.content.model.formats import PURPOSES, Format, Variant, format_of_a_sheet
from handouts.files.folder import TrackedReader
from handouts.files.writing import PRIVATE, PUBLIC
from handouts.problems import ContentError, Problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from handouts.content.loading import Loaded
    from handouts.content.model.brochure import Brochure
    from handouts.content.model.practice import Practice
    from handouts.content.model.sheet import Consult
    from handouts.content.resolving import Attached, ModuleInstance, ResolvedSheet
    from handouts.page.pipeline import Composed, PrintSettings, Rendered


class Content(NamedTuple):
    """A loaded document: what it is composed of, the formats that it names, and when its advice changes.

    `expiries` are days behind which other things are said of it than until then. `day` is the day that it is of: that
    of its last review, or of the consult.
    """

    parts: Any
    formats: list[str]
    expiries: tuple[date, ...]
    reader: TrackedReader
    practice: Practice
    day: date | None

    def advice_holds_until(self, today: date) -> date | None:
        """The last day, from `today` on, on which the same is said of it; None when that never changes."""
        return min((day for day in self.expiries if day >= today), default=None)


class DocumentType(Protocol):
    """What building needs to know of a kind of document."""

    word: str
    folder: str
    output: str
    mode: int
    purposes: tuple[str, ...]

    def load(self, reader: TrackedReader, name: str) -> Content:
        """The document of that name. Raises ContentError with every mistake in the files that it is made of."""

    def advise(self, content: Content, today: date) -> Iterable[Problem]:
        """What is doubtful about it, before a page is made."""

    def compose(self, content: Content, reader: TrackedReader, shape: Format, making: PrintSettings) -> Composed:
        """The document in one format. Raises ContentError."""

    def judge(self, content: Content, shape: Format, rendered: Rendered) -> Iterable[Problem]:
        """What is doubtful about its pages."""

    def file_name(self, own_format: str, name: str, variant: Variant) -> str:
        """The name of one of its PDFs; `own_format` is the first that the document names."""


class Brochures:
    """Brochures: for everyone, in the formats that they name."""

    word = "brochure"
    folder = "brochures"
    output = "brochures"
    mode = PUBLIC
    purposes: tuple[str, ...] = PURPOSES

    def load(self, reader: TrackedReader, name: str) -> Content:
        """See `DocumentType`."""
        from handouts.checks.upkeep import expiries
        from handouts.content.loading import load_brochure, load_practice
        from handouts.content.resolving import resolve_brochure

        try:
            practice, brochure = _all_of(lambda: load_practice(reader), lambda: load_brochure(reader, name))
            modules = resolve_brochure(reader, brochure)
        except ContentError as refused:
            raise ContentError(dict.fromkeys([*refused.problems, *foreseen_of(self, reader, name)])) from None
        formats = list(dict.fromkeys(brochure.value.formats))
        days = tuple(expiries(None, [brochure, *(chosen.module for chosen in modules.values())]))
        return Content((brochure, practice, modules), formats, days, reader, practice.value, brochure.value.reviewed)

    def advise(self, content: Content, today: date) -> Iterable[Problem]:
        """See `DocumentType`."""
        from handouts.checks import example
        from handouts.checks.advising import advise

        brochure, practice, modules = _brochure_of(content)
        doubts = (problem for chosen in modules.values() for problem in chosen.module.problems)
        of_practice = (*practice.problems, *example.check(content.reader))
        found = (*of_practice, *brochure.problems, *doubts, *advise(brochure, practice, today, modules))
        return dict.fromkeys(found)

    def compose(self, content: Content, reader: TrackedReader, shape: Format, making: PrintSettings) -> Composed:
        """See `DocumentType`."""
        from handouts.page.composing import compose_brochure

        brochure, practice, modules = _brochure_of(content)
        return compose_brochure(reader, brochure, practice, shape, modules=modules, making=making)

    def judge(self, _content: Content, _shape: Format, _rendered: Rendered) -> Iterable[Problem]:
        """See `DocumentType`."""
        return ()

    def file_name(self, _own_format: str, name: str, variant: Variant) -> str:
        """See `DocumentType`."""
        return f"{name}.{variant.name}.pdf"


class Sheets:
    """Personal take-home sheets: for one client, owner-only."""

    word = "sheet"
    folder = "clients"
    output = "sheets"
    mode = PRIVATE
    # What is personal is not handed to a print shop.
    purposes: tuple[str, ...] = ("screen", "home")

    def load(self, reader: TrackedReader, name: str) -> Content:
        """See `DocumentType`."""
        from handouts.content.loading import load_consult, load_practice, sound_consult

        try:
            practice, consult = _all_of(lambda: load_practice(reader), lambda: load_consult(reader, name))
        except ContentError as refused:
            more = [*said_anyway(reader, sound_consult(reader, name)), *foreseen_of(self, reader, name)]
            raise ContentError(dict.fromkeys([*refused.problems, *more])) from None
        return sheet_of(reader, practice, consult)

    def advise(self, content: Content, today: date) -> Iterable[Problem]:
        """See `DocumentType`."""
        from handouts.checks import addressing, example
        from handouts.checks.advising import advise, advise_sheet

        gathered: ResolvedSheet = content.parts
        made_up = example.check(content.reader)
        names = addressing.check_names(gathered, content.reader)
        found = [*gathered.problems, *made_up, *names, *advise_sheet(gathered, today)]
        for brochure, modules in gathered.attached:
            found += [*brochure.problems, *advise(brochure, gathered.practice, today, modules)]
        return list(dict.fromkeys(found))

    def compose(self, content: Content, reader: TrackedReader, shape: Format, making: PrintSettings) -> Composed:
        """See `DocumentType`."""
        from handouts.page.composing import compose_sheet

        gathered: ResolvedSheet = content.parts
        composed = compose_sheet(reader, gathered, shape, making)
        attached = tuple(
            _composed_once(reader, gathered.practice, (number, each), shape, making)
            for number, each in enumerate(gathered.attached, start=1)
        )
        return composed.followed_by(attached) if attached else composed

    def judge(self, content: Content, shape: Format, rendered: Rendered) -> Iterable[Problem]:
        """See `DocumentType`."""
        from handouts.checks.length import check

        return check(content.parts, shape, rendered)

    def file_name(self, own_format: str, name: str, variant: Variant) -> str:
        """See `DocumentType`; in the client's own format the reference alone."""
        return f"{name}.pdf" if variant.name == own_format else f"{name}.{variant.name}.pdf"


def sheet_of(reader: TrackedReader, practice: Loaded[Practice], consult: Loaded[Consult]) -> Content:
    """The sheet of a consult that is loaded, wherever it came from. Raises ContentError."""
    from handouts.checks.upkeep import expiries
    from handouts.content.resolving import resolve

    try:
        gathered = resolve(reader, practice, consult)
    except ContentError as refused:
        raise ContentError(dict.fromkeys([*refused.problems, *said_anyway(reader, consult)])) from None
    used = [*gathered.modules, *(chosen for each in gathered.attached for chosen in each.modules.values())]
    formats = [format_of_a_sheet(large_print=consult.value.client.large_print)]
    brochures = [each.brochure for each in gathered.attached]
    days = tuple(expiries(consult, [*brochures, *(chosen.module for chosen in used)]))
    return Content(gathered, formats, days, reader, practice.value, consult.value.date)


def foreseen_of(kind: DocumentType, reader: TrackedReader, name: str) -> list[Problem]:
    """What the pages of a document, by its name, would be refused for if they were made."""
    from handouts.checks.foreseen import foreseen
    from handouts.content.loading import load_practice
    from handouts.content.model.brand import PAIRS
    from handouts.content.model.brochure import Brochure
    from handouts.content.model.sheet import Consult

    try:
        pair = load_practice(reader).value.brand.pair
    except ContentError:
        pair = next(iter(PAIRS.values()))
    model = Brochure if kind.word == Brochures.word else Consult
    return list(foreseen(reader, f"content/{kind.folder}/{name}.yaml", model, pair))


_SAID_ANYWAY = frozenset(
    "citizen-number birth-date contact-details more-than-a-first-name name-in-ref no-unit no-at-most never-due "
    "twice-at-once not-an-activity nutrient-read nutrient-not-counted nutrient-differs early-appointment early-diary "
    "early-line other-client".split()
)
"""Advice on one line or name of a consult, which holds whatever is wrong with the rest."""


def said_anyway(reader: TrackedReader, consult: Loaded[Consult] | None) -> list[Problem]:
    """What else is wrong with a consult of which something is: what it refers to, and advice on its single lines.

    Else she would hear of these only when the rest is mended. Nothing where too little of it can be read.
    """
    from handouts.checks.advising import advise_sheet
    from handouts.content.loading import load_practice
    from handouts.content.resolving import resolve_partially

    if consult is None:
        return []
    try:
        gathered, wrong = resolve_partially(reader, load_practice(reader), consult)
    except ContentError:
        return []
    advice = advise_sheet(gathered, consult.value.date) if gathered else ()
    return [*wrong, *(problem for problem in advice if problem.rule in _SAID_ANYWAY)]


def _composed_once(
    reader: TrackedReader,
    practice: Loaded[Practice],
    attached: tuple[int, Attached],
    shape: Format,
    making: PrintSettings,
) -> Composed:
    """A brochure behind a sheet; in the life of a folder it is composed once, and remembered with what it read."""
    from handouts.page.composing import compose_brochure

    number, (brochure, modules) = attached
    key = ("attached", brochure.marks.file, number, shape.name, making)
    if key not in reader.folder.kept:
        own = reader.folder.open_reader()
        composed = compose_brochure(own, brochure, practice, shape, modules=modules, making=making)
        reader.folder.kept[key] = (composed.told_apart(f"{number}-"), own)
    composed, own = cast("tuple[Composed, TrackedReader]", reader.folder.kept[key])
    reader.used |= own.used
    reader.absent |= own.absent
    return composed


def _brochure_of(content: Content) -> tuple[Loaded[Brochure], Loaded[Practice], dict[int, ModuleInstance]]:
    brochure, practice, modules = content.parts
    return brochure, practice, modules


def _all_of(*loads: Callable[[], Any]) -> list[Any]:
    """The results of all, or the Problems of all."""
    loaded: list[Any] = []
    problems: list[Problem] = []
    for load in loads:
        try:
            loaded.append(load())
        except ContentError as refused:
            problems += refused.problems
    if problems:
        raise ContentError(problems)
    return loaded


BROCHURES: DocumentType = Brochures()
SHEETS: DocumentType = Sheets()
DOCUMENT_TYPES = {kind.word: kind for kind in (BROCHURES, SHEETS)}
