"""A look is a folder: its palettes can be read, its faces are static, its stylesheets come after the shared ones."""

from __future__ import annotations

import hashlib
from itertools import product
from pathlib import Path

import pytest

from conftest import PRACTICE
from handouts.content.loading import load_practice
from handouts.content.looks import design_of, load_look, look_names
from handouts.content.model.brand import PALETTES
from handouts.content.model.formats import FORMATS
from handouts.content.model.looks import Design, Look
from handouts.content.model.shades import LEAST, contrast
from handouts.files.folder import Folder
from handouts.page.composing.stylesheets import stylesheets_of
from handouts.page.cuts import cut
from handouts.page.pipeline import PrintSettings
from handouts.page.typefaces import font_file
from handouts.problems import ContentError

LOOKS = ("botanic", "clinic", "photo", "type")
OWN_LOOK = """\
title: {nl: Eigen, en: Own}
headings: {family: PT Serif, cuts: [400, 700]}
body: {family: PT Sans, cuts: [400, 700]}
palettes:
  heide: {primary: "#5A3D7A", accent: "#A1472F", ink: "#2A2433", soft: "#5F5869", tint: "#F2EFF6", warm: "#F9F2EA",
          mid: "#D6CBE3", sun: "#F2E2C6", line: "#A090B5"}
palette: heide
"""


def folder(root: Path, brand: str, own: str = "") -> Folder:
    """A practice folder with a brand, and a look of its own that is called `own`."""
    (root / "content").mkdir()
    (root / "content/practice.yaml").write_text(f"{PRACTICE}brand: {brand}\n", encoding="utf-8")
    if own:
        (root / "styles/looks/own").mkdir(parents=True)
        (root / "styles/looks/own/look.yaml").write_text(own, encoding="utf-8")
    return Folder(root)


def chosen(root: Path, brand: str, own: str = "") -> Design:
    reader = folder(root, brand, own).open_reader()
    return design_of(reader, load_practice(reader))


def shipped(name: str, root: Path) -> Look:
    look = load_look(Folder(root).open_reader(), name)
    assert look is not None
    return look


def test_four_looks_are_shipped(tmp_path: Path) -> None:
    assert look_names(Folder(tmp_path)) == list(LOOKS)
    assert all(len({**PALETTES, **shipped(name, tmp_path).palettes}) >= 3 for name in LOOKS)


@pytest.mark.parametrize("name", LOOKS)
def test_every_text_of_every_palette_can_be_read_on_every_ground_it_is_printed_on(name: str, tmp_path: Path) -> None:
    for palette, colours in shipped(name, tmp_path).choices().items():
        for letters, ground in product(("ink", "primary"), ("tint", "warm", "mid", "sun")):
            assert contrast(getattr(colours, letters), getattr(colours, ground)) >= LEAST, (palette, letters, ground)
        for letters, ground in (*product(("accent", "soft", "do", "dont"), ("tint", "warm")), ("soft", "sun")):
            assert contrast(getattr(colours, letters), getattr(colours, ground)) >= LEAST, (palette, letters, ground)
        for letters in ("ink", "primary", "accent", "soft", "do", "dont"):
            assert contrast(getattr(colours, letters), "#FFFFFF") >= LEAST, (palette, letters)
        assert contrast("#FFFFFF", colours.emergency) >= 7
        # What stands white, or in the sun, on a plane of the main colour.
        assert contrast(colours.sun, colours.primary) >= LEAST, palette


def test_without_a_word_of_it_the_look_is_botanic_as_it_was(tmp_path: Path) -> None:
    design = chosen(tmp_path, "{}")
    assert (design.name, design.palette, design.typefaces) == ("botanic", "linde", "rust")
    assert design.colours == PALETTES["linde"]


