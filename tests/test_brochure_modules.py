"""A module as a section of a brochure: what she wrote once prints whole, in the brochure's form, with its QR code."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pytest
import zxingcpp

from conftest import BROCHURE, REVIEW_DUE, SECOND_PART, Command, date_the_review
from handouts.files.folder import Folder
from handouts.files.layout import shipped_root
from handouts.produce.building import build
from handouts.produce.documents import BROCHURES
from handouts.produce.job import BuildOptions

MODULE = """\
title: Warme voeten
goal: "{{ Je | Uw }} voeten worden warm in {{ minuten }} minuten."
duration: "{{ minuten }} minuten"
materials: [een teil, "{{ product }}"]
steps:
  - "Zet {{ je | uw }} voeten erin."
  - Dep ze droog.
tips: [Leg een boek klaar.]
warnings:
  - {if: diabetes, text: Meet de warmte met een thermometer.}
  - Natte voeten glijden uit.
  - {if: pregnant, text: Neem lauw water.}
stop_if: [het gaat prikken]
diary_label: Voetenbad in het dagboek
image: {file: bad.png, alt: Een teil}
link: praktijk.example/voetenbad
params:
  minuten: {type: number, default: 20}
  product: {required: ja}
  vaak: {type: choice, choices: [dagelijks, wekelijks], default: wekelijks}
sources:
  - {text: Voet en Bad (2017), url: praktijk.example/bron}
  - Een bron uit 2015
reviewed: 2026-11-01
review_due: REVIEW_DUE
""".replace("REVIEW_DUE", REVIEW_DUE)
ONE_PART = BROCHURE.replace(SECOND_PART, "")
TAKEN_IN = """\
  - module: voetenbad
    params: {product: kristallen, minuten: 15}
"""
PRINTED = (
    "15 minuten", "een teil", "kristallen", "Dep ze droog.", "Leg een boek klaar.", "Natte voeten glijden uit.",
    "Meet de warmte met een thermometer.", "Neem lauw water.", "het gaat prikken", "praktijk.example/voetenbad",
    "Voet en Bad (2017)",
)  # fmt: skip
TODAY = date(2026, 11, 22)


class Code(NamedTuple):
    """A QR code that was read from a page: what it holds, and how wide it is in mm."""

    text: str
    width: float


@pytest.fixture
def clinic(practice: Path) -> Path:
    """A practice folder with a module that fills every field."""
    from PIL import Image

    for folder in ("modules", "images"):
        (practice / "content" / folder).mkdir()
    (practice / "content/modules/voetenbad.yaml").write_text(MODULE, encoding="utf-8")
    Image.new("RGB", (1200, 800), "#c04020").save(practice / "content/images/bad.png")
    return practice


def take_in(clinic: Path, sections: str, **others: str) -> None:
    """Puts sections behind the brochure's own, and other values in the place of its own."""
    text = ONE_PART.replace("call_to_action:", f"{sections}call_to_action:")
    for old, new in others.items():
        text = re.sub(rf"(?m)^{old}: .*$", new, text)
    (clinic / "content/brochures/proef.yaml").write_text(text, encoding="utf-8")


def paper(pdf: Path) -> str:
    document = pypdfium2.PdfDocument(pdf)
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return re.sub(r"\s+", " ", text.replace("\ufffe", "").replace("\u00ad", ""))


def brochure(clinic: Path, format_name: str = "a4") -> str:
    return paper(clinic / f"output/brochures/proef.{format_name}.pdf")


def codes(pdf: Path) -> list[Code]:
    """What a telephone reads from the pages."""
    document = pypdfium2.PdfDocument(pdf)
    found = []
    for page in document:
        for code in zxingcpp.read_barcodes(page.render(scale=3).to_pil()):
            place = code.position
            found.append(Code(code.text, (place.top_right.x - place.top_left.x) / 3 / 72 * 25.4))
    document.close()
    return found


