"""Follows the content of a page operator by operator, as the press will, and notes what it paints with what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handouts.preflight.colours import Paint, paint_of, space_of
from handouts.preflight.facts import Facts
from handouts.preflight.findings import Source
from handouts.preflight.gradients import ends
from handouts.preflight.layers import Layers
from handouts.preflight.objects import UNCHANGED, Limits, TooMuch, matrix, times
from handouts.preflight.operators import Run
from handouts.preflight.pictures import Pictures
from handouts.preflight.states import State

_DEEPEST = 24


class Walk:
    """One page; what was seen is in `facts`."""

    def __init__(self, limits: Limits, layers: Layers, sources: Mapping[str, Source]) -> None:
        """`limits` and `layers` are those of the document; `sources` is as of `preflight`."""
        import pikepdf

        self.facts = Facts()
        self.layers = layers
        self._limits = limits
        self._pictures = Pictures(limits, self.facts, sources)
        self._followed: set[tuple[int, int]] = set()
        self._painted_with: set[tuple[tuple[int, int], Paint]] = set()
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
        state = State(ctm=(unit, 0.0, 0.0, unit, 0.0, 0.0))
        self._stream(data, resources, state, 0)

    def _group(self, owner: Any) -> None:
        group = owner.get("/Group")
        if group is not None and "/CS" in group and space_of(group.CS, None).family == "rgb":
            self.facts.rgb.add("a transparent group")

    def _stream(self, data: bytes, resources: Any, state: State, depth: int) -> None:
        import pikepdf

        if depth > _DEEPEST:
            raise TooMuch("drawings in drawings in drawings")
        run = Run(self, resources, state, depth)
        for step in pikepdf.parse_content_stream(self._scratch.make_stream(data)):
            self._limits.step()
            if isinstance(step, pikepdf.ContentStreamInlineImage):
                self._pictures.inline(step.iimage, run.state.ctm, run.spaces)
                if step.iimage.image_mask:
                    self.facts.white(run.state.white_overprinted(stroke=False))
                run.noted()
            else:
                run.take(list(step.operands), str(step.operator))

    def form(self, form: Any, around: Any, state: State, depth: int) -> None:
        """A form, or the cell of a pattern, drawn in a state."""
        data = self._limits.content(form)
        if "/Group" in form:
            self._group(form)
        inner = state._replace(ctm=times(matrix(form.get("/Matrix", UNCHANGED)), state.ctm))
        self._stream(data, form.get("/Resources", around), inner, depth + 1)

    def xobject(self, name: Any, resources: Any, state: State, depth: int) -> None:
        """What `Do` draws."""
        item = resources["/XObject"][name]
        if layer := self.layers.hiding(item.get("/OC")):
            self.facts.hidden.add(layer)
        if item.get("/Subtype") == "/Form":
            self.form(item, resources, state, depth)
        elif item.get("/Subtype") == "/Image":
            self._pictures.xobject(item, state.ctm, resources.get("/ColorSpace"), str(name)[1:])
            if item.get("/ImageMask", False):
                self.facts.white(state.white_overprinted(stroke=False))

    def graphics_state(self, item: Any, around: Any, state: State, depth: int) -> State:
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
        return state.changed_by(item)

    def glyphs(self, font: Any, around: Any, depth: int) -> None:
        """A font whose characters are drawings (Type 3): they can hold colours."""
        if self._is_new(font):
            drawn = self._aside(list(font.CharProcs.values()), font.get("/Resources", around), State(), depth)
            self.facts.rgb |= drawn.rgb
            self.facts.lost_white |= drawn.lost_white

    def _aside(self, forms: list[Any], around: Any, state: State, depth: int) -> Facts:
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

    def pattern(self, item: Any, resources: Any, depth: int, base: State) -> None:
        """What a pattern paints with, from the state `base`. Each is looked at once in each colour."""
        if (item.objgen, base.fill) in self._painted_with:
            return
        self._painted_with.add((item.objgen, base.fill))
        if int(item.PatternType) == 2:
            self.shading(item.Shading, None if resources is None else resources.get("/ColorSpace"))
        else:
            self.form(item, resources, base, depth)
