"""A name becomes `Loaded(value, marks)`: read, validated, with the place of every field; or all Problems at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from datetime import date
from typing import Any, Generic, NamedTuple, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from handouts.content.model.brochure import Brochure
from handouts.content.model.dates import FIRST_YEAR
from handouts.content.model.describing import models_in
from handouts.content.model.fields import Model, printed_texts
from handouts.content.model.module import Module
from handouts.content.model.naming import field_called, titles_of
from handouts.content.model.practice import Practice
from handouts.content.model.sheet import Consult, Recipe
from handouts.content.reading import FieldPath, Marks, Read, survey_yaml
from handouts.content.things import did_you_mean, some_of
from handouts.content.words import words
from handouts.files.folder import Folder, TrackedReader
from handouts.files.layout import consult_file
from handouts.languages.messages import joined_by_or
from handouts.problems import NO_HINT, ContentError, Mark, Message, Problem, as_message, error, has_errors, msg, warning

M = TypeVar("M", bound=Model)

_DASHES = re.compile(r"(?<=[^\n])\n[ \t]*[-•*] (?=\S)")
_LIST_AHEAD = re.compile(r":[ \t]*\n[ \t]*[-•*] \S")
_KEY_IN_TEXT = re.compile(
    r"(?:^|\s)(?:- )?(heading|points|items|lead_in|facts|sections|subtitle|main_message|sources|params):(?=\s)"
)

# What people add about a client: the sheet needs none of it.
_MORE_OF_A_CLIENT, _A_NAME = frozenset(words("more_of_a_client")), frozenset(words("a_name"))

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
    """The practice of the folder. Raises ContentError with every mistake in it, also when there is none."""
    return load_file(reader, "content/practice.yaml", Practice)


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
        message = msg("the file is called {file}, and its ref is {ref}", file=f"{ref}.yaml", ref=consult.value.ref)
        raise ContentError([error("other-ref", consult.marks.at(("ref",)), message, "make the two the same")])
    return consult


def sound_consult(reader: TrackedReader, ref: str) -> Loaded[Consult] | None:
    """What is sound of a consult that has mistakes; None where that is too little."""
    return sound_file(reader, consult_file(ref), Consult)


def sound_file(reader: TrackedReader, relative: str, model: type[M]) -> Loaded[M] | None:
    """What is sound of a file that has mistakes; None where that is too little."""
    try:
        return sound_part(survey_yaml(reader.read(relative) or b"", reader.place(relative)), model)
    except ContentError:
        return None


def add_consult(folder: Folder, data: bytes, said: str) -> Loaded[Consult]:
    """Adds a consult that is not in the folder, in memory only; returns it.

    `said` is how Problems call it. Raises ContentError with every mistake in it, and
    UsageError as `Folder.add_virtual_file` does.
    """
    consult = validate(data, said, Consult)
    folder.add_virtual_file(consult_file(consult.value.ref), data, said)
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
        problems = (_problem(details, read.marks, model) for details in reason.errors(include_url=False))
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


def _problem(details: ErrorDetails, marks: Marks, model: type[Model]) -> Problem:
    path: FieldPath = details["loc"]
    kind, context = details["type"], details.get("ctx", {})
    at, key = marks.at(path), str(path[-1]) if path else ""
    if "sentence" in context:
        return error(
            kind, marks.key(path) if kind == "beside-module" else at, _named(path, context["sentence"]), context["hint"]
        )
    match kind:
        case "extra_forbidden":
            return error("unknown-key", marks.key(path), "“{key}” is not known here", _meant(key, path, model), key=key)
        case "missing":
            hint = msg("add a line {key}: with what belongs there", key=key)
            return error("missing", marks.key(path), "“{key}” is missing", hint, key=key)
        case "list_type":
            return error("not-a-list", at, "“{key}” must be a list", "begin each item with a dash and a space", key=key)
        case "model_type" | "model_attributes_type" | "dict_type":
            known = _keys(_model_at(model, path))
            hint = msg("such as: {known}", known=", ".join(known[:4])) if known else NO_HINT
            return error("not-a-mapping", at, _named(path, msg("this must have keys of its own")), hint)
        case "too_short":
            return error("too-few", at, "“{key}” needs at least {least}", key=key, least=context["min_length"])
        case "too_long":
            message = "“{key}” holds {count}, and {most} is the most that fits"
            return error("too-many", at, message, key=key, count=context["actual_length"], most=context["max_length"])
    return error(kind.replace("_", "-"), at, _named(path, msg("this cannot be read")))


def _meant(key: str, path: FieldPath, model: type[Model]) -> Message:
    """What may be meant by a key that is not known."""
    if model is Consult and (hint := _not_of_a_client(key, path)):
        return hint
    if elsewhere := _elsewhere(model, key, path):
        return msg("it belongs {elsewhere}", elsewhere=joined_by_or(elsewhere))
    inner = _model_at(model, path[:-1])
    known = _keys(inner)
    beneath = "".join("#." if isinstance(step, int) else f"{step}." for step in path[:-1])
    called = field_called(key, beneath, frozenset(known))
    if called:
        return msg("did you mean “{close}”?", close=called)
    titles = titles_of(inner) if inner else {}
    return did_you_mean(key, known, some_of(known, "docs/fields.md"), also=titles)


def _elsewhere(model: type[Model], key: str, path: FieldPath) -> list[Message]:
    """Where else in a file a key is known, nearest to the left first: at its beginning, or under another key."""
    here = [step for step in path[:-1] if isinstance(step, str)]
    places = [msg("at the beginning of a line, with no key above it")] if here and key in _keys(model) else []
    for name in _keys(model):
        inner = _model_at(model, (name,))
        if [name] != here and inner is not None and key in _keys(inner):
            places.append(msg("under {name}:", name=name))
    return places[:2]


def _not_of_a_client(key: str, path: FieldPath) -> Message | None:
    """A hint for a key that would tell who the client is."""
    folded = re.sub(r"[\W_]", "", key.casefold())
    if folded in _MORE_OF_A_CLIENT:
        return msg("leave it out: a sheet holds a first name only")
    if folded in _A_NAME and "client" in path:
        return msg("did you mean “first_name”? A sheet holds that only")
    return None


def _named(path: FieldPath, sentence: str) -> Message:
    keys = [step for step in path if isinstance(step, str)]
    return msg("“{key}”: {sentence}", key=keys[-1], sentence=sentence) if keys else as_message(sentence)


def _keys(model: type[Model] | None) -> list[str]:
    """The keys of a model: its own first, then those that it inherits."""
    if model is None:
        return []
    inherited = model.__base__.model_fields if model.__base__ and issubclass(model.__base__, Model) else {}
    names = sorted(model.model_fields, key=lambda name: name in inherited)
    return [model.model_fields[name].alias or name for name in names]


def _model_at(model: type[Model] | None, path: FieldPath) -> type[Model] | None:
    """The model whose keys are at `path`, by the annotations of the fields on the way."""
    for step in path:
        if model is None or isinstance(step, int):
            continue
        fields = {field.alias or name: field for name, field in model.model_fields.items()}
        model = next(models_in(fields[step].annotation), None) if step in fields else None
    return model
