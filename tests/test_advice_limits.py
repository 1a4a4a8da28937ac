"""Advice begins where its limit is passed, and not a day or a page before."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from handouts.checks import length, upkeep
from handouts.content import things
from handouts.content.loading import load_consult, load_practice, validate
from handouts.content.model.brochure import Brochure
from handouts.content.model.formats import FORMATS
from handouts.content.resolving import resolve
from handouts.files.folder import Folder


@pytest.mark.parametrize(
    ("today", "late"), [(date(2026, 11, 26), False), (date(2026, 11, 27), False), (date(2026, 11, 28), True)]
)
def test_a_review_is_due_from_the_day_after_its_own(practice: Path, today: date, late: bool) -> None:
    text = "title: T\nsections: [{heading: H}]\nreviewed: 2026-11-01\nreview_due: 2026-11-27\n"
    brochure = validate(text.encode(), "proef.yaml", Brochure)
    found = upkeep.check(brochure, load_practice(Folder(practice).open_reader()), today, {})
    said = [str(each).splitlines()[0] for each in found if each.rule == "review-due"]
    assert said == (
        ["proef.yaml:4:13: warning: this was to be looked through by 27 November 2026 [review-due]"] if late else []
    )


@pytest.mark.parametrize(
    ("format_name", "pages", "said"),
    [
        ("a4", 2, ""), ("a4", 3, "in a4 this sheet takes 3 pages besides the diary, and more than 2 are rarely read"),
        ("large-print", 4, ""),
        ("large-print", 5,
         "in large-print this sheet takes 5 pages besides the diary, and more than 4 are rarely read"),
    ],
)  # fmt: skip
def test_a_sheet_is_too_long_beyond_its_most_pages_and_three_blocks_are_named(
    clinic: Path, format_name: str, pages: int, said: str
) -> None:
    reader = Folder(clinic).open_reader()
    gathered = resolve(reader, load_practice(reader), load_consult(reader, "2026-014"))
    places = {"end": SimpleNamespace(page=pages, down=0.0)}
    for name, tall in (("een", 10), ("twee", 40), ("drie", 30), ("vier", 20)):
        places[f"block-{name}"] = SimpleNamespace(page=1, down=0.0)
        places[f"end-{name}"] = SimpleNamespace(page=1, down=float(tall))
    rendered = cast("Any", SimpleNamespace(positions=places))
    found = list(length.check(gathered, FORMATS[format_name], rendered))
    assert [each.message for each in found] == [said] * bool(said)
    for each in found:
        assert each.hint.endswith("the longest blocks: twee (40 mm), drie (30 mm), vier (20 mm)")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("bad", "baden", True), ("lopen", "loop", True), ("wandel", "wandelen", True), ("ei", "eien", False)],
)
def test_a_word_and_its_plural_have_a_stem_of_three_letters_at_least(one: str, other: str, same: bool) -> None:
    assert things.same(one, other) is same
    assert things.same(other, one) is same
