"""The parts that templates import from `parts.html`: one template, joined out of the files that hold them.

A file of the practice's own need hold only the parts that differ. All parts see each other, whichever file they are in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from handouts.content.reading import decoded
from handouts.files.folder import TrackedReader

PARTS = "parts.html"
FILES = ("parts", "sections", "boxes", "marks", "figures", "drawings", "features", "practice", "front")
"""The files of parts in `templates/`, without `.html`, in the order in which they are read."""
_PART = re.compile(r"\{% macro (\w+)\(.*?\{%-? endmacro %\}\n", re.DOTALL)
_EARLIER = {"section_body": "told", "call_to_action": "invited", "version_line": "made", "qr_block": "scan"}
"""The names that parts had in earlier versions; a document or a file of parts of hers may hold them."""


class Piece(NamedTuple):
    """What was taken out of a file: its text, how a Problem names the file, and the line at which it begins there."""

    text: str
    place: str
    line: int


class Joined(NamedTuple):
    """The text of all parts, what it was taken from, and the bytes of each file that was read for it."""

    pieces: tuple[Piece, ...]
    files: dict[str, bytes | None]

    @property
    def text(self) -> str:
        """What the template engine reads."""
        return "".join(piece.text for piece in self.pieces)

    def origin(self, line: int) -> tuple[str, int]:
        """The file and the line that a line of the text was taken from."""
        first = 1
        for piece in self.pieces:
            if line < (following := first + piece.text.count("\n")):
                return piece.place, piece.line + line - first
            first = following
        return self.pieces[-1].place, self.pieces[-1].line


def joined(reader: TrackedReader, environment: Any) -> Joined:
    """All parts, each as the practice has it, else as it is shipped. `environment` is that of the template engine.

    A file that the engine cannot read stands alone, so that it says why.
    """
    import jinja2

    files = {f"templates/{name}.html": reader.read(f"templates/{name}.html") for name in FILES}
    own: list[Piece] = []
    for relative, data in files.items():
        if data is None or (place := reader.place(relative)).startswith("(handouts)"):
            continue
        piece = Piece(f"{decoded(data, place)}\n", place, 1)
        try:
            environment.parse(piece.text)
        except jinja2.TemplateSyntaxError:
            return Joined((piece,), files)
        own.append(piece)
    known = _names("".join(piece.text for piece in own), environment)
    return Joined((*own, *_lacking(reader, known)), files)


def _lacking(reader: TrackedReader, known: set[str]) -> Iterator[Piece]:
    """The shipped parts that none of her files has, and each part under the name that it had in earlier versions."""
    for relative in (f"templates/{name}.html" for name in FILES):
        if not (reader.folder.shipped / relative).is_file():
            continue
        text = reader.read_shipped(relative).decode("utf-8")
        for part in _PART.finditer(text):
            if part[1] in known:
                continue
            known.add(part[1])
            if (earlier := _EARLIER.get(part[1])) in known:
                yield Piece(f"{{% set {part[1]} = {earlier} %}}\n", reader.place(relative), 1)
            else:
                yield Piece(part[0], f"(handouts) {relative}", text.count("\n", 0, part.start()) + 1)
    renamed = [f"{{% set {earlier} = {name} %}}\n" for name, earlier in _EARLIER.items() if earlier not in known]
    if renamed:
        yield Piece("".join(renamed), f"(handouts) templates/{PARTS}", 1)


def _names(text: str, environment: Any) -> set[str]:
    from jinja2 import nodes

    tree = environment.parse(text)
    names = {macro.name for macro in tree.find_all(nodes.Macro)}
    names |= {name.name for name in tree.find_all(nodes.Name) if name.ctx == "store"}
    names |= {imported.target for imported in tree.find_all(nodes.Import)}
    for imported in tree.find_all(nodes.FromImport):
        names |= {name if isinstance(name, str) else name[1] for name in imported.names}
    return names
