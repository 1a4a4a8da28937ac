"""What each operator of a content stream changes and paints, as the press will."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from handouts.preflight.colours import CMYK, GREY, RGB, Paint, Space, paint_of, space_of
from handouts.preflight.layers import Layer
from handouts.preflight.objects import UNCHANGED, Matrix, matrix, numbers, scale, times
from handouts.preflight.states import State

if TYPE_CHECKING:
    from handouts.preflight.walking import Walk

_PAINTING = {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*"}
_STROKING = {"S", "s", "B", "B*", "b", "b*"}
_PATH = {"m", "l", "c", "v", "y", "h"}
_SHOWING = {"Tj", "TJ", "'", '"'}
_SEEN = {*_PAINTING, *_SHOWING, "Do", "sh"}
_DEVICE = {"g": GREY, "rg": RGB, "k": CMYK}
# Modes of text rendering (ISO 32000-1, table 106).
_OUTLINED, _FILLED_AND_OUTLINED, _INVISIBLE = {1, 5}, {2, 6}, {3, 7}


class Run:
    """One content stream under way, from the state in which it is drawn."""

    def __init__(self, walk: Walk, resources: Any, state: State, depth: int) -> None:
        """`resources` are those of the stream, and it lies in `depth` others."""
        self.state = state
        self.spaces = self._of(resources, "/ColorSpace")
        self._walk = walk
        self._facts = walk.facts
        self._resources = resources
        self._depth = depth
        self._base = state.ctm
        self._stack: list[State] = []
        self._text: Matrix = UNCHANGED
        self._rectangles: list[tuple[float, float]] = []
        self._other_path = False
        self._marked: list[Layer | None] = []

    @staticmethod
    def _of(resources: Any, kind: str) -> Any:
        return None if resources is None else resources.get(kind)

    def _named(self, kind: str, name: Any) -> Any:
        return self._of(self._resources, kind)[name]

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
        if operator in _SEEN:
            self.noted()

    def noted(self) -> None:
        """Something is drawn: whether it is hidden is noted."""
        self._facts.hidden.update(filter(None, self._marked))

    def _marks(self, operands: list[Any], operator: str) -> None:
        """Marked content, which may belong to a layer."""
        import pikepdf

        if operator == "EMC":
            self._marked = self._marked[:-1]
            return
        layer = None
        if operator == "BDC" and operands[0] == pikepdf.Name.OC and isinstance(operands[1], pikepdf.Name):
            layer = self._walk.layers.hiding(self._named("/Properties", operands[1]))
        self._marked.append(layer)

    def _graphics(self, operands: list[Any], operator: str) -> None:
        state = self.state
        if operator == "q":
            self._stack.append(state)
        elif operator == "Q":
            self.state = self._stack.pop() if self._stack else state
        elif operator == "cm":
            self.state = state._replace(ctm=times(matrix(operands), state.ctm))
        elif operator == "w":
            self.state = state._replace(line=numbers(operands, 1)[0])
        elif operator == "gs":
            changed = self._named("/ExtGState", operands[0])
            self.state = self._walk.graphics_state(changed, self._resources, state, self._depth)
        elif operator == "sh":
            self._walk.shading(self._named("/Shading", operands[0]), self.spaces)
        else:
            self._walk.xobject(operands[0], self._resources, state, self._depth)

    def _colour(self, operands: list[Any], operator: str) -> None:
        import pikepdf

        stroke = operator.isupper()
        space = self.state.stroke_space if stroke else self.state.fill_space
        if operator.lower() in _DEVICE:
            space = _DEVICE[operator.lower()]
        elif operator.lower() == "cs":
            space = space_of(operands[0], self.spaces)
            first = {"cmyk": [0, 0, 0, 1], "spot": [1] * space.channels}.get(space.family, [0] * space.channels)
            self._set(space, paint_of(space, first), stroke=stroke)
            return
        if operands and isinstance(operands[-1], pikepdf.Name):
            pattern = self._named("/Pattern", operands[-1])
            self._walk.pattern(pattern, self._resources, self._depth, self._within(space, operands[:-1]))
            self._set(space, Paint("pattern", (0.0,)), stroke=stroke)
        else:
            self._set(space, paint_of(space, operands), stroke=stroke)

    def _within(self, space: Space, shares: list[Any]) -> State:
        """The state in which a pattern's cell is drawn: in a colour that is given to it, where it has none."""
        base = State(ctm=self._base)
        if not shares or space.under is None:
            return base
        paint = paint_of(space.under, shares)
        return base._replace(fill=paint, stroke=paint, fill_space=space.under, stroke_space=space.under)

    def _set(self, space: Space, paint: Paint, *, stroke: bool) -> None:
        if stroke:
            self.state = self.state._replace(stroke_space=space, stroke=paint)
        else:
            self.state = self.state._replace(fill_space=space, fill=paint)

    def _used(self, *, stroke: bool) -> None:
        space, paint = (
            (self.state.stroke_space, self.state.stroke) if stroke else (self.state.fill_space, self.state.fill)
        )
        self._facts.use(space, "text or a drawing")
        self._facts.ink(paint)
        self._facts.white(self.state.white_overprinted(stroke=stroke))

    def _texts(self, operands: list[Any], operator: str) -> None:
        if operator == "BT":
            self._text = UNCHANGED
        elif operator == "Tm":
            self._text = matrix(operands)
        elif operator == "Tf":
            font = self._named("/Font", operands[0])
            self.state = self.state._replace(font=font, size=float(operands[1]))
            if font.get("/Subtype") == "/Type3":
                self._walk.glyphs(font, self._resources, self._depth)
        elif operator == "Tr":
            self.state = self.state._replace(mode=int(operands[0]))
        elif self.state.mode not in _INVISIBLE and _has_text(operands):
            stroke = self.state.mode in _OUTLINED
            self._used(stroke=stroke)
            if self.state.mode in _FILLED_AND_OUTLINED:
                self._used(stroke=True)
            size = abs(self.state.size) * scale(times(self._text, self.state.ctm))
            self._facts.text(self.state.font, size, self.state.stroke if stroke else self.state.fill)

    def _paths(self, operands: list[Any], operator: str) -> None:
        if operator == "re":
            _, _, width, height = numbers(operands, 4)
            a, b, c, d, _, _ = self.state.ctm
            self._rectangles.append((abs(width) * (a * a + b * b) ** 0.5, abs(height) * (c * c + d * d) ** 0.5))
        elif operator in _PATH:
            self._other_path = True
        elif operator in _PAINTING:
            self._painted(operator)
        if operator in _PAINTING or operator == "n":
            self._rectangles, self._other_path = [], False

    def _painted(self, operator: str) -> None:
        if operator in _STROKING:
            self._used(stroke=True)
            self._facts.line(self.state.line * scale(self.state.ctm), self.state.stroke)
        if operator not in {"S", "s"}:
            self._used(stroke=False)
            if not self._other_path and operator in {"f", "F", "f*"}:
                for rectangle in self._rectangles:
                    self._facts.line(min(rectangle), self.state.fill)


def _has_text(operands: list[Any]) -> bool:
    """Whether it shows anything: not only moves."""
    import pikepdf

    last = operands[-1]
    parts = list(last) if isinstance(last, pikepdf.Array) else [last]
    return any(isinstance(part, pikepdf.String) and len(bytes(part)) > 0 for part in parts)
