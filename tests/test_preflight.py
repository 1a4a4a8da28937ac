"""A preflight finds each thing that a print shop sends a PDF back for, and survives whatever it is given."""

from __future__ import annotations

import io
import json
import random
import zlib
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from conftest import Command
from handouts.press.preflight import Wanted, preflight
from handouts.press.preflight.colours import Paint
from press import CARD, MM, Edit, drawing, edited, found_in, good


def shown(text: bytes) -> Edit:
    """Shows text, in the font of the page."""

    def edit(pdf: pikepdf.Pdf) -> None:
        name = next(iter(pdf.pages[0].obj.Resources.Font.keys())).encode()
        drawing(text.replace(b"/F", name))(pdf)

    return edit


def picture(pixels: int, side: float, mode: str = "CMYK", fill: Any = (40, 0, 0, 0), **more: Any) -> Edit:
    """A square picture with a side in mm."""

    def edit(pdf: pikepdf.Pdf) -> None:
        data = Image.new(mode, (pixels, pixels), fill).tobytes()
        image = pdf.make_stream(
            data,
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=pixels,
            Height=pixels,
            BitsPerComponent=8,
            ColorSpace=pikepdf.Name.DeviceCMYK if mode == "CMYK" else pikepdf.Name.DeviceRGB,
            **more,
        )
        size = f"{side * MM:.3f}".encode()
        place = size + b" 0 0 " + size + b" 100 100 cm /Pic Do"
        drawing(place, XObject=pikepdf.Dictionary(Pic=image))(pdf)

    return edit


def jpeg(pdf: pikepdf.Pdf) -> None:
    """A photograph that is drenched in ink, as JPEG stores it: upside down."""
    buffer = io.BytesIO()
    Image.new("CMYK", (400, 400), (250, 250, 250, 200)).save(buffer, "JPEG")
    picture(400, 20, Decode=[1, 0] * 4)(pdf)
    image = pdf.pages[0].obj.Resources.XObject.Pic
    image.write(buffer.getvalue(), filter=pikepdf.Name.DCTDecode)


def without(key: str) -> Edit:
    def edit(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            del page.obj[key]

    return edit


def narrow(pdf: pikepdf.Pdf) -> None:
    box = [float(each) for each in pdf.pages[1].obj.BleedBox]
    pdf.pages[1].obj.BleedBox = [box[0] + 2 * MM, *box[1:]]


def white_bleed(pdf: pikepdf.Pdf) -> None:
    """The ground ends at the cut on the left."""
    trim = [float(each) for each in pdf.pages[0].obj.TrimBox]
    drawing(f"0 0 0 0 k {trim[0] - 20} {trim[1] - 20} 20 900 re f".encode())(pdf)


def short_bleed(pdf: pikepdf.Pdf) -> None:
    """The ground goes on for 1 mm only at the top."""
    trim = [float(each) for each in pdf.pages[0].obj.TrimBox]
    drawing(f"0 0 0 0 k {trim[0] - 20} {trim[3] + MM} 900 20 re f".encode())(pdf)


def larger(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[1].obj
    for name in ("/MediaBox", "/BleedBox", "/TrimBox"):
        box = [float(each) for each in page[name]]
        page[name] = [*box[:2], box[2] + 10 * MM, box[3]]


def not_embedded(pdf: pikepdf.Pdf) -> None:
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    drawing(b"BT /Helv 12 Tf 100 200 Td (los) Tj ET", Font=pikepdf.Dictionary(Helv=font))(pdf)


def whole_font(pdf: pikepdf.Pdf) -> None:
    for font in pdf.pages[0].obj.Resources.Font.values():
        inner = font.DescendantFonts[0]
        inner.BaseFont = pikepdf.Name("/AtkinsonHyperlegible")


def linked(pdf: pikepdf.Pdf) -> None:
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9])
    pdf.pages[0].obj.Annots = pikepdf.Array([note])


