"""One practice folder that is open in a browser: what all its pages share for as long as the process lives."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from handouts.files.folder import MARKER, Folder, is_root
from handouts.files.naming import resolved
from handouts.files.scalars import scalar
from handouts.languages.texts import languages
from handouts.produce.producer import Clock, now
from handouts.studio.arrivals import Arrivals
from handouts.studio.building import Builder
from handouts.studio.clients import ClientBook
from handouts.studio.kept import Kept
from handouts.studio.running import Address
from handouts.studio.words import StudioWords

if TYPE_CHECKING:
    from handouts.studio.desk import Desk
    from handouts.studio.fitting import Fitting
    from handouts.studio.shelf import Shelf
    from handouts.studio.starting import Beginning

_PRACTICES_OWN = "nl"
"""The language of a practice that names none, as `model.practice` has it."""


class Spoken(NamedTuple):
    """In which language the pages are: the one that was `asked` for, that of the practice, or else `otherwise`."""

    asked: str | None = None
    otherwise: str = "en"


class Studio:
    """The practice folder at `place`, which may have yet to be made; what lets a browser in; and the engine."""

    def __init__(
        self,
        place: Path,
        *,
        spoken: Spoken | None = None,
        clock: Clock = now,
        redeem: Callable[[str], bool] = lambda _: False,
        tell: Callable[[str], None] = lambda _: None,
    ) -> None:
        """`redeem` says whether a word lets a browser in; `tell` is given what failed, without a word of a client."""
        self.place = resolved(place)
        self.address = Address(0, secrets.token_hex(16))
        """The port becomes known once the server listens."""
        self.cookie = secrets.token_urlsafe(32)
        self.token = secrets.token_urlsafe(32)
        self.clock = clock
        self.redeem = redeem
        self.tell_failure = tell
        self.close: Callable[[], None] = lambda: None
        """Ends the server, once what is being answered is answered."""
        self.kept = Kept()
        self.arrivals = Arrivals()
        self.forgotten: set[str] = set()
        self.clients = ClientBook(self.place)
        self._spoken = spoken or Spoken()
        self.builder = Builder(self.place, clock)

    def listen_on(self, port: int) -> None:
        """Says on which port the pages are."""
        self.address = self.address._replace(port=port)

    @property
    def is_begun(self) -> bool:
        """Whether there is a practice folder yet. Raises ContentError where something else has its name."""
        return is_root(self.place)

    def folder(self) -> Folder:
        """The practice folder as it is now."""
        return Folder(self.place)

    @property
    def today(self) -> date:
        """The day that advice goes by."""
        return self.clock().date()

    @property
    def language(self) -> str:
        """The language of the pages."""
        if self._spoken.asked:
            return self._spoken.asked
        if (written := self._practice) is None:
            return self._spoken.otherwise
        language = scalar(written, "language")
        return language if language in languages() else _PRACTICES_OWN

    @property
    def practice_name(self) -> str:
        """The name of the practice; empty where there is none yet, or it cannot be read."""
        return scalar(self._practice or "", "name") or ""

    @property
    def _practice(self) -> str | None:
        """The file of the practice as it is now."""
        with suppress(OSError):
            return (self.place / MARKER).read_text(encoding="utf-8-sig", errors="replace")
        return None

    def speak(self, language: str) -> None:
        """Has the pages before there is a practice in another language, which she chose."""
        self._spoken = Spoken(otherwise=language)

    @property
    def say(self) -> StudioWords:
        """The words of the pages."""
        return StudioWords(self.language)

    def let_go(self, ref: str) -> None:
        """Drops all that is held in memory of a consult that is to be thrown away. Its reference is not given again."""
        self.forgotten.add(ref)
        if "desk" in self.__dict__:
            self.desk.let_go(ref)
        self.kept.clear()

    def end(self) -> None:
        """Ends the engines, whatever they are busy with, and takes away what was made for a moment."""
        self.builder.end()
        self.beginning.end()
        if "desk" in self.__dict__:
            self.desk.end()

    @cached_property
    def desk(self) -> Desk:
        """Her documents that are open, and their paper."""
        from handouts.studio.desk import Desk

        return Desk(self.place, lambda: self.today, self.kept)

    @cached_property
    def fitting(self) -> Fitting:
        """Her paper in each look."""
        from handouts.studio.fitting import Fitting

        return Fitting(self)

    @cached_property
    def shelf(self) -> Shelf:
        """The pictures of her brochures."""
        from handouts.studio.shelf import Shelf

        return Shelf(self)

    @cached_property
    def beginning(self) -> Beginning:
        """What is known of a practice that is not there yet."""
        from handouts.studio.starting import Beginning

        return Beginning(self)
