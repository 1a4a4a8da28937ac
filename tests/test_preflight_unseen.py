"""A preflight finds what is on the screen and not on paper: white that overprints, layers, crops, turned pages."""

from __future__ import annotations

from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from press import MM, Edit, found_in, rules_of, small

GONE, DOUBTFUL = ("error", "preflight-white-overprint"), ("warning", "preflight-white-overprint")
BLACK = b"0 0 0 1 k 40 40 80 40 re f "
SQUARE = b" 50 50 20 20 re f"
STATES = Dictionary(
    Both=Dictionary({"/OP": True, "/OPM": 1}),
    Fill=Dictionary({"/op": True, "/OPM": 1}),
    Stroke=Dictionary({"/OP": True, "/op": False, "/OPM": 1}),
    Old=Dictionary({"/OP": True}),
    Off=Dictionary({"/OP": False, "/op": False, "/OPM": 1}),
)
FONTS = Dictionary(F=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))


def spaces() -> Dictionary:
    one = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 1, 1, 0], N=1)
    four = [Name.Cyan, Name.Magenta, Name.Yellow, Name.Black]
    return Dictionary(
        Gold=Array([Name.Separation, Name.Goud, Name.DeviceCMYK, one]),
        Key=Array([Name.Separation, Name.Black, Name.DeviceCMYK, one]),
        All=Array([Name.Separation, Name.All, Name.DeviceCMYK, one]),
        Nothing=Array([Name.Separation, Name("/None"), Name.DeviceCMYK, one]),
        Two=Array([Name.DeviceN, [Name.Goud, Name.Black], Name.DeviceCMYK, one]),
        Four=Array([Name.DeviceN, four, Name.DeviceCMYK, one]),
        Given=Array([Name.Pattern, Name.DeviceCMYK]),
    )


WHITE: tuple[tuple[str, bytes, list[tuple[str, str]]], ...] = (
    ("fill and stroke", b"/Both gs 0 0 0 0 k" + SQUARE, [GONE]),
    ("fill", b"/Fill gs 0 0 0 0 k" + SQUARE, [GONE]),
    ("almost white", b"/Fill gs 0 0 0 .01 k" + SQUARE, [GONE]),
    ("stroke", b"/Stroke gs 0 0 0 0 K 4 w 50 50 20 20 re S", [GONE]),
    ("fill where only strokes overprint", b"/Stroke gs 0 0 0 0 k" + SQUARE, []),
    ("stroke where only fills overprint", b"/Fill gs 0 0 0 0 K 4 w 50 50 20 20 re S", []),
    ("ended by q and Q", b"q /Both gs Q 0 0 0 0 k" + SQUARE, []),
    ("taken back", b"/Both gs /Off gs 0 0 0 0 k" + SQUARE, []),
    ("black", b"/Both gs 0 0 0 1 k" + SQUARE, []),
    ("not painted", b"/Both gs 0 0 0 0 k 50 50 20 20 re W n", []),
    ("mode 0", b"/Old gs 0 0 0 0 k" + SQUARE, [DOUBTFUL]),
    ("grey", b"/Both gs 1 g" + SQUARE, [DOUBTFUL]),
    ("a spot", b"/Old gs /Gold cs 0 scn" + SQUARE, [GONE, ("warning", "preflight-spot")]),
    ("black as a plate", b"/Old gs /Key cs 0 scn" + SQUARE, [GONE]),
    ("two plates", b"/Old gs /Two cs 0 0 scn" + SQUARE, [GONE, ("warning", "preflight-spot")]),
    ("four plates", b"/Both gs /Four cs 0 0 0 0 scn" + SQUARE, [DOUBTFUL]),
    ("all plates", b"/Both gs /All cs 0 scn" + SQUARE, []),
    ("no plate", b"/Both gs /Nothing cs 0 scn" + SQUARE, []),
    ("in a form", b"/Both gs 0 0 0 0 k /Form Do", [GONE]),
    ("in a pattern", b"/Pattern cs /Cell scn" + SQUARE, [GONE]),
    ("in a pattern that is given white", b"/Given cs 0 0 0 0 /Bare scn" + SQUARE, [GONE]),
    ("in a pattern that is given black", b"/Given cs 0 0 0 1 /Bare scn" + SQUARE, []),
    ("a stencil", b"/Fill gs 0 0 0 0 k 20 0 0 20 50 50 cm /Stencil Do", [GONE]),
    ("a stencil in the content", b"/Fill gs 0 0 0 0 k 20 0 0 20 50 50 cm BI /W 8 /H 1 /IM true ID \xaa EI", [GONE]),
)  # fmt: skip