@pytest.mark.parametrize("format_name", ["a4", "large-print"])
def test_a_module_prints_whole_as_a_section(handouts: Command, clinic: Path, format_name: str) -> None:
    take_in(clinic, TAKEN_IN)
    ran = handouts("build", "--format", format_name)
    assert (ran.code, ran.err) == (0, "")
    text = brochure(clinic, format_name)
    assert [said for said in PRINTED if said not in text] == []
    assert "2 Warme voeten Je voeten worden warm in 15 minuten." in text
    assert "1 Zet je voeten erin." in text
    assert "{{" not in text
    assert "dagboek" not in text


def test_what_is_to_be_watched_by_everyone_stands_before_what_is_for_some(handouts: Command, clinic: Path) -> None:
    take_in(clinic, TAKEN_IN)
    assert handouts("build").code == 0
    text = brochure(clinic)
    assert text.index("glijden") < text.index("thermometer") < text.index("lauw")


def test_a_heading_of_the_brochure_stands_over_the_module_instead_of_its_title(handouts: Command, clinic: Path) -> None:
    take_in(clinic, f"{TAKEN_IN}    heading: Een voetenbad thuis\n    icon: foot\n")
    ran = handouts("build")
    assert (ran.code, ran.err) == (0, "")
    assert "2 Een voetenbad thuis" in brochure(clinic)
    assert "Warme voeten" not in brochure(clinic)


@pytest.mark.parametrize(
    ("form", "said", "unsaid"),
    [
        ("je", ["zet je voeten", "wat heb je nodig"], r"\buw?\b"),
        ("u", ["zet uw voeten", "wat hebt u nodig"], r"\bje\b"),
    ],
)
def test_modules_and_fixed_words_follow_the_form_of_the_brochure(
    handouts: Command, clinic: Path, form: str, said: list[str], unsaid: str
) -> None:
    calls = 'when_to_call:\n  calls: [{who: "112", when: Pijn op de borst.}]\n'
    take_in(clinic, TAKEN_IN + calls, title=f"title: Proefblad\nform: {form}")
    assert handouts("build").code == 0
    text = brochure(clinic).casefold()
    assert [each for each in [*said, "wanneer bel"] if each not in text] == []
    assert not re.search(unsaid, text)


def test_braces_in_the_own_text_of_a_brochure_print_as_typed(handouts: Command, clinic: Path) -> None:
    take_in(clinic, f"{TAKEN_IN}  - text: Vul {{{{ minuten }}}} in, {{{{ je | u }}}} weet wel.\n")
    assert handouts("build").code == 0
    assert "Vul {{ minuten }} in, {{ je | u }} weet wel." in brochure(clinic)


def test_a_module_may_come_twice_with_other_parameters_and_its_sources_once(handouts: Command, clinic: Path) -> None:
    take_in(clinic, TAKEN_IN + TAKEN_IN.replace("15", "25"))
    ran = handouts("build")
    assert (ran.code, ran.err) == (0, "")
    text = brochure(clinic)
    assert "in 15 minuten" in text
    assert "in 25 minuten" in text
    assert text.count("Voet en Bad (2017)") == 1
    # The brochure names this one too.
    assert text.count("Een bron uit 2015") == 1


def test_one_text_with_two_addresses_or_two_texts_with_one_is_one_source(handouts: Command, clinic: Path) -> None:
    own = "sources:\n  - {text: Dezelfde bladzijde, url: https://praktijk.example/bron}\nclaims_accepted: []\n"
    text = ONE_PART.partition("sources:")[0].replace("call_to_action:", f"{TAKEN_IN}call_to_action:")
    (clinic / "content/brochures/proef.yaml").write_text(text + own, encoding="utf-8")
    ran = handouts("build")
    assert (ran.code, ran.err) == (0, "")
    assert "Dezelfde bladzijde" in brochure(clinic)
    assert "Voet en Bad" not in brochure(clinic)


def test_the_sources_of_a_module_are_those_of_the_brochure(handouts: Command, clinic: Path) -> None:
    text = ONE_PART.partition("sources:")[0].replace("call_to_action:", f"{TAKEN_IN}call_to_action:")
    (clinic / "content/brochures/proef.yaml").write_text(text, encoding="utf-8")
    ran = handouts("build")
    assert (ran.code, ran.err) == (0, "")
    assert "Bronnen" in brochure(clinic)


