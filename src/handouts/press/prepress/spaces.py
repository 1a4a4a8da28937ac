"""Which colours a PDF's colour space holds, and the words for what cannot be separated."""

from __future__ import annotations

from typing import Any, Literal

from handouts.problems import ContentError, Mark, error, msg

Kind = Literal["rgb", "grey", "cmyk", "lab", "pattern", "plates"]
"""`plates` is an ink with a name of its own, such as the registration colour of crop marks: it is in inks already."""
_NAMED: dict[str, Kind] = {
    "/DeviceRGB": "rgb",
    "/RGB": "rgb",
    "/CalRGB": "rgb",
    "/DeviceGray": "grey",
    "/G": "grey",
    "/CalGray": "grey",
    "/DeviceCMYK": "cmyk",
    "/CMYK": "cmyk",
    "/Lab": "lab",
    "/Pattern": "pattern",
}
_CHANNELS: dict[int, Kind] = {1: "grey", 3: "rgb", 4: "cmyk"}


def kind_of(space: Any, named: Any) -> Kind:
    """What a colour space is, `named` being those of the resources. Raises ContentError for one that is not known."""
    import pikepdf

    if isinstance(space, pikepdf.Name):
        if str(space) in _NAMED:
            return _NAMED[str(space)]
        if named is not None and space in named:
            return kind_of(named[space], None)
    elif isinstance(space, pikepdf.Array) and len(space):
        family = str(space[0])
        if family == "/ICCBased":
            return by_channels(int(space[1].N))
        if family == "/Separation" and kind_of(space[2], named) == "cmyk":
            return "plates"
        if family in _NAMED and (family != "/Pattern" or len(space) == 1):
            return _NAMED[family]
    raise refused("a colour that is neither of the screen nor of the press")


def by_channels(count: int) -> Kind:
    """What a colour of so many numbers is."""
    if count not in _CHANNELS:
        raise refused("a colour that is neither of the screen nor of the press")
    return _CHANNELS[count]


def refused(what: str) -> ContentError:
    """The exception for something on a page that has no way into inks."""
    hint = msg("in stylesheets and drawings use #RRGGBB, linear and radial gradients, and pictures")
    return ContentError(
        [error("not-separable", Mark("styles"), "the page holds {what}; the press cannot have it", hint, what=what)]
    )
