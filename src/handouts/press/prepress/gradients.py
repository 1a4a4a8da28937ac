"""Gradients: a smooth shading in the colours of the screen becomes one in inks that runs through the same colours."""

from __future__ import annotations

from typing import Any

import pikepdf

from handouts.press.prepress.inks import Colour, Target
from handouts.press.prepress.spaces import kind_of, refused
from handouts.problems import msg

_SAMPLES = 65
_DEPTH = 16


def shading(pdf: Any, source: Any, spaces: Any, target: Target) -> Any:
    """The shading of a `sh` operator or of a pattern. Raises ContentError for one that is neither axial nor radial."""
    kind = kind_of(source.ColorSpace, spaces)
    made = pikepdf.Dictionary({key: value for key, value in source.items() if key != "/Background"})
    if kind == "cmyk" and target.space == "/DeviceCMYK":
        made.ColorSpace = pikepdf.Name.DeviceCMYK
        return made
    if int(source.ShadingType) not in {2, 3} or kind not in {"rgb", "grey"}:
        raise refused(msg("a gradient that is neither linear nor radial"))
    made.ColorSpace = pikepdf.Name(target.space)
    made.Function = _function(pdf, source.Function, kind, target)
    return pdf.make_indirect(made)


def _function(pdf: Any, source: Any, kind: str, target: Target, depth: int = 0) -> Any:
    kind_of_function = 0 if isinstance(source, pikepdf.Array) or depth > _DEPTH else source.FunctionType
    if kind_of_function == 3:
        made = pikepdf.Dictionary(dict(source.items()))
        parts: Any = source.Functions
        made.Functions = pikepdf.Array([_function(pdf, part, kind, target, depth + 1) for part in parts])
        return made
    if kind_of_function != 2:
        raise refused(msg("a gradient with a function that it should not have"))
    domain = [float(each) for each in source.get("/Domain", [0, 1])]
    start = tuple(float(each) for each in source.get("/C0", [0]))
    end = tuple(float(each) for each in source.get("/C1", [1]))
    course = _course(start, end, kind, target)
    if course[0] == course[-1]:
        flat = [round(each, 4) for each in course[0]]
        return pikepdf.Dictionary(FunctionType=2, Domain=domain, C0=flat, C1=flat, N=1)
    low, high = domain
    places = [low + (high - low) * step / (_SAMPLES - 1) for step in range(_SAMPLES)]
    return _sampled(pdf, [_at(course, place ** float(source.N)) for place in places], domain)


def _course(start: Colour, end: Colour, kind: str, target: Target) -> list[Colour]:
    """The colours on the way, in equal steps. Both ends are as the same colours are elsewhere on the page."""
    shares = [step / (_SAMPLES - 1) for step in range(_SAMPLES)]
    way = [tuple(a + (b - a) * share for a, b in zip(start, end, strict=True)) for share in shares]
    if kind != "grey" and start == end:
        return [target.rgb(start)] * len(way)
    if kind == "grey" or all(len(set(colour)) == 1 for colour in (start, end)):
        return [target.grey(colour[0]) for colour in way]
    mixed = target.course(way)
    off_start = _minus(target.rgb(start), mixed[0])
    off_end = _minus(target.rgb(end), mixed[-1])
    return [
        tuple(
            min(1.0, max(0.0, ink + (1 - share) * before + share * after))
            for ink, before, after in zip(colour, off_start, off_end, strict=True)
        )
        for share, colour in zip(shares, mixed, strict=True)
    ]


def _minus(one: Colour, other: Colour) -> Colour:
    return tuple(a - b for a, b in zip(one, other, strict=True))


def _at(course: list[Colour], place: float) -> Colour:
    """The colour at a share of the way, between two steps of it."""
    exact = min(max(place, 0.0), 1.0) * (len(course) - 1)
    step = min(int(exact), len(course) - 2)
    part = exact - step
    return tuple(a + (b - a) * part for a, b in zip(course[step], course[step + 1], strict=True))


def _sampled(pdf: Any, colours: list[Colour], domain: list[float]) -> Any:
    data = b"".join(round(each * 65535).to_bytes(2, "big") for colour in colours for each in colour)
    made = pdf.make_stream(data)
    made.FunctionType = 0
    made.Domain = domain
    made.Range = [0, 1] * len(colours[0])
    made.Size = [len(colours)]
    made.BitsPerSample = 16
    return made
