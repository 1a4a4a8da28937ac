"""What is handed out: the reading copy, pages on paper for the printer at home, or a file for the print shop."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import NamedTuple

import pikepdf
import pypdfium2
import pytest

from conftest import Command, make_her_own
from handouts.files.layout import shipped_root

MM = 72 / 25.4
TRIFOLDS = ("magnesium", "after-your-massage")


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """The shipped practice with its brochures and its sheet, in a folder of its own."""
    root = tmp_path / "lindezee"
    for name in ("practice.yaml", "brochures", "modules", "sheets", "images"):
        source, target = shipped_root() / "content" / name, root / "content" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target) if source.is_file() else shutil.copytree(source, target)
    make_her_own(root / "content")
    (root / "content/clients").mkdir()
    example = Path(__file__).resolve().parents[1] / "content/clients/2026-014.yaml"
    shutil.copy(example, root / "content/clients/2026-014.yaml")
    return root


class Letter(NamedTuple):
    """A letter on paper: its side, and its box in mm from the lower left."""

    side: int
    text: str
    left: float
    bottom: float
    right: float
    top: float


def letters(pdf: Path) -> list[Letter]:
    document = pypdfium2.PdfDocument(pdf)
    found = []
    for side, page in enumerate(document):
        text = page.get_textpage()
        for index in range(text.count_chars()):
            sign = text.get_text_range(index, 1)
            if sign.strip():
                left, bottom, right, top = (edge / MM for edge in text.get_charbox(index))
                found.append(Letter(side, sign, left, bottom, right, top))
    document.close()
    return found


def words(found: list[Letter], side: int, left: float, right: float) -> str:
    return "".join(each.text for each in found if each.side == side and left <= each.left and each.right <= right)


def boxes(pdf: Path, number: int = 0) -> dict[str, list[float]]:
    with pikepdf.open(pdf) as document:
        page = document.pages[number]
        return {
            name: [round(float(edge) / MM, 1) for edge in page.get(f"/{name}", page.mediabox)]
            for name in ("MediaBox", "BleedBox", "TrimBox")
        }


@pytest.mark.parametrize("name", TRIFOLDS)
def test_a_tri_fold_for_home_is_one_sheet_of_a4_with_the_panels_where_they_fold(
    handouts: Command, shipped: Path, name: str
) -> None:
    ran = handouts("build", name, "--format", "trifold", folder=shipped)
    assert (ran.code, ran.err) == (0, "")
    pdf = shipped / f"output/brochures/{name}.trifold.pdf"
    assert boxes(pdf)["MediaBox"] == [0, 0, 297, 210]
    found = letters(pdf)
    assert {each.side for each in found} == {0, 1}
    title = {"magnesium": "Magnesium", "after-your-massage": "Afteryourmassage"}[name]
    assert title in words(found, 0, 197, 297), "the cover lies on the right of the outer side"
    assert "06000000" in words(found, 0, 97, 197).replace(" ", ""), "the back in the middle"
    message = {"magnesium": "Herkenjedit?", "after-your-massage": "Doyoufeelthis?"}[name]
    assert message in words(found, 0, 0, 97), "the flap on the left, folded in first"


@pytest.mark.parametrize("name", TRIFOLDS)
@pytest.mark.parametrize("purpose", ["home", "printshop"])
def test_no_letter_stands_where_it_is_cut_or_folded(handouts: Command, shipped: Path, name: str, purpose: str) -> None:
    ran = handouts("build", name, "--format", "trifold", "--for", purpose, folder=shipped)
    assert (ran.code, ran.err) == (0, ""), "also the preflight has nothing to say"
    pdf = shipped / f"output/brochures/{name}.trifold{'.printshop' if purpose == 'printshop' else ''}.pdf"
    left, bottom, right, top = boxes(pdf)["TrimBox"]
    assert (round(right - left, 1), round(top - bottom, 1)) == (297.0, 210.0)
    for each in letters(pdf):
        folds = (97, 197) if each.side == 0 else (100, 200)
        assert each.left - left >= 5, each
        assert right - each.right >= 5, each
        assert each.bottom - bottom >= 5, each
        assert top - each.top >= 5, each
        for fold in folds:
            assert each.right <= left + fold - 6 or each.left >= left + fold + 6, each


def test_a_booklet_for_home_lies_in_saddle_order(handouts: Command, shipped: Path) -> None:
    assert handouts("build", "magnesium", "--format", "booklet", folder=shipped).code == 0
    pdf = shipped / "output/brochures/magnesium.booklet.pdf"
    found = letters(pdf)
    # Pages say their number in the corner, but for the cover and the back.
    for side, left, right in ((1, "2van8", "7van8"), (2, "6van8", "3van8"), (3, "4van8", "5van8")):
        assert left in words(found, side, 0, 148.5)
        assert right in words(found, side, 148.5, 297)
    assert "Magnesium" in words(found, 0, 148.5, 297), "the cover on the right"


def test_four_cards_stand_on_a_sheet(handouts: Command, shipped: Path) -> None:
    assert handouts("build", "magnesium", "--format", "card", folder=shipped).code == 0
    found = letters(shipped / "output/brochures/magnesium.card.pdf")
    assert "".join(each.text for each in found).count("Praktijk") == 4


def test_the_sheet_becomes_a_booklet_on_two_sheets_of_paper(handouts: Command, shipped: Path) -> None:
    assert handouts("sheet", "2026-014", "--format", "booklet", folder=shipped).code == 0
    pdf = shipped / "output/sheets/2026-014.booklet.pdf"
    assert boxes(pdf)["MediaBox"] == [0, 0, 297, 210]
    assert {each.side for each in letters(pdf)} == {0, 1, 2, 3}
    assert pdf.stat().st_mode & 0o777 == 0o600


def test_a_sheet_with_a_brochure_behind_it_becomes_a_booklet_too(handouts: Command, shipped: Path) -> None:
    recipe = shipped / "content/sheets/magnesiumconsult.yaml"
    recipe.write_text(recipe.read_text(encoding="utf-8") + "attach: [magnesium]\n", encoding="utf-8")
    ran = handouts("sheet", "2026-014", "--format", "booklet", folder=shipped)
    assert ran.code == 0, ran.err
    found = letters(shipped / "output/sheets/2026-014.booklet.pdf")
    assert max(each.side for each in found) + 1 == 8, "8 pages of the sheet and 8 of the brochure, two a side"


def test_how_to_print_is_said_on_the_screen_and_not_on_what_is_folded(handouts: Command, shipped: Path) -> None:
    ran = handouts("build", "magnesium", "--format", "trifold", "--format", "card", folder=shipped)
    said = {Path(line.partition("  ")[0]).name: line.partition("  ")[2] for line in ran.out.splitlines()}
    how = "(print on both sides, flip on the short edge, at 100 %)"
    assert said == {"magnesium.trifold.pdf": how, "magnesium.card.pdf": ""}
    found = letters(shipped / "output/brochures/magnesium.trifold.pdf")
    assert "kortekant" not in "".join(each.text for each in found)


def test_the_files_for_whom_it_is_not_usual_are_named_after_them(handouts: Command) -> None:
    formats = ("--format", "a4", "--format", "card")
    for more, names in (
        ((), ["proef.a4.pdf", "proef.card.pdf"]),
        (("--for", "home"), ["proef.a4.home.pdf", "proef.card.pdf"]),
        (("--for", "screen", "--low-ink"), ["proef.a4.low-ink.pdf", "proef.card.screen.low-ink.pdf"]),
        (("--for", "printshop"), ["proef.a4.printshop.pdf", "proef.card.printshop.pdf"]),
        (("--n-up", "4"), ["proef.a4.4-up.pdf", "proef.card.4-up.pdf"]),
    ):
        ran = handouts("build", "proef", *formats, *more)
        assert ran.code == 0, ran.err
        assert [Path(line.partition("  (")[0]).name for line in ran.out.splitlines()] == names


def test_a_draft_has_small_pages_and_all_of_them(handouts: Command, shipped: Path) -> None:
    assert handouts("build", "magnesium", "--format", "a4", "--n-up", "4", folder=shipped).code == 0
    pdf = shipped / "output/brochures/magnesium.a4.4-up.pdf"
    with pikepdf.open(pdf) as document:
        assert len(document.pages) == 2
    text = words(letters(pdf), 0, 0, 300) + words(letters(pdf), 1, 0, 300)
    assert all(f"{page}van7" in text for page in range(2, 8))


def test_a_file_for_the_print_shop_has_its_boxes_and_no_colour_of_the_screen(handouts: Command, shipped: Path) -> None:
    assert handouts("build", "magnesium", "--format", "trifold", "--for", "printshop", folder=shipped).code == 0
    pdf = shipped / "output/brochures/magnesium.trifold.printshop.pdf"
    sizes = boxes(pdf)
    left, bottom, right, top = sizes["TrimBox"]
    assert sizes["BleedBox"] == [round(edge, 1) for edge in (left - 3, bottom - 3, right + 3, top + 3)]
    assert sizes["MediaBox"][2] > sizes["BleedBox"][2]
    with pikepdf.open(pdf) as document:
        intent = document.Root.OutputIntents[0]
        assert intent.S == "/GTS_PDFX"
        assert intent.DestOutputProfile.N == 4
        assert "/StructTreeRoot" not in document.Root
        for item in document.objects:
            space = item.get("/ColorSpace") if isinstance(item, pikepdf.Dictionary | pikepdf.Stream) else None
            assert space not in {"/DeviceRGB", "/CalRGB"}


def test_the_backs_move_by_what_was_read_off_the_calibration_sheet(handouts: Command, shipped: Path) -> None:
    pdf = shipped / "output/brochures/magnesium.trifold.pdf"
    handouts("build", "magnesium", "--format", "trifold", folder=shipped)
    before = letters(pdf)
    practice = shipped / "content/practice.yaml"
    practice.write_text(practice.read_text(encoding="utf-8") + '\nprinting: {back_right: 1.5, back_up: "-0,5 mm"}\n')
    ran = handouts("build", "magnesium", "--format", "trifold", folder=shipped)
    assert "(unchanged)" not in ran.out
    after = letters(pdf)
    fronts = [(one.left, other.left) for one, other in zip(before, after, strict=True) if one.side == 0]
    assert all(one == pytest.approx(other, abs=0.01) for one, other in fronts)
    for one, other in zip(before, after, strict=True):
        if one.side == 1:
            assert other.left - one.left == pytest.approx(1.5, abs=0.02)
            assert other.bottom - one.bottom == pytest.approx(-0.5, abs=0.02)


def test_what_was_read_off_a_sheet_that_lies_does_not_move_cards_that_stand(handouts: Command, shipped: Path) -> None:
    pdf = shipped / "output/brochures/magnesium.card.pdf"
    handouts("build", "magnesium", "--format", "card", folder=shipped)
    before = letters(pdf)
    practice = shipped / "content/practice.yaml"
    practice.write_text(practice.read_text(encoding="utf-8") + "\nprinting: {back_right: 1.5}\n")
    handouts("build", "magnesium", "--format", "card", folder=shipped)
    assert letters(pdf) == before


@pytest.mark.parametrize(
    ("printing", "said"),
    [
        ("{back_right: veel}", "“veel” is not a length in mm"),
        ("{back_up: 30}", "30 is not between -10 and 10 mm"),
        ("{paper: 3 mm}", "3 mm is not between 0.03 and 0.6 mm"),
        ("{back: 1}", "“back” is not known here"),
    ],
)
def test_a_mistake_in_how_she_prints_is_said_at_its_line(
    handouts: Command, practice: Path, printing: str, said: str
) -> None:
    path = practice / "content/practice.yaml"
    path.write_text(path.read_text(encoding="utf-8") + f"printing: {printing}\n", encoding="utf-8")
    ran = handouts("build")
    assert ran.code == 1
    assert "content/practice.yaml:6:" in ran.err
    assert said in ran.err


def test_a_clients_sheet_is_not_made_for_a_print_shop(handouts: Command, shipped: Path) -> None:
    ran = handouts("sheet", "2026-014", "--for", "printshop", folder=shipped)
    assert (ran.code, ran.err) == (2, "A sheet is not made for printshop.\n")
    ran = handouts("build", "--for", "printshop", "--format", "a4", folder=shipped)
    assert ran.code == 0
    assert not (shipped / "output/sheets").exists()


def test_a_draft_is_for_her_own_printer(handouts: Command) -> None:
    assert handouts("build", "--n-up", "4", "--for", "screen").code == 2


def test_check_also_lays_the_pages_on_paper(handouts: Command, practice: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from handouts.problems import Mark, error

    path = practice / "content/brochures/proef.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "formats: [card]\n", encoding="utf-8")

    wrong = error("misplaced", Mark("templates/trifold.html"), "a page lies elsewhere")
    monkeypatch.setattr("handouts.proof.imposed.prove_imposed", lambda *_: [wrong])
    assert "[misplaced]" in handouts("check", "proef").err


def test_less_ink_leaves_no_ground(handouts: Command, shipped: Path) -> None:
    shares = []
    for more in ((), ("--low-ink",)):
        assert handouts("build", "magnesium", "--format", "trifold", *more, folder=shipped).code == 0
        name = "magnesium.trifold.low-ink.pdf" if more else "magnesium.trifold.pdf"
        document = pypdfium2.PdfDocument(shipped / f"output/brochures/{name}")
        histogram = document[0].render(scale=1, grayscale=True).to_pil().convert("L").histogram()
        document.close()
        shares.append(1 - sum(histogram[250:]) / sum(histogram))
    assert shares[1] < 0.75 * shares[0]
