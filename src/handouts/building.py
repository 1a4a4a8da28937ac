"""The order of the stages: the one place that knows it. What is up to date is not made again.

    load → check → compose → render → finish → prove → deliver → write

The command line calls this and prints; nothing here prints.
"""

from __future__ import annotations

import glob
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext, suppress
from datetime import date, datetime
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from handouts.documents import BROCHURES, SHEETS, Content, Kind
from handouts.folder import Folder, Shelf, digest
from handouts.holding import sweep_at_start
from handouts.journal import Journal, Output
from handouts.model.formats import FORMATS, Variant, usual_purpose
from handouts.naming import read_regular, safe_name
from handouts.problems import Problem, Refused, WrongUse, has_errors
from handouts.writing import PRIVATE, PUBLIC, write

if TYPE_CHECKING:
    from handouts.handover import Kept

Status = Literal["made", "kept", "failed", "sound"]


class Result(NamedTuple):
    """What became of one document in one format. `path` is None where nothing was to be written."""

    kind: str
    name: str
    format: str
    status: Status
    path: Path | None
    pictures: tuple[Path, ...]
    pages: int
    milliseconds: int
    problems: tuple[Problem, ...]
    mailed: Path | None = None

    def as_data(self) -> dict[str, Any]:
        """The result as plain values, for `--json`."""
        return {
            "kind": self.kind,
            "name": self.name,
            "format": self.format,
            "status": self.status,
            "path": str(self.path) if self.path else None,
            "pictures": [str(path) for path in self.pictures],
            "mailed": str(self.mailed) if self.mailed else None,
            "pages": self.pages,
            "milliseconds": self.milliseconds,
            "problems": [problem.as_data() for problem in self.problems],
        }


class Wish(NamedTuple):
    """What is asked for: which formats (none: those that the document names), where, how, and of which kinds.

    Names are those of documents of the first kind. With a password in `mail`, a locked copy is made beside each.
    `purpose` is one of `PURPOSES`, or None for what is usual for each format; with `n_up` a draft is made, with so
    many pages on a side.
    """

    formats: tuple[str, ...] = ()
    output: Path | None = None
    pictures: bool = False
    force: bool = False
    dry: bool = False
    kinds: tuple[Kind, ...] = (BROCHURES, SHEETS)
    mail: str | None = None
    purpose: str | None = None
    low_ink: bool = False
    n_up: int = 0

    def variant(self, format_name: str) -> Variant:
        """A format as it is asked for. What goes by mail is read on a screen."""
        shape = FORMATS[format_name]
        purpose = "home" if self.n_up else self.purpose or ("screen" if self.mail else usual_purpose(shape))
        return Variant(shape, purpose, self.low_ink, self.n_up)


def _now() -> datetime:
    return datetime.now().astimezone()


def build(  # noqa: PLR0913  # the day and the clock come from outside, and whoever calls seldom names the clock
    folder: Folder,
    names: Iterable[str],
    wish: Wish,
    *,
    today: date,
    clock: Callable[[], datetime] = _now,
    progress: Callable[[str], None] = lambda _: None,
) -> Iterator[Result]:
    """Makes the documents that are named, or all of them, in each format; yields each result as it is there.

    A document that fails, or a file that is none, does not stop the others. With `wish.dry` everything is made and
    proven in memory, and nothing is written. `clock` gives the local time for the history. Raises WrongUse for a name
    or a format that does not exist, BrokenEnvironment when a file cannot be written.
    """
    named = [safe_name(name) for name in names]
    for name in wish.formats:
        if name not in FORMATS:
            raise WrongUse(f"There is no format “{name}”. There are: {', '.join(FORMATS)}.")
        if named and wish.kinds[0].word not in FORMATS[name].kinds:
            raise WrongUse(f"A {wish.kinds[0].word} is not made as {name}.")
    for name in named:
        folder.must_hold(wish.kinds[0].folder, name)
    kinds = [kind for kind in wish.kinds if wish.purpose is None or wish.purpose in kind.purposes]
    if wish.kinds[0] not in kinds:
        raise WrongUse(f"A {wish.kinds[0].word} is not made for {wish.purpose}.")
    if not wish.dry:
        sweep_at_start(wish.output or folder.output, folder.root)
    builder = _Builder(folder, wish, today, clock, progress)
    for kind in kinds[:1] if named else kinds:
        for name in dict.fromkeys(named or folder.names(kind.folder)):
            yield from builder.build(kind, name)
        for stray in [] if named else folder.strays(kind.folder):
            yield failed(kind, Path(stray.mark.file).name, "", [stray], perf_counter())


