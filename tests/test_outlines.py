"""The headings and lists that are found in texts as a practice writes them, and what only looks like one."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.intake.importing import import_text

TEXTS = Path(__file__).parent / "outlines"

# What becomes of each text, as the command prints it.

OUTLINES = {
    "uit-word-prijzen-en-citaat.txt": """\
        Voetreflex bij stress
          Rust vanuit je voeten
           1  Wat is voetreflex?            1 paragraph
           2  Hoe verloopt een behandeling  2 paragraphs
           3  Voor wie                      2 paragraphs
           4  Afzeggen                      3 paragraphs
           5  Wat anderen zeggen            4 paragraphs
           6  Bronnen:                      1 paragraph""",
    "prijs-citaat-en-bronnen-met-witregels.txt": """\
        Slapen met een druk hoofd
           1  Inleiding                             7 paragraphs
           2  Zeg tegen jezelf: “nu is het genoeg”  1 list with 2 lines
           3  Literatuur:                           1 paragraph""",
    "tarieven-puntjes.txt": """\
        Tarieven 2026
           1  Prijzen per behandeling       1 list with 4 lines
           2  Betalen                       1 paragraph
           3  Afzeggen                      1 paragraph""",
    "tarieven-spaties.txt": """\
        Tarieven
           1  Losse behandelingen           1 list with 3 lines
           2  Kaarten                       1 list with 2 lines
           3  Vergoeding                    1 paragraph""",
    "tarieven-los.txt": """\
        Tarieven en afspraken
           1  Massages                      1 list with 3 lines
           2  Wanneer kun je terecht?       1 list with 4 lines""",
    "openingstijden-dubbele-punt.txt": """\
        Praktijk De Proef
           1  Openingstijden                1 list with 4 lines
           2  In de vakantie                1 paragraph""",
    "adres.txt": """\
        Zo vind je de praktijk
           1  Adres                         4 paragraphs
           2  Met de bus                    1 paragraph
           3  Met de auto                   1 paragraph""",
    "adres-onderaan.txt": """\
        Rustig slapen
           1  Wat helpt?                    6 paragraphs""",
    "mail-met-citaat.txt": """\
        Mail met citaat
              (before the first heading)    2 paragraphs
           1  Slapen                        1 paragraph
           2  Eten                          9 paragraphs""",
    "mail-met-kopregels.txt": """\
        Na je massage
           1  Wat kun je merken?            1 paragraph
           2  Wat kun je doen?              2 paragraphs
              (not placed)                  4 lines""",
    "webpagina-menu.txt": """\
        Voetreflexmassage
           1  Wat is het?                   1 paragraph
           2  Voor wie?                     2 paragraphs
              (not placed)                  1 line""",
    "webpagina-menu-onder-elkaar.txt": """\
        Omgaan met stress
           1  Herken de signalen            1 paragraph
           2  Neem een pauze                1 paragraph
              (not placed)                  5 lines""",
    "webpagina-kruimelpad.txt": """\
        Massage als je zwanger bent
           1  Wanneer kan het?              1 paragraph
           2  Wanneer niet?                 1 paragraph
              (not placed)                  1 line""",
    "brief-72-kolommen.txt": """\
        Brief 72 kolommen
              (before the first heading)    9 paragraphs""",
    "afgebroken-twee-regels.txt": """\
        Slapen
           1  Wat zegt het onderzoek?       1 paragraph
           2  Wat kun je doen?              1 paragraph""",
    "afgebroken-hoofdletter.txt": """\
        Vitamine D
           1  Waar zit het in?              1 paragraph
           2  Hoeveel heb je nodig?         1 paragraph""",
    "hoofdletters.txt": """\
        EEN WARM VOETENBAD
           1  WAT HEB JE NODIG              1 list with 3 lines
           2  HOE DOE JE HET                1 paragraph
           3  LET OP                        1 paragraph""",
    "onderstreept.txt": """\
        Leren ademen
           1  Waarom                        1 paragraph
           2  Hoe                           1 list with 3 lines
           3  Hoe vaak                      1 paragraph""",
    "genummerd.txt": """\
        Leven met een burn-out
           1  Wat is er aan de hand?        1 paragraph
           2  Wat kun je zelf doen?         1 paragraph
           3  Wanneer bel je de huisarts?   1 paragraph""",
    "genummerd-twee-lagen.txt": """\
        Gezond eten
           1  1.1 Ontbijt                   1 paragraph
           2  1.2 Lunch                     1 paragraph
           3  1.3 Avondeten                 1 paragraph""",
    "vraag-en-antwoord.txt": """\
        Vragen over massage
           1  Mag ik eten voor een massage?  1 paragraph
           2  Moet ik mijn kleren uitdoen?   1 paragraph
           3  Doet het pijn?                 1 paragraph""",
    "recept.txt": """\
        Linzensoep
           1  Ingrediënten                  5 paragraphs
           2  Bereiding                     2 paragraphs
           3  Bewaren                       1 paragraph""",
    "recept-direct.txt": """\
        Gemberthee
           1  Wat heb je nodig?             3 paragraphs
           2  Zo maak je het                1 paragraph""",
    "oefeningen-tekens.txt": """\
        Oefeningen voor je nek
           1  Elke ochtend                  1 list with 3 lines
           2  Elke avond                    1 list with 3 lines
           3  Als je tijd hebt              1 list with 2 lines""",
    "oefeningen-romeins.txt": """\
        Ontspannen in drie stappen
           1  Voorbereiding                 1 paragraph
           2  De oefening                   1 list with 3 lines
           3  Daarna                        1 paragraph""",
    "gedicht.txt": """\
        Loslaten
           1  Een gedicht                   8 paragraphs
           2  Om over na te denken          1 paragraph""",
    "tabel-tabs.txt": """\
        Supplementen
           1  Schema                        1 table
           2  Toelichting                   1 paragraph""",
    "tabel-spaties.txt": """\
        Inname van je middelen
           1  Overzicht                     1 table
           2  Waarom zo?                    1 paragraph""",
    "tabel-rechts.txt": """\
        Zoveel eiwit zit erin
           1  Per portie                    1 list with 3 lines
           2  Per dag                       1 paragraph""",
    "klachten-afgebroken.txt": """\
        Overgang
           1  Klachten die je kunt merken   1 list with 3 lines
           2  Wat kun je eraan doen?        1 paragraph""",
    "kop-met-dubbele-punt.txt": """\
        Slaap: zo rust je uit
           1  Voor het slapengaan:          1 paragraph
           2  In de nacht:                  1 paragraph""",
    "aanloopkoppen.txt": """\
        Hoofdpijn
           1  Oorzaak                       1 paragraph
           2  Klachten                      1 paragraph
           3  Behandeling                   1 paragraph""",
    "aanloopkoppen-dubbele-punt.txt": """\
        Hooikoorts
           1  Wat is het?                   1 paragraph
           2  Wanneer?                      1 paragraph
           3  Wat doe je?                   1 paragraph""",
    "vet-midden-in-de-zin.txt": """\
        Magnesium
           1  Wat is het?                   1 paragraph
           2  Waar zit het in?              1 paragraph""",
    "datums.txt": """\
        Bijeenkomsten
           1  Data                          5 paragraphs
           2  Aanmelden                     1 paragraph""",
    "paginanummers.txt": """\
        Gezond ouder worden
           1  Bewegen                       2 paragraphs
           2  Eten                          2 paragraphs
           3  Slapen                        2 paragraphs""",
    "kopregels-van-de-pagina.txt": """\
        Leven met diabetes
          Praktijk De Proef
           1  Voeding                       2 paragraphs
           2  Beweging                      2 paragraphs
           3  Controle                      1 paragraph""",
    "voetnoten.txt": """\
        Groene thee
           1  Werkt het?                    1 paragraph
           2  Hoeveel kan geen kwaad?       3 paragraphs""",
    "contact-direct.txt": """\
        Ademles
           1  Wat is het?                   1 paragraph
           2  Contact                       3 paragraphs""",
    "uit-word-zonder-witregels.txt": """\
        Omgaan met pijn
           1  Wat is pijn?                  1 paragraph
           2  Wat houdt de pijn in stand?   1 paragraph
           3  Wat helpt?                    1 paragraph""",
    "koppen-op-in-en-om.txt": """\
        Je energie verdelen
           1  Zo deel je je dag in          1 paragraph
           2  Hoe ga je ermee om?           1 paragraph
           3  Waar let je op                1 paragraph""",
    "formulier.txt": """\
        Intake
           1  Jouw gegevens                 3 paragraphs
           2  Jouw vraag                    1 paragraph""",
    "english-prices.txt": """\
        Prices and times
           1  What it costs                 1 list with 2 lines
           2  When I work                   1 list with 3 lines
           3  Where to park                 1 paragraph""",
    "ondertekening.txt": """\
        Na de behandeling
           1  Rustig aan                    1 paragraph
           2  Spierpijn                     5 paragraphs""",
    "citaat-als-kop.txt": """\
        Verhalen van cliënten
           1  “Ik slaap weer”               1 paragraph
           2  “Mijn hoofd is leger”         1 paragraph""",
    "weekplan.txt": """\
        Opbouwen in vier weken
           1  Week 1: wandelen              1 paragraph
           2  Week 2: iets verder           1 paragraph
           3  Week 3 en 4                   1 paragraph""",
}


def outline_of(name: str) -> list[str]:
    """The outline without what follows on it: how many words, and which marks."""
    language = "en" if name.startswith("english") else "nl"
    lines = import_text((TEXTS / name).read_bytes(), source=name, language=language).outline.lines()
    return lines[: next(place for place, line in enumerate(lines) if re.match(r"\d+ words?, all", line))]


def test_every_text_has_its_outline() -> None:
    assert sorted(OUTLINES) == sorted(path.name for path in TEXTS.iterdir())


@pytest.mark.parametrize("name", sorted(OUTLINES))
def test_a_text_of_a_practice_gets_the_outline_that_its_writer_meant(name: str) -> None:
    assert outline_of(name) == dedent(OUTLINES[name]).splitlines()


def headings(text: str) -> list[str]:
    """The headings of the sections that a text becomes, under a title that it has."""
    made = import_text(f"Slapen\n\nInleiding\n\nTekst die in een zin doorloopt.\n\n{text}".encode(), source="a.txt")
    return [section.heading for section in made.outline.sections if section.heading not in {"", "Inleiding"}]


BODY = "\n\nDaarna volgt gewone tekst, die in een zin doorloopt.\n"


@pytest.mark.parametrize(
    "line",
    [
        "Consult .......... € 45,50", "Consult . . . . . € 45,50", "Consult …… 45,50", "Naam ______ datum",
        "Maandag 9.00 - 17.00 uur", "Ma t/m vr: 9-17 uur", "Zaterdag gesloten", "Dinsdag\t9.00 uur", "Zout     1,5 g",
        "Home | Over mij | Contact", "Home > Massage > Tarieven", "Rust · ruimte · regelmaat",
        "Pagina 2 van 4", "blz. 3", "- 7 -", "12", "3 maart 2026", "Zeedorp, 3 maart 2026", "Maandag 3 maart 2026",
        "hallo@praktijk.example", "www.praktijk.example", "Tel. 06 00 00 00 00", "Warme groet", "> Mag ik weer sporten",
        "Neem elke dag een glas water en een", "Je vindt me aan de rand van de",
    ],
)  # fmt: skip
def test_a_line_that_only_looks_like_a_heading_is_none(line: str) -> None:
    assert headings(line + BODY) == []


@pytest.mark.parametrize(
    "line",
    [
        "Tarieven", "Wat is het?", "Zo deel je je dag in", "Hoe ga je ermee om", "Waar let je op", "Zo doe je het",
        "Deel een", "Dag 1", "Week 2: wandelen", "Stap 3", "Tarieven 2026", "10 tips", "5 minuten rust", "Maandag",
        "Dinsdag en donderdag", "“Ik slaap weer”", "’s Avonds", "Eten & drinken", "Rust/ritme", "B12", "LET OP",
        "Zo kom je in 3 weken tot rust", "Do's en don'ts", "Vrij van pijn", "Ma en pa", "Massage (60 minuten)",
        "Pagina's uit mijn dagboek", "Home alone", "Contact",
    ],
)  # fmt: skip
def test_a_short_line_over_a_paragraph_is_a_heading(line: str) -> None:
    assert headings(line + BODY) == [line]


@pytest.mark.parametrize(
    ("rows", "items"),
    [
        ("Consult .... € 45\nMassage .... € 60\n", ["Consult € 45", "Massage € 60"]),
        ("Consult . . . 45,00\nMassage . . . 60,00\n", ["Consult 45,00", "Massage 60,00"]),
        ("Consult      45,00\nVoetmassage  60,00\n", ["Consult 45,00", "Voetmassage 60,00"]),
        ("Consult\t45,00\nVoetmassage\t\t60,00\n", ["Consult 45,00", "Voetmassage 60,00"]),
        ("Consult € 45,-\nMassage € 60,- per uur\n", ["Consult € 45,-", "Massage € 60,- per uur"]),
        ("Ma 9-12 uur\nDi gesloten\n", ["Ma 9-12 uur", "Di gesloten"]),
    ],
)
def test_rows_under_each_other_are_lines_of_one_list(rows: str, items: list[str]) -> None:
    yaml = import_text(f"Slapen\n\nDeel\n\n{rows}{BODY}".encode(), source="a.txt").yaml
    assert [line.strip().removeprefix("- ") for line in yaml.partition("items:\n")[2].splitlines()[:2]] == items


@pytest.mark.parametrize(
    ("table", "line"),
    [
        ("+------+-----+\n| Zout | 1 g |\n+------+-----+\n", 6),
        ("Zout\t1,5 g\tavond\nOlie\t2 dr.\tochtend\n", 5),
        ("Zout     1,5 g   avond\nOlie     2 dr.   ochtend\n", 5),
        ("Een\tTwee\tDrie\tVier\tVijf\tZes\n1\t2\t3\t4\t5\t6\n", 5),
    ],
)
def test_a_table_without_heads_or_too_wide_is_kept_at_the_end_and_named(table: str, line: int) -> None:
    made = import_text(f"Slapen\n\nInname\n\n{table}{BODY}".encode(), source="a.txt")
    assert [(problem.rule, problem.mark.line) for problem in made.problems] == [("import-not-placed", line)]
    assert [section.heading for section in made.outline.sections] == ["Inname"]


HEADS = ["Middel", "Dosis", "Wanneer"]


@pytest.mark.parametrize(
    ("rows", "head", "kept"),
    [
        ("Middel   Dosis   Wanneer\nZout     1,5 g   avond\n", HEADS, [["Zout", "1,5 g", "avond"]]),
        (
            "Middel   Dosis   Wanneer\n------   -----   -------\nZout     1,5 g   avond\n",
            HEADS,
            [["Zout", "1,5 g", "avond"]],
        ),
        ("Middel\tDosis\tWanneer\nZout\t\tavond\n", HEADS, [["Zout", "", "avond"]]),
        ("Zout  1 g  nu\n----------\nOlie  2 g  straks\n", ["Zout", "1 g", "nu"], [["Olie", "2 g", "straks"]]),
        ("| Zout | g |\n|------|-----|\n| Olie | 2 |\n", ["Zout", "g"], [["Olie", "2"]]),
        ("Dag\tUren\nma\t9-12\ndi\t10-12\n", ["Dag", "Uren"], [["ma", "9-12"], ["di", "10-12"]]),
        # An empty cell leaves the others under their heads.
        (
            "Middel   Dosis   Wanneer\nZout     1,5 g   avond\nOlie             ochtend\n",
            HEADS,
            [["Zout", "1,5 g", "avond"], ["Olie", "", "ochtend"]],
        ),
        # What lies under nothing is no row of it.
        (
            "Middel   Dosis   Wanneer\nZout     1,5 g   avond\nRust                            slaap\n",
            HEADS,
            [["Zout", "1,5 g", "avond"]],
        ),
    ],
)
def test_a_table_is_placed_by_what_lies_under_each_other(rows: str, head: list[str], kept: list[list[str]]) -> None:
    made = import_text(f"Slapen\n\nInname\n\n{rows}{BODY}".encode(), source="a.txt")
    table = made.draft.sections[0].table
    assert table
    assert (table.head, table.rows) == (head, kept)


@pytest.mark.parametrize(("words", "taken"), [("Over mij", 4), ("Mijn nieuwe boek", 4), ("Wat ik voor je doe", 0)])
def test_the_menu_of_a_web_page_is_lines_of_three_words_at_most(words: str, taken: int) -> None:
    made = import_text(f"Slapen\n\nHome\n{words}\nContact\nBlog\n{BODY}".encode(), source="a.txt")
    assert ("(menu)" in str([problem.message for problem in made.problems])) is (taken > 0)


@pytest.mark.parametrize(
    ("wrapped", "whole"),
    [
        ("Drink genoeg. Een\nglas per uur is goed.", "Drink genoeg. Een glas per uur is goed."),
        ("Sta op! Ga dan\nnaar buiten, ook als het regent.", "Sta op! Ga dan naar buiten, ook als het regent."),
        (
            "In de richtlijn van vorig jaar staat dat je tot week\n36 gewoon mag zwemmen.",
            "In de richtlijn van vorig jaar staat dat je tot week 36 gewoon mag zwemmen.",
        ),
        (
            "Bel de praktijk als het niet over is gegaan binnen\n10 dagen na de behandeling.",
            "Bel de praktijk als het niet over is gegaan binnen 10 dagen na de behandeling.",
        ),
    ],
)
def test_a_sentence_that_was_broken_by_hand_is_whole_again(wrapped: str, whole: str) -> None:
    made = import_text(f"Slapen\n\nDeel\nEen zin.\n\n{wrapped}\n".encode(), source="a.txt")
    assert [section.heading for section in made.outline.sections] == ["Deel"]
    assert whole in " ".join(made.yaml.split())


@pytest.mark.parametrize("heading", ["Stap 1. Ga zitten\n", "O.a. Pilates\n", "Pijn? Bel ons\n\n", "Deel 2: rust\n"])
def test_a_heading_over_a_line_in_small_letters_stays_one(heading: str) -> None:
    assert headings(
        f"{heading}neem een stoel, ga zitten en blijf daar een poosje, met je voeten plat op de grond.\n"
    ) == [heading.strip()]


@pytest.mark.parametrize(("name", "title"), [
    ("ijzertekort.txt", "IJzertekort"), ("Ijs.txt", "IJs"), ("ijzer-en_vitamine.txt", "IJzer en vitamine"),
    ("éénvoud.txt", "Éénvoud"), ("slapen.txt", "Slapen"), ("3-tips.txt", "3 tips"),
])  # fmt: skip
def test_the_name_of_a_file_becomes_a_title_with_its_capital(name: str, title: str) -> None:
    assert import_text(b"Dit is een zin. En nog een zin.\n\nEn nog een.\n", source=name).outline.title == title


WORDS = st.lists(
    st.sampled_from("rust slaap bad water thee olie ademen wandelen avond".split()), min_size=9, max_size=60
)


@given(st.lists(WORDS, min_size=2, max_size=5), st.integers(50, 100))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_paragraphs_come_out_whole_at_whatever_width_they_were_wrapped(paragraphs: list[list[str]], width: int) -> None:
    import textwrap

    sentences = [" ".join(words).capitalize() + "." for words in paragraphs]
    text = "\n\n".join(textwrap.fill(sentence, width) for sentence in sentences)
    made = import_text(f"Titel\n\nDeel\n\n{text}\n".encode(), source="a.txt")
    assert [(section.heading, section.paragraphs) for section in made.outline.sections] == [("Deel", len(sentences))]
