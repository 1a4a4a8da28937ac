"""A practice's ties to a product are said where that product is named, and nowhere else."""

from __future__ import annotations

import re

from handouts.content.loading import Loaded
from handouts.content.model.practice import Practice
from handouts.page.composing.views import ValueRegistry

_LABELS = "content/labels/"


def is_disclosed(registry: ValueRegistry, practice: Loaded[Practice]) -> bool:
    """Whether what was viewed until now names a product of `disclosure_for`; always where the practice names none."""
    words = practice.value.disclosure_for
    if not words:
        return True
    # `magnesium` is named in `magnesiumolie` too.
    named = re.compile(rf"(?<![^\W\d_])(?:{'|'.join(map(re.escape, words))})", re.IGNORECASE)
    others = (practice.marks.file, _LABELS)
    return any(
        named.search(value)
        for value, mark in zip(registry.values, registry.marks, strict=True)
        if not mark.file.removeprefix("(handouts) ").startswith(others)
    )
