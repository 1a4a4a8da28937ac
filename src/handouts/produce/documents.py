"""The kinds of document that can be built: where each lies, how it is loaded and composed, and where it goes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from handouts.content.model.formats import PURPOSES, Format, Variant, format_of_a_sheet
from handouts.files.folder import MARKER, TrackedReader
from handouts.files.layout import BROCHURES_FOLDER, SHEETS_FOLDER, content_file
from handouts.files.writing import PRIVATE, PUBLIC
from handouts.problems import ContentError, Message, Problem, msg
from handouts.records.product import Recipient

if TYPE_CHECKING:
    from handouts.content.loading import Loaded
    from handouts.content.model.brochure import Brochure
    from handouts.content.model.fields import Model
    from handouts.content.model.practice import Practice
    from handouts.content.model.sheet import Consult
    from handouts.content.parameters import ModuleInstance
    from handouts.content.resolving import Attached, ResolvedSheet
    from handouts.page.pipeline import Composed, PrintSettings, Rendered


Parts = TypeVar("Parts")


class BrochureParts(NamedTuple):
    """What a brochure is composed of; `modules` are those of its sections, by number."""

    brochure: Loaded[Brochure]
    practice: Loaded[Practice]
    modules: dict[int, ModuleInstance]


class Content(NamedTuple, Generic[Parts]):
    """A loaded document: what it is composed of, the formats that it names, and when its advice changes.

    `expiries` are the last days on which the advice on it is what it is. `day` is that of its last review, or of the
    consult; only a sheet has a `recipient`.
    """

    parts: Parts
    formats: list[str]
    expiries: tuple[date, ...]
    reader: TrackedReader
    practice: Practice
    day: date | None
    recipient: Recipient | None = None

    def advice_holds_until(self, today: date) -> date | None:
        """The last day, from `today` on, on which the same is said of it; None when that never changes."""
        return min((day for day in self.expiries if day >= today), default=None)


class DocumentType(NamedTuple):
    """A kind of document: its word and noun, its folder of content and of output, the mode of its files, and its steps.

    `load` gives the document of a name, and `compose` composes it in a format; both raise ContentError, `load` with
    every mistake in the files that it is made of. `advise` is what is doubtful before a page is made, on a day, and
    `judge` what is doubtful about its pages. `file_name` is that of one of its PDFs, by the first format that the
    document names, its name, and the variant.
    """

    word: str
    noun: Message
    folder: str
    output: str
    mode: int
    purposes: tuple[str, ...]
    load: Callable[[TrackedReader, str], Content[Any]]
    advise: Callable[[Content[Any], date], Iterable[Problem]]
    compose: Callable[[Content[Any], TrackedReader, Format, PrintSettings], Composed]
    judge: Callable[[Content[Any], Format, Rendered], Iterable[Problem]]
    file_name: Callable[[str, str, Variant], str]

    def source(self, name: str) -> str:
        """The file of content of a document, as seen from the practice folder."""
        return content_file(self.folder, name)


def _load_brochure(reader: TrackedReader, name: str) -> Content[BrochureParts]:
    from handouts.checks.upkeep import expiries
    from handouts.content.loading import load_brochure, load_practice
    from handouts.content.resolving import resolve_brochure

    try:
        practice, brochure = _all_of(lambda: load_practice(reader), lambda: load_brochure(reader, name))
        modules = resolve_brochure(reader, brochure)
    except ContentError as refused:
        more = [*_wrong_modules(reader, name), *foreseen_of(BROCHURES, reader, name)]
        raise ContentError(dict.fromkeys([*refused.problems, *more])) from None
    formats = list(dict.fromkeys(brochure.value.formats))
    days = tuple(expiries(None, [brochure, *(chosen.module for chosen in modules.values())]))
    parts = BrochureParts(brochure, practice, modules)
    return Content(parts, formats, days, reader, practice.value, brochure.value.reviewed)


def _wrong_modules(reader: TrackedReader, name: str) -> tuple[Problem, ...]:
    """What is wrong with the modules that a brochure with mistakes names."""
    from handouts.content.loading import sound_file
    from handouts.content.model.brochure import Brochure
    from handouts.content.resolving import resolve_brochure

    try:
        if brochure := sound_file(reader, BROCHURES.source(name), Brochure):
            resolve_brochure(reader, brochure)
    except ContentError as refused:
        return refused.problems
    return ()


def _advise_brochure(content: Content[BrochureParts], today: date) -> Iterable[Problem]:
    from handouts.checks.advising import advise

    brochure, practice, modules = content.parts
    found = [*practice.problems, *_doubts_on_practice(content.reader, practice), *brochure.problems]
    found += (problem for chosen in modules.values() for problem in chosen.module.problems)
    return dict.fromkeys([*found, *advise(brochure, practice, today, modules)])


def _doubts_on_practice(reader: TrackedReader, practice: Loaded[Practice]) -> list[Problem]:
    """What is doubtful about any document of a practice: made-up people, and colours that cannot be read."""
    from handouts.checks import contrast, example
    from handouts.content.looks import design_of

    return [*example.check(reader), *contrast.check(practice, design_of(reader, practice).colours)]


def _compose_brochure(
    content: Content[BrochureParts], reader: TrackedReader, shape: Format, settings: PrintSettings
) -> Composed:
    from handouts.page.composing import compose_brochure

    brochure, practice, modules = content.parts
    return compose_brochure(reader, brochure, practice, shape, modules=modules, settings=settings)


def _load_sheet(reader: TrackedReader, name: str) -> Content[ResolvedSheet]:
    from handouts.content.loading import load_consult, load_practice, sound_consult

    try:
        practice, consult = _all_of(lambda: load_practice(reader), lambda: load_consult(reader, name))
    except ContentError as refused:
        more = [*partial_advice(reader, sound_consult(reader, name)), *foreseen_of(SHEETS, reader, name)]
        raise ContentError(dict.fromkeys([*refused.problems, *more])) from None
    try:
        return sheet_of(reader, practice, consult)
    except ContentError as refused:
        raise ContentError(dict.fromkeys([*refused.problems, *foreseen_of(SHEETS, reader, name)])) from None


def _advise_sheet(content: Content[ResolvedSheet], today: date) -> Iterable[Problem]:
    from handouts.checks import addressing
    from handouts.checks.advising import advise, advise_sheet

    gathered = content.parts
    found = [*gathered.problems, *_doubts_on_practice(content.reader, gathered.practice)]
    found += [*addressing.check_names(gathered, content.reader), *advise_sheet(gathered, today)]
    for brochure, modules in gathered.attached:
        found += [*brochure.problems, *advise(brochure, gathered.practice, today, modules)]
    return dict.fromkeys(found)


def _compose_sheet(
    content: Content[ResolvedSheet], reader: TrackedReader, shape: Format, settings: PrintSettings
) -> Composed:
    from handouts.page.composing import compose_sheet

    gathered = content.parts
    composed = compose_sheet(reader, gathered, shape, settings)
    attached = tuple(
        _composed_once(reader, gathered.practice, (number, each), shape, settings)
        for number, each in enumerate(gathered.attached, start=1)
    )
    return composed.followed_by(attached) if attached else composed


def _judge_sheet(content: Content[ResolvedSheet], shape: Format, rendered: Rendered) -> Iterable[Problem]:
    from handouts.checks.length import check

    return check(content.parts, shape, rendered)


def sheet_of(reader: TrackedReader, practice: Loaded[Practice], consult: Loaded[Consult]) -> Content[ResolvedSheet]:
    """The sheet of a consult that is loaded, wherever it came from. Raises ContentError."""
    from handouts.checks.upkeep import expiries
    from handouts.content.resolving import resolve

    try:
        gathered = resolve(reader, practice, consult)
    except ContentError as refused:
        raise ContentError(dict.fromkeys([*refused.problems, *partial_advice(reader, consult)])) from None
    used = [*gathered.modules, *(chosen for each in gathered.attached for chosen in each.modules.values())]
    formats = [format_of_a_sheet(large_print=consult.value.client.large_print)]
    brochures = [each.brochure for each in gathered.attached]
    days = tuple(expiries(consult, [*brochures, *(chosen.module for chosen in used)]))
    recipient = Recipient(str(consult.value.client.first_name), str(consult.value.date), consult.marks.at(("ref",)))
    return Content(gathered, formats, days, reader, practice.value, consult.value.date, recipient)


def foreseen_of(kind: DocumentType, reader: TrackedReader, name: str) -> list[Problem]:
    """What the pages of a document, by its name, would be refused for if they were made, in all files they are of."""
    from handouts.checks.foreseen import foreseen
    from handouts.content.loading import load_practice, sound_consult
    from handouts.content.looks import design_of
    from handouts.content.model.brand import PAIRS
    from handouts.content.model.practice import Practice
    from handouts.content.model.sheet import Consult
    from handouts.content.resolving import files_of_brochure, files_of_sheet

    try:
        pair = design_of(reader, load_practice(reader)).pair
    except ContentError:
        pair = next(iter(PAIRS.values()))
    files: dict[str, type[Model]] = {MARKER: Practice}
    if kind is BROCHURES:
        files |= files_of_brochure(reader, name)
    else:
        files[kind.source(name)] = Consult
        files |= files_of_sheet(reader, consult) if (consult := sound_consult(reader, name)) else {}
    return [problem for file, model in files.items() for problem in foreseen(reader, file, model, pair)]


def partial_advice(reader: TrackedReader, consult: Loaded[Consult] | None) -> list[Problem]:
    """What else is wrong with a consult of which something is: what it refers to, and advice on its single lines.

    Else these would be reported only when the rest is mended. Nothing where too little of it can be read.
    """
    from handouts.checks.advising import advise_sheet
    from handouts.content.loading import UNDATED, load_practice, sound_file
    from handouts.content.model.practice import Practice
    from handouts.content.resolving import resolve_partially

    try:
        practice: Loaded[Practice] | None = load_practice(reader)
    except ContentError:
        practice = sound_file(reader, MARKER, Practice)
    if consult is None or practice is None:
        return []
    gathered, wrong = resolve_partially(reader, practice, consult)
    if gathered is None:
        return list(wrong)
    advice = advise_sheet(gathered, consult.value.date, partial=True)
    # Without a day nothing can be summed; who is to ask a doctor first is known all the same.
    is_dated = consult.value.date != UNDATED
    return [*wrong, *(each for each in advice if is_dated or each.rule == "flag")]


def _composed_once(
    reader: TrackedReader,
    practice: Loaded[Practice],
    attached: tuple[int, Attached],
    shape: Format,
    settings: PrintSettings,
) -> Composed:
    """A brochure that follows a sheet: composed once in the life of a folder, and remembered with what it read."""
    from handouts.page.composing import compose_brochure, with_id_prefix

    number, (brochure, modules) = attached

    def compose() -> tuple[Composed, TrackedReader]:
        own = reader.folder.open_reader()
        composed = compose_brochure(own, brochure, practice, shape, modules=modules, settings=settings)
        return with_id_prefix(composed, f"{number}-"), own

    composed, own = reader.folder.once(("attached", brochure.marks.file, number, shape.name, settings), compose)
    reader.used |= own.used
    reader.absent |= own.absent
    return composed


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


BROCHURES = DocumentType(
    "brochure", msg("brochure"), "brochures", BROCHURES_FOLDER, PUBLIC, PURPOSES,
    _load_brochure, _advise_brochure, _compose_brochure,
    judge=lambda _content, _shape, _rendered: (),
    file_name=lambda _own_format, name, variant: f"{name}.{variant.name}.pdf",
)  # fmt: skip
"""For everyone, in the formats that they name."""
# What is personal is not handed to a print shop. In the client's own format a file is named by the reference alone.
SHEETS = DocumentType(
    "sheet", msg("sheet"), "clients", SHEETS_FOLDER, PRIVATE, ("screen", "home"),
    _load_sheet, _advise_sheet, _compose_sheet, _judge_sheet,
    file_name=lambda own, name, variant: f"{name}.pdf" if variant.name == own else f"{name}.{variant.name}.pdf",
)  # fmt: skip
"""Personal take-home sheets: for one client, owner-only."""
DOCUMENT_TYPES = {kind.word: kind for kind in (BROCHURES, SHEETS)}
