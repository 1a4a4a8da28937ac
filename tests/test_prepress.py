"""What goes to a print shop is in four inks and nothing else, looks the same, and says so as PDF/X-4."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Any

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageCms, ImageDraw, ImageStat

from handouts.content.model.brand import PALETTES, Colours
from handouts.content.model.shades import channels
from handouts.page.rendering.engine import load_engine
from handouts.press.prepress import as_pdfx, for_press, profile, separate
from handouts.press.prepress.inks import Inks, Luminosity
from handouts.problems import ContentError

LINDE = PALETTES["linde"]
BLACKS = {LINDE.ink: 1.0, LINDE.soft: 0.75, LINDE.line: 0.5}
DAY = date(2026, 11, 1)
CMYK = tuple[float, ...]

STYLE = f"""
@page {{ size: 100mm 140mm; margin: 10mm; bleed: 3mm; background: {LINDE.tint} }}
body {{ color: {LINDE.ink}; font: 12pt "Alegreya Sans" }}
h1 {{ color: {LINDE.primary} }}
div {{ height: 7mm }}
img {{ width: 18mm }}
"""
PAGE = """
<h1>Kop <a href="https://praktijk.example">met link</a></h1>
<p>Gewone tekst, <span style="color: #55635C">zacht</span>, <span style="color: #777">grijs</span>,
   <b style="color: #000">zwart</b> en <i style="color: #fff">wit</i>.</p>
<div style="background: linear-gradient(90deg, #2E5A4B, #A8492B 40%, #F0E2C8)"></div>
<div style="background: radial-gradient(circle, #fff, #22302B)"></div>
<div style="background: linear-gradient(90deg, rgba(46, 90, 75, 0), rgba(46, 90, 75, 1))"></div>
<div style="background: repeating-linear-gradient(45deg, #A8492B, #A8492B 2mm, #fff 2mm, #fff 4mm)"></div>
<div style="background: #A8492B; opacity: .5">half</div>
<div style="background: rgba(46, 90, 75, .3); border: 1pt solid #8FA596"></div>
<div style="border: 3pt double #A8492B; border-radius: 3mm; color: lab(40 20 30)">rand</div>
{images}
<svg viewBox="0 0 100 40" width="60mm"><defs>
  <linearGradient id="g"><stop offset="0" stop-color="#2E5A4B"/>
    <stop offset="1" stop-color="#A8492B" stop-opacity=".2"/></linearGradient>
  <pattern id="p" width="8" height="8" patternUnits="userSpaceOnUse">
    <circle cx="4" cy="4" r="3" fill="#A8492B"/></pattern>
  <mask id="m"><rect width="50" height="40" fill="white"/>
    <rect x="50" width="30" height="40" fill="#808080"/></mask></defs>
  <rect width="30" height="40" fill="url(#g)"/>
  <rect x="32" width="20" height="40" fill="url(#p)" stroke="#2E5A4B"/>
  <g opacity=".6"><circle cx="60" cy="20" r="10" fill="#8FA596"/><circle cx="66" cy="20" r="10" fill="#2E5A4B"/></g>
  <g mask="url(#m)"><rect x="40" y="30" width="30" height="8" fill="#7A3548"/></g>
  <text x="2" y="38" font-size="8" fill="#1F4E6B">tekening</text></svg>