def scripted(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.beep()"))


def not_said_to_be_x4(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/Metadata"]
    state = pikepdf.Dictionary(ca=0.5)
    drawing(b"/Half gs 0 0 0 1 k 100 100 50 50 re f", ExtGState=pikepdf.Dictionary(Half=state))(pdf)


def screen_intent(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OutputIntents[0].DestOutputProfile.N = 3


def no_intent(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/OutputIntents"]


def one_page_less(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[1]


def spot(pdf: pikepdf.Pdf) -> None:
    function = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 1, 1, 0], N=1)
    space = pikepdf.Array([pikepdf.Name.Separation, pikepdf.Name("/Goud"), pikepdf.Name.DeviceCMYK, function])
    drawing(b"/Gold cs 1 scn 100 100 50 50 re f", ColorSpace=pikepdf.Dictionary(Gold=space))(pdf)


def shading(pdf: pikepdf.Pdf, space: str, start: list[float], end: list[float]) -> None:
    function = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=start, C1=end, N=1)
    gradient = pikepdf.Dictionary(
        ShadingType=2, ColorSpace=pikepdf.Name(space), Coords=[0, 0, 99, 0], Function=function
    )
    drawing(b"100 100 50 50 re W n /Sh sh", Shading=pikepdf.Dictionary(Sh=gradient))(pdf)


def rgb_gradient(pdf: pikepdf.Pdf) -> None:
    shading(pdf, "/DeviceRGB", [0, 0, 0], [1, 1, 1])


def inky_gradient(pdf: pikepdf.Pdf) -> None:
    shading(pdf, "/DeviceCMYK", [0, 0, 0, 0], [0.9, 0.9, 0.9, 0.9])


def rgb_group(pdf: pikepdf.Pdf) -> None:
    group = pikepdf.Dictionary(S=pikepdf.Name.Transparency, CS=pikepdf.Name.DeviceRGB)
    pdf.pages[0].obj.Group = group


def hidden_in_forms(pdf: pikepdf.Pdf) -> None:
    inner = pdf.make_stream(b"1 0 0 rg 0 0 9 9 re f", Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9])
    outer = pdf.make_stream(b"/In Do", Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9])
    outer.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(In=inner))
    drawing(b"/Out Do", XObject=pikepdf.Dictionary(Out=outer))(pdf)


def drawn_letters(pdf: pikepdf.Pdf) -> None:
    letter = pdf.make_stream(b"9 0 d0 1 0 0 rg 0 0 9 9 re f")
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type3,
        FontBBox=[0, 0, 9, 9],
        FontMatrix=[0.1, 0, 0, 0.1, 0, 0],
        FirstChar=65,
        LastChar=65,
        Widths=[9],
        CharProcs=pikepdf.Dictionary(A=letter),
        Encoding=pikepdf.Dictionary(Differences=[65, pikepdf.Name.A]),
    )
    drawing(b"BT /Drawn 12 Tf 100 200 Td (A) Tj ET", Font=pikepdf.Dictionary(Drawn=font))(pdf)


def rgb_pattern(pdf: pikepdf.Pdf) -> None:
    cell = pdf.make_stream(
        b"1 0 0 rg 0 0 9 9 re f",
        PatternType=1,
        PaintType=1,
        TilingType=1,
        BBox=[0, 0, 9, 9],
        XStep=9,
        YStep=9,
        Resources=pikepdf.Dictionary(),
    )
    drawing(b"/Pattern cs /Tile scn 100 100 50 50 re f", Pattern=pikepdf.Dictionary(Tile=cell))(pdf)


