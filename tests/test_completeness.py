"""What a reader looks for in a brochure or module and does not find, and what becomes old."""

from __future__ import annotations

from datetime import date

import pytest

from handouts.checks import completeness, freshness
from handouts.checks.document import Document
from handouts.content.loading import validate
from handouts.content.model.brochure import Brochure
from handouts.content.model.module import Module
from handouts.content.model.practice import Practice

TODAY = date(2026, 11, 29)
PRACTICE = "name: x\npractitioner: {name: x}\n"
CARE = "registrations: {agb_practice: 00-000001}\n"
CALL = "when_to_call: {calls: [{who: Je huisarts, when: Bij koorts.}]}\n"
ACTION = "call_to_action: {heading: Plan je rust}\n"
WHOLE = CALL + ACTION
LONG = "Rust uit. " * 4
WORDY = "Neem rust " * 21 + "nu."


def said_of(brochure: str, practice: str = PRACTICE) -> list[tuple[str, int, int]]:
    """Rule, line and column of what is said of a brochure."""
    if "sections:" not in brochure:
        brochure += "sections: [{text: De nacht is stil.}]\n"
    loaded = validate(brochure.encode(), "content/brochures/rust.yaml", Brochure)
    read = Document(loaded, loaded.value.language or "nl")
    own = validate(practice.encode(), "content/practice.yaml", Practice)
    found = [*completeness.check(read, own, []), *freshness.check(read, TODAY)]
    return [(each.rule, each.mark.line, each.mark.column) for each in found]


def said_of_module(module: str) -> list[tuple[str, int, int]]:
    """The same of a module."""
    loaded = validate(f"title: Rust\ngoal: Rust.\n{module}".encode(), "content/modules/rust.yaml", Module)
    read = Document(loaded, loaded.value.language or "nl")
    found = [*completeness.check_module(read), *freshness.check(read, TODAY)]
    return [(each.rule, each.mark.line, each.mark.column) for each in found]


@pytest.mark.parametrize("title", ["Rust", "Magnesium", "Slaap", "Burn-out", "Sleep"])
def test_one_word_does_not_say_what_a_brochure_is_for(title: str) -> None:
    assert said_of(f"title: {title}\n{WHOLE}") == [("no-purpose", 1, 8)]


@pytest.mark.parametrize(
    "head",
    ["title: Zo kom je tot rust\n", "title: Rust\nsubtitle: Zo slaap je beter in.\n",
     "title: Rust\nmain_message: Rust.\n",
     "title: Rust\npromise: Wat je morgen kunt doen.\n", "title: After your massage\n"],
)  # fmt: skip
def test_a_title_with_more_beside_it_says_so(head: str) -> None:
    assert said_of(head + WHOLE) == []


@pytest.mark.parametrize("message", [LONG, WORDY, LONG + "Nu.", "Is dat zo? " * 4, "Sleep well. " * 5])
def test_a_main_message_is_one_thing(message: str) -> None:
    assert said_of(f"title: Rust\nmain_message: {message}\n{WHOLE}") == [("long-message", 2, 15)]


@pytest.mark.parametrize("message", ["Rust uit.", "Rust uit. " * 3, WORDY[:60], "Bel dr. Smit.", "Take a rest. Sleep."])
def test_a_short_main_message_is_left_alone(message: str) -> None:
    assert said_of(f"title: Rust\nmain_message: {message}\n{WHOLE}") == []


QUIET = [
    "text: De nacht is stil.", "items: [een lamp, een bed]", "lead_in: 'Dit merk je:'\n    items: [kramp, moe zijn]",
    "kind: sign\n    points: [moe]", "facts: [{number: '8', text: uur slaap}]",
]  # fmt: skip
ASKING = [
    "text: Drink een kop thee.", "items: [Adem rustig uit., Sta even op.]", "points: [Op tijd naar bed]",
    "kind: do\n    points: [Thee]", "text: De nacht is stil. Leg je telefoon weg.",
]  # fmt: skip


@pytest.mark.parametrize("section", QUIET)
def test_a_brochure_that_asks_for_nothing_is_told(section: str) -> None:
    assert said_of(f"title: Rust in huis\n{CALL}sections:\n  - {section}\n") == [("no-action", 1, 8)]


@pytest.mark.parametrize("section", ASKING)
def test_a_brochure_that_asks_for_something_is_left_alone(section: str) -> None:
    assert said_of(f"title: Rust in huis\n{CALL}sections:\n  - {section}\n") == []


