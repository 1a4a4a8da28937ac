"""WeasyPrint, loaded once and late, on a font configuration that knows only our fonts."""

from __future__ import annotations

import atexit
import fcntl
import gc
import mimetypes
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache, lru_cache, partial
from html import escape
from pathlib import Path
from typing import Any

from handouts.content.model.brand import Pair
from handouts.files.command import command
from handouts.page.rendering.hanging_spaces import with_hanging_spaces
from handouts.page.rendering.painted_once import painting_once, without_groups
from handouts.page.rendering.quick_styles import looking_up_quickly
from handouts.page.typefaces import font_file
from handouts.problems import BrokenEnvironment

_SCRATCH = "handouts-fonts-"
_UNLOCKED_SECONDS = 60.0
"""Seconds in which such a folder surely gets its lock."""


@cache
def load_engine() -> Any:
    """The module `weasyprint`. Raises BrokenEnvironment when a library of the system is missing.

    The engine sees no font of this machine: a fallback to whatever is installed would print on one machine what is
    lost on the next.
    """
    fonts = _scratch()
    # The engine warns when there is no font at all, so it is shown the smallest of ours.
    known = font_file("alegreya-sans", 400, "normal").parent
    (fonts / "fonts.conf").write_bytes(font_setting(known, fonts))
    os.environ["FONTCONFIG_FILE"] = str(fonts / "fonts.conf")
    # The engine asks for media types on import, and Python would read them from files of the system.
    mimetypes.knownfiles.clear()
    # Nothing of what an import makes is garbage; looking for it all the same takes a seventh of a cold build.
    gc.disable()
    try:
        with _found_by_name():
            import weasyprint
    except OSError as reason:
        raise BrokenEnvironment(
            "A library that draws the text (Pango) is missing on this computer. What to do: {handouts} doctor",
            handouts=command(),
        ) from reason
    finally:
        gc.enable()
    gc.freeze()
    # Its copies of fonts lie there too, and are swept with it.
    from weasyprint.text import fonts as engine_fonts

    engine_fonts.mkdtemp = partial(tempfile.mkdtemp, dir=fonts)
    from weasyprint.layout import inline

    inline.split_first_line = with_hanging_spaces(inline.split_first_line)
    weasyprint.css.ComputedStyle.__missing__ = looking_up_quickly(weasyprint.css.ComputedStyle.__missing__)
    weasyprint.images.SVGImage.draw = painting_once(weasyprint.images.SVGImage.draw)
    weasyprint.draw.draw_background_image = without_groups(weasyprint.draw.draw_background_image)
    return weasyprint


@contextmanager
def _found_by_name() -> Iterator[None]:
    """Lets libraries of the system be found by their names alone, as the dynamic linker of Linux does.

    The engine also tries names of other systems. Python would look for these with a compiler and a linker, if there
    are any: that takes as long as all else, leaves a file if it is killed, and may find what is not meant.
    """
    import ctypes.util

    def find_nothing(name: str) -> str | None:  # noqa: ARG001  # the linker knows each by another of its names
        return None

    find = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = find_nothing
    try:
        yield
    finally:
        ctypes.util.find_library = find


def font_setting(known: Path, cache: Path) -> bytes:
    """A configuration for fontconfig that knows the fonts in one folder and keeps what it finds in another.

    One that cannot be read would be passed over for the machine's own, with all of its fonts.
    """
    text = (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">'
        f"<fontconfig><dir>{escape(str(known))}</dir><cachedir>{escape(str(cache))}</cachedir></fontconfig>"
    )
    return os.fsencode(text)


def _scratch() -> Path:
    """A folder for the life of this process; those of processes that were killed are removed."""
    for left in Path(_temporary()).glob(f"{_SCRATCH}*"):
        with suppress(OSError):
            _sweep(left)
    scratch = Path(tempfile.mkdtemp(prefix=_SCRATCH, dir=_temporary()))
    # The lock goes with the process. It is taken before it has its name, so that nobody finds it free.
    handle = os.open(scratch / "new", os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    with suppress(OSError):
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        (scratch / "new").rename(scratch / "lock")
    atexit.register(shutil.rmtree, scratch, ignore_errors=True)
    return scratch


def _temporary() -> str:
    """The folder for temporary files. Raises BrokenEnvironment where its name is not UTF-8: no font is found there."""
    folder = tempfile.gettempdir()
    try:
        folder.encode()
    except UnicodeEncodeError:
        raise BrokenEnvironment(
            "The name of the folder for temporary files (TMPDIR) is not UTF-8. Name another."
        ) from None
    return folder


def _sweep(left: Path) -> None:
    """Removes what `_scratch` made, where no process has its lock. Raises OSError."""
    try:
        handle = os.open(left / "lock", os.O_RDWR | os.O_NOFOLLOW)
    except FileNotFoundError:
        # It is being made; or it never was, since its process was killed over it.
        if time.time() - left.lstat().st_mtime > _UNLOCKED_SECONDS:
            shutil.rmtree(left, ignore_errors=True)
        return
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(left, ignore_errors=True)
    finally:
        os.close(handle)


@lru_cache(maxsize=4)
def font_configuration(_pair: Pair) -> Any:
    """One for each typeface pair: a further one would load the fonts again, and keep their memory.

    Two pairs in one would let the one borrow the characters that it lacks from the other.
    """
    load_engine()
    from weasyprint.text.fonts import FontConfiguration

    # It removes its copies of the fonts when it goes, and at the very end Python has taken its tools away.
    atexit.register(font_configuration.cache_clear)
    return FontConfiguration()