@pytest.mark.parametrize("name", LOOKS)
def test_the_palettes_pairs_and_colours_of_before_go_with_every_look(name: str, tmp_path: Path) -> None:
    design = chosen(tmp_path, f'{{look: {name}, palette: avondlicht, typefaces: klassiek, colour: "#204060"}}')
    assert (design.palette, design.typefaces, design.pair.body.family) == ("avondlicht", "klassiek", "PT Sans")
    assert (design.colours.primary, design.colours.ink) == ("#204060", PALETTES["avondlicht"].ink)


@pytest.mark.parametrize(
    ("brand", "place", "hint"),
    [("{look: bottanic}", (6, 15), "botanic"), ("{look: clinic, palette: groen}", (6, 32), "blauw")],
)
def test_a_look_or_a_palette_that_does_not_exist_is_a_mistake_at_its_word(
    brand: str, place: tuple[int, int], hint: str, tmp_path: Path
) -> None:
    with pytest.raises(ContentError) as refused:
        load_practice(folder(tmp_path, brand).open_reader())
    [problem] = refused.value.problems
    assert (problem.rule, problem.mark.line, problem.mark.column) == ("not-a-choice", *place)
    assert hint in problem.hint


def test_a_folder_of_hers_is_a_look(tmp_path: Path) -> None:
    design = chosen(tmp_path, "{look: own}", OWN_LOOK)
    assert (design.palette, design.colours.primary, design.typefaces) == ("heide", "#5A3D7A", "own")
    assert design.pair.headings.family == "PT Serif"


def test_a_mistake_in_a_look_of_hers_is_told_at_its_place(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as refused:
        chosen(
            tmp_path,
            "{look: own}",
            OWN_LOOK.replace("#5A3D7A", "paars").replace("PT Sans, cuts: [400, 700]", "PT 'Sans', cuts: [400, 750]")
            + "photos: {rest: {file: ../rest.jpg, alt: {nl: Rust, en: Rest}, drawings: [rest]}}\n",
        )
    assert [(each.rule, each.mark.file, each.mark.line) for each in refused.value.problems] == [
        ("not-a-typeface", "styles/looks/own/look.yaml", 3),
        ("not-a-weight", "styles/looks/own/look.yaml", 3),
        ("not-a-colour", "styles/looks/own/look.yaml", 5),
        ("not-a-photograph", "styles/looks/own/look.yaml", 8),
    ]


def test_the_sheets_of_a_look_are_read_after_the_shared_ones_and_hers_last(tmp_path: Path) -> None:
    here = folder(tmp_path, "{look: own}", OWN_LOOK)
    for name in ("look", "card", "panel", "card-bleed", "own"):
        (tmp_path / f"styles/looks/own/{name}.css").write_text("", encoding="utf-8")
    reader = here.open_reader()
    design = design_of(reader, load_practice(reader))
    found = stylesheets_of(reader, "brochure", design, FORMATS["card"], PrintSettings(bleed=3))
    names = [each.name.removeprefix("styles/").removesuffix(".css") for each in found]
    assert names[names.index("looks/own/look") - 1 :] == [
        "brochure", "looks/own/look", "panel", "looks/own/panel", "card", "looks/own/card", "card-bleed",
        "looks/own/card-bleed", "own",
    ]  # fmt: skip


def test_a_cut_of_a_variable_typeface_has_the_same_bytes_each_time() -> None:
    import fontpkg

    source = Path(fontpkg.path("figtree", 400))
    data = cut(source, "figtree", 400)
    assert data == font_file("figtree", 400, "normal").read_bytes()
    assert hashlib.sha256(data).hexdigest()[:16] == "7228770443f63484"


def test_the_cuts_of_a_typeface_are_static_and_bear_its_name() -> None:
    from fontTools.ttLib import TTFont

    for package, weight in (("figtree", 400), ("figtree", 700), ("public-sans", 700)):
        with TTFont(font_file(package, weight, "normal")) as font:
            assert "fvar" not in font
            assert font["OS/2"].usWeightClass == weight
            assert font["name"].getDebugName(1).lower().replace(" ", "-") == package