"""


def photograph() -> Image.Image:
    red = Image.linear_gradient("L")
    return Image.merge("RGB", (red, red.rotate(90), Image.radial_gradient("L"))).resize((180, 120))


def images() -> dict[str, tuple[Image.Image, str]]:
    photo = photograph()
    round_one = Image.new("RGBA", (90, 90))
    ImageDraw.Draw(round_one).ellipse((9, 9, 81, 81), fill=(168, 73, 43, 200))
    return {
        "colour.png": (photo, "PNG"),
        "colour.jpg": (photo, "JPEG"),
        "alpha.png": (round_one, "PNG"),
        "grey.png": (photo.convert("L"), "PNG"),
        "grey.jpg": (photo.convert("L"), "JPEG"),
        "palette.png": (photo.quantize(16), "PNG"),
        "grey-alpha.png": (Image.merge("LA", (photo.convert("L"), photo.convert("L"))), "PNG"),
        "bits.png": (photo.convert("1"), "PNG"),
    }


def tag(image: Image.Image, kind: str) -> str:
    buffer = io.BytesIO()
    image.save(buffer, kind)
    return f'<img src="data:image/{kind.lower()};base64,{base64.b64encode(buffer.getvalue()).decode()}">'


def rendered(html: str, style: str = STYLE) -> bytes:
    engine = load_engine()
    pdf: bytes = engine.HTML(string=f"<title>Proef</title><style>{style}</style>{html}").write_pdf(
        pdf_variant="pdf/ua-1"
    )
    return pdf


@cache
def source() -> bytes:
    return rendered(PAGE.replace("{images}", "".join(tag(*each) for each in images().values())))


@cache
def pressed() -> bytes:
    return for_press(source(), BLACKS, "Proef & <vorm>", DAY)


@cache
def opened(data: bytes) -> pikepdf.Pdf:
    """Kept: the objects of a document go with it."""
    return pikepdf.open(io.BytesIO(data))


# --- An independent look into a PDF: every object, and every operator in every content stream ------------------------


def names_in(value: Any, depth: int = 0) -> Iterator[str]:
    """Every name in an object, not following other objects that have a number of their own."""
    if isinstance(value, pikepdf.Name):
        yield str(value)
    elif isinstance(value, pikepdf.Array | pikepdf.Dictionary | pikepdf.Stream) and not (depth and value.is_indirect):
        children = value if isinstance(value, pikepdf.Array) else value.values()
        for child in children:
            yield from names_in(child, depth + 1)


def masks(pdf: pikepdf.Pdf) -> set[tuple[int, int]]:
    """The objects that only say how much of another shows."""
    found = set()
    todo = [each.SMask for each in pdf.objects if isinstance(each, pikepdf.Stream) and "/SMask" in each]
    for each in pdf.objects:
        states = dictionaries(each)
        todo += [state.SMask.G for state in states if isinstance(state.get("/SMask"), pikepdf.Dictionary)]
    while todo:
        each = todo.pop()
        if not each.is_indirect or each.objgen in found or each.get("/Type") in {"/Font", "/Page", "/Pages"}:
            continue
        found.add(each.objgen)
        for inner in dictionaries(each):
            children = [value for value in inner.values() if isinstance(value, pikepdf.Dictionary | pikepdf.Stream)]
            todo += [child for child in children if child.is_indirect]
            todo += [inner.SMask.G] if isinstance(inner.get("/SMask"), pikepdf.Dictionary) else []
    return found


def dictionaries(value: Any, depth: int = 0) -> Iterator[Any]:
    if isinstance(value, pikepdf.Dictionary | pikepdf.Stream) and not (depth and value.is_indirect):
        yield value
        for child in value.values():
            yield from dictionaries(child, depth + 1)
    elif isinstance(value, pikepdf.Array) and not (depth and value.is_indirect):
        for child in value:
            yield from dictionaries(child, depth + 1)


def contents(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Every stream that draws."""
    for page in pdf.pages:
        yield page.obj.Contents
    for each in pdf.objects:
        if isinstance(each, pikepdf.Stream) and (each.get("/Subtype") == "/Form" or "/PatternType" in each):
            yield each


