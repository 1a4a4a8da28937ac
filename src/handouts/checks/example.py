"""What is left in a practice folder of the practices that the package has as examples is reported at its place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import accumulate, pairwise
from operator import attrgetter
from pathlib import Path

from handouts.checks.traces import SHARED, known_in, plain, scalars, traces, values
from handouts.content.reading import Read, decoded, survey_yaml
from handouts.files.folder import MARKER, Folder, TrackedReader
from handouts.files.naming import is_well_named
from handouts.problems import ContentError, Mark, Problem, msg, shortened, warning

_HINT = msg("put your own there, or take it out")


def check(reader: TrackedReader) -> Iterator[Problem]:
    """What is left of an example in the practice, and in the content that `reader` has read for a document."""
    folder = reader.folder
    read = {folder.own(MARKER), *(path for path in reader.used if path.is_relative_to(folder.root / "content"))}
    yield from _left_in(folder, sorted(path for path in read if path.suffix == ".yaml"))


def check_folder(folder: Folder) -> Iterator[Problem]:
    """What is left of an example in all content, also where no document uses it, and in own templates."""
    root = folder.root
    yield from _left_in(
        folder, sorted([*filter(is_well_named, root.glob("content/**/*.yaml")), *root.glob("templates/*.html")])
    )


def _left_in(folder: Folder, paths: Iterable[Path]) -> Iterator[Problem]:
    """What is left in these files. In the repository nothing is reported: its practice is the example itself."""
    if folder.root == folder.shipped.resolve():
        return
    for path in paths:
        yield from folder.once(("example", path), partial(_left_in_file, folder, path))


def _left_in_file(folder: Folder, path: Path) -> list[Problem]:
    file = folder.label(path) or path.relative_to(folder.root).as_posix()
    try:
        return sorted(_left(decoded(folder.bytes_of(path), file), file), key=attrgetter("mark"))
    except (OSError, ContentError):
        return []  # what needs this file reports what is wrong with it


def _left(text: str, file: str) -> Iterator[Problem]:
    sought, lines = traces(), _Lines(text, file)
    if file.endswith(".html"):
        for found in sought.pattern.finditer(text):
            yield _problem(lines.mark(found.start()), sought.kind(found), found[0])
        return
    if file != MARKER and not sought.pattern.search(text):
        return
    read = survey_yaml(text.encode(), file)
    if file == MARKER:
        if known_in(read.value) in sought.whole:
            yield warning("example-practice", read.marks.at(("name",)), "this is still the example's practice", _HINT)
            return
        yield from _shared(read)
    yield from _within(read, lines)


def _shared(read: Read) -> Iterator[Problem]:
    """What others may have too, under the key that the example has it under."""
    for name, kind in SHARED.items():
        left: dict[Mark, str] = {}
        for keys, text in values(read.value, name):
            if (name, plain(text)) in traces().shared:
                left.setdefault(read.marks.at(keys), text)
        yield from (_problem(mark, kind, text) for mark, text in left.items())


def _within(read: Read, lines: _Lines) -> Iterator[Problem]:
    """What any value holds of an example, also as a part of it."""
    sought, texts = traces(), list(scalars(read.value))
    places = {lines.offset(place) for keys, _ in texts for place in (read.marks.at(keys), read.marks.key(keys))}
    ends = dict(pairwise(sorted({*places, len(lines.text)})))
    for keys, value in texts:
        mark = read.marks.at(keys)
        start = lines.offset(mark)
        written = sought.pattern.finditer(lines.text, start, ends.get(start, len(lines.text)))
        for found in sought.pattern.finditer(value):
            # In quotes with escapes a value is written otherwise than it reads; then its beginning is the place.
            at = next(written, None)
            yield _problem(lines.mark(at.start()) if at else mark, sought.kind(found), found[0])


def _problem(mark: Mark, kind: str, found: str) -> Problem:
    return warning("example-practice", mark, "“{text}”: this is still the example's {kind}", _HINT,
                   text=shortened(found, 60), kind=kind)  # fmt: skip


class _Lines:
    """A text whose places are counted by line and column, and by character."""

    def __init__(self, text: str, file: str) -> None:
        self.text, self.file = text, file
        self._starts = list(accumulate((len(line) for line in text.splitlines(keepends=True)), initial=0))

    def offset(self, mark: Mark) -> int:
        return self._starts[max(mark.line - 1, 0)] + max(mark.column - 1, 0)

    def mark(self, offset: int) -> Mark:
        line = bisect_right(self._starts, offset)
        return Mark(self.file, line, offset - self._starts[line - 1] + 1)
