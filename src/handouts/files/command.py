"""How this program is started, for a sentence that names a command."""

from __future__ import annotations

import os
from pathlib import Path
from shlex import quote

CLONE = "HANDOUTS_CLONE"
"""The variable of the environment in which `run` names the folder that it lies in."""


def clone() -> Path | None:
    """The clone whose `run` started this command, if one did."""
    named = os.environ.get(CLONE)
    return Path(named) if named else None


def command() -> str:
    """How she starts this program, in any folder: by its name, or by the `run` of the clone that started it."""
    place = clone()
    return quote(str(place / "run")) if place else "handouts"
