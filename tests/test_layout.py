"""What is shipped, on paper: no page that looks like a mistake, in any palette and typeface pair."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pypdfium2
import pytest

from conftest import Command, date_the_review, make_her_own
from handouts.content.model.formats import FORMATS
from handouts.files.layout import shipped_root

A4 = (595.276, 841.89)


def text_lines(pdf: Path) -> list[list[tuple[float, float, str]]]:
    """Per page the runs of text, as (top in pt from the upper edge, size in pt, text), without the running footer."""
    document = pypdfium2.PdfDocument(pdf)
    pages = []
    for page in document:
        textpage = page.get_textpage()
        runs = [
            (page.get_height() - box[3], box[3] - box[1], textpage.get_text_bounded(*box).strip())
            for box in (textpage.get_rect(index) for index in range(textpage.count_rects()))
        ]
        pages.append([run for run in runs if run[0] < page.get_height() - 60 and run[2]])
        textpage.close()
    document.close()
    return pages


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """The shipped practice, in a folder of its own."""
    root = tmp_path / "lindezee"
    (root / "content").mkdir(parents=True)
    shutil.copy(shipped_root() / "content/practice.yaml", root / "content/practice.yaml")
    shutil.copytree(shipped_root() / "content/brochures", root / "content/brochures")
    make_her_own(root / "content")
    return root


def test_every_shipped_brochure_passes_in_every_format_without_a_word(handouts: Command, shipped: Path) -> None:
    formats = [f"--format={name}" for name in FORMATS]
    ran = handouts("build", "--for", "screen", *formats, folder=shipped)
    assert (ran.code, ran.err) == (0, "")
    made = sorted((shipped / "output/brochures").glob("*.pdf"))
    assert {pdf.name.split(".")[1] for pdf in made} == set(FORMATS)
    for pdf in made:
        pages = text_lines(pdf)
        shape = FORMATS[pdf.name.split(".")[1]]
        document = pypdfium2.PdfDocument(pdf)
        for number, page in enumerate(document, start=1):
            size = [side / 25.4 * 72 for side in shape.size(number)]
            assert page.get_size() == pytest.approx(size, abs=0.1), (pdf, number)
        document.close()
        if shape.imposed:
            continue
        lowest = max(top for top, _, _ in pages[-1])
        assert lowest > 0.35 * A4[1], f"{pdf.name}: the last page is nearly empty"


@pytest.mark.parametrize("look", ["clinic", "photo", "type"])
def test_a_shipped_brochure_passes_in_every_format_of_every_look(handouts: Command, shipped: Path, look: str) -> None:
    practice = shipped / "content/practice.yaml"
    practice.write_text(practice.read_text(encoding="utf-8").replace("look: botanic", f"look: {look}"))
    ran = handouts("build", "magnesium", "--for", "screen", folder=shipped)
    assert (ran.code, ran.err, len(ran.out.split())) == (0, "", len(FORMATS))


@pytest.mark.parametrize(("pair", "format_name"), [("rust", "a4"), ("helder", "booklet"), ("klassiek", "large-print")])
def test_no_heading_is_left_alone_at_a_pages_foot(
    handouts: Command, shipped: Path, pair: str, format_name: str
) -> None:
    practice = shipped / "content/practice.yaml"
    practice.write_text(practice.read_text(encoding="utf-8").replace("look: botanic", f"typefaces: {pair}"))
    assert handouts("build", "magnesium", "--for", "screen", "--format", format_name, folder=shipped).code == 0
    headings = [
        line.partition("heading:")[2].strip(' "')
        for line in (shipped / "content/brochures/magnesium.yaml").read_text(encoding="utf-8").splitlines()
        if line.strip().startswith("- heading:")
    ]
    assert len(headings) >= 5
    for pdf in (shipped / "output/brochures").glob("magnesium.*.pdf"):
        for page in text_lines(pdf):
            last = max(page)[2]
            assert not any(last.endswith(heading) for heading in headings), (pdf.name, last)


@pytest.mark.parametrize("palette", ["linde", "avondlicht", "zechstein"])
def test_every_palette_is_readable_and_painted_into_the_drawings(
    handouts: Command, shipped: Path, palette: str
) -> None:
    practice = shipped / "content/practice.yaml"
    practice.write_text(practice.read_text(encoding="utf-8").replace("look: botanic", f"palette: {palette}"))
    ran = handouts("build", "after-your-massage", "--format", "a4", folder=shipped)
    assert (ran.code, ran.err) == (0, "")


def test_a_brochure_that_just_spills_over_is_drawn_in(handouts: Command, practice: Path) -> None:
    lines = "\n".join(f"  - heading: Deel {number}\n    text: Een korte regel." for number in range(1, 10))
    content = practice / "content/brochures/proef.yaml"
    content.write_text(f"title: T\nsections:\n{lines}\n", encoding="utf-8")
    for extra in range(0, 12, 2):
        content.write_text(content.read_text(encoding="utf-8") + f"  - text: En nog regel {extra}.\n", encoding="utf-8")
        assert handouts("build").code == 0
        pages = text_lines(practice / "output/brochures/proef.a4.pdf")
        if len(pages) > 1:
            assert max(top for top, _, _ in pages[-1]) > 0.2 * A4[1], extra


FULL = """\
ref: proef
client: {first_name: Marieke, form: FORM}
date: 2026-11-20
sheet: RECIPE
summary_steps:
  - {step: Begin met een vast moment op de dag, reason: Een uur voor het slapen.}
  - {step: Eet elke dag een handje noten of pitten, reason: Leg ze klaar op het werk.}
  - {step: Neem drie pauzes van tien minuten, reason: Zonder telefoon.}