@pytest.mark.parametrize("where", ["section", "module"])
def test_a_module_can_be_left_out_of_a_format_by_either(handouts: Command, clinic: Path, where: str) -> None:
    take_in(clinic, f"{TAKEN_IN}    heading: Een voetenbad\n" + ("    only: [a4]\n" if where == "section" else ""))
    if where == "module":
        (clinic / "content/modules/voetenbad.yaml").write_text(f"{MODULE}only: [a4]\n", encoding="utf-8")
    ran = handouts("build", "--format", "a4", "--format", "large-print")
    assert (ran.code, ran.err) == (0, "")
    assert "Voet en Bad (2017)" in brochure(clinic)
    assert "voetenbad" in brochure(clinic)
    large = brochure(clinic, "large-print")
    assert not re.search("voetenbad|Voet en Bad", large, re.IGNORECASE)


@pytest.mark.parametrize(("pair", "name"), [("rust", "a4"), ("helder", "large-print"), ("klassiek", "a4")])
def test_every_shipped_module_can_be_a_section_in_every_typeface(
    handouts: Command, clinic: Path, pair: str, name: str
) -> None:
    shipped = shipped_root() / "content"
    for kind in ("modules", "images"):
        shutil.copytree(shipped / kind, clinic / "content" / kind, dirs_exist_ok=True)
    date_the_review(clinic / "content/modules")
    names = sorted(
        path.stem for path in (shipped / "modules").glob("*.yaml") if "language: nl" in path.read_text("utf-8")
    )
    assert len(names) > 10
    path = clinic / "content/practice.yaml"
    path.write_text(f"{path.read_text(encoding='utf-8')}brand: {{typefaces: {pair}}}\n", encoding="utf-8")
    take_in(clinic, "".join(f"  - module: {each}\n" for each in names))
    ran = handouts("build", "--format", name)
    assert (ran.code, ran.err) == (0, "")


def test_a_module_of_a_goal_alone_is_a_section_too(handouts: Command, clinic: Path) -> None:
    (clinic / "content/modules/rust.yaml").write_text("title: Rust\ngoal: Even niets.\n", encoding="utf-8")
    take_in(clinic, "  - module: rust\n")
    ran = handouts("build")
    assert (ran.code, ran.err) == (0, "")
    assert "2 Rust Even niets." in brochure(clinic)
    for heading in ("Wat heb je nodig?", "Zo doe je het", "Tips", "Let op", "Stop als", "Lees meer"):
        assert heading not in brochure(clinic)


WRONG = {
    "a module that is none": ("  - module: voetenbat\n", "14:13", "no-module", "did you mean “voetenbad”?"),
    "a file elsewhere": ("  - module: ../practice\n", "14:13", "no-module", "there are: voetenbad"),
    "a parameter that is not declared": (
        "  - module: voetenbad\n    params: {product: x, minuut: 3}\n", "15:34", "unknown-parameter", "“minuten”",
    ),
    "a parameter that is left out": ("  - module: voetenbad\n", "14:13", "missing-parameter", "product"),
    "a parameter of another type": (
        "  - module: voetenbad\n    params: {product: x, minuten: lang}\n", "15:35", "not-a-number", "such as 20",
    ),
    "a choice that is none": (
        "  - module: voetenbad\n    params:\n      product: x\n      vaak: soms\n", "17:13", "not-a-choice",
        "dagelijks, wekelijks",
    ),
    "text beside a module": ("  - module: voetenbad\n    text: Meer.\n", "15:5", "beside-module", "put text in"),
    "points above a module": ("  - points:\n      - Meer\n    module: voetenbad\n", "14:5", "beside-module", "points"),
    "an image beside a module": (
        "  - module: voetenbad\n    image: {file: bad.png, alt: x}\n", "15:5", "beside-module", "put image in",
    ),
    "a subject beside a module": ("  - module: voetenbad\n    subject: skin\n", "15:5", "beside-module", "subject"),
    "parameters without a module": ("  - heading: Los\n    params: {a: b}\n", "15:5", "beside-module", "add module:"),
    "a misspelt key": ("  - module: voetenbad\n    param: {a: b}\n", "15:5", "unknown-key", "did you mean “params”?"),
    "a form that is none": ("form: formeel\n", "14:7", "not-a-choice", "je (jij), u"),
}  # fmt: skip


