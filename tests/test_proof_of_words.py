"""ExpectedText words are followed along printed ones: what is missing, added, glued, torn or in other capitals."""

from __future__ import annotations

import pytest

from handouts.page.pipeline import ExpectedText
from handouts.problems import Mark, Problem
from handouts.proof.alignment import align, ends_line, exact, folded
from handouts.proof.paper import Box, Cell, Character, Paint, Setting
from handouts.proof.words import badly_printed, is_torn, words_of
from printed import line, lines

HERE = Mark("content/brochures/proef.yaml", 4, 9)


def announced(*texts: str) -> tuple[ExpectedText, ...]:
    return tuple(ExpectedText(text, HERE) for text in texts)


def judged(text: str, *printed: str) -> list[Problem]:
    aligned = align(announced(text), lines(*printed))
    assert not aligned.missing
    assert not aligned.surplus
    return badly_printed(aligned.placed)


def quoted(rule: str, problems: list[Problem], gap: str = "text") -> list[object]:
    """What the Problems of one rule quote."""
    return [each.message.values[gap] for each in problems if each.rule == rule]


def is_whole(*texts: str, printed: tuple[str, ...]) -> bool:
    aligned = align(announced(*texts), lines(*printed))
    return len(aligned.placed) == len(texts) and not aligned.missing and not aligned.surplus


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("rust en slaap", ("rust en slaap",)),
        ("rust en slaap", ("rust en", "slaap")),
        ("medewerkers en rust", ("mede-", "werkers en rust")),
        ("mede\u00adwerkers en rust", ("mede-", "werkers en rust")),
        ("mede\u00adwerkers en rust", ("medewerkers en", "rust")),
        ("mede\u200bwerkers", ("mede-", "werkers")),
        ("vitamine\u00ad12", ("vitamine-", "12")),
        ("rust\u00ad(en)", ("rust-", "(en)")),
        ("rust 12", ("rus-", "t 12")),
        ("ja", ("j-", "a")),
        ("een burn-out is", ("een burn-", "out is")),
        ("één", ("e\u0301e\u0301n",)),
        ("cafe\u0301tje", ("café-", "tje")),
        ("office", ("oﬃce",)),
        ("5 µg", ("5 μg",)),
        ("10\u00a0mg en 5\u202fml", ("10 mg en 5 ml",)),
        ("10 mg", ("10\u00a0mg",)),
        ("✔\ufe0f rust", ("✔ rust",)),
    ],
)
def test_text_that_is_on_paper_is_found_whole_and_well(text: str, printed: tuple[str, ...]) -> None:
    assert is_whole(text, printed=printed)
    assert judged(text, *printed) == []


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("rust en slaap", ("rust slaap",)),
        ("neem 2 keer 2", ("neem 2 keer",)),
        ("rust", ("rust!",)),
        ("medewerkers", ("mede-werkers",)),
        ("medewerkers", ("mede,", "werkers")),
        ("medewerkers", ("medex", "werkers")),
        ("medewerkers", ("mede-", "aerkers")),
        ("medewerkers", ("mede-", "zerkers")),
        ("rust", ("-", "rust")),
        ("B12", ("B-", "12")),
        ("burn out", ("burn-", "out")),
        ("12 weken", ("1-", "2 weken")),
        ("vitamine B12", ("vitamine B-", "12")),
        ("12weken", ("12-", "weken")),
        ("rust.En", ("rust.-", "En")),
        ("rust", ("rus",)),
        ("rust", ("rast",)),
        ("rust", ("rzst",)),
        ("rust en", ("rust-en",)),
        ("rust", ("-rust",)),
        ("rust", ("rust-",)),
        ("burn-out", ("burnout",)),
        ("burn-out", ("burn", "out")),
        ("10 m²", ("10 m2",)),
        ("H₂O", ("H2O",)),
        ("1,5 mg", ("15 mg",)),
        ("één", ("een",)),
    ],
)
def test_text_that_is_otherwise_on_paper_is_not_taken_for_it(text: str, printed: tuple[str, ...]) -> None:
    assert not is_whole(text, printed=printed)


def test_a_hyphen_at_the_end_of_a_page_is_that_of_the_last_line() -> None:
    printed = [*line("mede-", page=1), *line("werkers", 700, page=2)]
    assert align(announced("medewerkers"), printed).placed[0].characters == tuple(printed)


