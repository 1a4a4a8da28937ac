"""Layers (optional content): which of them are off on the screen or on paper when the file is opened.

The rules are those of ISO 32000-1, 8.11: the default configuration, membership by policy or expression, and what a
group says of its use in print.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import pikepdf

from handouts.press.preflight.objects import TooMuch
from handouts.problems import shortened

_DEEPEST = 16
_MAX_GROUPS = 20_000
"""In all expressions of a document: a short one can name a group a million times."""
_MAX_NAMES = 3
_LONGEST = 40


class Layer(NamedTuple):
    """What hides something: the names of its layers as one text, and whether it is shown all the same."""

    names: str
    screen: bool
    paper: bool


class Layers:
    """The layers of one document as its default configuration sets them."""

    def __init__(self, root: Any) -> None:
        """`root` is the catalog. Raises what pikepdf raises on damage."""
        properties = root.get("/OCProperties", {})
        default = properties.get("/D", {})
        self._base = str(default.get("/BaseState", "/ON")) != "/OFF"
        self._on = {each.objgen for each in default.get("/ON", [])}
        self._off = {each.objgen for each in default.get("/OFF", [])}
        self._intents = _names(default.get("/Intent"))
        self._dictionary = pikepdf.Dictionary
        self._left = _MAX_GROUPS

    def hiding(self, membership: Any) -> Layer | None:
        """What hides content that belongs to a group or a membership dictionary, or None where it is always shown.

        Raises TooMuch for expressions without an end.
        """
        if not isinstance(membership, self._dictionary):
            return None
        screen, paper = (self._shown(membership, in_print=in_print) for in_print in (False, True))
        if screen and paper:
            return None
        return Layer(_named(membership), screen=screen, paper=paper)

    def _shown(self, membership: Any, *, in_print: bool) -> bool:
        if not any(key in membership for key in ("/OCGs", "/VE")) and membership.get("/Type") != "/OCMD":
            return self._is_on(membership, in_print=in_print)
        if "/VE" in membership:
            return self._holds(membership.VE, in_print=in_print, depth=0)
        states = [self._is_on(group, in_print=in_print) for group in _groups(membership)]
        if not states:
            return True
        return {
            "/AllOn": all(states),
            "/AnyOff": not all(states),
            "/AllOff": not any(states),
        }.get(str(membership.get("/P", "/AnyOn")), any(states))

    def _holds(self, expression: Any, *, in_print: bool, depth: int) -> bool:
        """An expression of visibility (8.11.2.2)."""
        self._left -= 1
        if self._left < 0:
            raise TooMuch("layers in layers in layers")
        if isinstance(expression, self._dictionary):
            return self._is_on(expression, in_print=in_print)
        if depth > _DEEPEST:
            raise ValueError("an expression without an end")
        operator, *operands = expression
        held = [self._holds(each, in_print=in_print, depth=depth + 1) for each in operands]
        if str(operator) == "/Not":
            return not any(held)
        return all(held) if str(operator) == "/And" else any(held)

    def _is_on(self, group: Any, *, in_print: bool) -> bool:
        if "/All" not in self._intents and not self._intents & _names(group.get("/Intent")):
            return True
        use = group.get("/Usage", {}).get("/Print", {}).get("/PrintState") if in_print else None
        if use is not None:
            return str(use) != "/OFF"
        return group.objgen in self._on if not self._base else group.objgen not in self._off


def _names(value: Any) -> set[str]:
    """Of an intent, which is one name or several, and else to be viewed."""
    if value is None:
        return {"/View"}
    return {str(each) for each in value} if isinstance(value, pikepdf.Array) else {str(value)}


def _groups(membership: Any) -> list[Any]:
    groups = membership.get("/OCGs", [])
    every = list(groups) if isinstance(groups, pikepdf.Array) else [groups]
    return [group for group in every if isinstance(group, pikepdf.Dictionary)]


def _in_expression(expression: Any, depth: int = 0) -> list[Any]:
    if not isinstance(expression, pikepdf.Array) or depth > _DEEPEST:
        return [expression] if isinstance(expression, pikepdf.Dictionary) else []
    return [group for each in expression for group in _in_expression(each, depth + 1)]


def _named(membership: Any) -> str:
    groups = [membership, *_groups(membership), *_in_expression(membership.get("/VE"))]
    names = sorted({shortened(str(group.get("/Name", "")), _LONGEST) for group in groups} - {""})
    more = ", …" if len(names) > _MAX_NAMES else ""
    return ", ".join(names[:_MAX_NAMES]) + more
