"""How a document is to be laid out: the white between its blocks, its spare pages, and what holds for it alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

AS_DESIGNED: Mapping[str, str] = {}


class Layout(NamedTuple):
    """A way to lay a document out.

    `density` is how much of the white between the blocks is kept, 1 as designed; `spare` how many spare pages are
    shown; `endless` lays all on one page that has no end, and `blank` lays out blank pages in its place. `variables`
    (CSS, with their dashes) take the place of those of the stylesheets on the root element, `rules` are read after
    these; `styles` are declarations for elements, and `classes` what further classes elements have.
    """

    density: float = 1
    spare: int = 0
    endless: bool = False
    blank: bool = False
    variables: Mapping[str, str] = AS_DESIGNED
    rules: str = ""
    styles: Mapping[Any, str] | None = None
    classes: Mapping[Any, str] = AS_DESIGNED


LayOut = Callable[[Layout], Any]
"""Lays a document out, and gives the engine's document."""


class Source(NamedTuple):
    """What is laid out: the root of the engine's tree of elements, and the CSS variables of that element."""

    root: Any
    variables: Mapping[str, str]
