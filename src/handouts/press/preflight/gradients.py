"""The colours that a gradient runs through, as far as they decide how much ink it takes."""

from __future__ import annotations

from typing import Any

from handouts.press.preflight.objects import Limits, decoded

_DEEPEST = 24
_MOST = 1024 * 1024
"""Bytes of the samples of a gradient."""


def ends(function: Any, limits: Limits, depth: int = 0) -> list[tuple[float, ...]]:
    """The colours at the ends of a gradient's parts; a sampled one tells each of its samples.

    `function` is as in ISO 32000-1, 7.10; one that is not understood, or is `depth` functions deep, tells nothing.
    Raises TooMuch for more parts than the limits of the document allow.
    """
    import pikepdf

    limits.step()
    if function is None or isinstance(function, pikepdf.Array) or depth > _DEEPEST:
        return []
    kind = int(function.FunctionType)
    if kind == 2:
        return [tuple(float(each) for each in function.get(name, [0])) for name in ("/C0", "/C1")]
    if kind == 3:
        parts: Any = function.Functions
        return [colour for part in parts for colour in ends(part, limits, depth + 1)]
    return _samples(function) if kind == 0 else []


def _samples(function: Any) -> list[tuple[float, ...]]:
    width, channels = int(function.BitsPerSample) // 8, len(function.Range) // 2
    if width not in {1, 2} or not channels:
        return []
    data = decoded(function, _MOST)
    most = 256**width - 1
    values = [int.from_bytes(data[at : at + width], "big") / most for at in range(0, len(data) - width + 1, width)]
    return [tuple(values[at : at + channels]) for at in range(0, len(values) - channels + 1, channels)]
