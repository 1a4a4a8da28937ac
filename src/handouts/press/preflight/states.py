"""The graphics state, as far as a press heeds it: matrix, colours, overprint, line and text."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

from pikepdf import Matrix

from handouts.press.pdf import is_mixed, opacity
from handouts.press.preflight.colours import BLACK, GREY, Paint, Space
from handouts.press.preflight.costs import MASKED, MIXED, OPAQUE, THROUGH, Pattern

_PROCESS = {"/Cyan", "/Magenta", "/Yellow", "/Black"}


class Brush(NamedTuple):
    """What fills or strokes: a colour in a space, or a pattern, and whether it overprints."""

    paint: Paint = BLACK
    space: Space = GREY
    pattern: Pattern | None = None
    overprints: bool = False

    def white_overprinted(self, mode: int) -> Literal["gone", "doubtful"] | None:
        """Whether white is lost in an overprint mode.

        Ink of other plates stays where a colour that overprints does not name it, and, in mode 1, where it names none
        of it as one of the four (ISO 32000-1, 8.6.7). Greys, profiles and mode 0 are white by the standard; not every
        press program keeps to it.
        """
        space = self.space
        if not self.overprints or not self.paint.is_paper or self.paint.family == "pattern":
            return None
        if space.names:
            plates = {name for name in space.names if name != "/None"}
            if not plates or "/All" in plates:
                return None
            return "doubtful" if plates >= _PROCESS else "gone"
        return "gone" if space.family == "cmyk" and space.device and mode == 1 else "doubtful"


class State(NamedTuple):
    """What is in force at one point of a content stream; the start of a page is the default (ISO 32000-1, 8.4)."""

    ctm: Matrix = Matrix()  # it cannot be changed
    fill: Brush = Brush()
    stroke: Brush = Brush()
    overprint_mode: int = 0
    line: float = 1.0
    font: Any = None
    size: float = 0.0
    mode: int = 0
    clip: float = 0.0
    """To how many square points is painted at most; the next ones, too, are for `costs`."""
    mask: float = 0.0
    """What it costs to draw the soft mask, for each thing that is painted."""
    translucent: bool = False
    mixed: bool = False

    @property
    def per_area(self) -> float:
        """What a square point costs that is painted."""
        plain = MIXED if self.mixed else THROUGH if self.translucent else OPAQUE
        return plain + (MASKED if self.mask else 0)

    @property
    def key(self) -> tuple[Any, ...]:
        """Equal for states in which the same is painted, wherever it lies."""
        font = None if self.font is None else self.font.objgen
        _, *others = self._replace(font=font)
        return (*(round(each, 6) for each in self.ctm.shorthand[:4]), *others)

    def brush(self, *, stroke: bool) -> Brush:
        """What strokes, or else fills."""
        return self.stroke if stroke else self.fill

    def with_brush(self, *, stroke: bool, **changed: Any) -> State:
        """The state with another colour for strokes, or else for fills."""
        if stroke:
            return self._replace(stroke=self.stroke._replace(**changed))
        return self._replace(fill=self.fill._replace(**changed))

    def changed_by(self, item: Any) -> State:
        """After `gs` with a dictionary of parameters (ISO 32000-1, table 58)."""
        state = self
        if "/ca" in item or "/CA" in item:
            state = state._replace(translucent=opacity(item) < 1)
        if "/BM" in item:
            state = state._replace(mixed=is_mixed(item))
        if "/LW" in item:
            state = state._replace(line=float(item.LW))
        if "/Font" in item:
            state = state._replace(font=item.Font[0], size=float(item.Font[1]))
        # `OP` is for fills too, unless these have a parameter of their own.
        for key, stroke in (("/OP", True), ("/OP", False), ("/op", False)):
            if key in item:
                state = state.with_brush(stroke=stroke, overprints=bool(item.get(key)))
        return state._replace(overprint_mode=int(item.OPM)) if "/OPM" in item else state
