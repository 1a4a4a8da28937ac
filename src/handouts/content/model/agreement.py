"""What a practitioner talked over with a doctor: an answer to a doubt that a check has about a consult."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, ClassVar

from handouts.content.model.dates import Date, Typed, reckoned_from
from handouts.content.model.describing import described
from handouts.content.model.fields import Model, OneOf, Setting
from handouts.content.model.module import FLAG_WORDS, FLAGS

SUM = "magnesium-sum"
_HALF_A_YEAR = timedelta(days=183)

Doubtful = Annotated[str, OneOf(SUM, *FLAGS, also={"magnesium": SUM, **FLAG_WORDS})]


class Agreement(Model):
    """One thing that was agreed with a doctor. It is not printed."""

    printed: ClassVar[bool] = False

    about: Doubtful = described(personal=True)
    agreed_with: Setting = described(personal=True)
    date: Date = described(personal=True)
    what: Setting = described(personal=True)
    until: Date | None = described(default=None, personal=True)


def close_to(text: str, consult: date) -> Typed:
    """The day of a talk as it was typed: without its year it is the one nearest to the consult."""
    return reckoned_from(text, consult, consult - _HALF_A_YEAR)