def things(pdf: pikepdf.Pdf) -> None:
    """A form, patterns with colours of their own and without, and a stencil."""
    page = pdf.pages[0].obj
    form: dict[str, Any] = {"Subtype": Name.Form, "BBox": [0, 0, 200, 200]}
    cell: dict[str, Any] = {"PatternType": 1, "TilingType": 1, "BBox": [0, 0, 9, 9], "XStep": 9, "YStep": 9}
    cell["Resources"] = Dictionary(ExtGState=STATES)
    page.Resources.XObject = Dictionary(
        Form=pdf.make_stream(SQUARE, **form),
        Stencil=pdf.make_stream(
            b"\xaa" * 300, Subtype=Name.Image, Width=80, Height=30, BitsPerComponent=1, ImageMask=True
        ),
    )
    page.Resources.Pattern = Dictionary(
        Cell=pdf.make_stream(b"/Both gs 0 0 0 0 k 0 0 5 5 re f", PaintType=1, **cell),
        Bare=pdf.make_stream(b"/Both gs 0 0 5 5 re f", PaintType=2, **cell),
    )


@pytest.mark.parametrize(("content", "found"), [row[1:] for row in WHITE], ids=[row[0] for row in WHITE])
def test_white_that_overprints_is_lost_or_doubtful(content: bytes, found: list[tuple[str, str]]) -> None:
    pdf = small(BLACK + content, things, ExtGState=STATES, ColorSpace=spaces())
    assert [each for each in rules_of(pdf) if each[1] != "preflight-resolution"] == found


@pytest.mark.parametrize(("mode", "gone"), [(0, True), (1, False), (2, True), (3, False)])
def test_white_text_overprints_as_it_is_painted(mode: int, gone: bool) -> None:
    text = b"/Fill gs 0 0 0 0 k 0 0 0 1 K BT /F 12 Tf %d Tr 50 50 Td (wit) Tj ET" % mode
    found = rules_of(small(BLACK + text, ExtGState=STATES, Font=FONTS))
    assert (GONE in found) is gone


# --- Layers -----------------------------------------------------------------------------------------------------------


def layered(off: str = "", on: str = "", base: str = "/ON", intent: str = "/View", **one: Any) -> Edit:
    """Layers A and B, of which `off` and `on` name those in the lists; `one` goes into layer A."""

    def edit(pdf: pikepdf.Pdf) -> None:
        a, b = (pdf.make_indirect(Dictionary(Type=Name.OCG, Name=name)) for name in ("Laag A", "Laag B"))
        for key, value in one.items():
            a[f"/{key}"] = value
        listed = {"A": a, "B": b}
        default = Dictionary(
            BaseState=Name(base),
            Intent=Name(intent),
            OFF=[listed[each] for each in off],
            ON=[listed[each] for each in on],
        )
        pdf.Root.OCProperties = Dictionary(OCGs=[a, b], D=default)
        policies = {name: Dictionary(Type=Name.OCMD, OCGs=[a, b], P=Name(f"/{name}")) for name in POLICIES}
        without = Dictionary(Type=Name.OCMD, VE=Array([Name.Not, a]))
        own = pdf.pages[0].obj.Resources
        own.Properties = Dictionary(
            {"/A": a, "/B": b, "/Without": without} | {f"/{name}": each for name, each in policies.items()}
        )
        own.XObject = Dictionary(Form=pdf.make_stream(SQUARE, Subtype=Name.Form, BBox=[0, 0, 200, 200], OC=a))

    return edit


