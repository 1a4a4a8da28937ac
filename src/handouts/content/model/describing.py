"""A field is described once, and everything that is said of it comes from here: docs/fields.md, JSON Schema, `--ask`.

The model says how a field is asked for; `languages/LANGUAGE/fields.yaml` says what it is called.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from inspect import get_annotations
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args

from pydantic import Field

from handouts.content.model.fields import Model
from handouts.languages.texts import own_texts, texts

Asked = Literal["line", "text", "choice", "choices", "yes or no", "date", "list", "rows"]
"""How a field is asked for: one line, lines until an empty one, one or some of its choices, and so on."""


def described(
    *, asked: Asked | None = None, group: str = "", example: str = "", personal: bool = False, judged: bool = True,
    **more: Any,
) -> Any:  # fmt: skip
    """A field with what is known of it beside its type; `more` is for pydantic.

    `group` is the part of the questions or of a form that it belongs to. `personal` is what says something of a client,
    beyond which consult it is. What is not asked for, is never a question. What is not `judged` are the words of
    others, such as the title of a source: no editor says how it should be written.
    """
    extra: dict[str, Any] = {"asked": asked, "group": group, "example": example, "personal": personal, "judged": judged}
    return Field(json_schema_extra=extra, **more)


class Description(NamedTuple):
    """What is known of a field, in a language."""

    key: str
    title: str
    help: str
    question: str
    """How it is asked for: its title, unless the language has a question for it."""
    empty: str
    """What an empty answer means."""
    choices: Mapping[str, str]
    """What each of its choices is called."""
    example: str
    asked: Asked | None
    group: str
    personal: bool


def describe(model: type[Model], name: str, language: str, *, root: Path | None = None) -> Description:
    """What is known of a field of a model; what the language does not say is said in English."""
    key = key_of(model, name)
    extra: dict[str, Any] = {"asked": None, "group": "", "example": "", "personal": False, **_known(model, name)}
    words = texts(language, "fields", root).get(key, {})
    title = words.get("title", "")
    return Description(
        key, title, words.get("help", ""), words.get("question", title), words.get("empty", ""),
        words.get("choices", {}), words.get("example", extra["example"]), extra["asked"], extra["group"],
        extra["personal"],
    )  # fmt: skip


def group_title(group: str, language: str) -> str:
    """What a group of fields is called."""
    return str(texts(language, "fields")[f"group.{group}"]["title"])


def key_of(model: type[Model], name: str) -> str:
    """The key of its description: the model that a field is written in, and its name, such as `Client.first_name`."""
    if "key" in (known := _known(model, name)):
        return str(known["key"])
    owner = next(each for each in model.__mro__ if name in get_annotations(each))
    return f"{owner.__name__}.{name}"


def _known(model: type[Model], name: str) -> Mapping[str, Any]:
    known = model.model_fields[name].json_schema_extra
    return known if isinstance(known, dict) else {}


def lacking(model: type[Model], language: str, *, root: Path | None = None) -> list[str]:
    """What a language does not say of the fields of a model and of those in it, such as `Client.form: help`."""
    words = own_texts(language, "fields", root)
    wanted = [(key_of(each, name), part) for each in models_in(model) for name in each.model_fields
              for part in ("title", "help")]  # fmt: skip
    return list(dict.fromkeys(f"{key}: {part}" for key, part in wanted if not words.get(key, {}).get(part)))


def models_in(annotation: Any) -> Iterator[type[Model]]:
    """The models that an annotation names, each with those in its fields."""
    if isinstance(annotation, type) and issubclass(annotation, Model):
        yield annotation
        for field in annotation.model_fields.values():
            yield from models_in(field.annotation)
    else:
        for inner in get_args(annotation):
            yield from models_in(inner)


def json_schema(model: type[Model], language: str) -> dict[str, Any]:
    """The JSON Schema of a model with the titles, helps and examples of a language, for an editor or a form.

    Of each field that is asked for it says how (`x-asked`), under which heading (`x-group`) and what its choices are
    called (`x-choices`); of every field, whether it is personal (`x-personal`).
    """
    schema = model.model_json_schema()
    parts = {model.__name__: schema, **schema.get("$defs", {})}
    for each in models_in(model):
        properties = parts[each.__name__]["properties"]
        for name, field in each.model_fields.items():
            found = describe(each, name, language)
            entry = properties[field.alias or name]
            for key in ("key", "asked", "group", "example", "personal", "judged"):
                entry.pop(key, None)
            entry |= {"title": found.title, "description": found.help, "x-personal": found.personal}
            if found.example:
                entry["examples"] = [found.example]
            if found.asked:
                entry["x-asked"] = found.asked
            if found.group:
                entry["x-group"] = group_title(found.group, language)
            if found.choices:
                entry["x-choices"] = dict(found.choices)
    return schema
