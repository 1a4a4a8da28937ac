"""Throwing away what there is of a consult: its sheets, pictures, records and file, and what editors left beside it.

First it is said what would go; what goes is deleted in an order that a second run can finish after a first was killed.
What lies outside `content/clients` and `output` is never touched.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from datetime import UTC, date, datetime
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import NamedTuple

from handouts.content.chains import Cards, chain_of, read_cards, with_first_name
from handouts.content.model.formats import FORMATS, N_UP, PURPOSES
from handouts.files.folder import Folder
from handouts.files.naming import resolved, safe_name
from handouts.files.writing import remove, temporary_files
from handouts.problems import BrokenEnvironment, UsageError, msg
from handouts.produce.documents import SHEETS
from handouts.records import Records, TakenOver

_FORMATS = "|".join(map(re.escape, FORMATS))
# A reference holds no dot: 2026-01 does not own what is called 2026-014.
_PURPOSES = "|".join((*PURPOSES, *(f"{number}-up" for number in N_UP)))
_SHEET = re.compile(
    rf"([A-Za-z0-9][A-Za-z0-9-]{{0,39}})(?:\.(?:{_FORMATS})(?:\.(?:{_PURPOSES}))?(?:\.low-ink)?)?"
    r"(?:\.mail)?(?:\.pdf|\.p[0-9]+\.png)"
)
_ENTRY = re.compile(r"(.+)\.json\.damaged(?:-[0-9]+)?")
_CONSULT = re.compile(r"([^.~#].*)\.yaml")
# What editors keep beside a file: copies, swap files, locks, and what was not saved.
_BESIDE = (
    re.compile(r"[.#]?([^.#].*)\.yaml(?:~|#|\.~[0-9]+~|\.sw[a-p]|\.un~|\.bak|\.orig|\.old|\.save|\.tmp|\.kate-swp)+"),
    re.compile(r"\.[#_]([^.#].*)\.yaml"),
)
_AGE = re.compile(r"([1-9][0-9]{0,3})([dwmy])")


class Belongings(NamedTuple):
    """What there is of one reference. `date` is that of the consult, or of the newest file where `dated` is false.

    `consult` is its file, `files` is all else, in the order in which it is deleted. `recorded` says whether the build
    cache or the history knows it.
    """

    ref: str
    date: date
    dated: bool
    files: tuple[Path, ...]
    consult: Path | None
    recorded: bool = False

    @property
    def heading(self) -> str:
        """The reference, and how old it is."""
        if self.dated:
            return msg("{ref}: consult of {day}", ref=self.ref, day=self.date.isoformat())
        if self.consult:
            return msg("{ref}: no date can be read; its file is of {day}", ref=self.ref, day=self.date.isoformat())
        if self.date == date.min:
            return msg("{ref}: no consult file and no sheet; it is named in what is recorded", ref=self.ref)
        if self.files:
            return msg("{ref}: no consult file; its newest file is of {day}", ref=self.ref, day=self.date.isoformat())
        return msg("{ref}: no consult file; its last sheet was of {day}", ref=self.ref, day=self.date.isoformat())


class Plan(NamedTuple):
    """What would go: of each reference what there is of it, and temporary files that killed runs left.

    `files` is all of it in the order of deletion; what the `records` know of those that go is deleted before. `remarks`
    say what stays, `closed` which folder cannot be looked into, or leads out of the practice folder by a link.
    `taken_over` is what was taken over from an earlier version to look at it.
    """

    going: tuple[Belongings, ...]
    left_behind: tuple[Path, ...]
    files: tuple[Path, ...]
    remarks: tuple[str, ...]
    closed: tuple[str, ...]
    records: Records
    taken_over: TakenOver | None

    @property
    def recorded(self) -> tuple[str, ...]:
        """The references of which something is recorded."""
        return tuple(each.ref for each in self.going if each.recorded)

    @property
    def is_empty(self) -> bool:
        """Whether nothing would go."""
        return not (self.files or self.recorded)


class Deletion(NamedTuple):
    """One file that went, or, where `reason` is a sentence, that did not; with a `ref`, what was recorded of it."""

    path: Path
    reason: str | None
    ref: str = ""


def plan_forget(folder: Folder, ref: str, *, chain: bool) -> Plan:
    """What would go of one consult; with `chain` also of those that it is joined with by `follows`.

    What killed runs left goes in any case: it may be of whoever was forgotten by hand. Raises UsageError, with the
    nearest name, when there is neither.
    """
    ref = safe_name(ref)
    finds = _Finds(folder)
    refs = chain_of(finds.cards, ref) if chain else [ref]
    plan = finds.plan(refs)
    if not plan.going and not finds.left_behind:
        close = get_close_matches(ref, sorted(finds.belongings), n=1)
        hint = f"Did you mean {with_first_name(folder, close[0])}?" if close else ""
        closed = "".join(f"\n{each}" for each in (*finds.closed, *finds.damaged()))
        raise UsageError(f"There is nothing of “{ref}” here: no consult, no sheet, no record. {hint}".rstrip() + closed)
    return plan


def plan_purge(folder: Folder, age: str, *, today: date, chain: bool) -> Plan:
    """What would go of everything that is older than `age`, such as 30d, 8w, 12m or 5y, counted back from `today`.

    The age is that of the consult; where that cannot be read, of its newest file. With `chain`, consults that are
    joined by `follows` go together, when the last of them is old enough. Raises UsageError for another age.
    """
    limit = back(age, today)
    finds = _Finds(folder)
    going: list[str] = []
    seen: set[str] = set()
    for ref in finds.belongings:
        if ref in seen:
            continue
        joined = [each for each in (chain_of(finds.cards, ref) if chain else [ref]) if each in finds.belongings]
        if max(finds.belongings[each].date for each in joined) < limit:
            going += joined
        seen.update(joined)
    strays = [
        f"{problem.mark.file} stays: {'it is no file' if problem.rule == 'not-a-file' else 'its name is no reference'}."
        for problem in folder.strays("clients")
    ]
    plan = finds.plan(going)
    return plan._replace(remarks=(*dict.fromkeys((*plan.remarks, *strays)),))


def back(age: str, today: date) -> date:
    """The day that lies `age` before `today`. Months are those of the calendar: 31 March less 1m is 28 February."""
    found = _AGE.fullmatch(age)
    if not found:
        raise UsageError(f"“{age}” is no age. Write 30d, 8w, 12m or 5y: days, weeks, months or years.")
    number, unit = int(found[1]), found[2]
    if unit in "dw":
        days = number * (7 if unit == "w" else 1)
        return date.fromordinal(max(1, today.toordinal() - days))
    year, month = divmod(today.year * 12 + today.month - 1 - number * (12 if unit == "y" else 1), 12)
    if year < 1:
        return date.min
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def carry_out(plan: Plan) -> Iterator[Deletion]:
    """Deletes what a plan holds, and yields each file; one that cannot be deleted does not stop the others.

    Meanwhile no build writes: one that is at work on a consult finds it gone, and keeps nothing of it.
    """
    records = plan.records
    steps = [(records.state, ref, partial(records.forget, SHEETS.output, ref)) for ref in plan.recorded]
    steps += [(path, "", partial(remove, path)) for path in plan.files]
    with ExitStack() as turn:
        if plan.recorded:
            with suppress(BrokenEnvironment):  # to forget any of them says why
                turn.enter_context(records.in_turn())
        for path, ref, delete in steps:
            try:
                delete()
            except BrokenEnvironment as reason:
                yield Deletion(path, str(reason), ref)
            else:
                yield Deletion(path, None, ref)


def beyond_reach(folder: Folder) -> Iterator[str]:
    """What deleting does not reach, as sentences for her."""
    yield "Prints, mails and copies that you gave or sent stay where they are."
    yield "So do your backups, the trash, what your editor keeps elsewhere, and a cloud that copies this folder."
    yield "So does what you made elsewhere with --output, a consult outside this folder, and a row of a spreadsheet."
    if any((place / ".git").exists() for place in (folder.root, *folder.root.parents)):
        yield "This folder lies in a git repository: what was ever committed stays in its history, and in its clones."
    yield "Deleting is not overwriting: until the disk uses the room again, a file can be brought back."


class _Finds:
    """All that lies in a practice folder of any reference."""

    def __init__(self, folder: Folder) -> None:
        self._records = Records(folder)
        self._taken_over = self._records.take_over()
        self._records.check()
        self.closed: list[str] = []
        self._busy = 0
        self.left_behind: list[Path] = []
        self._loose: list[str] = []
        clients = folder.root / "content/clients"
        sheets = folder.output / SHEETS.output
        entries = folder.output / ".state" / SHEETS.output
        found: dict[str, list[Path]] = {}
        consults: dict[str, Path] = {}
        for place, patterns in ((sheets, (_SHEET,)), (entries, (_ENTRY,)), (clients, (_CONSULT, *_BESIDE))):
            for path in self._open(folder, place):
                name = unicodedata.normalize("NFC", path.name)
                ref = None if path.is_dir() and not path.is_symlink() else _owner(name, patterns)
                if ref is None:
                    self._loose.append(name)
                elif name == f"{ref}.yaml":
                    consults[ref] = path
                else:
                    found.setdefault(ref, []).append(path)
        self._prints = [path for path in self._open(folder, folder.output / "print") if path.suffix == ".pdf"]
        self._open(folder, folder.output / ".state")
        self.cards: Cards = read_cards(folder)
        self._recorded = _recorded(self._records)
        self.belongings = {
            ref: self._belongings(ref, tuple(found.get(ref, ())), consults.get(ref))
            for ref in sorted({*found, *consults, *self._recorded})
        }

    def plan(self, refs: Sequence[str]) -> Plan:
        """The plan by which these go, the first of them last: by its file a second run finds the others again."""
        going = tuple(each for ref in refs if (each := self._of(ref)))
        files = [*self.left_behind, *(path for each in going for path in each.files)]
        files += [each.consult for each in reversed(going) if each.consult]
        remarks = [
            *self._remarks(refs),
            *self.damaged(files),
            *(self._printed() if any(each.consult is None for each in going) else ()),
        ]
        return Plan(
            going, tuple(self.left_behind), tuple(files), tuple(remarks), tuple(self.closed), self._records,
            self._taken_over,
        )  # fmt: skip

    def _open(self, folder: Folder, place: Path) -> list[Path]:
        """What lies in a folder, in order, without temporary files."""
        try:
            if not resolved(place).is_relative_to(folder.root):
                self.closed.append(f"{place} leads out of the practice folder by a link: nothing is deleted there.")
                return []
            temporary = dict(temporary_files(place))
            self._busy += sum(temporary.values())
            self.left_behind += [path for path, busy in sorted(temporary.items()) if not busy]
            return sorted(path for path in place.iterdir() if path not in temporary)
        except FileNotFoundError:
            return []
        except OSError as reason:
            self.closed.append(f"{place} cannot be read: {reason.strerror}.")
            return []

    def _belongings(self, ref: str, files: tuple[Path, ...], consult: Path | None) -> Belongings:
        day = self.cards[ref].date if ref in self.cards else None
        days = [_modified(consult)] if consult else [*map(_modified, files), self._recorded.get(ref, date.min)]
        return Belongings(ref, day or max(days), day is not None, files, consult, ref in self._recorded)

    def _of(self, ref: str) -> Belongings | None:
        """What there is of a reference, also where it is only recorded that something of another was made from it."""
        known = self.belongings.get(ref, Belongings(ref, date.min, dated=False, files=(), consult=None))
        recorded = known.recorded or self._records.mentions(ref)
        return known._replace(recorded=recorded) if recorded or ref in self.belongings else None

    def damaged(self, going: Iterable[Path] = ()) -> Iterator[str]:
        """What of the records cannot be read, and which files were kept of damaged ones and do not go."""
        said = "may name one of these. Delete it when you like."
        for path in sorted({*self._records.kept_beside()}.difference(going)):
            yield f".state/{path.relative_to(self._records.state)} stays: a damaged record that {said}"
        if self._records.history.database.damaged:
            yield f".state/history.db cannot be read whole. Once it is kept beside, as history.db.damaged, that {said}"

    def _remarks(self, refs: Sequence[str]) -> Iterator[str]:
        for ref, card in self.cards.items():
            if card.follows in refs and ref not in refs:
                yield f"{ref} stays, and says that it follows {card.follows}."
        # A copy that a cloud made beside a consult (`2026-014.sync-conflict-….yaml`) looks like one of its own.
        others = [each.consult.name for each in self.belongings.values() if each.consult and each.ref not in refs]
        for name in sorted({*self._loose, *others}):
            if any(re.search(rf"(?<![^\W_]|-){re.escape(ref)}(?![\w-])", name) for ref in refs):
                yield f"{name} stays: it is named after what goes, and handouts did not make it. Look at it yourself."
        if self._busy:
            yield "Temporary files stay that another run is writing: run this again when it has ended."

    def _printed(self) -> Iterator[str]:
        for path in self._prints:
            yield f"print/{path.name} stays: it holds many sheets, maybe one of these. Delete it once it is printed."


def _recorded(records: Records) -> dict[str, date]:
    """Each reference that is recorded, with the day of its last sheet; the first of days where none is known."""
    known = dict.fromkeys(records.cache.names(SHEETS.output), date.min)
    return known | {ref: _day(when) for ref, when in records.history.newest().items()}


def _day(when: str) -> date:
    try:
        return date.fromisoformat(when[:10])
    except ValueError:
        return date.max


def _owner(name: str, patterns: Iterable[re.Pattern[str]]) -> str | None:
    owners = (found[1] for pattern in patterns if (found := pattern.fullmatch(name)))
    return next((owner for owner in owners if _is_name(owner)), None)


def _is_name(name: str) -> bool:
    try:
        return safe_name(name) == name
    except UsageError:
        return False


def _modified(path: Path) -> date:
    """The local day on which a file, or a link itself, was last changed; one that cannot be right is never old."""
    try:
        return datetime.fromtimestamp(path.lstat().st_mtime, UTC).astimezone().date()
    except (OSError, OverflowError, ValueError):
        return date.max