POLICIES = ("AnyOn", "AllOn", "AnyOff", "AllOff")
NOT_IN_PRINT = Dictionary(Print=Dictionary(PrintState=Name.OFF))
IN_PRINT = Dictionary(Print=Dictionary(PrintState=Name.ON))
LAYERS: tuple[tuple[str, bytes, Edit, str], ...] = (
    ("off", b"/OC /A BDC" + SQUARE + b" EMC", layered(off="A"), "hidden, and others may print it: Laag A"),
    ("on", b"/OC /A BDC" + SQUARE + b" EMC", layered(off="B"), ""),
    ("off, and empty", b"/OC /A BDC EMC" + SQUARE, layered(off="A"), ""),
    ("off, and not used", SQUARE, layered(off="AB"), ""),
    ("off all around", b"/OC /A BDC /Span BMC" + SQUARE + b" EMC EMC", layered(off="A"), "Laag A"),
    ("all off", b"/OC /A BDC" + SQUARE + b" EMC", layered(base="/OFF"), "Laag A"),
    ("all off but one", b"/OC /A BDC" + SQUARE + b" EMC", layered(base="/OFF", on="A"), ""),
    ("a form", b"/Form Do", layered(off="A"), "Laag A"),
    ("any on", b"/OC /AnyOn BDC" + SQUARE + b" EMC", layered(off="A"), ""),
    ("any on, none is", b"/OC /AnyOn BDC" + SQUARE + b" EMC", layered(off="AB"), "Laag A, Laag B"),
    ("all on", b"/OC /AllOn BDC" + SQUARE + b" EMC", layered(off="A"), "Laag A, Laag B"),
    ("any off", b"/OC /AnyOff BDC" + SQUARE + b" EMC", layered(), "Laag A, Laag B"),
    ("all off as a policy", b"/OC /AllOff BDC" + SQUARE + b" EMC", layered(off="AB"), ""),
    ("by an expression", b"/OC /Without BDC" + SQUARE + b" EMC", layered(), "Laag A"),
    ("on the screen alone", b"/Form Do", layered(Usage=NOT_IN_PRINT), "on the screen and left out in print: Laag A"),
    (
        "on paper alone",
        b"/Form Do",
        layered(off="A", Usage=IN_PRINT),
        "hidden on the screen and may be printed: Laag A",
    ),
    ("for design", b"/Form Do", layered(off="A", Intent=Name.Design), ""),
    ("for all", b"/Form Do", layered(off="A", intent="/All", Intent=Name.Design), "Laag A"),
)


@pytest.mark.parametrize(("content", "edit", "message"), [row[1:] for row in LAYERS], ids=[row[0] for row in LAYERS])
def test_what_a_layer_hides_is_said_with_its_name(content: bytes, edit: Edit, message: str) -> None:
    found = [each for each in found_in(small(content, edit), None) if each[1] != "preflight-no-output-intent"]
    if not message:
        assert found == []
        return
    ((severity, rule, said),) = found
    assert (severity, rule) == ("warning", "preflight-hidden-layer")
    assert said.startswith("page 1: a layer is ")
    assert said.endswith(message)


def test_the_name_of_a_layer_is_printed_without_what_steers_a_terminal() -> None:
    ((_, _, message),) = [
        each
        for each in found_in(small(b"/Form Do", layered(off="A", Name="weg\x1b[2J" + "x" * 90)), None)
        if each[1] == "preflight-hidden-layer"
    ]
    assert message.endswith(": weg?[2J" + "x" * 30 + "…")


# --- What is shown of a page ------------------------------------------------------------------------------------------


def boxed(name: str, *sides: float, on: str = "page") -> Edit:
    """A box in mm, on the page or on the branch that it hangs on."""

    def edit(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0].obj
        (page if on == "page" else page.Parent)[name] = [side * MM for side in sides]

    return edit


def turned(by: int, on: str = "page") -> Edit:
    def edit(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0].obj
        (page if on == "page" else page.Parent).Rotate = by

    return edit