TABLE: tuple[tuple[str, str, Edit, str], ...] = (
    (
        "error",
        "preflight-rgb",
        drawing(b"1 0 0 rg 100 100 50 50 re f"),
        "page 1: text or a drawing in the colours of a",
    ),
    ("error", "preflight-rgb", drawing(b"1 0 0 RG 5 w 100 100 50 50 re S"), "page 1: text or a drawing"),
    ("error", "preflight-rgb", picture(400, 20, "RGB", (9, 9, 200)), "page 1: a picture in the colours of a screen"),
    ("error", "preflight-rgb", rgb_gradient, "page 1: a gradient in the colours of a screen"),
    ("error", "preflight-rgb", rgb_group, "page 1: a transparent group in"),
    ("error", "preflight-rgb", hidden_in_forms, "page 1: text or a drawing"),
    ("error", "preflight-rgb", drawn_letters, "page 1: text or a drawing"),
    ("error", "preflight-rgb", rgb_pattern, "page 1: text or a drawing"),
    ("error", "preflight-ink", drawing(b".9 .8 .8 .7 k 100 100 50 50 re f"), "page 1: a colour takes 320% of ink"),
    ("error", "preflight-ink", inky_gradient, "page 1: a colour takes 360% of ink"),
    ("error", "preflight-ink", picture(400, 20, fill=(250, 250, 250, 100)), "page 1: a picture takes 333% of ink"),
    ("error", "preflight-ink", jpeg, "page 1: a picture takes 373% of ink"),
    ("error", "preflight-no-trim-box", without("/TrimBox"), "pages 1–2: the page does not say where it is cut"),
    ("error", "preflight-no-bleed-box", without("/BleedBox"), "pages 1–2: the page has no bleed"),
    ("error", "preflight-bleed", narrow, "page 2: the bleed is less than 3 mm: left 1.0 mm"),
    ("error", "preflight-bleed-not-reached", white_bleed, "page 1: ink stops at the cut: left over 148 mm"),
    ("error", "preflight-bleed-not-reached", short_bleed, "page 1: ink stops at the cut: top over 105 mm"),
    ("error", "preflight-page-size", larger, "page 2: the page is 115.0 × 148.0 mm; 105 × 148 mm is wanted"),
    ("error", "preflight-mixed-sizes", larger, "the pages differ in size: 105 × 148 mm, 115 × 148 mm"),
    ("error", "preflight-page-count", one_page_less, "the file has 1 pages; 2 are wanted"),
    ("error", "preflight-font", not_embedded, "page 1: the font Helvetica is not in the file"),
    ("warning", "preflight-whole-font", whole_font, "the font AtkinsonHyperlegible is in the file as a whole"),
    ("error", "preflight-resolution", picture(100, 20), "page 1: a picture has 127 pixels to the inch"),
    ("warning", "preflight-resolution", picture(200, 20), "page 1: a picture has 254 pixels to the inch"),
    ("warning", "preflight-hairline", drawing(b"0.1 w 100 100 m 200 100 l S"), "page 1: a line is 0.10 pt thin"),
    (
        "warning",
        "preflight-hairline",
        drawing(b".1 0 0 .1 0 0 cm 1 w 900 900 m 2000 900 l S"),
        "a line is 0.10 pt thin",
    ),
    ("warning", "preflight-hairline", drawing(b"100 100 90 0.1 re f"), "page 1: a line is 0.10 pt thin"),
    ("warning", "preflight-small-text", shown(b"BT /F 5 Tf 100 200 Td <0001> Tj ET"), "page 1: text of 5.0 pt"),
    (
        "warning",
        "preflight-small-text",
        shown(b"BT /F 10 Tf .5 0 0 .5 99 99 Tm <0001> Tj ET"),
        "page 1: text of 5.0 pt",
    ),
    ("warning", "preflight-white-text", shown(b"0 0 0 0 k BT /F 7 Tf 100 200 Td <0001> Tj ET"), "white text of 7.0 pt"),
    (
        "warning",
        "preflight-rich-black",
        shown(b".6 .5 .5 .9 k BT /F 9 Tf 99 99 Td <0001> Tj ET"),
        "black text of 9.0 pt",
    ),
    ("warning", "preflight-safe-area", shown(b"BT /F 12 Tf 4 200 Td <00010001> Tj ET"), "page 1: text lies"),
    ("warning", "preflight-transparency", not_said_to_be_x4, "page 1: something lets what is below it shine through"),
    ("warning", "preflight-spot", spot, "page 1: inks of its own: Goud"),
    ("warning", "preflight-annotation", linked, "page 1: links or notes"),
    ("error", "preflight-active", scripted, "a script"),
    ("warning", "preflight-no-output-intent", no_intent, "does not say for which paper"),
    ("error", "preflight-output-intent", screen_intent, "made for a screen"),
)


