"""Her own paper in each look, before she chooses one: the first page of a brochure, drawn once for each state."""

from __future__ import annotations

from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, Any

from handouts.content.dumping import dump
from handouts.content.loading import load_brochure
from handouts.content.reading import survey_yaml
from handouts.files.folder import MARKER, digest
from handouts.files.layout import content_file
from handouts.problems import ContentError
from handouts.produce.job import Job
from handouts.studio.preview.engine import Asked, Files

if TYPE_CHECKING:
    from handouts.studio.session import Studio

_DOTS = 62.0
"""Pixels to the inch: A4 becomes 512 wide, three for each that a picture in the gallery is wide."""
_PATIENCE = 60.0
"""Seconds that a picture may take, others before it included."""
_SECTIONS = 6
"""With fewer the first page of a long brochure is another one: what is short has a lower cover."""
_AT_THE_END = {"when_to_call", "to_write", "sources", "flap"}
"""What stands on later pages, and need not be there."""


class Fitting:
    """Pictures of her paper in each look; one at a time, as the engine draws one after the other anyway."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._lock = Lock()
        self._pictures: dict[tuple[str, ...], str] = {}
        self._number = 0

    def job(self) -> Job | None:
        """A brochure of hers as it is drawn here: the first in the language of the pages, else the first of all.

        None where there is none that can be laid out.
        """
        folder = self._studio.folder()
        found: list[tuple[bool, Job]] = []
        for name in folder.names("brochures"):
            try:
                brochure = load_brochure(folder.open_reader(), name).value
            except ContentError:
                continue
            is_foreign = (brochure.language or self._studio.language) != self._studio.language
            found.append((is_foreign, Job("brochure", name, brochure.formats[0])))
        return min(found, key=lambda each: each[0])[1] if found else None

    def picture(self, tree: dict[str, Any], look: str) -> bytes | None:
        """The first page in a look, as PNG, with what `tree` says of her practice; None where it cannot be drawn."""
        job = self.job()
        if job is None:
            return None
        data = dump(in_look(tree, look)).encode()
        folder, relative = self._studio.folder(), content_file("brochures", job.name)
        source = folder.bytes_of(folder.own(relative))
        known = (look, job.name, digest(data), digest(source))
        if kept := self._known(known):
            return kept
        with self._lock:
            if kept := self._known(known):
                return kept
            files = ((MARKER, data), (relative, opening_of(source, relative)))
            png = self._drawn(f"look {look}", job, files)
            if png:
                self._pictures[known] = self._studio.kept.put(png)
            return png or None

    def _known(self, known: tuple[str, ...]) -> bytes | None:
        return self._studio.kept.get(self._pictures.get(known, ""))

    def _drawn(self, key: str, job: Job, files: Files) -> bytes:
        engine, until = self._studio.desk.engine, monotonic() + _PATIENCE
        self._number += 1
        engine.ask(key, Asked(job, self._number, files, _DOTS))
        paper = engine.paper(key)
        while paper is None or paper.revision < self._number or not (paper.pages or paper.proven):
            if (left := until - monotonic()) <= 0:
                return b""
            paper = engine.wait(key, paper, left)
        return paper.pages[0].png if paper.pages else b""


def opening_of(data: bytes, file: str) -> bytes:
    """A brochure with its first sections alone, as long as its first page: the rest would be laid out in vain."""
    value = survey_yaml(data, file).value
    if not isinstance(value, dict) or not isinstance(sections := value.get("sections"), list):
        return data
    kept = {key: each for key, each in value.items() if key not in _AT_THE_END}
    return dump({**kept, "sections": sections[:_SECTIONS]}).encode()


def in_look(tree: dict[str, Any], look: str) -> dict[str, Any]:
    """What a practice says, with another look and the palette that goes with that; her own colours stay."""
    brand = tree.get("brand")
    own = brand if isinstance(brand, dict) else {}
    if own.get("look", "") != look:
        own = {key: value for key, value in own.items() if key != "palette"}
    return {**tree, "brand": {**own, "look": look}}
