"""A practice that is not there yet: what she says of it, how her paper would look, and its folder."""

from __future__ import annotations

import tempfile
from pathlib import Path
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any, NamedTuple

from handouts.content.dumping import dump
from handouts.content.loading import validate
from handouts.content.looks import look_names
from handouts.content.model.looks import Look
from handouts.content.model.practice import Practice
from handouts.files.folder import MARKER, Folder
from handouts.files.writing import PRIVATE, write
from handouts.languages.texts import languages
from handouts.problems import UsageError
from handouts.produce.housekeeping import start_folder
from handouts.studio.building import drawn
from handouts.studio.shelf import first_page

if TYPE_CHECKING:
    from datetime import date

    from handouts.studio.session import Studio

_USUAL_LOOK = "botanic"


class OwnPractice(NamedTuple):
    """What she says of her practice; what is empty is left out. `look` and `palette` are names of those there are."""

    name: str
    practitioner: str
    phone: str = ""
    email: str = ""
    language: str = "nl"
    look: str = _USUAL_LOOK
    palette: str = ""

    def as_yaml(self, remark: str) -> bytes:
        """The file of the practice. Raises ContentError with every mistake in it."""
        brand = {"look": self.look} | ({"palette": self.palette} if self.palette else {})
        fields: dict[str, Any] = {
            "name": self.name, "practitioner": {"name": self.practitioner}, "phone": self.phone, "email": self.email,
            "language": self.language, "brand": brand,
        }  # fmt: skip
        text = dump({name: value for name, value in fields.items() if value})
        data = f"# {remark}\n\n{text}".encode()
        validate(data, MARKER, Practice)
        return data


class PaletteChoice(NamedTuple):
    """A palette of a look, and its two colours as they are shown."""

    name: str
    primary: str
    accent: str


class LookChoice(NamedTuple):
    """A look that can be chosen, and the palettes that are made for it; the first is its own."""

    name: str
    title: str
    palettes: tuple[PaletteChoice, ...]


def looks_of(root: Path, language: str) -> list[LookChoice]:
    """The looks that a new practice can have, the usual one first."""
    folder = Folder(root)
    found = []
    for name in look_names(folder):
        look = validate((folder.shipped / f"styles/looks/{name}/look.yaml").read_bytes(), name, Look).value
        choices = look.choices()
        own = sorted(look.palettes or choices, key=lambda each: each != look.palette)
        palettes = tuple(PaletteChoice(each, choices[each].primary, choices[each].accent) for each in own)
        found.append(LookChoice(name, look.title.get(language) or look.title["en"], palettes))
    return sorted(found, key=lambda each: each.name != _USUAL_LOOK)


class Trial:
    """A practice folder for a moment, in which her paper is tried on; with an engine of its own, kept warm."""

    def __init__(self, language: str, today: date) -> None:
        from handouts.produce.pool import one_worker

        self.language = language
        self._today = today
        self._place = tempfile.TemporaryDirectory(prefix="handouts-")
        self._root = Path(self._place.name) / "practice"
        start_folder(self._root, language)
        self._pool = one_worker(Folder(self._root), today)
        self._pool.start()

    def drawn(self, practice: bytes) -> bytes:
        """The brochure that a new folder begins with, with another file of the practice, as a PDF; else nothing."""
        write(self._root / MARKER, practice, mode=PRIVATE)
        self._pool.refresh(self._today)
        return drawn(self._pool, "brochure", Folder(self._root).names("brochures")[0])

    def end(self) -> None:
        """Ends its engine, and takes its folder away."""
        self._pool.end()
        self._place.cleanup()


class Beginning:
    """What is known of a practice before its folder is made, and pictures of her paper in each look."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._lock = Lock()
        self._trial: Trial | None = None
        self._is_over = False
        self._pictures: dict[OwnPractice, str] = {}
        self.own: OwnPractice | None = None

    def say(self, own: OwnPractice) -> None:
        """Keeps what she said, if a practice can be made of it.

        Raises ContentError, or UsageError for a language that there is not.
        """
        if own.language not in languages():
            raise UsageError("There is no language “{name}”. There are: {languages}.", name=own.language,
                             languages=", ".join(languages()))  # fmt: skip
        own.as_yaml(self._remark)
        self.own = own
        self._studio.speak(own.language)

    def warm_up(self) -> None:
        """Has the engine ready by the time that she has typed her name."""
        with self._lock:
            self._try(self._studio.language)

    def picture(self, look: str, palette: str) -> bytes:
        """The first page of a brochure with her name in a look, as PNG; nothing where it cannot be made."""
        if self.own is None:
            return b""
        own = self.own._replace(look=look, palette=palette)
        with self._lock:
            kept = self._studio.kept.get(self._pictures.get(own, ""))
            if kept is None and not self._is_over and (pdf := self._try(own.language).drawn(own.as_yaml(self._remark))):
                kept = first_page(pdf)
                self._pictures[own] = self._studio.kept.put(kept)
            return kept or b""

    def make_folder(self, own: OwnPractice) -> None:
        """Makes her practice folder. Raises UsageError where something is in its place, BrokenEnvironment."""
        start_folder(self._studio.place, own.language, own.as_yaml(self._remark))
        # Pictures that are still asked for are drawn no more, and she does not wait for the one that is.
        self._is_over = True
        Thread(target=self.end, name="trial", daemon=True).start()

    def end(self) -> None:
        """Takes away what was tried on."""
        with self._lock:
            if self._trial:
                self._trial.end()
            self._trial = None

    @property
    def _remark(self) -> str:
        return self._studio.say("first.remark")

    def _try(self, language: str) -> Trial:
        if self._trial and self._trial.language != language:
            self._trial.end()
            self._trial = None
        if self._trial is None:
            self._trial = Trial(language, self._studio.today)
        return self._trial