# A mistake of which another is a consequence.
ALSO = {
    "preflight-no-trim-box": {"preflight-page-size", "preflight-bleed"},
    "preflight-page-size": {"preflight-mixed-sizes"},
    "preflight-mixed-sizes": {"preflight-page-size"},
}


def test_a_file_as_a_print_shop_wants_it_has_no_findings() -> None:
    assert found_in(good()) == []
    assert found_in(edited(lambda _pdf: None)) == []


@pytest.mark.parametrize(
    ("severity", "rule", "edit", "message"), TABLE, ids=[f"{at}-{row[1]}" for at, row in enumerate(TABLE)]
)
def test_each_mistake_is_found_and_says_where(severity: str, rule: str, edit: Edit, message: str) -> None:
    found = found_in(edited(edit))
    matching = [each for each in found if each[:2] == (severity, rule)]
    assert len(matching) == 1, found
    assert message in matching[0][2]
    beside = {each[1] for each in found} - {rule}
    assert beside <= ALSO.get(rule, set()), found


def test_every_finding_says_what_to_do() -> None:
    for *_, edit, _ in TABLE:
        assert all(each.hint for each in preflight(edited(edit), CARD))


def test_ink_that_goes_on_at_a_slant_or_under_a_white_line_reaches_the_bleed() -> None:
    def slanted(pdf: pikepdf.Pdf) -> None:
        # White everywhere, and a black band that leaves the page on the left at 45°, and a white line in the bleed.
        drawing(b"0 0 0 0 k -99 -99 900 900 re f 0 0 0 1 k -90 0 m 210 300 l 240 300 l -60 0 l f")(pdf)

    assert "preflight-bleed-not-reached" not in {rule for _, rule, _ in found_in(edited(slanted))}

    def lined(pdf: pikepdf.Pdf) -> None:
        trim = [float(each) for each in pdf.pages[0].obj.TrimBox]
        drawing(f"0 0 0 0 k {trim[0] - 4} {trim[1] - 20} 2 900 re f".encode())(pdf)

    assert "preflight-bleed-not-reached" not in {rule for _, rule, _ in found_in(edited(lined))}


def test_the_colour_of_registration_marks_is_no_ink_too_many() -> None:
    def marks(pdf: pikepdf.Pdf) -> None:
        function = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[1, 1, 1, 1], N=1)
        space = pikepdf.Array([pikepdf.Name.Separation, pikepdf.Name.All, pikepdf.Name.DeviceCMYK, function])
        drawing(b"/Reg CS 1 SCN .5 w 100 100 m 200 100 l S", ColorSpace=pikepdf.Dictionary(Reg=space))(pdf)

    assert found_in(edited(marks)) == []


def test_a_page_in_units_of_its_own_is_measured_in_millimetres() -> None:
    def scaled(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            for name in ("/MediaBox", "/BleedBox", "/TrimBox"):
                page.obj[name] = [float(each) / 2 for each in page.obj[name]]
            page.obj.UserUnit = 2
            page.obj.Contents = pdf.make_stream(b".5 0 0 .5 0 0 cm " + page.obj.Contents.read_bytes())

    assert found_in(edited(scaled)) == []


def test_a_turned_page_has_the_size_that_one_sees() -> None:
    def turned(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            page.obj.Rotate = 90

    assert "preflight-page-size" not in {rule for _, rule, _ in found_in(edited(turned), Wanted(148, 105, 2))}
    assert "preflight-page-size" in {rule for _, rule, _ in found_in(edited(turned))}


# --- Files that are none, and files that are meant ill ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"", "preflight-not-a-pdf"),
        (b"PK\x03\x04 a zip", "preflight-not-a-pdf"),
        (b"%PDF-1.7\n", "preflight-broken"),
        (b"%PDF-1.7\n" + b"\xff" * 4000, "preflight-broken"),
    ],
)
def test_what_is_no_pdf_is_said(data: bytes, rule: str) -> None:
    assert [(severity, each) for severity, each, _ in found_in(data)] == [("error", rule)]


