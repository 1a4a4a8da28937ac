"""What the command line says, in the language of who reads it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import click

from handouts.languages.messages import Message, translated
from handouts.languages.texts import FALLBACK, languages
from handouts.problems import HandoutsError, Problem, UsageError

VARIABLE = "HANDOUTS_LANGUAGE"
"""The variable of the environment that names the language of all that the command line says."""
_LOCALES = ("LC_ALL", "LC_MESSAGES", "LANG")
_PRACTICES_OWN = "nl"
"""The language of a practice that names none, as `model.practice` has it."""
_MOST_READ = 1024 * 1024
_SURROGATE = "[\ud800-\udfff]"
"""How Python reads such a byte (PEP 383)."""


class Language(click.ParamType):  # type: ignore[type-arg]  # it takes none in older versions
    """A language that has a folder in the program."""

    name = "language"

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:  # noqa: ARG002
        """The languages that there are, as a choice."""
        return f"[{'|'.join(languages())}]"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ARG002
        """The language itself. Raises UsageError where the program does not know it."""
        if value not in languages():
            raise UsageError("There is no language “{name}”. There are: {languages}.", name=value,
                             languages=", ".join(languages()))  # fmt: skip
        return str(value)


class Reader:
    """Who reads what this process says, and in which language."""

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        """Forgets what an earlier command asked for, and that it wrote JSON."""
        self._asked_for: str | None = None
        self.has_json = False
        self.look_in(None, None)

    def look_in(self, folder: Path | None, otherwise: Path | None) -> None:
        """`folder` is the practice folder that was named, `otherwise` the one that is used outside of any."""
        self._folder = folder
        self._otherwise = otherwise
        self._found: str | None = None

    @property
    def language(self) -> str:
        """The language that was asked for, that of the practice, of the computer, or English."""
        if self._asked_for:
            return self._asked_for
        if self._found is None:
            self._found = _of_the_variable() or self._of_the_practice() or _of_the_computer() or FALLBACK
        return self._found

    @property
    def chosen(self) -> str | None:
        """The language that was asked for, for this command or by the variable of the environment; None for any."""
        return self._asked_for or _of_the_variable()

    @property
    def of_the_computer(self) -> str:
        """The language of the computer, or English."""
        return _of_the_computer() or FALLBACK

    def ask_for(self, language: str) -> None:
        """Has the rest said in a language."""
        self._asked_for = language

    def begin_practice(self, language: str) -> None:
        """Has the rest said in the language of a practice that is made now, unless one was asked for."""
        self._found = _of_the_variable() or language

    def _of_the_practice(self) -> str | None:
        from handouts.files.folder import MARKER
        from handouts.files.scalars import scalar

        for root in self._places():
            # What is wrong with the practice, or with the folder, is reported where it is opened.
            with suppress(OSError):
                if (root / MARKER).is_file():
                    with (root / MARKER).open("rb") as file:
                        text = file.read(_MOST_READ).decode("utf-8", "replace")
                    return _known(scalar(text, "language")) or _PRACTICES_OWN
        return None

    def _places(self) -> Iterator[Path]:
        """The folder that was named, the one that she is in, and the one outside of any: the first practice is hers."""
        from handouts.files.folder import find_root

        if self._folder:
            yield self._folder
        with suppress(HandoutsError, OSError):
            yield find_root(Path.cwd())
        if self._otherwise:
            yield self._otherwise


def _known(language: str | None) -> str | None:
    return language if language in languages() else None


def _of_the_variable() -> str | None:
    return _known(os.environ.get(VARIABLE))


def _of_the_computer() -> str | None:
    """The language of the locale, of the first variable that is set, as POSIX has it."""
    locale = next(filter(None, map(os.environ.get, _LOCALES)), "")
    return _known(re.split(r"[_.@]", locale)[0])


reader = Reader()


def localized(text: str) -> str:
    """A message in the reader's language, and any other text as it is."""
    return translated(text, reader.language)


def echo(text: str = "", *, err: bool = False, nl: bool = True) -> None:
    """Writes a text as `localized` gives it, to stdout or to stderr."""
    click.echo(localized(text), err=err, nl=nl)


def echo_json(data: object) -> None:
    """Writes a report to stdout as JSON. A byte of a file's name that is not UTF-8 is escaped: JSON is UTF-8."""
    import json

    reader.has_json = True
    text = json.dumps(_plain(data), indent=2, ensure_ascii=False)
    click.echo(re.sub(_SURROGATE, lambda found: f"\\u{ord(found[0]):04x}", text))


def _plain(value: Any) -> Any:
    """A report as plain values: its Problems and sentences in the reader's language, each tuple with names a mapping.

    What has `as_data` says itself what other programs are given of it.
    """
    if isinstance(value, Problem):
        return value.for_json(reader.language)
    if isinstance(value, Message):
        return localized(value)
    if hasattr(value, "as_data"):
        return _plain(value.as_data())
    if hasattr(value, "_asdict"):
        return _plain(value._asdict())
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return str(value) if isinstance(value, Path | date) else value
