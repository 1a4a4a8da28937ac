"""What a practice folder holds of each reference: consult, sheets, pictures, records, and copies by editors."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

from handouts.content.chains import ConsultSummaries, read_summaries
from handouts.content.model.formats import FORMATS, N_UP, PURPOSES
from handouts.files.folder import Folder
from handouts.files.layout import CLIENT_JOURNALS, DAMAGED, JOURNAL, PRINT_FOLDER
from handouts.files.naming import is_well_named, resolved, safe_name
from handouts.files.writing import temporary_files
from handouts.problems import Message, UsageError, msg, system_reason
from handouts.produce.documents import SHEETS
from handouts.produce.leftovers import Leftovers
from handouts.records import Records

_FORMATS = "|".join(map(re.escape, FORMATS))
_PURPOSES = "|".join((*PURPOSES, *(f"{number}-up" for number in N_UP)))
# A reference holds no dot: 2026-01 does not own what is called 2026-014.
_SHEET = re.compile(
    rf"([A-Za-z0-9][A-Za-z0-9-]{{0,39}})(?:\.(?:{_FORMATS})(?:\.(?:{_PURPOSES}))?(?:\.low-ink)?)?"
    r"(?:\.mail|\.trial)?(?:\.pdf|\.p[0-9]+\.png)"
)
# The journal that came before the databases, and what could not be read of it.
_ENTRY = re.compile(r"(.+)\.json(?:\.damaged(?:-[0-9]+)?)?")
_JOURNAL = re.compile(rf"(.+){re.escape(JOURNAL)}(?:{re.escape(DAMAGED)})?")
_CONSULT = re.compile(r"([^.~#].*)\.yaml")
# What editors keep beside a file: copies, swap files, locks, and what was not saved.
_EDITOR_COPIES = (
    re.compile(r"[.#]?([^.#].*)\.yaml(?:~|#|\.~[0-9]+~|\.sw[a-p]|\.un~|\.bak|\.orig|\.old|\.save|\.tmp|\.kate-swp)+"),
    re.compile(r"\.[#_]([^.#].*)\.yaml"),
)


class Belongings(NamedTuple):
    """What there is of one reference. `date` is that of the consult, or of the newest file where `dated` is false.

    `consult` is its file, `files` is all else, in the order in which it is deleted, also a print of many
    sheets. `recorded` says whether the build cache or the history knows it.
    """

    ref: str
    date: date
    dated: bool = False
    files: tuple[Path, ...] = ()
    consult: Path | None = None
    recorded: bool = False

    @property
    def heading(self) -> Message:
        """The reference, and how old it is."""
        if self.dated:
            return msg("{ref}: consult of {day}", ref=self.ref, day=self.date.isoformat())
        if self.consult:
            return msg("{ref}: no date can be read; its file is of {day}", ref=self.ref, day=self.date.isoformat())
        if self.date == date.min:
            return msg("{ref}: no consult file and no sheet; it is named in the records", ref=self.ref)
        if self.files:
            return msg("{ref}: no consult file; its newest file is of {day}", ref=self.ref, day=self.date.isoformat())
        return msg("{ref}: no consult file; its last sheet was of {day}", ref=self.ref, day=self.date.isoformat())


class PracticeScan:
    """All that lies in a practice folder, by reference: `belongings`. It only reads.

    `orphaned_parts` are temporary files of killed runs, and `has_active_writer` says whether another run is writing
    one. `unreadable` says which folders cannot be looked into, or lead out of the practice folder by a link.
    `leftovers` is all that belongs to no reference by its name.
    """

    def __init__(self, folder: Folder, records: Records) -> None:
        """`records` are those of the folder's own output."""
        self._root = folder.root
        self.records = records
        self.unreadable: list[Message] = []
        self.orphaned_parts: list[Path] = []
        self.has_active_writer = False
        self.summaries: ConsultSummaries = read_summaries(folder)
        files: dict[str, list[Path]] = {}
        consults: dict[str, Path] = {}
        for place, patterns in (
            (folder.output / SHEETS.output, (_SHEET,)),
            (records.state / SHEETS.output, (_ENTRY,)),
            (folder.root / CLIENT_JOURNALS, (_JOURNAL,)),
            (folder.root / "content/clients", (_CONSULT, *_EDITOR_COPIES)),
        ):
            for path in self._listed(place):
                name = unicodedata.normalize("NFC", path.name)
                ref = None if path.is_dir() and not path.is_symlink() else ref_by_name(name, patterns)
                if ref is None:
                    continue
                if name == f"{ref}.yaml":
                    # A copy that a cloud made, `2026-014.sync-conflict-….yaml`, only looks like one.
                    consults |= {ref: path} if is_well_named(path) else {}
                else:
                    files.setdefault(ref, []).append(path)
        self._prints = {path for path in self._listed(folder.output / PRINT_FOLDER) if path.suffix == ".pdf"}
        self._listed(records.state)
        recorded = _recorded(records)
        # A name such as that of a copied sheet, `kopie.pdf`, may be a reference that there is not.
        known = {*consults, *recorded}
        owned = [*self.orphaned_parts, *consults.values()]
        by_name = [path for ref, each in files.items() if ref in known for path in each]
        backups = [path for path in by_name if path.parent == folder.root / "content/clients"]
        places = [each for each in (folder.root / "content/clients", folder.output) if self._is_inside(each)]
        self.leftovers = Leftovers(folder, records, self.summaries, places, owned=[*owned, *by_name], backups=backups)
        self.belongings = {
            ref: self._belongings(ref, tuple(files.get(ref, ())), consults.get(ref), recorded.get(ref))
            for ref in sorted({*files, *consults, *recorded})
        }

    def of(self, ref: str) -> Belongings | None:
        """What there is of a reference, also where it is only recorded that something of another was made from it."""
        known = self.belongings.get(ref, Belongings(ref, date.min))
        recorded = known.recorded or self.records.mentions(ref)
        made = {self.records.output / file for file in self.records.cache.outputs_of(ref)}
        copies = self.leftovers.of(ref, known.files)
        # Copies are known by the sheets, so they go first, and links by what they lead to.
        files = (*copies, *known.files, *sorted(made & self._prints))
        files = (*self.leftovers.links_to({*files, *filter(None, [known.consult])}), *files)
        if not (recorded or copies or ref in self.belongings):
            return None
        day = max(map(_modified, copies)) if copies and known.date == date.min else known.date
        return known._replace(recorded=recorded, files=tuple(dict.fromkeys(files)), date=day)

    def _listed(self, place: Path) -> list[Path]:
        """What lies in a folder, in order, without temporary files."""
        try:
            if not self._is_inside(place):
                message = msg(
                    "{folder} leads out of the practice folder by a link: no file is deleted there.", folder=place
                )
                self.unreadable.append(message)
                return []
            temporary = dict(temporary_files(place))
            self.has_active_writer |= any(temporary.values())
            self.orphaned_parts += [path for path, busy in sorted(temporary.items()) if not busy]
            return sorted(path for path in place.iterdir() if path not in temporary)
        except FileNotFoundError:
            return []
        except OSError as reason:
            self.unreadable.append(
                msg("{folder} cannot be read: {reason}.", folder=place, reason=system_reason(reason))
            )
            return []

    def _is_inside(self, place: Path) -> bool:
        return resolved(place).is_relative_to(self._root)

    def _belongings(self, ref: str, files: tuple[Path, ...], consult: Path | None, last: date | None) -> Belongings:
        day = self.summaries[ref].date if ref in self.summaries else None
        days = [_modified(consult)] if consult else [*map(_modified, files), last or date.min]
        return Belongings(ref, day or max(days), day is not None, files, consult, last is not None)