@pytest.mark.parametrize(("drop", "on_one_line"), [(0, True), (6.5, True), (7, False), (14, False)])
def test_a_hyphen_ends_its_line_where_the_next_character_is_wholly_above_or_below(
    drop: float, on_one_line: bool
) -> None:
    """Letters are 7 pt high, and the hyphen is the last of its line only when nothing stands beside it."""
    high = [(1, character._replace(box=character.box._replace(bottom=700, top=707))) for _, character in line("mede-")]
    printed = [*high, *line("werkers", 700 - drop, left=75)]
    assert (align(announced("medewerkers"), printed).placed == ()) is on_one_line


def test_the_last_character_on_paper_ends_its_line_wherever_that_is() -> None:
    for text in ("-", "r-", "ru-", "x" * 300 + "-"):
        printed = line(text)
        assert ends_line(printed, len(printed) - 1)
        assert not any(ends_line(printed, place) for place in range(len(printed) - 1))


def test_a_page_is_known_by_its_number_however_many_there_are() -> None:
    printed = [*line("mede-", page=int("1000")), *line("werkers", page=int("1001"))]
    (placed,) = align(announced("medewerkers"), printed).placed
    assert "".join(each.text for each in placed.on(1000)) == "mede-"
    assert [ends_line(printed, place) for place in range(len(printed) - 1)] == [False] * 4 + [True] + [False] * 6
    one_line = [*line("mede", page=int("1000")), *line("-", left=70, page=int("1000"))]
    assert not ends_line(one_line, 3)


def test_the_characters_of_a_text_are_told_apart_by_page() -> None:
    printed = [*line("mede-", page=2), *line("werkers", page=3), *line("rust", page=3)]
    placed, rest = align(announced("medewerkers", "rust"), printed).placed
    assert ["".join(each.text for each in placed.on(page)) for page in (1, 2, 3, 4)] == ["", "mede-", "werkers", ""]
    assert (placed.signs, rest.signs) == ((0, 1, 2, 3, 5, 6, 7, 8, 9, 10, 11), (0, 1, 2, 3))


def test_every_difference_is_named_and_not_the_first_alone() -> None:
    aligned = align(announced("een twee drie vier vijf"), lines("een drie gratis vijf zes"))
    assert [words for _, words in aligned.missing] == ["twee vier"]
    assert aligned.surplus == ("gratis", "zes")


def test_a_hyphen_of_its_own_at_the_end_of_a_line_does_not_hide_a_word_that_is_missing_further_on() -> None:
    aligned = align(announced("burn-out en is er"), lines("burn-", "out en er"))
    assert ([words for _, words in aligned.missing], aligned.surplus) == (["is"], ())


def test_what_has_no_width_is_never_missing() -> None:
    aligned = align(announced("rust \u200b en slaap"), lines("rust slaap"))
    assert [words for _, words in aligned.missing] == ["en"]
    shown = align(announced("rust", "\u200b", "slaap"), lines("rust", "slaap")).placed
    assert [len(each.characters) for each in shown] == [4, 0, 5]


def test_a_word_that_is_missing_among_many_of_the_same_is_the_only_one_named() -> None:
    text = " ".join(f"en {number}" for number in range(1000, 1150))
    aligned = align(announced(text), lines(text.replace("en 1070 ", "en ")))
    assert ([words for _, words in aligned.missing], aligned.surplus) == (["1070"], ())


@pytest.mark.parametrize(("before", "after"), [("", "slaapt"), ("zo", ""), ("zo", "slaapt")])
def test_a_word_that_is_missing_beside_many_that_are_there_is_the_only_one_named(before: str, after: str) -> None:
    there = "de kat " * 200
    assert is_whole(there, printed=(there,))
    aligned = align(announced(f"{before} {there} {after}"), lines(there))
    assert [words for _, words in aligned.missing] == [f"{before} {after}".strip()]
    assert aligned.surplus == ()


def test_a_comma_at_the_end_of_a_line_joins_no_words() -> None:
    aligned = align(announced("rust, slaap en water"), lines("rust,", "slaap water"))
    assert ([words for _, words in aligned.missing], aligned.surplus) == (["en"], ())


def test_words_of_two_stretches_of_text_are_two_words_in_whatever_order_they_were_painted() -> None:
    printed = [*line("rust", run=2), *line("slaap", 686, run=1)]
    assert align(announced("rust"), printed).surplus == ("slaap",)


