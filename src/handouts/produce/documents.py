"""The kinds of document that can be built: where each lies, how it is loaded and composed, and where it goes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, cast

from handouts.content.model.formats import PURPOSES, Format, Variant, format_of_a_sheet
from handouts.files.folder import Shelf
from handouts.files.writing import PRIVATE, PUBLIC
from handouts.problems import Problem, Refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from handouts.content.gathering import Attached, Chosen, Gathered
    from handouts.content.loading import Loaded
    from handouts.content.model.brochure import Brochure
    from handouts.content.model.practice import Practice
    from handouts.content.model.sheet import Consult
    from handouts.page.handover import Composed, Making, Rendered


class Content(NamedTuple):
    """A loaded document: what it is composed of, the formats that it names, and when its advice changes.

    `expiries` are days behind which other things are said of it than until then. `day` is the day that it is of: that
    of its last review, or of the consult.
    """

    parts: Any
    formats: list[str]
    expiries: tuple[date, ...]
    shelf: Shelf
    practice: Practice
    day: date | None

    def advice_holds_until(self, today: date) -> date | None:
        """The last day, from `today` on, on which the same is said of it; None when that never changes."""
        return min((day for day in self.expiries if day >= today), default=None)


class Kind(Protocol):
    """What building needs to know of a kind of document."""

    word: str
    folder: str
    output: str
    mode: int
    purposes: tuple[str, ...]

    def load(self, shelf: Shelf, name: str) -> Content:
        """The document of that name. Raises Refused with every mistake in the files that it is made of."""

    def advise(self, content: Content, today: date) -> Iterable[Problem]:
        """What is doubtful about it, before a page is made."""

    def compose(self, content: Content, shelf: Shelf, shape: Format, making: Making) -> Composed:
        """The document in one format. Raises Refused."""

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

    def load(self, shelf: Shelf, name: str) -> Content:
        """See `Kind`."""
        from handouts.checks.upkeep import expiries
        from handouts.content.gathering import gather_brochure
        from handouts.content.loading import load_brochure, load_practice

        try:
            practice, brochure = _all_of(lambda: load_practice(shelf), lambda: load_brochure(shelf, name))
            modules = gather_brochure(shelf, brochure)
        except Refused as refused:
            raise Refused(dict.fromkeys([*refused.problems, *foreseen_of(self, shelf, name)])) from None
        formats = list(dict.fromkeys(brochure.value.formats))
        days = tuple(expiries(None, [brochure, *(chosen.module for chosen in modules.values())]))
        return Content((brochure, practice, modules), formats, days, shelf, practice.value, brochure.value.reviewed)

    def advise(self, content: Content, today: date) -> Iterable[Problem]:
        """See `Kind`."""
        from handouts.checks import example
        from handouts.checks.advising import advise

        brochure, practice, modules = _brochure_of(content)
        doubts = (problem for chosen in modules.values() for problem in chosen.module.problems)
        of_practice = (*practice.problems, *example.check(content.shelf))
        found = (*of_practice, *brochure.problems, *doubts, *advise(brochure, practice, today, modules))
        return dict.fromkeys(found)

    def compose(self, content: Content, shelf: Shelf, shape: Format, making: Making) -> Composed:
        """See `Kind`."""
        from handouts.page.composing import compose_brochure

        brochure, practice, modules = _brochure_of(content)
        return compose_brochure(shelf, brochure, practice, shape, modules=modules, making=making)

    def judge(self, _content: Content, _shape: Format, _rendered: Rendered) -> Iterable[Problem]:
        """See `Kind`."""
        return ()

    def file_name(self, _own_format: str, name: str, variant: Variant) -> str:
        """See `Kind`."""
        return f"{name}.{variant.name}.pdf"


class Sheets:
    """Personal take-home sheets: for one client, owner-only."""

    word = "sheet"
    folder = "clients"
    output = "sheets"
    mode = PRIVATE
    # What is personal is not handed to a print shop.
    purposes: tuple[str, ...] = ("screen", "home")

    def load(self, shelf: Shelf, name: str) -> Content:
        """See `Kind`."""
        from handouts.content.loading import load_consult, load_practice, sound_consult

        try:
            practice, consult = _all_of(lambda: load_practice(shelf), lambda: load_consult(shelf, name))
        except Refused as refused:
            more = [*said_anyway(shelf, sound_consult(shelf, name)), *foreseen_of(self, shelf, name)]
            raise Refused(dict.fromkeys([*refused.problems, *more])) from None
        return sheet_of(shelf, practice, consult)

    def advise(self, content: Content, today: date) -> Iterable[Problem]:
        """See `Kind`."""
        from handouts.checks import addressing, example
        from handouts.checks.advising import advise, advise_sheet

        gathered: Gathered = content.parts
        made_up = example.check(content.shelf)
        names = addressing.check_names(gathered, content.shelf)
        found = [*gathered.problems, *made_up, *names, *advise_sheet(gathered, today)]
        for brochure, modules in gathered.attached:
            found += [*brochure.problems, *advise(brochure, gathered.practice, today, modules)]
        return list(dict.fromkeys(found))

    def compose(self, content: Content, shelf: Shelf, shape: Format, making: Making) -> Composed:
        """See `Kind`."""
        from handouts.page.composing import compose_sheet

        gathered: Gathered = content.parts
        composed = compose_sheet(shelf, gathered, shape, making)
        attached = tuple(
            _composed_once(shelf, gathered.practice, (number, each), shape, making)
            for number, each in enumerate(gathered.attached, start=1)
        )
        return composed.followed_by(attached) if attached else composed

    def judge(self, content: Content, shape: Format, rendered: Rendered) -> Iterable[Problem]:
        """See `Kind`."""
        from handouts.checks.length import check

        return check(content.parts, shape, rendered)

    def file_name(self, own_format: str, name: str, variant: Variant) -> str:
        """See `Kind`; in the client's own format the reference alone."""
        return f"{name}.pdf" if variant.name == own_format else f"{name}.{variant.name}.pdf"


