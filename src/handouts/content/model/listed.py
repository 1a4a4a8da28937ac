"""A list of words that may be typed as one text: `when: avond`, `flags: nieren, hart`, `flags: geen`."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import core_schema

from handouts.content.model.fields import TYPED, parted

_NONE = re.compile(r"(?:geen|nee|niets|none|no|n\.?v\.?t\.?|n/a|-)", re.IGNORECASE)
"""What is written where there is nothing to list."""


class InOneLine:
    """Lets the words of a list stand behind its key, with commas or *en* between them."""

    def __init__(self, split: Callable[[str], list[str]] = parted, *, may_be_none: bool = False) -> None:
        """`split` takes them apart; with `may_be_none`, `geen` is an empty list."""
        self._split = split
        self._may_be_none = may_be_none

    def __get_pydantic_core_schema__(self, source: type[Any], handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_before_validator_function(self._listed, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"anyOf": [handler(schema), TYPED]}

    def _listed(self, value: object) -> object:
        words = self._split(value) if isinstance(value, str) else value
        if self._may_be_none and isinstance(words, list) and len(words) == 1 and _NONE.fullmatch(str(words[0])):
            return []
        return words


def names(text: str) -> list[str]:
    """The names of files in a text, with commas or semicolons between them; `grenzen-en-rust` is one."""
    return [name.strip() for name in re.split(r"[,;]", text) if name.strip()]
