"""Her own text becomes a brochure: every word arrives, in order, and the file reads as if she had written it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.content.loading import load_brochure
from handouts.content.reading import read_yaml
from handouts.files.folder import Folder
from handouts.intake.importing import Imported, import_text
from handouts.problems import ContentError

TEXTS = Path(__file__).parent / "texts"
NAMES = sorted(path.name for path in TEXTS.iterdir())


def imported(name: str) -> Imported:
    return import_text((TEXTS / name).read_bytes(), source=name, language="en" if name.endswith(".md") else "nl")


def made_of(text: str, source: str = "tekst.txt") -> str:
    """The sections of the YAML that a text becomes, without its remarks."""
    made = import_text(text.encode(), source=source).yaml
    lines = [line for line in made.splitlines() if not line.lstrip().startswith("#")]
    return "\n".join(lines).partition("sections:\n")[2].strip("\n")


def in_print(value: Any) -> Iterator[str]:
    """The texts of a YAML file in the order in which it stands, which is that of the page."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for each in value:
            yield from in_print(each)
    else:
        for key, each in value.items():
            if key not in {"language", "numbered", "kind"}:
                yield from in_print(each)


def words_of(text: str) -> list[str]:
    """What anyone would call the words of a text: no marks, no numbers of lists, no asterisks."""
    return re.findall(r"[^\W\d_]{2,}", text)


def arrived(made: Imported) -> list[str]:
    """The words of her own text that are in the YAML: all but a title that she did not write."""
    words = words_of(" ".join(in_print(read_yaml(made.yaml.encode(), "a.yaml").value)))
    hers = all(problem.rule != "import-no-title" for problem in made.problems)
    return words if hers else words[len(words_of(made.outline.title)) :]


# What becomes of each text, as the command prints it.

OUTLINES = {
    "alleen-een-lijst.txt": """\
        Alleen een lijst
              (before the first heading)    1 list with 5 lines
        6 words, all there and in order.
        Left out, because the brochure draws its own marks: - 5×""",
    "better-sleep.md": """\
        Sleeping well again
          *What you can do yourself, starting tonight*
           1  Why sleep slips away          3 paragraphs
           2  An evening that helps         4 paragraphs, 7 points (guessed: what to do), 2 lists with 5 lines
           3  What to eat                   1 paragraph, 1 table
           4  Ask for help                  1 paragraph, 3 points
              (not placed)                  3 lines
        256 words, all there and in order.
        Left out, because the brochure draws its own marks: - 10×, ## 4×, 1. 3×, ### 2×, * 2×, ** 2×, # 1×""",
    "brief-zonder-koppen.txt": """\
        Brief zonder koppen
              (before the first heading)    4 paragraphs
        48 words, all there and in order.""",
    "burn-out-uit-word.txt": """\
        Burn-out: hoe je weer op krachten komt
          Een wegwijzer voor de eerste weken
           1  Wat gebeurt er in je lichaam?  2 paragraphs
           2  Wat helpt in de eerste weken?  2 paragraphs, 3 points (guessed: what to do), 1 list with 3 lines
           3  Wanneer bel je je huisarts?    2 paragraphs
        215 words, all there and in order.
        Left out, because the brochure draws its own marks: o 3×, • 3×""",
    "genummerd-voetenbad.txt": """\
        Een voetenbad met magnesium
           1  Waarom een voetenbad?         1 paragraph
           2  Wat heb je nodig?             1 list with 3 lines
           3  Zo doe je het                 1 paragraph, 1 list with 3 lines
           4  Wanneer beter niet?           1 paragraph
        103 words, all there and in order.
        Left out, because the brochure draws its own marks: 1. 4×, * 3×, 1) 3×""",
    "lastige-waarden.txt": """\
        NO: wat dat betekent
          Waarden die YAML anders leest
              (before the first heading)    5 paragraphs
           1  geen kop maar 1               16 paragraphs
        62 words, all there and in order.
        Left out, because the brochure draws its own marks: # 1×""",
    "magnesium.txt": """\
        Magnesium: rust en kracht voor je lichaam
          Een stille kracht in je voeding, je spieren en je zenuwen
           1  Wat is magnesium?             3 paragraphs
           2  De kracht van magnesium       2 paragraphs, 5 points (guessed: experiences)
           3  Waarom doet het zo veel?      6 paragraphs, 6 points
           4  Wat merk je van een tekort?   10 paragraphs, 9 points (guessed: signs)
           5  Voorkomen en aanvullen        3 paragraphs, 4 points (guessed: what to do), 2 lists with 9 lines
           6  Persoonlijk advies            4 paragraphs, 1 list with 3 lines
        869 words, all there and in order.
        Left out, because the brochure draws its own marks: ✔ 24×, • 9×""",
    "mail-over-massage.txt": """\
        Na je massage
              (before the first heading)    1 paragraph
           1  WAT JE KUNT MERKEN            1 paragraph
           2  WAT JE ZELF KUNT DOEN         2 paragraphs, 1 list with 3 lines
           3  TOT DE VOLGENDE KEER          4 paragraphs
        216 words, all there and in order.
        Left out, because the brochure draws its own marks: - 3×""",
    "twee-lagen-zonder-tekens.txt": """\
        Eten dat je energie geeft
           1  GOED BEGINNEN                 2 paragraphs, 2 points
           2  DE MIDDAG DOORKOMEN           2 paragraphs, 2 points, 1 list with 3 lines
           3  CONTACT                       1 paragraph
        73 words, all there and in order.""",
    "twee-lijsten.txt": """\
        Spierpijn na het sporten
           1  Wat je kunt doen              2 paragraphs, 2 points, 2 lists with 4 lines
        59 words, all there and in order.
        Left out, because the brochure draws its own marks: • 4×, - 2×""",
    "uit-een-pdf.txt": """\
        Gezond ouder worden
          Brochure 3
           1  Bewegen                       2 paragraphs
           2  Eten                          2 paragraphs
        63 words, all there and in order.""",
    "vet-als-kop.txt": """\
        Ademen
           1  Waarom ademen helpt           1 paragraph
           2  Zo begin je                   1 paragraph, 1 list with 3 lines
        51 words, all there and in order.
        Left out, because the brochure draws its own marks: * 6×, - 3×""",
    "website-voetreflex.txt": """\
        Voetreflexmassage
           1  Wat is het?                   1 paragraph
           2  Voor wie is het?              3 points
           3  Hoe gaat het?                 1 paragraph
           4  Wanneer kan het?              1 paragraph, 1 list with 3 lines
        95 words, all there and in order.
        Left out, because the brochure draws its own marks: 🌿 4×, 👉 3×, 🦶 1×""",
}


