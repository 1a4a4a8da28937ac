"""A file of 2 kB may draw ten thousand million things: what is drawn is counted first, and no drawing is waited for."""

from __future__ import annotations

from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from press import Edit, found_in, rules_of, small

SQUARE = b"0 0 5 5 re f "
PAGE = b"0 0 187 130 re f "
PAINTED = b"/Pattern cs /Me scn " + PAGE
MASKED = b"/M gs " + PAGE
SHOWN = b"BT /F 20 Tf 50 50 Td (AAAAA) Tj ET"
TOO_MUCH = ("warning", "preflight-too-much", "page 1: not all of it was looked at: more drawing than any page needs")
HOURS = ("error", "preflight-too-much", "page 1: a page that takes hours to draw")
ITSELF = ("error", "preflight-too-much", "page 1: a drawing draws itself, without an end")


def drawn_in_form(pdf: pikepdf.Pdf, content: bytes, inner: Any = None, **more: Any) -> Any:
    form = pdf.make_stream(content, Subtype=Name.Form, BBox=[0, 0, 200, 200], **more)
    if inner is not None:
        form.Resources = Dictionary(XObject=Dictionary(In=inner))
    return form


def nested(levels: int, each: tuple[bytes, ...], last: bytes = SQUARE) -> Edit:
    """A form that draws a form so many times, and so on; `each` says what changes before it is drawn again."""

    def edit(pdf: pikepdf.Pdf) -> None:
        form = drawn_in_form(pdf, last)
        for _ in range(levels):
            form = drawn_in_form(pdf, b"".join(b"q " + change + b" /In Do Q " for change in each), form)
        pdf.pages[0].obj.Resources.XObject = Dictionary(Form=form)

    return edit


def form_in_itself(pdf: pikepdf.Pdf) -> None:
    form = pdf.make_indirect(drawn_in_form(pdf, b"/In Do"))
    form.Resources = Dictionary(XObject=Dictionary(In=form))
    pdf.pages[0].obj.Resources.XObject = Dictionary(Form=form)


def form_by_way_of_the_page(pdf: pikepdf.Pdf) -> None:
    """A form without resources of its own takes those of the page, in which it is itself."""
    pdf.pages[0].obj.Resources.XObject = Dictionary(Form=drawn_in_form(pdf, b"/Form Do /Form Do"))


def tiled(content: bytes, step: float = 9, cell: float = 9, *, itself: bool = False, **more: Any) -> Edit:
    def edit(pdf: pikepdf.Pdf) -> None:
        box = [0, 0, cell, cell]
        shape = {"PatternType": 1, "PaintType": 1, "TilingType": 1, "BBox": box, "XStep": step, "YStep": step}
        tile = pdf.make_indirect(pdf.make_stream(content, **shape, **more))
        tile.Resources = Dictionary(Pattern=Dictionary(Me=tile)) if itself else Dictionary()
        pdf.pages[0].obj.Resources.Pattern = Dictionary(Me=tile)

    return edit


def masked(content: bytes, levels: int = 0) -> Edit:
    """A soft mask of masks of masks; without levels, one that is drawn through itself."""

    def edit(pdf: pikepdf.Pdf) -> None:
        kind = Dictionary(S=Name.Transparency, CS=Name.DeviceGray)
        group = pdf.make_indirect(drawn_in_form(pdf, PAGE if levels else content, Group=kind))
        state = Dictionary(M=Dictionary(SMask=Dictionary(S=Name.Luminosity, G=group)))
        if not levels:
            group.Resources = Dictionary(ExtGState=state)
        for _ in range(levels):
            outer = pdf.make_indirect(drawn_in_form(pdf, content, Group=kind))
            outer.Resources = Dictionary(ExtGState=state)
            state = Dictionary(M=Dictionary(SMask=Dictionary(S=Name.Luminosity, G=outer)))
        pdf.pages[0].obj.Resources.ExtGState = state

    return edit