@pytest.mark.parametrize("password", ["", "geheim"])
def test_a_locked_file_is_said(password: str) -> None:
    locked = edited(lambda _pdf: None, encryption=pikepdf.Encryption(owner="eigenaar", user=password))
    assert [rule for _, rule, _ in found_in(locked)] == ["preflight-encrypted"]


def test_a_file_that_had_to_be_mended_is_said() -> None:
    plain = edited(lambda _pdf: None, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    lost = plain.replace(b"startxref", b"startxxxx")
    assert lost != plain
    assert {(severity, rule) for severity, rule, _ in found_in(lost)} == {("warning", "preflight-damaged")}


def test_a_file_that_is_too_large_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handouts.press.preflight.MAX_FILE", len(good()) - 1)
    assert [rule for _, rule, _ in found_in(good())] == ["preflight-too-large"]


def bomb(pdf: pikepdf.Pdf) -> None:
    """A few hundred kB that become 200 MB of drawing."""
    pdf.pages[0].obj.Contents = stream = pdf.make_stream(b"")
    stream.write(zlib.compress(b"q Q " * 50_000_000, 9), filter=pikepdf.Name.FlateDecode)


def nested(pdf: pikepdf.Pdf) -> None:
    """Forms that draw the next one twice: 2 to the power of 30 drawings."""
    form: Any = pdf.make_stream(b"0 0 1 1 re f", Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9])
    for _ in range(30):
        resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=form))
        form = pdf.make_stream(b"/F Do /F Do", Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9], Resources=resources)
    drawing(b"/F Do", XObject=pikepdf.Dictionary(F=form))(pdf)


def circular(pdf: pikepdf.Pdf) -> None:
    """A form that draws itself."""
    form = pdf.make_stream(b"/F Do", Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9])
    form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=form))
    drawing(b"/F Do", XObject=pikepdf.Dictionary(F=form))(pdf)


def vast(pdf: pikepdf.Pdf) -> None:
    """A picture that says that it has ten thousand million pixels."""
    picture(10, 20)(pdf)
    image = pdf.pages[0].obj.Resources.XObject.Pic
    image.Width = image.Height = 100_000


def nested_in_a_mask(pdf: pikepdf.Pdf) -> None:
    """The same where it is no ink."""
    nested(pdf)
    form = pdf.pages[0].obj.Resources.XObject.F
    mask = pikepdf.Dictionary(S=pikepdf.Name.Luminosity, G=form)
    drawing(b"/Mask gs 0 0 9 9 re f", ExtGState=pikepdf.Dictionary(Mask=pikepdf.Dictionary(SMask=mask)))(pdf)
    pdf.pages[0].obj.Contents = pdf.make_stream(pdf.pages[0].obj.Contents.read_bytes().replace(b"/F Do", b""))


@pytest.mark.parametrize("edit", [bomb, nested, nested_in_a_mask, circular, vast])
def test_what_is_too_much_is_left_and_said(edit: Edit) -> None:
    assert "preflight-too-much" in {rule for _, rule, _ in found_in(edited(edit))}


def test_too_many_pages_are_not_looked_at() -> None:
    pdf = pikepdf.new()
    for _ in range(500):
        pdf.add_blank_page()
    buffer = io.BytesIO()
    pdf.save(buffer)
    assert [rule for _, rule, _ in found_in(buffer.getvalue())] == ["preflight-page-count"]


