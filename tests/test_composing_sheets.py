"""What a sheet says before it is laid out: its table, its diary, and what became of each line."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from conftest import CONSULT
from handouts.content.loading import load_consult, load_practice
from handouts.content.model.formats import FORMATS
from handouts.content.resolving import resolve
from handouts.files.folder import Folder
from handouts.page.composing import compose_sheet
from handouts.page.pipeline import Composed

NEXT = CONSULT.replace("2026-014", "2026-020").replace("2026-11-20", "2026-12-20") + "follows: 2026-014\n"
TABLET = "{{product: Magnesium, route: oral, dose: 1 tablet, dose_source: etiket, when: [avond]{more}}}"


def composed(clinic: Path, consult: str, before: str = "", ref: str = "2026-014") -> Composed:
    """The sheet of a consult, behind another one if `before` says so; never laid out."""
    clients = clinic / "content/clients"
    if before:
        ref = "2026-020"
        (clients / "2026-014.yaml").write_text(CONSULT + before, encoding="utf-8")
    (clients / f"{ref}.yaml").write_text((NEXT if before else CONSULT) + consult, encoding="utf-8")
    reader = Folder(clinic).open_reader()
    return compose_sheet(reader, resolve(reader, load_practice(reader), load_consult(reader, ref)), FORMATS["a4"])


def tables(html: str) -> list[list[str]]:
    """The rows of each table, as they read."""
    return [
        [
            " ".join(re.sub(r"<[^>]+>", " ", unescape(row)).split())
            for row in re.findall("<tr.*?</tr>", table, re.DOTALL)
        ]
        for table in re.findall("<table.*?</table>", html, re.DOTALL)
    ]


def schedule(*lines: str) -> str:
    return "schedule:\n" + "".join(f"  - {line}\n" for line in lines)


def tablet(more: str = "") -> str:
    return TABLET.format(more=f", {more}" if more else "")


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        ("magnesium_mg: 100", "magnesium_mg: 200", "Magnesium veranderd 1 tablet"),
        ("magnesium_mg: 100", "magnesium_mg: 100 mg", "Magnesium 1 tablet"),
        ("", "magnesium_mg: 100", "Magnesium 1 tablet"),
        ("how: Met water.", "how: Met melk.", "Magnesium veranderd Met melk. 1 tablet"),
        ("", "how: Met melk.", "Magnesium veranderd Met melk. 1 tablet"),
    ],
    ids=["other strength", "same strength", "strength filled in", "other how", "how added"],
)
def test_a_changed_strength_or_how_is_changed_under_the_same_words(
    clinic: Path, before: str, now: str, said: str
) -> None:
    rows = tables(composed(clinic, schedule(tablet(now)), schedule(tablet(before))).html)[0]
    assert rows == ["Wat avond Hoe lang", f"{said} elke dag, tot we iets anders afspreken"]


def test_over_a_schedule_that_has_all_stopped_there_is_no_head(clinic: Path) -> None:
    rows = tables(composed(clinic, "", schedule(tablet())).html)[0]
    assert rows == ["Magnesium gestopt vanaf 20 december 2026 niet meer"]


def test_a_week_of_the_diary_with_nothing_to_tick_has_no_box(clinic: Path) -> None:
    few = "{product: Wandelen, route: activity, when: [avond], days: 3}"
    sheet = composed(clinic, f"diary: {{days: 9}}\nmodules: [{{use: voetenbad, drop: ja}}]\n{schedule(few)}")
    first, second = sheet.attached[0].html.split("<tbody>")[1:]
    assert first.count("box-to-tick") == 3
    assert "box-to-tick" not in second
    assert [table[0] for table in tables(sheet.attached[0].html)] == [
        "Week 1 20–26 nov vr 20 za 21 zo 22 ma 23 di 24 wo 25 do 26", "Week 2 27–28 nov vr 27 za 28"
    ]  # fmt: skip


def test_a_diary_of_marks_alone_names_its_days_over_the_marks(clinic: Path) -> None:
    sheet = composed(clinic, "diary: {days: 2, scales: [Slaap]}\nmodules: [{use: voetenbad, drop: ja}]\n")
    assert tables(sheet.attached[0].html) == [["za 21-11 zo 22-11", "Slaap 0 = heel slecht, 10 = heel goed"]]


@pytest.mark.parametrize(
    ("when", "heading"),
    [
        (["[voor het slapen]"], "voor het slapen"),
        (["[slapen]", '["\'s ochtends"]'], "ochtend voor het slapen"),
        (["[ontbijt, lunch, bij het avondeten]"], "bij het ontbijt bij de lunch bij het avondeten"),
        (["[nacht]", "[voor de nacht]"], "nacht voor het slapen"),
        (["[s avonds, tussen de middag]"], "middag avond"),
        (
            ["[tijdens het eten, voor het ontbijt, bij de maaltijd]"],
            "voor het ontbijt bij de maaltijd tijdens het eten",
        ),
    ],
)
def test_a_moment_is_printed_as_what_it_is(clinic: Path, when: list[str], heading: str) -> None:
    lines = [f"{{product: Rust, route: activity, when: {each}}}" for each in when]
    table, *_ = tables(composed(clinic, schedule(*lines)).html)
    assert table[0] == f"Wat {heading} Hoe lang"


def test_a_fifth_moment_stands_in_its_cell(clinic: Path) -> None:
    lines = (
        "{product: Rust, route: activity, dose: 1 uur, when: [ochtend, middag, avond, nacht]}",
        "{product: Thee, route: activity, dose: 1 kop, when: [voor het slapen]}",
    )
    table, *_ = tables(composed(clinic, schedule(*lines)).html)
    assert table[0] == "Wat ochtend middag avond nacht Hoe lang"
    assert table[2].startswith("Thee 1 kop voor het slapen elke dag")


def test_two_moments_within_one_column_both_stand_in_its_cell(clinic: Path) -> None:
    rest = "{product: Rust, route: activity, dose: 1 uur, when: [ochtend, middag, avond, nacht]}"
    tea = "{product: Thee, route: activity, dose: 1 kop, when: [avond, na het avondeten]}"
    table, *_ = tables(composed(clinic, schedule(rest, tea)).html)
    assert table[2].endswith("1 kop, 1 kop na het avondeten")


@pytest.mark.parametrize(
    ("dose", "wide"), [("1 zakje", False), ("20 min.", False), ("2x200mg", True), ("2 tabletten", True)]
)
def test_a_dose_that_cannot_be_broken_gets_a_wider_column(clinic: Path, dose: str, wide: bool) -> None:
    html = composed(clinic, schedule(tablet().replace("1 tablet", dose))).html
    assert ("wide-doses" in html) is wide


DOWN = (
    tablet("days: 7"),
    tablet("start: 2 december, days: 7").replace("1 tablet", "½ tablet"),
    tablet("start: 28 december, days: 7").replace("1 tablet", "¼ tablet"),
    tablet("start: 4 januari, days: 1").replace("1 tablet", "¼ tablet"),
    tablet("start: 8 januari").replace("1 tablet", "¼ tablet"),
)
"""A dose that is lowered in steps."""


def test_the_first_day_of_a_line_is_printed_where_it_is_not_that_of_the_consult(clinic: Path) -> None:
    rows = tables(composed(clinic, schedule(*DOWN)).html)[0]
    assert rows[1:] == [
        "Magnesium 1 tablet elke dag, 1 week, tot en met 26 november",
        "Magnesium ½ tablet elke dag, 1 week, van 2 tot en met 8 december",
        "Magnesium ¼ tablet elke dag, 1 week, van 28 december 2026 tot en met 3 januari 2027",
        "Magnesium ¼ tablet elke dag, 1 dag, op 4 januari 2027",
        "Magnesium ¼ tablet elke dag, vanaf 8 januari 2027, tot we iets anders afspreken",
    ]


def test_rows_of_one_product_in_the_diary_say_which_they_are(clinic: Path) -> None:
    other = "{product: Rust, route: activity, dose: 10 min., when: [avond]}"
    often = "{product: Rust, route: activity, dose: 10 min., when: [ochtend], every: 3 keer per week}"
    sheet = composed(clinic, f"diary: {{days: 14}}\n{NO_MODULES}{schedule(*DOWN[:2], other, often)}")
    first, second = tables(sheet.attached[0].html)
    assert first[1:] == ["Magnesium 1 tablet", "Rust avond", "Rust ochtend, 3 keer per week"]
    assert second[1:] == ["Magnesium ½ tablet", "Rust avond", "Rust ochtend, 3 keer per week"]


NO_MODULES = "modules: [{use: voetenbad, drop: ja}, {use: ademhaling, drop: ja}]\n"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (schedule(tablet()), "Vink af wat je hebt genomen en gedaan."),
        ("diary: {rows: [Oxazepam]}\n", "Vink af wat je hebt genomen en gedaan."),
        ("diary: {rows: [Tablet ingenomen]}\n", "Vink af wat je hebt genomen en gedaan."),
        ("diary: {rows: [Pauzes genomen, in april gewandeld]}\n", "Vink af wat lukt. Een dag overslaan mag."),
        (schedule("{product: Rust, route: activity, when: [avond]}"), "Vink af wat lukt. Een dag overslaan mag."),
    ],
)
def test_a_day_may_be_skipped_only_where_nothing_is_swallowed(clinic: Path, more: str, said: str) -> None:
    """Also by a template of her own, so it is the fixed word itself that is another."""
    html = composed(clinic, NO_MODULES + more).attached[0].html
    (sentence,) = re.findall(r'<p class="tick-off">(.*?)</p>', html)
    assert re.sub(r"<[^>]+>", "", sentence).replace("\u00a0", " ") == said


@pytest.mark.parametrize(("count", "heads"), [(11, 1), (14, 1), (16, 2)])
def test_marks_that_the_rows_leave_no_room_for_name_their_days_again(clinic: Path, count: int, heads: int) -> None:
    rows = ", ".join(f"Rij {number}" for number in range(count))
    sheet = composed(clinic, f"{NO_MODULES}diary: {{days: 2, rows: [{rows}], scales: [Slaap, Spanning]}}\n")
    assert sum(table[0] == "za 21-11 zo 22-11" for table in tables(sheet.attached[0].html)) == heads


@pytest.mark.parametrize(("every", "said"), [("om de dag", 1), ("elke dag", 0)])
def test_a_day_without_a_box_is_explained_where_there_is_one(clinic: Path, every: str, said: int) -> None:
    line = f"{{product: Rust, route: activity, when: [avond], every: {every}, days: 7}}"
    html = composed(clinic, NO_MODULES + "diary: {rows: [Op tijd in bed]}\n" + schedule(line)).attached[0].html
    assert html.count("Geen vakje: die dag niet.") == said


def test_who_asks_for_advice_first_is_said_once_below_the_steps(clinic: Path) -> None:
    steps = "summary_steps: [Neem een voetenbad, Eet noten]\ncaution: Vraag eerst je arts bij diabetes.\n"
    html = composed(clinic, steps).html
    assert html.count("Vraag eerst je arts bij diabetes.") == 1
    assert (
        html.index("Eet noten") < html.index("Vraag eerst je arts bij diabetes.") < html.index('id="end-summary-steps"')
    )