def lettered(content: bytes, levels: int = 0) -> Edit:
    """A font whose letter is written in such a font, and so on; without levels, in itself."""

    def font(pdf: pikepdf.Pdf, letter: Any, inner: Any) -> Any:
        kind: dict[str, Any] = {
            "Type": Name.Font,
            "Subtype": Name.Type3,
            "FontBBox": [0, 0, 9, 9],
            "FontMatrix": [0.1, 0, 0, 0.1, 0, 0],
        }
        codes = Dictionary(Differences=[65, Name.A])
        made = pdf.make_indirect(
            Dictionary(**kind, FirstChar=65, LastChar=65, Widths=[9], CharProcs=Dictionary(A=letter), Encoding=codes)
        )
        made.Resources = Dictionary(Font=Dictionary(F=made if inner is None else inner))
        return made

    def edit(pdf: pikepdf.Pdf) -> None:
        made = font(pdf, pdf.make_stream(SQUARE if levels else content), None)
        for _ in range(levels):
            made = font(pdf, pdf.make_stream(content), made)
        pdf.pages[0].obj.Resources.Font = Dictionary(F=made)

    return edit


def shaded(kind: int, function: Any) -> Edit:
    def edit(pdf: pikepdf.Pdf) -> None:
        domain = [0, 1, 0, 1] if kind == 1 else [0, 1]
        gradient = Dictionary(ShadingType=kind, ColorSpace=Name.DeviceGray, Domain=domain, Coords=[0, 0, 99, 0])
        gradient.Function = function(pdf)
        pdf.pages[0].obj.Resources.Shading = Dictionary(Sh=gradient)

    return edit


def parts_of_parts(pdf: pikepdf.Pdf) -> Any:
    """A function that is stitched together out of itself, twice."""
    function = pdf.make_indirect(Dictionary(FunctionType=3, Domain=[0, 1], Bounds=[0.5], Encode=[0, 1, 0, 1]))
    function.Functions = Array([function, function])
    return function


def computed(pdf: pikepdf.Pdf) -> Any:
    program = b"{ " + b"dup mul " * 3000 + b"pop }"
    return pdf.make_stream(program, FunctionType=4, Domain=[0, 1, 0, 1], Range=[0, 1])


def large_picture(pdf: pikepdf.Pdf) -> None:
    image = pdf.make_stream(bytes(6_000_000), Subtype=Name.Image, Width=3000, Height=2000)
    image.BitsPerComponent, image.ColorSpace = 8, Name.DeviceGray
    pdf.pages[0].obj.Resources.XObject = Dictionary(Pic=image)


def layers_in_layers(pdf: pikepdf.Pdf) -> None:
    expression = pdf.make_indirect(Array([Name.And]))
    for _ in range(14):
        expression = pdf.make_indirect(Array([Name.And, *[expression] * 10]))
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="Laag"))
    pdf.Root.OCProperties = Dictionary(OCGs=[layer], D=Dictionary(OFF=[layer]))
    pdf.pages[0].obj.Resources.Properties = Dictionary(P=Dictionary(Type=Name.OCMD, VE=expression))


