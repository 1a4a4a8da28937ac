"""The states of a document, one after another, and the bytes that its file has in each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from handouts.content.patching import Unpatchable, patch
from handouts.problems import ContentError
from handouts.studio.drafts.differences import changes_between, edits_between
from handouts.studio.drafts.documents import Document
from handouts.studio.drafts.edits import Edit, Refused, as_typed, made
from handouts.studio.drafts.trees import Tree

UNWRITABLE = (ContentError, Unpatchable, LookupError)
"""What is raised for a document that no file can hold, such as one with a sign that cannot be printed."""


class State:
    """A document as it was once. `data` are the bytes of its file, once these are known."""

    __slots__ = ("data", "tree")

    def __init__(self, tree: Tree, data: bytes | None = None) -> None:
        """`data` are read as `tree`."""
        self.tree = tree
        self.data = data


class Group(NamedTuple):
    """Edits that were made together, when (ISO 8601), and the states before and after them."""

    edits: Sequence[Edit]
    at: str
    before: State
    after: State


class Step(NamedTuple):
    """What some edits make of a document: those that were made, and those that were refused, each with why."""

    tree: Tree
    edits: tuple[Edit, ...]
    refused: tuple[tuple[Edit, Refused], ...]


def stepped(tree: Tree, edits: Sequence[Edit], new_id: Callable[[], str], *, typed: bool = False) -> Step:
    """Makes edits one after another, those that were `typed` as they are meant; one that is refused stops no other."""
    done, refused = list[Edit](), list[tuple[Edit, Refused]]()
    for edit in edits:
        try:
            step = made(tree, as_typed(tree, edit) if typed else edit, new_id)
        except Refused as reason:
            refused.append((edit, reason))
            continue
        tree = step.tree
        done += [step.edit] if step.edit else []
    return Step(tree, tuple(done), tuple(refused))


class History:
    """The state of a document now, the groups that led to it from `base`, and those that were undone."""

    def __init__(self, base: State) -> None:
        """The bytes of `base` are known."""
        self.base = base
        self.state = base
        self.groups: list[Group] = []
        self.undone: list[Group] = []

    def add(self, edits: Sequence[Edit], tree: Tree, at: str) -> None:
        """Goes on to a new state; what was undone cannot be redone any more."""
        after = State(tree)
        self.groups.append(Group(edits, at, self.state, after))
        self.undone.clear()
        self.state = after

    def undo(self) -> bool:
        """Goes back to before the last group; whether there was one."""
        if not self.groups:
            return False
        self.undone.append(self.groups.pop())
        self.state = self.undone[-1].before
        return True

    def redo(self) -> bool:
        """Goes on to after the group that was undone last; whether there was one."""
        if not self.undone:
            return False
        self.groups.append(self.undone.pop())
        self.state = self.groups[-1].after
        return True

    def begin_with(self, base: State, tree: Tree, at: str) -> None:
        """Begins anew with another base, from which one group leads to `tree`."""
        self.base = self.state = base
        self.groups.clear()
        self.undone.clear()
        if edits := tuple(edits_between(base.tree, tree)):
            self.add(edits, tree, at)

    def drop(self, count: int, document: Document) -> None:
        """Forgets the first groups, so that the base is the state after them; none where that cannot be written."""
        if count:
            base = self.groups[count - 1].after
            try:
                self.data_of(base, document)
            except UNWRITABLE:
                return
            self.base = base
            del self.groups[:count]

    def data_of(self, state: State, document: Document) -> bytes:
        """The bytes of the file in a state, made from those of the nearest earlier one of which they are known.

        Raises one of UNWRITABLE.
        """
        if state.data is None:
            origin = self._origin(state)
            changes = changes_between(origin.tree, state.tree)
            state.data = patch(origin.data or b"", document.relative, changes, document.model)
        return state.data

    def _origin(self, state: State) -> State:
        known = self.base
        for group in (*self.groups, *reversed(self.undone)):
            if group.before.data is not None:
                known = group.before
            if group.after is state:
                break
        return known
