"""What the journal says of a document, and the document of which it says that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from handouts.content.reading import read_yaml
from handouts.problems import ContentError
from handouts.studio.drafts.documents import Document, digest_of
from handouts.studio.drafts.edits import BadEdit, Edit, Insert, Put, Refused, edit_from, ids_from, sent_ids, sent_of
from handouts.studio.drafts.history import Group, History, State, stepped
from handouts.studio.drafts.trees import Path, ids_of, tree_of

_FORMAT = 1
_DAMAGED = (BadEdit, ContentError, KeyError, ValueError, TypeError, AttributeError)


class Clash(NamedTuple):
    """A place where her words and those of somebody else differ: another page, or the file as it was changed outside.

    `theirs` is what is there, None for nothing; `at` is when, as ISO 8601, empty where that is not known.
    """

    path: Path
    theirs: Any
    at: str


class Numbers:
    """Gives ids to rows: r1, r2, … None comes twice in the life of a journal."""

    def __init__(self) -> None:
        """Begins with r1."""
        self.last = 0

    def new(self) -> str:
        """The next id."""
        self.last += 1
        return f"r{self.last}"

    def heed(self, edits: Sequence[Edit]) -> None:
        """Never gives an id that an edit brought itself."""
        for edit in edits:
            brought = [edit.id] if isinstance(edit, Insert) else []
            if isinstance(edit, Insert | Put):
                brought += [given for each in (edit.ids or {}).values() for given in each]
            for given in brought:
                if given[:1] == "r" and given[1:].isdecimal():
                    self.last = max(self.last, int(given[1:]))


class Recorded:
    """All that is remembered of a document: its history, and how far its file is."""

    def __init__(self, document: Document, session: str, base: State, file: str, numbers: Numbers) -> None:
        """`file` is the digest of its file, empty where there is none yet. `session` names the ids of its rows."""
        self.document = document
        self.session = session
        self.numbers = numbers
        self.history = History(base)
        self.rev = 0
        self.seqs: dict[str, int] = {}
        """The number of the last request of each page."""
        self.file = file
        """The digest of the file as it was last seen, or written."""
        self.of_file = base
        """The state that it has."""
        self.written = {file: base}
        """The states that were written, or were about to be, by the digest of their bytes."""
        self.clashes: list[Clash] = []
        self.changed: dict[Path, str] = {}
        """When the value at a path was changed last."""

    def make(
        self, edits: Sequence[Edit], at: str, *, typed: bool = False
    ) -> tuple[tuple[Edit, ...], tuple[tuple[Edit, Refused], ...]]:
        """Makes edits of the document as it is now; returns those that were made, and those that were refused."""
        self.numbers.heed(edits)
        step = stepped(self.history.state.tree, edits, self.numbers.new, typed=typed)
        if step.edits:
            self.history.add(step.edits, step.tree, at)
            self.changed |= {edit.path: at for edit in step.edits}
        return step.edits, step.refused

    def merged(self, theirs: State, tree: Any, at: str) -> None:
        """Goes on from a file that was changed outside to a document into which that was merged."""
        self.file = digest_of(theirs.data)
        self.of_file = self.written[self.file] = theirs
        self.history.begin_with(theirs, tree, at)

    def whole(self, at: str) -> list[dict[str, Any]]:
        """All records that a new journal needs to come to this document, its history and its file."""
        history = self.history
        states = [history.base, *(group.after for group in (*history.groups, *reversed(history.undone)))]
        base, first = history.base, list[Edit]()
        if self.of_file not in states:
            between = History(self.of_file)
            between.begin_with(self.of_file, history.base.tree, at)
            base, first = self.of_file, [edit for group in between.groups for edit in group.edits]
        records = [self._header(base, at)]
        records += [{"at": at, "edits": [sent_of(edit) for edit in first]}] if first else []
        for group in (*history.groups, *reversed(history.undone)):
            records.append(record_of(group))
            records += [{"writes": self.file}] if group.after is self.of_file and self.file else []
        records += [{"undo": True}] * len(history.undone)
        return [*records, {"rev": self.rev, "clashes": [clash._asdict() for clash in self.clashes]}]

    def _header(self, base: State, at: str) -> dict[str, Any]:
        return {
            "journal": _FORMAT,
            "session": self.session,
            "at": at,
            "file": digest_of(base.data) if self.file else "",
            "base": (base.data or b"").decode(),
            "ids": sent_ids(ids_of(base.tree)),
            "next": self.numbers.last,
            "seqs": self.seqs,
        }

    def replay(self, record: Mapping[str, Any]) -> None:
        """Does again what a record says; what cannot be done is passed over."""
        try:
            at = str(record.get("at", ""))
            if "outside" in record:
                theirs = _state_in(record, "outside", self.numbers)
                step = stepped(theirs.tree, [edit_from(each) for each in record["edits"]], self.numbers.new)
                self.merged(theirs, step.tree, at)
            elif "writes" in record:
                self.of_file = self.written[str(record["writes"])] = self.history.state
            elif "undo" in record:
                self.history.undo()
            elif "redo" in record:
                self.history.redo()
            elif "edits" in record:
                self.make([edit_from(each) for each in record["edits"]], at)
            if "clashes" in record:
                self.clashes = [Clash(tuple(each["path"]), each["theirs"], each["at"]) for each in record["clashes"]]
            self.rev = int(record.get("rev", self.rev))
            if "tab" in record:
                self.seqs[str(record["tab"])] = int(record["seq"])
        except _DAMAGED:
            return


def begun(document: Document, session: str, data: bytes, file: str) -> Recorded:
    """What is remembered of a document that begins with `data`. Raises ContentError where that cannot be read."""
    numbers = Numbers()
    base = State(tree_of(read_yaml(data, document.relative).value, numbers.new), data)
    return Recorded(document, session, base, file, numbers)


def replayed(document: Document, records: Sequence[Mapping[str, Any]]) -> Recorded | None:
    """What the records of a journal say; None where they do not begin as one does."""
    header, numbers = records[0] if records else {}, Numbers()
    try:
        if header.get("journal") != _FORMAT:
            return None
        base = _state_in(header, "base", numbers)
        found = Recorded(document, str(header["session"]), base, str(header["file"]), numbers)
        found.seqs = {str(tab): int(seq) for tab, seq in header["seqs"].items()}
    except _DAMAGED:
        return None
    for record in records[1:]:
        found.replay(record)
    return found


def record_of(group: Group) -> dict[str, Any]:
    """A group as a record."""
    return {"at": group.at, "edits": [sent_of(edit) for edit in group.edits]}


def outside_record(theirs: State, hers: Sequence[Edit], numbers: Numbers) -> dict[str, Any]:
    """That the file was changed outside, and the edits by which it becomes the document."""
    return {
        "outside": (theirs.data or b"").decode(),
        "ids": sent_ids(ids_of(theirs.tree)),
        "next": numbers.last,
        "edits": [sent_of(edit) for edit in hers],
    }


def _state_in(record: Mapping[str, Any], key: str, numbers: Numbers) -> State:
    data = str(record[key]).encode()
    state = State(tree_of(read_yaml(data, "").value, numbers.new, ids_from(record["ids"])), data)
    numbers.last = max(numbers.last, int(record["next"]))
    return state
