"""A mistake that a model finds, as a Problem with its place and what may be meant."""

from __future__ import annotations

import re

from pydantic_core import ErrorDetails

from handouts.content.model.describing import models_in
from handouts.content.model.fields import Model
from handouts.content.model.naming import field_called, titles_of
from handouts.content.model.sheet import Consult
from handouts.content.reading import FieldPath, Marks
from handouts.content.things import did_you_mean, some_of
from handouts.content.words import words
from handouts.languages.messages import joined_by_or
from handouts.problems import NO_HINT, Message, Problem, as_message, error, msg

# What people add about a client: the sheet needs none of it.
_MORE_OF_A_CLIENT, _A_NAME = frozenset(words("more_of_a_client")), frozenset(words("a_name"))


def problem_of(details: ErrorDetails, marks: Marks, model: type[Model]) -> Problem:
    """The mistake at its place, with what may be meant."""
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
            known = keys_of(model_at(model, path))
            hint = msg("such as: {known}", known=", ".join(known[:4])) if known else NO_HINT
            return error("not-a-mapping", at, _named(path, msg("this must have keys of its own")), hint)
        case "too_short":
            return error("too-few", at, "“{key}” needs at least {least}", key=key, least=context["min_length"])
        case "too_long":
            message = msg("“{key}” holds {count}, and {most} is the most that fits",
                          key=key, count=context["actual_length"], most=context["max_length"])  # fmt: skip
            return error("too-many", at, message, "leave out what matters least, or put it elsewhere")
    return error(kind.replace("_", "-"), at, _named(path, msg("this cannot be read")))


def _meant(key: str, path: FieldPath, model: type[Model]) -> Message:
    """What may be meant by a key that is not known."""
    if model is Consult and (hint := _not_of_a_client(key, path)):
        return hint
    if elsewhere := _elsewhere(model, key, path):
        return msg("it belongs {elsewhere}", elsewhere=joined_by_or(elsewhere))
    inner = model_at(model, path[:-1])
    known = keys_of(inner)
    beneath = "".join("#." if isinstance(step, int) else f"{step}." for step in path[:-1])
    called = field_called(key, beneath, frozenset(known))
    if called:
        return msg("did you mean “{close}”?", close=called)
    titles = titles_of(inner) if inner else {}
    return did_you_mean(key, known, some_of(known, "docs/fields.md"), also=titles)


def _elsewhere(model: type[Model], key: str, path: FieldPath) -> list[Message]:
    """Where else in a file a key is known, nearest to the left first: at its beginning, or under another key."""
    here = [step for step in path[:-1] if isinstance(step, str)]
    places = [msg("at the beginning of a line, with no key above it")] if here and key in keys_of(model) else []
    for name in keys_of(model):
        inner = model_at(model, (name,))
        if [name] != here and inner is not None and key in keys_of(inner):
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


def keys_of(model: type[Model] | None) -> list[str]:
    """The keys of a model: its own first, then those that it inherits."""
    if model is None:
        return []
    inherited = model.__base__.model_fields if model.__base__ and issubclass(model.__base__, Model) else {}
    names = sorted(model.model_fields, key=lambda name: name in inherited)
    return [model.model_fields[name].alias or name for name in names]


def model_at(model: type[Model] | None, path: FieldPath) -> type[Model] | None:
    """The model whose keys are at `path`, by the annotations of the fields on the way."""
    for step in path:
        if model is None or isinstance(step, int):
            continue
        fields = {field.alias or name: field for name, field in model.model_fields.items()}
        model = next(models_in(fields[step].annotation), None) if step in fields else None
    return model
