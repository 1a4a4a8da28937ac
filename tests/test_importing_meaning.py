"""An import never turns what says no into something that the brochure ticks, and keeps together what is one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.content.model.brand import PAIRS
from handouts.content.reading import read_yaml
from handouts.intake.importing import Imported, import_text
from handouts.intake.importing.doubts import _EMOJI
from handouts.intake.importing.meaning import AGAINST, heads_donts, is_dont
from handouts.page.typefaces import printable


def sections(text: str, source: str = "tekst.txt") -> object:
    """The sections of the brochure that a text becomes under the title Eten."""
    title = "# Eten\n\n## Deel\n\n" if source.endswith(".md") else "Eten\n\nDeel\n\n"
    return read_yaml(made(title + text, source).yaml.encode(), "a.yaml").value["sections"]  # type: ignore[index,call-overload]


def made(text: str, source: str = "tekst.txt") -> Imported:
    return import_text(text.encode(), source=source)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "✓ water\n✗ energydrank\n❌ alcohol\n✅ havermout\n",
            [{"heading": "Deel", "items": ["✓ water", "✗ energydrank", "❌ alcohol", "✅ havermout"]}],
        ),
        ("✗ doorlopen bij pijn\n✗ tillen\n", [{"heading": "Deel", "items": ["✗ doorlopen bij pijn", "✗ tillen"]}]),
        ("+ eieren\n- koek\n", [{"heading": "Deel", "items": ["+ eieren", "- koek"]}]),
        ("+eieren\n+kwark\n-koek\n-cola\n", [{"heading": "Deel", "items": ["+eieren", "+kwark", "-koek", "-cola"]}]),
        ("👍 water\n👎 cola\n", [{"heading": "Deel", "items": ["👍 water", "👎 cola"]}]),
        ("- ☑ water\n- ☒ cola\n", [{"heading": "Deel", "items": ["☑ water", "☒ cola"]}]),
        ("⚠ Niet bij koorts\n⚠ Wel rusten\n", [{"heading": "Deel", "items": ["⚠ Niet bij koorts", "⚠ Wel rusten"]}]),
        ("🌿 noten\n⛔ cola\n", [{"heading": "Deel", "points": ["noten"]}, {"items": ["⛔ cola"]}]),
        (
            "✗ Tillen\nJe rug is nog zwak.\n✓ Lopen\nElke dag.\n",
            [{"heading": "Deel", "items": ["✗ Tillen\n\nJe rug is nog zwak.\n", "✓ Lopen\n\nElke dag.\n"]}],
        ),
        (
            "Liever niet:\n- Tillen\n  Je rug is nog zwak.\n- Rennen\n",
            [{"heading": "Deel", "lead_in": "Liever niet:", "items": ["Tillen\n\nJe rug is nog zwak.\n", "Rennen"]}],
        ),
        (
            "Liever niet:\n1. Tillen\n   Je rug is nog zwak.\n2. Rennen\n",
            [
                {
                    "heading": "Deel",
                    "lead_in": "Liever niet:",
                    "numbered": "ja",
                    "items": ["Tillen\n\nJe rug is nog zwak.\n", "Rennen"],
                }
            ],
        ),
        (
            "✗ Eten\n  - koek\n✗ Drinken\n  - cola\n",
            [
                {
                    "heading": "Deel",
                    "points": [{"title": "✗ Eten", "items": ["koek"]}, {"title": "✗ Drinken", "items": ["cola"]}],
                }
            ],
        ),
        # What says nothing is a mark as before.
        ("✓ water\n✓ thee\n", [{"heading": "Deel", "points": ["water", "thee"]}]),
        (
            "Wat je niet doet:\n- sporten\n- sauna\n  - ook niet kort\n- alcohol\n",
            [
                {
                    "heading": "Deel",
                    "lead_in": "Wat je niet doet:",
                    "points": ["sporten", {"title": "sauna", "items": ["ook niet kort"]}, "alcohol"],
                }
            ],
        ),
        ("- noten\n  + zaden\n", [{"heading": "Deel", "points": [{"title": "noten", "items": ["zaden"]}]}]),
        ("+ noten\n+ zaden\n", [{"heading": "Deel", "items": ["noten", "zaden"]}]),
        (
            "Massage 90 minuten\t€ 90,00\nVoedingsconsult\t€ 45,00\n",
            [{"heading": "Deel", "items": ["Massage 90 minuten € 90,00", "Voedingsconsult € 45,00"]}],
        ),
        ("> Neem rust.\n>\n> En slaap.\n", [{"heading": "Deel", "text": "Neem rust.\n\nEn slaap.\n"}]),
    ],
)
def test_a_sign_that_says_something_stays(text: str, expected: object) -> None:
    assert sections(text) == expected


def test_a_list_under_a_smaller_heading_that_says_not_gets_no_tick_beside_that_heading() -> None:
    text = "Tekst.\n\n### Doe wel\n\n- lopen\n\n### Doe niet\n\n- tillen\n"
    headings = [{"heading": "Doe wel", "items": ["lopen"]}, {"heading": "Doe niet", "items": ["tillen"]}]
    assert sections(text, "a.md") == [{"heading": "Deel", "text": "Tekst."}, *headings]


def test_smaller_headings_under_one_that_says_not_are_no_points() -> None:
    parts = made("# Rug\n\n## Doe wel\n\n### Lopen\n\nElke dag.\n\n## Liever niet\n\n### Tillen\n\nNog niet.\n", "a.md")
    assert "points" not in parts.yaml
    assert [section.heading for section in parts.outline.sections] == ["Doe wel", "Lopen", "Liever niet", "Tillen"]


@pytest.mark.parametrize(
    "text", ["Liever niet", "Doe dit niet:", "Vermijd", "Wat je beter niet doet", "Wanneer niet?", "Laten:"]
)
def test_a_heading_that_only_says_not_is_known(text: str) -> None:
    assert is_dont(text)


@pytest.mark.parametrize(
    "text", ["Niet roken", "Vermijd stress", "Not bundled", "Wat als je niet slaapt?", "Dit helpt"]
)
def test_a_heading_that_says_more_is_a_heading_like_any_other(text: str) -> None:
    assert not is_dont(text)


def test_a_heading_keeps_what_says_no_and_the_signs_behind_a_backslash() -> None:
    outline = made("# Kop \\*ster\\*\n\n## ❌ Alcohol\n\nTekst.\n\n## 🌿 **Water** \\*\n\nTekst.\n", "a.md").outline
    assert outline.title == "Kop *ster*"
    assert [section.heading for section in outline.sections] == ["❌ Alcohol", "Water *"]


@pytest.mark.parametrize("head", ["Wel\tNiet", "Doe wel:\tLiever niet:", "✓\t✗", "Do\tDon't", "+\t-"])
def test_two_columns_of_what_to_do_and_not_to_do_are_a_table(head: str) -> None:
    text = f"Eten\n\nDeel\n\n{head}\nwater\tcola\nthee\tkoek\n"
    for each in (text, text.expandtabs(16)):
        table = made(each).draft.sections[0].table
        assert table
        assert (table.head, table.rows) == (head.split("\t"), [["water", "cola"], ["thee", "koek"]])


def test_what_says_no_and_cannot_be_printed_is_to_be_written_in_words() -> None:
    text = "Eten\n\nDeel\n\n✗ koek\n❌ cola\n\n🌿 Tekst met een blad 🌿.\n"
    found = [(each.mark.line, each.hint) for each in made(text).problems if each.rule == "import-emoji"]
    assert found == [
        (6, "write in words what it says, such as “niet”, or type ✗ or ✓"),
        (8, "remove it from the brochure"),
    ]


@pytest.mark.parametrize("typed", ["~een ~~tablet", "1⁄2 tablet *", "een\u00adtwee _ drie"])
def test_what_a_brochure_prints_in_its_own_way_is_no_markup(typed: str) -> None:
    for source in ("a.txt", "a.md"):
        problems = made(f"# Titel\n\n## Deel\n\nNeem {typed} per dag.\n", source).problems
        assert [each.message for each in problems if "do not print here" in each.message] == []


def test_the_signs_that_are_warned_about_are_those_that_no_pair_prints() -> None:
    of_all = set.intersection(*(set(printable(pair)) for pair in PAIRS.values()))
    signs = [*range(0x1F300, 0x1FAFF), *range(0x2600, 0x27C0), *range(0x2B00, 0x2BFF)]
    rare = set("💩🔒🝈🤖❒❛❜❝❞❟❠")
    wrong = [chr(sign) for sign in signs if bool(_EMOJI.match(chr(sign))) == (sign in of_all) and chr(sign) not in rare]
    assert wrong == []


@pytest.mark.parametrize("text", ["Liever niet:", "Wat je beter vermijdt", "Nadelen", "Don’t", "⛔ Let op"])
def test_a_line_over_what_not_to_do_is_heard(text: str) -> None:
    assert heads_donts(text)


@pytest.mark.parametrize("text", ["Wel doen:", "Wat kun je doen als je niet slaapt?", "Waarom geen koffie?", "Nodig:"])
def test_a_line_over_anything_else_is_not(text: str) -> None:
    assert not heads_donts(text)


DO, DONT = ["water", "thee"], ["suiker", "cola"]
LABELS = [
    ("Wel:", "Niet:"), ("Wel eten:", "Niet eten:"), ("Do:", "Don't:"), ("Do’s:", "Don’ts:"), ("**Wel:**", "**Niet:**"),
    ("wel:", "niet:"), ("Doen:", "Laten:"), ("Kies voor:", "Vermijd:"),
    ("Dit mag je wel:", "Wat je beter niet eet:"), ("Goede keuzes:", "Slechte keuzes:"), ("Ja:", "Nee:"),
]  # fmt: skip


def listed(sections: object) -> list[tuple[str, list[str]]]:
    """Each line over a list, with that list, and with ticks before its points."""
    assert isinstance(sections, list)
    found: list[tuple[str, list[str]]] = []
    for section in sections:
        head = str(section.get("lead_in") or section.get("text") or section.get("heading")).strip().split("\n\n")[-1]
        found.append((head, [*section.get("items", []), *(f"tick {point}" for point in section.get("points", []))]))
    return found


@pytest.mark.parametrize("source", ["a.txt", "a.md"])
@pytest.mark.parametrize("marks", ["--", "**", "••", "––", "1.", "✗✓", "❌✅", "✓✓"])
@pytest.mark.parametrize(("do", "dont"), LABELS)
def test_what_to_do_and_what_not_stay_two_lists_without_a_blank_line(
    do: str, dont: str, marks: str, source: str
) -> None:
    against, favour = ("1. ", "1. ") if marks == "1." else (f"{marks[0]} ", f"{marks[1]} ")
    wrong, right = ([f"{mark}{word}" for word in words] for mark, words in ((against, DONT), (favour, DO)))
    if marks == "1.":
        wrong[1], right[1] = "2. cola", "2. thee"
    kept = wrong if marks in {"✗✓", "❌✅"} else DONT
    ticked = [f"tick {word}" for word in DO] if marks in {"✗✓", "❌✅", "✓✓"} else DO
    if marks == "✓✓" and dont == "Slechte keuzes:":
        kept = [f"tick {word}" for word in DONT]
    for order in (1, -1):
        lines = [(dont, wrong, kept), (do, right, ticked)][::order]
        text = "\n".join(line for head, items, _ in lines for line in (head, *items))
        assert listed(sections(f"Tekst.\n\n{text}\n", source)) == [(head, items) for head, _, items in lines]


@pytest.mark.parametrize("source", ["a.txt", "a.md"])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- water\nNiet:\n- cola\n", [("Deel", ["water"]), ("Niet:", ["cola"])]),
        ("✓ water\n✓ thee\nNiet:\n- cola\n", [("Deel", ["tick water", "tick thee"]), ("Niet:", ["cola"])]),
        ("- Niet:\n  - cola\n- Wel:\n  - thee\n", [("Niet:", ["cola"]), ("Wel:", ["thee"])]),
        ("Niet:\n1. cola\nWel:\n1. thee\n", [("Niet:", ["cola"]), ("Wel:", ["thee"])]),
        ("Niet: suiker\n- cola\nWel: water\n- thee\n", [("Niet: suiker", ["cola"]), ("Wel: water", ["thee"])]),
        ("Ontbijt:\n- brood\n- ei\nLunch:\n- soep\n", [("Ontbijt:", ["brood", "ei"]), ("Lunch:", ["soep"])]),
        ("> Niet:\n> - cola\n> Wel:\n> - thee\n", [("Niet:", ["cola"]), ("Wel:", ["thee"])]),
        ("Niet:\n\nWant zoet.\n\n✓ cola\n✓ koek\n", [("Want zoet.", ["cola", "koek"])]),
    ],
)
def test_a_line_between_items_is_in_neither_list(text: str, expected: object, source: str) -> None:
    assert listed(sections(text, source)) == expected


@pytest.mark.parametrize("source", ["a.txt", "a.md"])
def test_a_line_under_one_point_still_leads_in_the_list_of_that_point(source: str) -> None:
    point = {"title": "Eten", "lead_in": "Kies voor:", "items": ["noten", "zaden"]}
    assert sections("✔ Eten\nKies voor:\n• noten\n• zaden\n✔ Slapen\n", source) == [
        {"heading": "Deel", "points": [point, "Slapen"]}
    ]


@pytest.mark.parametrize(("do", "dont"), [("WEL:", "NIET:"), ("Wel doen", "Liever niet"), ("Wel", "Niet")])
def test_nothing_under_a_line_that_says_not_is_ticked_without_a_colon(do: str, dont: str) -> None:
    for source in ("a.txt", "a.md"):
        text = f"Tekst.\n\n{dont}\n✓ suiker\n✓ cola\n{do}\n✓ water\n✓ thee\n"
        found = listed(sections(text, source))
        assert [pair for pair in found if pair[1]] == [(dont, DONT), (do, ["tick water", "tick thee"])]


def test_lists_of_bare_lines_stay_apart() -> None:
    text = "Niet:\nsuiker\ncola\nWel:\nwater\nthee\n"
    assert listed(sections(text)) == [("Niet:", DONT), ("Wel:", DO)]


LINE = st.tuples(
    st.sampled_from(["", "  ", "- ", "1. ", "> ", "## "]),
    st.sampled_from(["", *(f"{sign} " for sign in "✗❌☒⚠👎✓✅☑🌿•+-"), "- [x] ", "✗", "⚠️ "]),
    st.sampled_from(["rust", "Slaap goed.", "Eet:", "**Water**", ""]),
).map("".join)


@given(st.lists(LINE, min_size=3, max_size=12), st.sampled_from(["a.txt", "a.md"]))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_no_sign_that_says_no_is_left_out_whatever_stands_around_it(lines: list[str], source: str) -> None:
    text = "\n".join(["Titel van deze tekst", "", *lines, "", "Laatste woorden van deze tekst."])
    yaml = made(text, source).yaml
    assert [sign for sign in yaml if sign in AGAINST] == [sign for sign in text if sign in AGAINST]
