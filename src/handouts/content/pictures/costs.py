"""How long the engine will take to draw an SVG, estimated before it does: it cannot be stopped on the way.

The weights were measured with WeasyPrint 70, in millionths of a second; what refers to itself has no end.
"""

from __future__ import annotations

from xml.etree import ElementTree as ET

from handouts.content.pictures.findings import Unfit
from handouts.content.pictures.trees import HREFS, Declared, links_in, local, target_of
from handouts.problems import msg

_MOST = 1_000_000
"""One second."""
_ELEMENT, _USE, _GRADIENT, _PATTERN, _THROUGH = 100, 200, 450, 450, 200
_CHARACTER, _ARC = 2.0, 60
_VERTEX = 8
"""Characters of a path that make a corner, at least."""
_MARKERS = ("marker", "marker-start", "marker-mid", "marker-end")
_NOT_DRAWN = {"defs", "symbol", "clipPath", "filter", "mask", "pattern", "marker", "linearGradient", "radialGradient"}
_HINT = msg("simplify the drawing, or export it as a PNG of 300 dots to the inch")


def check_cost(root: ET.Element, looks: Declared) -> None:
    """Raises Unfit for a drawing that takes longer than a second, or that refers to itself."""
    _Estimate(root, looks).of(root)


class _Estimate:
    def __init__(self, root: ET.Element, looks: Declared) -> None:
        self._looks = looks
        self._by_id: dict[str, ET.Element] = {}
        for element in root.iter():
            self._by_id.setdefault(element.get("id", ""), element)
        # An id is looked for in the whole tree.
        self._search = 0.05 * len(looks)
        self._known: dict[ET.Element, float] = {}
        self._under_way: set[ET.Element] = set()

    def of(self, element: ET.Element) -> float:
        """Of an element with all that it draws, in millionths of a second. Raises Unfit."""
        if element in self._known:
            return self._known[element]
        if element in self._under_way:
            raise Unfit("picture-too-large", "draws itself inside itself, without an end", _HINT)
        self._under_way.add(element)
        looks = self._looks[element]
        weight = self._own(looks)
        for name, value in looks.items():
            times = len(looks.get("d", looks.get("points", ""))) / _VERTEX if name in _MARKERS else 1
            weight += times * sum(map(self._painted, links_in([value])))
        if local(element) == "use":
            weight += _USE + self._search + self._target(target_of(element))
        elif local(element) in {"linearGradient", "radialGradient", "pattern"} and any(map(element.get, HREFS)):
            weight += self._search
        weight += sum(self.of(child) for child in element if local(child) not in _NOT_DRAWN)
        self._under_way.discard(element)
        self._known[element] = weight
        if weight > _MOST:
            raise Unfit("picture-too-large", "takes more than a second to draw", _HINT)
        return weight

    @staticmethod
    def _own(looks: dict[str, str]) -> float:
        path = looks.get("d", "") + looks.get("points", "")
        through = _THROUGH if looks.get("opacity", "1") not in {"1", "1.0", "100%"} else 0
        return _ELEMENT + through + _CHARACTER * len(path) + _ARC * (path.count("a") + path.count("A"))

    def _target(self, name: str) -> float:
        return self.of(self._by_id[name]) if name in self._by_id else 0

    def _painted(self, name: str) -> float:
        """What is painted with, or through: a gradient, a pattern, a mask, a marker."""
        element = self._by_id.get(name)
        if element is None or local(element) == "filter":
            return 0
        if local(element).endswith("Gradient"):
            return _GRADIENT + self._search
        return _PATTERN + self._search + self.of(element)
