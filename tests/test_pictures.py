"""Each picture is looked at before it is printed: what can be printed rightly is, and every doubt is said."""

from __future__ import annotations

import gzip
import io
import logging
import os
import zlib
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageOps

from conftest import PRACTICE, Command
from handouts.content.model.brand import PAIRS
from handouts.content.pictures import Looked, look
from handouts.files.folder import Folder, TrackedReader
from handouts.page.composing.naming_pictures import pictures_of
from handouts.page.rendering.blank import blank_drawings
from handouts.problems import Mark
from pictures import SQUARE, SVG, address_of, colours, drawing, png_of_16_bits, saved, swapped_profile

TEXT = '<text x="5" y="20">Let op dit</text>'
IMAGE = '<image width="50" height="50" href="{}"/>'


def said(looked: Looked) -> list[tuple[str, str]]:
    return [(doubt.severity, doubt.rule) for doubt in looked.doubts]


def shown(looked: Looked) -> Image.Image:
    return Image.open(io.BytesIO(looked.data))


def printed(data: bytes, kind: str, size: tuple[int, int]) -> Image.Image:
    """The picture as the engine prints it, by the same call as rendering makes."""
    from handouts.page.rendering.engine import load_engine

    page = f"size: {size[0]}px {size[1]}px; margin: 0"
    css = f"@page {{ {page} }} body {{ margin: 0 }} img {{ display: block; width: {size[0]}px; height: {size[1]}px }}"
    html = f"<html lang=nl><style>{css}</style><img alt=x src='{address_of(data, kind)}'>"
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    pdf = load_engine().HTML(string=html).write_pdf(optimize_images=True, dpi=300, jpeg_quality=88)
    drawn: Image.Image = pypdfium2.PdfDocument(pdf)[0].render(scale=4 / 3).to_pil()
    return drawn.convert("RGB").crop((0, 0, *size))


def difference(one: Image.Image, other: Image.Image) -> float:
    """Between 0 and 255, on the average."""
    levels = ImageChops.difference(one.convert("RGB"), other.convert("RGB")).convert("L").histogram()
    return sum(level * count for level, count in enumerate(levels)) / sum(levels)


# Pictures of pixels

KINDS = {
    "a JPEG": saved(colours(), "JPEG"),
    "a progressive JPEG": saved(colours(), "JPEG", progressive=True),
    "a grey JPEG": saved(colours().convert("L"), "JPEG"),
    "a PNG": saved(colours(), "PNG"),
    "a PNG with a palette": saved(colours().convert("P"), "PNG", transparency=3),
    "a PNG of 1 bit": saved(colours().convert("1"), "PNG"),
    "a PNG of grey that shines through": saved(colours().convert("LA"), "PNG"),
    "a WebP": saved(colours().convert("RGBA"), "WEBP"),
    "a GIF": saved(colours().convert("P"), "GIF"),
    "an AVIF": saved(colours(), "AVIF"),
    "a TIFF": saved(colours(), "TIFF", compression="tiff_lzw"),
    "a BMP": saved(colours(), "BMP"),
}


@pytest.mark.parametrize("data", KINDS.values(), ids=KINDS.keys())
def test_a_whole_picture_of_any_kind_prints_as_it_looks_and_nothing_is_said(data: bytes) -> None:
    looked = look(data)
    assert looked.doubts == ()
    original = Image.open(io.BytesIO(data)).convert("RGBA")
    on_paper = Image.new("RGBA", original.size, "white")
    on_paper.alpha_composite(original)
    assert difference(printed(looked.data, looked.kind, (120, 80)), on_paper) < 4


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_what_the_engine_prints_rightly_is_given_to_it_unchanged(kind: str) -> None:
    data = saved(colours(), kind)
    assert look(data).data == data


@pytest.mark.parametrize(("kind", "channels", "mode"), [(0, 1, "L"), (2, 3, "RGB"), (4, 2, "RGBA"), (6, 4, "RGBA")])
def test_16_bits_a_channel_run_from_black_to_white(kind: int, channels: int, mode: str) -> None:
    looked = look(png_of_16_bits(kind, channels))
    assert looked.doubts == ()
    ramp = shown(looked).convert("RGBA")
    levels = [ramp.getpixel((x, 4))[0] for x in (0, 16, 32, 63)]  # type: ignore[index]
    assert levels in ([0, 65, 129, 255], [0, 65, 130, 255])  # rounded, or the higher of the two bytes
    assert shown(looked).mode in {mode, "LA"}


def test_the_16_bits_of_a_tiff_too_are_made_8() -> None:
    ramp = Image.frombytes("I;16", (256, 1), b"".join((level * 257).to_bytes(2, "little") for level in range(256)))
    assert shown(look(saved(ramp, "TIFF"))).tobytes() == bytes(range(256))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF"])
