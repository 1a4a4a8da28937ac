"""What a practitioner talked over with a doctor: an answer to a doubt that a check has about a consult."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, ClassVar

from handouts.model.dates import Date, Typed, reckoned_from
from handouts.model.fields import Model, OneOf, Setting, described
from handouts.model.module import FLAG_WORDS, FLAGS

SUM = "magnesium-sum"
_HALF_A_YEAR = timedelta(days=183)

Doubtful = Annotated[str, OneOf(SUM, *FLAGS, also={"magnesium": SUM, **FLAG_WORDS})]


class Agreement(Model):
    """One thing that was agreed with a doctor. It is not printed."""

    printed: ClassVar[bool] = False

    about: Doubtful = described("What the doubt is about: the sum of a day, or a flag.")
    agreed_with: Setting = described("With whom, such as huisarts.")
    date: Date = described("When you talked it over; without its year, the day nearest to the consult.")
    what: Setting = described(
        "What may be taken, by name; with how much a day where the sum is too high, such as 400 mg magnesium per dag."
    )
    until: Date | None = described(
        "The last day on which it holds; without it, until you agree otherwise.", default=None
    )


def close_to(text: str, consult: date) -> Typed:
    """The day of a talk as it was typed: without its year it is the one nearest to the consult."""
    return reckoned_from(text, consult, consult - _HALF_A_YEAR)
