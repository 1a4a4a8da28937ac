"""Plain language: each rule marks the very words, and is silent about what is plain."""

from __future__ import annotations

import pytest

from handouts.checks.document import Document
from handouts.checks.passages import Passage, plain, sentences
from handouts.checks.plain_language import check
from handouts.checks.plain_language.ease import measured
from handouts.checks.plain_language.syllables import syllables
from handouts.content.loading import validate
from handouts.content.model.brochure import Brochure
from handouts.content.model.practice import Practice
from handouts.content.model.printed import TextWithin

PRACTICE = validate(b"name: x\npractitioner: {name: x}\n", "content/practice.yaml", Practice)


def found_in(section: str, language: str = "nl") -> list[tuple[str, int, int]]:
    """What is said of a section, typed with its indentation: rule, line and column."""
    text = f"title: Slaap\nlanguage: {language}\nsections:\n  - heading: Rust\n{section}"
    brochure = validate(text.encode(), "content/brochures/slaap.yaml", Brochure)
    return [(each.rule, each.mark.line, each.mark.column) for each in check(Document(brochure, language))]


def rules_of(text: str, language: str = "nl") -> set[str]:
    """The rules that say something of a text of a section."""
    folded = text.replace("\n", "\n      ")
    return {rule for rule, _, _ in found_in(f"    text: |\n      {folded}\n", language)}


