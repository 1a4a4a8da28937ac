"""What is left of the made-up practice is named in each of her files, and what is hers is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import PRACTICE, Command
from handouts.checks import example
from handouts.checks.traces import EVERYBODYS, OWN, SHARED, name_of, scalars, traces
from handouts.content.reading import read_yaml
from handouts.content.starters import STARTERS, example_practices, starter_files
from handouts.files.folder import Folder
from handouts.files.layout import shipped_root

DUTCH, ENGLISH = (data.decode() for data in example_practices())
ROOT = Path(__file__).resolve().parent.parent


def left(root: Path) -> list[str]:
    """What is said of a folder, as `place: message`."""
    problems = list(example.check_folder(Folder(root)))
    assert all((problem.severity, problem.rule) == ("warning", "example-practice") for problem in problems)
    return [f"{problem.mark}: {problem.message}" for problem in problems]


def left_in(practice: Path, file: str, text: str) -> list[str]:
    """What is said of one file, without its name."""
    path = practice / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return [line.removeprefix(f"{file}:").replace(": this is still the example's", ":") for line in left(practice)]


def test_each_value_of_the_example_in_the_practice_is_named_at_its_place(practice: Path) -> None:
    text = DUTCH.replace("role:\n    nl: masseur en leefstijlcoach", "role:\n    nl: masseur")
    text = text.replace("phone: 06 00 00 00 00", "phone: 06 00 00 00 12")
    assert left_in(practice, "content/practice.yaml", text) == [
        "6:7: “Praktijk Lindezee”: practice",
        "11:9: “Hanna Lindezee”: name",
        "17:11: “Voorbeeldpad 12”: address",
        "18:13: “0000 XX”: address",
        "19:9: “Zeedorp”: town",
        "21:8: “hallo@lindezee.example”: address",
        "22:10: “lindezee.example”: address",
        "32:8: “00000000”: number",
        "33:21: “00-000000”: number",
        "34:17: “00-000001”: number",
        "36:13: “Beroepsvereniging Voorbeeld”: association",
        "37:15: “000-00”: number",
        "41:12: “Klachtenbureau Voorbeeld”: complaints officer",
        "42:18: “Voorbeeldcommissie”: disputes body",
        "43:8: “lindezee.example/klachten”: address",
        "47:3: “maandag–donderdag, 9–17 uur Monday to Thursday, 9–17 hour…”: opening hours",
        "52:7: “Vijf minuten lopen vanaf het station. Parkeren kan voor d…”: way to get there",
        "53:7: “Five minutes on foot from the station. You can park in fr…”: way to get there",
        "55:14: “lindezee.example/privacy”: address",
        "60:5: “Deze praktijk werkt met producten van Zechsal en verkoopt…”: disclosure",
        "63:5: “This practice works with products from Zechsal and also s…”: disclosure",
    ]


def test_of_a_practice_that_is_the_example_still_one_thing_is_said(practice: Path) -> None:
    for text, place in ((DUTCH, "6:7"), (ENGLISH, "4:7")):
        assert left_in(practice, "content/practice.yaml", text.replace("look: botanic", "look: clinic")) == [
            f"{place}: this is still the example's practice".replace(": this is still the example's", ":")
        ]


HELD = {
    "content/brochures/proef.yaml": (
        "title: T\nauthor: HANNA  LINDEZEE\nsections: []\n",
        "2:9: “HANNA LINDEZEE”: name",
    ),
    "content/modules/rust.yaml": (
        "title: Rust\ngoal: |\n  Bij ons in praktijk-\n  Lindezee neem je rust.\n",
        "3:14: “praktijk- Lindezee”: practice",
    ),
    "content/sheets/plan.yaml": (
        "title: Plan\nclosing: Mail naar Hallo@Lindezee.Example als het tegenvalt.\n",
        "2:20: “Hallo@Lindezee.Example”: address",
    ),
    "content/clients/2026-001.yaml": (
        'ref: 2026-001\nnote: "Tot ziens \\u2013 mevrouw Lindezee"\n',
        "2:33: “Lindezee”: name",
    ),
    "content/labels/nl.yaml": (
        "sources: 'Bronnen van\n  Praktijk Lindezee'\n",
        "2:3: “Praktijk Lindezee”: practice",
    ),
    "content/practice.yaml": (
        f"{PRACTICE}disclosure: >\n  Eerlijk: deze praktijk\n  werkt met producten van Zechsal en verkoopt ze ook.\n",
        "7:12: “deze praktijk werkt met producten van Zechsal en verkoopt…”: disclosure",
    ),
    "templates/brochure.html": ("<p>\n<b>Hanna Lindezee</b>\n", "2:4: “Hanna Lindezee”: name"),
}


@pytest.mark.parametrize("file", HELD)
def test_what_is_left_is_found_in_every_kind_of_file(practice: Path, file: str) -> None:
    text, expected = HELD[file]
    assert left_in(practice, file, text) == [expected]


def test_text_that_is_written_in_escapes_is_found_at_its_beginning(practice: Path) -> None:
    text = 'title: T # Praktijk Lindezee\nauthor: "Hanna\\u0020Lindezee"\nurl: https://www.lindezee.example/a-b/c.\n'
    assert left_in(practice, "content/brochures/proef.yaml", text) == [
        "2:9: “Hanna Lindezee”: name",
        "3:6: “https://www.lindezee.example/a-b/c”: address",
    ]


SPELLED = {
    "06-00000000": "telephone number",
    "+31 6 00 00 00 00": "telephone number",
    "0031 (0)6 0000 0000": "telephone number",
    "(06) 00.00.00.00": "telephone number",
    "KvK 0000 0000.": "number",
    "AGB-code 00 000001": "number",
    "voorbeeldpad  12, Zeedorp": "address",
    "0000xx": "address",
    "PRAKTIJKLINDEZEE": "practice",
    "robin\nexample": "name",
    "zie www.harbourlane.example": "address",
    "Ik werk met producten van Zechsal en ik verkoop ze ook": "disclosure",
}


@pytest.mark.parametrize("text", SPELLED)
def test_spacing_capitals_and_signs_do_not_hide_it(text: str) -> None:
    found = traces().pattern.search(f"Zo staat het er: {text}, en meer.")
    assert found is not None
    assert traces().kind(found) == SPELLED[text]


INNOCENT = (
    "Massage, voeding en herstel bij burn-out.",
    "Een wandeling door een zeedorp, langs de lindezeedijk.",
    "Harbour Lane 5, two minutes on foot from the harbour.",
    "Wij werken met producten van Zechsal. Wij verkopen ze niet.",
    "Vijf minuten lopen vanaf het station.",
    "06 00 00 00 12 of 06 00 00 00 01",
    "NL00 BANK 0000 0000 00",
    "geboren op 00-00-0000",
    "100000000 euro, 0000 00000",
    "een voorbeeld, example.example, mijnlindezee.nl/x, hello@other.example",
    "Praktijk aan de Lindelaan",
)


@pytest.mark.parametrize("text", INNOCENT)
def test_what_anybody_may_write_is_left_alone(text: str) -> None:
    assert traces().pattern.search(text) is None


def test_what_many_practices_have_counts_only_where_the_example_has_it(practice: Path) -> None:
    shared = "opening_hours: [op afspraak]\naddress: {street: Zeedorp 3, city: Zee dorp}\ntagline: massage, rest\n"
    assert left_in(practice, "content/practice.yaml", PRACTICE + shared) == ["7:36: “Zee dorp”: town"]
    assert left_in(practice, "content/practice.yaml", PRACTICE.replace("Praktijk Proef", "Zeedorp")) == []


def test_all_that_the_package_starts_with_is_known_and_the_rest_of_it_is_innocent() -> None:
    for data in example_practices():
        names = {name_of(keys) for keys, _ in scalars(read_yaml(data, "practice.yaml").value)}
        assert names <= OWN.keys() | SHARED.keys() | EVERYBODYS
    found = {}
    for language in STARTERS:
        for name, data in starter_files(language):
            if name.endswith(".yaml") and name != "content/practice.yaml":
                found[name] = [each[0].split(",")[0] for each in traces().pattern.finditer(data.decode())]
    assert len(found) > 20
    assert {name: texts for name, texts in found.items() if texts} == {
        "content/brochures/magnesium.yaml": ["Hanna Lindezee", "lindezee.example/magnesium"],
        "content/brochures/after-your-massage.yaml": ["Hanna Lindezee"],
    }


def test_texts_of_others_are_left_alone() -> None:
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in (ROOT / "tests/texts").iterdir()]
    texts += [(ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("guide.md", "printing.md", "problems.md")]
    assert len(texts) > 5
    kinds = {traces().kind(found) for text in texts for found in traces().pattern.finditer(text)}
    assert kinds <= {"telephone number"}, "06 00 00 00 00 is the number of the example"


def test_the_repository_is_the_example_and_a_file_that_cannot_be_read_is_for_others_to_name(practice: Path) -> None:
    assert left(shipped_root()) == []
    (practice / "content/brochures/kapot.yaml").write_bytes(b"author: Hanna Lindezee\ntitle: 'x\n")
    (practice / "content/brochures/oud.yaml").write_bytes("author: Hanna Lindezee \xe9".encode("latin-1"))
    assert [line for line in left(practice) if "brochures" in line] == []


def test_a_build_names_it_in_what_it_reads_and_check_also_in_what_nothing_uses(handouts: Command, clinic: Path) -> None:
    unused, used = clinic / "content/modules/los.yaml", clinic / "content/modules/voetenbad.yaml"
    unused.write_text("title: Los\ngoal: Bel Hanna Lindezee.\n", encoding="utf-8")
    used.write_text(used.read_text(encoding="utf-8").replace("Droog goed af", "Vraag Hanna Lindezee"), encoding="utf-8")
    made = handouts("build")
    assert made.code == 0
    assert "content/modules/voetenbad.yaml:8:11: warning: “Hanna Lindezee”" in made.err
    assert "los.yaml" not in made.err
    assert "content/modules/los.yaml:2:11: warning: “Hanna Lindezee”" in handouts("check").err
    assert "los.yaml" not in handouts("check", "proef").err


def test_a_copy_that_is_not_read_is_not_looked_through(practice: Path) -> None:
    for name, found in (("proef.yaml", 1), ("proef (1).yaml", 0)):
        path = practice / "content/brochures" / name
        path.write_text("author: Hanna Lindezee\n", encoding="utf-8")
        said = [problem for problem in example.check_folder(Folder(practice)) if problem.mark.file.endswith(name)]
        assert len(said) == found
