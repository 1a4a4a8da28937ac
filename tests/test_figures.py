"""Pictures stand where they are asked for, cut around what must stay in sight, no larger than their place."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from conftest import PRACTICE
from handouts.content.model.brand import PAIRS
from handouts.content.model.figures import as_focus
from handouts.content.model.formats import FORMATS
from handouts.content.pictures import Looked
from handouts.content.pictures.cropping import Crop, cropped, measured
from handouts.files.folder import Folder, TrackedReader
from handouts.page.composing.figures import Figures
from handouts.page.composing.views import Nothing, View
from handouts.page.crop_addresses import Cut, asked_for, named_in
from handouts.page.pipeline import PrintSettings
from handouts.problems import ContentError
from handouts.produce.documents import BROCHURES
from handouts.produce.job import Job
from handouts.produce.making import Maker
from handouts.records.product import Product
from pictures import drawing, saved

TODAY = date(2026, 11, 28)


def quarters(width: int, height: int) -> Image.Image:
    """A photograph of four plain quarters: red and green above, blue and yellow below."""
    image = Image.new("RGB", (width, height), "#FF0000")
    for colour, left, top in (("#00FF00", 1, 0), ("#0000FF", 0, 1), ("#FFFF00", 1, 1)):
        image.paste(colour, (left * width // 2, top * height // 2, (1 + left) * width // 2, (1 + top) * height // 2))
    return image


def jpeg(image: Image.Image, **how: Any) -> Looked:
    return Looked(saved(image, "JPEG", quality=95, subsampling=0, **how), "image/jpeg")


def shown(found: tuple[bytes, str]) -> Image.Image:
    return Image.open(io.BytesIO(found[0])).convert("RGB")


def colour_at(image: Image.Image, x: float, y: float) -> str:
    channels: Any = image.getpixel((int(x * (image.width - 1)), int(y * (image.height - 1))))
    return "".join("1" if level > 127 else "0" for level in channels)


# Cutting


@pytest.mark.parametrize(
    ("size", "ratio", "focus", "expected", "corner"),
    [
        ((400, 600), 1.0, (50, 0), (400, 400), "100"),  # an upright picture on a square place, by its upper edge
        ((400, 600), 1.5, (50, 100), (400, 267), "001"),  # on a lying place, by its lower edge
        ((900, 300), 1.0, (100, 50), (300, 300), "010"),  # a broad picture, by its right edge
        ((600, 200), 3.0, (0, 0), (600, 200), "100"),  # nothing to cut
    ],
)
def test_a_picture_is_cut_to_the_ratio_around_its_focus(
    size: tuple[int, int], ratio: float, focus: tuple[int, int], expected: tuple[int, int], corner: str
) -> None:
    image = shown(cropped(jpeg(quarters(*size)), Crop(ratio, focus)))
    assert image.size == expected
    assert colour_at(image, 0.05, 0.05) == corner


def test_the_point_in_focus_is_in_the_middle_where_the_edges_allow() -> None:
    image = Image.new("RGB", (1000, 1000), "white")
    image.paste("black", (280, 680, 320, 720))
    made = shown(cropped(jpeg(image), Crop(3.0, (30, 70))))
    assert made.size == (1000, 333)
    assert colour_at(made, 0.3, 0.5) == "000"


def test_a_large_picture_gets_the_pixels_of_its_place_and_a_small_one_is_not_made_larger() -> None:
    large, small = jpeg(quarters(3000, 2000)), jpeg(quarters(90, 60))
    crop = Crop(1.5, across=414)
    assert shown(cropped(large, crop)).size == (414, 276)
    assert shown(cropped(small, crop)).size == (90, 60)


def test_a_turned_photograph_is_cut_as_it_is_seen() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the phone was turned a quarter
    turned = jpeg(quarters(600, 400).transpose(Image.Transpose.ROTATE_90), exif=exif)
    assert measured(turned)[:2] == (600, 400)
    made = shown(cropped(turned, Crop(1.0, (0, 50), across=100)))
    assert made.size == (100, 100)
    assert [colour_at(made, 0.05, 0.05), colour_at(made, 0.05, 0.95)] == ["100", "001"]


def test_where_ink_is_spared_a_photograph_is_grey_and_light_and_a_drawing_keeps_its_black() -> None:
    black = Image.new("RGB", (60, 60), "black")
    photograph = Image.open(io.BytesIO(cropped(jpeg(black), Crop(light=True))[0]))
    assert photograph.mode == "L"
    assert photograph.getextrema()[0] > 90  # type: ignore[operator]
    drawn, kind = cropped(Looked(saved(black, "PNG"), "image/png"), Crop(1.0, light=True))
    assert kind == "image/png"
    assert colour_at(shown((drawn, kind)), 0.5, 0.5) == "000"


@pytest.mark.parametrize("mode", ["1", "P", "L", "LA", "RGBA", "CMYK"])
def test_a_picture_in_any_colours_can_be_cut(mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    looked = Looked(saved(quarters(300, 100).convert(mode), kind), f"image/{kind.lower()}")
    image = shown(cropped(looked, Crop(1.0, (0, 50), across=50)))
    assert image.size == (50, 50)


def test_the_same_picture_is_cut_to_the_same_bytes() -> None:
    looked, crop = jpeg(quarters(1200, 900)), Crop(3.0, (40, 60), 500)
    assert cropped(looked, crop) == cropped(looked, crop)


# Addresses


def test_an_address_says_all_that_is_made_of_a_picture() -> None:
    address = Cut("3:2", (40, 50), 82, 300, light=True).address("een%20foto.jpg")
    assert address == "/cropped/een%20foto.jpg?ratio=3:2&focus=40,50&mm=82&dots=300&light=1"
    assert asked_for(address) == ("een foto.jpg", Crop(1.5, (40, 50), 969, light=True))
    assert list(named_in([f'<img src="{address.replace("&", "&amp;")}">'])) == [address]


@pytest.mark.parametrize("query", ["", "?ratio=1:0", "?ratio=x&focus=1", "?mm=-1&dots=9e9", "?focus=400,999"])
def test_an_address_that_says_nothing_sensible_asks_for_the_whole(query: str) -> None:
    name, crop = asked_for(f"/cropped/foto.jpg{query}")
    assert (name, crop.ratio, crop.across) == ("foto.jpg", 0.0, 0)


# Places


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    images = tmp_path / "content" / "images"
    images.mkdir(parents=True)
    (tmp_path / "content" / "brochures").mkdir()
    (tmp_path / "content" / "practice.yaml").write_text(PRACTICE, encoding="utf-8")
    (images / "foto.jpg").write_bytes(jpeg(quarters(3000, 2000)).data)
    (images / "scherm.png").write_bytes(saved(quarters(600, 400), "PNG"))
    (images / "lijn.svg").write_bytes(drawing('<rect width="60" height="60"/>'))
    return tmp_path


def placed(folder: Path, format_name: str, file: str, **said: Any) -> tuple[str, str]:
    figures = Figures(TrackedReader(Folder(folder)), FORMATS[format_name], PrintSettings(), PAIRS["rust"].body)
    image = View(file=file, **{"place": Nothing(), "ratio": Nothing(), "focus": Nothing(), **said})
    found = figures.placed(image)
    return found.place, found.address.partition("?")[2].partition("&mm")[0] if "?" in found.address else found.address


@pytest.mark.parametrize(
    ("format_name", "file", "said", "place", "address"),
    [
        ("a4", "foto.jpg", {}, "right", "mm=52.7&dots=200"),
        ("a4", "foto.jpg", {"place": "left"}, "left", "mm=52.7&dots=200"),
        ("a4", "foto.jpg", {"place": "left", "ratio": "1:1"}, "left", "ratio=1:1&focus=50,50"),
        ("a4", "foto.jpg", {"focus": (10, 20)}, "right", "ratio=3:2&focus=10,20"),
        ("a4", "foto.jpg", {"place": "wide"}, "wide", "ratio=3:1&focus=50,50"),
        ("a4", "scherm.png", {}, "below", "/content/images/scherm.png"),
        ("a4", "scherm.png", {"place": "wide"}, "wide", "/content/images/scherm.png"),
        ("a4", "lijn.svg", {"place": "left", "ratio": "1:1"}, "left", "/content/images/lijn.svg"),
        ("trifold", "foto.jpg", {}, "wide", "mm=85&dots=200"),
        ("trifold", "foto.jpg", {"place": "left", "ratio": "1:1"}, "wide", "ratio=3:2&focus=50,50"),
        ("trifold", "foto.jpg", {"place": "wide"}, "wide", "ratio=3:1&focus=50,50"),
    ],
)
def test_a_picture_stands_where_it_is_asked_for_and_is_cut_only_where_it_may_be(
    folder: Path, format_name: str, file: str, said: dict[str, Any], place: str, address: str
) -> None:
    assert placed(folder, format_name, file, **said) == (place, address)


# On paper

BROCHURE = """\
title: Proef
formats: [a4]
sections:
  - heading: Eerst
    text: Een paar woorden.
    image: {{file: foto.jpg, alt: Vier vlakken, place: {place}, ratio: {ratio}, focus: {focus}}}
