"""Throwing away what there is of a consult, in an order that a second run can finish after a first was stopped.

What lies outside `content/clients` and `output` is never touched.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from handouts.content.chains import ConsultSummary, as_ref, chain_of, meant_refs
from handouts.files.command import command
from handouts.files.folder import Folder
from handouts.files.layout import PRINT_FOLDER, consult_file
from handouts.files.naming import plain_name, resolved, seen_from
from handouts.files.writing import remove
from handouts.problems import BrokenEnvironment, Message, UsageError, msg
from handouts.produce.belongings import Belongings, PracticeScan
from handouts.produce.ownership import renamed
from handouts.records import Records

_AGE = re.compile(r"([1-9][0-9]{0,3})([dwmy])")


class Removal(NamedTuple):
    """What will be, or was, deleted: all that there is of each reference, and temporary files that killed runs left.

    `files` is all of it in the order of deletion; what the `records` know of those that go is deleted before their
    consults. `remarks` say what stays, `closed` which folder cannot be looked into, or leads out of the practice folder
    by a link. `failed` says that something could not be deleted.
    """

    going: tuple[Belongings, ...]
    orphaned_parts: tuple[Path, ...]
    files: tuple[Path, ...]
    remarks: tuple[Message, ...]
    closed: tuple[Message, ...]
    records: Records
    failed: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing would go."""
        return not (self.files or any(each.recorded for each in self.going))


class Deletion(NamedTuple):
    """One file that went, or, where `reason` is a sentence, that did not; with a `ref`, what was recorded of it."""

    path: Path
    reason: Message | None
    ref: str = ""


Report = Callable[[Deletion], object]


def forget(folder: Folder, ref: str, *, chain: bool, yes: bool, report: Report = lambda _: None) -> Removal:
    """Deletes all that there is of one consult; with `chain` also of those that it is joined with by `follows`.

    Without `yes` nothing is written: it is what would go. Each deletion is reported as it is done; one that fails does
    not stop the others. What killed runs left goes in any case: it may be of whoever was forgotten by hand. Raises
    UsageError, with the nearest name, when there is nothing.
    """
    with _scanned(folder, yes=yes) as scan:
        ref = as_ref(ref, scan.summaries, sorted(scan.belongings))
        removal = _removal(folder, scan, chain_of(scan.summaries, ref) if chain else [ref])
        if yes:
            removal = _carried_out(removal, report)
        if not removal.going:
            named = {consult_file(each) for each, summary in scan.summaries.items() if _is_called(summary, ref)}
            # The consults of that first name are named with their references, by which they can be forgotten.
            remarks = tuple(each for each in removal.remarks if each.values.get("file") not in named)
            meant = meant_refs(ref, scan.summaries, sorted(scan.belongings))
            raise UsageError(_nothing_of(ref, removal._replace(remarks=remarks), meant))
        return removal


def purge(  # noqa: PLR0913  # an age needs a day to count back from
    folder: Folder, age: str, *, today: date, chain: bool, yes: bool, report: Report = lambda _: None
) -> Removal:
    """Deletes everything that is older than `age`, such as 30d, 8w, 12m or 5y, counted back from `today`; as `forget`.

    The age is that of the consult; where that cannot be read, of its newest file. With `chain`, consults that are
    joined by `follows` go together, when the last of them is old enough. Raises UsageError for another age.
    """
    limit = back(age, today)
    with _scanned(folder, yes=yes) as scan:
        known, going = scan.belongings, list[str]()
        for ref in known:
            joined = [each for each in chain_of(scan.summaries, ref) if each in known] if chain else [ref]
            if ref not in going and max(known[each].date for each in joined) < limit:
                going += joined
        removal = _removal(folder, scan, going)
        removal = removal._replace(remarks=(*dict.fromkeys((*removal.remarks, *_strays(folder))),))
        return _carried_out(removal, report) if yes else removal


