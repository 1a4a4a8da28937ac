"""Variables that have one value throughout a document are put in where they are used.

The engine looks a variable up for every element, and judges the value that comes of it again each time: a tenth of the
time of a sheet. Where it is not plain that there is one value only, the variable stays, and the engine does as ever.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple

_USED = re.compile(r"var\(\s*(--[\w-]+)\s*\)")
_PRODUCT = re.compile(r"calc\(\s*([0-9.]+)\s*\*\s*(-?[0-9.]+)(mm|pt|em)\s*\)")
_CONDITIONS = frozenset({"media", "supports", "layer", "import", "container", "scope"})
"""The at-rules inside which a rule may not hold, or holds with another weight."""
_CLASSES = re.compile(r"""\sclass=(?:"([^"]*)"|'([^']*)')""")
_STYLED = re.compile(r"""\sstyle\s*=\s*(?:"[^"]*--|'[^']*--|[^"'\s>]*--)""")
"""An element that may set a variable of its own."""
_NAME = re.compile(r"[\w-]+")
_ROOT = re.compile(r"<html\b[^>]*>")
_MAX_DEPTH = 8
"""How often the value of a variable may name another one."""


class _Declared(NamedTuple):
    """A variable that is declared, for which selectors, and its value; `*` is any place that is in no plain rule."""

    selectors: tuple[str, ...]
    name: str
    value: str


_COUNTED = "--pages"
"""How many pages there are differs from document to document, and a stylesheet must not for that."""


def inline_css_variables(
    texts: Iterable[str], html: str, known: Mapping[str, str], varying: Iterable[str] = ()
) -> list[str]:
    """The stylesheets with every variable put in that has one value in this document.

    `texts` are in the order in which they hold, and `known` are variables that are set on the root element after them
    all; those that `varying` names have other values on other elements. Lines stay where they are.
    """
    texts = list(texts)
    values = _values(texts, html)
    for name in (_COUNTED, *varying):
        values.pop(name, None)
    values |= {name: value for name, value in known.items() if name in values}
    fixed = {name: _put_in(value, values) for name, value in values.items()}
    # One that rests on another, which is not the same everywhere, has the value that the root element gives it.
    plain = tuple(sorted((name, value) for name, value in fixed.items() if "var(" not in value))
    return [_replaced(text, plain) for text in texts]


def root_variables(texts: Iterable[str], html: str) -> dict[str, str]:
    """The variables that have one value in a document, the one that the root element has."""
    values = _values(list(texts), html)
    return {name: _put_in(value, values) for name, value in values.items()}


def _values(texts: list[str], html: str) -> dict[str, str]:
    """The variables that are declared on the root element and nowhere else, each with the value that holds."""
    declarations = [_declared(text) for text in texts]
    if None in declarations or _STYLED.search(html):
        return {}
    root = _ROOT.search(html)
    on_root = _classes(root[0]) if root else set()
    elsewhere = _classes(html[root.end() :] if root else html)
    values: dict[str, str] = {}
    doubtful: set[str] = set()
    for declared in chain.from_iterable(filter(None, declarations)):
        for selector in declared.selectors:
            name = selector.removeprefix(".")
            if selector == ":root" or (selector.startswith(".") and name in on_root - elsewhere):
                values[declared.name] = declared.value
            elif not selector.startswith(".") or not _NAME.fullmatch(name) or name in elsewhere:
                doubtful.add(declared.name)
        if "!" in declared.value or "var(" in _USED.sub("", declared.value):
            doubtful.add(declared.name)
    return {name: value for name, value in values.items() if name not in doubtful}


def _classes(html: str) -> set[str]:
    return {name for found in _CLASSES.finditer(html) for name in (found[1] or found[2] or "").split()}


@lru_cache(maxsize=64)
def _declared(text: str) -> tuple[_Declared, ...] | None:
    """The variables that a stylesheet declares; None where any of its rules may not hold."""
    import tinycss2

    found: list[_Declared] = []
    for rule in tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True):
        if rule.type == "at-rule" and rule.lower_at_keyword in _CONDITIONS:
            return None
        plain = rule.type == "qualified-rule"
        selectors = [each.strip() for each in tinycss2.serialize(rule.prelude).split(",")] if plain else ["*"]
        found += _declarations(getattr(rule, "content", None), tuple(selectors))
    return tuple(found)


def _declarations(content: Any, selectors: tuple[str, ...]) -> Iterator[_Declared]:
    import tinycss2

    for part in tinycss2.parse_blocks_contents(content or (), skip_comments=True, skip_whitespace=True):
        if part.type != "declaration":
            yield from _declarations(getattr(part, "content", None), ("*",))
        elif part.name.startswith("--"):
            value = tinycss2.serialize(part.value).strip()
            yield _Declared(selectors, part.name, f"{value} !important" if part.important else value)


def _put_in(value: str, values: Mapping[str, str]) -> str:
    for _ in range(_MAX_DEPTH):
        if not (found := _USED.search(value)) or found[1] not in values:
            break
        value = _USED.sub(lambda used: values.get(used[1], used[0]), value)
    return value


@lru_cache(maxsize=128)
def _replaced(text: str, values: tuple[tuple[str, str], ...]) -> str:
    known = dict(values)
    text = _USED.sub(lambda used: known.get(used[1], used[0]), text)
    return _PRODUCT.sub(lambda found: f"{Decimal(found[1]) * Decimal(found[2]):f}{found[3]}", text)
