"""Finds the style of an element sooner than the engine does, and the same one.

A fifth of the time of a layout goes to styles: most properties of most elements are said by no stylesheet, and each
element is held against each stylesheet by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

LookUp = Callable[[Any, str], Any]
"""The value of a property of an element that was not asked for before."""
_BY_OTHERS = frozenset({"page", "position", "float", "display"})
"""Properties of which the value follows from others as well, or that others want to have been asked for."""
_MATCHERS = ("id_selectors", "class_selectors", "lower_local_name_selectors", "namespace_selectors")
_MOST = 24
"""How many joined stylesheets are kept."""
_OF_ALL = ("lang_attr_selectors", "other_selectors")


def looking_up_quickly(look_up: LookUp) -> LookUp:
    """The method of the engine that computes a property of an element, which is spared what nobody said."""
    from weasyprint.css import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES
    from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS

    def also_named(key: str) -> tuple[str, ...]:
        function = PHYSICAL_FUNCTIONS.get(key)
        return tuple({function(block="ttb", inline=inline) for inline in ("ltr", "rtl")}) if function else ()

    plain = INHERITED | (INITIAL_VALUES.keys() - INITIAL_NOT_COMPUTED)
    plain -= _BY_OTHERS | {name for name in plain if name.startswith("text_decoration_")}
    others = {name: (name, *also_named(name)) for name in plain}

    @wraps(look_up)
    def look_up_quickly(style: Any, key: str) -> Any:
        if key not in others or style.parent_style is None or not style.cascaded.keys().isdisjoint(others[key]):
            return look_up(style, key)
        value = style[key] = style.parent_style[key] if key in INHERITED else INITIAL_VALUES[key]
        return value

    return look_up_quickly


class Joined:
    """Several stylesheets as one: an element is held against it once."""

    def __init__(self, sheets: Sequence[Any]) -> None:
        """`sheets` are stylesheets that the engine read, in the order in which they hold."""
        from cssselect2 import Matcher

        self.sheets = tuple(sheets)
        self.matcher = Matcher()
        self.layers: list[str] = []
        self.page_rules = [rule for sheet in sheets for rule in sheet.page_rules]
        for sheet in sheets:
            self._add(sheet.matcher)

    def _add(self, other: Any) -> None:
        """A later rule has a higher number: where two are as specific it holds."""
        first = self.matcher.order

        def numbered(entries: list[Any]) -> list[Any]:
            return [(test, specificity, first + order, *rest) for test, specificity, order, *rest in entries]

        for name in _MATCHERS:
            for key, entries in getattr(other, name).items():
                getattr(self.matcher, name).setdefault(key, []).extend(numbered(entries))
        for name in _OF_ALL:
            getattr(self.matcher, name).extend(numbered(getattr(other, name)))
        self.matcher.order += other.order


def joined(sheets: Sequence[Any], known: dict[tuple[int, ...], Joined]) -> list[Any]:
    """The stylesheets as one, out of `known` where they were joined before; those with layers stay as they are."""
    if any(sheet.layers for sheet in sheets):
        return list(sheets)
    key = tuple(map(id, sheets))
    if key not in known:
        while len(known) >= _MOST:
            known.pop(next(iter(known)))
        # It holds what it joins, so no other stylesheet can have the same identity meanwhile.
        known[key] = Joined(sheets)
    return [known[key]]
