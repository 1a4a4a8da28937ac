"""The graphics state, as far as a press heeds it: matrix, colours, overprint, line and text."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

from handouts.press.preflight.colours import BLACK, GREY, Paint, Space
from handouts.press.preflight.costs import MASKED, MIXED, OPAQUE, THROUGH, Pattern
from handouts.press.preflight.objects import UNCHANGED, Matrix

_NOT_MIXED = {"/Normal", "/Compatible"}
_PROCESS = {"/Cyan", "/Magenta", "/Yellow", "/Black"}


class State(NamedTuple):
    """What is in force at one point of a content stream; the start of a page is the default (ISO 32000-1, 8.4)."""

    ctm: Matrix = UNCHANGED
    fill: Paint = BLACK
    stroke: Paint = BLACK
    fill_space: Space = GREY
    stroke_space: Space = GREY
    fill_overprints: bool = False
    stroke_overprints: bool = False
    overprint_mode: int = 0
    line: float = 1.0
    font: Any = None
    size: float = 0.0
    mode: int = 0
    fill_pattern: Pattern | None = None
    stroke_pattern: Pattern | None = None
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
        return (*(round(each, 6) for each in self.ctm[:4]), *self._replace(ctm=UNCHANGED, font=font))

    def changed_by(self, item: Any) -> State:
        """After `gs` with a dictionary of parameters (ISO 32000-1, table 58)."""
        state = self
        if "/ca" in item or "/CA" in item:
            state = state._replace(translucent=min(float(item.get(name, 1)) for name in ("/ca", "/CA")) < 1)
        if "/BM" in item:
            state = state._replace(mixed=str(item.BM) not in _NOT_MIXED)
        if "/LW" in item:
            state = state._replace(line=float(item.LW))
        if "/Font" in item:
            state = state._replace(font=item.Font[0], size=float(item.Font[1]))
        if "/OP" in item:
            # For fills too, unless these have a parameter of their own.
            state = state._replace(stroke_overprints=bool(item.OP), fill_overprints=bool(item.OP))
        if "/op" in item:
            state = state._replace(fill_overprints=bool(item.get("/op")))
        return state._replace(overprint_mode=int(item.OPM)) if "/OPM" in item else state

    def white_overprinted(self, *, stroke: bool) -> Literal["gone", "doubtful"] | None:
        """Whether white is lost, where it is painted with the colour of strokes or of fills.

        Ink of other plates stays where a colour that overprints does not name it, and, in mode 1, where it names none
        of it as one of the four (ISO 32000-1, 8.6.7). Greys, profiles and mode 0 are white by the standard; not every
        press program keeps to it.
        """
        space, paint = (self.stroke_space, self.stroke) if stroke else (self.fill_space, self.fill)
        overprints = self.stroke_overprints if stroke else self.fill_overprints
        if not overprints or not paint.is_paper or paint.family == "pattern":
            return None
        if space.names:
            plates = {name for name in space.names if name != "/None"}
            if not plates or "/All" in plates:
                return None
            return "doubtful" if plates >= _PROCESS else "gone"
        return "gone" if space.family == "cmyk" and space.device and self.overprint_mode == 1 else "doubtful"
