"""Drawings: every subject in every pen, described in every language, chosen by words, and served to the engine."""

from __future__ import annotations

import importlib
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from conftest import put
from handouts.content.illustrating import drawing_for
from handouts.content.loading import load_brochure, load_consult, load_practice
from handouts.content.model.brand import PALETTES
from handouts.content.model.drawings import DRAWINGS
from handouts.content.model.formats import FORMATS
from handouts.content.model.looks import Pen
from handouts.content.resolving import resolve, resolve_brochure
from handouts.files.folder import Folder
from handouts.languages.texts import languages, own_texts
from handouts.page.composing import compose_brochure, compose_sheet
from handouts.page.composing.illustrated import cover_drawing
from handouts.page.composing.views import View
from handouts.page.drawings import SUBJECTS, drawing_svg, white_lines
from handouts.page.drawings.canvas import Canvas, smooth
from handouts.page.rendering.site import HOST, Site
from handouts.problems import ContentError

LINDE = PALETTES["linde"]
PENS = {
    "botanic": Pen(disc="sun"),
    "photo": Pen(disc="none"),
    "type": Pen(disc="mid", strong=True),
    "clinic": Pen(disc="none", filled=False, strong=True),
}
COLOURS = {"#FFFFFF", "none", LINDE.primary, LINDE.mid, LINDE.sun}


def colours_in(svg: str) -> set[str]:
    return set(re.findall(r'(?:fill|stroke)="([^"]*)"', svg))


@pytest.mark.parametrize("pen", PENS)
@pytest.mark.parametrize("subject", SUBJECTS)
def test_every_subject_is_drawn_in_every_pen_in_the_colours_of_the_brand(subject: str, pen: str) -> None:
    for size in (22, 90):
        svg = drawing_svg(subject, PENS[pen], LINDE, size)
        root = ET.fromstring(svg)  # noqa: S314  # drawn here
        assert (root.get("width"), root.get("viewBox")) == (f"{size}mm", "0 0 120 120")
        assert colours_in(svg) <= COLOURS
        assert "nan" not in svg
    if pen == "clinic":
        assert colours_in(svg) <= {"#FFFFFF", "none", LINDE.primary}, "a line, and no fill"


def test_a_line_is_as_wide_on_paper_in_a_small_drawing_as_in_a_large_one_or_nearly() -> None:
    def points(size: float) -> float:
        return Canvas(PENS["botanic"], LINDE, size).line_width * size / 120 / 25.4 * 72

    assert [round(points(size), 2) for size in (22, 24, 57, 90, 110)] == [0.85, 0.85, 1.07, 1.3, 1.3]


def test_a_disc_is_in_the_colour_of_the_pen_or_left_out() -> None:
    disc = re.compile(r'<path d="M8 58a52 52 [^"]*" fill="(.*?)" stroke="none"/>')
    discs = {name: disc.findall(drawing_svg("talk", pen, LINDE, 30)) for name, pen in PENS.items()}
    assert discs == {"botanic": [LINDE.sun], "photo": [], "type": [LINDE.mid], "clinic": []}


def test_without_ground_a_sprig_stands_in_no_water_of_its_own() -> None:
    whole, above = (drawing_svg("sprig", PENS["photo"], LINDE, 90, ground=ground) for ground in (True, False))
    assert whole.startswith(above.removesuffix("</g></svg>"))
    assert whole.count("<path") == above.count("<path") + 3


def test_reversed_a_drawing_has_white_lines_filled_with_the_colour_that_it_stands_on() -> None:
    lines = Pen(disc="none", filled=False)
    plain = drawing_svg("bread", lines, LINDE, 40)
    reversed_ = white_lines(plain, LINDE)
    assert colours_in(reversed_) == colours_in(plain) == {"#FFFFFF", "none", LINDE.primary}
    assert reversed_.startswith(plain.partition("<g")[0] + '<g fill="none" stroke="#FFFFFF"')
    assert white_lines(reversed_, LINDE) == plain