@pytest.mark.parametrize("name", NAMES)
def test_the_outline_tells_what_became_of_a_text(name: str) -> None:
    assert "\n".join(imported(name).outline.lines()) == dedent(OUTLINES[name])


def test_the_counts_of_an_outline_are_sentences_that_can_be_translated() -> None:
    outline = import_text(b"# Titel\n\nEen zin.\n\nNog een.\n\n## Kop\n\n- a\n- b\n", source="a.md").outline
    _, *sections, last, _ = outline.lines()
    assert [getattr(line, "values", {}).get("counts") for line in sections] == ["2 paragraphs", "1 list with 2 lines"]
    counts = [*(getattr(line, "values", {})["counts"] for line in sections), getattr(last, "values", {})["words"]]
    assert [each.msgid for each in counts] == ["{count} paragraph", "{lists} with {items}", "{count} word"]


@pytest.mark.parametrize("name", [name for name in NAMES if name.endswith(".txt")])
def test_every_word_of_a_text_arrives_in_its_place(name: str) -> None:
    assert arrived(imported(name)) == words_of((TEXTS / name).read_text("utf-8"))


def test_what_moves_to_the_end_because_it_has_no_place_loses_no_word_either() -> None:
    words = arrived(imported("better-sleep.md"))
    assert Counter(words) == Counter([*words_of((TEXTS / "better-sleep.md").read_text("utf-8")), "Not", "placed"])
    assert " ".join(words).endswith(
        "Mail me at hello practice example Not placed title Better sleep tags sleep rest quiet bedroom bedroom jpg"
    )


@pytest.mark.parametrize("name", NAMES)
def test_an_import_loads_from_the_practice_folder_without_a_single_problem(name: str, practice: Path) -> None:
    (practice / "content/brochures/nieuw.yaml").write_text(imported(name).yaml, encoding="utf-8")
    loaded = load_brochure(Folder(practice).open_reader(), "nieuw")
    assert loaded.problems == ()
    assert loaded.value.title == imported(name).outline.title


