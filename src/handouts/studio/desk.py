"""The documents that are open in the studio, each with its draft, and the paper of each state beside its form."""

from __future__ import annotations

from collections import Counter
from datetime import date
from threading import BoundedSemaphore, RLock
from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple

from handouts.content.model.formats import format_of_a_sheet
from handouts.content.model.settings import as_yes_or_no
from handouts.content.reading import survey_yaml
from handouts.files.folder import MARKER, Folder
from handouts.files.layout import consult_file, content_file
from handouts.problems import ContentError, Mark, Problem
from handouts.produce.job import Job
from handouts.studio.drafts.documents import Found, Kind
from handouts.studio.drafts.draft import Draft
from handouts.studio.drafts.trees import Path
from handouts.studio.preview.engine import Asked, Engine, Paper

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path as FilePath

    from handouts.studio.kept import Kept

DOTS = 144.0
"""Pixels to the inch of a picture of a page: two for each pixel of a page that is 596 pixels wide."""
_POINTS = 72
_MOST_STATES = 12
"""States of a document of which the places are remembered; the engine has at most the latest and the one before."""

_MOST_WAITING = 4
"""Requests that may wait for paper at a time; the server has more threads, and some are for what she types."""


class Box(NamedTuple):
    """Where a field stands on paper: its page, from 1, and its edges from left and top, as parts of the page."""

    path: Path
    page: int
    left: float
    top: float
    right: float
    bottom: float


class Shown(NamedTuple):
    """What is known of the paper of a document; a higher `stage` is a later state, or the same one once it is proven.

    `pages` are names under `page/`. `found` are the Problems of the proof and the checks, each at its field.
    """

    stage: int
    revision: int
    pages: tuple[str, ...] = ()
    is_proven: bool = False
    is_whole: bool = False
    boxes: tuple[Box, ...] = ()
    found: tuple[Found, ...] = ()


class Desk:
    """The open documents of a practice folder; all methods may be called from any thread."""

    def __init__(self, place: FilePath, today: Callable[[], date], kept: Kept, engine: Engine | None = None) -> None:
        """`engine` is another one than that of the folder, for tests."""
        self._place = place
        self._kept = kept
        self._engine = engine or Engine(place, today)
        self._drafts: dict[str, Draft] = {}
        self._places: dict[str, dict[int, dict[Mark, Path]]] = {}
        self._asked: dict[str, Asked] = {}
        self._let_be: dict[str, set[str]] = {}
        self._watched: dict[str, Counter[Job]] = {}
        self._lock = RLock()
        self._may_wait = BoundedSemaphore(_MOST_WAITING)

    @property
    def engine(self) -> Engine:
        """What draws the paper."""
        return self._engine

    def consult(self, ref: str) -> Draft:
        """The draft of a consult. Raises UsageError where there is none, ContentError where it cannot be read."""
        return self.open("clients", ref)

    def open(self, kind: Kind, name: str) -> Draft:
        """The draft of a document; the `practice` has no name.

        Raises UsageError where there is none, ContentError where it cannot be read.
        """
        folder = Folder(self._place)
        file = MARKER if kind == "practice" else content_file(kind, name)
        with self._lock:
            if kind != "practice" and name not in folder.names(kind):
                self._close(file)  # a client may have been forgotten
            if file not in self._drafts:
                self._drafts[file] = Draft.open(folder, kind, name)
            return self._drafts[file]

    def show(self, draft: Draft, job: Job | None = None, *, anew: bool = False) -> None:
        """Has the state that a draft has now drawn; one that was asked for already, only `anew`.

        Without a `job` a sheet is drawn as it is, and any other document as it is being watched.
        """
        with draft.lock:
            revision, data = draft.rev, draft.data()
            if data is None:
                return
            jobs = [job] if job else self._jobs(draft)
            with self._lock:
                known = self._places.setdefault(draft.file, {})
            if revision not in known:
                known[revision] = places_in(draft, data)
        with self._lock:
            for old in sorted(known)[:-_MOST_STATES]:
                del known[old]
        for each in jobs:
            self._ask(Asked(each, revision, ((draft.file, data),), DOTS), anew=anew)

    def _ask(self, asked: Asked, *, anew: bool) -> None:
        key = _key(asked.files[0][0], asked.job)
        with self._lock:
            is_known = self._asked.get(key) == asked
            self._asked[key] = asked
        if anew or not is_known:
            self._engine.ask(key, asked)

    def _jobs(self, draft: Draft) -> list[Job]:
        if draft.file == consult_file(draft.name):
            return [_sheet(draft)]
        with self._lock:
            return list(+self._watched.get(draft.file, Counter()))

    def shown(self, draft: Draft, after: int, seconds: float, job: Job | None = None) -> Shown | None:
        """The paper of a draft as soon as its stage is beyond `after`; None where that takes longer.

        Without a `job` it is that of a sheet.
        """
        job = job or _sheet(draft)
        if not self._may_wait.acquire(blocking=False):
            return self._shown(draft, job, after, 0)
        with self._lock:
            watched = self._watched.setdefault(draft.file, Counter())
            watched[job] += 1
        try:
            return self._shown(draft, job, after, seconds)
        finally:
            with self._lock:
                watched[job] -= 1
            self._may_wait.release()

    def _shown(self, draft: Draft, job: Job, after: int, seconds: float) -> Shown | None:
        key, until = _key(draft.file, job), monotonic() + seconds
        paper = self._engine.paper(key)
        while paper is None or _stage(paper) <= after:
            left = until - monotonic()
            if left <= 0:
                return None
            paper = self._engine.wait(key, paper, left)
            if paper is None:
                return None
        return self._of(draft, paper)

    def found(self, draft: Draft, problems: Iterable[Problem]) -> list[Found]:
        """Problems of the file as a draft has it now, each at its field."""
        with draft.lock:
            data = draft.data()
            places = places_in(draft, data) if data is not None else {}
        return [Found(field_at(places, each.mark) if each.mark.file == draft.file else (), each) for each in problems]

    def let_be(self, ref: str) -> set[str]:
        """The doubts about a document that she leaves as they are, by what names each; for as long as it is open."""
        with self._lock:
            return self._let_be.setdefault(ref, set())

    def let_go(self, ref: str) -> None:
        """Closes a consult that is to be thrown away."""
        with self._lock:
            self._close(consult_file(ref))

    def end(self) -> None:
        """Ends the engine, and lets the journals go."""
        self._engine.end()
        with self._lock:
            for file in list(self._drafts):
                self._close(file)

    def _close(self, file: str) -> None:
        if draft := self._drafts.pop(file, None):
            draft.close()
            for key in [key for key, each in self._asked.items() if each.files[0][0] == file]:
                self._engine.forget(key)
                del self._asked[key]
            self._places.pop(file, None)
            self._let_be.pop(draft.name, None)

    def _of(self, draft: Draft, paper: Paper) -> Shown | None:
        with self._lock:
            if self._drafts.get(draft.file) is not draft:
                return None  # it was thrown away meanwhile, and its pages with it
            pages = tuple(self._kept.put(page.png) for page in paper.pages)
        shown = Shown(_stage(paper), paper.revision, pages)
        if paper.proven is None:
            return shown
        with self._lock:
            places = self._places.get(draft.file, {}).get(paper.revision, {})
        product = paper.proven.product
        found = tuple(Found(field_at(places, each.mark), each) for each in product.problems if _is_said(each))
        boxes = tuple(_boxes(paper, places))
        return shown._replace(is_proven=True, is_whole=bool(product.pdf), boxes=boxes, found=found)