def test_the_engine_is_served_a_reversed_drawing_in_line_only_whatever_the_pen(practice: Path) -> None:
    put(practice, BROCHURE, "title: Noten\nmain_message: Een handje is genoeg.\nsections: [{heading: H, text: T}]\n")
    reader = Folder(practice).open_reader()
    made = compose_brochure(reader, load_brochure(reader, "proef"), load_practice(reader), FORMATS["a4"])
    site = Site(made, reader)
    served = [
        site.get(f"{HOST}drawings/nuts.svg?mm=40{more}")[0].decode() for more in ("", "&reversed=yes", "&reversed=no")
    ]
    primary, mid = made.colours.primary, made.colours.mid
    assert served[0] == served[2]
    assert mid in served[0], "as the pen has it"
    assert colours_in(served[1]) == {"#FFFFFF", "none", primary}
    assert '<g fill="none" stroke="#FFFFFF"' in served[1]
    assert not site.problems


def test_a_smooth_line_goes_through_its_points() -> None:
    assert smooth([(0, 0), (6, 0)]) == "M0 0C1 0 5 0 6 0"
    ends = re.findall(r"(\d+ \d+)(?=C|Z)", smooth([(0, 0), (6, 0), (6, 6)], closed=True))
    assert ends == ["0 0", "6 0", "6 6", "0 0"]


@pytest.mark.parametrize("language", languages())
def test_every_language_says_what_each_drawing_shows(language: str) -> None:
    said = own_texts(language, "drawings")
    assert tuple(said) == DRAWINGS == tuple(SUBJECTS)
    alts = [entry["alt"] for entry in said.values()]
    assert len(set(alts)) == len(alts)
    assert all(8 <= len(alt) <= 90 and not alt.endswith(".") for alt in alts)


@pytest.mark.parametrize(
    ("text", "drawing"),
    [
        ("Een warm voetenbad", "footbath"), ("Rustig ademen", "breath"), ("Rustig naar bed", "sleep"),
        ("Magnesiumolie of -gel op de huid", "oil"), ("Magnesiumrijk eten", "food"), ("Magnesium en slaap", "sleep"),
        ("Wat is magnesium?", "table"), ("Loop elke dag een kwartier buiten", "walk"), ("Na de massage", "massage"),
        ("Drink a glass of water at every meal", "water"), ("Rouw en slaap", ""), ("Na een hartinfarct", ""),
        ("Bel 112", ""), ("Sleep after cancer", ""), ("Doodmoe in bed", "sleep"),
        ("Dit weten we al", ""), ("Goed om te weten", ""),
        ("Neem om de dag een warm voetenbad", "footbath"), ("Eet elke dag een handje noten", "handful"),
        ("Noten en zaden", "nuts"), ("Drie sneetjes volkorenbrood", "bread"),
        ("Moeilijk in slaap komen", "awake"), ("Een schep linzen of bonen", "beans"), ("Gekookte spinazie", "greens"),
        ("A calm way to bed", "sleep"), ("Leg je telefoon weg om negen uur", "screen"), ("Grenzen en rust", "pause"),
        ("Drie keer rustig rekken", "shoulders"), ("Stress en burn-out", "thoughts"), ("Come back slowly", "rest"),
    ],
)  # fmt: skip
def test_a_heading_tells_its_drawing_by_its_words(text: str, drawing: str) -> None:
    assert drawing_for(text) == drawing


def test_what_is_named_goes_before_what_is_told_and_no_drawing_comes_twice_by_itself() -> None:
    assert drawing_for("Een warm voetenbad", named="sleep", besides={"sleep"}) == "sleep"
    assert drawing_for("Een warm voetenbad", named="none") == ""
    assert drawing_for("Een voetenbad voor het slapen", besides={"footbath"}) == "sleep"
    assert drawing_for("Magnesium", "Slaap") == "sleep", "a word that tells little counts last"


def test_the_page_of_drawings_shows_what_the_program_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    root = Path(__file__).resolve().parent.parent
    monkeypatch.syspath_prepend(root / "tools")
    for name, text in importlib.import_module("write_drawings").made().items():
        assert (root / "docs" / name).read_text(encoding="utf-8") == text, "run: python tools/write_drawings.py"


