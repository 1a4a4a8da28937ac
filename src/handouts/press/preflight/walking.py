"""Follows the content of a page operator by operator, as the press will, and notes what it paints with what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pikepdf
from pikepdf import Matrix

from handouts.press.pdf import is_mixed, opacity, parts_of
from handouts.press.preflight.colours import ends, paint_of, space_of
from handouts.press.preflight.costs import LARGEST, PAGE, Pattern, gradient, tiled
from handouts.press.preflight.facts import Facts
from handouts.press.preflight.findings import Source
from handouts.press.preflight.layers import Layer, Layers
from handouts.press.preflight.objects import Endless, Limits, Resources, TooMuch, area_of, box_area, matrix
from handouts.press.preflight.operators import Run
from handouts.press.preflight.pictures import Inks, Pictures
from handouts.press.preflight.states import State
from handouts.problems import msg

_DEEPEST = 24
_ITSELF = msg("a drawing draws itself, without an end")


class Walk:
    """One page; what was seen is in `facts`."""

    def __init__(self, limits: Limits, layers: Layers, sources: Mapping[str, Source], inks: Inks) -> None:
        """`limits`, `layers` and `inks` are those of the document; `sources` is as of `preflight`."""
        self.facts = Facts()
        self.area = 0.0
        """Of the page as it is drawn, in square points."""
        self._layers = layers
        self._limits = limits
        self._pictures = Pictures(limits, self.facts, sources, inks)
        self._under_way: set[tuple[int, int]] = set()
        self._costs: dict[tuple[Any, ...], float] = {}
        self._patterns: dict[tuple[Any, ...], Pattern] = {}
        self._masks: dict[tuple[Any, ...], float] = {}
        self._letters: dict[tuple[Any, ...], tuple[float, Facts]] = {}
        self._gradients: dict[tuple[Any, ...], Pattern] = {}
        self._hiding: dict[tuple[Any, ...], Layer | None] = {}
        self._scratch = pikepdf.new()

    def page(self, page: Any) -> None:
        """Everything that a page draws. Raises what the libraries raise on damage, and TooMuch."""
        unit = float(page.obj.get("/UserUnit", 1))
        self.area = min(LARGEST, box_area(page.mediabox) * unit * unit)
        data = b"\n".join(self._limits.content(part) for part in parts_of(page.obj.get("/Contents")))
        self._group(page.obj)
        state = State(ctm=Matrix(unit, 0, 0, unit, 0, 0), clip=self.area)
        cost = self._stream(data, Resources(page.obj.objgen, page.resources), state, 0)
        self._limits.draw(cost + self.area * PAGE)

    def _group(self, owner: Any) -> None:
        group = owner.get("/Group")
        if group is not None and "/CS" in group and space_of(group.CS, None).family == "rgb":
            self.facts.rgb.add(msg("a transparent group"))

    def _stream(self, data: bytes, resources: Resources, state: State, depth: int) -> float:
        if depth > _DEEPEST:
            raise TooMuch("drawings in drawings in drawings")
        run = Run(self, resources, state, depth)
        for step in pikepdf.parse_content_stream(self._scratch.make_stream(data)):
            self._limits.step()
            if isinstance(step, pikepdf.ContentStreamInlineImage):
                run.cost += self._pictures.inline(step.iimage, run.state, run.spaces)
                if step.iimage.image_mask:
                    self.facts.white(run.state.fill, run.state.overprint_mode)
                run.noted()
            else:
                run.take(list(step.operands), str(step.operator))
        return run.cost

    def form(self, form: Any, around: Resources, state: State, depth: int) -> float:
        """A form, the cell of a pattern, a mask or a letter, drawn in a state; what that costs."""
        resources = around.of(form)
        key = (form.objgen, resources.owner, state.key)
        if key in self._costs:
            return self._costs[key]
        if form.objgen in self._under_way:
            raise Endless(_ITSELF)
        data = self._limits.content(form)
        ctm = matrix(form.get("/Matrix")) @ state.ctm
        clip = min(state.clip, box_area(form.BBox) * area_of(ctm)) if "/BBox" in form else state.clip
        inner = state._replace(ctm=ctm, clip=clip, mask=0.0)
        cost = clip * state.per_area if state.mask else 0.0
        if "/Group" in form:
            self._group(form)
            cost = clip * state.per_area if state.mask or state.translucent or state.mixed else 0.0
            inner = inner._replace(translucent=False, mixed=False)
        self._under_way.add(form.objgen)
        cost += self._stream(data, resources, inner, depth + 1)
        self._under_way.discard(form.objgen)
        self._costs[key] = cost
        return cost

    def xobject(self, name: Any, resources: Resources, state: State, depth: int) -> float:
        """What `Do` draws, and what that costs."""
        item = resources.named("/XObject", name)
        if "/OC" in item and (layer := self.hiding(item.OC, (item.objgen,))):
            self.facts.hidden.add(layer)
        if item.get("/Subtype") == "/Form":
            return self.form(item, resources, state, depth)
        if item.get("/Subtype") != "/Image":
            return 0.0
        cost = self._pictures.xobject(item, state, resources.kind("/ColorSpace"), str(name)[1:])
        if item.get("/ImageMask", False):
            self.facts.white(state.fill, state.overprint_mode)
            pattern = state.fill.pattern
            cost += pattern.laid_over(min(state.clip, area_of(state.ctm))) if pattern else 0
        return cost

    def hiding(self, membership: Any, key: tuple[Any, ...]) -> Layer | None:
        """The layer that hides what belongs to it; `key` is where that is written."""
        if key not in self._hiding:
            self._hiding[key] = self._layers.hiding(membership)
        return self._hiding[key]

    def graphics_state(self, item: Any, around: Resources, state: State, depth: int) -> State:
        """What `gs` changes, as far as it is looked at."""
        mask = item.get("/SMask")
        self.facts.transparent |= opacity(item) < 1 or is_mixed(item) or isinstance(mask, pikepdf.Dictionary)
        if isinstance(mask, pikepdf.Dictionary):
            state = state._replace(mask=self._mask(mask.G, around, state.clip, depth))
        elif mask is not None:
            state = state._replace(mask=0.0)
        return state.changed_by(item)

    def _mask(self, group: Any, around: Resources, clip: float, depth: int) -> float:
        """A mask is no ink. It is followed all the same, to know what it costs."""
        key = (group.objgen, round(clip))
        if key not in self._masks:
            self._masks[key], _ = self._aside([group], around, State(clip=clip), depth)
        return self._masks[key]

    def letters(self, font: Any, key: tuple[Any, ...], size: float, around: Resources, depth: int) -> float:
        """A font whose characters are drawings (Type 3), which can hold colours: what one costs at most."""
        if key not in self._letters:
            ctm = matrix(font.get("/FontMatrix")) @ Matrix(size, 0, 0, size, 0, 0)
            state = State(ctm, clip=self.area)
            self._letters[key] = self._aside(list(font.CharProcs.values()), around.of(font), state, depth)
        cost, facts = self._letters[key]
        self.facts.rgb |= facts.rgb
        self.facts.lost_white |= facts.lost_white
        return cost

    def _aside(self, forms: list[Any], around: Resources, state: State, depth: int) -> tuple[float, Facts]:
        """Follows forms, and notes what they hold apart from the page; what the largest costs."""
        kept = self.facts, self._costs, self._patterns, self._gradients
        self.facts, self._costs, self._patterns, self._gradients = Facts(), {}, {}, {}
        try:
            return max((self.form(form, around, state, depth) for form in forms), default=0.0), self.facts
        finally:
            self.facts, self._costs, self._patterns, self._gradients = kept

    def shading(self, item: Any, spaces: Any, where: tuple[Any, ...]) -> Pattern:
        """A gradient: its colour space, and the ink at its ends; `where` is what names it."""
        key = item.objgen if item.is_indirect else where
        if key not in self._gradients:
            self._gradients[key] = self._gradient(item, spaces)
        return self._gradients[key]

    def _gradient(self, item: Any, spaces: Any) -> Pattern:
        space = space_of(item.ColorSpace, spaces)
        self.facts.use(space, msg("a gradient"))
        function = item.get("/Function")
        for colour in ends(function, self._limits):
            if len(colour) == space.channels:
                self.facts.ink(paint_of(space, colour))
        streams = [item, *(function if isinstance(function, pikepdf.Array) else [function])]
        size = sum(len(self._limits.content(each)) for each in streams if isinstance(each, pikepdf.Stream))
        return gradient(int(item.ShadingType), size)

    def pattern(self, item: Any, resources: Resources, depth: int, base: State) -> Pattern:
        """What a pattern paints with, from the state `base`."""
        if item.objgen in self._under_way:
            raise Endless(_ITSELF)
        key = (item.objgen, base.key)
        if key not in self._patterns:
            self._patterns[key] = self._pattern(item, resources, depth, base)
        return self._patterns[key]

    def _pattern(self, item: Any, resources: Resources, depth: int, base: State) -> Pattern:
        if int(item.PatternType) == 2:
            return self.shading(item.Shading, resources.kind("/ColorSpace"), (item.objgen, resources.owner))
        unit = area_of(matrix(item.get("/Matrix")) @ base.ctm)
        return tiled(
            self.form(item, resources, base, depth),
            step=abs(float(item.XStep) * float(item.YStep)) * unit,
            cell=min(self.area, box_area(item.BBox) * unit),
        )