def sheet_of(shelf: Shelf, practice: Loaded[Practice], consult: Loaded[Consult]) -> Content:
    """The sheet of a consult that is loaded, wherever it came from. Raises Refused."""
    from handouts.checks.upkeep import expiries
    from handouts.content.gathering import gather

    try:
        gathered = gather(shelf, practice, consult)
    except Refused as refused:
        raise Refused(dict.fromkeys([*refused.problems, *said_anyway(shelf, consult)])) from None
    used = [*gathered.modules, *(chosen for each in gathered.attached for chosen in each.modules.values())]
    formats = [format_of_a_sheet(large_print=consult.value.client.large_print)]
    brochures = [each.brochure for each in gathered.attached]
    days = tuple(expiries(consult, [*brochures, *(chosen.module for chosen in used)]))
    return Content(gathered, formats, days, shelf, practice.value, consult.value.date)


def foreseen_of(kind: Kind, shelf: Shelf, name: str) -> list[Problem]:
    """What the pages of a document, by its name, would be refused for if they were made."""
    from handouts.checks.foreseen import foreseen
    from handouts.content.loading import load_practice
    from handouts.content.model.brand import PAIRS
    from handouts.content.model.brochure import Brochure
    from handouts.content.model.sheet import Consult

    try:
        pair = load_practice(shelf).value.brand.pair
    except Refused:
        pair = next(iter(PAIRS.values()))
    model = Brochure if kind.word == Brochures.word else Consult
    return list(foreseen(shelf, f"content/{kind.folder}/{name}.yaml", model, pair))


_SAID_ANYWAY = frozenset(
    "citizen-number birth-date contact-details more-than-a-first-name name-in-ref no-unit no-at-most never-due "
    "twice-at-once not-an-activity nutrient-read nutrient-not-counted nutrient-differs early-appointment early-diary "
    "early-line other-client".split()
)
"""Advice on one line or name of a consult, which holds whatever is wrong with the rest."""


def said_anyway(shelf: Shelf, consult: Loaded[Consult] | None) -> list[Problem]:
    """What else is wrong with a consult of which something is: what it refers to, and advice on its single lines.

    Else she would hear of these only when the rest is mended. Nothing where too little of it can be read.
    """
    from handouts.checks.advising import advise_sheet
    from handouts.content.gathering import gather_what_can
    from handouts.content.loading import load_practice

    if consult is None:
        return []
    try:
        gathered, wrong = gather_what_can(shelf, load_practice(shelf), consult)
    except Refused:
        return []
    advice = advise_sheet(gathered, consult.value.date) if gathered else ()
    return [*wrong, *(problem for problem in advice if problem.rule in _SAID_ANYWAY)]


def _composed_once(
    shelf: Shelf, practice: Loaded[Practice], attached: tuple[int, Attached], shape: Format, making: Making
) -> Composed:
    """A brochure behind a sheet; in the life of a folder it is composed once, and remembered with what it read."""
    from handouts.page.composing import compose_brochure

    number, (brochure, modules) = attached
    key = ("attached", brochure.marks.file, number, shape.name, making)
    if key not in shelf.folder.kept:
        own = shelf.folder.open_shelf()
        composed = compose_brochure(own, brochure, practice, shape, modules=modules, making=making)
        shelf.folder.kept[key] = (composed.told_apart(f"{number}-"), own)
    composed, own = cast("tuple[Composed, Shelf]", shelf.folder.kept[key])
    shelf.used |= own.used
    shelf.absent |= own.absent
    return composed


def _brochure_of(content: Content) -> tuple[Loaded[Brochure], Loaded[Practice], dict[int, Chosen]]:
    brochure, practice, modules = content.parts
    return brochure, practice, modules


def _all_of(*loads: Callable[[], Any]) -> list[Any]:
    """The results of all, or the Problems of all."""
    loaded: list[Any] = []
    problems: list[Problem] = []
    for load in loads:
        try:
            loaded.append(load())
        except Refused as refused:
            problems += refused.problems
    if problems:
        raise Refused(problems)
    return loaded


BROCHURES: Kind = Brochures()
SHEETS: Kind = Sheets()
KINDS = {kind.word: kind for kind in (BROCHURES, SHEETS)}