def foreign(data: bytes) -> list[str]:
    """All that is not in four inks, but for soft masks in grey."""
    pdf = opened(data)
    allowed = masks(pdf)
    found = []
    for each in pdf.objects:
        grey = {"/DeviceGray"} if each.is_indirect and each.objgen in allowed else set()
        bad = set(names_in(each)) & {"/DeviceRGB", "/DeviceGray", "/CalRGB", "/CalGray", "/Lab", "/ICCBased", "/RGB"}
        found += sorted(bad - grey)
    for stream in contents(pdf):
        grey_too = stream.is_indirect and stream.objgen in allowed
        for step in pikepdf.parse_content_stream(stream):
            operator = str(step.operator)
            if operator in {"rg", "RG", "cs", "CS", "BDC", "BI", "ri"} and step.operands != [pikepdf.Name.Pattern]:
                found.append(operator)
            if operator in {"g", "G"} and not grey_too:
                found.append(operator)
    return found


def paints(data: bytes, operators: set[str]) -> set[CMYK]:
    pdf = opened(data)
    return {
        tuple(round(float(each), 4) for each in step.operands)
        for stream in contents(pdf)
        for step in pikepdf.parse_content_stream(stream)
        if str(step.operator) in operators
    }


def text_colours(data: bytes) -> dict[CMYK, bool]:
    """Each colour in which text is shown on a page, and whether it overprints."""
    pdf = opened(data)
    found = {}
    for page in pdf.pages:
        fill: CMYK = ()
        over = False
        stack = []
        for step in pikepdf.parse_content_stream(page):
            operator = str(step.operator)
            if operator == "q":
                stack.append((fill, over))
            elif operator == "Q":
                fill, over = stack.pop()
            elif operator == "k":
                fill = tuple(float(each) for each in step.operands)
            elif operator == "gs":
                state = page.Resources.ExtGState[str(step.operands[0])]
                over = bool(state.get("/op", over))
            elif operator in {"Tj", "TJ"}:
                found[fill] = over
            elif operator in {"f", "f*", "S", "B", "Do", "sh"}:
                assert not over, "only text may overprint"
    return found


