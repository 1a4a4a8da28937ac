"""An own colour that is too light for letters is printed darker there, in a shade that is reported with the ground.

Source: WCAG 2.2, success criterion 1.4.3.
"""

from __future__ import annotations

from collections.abc import Iterator

from handouts.content.loading import Loaded
from handouts.content.model.brand import Colours
from handouts.content.model.practice import Practice
from handouts.content.model.shades import LEAST, contrast
from handouts.languages.messages import joined_by_and
from handouts.problems import Problem, msg, warning

_LETTERS = {"colour": "primary", "accent": "accent"}


def check(practice: Loaded[Practice], colours: Colours) -> Iterator[Problem]:
    """The colours of the practice's own choice, compared with each ground that their letters are printed on.

    `colours` are those that follow from it.
    """
    brand = practice.value.brand
    for key, letters in _LETTERS.items():
        chosen, shade = getattr(brand, key), getattr(colours, letters)
        if chosen is None or chosen == shade:
            continue
        close = [
            msg("{ground} ({contrast:.2f})", ground=name, contrast=found)
            for name, ground in colours.grounds(key).items()
            if (found := contrast(chosen, ground)) < LEAST
        ]
        yield warning(
            "contrast", practice.marks.at(("brand", key)),
            "for letters {chosen} is too close to {close}; they are printed in {shade}, shapes in yours",
            "letters need {least} to 1 (WCAG); for a shade of your own choice write a darker one here",
            chosen=chosen, close=joined_by_and(close), shade=shade, least=LEAST,
        )  # fmt: skip
