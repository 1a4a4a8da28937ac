"""Each how-to page is followed to the letter in a scratch copy of the house, so that it cannot go stale."""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = ROOT / "docs/how-to"
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_PATH = re.compile(r"`((?:[\w.-]+/)+[\w.-]+\.\w+)`")


class House:
    """A copy of what the program is made of."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name in ("src/handouts", "templates", "styles", "content/labels", "tools", "docs"):
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))

    def run(self, *arguments: str, folder: Path | None = None) -> str:
        """What Python says to stdout when it runs this copy; nothing may be said to stderr."""
        ran = subprocess.run(
            [sys.executable, "-B", *arguments],
            cwd=folder or self.root, env={**os.environ, "PYTHONPATH": str(self.root / "src")},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert (ran.returncode, ran.stderr) == (0, ""), ran.stderr
        return ran.stdout

    def do(self, command: str, *arguments: str) -> None:
        """A line of a shell block."""
        if command == "python":
            self.run(*arguments)
            return
        source, target = (self.root / each for each in arguments)
        (shutil.copytree if source.is_dir() else shutil.copyfile)(source, target)

    def follow(self, page: str) -> list[str]:
        """Does what a page says; the files that were changed or made, each as the text before its block names it."""
        text = (PAGES / page).read_text(encoding="utf-8")
        touched: list[str] = []
        for block in _BLOCK.finditer(text):
            kind, body = block.groups()
            if kind == "sh":
                for line in body.splitlines():
                    self.do(*line.split())
                continue
            path = _PATH.findall(text[: block.start()])[-1]
            place = self.root / path
            place.parent.mkdir(parents=True, exist_ok=True)
            if kind == "diff":
                place.write_text(changed(place.read_text(encoding="utf-8"), body), encoding="utf-8")
            else:
                place.write_text(body, encoding="utf-8")
            touched.append(path)
        return list(dict.fromkeys(touched))


def changed(text: str, diff: str) -> str:
    """The text with a change, whose lines must stand in it once."""
    lines = diff.splitlines(keepends=True)
    before = "".join(line[1:] for line in lines if line[0] in " -")
    assert text.count(before) == 1, f"this is no longer in the file:\n{before}"
    return text.replace(before, "".join(line[1:] for line in lines if line[0] in " +"))


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path / "huis")


def opened(pdf: Path) -> tuple[list[tuple[float, float]], str]:
    """The size of each page in mm, and all that is printed."""
    with pypdfium2.PdfDocument(pdf) as document:
        sizes = [(round(page.get_width() / 72 * 25.4), round(page.get_height() / 72 * 25.4)) for page in document]
        return sizes, " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


def test_every_page_is_followed_here() -> None:
    source = Path(__file__).read_text(encoding="utf-8")
    pages = sorted(path.name for path in PAGES.glob("*.md"))
    assert len(pages) > 3
    assert [page for page in pages if f'house.follow("{page}")' not in source] == []


def test_a_page_that_has_gone_stale_is_found() -> None:
    assert changed("a\nb\nc\n", " a\n-b\n+d\n") == "a\nd\nc\n"
    with pytest.raises(AssertionError, match="no longer in the file"):
        changed("a\nx\nc\n", " a\n-b\n+d\n")


def test_a_format_is_a_line_and_a_stylesheet(house: House, practice: Path) -> None:
    touched = house.follow("add-a-format.md")
    assert touched == ["src/handouts/content/model/formats.py", "styles/flyer.css"]
    house.run("-m", "handouts", "build", "proef", "--format", "flyer", "--for", "screen", folder=practice)
    sizes, text = opened(practice / "output/brochures/proef.flyer.screen.pdf")
    assert sizes == [(105, 148)]
    assert "Dit is om te onthouden." in text
    assert "`flyer`" in (house.root / "docs/fields.md").read_text(encoding="utf-8")


def test_a_footer_is_changed_in_one_file(house: House, practice: Path) -> None:
    touched = house.follow("change-the-footer.md")
    assert touched == ["templates/layout.html", "styles/own.css"]
    house.run("-m", "handouts", "build", "proef", folder=practice)
    text = opened(practice / "output/brochures/proef.a4.pdf")[1]
    assert "Praktijk Proef, 06 00 00 00 12" in text


def test_a_language_is_added_by_files_alone_on_paper_too(house: House, clinic: Path) -> None:
    touched = house.follow("add-a-language.md")
    assert touched == ["content/labels/fy.yaml", "src/handouts/languages/fy/messages.po"]
    practice = clinic / "content/practice.yaml"
    more = "language: fy\ntagline: {en: Rest, fy: Rêst}\n"
    practice.write_text(f"{practice.read_text(encoding='utf-8')}{more}", encoding="utf-8")
    house.run("-m", "handouts", "build", folder=clinic)
    brochure = opened(clinic / "output/brochures/proef.a4.pdf")[1]
    assert [each for each in ("Boarnen", "novimber 2026", "Rêst") if each not in brochure] == []
    assert "20 novimber 2026" in opened(clinic / "output/sheets/2026-014.pdf")[1]


def test_a_look_is_a_folder_of_hers(house: House, practice: Path) -> None:
    touched = house.follow("add-a-look.md")
    assert touched == ["styles/looks/heide/look.yaml", "styles/looks/heide/look.css"]
    shutil.copytree(house.root / "styles/looks/heide", practice / "styles/looks/heide")
    shutil.rmtree(house.root / "styles/looks/heide")
    with (practice / "content/practice.yaml").open("a", encoding="utf-8") as file:
        file.write("brand: {look: heide}\n")
    house.run("-m", "handouts", "build", "proef", folder=practice)
    with pypdfium2.PdfDocument(practice / "output/brochures/proef.a4.pdf") as document:
        text = next(each for each in document[0].get_objects([pypdfium2.raw.FPDF_PAGEOBJ_TEXT]))
        red, green, blue = (ctypes.c_uint() for _ in range(3))
        pypdfium2.raw.FPDFPageObj_GetFillColor(text, red, green, blue, ctypes.c_uint())
    assert (red.value, green.value, blue.value) in {(0x5A, 0x3D, 0x7A), (0xA1, 0x47, 0x2F)}


def test_a_field_is_described_and_then_asked_for_and_printed(house: House, clinic: Path) -> None:
    touched = house.follow("add-a-field-to-the-consult.md")
    assert [Path(name).name for name in touched] == [
        "sheet.py", "fields.yaml", "fields.yaml", "sheet.html", "consult.py",
    ]  # fmt: skip
    asking = (
        "import sys; from datetime import date; from pathlib import Path\n"
        "from handouts.files.folder import Folder; from handouts.intake.interview import ask_consult\n"
        "class Asker:\n"
        "    def ask(self, question, default):\n"
        "        answers = {'Waar het om gaat': 'Rust in je hoofd.', 'Voornaam': 'Sam'}\n"
        "        return answers.get(question.split(' (')[0], default)\n"
        "    def say(self, text, tone='plain'): pass\n"
        "print(ask_consult(Folder(Path(sys.argv[1])), Asker(), today=date(2026, 11, 22)))"
    )
    ref = house.run("-c", asking, str(clinic)).strip()
    house.run("-m", "handouts", "sheet", ref, folder=clinic)
    assert "Rust in je hoofd." in opened(clinic / f"output/sheets/{ref}.pdf")[1]
    assert "| `aim` | Waar het om gaat |" in (house.root / "docs/fields.md").read_text(encoding="utf-8")


def test_a_check_rule_is_a_module_where_it_is_asked_and_what_it_means(house: House, practice: Path) -> None:
    touched = house.follow("add-a-check-rule.md")
    names = [Path(name).name for name in touched]
    assert names == ["capitals.py", "advising.py", "problems.md", "messages.po"]
    content = practice / "content/brochures/proef.yaml"
    content.write_text(content.read_text(encoding="utf-8").replace("title: Proefblad", "title: PROEFBLAD", 1))
    advice = (
        "import sys; from datetime import date; from pathlib import Path\n"
        "from handouts.produce.documents import BROCHURES; from handouts.files.folder import Folder\n"
        "reader = Folder(Path(sys.argv[1])).open_reader()\n"
        "for each in BROCHURES.advise(BROCHURES.load(reader, 'proef'), date(2026, 11, 28)):\n"
        "    print(each, each.for_json('nl')['message'])"
    )
    said = house.run("-c", advice, str(practice))
    assert "proef.yaml:1:8: warning: “PROEFBLAD” is written in capitals [capitals]" in said
    assert "“PROEFBLAD” staat in hoofdletters" in said
