"""Variables that have one value throughout a document are put in where they are used.

The engine looks a variable up for every element, and judges the value that comes of it again each time: a tenth of the
time of a sheet. Where it is not plain that there is one value only, the variable stays, and the engine does as ever.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_DECLARED = re.compile(r"(?<![\w-])(--[\w-]+)\s*:\s*([^;{}]*)")
_USED = re.compile(r"var\(\s*(--[\w-]+)\s*\)")
_PRODUCT = re.compile(r"calc\(\s*([0-9.]+)\s*\*\s*(-?[0-9.]+)(mm|pt|em)\s*\)")
# Inside these a rule may not hold, or holds with another weight.
_CONDITIONS = re.compile(r"@(?:media|supports|layer|import|container|scope)\b")
_CLASSES = re.compile(r"""\sclass=(?:"([^"]*)"|'([^']*)')""")
_NAME = re.compile(r"[\w-]+")
_ROOT = re.compile(r"<html\b[^>]*>")
_DEEPEST = 8
"""How often the value of a variable may name another one."""


class _Declared(NamedTuple):
    selectors: tuple[str, ...]
    name: str
    value: str


_COUNTED = "--pages"
"""How many pages there are differs from document to document, and a stylesheet must not for that."""


def inline_css_variables(texts: Iterable[str], html: str, known: Mapping[str, str]) -> list[str]:
    """The stylesheets with every variable put in that has one value in this document.

    `texts` are in the order in which they hold, and `known` are variables that are set on the root element after them
    all. Lines stay where they are.
    """
    texts = list(texts)
    values = _values(texts, html)
    values.pop(_COUNTED, None)
    values |= {name: value for name, value in known.items() if name in values}
    fixed = {name: _put_in(value, values) for name, value in values.items()}
    # One that rests on another, which is not the same everywhere, has the value that the root element gives it.
    plain = tuple(sorted((name, value) for name, value in fixed.items() if "var(" not in value))
    return [_settle(text, plain) for text in texts]


def _values(texts: list[str], html: str) -> dict[str, str]:
    """The variables that are declared on the root element and nowhere else, each with the value that holds."""
    if any(_CONDITIONS.search(text) for text in texts) or "style=" in html:
        return {}
    root = _ROOT.search(html)
    on_root = _classes(root[0]) if root else set()
    elsewhere = _classes(html[root.end() :] if root else html)
    values: dict[str, str] = {}
    doubtful: set[str] = set()
    for text in texts:
        for declared in _declared(text):
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
def _declared(text: str) -> tuple[_Declared, ...]:
    return tuple(_declarations(_COMMENT.sub("", text)))


def _declarations(text: str) -> Iterator[_Declared]:
    inside = 0
    for rule in _RULE.finditer(text):
        # A rule that is left open, or is within another one, does not begin after the rule before it.
        selectors = tuple(selector.strip() for selector in rule[1].rpartition(";")[2].split(","))
        for found in _DECLARED.finditer(rule[2]):
            inside += 1
            yield _Declared(selectors, found[1], found[2].strip())
    # What was not found in a rule may be declared anywhere.
    names = [found[1] for found in _DECLARED.finditer(text)]
    if len(names) != inside:
        yield from (_Declared(("*",), name, "") for name in names)


def _put_in(value: str, values: Mapping[str, str]) -> str:
    for _ in range(_DEEPEST):
        if not (found := _USED.search(value)) or found[1] not in values:
            break
        value = _USED.sub(lambda used: values.get(used[1], used[0]), value)
    return value


@lru_cache(maxsize=128)
def _settle(text: str, values: tuple[tuple[str, str], ...]) -> str:
    known = dict(values)
    text = _USED.sub(lambda used: known.get(used[1], used[0]), text)
    return _PRODUCT.sub(lambda found: f"{Decimal(found[1]) * Decimal(found[2]):f}{found[3]}", text)