discussed: De nachten zijn al een tijd onrustig. Op het werk is het druk. Eerst weer beter slapen, daarna opbouwen.
goals: [vijf avonden voor elf uur in bed, twee pauzes op een werkdag, losse schouders op vrijdag]
next_appointment: {date: 2026-12-18, time: "10:30 uur"}
note: Een mooie eerste stap is gezet.
"""


@pytest.fixture
def library(shipped: Path) -> Path:
    """The shipped practice with its recipes and modules, and no client."""
    for kind in ("modules", "sheets", "images"):
        shutil.copytree(shipped_root() / "content" / kind, shipped / "content" / kind)
    (shipped / "content/clients").mkdir()
    date_the_review(shipped / "content")
    return shipped


@pytest.mark.parametrize("form", ["je", "u"])
@pytest.mark.parametrize("recipe", ["magnesiumconsult", "ontspanningsmassage", "burn-out-begeleiding"])
def test_a_shipped_recipe_with_a_full_consult_takes_two_pages_and_the_diary(
    handouts: Command, library: Path, recipe: str, form: str
) -> None:
    consult = library / "content/clients/proef.yaml"
    consult.write_text(FULL.replace("RECIPE", recipe).replace("FORM", form), encoding="utf-8")
    ran = handouts("sheet", "proef", folder=library)
    assert (ran.code, ran.err) == (0, "")
    pages = text_lines(library / "output/sheets/proef.pdf")
    diary = "diary:" in (library / f"content/sheets/{recipe}.yaml").read_text(encoding="utf-8")
    assert len(pages) == 2 + diary


def test_the_front_page_holds_the_steps_the_day_the_appointment_and_whom_to_call(
    handouts: Command, library: Path
) -> None:
    line = "schedule: [{product: Warm voetenbad, route: activity, dose: 20 min., when: [avond], days: 28}]\n"
    line += "modules: [{use: ademhaling, drop: ja}]\n"
    consult = FULL.replace("RECIPE", "magnesiumconsult").replace("FORM", "je") + line
    (library / "content/clients/proef.yaml").write_text(consult, encoding="utf-8")
    assert handouts("sheet", "proef", folder=library).code == 0
    front, *behind = (" ".join(run for _, _, run in page) for page in text_lines(library / "output/sheets/proef.pdf"))
    for said in ("Neem drie pauzes", "20 min.", "18 december 2026", "112", "Bij vragen:"):
        assert said in front
    assert not [said for said in ("Wat we bespraken", "Zo doe je het", "Kenmerk") if said in front]
    assert ["Week 4" in page for page in behind] == [False, True]


def test_every_shipped_module_says_u_throughout_when_asked_to(handouts: Command, library: Path) -> None:
    modules = sorted(
        path.stem
        for path in (library / "content/modules").glob("*.yaml")
        if "language: nl" in path.read_text(encoding="utf-8")
    )
    assert len(modules) == 14
    more = f"flags: [kidneys, medication, diabetes, pregnant, heart, skin]\nmodules: [{', '.join(modules)}]\n"
    text = FULL.replace("RECIPE", "magnesiumconsult").replace("FORM", "u") + more
    (library / "content/clients/proef.yaml").write_text(text, encoding="utf-8")
    assert handouts("sheet", "proef", folder=library).code == 0
    printed = " ".join(run for page in text_lines(library / "output/sheets/proef.pdf") for _, _, run in page)
    assert "Hebt u diabetes?" in printed
    assert not re.search(r"\b(je|jij|jou|jouw|jezelf)\b", printed, re.IGNORECASE)
