"""A sheet is read when it is short: two A4, besides the diary.

Source: the practice of Dutch take-home sheets, and PEMAT-P (AHRQ), which asks for short chunks. How much that is of
another format is in its line (`model.formats.Personal`).
"""

from __future__ import annotations

from collections.abc import Iterator

from handouts.content.model.formats import Format
from handouts.content.resolving import ResolvedSheet
from handouts.page.pipeline import Rendered
from handouts.problems import Mark, Problem, warning

_MARGINS = 32
"""What a page leaves white above and below its text, in mm."""
_NAMED = 3


def check(resolved: ResolvedSheet, shape: Format, rendered: Rendered) -> Iterator[Problem]:
    """A sheet of too many pages; it names the blocks that take the most of them."""
    end = rendered.positions.get("end")
    most = shape.personal.pages if shape.personal else None
    if end is None or most is None or end.page <= most:
        return
    longest = sorted(block_heights(shape, rendered).items(), key=lambda block: -block[1])[:_NAMED]
    blocks = ", ".join(f"{_name(block, resolved)} ({height:.0f} mm)" for block, height in longest)
    mark = _mark(longest[0][0], resolved) if longest else resolved.consult.marks.at(("sheet",))
    yield warning(
        "too-many-pages",
        mark,
        "in {name} this sheet takes {page} pages besides the diary, and more than {most} are rarely read",
        "leave something out, or hand it out next time; the longest blocks: {blocks}",
        name=shape.name,
        page=end.page,
        most=most,
        blocks=blocks,
    )


def block_heights(shape: Format, rendered: Rendered) -> dict[str, float]:
    """How much paper each block takes in mm, by its name: from the element `block-NAME` to the element `end-NAME`.

    A block that goes on over a page's end is charged with the white that it leaves there, and not with the margins.
    """
    heights = {}
    for name, place in rendered.positions.items():
        end = rendered.positions.get(f"end-{name.removeprefix('block-')}")
        if name.startswith("block-") and end:
            heights[name.removeprefix("block-")] = (
                (end.page - place.page) * (shape.height - _MARGINS) + end.down - place.down
            )
    return heights


def _name(block: str, resolved: ResolvedSheet) -> str:
    """The name of a block in the files: a module by its file, another by its key in the consult or the recipe."""
    if block == "closing" and resolved.consult.value.note:
        return "note"
    return resolved.modules[int(block)].name if block.isdigit() else block.replace("-", "_")


def _mark(block: str, resolved: ResolvedSheet) -> Mark:
    """Where this consult asks for a block, or names the recipe that does: what is shared is as long for everybody."""
    name = _name(block, resolved)
    uses = enumerate(resolved.consult.value.modules)
    index = next((index for index, use in uses if block.isdigit() and use.use == name), None)
    if index is not None:
        return resolved.consult.marks.at(("modules", index))
    written = not block.isdigit() and getattr(resolved.consult.value, name, None)
    return resolved.consult.marks.at((name if written else "sheet",))
