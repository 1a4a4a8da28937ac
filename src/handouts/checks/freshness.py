"""A text is looked through before its day comes, and rests on sources of which the year is known and not long ago.

Source: EQIP (Moult et al. 2004) asks for the date of issue and revision, and for dated sources. That a day has passed
is in `upkeep`, as making the brochure says it too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from handouts.checks.document import Document
from handouts.content.loading import Loaded
from handouts.content.model.brochure import Brochure
from handouts.content.model.module import Module
from handouts.problems import Problem, advice

NEAR = timedelta(days=60)
MEANT = 10
"""Years after which another year must be meant, which `upkeep` says."""
FAR = 5
"""Years from one review to the next."""
OLD = 20
"""Years since the newest of the sources."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_ONLY_A_NAME = 2
"""Words: a source of so few, with no comma or period between them, names a body or a site, and often has no year."""
_AUTHOR_AND_TITLE = re.compile(r"\w[,.:;–—] +\w")


def check(document: Document[Brochure] | Document[Module], today: date) -> Iterator[Problem]:
    """What becomes old soon, or rests on what is."""
    value, marks = document.value, document.marks
    if value.review_due and today <= value.review_due <= today + NEAR:
        yield advice("review-near", marks.at(("review_due",)), "this is to be looked through by {day}",
                     "look it through, then renew reviewed and review_due", day=value.review_due)  # fmt: skip
    reviewed, due = value.reviewed, value.review_due
    if reviewed and due and reviewed.year + FAR < due.year <= reviewed.year + MEANT:
        yield advice(
            "review-far", marks.at(("review_due",)), "the next review is more than {years} years after the last",
            "look it through sooner: what is known changes", years=FAR,
        )  # fmt: skip
    if isinstance(value, Module) and not value.reviewed:
        yield advice("never-reviewed", marks.at(("title",)), "nothing says when this was last looked through",
                     "add reviewed: and review_due:")  # fmt: skip
    newest = 0
    for number, source in enumerate(value.sources):
        years = [int(year) for year in _YEAR.findall(source.text) if int(year) <= today.year + 1]
        newest = max([newest, *years])
        if not years and not source.url and _is_a_work(source.text):
            yield advice("source-without-year", marks.at(("sources", number)), "this source has no year",
                         "add it, so that a reader can see how new it is")  # fmt: skip
    if newest and newest < today.year - OLD:
        yield advice("old-sources", marks.key(("sources",)), "the newest of these sources is of {year}",
                     "look whether there is something newer; if not, say so with an ignore", year=newest)  # fmt: skip


def _is_a_work(source: str) -> bool:
    """Whether a source is a book, study or guideline, and not a body or site by its name alone."""
    return len(source.split()) > _ONLY_A_NAME or _AUTHOR_AND_TITLE.search(source) is not None


def expiries(document: Loaded[Brochure] | Loaded[Module]) -> Iterator[date]:
    """The last days on which this says what it says, before it says something else."""
    due = document.value.review_due
    if due and due - NEAR > date.min:
        yield due - NEAR - timedelta(days=1)
        yield due