def test_what_is_missing_is_named_with_its_place() -> None:
    aligned = align(announced("rust en slaap", "veel water"), lines("rust en slaap", "water"))
    assert [(text.mark, words) for text, words in aligned.missing] == [(HERE, "veel")]
    assert aligned.surplus == ()


def test_what_nobody_announced_is_named() -> None:
    aligned = align(announced("rust en slaap"), lines("rust en gratis slaap"))
    assert (aligned.missing, aligned.surplus) == ((), ("gratis",))


def test_what_comes_after_the_last_text_is_too_much() -> None:
    assert align(announced("rust"), lines("rust", "gratis")).surplus == ("gratis",)


def test_a_word_that_is_hyphenated_does_not_hide_one_that_is_missing() -> None:
    aligned = align(announced("de medewerkers zijn er"), lines("de mede-", "werkers er"))
    assert [words for _, words in aligned.missing] == ["zijn"]


def test_a_hyphen_that_is_lost_is_found_at_the_line_of_its_text() -> None:
    aligned = align(announced("rust", "burn-out"), lines("rust", "burnout"))
    assert [words for _, words in aligned.missing] == ["burn-out"]


def test_the_words_after_a_hyphenated_one_keep_their_own_characters() -> None:
    aligned = align(
        announced("mede\u00adwerkers en een paar woorden"), lines("mede-", "werkers en een", "paar woorden")
    )
    words = list(words_of(aligned.placed[0]))
    assert ["".join(sign.text for _, sign in word.shown) for word in words] == [
        "medewerkers", "en", "een", "paar", "woorden",
    ]  # fmt: skip
    assert [word.hyphened for word in words] == [{3}, set(), set(), set(), set()]


def test_a_space_that_is_lost_is_found_also_behind_a_hyphenated_word() -> None:
    badly = judged("medewerkers en rust", "mede-", "werkersen rust")
    assert quoted("lost-space", badly, "printed") == ["se"]


@pytest.mark.parametrize(("white", "lost"), [(-0.5, ["te"]), (0.3, ["te"]), (0.5, []), (2.5, [])])
def test_a_space_that_is_too_narrow_to_be_seen_is_lost(white: float, lost: list[str]) -> None:
    """The type is of 10 pt, so the narrowest space is 0.4 pt."""
    setting = Setting(700, 10, upright=True)
    before, after = Box(50, 700, 54, 707), Box(54 + white, 700, 58 + white, 707)
    printed = [
        (1, Character("t", before, 0, space_before=False, setting=setting)),
        (1, Character("e", after, 0, space_before=True, setting=setting)),
    ]
    badly = badly_printed(align(announced("t e"), printed).placed)
    assert quoted("lost-space", badly, "printed") == lost


def test_a_space_between_two_values_that_is_lost_is_found() -> None:
    aligned = align(announced("rust ", "en"), lines("rusten"))
    assert quoted("lost-space", badly_printed(aligned.placed), "printed") == ["te"]


def test_two_values_that_have_no_space_between_them_may_touch() -> None:
    aligned = align(announced("(", "rust", ")"), lines("(rust)"))
    assert badly_printed(aligned.placed) == []


@pytest.mark.parametrize(
    ("text", "printed", "word"),
    [
        ("neem 1,5–2 mg", ("neem 1,5–", "2 mg"), "1,5–2"),
        ("bel 0612345670 nu", ("bel 06123", "45670 nu"), "0612345670"),
        ("bel 0612345670 nu", ("bel 06123 45670 nu",), "0612345670"),
        ("vitamine B12", ("vitamine B", "12"), "B12"),
        ("0800-0000", ("0800-", "0000"), "0800-0000"),
        ("12/7", ("12/", "7"), "12/7"),
        ("vitamine-B12-tekort", ("vitamine-B", "12-tekort"), "vitamine-B12-tekort"),
        ("B12tekort", ("B12te", "kort"), "B12tekort"),
        ("25/26-jarigen", ("25/", "26-jarigen"), "25/26-jarigen"),
        ("om 10:30 uur", ("om 10:", "30 uur"), "10:30"),
        ("bel:0612345670", ("bel:06123", "45670"), "bel:0612345670"),
        ("NL00BANK0000000000", ("NL00BANK", "0000000000"), "NL00BANK0000000000"),
        ("kg/m2.rust", ("kg/m", "2.rust"), "kg/m2.rust"),
    ],
)
def test_a_number_in_pieces_is_found(text: str, printed: tuple[str, ...], word: str) -> None:
    assert quoted("broken-number", judged(text, *printed)) == [word]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("vitamine-B12-tekort", ("vitamine-", "B12-tekort")),
        ("vitamine-B12-tekort", ("vitamine-B12-", "tekort")),
        ("10-daags", ("10-", "daags")),
        ("COVID-19-vaccinatie", ("COVID-19-vacci-", "natie")),
        ("25/26-jarigen", ("25/26-jari", "gen")),
        ("vitamine-B12-tekort", ("vitam", "ine-B12-te", "kort")),
        ("www.iets.example/een/lang/adres?x=1", ("www.iets.example/een/lang/a", "dres?x=1")),
        ("www.a12.example", ("www.a1", "2.example")),
        ("(localhost:8080)).", ("(localhost:", "8080)).")),
        ("tel:0612345670", ("tel:", "0612345670")),
        ("info24@b.example", ("info2", "4@b.example")),
        ("a.example/x1", ("a.exam", "ple/x1")),
    ],
)
def test_a_word_may_end_a_line_where_its_number_stays_whole(text: str, printed: tuple[str, ...]) -> None:
    assert quoted("broken-number", judged(text, *printed)) == []


