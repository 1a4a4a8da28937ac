"""The words of the studio's screens, and of days and times on them, in one language."""

from __future__ import annotations

from datetime import date
from typing import Any

from handouts.languages.messages import month_of, translated, weekday_of
from handouts.languages.texts import texts


class StudioWords:
    """The words of one language, by the group of their screen and their name, such as `home.hello`."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._groups = texts(language, "studio")

    def __call__(self, key: str, **gaps: object) -> str:
        """The words under a key, with its gaps filled in. Raises KeyError for a key that there is not."""
        group, _, name = key.partition(".")
        text = str(self._groups[group][name])
        return text.format(**gaps) if gaps else text

    def group(self, name: str) -> dict[str, Any]:
        """All of a group, for what chooses among them itself."""
        return dict(self._groups[name])

    def day(self, day: date) -> str:
        """A day of this year as it is said: `vrijdag 27 november`."""
        return f"{translated(weekday_of(day), self.language)} {day.day} {translated(month_of(day), self.language)}"

    def short_day(self, day: date) -> str:
        """A day as it stands in a narrow column: `1 dec`."""
        return f"{day.day} {self.group('days')[f'month_{day.month}']}"

    def long_day(self, day: date) -> str:
        """A day with its year: `27 november 2026`."""
        return f"{day.day} {translated(month_of(day), self.language)} {day.year}"


def as_sentence(text: str) -> str:
    """A text that begins small and ends without a full stop, as those of Problems do, as a sentence by itself."""
    whole = text[:1].upper() + text[1:]
    return whole if not whole or whole.endswith((".", "?", "!")) else f"{whole}."
