"""Bytes that are no UTF-8 become the Dutch that was typed, or the doubt is told with the words that differ."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from handouts.files.encoding import garbled, read_legacy, wide_encoding
from handouts.files.encoding.likelihood import likelihood_of
from handouts.intake.importing.decoding import decode
from handouts.intake.spreadsheets import read_table

TEXTS = [
    "Zoë", "één café", "geïnteresseerd", "de coöperatie", "een reünie", "René", "Daniël en Noël", "patiënten",
    "Één keer",
    "à la crème", "vóór het eten", "CAFÉ", "½ tablet", "37 °C",
]  # fmt: skip
WITH_SIGNS = [
    "’s avonds",
    "foto’s",
    "“rust”, zei ze",
    "kost € 45,50",
    "thuis – of buiten",
    "• licht uit\n• rust",
    "wacht…",
]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("codec", ["cp1252", "mac_roman", "cp858", "cp437", "iso8859_15"])
def test_a_few_words_are_read_right_or_the_doubt_holds_them(text: str, codec: str) -> None:
    try:
        data = text.encode(codec)
    except UnicodeEncodeError:
        return
    found = read_legacy(data)
    assert found is not None
    if found.text != text:
        assert found.rival is not None


@pytest.mark.parametrize("text", [*TEXTS[:8], *WITH_SIGNS])
@pytest.mark.parametrize("codec", ["cp1252", "mac_roman"])
def test_what_windows_and_macs_save_is_read_right(text: str, codec: str) -> None:
    found = read_legacy(text.encode(codec))
    assert found is not None
    assert found.text == text


@pytest.mark.parametrize(
    ("text", "codecs"),
    [
        ("± 5 ml", "cp1252 mac_roman cp858"), ("25 µg", "cp1252 mac_roman"), ("3 µl of 4 µm", "cp1252 mac_roman cp858"),
        ("zie § 3", "cp1252 cp858"), ("2 × per dag", "cp1252 cp858"), ("12 m² groot", "cp1252"), ("£ 5", "cp1252"),
        ("£5 each", "cp1252"), ("¼ glas", "cp1252 cp858"), ("thee · rust", "cp1252 mac_roman cp858"),
        ("© Praktijk", "cp1252 mac_roman cp858"), ("5\u00a0ml", "cp1252 mac_roman cp858"), ("10–15 min.", "cp1252"),
    ],
)  # fmt: skip
def test_a_sign_alone_is_read_right_where_it_belongs(text: str, codecs: str) -> None:
    for codec in codecs.split():
        found = read_legacy(text.encode(codec))
        assert found is not None
        assert (codec, found.text) == (codec, text)


@pytest.mark.parametrize(
    "text",
    ["a±b", "aµb", "2§b", "b§2", "a×2", "2×b", "a£5", "£a", "3µx", "a½b", "½b", "a½", "a“b", "“ rust", "2“", "x•y",
     "a\u00a0b", "CAFéS", "CafÉ"],
)  # fmt: skip
def test_a_sign_that_nobody_writes_there_makes_a_text_unlikely(text: str) -> None:
    found = read_legacy(text.encode("cp1252"))
    assert found is None or found.text != text


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("vóór", 3.0), ("één", 6.0), ("ëen", 0.5), ("CAFÉ", 2.3), ("½ kop", 1.5), ("• rust", 2.5), ("\n• rust", 2.5),
        ("a • b", 0.5), ("5\u00a0ml", 1.5), ("om\u00a05", 1.5), ("£5", 0.7), ("£ 5", 0.7), ("37°C", 1.5),
        ("25 µg", 1.2), ("± 5 ml", 0.7), ("a±5", None), ("5±a", None),
    ],
)  # fmt: skip
def test_a_character_has_the_mark_of_its_place(text: str, mark: float | None) -> None:
    found = likelihood_of(text)
    assert (found and found.of_all) == (mark if mark is None else pytest.approx(mark))


def test_a_doubt_names_three_words_at_most() -> None:
    found = read_legacy("20 °C, 21 °C. 68 °F, 70 °F. x°C".encode("mac_roman"))
    assert found is not None
    assert found.rival is not None
    assert found.rival.words == (("°C", "íC"), ("°C.", "íC."), ("°F", "íF"))


def test_a_doubt_names_the_words_as_both_encodings_have_them() -> None:
    found = read_legacy("Bärbel".encode("mac_roman"))
    assert found is not None
    assert found.rival is not None
    assert set(found.rival.words[0]) == {"Bärbel", "Bèrbel"}
    assert found.rival.said() in {"“Bärbel” or “Bèrbel”", "“Bèrbel” or “Bärbel”"}


@pytest.mark.parametrize("names", ["Bärbel; Käthe; Jäger; Gräfin", "Bärbel\nBärbel\nBärbel\nBärbel"])
def test_the_same_letter_again_and_again_is_no_more_proof_than_once(names: str) -> None:
    found = read_legacy(names.encode("mac_roman"))
    assert found is not None
    assert found.text == names or found.rival is not None


@pytest.mark.parametrize(
    ("names", "codec"),
    [
        ("Łukasz", "cp1250"), ("Šárka Dvořák", "cp1250"), ("Małgorzata; Paweł", "cp1250"), ("Jiří", "cp1250"),
        ("Şeyma Yıldız", "cp1254"), ("Çağlar Güneş", "cp1254"), ("Ayşe Gül İnan", "cp1254"), ("Işıl", "cp1254"),
    ],
)  # fmt: skip
def test_polish_czech_and_turkish_names_are_read_right_or_in_doubt(names: str, codec: str) -> None:
    found = read_legacy(names.encode(codec))
    assert found is not None
    assert found.text == names or found.rival is not None


def test_another_script_is_no_dutch() -> None:
    assert read_legacy("Наталья".encode("cp1251")) is None


def test_utf_8_with_lines_of_another_encoding_is_read_as_both() -> None:
    found = read_legacy("één café\n".encode() + "Zoë’s thee".encode("cp1252"))
    assert found is not None
    assert (found.text, found.strays) == ("één café\nZoë’s thee", 2)
    assert found.name == "UTF-8 with Windows-1252"


def test_what_is_text_in_no_encoding_is_none() -> None:
    assert read_legacy(bytes(range(128, 256))) is None


@given(
    st.lists(st.sampled_from([*TEXTS, *WITH_SIGNS, "rust", "elke avond"]), min_size=1, max_size=8).map(" ".join),
    st.sampled_from(["cp1252", "mac_roman", "cp858", "cp437", "iso8859_15"]),
)
def test_no_text_is_read_wrong_in_silence(text: str, codec: str) -> None:
    data = text.encode(codec, "ignore")
    assume(not data.isascii())
    found = read_legacy(data)
    assert found is not None
    assert found.text == data.decode(codec) or found.rival


@pytest.mark.parametrize(
    ("text", "word", "mended"),
    [
        ("Voor ZoÃ« thuis", "ZoÃ«", "Zoë"),
        ("fotoâ€™s", "fotoâ€™s", "foto’s"),
        ("â‚¬ 5", "â‚¬", "€"),
        ("caf√©", "caf√©", "café"),
    ],
)
def test_a_word_that_was_read_wrong_before_is_seen(text: str, word: str, mended: str) -> None:
    assert [each[1:] for each in garbled(text)] == [(word, mended)]


@pytest.mark.parametrize("text", [*TEXTS, *WITH_SIGNS, "café…”", "Ömer’s", "É…", "«één»", "naïef—ècht", "5\u00a0µg"])
def test_a_sound_word_is_not_taken_for_one_that_was_read_wrong(text: str) -> None:
    assert list(garbled(text)) == []


def test_a_spreadsheet_names_the_cell_of_which_the_encoding_is_doubtful() -> None:
    table = read_table("ref;voornaam\nA-1;Kim\nA-2;Bärbel\n".encode("mac_roman"), "lijst.csv")
    (problem,) = table.problems
    assert (problem.severity, problem.rule, str(problem.mark)) == ("warning", "doubtful-encoding", "lijst.csv:3:2")
    assert "Bärbel" in problem.message
    sure = read_table("ref;voornaam\nA-1;Zoë\n".encode("mac_roman"), "lijst.csv")
    assert (sure.rows[0].cells, sure.problems) == (("A-1", "Zoë"), ())
    assert "Mac Roman" in sure.detected


def test_a_text_names_the_line_of_which_the_encoding_is_doubtful_or_was_wrong_before() -> None:
    doubtful = decode("Titel\n\nVoor Bärbel".encode("mac_roman"), "a.txt")
    assert [(each.rule, each.mark.line) for each in doubtful.problems] == [("doubtful-encoding", 3)]
    wrong = decode("Titel\nVoor ZoÃ«".encode(), "a.txt")
    assert [(each.rule, each.mark.line) for each in wrong.problems] == [("garbled", 2)]
    old_mac = decode("Titel\rZ’n café – dat scheelt € 5,-\r•\tlicht uit".encode("mac_roman"), "a.txt")
    assert old_mac.text == "Titel\nZ’n café – dat scheelt € 5,-\n•\tlicht uit"
    assert (old_mac.encoding, old_mac.problems) == ("Mac Roman", ())


WIDE = ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"]


@given(
    st.lists(st.sampled_from([*TEXTS, *WITH_SIGNS, "rust", "elke avond", "\r\n", ";"]), min_size=1, max_size=8).map(
        "".join
    )
)
def test_unicode_of_two_or_four_bytes_is_known_with_and_without_a_mark(text: str) -> None:
    for codec in WIDE:
        for data in (text.encode(codec), ("\ufeff" + text).encode(codec)):
            found = wide_encoding(data)
            assert found is not None
            assert data.decode(found.codec).removeprefix("\ufeff") == text


@given(
    st.lists(st.sampled_from([*TEXTS, *WITH_SIGNS, "rust", "elke avond"]), min_size=1, max_size=8).map(" ".join),
    st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "mac_roman", "cp437"]),
    st.sampled_from(["", "\0", "\0" * 512, "een\0twee", "\0\0ref;a"]),
)
def test_text_of_one_byte_a_character_is_never_taken_for_it(text: str, codec: str, more: str) -> None:
    assert wide_encoding((text + more).encode(codec, "ignore")) is None
    assert wide_encoding((more + text).encode(codec, "ignore")) is None
