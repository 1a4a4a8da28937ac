"""Every subject that there is a drawing of, by its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from handouts.page.drawings import anatomy, bathing, breathing, eating, keeping, outdoors, people, portions, resting
from handouts.page.drawings.canvas import Canvas

SUBJECTS: Mapping[str, Callable[[Canvas], None]] = {
    "food": eating.food,
    "table": eating.table,
    "nuts": eating.nuts,
    "handful": portions.handful,
    "greens": portions.spinach,
    "bread": eating.bread,
    "beans": portions.beans,
    "oats": portions.oats,
    "banana": portions.banana,
    "seeds": portions.seeds,
    "chocolate": portions.chocolate,
    "avocado": portions.avocado,
    "water": eating.water,
    "tea": eating.tea,
    "supplement": eating.supplement,
    "footbath": bathing.footbath,
    "bath": bathing.bath,
    "warmth": bathing.warmth,
    "oil": bathing.oil,
    "skin": bathing.skin,
    "massage": people.massage,
    "feet": bathing.feet,
    "body": anatomy.body,
    "shoulders": people.shoulders,
    "breath": breathing.breath,
    "counting": breathing.counting,
    "thoughts": people.thoughts,
    "balance": people.balance,
    "heart": outdoors.heartbeat,
    "talk": people.talk,
    "sleep": resting.sleep,
    "awake": resting.awake,
    "rest": resting.rest,
    "candle": bathing.candle,
    "pause": resting.pause,
    "screen": resting.screen,
    "walk": outdoors.walk,
    "daylight": outdoors.daylight,
    "sprig": outdoors.sprig,
    "diary": keeping.diary,
    "calendar": keeping.calendar,
    "telephone": keeping.telephone,
    "goal": keeping.goal,
}
