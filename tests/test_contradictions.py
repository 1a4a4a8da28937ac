"""Of one thing a sheet says once how often and how much: what cannot both be followed is pointed out."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import CONSULT
from handouts.checks import contradictions
from handouts.checks.contradictions import is_named
from handouts.checks.frequencies import asked_in, asked_of, clauses_of
from handouts.content.loading import load_practice, validate
from handouts.content.model.intake import Intake
from handouts.content.model.sheet import Consult
from handouts.content.resolving import resolve
from handouts.files.folder import Folder

WALKS = Intake.model_validate(
    {"product": "Wandelen", "route": "activity", "when": ["avond"], "every": "3 keer per week", "dose": "20 min."}
)


def contradictory(text: str) -> list[str]:
    """The clauses of a text that cannot be followed along with walking 20 minutes, three times a week."""
    named = [each for each in clauses_of(text) if is_named(["wandelen"], each)]
    return [each for each in named if asked_in(each)[0].contradicts(asked_of(WALKS))]


MODULE = """\
title: Rekken
goal: Losser worden.
duration: "{{ vaak }}, {{ minuten }} minuten"
steps: [Sta rechtop., "{{ stap }}"]
params:
  vaak: {default: om de dag}
  minuten: {default: 5}
  stap: {default: Adem rustig.}
