"""A name becomes `Loaded(value, marks)`: read, validated, with the place of every field; or all Problems at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from datetime import date
from typing import Any, Generic, NamedTuple, TypeVar

from pydantic import ValidationError

from handouts.content.mistakes import problem_of
from handouts.content.model.brochure import Brochure
from handouts.content.model.dates import FIRST_YEAR
from handouts.content.model.fields import Model
from handouts.content.model.module import Module
from handouts.content.model.practice import Practice
from handouts.content.model.printed import printed_texts
from handouts.content.model.sheet import Consult, Recipe
from handouts.content.reading import FieldPath, Marks, Read, survey_yaml
from handouts.files.folder import Folder, TrackedReader
from handouts.files.layout import consult_file
from handouts.problems import ContentError, Mark, Problem, error, has_errors, msg, warning

M = TypeVar("M", bound=Model)

_DASHES = re.compile(r"(?<=[^\n])\n[ \t]*[-•*] (?=\S)")
_LIST_AHEAD = re.compile(r":[ \t]*\n[ \t]*[-•*] \S")
_KEY_IN_TEXT = re.compile(
    r"(?:^|\s)(?:- )?(heading|points|items|lead_in|facts|sections|subtitle|main_message|sources|params):(?=\s)"
)

# What an editor and `handouts schema` call a kind of file.
KINDS: dict[str, type[Model]] = {
    "practice": Practice,
    "brochure": Brochure,
    "module": Module,
    "sheet": Recipe,
    "consult": Consult,
}


class Loaded(NamedTuple, Generic[M]):
    """A valid value, the place of each of its fields, and what was doubtful about the file (warnings only).

    `loaded.marks.at(("sections", 0, "heading"))` is the place of that value: file, line and column.
    """

    value: M
    marks: Marks
    problems: tuple[Problem, ...]


def load_practice(reader: TrackedReader) -> Loaded[Practice]:
    """The practice of the folder, of which the look exists.

    Raises ContentError with every mistake in it, also when there is none.
    """
    from handouts.content.looks import design_of

    practice = load_file(reader, "content/practice.yaml", Practice)
    design_of(reader, practice)
    return practice


def load_brochure(reader: TrackedReader, name: str) -> Loaded[Brochure]:
    """The brochure of that name, without its folder or `.yaml`.

    Raises ContentError with every mistake in it, or UsageError when there is none.
    """
    reader.folder.must_hold("brochures", name)
    return load_file(reader, f"content/brochures/{name}.yaml", Brochure)


def load_consult(reader: TrackedReader, ref: str) -> Loaded[Consult]:
    """The consult of that reference.

    Raises ContentError with every mistake in it, also when its `ref` is another, or UsageError when there is none.
    """
    reader.folder.must_hold("clients", ref)
    consult = load_file(reader, consult_file(ref), Consult)
    if consult.value.ref != ref:
        raise ContentError([_other_ref(reader, ref, consult)])
    return consult


def _other_ref(reader: TrackedReader, ref: str, consult: Loaded[Consult]) -> Problem:
    """A consult that has another reference than its file, which may be that of another file."""
    mark, other = consult.marks.at(("ref",)), consult_file(consult.value.ref)
    if reader.folder.holds(reader.folder.own(other)):
        message = msg("the reference {ref} is in two files, here and in {other}", ref=consult.value.ref, other=other)
        hint = msg("write {line}", line=f"ref: {ref}")
        return error("other-ref", mark, message, hint)
    message = msg("the file is called {file}, and its ref is {ref}", file=f"{ref}.yaml", ref=consult.value.ref)
    return error("other-ref", mark, message, "make the two the same")


def sound_consult(reader: TrackedReader, ref: str) -> Loaded[Consult] | None:
    """What is sound of a consult that has mistakes; None where that is too little."""
    return sound_file(reader, consult_file(ref), Consult)


def sound_file(reader: TrackedReader, relative: str, model: type[M]) -> Loaded[M] | None:
    """What is sound of a file that has mistakes; None where that is too little."""
    try:
        return sound_part(survey_yaml(reader.read(relative) or b"", reader.place(relative)), model)
    except ContentError:
        return None


def add_consult(folder: Folder, data: bytes, label: str) -> Loaded[Consult]:
    """Adds a consult that is not in the folder, in memory only; returns it.

    `label` is how Problems call it. Raises ContentError with every mistake in it, and
    UsageError as `Folder.add_virtual_file` does.
    """
    consult = validate(data, label, Consult)
    folder.add_virtual_file(consult_file(consult.value.ref), data, label)
    return consult


def load_file(reader: TrackedReader, relative: str, model: type[M]) -> Loaded[M]:
    """Reads and validates one YAML file; `relative` is its name in the folder, such as `content/practice.yaml`.

    Raises ContentError with every mistake in it, also when there is none.
    """
    data = reader.read(relative)
    if data is None:
        raise ContentError([error("no-file", Mark(relative), "this file does not exist")])
    place = reader.place(relative)
    # A folder reads a file once in its life, and a model never changes: a batch asks for the same modules each time.
    return reader.folder.once((relative, place, model), lambda: validate(data, place, model))


def validate(data: bytes, file: str, model: type[M]) -> Loaded[M]:
    """The value of `data` (YAML, at most 1 MB), which Problems call `file`; nothing is read from disk.

    Raises ContentError with every mistake in it.
    """
    return validate_tree(survey_yaml(data, file), model)


def validate_tree(read: Read, model: type[M]) -> Loaded[M]:
    """The valid value of what was read. Raises ContentError with every mistake in it."""
    try:
        value = model.model_validate(read.value)
    except ValidationError as reason:
        problems = (problem_of(details, read.marks, model) for details in reason.errors(include_url=False))
        raise ContentError(sorted([*read.problems, *problems], key=lambda problem: problem.mark)) from None
    if has_errors(read.problems):
        raise ContentError(read.problems)
    return Loaded(value, read.marks, (*read.problems, *_swallowed(value, read.marks)))


_ROUNDS = 5
UNDATED = date(FIRST_YEAR, 1, 1)
"""The day of a consult of which the part that is sound does not say its reference, its client and its own day."""
_STAND_INS: dict[type[Model], dict[str, Any]] = {
    Consult: {"ref": "x", "client": {"first_name": "x"}, "date": UNDATED.isoformat()},
    Brochure: {"title": "x"},
    Practice: {"name": "x", "practitioner": {"name": "x", "role": "x"}},
}
"""What a file is read with where it has a mistake in one of these fields, so that the rest of it is read."""


def sound_part(read: Read, model: type[M]) -> Loaded[M] | None:
    """What a file with mistakes says without each item of a list, or field, that holds one; None for too little.

    So that a mistake in one line does not hide what is to be said of the others. Where a consult's own fields are
    wrong, it is of the day `UNDATED`.
    """
    stand_ins = _STAND_INS.get(model, {})
    for _ in range(_ROUNDS):
        try:
            return Loaded(model.model_validate(read.value), read.marks, read.problems)
        except ValidationError as reason:
            wrong = {_to_leave_out(each["type"], each["loc"], read.value) for each in reason.errors(include_url=False)}
        if () in wrong or not isinstance(read.value, dict):
            return None
        replaced = any(path[0] in stand_ins for path in wrong if len(path) == 1)
        if any(path[0] not in read.value and path[0] not in stand_ins for path in wrong):
            return None
        before, marks = read.marks, Marks(read.marks.file)

        def moved(at: FieldPath, to: FieldPath, before: Marks = before, marks: Marks = marks) -> None:
            marks.put(to, before.at(at), before.key(at))

        left = _without(read.value, wrong, moved, (), ())
        read = Read({**left, **stand_ins} if replaced else left, marks, read.problems)
    return None


def _to_leave_out(kind: str, path: FieldPath, value: Any) -> FieldPath:
    """The item or the field of a value that goes with a mistake at `path`; a text has no fields of its own."""
    if path and isinstance(value, dict) and isinstance(value.get(path[0]), str):
        return path[:1]
    if kind == "extra_forbidden" or (len(path) == 2 and isinstance(path[1], str) and kind != "missing"):
        return path
    return path[:2] if len(path) > 1 and isinstance(path[1], int) else path[:1]


def _without(
    value: Any,
    wrong: Collection[FieldPath],
    moved: Callable[[FieldPath, FieldPath], None],
    at: FieldPath,
    to: FieldPath,
) -> Any:
    """`value`, which is at `at`, without what is at the paths `wrong`; `moved` gets both paths of the rest."""
    moved(at, to)
    if isinstance(value, dict):
        left = {key: each for key, each in value.items() if (*at, key) not in wrong}
        return {key: _without(each, wrong, moved, (*at, key), (*to, key)) for key, each in left.items()}
    if isinstance(value, list):
        kept = [(index, each) for index, each in enumerate(value) if (*at, index) not in wrong]
        return [_without(each, wrong, moved, (*at, index), (*to, place)) for place, (index, each) in enumerate(kept)]
    return value


def _swallowed(value: Model, marks: Marks) -> Iterator[Problem]:
    """Keys and lists that became part of the text above them, as they begin too far to the right, or in a block."""
    for path, text in printed_texts(value):
        if found := _KEY_IN_TEXT.search(text):
            message = msg("“{key}:” is inside this text, and will be printed", key=found[1])
            yield warning("key-in-text", marks.at(path), message, "move it to the left, under the key it belongs to")
        # The lines of a paragraph run on where they are printed. One dash may only be where a line was broken off.
        if len(_DASHES.findall(text)) > 1 or _LIST_AHEAD.search(text):
            message = msg("there is a list inside this text, and its lines are printed after each other")
            hint = msg("put it under a key of its own, such as items:, or leave an empty line before each dash")
            yield warning("dash-in-text", marks.at(path), message, hint)
