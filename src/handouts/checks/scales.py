"""A mark from 0 to 10 says what 0 and 10 mean, or each day is marked in another way.

Source: numeric rating scales are read by the words at their ends (Hjermstad et al. 2011, J Pain Symptom Manage 41(6)).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from handouts.content.loading import Loaded
from handouts.content.resolving import ResolvedSheet
from handouts.content.scale_ends import ends_of
from handouts.problems import Problem, warning


def check(resolved: ResolvedSheet) -> Iterator[Problem]:
    """A scale without ends of which the name does not tell them either."""
    source: Loaded[Any] = resolved.consult if resolved.consult.value.diary else resolved.recipe
    diary = source.value.diary
    for index, scale in enumerate(diary.scales if diary else ()):
        ends = ends_of(str(scale.name), resolved.language)
        if not ends.is_known and (scale.low is None or scale.high is None):
            yield warning(
                "no-ends",
                source.marks.at(("diary", "scales", index)),
                "it is not clear what 0 and 10 mean of “{name}”; the sheet says {low} and {high}",
                "write - name: {name}, and under it low: and high: with what they mean",
                name=scale.name,
                low=scale.low or ends.low,
                high=scale.high or ends.high,
            )