"""


def line(product: str, every: str = "dag", dose: str = "", when: str = "avond") -> str:
    said = f', dose: "{dose}"' if dose else ""
    return f"- {{product: {product}, route: activity, when: [{when}], every: {every}{said}}}\n"


def said(clinic: Path, lines: str, more: str = "") -> list[str]:
    """What is said of a consult with these lines of the schedule: each with its line."""
    (clinic / "content/modules/rekken.yaml").write_text(MODULE, encoding="utf-8")
    (clinic / "content/sheets/magnesiumconsult.yaml").write_text("title: Plan\n", encoding="utf-8")
    reader = Folder(clinic).open_reader()
    consult = validate(f"{CONSULT}schedule:\n{lines}{more}".encode(), "consult.yaml", Consult)
    found = list(contradictions.check(resolve(reader, load_practice(reader), consult)))
    assert {each.rule for each in found} <= {"said-otherwise"}
    return [f"{each.mark.line}: {each.message}" for each in found]


@pytest.mark.parametrize(
    ("lines", "params", "words"),
    [
        (line("Rekken", "3 keer per week"), "", "om de dag … 5 minuten"),
        (line("Rekken", "om de dag", "10 min."), "", "om de dag … 5 minuten"),
        (line("Rustig rekken", "dag"), "{vaak: 3 keer per week}", "3 keer per week … 5 minuten"),
        (line("Rekken", "dag"), "{vaak: twee keer per dag}", "twee keer per dag … 5 minuten"),
        (line("Rekken", "om de dag"), "{stap: Doe dit elke dag.}", "elke dag"),
    ],
)
def test_a_module_that_asks_for_it_otherwise_than_the_schedule_is_pointed_out(
    clinic: Path, lines: str, params: str, words: str
) -> None:
    use = f"modules: [{{use: rekken{params and f', params: {params}'}}}]\n"
    told = f"6: the module rekken says “{words}”, and the schedule says otherwise (line 6)"
    assert said(clinic, lines, use) == [told]


@pytest.mark.parametrize(
    ("lines", "more", "words"),
    [
        (line("Wandelen"), "summary_steps: [Wandel 3 keer per week]\n", "3 keer per week"),
        (line("Wandelen", "om de dag"), "summary_steps: [Wandel elke avond buiten]\n", "elke avond"),
        (line("Wandelen", dose="20 min."), "goals: [een wandeling van tien minuten]\n", "tien minuten"),
        (line("Wandelen", "ma wo vr"), "note: 'Fijn. Wandel elke dag!'\n", "elke dag"),
        (line("Lavendelthee", dose="1 glas"), "goals: [twee glazen lavendelthee]\n", "twee glazen"),
        (line("Walking"), "goals: [walk three times a week]\n", "three times a week"),
    ],
)
def test_what_she_wrote_otherwise_than_the_schedule_is_pointed_out_there(
    clinic: Path, lines: str, more: str, words: str
) -> None:
    assert said(clinic, lines, more) == [
        f"7: this says “{words}”, and the schedule says otherwise about the same (line 6)"
    ]


INNOCENT = (
    (line("Rekken", "om de dag", "5 min."), "modules: [rekken]\n"),
    (line("Wandelen", "om de dag"), "modules: [rekken]\n"),
    (line("Rekken", "zo nodig"), "modules: [rekken]\n"),
    (line("Rekken", "om de dag"), "modules: [{use: rekken, params: {stap: Sta elke dag om 7 uur op.}}]\n"),
    (line("Wandelen", "ma wo vr"), "summary_steps: [Wandel drie keer per week]\n"),
    (line("Wandelen", "2 tot 4 keer per week"), "summary_steps: [Wandel 3 keer per week]\n"),
    (line("Wandelen", "om de dag"), "summary_steps: [Wandel en drink elke dag water]\n"),
    (line("Wandelen", dose="20 min."), "goals: [Begin met 10 minuten wandelen, elke week langer wandelen]\n"),
    (line("Wandelen", dose="20 min."), "goals: [na 5 minuten wandelen even zitten, 10-20 minuten wandelen]\n"),
    (line("Wandelen") + line("Buiten wandelen", "week"), "goals: [elke week buiten wandelen]\n"),
    (line("Magnesium", when="ochtend") + line("Magnesium"), "goals: [twee keer per dag magnesium]\n"),
    (line("Wandelen", "om de dag"), "discussed: Je wandelde elke dag.\n"),
)


@pytest.mark.parametrize(
    "text",
    ["Vroeger wandelde je elke dag", "Je wandelde elke dag", "Je hebt elke dag gewandeld",
     "Tot nu toe liep je elke dag",
     "Je wandelt nu elke dag", "Goed dat je elke dag wandelt", "Als je elke dag wandelt, slaap je beter",
     "Je zus wandelt elke dag", "Veel mensen wandelen elke dag", "Je hoeft niet elke dag te wandelen",
     "Elke dag wandelen lukt nog niet", "Kijk of je elke dag wandelt", "Wandel minstens 10 minuten",
     "Wandel niet meer dan 40 minuten", "Sta na het wandelen 2 minuten stil",
     "Adem tijdens het wandelen 2 minuten rustig",
     "Drink na elke wandeling 1 glas water, en rust na dit wandelen 5 minuten"],
)  # fmt: skip
def test_what_is_past_as_it_is_denied_or_beside_it_asks_for_nothing(text: str) -> None:
    assert contradictory(text) == []


@pytest.mark.parametrize(
    "text",
    ["Je wandelt elke dag", "Wandel vanaf nu elke dag", "Vergeet niet elke dag te wandelen",
     "Zorg dat je elke dag wandelt",
     "Wandel elke dag na het eten", "Wandel niet te snel, elke dag wandelen is genoeg", "Wandel elke dag met je zus",
     "Wandel na het eten 10 minuten", "Probeer elke dag te wandelen"],
)  # fmt: skip
def test_what_asks_in_other_words_is_compared(text: str) -> None:
    assert len(contradictory(text)) == 1


@pytest.mark.parametrize(("lines", "more"), INNOCENT)
def test_what_can_be_followed_along_with_the_schedule_is_left_alone(clinic: Path, lines: str, more: str) -> None:
    assert said(clinic, lines, more) == []


@pytest.mark.parametrize(
    ("dose", "when", "text", "is_against"),
    [
        ("1 tablet", ["avond"], "Neem 2 magnesiumtabletten", True),
        ("1 tablet", ["avond"], "Neem 2 tabletten magnesium van 200 mg", True),
        ("1 tablet (200 mg)", ["avond"], "Neem 2 tabletten magnesium", True),
        ("1 tablet", ["ochtend", "avond"], "Neem elke dag 2 tabletten magnesium", False),
        ("1 tablet", ["ochtend", "avond"], "Neem elke dag 3 tabletten magnesium", True),
        ("2 tabletten (400 mg)", ["avond"], "Neem 400 mg magnesium", False),
        ("2 tabletten van 200 mg", ["avond"], "Neem 2 tabletten magnesium, 400 mg in totaal", False),
    ],
)
def test_of_several_amounts_those_of_one_unit_are_compared(
    dose: str, when: list[str], text: str, is_against: bool
) -> None:
    fields = {"product": "Magnesium", "route": "oral", "dose": dose, "dose_source": "etiket", "when": when}
    asked = asked_of(Intake.model_validate(fields))
    assert any(asked_in(clause)[0].contradicts(asked) for clause in clauses_of(text)) is is_against
    assert is_named(["magnesium"], next(clauses_of(text)))


def test_a_decimal_comma_parts_no_clause() -> None:
    first, *rest = clauses_of("Neem 2,5 mg zink, elke dag. En 1.5 mg?")
    assert (first, rest) == ("neem 2,5 mg zink", ["elke dag", "1.5 mg"])
    assert asked_in(first)[0].amounts == ()


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ("neem er 2 per keer", "neem er 2 per keer"), ("neem 2 tabletten tegelijk", "2 tabletten"),
        ("neem er 1 per keer", ""), ("neem 1 tablet met water", ""), ("wacht 20 minuten", ""),
        ("los op in 2 glazen water", ""), ("neem er twee", "neem er twee"), ("neem geen dubbele dosis", ""),
        ("neem de dubbele dosis", "neem de dubbele dosis"),
    ],
)  # fmt: skip
def test_how_it_is_taken_counts_what_the_dose_counts(clinic: Path, how: str, words: str) -> None:
    swallowed = "- {product: Magnesium, route: oral, dose: 1 tablet, dose_source: etiket, when: [avond], "
    found = said(clinic, f'{swallowed}how: "{how}"}}\n')
    assert found == [f"6: how: says “{words}”, and the dose says otherwise"][: bool(words)]
