"""The pure half of producing: a job becomes bytes and Problems. It writes nothing, so it can run in any process.

load → check → compose → render → finish → prove → deliver
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from handouts.files.folder import Folder, TrackedReader
from handouts.page.pipeline import Composed, PrintSettings, RenderCache, Rendered
from handouts.problems import ContentError, Problem, UsageError, error, has_errors
from handouts.produce.documents import Content, foreseen_of, sheet_of
from handouts.produce.job import Job
from handouts.produce.previewing import Drawn, Proven, Wish, drawn
from handouts.records.product import Product
from handouts.records.toolchain import loaded_libraries, stamps


class LaidOut(NamedTuple):
    """A reading copy: what it was composed of, as it is rendered, and who read its files."""

    composed: Composed
    rendered: Rendered
    reader: TrackedReader


class Maker:
    """Makes documents of one folder; what they share is read, parsed and laid out once.

    Files that change later are not seen until `refresh`. For one thread at a time in a process: see docs/library.md.
    """

    def __init__(self, folder: Folder, today: date, *, sharing: bool = False) -> None:
        """`today` is the day that advice goes by. With `sharing`, parsed stylesheets and pictures are kept in memory
        from one document to the next.
        """
        self._folder = folder
        self._today = today
        self._cache = RenderCache(folder.open_reader()) if sharing else None
        self._loaded: tuple[tuple[str, str], Content[Any]] | None = None

    def refresh(self, folder: Folder, today: date) -> None:
        """Goes on in a folder that is read anew, since files may have changed."""
        self._folder, self._today, self._loaded = folder, today, None
        if self._cache:
            self._cache.refresh(folder.open_reader())

    def warm_up(self) -> None:
        """Loads what every document needs. Raises BrokenEnvironment."""
        from handouts.page.rendering.engine import load_engine

        load_engine()
        import pypdfium2  # noqa: F401

        from handouts import proof as proving  # noqa: F401
        from handouts.checks import advising  # noqa: F401

        # What every document needs is the worker's own, and does not count against the memory of the first.
        from handouts.produce import delivering  # noqa: F401

    def make(self, job: Job) -> Product:
        """One document, proven; a mistake in its content or its pages is part of the answer, and so is a missing file.

        Raises BrokenEnvironment when the engine cannot be loaded, and KeyError for an unknown kind or format.
        """
        found: list[Problem] = []
        try:
            content = self._content(job)
            if not job.format:
                return Product.failed()._replace(formats=tuple(content.formats))
            return self._proven(job, content, found)
        except ContentError as refused:
            return Product.failed(dict.fromkeys([*found, *refused.problems]))
        except UsageError as reason:  # what it is made of was there when this was asked for
            return Product.failed([error("stopped", job.mark, reason.message)])

    def _content(self, job: Job) -> Content[Any]:
        """What a document is composed of, which its formats share. Raises ContentError."""
        reader = self._folder.open_reader()
        if job.row:
            from handouts.content.loading import load_practice, validate_tree
            from handouts.content.model.sheet import Consult

            return sheet_of(reader, load_practice(reader), validate_tree(job.row.read, Consult))
        if self._loaded is None or self._loaded[0] != (job.kind, job.name):
            self._loaded = (job.kind, job.name), job.document.load(reader, job.name)
        return self._loaded[1]

    def preview(self, wish: Wish) -> Iterator[Drawn | Proven]:
        """A document as pictures, as soon as it is laid out, and then as it is proven; or why there is none."""
        from handouts.proof import examine

        job, found = wish.job, list[Problem]()
        try:
            content = self._content(job)
            laid_out = self._laid_out(job, content, found)
            yield drawn(wish, laid_out.rendered.pdf)
            problems, places = examine(laid_out.rendered.pdf, laid_out.composed)
            yield Proven(wish.number, self._delivered(job, content, laid_out, problems, found), places)
        except ContentError as refused:
            yield Proven(wish.number, Product.failed(dict.fromkeys([*found, *refused.problems])), [])
        except UsageError as reason:
            yield Proven(wish.number, Product.failed([error("stopped", job.mark, reason.message)]), [])

    def _proven(self, job: Job, content: Content[Any], found: list[Problem]) -> Product:
        """The document as it is delivered; `found` takes each Problem as it comes up. Raises ContentError."""
        from handouts.proof import prove

        laid_out = self._laid_out(job, content, found)
        return self._delivered(job, content, laid_out, prove(laid_out.rendered.pdf, laid_out.composed), found)

    def _laid_out(self, job: Job, content: Content[Any], found: list[Problem]) -> LaidOut:
        """The reading copy, which is not yet proven. Raises ContentError."""
        from handouts.page.finishing import mend
        from handouts.page.rendering import render

        kind, variant = job.document, job.variant
        found += kind.advise(content, self._today)
        # Formats of one document share what was read for it, and nothing else.
        reader = content.reader.branch()
        try:
            settings = PrintSettings(variant.low_ink, variant.bleed, variant.dots)
            composed = kind.compose(content, reader, variant.shape, settings)
        except ContentError as refused:
            raise ContentError([*refused.problems, *self._foreseen(job)]) from None
        if has_errors(found):
            raise ContentError(self._foreseen(job))
        found += composed.problems
        rendered = render(composed, reader, post_process=mend, cache=self._cache)
        found += rendered.problems
        return LaidOut(composed, rendered, reader)

    def _delivered(
        self, job: Job, content: Content[Any], laid_out: LaidOut, proof: list[Problem], found: list[Problem]
    ) -> Product:
        """The document as it is delivered, by what the proof says of its reading copy."""
        from handouts.produce.delivering import deliver

        composed, rendered, reader = laid_out
        found += [*proof, *job.document.judge(content, job.variant.shape, rendered)]
        if has_errors(found):
            return Product.failed(found)
        day = content.day or self._today
        delivered = deliver(rendered, composed, reader, variant=job.variant, practice=content.practice, day=day)
        used, absent = reader.used, reader.absent
        if self._cache:
            # What the engine read for an earlier document, this one had out of a cache: it is made from all of that.
            used, absent = used | self._cache.reader.used, absent | self._cache.reader.absent
        return Product(
            delivered.pdf, rendered.pages, (*found, *delivered.problems), used, frozenset(absent),
            stamps(loaded_libraries()), content.advice_holds_until(self._today), asked=tuple(reader.asked.items()),
            recipient=content.recipient,
        )  # fmt: skip

    def _foreseen(self, job: Job) -> list[Problem]:
        """What the pages of a document would be refused for; a row has no file of its own to look at."""
        return [] if job.row else foreseen_of(job.document, self._folder.open_reader(), job.name)
