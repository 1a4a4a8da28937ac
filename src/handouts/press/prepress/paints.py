"""Pages into inks: each object that a page draws with is made anew, once for each space that it is used in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pikepdf

from handouts.press.pdf import is_mixed, opacity, parts_of
from handouts.press.prepress.contents import Writer, inks
from handouts.press.prepress.gradients import shading
from handouts.press.prepress.inks import Luminosity, Target
from handouts.press.prepress.pictures import picture
from handouts.press.prepress.spaces import by_channels

_PRESS_ONLY = ("/TR", "/TR2", "/HT", "/HTP", "/BG", "/BG2", "/UCR", "/UCR2")
"""Instructions to a press for its plates; the print shop knows better."""


class Separation:
    """One document on its way into inks. Each object is made anew once for each of the spaces that it is used in."""

    def __init__(self, pdf: Any, target: Target) -> None:
        """`pdf` is a pikepdf document; `target` is for all but soft masks, which are greys."""
        self._pdf = pdf
        self._target = target
        self._mask = Luminosity()
        self._made: dict[tuple[tuple[int, int], str], Any] = {}
        self.blends = False
        """Whether anything is transparent."""
        self._grouped: list[Any] = []

    def page(self, page: Any) -> None:
        """A page in the colours of the target."""
        resources = page.obj.get("/Resources")
        content = b"".join(part.read_bytes() + b"\n" for part in parts_of(page.obj.get("/Contents")))
        stream = self._pdf.make_stream(content)
        made = self._resources(resources, self._target)
        page.obj.Contents = self._pdf.make_stream(self._content(stream, resources, made, self._target, fresh=True))
        page.obj.Resources = made

    def ungroup(self) -> None:
        """Removes the groups for transparency, which drawings have whether they need it or not.

        Only for a document in which nothing does. Black text in a group would not overprint what lies below the group.
        """
        for form in self._grouped:
            del form["/Group"]

    def form(self, source: Any, target: Target, around: Any) -> Any:
        """A form, tiling pattern or character in the colours of the target. `around`: resources to fall back on."""
        key = (source.objgen, target.space)
        if key in self._made:
            return self._made[key]
        made = self._made[key] = self._pdf.make_stream(b"")
        resources = source.get("/Resources", around)
        for name, value in source.stream_dict.items():
            if name not in {"/Length", "/Filter", "/DecodeParms", "/Resources", "/StructParent", "/StructParents"}:
                made[name] = value
        if "/Group" in source:
            made.Group = pikepdf.Dictionary(dict(source.Group.items()))
            if "/CS" in source.Group:
                made.Group.CS = pikepdf.Name(target.space)
            self._grouped.append(made)
        made.Resources = self._resources(resources, target)
        fresh = "/PatternType" in source
        made.write(self._content(source, resources, made.Resources, target, fresh=fresh))
        return made

    def _resources(self, source: Any, target: Target) -> Any:
        if source is None:
            return pikepdf.Dictionary()
        key = (source.objgen, target.space)
        if source.is_indirect and key in self._made:
            return self._made[key]
        made = pikepdf.Dictionary()
        if source.is_indirect:
            made = self._made[key] = self._pdf.make_indirect(made)
        spaces = source.get("/ColorSpace")
        makers: dict[str, Callable[[Any], Any]] = {
            "/XObject": lambda item: self._xobject(item, spaces, target, source),
            "/Pattern": lambda item: self._pattern(item, spaces, target, source),
            "/Shading": lambda item: shading(self._pdf, item, spaces, target),
            "/ExtGState": lambda item: self._state(item, source),
            "/Font": lambda item: self._font(item, target, source),
        }
        for kind, maker in makers.items():
            items = source.get(kind)
            if items:
                made[kind] = pikepdf.Dictionary({name: maker(item) for name, item in items.items()})
        return made

    def _xobject(self, item: Any, spaces: Any, target: Target, around: Any) -> Any:
        if item.get("/Subtype") == "/Form":
            return self.form(item, target, around)
        key = (item.objgen, target.space)
        self.blends |= "/SMask" in item
        if key not in self._made:
            self._made[key] = picture(self._pdf, item, spaces, target)
        return self._made[key]

    def _pattern(self, item: Any, spaces: Any, target: Target, around: Any) -> Any:
        if int(item.PatternType) == 1:
            return self.form(item, target, around)
        made = pikepdf.Dictionary(dict(item.items()))
        made.Shading = shading(self._pdf, item.Shading, spaces, target)
        if "/ExtGState" in item:
            made.ExtGState = self._state(item.ExtGState, around)
        return made

    def _state(self, item: Any, around: Any) -> Any:
        made = pikepdf.Dictionary({name: value for name, value in item.items() if name not in _PRESS_ONLY})
        mask = item.get("/SMask")
        self.blends |= is_mixed(item) or opacity(item) < 1 or str(item.get("/SMask", "/None")) != "/None"
        if isinstance(mask, pikepdf.Dictionary):
            made.SMask = pikepdf.Dictionary({name: value for name, value in mask.items() if name != "/BC"})
            made.SMask.G = self.form(mask.G, self._mask, around)
            if "/BC" in mask:
                colour = tuple(float(each) for each in mask.BC)
                made.SMask.BC = [float(each) for each in inks(colour, by_channels(len(colour)), self._mask)]
        return made

    def _font(self, item: Any, target: Target, around: Any) -> Any:
        if item.get("/Subtype") != "/Type3":
            return item
        made = pikepdf.Dictionary(dict(item.items()))
        resources = item.get("/Resources", around)
        made.Resources = self._resources(resources, target)
        made.CharProcs = pikepdf.Dictionary(
            {name: self.form(each, target, resources) for name, each in item.CharProcs.items()}
        )
        return made

    def _content(self, source: Any, resources: Any, made: Any, target: Target, *, fresh: bool) -> bytes:
        """The operators of one stream; `fresh` when it begins with the colours of an empty page, which are grey."""
        writer = Writer(self._pdf, target, resources, made)
        if fresh:
            writer.begin()
        for step in pikepdf.parse_content_stream(source):
            if isinstance(step, pikepdf.ContentStreamInlineImage):
                writer.inline(step)
            else:
                writer.take(list(step.operands), str(step.operator))
        return pikepdf.unparse_content_stream(writer.written)
