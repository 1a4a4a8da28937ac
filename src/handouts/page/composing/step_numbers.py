"""Which line of the schedule does what a step on the front page says, so that both bear one number."""

from __future__ import annotations

from collections.abc import Sequence

from handouts.content.illustrating import drawing_for
from handouts.content.model.intake import Intake

NO_STEP = 0
_LAST = 99


class StepNumbers:
    """The steps of a sheet, numbered from 1, and the lines of its schedule that have the number of one.

    A step tells of a line whose product it names, or of which it has the drawing. A line of which two steps tell has
    no number, and neither have the lines of two products of which one step tells. Where a number would be missing
    before others, as the first step is no line of the schedule, none has one.
    """

    def __init__(self, steps: Sequence[str], intakes: Sequence[Intake]) -> None:
        self._numbers: dict[int, int] = {}
        products: dict[int, set[str]] = {}
        for intake in intakes:
            told = [number for number, step in enumerate(steps, 1) if _tells(step, intake.product)]
            if len(told) == 1:
                self._numbers[id(intake)] = told[0]
                products.setdefault(told[0], set()).add(intake.product.casefold())
        self._numbers = {key: number for key, number in self._numbers.items() if len(products[number]) == 1}
        if set(self._numbers.values()) != set(range(1, len(set(self._numbers.values())) + 1)):
            self._numbers = {}

    def of(self, intake: Intake) -> int:
        """The number of a line's step, or NO_STEP."""
        return self._numbers.get(id(intake), NO_STEP)

    def place(self, intake: Intake) -> int:
        """Where a line comes among the others: in the order of the steps, and behind them what has none."""
        return self.of(intake) or _LAST


def _tells(step: str, product: str) -> bool:
    if product.casefold() in step.casefold():
        return True
    drawing = drawing_for(product)
    return bool(drawing) and drawing == drawing_for(step)