def test_the_file_reads_as_if_she_had_written_it() -> None:
    text = """\
        Een voetenbad
        Warme voeten, een rustig hoofd

        Waarom zou je?
        Een warm voetenbad ontspant. Je voeten worden warm, je hoofd wordt rustig, en je valt daarna in slaap.

        Zo doe je het
        ✔ Zet alles klaar
        Je hebt nodig:
        • een teil
        • kristallen: 150 gram
        ✔ Neem de tijd
        ✔ Droog je voeten af

        Slaap lekker.
        """
    assert import_text(dedent(text).encode(), source="bad.txt").yaml == dedent("""\
        # Ingelezen uit bad.txt, woord voor woord.
        # Wat achter een # staat, wordt niet gedrukt. Haal de # weg bij wat je wilt gebruiken, en vul het in.

        title: Een voetenbad
        subtitle: Warme voeten, een rustig hoofd
        # main_message:  # wat je lezer onthoudt, ook als die verder niets leest
        language: nl
        # formats: [a4, large-print]
        # author:  # wie de tekst schreef; anders staat jouw naam er
        # version:  # 1
        # reviewed:  # jjjj-mm-dd, wanneer je de tekst voor het laatst nakeek
        # review_due:  # jjjj-mm-dd, wanneer je hem opnieuw nakijkt

        sections:
          - heading: Waarom zou je?
            text: |
              Een warm voetenbad ontspant. Je voeten worden warm, je hoofd wordt rustig, en je valt
              daarna in slaap.

          - heading: Zo doe je het
            kind: do  # geraden; andere soorten: sign, experience, dont. Zonder deze regel een gewone stip
            points:
              - title: Zet alles klaar
                lead_in: "Je hebt nodig:"
                items:
                  - een teil
                  - "kristallen: 150 gram"
              - Neem de tijd
              - Droog je voeten af

          # gaat verder onder dezelfde kop
          - text: Slaap lekker.

        # call_to_action:
        #   heading:  # waar je je lezer toe uitnodigt; je gegevens komen eronder
        # sources:
        #   -  # auteur, jaar, titel
        """)


# How people mark a heading, a list, a point.