@pytest.mark.parametrize(
    ("more", "place"),
    [("", (1, 8)), ("good_to_know: {text: Rust uit.}\n", (1, 8)), ("formats: [a4, card]\n", (1, 8)),
     ("when_to_call: {calls: [{who: Ik, when: Bij vragen.}]}\n", (3, 15)),
     ("when_to_call: {calls: [{who: Je coach, when: Altijd.}, {who: Je buurvrouw, when: Soms.}]}\n", (3, 15))],
)  # fmt: skip
def test_a_reader_who_does_not_know_whom_to_call_is_thought_of(more: str, place: tuple[int, int]) -> None:
    assert said_of(f"title: Rust in huis\n{ACTION}{more}") == [("no-call", *place)]


@pytest.mark.parametrize(
    "more",
    [CALL, "good_to_know: {text: Blijft het? Ga naar je huisarts.}\n", "formats: [card]\n",
     "when_to_call: {calls: [{who: Bel 112, when: Bij pijn op je borst.}]}\n",
     "when_to_call: {calls: [{who: Your GP, when: It stays.}]}\n"],
)  # fmt: skip
def test_whom_to_call_may_be_said_anywhere(more: str) -> None:
    assert said_of(f"title: Rust in huis\n{ACTION}{more}") == []


@pytest.mark.parametrize(
    ("registered", "is_said"),
    [("registrations: {agb_practice: 00-000001}\n", True), ("registrations: {agb_practitioner: 00-000001}\n", True),
     ("registrations: {associations: [{name: Beroepsvereniging}]}\n", True),
     ("registrations: {kvk: '1', agb_practice: 00-000001}\n", True),
     ("registrations: {kvk: '1', associations: [{name: A, number: '1'}]}\n", True),
     ("", False), ("registrations: {kvk: '12345678'}\n", False), ("complaints: {officer: Bureau}\n", False),
     (CARE + "complaints: {officer: Bureau}\n", False), (CARE + "complaints: {officer: A, disputes_body: B}\n", False)],
)  # fmt: skip
def test_who_gives_care_says_where_a_complaint_goes(registered: str, is_said: bool) -> None:
    found = said_of(f"title: Rust in huis\n{WHOLE}", PRACTICE + registered)
    assert found == ([("no-complaints", 3, 16)] if is_said else [])


SEEN = "reviewed: 2026-01-01\n"


@pytest.mark.parametrize(
    ("subject", "steps"),
    [("body", "[Rek je armen.]"), ("skin", "[Smeer de olie uit.]"), ("supplement", "[Lees het etiket.]"),
     ("body", "[Zit rechtop., Rek.]"), ("skin", "[Was je handen., Smeer.]")],
)  # fmt: skip
def test_a_module_on_the_body_says_when_to_stop(subject: str, steps: str) -> None:
    assert said_of_module(f"{SEEN}subject: {subject}\nsteps: {steps}\n") == [("no-stop", 5, 1)]


@pytest.mark.parametrize(
    "module",
    ["subject: body\nsteps: [Rek.]\nstop_if: [je pijn voelt]\n", "subject: food\nsteps: [Eet een peer.]\n",
     "subject: skin\nsteps: [Smeer.]\nwarnings: [Niet bij wondjes.]\n", "subject: body\n",
     "subject: body\nsteps: [Rek.]\ncall_if: [het erger wordt]\n"],
)  # fmt: skip
def test_a_module_that_says_so_is_left_alone(module: str) -> None:
    assert said_of_module(SEEN + module) == []


@pytest.mark.parametrize(
    ("due", "is_said"),
    [("2026-11-29", True), ("2026-11-30", True), ("2026-12-24", True), ("2027-01-01", True), ("2027-01-28", True),
     ("2027-01-29", False), ("2027-11-22", False), ("2026-11-28", False), ("2025-01-01", False), ("2030-01-01", False)],
)  # fmt: skip
def test_a_review_is_told_of_two_months_before(due: str, is_said: bool) -> None:
    assert said_of_module(f"{SEEN}review_due: {due}\n") == ([("review-near", 4, 13)] if is_said else [])