def in_other_units(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0].obj
    for name in ("/MediaBox", "/BleedBox", "/TrimBox"):
        page[name] = [float(each) / 2 for each in page[name]]
    page.CropBox = [float(each) for each in page.TrimBox]
    page.CropBox[0] = float(page.CropBox[0]) + MM
    page.UserUnit = 2


PAGES: tuple[tuple[str, Edit, list[tuple[str, str]]], ...] = (
    ("cropped to a corner", boxed("/CropBox", 10, 10, 30, 30), [("error", "preflight-crop-box")]),
    ("cropped by a hair", boxed("/CropBox", 3.3, 0, 66, 46), [("error", "preflight-crop-box")]),
    ("cropped upside down", boxed("/CropBox", 30, 30, 10, 10), [("error", "preflight-crop-box")]),
    ("cropped for all pages", boxed("/CropBox", 10, 10, 30, 30, on="tree"), [("error", "preflight-crop-box")]),
    ("cropped at the cut", boxed("/CropBox", 3, 3, 63, 43), []),
    ("cropped nowhere", boxed("/CropBox", 0, 0, 66, 46), []),
    ("cropped in other units", in_other_units, [("error", "preflight-crop-box")]),
    ("turned", turned(90), [("warning", "preflight-turned")]),
    ("turned to the left", turned(-90), [("warning", "preflight-turned")]),
    ("upside down", turned(180), [("warning", "preflight-turned")]),
    ("turned all pages", turned(270, on="tree"), [("warning", "preflight-turned")]),
    ("turned round", turned(360), []),
    ("cut outside", boxed("/TrimBox", 3, 3, 70, 43), [("error", "preflight-trim-box"), ("error", "preflight-bleed")]),
    ("cut to nothing", boxed("/TrimBox", 9, 9, 9, 30), [("error", "preflight-trim-box")]),
)


@pytest.mark.parametrize(("edit", "found"), [row[1:] for row in PAGES], ids=[row[0] for row in PAGES])
def test_a_page_that_is_not_shown_as_it_is_cut_is_said(edit: Edit, found: list[tuple[str, str]]) -> None:
    assert rules_of(small(b"", edit)) == found


def test_a_turn_of_all_pages_does_not_turn_the_picture_in_which_the_bleed_is_looked_at() -> None:
    stops = ("error", "preflight-bleed-not-reached")
    left_half = f"0 0 0 1 k {3 * MM} 0 {30 * MM} 200 re f".encode()
    assert [each for each in found_in(small(left_half, turned(90, on="tree")), None) if each[:2] == stops] == [
        (*stops, "page 1: ink stops at the cut: left over 40 mm")
    ]


def test_pages_that_are_turned_differ_in_size() -> None:
    def two(pdf: pikepdf.Pdf) -> None:
        pdf.pages.append(pdf.pages[0])
        pdf.pages[1].obj.Rotate = 90

    sizes = [message for _, rule, message in found_in(small(b"", two), None) if rule == "preflight-mixed-sizes"]
    assert sizes == ["the pages differ in size: 40 × 60 mm, 60 × 40 mm"]


@pytest.mark.parametrize(
    ("flags", "looks", "message"),
    [
        (4, True, "notes or stamps that are set to be printed"),
        (4, False, "links or notes, which no paper shows"),
        (0, True, "links or notes, which no paper shows"),
        (6, True, "links or notes, which no paper shows"),
    ],
)
def test_a_note_that_is_printed_is_told_from_one_for_the_screen(flags: int, looks: bool, message: str) -> None:
    def noted(pdf: pikepdf.Pdf) -> None:
        note = Dictionary(Type=Name.Annot, Subtype=Name.Stamp, Rect=[40, 40, 60, 60], F=flags)
        if looks:
            note.AP = Dictionary(N=pdf.make_stream(SQUARE, Subtype=Name.Form, BBox=[0, 0, 90, 90]))
        pdf.pages[0].obj.Annots = Array([note])

    ((_, _, said),) = [each for each in found_in(small(b"", noted), None) if each[1] == "preflight-annotation"]
    assert message in said