SHAPES = {
    "a heading without marks, its text right under it": (
        "Titel\n\nWat is het?\nHet is water.\n\nWat doet het?\nHet ontspant.\n",
        """\
  - heading: Wat is het?
    text: Het is water.

  - heading: Wat doet het?
    text: Het ontspant.""",
    ),
    "headings in capitals over headings without marks": (
        "Titel\n\nETEN\n\nOntbijt\n\nEet rustig.\n\nLunch\n\nEet meer.\n\nSLAPEN\n\nSlaap lang.\n",
        """\
  - heading: ETEN
    points:
      - title: Ontbijt
        text: Eet rustig.
      - title: Lunch
        text: Eet meer.

  - heading: SLAPEN
    text: Slaap lang.""",
    ),
    "underlined headings": (
        "Titel\n=====\n\nDeel een\n--------\nTekst.\n\nDeel twee\n---------\n\nMeer tekst.\n",
        """\
  - heading: Deel een
    text: Tekst.

  - heading: Deel twee
    text: Meer tekst.""",
    ),
    "numbered headings lose the number that the brochure prints": (
        "Titel\n\n1. Wat is het?\nEen zout.\n\n2. Wat doet het?\nHet lost op.\n",
        """\
  - heading: Wat is het?
    text: Een zout.

  - heading: Wat doet het?
    text: Het lost op.""",
    ),
    "numbers that the brochure would not print stay": (
        "# Titel\n\n## 3. Wat is het?\n\nEen zout.\n\n## 4. Wat doet het?\n\nHet lost op.\n",
        """\
  - heading: 3. Wat is het?
    text: Een zout.

  - heading: 4. Wat doet het?
    text: Het lost op.""",
    ),
    "a list of steps keeps its numbering": (
        "Titel\n\nStappen\nDoe dit:\n1. Ga zitten.\n2. Adem uit.\n",
        """\
  - heading: Stappen
    lead_in: "Doe dit:"
    numbered: ja
    items:
      - Ga zitten.
      - Adem uit.""",
    ),
    "a list that goes on counting keeps its numbers as text": (
        "Titel\n\nStappen\n4. Ga zitten.\n5. Adem uit.\n",
        """\
  - heading: Stappen
    items:
      - 4. Ga zitten.
      - 5. Adem uit.""",
    ),
    "ticks with text after a blank line": (
        "Titel\n\nDeel\n\n✓ Rust\n\nSlaap.\n\nEn dut.\n\n✓ Water\n\nDrink.\n\nEn thee.\n\nSlot van het deel.\n",
        """\
  - heading: Deel
    points:
      - title: Rust
        text: |
          Slaap.

          En dut.
      - title: Water
        text: |
          Drink.

          En thee.

  - text: Slot van het deel.""",
    ),
    "text between two lists belongs to neither": (
        "Titel\n\nDeel\n✔ een\n✔ twee\n✔ drie\n\nTussentekst.\n\n✔ vier\n✔ vijf\n",
        """\
  - heading: Deel
    points:
      - een
      - twee
      - drie

  - text: Tussentekst.
    points:
      - vier
      - vijf""",
    ),
    "a point with a list and a closing line": (
        "Titel\n\nDeel\n☑ Eten\n  Kies voor:\n  - noten\n  - zaden\n  Eet rustig.\n☑ Slapen\n",
        """\
  - heading: Deel
    points:
      - title: Eten
        lead_in: "Kies voor:"
        items:
          - noten
          - zaden
        note: Eet rustig.
      - Slapen""",
    ),
    "a second list under a point goes on as a section": (
        "Titel\n\nDeel\n✔ Eten\nKies voor:\n- noten\nLaat staan:\n- suiker\n✔ Slapen\n",
        """\
  - heading: Deel
    points:
      - title: Eten
        lead_in: "Kies voor:"
        items:
          - noten

  - lead_in: "Laat staan:"
    items:
      - suiker

  - points:
      - Slapen""",
    ),
    "two lists under one heading, each with its line before it": (
        "Titel\n\nDeel\nNeem:\n- noten\n\nLaat:\n- suiker\n",
        """\
  - heading: Deel
    lead_in: "Neem:"
    items:
      - noten

  - lead_in: "Laat:"
    items:
      - suiker""",
    ),
    "steps right after a list": (
        "Titel\n\nDeel\n- noten\n\n1. Ga zitten.\n2. Adem uit.\n",
        """\
  - heading: Deel
    items:
      - noten

  - numbered: ja
    items:
      - Ga zitten.
      - Adem uit.""",
    ),
    "steps with a short text under each, under a heading": (
        "Titel\n\nInleiding\nTekst.\n\nDeel\nDoe dit:\n1. Zitten\nOp een stoel.\n2. Ademen\nUit en in.\n",
        """\
  - heading: Inleiding
    text: Tekst.

  - heading: Deel
    lead_in: "Doe dit:"
    numbered: ja
    items:
      - |
        Zitten

        Op een stoel.
      - |
        Ademen

        Uit en in.""",
    ),
    "text under a line of an inner list": (
        "Titel\n\nDeel\n✔ Eten\n  - noten\n    Een handje.\n  - zaden\n  Eet rustig.\n  - en brood\n✔ Slapen\n",
        """\
  - heading: Deel
    points:
      - title: Eten
        items:
          - |
            noten

            Een handje.
          - zaden
        note: Eet rustig.

  - items:
      - en brood
    points:
      - Slapen""",
    ),
    "smaller headings in Markdown are points": (
        "# Titel\n\n## Deel\n\nTekst.\n\n### Rust\n\nSlaap lang.\n\n### Water\n\n- kraan\n- thee\n\nGenoeg.\n",
        """\
  - heading: Deel
    text: Tekst.
    points:
      - title: Rust
        text: Slaap lang.
      - title: Water
        items:
          - kraan
          - thee
        note: Genoeg.""",
    ),
    "smaller headings with ticks under them are sections": (
        "# Titel\n\n## Deel\n\n### Rust\n\n✔ Slaap\nLang.\n\n### Water ###\n\nDrink.\n",
        """\
  - heading: Deel

  - heading: Rust
    points:
      - title: Slaap
        text: Lang.

  - heading: Water
    text: Drink.""",
    ),
    "a loose line over a heading is text": (
        "Titel\n\nDeel een\n\nTekst.\n\nJe lichaam fluistert\n\nDeel twee\n\nMeer tekst.\n",
        """\
  - heading: Deel een
    text: |
      Tekst.

      Je lichaam fluistert

  - heading: Deel twee
    text: Meer tekst.""",
    ),
    "what has no place stands at the end": (
        "Titel\n\nDeel\n```\ncode hier\n```\n<div>\n[1]: bron\n![foto](a.png)\n\na|b|c\n-|-|-\n1|2|3\n\nSlot.\n",
        """\
  - heading: Deel
    table:
      head: [a, b, c]
      rows:
        - [1, 2, 3]

  - text: Slot.

  - heading: Niet ingedeeld
    items:
      - code hier
      - <div>
      - "[1]: bron"
      - "![foto](a.png)"
""".rstrip(),
    ),
    "a list inside a list with the same dash": (
        "Titel\n\nDeel\n- Eten\n    - noten\n    - zaden\n- Slapen\n",
        """\
  - heading: Deel
    points:
      - title: Eten
        items:
          - noten
          - zaden
      - Slapen""",
    ),
    "a list of bare lines under a colon": (
        "Titel\n\nDeel\nKies voor:\nnoten\nzaden\n\nSmakelijk.\n",
        """\
  - heading: Deel
    lead_in: "Kies voor:"
    items:
      - noten
      - zaden

  - text: Smakelijk.""",
    ),
    "dashes without a space": (
        "Titel\n\nDeel\n-noten\n-zaden\nDan: -5 graden.\n",
        """\
  - heading: Deel
    items:
      - noten
      - zaden

  - text: "Dan: -5 graden.\"""",
    ),
    "emoji as bullets": (
        "Titel\n\nDeel\n🌿 noten\n💧 water\n",
        """\
  - heading: Deel
    points:
      - noten
      - water""",
    ),
    "emoji around a title and before a line": (
        "# 🌙 Titel\n\n## ✅ Deel 🌿\n\n📩 Mail gerust.\n",
        """\
  - heading: Deel
    text: Mail gerust.""",
    ),
    "a quotation under a list belongs to the section": (
        "# Titel\n\n## Deel\n\n1. **Rust** – slaap.\n2. Water\n\n> Tip: drink.\n",
        """\
  - heading: Deel
    numbered: ja
    items:
      - "**Rust** – slaap."
      - Water

  - text: "Tip: drink.\"""",
    ),
    "a title that is nothing but a sign": (
        "☑\n\n# 🌙\n\nTekst.\n\n## 🌿\n\nMeer tekst.\n",
        """\
  - heading: 🌙
    text: Tekst.
    points:
      - title: 🌿
        text: Meer tekst.""",
    ),
    "a text without any blank line": (
        "Eten\nWat kun je doen?\nEet rustig.\n- noten\n- zaden\nMeer weten?\nBel me.\n",
        """\
  - heading: Wat kun je doen?
    text: Eet rustig.
    items:
      - noten
      - zaden

  - heading: Meer weten?
    text: Bel me.""",
    ),
    "a greater-than sign before a number is no quotation": (
        "Titel\n\nDeel\n> 300 mg is veel.\n\n> Zo zei ze het.\n",
        """\
  - heading: Deel
    text: |
      > 300 mg is veel.

      Zo zei ze het.""",
    ),
    "bold around a title is a mark, bold in a sentence stays": (
        "# Titel\n\n## **Deel**\n\nDit is **vet**.\n\n✔ **Rust:** slaap lang\n✔ **Water** – drink meer\n✔ Eet *goed*\n",
        """\
  - heading: Deel
    text: Dit is **vet**.
    points:
      - title: "Rust:"
        text: slaap lang
      - title: Water
        text: drink meer
      - Eet goed""",
    ),
    "an address keeps its lines and makes no heading": (
        "Titel\n\nDeel\nTekst.\n\nAnna Voorbeeld\nPraktijk Proef\n",
        """\
  - heading: Deel
    text: |
      Tekst.

      Anna Voorbeeld

      Praktijk Proef""",
    ),
    "a non-breaking space between two words stays": (
        "Titel\n\nDeel\n\u00a0Neem 5\u00a0ml,\u00a0 en rust.\u00a0\n",
        """\
  - heading: Deel
    text: Neem 5\u00a0ml, en rust.""",
    ),
}