@pytest.mark.parametrize("turned", range(1, 9))
def test_a_turned_picture_prints_upright_as_a_phone_shows_it(kind: str, turned: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = turned
    data = saved(colours(), kind, exif=exif)
    looked = look(data)
    upright = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    assert difference(ImageOps.exif_transpose(shown(looked)), upright) < 4
    assert looked.doubts == ()
    # The engine turns a JPEG by what stands in it, and no other kind: their pixels are turned.
    assert (looked.data == data) == (kind == "JPEG" or (turned == 1 and kind in {"PNG", "WEBP"}))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_colours_of_another_profile_become_those_of_the_screen(kind: str) -> None:
    red = Image.new("RGB", (16, 16), "#FF0000")
    looked = look(saved(red, kind, icc_profile=swapped_profile()))
    assert looked.doubts == ()
    first, _, last = shown(looked).convert("RGB").getpixel((8, 8))  # type: ignore[misc]
    assert (first < 40, last > 215) == (True, True)


@pytest.mark.parametrize("profile", [b"", b"no profile at all"])
def test_a_profile_that_is_none_changes_nothing(profile: bytes) -> None:
    data = saved(colours(), "JPEG", icc_profile=profile)
    assert look(data) == Looked(data, "image/jpeg")


def test_inks_of_a_jpeg_without_the_mark_of_adobe_are_not_turned_into_their_opposite() -> None:
    marked = saved(Image.new("CMYK", (32, 32), (0, 0, 0, 255)), "JPEG")
    start = marked.index(b"\xff\xee")
    bare = marked[:start] + marked[start + 16 :]
    with_mark, without = (look(data) for data in (marked, bare))
    assert with_mark.data == marked
    paper = [
        printed(looked.data, looked.kind, (32, 32)).convert("L").getpixel((16, 16)) for looked in (with_mark, without)
    ]
    assert paper[0] < 60  # type: ignore[operator]
    assert paper[1] == paper[0]


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_a_moving_picture_is_printed_as_it_begins_and_said(kind: str) -> None:
    looked = look(saved(colours(), kind, save_all=True, append_images=[colours().rotate(180)]))
    assert said(looked) == [("warning", "picture-moves")]
    assert difference(shown(looked), colours()) < 12


@pytest.mark.parametrize(
    ("image", "seen"),
    [
        (Image.new("RGB", (9, 9), "white"), False),
        (Image.new("L", (9, 9), 255), False),
        (Image.new("1", (9, 9), 1), False),
        (Image.new("RGBA", (9, 9), (255, 255, 255, 90)), False),
        (Image.new("RGBA", (9, 9), (0, 0, 0, 5)), False),
        (Image.new("RGB", (9, 9), "white").convert("P"), False),
        (Image.new("RGBA", (9, 9), (0, 0, 0, 12)), True),
        (Image.new("RGB", (9, 9), "#F4F1EA"), True),
        (Image.new("1", (9, 9), 0), True),
        (Image.new("RGB", (9, 9), "#FFFFF0").convert("P"), True),
    ],
)
def test_a_picture_of_pixels_that_nobody_sees_on_white_paper_is_said(image: Image.Image, seen: bool) -> None:
    assert said(look(saved(image, "PNG"))) == ([] if seen else [("warning", "picture-empty")])


UNSEEN_DRAWINGS = {
    "off the page": '<rect x="500" y="500" width="9" height="9"/>',
    "white": '<rect width="90" height="90" fill="#fff"/>',
    "empty": "",
    "a part that is missing": '<use href="#weg"/>',
    "no course of a line": '<path d="nonsense"/>',
    "hardly there": '<rect width="90" height="90" opacity="0.01"/>',
    "cut away": '<clipPath id="a"/><rect clip-path="url(#a)" width="90" height="90"/>',
}
SEEN_DRAWINGS = {
    "pale": '<rect width="90" height="90" fill="#F4F1EA"/>',
    "thin": '<path d="M0 0 L100 100" stroke="#999" stroke-width="0.1" fill="none"/>',
    "a dot": '<circle cx="50" cy="50" r="0.4"/>',
}


@pytest.mark.parametrize(
    ("inside", "seen"),
    [*((each, False) for each in UNSEEN_DRAWINGS.values()), *((each, True) for each in SEEN_DRAWINGS.values())],
    ids=[*UNSEEN_DRAWINGS, *SEEN_DRAWINGS],
)
def test_a_drawing_that_nobody_sees_on_white_paper_is_said_at_each_line_that_names_it(
    practice: Path, inside: str, seen: bool
) -> None:
    images = practice / "content/images"
    images.mkdir(parents=True, exist_ok=True)
    (images / "een.svg").write_bytes(drawing(inside))
    marks = (Mark("a.yaml", 3, 9), Mark("a.yaml", 8, 9))
    found = list(blank_drawings({"content/images/een.svg": marks}, TrackedReader(Folder(practice)), PAIRS["helder"]))
    assert [(each.rule, each.mark.line) for each in found] == (
        [] if seen else [("picture-empty", 3), ("picture-empty", 8)]
    )


@pytest.mark.parametrize("inside", ['<use href="#weg"/>', '<path d="nonsense"/>', '<path d="M0 0 L10 x"/>'])
def test_a_part_of_a_drawing_that_goes_missing_is_said(inside: str) -> None:
    assert said(look(drawing(SQUARE + inside))) == [("warning", "picture-part")]


def test_a_part_that_is_there_and_any_written_course_of_a_line_are_not_said() -> None:
    course = "m1-2.5e-1,3 C1 2 3 4 5 6Sq1.5.5 2 2zA5 5 0 01 10 10"
    inside = f'<path id="er" d="{course}"/><use href="#er"/><path d=""/><polygon points="0,0 1e1,5 -3-4"/>'
    assert said(look(drawing(inside))) == []


@pytest.mark.parametrize("make", [os.mkfifo, lambda path: path.symlink_to("nergens")], ids=["a pipe", "a dead link"])
def test_a_picture_that_is_no_file_is_said_at_the_line_that_names_it(
    practice: Path, make: Callable[[Path], None]
) -> None:
    images = practice / "content/images"
    images.mkdir(parents=True, exist_ok=True)
    make(images / "een.png")
    (found,) = pictures_of(TrackedReader(Folder(practice)), {"een.png": (Mark("a.yaml", 3, 9),)})
    assert (found.rule, found.mark) == ("not-a-file", Mark("a.yaml", 3, 9))
    assert "een.png" in found.message


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "TIFF"])
@pytest.mark.parametrize("percent", [1, 20, 45, 70, 90, 98])
def test_a_picture_that_is_cut_off_anywhere_is_refused(kind: str, percent: int) -> None:
    data = saved(Image.effect_noise((200, 150), 60).convert("P" if kind == "GIF" else "RGB"), kind)
    assert said(look(data[: len(data) * percent // 100])) == [("error", "unreadable-picture")]


@pytest.mark.parametrize("progressive", [False, True])
@pytest.mark.parametrize("percent", [20, 45, 98])
def test_a_jpeg_that_was_cut_off_and_closed_again_is_refused(percent: int, progressive: bool) -> None:
    data = saved(Image.effect_noise((200, 150), 60), "JPEG", progressive=progressive)
    assert said(look(data[: len(data) * percent // 100] + b"\xff\xd9")) == [("error", "unreadable-picture")]


def test_a_png_in_which_one_byte_turned_is_refused() -> None:
    data = bytearray(saved(colours(), "PNG"))
    data[len(data) // 2] ^= 1
    assert said(look(bytes(data))) == [("error", "unreadable-picture")]


def test_a_png_is_damaged_wherever_a_byte_of_its_pixels_turned() -> None:
    whole = saved(colours(), "PNG")
    for at in range(45, len(whole) - 12, 7):
        data = bytearray(whole)
        data[at] ^= 0x80
        assert said(look(bytes(data))) == [("error", "unreadable-picture")], at


def test_the_engine_is_still_told_to_bear_with_damage_after_looking() -> None:
    from PIL import ImageFile

    before = ImageFile.LOAD_TRUNCATED_IMAGES
    look(saved(colours(), "PNG")[:90])
    assert before == ImageFile.LOAD_TRUNCATED_IMAGES


def test_scans_that_a_phone_declares_wrongly_are_no_damage() -> None:
    data = saved(colours(), "JPEG")
    scan = data.index(b"\xff\xda")
    end = scan + 2 + int.from_bytes(data[scan + 2 : scan + 4], "big")
    odd = data[: end - 3] + b"\0\0\0" + data[end:]
    assert look(odd).doubts == ()


@pytest.mark.parametrize("spoilt", [b"\0\0", b"\xff\xd9junk"])
def test_what_lies_behind_the_end_of_a_jpeg_is_no_damage(spoilt: bytes) -> None:
    assert look(saved(colours(), "JPEG") + spoilt).doubts == ()


def test_a_picture_that_unfolds_is_refused_before_it_does() -> None:
    data = bytearray(saved(Image.new("L", (4, 4)), "PNG"))
    data[16:24] = (40_000).to_bytes(4, "big") * 2
    data[29:33] = zlib.crc32(bytes(data[12:29])).to_bytes(4, "big")
    looked = look(bytes(data))
    assert said(looked) == [("error", "picture-too-large")]
    assert looked.doubts[0].message.startswith("has 40000 × 40000 pixels")


def test_a_picture_of_far_more_pixels_than_paper_needs_is_made_smaller() -> None:
    looked = look(saved(Image.new("L", (8000, 6000), 90), "JPEG"))
    assert (shown(looked).size, looked.doubts) == ((5200, 3900), ())


NO_PICTURES = {
    "nothing": (b"", "the file is empty"),
    "a web page": (b"\xef\xbb\xbf<!DOCTYPE html><html><body>", "it is a web page"),
    "another web page": (b"\n<HTML>", "it is a web page"),
    "a HEIC": (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "it is a HEIC"),
    "a film": (b"\0\0\0\x18ftypmp42\0\0\0\0", "it is a film"),
    "a PDF": (b"%PDF-1.7\n", "it is a PDF"),
    "a document": (b"PK\x03\x04abc", "it is a document"),
    "a Photoshop file": (b"8BPS\0\1", "it is a Photoshop file"),
    "a PostScript file": (b"%!PS-Adobe-3.0", "it is a PostScript file"),
    "text": (b"hallo", "it is no picture"),
    "another tree": (b"<feed xmlns='http://www.w3.org/2005/Atom'/>", "it holds “feed” and no drawing"),
}


@pytest.mark.parametrize(("data", "message"), NO_PICTURES.values(), ids=NO_PICTURES.keys())
def test_what_is_no_picture_is_named_and_there_is_a_way_out(data: bytes, message: str) -> None:
    (doubt,) = look(data).doubts
    assert (doubt.severity, doubt.rule) == ("error", "unreadable-picture")
    assert message in doubt.message
    assert doubt.hint


def test_how_a_phone_saves_jpeg_is_said_for_a_heic() -> None:
    assert "Most Compatible" in look(b"\0\0\0\x18ftypheic\0\0\0\0").doubts[0].hint


# Drawings

TEXTS = {
    "text": TEXT,
    "a part of text": '<text><tspan x="5" y="9">Let op</tspan> <tspan>dit</tspan></text>',
    "text along a path": '<path id="p" d="M0 0h9"/><text><textPath href="#p">Let op dit</textPath></text>',
    "text in a group that is used": f'<defs><g id="a">{TEXT}</g></defs><use href="#a"/>',
    "text in a symbol that is used": f'<symbol id="a">{TEXT}</symbol><use xlink:href="#a"/>',
    "text in a pattern": f'<pattern id="p" width="9" height="9">{TEXT}</pattern><rect fill="url(#p)" height="9"/>',
    "a piece of a web page": '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">Let op dit</p></foreignObject>',
    "text that flows, of Inkscape": "<flowRoot><flowPara>Let op dit</flowPara></flowRoot>",
    "text in a drawing inside": IMAGE.format(address_of(drawing(TEXT), "image/svg+xml")),
    "text in the place of a web page": f"<switch><foreignObject/>{TEXT}</switch>",
}


@pytest.mark.parametrize("inside", TEXTS.values(), ids=TEXTS.keys())
def test_live_text_is_quoted_and_outlines_are_asked_for(inside: str) -> None:
    (doubt,) = look(drawing(inside)).doubts
    assert (doubt.severity, doubt.rule) == ("error", "picture-text")
    assert "“Let op dit”" in doubt.message
    assert "Object to Path" in doubt.hint


UNSEEN = {
    "no words": '<text x="1" y="1"> <tspan/>\n</text>',
    "not displayed": f'<g display="none">{TEXT}</g>',
    "not displayed by its style": f'<g style="display:none">{TEXT}</g>',
    "not displayed by its class": f"<style>.a{{display:none}}</style><g class='a'>{TEXT}</g>",
    "hidden": f'<g visibility="hidden">{TEXT}</g>',
    "never used": f"<defs>{TEXT}</defs><symbol id='s'>{TEXT}</symbol>",
    "a title": "<title>Let op dit</title><desc>Let op dit</desc>",
    "metadata": '<metadata><dc:title xmlns:dc="http://purl.org/dc/elements/1.1/">Let op dit</dc:title></metadata>',
    "of another program": '<switch><foreignObject requiredExtensions="x">Let op dit</foreignObject><g/></switch>',
}


@pytest.mark.parametrize("inside", UNSEEN.values(), ids=UNSEEN.keys())
def test_text_that_nobody_sees_is_no_live_text_and_does_not_reach_the_engine(inside: str) -> None:
    looked = look(drawing(inside + SQUARE))
    assert looked.doubts == ()
    assert b"Let op" not in looked.data


MENDED = {
    "the case of currentColor": ('<g color="#C04020">{}</g>', SQUARE.replace("#C04020", "currentcolor")),
    "a colour with a profile": ("{}", SQUARE.replace("#C04020", "#C04020 icc-color(x, 1, 0)")),
    "a variable": ("{}", SQUARE.replace("#C04020", "var(--b, #C04020)")),
    "a class with stray rules": (
        ("<style>@import url(https://x.example/a.css); @font-face {{ font-family: x; src: url(a.woff) }}"
        " a::-moz-b {{ fill: blue }} rect {{ fill: #C04020 }}</style>{}"),
        SQUARE.replace("#C04020", "blue"),
    ),
    "a choice by language": ("<switch><circle systemLanguage='fr' r='90'/>{}<circle r='90'/></switch>", SQUARE),
    "a path of another program": ("<i:path xmlns:i='urn:i' d='M0 0h99v99z'/>{}", SQUARE),
    "a link": ("<a href='https://x.example/'>{}</a>", SQUARE),
    "a mask of white": (
        ("<mask id='m' maskUnits='userSpaceOnUse' x='0' y='0' width='100' height='100'>"
        "<path fill='white' d='M10 10h60v60h-60z'/></mask><g mask='url(#m)'>{}</g>"),
        '<rect width="100" height="100" fill="#C04020"/>',
    ),
    "a mask by what covers": (
        "<mask id='m' style='mask-type: alpha'><path d='M10 10h60v60h-60z'/></mask><g mask='url(#m)'>{}</g>",
        '<rect width="100" height="100" fill="#C04020"/>',
    ),
    "a symbol without a size": ("<symbol id='s' viewBox='0 0 50 50'>{}</symbol><use href='#s'/>",
                                '<rect x="5" y="5" width="30" height="30" fill="#C04020"/>'),
}  # fmt: skip


@pytest.mark.parametrize(("around", "inside"), MENDED.values(), ids=MENDED.keys())
def test_a_drawing_is_put_in_words_that_the_engine_understands(around: str, inside: str) -> None:
    looked = look(drawing(around.format(inside)))
    assert looked.doubts == ()
    paper = printed(looked.data, looked.kind, (100, 100))
    places = {"in it": (40, 40), "in its corner": (12, 12), "beside it": (85, 40), "above it": (40, 5)}
    seen = {name: paper.getpixel(place) for name, place in places.items()}
    assert seen == {
        "in it": (192, 64, 32),
        "in its corner": (192, 64, 32),
        "beside it": (255, 255, 255),
        "above it": (255, 255, 255),
    }


def test_a_drawing_without_its_namespace_keeps_its_style() -> None:
    looked = look(b'<svg viewBox="0 0 9 9"><style>rect { fill: #C04020 }</style><rect width="9" height="9"/></svg>')
    assert printed(looked.data, looked.kind, (90, 90)).getpixel((45, 45)) == (192, 64, 32)


def test_a_packed_drawing_is_unpacked() -> None:
    looked = look(gzip.compress(drawing(SQUARE)))
    assert (looked.kind, looked.doubts, b"<rect" in looked.data) == ("image/svg+xml", (), True)


def test_a_drawing_that_unpacks_without_end_is_refused() -> None:
    assert said(look(gzip.compress(b"<" + b" " * 40_000_000))) == [("error", "picture-too-large")]


SHAPE = '<path d="M0 0h9v9z"/>'
NOT_DRAWN = {
    "a soft shadow": ('<filter id="f"><feGaussianBlur/></filter><g filter="url(#f)">{}</g>', "warning", "filter"),
    "mixed colours": ('<g style="mix-blend-mode: multiply">{}</g>', "warning", "mix-blend-mode"),
    "a line behind": ('<g>{}<path paint-order="stroke" stroke="red" d="M0 0h9"/></g>', "warning", "paint-order"),
    "a script": ("<script>alert(1)</script>{}", "warning", "script"),
    "a mask that fades": (
        '<mask id="m"><rect width="9" height="9" fill="#888"/></mask><g mask="url(#m)">{}</g>', "error", "fades",
    ),
    "a mesh": ('<meshgradient id="m"/>{}', "error", "mesh"),
    "a film": ("<video/>{}", "error", "film"),
    "a web page without words": ("<foreignObject><p/></foreignObject>{}", "error", "foreignObject"),
    "a variable of nowhere": ('<g fill="var(--a)">{}</g>', "error", "var"),
    "a cut with holes": (
        '<clipPath id="c"><path clip-rule="evenodd" d="M0 0h9v9zM2 2h3v3z"/></clipPath><g clip-path="url(#c)">{}</g>',
        "error", "cut to a shape",
    ),
    "a cut by the size of a group": (
        ('<clipPath id="c" clipPathUnits="objectBoundingBox"><rect width=".5" height="1"/></clipPath>'
        '<g clip-path="url(#c)">{}</g>'), "error", "cut to a shape",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("around", "severity", "message"), NOT_DRAWN.values(), ids=NOT_DRAWN.keys())
def test_what_the_engine_cannot_draw_is_named(around: str, severity: str, message: str) -> None:
    (doubt,) = look(drawing(around.format(SHAPE))).doubts
    assert (doubt.severity, doubt.rule) == (severity, "picture-part")
    assert message in doubt.message


def test_what_would_be_drawn_more_plainly_and_is_not_used_is_not_said() -> None:
    assert look(drawing(f"<defs><filter id='f'><feGaussianBlur/></filter></defs>{SHAPE}")).doubts == ()


def test_a_drawing_that_moves_is_said() -> None:
    assert said(look(drawing('<rect width="9" height="9"><animate attributeName="x"/></rect>'))) == [
        ("warning", "picture-moves")
    ]


OUTSIDE = {
    "a picture beside it": '<image href="foto.png"/>',
    "a shape of the web": '<use xlink:href="https://x.example/a.svg#b"/>',
    "a filling beside it": '<rect fill="url(b.svg#c)"/>',
    "a filling by a class": "<style>rect { fill: url(b.svg#c) }</style><rect/>",
}


@pytest.mark.parametrize("inside", OUTSIDE.values(), ids=OUTSIDE.keys())
def test_a_drawing_that_asks_for_another_file_is_refused(inside: str) -> None:
    assert said(look(drawing(inside))) == [("error", "outside-folder")]


@pytest.mark.parametrize(
    "root",
    [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 10"/>',
        '<svg xmlns="http://www.w3.org/2000/svg" width="0" height="9"/>',
        f'{SVG}<rect x="1e308" width="9" height="9"/></svg>',
        f'{SVG}<path d="M0 0L99999999999 1"/></svg>',
        f'{SVG}<rect width="nan" height="9"/></svg>',
    ],
)
def test_lengths_that_fit_on_no_page_are_refused(root: str) -> None:
    assert said(look(root.encode())) == [("error", "unreadable-picture")]


@pytest.mark.parametrize("size", ['width="100%" height="100%"', 'width="auto"', 'width="10cm" height="5cm"', ""])
def test_any_way_to_say_the_size_is_understood(size: str) -> None:
    looked = look(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10" {size}>{SHAPE}</svg>'.encode())
    assert looked.doubts == ()
    assert printed(looked.data, looked.kind, (100, 50)).convert("L").getextrema() == (0, 255)


def nested_uses(levels: int) -> str:
    groups = "".join(
        f'<g id="g{n}">{f"""<use href="#g{n - 1}"/>""" * 10 if n else SHAPE}</g>' for n in range(levels + 1)
    )
    return f'<defs>{groups}</defs><use href="#g{levels}"/>'


TOO_MUCH = {
    "uses in uses": nested_uses(6),
    "a use of itself": '<g id="a"><use href="#a"/></g>',
    "two that use each other": '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>',
    "a pattern of itself": '<pattern id="p" width="9" height="9"><rect fill="url(#p)" width="9" height="9"/></pattern>'
    '<rect fill="url(#p)" width="9" height="9"/>',
    "a pattern of itself by a class": '<style>.a { fill: url(#p) }</style><pattern id="p" width="9" height="9">'
    '<rect class="a" width="9" height="9"/></pattern><rect class="a" width="9" height="9"/>',
    "a mask of itself": '<mask id="m"><rect mask="url(#m)" width="9" height="9"/></mask><rect mask="url(#m)"/>',
    "a marker at each of many corners": '<marker id="m">' + SHAPE * 50 + '</marker><path marker-mid="url(#m)" d="M0 0'
    + "L1 1" * 2000 + '"/>',
    "more shapes than a second draws": SHAPE * 11_000,
    "a path without end": f'<path d="M0 0{"L1.25 2.25" * 60_000}"/>',
    "groups in groups": "<g>" * 130 + "</g>" * 130,
    "drawings in drawings": IMAGE.format(
        address_of(drawing(IMAGE.format(address_of(drawing(IMAGE.format(address_of(drawing(IMAGE.format(
            address_of(drawing(SHAPE), "image/svg+xml"))), "image/svg+xml"))), "image/svg+xml"))), "image/svg+xml")),
}  # fmt: skip


@pytest.mark.parametrize("inside", TOO_MUCH.values(), ids=TOO_MUCH.keys())
def test_a_drawing_that_would_keep_the_engine_busy_is_refused_before_it_sees_it(inside: str) -> None:
    assert said(look(drawing(inside))) == [("error", "picture-too-large")]


@pytest.mark.parametrize("inside", [nested_uses(2), SHAPE * 3000, f'<path d="M0 0{"l1 2" * 20_000}"/>'])
def test_a_rich_drawing_is_not_too_much(inside: str) -> None:
    assert look(drawing(inside)).doubts == ()


def test_entities_of_a_drawing_are_read_and_bombs_of_them_are_not() -> None:
    doctype = '<!DOCTYPE svg [<!ENTITY ns "http://www.w3.org/2000/svg">]>'
    assert look(f'{doctype}<svg xmlns="&ns;" viewBox="0 0 9 9">{SHAPE}</svg>'.encode()).doubts == ()
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "x" * 99}">' for n in range(9))
    bomb = f'<!DOCTYPE svg [{levels}]><svg xmlns="http://www.w3.org/2000/svg"><desc>&a8;</desc></svg>'
    assert said(look(bomb.encode())) == [("error", "unreadable-picture")]


def test_a_picture_inside_a_drawing_is_looked_at_like_any_other() -> None:
    whole, cut = saved(colours(), "PNG"), saved(colours(), "PNG")[:200]
    assert look(drawing(IMAGE.format(address_of(whole)))).doubts == ()
    (doubt,) = look(drawing(IMAGE.format(address_of(cut)))).doubts
    assert (doubt.rule, doubt.message.startswith("holds a picture that cannot be read")) == ("unreadable-picture", True)
    deep = look(drawing(IMAGE.format(address_of(png_of_16_bits(0, 1)))))
    assert deep.doubts == ()
    assert deep.inner[0].encode() in deep.data


def test_the_same_bytes_are_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    data = saved(Image.new("RGB", (31, 17)), "PNG")
    first = look(data)
    monkeypatch.setattr("handouts.content.pictures.look_at_raster", None)
    assert look(bytes(bytearray(data))) is first


# At the line of content that names the picture


def put(practice: Path, files: dict[str, bytes], names: list[str], logo: str = "") -> None:
    folder = practice / "content/images"
    folder.mkdir(exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    sections = "".join(f"- heading: K{n}\n  image: {{file: '{name}', alt: x}}\n" for n, name in enumerate(names))
    (practice / "content/brochures/p.yaml").write_text(f"title: T\nsections:\n{sections}", encoding="utf-8")
    if logo:
        (practice / "content/practice.yaml").write_text(f"{PRACTICE}brand:\n  logo: {logo}\n", encoding="utf-8")


def test_every_doubt_stands_at_the_line_that_names_the_picture(handouts: Command, practice: Path) -> None:
    files = {
        "a b.svg": drawing(TEXT),
        "logo.svg": drawing(TEXT),
        "foto.JPG": saved(colours(), "JPEG"),
        "half.jpg": saved(colours(), "JPEG")[:900],
        "zacht.svg": drawing(NOT_DRAWN["a soft shadow"][0].format(SHAPE)),
        "kat.heic": b"",
    }
    put(practice, files, ["a b.svg", "foto.jpg", "half.jpg", "zacht.svg", "kat.jpg", "nergens.png"], "logo.svg")
    ran = handouts("build", "p", "--format", "a4")
    place = "content/brochures/p.yaml"
    for line in (
        f"{place}:4:17: error: a b.svg holds live text",
        (
            f"{place}:6:17: error: the picture foto.jpg is not in content/images [no-picture]\n"
            "    hint: did you mean “foto.JPG”? Capitals count"
        ),
        f"{place}:8:17: error: half.jpg cannot be read as a whole",
        f"{place}:10:17: warning: zacht.svg holds a soft shadow",
        (
            f"{place}:12:17: error: the picture kat.jpg is not in content/images [no-picture]\n"
            "    hint: did you mean “kat.heic”?"
        ),
        f"{place}:14:17: error: the picture nergens.png is not",
        "content/practice.yaml:7:9: error: logo.svg holds live text",
    ):
        assert line in ran.err, (line, ran.err)
    assert ran.code == 1


def test_what_a_print_shop_would_send_back_stands_at_the_line_too(handouts: Command, practice: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    rich = Image.new("CMYK", (1800, 1200), (255, 255, 255, 255))
    inside = address_of(saved(colours(), "PNG"))
    files = {
        "gedraaid é.jpg": saved(colours(), "JPEG", exif=exif),
        "rijk.jpg": saved(rich, "JPEG"),
        "schema.svg": drawing(f'<image width="90" height="60" href="{inside}"/>'),
    }
    put(practice, files, list(files))
    ran = handouts("build", "p", "--format", "a4", "--for", "printshop")
    place = "content/brochures/p.yaml"
    for line in (
        f"{place}:4:17: error: gedraaid é.jpg has 96 pixels to the inch where it lies [preflight-resolution]",
        f"{place}:6:17: error: rijk.jpg takes 400% of ink in all [preflight-ink]",
        f"{place}:8:17: error: schema.svg has ",
    ):
        assert line in ran.err, (line, ran.err)
    assert "a picture has" not in ran.err


def test_a_picture_with_few_pixels_for_its_size_is_said_at_each_line_that_names_it(
    handouts: Command, practice: Path
) -> None:
    files = {
        "klein.jpg": saved(colours(), "JPEG"),
        "groot.jpg": saved(Image.new("RGB", (2400, 1600), "teal"), "JPEG"),
        "lijn.svg": drawing(SHAPE),
    }
    put(practice, files, ["klein.jpg", "groot.jpg", "klein.jpg", "lijn.svg"])
    for purpose in ("screen", "home"):
        ran = handouts("build", "p", "--format", "a4", "--for", purpose, "--force")
        said = [line for line in ran.err.splitlines() if "[coarse-picture]" in line]
        coarse = "warning: klein.jpg has 96 pixels to the inch where it lies, so it will look coarse [coarse-picture]"
        assert said == [f"content/brochures/p.yaml:{line}:17: {coarse}" for line in (4, 8)]
        assert ran.code == 0


def test_each_line_that_names_a_picture_has_its_doubts(handouts: Command, practice: Path) -> None:
    files = {
        "half.jpg": saved(colours(), "JPEG")[:900],
        "zacht.svg": drawing(NOT_DRAWN["a soft shadow"][0].format(SHAPE)),
    }
    put(practice, files, ["half.jpg", "zacht.svg", "half.jpg", "nergens.png", "zacht.svg", "nergens.png"])
    ran = handouts("check", "p")
    for line, said in (
        (4, "error: half.jpg cannot be read"),
        (8, "error: half.jpg cannot be read"),
        (6, "warning: zacht.svg holds a soft shadow"),
        (12, "warning: zacht.svg holds a soft shadow"),
        (10, "error: the picture nergens.png is not"),
        (14, "error: the picture nergens.png is not"),
    ):
        assert f"content/brochures/p.yaml:{line}:17: {said}" in ran.err, ran.err


def test_a_picture_that_a_stylesheet_names_is_looked_at_too(handouts: Command, practice: Path) -> None:
    put(practice, {"half.jpg": saved(colours(), "JPEG")[:900]}, [])
    (practice / "content/brochures/p.yaml").write_text("title: T\nsections:\n- heading: H\n  text: Zo.\n")
    (practice / "styles").mkdir()
    (practice / "styles/own.css").write_text("h2 { background: url(/content/images/half.jpg) }")
    ran = handouts("build", "p", "--format", "a4")
    assert "content/images/half.jpg: error: half.jpg cannot be read as a whole" in ran.err


@pytest.mark.parametrize(
    "shape",
    [
        f'<rect width="9" height="9" fill="url(#a{" " * 5000}"/>',
        f'<rect width="9" height="9" style="{"a" * 40_000}"/>',
        f'<g style="--a:{"var(--b) " * 20};--b:{"var(--a) " * 20}"><rect width="9" height="9" fill="var(--a)"/></g>',
    ],
    ids=["spaces in an address", "a style without a colon", "variables that name each other"],
)
def test_no_drawing_takes_long_to_be_judged(shape: str) -> None:
    look(drawing(shape))  # it took minutes, or all memory


@pytest.mark.parametrize(("place", "paragraphs"), [("left", 2), ("left", 6), ("right", 6), ("right", 9)])
def test_a_picture_with_its_caption_stands_beside_any_number_of_paragraphs(
    handouts: Command, practice: Path, place: str, paragraphs: int
) -> None:
    (practice / "content/images").mkdir()
    Image.new("RGB", (1600, 1200), "teal").save(practice / "content/images/hand.jpg")
    text = "".join(f"      Dit is alinea {number}, van een regel.\n\n" for number in range(paragraphs))
    image = f"{{file: hand.jpg, alt: Een hand, caption: Rustig en zonder haast, place: {place}}}"
    (practice / "content/brochures/proef.yaml").write_text(
        f"title: T\nsections:\n  - heading: H\n    image: {image}\n    text: |\n{text}", encoding="utf-8"
    )
    ran = handouts("build", "proef", "--for", "screen", "--format", "a4", "--format", "large-print")
    assert (ran.code, "out-of-order" in ran.err) == (0, False), ran.err