def back(age: str, today: date) -> date:
    """The day that lies `age` before `today`. Months are those of the calendar: 31 March less 1m is 28 February."""
    found = _AGE.fullmatch(age)
    if not found:
        raise UsageError("“{age}” is not an age. Write 30d, 8w, 12m or 5y: days, weeks, months or years.", age=age)
    number, unit = int(found[1]), found[2]
    if unit in "dw":
        days = number * (7 if unit == "w" else 1)
        return date.fromordinal(max(1, today.toordinal() - days))
    year, month = divmod(today.year * 12 + today.month - 1 - number * (12 if unit == "y" else 1), 12)
    if year < 1:
        return date.min
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def beyond_reach(folder: Folder) -> Iterator[Message]:
    """What deleting does not reach, as sentences for the user."""
    yield msg("Prints, mails and copies that you gave or sent stay where they are.")
    yield msg("So do your backups, the trash, what your editor keeps elsewhere, and a cloud that copies this folder.")
    yield msg(
        "So does what you made elsewhere with --output, a consult outside this folder, and a row of a spreadsheet."
    )
    if any((place / ".git").exists() for place in (folder.root, *folder.root.parents)):
        yield msg(
            "This folder lies in a git repository: what was ever committed stays in its history, and in its clones."
        )
    yield msg("Deleting is not overwriting: until the disk uses the space again, a file can be brought back.")


@contextmanager
def _scanned(folder: Folder, *, yes: bool) -> Iterator[PracticeScan]:
    """A look at the folder; with `yes` under its write lock, so that nothing is made between look and deletion.

    A process that was making a sheet meanwhile finds its consult gone when it gets the lock, and writes nothing.
    """
    records = Records(folder, read_only=not yes)
    with ExitStack() as held:
        if yes:
            with suppress(BrokenEnvironment):  # nobody else can write there either, and each deletion says why it fails
                held.enter_context(records.write_lock())
                records.take_over()
        records.check()
        yield PracticeScan(folder, records)


def _removal(folder: Folder, scan: PracticeScan, refs: Sequence[str]) -> Removal:
    """All to be deleted of these references, the first of them last: by its file a second run finds the rest."""
    going = tuple(each for ref in refs if (each := scan.of(ref)))
    files = [*scan.orphaned_parts, *(path for each in going for path in each.files)]
    files += [each.consult for each in reversed(going) if each.consult]
    remarks = [*_staying(scan, refs), *_renamed(folder, scan, refs), *scan.leftovers.naming(refs, files)]
    remarks += [*_lead_elsewhere(folder, files), *_damaged(scan.records, files)]
    parts, closed = tuple(scan.orphaned_parts), tuple(scan.unreadable)
    return Removal(going, parts, tuple(dict.fromkeys(files)), tuple(remarks), closed, scan.records)


def _carried_out(removal: Removal, report: Report) -> Removal:
    """Deletes all of it: the files, then the records, by which copies of sheets are known, and last the consults.

    Where a file stays that could not be deleted, or may lie in a folder that was not looked into, its records and its
    consult stay too, and where the records stay the consult does: by these the next run finds it.
    """
    records, stuck = removal.records, set[Path]()

    def delete(path: Path, ref: str, by: Callable[[], object]) -> None:
        reason = None
        try:
            by()
        except BrokenEnvironment as refused:
            reason = refused.message
            stuck.add(path)
        report(Deletion(path, reason, ref))

    consults = {each.consult: each for each in removal.going if each.consult}
    for path in removal.files:
        if path not in consults:
            delete(path, "", partial(_delete, path, records))
    kept = [each for each in removal.going if removal.closed or not stuck.isdisjoint(each.files)]
    unrecorded = [each for each in removal.going if each.recorded and each not in kept]
    for each in unrecorded:
        delete(records.state, each.ref, partial(records.forget, each.ref))
    recorded = unrecorded if records.state in stuck else []
    if unrecorded:
        try:
            records.compact()
        except BrokenEnvironment as refused:
            stuck.add(records.state)
            report(Deletion(records.state, refused.message))
    for path in removal.files:
        if path in consults and consults[path] not in (*kept, *recorded):
            delete(path, "", partial(_delete, path, records))
    remarks = [
        msg(
            "What is known of {ref} stays until all else can be deleted, which is found by it. Run this again then.",
            ref=each.ref,
        )
        for each in kept
    ]
    remarks += [
        msg(
            "The consult of {ref} stays until what is recorded of it can be deleted. Run this again then.", ref=each.ref
        )
        for each in recorded
        if each.consult
    ]
    return removal._replace(failed=bool(stuck), remarks=(*removal.remarks, *remarks))


