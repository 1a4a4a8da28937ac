"""What each operator of a content stream changes and paints, as the press will."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pikepdf

from handouts.press.preflight.colours import CMYK, GREY, RGB, Paint, Space, paint_of, space_of
from handouts.press.preflight.costs import CHARACTER, OPAQUE, OPERATOR, VERTEX, Extent
from handouts.press.preflight.layers import Layer
from handouts.press.preflight.objects import Resources, matrix, numbers, scale, stretches
from handouts.press.preflight.states import Brush, State
from handouts.problems import msg

if TYPE_CHECKING:
    from handouts.press.preflight.walking import Walk

_PAINTING = {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*"}
_STROKING = {"S", "s", "B", "B*", "b", "b*"}
_PATH = {"m", "l", "c", "v", "y", "h"}
_CLIPPING = {"W", "W*"}
_SHOWING = {"Tj", "TJ", "'", '"'}
_SEEN = {*_PAINTING, *_SHOWING, "Do", "sh"}
_DEVICE = {"g": GREY, "rg": RGB, "k": CMYK}
_PAINTED = msg("text or a drawing")
# Modes of text rendering (ISO 32000-1, table 106).
_OUTLINED, _FILLED_AND_OUTLINED, _INVISIBLE = {1, 5}, {2, 6}, {3, 7}


class Run:
    """One content stream under way, from the state in which it is drawn."""

    def __init__(self, walk: Walk, resources: Resources, state: State, depth: int) -> None:
        """`resources` are those of the stream, and it lies in `depth` others."""
        self.state = state
        self.cost = 0.0
        """Of what was drawn (`costs`)."""
        self.spaces = resources.kind("/ColorSpace")
        self._walk = walk
        self._facts = walk.facts
        self._resources = resources
        self._depth = depth
        self._base = state.ctm
        self._stack: list[State] = []
        self._text = matrix()
        self._drawn_font: tuple[Any, ...] | None = None
        self._rectangles: list[tuple[float, float]] = []
        self._other_path = False
        self._extent = Extent()
        self._clips = False
        self._marked: list[Layer | None] = []

    def take(self, operands: list[Any], operator: str) -> None:
        """One operator."""
        if operator.lower() in _DEVICE or operator in {"cs", "CS", "sc", "SC", "scn", "SCN"}:
            self._colour(operands, operator)
        elif operator in {"q", "Q", "cm", "w", "gs", "Do", "sh"}:
            self._graphics(operands, operator)
        elif operator in {"BT", "Tm", "Tf", "Tr"} or operator in _SHOWING:
            self._texts(operands, operator)
        elif operator in {"BDC", "BMC", "EMC"}:
            self._marks(operands, operator)
        else:
            self._paths(operands, operator)
        self.cost += OPERATOR
        if operator in _SEEN:
            self.noted()

    def noted(self) -> None:
        """Something is drawn: whether it is hidden is noted, and what its mask costs."""
        self._facts.hidden.update(filter(None, self._marked))
        self.cost += self.state.mask

    def _marks(self, operands: list[Any], operator: str) -> None:
        """Marked content, which may belong to a layer."""
        if operator == "EMC":
            self._marked = self._marked[:-1]
            return
        layer = None
        if operator == "BDC" and operands[0] == pikepdf.Name.OC and isinstance(operands[1], pikepdf.Name):
            where = (self._resources.owner, str(operands[1]))
            layer = self._walk.hiding(self._resources.named("/Properties", operands[1]), where)
        self._marked.append(layer)

    def _graphics(self, operands: list[Any], operator: str) -> None:
        state = self.state
        if operator == "q":
            self._stack.append(state)
        elif operator == "Q":
            self.state = self._stack.pop() if self._stack else state
        elif operator == "cm":
            self.state = state._replace(ctm=matrix(operands) @ state.ctm)
        elif operator == "w":
            self.state = state._replace(line=numbers(operands, 1)[0])
        elif operator == "gs":
            changed = self._resources.named("/ExtGState", operands[0])
            self.state = self._walk.graphics_state(changed, self._resources, state, self._depth)
        elif operator == "sh":
            where = (self._resources.owner, str(operands[0]))
            gradient = self._walk.shading(self._resources.named("/Shading", operands[0]), self.spaces, where)
            self.cost += gradient.laid_over(state.clip)
        else:
            self.cost += self._walk.xobject(operands[0], self._resources, state, self._depth)

    def _colour(self, operands: list[Any], operator: str) -> None:
        stroke = operator.isupper()
        space = _DEVICE.get(operator.lower()) or self.state.brush(stroke=stroke).space
        paint, pattern = Paint("pattern", (0.0,)), None
        if operator.lower() == "cs":
            space = space_of(operands[0], self.spaces)
            first = {"cmyk": [0, 0, 0, 1], "spot": [1] * space.channels}
            paint = paint_of(space, first.get(space.family, [0] * space.channels))
        elif operands and isinstance(operands[-1], pikepdf.Name):
            item = self._resources.named("/Pattern", operands[-1])
            pattern = self._walk.pattern(item, self._resources, self._depth, self._within(space, operands[:-1]))
        else:
            paint = paint_of(space, operands)
        self.state = self.state.with_brush(stroke=stroke, space=space, paint=paint, pattern=pattern)

    def _within(self, space: Space, shares: list[Any]) -> State:
        """The state in which a pattern's cell is drawn: in a colour that is given to it, where it has none."""
        base = State(ctm=self._base, clip=self._walk.area)
        if not shares or space.under is None:
            return base
        brush = Brush(paint_of(space.under, shares), space.under)
        return base._replace(fill=brush, stroke=brush)

    def _used(self, area: float, *, stroke: bool) -> None:
        """Something is painted over an area in square points on paper."""
        brush = self.state.brush(stroke=stroke)
        self.cost += area * self.state.per_area + (brush.pattern.laid_over(area) if brush.pattern else 0)
        self._facts.use(brush.space, _PAINTED)
        self._facts.ink(brush.paint)
        self._facts.white(brush, self.state.overprint_mode)

    def _texts(self, operands: list[Any], operator: str) -> None:
        if operator == "BT":
            self._text = matrix()
        elif operator == "Tm":
            self._text = matrix(operands)
        elif operator == "Tf":
            font = self._resources.named("/Font", operands[0])
            self.state = self.state._replace(font=font, size=float(operands[1]))
            self._drawn_font = None
            if font.get("/Subtype") == "/Type3":
                self._drawn_font = font.objgen if font.is_indirect else (self._resources.owner, str(operands[0]))
        elif operator == "Tr":
            self.state = self.state._replace(mode=int(operands[0]))
        elif self.state.mode not in _INVISIBLE and (count := _characters(operands)):
            size = abs(self.state.size) * scale(self._text @ self.state.ctm)
            area = min(self.state.clip, size * size) * count
            self.cost += (CHARACTER + self._letter(size)) * count
            stroke = self.state.mode in _OUTLINED
            self._used(area, stroke=stroke)
            if self.state.mode in _FILLED_AND_OUTLINED:
                self._used(area, stroke=True)
            self._facts.text(self.state.font, size, self.state.brush(stroke=stroke).paint)

    def _letter(self, size: float) -> float:
        """What a letter costs at most that is a drawing itself, at a size in points; nothing for others."""
        if self._drawn_font is None:
            return 0.0
        key = (*self._drawn_font, round(size, 1))
        return self._walk.letters(self.state.font, key, size, self._resources, self._depth)

    def _paths(self, operands: list[Any], operator: str) -> None:
        if operator == "re":
            x, y, width, height = numbers(operands, 4)
            self._extent.add((x, y, x + width, y + height))
            across, up = stretches(self.state.ctm)
            self._rectangles.append((abs(width) * across, abs(height) * up))
        elif operator in _PATH:
            self._other_path = True
            self._extent.add(map(float, operands))
            self.cost += VERTEX.get(operator, 0.0)
        elif operator in _CLIPPING:
            self._clips = True
        elif operator in _PAINTING or operator == "n":
            area = self._extent.area(self.state.ctm, self.state.clip)
            if operator != "n":
                self._painted(operator, area)
            if self._clips:
                self.cost += area * OPAQUE
                self.state = self.state._replace(clip=area)
            self._rectangles, self._other_path, self._extent, self._clips = [], False, Extent(), False

    def _painted(self, operator: str, area: float) -> None:
        if operator in _STROKING:
            self._used(area, stroke=True)
            self._facts.line(self.state.line * scale(self.state.ctm), self.state.stroke.paint)
        if operator not in {"S", "s"}:
            self._used(area, stroke=False)
            if not self._other_path and operator in {"f", "F", "f*"}:
                for rectangle in self._rectangles:
                    self._facts.line(min(rectangle), self.state.fill.paint)


def _characters(operands: list[Any]) -> int:
    """How many characters are shown, at most: none when it only moves."""
    last = operands[-1]
    parts = list(last) if isinstance(last, pikepdf.Array) else [last]
    return sum(len(bytes(part)) for part in parts if isinstance(part, pikepdf.String))
