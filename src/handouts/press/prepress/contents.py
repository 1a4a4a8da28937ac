"""Content streams: every operator that sets a colour sets its inks instead."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, NamedTuple

import pikepdf

from handouts.press.prepress.inks import ONLY_BLACK, Colour, Target
from handouts.press.prepress.pictures import inline
from handouts.press.prepress.spaces import Kind, by_channels, kind_of

_MARKS = {"BMC", "BDC", "EMC", "MP", "DP", "BX", "EX"}
_TEXT = {"Tj", "TJ", "'", '"'}
_DEVICE: dict[str, Kind] = {"rg": "rgb", "RG": "rgb", "g": "grey", "G": "grey", "k": "cmyk", "K": "cmyk"}
_SPECIAL = {"cs": 0, "CS": 1, "sc": 0, "SC": 1, "scn": 0, "SCN": 1}
OVER, KNOCK = "/Overprint", "/Knockout"


class _State(NamedTuple):
    """The part of the graphics state that colours have, for filling and for stroking; None is not known yet."""

    kinds: tuple[Kind | None, Kind | None] = (None, None)
    fill: Colour | None = None


class Writer:
    """Writes one content stream anew; what was written is in `written`."""

    def __init__(self, pdf: Any, target: Target, resources: Any, made: Any) -> None:
        """`resources` are those of the stream as it was, `made` those that it will have."""
        self.written: list[Any] = []
        self._pdf = pdf
        self._target = target
        self._spaces: Any = None if resources is None else resources.get("/ColorSpace")
        self._made = made
        self._now = _State()
        self._stack: list[_State] = []
        self._over = False

    def begin(self) -> None:
        """Sets the colours that an empty page has, which are grey, in the space of the target."""
        for operator in self._target.operators:
            self._emit([*map(_number, self._target.grey(0.0))], operator)

    def _emit(self, operands: list[Any], operator: str) -> None:
        self.written.append(pikepdf.ContentStreamInstruction(operands, pikepdf.Operator(operator)))

    def take(self, operands: list[Any], operator: str) -> None:
        """One operator of the page, written as the press reads it."""
        if operator in _MARKS:
            return
        if operator in _DEVICE:
            self._paint(operands, _DEVICE[operator], stroke=operator.isupper())
        elif operator in _SPECIAL:
            self._special(operands, operator)
        else:
            self._follow(operator)
            self._emit(operands, operator)

    def _follow(self, operator: str) -> None:
        if operator == "q":
            self._stack.append(self._now)
        elif operator == "Q" and self._stack:
            self._now = self._stack.pop()
        elif operator in _TEXT:
            self._overprint(wanted=self._now.fill == ONLY_BLACK)
        elif operator == "ET":
            self._overprint(wanted=False)

    def _overprint(self, *, wanted: bool) -> None:
        """Full black text is printed over what lies below, so that no white shows where plates are out of place.

        Only between BT and ET, so nothing else is ever printed over.
        """
        if wanted == self._over:
            return
        self._over = wanted
        states = _inside(self._made, "/ExtGState")
        states[OVER] = pikepdf.Dictionary(op=True, OPM=1)
        states[KNOCK] = pikepdf.Dictionary(op=False)
        self._emit([pikepdf.Name(OVER if wanted else KNOCK)], "gs")

    def _special(self, operands: list[Any], operator: str) -> None:
        at = _SPECIAL[operator]
        if operator in {"cs", "CS"}:
            kind = kind_of(operands[0], self._spaces)
            if kind == "pattern":
                self._remember(kind, None, at)
                self._emit([pikepdf.Name.Pattern], operator)
            elif kind == "plates":
                self._remember(kind, None, at)
                _inside(self._made, "/ColorSpace")[operands[0]] = self._spaces[operands[0]]
                self._emit(operands, operator)
            else:
                first = {"rgb": (0.0, 0.0, 0.0), "grey": (0.0,), "cmyk": ONLY_BLACK, "lab": (0.0, 0.0, 0.0)}[kind]
                self._paint(list(first), kind, stroke=bool(at))
        elif operands and isinstance(operands[-1], pikepdf.Name):
            self._remember("pattern", None, at)
            self._emit(operands[-1:], operator)
        elif self._now.kinds[at] == "plates":
            self._emit(operands, operator)
        else:
            known = self._now.kinds[at]
            kind = known if known and known != "pattern" else by_channels(len(operands))
            self._paint(operands, kind, stroke=bool(at))

    def _paint(self, operands: list[Any], kind: Kind, *, stroke: bool) -> None:
        colour = inks(tuple(float(each) for each in operands), kind, self._target)
        self._remember(kind, colour, int(stroke))
        self._emit([*map(_number, colour)], self._target.operators[stroke])

    def _remember(self, kind: Kind, colour: Colour | None, at: int) -> None:
        fill, stroke = self._now.kinds
        self._now = _State((fill, kind), self._now.fill) if at else _State((kind, stroke), colour)

    def inline(self, step: Any) -> None:
        """An inline image becomes one of the resources."""
        if step.iimage.image_mask:
            self.written.append(step)
            return
        pictures = _inside(self._made, "/XObject")
        name = f"/Inline{len(pictures)}"
        pictures[name] = inline(self._pdf, step.iimage, self._spaces, self._target)
        self._emit([pikepdf.Name(name)], "Do")


def _inside(resources: Any, kind: str) -> Any:
    """The resources of a kind, to add one to."""
    if kind not in resources:
        resources[kind] = pikepdf.Dictionary()
    return resources[kind]


def inks(colour: Colour, kind: Kind, target: Target) -> Colour:
    """A colour of a kind of space as the target has it."""
    if kind == "grey":
        return target.grey(colour[0])
    if kind == "rgb":
        return target.rgb(colour)
    return target.lab(colour) if kind == "lab" else target.cmyk(colour)


def _number(value: float) -> Decimal:
    return Decimal(f"{value:.4f}".rstrip("0").rstrip("."))