def broken_in_a_table(text: str, *printed: str) -> list[object]:
    shown = [(page, each._replace(cell=Cell(1, 1, 1))) for page, each in lines(*printed)]
    aligned = align(announced(text), shown)
    assert not aligned.missing
    return quoted("broken-number", badly_printed(aligned.placed))


@pytest.mark.parametrize("text", ["10.000–20.000", "1.000-2.000", "06-12345678", "±2.000–4.000,"])
def test_a_long_range_may_end_a_line_behind_its_dash_in_a_table_only(text: str) -> None:
    dash = max(text.find("–"), text.find("-")) + 1
    assert broken_in_a_table(text, text[:dash], text[dash:]) == []
    assert quoted("broken-number", judged(text, text[:dash], text[dash:])) == [text]
    for place in {*range(1, len(text))} - {dash}:
        assert broken_in_a_table(text, text[:place], text[place:]) == [text], place


def test_a_short_range_or_a_fraction_is_never_broken_and_a_dash_never_lost() -> None:
    assert broken_in_a_table("1.000–20", "1.000–", "20") == ["1.000–20"]
    assert broken_in_a_table("10.000/20.000", "10.000/", "20.000") == ["10.000/20.000"]
    assert not is_whole("10.000–20.000", printed=("10.000", "20.000"))
    assert not is_whole("10.000–20.000", printed=("10.000-", "20.000"))


def test_a_number_of_which_the_first_line_holds_one_digit_is_in_pieces() -> None:
    assert quoted("broken-number", judged("1000", "1", "000")) == ["1000"]


@pytest.mark.parametrize("printed", ["RUST en slaap", "rust En slaap", "rust en slaaP"])
def test_other_capitals_than_were_typed_are_found(printed: str) -> None:
    ((word, shown),) = [
        (each.message.values["text"], each.message.values["printed"]) for each in judged("rust en slaap", printed)
    ]
    assert word != shown
    assert str(word).casefold() == str(shown).casefold()


def test_a_word_that_grows_in_capitals_is_found_as_itself() -> None:
    ((word, shown),) = [
        (each.message.values["text"], each.message.values["printed"]) for each in judged("Straße 1", "STRASSE 1")
    ]
    assert (word, shown) == ("Straße", "STRASSE")


def test_one_letter_that_stands_apart_tears_its_word() -> None:
    (word,) = words_of(align(announced("slaap"), lines("sla ap")).placed[0])
    assert is_torn(word, [])
    assert quoted("torn", judged("goede slaap nu", "goede sla ap nu")) == ["slaap"]


def test_letters_that_are_all_spaced_out_are_torn_only_where_the_spaces_are_no_wider() -> None:
    (word,) = words_of(align(announced("slaap"), lines("s l a a p")).placed[0])
    assert not is_torn(word, [])
    assert not is_torn(word, [1.5])
    assert is_torn(word, [0.6])


