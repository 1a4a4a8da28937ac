"""The file of a draft: what was changed in it outside comes into the draft, and what is valid goes into the file."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Literal, NamedTuple

from handouts.content.reading import read_yaml
from handouts.files.writing import PRIVATE, write
from handouts.problems import BrokenEnvironment, ContentError, Problem, has_errors
from handouts.studio.drafts.aligning import aligned
from handouts.studio.drafts.differences import edits_between
from handouts.studio.drafts.documents import Found, digest_of
from handouts.studio.drafts.history import UNWRITABLE, State, stepped
from handouts.studio.drafts.journal import Reason, reason_of
from handouts.studio.drafts.keeping import Keeper
from handouts.studio.drafts.recording import Clash, outside_record
from handouts.studio.drafts.trees import Path, Rows, Tree, at, plain

FileState = Literal["same", "other", "invalid", "clash", "broken", "deleted", "unwritable"]
"""How the file stands: it says what the draft says (same), or not (other). It is not written while the draft has
mistakes (invalid) or clashes with it; where it was broken or deleted outside; and where no YAML can say what the draft
says (unwritable)."""


class Saved(NamedTuple):
    """How the file stands: `state`, or why it could not be written (`reason`).

    `problems` are those of a file that was broken outside; `merged` says that something came into the draft from it.
    """

    state: FileState
    reason: Reason = ""
    problems: tuple[Problem, ...] = ()
    merged: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether the file says what the draft says."""
        return self.state == "same" and not self.reason


def take_up(keeper: Keeper, data: bytes | None) -> None:
    """Finds the state that the file has among those that were written, and leaves out what is too old."""
    recorded, digest = keeper.recorded, digest_of(data)
    if known := recorded.written.get(digest):
        recorded.file, recorded.of_file = digest, known
        known.data = known.data if data is None else data
    else:
        recorded.file = next((each for each, state in recorded.written.items() if state is recorded.of_file), "")
    keeper.leave_out_old()


def look(keeper: Keeper) -> Saved:
    """Takes in what was changed in the file outside; nothing is written to it."""
    recorded = keeper.recorded
    try:
        data = keeper.document.read()
    except OSError as failed:
        return Saved("other", reason_of(failed))
    if digest_of(data) == recorded.file:
        return Saved("same" if recorded.of_file.tree == recorded.history.state.tree and recorded.file else "other")
    if data is None:
        return Saved("deleted", "gone" if keeper.is_gone() else "")
    try:
        read_yaml(data, keeper.document.relative)
    except ContentError as refused:
        return Saved("broken", problems=refused.problems)
    _merge(keeper, data)
    return Saved("same" if recorded.of_file.tree == recorded.history.state.tree else "other", merged=True)


def _merge(keeper: Keeper, data: bytes) -> None:
    """Brings the changes of the file into the draft, each by its path; where both changed the same, hers stay."""
    recorded, time = keeper.recorded, keeper.time()
    value = read_yaml(data, keeper.document.relative).value
    theirs = State(aligned(value, recorded.of_file.tree, recorded.numbers.new), data)
    edits = [*edits_between(recorded.of_file.tree, theirs.tree)]
    step = stepped(recorded.history.state.tree, edits, recorded.numbers.new)
    paths = dict.fromkeys(_clashing(step.tree, reason.path) for _, reason in step.refused)
    clashes = [Clash(path, plain(at(theirs.tree, path)), time) for path in paths]
    recorded.clashes = [*(clash for clash in recorded.clashes if clash.path not in paths), *clashes]
    recorded.changed |= {edit.path: time for edit in step.edits}
    recorded.merged(theirs, step.tree, time)
    hers = [edit for group in recorded.history.groups for edit in group.edits]
    record = outside_record(theirs, hers, recorded.numbers)
    keeper.keep({**record, "clashes": [clash._asdict() for clash in recorded.clashes]}, changed=True)


def _clashing(tree: Tree, path: Path) -> Path:
    """The path of a clash: where she took a row away, that of the whole row."""
    for length in range(1, len(path)):
        if isinstance(at(tree, path[: length - 1]), Rows) and at(tree, path[:length]) is None:
            return path[:length]
    return path


def save(keeper: Keeper, problems: Sequence[Found]) -> Saved:
    """Has the file say what the draft says, if it has no mistakes; first takes in what was changed outside."""
    found = look(keeper)
    if found.state != "other" or found.reason:
        return found
    recorded, state = keeper.recorded, keeper.recorded.history.state
    if recorded.clashes:
        return found._replace(state="clash")
    if found.merged:
        problems = keeper.document.problems(state.tree)
    if has_errors(each.problem for each in problems):
        return found._replace(state="invalid")
    try:
        data = recorded.history.data_of(state, keeper.document)
    except UNWRITABLE:
        return found._replace(state="unwritable")
    return found._replace(**_written(keeper, data, state)._asdict() | {"merged": found.merged})


def _written(keeper: Keeper, data: bytes, state: State) -> Saved:
    recorded = keeper.recorded
    # Said before it is done: after a kill in between, the file is known for her own.
    if keeper.keep({"writes": digest_of(data)}, changed=False) == "gone":
        return Saved("deleted", "gone")
    try:
        if not keeper.document.write(data, recorded.file):
            return Saved("other")
    except (OSError, BrokenEnvironment) as failed:
        return Saved("other", reason_of(failed))
    recorded.file, recorded.of_file = digest_of(data), state
    recorded.written = {recorded.file: state}
    return Saved("same")


def write_over(keeper: Keeper, problems: Sequence[Found]) -> Saved:
    """Writes the file though it was broken or deleted outside; what it held is kept beside it, as `NAME.yaml.bak`."""
    found = look(keeper)
    if found.state not in {"broken", "deleted"} or found.reason == "gone":
        return save(keeper, problems)
    try:
        if data := keeper.document.read():
            path = keeper.document.path
            names = (path.with_name(f"{path.name}.bak{number or ''}") for number in itertools.count())
            write(next(name for name in names if not name.exists()), data, mode=PRIVATE)
    except (OSError, BrokenEnvironment) as failed:
        return found._replace(reason=reason_of(failed))
    keeper.recorded.file = digest_of(data)
    # No state has the bytes that are there now, so the file is not taken for one that says what the draft says.
    keeper.recorded.of_file = State(keeper.recorded.of_file.tree, keeper.recorded.of_file.data)
    return save(keeper, problems)
