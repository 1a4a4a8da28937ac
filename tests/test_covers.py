"""The photograph on a cover: hers goes before that of the look, told by the subject; with little ink none of these."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pytest

from conftest import put
from handouts.content.loading import load_brochure, load_practice
from handouts.content.looks import load_look
from handouts.content.model.formats import FORMATS
from handouts.content.resolving import resolve_brochure
from handouts.files.folder import Folder
from handouts.files.layout import shipped_root
from handouts.languages.texts import languages
from handouts.page.composing import compose_brochure
from handouts.page.pipeline import PrintSettings
from pictures import saved

ALMONDS = "Een aardewerken kom vol amandelen op een linnen kleed, met een takje ernaast"
LAMP = "Een lamp en twee boeken op een nachtkastje, naast een opgemaakt bed en een raam met een gordijn"
TEXT = "Genoeg woorden onder een kop om er iets naast te tekenen, en nog een paar om die plek te vullen. " * 2


def photographs(
    practice: Path, brochure: str, *, format_name: str = "a4", look: str = "photo", **how: Any
) -> list[tuple[str, str]]:
    """The photographs of a brochure, in reading order: the file of each, and what it says to who cannot see it."""
    html = composed(practice, brochure, format_name=format_name, look=look, **how)
    return re.findall(r'<img src="/cropped/([^?"]*)\?[^"]*" alt="([^"]*)"', html)


def composed(practice: Path, brochure: str, *, format_name: str = "a4", look: str = "photo", **how: Any) -> str:
    """A brochure as HTML."""
    put(practice, "content/brochures/proef.yaml", brochure)
    page = practice / "content/practice.yaml"
    before = page.read_text("utf-8").partition("\nbrand:")[0]
    page.write_text(f"{before}\nbrand: {{look: {look}}}\n", encoding="utf-8")
    reader = Folder(practice).open_reader()
    loaded = load_brochure(reader, "proef")
    made = compose_brochure(
        reader,
        loaded,
        load_practice(reader),
        FORMATS[format_name],
        modules=resolve_brochure(reader, loaded),
        settings=PrintSettings(**how),
    )
    return made.html


def brochure(title: str, *more: str, heading: str = "Wat het is") -> str:
    return "\n".join([f"title: {title}", *more, "sections:", f"- heading: {heading}", f"  text: {TEXT}", ""])


@pytest.mark.parametrize("format_name", ["a4", "large-print", "booklet", "trifold", "card"])
def test_a_cover_has_the_photograph_of_its_subject_in_every_format(practice: Path, format_name: str) -> None:
    only = f"formats: [{format_name}]"
    assert photographs(practice, brochure("Noten", only), format_name=format_name) == [
        ("styles/looks/photo/food.jpg", ALMONDS)
    ]
    assert photographs(practice, brochure("Zonder onderwerp", only), format_name=format_name) == [
        ("styles/looks/photo/rest.jpg", LAMP)
    ]


def test_it_is_described_in_the_language_of_the_brochure(practice: Path) -> None:
    [(_, alt)] = photographs(practice, brochure("Nuts", "language: en", heading="What it is"))
    assert alt == "A stoneware bowl of almonds on a linen cloth, with a sprig beside it"


def test_a_photograph_of_hers_is_the_only_one(practice: Path) -> None:
    from PIL import Image

    (practice / "content/images").mkdir()
    (practice / "content/images/zee.jpg").write_bytes(saved(Image.effect_noise((900, 700), 80), "JPEG"))
    own = brochure("Noten", "cover: {image: zee.jpg, alt: De zee}", heading="Slaap en rust")
    assert photographs(practice, own) == [("zee.jpg", "De zee")]
    assert photographs(practice, own, low_ink=True) == [("zee.jpg", "De zee")]


def test_with_little_ink_or_where_she_wants_no_picture_there_is_none_and_in_another_look_a_drawing(
    practice: Path,
) -> None:
    assert photographs(practice, brochure("Noten", heading="Slaap"), low_ink=True) == []
    assert photographs(practice, brochure("Noten", "cover: {drawing: geen}")) == []
    assert photographs(practice, brochure("Noten"), look="botanic") == []


def test_inside_each_subject_has_a_strip_over_the_first_section_that_tells_of_it(practice: Path) -> None:
    told = ("Slaap", "Thee drinken", "Brood en bonen", "Een warm voetenbad")
    sections = "".join(f"- heading: {heading}\n  text: {TEXT}\n" for heading in told)
    shown = [file.rpartition("/")[2] for file, _ in photographs(practice, brochure("Noten") + sections)]
    assert shown == ["food.jpg", "rest-strip.jpg", "bath-strip.jpg"], "a wide page shows no subject twice"
    large = photographs(practice, brochure("Noten") + sections, format_name="large-print")
    assert [file.rpartition("/")[2] for file, _ in large][1:] == ["rest-strip.jpg", "food-strip.jpg", "bath-strip.jpg"]
    shown_in = {name: len(photographs(practice, brochure("Noten") + sections, format_name=name)) for name in FORMATS}
    assert shown_in == {"a4": 3, "large-print": 4, "booklet": 2, "trifold": 1, "card": 1}


def test_beside_numbered_steps_under_a_strip_stands_the_drawing_of_what_is_done(practice: Path) -> None:
    steps = "  drawing: adem\n  numbered: ja\n  items: [Leg een hand op je buik, Adem uit]\n"
    made = composed(practice, brochure("Noten") + f"- heading: Rust\n  text: {TEXT}\n{steps}")
    shown = re.findall(r'<img [^>]*src="[^"]*/([a-z-]+)\.(?:jpg|svg)[^"]*"', made)
    assert shown[-2:] == ["rest-strip", "breath"]


def test_over_the_room_to_write_inside_a_fold_is_what_neither_cover_nor_flap_shows(practice: Path) -> None:
    flap = "flap: {heading: Slecht slapen, close: Lees verder.}\nto_write: {heading: Zo begin ik, lines: 2}"
    tips = "  kind: do\n  points:\n  - {title: Ga op tijd naar bed}\n  - {title: Een warm voetenbad}\n"
    made = brochure("Noten", flap) + f"- heading: Rust\n  text: {TEXT}\n{tips}"
    shown = [file.rpartition("/")[2] for file, _ in photographs(practice, made, format_name="trifold")]
    assert shown == ["food.jpg", "rest.jpg", "bath-strip.jpg"]


@pytest.mark.parametrize("name", ["rest", "food", "bath"])
def test_each_is_sharp_on_the_largest_cover_of_a_print_shop_and_light_to_send(name: str, tmp_path: Path) -> None:
    from PIL import Image

    look = load_look(Folder(tmp_path).open_reader(), "photo")
    assert look is not None
    shown = look.photos[name]
    assert shown.band
    assert shown.strip
    for file, width, height in ((shown.file, 154, 186), (shown.band, 378, 40), (shown.strip.file, 170, 50)):
        data = (shipped_root() / "styles/looks/photo" / file).read_bytes()
        with Image.open(io.BytesIO(data)) as image:
            assert image.mode == "RGB"
            assert min(image.width / width, image.height / height) * 25.4 >= 300
        assert len(data) <= 350_000
    assert set(shown.alt) == set(shown.strip.alt) == set(languages())


@pytest.mark.parametrize("look", ["botanic", "photo", "type", "clinic"])
def test_the_cover_of_a_trifold_says_below_its_title_what_its_picture_means(practice: Path, look: str) -> None:
    cover = "cover: {drawing: handje, caption: Een kwart van je dag.}"
    html = composed(practice, brochure("Magnesium", cover, "promise: Elke dag."), format_name="trifold", look=look)
    front = html.partition('data-part="flap"')[0]
    assert [front.count(said) for said in ("Elke dag.", "Een kwart van je dag.")] == [1, 1]
    assert front.index("Elke dag.") < front.index("Een kwart van je dag.")