def mixed(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Resources.ExtGState = Dictionary(Mixed=Dictionary(BM=Name.Multiply))


def nothing(_pdf: pikepdf.Pdf) -> None:
    """The content alone is enough."""


MOVED = tuple(b"1 0 0 1 %d 0 cm" % at for at in range(10))
TURNED = tuple(b"1 .0%d 0.00%d 1 0 0 cm" % (at, at * at) for at in range(10))
TABLE: tuple[tuple[str, bytes, Edit, tuple[str, str, str]], ...] = (
    ("10^10 squares", b"/Form Do", nested(10, MOVED), HOURS),
    ("10^6 squares", b"/Form Do", nested(6, MOVED), TOO_MUCH),
    ("10^10, each turned another way", b"/Form Do", nested(10, TURNED), TOO_MUCH),
    ("10^5 that fill the page", b"/Form Do", nested(5, MOVED, PAGE), TOO_MUCH),
    ("a form in itself", b"/Form Do", form_in_itself, ITSELF),
    ("a form in the page's resources", b"/Form Do", form_by_way_of_the_page, ITSELF),
    ("a pattern in itself", PAINTED, tiled(PAINTED, itself=True), ITSELF),
    ("tiles of a thousandth", PAINTED, tiled(SQUARE, 0.001), HOURS),
    ("tiles that are made small", PAINTED, tiled(SQUARE, Matrix=[1e-4, 0, 0, 1e-4, 0, 0]), HOURS),
    ("tiles without a step", PAINTED, tiled(SQUARE, 0), HOURS),
    ("tiles that lie on each other", PAINTED, tiled(PAGE, 0.5, 500), TOO_MUCH),
    ("a mask through itself", MASKED, masked(MASKED), ITSELF),
    ("masks of masks", MASKED, masked(b"/M gs " + PAGE * 10, 7), HOURS),
    ("a letter in itself", SHOWN, lettered(b"9 0 d0 BT /F 5 Tf (A) Tj ET"), ITSELF),
    ("letters of letters", SHOWN, lettered(b"9 0 d0 BT /F 5 Tf (AAAAAAAAAAAAAAAAAAAA) Tj ET", 8), HOURS),
    ("a gradient out of itself", b"/Sh sh", shaded(2, parts_of_parts), TOO_MUCH),
    ("a gradient that is computed", b"/Sh sh " * 300, shaded(1, computed), TOO_MUCH),
    ("a large picture again and again", b"q 190 0 0 130 0 0 cm /Pic Do Q " * 500, large_picture, TOO_MUCH),
    ("the page filled 100 000 times", PAGE * 100_000, nothing, TOO_MUCH),
    ("3000 colours that mix", b"/Mixed gs " + PAGE * 3000, mixed, TOO_MUCH),
    ("packed a thousandfold", b"q " * 600_000, nothing, TOO_MUCH),
)  # fmt: skip


@pytest.mark.parametrize(("content", "edit", "said"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_what_no_program_can_draw_is_said_and_not_drawn(content: bytes, edit: Edit, said: tuple[str, str, str]) -> None:
    assert said in found_in(small(content, edit), None)


def test_an_expression_of_layers_without_end_is_said() -> None:
    message = "page 1: not all of it was looked at: layers in layers in layers"
    found = found_in(small(b"/OC /P BDC " + SQUARE + b"EMC", layers_in_layers), None)
    assert ("warning", "preflight-too-much", message) in found


FINE: tuple[tuple[str, bytes, Edit], ...] = (
    ("1000 squares", b"/Form Do", nested(3, MOVED)),
    ("a form in each of 20 forms", b"/Form Do", nested(20, (b"1 w",))),
    ("tiles of a point", PAINTED, tiled(b"0 0 m 1 1 l 0 1 l f", 1, 1)),
    ("a tile larger than what it fills", b"/Pattern cs /Me scn 0 0 40 40 re f " * 99, tiled(SQUARE * 20, 50, 50)),
    ("a mask on each of 100 squares", b"/M gs " + SQUARE * 100, masked(PAGE, 1)),
    ("a page of drawn letters", b"BT /F 9 Tf 50 50 Td " + b"(AAAAAAAAAA) Tj " * 300 + b"ET", lettered(SQUARE * 20, 1)),
    ("a large picture", b"q 190 0 0 130 0 0 cm /Pic Do Q", large_picture),
    ("100 colours that mix", b"/Mixed gs " + b"0 0 60 60 re f " * 100, mixed),
    ("30 000 lines", b"20 20 m 25 25 l S " * 30_000, nothing),
)  # fmt: skip


@pytest.mark.parametrize(("content", "edit"), [row[1:] for row in FINE], ids=[row[0] for row in FINE])
def test_what_a_program_for_leaflets_makes_is_looked_at_as_a_whole(content: bytes, edit: Edit) -> None:
    assert "preflight-too-much" not in {rule for _, rule in rules_of(small(content, edit))}


def test_each_page_counts() -> None:
    def pages(pdf: pikepdf.Pdf) -> None:
        nested(5, MOVED)(pdf)
        for _ in range(39):
            pdf.pages.append(pdf.pages[0])

    (said,) = [message for _, rule, message in found_in(small(b"/Form Do", pages), None) if rule == TOO_MUCH[1]]
    assert said.startswith("pages ")
    assert said.endswith("–40: not all of it was looked at: more drawing than any page needs")
