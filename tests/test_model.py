"""What people type is understood or named, and never guessed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from handouts.content.loading import KINDS, validate
from handouts.content.model.addresses import MailAddress, Phone, Picture, WebAddress
from handouts.content.model.brochure import Brochure, Section, Title
from handouts.content.model.dates import as_date
from handouts.content.model.describing import json_schema
from handouts.content.model.fields import Prose, Text
from handouts.content.model.formats import FORMATS, Variant, format_of_a_sheet
from handouts.content.model.selective import format_called
from handouts.content.model.settings import OneOf, as_colour, as_yes_or_no, whole_number
from handouts.content.model.sheet import Appointment, Consult
from handouts.languages.messages import translated
from handouts.problems import ContentError


def refused(convert: Callable[[object], object], typed: object) -> str:
    """The rule by which a field refuses what was typed."""
    with pytest.raises(PydanticCustomError) as caught:
        convert(typed)
    context = caught.value.context
    assert context is not None
    assert context["sentence"]
    return caught.value.type


@pytest.mark.parametrize(
    "typed",
    [
        "2026-01-05", "2026-1-5", "5-1-2026", "05-01-2026", "5/1/2026", "5.1.2026", "5 januari 2026", "5 Januari 2026",
        "5 jan 2026", "5 jan. 2026", "5 January 2026", " 2026-01-05 ", "20260105", "05012026", "5 1 2026",
    ],
)  # fmt: skip
def test_a_date_is_understood_as_people_write_it(typed: str) -> None:
    assert as_date(typed) == date(2026, 1, 5)


@pytest.mark.parametrize(
    ("typed", "rule"),
    [
        ("2026-02-30", "no-such-date"), ("2025-02-29", "no-such-date"), ("31-4-2026", "no-such-date"),
        ("2026-13-01", "no-such-date"), ("1-13-2026", "no-such-date"), ("2026-00-10", "no-such-date"),
        ("0", "not-a-date"), ("5", "not-a-date"), ("20261301", "not-a-date"), ("5-1-26", "not-a-date"),
        ("morgen", "not-a-date"), ("5 hooimaand 2026", "not-a-date"), ("0026-01-05", "not-a-date"),
        ("9999-01-01", "not-a-date"), ("2026-01-05T10:00", "not-a-date"), ("januari 2026", "not-a-date"),
        ("", "empty"), (["2026-01-05"], "not-text"), ({"a": "b"}, "not-text"),
    ],
)  # fmt: skip
def test_what_is_no_date_is_never_guessed(typed: object, rule: str) -> None:
    assert refused(as_date, typed) == rule


@pytest.mark.parametrize("typed", ["ja", "JA", "yes", "true", "aan", "on", "y", "waar"])
def test_yes_in_the_words_of_people(typed: str) -> None:
    assert as_yes_or_no(typed) is True


@pytest.mark.parametrize("typed", ["nee", "no", "NO", "false", "uit", "off", "n", "onwaar"])
def test_no_in_the_words_of_people(typed: str) -> None:
    assert as_yes_or_no(typed) is False


@pytest.mark.parametrize("typed", ["misschien", "1", "0", "ja!", "~"])
def test_what_is_neither_yes_nor_no_is_named(typed: str) -> None:
    assert refused(as_yes_or_no, typed) == "not-yes-or-no"


@pytest.mark.parametrize(("typed", "number"), [("1", 1), ("12", 12), (" 3 ", 3), ("+4", 4), ("007", 7)])
def test_a_whole_number_is_read(typed: str, number: int) -> None:
    assert whole_number(1, 12, 2)(typed) == number


@pytest.mark.parametrize(
    ("typed", "rule"),
    [
        ("1,5", "not-a-number"), ("1.0", "not-a-number"), ("1e3", "not-a-number"), ("0x1", "not-a-number"),
        ("twee", "not-a-number"), ("1_0", "not-a-number"), ("9" * 5000, "not-a-number"), ("0", "out-of-range"),
        ("13", "out-of-range"), ("-1", "out-of-range"),
    ],
)  # fmt: skip
def test_what_is_no_whole_number_is_named(typed: str, rule: str) -> None:
    assert refused(whole_number(1, 12, 2), typed) == rule


@pytest.mark.parametrize(
    ("typed", "colour"), [("#2e5a4b", "#2E5A4B"), ("2E5A4B", "#2E5A4B"), ("#abc", "#AABBCC"), ("012", "#001122")]
)
def test_a_colour_is_read(typed: str, colour: str) -> None:
    assert as_colour(typed) == colour


@pytest.mark.parametrize(
    "typed", ["groen", "#12345", "#gggggg", "rgb(1,2,3)", "##123456", "#1234567", "var(--x)", "red;"]
)
def test_what_is_no_colour_is_named(typed: str) -> None:
    assert refused(as_colour, typed) == "not-a-colour"


@pytest.mark.parametrize(
    ("typed", "href"),
    [
        ("0612345670", "tel:0612345670"),
        ("06 12 34 56 70", "tel:0612345670"),
        ("+31 (0)6 12 34 56 70", "tel:+31612345670"),
        ("0031 (0)20-1234567", "tel:0031201234567"),
        ("(020) 123 45 67", "tel:0201234567"),
        ("112", "tel:112"),
        ("06\u00a012\u00a034\u00a056\u00a070", "tel:0612345670"),
    ],
)
def test_a_telephone_number_is_printed_as_typed_and_can_be_dialled(typed: str, href: str) -> None:
    assert (str(Phone.from_typed(typed)), Phone.from_typed(typed).href) == (typed, href)


@pytest.mark.parametrize("typed", ["bel maar", "12", "06-12345670 (na 18:00)", "1" * 16, "06x"])
def test_what_is_no_telephone_number_is_named(typed: str) -> None:
    assert refused(Phone.from_typed, typed) == "not-a-phone-number"


@pytest.mark.parametrize(
    ("typed", "href"),
    [
        ("praktijk.example", "https://praktijk.example"),
        ("http://praktijk.example/a?b=c#d", "http://praktijk.example/a?b=c#d"),
        ("praktijk.example:8080/x", "https://praktijk.example:8080/x"),
    ],
)
def test_a_web_address_is_printed_as_typed(typed: str, href: str) -> None:
    assert (str(WebAddress.from_typed(typed)), WebAddress.from_typed(typed).href) == (typed, href)


@pytest.mark.parametrize(
    "typed", ["geen adres", "praktijk", "javascript:alert(1)", "file:///etc/passwd", "http://[", "https://"]
)
def test_what_is_no_web_address_is_named(typed: str) -> None:
    assert refused(WebAddress.from_typed, typed) == "not-an-address"


@pytest.mark.parametrize(
    "typed", ["hallo", "@praktijk.example", "a b@praktijk.example", "hallo@praktijk", "a@b@c.example"]
)
def test_what_is_no_mail_address_is_named(typed: str) -> None:
    assert refused(MailAddress.from_typed, typed) == "not-an-address"


@pytest.mark.parametrize(
    ("typed", "rule"),
    [
        ("https://x.example/a.png", "remote-picture"), ("//x.example/a.png", "remote-picture"),
        ("data:image/png;base64,AA.png", "remote-picture"), ("../a.png", "outside-folder"),
        ("a/b.png", "outside-folder"), ("/a.png", "outside-folder"), ("a\\b.png", "outside-folder"),
        ("..", "outside-folder"), ("a.heic", "not-a-picture"), ("a", "not-a-picture"), ("a.png.exe", "not-a-picture"),
    ],
)  # fmt: skip
def test_a_picture_is_a_name_in_her_folder(typed: str, rule: str) -> None:
    assert refused(Picture.from_typed, typed) == rule


def test_a_picture_is_known_in_one_unicode_form() -> None:
    assert Picture.from_typed("cafe\u0301.PNG") == "caf\u00e9.PNG"


@pytest.mark.parametrize("kind", [Text, Prose])
@pytest.mark.parametrize("typed", ["", "   ", "\n", "\u00a0", "\u200b", "\u00ad\u200d", " \ufeff "])
def test_text_that_nobody_can_see_is_no_text(kind: type[Text | Prose], typed: str) -> None:
    assert refused(kind.from_typed, typed) == "empty"


def test_a_choice_is_known_in_capitals_too_and_a_slip_gets_a_hint() -> None:
    choice = OneOf("a4", "large-print")
    assert choice.convert("A4") == "a4"
    with pytest.raises(PydanticCustomError) as caught:
        choice.convert("large print")
    assert caught.value.context is not None
    assert caught.value.context["hint"] == "did you mean “large-print”?"


SECTION = {"heading": "H"}


def test_what_is_for_some_formats_only_is_for_no_other() -> None:
    only = Section.model_validate({**SECTION, "only": ["large-print"]})
    other = Section.model_validate({**SECTION, "except": ["large-print"]})
    assert [section.is_for("a4") for section in (only, other, Section(heading=Text("H")))] == [False, True, True]
    assert [section.is_for("large-print") for section in (only, other)] == [True, False]


def test_a_value_never_changes() -> None:
    brochure = Brochure.model_validate({"title": "T", "sections": [SECTION]})
    with pytest.raises(ValidationError, match="frozen"):
        brochure.title = Title("U")  # type: ignore[misc]  # that it may not is what is tested


def test_plain_text_stands_for_a_point_and_for_a_source() -> None:
    brochure = Brochure.model_validate(
        {"title": "T", "sections": [{"heading": "H", "points": ["Rust", {"title": "Ritme"}]}], "sources": ["Een bron"]}
    )
    assert [point.title for point in brochure.sections[0].points] == ["Rust", "Ritme"]
    assert brochure.sources[0].text == "Een bron"


@pytest.mark.parametrize("kind", KINDS)
def test_the_schema_lets_an_editor_take_what_the_reader_takes(kind: str) -> None:
    schema = json_schema(KINDS[kind], "nl")
    assert schema["additionalProperties"] is False
    for definition in schema["$defs"].values():
        assert definition.get("additionalProperties", False) is False


def test_a_format_has_a_stylesheet_of_its_name() -> None:
    from handouts.files.layout import shipped_root

    for name, shape in FORMATS.items():
        assert (shipped_root() / f"styles/{name}.css").is_file()
        assert shape.name == name


def test_a_format_is_laid_on_paper_by_schemes_that_there_are() -> None:
    from handouts.press.imposing.schemes import SCHEMES

    for shape in FORMATS.values():
        assert {shape.imposed or "single", shape.printshop} <= set(SCHEMES), shape.name


@pytest.mark.parametrize(
    ("name", "purpose", "scheme", "bleed"),
    [
        ("a4", "screen", None, 0), ("a4", "home", None, 0), ("a4", "printshop", "single", 3),
        ("trifold", "screen", None, 0), ("trifold", "home", "trifold", 0), ("trifold", "printshop", "trifold", 3),
        ("booklet", "home", "booklet", 0), ("booklet", "printshop", "single", 3),
        ("card", "home", "cards", 0), ("card", "printshop", "single", 3),
    ],
)  # fmt: skip
def test_the_line_of_a_format_says_how_it_is_laid_on_paper(
    name: str, purpose: str, scheme: str | None, bleed: float
) -> None:
    variant = Variant(FORMATS[name], purpose)
    assert (variant.scheme, variant.bleed) == (scheme, bleed)


def test_a_sheet_is_made_in_the_first_format_that_suits_the_client() -> None:
    assert (format_of_a_sheet(large_print=False), format_of_a_sheet(large_print=True)) == ("a4", "large-print")


@pytest.mark.parametrize(
    ("line", "rules"),
    [
        ("{product: Thee}", ["missing route", "missing when"]),
        ("{product: Pil, dose: 1 pil}", ["missing route", "missing when"]),
        ("{product: Pil, route: oral, dose: 1 pil}", ["missing when", "no-dose-source Pil"]),
        ("{product: Pil, route: slikken, dose: 1 pil, days: veel}",
         ["missing when", "no-dose-source Pil", "not-a-number days"]),
        ("{product: Pil, route: oral, dose: 1 pil, when: [ergens]}", ["no-dose-source Pil", "not-a-choice when"]),
        ("{product: Pil, dose: 1 pil, every: zo nodig}", ["missing route"]),
        ("{product: Pil, dose: 1 pil, every: '{soms}'}", ["missing route", "not-a-choice every"]),
        ("{product: Wandelen, route: doen, dose: 15 min., days: veel}", ["missing when", "not-a-number days"]),
        ("{product: Pil, route: oral, dose: 1 pil, dose_source: etiket}", ["missing when"]),
        ("{product: Olie, route: huid, dose: 5 sprays}", ["missing when", "no-dose-source Olie"]),
        ("{product: Olie, route: topical, dose: 5 sprays, dose_source: etiket}", ["missing when"]),
        ("{product: Olie, route: topical, dose: volgens etiket}", ["missing when"]),
        ("{product: Olie, route: topical}", ["missing when"]),
    ],
)  # fmt: skip
def test_a_line_of_the_schedule_names_all_that_it_lacks_at_once(line: str, rules: list[str]) -> None:
    text = f"ref: A-1\nsheet: x\ndate: 2026-11-20\nclient: {{first_name: Sam}}\nschedule:\n- {line}\n"
    with pytest.raises(ContentError) as refused:
        validate(text.encode(), "a.yaml", Consult)
    told = [(problem.rule, problem.message) for problem in refused.value.problems]
    assert len(told) == len(rules)
    for (rule, message), expected in zip(sorted(told), sorted(rules), strict=True):
        assert rule == expected.split()[0]
        assert expected.split()[1] in message


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("ochtend en dan", "choose from: morning (ochtend), noon (middag), evening (avond), night (nacht)"),
        ("[ochtend en avond]", "these are 2: write ochtend, avond"),
        ("[ochtend / 's avonds]", "these are 2: write ochtend, 's avonds"),
        ("[ochtend en dan]", "write ochtend, and put “ochtend en dan” under how:"),
    ],
)
def test_several_moments_in_one_are_taken_apart_in_the_hint(typed: str, hint: str) -> None:
    text = "ref: A-1\nsheet: x\ndate: 2026-11-20\nclient: {first_name: Sam}\nschedule:\n"
    text += f"- {{product: Thee, route: oral, when: {typed}}}\n"
    with pytest.raises(ContentError) as refused:
        validate(text.encode(), "a.yaml", Consult)
    assert [problem.hint for problem in refused.value.problems] == [hint]


def test_choices_are_offered_with_the_word_of_the_readers_language_first() -> None:
    with pytest.raises(ContentError) as refused:
        validate(b"ref: A-1\nsheet: x\ndate: 2026-11-20\nclient: {first_name: Sam}\nflags: [xyz]\n", "a.yaml", Consult)
    (problem,) = refused.value.problems
    assert str(problem.hint).startswith("choose from: kidneys (nieren), medication (medicijnen), ")
    assert translated(problem.hint, "nl").startswith("kies uit: nieren (kidneys), medicijnen (medication), ")


@pytest.mark.parametrize(("typed", "form"), [("je", "je"), ("jij", "je"), ("Jij", "je"), ("U", "u")])
def test_how_a_client_is_addressed_is_understood_in_her_own_word(typed: str, form: str) -> None:
    text = f"ref: A-1\nsheet: x\ndate: 2026-11-20\nclient: {{first_name: Sam, form: {typed}}}\n"
    assert validate(text.encode(), "a.yaml", Consult).value.client.form == form


@pytest.mark.parametrize(
    ("text", "is_list"),
    [
        ("Neem mee:\n- water\n- thee", True), ("Neem mee:\n- water", True), ("Mee:\n• water\n• thee", True),
        ("Neem\n* water\n* thee", True), ("Rust en slaap\n- dat helpt - en thee", False),
        ("- water\n\n- thee", False), ("Neem mee:\n\n- water\n\n- thee", False), ("Rust – en\n– slaap\n– nu", False),
        ("Van 1\n-5 graden\n-6 graden", False), ("**Rust**\n*nu*\n*hier*", False),
    ],
)  # fmt: skip
def test_a_list_inside_a_text_is_named_as_its_lines_run_on(text: str, *, is_list: bool) -> None:
    block = "".join(f"    {line}\n" if line else "\n" for line in text.split("\n"))
    read = validate(f"title: T\nsections:\n- text: |\n{block}".encode(), "a.yaml", Brochure)
    assert [problem.rule for problem in read.problems] == (["dash-in-text"] if is_list else [])


@pytest.mark.parametrize(
    ("behind", "time", "refused"),
    [("14:00", "14.00 uur", False), ("9:05", "09.05", False), ("14:00", "15.00 uur", True), ("2:00 PM", "2:00", True)],
)
def test_a_time_behind_a_day_and_one_in_its_own_field_may_be_spelled_otherwise(
    behind: str, time: str, refused: bool
) -> None:
    typed = {"date": f"2026-12-18 {behind}", "time": time}
    if refused:
        with pytest.raises(ValidationError, match="two-times"):
            Appointment.model_validate(typed)
    else:
        assert Appointment.model_validate(typed).time == time


@pytest.mark.parametrize(
    ("word", "name"),
    [("drieluik", "trifold"), ("Boekje", "booklet"), ("grote letters", "large-print"), ("kaart", "card"), ("a4", "a4")],
)
def test_a_format_is_known_by_its_dutch_word_in_a_file_and_on_the_command_line(word: str, name: str) -> None:
    text = {"title": "T", "formats": f"a4, {word}", "sections": [{"heading": "H", "text": "T"}]}
    assert Brochure.model_validate(text).formats[-1] == name
    assert format_called(word) == name
