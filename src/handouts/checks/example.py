"""What is printed does not carry the name and the numbers of the practice that the package comes with as an example."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.folder import Folder
from handouts.loading import Loaded
from handouts.model.practice import Practice
from handouts.problems import Problem, warning

NAMES = frozenset({"Praktijk Lindezee", "Harbour Lane Practice"})
"""The practices of the starters."""


def check(practice: Loaded[Practice], folder: Folder) -> Iterator[Problem]:
    """The example's name or trade register number in a folder that is not the repository itself."""
    if folder.root == folder.shipped.resolve():
        return
    hint = "put your own in content/practice.yaml, and take out what you do not have"
    kvk = practice.value.registrations.kvk
    if practice.value.name in NAMES:
        yield warning("example-practice", practice.marks.at(("name",)), "this is still the example's practice", hint)
    elif kvk and not kvk.strip("0 "):
        mark = practice.marks.at(("registrations", "kvk"))
        yield warning("example-practice", mark, "this is still the example's number", hint)