call_to_action: {{heading: Bel}}
"""


def written(folder: Path, **said: str) -> None:
    text = BROCHURE.format(**{"place": "right", "ratio": "3:2", "focus": "[50, 50]", **said})
    (folder / "content" / "brochures" / "proef.yaml").write_text(text, encoding="utf-8")


def made(folder: Path, format_name: str, purpose: str) -> Product:
    written(folder)
    return Maker(Folder(folder), TODAY).make(Job("brochure", "proef", format_name, purpose))


@pytest.mark.parametrize(
    ("format_name", "purpose", "width"),
    [("large-print", "screen", 415), ("booklet", "screen", 346), ("a4", "printshop", 622)],
)
def test_a_photograph_has_the_pixels_that_its_place_and_purpose_ask(
    folder: Path, format_name: str, purpose: str, width: int
) -> None:
    product = made(folder, format_name, purpose)
    assert product.pdf
    with pikepdf.open(io.BytesIO(product.pdf)) as document:
        pictures = [item for page in document.pages for item in page.get_images().values()]
        sizes = {(int(item.Width), int(item.Height)) for item in pictures}
    assert len(sizes) == 1
    (found, height), *_ = sizes
    assert abs(found - width) <= 2
    assert abs(found / height - 1.5) < 0.02
    assert not [each for each in product.problems if each.rule in {"coarse-picture", "preflight-resolution"}]


def test_a_photograph_with_too_few_pixels_for_a_print_shop_is_reported_at_its_line(folder: Path) -> None:
    (folder / "content" / "images" / "foto.jpg").write_bytes(jpeg(quarters(400, 270)).data)
    found = [each for each in made(folder, "a4", "printshop").problems if each.rule == "preflight-resolution"]
    assert [(each.severity, each.mark.line, each.mark.column) for each in found] == [("warning", 6, 19)]


@pytest.mark.parametrize(
    ("said", "rule"),
    [({"focus": "[50]"}, "not-a-focus"), ({"focus": "boven"}, "not-a-focus"), ({"focus": "[50, 130]"}, "not-a-focus"),
     ({"ratio": "4:3"}, "not-a-choice"), ({"place": "midden"}, "not-a-choice")],
)  # fmt: skip
def test_what_a_picture_cannot_be_is_said_at_its_place(folder: Path, said: dict[str, str], rule: str) -> None:
    written(folder, **said)
    with pytest.raises(ContentError) as refused:
        BROCHURES.load(Folder(folder).open_reader(), "proef")
    assert [(each.rule, each.mark.line) for each in refused.value.problems] == [(rule, 6)]


@pytest.mark.parametrize("typed", [["40", "60"], "40, 60", "40% 60%", "40 % ; 60 %", "40 x 60", ["40%", "60%"]])
def test_a_focus_may_be_written_in_several_ways(typed: object) -> None:
    assert as_focus(typed) == (40, 60)