@pytest.mark.parametrize(
    ("due", "is_said"),
    [("2032-01-01", True), ("2032-12-31", True), ("2033-05-05", True), ("2035-01-01", True), ("2036-01-01", True),
     ("2031-12-31", False), ("2030-01-01", False), ("2029-06-01", False), ("2028-01-01", False), ("2040-01-01", False)],
)  # fmt: skip
def test_a_review_many_years_away_is_told(due: str, is_said: bool) -> None:
    assert said_of_module(f"{SEEN}review_due: {due}\n") == ([("review-far", 4, 13)] if is_said else [])


@pytest.mark.parametrize(
    "marked",
    ["[In onderzoek] sliepen mensen beter.", "Neem [250 mg] per dag.", "Het helpt [30%] van de mensen.",
     "[Onderzoekers] zagen dit ook.", "Bij [1 op de 10 mensen] komt dit voor."],
)  # fmt: skip
def test_a_fact_in_a_module_without_sources_is_marked(marked: str) -> None:
    typed = f"{SEEN}tips:\n  - {marked.replace('[', '').replace(']', '')}\n"
    assert said_of_module(typed) == [("fact-without-source", 5, 5 + marked.index("["))]


@pytest.mark.parametrize(
    "module",
    ["tips: [Rust uit.]\n", "tips: [Neem 250 mg.]\nsources: [EFSA 2015]\n", "tips: [Adem 5 minuten.]\n",
     "tips: [Onderzoek je dag.]\n", "tips: [In onderzoek bleek dit.]\nsources: [Smit 2020]\n"],
)  # fmt: skip
def test_what_needs_no_source_or_has_one_is_left_alone(module: str) -> None:
    assert said_of_module(SEEN + module) == []


@pytest.mark.parametrize(
    ("module", "is_said"),
    [("", True), ("review_due: 2028-01-01\n", True), ("subject: body\n", True), ("tips: [Rust.]\n", True),
     ("language: en\n", True), (SEEN, False), (SEEN + "tips: [Rust.]\n", False), ("reviewed: 2024-02-01\n", False),
     (SEEN + "review_due: 2028-01-01\n", False), ("reviewed: 1 mei 2026\n", False)],
)  # fmt: skip
def test_a_module_says_when_it_was_looked_through(module: str, is_said: bool) -> None:
    assert said_of_module(module) == ([("never-reviewed", 1, 8)] if is_said else [])


@pytest.mark.parametrize(
    ("sources", "found"),
    [
        (["Smit (1999). Rust."], [("old-sources", 4, 1)]),
        (["Smit (2005). Rust."], [("old-sources", 4, 1)]),
        (["Smit, 1987", "Vos, 2001"], [("old-sources", 4, 1)]),
        (["Vos e.a. 1995 en 2004, over rust"], [("old-sources", 4, 1)]),
        (["EFSA, 2003"], [("old-sources", 4, 1)]),
        (["Smit (1999). Rust.", "Vos (2020). Slaap."], []),
        (["Smit (2006). Rust."], []),
        (["Smit (2025). Rust."], []),
        (["Thuisarts.nl"], []),
        (["Verordening (EU) 432/2012, claims."], []),
        (["Smit, Rust en slaap, een overzicht"], [("source-without-year", 5, 5)]),
        (["Handboek voor de masseur in opleiding"], [("source-without-year", 5, 5)]),
        (["Vos e.a., tijdschrift voor slaap"], [("source-without-year", 5, 5)]),
        (["Smit (2025). Rust.", "Het grote boek over rust"], [("source-without-year", 6, 5)]),
        (["A review of sleep and rest"], [("source-without-year", 5, 5)]),
        (["Jansen, Slaap"], [("source-without-year", 5, 5)]),
        (["Multidisciplinaire richtlijn slapeloosheid"], [("source-without-year", 5, 5)]),
        (["Voedingscentrum", "Hartstichting Nederland", "thuisarts.nl"], []),
    ],
)  # fmt: skip
def test_sources_are_dated_and_not_long_ago(sources: list[str], found: list[tuple[str, int, int]]) -> None:
    listed = "".join(f"  - '{each}'\n" for each in sources)
    assert said_of_module(f"{SEEN}sources:\n{listed}") == found


def test_what_hangs_on_a_date_says_until_when_it_holds() -> None:
    module = validate(b"title: R\ngoal: R.\nreview_due: 2027-02-01\n", "m.yaml", Module)
    assert list(freshness.expiries(module)) == [date(2026, 12, 2), date(2027, 2, 1)]