def test_a_page_as_large_as_a_house_is_not_drawn() -> None:
    def house(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.MediaBox = [0, 0, 900_000, 900_000]

    assert "preflight-page-size" in {rule for _, rule, _ in found_in(edited(house), None)}


@pytest.mark.parametrize("seed", range(10))
def test_damage_anywhere_is_a_finding_and_never_a_crash(seed: int, caplog: pytest.LogCaptureFixture) -> None:
    chance = random.Random(seed)  # noqa: S311  # the same damage each time
    plain = edited(rich, stream_decode_level=pikepdf.StreamDecodeLevel.all, compress_streams=False)
    for _ in range(50):
        data = bytearray(plain if chance.random() < 0.7 else good())
        for _ in range(chance.choice((1, 3, 20, 200))):
            data[chance.randrange(9, len(data))] = chance.randrange(256)
        if chance.random() < 0.2:
            del data[chance.randrange(9, len(data)) :]
        assert isinstance(preflight(bytes(data), CARD), list)
    assert caplog.records == []


def rich(pdf: pikepdf.Pdf) -> None:
    """Some of everything, and without the large profile, so that the damage hits what is looked at."""
    for edit in (rgb_gradient, rgb_pattern, hidden_in_forms, spot, picture(40, 5), not_said_to_be_x4, linked):
        edit(pdf)
    no_intent(pdf)
    for font in pdf.pages[0].obj.Resources.Font.values():
        del font.DescendantFonts[0].FontDescriptor["/FontFile2"]


# --- The command ------------------------------------------------------------------------------------------------------


def test_the_command_looks_at_any_file_and_needs_no_practice_folder(handouts: Command, tmp_path: Path) -> None:
    path = tmp_path / "kaart.pdf"
    path.write_bytes(good())
    ran = handouts("preflight", str(path), folder=None)
    assert (ran.code, ran.err) == (0, "")
    assert "nothing that a print shop would send back" in ran.out


def test_the_command_fails_on_errors_and_with_strict_on_warnings(handouts: Command, tmp_path: Path) -> None:
    path = tmp_path / "kaart.pdf"
    path.write_bytes(edited(no_intent))
    assert handouts("preflight", str(path)).code == 0
    ran = handouts("preflight", "--strict", str(path))
    assert ran.code == 1
    assert "kaart.pdf: warning:" in ran.err
    assert "[preflight-no-output-intent]" in ran.err
    path.write_bytes(edited(without("/TrimBox")))
    assert handouts("preflight", str(path)).code == 1


def test_the_command_reports_as_json(handouts: Command, tmp_path: Path) -> None:
    path = tmp_path / "kaart.pdf"
    path.write_bytes(edited(drawing(b"1 0 0 rg 100 100 50 50 re f")))
    ran = handouts("preflight", "--json", str(path))
    assert ran.code == 1
    (problem,) = json.loads(ran.out)["problems"]
    assert (problem["rule"], problem["file"]) == ("preflight-rgb", "kaart.pdf")


def test_the_command_says_when_there_is_no_such_file(handouts: Command, tmp_path: Path) -> None:
    assert handouts("preflight", str(tmp_path / "weg.pdf")).code == 2
    assert handouts("preflight", str(tmp_path)).code == 2


def test_the_command_says_what_is_no_pdf_in_a_sentence(handouts: Command, tmp_path: Path) -> None:
    path = tmp_path / "brief.pdf"
    path.write_text("Dit is een brief.", encoding="utf-8")
    ran = handouts("preflight", str(path))
    assert ran.code == 1
    assert "this is not a PDF" in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    ("inks", "black"),
    [((0.6, 0.4, 0.4, 1.0), True), ((0.75, 0.68, 0.67, 0.9), True), ((0.3, 0.3, 0.3, 0.82), True),
     ((0.0, 0.0, 0.0, 1.0), False), ((0.86, 0.37, 0.29, 0.65), False), ((0.7, 0.5, 0.32, 0.72), False)],
    ids=["black in four inks", "black of a photograph", "dark grey", "black alone", "dark blue", "blue grey"],
)  # fmt: skip
def test_only_what_looks_black_is_black_in_several_inks(inks: tuple[float, ...], black: bool) -> None:
    assert Paint("cmyk", inks).is_rich_black is black