LONG = "Een kop met genoeg woorden eronder, zodat er naast de tekening tekst staat en de plek gevuld is. " * 2
BROCHURE = "content/brochures/proef.yaml"


def composed(practice: Path, sections: str, *, look: str = "botanic", format_name: str = "a4") -> str:
    """The sections of a brochure, as HTML."""
    put(practice, BROCHURE, f"title: Magnesium\nsections:\n{sections}")
    page = practice / "content/practice.yaml"
    before = page.read_text("utf-8").partition("\nbrand:")[0]
    page.write_text(f"{before}\nbrand: {{look: {look}}}\n", encoding="utf-8")
    reader = Folder(practice).open_reader()
    brochure = load_brochure(reader, "proef")
    modules = resolve_brochure(reader, brochure)
    made = compose_brochure(reader, brochure, load_practice(reader), FORMATS[format_name], modules=modules)
    return made.html.partition("</header>")[2]


def drawn(practice: Path, sections: str, *, look: str = "botanic", format_name: str = "a4") -> list[tuple[str, str]]:
    """The drawings beside the sections of a brochure, each with what it says to who cannot see it."""
    html = composed(practice, sections, look=look, format_name=format_name)
    return re.findall(r'<img class="drawing" src="/drawings/(.*?)" alt="(.*?)"', html)


def section(heading: str, more: str = "", text: str = LONG) -> str:
    return f"- heading: {heading}\n  text: {text}\n{more}"


def test_a_drawing_stands_beside_a_heading_whose_words_tell_it(practice: Path) -> None:
    sections = section("Slaap") + section("Genoeg slapen") + section("Wat is magnesium") + section("Gewoon")
    assert drawn(practice, sections) == [("sleep.svg?mm=22", "Iemand die slaapt in bed, onder de maan")], (
        "none comes twice, and none is that of the cover"
    )
    assert drawn(practice, section("Slaap", text=LONG * 2))[0][0] == "sleep.svg?mm=31"
    assert drawn(practice, section("Slaap"), look="clinic")[0][0] == "sleep.svg?mm=22"
    assert drawn(practice, section("Slaap"), look="type")[0][0] == "sleep.svg?mm=30", "behind a short text"
    assert drawn(practice, section("Slaap", text=LONG * 8), look="type")[0][0] == "sleep.svg?mm=44", "under the heading"


@pytest.mark.parametrize("look", ["clinic", "type", "botanic"])
def test_where_the_last_point_leaves_half_a_row_the_drawing_stays_at_the_heading(practice: Path, look: str) -> None:
    points = "  points:\n" + "".join(f"  - title: {word}\n    text: Kort.\n" for word in ("Een", "Twee", "Drie"))
    html = composed(practice, section("Slaap", points), look=look)
    assert re.findall(r'<img class="drawing" src="/drawings/(\w+)', html) == ["sleep"]


@pytest.mark.parametrize(("text", "under"), [(LONG * 4, True), (LONG, False)])
def test_numbers_stand_under_a_heading_of_its_own_column_beside_a_long_text(
    practice: Path, text: str, under: bool
) -> None:
    facts = "  facts:\n  - {number: 300 mg, text: per dag}\n  - {number: 80 mg, text: in een handje}\n"
    html = composed(practice, section("Slaap", facts, text), look="type")
    assert (html.index("300 mg") < html.index('class="words"')) is under


@pytest.mark.parametrize(
    ("format_name", "stands"), [("a4", True), ("large-print", True), ("booklet", False), ("trifold", False)]
)
def test_a_portion_has_the_drawing_that_is_named_beside_it_where_there_is_room(
    practice: Path, format_name: str, stands: bool
) -> None:
    items = "".join(
        f"    - {{name: {name}, amount: 40{drawing}}}\n"
        for name, drawing in (("Banaan", ", drawing: banaan"), ("Bonen", ", drawing: geen"), ("Spinazie", ""))
    )
    plate = f"  drawing: geen\n  chart:\n   plate:\n    goal: 300\n    unit: mg\n    source: Tabel\n    items:\n{items}"
    banana = ("banana.svg?mm=16", "Een banaan die klaarligt")
    assert drawn(practice, section("Eten", plate), format_name=format_name).count(banana) == stands
    assert "bean" not in composed(practice, section("Eten", plate), format_name=format_name)