def test_a_gap_of_less_than_a_quarter_of_the_type_tears_no_word() -> None:
    setting = Setting(700, 10, upright=True)

    def gap_of(white: float) -> bool:
        boxes = [Box(0, 700, 4, 707), Box(4.5, 700, 8, 707), Box(8 + white, 700, 12, 707)]
        printed = [(1, Character(sign, box, 0, sign == "p", setting)) for sign, box in zip("aap", boxes, strict=True)]
        return bool(quoted("torn", badly_printed(align(announced("aap"), printed).placed)))

    assert (gap_of(2.4), gap_of(2.6)) == (False, True)


@pytest.mark.parametrize(
    ("sign", "compared"),
    [("ﬁ", "fi"), ("µ", "μ"), ("²", "²"), ("₂", "₂"), ("½", "1⁄2"), ("\u2010", "-"), ("\u2011", "-"), ("\u00ad", ""),
     ("\u00a0", ""), ("\u200b", ""), ("é", "e\u0301"), ("…", "..."), ("–", "–"), ("A", "A")],
)  # fmt: skip
def test_a_character_is_compared_as_what_it_looks_like(sign: str, compared: str) -> None:
    assert exact(sign) == compared


def test_capitals_are_the_same_to_the_following_and_accents_are_not() -> None:
    assert folded("É") == folded("é") != folded("e")
    assert folded("ß") == "ss"


@pytest.mark.parametrize(
    ("text", "printed", "found"),
    [
        ("neem een medewerker mee", ("neem een mede", "werker mee"), ["medewerker"]),
        ("neem een medewerker mee", ("neem een mede-", "werker mee"), []),
        ("een medewerker is", ("een", "mede", "werker is"), []),  # as wide as its line
        ("een medewerker", ("een mede", "werker"), []),
        ("neem een burn-out mee", ("neem een burn-", "out mee"), []),
        ("een en/of is", ("een en/", "of is"), []),
        ("zie praktijk.example/een", ("zie praktijk.exa", "mple/een"), []),
        ("een B12tekort", ("een B12", "tekort"), []),  # a broken number
    ],
)
def test_a_word_that_is_broken_within_a_line_has_a_hyphen(
    text: str, printed: tuple[str, ...], found: list[str]
) -> None:
    assert quoted("no-hyphen", judged(text, *printed)) == found


def test_the_space_behind_a_letter_with_an_accent_is_measured_from_the_letter() -> None:
    """The accent is drawn beside its letter's own place, over the space."""
    printed = line("que en", run=0)
    page, letter = printed[2]
    accent = letter._replace(text="\u0301", box=letter.box._replace(left=letter.box.right, right=letter.box.right + 6))
    aligned = align(announced("que\u0301 en"), [*printed[:3], (page, accent), *printed[3:]])
    assert quoted("lost-space", badly_printed(aligned.placed)) == []


@pytest.mark.parametrize(
    ("text", "into", "glued"), [("of een", 0.5, []), ("of een", 0.7, ["fe"]), ("op een", 0.0, ["pe"])]
)
def test_an_italic_f_reaches_into_the_space_behind_it(text: str, into: float, glued: list[str]) -> None:
    """So many points over the end of a space, in type of 10 pt."""
    (page, one), (_, other), *rest = line(text)
    wide = other.box._replace(right=rest[0][1].box.left + into)
    aligned = align(announced(text), [(page, one), (page, other._replace(box=wide)), *rest])
    assert quoted("lost-space", badly_printed(aligned.placed), "printed") == glued


@pytest.mark.parametrize(
    ("text", "font", "into", "glued"),
    [
        ("op yoga", "ABCDEF+Alegreya-Sans-Italic", 0.3, []),
        ("op yoga", "ABCDEF+Alegreya-Sans-Italic", 0.5, ["py"]),
        ("op yoga", "ABCDEF+Alegreya-Sans", 0.0, ["py"]),
        ("op een", "ABCDEF+Alegreya-Sans-Italic", 0.0, ["pe"]),
        ("of yoga", "ABCDEF+Alegreya-Sans-Italic", 1.0, []),
    ],
)
def test_an_italic_y_reaches_into_the_space_before_it(text: str, font: str, into: float, glued: list[str]) -> None:
    """So many points over the beginning of a space, in type of 10 pt."""
    first, (page, last), (_, letter), *rest = line(text)
    paint = Paint(letter.box, font, 0.0, None)
    reaching = letter._replace(
        box=letter.box._replace(left=last.box.right - into), setting=letter.setting._replace(paint=paint)
    )
    aligned = align(announced(text), [first, (page, last), (page, reaching), *rest])
    assert quoted("lost-space", badly_printed(aligned.placed), "printed") == glued
