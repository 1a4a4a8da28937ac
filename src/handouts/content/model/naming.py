"""Where each field of a model is in the YAML, and what practitioners call the fields of a consult.

The names are in `languages/LANGUAGE/fields.yaml`, under `called`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cache
from typing import Annotated, Any, NamedTuple, get_args, get_origin

from handouts.content.model.describing import describe, key_of, models_in
from handouts.content.model.fields import Model, OrText
from handouts.content.model.sheet import Consult
from handouts.content.things import folded
from handouts.languages.texts import FALLBACK, languages, own_texts


class Place(NamedTuple):
    """The path of a value, such as `schedule.#.dose` (`#` for a number), and the field that it is a value of."""

    path: str
    model: type[Model]
    name: str


def places_in(model: type[Model], before: str = "") -> Iterator[Place]:
    """Every place of a model where one value can be; of a list of values, the whole list and an item."""
    for name, field in model.model_fields.items():
        yield from _places(field.annotation, Place(f"{before}{field.alias or name}", model, name))


def _places(annotation: Any, place: Place) -> Iterator[Place]:
    origin, item = get_origin(annotation), f"{place.path}.#"
    if isinstance(annotation, type) and issubclass(annotation, Model):
        yield from places_in(annotation, f"{place.path}.")
    elif origin is list:
        (inner,) = get_args(annotation)
        models = list(models_in(inner))
        if plain := _key_of_text(inner):
            yield place
            yield Place(item, models[0], plain)
        elif not models:
            yield place
            yield place._replace(path=item)
        yield from (each for each in _places(inner, place._replace(path=item)) if each.path != item)
    elif origin is not dict and (parts := [each for each in get_args(annotation) if each is not type(None)]):
        yield from _places(parts[0], place)
    elif origin is not dict:
        yield place


def _key_of_text(annotation: Any) -> str:
    """The key that plain text in the place of a mapping is the value of; empty where text is no mapping."""
    metadata = get_args(annotation)[1:] if get_origin(annotation) is Annotated else ()
    return next((each.key for each in metadata if isinstance(each, OrText)), "")


@cache
def called() -> Mapping[str, str]:
    """The names that practitioners use for the fields of a consult, each with the path of its field.

    The names are in small letters, those of every language. Of a list that is asked for by its items, a name is that of
    an item.
    """
    paths: dict[str, str] = {}
    for path, model, name in places_in(Consult):
        key = key_of(model, name)
        is_item = path == f"{paths.get(key)}.#" and describe(model, name, FALLBACK).asked == "list"
        if key not in paths or is_item:
            paths[key] = path
    names: dict[str, str] = {}
    for language in languages():
        texts = own_texts(language, "fields")
        for key, path in paths.items():
            if "called" in texts.get(key, {}):
                names |= dict.fromkeys(texts[key]["called"].split(", "), path)
    return names


@cache
def titles_of(model: type[Model]) -> Mapping[str, str]:
    """The keys of a model by the titles of their fields in every language, in small letters."""
    titles: dict[str, str] = {}
    for language in languages():
        texts = own_texts(language, "fields")
        for name, field in model.model_fields.items():
            if title := texts.get(key_of(model, name), {}).get("title"):
                titles.setdefault(folded(title), field.alias or name)
    return titles


def field_called(name: str, beneath: str, known: Collection[str]) -> str:
    """The one of the `known` keys under a path, such as `schedule.#.`, that a name is used for; empty for none."""
    key = called().get(" ".join(name.casefold().replace("_", " ").split()), "").removeprefix(beneath)
    return key if key in known else ""