def ref_by_name(
    name: str, patterns: Iterable[re.Pattern[str]] = (_SHEET, _ENTRY, _CONSULT, *_EDITOR_COPIES)
) -> str | None:
    """The reference that a file belongs to by its name alone; None where it belongs to none."""
    owners = (found[1] for pattern in patterns if (found := pattern.fullmatch(name)))
    return next((each for each in owners if _is_name(each)), None)


def is_journal(folder: Folder, path: Path) -> bool:
    """Whether a file is where the studio keeps what was typed of a consult."""
    return path.parent == folder.root / CLIENT_JOURNALS and ref_by_name(path.name, (_JOURNAL,)) is not None


def _is_name(name: str) -> bool:
    try:
        return safe_name(name) == name
    except UsageError:
        return False


def _recorded(records: Records) -> dict[str, date]:
    """Each reference that is recorded, with the day of its last sheet; the first of days where none is known."""
    known = dict.fromkeys(records.cache.names(SHEETS.output), date.min)
    return known | {ref: _day(when) for ref, when in records.history.newest().items()}


def _day(when: str) -> date:
    try:
        return date.fromisoformat(when[:10])
    except ValueError:
        return date.max


def _modified(path: Path) -> date:
    """The local day on which a file, or a link itself, was last changed; one that cannot be right is never old."""
    try:
        return datetime.fromtimestamp(path.lstat().st_mtime, UTC).astimezone().date()
    except (OSError, OverflowError, ValueError):
        return date.max