LONG = "Als je ’s avonds in je bed ligt en nog niet kunt slapen, sta dan even op en drink een beker warme melk."
CASES = {
    "long-sentence": (
        [
            LONG,
            "Rust uit. " + LONG,
            LONG.replace(",", ";"),
            LONG.replace("beker", "beker (1,5 dl)"),
            LONG.replace("melk.", "melk, bijv. met honing"),
        ],
        [
            "Ga op tijd naar bed.",
            "Sta even op. Drink een beker warme melk. Ga dan weer liggen en adem rustig uit, tot je slaapt.",
            "Bel dr. Smit. Vraag naar de uitslag. Schrijf op wat hij zegt en neem dat mee, dan kijken we samen.",
            "Bel op www.lindezee.example/een/twee/drie of mail.",
            "Neem er 1,5 van. Om 9.30 uur ook.",
        ],
    ),
    "jargon": (
        [
            "Bij obstipatie helpt vezel.",
            "Drink tevens genoeg water.",
            "Cortisol maakt je wakker.",
            "Een andere mindset helpt.",
            "Dat is een contra-indicatie.",
        ],
        [
            "Cortisol, het stresshormoon, maakt je wakker.",
            "Het stresshormoon cortisol maakt je wakker.",
            "Bij obstipatie (verstopping) helpt vezel.",
            "Hij zei: “Drink tevens water.”",
            "Welke dag past je? Daar is de tafel.",
        ],
    ),
    "abbreviation": (
        ["Eet fruit, bijv. een peer.", "Loop ca. 2 km.", "Rust t/m zondag.", "Noten, pitten enz. zijn goed.",
         "Vraag o.a. naar de pijn."],
        ["Neem 250 mg.", "Bel dr. Smit.", "Loop 2 km.", "Om 9.30 uur.", "Ga naar www.bv.nl."],
    ),
    "long-word": (
        ["De slaapproblematiek is oud.", "Kijk naar het koolhydraatgehalte.", "Doe de schouderontspanning.",
         "Het is een arbeidsomstandigheid.", "Let op de stemmingswisselingen."],
        ["Een ontspanningsmassage is fijn.", "Een huisartsenpost is open.", "Een burn-out-begeleiding.",
         "Zie www.ontspanningsoefeningen.nl.", "Slaap goed."],
    ),
    "passive": (
        ["De olie wordt gemaakt. Het bad wordt gevuld. De gel wordt gesmeerd.",
         "Je wordt gebeld, je wordt bezocht en je wordt gehaald.",
         "Er werd gelachen, er werd gegeten en er werd gedanst.",
         "Dit wordt betaald. Dat wordt vergoed. Niets wordt verteld.",
         "Het kan worden gebruikt, worden gewassen en worden bewaard."],
        ["Je wordt moe. Je wordt wakker. Je wordt rustig.", "De olie wordt gemaakt.", "Je bent gewend aan rust.",
         "Je wordt ontspannen, gezond en gelukkig.", "Wij maken de olie. Jij vult het bad."],
    ),
    "long-paragraph": (
        ["Sta op en loop een rondje om het huis heen. " * 6, "Sta op en loop een rondje om het huis heen. " * 8,
         "Loop. \n\n" + "Sta op en loop een rondje om het huis heen. " * 7,
         "Wat kun je nu het beste gaan doen vandaag, denk je? " * 6, "Kom tot rust, en loop dan nog een rondje! " * 7],
        ["Slaap goed.", "Sta op. Loop. Drink. Eet. Rust. Slaap.", "Sta op en loop een rondje om het huis.\n\n" * 7,
         "Sta op en loop. " * 5, "Adem in. Adem uit. " * 4],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("rule", "text"), [(rule, text) for rule, (texts, _) in CASES.items() for text in texts])
def test_a_rule_is_said_of(rule: str, text: str) -> None:
    assert rule in rules_of(text)


@pytest.mark.parametrize(("rule", "text"), [(rule, text) for rule, (_, texts) in CASES.items() for text in texts])
def test_a_rule_is_silent_about(rule: str, text: str) -> None:
    assert rule not in rules_of(text)


@pytest.mark.parametrize(("count", "is_long"), [(7, False), (8, True), (12, True)])
def test_a_list_has_seven_points_at_most(count: int, is_long: bool) -> None:
    found = found_in("    items:\n" + "      - een kop thee\n" * count)
    assert found == ([("long-list", 5, 5)] if is_long else [])


@pytest.mark.parametrize(
    ("heading", "rules"),
    [("Inleiding", {"bare-heading"}), ("Algemeen:", {"bare-heading"}), ("Tips", {"bare-heading"}),
     ("Tips voor de nacht", set()), ("Zo slaap je in", set()), ("Wat is een rustige avond?", set()),
     ("Hoe je na een lange dag weer tot rust kunt komen", {"long-heading"})],
)  # fmt: skip
def test_a_heading_tells_what_stands_under_it(heading: str, rules: set[str]) -> None:
    found = found_in(f"    text: Slaap goed.\n  - heading: '{heading}'\n    text: Slaap goed.\n")
    assert {rule for rule, _, _ in found} == rules


@pytest.mark.parametrize(
    ("section", "place"),
    [
        ("    text: Drink tevens water.\n", (5, 17)),
        ("    text: |\n      Rust uit.\n      Drink **tevens** water.\n", (7, 15)),
        ("    items:\n      - 'Drink {{ je | u }} tevens water.'\n", (6, 29)),
        ("    text: >\n      Tevensloos is geen woord.\n\n      Drink\n      tevens water.\n", (9, 7)),
        ('    text: "Drink \\u0074evens water."\n', (5, 11)),
    ],
)
def test_the_very_word_is_marked(section: str, place: tuple[int, int]) -> None:
    assert found_in(section) == [("jargon", *place)]


def test_a_hard_text_names_the_words_that_cost_most() -> None:
    hard = "De gezondheidsorganisaties communiceren verantwoordelijkheden. "
    text = f"title: Slaap\nlanguage: nl\nsections:\n  - text: {hard * 30}\n"
    brochure = validate(text.encode(), "content/brochures/slaap.yaml", Brochure)
    (whole,) = [
        each for each in check(Document(brochure, "nl")) if (each.rule, each.severity) == ("reading-ease", "warning")
    ]
    assert "gezondheidsorganisaties" in str(whole.hint)


def ease_of(text: str, language: str) -> float:
    return measured(Passage(TextWithin(("text",), text, ("",)), language), language).ease(language)


def test_ease_is_that_of_the_formulas() -> None:
    assert ease_of("Ik slaap nu goed. Jij ook.", "nl") == pytest.approx(206.84 - 0.93 * 3 - 77)
    assert ease_of("I sleep well now. You too.", "en") == pytest.approx(206.835 - 1.015 * 3 - 84.6)


@pytest.mark.parametrize(
    ("word", "count"),
    [("magnesium", 4), ("nieuws", 1), ("mooie", 2), ("beïnvloeden", 4), ("ideeën", 3), ("geopend", 3), ("serieus", 3),
     ("milieu", 2), ("museum", 3), ("niveau", 2), ("geautoriseerd", 5), ("royaal", 2), ("ĳzer", 2), ("foto's", 2),
     ("burn-out", 2), ("aquarel", 3), ("teams", 1), ("magnesiumsupplement", 7), ("mg", 3), ("12", 1)],
)  # fmt: skip
def test_dutch_syllables_are_groups_of_vowels(word: str, count: int) -> None:
    assert syllables(word, "nl") == count


@pytest.mark.parametrize(
    ("word", "count"),
    [("muscle", 2), ("tiredness", 3), ("stretched", 1), ("needed", 2), ("minutes", 2), ("table", 2), ("vegetables", 3)],
)
def test_english_syllables_are_groups_of_vowels(word: str, count: int) -> None:
    assert syllables(word, "en") == count


def test_a_sentence_ends_neither_at_an_abbreviation_nor_in_a_number() -> None:
    text = "Bel dr. Smit om 9.30 uur. Neem bijv. Een peer mee. Klaar!"
    assert [text[span.start : span.end].strip() for span in sentences(text, "nl")] == [
        "Bel dr. Smit om 9.30 uur.", "Neem bijv. Een peer mee.", "Klaar!",
    ]  # fmt: skip


def test_signs_of_layout_keep_their_place() -> None:
    typed = "**Slaap** {{ je | u }} [goed](https://a.example)?"
    assert len(plain(typed)) == len(typed)
    assert plain(typed).split() == ["Slaap", "je", "goed", "?"]
