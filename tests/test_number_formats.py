"""A cell shows in print what it shows in the spreadsheet, or a Problem says that this cannot be told."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.intake.spreadsheets.formats import NotUnderstood
from handouts.intake.spreadsheets.moments import day_of
from handouts.intake.spreadsheets.shown import built_in, is_day, number_in, text_shown, truth_shown, value_shown

# Format, what the file holds, what is shown in Dutch, and in English where that differs.
SHOWN = [
    # General: at most eleven characters
    ("General", "1.5", "1,5", "1.5"),
    ("General", "2", "2", "2"),
    ("General", "0.3333333333333333", "0,333333333", "0.333333333"),
    ("General", "-0.3333333333333333", "-0,333333333", "-0.333333333"),
    ("General", "333.3333333333333", "333,3333333", "333.3333333"),
    ("General", "0.30000000000000004", "0,3", "0.3"),
    ("General", "1000000", "1000000", "1000000"),
    ("General", "612345678", "612345678", "612345678"),
    ("General", "12345678901", "12345678901", "12345678901"),
    ("General", "123456789012", "1,23457E+11", "1.23457E+11"),
    ("General", "0.0001", "0,0001", "0.0001"),
    ("General", "1E-10", "1E-10", "1E-10"),
    ("General", "1.23456789E-7", "1,23457E-07", "1.23457E-07"),
    ("General", "1E+20", "1E+20", "1E+20"),
    ("General", "0", "0", "0"),
    ('General" stuks"', "3", "3 stuks", "3 stuks"),
    # Figures and text
    ("0", "1.5", "2", "2"),
    ("0", "2.5", "3", "3"),
    ("0.00", "0.3333333333", "0,33", "0.33"),
    ("0.00", "1.005", "1,01", "1.01"),
    ('0.0" tablet"', "1.5", "1,5 tablet", "1.5 tablet"),
    ('0" capsules"', "2", "2 capsules", "2 capsules"),
    ("0\\ \\m\\g", "250", "250 mg", "250 mg"),
    ('0.0#" ml"', "2.5", "2,5 ml", "2.5 ml"),
    ('0.0#" ml"', "2.25", "2,25 ml", "2.25 ml"),
    ('0" × per dag"', "3", "3 × per dag", "3 × per dag"),
    ('0.##" g"', "5", "5, g", "5. g"),
    ("#", "0", "", ""),
    ("#.##", "0", ",", "."),
    (".00", "0.5", ",50", ".50"),
    (".00", "1.5", "1,50", "1.50"),
    ("0.??", "1.5", "1,5", "1.5"),
    ("000", "7", "007", "007"),
    ("0000000000", "612345678", "0612345678", "0612345678"),
    ("00-00000000", "612345678", "06-12345678", "06-12345678"),
    ("(###) ###-####", "5551234567", "(555) 123-4567", "(555) 123-4567"),
    ('"+31 "0 00000000', "612345678", "+31 6 12345678", "+31 6 12345678"),
    ("0000\\ 00", "12345", "0123 45", "0123 45"),
    ('"ja"', "1", "ja", "ja"),
    # Thousands
    ("#,##0", "1234567", "1.234.567", "1,234,567"),
    ("#,##0.00", "12345.678", "12.345,68", "12,345.68"),
    ("#,##0", "999.5", "1.000", "1,000"),
    ("#,##0", "12", "12", "12"),
    ("0,000", "12", "0.012", "0,012"),
    ("0,", "12345", "12", "12"),
    ("0.0,", "12345", "12,3", "12.3"),
    ("0.0,,", "12345678", "12,3", "12.3"),
    ('#,##0," duizend"', "1234567", "1.235 duizend", "1,235 duizend"),
    # Money
    ('"€" #,##0.00', "45.5", "€ 45,50", "€ 45.50"),
    ("[$€-413] #,##0.00", "45.5", "€ 45,50", "€ 45.50"),
    ("[$€-2] #,##0.00", "1234.5", "€ 1.234,50", "€ 1,234.50"),
    ("#,##0.00 [$€-407]", "45.5", "45,50 €", "45.50 €"),
    ('_ "€"\\ * #,##0.00_ ;_ "€"\\ * \\-#,##0.00_ ;_ "€"\\ * "-"??_ ;_ @_ ', "45.5", "€ 45,50", "€ 45.50"),
    ('_ "€"\\ * #,##0.00_ ;_ "€"\\ * \\-#,##0.00_ ;_ "€"\\ * "-"??_ ;_ @_ ', "-45.5", "€ -45,50", "€ -45.50"),
    ('_ "€"\\ * #,##0.00_ ;_ "€"\\ * \\-#,##0.00_ ;_ "€"\\ * "-"??_ ;_ @_ ', "0", "€ -", "€ -"),
    ('"€ "#,##0.00;"€ "-#,##0.00', "-3", "€ -3,00", "€ -3.00"),
    # Percent
    ("0%", "0.25", "25%", "25%"),
    ("0.0%", "0.125", "12,5%", "12.5%"),
    ("0.00%", "1.5", "150,00%", "150.00%"),
    ("0 %", "0.5", "50 %", "50 %"),
    ('0"%"', "25", "25%", "25%"),
    ("0\\%", "25", "25%", "25%"),
    # Sections
    ('0;-0;"nul"', "0", "nul", "nul"),
    ("#,##0_);(#,##0)", "1234", "1.234", "1,234"),
    ("#,##0_);(#,##0)", "-1234", "(1.234)", "(1,234)"),
    ("#,##0_);[Red](#,##0)", "-1234", "(1.234)", "(1,234)"),
    ("[Red]0.0", "1.5", "1,5", "1.5"),
    ("[Color 12]0", "1", "1", "1"),
    ("0.0", "-1.5", "-1,5", "-1.5"),
    ('"€ "0.00', "-1.5", "-€ 1,50", "-€ 1.50"),
    (";;;", "5", "", ""),
    ("0;;", "-5", "", ""),
    ("0;-0;;@", "0", "", ""),
    ("[>100]0;0.0", "150", "150", "150"),
    ("[>100]0;0.0", "5.25", "5,3", "5.3"),
    ('[=1]0" tablet";0" tabletten"', "1", "1 tablet", "1 tablet"),
    ('[=1]0" tablet";0" tabletten"', "2", "2 tabletten", "2 tabletten"),
    ('[<1]0.0" g";[<10]0" g";"veel"', "0.5", "0,5 g", "0.5 g"),
    ('[<1]0.0" g";[<10]0" g";"veel"', "5", "5 g", "5 g"),
    ('[<1]0.0" g";[<10]0" g";"veel"', "50", "veel", "veel"),
    ("[<=9999999]###-####;(###) ###-####", "5551234", "555-1234", "555-1234"),
    ("@", "1.5", "1,5", "1.5"),
    ("0;@", "2", "2", "2"),
    # Powers of ten
    ("0.00E+00", "12345", "1,23E+04", "1.23E+04"),
    ("0.00E+00", "0.00012", "1,20E-04", "1.20E-04"),
    ("0.00E+00", "0", "0,00E+00", "0.00E+00"),
    ("0.0E-0", "12345", "1,2E4", "1.2E4"),
    ("##0.0E+0", "12345", "12,3E+3", "12.3E+3"),
    ("0E+0", "9.5", "1E+1", "1E+1"),
    ("#0.0E+0", "12345", "1,2E+4", "1.2E+4"),
    ("#0.0E+0", "123456", "12,3E+4", "12.3E+4"),
    ("#0.0E+0", "0.05", "5,0E-2", "5.0E-2"),
    # Fractions
    ("# ?/?", "0.5", "1/2", "1/2"),
    ("# ?/?", "0.75", "3/4", "3/4"),
    ("# ?/?", "1.25", "1 1/4", "1 1/4"),
    ("# ?/?", "2", "2", "2"),
    ("# ?/?", "0", "0", "0"),
    ("# ?/?", "0.3333333333333333", "1/3", "1/3"),
    ("# ?/?", "-0.75", "- 3/4", "- 3/4"),
    ("# ?/?", "0.99", "1", "1"),
    ("# ??/??", "0.3125", "5/16", "5/16"),
    ("# ??/??", "1.25", "1 1/4", "1 1/4"),
    ("?/?", "1.5", "3/2", "3/2"),
    ("# ?/2", "1.5", "1 1/2", "1 1/2"),
    ("# ?/4", "0.5", "2/4", "2/4"),
    ("# ?/8", "0.375", "3/8", "3/8"),
    ("# ??/16", "0.5", "8/16", "8/16"),
    ('# ?/?" tablet"', "0.5", "1/2 tablet", "1/2 tablet"),
    ('# ?/?" tablet"', "1.5", "1 1/2 tablet", "1 1/2 tablet"),
    ("0 ?/?", "0.5", "0 1/2", "0 1/2"),
    # Dates
    ("yyyy-mm-dd", "46346", "2026-11-20", "2026-11-20"),
    ("d-m-yyyy h:mm", "46360.60416666666", "4-12-2026 14:30", "4-12-2026 14:30"),
    ("d\\-m\\-yyyy", "46360", "4-12-2026", "4-12-2026"),
    ("d/m/yyyy", "46360", "4-12-2026", "4/12/2026"),
    ("d-mmm", "46054", "1-feb", "1-Feb"),
    ("d-mmm-yy", "46054", "1-feb-26", "1-Feb-26"),
    ("mmm-yy", "46082", "mrt-26", "Mar-26"),
    ("dddd d mmmm yyyy", "46360", "vrijdag 4 december 2026", "Friday 4 December 2026"),
    ("ddd dd-mm-yy", "46360", "vr 04-12-26", "Fri 04-12-26"),
    ("[$-413]d\\ mmmm\\ yyyy;@", "46360", "4 december 2026", "4 december 2026"),
    ("[$-409]mmmm\\ d\\,\\ yyyy;@", "46360", "December 4, 2026", "December 4, 2026"),
    ("[$-nl-NL]dddd", "46360", "vrijdag", "vrijdag"),
    ("[$-0409]ddd", "46360", "Fri", "Fri"),
    ("mmmmm", "46360", "d", "D"),
    ("d.m.yyyy", "46360", "4.12.2026", "4.12.2026"),
    ("d mmm, yyyy", "46360", "4 dec, 2026", "4 Dec, 2026"),
    ('"week van "d mmmm', "46360", "week van 4 december", "week van 4 December"),
    ("d-m-yyyy", "1", "1-1-1900", "1-1-1900"),
    ("d-m-yyyy", "59", "28-2-1900", "28-2-1900"),
    ("d-m-yyyy", "60", "29-2-1900", "29-2-1900"),
    ("d-m-yyyy", "61", "1-3-1900", "1-3-1900"),
    ("dddd", "1", "zondag", "Sunday"),
    ("d-m-yyyy", "2958465", "31-12-9999", "31-12-9999"),
    # Times
    ("h:mm", "0.6041666666666666", "14:30", "14:30"),
    ("hh:mm", "0.375", "09:00", "09:00"),
    ("h:mm:ss", "0.6041666666666666", "14:30:00", "14:30:00"),
    ("h:mm", "0.60416", "14:29", "14:29"),
    ("h:mm AM/PM", "0.6041666666666666", "2:30 PM", "2:30 PM"),
    ("h:mm AM/PM", "0", "12:00 AM", "12:00 AM"),
    ("h:mm A/P", "0.5", "12:00 P", "12:00 P"),
    ("h AM/PM", "0.25", "6 AM", "6 AM"),
    ("[h]:mm", "1.5", "36:00", "36:00"),
    ("[h]:mm:ss", "0.0625", "1:30:00", "1:30:00"),
    ("[mm]:ss", "0.0625", "90:00", "90:00"),
    ("[ss]", "0.001", "86", "86"),
    ("mm:ss", "0.0208449074", "30:01", "30:01"),
    ("mm:ss.0", "0.0208460648", "30:01,1", "30:01.1"),
    ("h:mm:ss.000", "0.00000011574", "0:00:00,010", "0:00:00.010"),
    ('h:mm" uur"', "0.6041666666666666", "14:30 uur", "14:30 uur"),
    ("h\\.mm", "0.6041666666666666", "14.30", "14.30"),
    ('[h]" u "mm" min"', "1.0625", "25 u 30 min", "25 u 30 min"),
    ("[m]\" min.\"", "0.0104166666666667", "15 min.", "15 min."),
    ("yyyy-mm-dd hh:mm", "46360.99999999", "2026-12-05 00:00", "2026-12-05 00:00"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "value", "nl", "en"), SHOWN)
def test_a_number_is_shown_by_its_format(code: str, value: str, nl: str, en: str) -> None:
    shown = [value_shown(number_in(value), code, language).text for language in ("nl", "en")]
    assert shown == [nl, en]


@pytest.mark.parametrize(
    ("code", "value", "why"),
    [
        ("0 stuks", "1", "“t”"),
        ("0x", "1", "“x”"),
        ("0*-", "1", "fills the cell"),
        ("[DBNum1]0", "1", "[DBNum1]"),
        ("[$-2000401]0", "1", "another calendar"),
        ("0;0;0;0;0", "1", "more than four sections"),
        ("0" * 256, "1", "too long"),
        ("0.0.0", "1", "two decimal signs"),
        ("0E+0E+0", "1", "two powers of ten"),
        ("E+0", "1", "no digit before it"),
        ("#0.0E+0", "99.99", "rounds it to another power of ten"),
        ("#0.0E+0", "0", "zero with a power of ten"),
        ("0.###E+0", "2", "how many decimals"),
        ("##0.0E+0", "999960", "another power of ten"),
        ("##0.0E+0", "0", "zero with a power of ten"),
        (",0", "1", "comma before its digits"),
        ('0"x",', "1", "comma after its text"),
        ("06-0", "1", "a figure of its own"),
        ("# 0/00", "0.5", "another form"),
        ('#" en "?/?', "0.5", "another form"),
        ("# ?/?", "0.0625", "no fraction of so few figures"),
        ("# ??/??", "3.14159", "no fraction of so few figures"),
        ("0", "-0.4", "just below zero"),
        ("[>100]0;[<0]0.0", "50", "####"),
        ("[>100]0;0.0;0.00", "50", "leave open"),
        ("[>100]0;0.0", "-5", "leave open"),
        ("0;General", "-5", "whether a minus is shown"),
        ("d-m-yyyy", "-1", "####"),
        ("h:mm", "-0.5", "####"),
        ("d-m-yyyy", "2958466", "####"),
        ("[$-407]mmmm", "46360", "another language"),
        ("d 0", "46360", "mixes a date with a number"),
        ("General d", "46360", "mixes a date with a number"),
        ("General0", "1", "mixes General with digits"),
        ("ss.0000", "0.5", "more than three decimals"),
    ],
)
def test_a_format_that_leaves_something_open_is_not_guessed(code: str, value: str, why: str) -> None:
    with pytest.raises(NotUnderstood) as reason:
        value_shown(number_in(value), code, "nl")
    assert why in str(reason.value)


def test_the_long_date_of_an_english_computer_depends_on_the_country() -> None:
    code = "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy"
    assert value_shown(number_in("46360"), code, "nl").text == "vrijdag 4 december 2026"
    assert value_shown(number_in("0.60416667"), "[$-F400]h:mm:ss\\ AM/PM", "nl").text == "14:30:00"
    with pytest.raises(NotUnderstood, match="as the computer writes it"):
        value_shown(number_in("46360"), code, "en")


@pytest.mark.parametrize(
    ("text", "code", "expected"),
    [("007", "0.00", "007"), ("drie", '0;-0;0;@" stuks"', "drie stuks"), ("drie", ";;;", ""), ("drie", ";;", "drie"),
     ("drie", "@", "drie"), ("drie", '"ca. "@', "ca. drie"), ("drie", "0;@", "drie"), ("drie", "General", "drie")],
)  # fmt: skip
def test_a_text_is_shown_by_the_section_for_texts(text: str, code: str, expected: str) -> None:
    assert text_shown(text, code).text == expected


def test_the_formats_that_a_file_names_by_number_are_those_of_the_computer() -> None:
    assert value_shown(number_in("46360"), built_in(14, "nl") or "", "nl").text == "4-12-2026"
    assert value_shown(number_in("1234.5"), built_in(7, "nl") or "", "nl").text == "€ 1.234,50"
    assert value_shown(number_in("1234.5"), built_in(40, "nl") or "", "nl").text == "1.234,50"
    assert built_in(14, "en") is None
    assert built_in(55, "nl") is None
    assert (truth_shown(True, "nl"), truth_shown(False, "en")) == ("WAAR", "FALSE")


@pytest.mark.parametrize(
    ("number", "value", "nl"),
    [
        (0, "1.5", "1,5"), (1, "1.5", "2"), (2, "1.5", "1,50"), (3, "1234.5", "1.235"), (4, "1234.5", "1.234,50"),
        (5, "1234.5", "€ 1.235"), (6, "-5", "€ -5"), (8, "-5", "€ -5,00"), (9, "0.25", "25%"), (10, "0.25", "25,00%"),
        (11, "1234", "1,23E+03"), (12, "0.5", "1/2"), (13, "0.3125", "5/16"), (15, "46054", "1-feb-26"),
        (16, "46054", "1-feb"), (17, "46054", "feb-26"), (18, "0.75", "6:00 PM"), (19, "0.75", "6:00:00 PM"),
        (20, "0.75", "18:00"), (21, "0.75", "18:00:00"), (22, "46054.75", "1-2-2026 18:00"), (37, "1234", "1.234"),
        (38, "1234", "1.234"), (39, "1234.5", "1.234,50"), (41, "1234", "1.234"), (42, "1234", "€ 1.234"),
        (43, "1234.5", "1.234,50"), (44, "1234.5", "€ 1.234,50"), (45, "0.0625", "30:00"), (46, "1.5", "36:00:00"),
        (47, "0.0208460648", "30:01,1"), (48, "12345", "12,3E+3"), (49, "7", "7"),
    ],
)  # fmt: skip
def test_each_format_without_a_code_shows_what_office_shows(number: int, value: str, nl: str) -> None:
    assert value_shown(number_in(value), built_in(number, "nl") or "", "nl").text.strip() == nl


@pytest.mark.parametrize(
    ("number", "from_1904", "day"),
    [
        ("1", False, date(1900, 1, 1)), ("59", False, date(1900, 2, 28)), ("60", False, None),
        ("61", False, date(1900, 3, 1)), ("46360.6", False, date(2026, 12, 4)), ("0.5", False, None),
        ("-1", False, None), ("2958465", False, date(9999, 12, 31)), ("2958466", False, None),
        ("44898", True, date(2026, 12, 4)), ("0", True, date(1904, 1, 1)),
    ],
)  # fmt: skip
def test_a_number_is_a_day(number: str, from_1904: bool, day: date | None) -> None:
    assert day_of(Decimal(number), from_1904=from_1904) == day


def test_only_what_shows_a_day_is_a_day() -> None:
    days = {"d": True, "mmm-yy": True, "yyyy": True, "[$-F800]d": True, "d-m-yyyy h:mm": True, "h:mm": False,
            "mm:ss": False, "[h]:mm": False, "[$-F400]h": False, "0.0": False, '"dag"0': False, "@": False}  # fmt: skip
    assert {code: is_day(code) for code in days} == days


PIECES = (
    "0", "#", "?", "00", "#,##0", ".", ".00", ".0#", ",", "%", "E+00", "/", "8", "@", "General", "d", "dd", "mmm",
    "yyyy", "h", "mm", "ss", "[h]", "AM/PM", '" mg"', "\\x", "_)", "* ", "[Red]", "[>100]", "[<=1]", "[$€-413]",
    "[$-413]", ";", " ", "-", "(", ")", ":", "€", "x",
)  # fmt: skip
CODES = st.lists(st.sampled_from(PIECES), min_size=1, max_size=7).map("".join)
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=6)


@given(code=CODES, number=NUMBERS, language=st.sampled_from(["nl", "en"]))
def test_every_format_shows_every_number_or_says_why_not(code: str, number: Decimal, language: str) -> None:
    try:
        text = value_shown(number_in(str(number)), code, language).text
    except NotUnderstood:
        return
    assert text == text.strip(" ")
    assert not set(text) & set('"\\_*[];')


@given(
    whole=st.sampled_from(["0", "#", "#,##0", "000", "#,###", "00"]),
    places=st.integers(0, 4),
    unit=st.sampled_from(["", " tablet", " mg", "%", "€ "]),
    number=st.integers(-(10**9), 10**9).map(lambda number: Decimal(number) / 1000),
)
def test_what_is_shown_reads_back_as_the_number_with_its_decimals(
    whole: str, places: int, unit: str, number: Decimal
) -> None:
    code = f"{whole}{'.' if places else ''}{'0' * places}" + (f'"{unit}"' if unit else "")
    try:
        nl, en = (value_shown(number, code, language).text for language in ("nl", "en"))
    except NotUnderstood:
        assert abs(number) * 10**places < 1
        return
    assert en.translate({44: 46, 46: 44}) == nl
    shown = nl.removesuffix(unit.strip()).strip().replace(".", "").replace(",", ".")
    assert abs(Decimal(shown or "0") - number) <= Decimal(5).scaleb(-places - 1)


@pytest.mark.parametrize(
    ("value", "characters", "shown"),
    [
        ("1E-9", 8, "1E-09"), ("1E-9", 11, "0,000000001"), ("-1E-9", 8, "-1E-09"), ("0.0000125", 8, "1,25E-05"),
        ("0.0000125", 9, "0,0000125"), ("0.00001", 8, "0,00001"), ("0.000123456", 8, "0,000123"),
    ],
)  # fmt: skip
def test_a_small_fraction_is_shown_by_its_power_of_ten_where_the_column_is_too_narrow(
    value: str, characters: int, shown: str
) -> None:
    assert value_shown(Decimal(value), "General", "nl", characters=characters).text == shown


@pytest.mark.parametrize("value", ["1E+9999999", "1e999", "-1E-9999999", "NaN", "Infinity", "sNaN"])
def test_a_number_that_no_spreadsheet_holds_is_not_understood(value: str) -> None:
    with pytest.raises(NotUnderstood):
        number_in(value)


@pytest.mark.parametrize("code", ["0.00", "0." + "0" * 30, "#,##0", "0.00E+00", "# ?/?", "General", "0%%%"])
@pytest.mark.parametrize("value", ["1E+300", "1E-300", "123456789012345678901234567890", "12.5"])
def test_a_number_of_any_size_is_shown_in_any_format(value: str, code: str) -> None:
    with suppress(NotUnderstood):
        assert value_shown(number_in(value), code, "nl").text
