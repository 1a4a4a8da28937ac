"""Every subject that there is a drawing of, by its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from handouts.page.drawings import bathing, eating, outdoors, people, resting
from handouts.page.drawings.canvas import Canvas

SUBJECTS: Mapping[str, Callable[[Canvas], None]] = {
    "food": eating.food,
    "water": eating.water,
    "footbath": bathing.footbath,
    "oil": bathing.oil,
    "massage": people.massage,
    "breath": people.breath,
    "talk": people.talk,
    "sleep": resting.sleep,
    "rest": resting.rest,
    "walk": outdoors.walk,
    "sprig": outdoors.sprig,
}
