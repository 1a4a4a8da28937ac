"""A doubt that a doctor agreed to is listed as agreed; as soon as the sheet is another one, it is a warning again."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from conftest import CONSULT, Command
from handouts.checks.advising import advise_sheet
from handouts.checks.agreements import is_nobody
from handouts.content.loading import load_consult, load_practice
from handouts.content.nutrients import MAGNESIUM
from handouts.content.nutrients.agreed import agreed_a_day, denied_in
from handouts.content.resolving import resolve
from handouts.files.folder import Folder

RECIPE = "title: Plan\n"
PILL = "  - {{product: {name}, route: oral, dose: {dose}, dose_source: etiket, when: [avond]{more}}}\n"


def pill(mg: str = "", name: str = "Magnesium", dose: str = "1 tablet", more: str = "") -> str:
    return PILL.format(
        name=name, dose=dose, more=(f", magnesium_mg: {mg}" if mg else "") + (f", {more}" if more else "")
    )


def agreed(about: str, what: str, more: str = "") -> str:
    return f'  - {{about: {about}, agreed_with: huisarts, date: 18 november, what: "{what}"{more and f", {more}"}}}\n'


def write(clinic: Path, *lines: str, flags: str = "", agreements: str = "") -> None:
    (clinic / "content/sheets/magnesiumconsult.yaml").write_text(RECIPE, encoding="utf-8")
    text = f"{CONSULT}flags: [{flags}]\nschedule:\n{''.join(lines)}"
    if agreements:
        text += f"agreed:\n{agreements}"
    (clinic / "content/clients/2026-014.yaml").write_text(text, encoding="utf-8")


def said(clinic: Path) -> list[tuple[str, str, str]]:
    """The doubts about a consult: severity, rule and hint."""
    reader = Folder(clinic).open_reader()
    gathered = resolve(reader, load_practice(reader), load_consult(reader, "2026-014"))
    found = advise_sheet(gathered, date(2026, 11, 22))
    return [
        (each.severity, each.rule, each.hint) for each in found if each.rule in {"magnesium-sum", "flag", "no-doubt"}
    ]


@pytest.mark.parametrize("what", ["400 mg magnesium per dag, drie maanden", "magnesium tot 2 x 200 mg per dag"])
def test_a_sum_within_what_was_agreed_is_listed_as_agreed(clinic: Path, what: str) -> None:
    write(clinic, pill("400"), agreements=agreed("magnesium-sum", what))
    assert said(clinic) == [("agreed", "magnesium-sum", "")]


@pytest.mark.parametrize(
    ("lines", "what", "more", "hint"),
    [
        (pill("400.5"), "400 mg magnesium per dag", "", "is 400 mg of magnesium a day, and this is 400.5 mg"),
        (pill("300") + pill("200"), "400 mg magnesium per dag", "", "is 400 mg of magnesium a day, and this is 500 mg"),
        (pill("400"), "mag", "", "does not say in one amount how much magnesium a day: "),
        (pill("400"), "magnesiumcitraat 400 mg", "", "does not say in one amount how much magnesium a day: "),
        (pill("400"), "400 mg magnesium per week", "", "does not say in one amount how much magnesium a day: "),
        (pill("400"), "400 mg magnesium", "until: 20 februari", "ends on 20 February 2027, and the schedule goes on: "),
        (pill("400"), "400 mg magnesium", "until: 2026-11-01", "ends on 1 November 2026, and the schedule goes on: "),
    ],
)
def test_a_sum_that_is_not_what_was_agreed_is_a_warning_that_says_why(
    clinic: Path, lines: str, what: str, more: str, hint: str
) -> None:
    write(clinic, lines, agreements=agreed("magnesium-sum", what, more))
    ((severity, rule, found),) = said(clinic)
    assert (severity, rule) == ("warning", "magnesium-sum")
    number = 7 + lines.count("\n") + 1
    assert found.startswith(f"the agreement on line {number} {hint}")


@pytest.mark.parametrize(("day", "shown"), [("2026-11-23", "23 November 2026"), ("1900-01-01", "1 January 1900")])
def test_what_is_dated_ahead_or_long_ago_answers_no_doubt(clinic: Path, day: str, shown: str) -> None:
    write(clinic, pill("400"), agreements=agreed("magnesium-sum", "400 mg magnesium").replace("18 november", day))
    assert said(clinic) == [("warning", "magnesium-sum", f"the agreement on line 9 is dated {shown}: look at its date")]


def test_an_agreement_for_a_time_covers_a_plan_that_is_within_the_most_by_then(clinic: Path) -> None:
    lines = pill("300", more="days: 28") + pill("100")
    write(clinic, lines, agreements=agreed("magnesium-sum", "400 mg magnesium", "until: 2026-12-17"))
    assert said(clinic) == [("agreed", "magnesium-sum", "")]
    write(clinic, lines, agreements=agreed("magnesium-sum", "400 mg magnesium", "until: 2026-12-16"))
    assert said(clinic)[0][0] == "warning"
    lines = pill("300", more="days: 28") + pill("250")
    write(clinic, lines, agreements=agreed("magnesium-sum", "550 mg magnesium", "until: 2026-12-17"))
    assert said(clinic)[0][0] == "agreed", "250 mg a day is not over the most"


@pytest.mark.parametrize(
    ("lines", "what", "severity", "hint"),
    [
        (pill("200"), "magnesium mag", "agreed", ""),
        (pill("200", name="Magnesiumcitraat"), "200 mg magnesium per dag", "agreed", ""),
        (pill("200"), "100 mg magnesium per dag", "warning", "is 100 mg of magnesium a day, and this is 200 mg"),
        (pill("200"), "100 mg magnesium volgens Jansen", "warning", "does not say in one amount how much magnesium"),
        (pill(name="Melatonine", dose="1 mg"), "Melatonine 1 mg", "agreed", ""),
        (pill(name="Melatonine", dose="3 mg"), "melatonine 1 mg", "warning", "is less than the dose of line 7"),
        (pill("200") + pill(name="Melatonine"), "magnesium", "warning", "does not name what is swallowed by line 8"),
        (pill(name="Vitamine B12"), "vitamine B1", "warning", "does not name what is swallowed by line 7"),
        (pill(name="Vitamine B"), "vitamine B12", "warning", "does not name what is swallowed by line 7"),
    ],
)
def test_an_agreement_about_a_flag_names_what_is_swallowed(
    clinic: Path, lines: str, what: str, severity: str, hint: str
) -> None:
    write(clinic, lines, flags="nieren", agreements=agreed("nieren", what))
    ((found, rule, said_hint),) = said(clinic)
    assert (found, rule) == (severity, "flag")
    assert hint in said_hint


@pytest.mark.parametrize(
    ("lines", "until", "goes_on"),
    [
        (pill("200", more="days: 10"), "2026-11-29", False),
        (pill("200", more="days: 10"), "2026-11-28", True),
        (pill("200"), "2027-11-29", True),
        (pill("200", more="days: 10") + pill("20"), "2026-11-29", True),
    ],
)
def test_an_agreement_about_a_flag_ends_where_the_last_that_is_swallowed_does(
    clinic: Path, lines: str, until: str, goes_on: bool
) -> None:
    write(clinic, lines, flags="nieren", agreements=agreed("nieren", "220 mg magnesium", f"until: {until}"))
    ((severity, rule, hint),) = said(clinic)
    assert (severity, rule) == ("warning" if goes_on else "agreed", "flag")
    assert ("and the schedule goes on" in hint) is goes_on


def test_each_doubt_has_an_agreement_of_its_own(clinic: Path) -> None:
    write(clinic, pill("200"), flags="hart, medicijnen", agreements=agreed("hart", "magnesium"))
    assert [severity for severity, _, _ in said(clinic)] == ["agreed", "warning"]


def test_of_two_agreements_one_that_covers_is_enough(clinic: Path) -> None:
    older, newer = agreed("magnesium", "300 mg magnesium"), agreed("magnesium", "400 mg magnesium")
    write(clinic, pill("400"), agreements=older + newer)
    assert said(clinic) == [("agreed", "magnesium-sum", "")]


@pytest.mark.parametrize("about", ["magnesium-sum", "nieren", "zwanger"])
def test_an_agreement_about_nothing_is_pointed_out(clinic: Path, about: str) -> None:
    write(clinic, pill("200"), agreements=agreed(about, "200 mg magnesium"))
    assert said(clinic) == [("warning", "no-doubt", "look at about:, or take it out")]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("  - {about: hoofdpijn, agreed_with: huisarts, date: 2026-11-18, what: x}", "“hoofdpijn” is not known here"),
        ("  - {about: nieren, agreed_with: huisarts, date: 2026-11-18}", "“what” is missing"),
        ("  - {about: nieren, what: magnesium}", "“date” is missing"),
    ],
)
def test_an_agreement_says_about_what_with_whom_when_and_what(
    handouts: Command, clinic: Path, line: str, said: str
) -> None:
    write(clinic, pill("200"), flags="nieren", agreements=f"{line}\n")
    assert said in handouts("check").err


@pytest.mark.parametrize(
    ("typed", "day"),
    [("18 november", "2026-11-18"), ("3 dec", "2026-12-03"), ("30 mei 2026", "2026-05-30"),
     ("gisteren", "2026-11-19"), ("1 juni", "2026-06-01")],
)  # fmt: skip
def test_the_day_of_a_talk_without_a_year_is_the_one_nearest_to_the_consult(clinic: Path, typed: str, day: str) -> None:
    write(clinic, pill("400"), agreements=agreed("magnesium", "400 mg magnesium").replace("18 november", typed))
    (agreement,) = load_consult(Folder(clinic).open_reader(), "2026-014").value.agreed
    assert str(agreement.date) == day


def test_an_agreement_is_listed_with_its_day_and_its_line(handouts: Command, clinic: Path) -> None:
    write(clinic, pill("400"), agreements=agreed("magnesium", "400 mg magnesium"))
    assert "agreed with huisarts on 18 November 2026 (line 9) [magnesium-sum]" in handouts("check").err


def test_what_was_agreed_is_no_failure_is_shown_as_data_and_is_not_on_paper(handouts: Command, clinic: Path) -> None:
    write(clinic, pill("400"), agreements=agreed("magnesium", "400 mg magnesium, drie maanden"))
    # The brochure of the tests has no doubts of its own.
    ran = handouts("check", "--strict")
    assert ran.code == 0, ran.err
    assert "content/clients/2026-014.yaml:7:3: agreed: by mouth this comes to 400 mg of magnesium a day" in ran.err
    assert re.search("0 errors, 0 warnings, .*1 agreed", ran.err)
    (problem,) = (
        each for each in json.loads(handouts("check", "--json").out)["problems"] if each["severity"] != "advice"
    )
    assert (problem["severity"], problem["rule"]) == ("agreed", "magnesium-sum")
    write(clinic, pill("401"), agreements=agreed("magnesium", "400 mg magnesium, drie maanden"))
    assert handouts("check", "--strict").code == 1


@pytest.mark.parametrize(
    ("text", "mg"),
    [
        ("max. 400 mg per dag", 400), ("0,4 g magnesium", 400), ("300-400 mg", 400), ("2x daags 200 mg", 400),
        ("twee tabletten à 150 mg", 300), ("niet meer dan 400 mg", 400), ("400 mg, 3 keer per week", 400),
        ("400 mg magnesium (als citraat)", 400), ("magnesium 400 mg en vitamine D 25 µg", 400), ("1.000 mg", 1000),
        ("geen 400 mg", None), ("400 mg per week", None), ("eens per week 400 mg", None),
        ("400 mg magnesiumcitraat", None), ("mag", None),
        ("magnesiumcitraat, 400 mg", None), ("eerst 200 mg, later 400 mg", None), ("vitamine C 500 mg", None),
        ("1-2 x 200 mg", 200), ("400", None), ("500 mg magnesium is te veel", None), ("tot 400 mg magnesium", 400),
        ("huisarts raadt 500 mg magnesium af", None), ("500 mg magnesium mag niet", None), ("2000 mg Magtein", None),
        ("800 mg magnesiumorotaat", None), ("magnesiumorotaat 800 mg", None), ("400 mg, maar liever minder", None),
        ("400 mg magnesium: nee", None), ("nee, 400 mg magnesium", None), ("400 mg magnesium is te hoog", None),
        ("400 mg magnesium?", None), ("400 mg magnesium afgekeurd", None), ("tegen 400 mg magnesium", None),
        ("400 mg magnesium pas na bloedonderzoek", None), ("400 mg magnesium om de dag", None),
        ("400 mg magnesium per twee dagen", None), ("400 mg magnesium, blorp", None), ("400 mg elke week", None),
        ("magnesium 400 mg en 2 tabletten vitamine D 25 µg", 400), ("geen bezwaar tegen 400 mg", 400),
        ("400 mg magnesium, niet langer dan 6 weken", 400), ("400 mg magnesium, stoppen bij diarree", 400),
        ("huisarts akkoord met 400 mg magnesium per dag", 400), ("200 mg magnesium 's avonds is goed", 200),
        ("van 400 mg naar 200 mg per dag", None), ("onder de 400 mg per dag", None),
        ("goedgekeurd: 400 mg per dag", 400), ("400 mg magnesium per dag is in orde", 400),
        ("dagdosis 400 mg magnesium", 400), ("400 mg magnesium per dag, telefonisch besproken", 400),
        ("500 mg magnesium too much", None), ("not more than 400 mg", 400), ("the GP advises against 500 mg", None),
    ],
)  # fmt: skip
def test_what_was_agreed_is_never_taken_for_more_than_it_says(text: str, mg: int | None) -> None:
    assert agreed_a_day(text, MAGNESIUM) == mg


@pytest.mark.parametrize(
    "what",
    [
        "geen magnesium",
        "magnesium mag niet",
        "magnesium afgeraden",
        "magnesium: nog overleggen",
        "no magnesium",
        "400 mg magnesium: nee",
        "magnesium?",
        "magnesium afgekeurd",
        "magnesium pas na bloedonderzoek",
        "vitamine K2: vermijden",
        "magnesium laten staan",
        "moet ik nog bellen over magnesium",
        "magnesium, huisarts belt terug",
        "magnesium mits de nieren goed werken",
        "Sint-janskruid is gevaarlijk met citalopram",
        "huisarts vindt Sint-janskruid een slecht idee",
        "huisarts is tegen Omega-3",
        "Omega-3 kan beter weg",
        "Omega-3 schrappen",
        "Omega-3 gestaakt",
        "Omega-3 onder voorbehoud",
        "Omega-3, antwoord volgt",
        "huisarts heeft bedenkingen bij Omega-3",
    ],
)
def test_a_no_answers_no_doubt(what: str) -> None:
    assert denied_in(what)


@pytest.mark.parametrize(
    "what",
    [
        "niet meer dan 200 mg magnesium",
        "magnesium, 2x daags 100 mg",
        "magnesium is goed",
        "geen bezwaar tegen magnesium",
        "magnesium, niet langer dan 6 weken",
        "magnesium, stoppen bij diarree",
        "Sertraline moet bij het eten",
        "zink, na het eten",
        "zink kan geen kwaad",
        "zink, geen risico",
        "niet boven 400 mg magnesium",
        "ijzer, twee uur na koffie",
    ],
)
def test_a_yes_is_no_denial(what: str) -> None:
    assert not denied_in(what)


def test_a_row_of_a_spreadsheet_can_say_what_was_agreed(handouts: Command, clinic: Path) -> None:
    line = "product: Magnesium, route: oral, dose: 1 tablet, dose_source: etiket, when: [avond], magnesium_mg: 400"
    recipe = clinic / "content/sheets/magnesiumconsult.yaml"
    recipe.write_text(f"{RECIPE}schedule: [{{{line}}}]\n", encoding="utf-8")
    columns = "ref,first_name,date,agreed.1.about,agreed.1.agreed_with,agreed.1.date,agreed.1.what\n"
    row = "A-1,Sam,2026-11-20,magnesium,huisarts,18-11-2026,400 mg magnesium\n"
    (clinic / "rows.csv").write_text(columns + row, encoding="utf-8")
    ran = handouts("batch", str(clinic / "rows.csv"), "--sheet", "magnesiumconsult", "--dry-run")
    assert "agreed: by mouth this comes to 400 mg of magnesium a day" in ran.err
    assert "warning" not in ran.err


@pytest.mark.parametrize(
    ("what", "more", "is_agreed"),
    [
        ("eenmalig 400 mg magnesium", "", False), ("400 mg magnesium zo nodig", "", False),
        ("400 mg magnesium per dag, tot en met 1 december", "", False),
        ("gedurende 1 week 400 mg magnesium per dag", "", False), ("tot 400 mg magnesium per dag", "", True),
        ("eenmalig 400 mg magnesium", "days: 1", True), ("1 keer 400 mg magnesium", "", False),
        ("1 keer per dag 400 mg magnesium", "", True), ("1 keer 400 mg magnesium / dag", "", True),
        ("½ tablet (400 mg magnesium)", "", False), ("2 tabletten (400 mg magnesium)", "", True),
        ("400 mg magnesium zo nodig", "every: zo nodig, at_most: 1", True),
    ],
)  # fmt: skip
def test_a_yes_for_some_days_does_not_answer_for_all(clinic: Path, what: str, more: str, is_agreed: bool) -> None:
    write(clinic, pill("400", more=more), agreements=agreed("magnesium-sum", what))
    assert [severity for severity, _, _ in said(clinic)] == ["agreed" if is_agreed else "warning"]


@pytest.mark.parametrize(
    ("what", "is_agreed"),
    [("Zink mag", True), ("zinktabletten mogen", True), ("zinkzalf mag", False), ("zinkarm eten mag", False)],
)
def test_a_flag_is_answered_by_the_product_itself(clinic: Path, what: str, is_agreed: bool) -> None:
    write(clinic, pill(name="Zink"), flags="medicijnen", agreements=agreed("medicijnen", what))
    assert [severity for severity, _, _ in said(clinic)] == ["agreed" if is_agreed else "warning"]


def test_an_agreement_with_a_doctor_who_is_still_to_be_called_holds_nothing(clinic: Path) -> None:
    asked = agreed("medicijnen", "Zink mag").replace("huisarts", "huisarts (moet ik nog bellen)")
    write(clinic, pill(name="Zink"), flags="medicijnen", agreements=asked)
    assert [severity for severity, _, _ in said(clinic)] == ["warning"]


@pytest.mark.parametrize(
    "whom", ["mezelf", "Mijzelf", "niemand", "myself", "cliënt", "cliënt zelf", "internet", "mijn man", "?", "TODO"]
)
def test_an_agreement_with_nobody_who_can_answer_holds_nothing(whom: str) -> None:
    assert is_nobody(whom)
    assert not is_nobody("huisarts")
