"""Static cuts of variable typefaces, made once on each computer and kept in the cache of its user.

The engine hands a variable font to libraries that choose an instance each in their own way; of a static cut there is
nothing to choose. The same typeface and the same fontTools give the same bytes.
"""

from __future__ import annotations

import atexit
import hashlib
import os
import shutil
import tempfile
from collections.abc import Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from types import MappingProxyType

from handouts.files.writing import PUBLIC, write
from handouts.problems import BrokenEnvironment

_MADE = "1"
"""Goes up when what is made of the same typeface changes."""
AXES: Mapping[tuple[str, int], Mapping[str, float]] = MappingProxyType({
    # Drawn for large letters and for text that is read in lines, each at the size that it is used in.
    ("bricolage-grotesque", 800): {"opsz": 72},
    ("bricolage-grotesque", 600): {"opsz": 18},
    # Their 700 is a shade too heavy, or too light, beside their own 400 in print.
    ("work-sans", 700): {"wght": 680},
    ("public-sans", 700): {"wght": 740},
})  # fmt: skip
"""Where a cut is not at the default of the other axes, or not at its own number of the weight."""
_FAMILY, _SUBFAMILY, _UNIQUE, _FULL, _POSTSCRIPT = (1, 16), (2, 17), 3, 4, 6


def static_cut(source: Path, package: str, weight: int, style: str) -> Path:
    """The file of a static cut of a variable font. Raises BrokenEnvironment when it cannot be kept anywhere."""
    import fontTools

    seed = f"{_MADE} {fontTools.version} {sorted(_axes(package, weight).items())}".encode()
    name = f"{package}-{weight}-{style}-{hashlib.blake2b(seed + source.read_bytes(), digest_size=8).hexdigest()}.ttf"
    kept = _cache_folder() / name
    if kept.is_file():
        return kept
    data = cut(source, package, weight)
    try:
        write(kept, data, mode=PUBLIC)
    except BrokenEnvironment:
        # A home that cannot be written to: for the life of this process.
        kept = _own_folder() / name
        write(kept, data, mode=PUBLIC)
    return kept


def cut(source: Path, package: str, weight: int) -> bytes:
    """One static instance of a variable font, without hints of when or where it was made."""
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    with TTFont(source, recalcTimestamp=False, recalcBBoxes=True) as variable:
        asked = _axes(package, weight)
        axes = {axis.axisTag: asked.get(axis.axisTag, axis.defaultValue) for axis in variable["fvar"].axes}
        font = instantiateVariableFont(variable, axes, inplace=True)
        names = font["name"]
        family = names.getBestFamilyName()
        for record in list(names.names):
            if record.nameID in _FAMILY:
                record.string = family
            elif record.nameID in _SUBFAMILY:
                record.string = "Regular"
            elif record.nameID in {_FULL, _POSTSCRIPT, _UNIQUE}:
                record.string = f"{family}-{weight}".replace(" ", "")
        font["OS/2"].usWeightClass = weight
        made = BytesIO()
        font.save(made)
    return made.getvalue()


def _axes(package: str, weight: int) -> dict[str, float]:
    return {"wght": weight, **AXES.get((package, weight), {})}


def _cache_folder() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser()) / "handouts" / "typefaces"


@cache
def _own_folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="handouts-typefaces-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
