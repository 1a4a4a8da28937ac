"""Pictures are looked at before the engine sees them: what they are, whether they are whole, how they will print."""

from __future__ import annotations

from handouts.content.pictures.drawings import look_at_drawing
from handouts.content.pictures.findings import UNSEEN, Looked, Unfit, nothing_seen
from handouts.content.pictures.kinds import kind_of, unpacked
from handouts.content.pictures.rasters import look_at_raster
from handouts.files.folder import digest

__all__ = ["UNSEEN", "Looked", "look", "nothing_seen"]

_MOST = 64
_looked: dict[str, Looked] = {}


def look(data: bytes) -> Looked:
    """What there is to say of a picture, and its bytes as the engine prints them rightly.

    The same bytes are looked at once in the life of the process. Raises MemoryError only.
    """
    key = digest(data)
    if key not in _looked:
        while len(_looked) >= _MOST:
            _looked.pop(next(iter(_looked)))
        _looked[key] = _look(data, 0)
    return _looked[key]


def _look(data: bytes, depth: int) -> Looked:
    try:
        data = unpacked(data)
        if kind_of(data) == "raster":
            return look_at_raster(data)
        return look_at_drawing(data, lambda inner: _look(inner, depth + 1), depth)
    except Unfit as reason:
        return Looked(data, "application/octet-stream", (reason.doubt,))
