"""Her own: the logo with or without her name, her portrait, her signature, and the photograph of a cover."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from conftest import Command, put
from handouts.content.loading import load_brochure, load_practice
from handouts.content.model.formats import FORMATS
from handouts.content.pictures.proportions import proportion_of
from handouts.files.folder import Folder
from handouts.page.composing import compose_brochure
from handouts.page.signature import signature_svg, unwritten
from handouts.problems import ContentError


def picture(practice: Path, name: str, width: int, height: int) -> None:
    data = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(data, "PNG")
    file = practice / "content/images" / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(data.getvalue())


def own(practice: Path, *lines: str, brand: str = "") -> None:
    """Adds lines to practice.yaml, and under its brand."""
    file = practice / "content/practice.yaml"
    text = file.read_text("utf-8")
    if brand:
        head, found, rest = text.partition("brand:\n")
        text = f"{head}brand:\n  {brand}\n{rest}" if found else f"{text}\nbrand:\n  {brand}\n"
    file.write_text("\n".join([text, *lines, ""]), "utf-8")


def html(practice: Path, name: str = "a4") -> str:
    reader = Folder(practice).open_reader()
    return compose_brochure(reader, load_brochure(reader, "proef"), load_practice(reader), FORMATS[name]).html


def refused(practice: Path) -> list[tuple[str, str]]:
    with pytest.raises(ContentError) as caught:
        html(practice)
    return [(each.rule, str(each.mark)) for each in caught.value.problems]


@pytest.mark.parametrize(
    ("width", "said", "named"), [(300, "", True), (900, "", False), (900, "logo_with_name: ja", True),
                                 (300, "logo_with_name: nee", False)],
)  # fmt: skip
def test_the_name_stands_beside_a_mark_and_not_beside_a_wide_logo_unless_she_says(
    practice: Path, width: int, said: str, named: bool
) -> None:
    picture(practice, "logo.png", width, 300)
    own(practice, brand=f"logo: logo.png\n  {said}".rstrip())
    name = load_practice(Folder(practice).open_reader()).value.name
    opening = html(practice).partition("</header>")[0]
    assert (f'<p class="name">{name}</p>' in opening) is named
    assert (f'alt="{name}"' in opening) is not named, "a logo that stands alone is read as the name"


def test_her_portrait_and_her_signature_stand_where_she_invites(practice: Path) -> None:
    picture(practice, "ik.png", 200, 260)
    own(practice, "portrait: ik.png", "signature: ja")
    person = load_practice(Folder(practice).open_reader()).value.practitioner.name
    invitation = html(practice).partition(' with-face">')[2].partition("</section>")[0]
    places = [invitation.index(each) for each in ("ik.png", f'alt="{person}"', "/signature/", f"<strong>{person}")]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("asked", "first"), [("", "practice"), ("call_to_action:\n  heading: Bel gerust\n  text: Graag.\n", "heading")]
)
def test_where_nobody_is_invited_the_name_of_the_practice_stands_over_hers(
    practice: Path, asked: str, first: str
) -> None:
    put(practice, "content/brochures/proef.yaml", f"title: Proef\nsections:\n- heading: Kop\n  text: Rust.\n{asked}")
    written = load_practice(Folder(practice).open_reader()).value
    words = {
        "practice": f">{written.name}<",
        "heading": ">Bel gerust<",
        "person": f"<strong>{written.practitioner.name}",
    }
    for name in ("a4", "large-print"):
        invitation = html(practice, name).partition('class="unit invitation')[2].partition("</section>")[0]
        places = {each: invitation.find(text) for each, text in words.items()}
        found = [each for each in sorted(places, key=lambda each: places[each]) if places[each] >= 0]
        assert found == ([first, "person", "practice"] if asked else ["practice", "person"])
        assert invitation.startswith(" without-words") is not bool(asked)


@pytest.mark.parametrize("file_name", ["ja.png", "hand.svg"])
def test_a_signature_may_be_a_picture_of_hers(practice: Path, file_name: str) -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 3"><path d="M0 2L9 1" stroke="#000"/></svg>'
    put(practice, "content/images/hand.svg", drawing)
    picture(practice, "ja.png", 90, 30)
    own(practice, f"signature: {file_name}")
    assert f"/content/images/{file_name}" in html(practice)


def test_a_name_that_the_writing_face_cannot_write_is_said_at_the_signature(practice: Path) -> None:
    file = practice / "content/practice.yaml"
    text = file.read_text("utf-8")
    person = load_practice(Folder(practice).open_reader()).value.practitioner.name
    file.write_text(text.replace(person, "Zoë Šťastná") + "\nsignature: ja\n", "utf-8")
    line = 1 + file.read_text("utf-8").split("\n").index("signature: ja")
    assert refused(practice) == [("no-glyph", f"content/practice.yaml:{line}:12")]
    assert (unwritten("Zoë Çelik-Jørgensen"), unwritten("Šťastná")) == ("", "ť")


def test_a_signature_is_of_outlines_in_the_colour_of_the_brand() -> None:
    short, long = signature_svg("An Bos"), signature_svg("An Bos-van den Bergh")
    assert 'fill="var(--primary)"' in short
    assert "<text" not in short
    assert proportion_of(long.encode()) > 2 * proportion_of(short.encode()), "equally large, so the longer is wider"


def test_a_photograph_on_its_side_has_the_proportion_it_is_shown_in() -> None:
    data, exif = io.BytesIO(), Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (80, 20)).save(data, "JPEG", exif=exif)
    assert proportion_of(data.getvalue()) == 0.25
    assert proportion_of(b'<svg xmlns="http://www.w3.org/2000/svg" width="30mm" height="10mm"/>') == 3
    assert proportion_of(b"no picture") == 1


def test_a_photograph_on_the_cover_needs_a_description(practice: Path, handouts: Command) -> None:
    picture(practice, "bos.png", 300, 200)
    brochure = practice / "content/brochures/proef.yaml"
    brochure.write_text(brochure.read_text("utf-8") + "cover: {image: bos.png, focus: [120, 50]}\n", "utf-8")
    said = handouts("check", "proef").err
    assert "a focus is two whole numbers from 0 to 100" in said
    brochure.write_text(brochure.read_text("utf-8").replace("focus: [120, 50]", "focus: '40%, 60 %'"), "utf-8")
    assert "has no description" in handouts("check", "proef").err
    brochure.write_text(brochure.read_text("utf-8").replace("bos.png,", "bos.png, alt: Een bos,"), "utf-8")
    assert 'alt="Een bos"' in html(practice)