def _key(file: str, job: Job) -> str:
    """What a paper is known by: a sheet has one, and any other document one for each of its variants.

    `file` is what is edited: a brochure is also shown as it is with another practice.
    """
    if job.is_personal:
        return job.source
    made = f"{job.source} {job.variant.name} {job.purpose}"
    return made if file == job.source else f"{file} {made}"


def _sheet(draft: Draft) -> Job:
    return Job("sheet", draft.name, format_of_a_sheet(large_print=_is_large(draft)))


def _stage(paper: Paper) -> int:
    return 2 * paper.revision + (paper.proven is not None)


def _is_said(problem: Problem) -> bool:
    return problem.severity != "agreed"


def _is_large(draft: Draft) -> bool:
    """Whether the sheet is in large print, as far as what is typed so far tells."""
    tree: Any = draft.tree
    client = tree.get("client") if isinstance(tree, dict) else None
    typed = client.get("large_print") if isinstance(client, dict) else None
    try:
        return bool(typed) and as_yes_or_no(typed)
    except ValueError:
        return False


def places_in(draft: Draft, data: bytes) -> dict[Mark, Path]:
    """The path of each value by its place in the bytes of a file."""
    try:
        read = survey_yaml(data, draft.file)
    except ContentError:
        return {}
    return {read.marks.at(path): draft.id_path(path) for path in _paths(read.value)}


def _paths(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The paths of all values, what holds others first, so that of those at one place the innermost is the last."""
    yield path
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in steps:
        yield from _paths(inner, (*path, step))


def field_at(places: Mapping[Mark, Path], mark: Mark) -> Path:
    """The field at a place, or the last one that begins before it; that of the whole document where there is none."""
    if mark in places or not mark.line:
        return places.get(mark, ())
    before = [each for each in places if each.file == mark.file and each[1:] <= mark[1:]]
    return places[max(before, key=lambda each: each[1:])] if before else ()


def _boxes(paper: Paper, places: dict[Mark, Path]) -> Iterator[Box]:
    proven = paper.proven
    for each in proven.places if proven else ():
        if each.mark in places and 0 < each.page <= len(paper.pages):
            page = paper.pages[each.page - 1]
            wide, high = page.width / DOTS * _POINTS, page.height / DOTS * _POINTS
            box = each.box
            yield Box(
                places[each.mark], each.page,
                box.left / wide, 1 - box.top / high, box.right / wide, 1 - box.bottom / high,
            )  # fmt: skip
