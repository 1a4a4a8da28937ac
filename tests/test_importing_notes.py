"""Notes that cite become the sources of what is imported; any other note stays where it was, and no word is lost."""

from __future__ import annotations

from typing import Any

import pytest
from yaml import safe_load

from handouts.intake.importing import as_module, import_text
from handouts.intake.importing.notes import cites
from word import docx, p
from word_cases import NOTE, REFERENCE

CITED = "De Boer, A. (2021). Mineralen. Utrecht: Voorbeeld."
SAID = "Ongeveer 25 gram."


def made(text: str, name: str = "tekst.md") -> dict[str, Any]:
    brochure: dict[str, Any] = safe_load(import_text(text.encode(), source=name).yaml)
    return brochure


@pytest.mark.parametrize(
    "note",
    [
        CITED,
        "Slaaplijn, https://www.slaaplijn.example/magnesium, bekeken in mei 2025.",
        "Jansen P. Voeding en bloed. Zwolle; 2019.",
        "Zie *Voeding en bloed* van Jansen.",
        "Voorbeeldraad, Richtlijn slaap, 2022.",
    ],
)
def test_a_title_an_address_or_a_year_is_cited(note: str) -> None:
    assert cites(note)


@pytest.mark.parametrize(
    "note", [SAID, "Sinds 2019 wordt dit niet meer vergoed.", "Behalve bij koorts.", "Ik bedoel “rust” in ruime zin."]
)
def test_what_says_more_about_something_cites_nothing(note: str) -> None:
    assert not cites(note)


@pytest.mark.parametrize("name", ["tekst.md", "tekst.txt"])
def test_numbered_notes_that_cite_become_sources_and_the_marks_stay(name: str) -> None:
    found = made(f"Titel\n\nNoten helpen.[1] Een handje.[2]\n\n[1] {CITED}\n\n[2] {SAID}\n", name)
    assert found["sources"] == [f"[1] {CITED}"]
    assert found["sections"][0]["text"] == f"Noten helpen.[1] Een handje.[2]\n\n[2] {SAID}\n"


@pytest.mark.parametrize("name", ["1", "boer"])
def test_a_note_of_markdown_that_cites_becomes_a_source(name: str) -> None:
    found = made(f"# Titel\n\nNoten helpen.[^{name}]\n\n[^{name}]: {CITED}\n[^x]: Nergens genoemd, 2021.\n")
    assert found["sources"] == [f"[{name}] {CITED}"]
    assert found["sections"][-1]["items"] == ["[^x]: Nergens genoemd, 2021."]


def test_a_note_of_markdown_may_be_nothing_but_an_address() -> None:
    found = made("# Titel\n\nNoten helpen.[^1] Echt waar.\n\n[^1]: https://noten.example/gids\n")
    assert found["sources"] == ["[1] https://noten.example/gids"]
    assert found["sections"][0]["text"] == "Noten helpen.[1] Echt waar."


def test_a_note_of_markdown_that_cites_nothing_stays_where_it_was() -> None:
    found = made(f"# Titel\n\nEen handje.[^1] En meer niet.\n\n[^1]: {SAID}\n")
    assert "sources" not in found
    assert found["sections"][-1]["text"] == f"Een handje.[1] En meer niet.\n\n[1] {SAID}\n"


def test_a_list_under_a_heading_of_its_own_stays_there() -> None:
    found = made(f"# Titel\n\nNoten helpen.[1] Echt waar.\n\n## Bronnen\n\n[1] {CITED}\n")
    assert "sources" not in found
    assert found["sections"][-1] == {"heading": "Bronnen", "text": f"[1] {CITED}"}


@pytest.mark.parametrize(("note", "sources"), [(CITED, [f"[1] {CITED}"]), (SAID, None)])
def test_a_footnote_of_word_becomes_a_source_of_a_brochure_and_of_a_module(
    note: str, sources: list[str] | None
) -> None:
    pytest.importorskip("mammoth")
    body = (p("Titel"), p("Noten helpen tegen honger.", REFERENCE, " Eet er elke dag een paar."))
    word = import_text(docx(*body, parts={"footnotes": NOTE.format(p(note))}), source="tekst.docx")
    assert safe_load(word.yaml).get("sources") == sources
    assert safe_load(as_module(word, source="tekst.docx").yaml).get("sources") == sources
    assert word.outline.sources == len(sources or ())
