"""Pictures of a document, as they are kept for printing: no larger than 300 dots to the inch at their size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from handouts.intake.importing.blocks import Block
from handouts.problems import Mark, Problem, msg, warning

if TYPE_CHECKING:
    from handouts.content.pictures.findings import Looked

_DOTS_PER_MM = 300 / 25.4
_COLUMN = 170.0
"""In mm: as wide as a brochure may print a picture, however small it stood in the document."""
_MOST = 3000
"""Pixels along a side, where it is not known how wide the picture stands."""
_MOST_PIXELS = 40_000_000
"""More take hundreds of MB of memory; A4 at 300 dots to the inch has 9 million."""
_SUFFIXES = {"image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp"}


class Kept(NamedTuple):
    """The files to be written, by their name in `content/images`, the problems, and what cannot be shown."""

    files: dict[str, bytes]
    problems: list[Problem]
    refused: set[str]


def keep_pictures(blocks: Sequence[Block], pictures: dict[str, bytes], name: str, source: str) -> Kept:
    """Gives each picture of the blocks its file; `name` is that of the brochure. What cannot be shown is refused."""
    kept, names = Kept({}, [], set()), dict[tuple[str, float], str]()
    for block in blocks:
        picture = block.picture
        if picture is None or picture.name in kept.refused:
            continue
        known = (picture.name, picture.width)
        if known not in names:
            made = printable(pictures[picture.name], picture.width)
            if isinstance(made, Problem):
                kept.refused.add(picture.name)
                kept.problems.append(_named(made, picture.name, source))
                continue
            data, suffix, before = made
            same = next((each for each, held in kept.files.items() if held == data), "")
            names[known] = same or f"{name}-{len(kept.files) + 1}{suffix}"
            kept.files[names[known]] = data
            if before and not same:
                kept.problems.append(_smaller(names[known], before, source))
        picture.file = names[known]
    kept.problems.extend(_asked(blocks, source))
    return kept


def _named(problem: Problem, name: str, source: str) -> Problem:
    """The problem with the name of its picture; the text is imported without that."""
    message = msg("the picture {name}: {message}", name=name, message=problem.message)
    return problem._replace(severity="warning", mark=Mark(source), message=message)


def printable(data: bytes, width: float = 0) -> tuple[bytes, str, tuple[int, int] | None] | Problem:
    """The picture and its suffix, with its width before and after where it was made smaller; or why it cannot be shown.

    `width` is how wide it stands (mm); 0 where that is not known.
    """
    from handouts.content.pictures.cropping import Crop, cropped, measured
    from handouts.content.pictures.findings import Unfit
    from handouts.content.pictures.rasters import look_at_raster

    try:
        looked: Looked = look_at_raster(data, most=_MOST_PIXELS)
    except Unfit as unfit:
        return unfit.doubt
    size = measured(looked)
    most = round(max(width, _COLUMN) * _DOTS_PER_MM) if width else size.width
    longest = max(size.width, size.height)
    across = min(most, size.width * _MOST // longest if longest > _MOST else size.width)
    if 0 < across < size.width * 0.9:
        made, kind = cropped(looked, Crop(across=across))
        return made, _SUFFIXES[kind], (size.width, across)
    return looked.data, _SUFFIXES.get(looked.kind, ".png"), None


def _smaller(file: str, widths: tuple[int, int], source: str) -> Problem:
    before, now = widths
    message = msg(
        "the picture {file} was made smaller, from {before} to {now} pixels across: on paper more cannot be seen",
        file=PurePath(file).name, before=before, now=now,
    )  # fmt: skip
    return warning("picture-made-smaller", Mark(source), message)


def _asked(blocks: Sequence[Block], source: str) -> Iterator[Problem]:
    for block in blocks:
        if block.picture and block.picture.file and not block.picture.alt:
            message = msg("nothing says what the picture {file} shows", file=block.picture.file)
            hint = msg("it stands in the brochure behind #: write after alt what one sees, and remove the #")
            yield warning("picture-without-text", Mark(source), message, hint)