@pytest.mark.parametrize(("text", "sections"), SHAPES.values(), ids=SHAPES.keys())
def test_a_text_gets_the_shape_that_its_writer_meant(text: str, sections: str) -> None:
    assert made_of(text, "tekst.md" if text.startswith("#") else "tekst.txt") == sections


def test_a_first_heading_with_a_whole_section_under_it_is_no_title() -> None:
    made = import_text(b"## Eten\n\n- noten\n- zaden\n\n## Slapen\n\nSlaap lang.\n", source="mijn_tekst-2.md")
    assert made.outline.title == "Mijn tekst 2"
    assert [section.heading for section in made.outline.sections] == ["Eten", "Slapen"]
    assert "import-no-title" in {problem.rule for problem in made.problems}


@pytest.mark.parametrize(
    "text",
    [
        "# Titel\n\n### Ondertitel\n\n## Deel\n\nTekst.\n",
        "TITEL\nOndertitel\n\nDeel\n\nTekst.\n",
        "Titel\n\nONDERTITEL\n\nDeel\nTekst.\n",
        "Titel\n\nDit is de ondertitel.\n\nDeel\nTekst.\n",
    ],
)
def test_a_line_between_the_title_and_the_first_heading_is_the_subtitle(text: str) -> None:
    outline = import_text(text.encode(), source="a.md" if text.startswith("#") else "a.txt").outline
    assert "ondertitel" in outline.subtitle.lower()
    assert [section.heading for section in outline.sections] == ["Deel"]


