"""The order of the stages: the one place that knows it. What is up to date is not made again.

    load → check → compose → render → prove → write

The command line calls this and prints; nothing here prints.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from handouts.folder import Folder, Shelf, digest, safe_name
from handouts.journal import Journal, Output
from handouts.model.formats import FORMATS
from handouts.problems import Problem, Refused, WrongUse, has_errors
from handouts.writing import PUBLIC, sweep, write

if TYPE_CHECKING:
    from handouts.loading import Loaded
    from handouts.model.brochure import Brochure
    from handouts.model.practice import Practice

Status = Literal["made", "kept", "failed", "sound"]
KIND = "brochures"


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

    def as_data(self) -> dict[str, Any]:
        """The result as plain values, for `--json`."""
        return {
            "kind": self.kind,
            "name": self.name,
            "format": self.format,
            "status": self.status,
            "path": str(self.path) if self.path else None,
            "pictures": [str(path) for path in self.pictures],
            "pages": self.pages,
            "milliseconds": self.milliseconds,
            "problems": [problem.as_data() for problem in self.problems],
        }


class Wish(NamedTuple):
    """What is asked for: which formats (none: those that the YAML names), where, and how."""

    formats: tuple[str, ...] = ()
    output: Path | None = None
    pictures: bool = False
    force: bool = False
    dry: bool = False


def build(
    folder: Folder, names: Iterable[str], wish: Wish, *, today: date, progress: Callable[[str], None] = lambda _: None
) -> Iterator[Result]:
    """Makes each brochure in each format, or all brochures when none is named; yields each result as it is there.

    A brochure that fails, or a file that is none, does not stop the others. With `wish.dry` everything is made and
    proven in memory, and nothing is written. Raises WrongUse for a name or a format that does not exist,
    BrokenEnvironment when a file cannot be written.
    """
    named = [safe_name(name) for name in names]
    chosen = named or folder.names(KIND)
    for name in wish.formats:
        if name not in FORMATS:
            raise WrongUse(f"There is no format “{name}”. There are: {', '.join(FORMATS)}.")
    for name in chosen:
        folder.must_hold(KIND, name)
    builder = _Builder(folder, wish, today, progress)
    for name in dict.fromkeys(chosen):
        yield from builder.build(name)
    for stray in [] if named else folder.strays(KIND):
        yield builder.failed(Path(stray.mark.file).name, "", [stray], perf_counter())


class _Content(NamedTuple):
    brochure: Loaded[Brochure]
    practice: Loaded[Practice]
    shelf: Shelf


class _Builder:
    """Builds the brochures of one folder; what they share is loaded once."""

    def __init__(self, folder: Folder, wish: Wish, today: date, progress: Callable[[str], None]) -> None:
        self._folder = folder
        self._wish = wish
        self._today = today
        self._progress = progress
        self._output = wish.output or folder.output
        self._journal = Journal(self._output, folder.root, folder.shipped)

    def build(self, name: str) -> Iterator[Result]:
        """One brochure in every format that is asked for."""
        start = perf_counter()
        try:
            source = digest(self._folder.open_shelf().read(f"content/{KIND}/{name}.yaml") or b"")
        except Refused as refused:
            yield self.failed(name, "", refused.problems, start)
            return
        wished = list(dict.fromkeys(self._wish.formats)) or self._journal.formats(KIND, name, source)
        content: _Content | None = None
        if wished is None or self._wish.dry:
            try:
                content = self._load(name)
            except Refused as refused:
                yield self.failed(name, "", refused.problems, start)
                return
            named = list(dict.fromkeys(content.brochure.value.formats))
            wished = wished or named
            if not self._wish.dry:
                self._journal.name_formats(KIND, name, source, named)
        for format_name in wished:
            start = perf_counter()
            kept = None if self._wish.force or self._wish.dry else self._kept(name, format_name, start)
            if kept:
                yield kept
                continue
            self._progress(f"{name} ({format_name})")
            try:
                content = content or self._load(name)
                yield self._make(name, format_name, content, start)
            except Refused as refused:
                yield self.failed(name, format_name, refused.problems, start)

    def _load(self, name: str) -> _Content:
        from handouts.loading import load_brochure, load_practice

        shelf = self._folder.open_shelf()
        problems: list[Problem] = []
        loaded: list[Any] = []
        for load in (lambda: load_practice(shelf), lambda: load_brochure(shelf, name)):
            try:
                loaded.append(load())
            except Refused as refused:
                problems += refused.problems
        if problems:
            raise Refused(problems)
        return _Content(loaded[1], loaded[0], shelf)

    def _make(self, name: str, format_name: str, content: _Content, start: float) -> Result:
        from handouts.checks import advise
        from handouts.composing import compose_brochure
        from handouts.finishing import mend
        from handouts.proving import prove
        from handouts.rendering import render

        shelf = content.shelf.branch()
        brochure, practice = content.brochure, content.practice
        problems = [*practice.problems, *brochure.problems, *advise(brochure, practice, self._today)]
        try:
            composed = compose_brochure(shelf, brochure, practice, FORMATS[format_name])
        except Refused as refused:
            raise Refused([*problems, *refused.problems]) from None
        if has_errors(problems):
            raise Refused(problems)
        try:
            rendered = render(composed, shelf, finish=mend)
        except Refused as refused:
            raise Refused([*problems, *refused.problems]) from None
        problems += [*rendered.problems, *prove(rendered.pdf, composed)]
        if has_errors(problems):
            raise Refused(problems)
        path: Path | None = None
        pictures: tuple[Path, ...] = ()
        if not self._wish.dry:
            path = self._path(name, format_name)
            sweep(path.parent)
            write(path, rendered.pdf, mode=PUBLIC)
            pictures = self._draw(path, rendered.pdf)
            due = brochure.value.review_due
            until = due if due and due >= self._today else None
            made = Output(rendered.pdf, rendered.pages, problems, until)
            self._journal.record(KIND, name, format_name, shelf, made)
        status: Status = "sound" if self._wish.dry else "made"
        return Result(
            "brochure", name, format_name, status, path, pictures, rendered.pages, _since(start), tuple(problems)
        )

    def _kept(self, name: str, format_name: str, start: float) -> Result | None:
        path = self._path(name, format_name)
        made = self._journal.made(KIND, name, format_name, path, self._today)
        if made is None:
            return None
        pictures = self._draw(path, path.read_bytes())
        return Result(
            "brochure", name, format_name, "kept", path, pictures, made.pages, _since(start), tuple(made.problems)
        )

    def failed(self, name: str, format_name: str, problems: Iterable[Problem], start: float) -> Result:
        """The result of a document that was not made; without a format when none is known yet."""
        return Result("brochure", name, format_name, "failed", None, (), 0, _since(start), tuple(problems))

    def _path(self, name: str, format_name: str) -> Path:
        return self._output / KIND / f"{name}.{format_name}.pdf"

    def _draw(self, path: Path, pdf: bytes) -> tuple[Path, ...]:
        if not self._wish.pictures:
            return ()
        from handouts.finishing import pictures

        drawn: list[Path] = []
        for number, picture in enumerate(pictures(pdf), start=1):
            drawn.append(path.with_name(f"{path.stem}.p{number}.png"))
            write(drawn[-1], picture, mode=PUBLIC)
        number = len(drawn) + 1
        while (left := path.with_name(f"{path.stem}.p{number}.png")).is_file():
            left.unlink()  # a page that an earlier build had
            number += 1
        return tuple(drawn)


def _since(start: float) -> int:
    return round(1000 * (perf_counter() - start))
