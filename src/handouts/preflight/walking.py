"""Follows the content of a page operator by operator, as the press will, and notes what it paints with what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from handouts.preflight.colours import BLACK, CMYK, GREY, RGB, Paint, Space, paint_of, space_of
from handouts.preflight.facts import Facts
from handouts.preflight.findings import Source
from handouts.preflight.gradients import ends
from handouts.preflight.objects import UNCHANGED, Limits, Matrix, TooMuch, matrix, numbers, scale, times
from handouts.preflight.pictures import Pictures

_DEEPEST = 24
_PAINTING = {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*"}
_STROKING = {"S", "s", "B", "B*", "b", "b*"}
_PATH = {"m", "l", "c", "v", "y", "h"}
_SHOWING = {"Tj", "TJ", "'", '"'}
_DEVICE = {"g": GREY, "rg": RGB, "k": CMYK}
_INVISIBLE = {3, 7}


class _State(NamedTuple):
    ctm: Matrix = UNCHANGED
    fill: Paint = BLACK
    stroke: Paint = BLACK
    fill_space: Space = GREY
    stroke_space: Space = GREY
    line: float = 1.0
    font: Any = None
    size: float = 0.0
    mode: int = 0


class Walk:
    """One page; what was seen is in `facts`."""

    def __init__(self, limits: Limits, sources: Mapping[str, Source]) -> None:
        """`limits` are shared by the pages of a document; `sources` is as of `preflight`."""
        import pikepdf

        self.facts = Facts()
        self._limits = limits
        self._pictures = Pictures(limits, self.facts, sources)
        self._followed: set[tuple[int, int]] = set()
        self._scratch = pikepdf.new()

    def page(self, page: Any) -> None:
        """Everything that a page draws. Raises what the libraries raise on damage, and TooMuch."""
        import pikepdf

        unit = float(page.obj.get("/UserUnit", 1))
        contents = page.obj.get("/Contents")
        parts = [] if contents is None else list(contents) if isinstance(contents, pikepdf.Array) else [contents]
        data = b"\n".join(self._limits.content(part) for part in parts)
        resources = page.resources
        self._group(page.obj)
        state = _State(ctm=(unit, 0.0, 0.0, unit, 0.0, 0.0))
        self._stream(data, resources, state, 0)

    def _group(self, owner: Any) -> None:
        group = owner.get("/Group")
        if group is not None and "/CS" in group and space_of(group.CS, None).family == "rgb":
            self.facts.rgb.add("a transparent group")

    def _stream(self, data: bytes, resources: Any, state: _State, depth: int) -> None:
        import pikepdf

        if depth > _DEEPEST:
            raise TooMuch("drawings in drawings in drawings")
        run = _Run(self, resources, state, depth)
        for step in pikepdf.parse_content_stream(self._scratch.make_stream(data)):
            self._limits.step()
            if isinstance(step, pikepdf.ContentStreamInlineImage):
                self._pictures.inline(step.iimage, run.state.ctm, run.spaces)
            else:
                run.take(list(step.operands), str(step.operator))

    def form(self, form: Any, around: Any, state: _State, depth: int) -> None:
        """A form, or the cell of a pattern, drawn in a state."""
        data = self._limits.content(form)
        if "/Group" in form:
            self._group(form)
        inner = state._replace(ctm=times(matrix(form.get("/Matrix", UNCHANGED)), state.ctm))
        self._stream(data, form.get("/Resources", around), inner, depth + 1)

    def xobject(self, name: Any, resources: Any, state: _State, depth: int) -> None:
        """What `Do` draws."""
        item = resources["/XObject"][name]
        if item.get("/Subtype") == "/Form":
            self.form(item, resources, state, depth)
        elif item.get("/Subtype") == "/Image":
            self._pictures.xobject(item, state.ctm, resources.get("/ColorSpace"), str(name)[1:])

    def graphics_state(self, item: Any, around: Any, state: _State, depth: int) -> _State:
        """What `gs` changes, as far as it is looked at."""
        import pikepdf

        if min(float(item.get(name, 1)) for name in ("/ca", "/CA")) < 1:
            self.facts.transparent = True
        if str(item.get("/BM", "/Normal")) not in {"/Normal", "/Compatible"}:
            self.facts.transparent = True
        if isinstance(mask := item.get("/SMask"), pikepdf.Dictionary):
            self.facts.transparent = True
            # A mask is no ink. It is followed all the same, so that what is endless in it is not drawn.
            self._aside([mask.G], around, state, depth)
        if "/LW" in item:
            state = state._replace(line=float(item.LW))
        return state._replace(font=item.Font[0], size=float(item.Font[1])) if "/Font" in item else state

    def glyphs(self, font: Any, around: Any, depth: int) -> None:
        """A font whose characters are drawings (Type 3): they can hold colours."""
        if self._is_new(font):
            drawn = self._aside(list(font.CharProcs.values()), font.get("/Resources", around), _State(), depth)
            self.facts.rgb |= drawn.rgb

    def _aside(self, forms: list[Any], around: Any, state: _State, depth: int) -> Facts:
        """Follows forms, each once, and notes what they hold apart from the page."""
        noted, self.facts = self.facts, Facts()
        try:
            for form in forms:
                if self._is_new(form):
                    self.form(form, around, state, depth)
            return self.facts
        finally:
            self.facts = noted

    def _is_new(self, item: Any) -> bool:
        if item.objgen in self._followed:
            return False
        if item.is_indirect:
            self._followed.add(item.objgen)
        return True

    def shading(self, item: Any, spaces: Any) -> None:
        """A gradient: its colour space, and the ink at its ends."""
        space = space_of(item.ColorSpace, spaces)
        self.facts.use(space, "a gradient")
        for colour in ends(item.get("/Function")):
            if len(colour) == space.channels:
                self.facts.ink(paint_of(space, colour))

    def pattern(self, item: Any, resources: Any, depth: int, base: Matrix) -> None:
        """What a pattern paints with. Each is looked at once."""
        if not self._is_new(item):
            return
        if int(item.PatternType) == 2:
            self.shading(item.Shading, None if resources is None else resources.get("/ColorSpace"))
        else:
            self.form(item, resources, _State(ctm=base), depth)


class _Run:
    """One content stream under way."""

    def __init__(self, walk: Walk, resources: Any, state: _State, depth: int) -> None:
        self.state = state
        self.spaces = self._of(resources, "/ColorSpace")
        self._walk = walk
        self._facts = walk.facts
        self._resources = resources
        self._depth = depth
        self._base = state.ctm
        self._stack: list[_State] = []
        self._text: Matrix = UNCHANGED
        self._rectangles: list[tuple[float, float]] = []
        self._other_path = False

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
        else:
            self._paths(operands, operator)

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
            self._walk.pattern(pattern, self._resources, self._depth, self._base)
            self._set(space, Paint("pattern", (0.0,)), stroke=stroke)
        else:
            self._set(space, paint_of(space, operands), stroke=stroke)

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
            stroke = self.state.mode in {1, 5}
            self._used(stroke=stroke)
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