def test_two_hundred_sections_are_two_hundred_sections() -> None:
    text = "Titel\n\n" + "".join(f"Deel {number}\nTekst van dit deel.\n\n" for number in range(1, 201))
    assert len(import_text(text.encode(), source="lang.txt").outline.sections) == 200


# Any text at all.

BULLETS = st.sampled_from(
    ["✔ ", "✓", "• ", "- ", "– ", "— ", "* ", "o\t", "· ", "\uf0fc\t", "☑ ", "- [x] ", "🌿 ", "> "]
)
WORDS = st.lists(
    st.sampled_from("rust slaap bad Water ÉÉN “thé” (olie) **gel** *kruid* 37 %".split()), min_size=1, max_size=30
)
LINES = st.one_of(
    WORDS.map(lambda words: " ".join(words) + "."),
    WORDS.map(lambda words: " ".join(words).capitalize()),
    WORDS.map(lambda words: " ".join(words).upper()),
    WORDS.map(lambda words: " ".join(words) + ":"),
    WORDS.map(lambda words: f"## {' '.join(words)}"),
    WORDS.map(lambda words: f"{' '.join(words)}\n======"),
    WORDS.map(lambda words: f"**{words[0]}**"),
    st.tuples(st.sampled_from(["", "  ", "\t"]), BULLETS, WORDS).map(
        lambda made: f"{made[0]}{made[1]}{' '.join(made[2])}"
    ),
    st.tuples(st.integers(1, 9), WORDS).map(lambda made: f"{made[0]}. {' '.join(made[1])}"),
    st.just(""),
    st.just("---"),
)


@given(st.lists(LINES, min_size=2, max_size=25), st.sampled_from(["a.txt", "a.md"]))
@settings(max_examples=300, deadline=None, derandomize=True)
def test_any_mixture_of_headings_lists_and_text_arrives_word_for_word(lines: list[str], source: str) -> None:
    text = "\n".join(lines)
    words = words_of(text)
    try:
        made = import_text(text.encode(), source=source)
    except ContentError:
        # Nothing but a title, or no word at all.
        assert len([line for line in lines if words_of(line)]) < 2
    else:
        assert arrived(made) == words


WITHOUT_BLANK_LINES = """\
Rust na een burn-out
Wat is een burn-out?
Een burn-out is een langdurige uitputting waarbij je lichaam en je hoofd niet meer herstellen van gewone inspanning.
Annuleren < 24 uur: 50%
“Rust is geen luxe.”
- A. van Lindezee
Contact
Bel me gerust.
Bronnen:
Gezondheidsraad (2012). Langdurige stress. Den Haag.
"""


def test_last_parts_have_headings_and_an_author_and_a_rule_with_a_sum_have_none_without_blank_lines() -> None:
    made = made_of(WITHOUT_BLANK_LINES)
    headings = re.findall(r"(?:heading|title): (.*)", made)
    assert [each.strip("'\"") for each in headings] == ["Wat is een burn-out?", "Contact", "Bronnen:"]
    assert "- A. van Lindezee" in made
    assert "Annuleren < 24 uur: 50%" in made


def test_a_dash_under_a_quotation_that_begins_a_list_is_a_list() -> None:
    made = made_of("Titel\n\nKop\n\nZij zei: “rust”\n- Anna\n- Bert\n")
    assert "- Anna" in made
    assert "“rust”\n- Anna" not in made
    assert "items:" in made
