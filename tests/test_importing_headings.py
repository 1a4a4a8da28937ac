"""An import finds the headings and lists of people who type them by hand, in Word and in plain text."""

from __future__ import annotations

import pytest
from yaml import safe_load

from handouts.intake.importing import import_text
from word import docx, p, t, table

pytest.importorskip("mammoth")


def outline(*body: str) -> list[str]:
    """The heading of each section of what a Word document becomes, with the titles of its points."""
    made = safe_load(import_text(docx(*body), source="tekst.docx").yaml)
    return [
        " / ".join([section.get("heading", "-"), *(point["title"] for point in section.get("points", []))])
        for section in made["sections"]
    ]


def typed(text: str) -> list[dict[str, object]]:
    """The sections of what a plain text becomes."""
    sections: list[dict[str, object]] = safe_load(import_text(text.encode(), source="tekst.txt").yaml)["sections"]
    return sections


def bold(text: str, more: str = "") -> str:
    return p(t(text, b=True), t(more))


TABLE = table(("Dag", "Tijd"), ("ma", "tien uur"))
TITLE, TEXT = bold("Titel"), p("Een hele zin die iets zegt.")


def test_a_bold_line_over_a_table_is_a_heading() -> None:
    assert outline(TITLE, TEXT, bold("Schema"), TABLE) == ["Schema"]


def test_a_bold_line_over_paragraphs_with_bold_beginnings_is_a_heading_over_these() -> None:
    meals = (bold("Ochtend:", " yoghurt met wat noten"), bold("Avond:", " soep met wat brood"))
    days = outline(TITLE, TEXT, bold("Maandag"), *meals, bold("Dinsdag"), *meals)
    assert days == ["Maandag / Ochtend / Avond", "Dinsdag / Ochtend / Avond"]


def test_a_numbered_beginning_in_bold_loses_no_word() -> None:
    weeks = (bold("Week 1.", " Loop tien minuten."), bold("Week 2.", " Loop een kwartier."))
    assert outline(TITLE, TEXT, bold("Opbouw"), *weeks) == ["Opbouw / Week 1. / Week 2."]


@pytest.mark.parametrize("label", ["Datum: 12 mei 2026", "Versie 2", "Auteur: M. de Vries"])
def test_what_a_text_is_makes_no_subtitle_and_no_heading(label: str) -> None:
    made = safe_load(import_text(docx(TITLE, p(label), bold("Kop"), TEXT), source="tekst.docx").yaml)
    assert "subtitle" not in made
    assert [section.get("heading") for section in made["sections"]] == [None, "Kop"]
    assert made["sections"][0]["text"] == label


def test_a_single_line_in_italics_is_no_heading() -> None:
    assert outline(TITLE, p(t("Praktijk De Linde", i=True)), TEXT, bold("Kop"), TEXT) == ["-", "Kop"]


@pytest.mark.parametrize("marks", [("a.", "b."), ("A)", "B)"), ("I.", "II.")])
def test_lines_that_count_with_letters_are_a_list(marks: tuple[str, str]) -> None:
    lines = [f"{mark} {text}" for mark, text in zip(marks, ["Adem in", "Adem uit"], strict=True)]
    assert typed("Titel\n\nZo doe je het\n\n" + "\n".join(lines))[0]["items"] == lines
    made = safe_load(import_text(docx(TITLE, TEXT, *map(p, lines)), source="tekst.docx").yaml)
    assert made["sections"][-1]["items"] == lines


def test_one_letter_with_a_full_stop_is_part_of_a_name() -> None:
    assert "items" not in typed("Titel\n\nEen zin.\n\nA. Jansen\nC. de Boer\n")[0]


def test_short_lines_with_a_colon_are_headings_where_one_is_over_a_text() -> None:
    text = "Soep\n\nIngrediënten:\n1 ui\n2 tenen look\n\nBereiding:\nBak de ui. Voeg water toe.\n"
    assert [section["heading"] for section in typed(text)] == ["Ingrediënten:", "Bereiding:"]


def test_lines_with_a_colon_that_all_lead_in_lists_stay_with_these() -> None:
    text = "Eten\n\nEen zin.\n\nKies voor:\n- rijst\n- banaan\n\nVermijd:\n- koffie\n- friet\n"
    assert [section.get("lead_in") for section in typed(text)] == ["Kies voor:", "Vermijd:"]


def test_the_lines_of_a_cell_stay_apart_without_their_dashes() -> None:
    cell = "".join(map(p, ["- adem in", "- laat los"]))
    rows = (("Wat", "Hoe"), ("Nek", cell), ("Rug", p("Zit recht.") + p("Kijk vooruit")))
    made = safe_load(import_text(docx(TITLE, TEXT, table(*rows)), source="tekst.docx").yaml)
    assert made["sections"][-1]["table"]["rows"] == [
        ["Nek", "adem in · laat los"],
        ["Rug", "Zit recht. Kijk vooruit"],
    ]