def text_of(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    found = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return found


def picture_of(pdf: bytes, page: int = 0, scale: float = 1.5) -> Image.Image:
    document = pypdfium2.PdfDocument(pdf)
    picture: Image.Image = document[page].render(scale=scale).to_pil().convert("RGB")
    document.close()
    return picture


def seen(mode: str, colour: bytes) -> tuple[float, ...]:
    """A colour in CIE L*a*b*, of the screen or as the profile prints it."""
    space: Any = ImageCms.createProfile("sRGB") if mode == "RGB" else ImageCms.ImageCmsProfile(io.BytesIO(profile()))
    onto = ImageCms.buildTransform(
        space, ImageCms.createProfile("LAB"), mode, "LAB", ImageCms.Intent.RELATIVE_COLORIMETRIC
    )
    light, a, b = onto.apply(Image.frombytes(mode, (1, 1), colour)).tobytes()
    return (light / 2.55, (a + 128) % 256 - 128, (b + 128) % 256 - 128)


def difference(colour: str, inks: CMYK) -> float:
    """ΔE 1976 between a colour on the screen and its inks on paper."""
    one = seen("RGB", bytes(channels(colour)))
    other = seen("CMYK", bytes(round(each * 255) for each in inks))
    return float(sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5)


# --- Colours ----------------------------------------------------------------------------------------------------------


def test_the_look_into_a_pdf_can_fail() -> None:
    assert {"rg", "/DeviceRGB", "/Lab"} <= set(foreign(source()))
    half_done = pikepdf.open(io.BytesIO(pressed()))
    half_done.pages[0].obj.Resources.ColorSpace = pikepdf.Dictionary(A=pikepdf.Name.DeviceGray)
    buffer = io.BytesIO()
    half_done.save(buffer)
    assert foreign(buffer.getvalue()) == ["/DeviceGray"]


def test_nothing_is_left_but_four_inks_and_grey_masks() -> None:
    assert foreign(pressed()) == []
    assert foreign(separate(source(), BLACKS)) == []


def test_text_is_black_alone_and_full_black_text_overprints() -> None:
    colours = text_colours(pressed())
    assert colours[0, 0, 0, 1] is True
    assert colours[0, 0, 0, 0.75] is False
    assert colours[0, 0, 0, 0] is False
    others = [colour for colour in colours if sum(colour[:3])]
    assert not any(colours[each] for each in others)


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("name", Colours._fields)
def test_the_brands_colours_stay_what_they_are(palette: str, name: str) -> None:
    colour = getattr(PALETTES[palette], name)
    inks = Inks({}).rgb(tuple(each / 255 for each in channels(colour)))
    assert all(each == round(each, 2) for each in inks)
    # The two browns are richer than coated paper can be.
    assert difference(colour, inks) < (5 if colour in {"#8A5A12", "#9A5B13"} else 2.5)


def test_white_is_paper_and_greys_are_black_alone_as_light_as_they_were() -> None:
    inks = Inks({})
    assert inks.rgb((1, 1, 1)) == (0, 0, 0, 0)
    assert inks.rgb((0, 0, 0)) == (0, 0, 0, 1)
    last = 1.1
    for level in range(0, 256, 5):
        *colours, black = inks.rgb((level / 255,) * 3)
        assert colours == [0, 0, 0]
        assert black <= last
        last = black
    # A print of half a dot is darker than half: less ink makes the same grey.
    assert 0.45 < inks.grey(128 / 255)[3] < 0.65


def test_light_tints_hold_no_black_dots() -> None:
    for palette in PALETTES.values():
        for colour in (palette.tint, palette.warm, palette.mid, palette.sun):
            assert Inks({}).rgb(tuple(each / 255 for each in channels(colour)))[3] == 0, colour


@settings(deadline=None)
@given(st.tuples(*[st.integers(0, 255)] * 3))
def test_no_colour_takes_more_ink_than_dries(colour: tuple[int, int, int]) -> None:
    for inks in (Inks({}).rgb(tuple(each / 255 for each in colour)), *Inks({}).course([(1, 1, 1), (0, 0, 0)])):
        assert sum(inks) <= 3.0001
        assert all(0 <= each <= 1 for each in inks)


def test_names_of_blacks_may_be_written_either_way() -> None:
    for name in ("#22302b", "22302B"):
        assert Inks({name: 0.9}).rgb((0x22 / 255, 0x30 / 255, 0x2B / 255)) == (0, 0, 0, 0.9)


def test_inks_that_were_meant_stay() -> None:
    pdf = rendered("<p style='color: device-cmyk(10% 20% 30% 40%)'>inkt</p>")
    assert (0.1, 0.2, 0.3, 0.4) in text_colours(separate(pdf, {}))


def test_a_mask_lets_through_as_much_as_before() -> None:
    light = Luminosity()
    assert light.rgb((1, 1, 1)) == pytest.approx((1,))
    assert light.cmyk((0, 0, 0, 0.25)) == pytest.approx((0.75,))
    assert light.grey(0.5) == (0.5,)


# --- The page ---------------------------------------------------------------------------------------------------------


def test_every_word_is_still_there_in_the_same_fonts() -> None:
    assert text_of(pressed()) == text_of(source())

    def fonts(data: bytes) -> set[tuple[str, bytes]]:
        pdf = opened(data)
        found = [each for item in pdf.objects for each in dictionaries(item) if "/FontFile2" in each]
        return {(str(each.FontName), each.FontFile2.read_bytes()) for each in found}

    assert fonts(pressed()) == fonts(source()) != set()


@pytest.mark.parametrize("page", [0, 1])
def test_the_page_looks_as_before(page: int) -> None:
    # pdfium shows inks without a profile, so colours are off; shapes and what shines through must not be.
    before, after = picture_of(source(), page), picture_of(pressed(), page)
    assert before.size == after.size
    apart = ImageChops.difference(before, after)
    assert max(ImageStat.Stat(apart).mean) < 14
    assert max(ImageStat.Stat(ImageChops.difference(before, ImageChops.offset(before, 40))).mean) > 14


def test_gradients_run_through_the_same_colours() -> None:
    style = "@page { size: 100mm 20mm; margin: 0 } body { margin: 0 } div { height: 20mm }"
    pdf = rendered("<div style='background: linear-gradient(90deg, #2E5A4B, #F0E2C8)'></div>", style)
    picture = picture_of(separate(pdf, {}), scale=1)
    row = [picture.getpixel((x, 20)) for x in range(0, picture.width, 4)]
    lights = [sum(each) for each in row if isinstance(each, tuple)]
    assert len(lights) > 60
    assert lights == sorted(lights)
    steps = [b - a for a, b in pairwise(lights)]
    assert max(steps) < 25


def test_both_ends_of_a_gradient_are_as_the_same_colours_beside_it() -> None:
    pdf = rendered(f"<div style='background: linear-gradient(90deg, {LINDE.ink}, {LINDE.primary})'></div>")
    document = opened(separate(pdf, BLACKS))
    sampled = [each for each in document.objects if isinstance(each, pikepdf.Stream) and each.get("/FunctionType") == 0]
    assert len(sampled) == 1
    data = sampled[0].read_bytes()
    ends = [
        [int.from_bytes(part[at : at + 2], "big") / 65535 for at in range(0, 8, 2)] for part in (data[:8], data[-8:])
    ]
    primary = Inks({}).rgb(tuple(each / 255 for each in channels(LINDE.primary)))
    assert ends[0] == pytest.approx((0, 0, 0, 1), abs=1e-4)
    assert ends[1] == pytest.approx(primary, abs=1e-4)


@pytest.mark.parametrize("name", images())
def test_a_picture_keeps_its_size_its_mask_and_its_kind(name: str) -> None:
    image, kind = images()[name]
    data = separate(rendered(tag(image, kind)), {})
    (found,) = [
        each
        for each in opened(data).objects
        if isinstance(each, pikepdf.Stream) and each.get("/ColorSpace") == "/DeviceCMYK"
    ]
    assert (int(found.Width), int(found.Height)) == image.size
    assert ("/SMask" in found) == ("alpha" in name)
    assert (found.Filter == "/DCTDecode") == (kind == "JPEG")
    if name.startswith("grey"):
        inks = pixels(found)
        assert [high for _, high in inks.getextrema()[:3]] == [0, 0, 0]  # type: ignore[misc]


def pixels(found: Any) -> Image.Image:
    if found.Filter == "/DCTDecode":
        return Image.open(io.BytesIO(found.read_raw_bytes()))
    return Image.frombytes("CMYK", (int(found.Width), int(found.Height)), found.read_bytes())


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_photograph_looks_the_same_and_takes_no_more_ink_than_dries(kind: str) -> None:
    photo = photograph()
    data = separate(rendered(tag(photo, kind)), {})
    (found,) = [
        each
        for each in opened(data).objects
        if isinstance(each, pikepdf.Stream) and each.get("/ColorSpace") == "/DeviceCMYK"
    ]
    inks = pixels(found)
    raw = inks.tobytes()
    assert max(sum(raw[at : at + 4]) for at in range(0, len(raw), 4)) / 255 < 3.0
    back = ImageCms.buildTransform(
        ImageCms.ImageCmsProfile(io.BytesIO(profile())), ImageCms.createProfile("sRGB"), "CMYK", "RGB"
    ).apply(inks)
    # Much of this gradient is brighter than any ink.
    assert max(ImageStat.Stat(ImageChops.difference(photo, back)).mean) < 25


def test_what_has_no_way_into_inks_is_refused_and_named() -> None:
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(100, 100))
    mesh = pdf.make_stream(b"", ShadingType=4, ColorSpace=pikepdf.Name.DeviceRGB)
    page.obj.Resources = pikepdf.Dictionary(Shading=pikepdf.Dictionary(S=mesh))
    page.obj.Contents = pdf.make_stream(b"/S sh")
    buffer = io.BytesIO()
    pdf.save(buffer)
    with pytest.raises(ContentError, match="not-separable"):
        separate(buffer.getvalue(), {})


