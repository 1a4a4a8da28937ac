"""The order of the stages: the one place that knows it. What is up to date is not made again.

    load → check → compose → render → finish → prove → write

The command line calls this and prints; nothing here prints.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from handouts.documents import BROCHURES, SHEETS, Content, Kind
from handouts.folder import Folder, Shelf, digest, safe_name
from handouts.journal import Journal, Output
from handouts.model.formats import FORMATS
from handouts.problems import Problem, Refused, WrongUse, has_errors
from handouts.writing import PRIVATE, PUBLIC, sweep, write

if TYPE_CHECKING:
    from handouts.handover import Kept, Rendered

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
    """

    formats: tuple[str, ...] = ()
    output: Path | None = None
    pictures: bool = False
    force: bool = False
    dry: bool = False
    kinds: tuple[Kind, ...] = (BROCHURES, SHEETS)
    mail: str | None = None


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
    for name in named:
        folder.must_hold(wish.kinds[0].folder, name)
    builder = _Builder(folder, wish, today, clock, progress)
    for kind in wish.kinds[:1] if named else wish.kinds:
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
        try:
            source = digest(self._folder.open_shelf().read(f"content/{kind.folder}/{name}.yaml") or b"")
        except Refused as refused:
            yield failed(kind, name, "", refused.problems, start)
            return
        wished = list(dict.fromkeys(self._wish.formats))
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
            path = self._output / kind.output / kind.file_name(named[0], name, format_name)
            kept = None if self._wish.force or self._wish.dry else self._kept(kind, name, format_name, path)
            if kept:
                yield kept
                continue
            self._progress(f"{name} ({format_name})")
            try:
                content = content or kind.load(self._folder.open_shelf(), name)
                yield self._make(kind, name, format_name, content, path)
            except Refused as refused:
                yield failed(kind, name, format_name, refused.problems, start)

    def _make(self, kind: Kind, name: str, format_name: str, content: Content, path: Path) -> Result:
        start = perf_counter()
        shelf = content.shelf.branch()
        rendered, problems = proven(kind, content, shelf, format_name, self._today)
        if self._wish.dry:
            return Result(
                kind.word, name, format_name, "sound", None, (), rendered.pages, _since(start), tuple(problems)
            )
        sweep(path.parent)
        write(path, rendered.pdf, mode=kind.mode)
        pictures = self._draw(path, rendered.pdf, kind.mode)
        until = content.review_due if content.review_due and content.review_due >= self._today else None
        mailed = self._mail(path, rendered.pdf)
        personal = kind.mode != PUBLIC
        made = Output(format_name, rendered.pdf, rendered.pages, problems, until, self._clock(), personal)
        self._journal.record(kind.output, name, shelf, made, mailed=mailed is not None)
        return Result(
            kind.word, name, format_name, "made", path, pictures, rendered.pages, _since(start), tuple(problems), mailed
        )

    def _kept(self, kind: Kind, name: str, format_name: str, path: Path) -> Result | None:
        start = perf_counter()
        made = self._journal.made(kind.output, name, format_name, path, self._today)
        if made is None:
            return None
        pictures = self._draw(path, path.read_bytes(), kind.mode)
        mailed = self._mail(path, path.read_bytes())
        if mailed:
            self._journal.record_mailed(kind.output, name, format_name, self._clock())
        return Result(
            kind.word,
            name,
            format_name,
            "kept",
            path,
            pictures,
            made.pages,
            _since(start),
            tuple(made.problems),
            mailed,
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


def proven(  # noqa: PLR0913  # what a document is, and what it is made with
    kind: Kind, content: Content, shelf: Shelf, format_name: str, today: date, *, kept: Kept | None = None
) -> tuple[Rendered, list[Problem]]:
    """A loaded document as a PDF that is proven, and what is doubtful about it. Raises Refused.

    `kept` is what the documents of a batch share.
    """
    from handouts.finishing import mend
    from handouts.proving import prove
    from handouts.rendering import render

    problems = list(kind.advise(content, today))
    try:
        composed = kind.compose(content, shelf, FORMATS[format_name])
        if not has_errors(problems):
            rendered = render(composed, shelf, finish=mend, kept=kept)
    except Refused as refused:
        raise Refused([*problems, *refused.problems]) from None
    if not has_errors(problems):
        problems += [*rendered.problems, *prove(rendered.pdf, composed)]
        problems += kind.judge(content, FORMATS[format_name], rendered)
    if has_errors(problems):
        raise Refused(problems)
    return rendered, problems


def failed(kind: Kind, name: str, format_name: str, problems: Iterable[Problem], start: float) -> Result:
    """The result of a document that was not made; without a format when none is known yet."""
    return Result(kind.word, name, format_name, "failed", None, (), 0, _since(start), tuple(problems))


def _since(start: float) -> int:
    return round(1000 * (perf_counter() - start))