class _Builder:
    """Builds documents of one folder."""

    def __init__(
        self,
        folder: Folder,
        wish: Wish,
        today: date,
        clock: Callable[[], datetime],
        progress: Callable[[str], None],
    ) -> None:
        self._folder = folder
        self._wish = wish
        self._today = today
        self._clock = clock
        self._progress = progress
        self._output = wish.output or folder.output
        self._journal = Journal(self._output, folder.root, folder.shipped)

    def build(self, kind: Kind, name: str) -> Iterator[Result]:
        """One document in every format that is asked for."""
        start = perf_counter()
        wished = [each for each in dict.fromkeys(self._wish.formats) if kind.word in FORMATS[each].kinds]
        if self._wish.formats and not wished:
            return
        try:
            source = digest(self._folder.open_shelf().read(f"content/{kind.folder}/{name}.yaml") or b"")
        except Refused as refused:
            yield failed(kind, name, "", refused.problems, start)
            return
        named = self._journal.formats(kind.output, name, source)
        content: Content | None = None
        if named is None or self._wish.dry:
            try:
                content = kind.load(self._folder.open_shelf(), name)
            except Refused as refused:
                yield failed(kind, name, "", refused.problems, start)
                return
            named = content.formats
            if not self._wish.dry:
                self._journal.name_formats(kind.output, name, source, named)
        for format_name in wished or named:
            start = perf_counter()
            variant = self._wish.variant(format_name)
            path = self._output / kind.output / kind.file_name(named[0], name, variant)
            kept = None if self._wish.force or self._wish.dry else self._kept(kind, name, variant, path)
            if kept:
                yield kept
                continue
            self._progress(f"{name} ({variant.name})")
            try:
                content = content or kind.load(self._folder.open_shelf(), name)
                yield self._make(kind, name, variant, content, path)
            except Refused as refused:
                yield failed(kind, name, variant.name, refused.problems, start)

    def _make(self, kind: Kind, name: str, variant: Variant, content: Content, path: Path) -> Result:
        start = perf_counter()
        shelf = content.shelf.branch()
        pdf, pages, problems = proven(kind, content, shelf, variant, self._today)
        result = Result(kind.word, name, variant.name, "sound", None, (), pages, _since(start), tuple(problems))
        if self._wish.dry:
            return result
        until = content.advice_holds_until(self._today)
        personal = kind.mode != PUBLIC
        # Of two processes that make the same, what one lays beside its PDF never belongs to the PDF of the other.
        with self._journal.in_turn():
            if personal:
                _drop_copies(path, pdf)
            write(path, pdf, mode=kind.mode)
            pictures = self._draw(path, pdf, kind.mode)
            mailed = self._mail(path, pdf)
            made = Output(variant.name, pdf, pages, problems, self._today, until, self._clock(), personal)
            self._journal.record(kind.output, name, shelf, made, mailed=mailed is not None)
        return result._replace(status="made", path=path, pictures=pictures, mailed=mailed, milliseconds=_since(start))

    def _kept(self, kind: Kind, name: str, variant: Variant, path: Path) -> Result | None:
        start = perf_counter()
        beside = self._wish.pictures or self._wish.mail is not None
        with self._journal.in_turn() if beside else nullcontext():
            made = self._journal.made(kind.output, name, variant.name, path, self._today)
            if made is None:
                return None
            pdf = read_regular(path) if beside else b""
            pictures = self._draw(path, pdf, kind.mode)
            mailed = self._mail(path, pdf)
            if mailed:
                self._journal.record_mailed(kind.output, name, variant.name, self._clock())
        problems = tuple(made.problems)
        return Result(
            kind.word, name, variant.name, "kept", path, pictures, made.pages, _since(start), problems, mailed
        )

    def _mail(self, path: Path, pdf: bytes) -> Path | None:
        """The copy to be mailed, locked; `pdf` is proven."""
        if self._wish.mail is None:
            return None
        from handouts.sealing import seal

        mailed = path.with_suffix(".mail.pdf")
        write(mailed, seal(pdf, self._wish.mail), mode=PRIVATE)
        return mailed

    def _draw(self, path: Path, pdf: bytes, mode: int) -> tuple[Path, ...]:
        if not self._wish.pictures:
            return ()
        from handouts.finishing import pictures

        drawn: list[Path] = []
        for number, picture in enumerate(pictures(pdf), start=1):
            drawn.append(path.with_name(f"{path.stem}.p{number}.png"))
            write(drawn[-1], picture, mode=mode)
        number = len(drawn) + 1
        while (left := path.with_name(f"{path.stem}.p{number}.png")).is_file():
            left.unlink()  # a page that an earlier build had
            number += 1
        return tuple(drawn)


def _drop_copies(path: Path, pdf: bytes) -> None:
    """Takes away the locked copy and the pictures of an earlier sheet, which may not be handed out with this one."""
    with suppress(OSError):
        if read_regular(path) != pdf:
            for copy in (path.with_suffix(".mail.pdf"), *path.parent.glob(f"{glob.escape(path.stem)}.p[0-9]*.png")):
                copy.unlink(missing_ok=True)


def _stop_at_errors(problems: list[Problem]) -> None:
    if has_errors(problems):
        raise Refused(())


class Proven(NamedTuple):
    """A PDF as it is delivered, how many pages its reading copy has, and what is doubtful about it."""

    pdf: bytes
    pages: int
    problems: list[Problem]


def proven(  # noqa: PLR0913  # what a document is, and what it is made with
    kind: Kind, content: Content, shelf: Shelf, variant: Variant, today: date, *, kept: Kept | None = None
) -> Proven:
    """A loaded document as it is delivered, proven. Raises Refused.

    `kept` is what the documents of a batch share.
    """
    from handouts.delivering import Order, deliver
    from handouts.finishing import mend
    from handouts.handover import Making
    from handouts.proving import prove
    from handouts.rendering import render

    problems = list(kind.advise(content, today))
    try:
        composed = kind.compose(content, shelf, variant.shape, Making(variant.low_ink, variant.bleed))
        _stop_at_errors(problems)
        rendered = render(composed, shelf, finish=mend, kept=kept)
        problems += [*rendered.problems, *composed.problems, *prove(rendered.pdf, composed)]
        problems += kind.judge(content, variant.shape, rendered)
        _stop_at_errors(problems)
        order = Order(variant, content.practice, content.day or today)
        delivered = deliver(rendered, composed, shelf, order)
    except Refused as refused:
        raise Refused([*problems, *refused.problems]) from None
    return Proven(delivered.pdf, rendered.pages, [*problems, *delivered.problems])


def failed(kind: Kind, name: str, format_name: str, problems: Iterable[Problem], start: float) -> Result:
    """The result of a document that was not made; without a format when none is known yet."""
    return Result(kind.word, name, format_name, "failed", None, (), 0, _since(start), tuple(problems))


def _since(start: float) -> int:
    return round(1000 * (perf_counter() - start))