@pytest.mark.parametrize(("sections", "place", "rule", "hint"), WRONG.values(), ids=WRONG.keys())
def test_a_mistake_is_said_at_its_line_of_the_brochure(
    handouts: Command, clinic: Path, sections: str, place: str, rule: str, hint: str
) -> None:
    take_in(clinic, sections)
    ran = handouts("build")
    assert ran.code == 1
    assert f"content/brochures/proef.yaml:{place}: error: " in ran.err
    assert f"[{rule}]" in ran.err
    assert hint in ran.err
    assert not list(clinic.glob("output/**/*.pdf"))


def test_mistakes_in_several_modules_are_said_at_once_and_a_mistake_in_one_only_once(
    handouts: Command, clinic: Path
) -> None:
    (clinic / "content/modules/rust.yaml").write_text("title: Rust\ngoal: Van {{ duur }}.\n", encoding="utf-8")
    take_in(clinic, "  - module: rust\n  - module: rust\n  - module: voetenbat\n")
    ran = handouts("build")
    assert ran.err.count("content/modules/rust.yaml:2:7: error: “{{ duur }}” is not declared") == 1
    assert "content/brochures/proef.yaml:16:13: error: there is no module “voetenbat”" in ran.err


def test_a_module_in_another_language_is_pointed_out(handouts: Command, clinic: Path) -> None:
    path = clinic / "content/modules/voetenbad.yaml"
    path.write_text(f"{MODULE}language: en\n", encoding="utf-8")
    take_in(clinic, TAKEN_IN)
    ran = handouts("build")
    assert ran.code == 0
    assert (
        "proef.yaml:14:13: warning: voetenbad is in English, and this brochure is in Dutch [other-language]" in ran.err
    )


def test_a_value_that_cannot_be_printed_is_said_at_the_line_of_the_module(handouts: Command, clinic: Path) -> None:
    path = clinic / "content/modules/voetenbad.yaml"
    path.write_text(MODULE.replace("Dep ze droog", "Dep ze droog 漢"), encoding="utf-8")
    take_in(clinic, TAKEN_IN)
    ran = handouts("build")
    assert ran.code == 1
    assert "content/modules/voetenbad.yaml:7:18: error: " in ran.err


def test_a_template_that_leaves_out_a_value_of_a_module_is_caught(handouts: Command, clinic: Path) -> None:
    parts = (shipped_root() / "templates/sections.html").read_text(encoding="utf-8")
    line = "{{ headed(labels.stop_if, module.stop_if) }}\n"
    assert line in parts
    (clinic / "templates").mkdir()
    (clinic / "templates/sections.html").write_text(parts.replace(line, ""), encoding="utf-8")
    take_in(clinic, TAKEN_IN)
    ran = handouts("build")
    assert ran.code == 1
    assert "content/modules/voetenbad.yaml:13:11: error: “het gaat prikken” is not printed" in ran.err


def statuses(clinic: Path, today: date = TODAY) -> list[str]:
    return [result.status for result in build(Folder(clinic), [], BuildOptions(kinds=(BROCHURES,)), today=today)]


def test_a_change_of_a_module_makes_the_brochure_again(clinic: Path) -> None:
    take_in(clinic, TAKEN_IN)
    assert [statuses(clinic), statuses(clinic)] == [["made"], ["kept"]]
    path = clinic / "content/modules/voetenbad.yaml"
    path.write_text(MODULE.replace("Dep ze droog", "Dep ze rustig droog"), encoding="utf-8")
    assert [statuses(clinic), statuses(clinic)] == [["made"], ["kept"]]
    assert "rustig droog" in brochure(clinic)
    path.unlink()
    assert statuses(clinic) == ["failed"]


