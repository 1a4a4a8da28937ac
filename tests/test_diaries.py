"""The pages of a diary: how its weeks are shared out, and what the marks in it mean."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pydantic import ValidationError

from conftest import CONSULT
from handouts.checks.advising import advise_sheet
from handouts.content.loading import load_consult, load_practice
from handouts.content.model.diary import Diary
from handouts.content.model.formats import FORMATS, Personal
from handouts.content.resolving import resolve
from handouts.content.scale_ends import Ends, ends_of
from handouts.files.folder import Folder
from handouts.page.composing import compose_sheet
from handouts.page.composing.weeks_on_pages import WeekPages, share_out

SHORT, LONG = 10, 40
"""Letters in the name of a row that takes one line, and of one that takes two."""


def personal(name: str) -> Personal:
    found = FORMATS[name].personal
    assert found
    return found


@pytest.mark.parametrize(
    ("shape", "weeks", "scales", "pages"),
    [
        ("a4", [[SHORT] * 5] * 4, 2, WeekPages(4, 8.2, 0, goes_on=False)),
        ("a4", [[SHORT] * 3] * 2, 1, WeekPages(2, 10.4, 10, goes_on=False)),
        ("a4", [[SHORT] * 8] * 4, 3, WeekPages(2, 10.4, 0, goes_on=False)),
        ("a4", [[LONG] * 8] * 3, 3, WeekPages(2, 10.4, 8, goes_on=False)),
        ("a4", [[LONG] * 40], 3, WeekPages(1, 6.6, 0, goes_on=True)),
        ("large-print", [[SHORT] * 5] * 4, 2, WeekPages(2, 12, 2, goes_on=False)),
        ("booklet", [[SHORT] * 5] * 4, 2, WeekPages(2, 9.2, 0, goes_on=False)),
    ],
)
def test_weeks_take_few_pages_and_rows_are_as_high_as_there_is_room_for(
    shape: str, weeks: list[list[int]], scales: int, pages: WeekPages
) -> None:
    assert share_out(weeks, scales, personal(shape)) == pages


@pytest.mark.parametrize(
    ("name", "language", "ends"),
    [
        ("Slaap", "nl", Ends("heel slecht", "heel goed", is_known=True)),
        ("Hoe sliep je, en je slaap", "nl", Ends("heel slecht", "heel goed", is_known=True)),
        ("Spanning", "en", Ends("none", "very much", is_known=True)),
        ("Hoofdpijn", "nl", Ends("helemaal niet", "heel erg", is_known=True)),
        ("Vogels", "nl", Ends("heel weinig", "heel veel", is_known=False)),
    ],
)
def test_what_a_mark_means_is_told_by_the_name_of_its_scale(name: str, language: str, ends: Ends) -> None:
    assert ends_of(name, language) == ends


def test_the_ends_of_a_scale_are_printed_and_those_that_nobody_knows_are_asked_for(clinic: Path) -> None:
    scales = "[Slaap, Vogels, {name: Spanning, low: rustig, high: op}]"
    (clinic / "content/clients/2026-014.yaml").write_text(f"{CONSULT}diary: {{weeks: 2, scales: {scales}}}\n")
    reader = Folder(clinic).open_reader()
    gathered = resolve(reader, load_practice(reader), load_consult(reader, "2026-014"))
    html = compose_sheet(reader, gathered, FORMATS["a4"]).attached[0].html
    assert html.count("0 = heel slecht") == 1
    assert "0 = rustig" in html
    assert "10 = op<" in html
    found = [each for each in advise_sheet(gathered, gathered.consult.value.date) if each.rule == "no-ends"]
    assert [(each.mark.line, "“Vogels”" in each.message) for each in found] == [(5, True)]


@pytest.mark.parametrize(
    ("scale", "appointment", "said"),
    [
        ("Slaap", "next_appointment: 2026-12-18", [
            "Neem dit blad mee op vrijdag 18 december.", "Vul &#39;s ochtends je slaap in, &#39;s avonds de rest.",
        ]),
        ("Spanning", "", ["Vul het &#39;s avonds in."]),
    ],
)  # fmt: skip
def test_a_diary_says_when_to_give_the_marks_and_on_which_day_it_comes_along(
    clinic: Path, scale: str, appointment: str, said: list[str]
) -> None:
    diary = f"{CONSULT}diary: {{weeks: 2, scales: [{scale}]}}\n{appointment}\n"
    (clinic / "content/clients/2026-014.yaml").write_text(diary)
    reader = Folder(clinic).open_reader()
    gathered = resolve(reader, load_practice(reader), load_consult(reader, "2026-014"))
    html = compose_sheet(reader, gathered, FORMATS["a4"]).attached[0].html
    found = re.findall(r'<p class="(?:bring|fill-in)">(.*?)</p>', html)
    assert [re.sub("<.*?>", "", each).replace("\u00a0", " ").replace("'", "&#39;") for each in found] == said


def test_a_diary_is_as_many_weeks_or_days_long_as_it_says() -> None:
    assert [Diary.model_validate(each).length for each in ({"weeks": "3"}, {"days": "10"}, {})] == [21, 10, None]
    with pytest.raises(ValidationError, match="two-lengths"):
        Diary.model_validate({"weeks": "3", "days": "10"})
    with pytest.raises(ValidationError, match="out-of-range"):
        Diary.model_validate({"weeks": "5"})


@pytest.mark.parametrize(("start", "over"), [("", 1), ("start: 2026-11-21, ", 0)])
def test_the_night_before_the_consult_gets_no_mark(clinic: Path, start: str, over: int) -> None:
    lines = "schedule: [{product: Bad, route: activity, dose: 20 min., when: [avond]}]"
    text = CONSULT.replace("2026-11-22", "2026-11-20")
    (clinic / "content/clients/2026-014.yaml").write_text(
        f"{text}{lines}\ndiary: {{{start}weeks: 2, scales: [Slaap, Spanning]}}\n"
    )
    reader = Folder(clinic).open_reader()
    gathered = resolve(reader, load_practice(reader), load_consult(reader, "2026-014"))
    html = compose_sheet(reader, gathered, FORMATS["a4"]).attached[0].html
    nights, evenings = (
        re.findall(rf'<th scope="row"[^>]*>{name}.*?</tr>', html, re.DOTALL) for name in ("Slaap", "Spanning")
    )
    assert [each.count('class="over">–<') for each in nights] == [over, 0]
    assert [each.count("<td") for each in nights] == [7, 7]
    assert "over" not in "".join(evenings)