def test_questions_that_say_so_are_headings_over_their_answers() -> None:
    text = "Massage\n\nV: Doet het pijn?\nA: Nee, je zegt hoe stevig.\n\nV: Mag het altijd?\nA: Niet bij koorts.\n"
    assert [section["heading"] for section in typed(text)] == ["V: Doet het pijn?", "V: Mag het altijd?"]


def test_a_place_with_its_postcode_is_no_heading() -> None:
    lines = ("Praktijk De Wilg", "Dorpsstraat 4", "1234 AB Voorbeeld", "Een hele zin die iets zegt.")
    assert outline(*map(p, lines), bold("Kop"), TEXT) == ["-", "Kop"]


@pytest.mark.parametrize(
    ("first", "rest"),
    [
        ("Bel de huisarts niet", "alleen overdag maar ook in de avond."),
        ("Dit mag niet", "zonder overleg met je arts."),
        ("Belangrijk: stop nooit zelf", "met je medicijnen."),
        ("Onthoud: jij hoeft niet", "alles alleen te doen"),
        ("Loop elke dag een rondje", "door de wijk of het park."),
    ],
)
def test_a_line_that_goes_on_in_lower_case_is_no_heading(first: str, rest: str) -> None:
    sections = typed(f"Rust in huis\n\nRust is nodig. Je leest hier hoe je die neemt.\n\n{first}\n{rest}\n")
    assert [section.get("heading") for section in sections] == [None]
    assert f"{first} {rest}" in str(sections[0]["text"]).strip().split("\n\n")


@pytest.mark.parametrize("items", [["een stoel", "een mat"], ["een stoel"]])
def test_a_named_part_over_lines_in_lower_case_stays_a_heading(items: list[str]) -> None:
    lines = "\n".join(items)
    assert typed(f"Titel\n\nDit is een zin. Dit ook.\n\nBenodigdheden\n{lines}\n")[-1]["heading"] == "Benodigdheden"


def test_what_helps_does_not_go_on_under_what_not_to_do() -> None:
    warned = "NIET DOEN\n- zwaar sporten\n- in de sauna\n\nOefening voor thuis:\n1) Ga liggen.\n2) Adem uit.\n"
    sections = typed(f"Na je massage\n\nFijn dat je er was. Tot ziens.\n\nWEL DOEN\n- wandelen\n- rusten\n\n{warned}")
    assert [section.get("heading") for section in sections] == [None, "WEL DOEN", "NIET DOEN", "Oefening voor thuis:"]
    assert sections[-1]["items"] == ["Ga liggen.", "Adem uit."]


def test_what_not_to_do_does_not_go_on_under_what_helps() -> None:
    helps, warned = map(p, ("✓ Sta op", "✓ Adem uit")), map(p, ("✗ Hard duwen", "✗ Kraken"))
    body = (TITLE, TEXT, bold("Dit helpt"), *helps, bold("Niet doen:"), *warned, bold("Let op!"), TEXT)
    made = safe_load(import_text(docx(*body), source="tekst.docx").yaml)["sections"]
    assert [section.get("heading") for section in made] == ["Dit helpt", "Niet doen:", "Let op!"]
    assert made[1]["items"] == ["✗ Hard duwen", "✗ Kraken"]


def test_a_step_that_is_named_in_bold_is_a_line_of_a_list() -> None:
    steps = (bold("Stap 1:", " Zet een flesje water neer."), bold("Stap 2:", " Rol je voet er twee minuten overheen."))
    made = safe_load(import_text(docx(TITLE, TEXT, bold("Oefening"), *steps), source="tekst.docx").yaml)["sections"]
    assert made[0]["items"] == [
        "**Stap 1:** Zet een flesje water neer.",
        "**Stap 2:** Rol je voet er twee minuten overheen.",
    ]


def test_a_line_in_italics_under_the_title_and_a_caption_in_italics_are_no_headings() -> None:
    slanted = [p(t(text, i=True)) for text in ("Voor tussen twee massages", "Afbeelding 1. Laat je schouder zakken")]
    made = safe_load(import_text(docx(TITLE, slanted[0], TEXT, TEXT, slanted[1], TEXT), source="tekst.docx").yaml)
    assert "Voor tussen twee massages" in made["subtitle"]
    assert not any("heading" in section for section in made["sections"])


@pytest.mark.parametrize(
    "line", ["Niet gebruiken als:", "Liever niet:", "Niet geschikt bij:", "Dit kun je beter laten:"]
)
def test_what_warns_begins_a_section_of_its_own(line: str) -> None:
    text = f"Titel\n\nEen zin. Nog een.\n\nDit helpt\n- rust\n- water\n\n{line}\n- koorts\n- wijn\n"
    assert [section.get("heading") for section in typed(text)] == [None, "Dit helpt", line]
