"""Where a new key belongs among those of a mapping: in the order in which the model has its fields."""

from __future__ import annotations

from collections.abc import Sequence

from handouts.content.mistakes import keys_of, model_at
from handouts.content.model.fields import Model
from handouts.content.reading import FieldPath


def place_of(key: str, keys: Sequence[str], model: type[Model] | None, path: FieldPath) -> int:
    """The place that a new key takes among the `keys` of the mapping at `path`: behind the nearest that goes before it.

    At the end where the model does not know it, or no model is given.
    """
    known = keys_of(model_at(model, path))
    if key not in known:
        return len(keys)
    before = known[: known.index(key)]
    return next((keys.index(each) + 1 for each in reversed(before) if each in keys), 0)
