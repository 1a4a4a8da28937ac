"""A document that is being edited: edits go into its journal at once, and into its file as soon as it is valid."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import wraps
from threading import RLock
from typing import Any, Concatenate, Literal, ParamSpec, TypeVar

from handouts.content.dumping import dump
from handouts.content.reading import FieldPath, Value
from handouts.files.folder import Folder
from handouts.studio.drafts import filing
from handouts.studio.drafts.documents import Document, Found, Kind, digest_of
from handouts.studio.drafts.edits import BadEdit, Edit, Insert, Put, Remove, edit_from, renamed, sent_of
from handouts.studio.drafts.filing import Saved
from handouts.studio.drafts.history import UNWRITABLE
from handouts.studio.drafts.journal import Journal
from handouts.studio.drafts.keeping import Applied, Keeper, now
from handouts.studio.drafts.recording import Clash, begun, replayed
from handouts.studio.drafts.trees import Ids, Path, Rows, at, field_path, id_path, ids_of, plain, value_of

P = ParamSpec("P")
R = TypeVar("R")


def _alone(method: Callable[Concatenate[Draft, P], R]) -> Callable[Concatenate[Draft, P], R]:
    """A method that waits for another thread that edits the same document."""

    @wraps(method)
    def call(draft: Draft, /, *given: P.args, **named: P.kwargs) -> R:
        with draft.lock:
            return method(draft, *given, **named)

    return call


class Draft:
    """A document being edited, by one process and any of its threads.

    None of its methods raises where a disk is full, closed or gone.
    """

    def __init__(self, keeper: Keeper) -> None:
        """Use `Draft.open`."""
        self._keeper = keeper
        self._document = keeper.document
        self._recorded = keeper.recorded
        self._answers: dict[str, Applied] = {}
        self.lock = RLock()
        """Held by whoever does several things that belong together."""
        self._found: tuple[int, list[Found]] | None = None

    @classmethod
    def open(
        cls, folder: Folder, kind: Kind, name: str = "", *, new: dict[str, Any] | None = None,
        clock: Callable[[], datetime] = now,
    ) -> Draft:  # fmt: skip
        """Opens a document with all that its journal holds; `new` is what one says that is not there yet.

        Nothing is written before the first edit. Raises UsageError where there is no such document, and ContentError
        where its file cannot be read and no journal holds it.
        """
        document = Document(folder, kind, name)
        journal = Journal(folder.root, document.journal, document.path)
        data, failed = None, None
        try:
            data = document.read()
        except OSError as reason:
            failed = reason
        recorded = replayed(document, journal.read())
        if recorded is None:
            journal.set_aside()
            if failed or (data is None and new is None):
                document.must_exist(folder, failed)
            begin = data if data is not None else dump(new or {}).encode()
            recorded = begun(document, secrets.token_hex(8), begin, digest_of(data))
        keeper = Keeper(document, journal, recorded, clock)
        filing.take_up(keeper, data)
        return cls(keeper)

    @property
    def name(self) -> str:
        """The name of the document: a reference, or that of its file without its ending."""
        return self._document.name

    @property
    def file(self) -> str:
        """Its file, as seen from the practice folder."""
        return self._document.relative

    @property
    def session(self) -> str:
        """What the ids of its rows are good for: a page of another session knows other rows by them."""
        return self._recorded.session

    @property
    def rev(self) -> int:
        """The number of its state; each edit, undo, redo and change from outside makes a higher one."""
        return self._recorded.rev

    @property
    def tree(self) -> Value:
        """What it says, as plain values."""
        return value_of(self._recorded.history.state.tree)

    @property
    def ids(self) -> Ids:
        """The ids of the items of each list, by its path."""
        return ids_of(self._recorded.history.state.tree)

    @property
    def clashes(self) -> tuple[Clash, ...]:
        """Where her words and those in a file that was changed outside differ, and nothing was settled yet."""
        return tuple(self._recorded.clashes)

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit to be taken back."""
        return bool(self._recorded.history.groups)

    @property
    def can_redo(self) -> bool:
        """Whether there is an edit that was taken back, and nothing was edited since."""
        return bool(self._recorded.history.undone)

    @_alone
    def data(self) -> bytes | None:
        """The bytes that its file would have now, also where it has mistakes; None where no YAML can say it."""
        try:
            return self._recorded.history.data_of(self._recorded.history.state, self._document)
        except UNWRITABLE:
            return None

    def field_path(self, path: Path) -> FieldPath:
        """A path of keys and ids as models, marks and the proof have it."""
        return field_path(self._recorded.history.state.tree, path)

    def id_path(self, path: FieldPath) -> Path:
        """A path with indexes as a page has it, with ids."""
        return id_path(self._recorded.history.state.tree, path)

    @_alone
    def problems(self) -> list[Found]:
        """All that is wrong or doubtful about it now, each with the field that it is about."""
        if self._found is None or self._found[0] != self.rev:
            self._found = (self.rev, self._document.problems(self._recorded.history.state.tree))
        return self._found[1]

    @_alone
    def apply(self, tab: str, seq: int, edits: Sequence[Edit | Mapping[str, Any]]) -> Applied:
        """Makes the edits of the request `seq` of a page, and has them on the disk.

        An edit that was made for another text than is there by now is a conflict, and changes nothing; the others go
        on. A request that was made before is answered again. Raises BadEdit for what no page sends.
        """
        recorded, keeper = self._recorded, self._keeper
        if seq <= recorded.seqs.get(tab, -1):
            answer = self._answers.get(tab, Applied(self.rev, (), saved=True))
            reason = keeper.flush()
            return answer._replace(saved=not reason, reason=reason)
        wanted = [edit_from(each) if isinstance(each, Mapping) else each for each in edits]
        if self._document.kind == "clients" and any(edit.path[:1] == ("ref",) for edit in wanted):
            message = "a reference stays"
            raise BadEdit(message)
        ids = self._other_ids(wanted)
        done, refused = recorded.make([renamed(edit, ids) for edit in wanted], keeper.time(), typed=True)
        recorded.seqs[tab] = seq
        record: dict[str, Any] = {"tab": tab, "seq": seq, "edits": [sent_of(edit) for edit in done]}
        if refused:  # so that no word is gone with the page that it was typed in
            record["refused"] = [sent_of(edit) for edit, _ in refused]
        reason = keeper.keep(record, changed=bool(done)) if done or refused else keeper.flush()
        conflicts = tuple(self._clash(each.path, each.theirs) for _, each in refused)
        self._answers[tab] = Applied(self.rev, conflicts, not reason, reason, ids)
        return self._answers[tab]

    def _other_ids(self, edits: Sequence[Edit]) -> dict[str, str]:
        """Another id for each new row whose own is that of another row already, as two pages may give the same."""
        taken = {given for each in self.ids.values() for given in each}
        self._recorded.numbers.heed(edits)
        return {
            edit.id: self._recorded.numbers.new() for edit in edits if isinstance(edit, Insert) and edit.id in taken
        }

    def _clash(self, path: Path, theirs: Any) -> Clash:
        """What is at a path, and when that was changed last, with what is in it and around it."""
        times = (at for each, at in self._recorded.changed.items() if each[: len(path)] == path[: len(each)])
        return Clash(path, theirs, max(times, default=""))

    @_alone
    def undo(self) -> Applied:
        """Takes the last edits back; nothing happens where there are none."""
        return self._went("undo", done=self._recorded.history.undo())

    @_alone
    def redo(self) -> Applied:
        """Makes the edits again that were taken back last; nothing happens where there are none."""
        return self._went("redo", done=self._recorded.history.redo())

    def _went(self, word: str, *, done: bool) -> Applied:
        reason = self._keeper.keep({word: True}, changed=True) if done else self._keeper.flush()
        return Applied(self.rev, (), not reason, reason)

    @_alone
    def save(self) -> Saved:
        """Has the file say what the draft says, if it is valid; first takes in what was changed in the file outside."""
        return filing.save(self._keeper, self.problems())

    @_alone
    def look(self) -> Saved:
        """Takes in what was changed in the file outside, and tells how it stands; nothing is written to it."""
        return filing.look(self._keeper)

    @_alone
    def settle(self, path: Path, choice: Literal["mine", "theirs", "both"]) -> Applied:
        """Settles a clash: her words stay, or those of the file come, or both are there, hers first."""
        clash = next((each for each in self._recorded.clashes if each.path == path), None)
        if clash is None:
            return Applied(self.rev, (), saved=True)
        mine = plain(at(self._recorded.history.state.tree, path))
        to = clash.theirs
        if choice == "both" and isinstance(mine, str) and isinstance(to, str):
            to = f"{mine.rstrip()}\n\n{to}"
        self._recorded.clashes.remove(clash)
        is_row = isinstance(at(self._recorded.history.state.tree, path[:-1]), Rows)
        edit: Edit = Put(path, mine, to)
        if is_row and (mine is None or to is None):
            edit = Remove(path) if to is None else Insert(path[:-1], to, None, path[-1])
        done = () if choice == "mine" else self._recorded.make([edit], self._keeper.time())[0]
        left = [each._asdict() for each in self._recorded.clashes]
        reason = self._keeper.keep({"edits": [sent_of(edit) for edit in done], "clashes": left}, changed=bool(done))
        return Applied(self.rev, (), not reason, reason)

    @_alone
    def write_over(self) -> Saved:
        """Writes the file though it was broken or deleted outside; a broken one is kept as `NAME.yaml.bak`."""
        return filing.write_over(self._keeper, self.problems())

    @_alone
    def finish(self) -> Saved:
        """Saves; when the file says it all, the journal keeps none of the edits, and they cannot be undone any more."""
        saved = self.save()
        if saved.is_whole:
            self._keeper.compact()
        return saved

    @_alone
    def close(self) -> None:
        """Lets the journal go, so that another process may edit the document."""
        self._keeper.close()