def test_the_review_date_of_a_module_counts(clinic: Path) -> None:
    path = clinic / "content/modules/voetenbad.yaml"
    path.write_text(MODULE.replace(REVIEW_DUE, "2026-12-01"), encoding="utf-8")
    take_in(clinic, TAKEN_IN + TAKEN_IN)
    assert statuses(clinic) == ["made"]
    assert statuses(clinic, date(2026, 12, 1)) == ["kept"]
    late = next(build(Folder(clinic), [], BuildOptions(kinds=(BROCHURES,)), today=date(2026, 12, 2)))
    assert late.status == "made"
    assert [(each.rule, str(each.mark)) for each in late.problems] == [
        ("review-due", "content/modules/voetenbad.yaml:25:13")
    ]


@pytest.mark.parametrize("format_name", ["a4", "large-print"])
def test_the_link_of_a_module_can_be_scanned_from_a_brochure(handouts: Command, clinic: Path, format_name: str) -> None:
    take_in(clinic, TAKEN_IN)
    assert handouts("build", "--format", format_name).code == 0
    (code,) = codes(clinic / f"output/brochures/proef.{format_name}.pdf")
    assert code.text == "https://praktijk.example/voetenbad"
    assert code.width >= 20


def a_sheet(clinic: Path) -> Path:
    """A consult with the module; where its sheet comes out."""
    for name, text in {
        "sheets/plan": "title: Plan\nmodules: [{use: voetenbad, params: {product: kristallen}}]\n",
        "clients/2026-014": "ref: 2026-014\nclient: {first_name: Sam}\ndate: 2026-11-20\nsheet: plan\nnote: Tot dan.\n",
    }.items():
        path = clinic / f"content/{name}.yaml"
        path.parent.mkdir()
        path.write_text(text, encoding="utf-8")
    return clinic / "output/sheets/2026-014.pdf"


@pytest.mark.parametrize("large", [False, True])
def test_the_link_and_the_website_can_be_scanned_from_a_sheet(handouts: Command, clinic: Path, large: bool) -> None:
    pdf = a_sheet(clinic)
    if large:
        path = clinic / "content/clients/2026-014.yaml"
        path.write_text(path.read_text(encoding="utf-8").replace("Sam", "Sam, large_print: ja"), encoding="utf-8")
    assert handouts("sheet", "2026-014").code == 0
    found = codes(pdf)
    assert [code.text for code in found] == ["https://praktijk.example/voetenbad", "https://praktijk.example"]
    assert min(code.width for code in found) >= 20


def test_a_practice_without_a_website_has_no_code_for_it(handouts: Command, clinic: Path) -> None:
    pdf = a_sheet(clinic)
    path = clinic / "content/practice.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("website: praktijk.example\n", ""), encoding="utf-8")
    assert handouts("sheet", "2026-014").code == 0
    assert [code.text for code in codes(pdf)] == ["https://praktijk.example/voetenbad"]


def test_a_sheet_says_its_reference_and_when_the_newest_of_its_texts_was_looked_through(
    handouts: Command, clinic: Path
) -> None:
    pdf = a_sheet(clinic)
    (clinic / "content/modules/rust.yaml").write_text(
        "title: Rust\ngoal: Even niets.\nreviewed: 2027-02-03\n", encoding="utf-8"
    )
    recipe = clinic / "content/sheets/plan.yaml"
    assert handouts("sheet", "2026-014").code == 0
    assert "Teksten nagekeken in november 2026 Kenmerk 2026-014" in paper(pdf)
    recipe.write_text(recipe.read_text(encoding="utf-8").replace("[{use", "[rust, {use"), encoding="utf-8")
    assert handouts("sheet", "2026-014").code == 0
    assert "Teksten nagekeken in februari 2027 Kenmerk 2026-014" in paper(pdf)
    recipe.write_text("title: Plan\n", encoding="utf-8")
    assert handouts("sheet", "2026-014").code == 0
    assert "Kenmerk 2026-014" in paper(pdf)
    assert "nagekeken" not in paper(pdf)


def test_the_example_sheet_keeps_to_two_pages_and_its_diary(handouts: Command, tmp_path: Path) -> None:
    output = tmp_path / "uit"
    ran = handouts("sheet", "2026-014", "--output", str(output), "--json", folder=shipped_root())
    assert ran.code == 0
    (result,) = json.loads(ran.out)["documents"]
    assert result["pages"] == 3
