"""What is to be made, and how: plain values, which another process understands too."""

from __future__ import annotations

from datetime import date
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from handouts.content.model.formats import FORMATS, Variant
from handouts.files.folder import Folder
from handouts.files.writing import PRIVATE
from handouts.problems import HandoutsError, Mark
from handouts.produce.documents import BROCHURES, DOCUMENT_TYPES, SHEETS, DocumentType
from handouts.records.product import Product

if TYPE_CHECKING:
    from handouts.content.reading import Read
    from handouts.records.origin import Origin


MEGABYTE = 1024 * 1024


class BuildOptions(NamedTuple):
    """What is asked for: which formats (none: those that the document names), where, how, and of which kinds.

    `formats` are keys of `FORMATS`. `output` is the folder for what is made, by default `Folder.output`. Names are
    those of documents of the first kind; without names, documents of every kind are made. `purpose` is one of
    `PURPOSES`, or None for what is usual for each format; `low_ink` leaves out grounds and fills; with `n_up`, one of
    `N_UP`, a draft is made with that many pages on a side. `pictures` of the pages go with a PDF, and with a
    password in `mail` a locked copy. In a `dry` run nothing is written; with `force` nothing counts as up to date.
    """

    formats: tuple[str, ...] = ()
    output: Path | None = None
    pictures: bool = False
    force: bool = False
    dry: bool = False
    kinds: tuple[DocumentType, ...] = (BROCHURES, SHEETS)
    mail: str | None = None
    purpose: str | None = None
    low_ink: bool = False
    n_up: int = 0

    def variant(self, format_name: str) -> Variant:
        """A format as it is asked for. What goes by mail is read on a screen."""
        shape = FORMATS[format_name]
        purpose = "home" if self.n_up else self.purpose or ("screen" if self.mail else shape.usual_purpose)
        return Variant(shape, purpose, self.low_ink, self.n_up)


class Row(NamedTuple):
    """A consult out of a row of a spreadsheet; `digest` is the plain digest of all it says, wherever it stood."""

    number: int
    name: str
    read: Read
    digest: str


class Job(NamedTuple):
    """One document in one variant; it can be pickled.

    `kind` is a key of `DOCUMENT_TYPES`, `format` one of `FORMATS`, `purpose` one of `PURPOSES`; `file` is the name of
    what comes out, as seen from the output folder, and is needed only for writing it. A `row` takes the place of a
    consult's file, and `origin` says where a consult came from whose file lies elsewhere. Without a `format` it asks
    which ones the document names.
    """

    kind: str
    name: str
    format: str = ""
    purpose: str = "screen"
    low_ink: bool = False
    n_up: int = 0
    file: str = ""
    row: Row | None = None
    origin: Origin | None = None

    @property
    def document(self) -> DocumentType:
        """What is known of documents of this kind."""
        return DOCUMENT_TYPES[self.kind]

    @property
    def variant(self) -> Variant:
        """The format, and how it is made."""
        return Variant(FORMATS[self.format], self.purpose, self.low_ink, self.n_up)

    @property
    def variant_name(self) -> str:
        """The variant as a file's name says it; empty where no format is known yet."""
        return self.variant.name if self.format else ""

    @property
    def is_personal(self) -> bool:
        """Whether it is for one client, and owner-only."""
        return self.document.mode == PRIVATE

    @property
    def source(self) -> str:
        """The name of the file that it is made from, as seen from the practice folder; a row has none."""
        return self.document.source(self.name)

    @property
    def mark(self) -> Mark:
        """The document as a whole, for a Problem that is about all of it."""
        return Mark(self.row.read.marks.file, self.row.number) if self.row else Mark(self.source)


class Setup(NamedTuple):
    """What a worker needs to begin; a later one says that files may have changed, and on which day to go on.

    `memory` is what a document may take beside the worker itself, in bytes. With `sharing`, what documents share is
    kept from one to the next. `added` are consults that do not lie in the folder: the name each would have there, its
    bytes, and how Problems call it. `drafts` are files as they are being edited: their names in the folder, and bytes.
    """

    root: Path
    today: date
    memory: int
    sharing: bool = False
    added: tuple[tuple[str, bytes, str], ...] = ()
    drafts: tuple[tuple[str, bytes], ...] = ()

    def open_folder(self) -> Folder:
        """The practice folder as it is now, with what was added."""
        folder = Folder(self.root)
        for each in self.added:
            folder.add_virtual_file(*each)
        for name, data in self.drafts:
            folder.add_virtual_file(name, data, name, instead=True)
        return folder


class Task(NamedTuple):
    """A job, and how many times it was given to a worker."""

    job: Job
    tries: int = 1


class Notice(Enum):
    """What a worker says besides a Product, or its end says for it."""

    READY = auto()
    OUT_OF_MEMORY = auto()
    OVERDUE = auto()
    DIED = auto()


Answer = Product | HandoutsError | Notice
"""What comes from a worker: a document, what keeps it from making any, or a notice."""