def test_a_drawing_is_in_the_place_of_an_icon_and_behind_a_heading_with_little_under_it(practice: Path) -> None:
    sections = section("Slaap", "  icon: moon\n  drawing: voetenbad\n") + section("Rust", "  drawing: geen\n")
    assert drawn(practice, sections) == [("footbath.svg?mm=22", "Twee voeten in een houten teil met warm water")]
    made = composed(practice, section("Slaap", "  icon: moon\n", "Kort."))
    assert 'class="numbered drawn" style="background-image: url(/drawings/sleep.svg?mm=19)"' in made


def test_a_narrow_panel_has_no_drawing_beside_a_heading(practice: Path) -> None:
    assert drawn(practice, section("Slaap", "  only: [card]\n"), format_name="card") == []


@pytest.mark.parametrize(("named", "drawing"), [(None, "massage"), ("tea", "tea"), ("none", "")])
def test_the_cover_has_the_drawing_of_its_title_before_that_of_its_subtitle(named: str | None, drawing: str) -> None:
    doc = View(title="Na de massage", subtitle="Rust en slaap", kicker="", cover=View(drawing=named))
    assert cover_drawing(doc) == drawing
    assert cover_drawing(View(title="Rouw", subtitle="Weer slapen", kicker="", cover=None)) == "sprig"
    assert cover_drawing(View(title="Proef", subtitle="", kicker="", cover=None)) == "sprig"


def test_a_drawing_with_a_slip_of_the_pen_is_a_mistake_with_the_nearest_name(practice: Path) -> None:
    put(practice, BROCHURE, "title: T\nsections:\n- heading: H\n  drawing: voetenbat\n")
    with pytest.raises(ContentError) as caught:
        load_brochure(Folder(practice).open_reader(), "proef")
    (problem,) = caught.value.problems
    assert (problem.rule, str(problem.mark)) == ("not-a-choice", f"{BROCHURE}:4:12")
    assert "voetenbad" in str(problem.hint)


def test_a_module_has_its_drawing_beside_its_steps_or_none_where_it_says_so(practice: Path) -> None:
    put(practice, "content/modules/adem.yaml", "title: Rustig ademen\ngoal: Even pauze.\nsteps: [Zit, Adem uit]\n")
    put(practice, "content/modules/bad.yaml", "title: Voetenbad\ngoal: Even pauze.\nsteps: [Zit]\ndrawing: geen\n")
    assert [name for name, _ in drawn(practice, "- module: adem\n- module: bad\n")] == ["breath.svg?mm=31"]


def test_a_sheet_draws_a_step_and_the_module_that_explains_it(clinic: Path) -> None:
    put(clinic, "content/sheets/magnesiumconsult.yaml", "title: Plan\nmodules: [voetenbad]\n")
    put(clinic, "content/modules/voetenbad.yaml", "title: Een warm voetenbad\ngoal: Even pauze.\nsteps: [Zit]\n")
    consult = clinic / "content/clients/2026-014.yaml"
    consult.write_text(f"{consult.read_text('utf-8')}\nsummary_steps: [Neem een voetenbad]\n", encoding="utf-8")
    reader = Folder(clinic).open_reader()
    gathered = resolve(reader, load_practice(reader), load_consult(reader, "2026-014"))
    made = compose_sheet(reader, gathered, FORMATS["a4"])
    assert re.findall(r'src="/drawings/(.*?)"', made.html) == ["footbath.svg?mm=30", "footbath.svg?mm=20"]


def test_a_step_of_a_module_has_the_drawing_that_it_names_in_the_place_of_that_of_the_module(practice: Path) -> None:
    steps = "- {step: Zet thee, drawing: thee}\n- Adem uit\n"
    put(practice, "content/modules/adem.yaml", f"title: Rustig ademen\ngoal: Even pauze.\nsteps:\n{steps}")
    assert [name for name, _ in drawn(practice, "- module: adem\n")] == ["tea.svg?mm=20"]
