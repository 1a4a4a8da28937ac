"""Home shows the day, and a first name begins a consult, a known one a follow-up; no address or title names anybody."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from conftest import make_here
from handouts.content.loading import load_consult
from handouts.files.folder import Folder
from handouts.studio.clients import Visit, expected_on, latest_of_each
from handouts.studio.screens.clients import people
from studio import Browser, open_studio

FOLLOWED = """\
ref: 2026-014
client: {first_name: Sam, form: u}
date: 2026-11-20
sheet: magnesiumconsult
flags: [nieren]
schedule:
  - {product: Wandelen, route: activity, dose: 20 min., when: [middag], days: 28}
next_appointment: {date: 2026-11-29, time: 14.00 uur}
discussed: Je slaapt slecht.
"""


@pytest.fixture
def browser(clinic: Path) -> Iterator[Browser]:
    studio = open_studio(clinic)
    yield Browser(studio).let_in()
    studio.end()


def shown(browser: Browser, path: str = "") -> str:
    """What is read on a page, in one line."""
    text = re.sub(r"(?s)<script.*?</script>", "", browser.get(path).text)
    return " ".join(re.sub("<[^>]*>", " ", text).split())


def test_home_greets_her_and_says_which_day_it_is(browser: Browser) -> None:
    assert "Good afternoon, Noor" in shown(browser)
    assert "Sunday 29 November" in shown(browser)
    assert "Not finished: Sam, 2026-014" in shown(browser)


def test_who_has_an_appointment_today_is_offered_a_follow_up(browser: Browser) -> None:
    place = browser.studio.place / "content/clients/2026-014.yaml"
    place.write_text(FOLLOWED, encoding="utf-8")
    assert "14.00 Sam Make follow-up 2026-014 · time 2, Magnesiumconsult" in shown(browser)
    assert browser.told("consult", {"first_name": "Sam", "recipe": "magnesiumconsult", "follows": "2026-014"}) == {
        "ref": "2026-015", "said": [], "may_go_on": False,
    }  # fmt: skip
    assert "14.00 Sam Not finished 2026-015" in shown(browser)


def test_a_first_name_makes_a_consult_that_only_she_can_read(browser: Browser) -> None:
    ref = browser.told("consult", {"first_name": "Mila", "recipe": "magnesiumconsult"})["ref"]
    path = browser.studio.place / f"content/clients/{ref}.yaml"
    consult = load_consult(Folder(browser.studio.place).open_reader(), "2026-015").value
    assert (consult.client.first_name, consult.date, consult.follows) == ("Mila", date(2026, 11, 29), None)
    assert path.stat().st_mode & 0o777 == 0o600
    assert "--ask" not in path.read_text(encoding="utf-8")
    assert "For Mila" in shown(browser, "consult/2026-015")


def test_a_follow_up_begins_with_what_goes_on_and_not_with_what_was_said(browser: Browser) -> None:
    (browser.studio.place / "content/clients/2026-014.yaml").write_text(FOLLOWED, encoding="utf-8")
    browser.post("consult", {"first_name": "Sam", "recipe": "magnesiumconsult", "follows": "2026-014"})
    consult = load_consult(Folder(browser.studio.place).open_reader(), "2026-015").value
    assert (consult.follows, consult.number, consult.client.form, consult.flags) == ("2026-014", 2, "u", ["kidneys"])
    assert [(each.product, each.dose, each.days) for each in consult.schedule] == [("Wandelen", "20 min.", 28)]
    assert consult.discussed is None
    assert consult.next_appointment is None


@pytest.mark.parametrize(
    ("name", "recipe", "follows", "status", "said"),
    [
        ("", "magnesiumconsult", "", 422, "Type a first name first."),
        ("   ", "magnesiumconsult", "", 422, "Type a first name first."),
        ("Sam de Vries", "magnesiumconsult", "", 422, "A first name is enough."),
        ("Sam", "nothing", "", 409, "There is no recipe “nothing”"),
        ("Sam", "../practice", "", 409, "cannot be a name"),
        ("Sam", "magnesiumconsult", "2026-099", 409, "There is no consult “2026-099”"),
        ("Sam", "magnesiumconsult", "../practice", 409, "cannot be a name"),
        ("a" * 190 + "\u0000", "magnesiumconsult", "", 422, ""),
    ],
)
def test_what_cannot_be_a_consult_is_said_and_not_written(
    browser: Browser, name: str, recipe: str, follows: str, status: int, said: str
) -> None:
    answer = browser.post("consult", {"first_name": name, "recipe": recipe, "follows": follows})
    assert answer.status_code == status
    assert said in " ".join(answer.get_json()["said"])
    assert len([*browser.studio.place.glob("content/clients/*")]) == 1


def test_what_looks_like_a_whole_name_is_kept_when_she_is_sure(browser: Browser) -> None:
    asked = {"first_name": "Anne Marie", "recipe": "magnesiumconsult"}
    assert browser.told("consult", asked)["may_go_on"] is True
    assert browser.told("consult", {**asked, "sure": True})["ref"] == "2026-015"


def test_a_page_shows_what_looks_like_html_as_it_was_typed(browser: Browser) -> None:
    name = '"><img src=x onerror=alert(1)>'
    browser.post("consult", {"first_name": name, "recipe": "magnesiumconsult", "sure": True})
    for path in ("", "clients", "consult/2026-015"):
        html = browser.get(path).text
        assert "<img src=x" not in html
        assert "onerror=alert(1)>" not in html


def test_no_page_has_a_script_a_style_or_an_address_from_elsewhere_in_it(browser: Browser) -> None:
    for path in ("", "clients", "consult/2026-014", "brochure/proef", "nothing"):
        html = browser.get(path).text
        assert re.findall(r"<script(?![^>]*(?:src=|application/json))", html) == []
        assert re.findall(r"<style| style=| on\w+=", html) == []
        assert re.findall(r"(?:src|href)=\"(?!/|#)", html) == []


def test_titles_and_addresses_name_nobody(browser: Browser) -> None:
    for path in ("", "clients", "consult/2026-014"):
        html = browser.get(path).text
        assert "Sam" in html
        assert "Sam" not in re.findall("<title>.*</title>", html)[0]
        assert not [each for each in re.findall(r"(?:src|href|action)=\"([^\"]*)", html) if "sam" in each.lower()]


def test_a_consult_with_a_mistake_says_where_it_is_and_breaks_no_page(browser: Browser) -> None:
    (browser.studio.place / "content/clients/2026-014.yaml").write_text("ref: [\n", encoding="utf-8")
    assert "Not finished: ?, 2026-014" in shown(browser)
    assert "2026-014" in shown(browser, "clients")
    assert "Something in 2026-014 is not right yet" in shown(browser, "consult/2026-014")


def test_a_practice_with_a_mistake_is_a_calm_page(browser: Browser) -> None:
    (browser.studio.place / "content/practice.yaml").write_text("name: Proef\nphon: 1\n", encoding="utf-8")
    answer = browser.get()
    assert answer.status_code == 422
    assert "content/practice.yaml:2:1: “phon” is not known here" in shown(browser)


def test_a_sheet_is_made_as_the_command_makes_it_and_opened_by_a_hash(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_here(monkeypatch)
    answer = browser.told("doc/consult.2026-014/make", {})
    (file,) = answer["files"]
    pdf = browser.get(file["pdf"])
    assert re.fullmatch("pdf/[0-9a-f]{32}", file["pdf"])
    assert pdf.data == (browser.studio.place / "output/sheets/2026-014.pdf").read_bytes()
    assert (pdf.mimetype, pdf.headers["Cache-Control"]) == ("application/pdf", "no-store")
    assert pdf.headers["Content-Disposition"] == "inline; filename=handouts.pdf"
    assert "Not finished" not in shown(browser)


def test_the_shelf_has_a_picture_of_a_brochure_that_was_not_made_yet(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_here(monkeypatch)
    assert browser.get("cover/proef.png").data.startswith(b"\x89PNG")
    assert not (browser.studio.place / "output/brochures").exists()
    assert browser.get("cover/nothing.png").status_code == 404


def test_the_words_of_both_languages_have_the_same_keys_and_gaps() -> None:
    from handouts.languages.texts import own_texts

    dutch, english = own_texts("nl", "studio"), own_texts("en", "studio")
    assert dutch.keys() == english.keys()
    for group in english:
        assert dutch[group].keys() == english[group].keys(), group
        for key, text in english[group].items():
            assert re.findall(r"{\w+}", text) == re.findall(r"{\w+}", dutch[group][key]), key


def test_the_offers_hold_the_last_consult_of_each(browser: Browser) -> None:
    known = re.findall(r'id="known">(.*?)</script>', browser.get().text)[0]
    assert [(each["name"], each["follows"]) for each in json.loads(known)] == [("Sam", "2026-014")]


DAY = date(2026, 11, 29)
SAM = Visit("2026-014", "Sam", date(2026, 11, 20), next_day=DAY, next_time="14.00 uur")
AGAIN = Visit("2026-016", "Sam", DAY, follows="2026-014")
NOOR = Visit("2026-013", "Noor", date(2026, 11, 1), next_day=DAY, next_time="9:30")


def test_the_day_is_in_the_order_of_its_times() -> None:
    assert [(each.time, each.visit.ref, each.is_here) for each in expected_on([SAM, NOOR], DAY)] == [
        ("9:30", "2026-013", False), ("14.00 uur", "2026-014", False),
    ]  # fmt: skip
    assert [(each.time, each.visit.ref, each.is_here) for each in expected_on([SAM, AGAIN, NOOR], DAY)] == [
        ("9:30", "2026-013", False), ("14.00 uur", "2026-016", True),
    ]  # fmt: skip


def test_consults_that_follow_each_other_are_one_person_also_in_a_circle() -> None:
    assert [each.ref for each in latest_of_each([AGAIN, SAM, NOOR])] == ["2026-016", "2026-013"]
    found = people([AGAIN, SAM, NOOR])
    assert [(each.name, [one.ref for one in each.visits]) for each in found] == [
        ("Noor", ["2026-013"]), ("Sam", ["2026-016", "2026-014"]),
    ]  # fmt: skip
    circle = [Visit("a", "Sam", follows="b"), Visit("b", "Sam", follows="a"), Visit("c", "Sam", follows="a")]
    assert [[one.ref for one in each.visits] for each in people(circle)] == [["c", "a", "b"]]


def test_a_consult_is_thrown_away_once_she_has_seen_what_goes(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_here(monkeypatch)
    place = browser.studio.place
    pdf = browser.told("doc/consult.2026-014/make", {})["files"][0]["pdf"]
    asked = shown(browser, "forget/2026-014")
    assert "Throw Sam away? (2026-014)" in asked
    assert "content/clients/2026-014.yaml" in asked
    assert "output/sheets/2026-014.pdf" in asked
    assert (place / "content/clients/2026-014.yaml").exists()
    assert browser.post("forget/2026-014", {}).status_code == 200
    assert not (place / "content/clients/2026-014.yaml").exists()
    assert not (place / "output/sheets/2026-014.pdf").exists()
    assert "Sam" not in shown(browser) + shown(browser, "clients")
    assert [browser.get(each).status_code for each in (pdf, "forget/2026-014", "consult/2026-014")] == [404] * 3


def test_the_reference_of_a_consult_that_was_thrown_away_is_not_given_again(browser: Browser) -> None:
    asked = {"first_name": "Mila", "recipe": "magnesiumconsult"}
    assert browser.told("consult", asked)["ref"] == "2026-015"
    browser.get("consult/2026-015")
    browser.post("forget/2026-015", {})
    assert browser.told("consult", asked)["ref"] == "2026-016"