def _delete(path: Path, records: Records) -> None:
    remove(path)
    if path.parent == records.output / PRINT_FOLDER:
        records.cache.drop_file(f"{PRINT_FOLDER}/{path.name}")


def _staying(scan: PracticeScan, refs: Sequence[str]) -> Iterator[Message]:
    """What stays though it names one of these references, and what another run is writing."""
    for ref, summary in scan.summaries.items():
        if summary.follows in refs and ref not in refs:
            yield msg("{ref} stays, and says that it follows {other}.", ref=ref, other=summary.follows)
    if scan.has_active_writer:
        yield msg("Temporary files stay that another run is writing: run this again when it has ended.")


def _renamed(folder: Folder, scan: PracticeScan, refs: Sequence[str]) -> Iterator[Message]:
    """Sheets that were made for the same first name and day under a reference that has no consult, or another one."""
    for ref in refs:
        for other, is_free in renamed(folder, scan.records, ref):
            if other in refs:
                continue
            if is_free:
                yield msg(
                    "The sheet of {other} stays, which was made for the same first name and day as {ref}. Is it of the"
                    " same client? {handouts} forget {other}", other=other, ref=ref, handouts=command(),
                )  # fmt: skip
            else:
                yield msg(
                    "The sheet of {other} stays, which was made for the same first name and day as {ref}, and not of"
                    " the consult that is called {other} now. Is it of the same client? Then delete that sheet"
                    " yourself.", other=other, ref=ref,
                )  # fmt: skip


def _lead_elsewhere(folder: Folder, files: Collection[Path]) -> Iterator[Message]:
    """The links among the files that go to what stays."""
    for path in files:
        target = resolved(path)
        if path.is_symlink() and target.exists() and target not in files:
            yield msg(
                "{link} is a link and goes; what it leads to stays: {file}. Look at it yourself.",
                link=seen_from(folder.root, path), file=target,
            )  # fmt: skip


def _damaged(records: Records, going: Iterable[Path] = ()) -> Iterator[Message]:
    """Records that are unreadable, and files that were kept of damaged ones and are not deleted."""
    for path in sorted({*records.kept_beside()}.difference(going)):
        yield msg(
            ".state/{name} stays: a damaged record that may name one of these. Delete it when you like.",
            name=path.relative_to(records.state),
        )
    if records.history.database.damaged:
        yield msg(
            ".state/history.db cannot be read as a whole. Once it is put aside as history.db.damaged, that may name one"
            " of these. Delete it when you like."
        )


def _strays(folder: Folder) -> Iterator[Message]:
    """Files in content/clients that are not consults."""
    for problem in folder.strays("clients"):
        if problem.rule == "not-a-file":
            yield msg("{file} stays: it is not a file.", file=problem.mark.file)
        else:
            yield msg("{file} stays: its name is not a reference.", file=problem.mark.file)


def _is_called(summary: ConsultSummary, name: str) -> bool:
    return plain_name(summary.first_name or "") == plain_name(name)


def _nothing_of(ref: str, removal: Removal, meant: Message | None) -> Message:
    """That there is nothing of a reference, which was meant perhaps, and what could not be looked into."""
    message = msg("Nothing here has the reference “{ref}”: no consult, no sheet, no record.", ref=ref)
    if meant:
        message = msg("{problem} {meant}", problem=message, meant=meant)
    for remark in (*removal.closed, *removal.remarks):
        message = msg("{problem}\n{remark}", problem=message, remark=remark)
    return message
