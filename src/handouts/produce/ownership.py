"""Whose a sheet is: none is written over that of another client, whichever command makes it."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

from handouts.files.command import command
from handouts.files.folder import Folder, digest
from handouts.problems import ContentError, Mark, Message, Problem, error, msg, warning
from handouts.produce.documents import SHEETS
from handouts.produce.job import Job
from handouts.records import Records
from handouts.records.history import OwnerKind
from handouts.records.origin import Origin
from handouts.records.product import Recipient

_OWNERS: dict[OwnerKind, Message] = {
    "consult": msg("the sheet of a consult"),
    "file": msg("the sheet of a consult in another file"),
    "row": msg("the sheet of a row of a spreadsheet"),
    "spreadsheet": msg("the sheet of another spreadsheet"),
    "person": msg("the sheet of somebody else"),
    "unknown": msg("a sheet of somebody who is not known"),
}


class SheetOwner(NamedTuple):
    """The owner of a sheet to be written: its reference, where its consult comes from, and where that names it.

    `first_names` are those of all rows of the spreadsheet that a row is in.
    """

    ref: str
    origin: Origin
    mark: Mark
    first_names: Collection[str] = ()


def owner_of(
    folder: Folder, job: Job, source: bytes, recipient: Recipient | None, first_names: Collection[str]
) -> SheetOwner | None:
    """The owner of the sheet of a job whose consult says `source`; None where no client is told from another.

    The `recipient` is known where the sheet was made anew; of one that is up to date the consult says it.
    """
    if not job.is_personal:
        return None
    mark = recipient.mark if recipient else Mark(folder.open_reader().place(job.source))
    origin = job.origin or _consult_of(folder, job.name)._replace(digest=digest(source))
    if recipient and not job.origin:
        origin = origin._replace(first_name=recipient.first_name, day=recipient.day)
    return SheetOwner(job.name, origin, mark, first_names)


def _consult_of(folder: Folder, ref: str) -> Origin:
    """The consult of the folder that has a reference, by its first name and day, as its file says them."""
    from handouts.content.chains import summary_of

    summary = summary_of(folder, ref)
    return Origin("consult", SHEETS.source(ref), summary.first_name or "", str(summary.date or ""), "")


def refusal(folder: Folder, records: Records, owner: SheetOwner, *, force: bool) -> Problem | None:
    """Why a sheet may not be written; None where it may.

    A reference that a consult of the folder has is no row's. Else a sheet that exists may be replaced by one of the
    same consult or person, see `HistoryStore.taken_by`, and with `force` by any; where nothing is recorded of it, by
    the consult of the folder that has its reference. Some disks take capitals and small letters for the same, so a
    reference that differs in these alone is taken too. It is decided in the moment of writing, under the write lock;
    whoever asks earlier spares the making of a sheet.
    """
    ref, origin, mark, first_names = owner
    consult = SHEETS.source(ref)
    if origin.kind == "row" and folder.holds(folder.own(consult)):
        return _taken(mark, ref, consult, msg("choose another one"))
    if force:
        return None
    for each in (ref, *records.history.spelled_otherwise(ref)):
        kind = records.history.taken_by(each, origin, first_names)
        if kind is None or (kind == "unknown" and origin.kind == "consult"):
            continue
        if _has_sheet(records.output / SHEETS.output, each):
            if kind == "person" and origin.kind == "consult" and each == ref:
                return _renamed_client(mark, ref)
            hint = msg("choose another one; or, if that sheet may be replaced, add --force")
            return _taken(mark, each, _OWNERS[kind], hint, same=each == ref)
    return None


def is_refused(folder: Folder, records: Records, ref: str, origin: Origin | None, *, force: bool) -> bool:
    """Whether it can be said, before a sheet is made, that it may not be written; `origin` is that of another file."""
    if origin is None:
        try:
            source = folder.open_reader().read(SHEETS.source(ref)) or b""
        except ContentError:  # making it says what is wrong with its file
            return False
        origin = _consult_of(folder, ref)._replace(digest=digest(source))
    owner = SheetOwner(ref, origin, Mark(SHEETS.source(ref)))
    return refusal(folder, records, owner, force=force) is not None


def doubts(folder: Folder, records: Records, owner: SheetOwner | None, *, force: bool) -> Iterator[Problem]:
    """What is doubtful about a sheet that may be written: that it is of somebody else, or that a consult was renamed.

    A near name may be a misspelling that was mended, or another person; nobody can know that. `force` is an answer.
    """
    if owner is None or force:
        return
    ref, origin, mark, _ = owner
    if records.history.had_another_name(ref, origin.first_name):
        yield warning(
            "other-name", mark, msg("the last sheet of {ref} was made for another first name", ref=ref),
            msg("is this somebody else? give this one a reference of its own"),
        )  # fmt: skip
    for other in renamed(folder, records, ref, origin) if origin.kind == "consult" else ():
        if records.history.is_of_a_consult(other.ref):
            message = msg("a sheet of {ref} is there, for the same first name and day", ref=other.ref)
            by_hand = msg("was this consult renamed? delete that sheet yourself")
            forget = msg("was this consult renamed? {handouts} forget {ref}", handouts=command(), ref=other.ref)
            yield warning("renamed-consult", mark, message, forget if other.is_free else by_hand)


class OtherSheet(NamedTuple):
    """A sheet under another reference, and whether no consult of the folder has that."""

    ref: str
    is_free: bool


def renamed(folder: Folder, records: Records, ref: str, origin: Origin | None = None) -> Iterator[OtherSheet]:
    """The other sheets for the same first name and day whose reference has no consult, or that of somebody else.

    The `origin` is by default the consult of the folder that has the reference.
    """
    place = records.output / SHEETS.output
    for other in records.history.of_same_person(ref, origin or _consult_of(folder, ref)):
        is_free = not folder.holds(folder.own(SHEETS.source(other)))
        is_of_another = is_free or records.history.taken_by(other, _consult_of(folder, other)) == "person"
        if is_of_another and _has_sheet(place, other):
            yield OtherSheet(other, is_free)


def _taken(mark: Mark, ref: str, owner: str, hint: Message, *, same: bool = True) -> Problem:
    message = (
        msg("{owner} has the reference {ref} already", owner=owner, ref=ref)
        if same
        else msg("{owner} has the reference {ref} already, and capitals make no difference", owner=owner, ref=ref)
    )
    return error("ref-taken", mark, message, hint)


def _renamed_client(mark: Mark, ref: str) -> Problem:
    """That the sheet of a consult was made for another first name, which was corrected, or is that of somebody else."""
    return error(
        "ref-taken", mark, "the sheet of {ref} was made for another first name, and stays as it is",
        "was the first name corrected? {handouts} sheet {ref} --force makes it anew; of somebody else? give this"
        " consult a reference of its own",
        ref=ref, handouts=command(),
    )  # fmt: skip


def _has_sheet(place: Path, ref: str) -> bool:
    """Whether a sheet of a reference is there in any format, or a copy of one that is locked."""
    if os.path.lexists(place / f"{ref}.pdf"):
        return True
    names = os.listdir(place) if place.is_dir() else ()  # noqa: PTH208  # there may be thousands
    return any(name.startswith(f"{ref}.") and name.endswith(".pdf") for name in names)
