"""Pictures of a document come along, no larger than paper shows; one without a description is asked about."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from conftest import Command
from handouts.intake.importing import Imported, import_text


def picture(width: int, height: int = 30, kind: str = "PNG") -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), (20, 90, 140)).save(buffer, kind)
    return buffer.getvalue()


def imported(html: str, data: bytes | None) -> Imported:
    page = f"<h1>Rust</h1><p>Adem in.</p>{html}<p>Adem uit.</p>"
    return import_text(page.encode(), source="rust.html", name="rust", find=lambda _: data)


def test_a_picture_comes_with_its_description_and_its_file() -> None:
    made = imported('<img src="a.png" alt="een hand">', picture(40))
    assert "    image:\n      file: rust-1.png\n      alt: een hand\n" in made.yaml
    assert made.pictures == {"rust-1.png": picture(40)}


def test_a_picture_without_a_description_waits_for_one() -> None:
    made = imported('<img src="a.png">', picture(40))
    assert "  # - image:\n  #     file: rust-1.png\n  #     alt:\n" in made.yaml
    assert [problem.rule for problem in made.problems][1:] == ["picture-without-text"]


@pytest.mark.parametrize(("width", "size", "now"), [("", 4000, 3000), (' width="96"', 3000, 2008), ("", 2900, 2900)])
def test_a_picture_is_no_larger_than_paper_shows(width: str, size: int, now: int) -> None:
    made = imported(f'<img src="a.jpg" alt="een hand"{width}>', picture(size, 20, "JPEG"))
    (data,) = made.pictures.values()
    assert Image.open(io.BytesIO(data)).width == now
    assert [problem.rule for problem in made.problems][1:] == ["picture-made-smaller"] * (now < size)


@pytest.mark.parametrize("data", [None, b"geen afbeelding"])
def test_a_picture_that_cannot_be_had_is_named_with_its_description(data: bytes | None) -> None:
    made = imported('<img src="a.png" alt="een hand">', data)
    assert "image:" not in made.yaml
    assert "(2 words): “een hand”" in made.problems[-1].message
    assert not made.pictures


def test_a_picture_that_takes_hundreds_of_mb_is_refused_by_its_head_alone() -> None:
    small = picture(40)
    head = b"IHDR" + struct.pack(">II", 12_000, 12_000) + small[24:29]
    large = small[:12] + head + zlib.crc32(head).to_bytes(4, "big") + small[33:]
    made = imported('<img src="a.png" alt="een hand">', large)
    assert "image:" not in made.yaml
    (problem,) = (problem for problem in made.problems if problem.rule == "picture-too-large")
    assert problem.line().startswith(
        "rust.html: warning: the picture picture-1: has 12000 × 12000 pixels, and 40 million"
    )


def test_the_pictures_and_the_brochure_are_written_together_or_not_at_all(
    practice: Path, handouts: Command, tmp_path: Path
) -> None:
    page = tmp_path / "pagina.html"
    page.write_text('<h1>Rust</h1><p>Adem in.</p><img src="map/a.png" alt="een hand"><p>Adem uit.</p>', "utf-8")
    (tmp_path / "map").mkdir()
    (tmp_path / "map/a.png").write_bytes(picture(40))
    made, asked = practice / "content/brochures/rust.yaml", practice / "content/images/rust-1.png"
    assert handouts("import", str(page), "--dry-run").code == 0
    asked.parent.mkdir(exist_ok=True)
    asked.write_bytes(b"van haar")
    assert handouts("import", str(page), "rust").code == 2
    assert not made.exists()
    asked.unlink()
    assert handouts("import", str(page), "rust").code == 0
    assert made.exists()
    assert asked.read_bytes() == picture(40)


def test_what_is_said_under_a_picture_is_its_caption() -> None:
    made = imported('<img src="a.png" alt="een hand"><p>Afbeelding 1. Zo houd je je hand</p>', picture(40))
    assert "      alt: een hand\n      caption: Afbeelding 1. Zo houd je je hand\n" in made.yaml


@pytest.mark.parametrize(("width", "place"), [(302, "rechts"), (600, "")])
def test_a_picture_that_was_small_stands_beside_the_text(width: int, place: str) -> None:
    made = imported(f'<h2>Kop</h2><p>Een zin.</p><img src="a.png" alt="een hand" width="{width}">', picture(700))
    assert ("place: rechts" in made.yaml) == bool(place)
