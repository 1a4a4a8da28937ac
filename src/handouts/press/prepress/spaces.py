"""Which colours a PDF's colour space holds, and the words for what cannot be separated."""

from __future__ import annotations

from typing import Any, Literal

import pikepdf

from handouts.press.pdf import CHANNELS, FAMILIES, Family
from handouts.problems import ContentError, Mark, error, msg

Kind = Family | Literal["plates"]
"""`plates` is an ink with a name of its own, such as the registration colour of crop marks: it is in inks already."""


def kind_of(space: Any, named: Any) -> Kind:
    """What a colour space is, `named` being those of the resources. Raises ContentError for one that is not known."""
    if isinstance(space, pikepdf.Name):
        if str(space) in FAMILIES:
            return FAMILIES[str(space)]
        if named is not None and space in named:
            return kind_of(named[space], None)
    elif isinstance(space, pikepdf.Array) and len(space):
        family = str(space[0])
        if family == "/ICCBased":
            return by_channels(int(space[1].N))
        if family == "/Separation" and kind_of(space[2], named) == "cmyk":
            return "plates"
        if family in FAMILIES and (family != "/Pattern" or len(space) == 1):
            return FAMILIES[family]
    raise refused(_UNKNOWN)


def by_channels(count: int) -> Kind:
    """What a colour of `count` numbers is. Raises ContentError for a count that no space has."""
    if count not in CHANNELS:
        raise refused(_UNKNOWN)
    return CHANNELS[count]


_UNKNOWN = msg("a colour that is neither of the screen nor of the press")


def refused(what: str) -> ContentError:
    """The exception for something on a page that has no way into inks; `what` is a message."""
    hint = msg("in stylesheets and drawings use #RRGGBB, linear and radial gradients, and pictures")
    return ContentError(
        [error("not-separable", Mark("styles"), "the page holds {what}; the press cannot have it", hint, what=what)]
    )