def grouped(pdf: bytes) -> list[Any]:
    found = [each for each in opened(pdf).objects if isinstance(each, pikepdf.Dictionary | pikepdf.Stream)]
    return [each for each in found if "/Group" in each]


def drawn(content: bytes, **resources: Any) -> bytes:
    """A page of 100 by 100 points that draws with these resources, separated."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(100, 100))
    page.obj.Resources = pikepdf.Dictionary({f"/{kind}": value(pdf) for kind, value in resources.items()})
    page.obj.Contents = pdf.make_stream(content)
    buffer = io.BytesIO()
    pdf.save(buffer)
    return separate(buffer.getvalue(), {})


def test_a_picture_with_a_palette_becomes_one_in_inks() -> None:
    def pictures(pdf: pikepdf.Pdf) -> Any:
        space = [pikepdf.Name.Indexed, pikepdf.Name.DeviceRGB, 1, pikepdf.String(b"\xff\xff\xff\xa8\x49\x2b")]
        kind = {"Type": pikepdf.Name.XObject, "Subtype": pikepdf.Name.Image}
        made = pdf.make_stream(b"\x40", **kind, Width=2, Height=1, BitsPerComponent=1, ColorSpace=pikepdf.Array(space))
        return pikepdf.Dictionary(Two=made)

    made = drawn(b"q 9 0 0 9 0 0 cm /Two Do Q", XObject=pictures)
    picture = opened(made).pages[0].Resources.XObject.Two
    assert picture.ColorSpace == "/DeviceCMYK"
    data = picture.read_bytes()
    assert data[:4] == bytes(4)
    assert sum(data[4:]) > 255


def test_the_registration_colour_stays_on_every_plate() -> None:
    def spaces(_pdf: pikepdf.Pdf) -> Any:
        tint = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[1, 1, 1, 1], N=1)
        space = [pikepdf.Name.Separation, pikepdf.Name.All, pikepdf.Name.DeviceCMYK, tint]
        return pikepdf.Dictionary(Marks=pikepdf.Array(space))

    page = opened(drawn(b"/Marks CS 0.5 SCN 0 0 m 9 9 l S", ColorSpace=spaces)).pages[0]
    steps = {str(step.operator): list(step.operands) for step in pikepdf.parse_content_stream(page)}
    assert steps["CS"] == [pikepdf.Name.Marks]
    assert [float(each) for each in steps["SCN"]] == [0.5]
    assert page.Resources.ColorSpace.Marks[1] == "/All"


@pytest.mark.parametrize("opacity", [1, 0.5])
def test_only_what_lets_shine_through_is_in_a_transparent_group(opacity: float) -> None:
    def forms(pdf: pikepdf.Pdf) -> Any:
        form = pdf.make_stream(b"1 0 0 rg 0 0 9 9 re f", Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9])
        form.Group = pikepdf.Dictionary(S=pikepdf.Name.Transparency, CS=pikepdf.Name.DeviceRGB)
        return pikepdf.Dictionary(Drawing=form)

    def states(_pdf: pikepdf.Pdf) -> Any:
        return pikepdf.Dictionary(Faint=pikepdf.Dictionary(ca=opacity))

    made = drawn(b"/Faint gs /Drawing Do", XObject=forms, ExtGState=states)
    assert foreign(made) == []
    assert bool(grouped(made)) == (opacity < 1)


INLINE = b"BI /W 2 /H 1 /CS /RGB /BPC 8 ID \xff\x00\x00\x00\x00\xff EI"


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        (b"0.5 g 0 0 9 9 re f", {"k"}),
        (b"/DeviceRGB cs 1 0 0 sc 0 0 9 9 re f", {"k"}),
        (b"/DeviceGray CS 0.2 SCN 0 0 9 9 re S", {"k", "K"}),
        (b"1 0 0 RG 1 0 0 rg 0 0 9 9 re B", {"k", "K"}),
        (b"q 9 0 0 9 0 0 cm " + INLINE + b" Q", {"k", "Do"}),
        (b"q 9 0 0 9 0 0 cm BI /W 8 /H 1 /IM true /BPC 1 ID \xaa EI Q", {"INLINE IMAGE"}),
        (b"0 0 9 9 re f", {"k", "K"}),
    ],
)
def test_every_way_to_set_a_colour_is_known(content: bytes, wanted: set[str]) -> None:
    made = drawn(content)
    assert foreign(made) == []
    operators = {str(step.operator) for step in pikepdf.parse_content_stream(opened(made).pages[0])}
    assert wanted <= operators


# --- PDF/X-4 ----------------------------------------------------------------------------------------------------------


def test_it_says_that_it_is_meant_as_pdf_x_4() -> None:
    pdf = opened(pressed())
    assert pdf.pdf_version == "1.6"
    assert not pdf.is_encrypted
    (intent,) = pdf.Root.OutputIntents
    assert (str(intent.S), str(intent.OutputConditionIdentifier)) == ("/GTS_PDFX", "FOGRA39")
    assert intent.DestOutputProfile.read_bytes() == profile()
    assert intent.DestOutputProfile.N == 4
    info = pdf.trailer.Info
    assert (str(info.Title), str(info.Trapped)) == ("Proef & <vorm>", "/False")
    assert info.CreationDate == info.ModDate == "D:20261101120000Z"
    assert len(pdf.trailer.ID) == 2
    xmp = pdf.Root.Metadata.read_bytes().decode()
    assert "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>" in xmp
    assert "Proef &amp; &lt;vorm&gt;" in xmp
    assert re.search(r"<xmp:CreateDate>2026-11-01T12:00:00Z<", xmp)


def test_nothing_is_left_that_no_paper_can_show() -> None:
    pdf = opened(pressed())
    assert set(pdf.Root.keys()) <= {"/Type", "/Pages", "/Lang", "/Metadata", "/OutputIntents"}
    for page in pdf.pages:
        assert not {"/Annots", "/StructParents", "/Tabs", "/AA"} & set(page.obj.keys())
    assert b"praktijk.example" not in pressed()


def test_each_page_says_where_it_is_cut_and_how_far_its_ink_goes_on() -> None:
    for page in opened(pressed()).pages:
        trim, bleed = ([float(each) for each in page.obj[name]] for name in ("/TrimBox", "/BleedBox"))
        assert (trim[2] - trim[0], trim[3] - trim[1]) == pytest.approx((100 * 72 / 25.4, 140 * 72 / 25.4), abs=0.01)
        assert trim[0] - bleed[0] == pytest.approx(3 * 72 / 25.4, abs=0.01)


def test_a_page_without_boxes_gets_them() -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(200, 100))
    buffer = io.BytesIO()
    pdf.save(buffer)
    (page,) = opened(as_pdfx(buffer.getvalue(), "Leeg", DAY)).pages
    assert list(page.obj.TrimBox) == list(page.obj.BleedBox) == [0, 0, 200, 100]


def test_the_same_page_and_day_give_the_same_bytes() -> None:
    assert for_press(source(), BLACKS, "Proef & <vorm>", DAY) == pressed()
    assert for_press(source(), BLACKS, "Proef & <vorm>", date(2026, 11, 2)) != pressed()


def test_both_steps_alone_do_the_same() -> None:
    alone = as_pdfx(separate(source(), BLACKS), "Proef", DAY)
    assert foreign(alone) == []
    assert text_of(alone) == text_of(pressed())


def test_the_profile_says_where_it_comes_from() -> None:
    found = ImageCms.ImageCmsProfile(io.BytesIO(profile())).profile
    assert (found.device_class, found.xcolor_space) == ("prtr", "CMYK")
    assert "zlib" in (found.copyright or "")
