"""A text becomes a module: each part goes into the field that its heading names, and what has no field is kept."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.content.reading import read_yaml
from handouts.intake.importing import Imported, as_module, import_text
from handouts.problems import ContentError

NECK = """Nek losmaken

Je nek wordt soepeler.

Nodig:
- een stoel
- een handdoek

Zo doe je het
1. Ga rechtop zitten.
2. Leg je oor naar je schouder.

Duur
5 minuten per dag

Let op
- Ga niet door de pijn heen.

Stop als
- je duizelig wordt

Mijn verhaal
Ik deed dit zelf.
"""


def as_neck(text: str, source: str = "nek.txt", language: str = "nl") -> Imported:
    imported = import_text(text.encode(), source=source, language=language)
    return as_module(imported, source=source, language=language)


def fields(text: str, source: str = "nek.txt", language: str = "nl") -> dict[str, Any]:
    read: Any = read_yaml(as_neck(text, source, language).yaml.encode(), "nek.yaml").value
    return dict(read)


def test_each_part_of_a_text_goes_into_the_field_that_its_heading_names() -> None:
    assert fields(NECK) == {
        "title": "Nek losmaken",
        "language": "nl",
        "goal": "Je nek wordt soepeler.",
        "duration": "5 minuten per dag",
        "materials": ["een stoel", "een handdoek"],
        "steps": ["Ga rechtop zitten.", "Leg je oor naar je schouder."],
        "warnings": ["Ga niet door de pijn heen."],
        "stop_if": ["je duizelig wordt"],
    }


def test_what_has_no_field_waits_in_the_file_and_is_reported() -> None:
    made = as_neck(NECK)
    assert made.yaml.endswith("# Mijn verhaal\n# Ik deed dit zelf.\n")
    assert [problem.message for problem in made.problems] == [
        "a module has no field for this: “Mijn verhaal / Ik deed dit zelf.”",
        "left out, because a module prints its own headings: “Nodig:”, “Zo doe je het”, “Duur”, “Let op”, “Stop als”",
    ]


@pytest.mark.parametrize(("heading", "language", "field"), [
    ("Benodigdheden", "nl", "materials"),
    ("Wat heb je nodig?", "nl", "materials"),
    ("Zo doet u het", "nl", "steps"),
    ("Extra tips", "nl", "tips"),
    ("Wanneer bel je?", "nl", "call_if"),
    ("What you need", "en", "materials"),
    ("Step by step", "en", "steps"),
    ("When to stop", "en", "stop_if"),
    ("**Further reading**", "en", "sources"),
])  # fmt: skip
def test_a_heading_is_known_as_people_write_it(heading: str, language: str, field: str) -> None:
    text = f"# Rust\n\nRust is goed voor iedereen, en elke dag.\n\n## {heading}\n\n- een\n- twee\n"
    assert fields(text, "rust.md", language)[field] == ["een", "twee"]


def test_a_text_that_does_not_say_what_it_is_for_is_refused() -> None:
    with pytest.raises(ContentError) as refused:
        as_neck("# Rust\n\n## Tips\n\n- Ga zitten.\n- Sta op.\n", "rust.md")
    assert refused.value.problems[0].rule == "import-too-little"


HEADINGS = st.sampled_from(["Nodig", "Tips", "Stappen", "Let op", "Duur", "Over mij", "Bronnen", "Wat ik zag", "Doel"])
BODIES = st.sampled_from([
    "Een regel met woorden.", "- thee\n- een dag\n- rust", "1. zit\n2. sta\n3. loop", "Nodig:\n\n- een mat\n- thee",
    "| dag | thee |\n|---|---|\n| ma | 2 |", "- **Thee** zet je zelf.\n\n  Neem er twee.\n- Rust.", "Twee.\n\nRegels.",
])  # fmt: skip


@given(st.lists(st.tuples(HEADINGS, BODIES), max_size=6))
def test_no_word_of_any_text_is_lost(parts: list[tuple[str, str]]) -> None:
    text = "# Titel\n\nHier is het goed voor, elke dag weer.\n\n"
    made = as_neck(text + "\n\n".join(f"## {heading}\n\n{body}" for heading, body in parts), "rust.md")
    words = " ".join(each for _, body in parts for each in body.replace("|", " ").replace("*", " ").split())
    for word in {word for word in words.split() if word.strip("-.").isalpha()}:
        assert word in made.yaml


@pytest.mark.parametrize(
    "against",
    [
        "Wat je beter niet doet\n- zwaar sporten\n- sauna\n  - ook geen infrarood\n- alcohol\n",
        "Doe dit niet:\n1. Naar bed met een kruik\n2. Een bloedverdunner overslaan\n",
        "Rusten\nDoe dit niet:\n1. Naar bed met een kruik\n",
        "Wat je niet doet\nNaar de sauna gaan.\n",
        "What you should not do\n- sauna\n",
    ],
)
def test_what_is_not_to_be_done_is_never_a_step_or_the_goal(against: str) -> None:
    made = fields(f"Na je massage\n\nZo herstel je rustig.\n\n{against}")
    assert made["goal"] == "Zo herstel je rustig."
    assert "steps" not in made
    assert "tips" not in made


@pytest.mark.parametrize("head", ["Niet gebruiken als:", "Contra-indicaties", "Niet geschikt bij"])
def test_what_says_for_whom_it_is_not_stays_with_each_line_of_its_list(head: str) -> None:
    begins = "Voetbad\n\nJe voeten worden warm.\n\nStappen\n1. Vul een teil.\n\n"
    text = f"{begins}{head}\n- open wonden\n- koorts\n\nLet op\n- Niet te heet.\n"
    made = fields(text)
    assert made["steps"] == ["Vul een teil."]
    before = head if head.endswith(":") else f"{head}:"
    assert made["warnings"] == [f"{before} open wonden", f"{before} koorts", "Niet te heet."]
