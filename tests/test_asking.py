"""The questions of `handouts sheet --ask`: what is answered is what the file says, and until a yes there is no file."""

from __future__ import annotations

import errno
import os
import re
import shutil
import string
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click
import pypdfium2
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from conftest import PRACTICE, Command, Ran
from handouts.cli import main
from handouts.cli.reports import Run
from handouts.content.dumping import dump
from handouts.content.loading import load_consult, validate
from handouts.content.model.describing import describe
from handouts.content.model.identity import is_more_than_a_first_name
from handouts.content.model.intake import Intake
from handouts.content.model.moments import MOMENTS
from handouts.content.model.sheet import Consult
from handouts.content.nutrients import MAGNESIUM, is_known_without
from handouts.content.reading import read_yaml
from handouts.files.folder import Folder
from handouts.files.layout import shipped_root
from handouts.files.unseen import bare
from handouts.intake.interview import Tone, ask_consult
from handouts.intake.interview.answers import Typed, Words, of_field
from handouts.intake.interview.consult import next_ref
from handouts.intake.interview.context import Library
from handouts.intake.interview.talking import Talk, Unchanged
from handouts.languages.texts import languages, own_texts
from handouts.records import Records
from handouts.records.history import Line

BATH = """\
title: "{{ Jouw | Uw }} voetenbad"
goal: "{{ minuten }} minuten rust, {{ vaak }}, met {{ product }}."
diary_label: Voetenbad
params:
  minuten: {type: number, default: 20, question: Hoeveel minuten?}
  vaak: {type: choice, choices: [elke dag, om de dag], default: om de dag, question: Hoe vaak?}
  product: {required: ja}
  stil: {default: niemand vraagt hiernaar}
"""
RECIPE = """\
title: "{{ Jouw | Uw }} plan voor thuis"
consult: magnesiumconsult
modules: [{use: voetenbad, params: {product: kristallen}}, ademhaling]
diary: {days: 7, scales: ["{{ Jouw | Uw }} slaap"]}
safety:
  calls: [{who: "112", when: Pijn op de borst.}]
"""
EARLIER = """\
ref: 2026-014
client: {first_name: Robin, form: u, large_print: ja}
date: 2026-10-20
number: 3
sheet: magnesiumconsult
goals: [twee pauzes, elf uur naar bed]
flags: [kidneys, heart]
schedule:
- {product: Wandelen, route: activity, dose: 20 min., when: [middag], every: om de dag, start: 2026-10-21, days: 28}
- {product: Crème, route: topical, dose: 1 keer, dose_source: etiket, when: [avond, nacht]}
"""
TODAY = date(2026, 11, 22)
SAVED = "content/clients/2026-001.yaml"


@pytest.fixture
def clinic(practice: Path) -> Path:
    """A practice folder with a recipe and three modules, and no consult."""
    for name, text in {
        "modules/voetenbad": BATH,
        "modules/ademhaling": "title: Rustig ademen\ngoal: Een pauze.\n",
        "modules/warmte": "title: Warmte, en rust\ngoal: Een kruik.\n",
        "modules/kapot": "title: [\n",
        "modules/sleep": "title: Sleep well\nlanguage: en\ngoal: A pause.\n",
        "sheets/magnesiumconsult": RECIPE,
    }.items():
        write(practice, name, text)
    return practice


@pytest.fixture
def asked(clinic: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Runs `handouts sheet --ask` on a day of 2026, with the lines that are typed, and makes the sheet if it must."""

    class Today(date):
        @classmethod
        def today(cls) -> date:  # type: ignore[override]
            return TODAY

    monkeypatch.setattr("handouts.cli.making.date", Today)

    @click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
    @click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
    def front_door(arguments: tuple[str, ...]) -> None:
        main(arguments)

    def run(*answers: str, more: tuple[str, ...] = (), makes: bool = False) -> Ran:
        if not makes:
            monkeypatch.setattr("handouts.cli.making._run", lambda *_arguments, **_more: Run([], []))
        arguments = ["--", "--folder", str(clinic), "sheet", "--ask", *more]
        return Ran(CliRunner().invoke(front_door, arguments, input="".join(f"{answer}\n" for answer in answers)))

    return run


def write(folder: Path, name: str, text: str) -> None:
    path = folder / f"content/{name}.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


ADVICE = "left_out added bath minuten vaak product_of_bath".split()


def questions(**answers: str) -> list[str]:
    """What is typed at each question of a first consult in Dutch; Enter where nothing is said.

    The reference and the day, and the advice, are one question each, until something of it is answered.
    """
    order = "usual ref date first_name form large_print flags step discussed goal product advice".split()
    order += [*ADVICE, *"diary next note right".split()]
    assert answers.keys() <= set(order)
    answers = {"first_name": "Sam", **answers}
    if answers.keys() & {"ref", "date"}:
        answers["usual"] = "nee"
    else:
        order = [name for name in order if name not in {"ref", "date"}]
    if answers.keys() & set(ADVICE):
        answers = {"bath": "nee", **answers, "advice": "nee"}
    else:
        order = [name for name in order if name not in ADVICE]
    return [answers.get(name, "") for name in order]


def consult(clinic: Path, ref: str = "2026-001") -> Consult:
    return load_consult(Folder(clinic).open_reader(), ref).value


def no_file(clinic: Path) -> bool:
    return not [*clinic.glob("content/clients/*"), *clinic.glob("output/**/*.pdf")]


def paper(pdf: Path) -> str:
    document = pypdfium2.PdfDocument(pdf)
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return re.sub(r"\s+", " ", text)


def test_enter_takes_every_default_and_a_first_name_makes_a_sheet(asked: Callable[..., Ran], clinic: Path) -> None:
    ran = asked(*questions(), makes=True)
    assert ran.code == 0, ran.err
    assert (clinic / SAVED).read_text(encoding="utf-8") == (
        "# Ingevuld met handouts sheet --ask. Je kunt hier alles nog veranderen.\n\n"
        "ref: 2026-001\nclient:\n  first_name: Sam\n  form: je\ndate: 2026-11-22\nnumber: 1\nsheet: magnesiumconsult\n"
        "modules:\n  - use: voetenbad\n    params:\n      # minuten: 20\n      # vaak: om de dag\n"
        "      # product: kristallen\n      # stil: niemand vraagt hiernaar\n"
    )
    assert (clinic / SAVED).stat().st_mode & 0o777 == 0o600
    assert (clinic / SAVED).parent.stat().st_mode & 0o777 == 0o700
    assert [Path(line).name for line in ran.out.split()] == ["2026-001.pdf"]
    assert "Jouw voetenbad" in paper(clinic / "output/sheets/2026-001.pdf")


def test_every_question_answered_is_in_the_file_as_she_would_write_it(asked: Callable[..., Ran], clinic: Path) -> None:
    ran = asked(
        "nee", "2026-031", "5 januari 2026", "Sam", "u", "ja", "1,hart",
        "Drink water", "", "Slaap: op tijd", "# om elf uur", "Wandel", "",
        "Je slaapt slecht.", "- En dan?", "", "een", "twee", "drie",
        "Tablet", "slikken", "1 tablet 's ochtends", "nee",
        "", "", "100 mg", "'s ochtends en avond", "bij het eten", "om de dag", "4 weken",
        "Rust", "doen", "nacht, week", "", "",
        "nee", "2", "warmte", "nee", "12,5", "1", "zout", "10", "18-12-2026", "10:30 uur", "", "Tot dan!", "ja",
        makes=True,
    )  # fmt: skip
    assert ran.code == 0, ran.err
    assert (clinic / "content/clients/2026-031.yaml").read_text(encoding="utf-8").partition("\n\n")[2] == (
        "ref: 2026-031\nclient:\n  first_name: Sam\n  form: u\n  large_print: ja\ndate: 2026-01-05\nnumber: 1\n"
        "sheet: magnesiumconsult\nsummary_steps:\n  - Drink water\n"
        '  - step: "Slaap: op tijd"\n    reason: "# om elf uur"\n  - Wandel\n'
        "discussed: |\n  Je slaapt slecht.\n  - En dan?\ngoals:\n  - een\n  - twee\n  - drie\n"
        "flags: [kidneys, heart]\n"
        "schedule:\n"
        "  - product: Tablet\n    route: oral\n    dose: 1 tablet\n    dose_source: etiket\n    magnesium_mg: 100\n"
        "    when: [ochtend, avond]\n    how: bij het eten\n    every: om de dag\n    days: 28\n"
        "  - product: Rust\n    route: activity\n    when: [nacht]\n    every: week\n"
        "modules:\n  - use: ademhaling\n    drop: ja\n"
        "  - use: voetenbad\n    params:\n      minuten: 12,5\n      vaak: elke dag\n      product: zout\n"
        "      # stil: niemand vraagt hiernaar\n  - warmte\n"
        "diary:\n  days: 10\n  scales:\n    - Uw slaap\n"
        "next_appointment:\n  date: 2026-12-18\n  time: 10:30 uur\nnote: Tot dan!\n"
    )
    assert "this client has a kidney disease" in ran.err, "what is doubtful is said by the checks, as ever"
    text = paper(clinic / "output/sheets/2026-031.pdf")
    for said in ("Uw plan voor thuis", "12,5 minuten rust, elke dag, met zout", "Warmte, en rust", "18 december 2026"):
        assert said in text


def test_in_english_the_questions_and_the_file_are_english(asked: Callable[..., Ran], clinic: Path) -> None:
    (clinic / "content/practice.yaml").write_text(PRACTICE + "language: en\n", encoding="utf-8")
    write(
        clinic,
        "sheets/magnesiumconsult",
        "title: Your plan\nmodules: [sleep]\nsafety: {calls: [{who: '112', when: Pain}]}\n",
    )
    ran = asked(
        "", "Sam", "yes", "kidneys", "Walk", "", "", "", "", "Walking", "1",
        "20 min., morning and night, every other day, 28 days", "", "", "", "14", "", "", "yes",
    )  # fmt: skip
    assert ran.code == 0, ran.err
    assert "First name" in ran.err
    assert "Form of address" not in ran.err, "English knows one"
    assert (clinic / SAVED).read_text(encoding="utf-8").partition("\n\n")[2] == (
        "ref: 2026-001\nclient:\n  first_name: Sam\n  large_print: yes\ndate: 2026-11-22\nnumber: 1\n"
        "sheet: magnesiumconsult\nsummary_steps:\n  - Walk\nflags: [kidneys]\n"
        "schedule:\n  - product: Walking\n    route: activity\n    dose: 20 min.\n    when: [morning, night]\n"
        "    every: other day\n    days: 28\ndiary:\n  days: 14\n"
    )


MISTAKES = {
    "no reference": ("ref", "Sam de Vries", "“Sam de Vries” kan geen kenmerk zijn"),
    "a reference that no file can have": ("ref", "2026-", "“2026-” kan geen kenmerk zijn"),
    "no date": ("date", "laatst", "Hier hoort een datum, en er staat “laatst”."),
    "a day that is none": ("date", "31-2-2026", "“31-2-2026” bestaat niet in de kalender"),
    "no name": ("first_name", "", "Hier is een antwoord nodig"),
    "a name of nothing": ("first_name", "\u200b", "Hier is een antwoord nodig"),
    "a sign that cannot be printed": ("first_name", "S\u202eam", "U+202E"),
    "a word without end": ("first_name", "a" * 251, "Een woord van 251 tekens, en het maximum is 250"),
    "a form that is none": ("form", "jij", "Kies uit: je, u"),
    "a choice by a number that is none": ("form", "3", "“3” staat er niet bij"),
    "neither yes nor no": ("large_print", "misschien", "“misschien” is geen ja en geen nee."),
    "a flag that is none": ("flags", "1,9", "“9” staat er niet bij"),
    "an advice that is none": ("left_out", "warmte", "“warmte” staat er niet bij"),
    "a mistake in a parameter": ("minuten", "veel", "“veel” is geen getal, en bij “minuten” hoort een getal."),
    "a choice of a parameter": ("vaak", "soms", "Kies uit: elke dag, om de dag"),
    "a parameter left empty": ("minuten", "-", "Hier is een antwoord nodig"),
    "a diary of a year": ("diary", "365", "365 kan niet: het moet van 1 tot en met 28 zijn."),
    "a next day that is none": ("next", "ooit", "Hier hoort een datum, en er staat “ooit”."),
    "neither yes nor a number": ("right", "99", "Antwoord met ja, nee of een nummer van 1 tot en met"),
}


@pytest.mark.parametrize(("question", "typed", "said"), MISTAKES.values(), ids=MISTAKES.keys())
def test_what_is_not_understood_is_said_and_asked_again(
    asked: Callable[..., Ran], clinic: Path, question: str, typed: str, said: str
) -> None:
    answers = questions(**{question: "Sam" if question == "first_name" else "", "right": "nee"})
    place = questions(**{question: "!"}).index("!")
    ran = asked(*answers[:place], typed, *answers[place:])
    assert said in ran.err
    assert re.search(r"Voornaam: +Sam\n", ran.err), "all the rest is asked as ever"
    assert (ran.code, no_file(clinic)) == (130, True)


IN_THE_SCHEDULE = {
    "an activity of milligrams": (["1", "300 mg, avond", "20 min., avond", ""], "is om te slikken of voor op de huid."),
    "more milligrams than there can be": (
        ["2", "avond", "9999", "100"], "9999 kan niet: het moet van 0 tot en met 5000 zijn.",
    ),
    "no number of milligrams": (["2", "avond", "veel", "100"], "Hier hoort een heel getal, en er staat “veel”."),
    "too many days": (
        ["1", "avond", "nee", "", "", "", "", "999", "28"], "999 kan niet: het moet van 1 tot en met 366 zijn.",
    ),
    "no rhythm": (["1", "avond", "nee", "", "", "", "soms", "", ""], "“soms” begrijp ik niet."),
    "neither yes nor no": (["1", "avond", "misschien", "ja"], "“misschien” is geen ja en geen nee."),
}  # fmt: skip


@pytest.mark.parametrize(("typed", "said"), IN_THE_SCHEDULE.values(), ids=IN_THE_SCHEDULE.keys())
def test_what_cannot_stand_in_the_schedule_is_said_at_its_question(
    asked: Callable[..., Ran], clinic: Path, typed: list[str], said: str
) -> None:
    answers = questions()
    place = questions(product="!").index("!")
    ran = asked(*answers[:place], "Iets", *typed, *answers[place:])
    assert ran.code == 0, ran.err
    assert said in ran.err
    assert [line.product for line in consult(clinic).schedule] == ["Iets"]


def test_a_sign_that_is_no_unicode_is_asked_again(clinic: Path) -> None:
    answers = questions(right="nee")
    asker = Scripted([*answers[:1], "Sam\udce9", *answers[1:]])
    assert ask_consult(Folder(clinic), asker, today=TODAY) is None
    assert "Tip: typ het opnieuw" in asker.said


def test_back_goes_one_question_back_and_offers_the_answer_again(asked: Callable[..., Ran], clinic: Path) -> None:
    answers = questions()
    ran = asked("<", *answers[:1], "Kim", "u", "<", "<", "Sam", *answers[2:])
    assert ran.code == 0, ran.err
    assert "Dit is de eerste vraag" in ran.err
    assert "Voornaam [Kim]: " in ran.err
    assert (consult(clinic).client.first_name, consult(clinic).client.form) == ("Sam", "u")


def test_back_leads_out_of_a_list_and_from_the_summary(asked: Callable[..., Ran], clinic: Path) -> None:
    answers = questions()
    goals = questions(goal="!").index("!")
    ran = asked(*answers[:goals], "een", "twee", "<", "<", "drie", "-", *answers[goals + 1 : -1], "<", "Dag!", "ja")
    assert ran.code == 0, ran.err
    assert consult(clinic).goals == ["drie"]
    assert consult(clinic).note == "Dag!"


@pytest.mark.parametrize("length", range(len(questions())))
def test_the_end_of_what_is_typed_stops_and_leaves_nothing(
    asked: Callable[..., Ran], clinic: Path, length: int
) -> None:
    ran = asked(*questions()[:length])
    assert (ran.code, no_file(clinic)) == (130, True)
    assert ran.err.endswith("Gestopt, er is niets bewaard.\n")


def test_ctrl_c_stops_and_leaves_nothing(
    asked: Callable[..., Ran], clinic: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_arguments: Any) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("handouts.intake.interview.answers.worded_date", interrupted)
    ran = asked(*questions())
    assert (ran.code, no_file(clinic)) == (130, True)


def test_no_at_the_summary_leaves_nothing(asked: Callable[..., Ran], clinic: Path) -> None:
    ran = asked(*questions(right="nee"))
    assert (ran.code, no_file(clinic)) == (130, True)
    assert "Er is niets bewaard" in ran.err


def test_a_number_at_the_summary_changes_one_answer(asked: Callable[..., Ran], clinic: Path) -> None:
    summary = asked(*questions(right="nee")).err.rpartition("Dit heb je ingevuld")[2]
    assert re.search(r"7  Aanspreekvorm: +je\n", summary)
    assert re.search(r"3  Vervolg op consult: +geen\n", summary)
    ran = asked(*questions(right="7"), "u", "8", "<", "ja")
    assert ran.code == 0, ran.err
    assert consult(clinic).client.form == "u"


def test_lines_of_the_schedule_can_be_kept_changed_and_left_out_afterwards(
    asked: Callable[..., Ran], clinic: Path
) -> None:
    answers = questions()
    place = questions(product="!").index("!")
    lines = [line for name in ("Een", "Twee", "Drie") for line in (name, "1", "ochtend", "")]
    number = "13"
    ran = asked(*answers[:place], *lines, *answers[place:-1], number, "", "2", "Vier", "", "middag", "", "3", "", "ja")
    assert ran.code == 0, ran.err
    assert [(line.product, line.when) for line in consult(clinic).schedule] == [
        ("Een", ["morning"]),
        ("Vier", ["noon"]),
    ]


def test_an_existing_consult_is_written_over_only_after_a_yes(asked: Callable[..., Ran], clinic: Path) -> None:
    write(clinic, "clients/2026-001", EARLIER.replace("2026-014", "2026-001"))
    before = (clinic / SAVED).read_bytes()
    answers = ["", "", *questions()[1:]]
    ran = asked("nee", "2026-001", "", "2026-050", *answers)
    assert ran.code == 0, ran.err
    assert "Er is al een consult 2026-001. Overschrijven? [nee]" in ran.err
    assert (clinic / SAVED).read_bytes() == before
    assert consult(clinic, "2026-050").ref == "2026-050"
    ran = asked("nee", "2026-001", "ja", *answers)
    assert ran.code == 0, ran.err
    assert consult(clinic).client.first_name == "Sam"


def test_a_consult_that_came_meanwhile_is_not_written_over(clinic: Path) -> None:
    class Meddling(Scripted):
        def ask(self, question: str, default: str) -> str:
            if question.startswith("Klopt") and not (clinic / SAVED).exists():
                write(clinic, "clients/2026-001", EARLIER)
            return super().ask(question, default)

    asker = Meddling([*questions(), "2026-002", "ja"])
    assert ask_consult(Folder(clinic), asker, today=TODAY) == "2026-002"
    assert (clinic / SAVED).read_text(encoding="utf-8") == EARLIER


# --- When the consult cannot be saved


CLOSED = "content/clients"
"""A file of that name stands where the folder belongs, so that no consult can be written."""


class Scripted:
    """Types one answer after the other."""

    def __init__(self, answers: list[str]) -> None:
        self._answers: Iterator[str] = iter(answers)
        self.said: list[str] = []

    def ask(self, question: str, default: str) -> str:
        self.said.append(question)
        return next(self._answers) or default

    def say(self, text: str, tone: Tone = "plain") -> None:
        self.said.append(f"# {text}" if tone == "heading" else text)


class Mending(Scripted):
    """Takes away what is in the way when it is asked what to do."""

    def __init__(self, answers: list[str], mended: Callable[[], object]) -> None:
        super().__init__(answers)
        self._mended = mended

    def ask(self, question: str, default: str) -> str:
        if question.startswith("Je antwoorden zijn er nog"):
            self._mended()
        return super().ask(question, default)


def test_a_consult_that_cannot_be_saved_is_saved_when_that_is_mended(clinic: Path) -> None:
    (clinic / CLOSED).write_text("x", encoding="utf-8")
    asker = Mending([*questions(note="Dag!"), "1"], (clinic / CLOSED).unlink)
    assert ask_consult(Folder(clinic), asker, today=TODAY) == "2026-001"
    assert consult(clinic).note == "Dag!"
    (said,) = (each for each in asker.said if "is niet bewaard" in each)
    assert said == f"{SAVED} is niet bewaard: waar de map hoort, staat een bestand."


def test_a_consult_that_comes_at_the_last_moment_is_not_written_over(
    clinic: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def came(*_arguments: Any) -> None:
        write(clinic, "clients/2026-001", EARLIER.replace("2026-014", "2026-001"))
        monkeypatch.undo()

    monkeypatch.setattr("handouts.intake.interview.saving.validate", came)
    asker = Scripted([*questions(note="Dag!"), "2026-002", "ja"])
    assert ask_consult(Folder(clinic), asker, today=TODAY) == "2026-002"
    assert consult(clinic, "2026-001").client.first_name == "Robin"
    assert consult(clinic, "2026-002").note == "Dag!"


def run_of_talk(typed: list[str]) -> tuple[Talk, Scripted, Callable[[], list[Any]]]:
    """A talk of three questions, of which the third is asked only when the second says so."""
    asker = Scripted(typed)
    talk = Talk(asker, Words("nl"))

    def ask_all() -> list[Any]:
        answers = [talk.ask(key, f"{key}?", Typed()) for key in ("a", "b")]
        return [*answers, talk.ask("c", "c?", Typed())] if answers[1] == "more" else answers

    return talk, asker, ask_all


def test_back_after_a_change_leads_past_it_to_the_questions_before() -> None:
    talk, asker, ask_all = run_of_talk(["1", "2", "3", "4", "5", ""])
    assert talk.run(ask_all) == ["1", "2"]
    talk.change("b")
    assert talk.run(ask_all) == ["1", "3"]
    talk.step_back()
    assert talk.run(ask_all) == ["1", "4"]
    talk.step_back()
    talk.step_back()
    assert talk.run(ask_all) == ["5", "4"]
    assert asker.said == ["a?", "b?", "b?", "b?", "a?", "b?"]


def test_back_passes_over_a_question_that_is_asked_no_more() -> None:
    talk, asker, ask_all = run_of_talk(["1", "more", "3", "2", "4"])
    assert talk.run(ask_all) == ["1", "more", "3"]
    talk.change("b")
    assert talk.run(ask_all) == ["1", "2"]
    talk.step_back()
    assert talk.run(ask_all) == ["1", "4"]
    assert asker.said == ["a?", "b?", "c?", "b?", "b?"]


def test_back_from_a_change_leaves_all_as_it_was() -> None:
    talk, asker, ask_all = run_of_talk(["1", "2", "<"])
    assert talk.run(ask_all) == ["1", "2"]
    talk.change("b")
    with pytest.raises(Unchanged):
        talk.run(ask_all)
    assert talk.run(ask_all) == ["1", "2"]
    assert asker.said == ["a?", "b?", "b?"]


FULL = {
    "the disk is full": (errno.ENOSPC, "de schijf is vol"),
    "the folder is closed": (errno.EACCES, "daar mag niet geschreven worden"),
    "the disk is read-only": (errno.EROFS, "daar mag niet geschreven worden"),
    "the disk is broken": (errno.EIO, "de computer zegt: lezen of schrijven mislukt"),
}


@pytest.mark.parametrize(("number", "said"), FULL.values(), ids=FULL.keys())
def test_why_it_was_not_saved_is_said_in_her_language(
    asked: Callable[..., Ran], clinic: Path, monkeypatch: pytest.MonkeyPatch, number: int, said: str
) -> None:
    def failing(*_arguments: Any) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("handouts.files.writing.os.fsync", failing)
    ran = asked(*questions(), "3")
    assert f"{SAVED} is niet bewaard: {said}." in ran.err
    assert (ran.code, no_file(clinic)) == (3, True)


def test_a_folder_in_the_way_of_the_consult_is_got_round_by_another_reference(clinic: Path) -> None:
    (clinic / SAVED).mkdir(parents=True)
    answers = [*questions(ref="2026-001", note="Dag!"), "2", "2026-002", "ja"]
    answers.insert(answers.index("2026-001") + 1, "ja")
    asker = Scripted([*answers[:-3], "vier", *answers[-3:]])
    assert ask_consult(Folder(clinic), asker, today=TODAY) == "2026-002"
    assert consult(clinic, "2026-002").note == "Dag!"
    assert f"{SAVED} is niet bewaard: er staat een map met die naam." in asker.said
    assert any("“vier” staat er niet bij" in each for each in asker.said)


@pytest.mark.parametrize(
    "ending", [["ja", "3"], ["tonen"], ["nee"], []], ids=["a number", "a word", "no", "the terminal is closed"]
)
def test_what_cannot_be_saved_is_shown_so_that_it_can_be_copied(
    asked: Callable[..., Ran], clinic: Path, ending: list[str]
) -> None:
    (clinic / CLOSED).write_text("x", encoding="utf-8")
    ran = asked(*questions(note="Dag!"), *ending)
    assert ran.code == 3
    shown = ran.err.partition(f"De tekst van {SAVED}; neem hem over")[2]
    text = shown.partition("\n")[2].partition("\nHet consult is niet bewaard")[0]
    copied = validate(text.encode(), SAVED, Consult).value
    assert (copied.ref, copied.client.first_name, copied.note) == ("2026-001", "Sam", "Dag!")
    assert ran.out == ""


def test_back_leads_from_a_consult_that_was_not_saved_to_the_summary(clinic: Path) -> None:
    (clinic / CLOSED).write_text("x", encoding="utf-8")
    asker = Mending([*questions(), "<", "6", "Kim", "ja"], (clinic / CLOSED).unlink)
    assert ask_consult(Folder(clinic), asker, today=TODAY) == "2026-001"
    assert consult(clinic).client.first_name == "Kim"


def test_a_follow_up_offers_what_the_consult_before_it_says(asked: Callable[..., Ran], clinic: Path) -> None:
    write(clinic, "clients/2026-014", EARLIER)
    ran = asked(
        "nee", "", "2026-041", "2026-015", "2026-014", "", "", "nee", "", "", "-", "", "",
        "nee", "", "2", "", "", "2 keer, avond, nacht", "", "", "", "", "", "", "ja",
    )  # fmt: skip
    assert ran.code == 0, ran.err
    assert "Er is geen consult 2026-041. Er zijn: 2026-014 (Robin)." in ran.err
    assert "Een consult kan geen vervolg op zichzelf zijn" in ran.err
    made = consult(clinic, "2026-015")
    assert (made.follows, made.number, made.date) == ("2026-014", 4, TODAY)
    assert (made.client.first_name, made.client.form, made.client.large_print) == ("Robin", "u", True)
    assert made.flags == ["kidneys", "heart"]
    assert made.goals == ["elf uur naar bed"]
    before = consult(clinic, "2026-014").schedule
    assert made.schedule[0] == before[0].model_copy(update={"start": None}), "its first day lies in the past"
    assert made.schedule[1] == before[1].model_copy(update={"dose": "2 keer"})


def test_the_consults_that_can_be_followed_are_listed_with_the_first_name_in_each_file(
    asked: Callable[..., Ran], clinic: Path
) -> None:
    names = {"012": "Anne", "013": "Bo", "014": "Robin", "015": "[", "016": "Kim", "017": "Noor"}
    for number, name in names.items():
        text = EARLIER.replace("2026-014", f"2026-{number}").replace("first_name: Robin", f"first_name: {name}")
        write(clinic, f"clients/2026-{number}", text)
    ran = asked("", "2026-014")
    said = "De laatste: 2026-013 (Bo), 2026-014 (Robin), 2026-015, 2026-016 (Kim), 2026-017 (Noor)\n"
    assert said in ran.err
    assert "Voornaam: Robin" in ran.err


def test_another_consult_to_follow_offers_its_own_goals_and_schedule(clinic: Path) -> None:
    write(clinic, "clients/2026-014", EARLIER)
    write(clinic, "clients/2026-015", EARLIER.replace("2026-014", "2026-015").replace("Wandelen", "Fietsen"))
    first = ["", "2026-014", *[""] * 9]
    asker = Scripted([*first, "3", "2026-015", *[""] * 5, "3", "<", "ja"])
    assert ask_consult(Folder(clinic), asker, today=TODAY) == "2026-016", asker.said
    made = consult(clinic, "2026-016")
    assert made.follows == "2026-015"
    assert [line.product for line in made.schedule] == ["Fietsen", "Crème"]
    assert made.goals == ["twee pauzes", "elf uur naar bed"]


def test_what_looks_like_more_than_a_first_name_is_asked_again_once(asked: Callable[..., Ran], clinic: Path) -> None:
    for number, (typed, again, name) in enumerate(
        [("Sam de Vries", "Sam", "Sam"), ("Anne Marie", "", "Anne Marie"), ("Sam 12-3-1980", "Sam", "Sam")], start=1
    ):
        answers = questions(first_name=typed)
        if number > 1:
            answers.insert(1, "")  # which consult it follows
        answers.insert(answers.index(typed) + 1, again)
        ran = asked(*answers)
        assert ran.code == 0, ran.err
        assert "Alleen een voornaam" in ran.err
        assert consult(clinic, f"2026-{number:03}").client.first_name == name
    assert "Alleen een voornaam" not in asked(*questions(right="nee")).err


FOLLOWED = EARLIER + (
    "modules: [{use: warmte}, {use: voetenbad, params: {minuten: 12, product: zout}}, {use: ademhaling, drop: ja}]\n"
)


def test_a_follow_up_offers_the_advice_of_the_consult_before_it(asked: Callable[..., Ran], clinic: Path) -> None:
    write(clinic, "clients/2026-014", FOLLOWED)
    answers = ["", "2026-014", *[""] * 5]
    ran = asked(*answers, *[""] * 4, "ja")
    assert ran.code == 0, ran.err
    assert "Vorige keer ook:\n  Warmte, en rust\n" in ran.err
    assert "Uw voetenbad (minuten: 12; vaak: om de dag; product: zout)" in ran.err
    assert "Vorige keer weggelaten: Rustig ademen" in ran.err
    made = consult(clinic, "2026-015").modules
    assert [(use.use, use.drop, use.params) for use in made] == [
        ("ademhaling", True, {}),
        ("voetenbad", False, {"minuten": "12", "product": "zout"}),
        ("warmte", False, {}),
    ]
    ran = asked(*answers, "nee", "-", "-", "nee", "", "", "-", "badzout", "", "", "", "ja")
    assert ran.code == 0, ran.err
    assert [(use.use, use.params) for use in consult(clinic, "2026-016").modules] == [
        ("voetenbad", {"minuten": "12", "product": "badzout"})
    ]


def test_a_follow_up_keeps_the_whole_schedule_with_one_answer(asked: Callable[..., Ran], clinic: Path) -> None:
    write(clinic, "clients/2026-014", EARLIER.replace("when: [avond, nacht]", "when: [avond], start: 2026-12-01"))
    ran = asked("", "2026-014", *[""] * 9, "ja")
    assert ran.code == 0, ran.err
    assert "Crème, 1 keer (etiket), voor op de huid, avond, elke dag, vanaf 1 december 2026\n" in ran.err
    made = consult(clinic, "2026-015").schedule
    assert [(line.product, line.start) for line in made] == [("Wandelen", None), ("Crème", date(2026, 12, 1))]


AS_TYPED = (
    "{product: Pil, route: slikken, dose: 1 pil, dose_source: arts, magnesium_mg: 62.5 mg, when: ochtend en avond}",
    "{product: Thee, route: oral, dose: 1 kop, when: [bij het ontbijt, avond], every: [ma, wo], days: 4 weken}",
    "{product: Rust, route: doen, when: namiddag, every: elke dag, how: even liggen}",
    "{product: Creme, route: huid, every: zo nodig, at_most: 2 keer per week}",
    "{product: Olie, route: topical, every: 'zo nodig, max 3 keer per dag', when: evening}",
)


@pytest.mark.parametrize("line", AS_TYPED)
def test_a_line_of_last_time_means_the_same_again_however_it_was_typed(clinic: Path, line: str) -> None:
    head = EARLIER.partition("schedule:")[0]
    write(clinic, "clients/2026-014", f"{head}schedule:\n- {line}\n")
    # Kept as a whole, and once more changed with every answer as it is offered.
    for ref, answers in {"2026-015": [], "2026-016": ["nee", "veranderen"]}.items():
        asker = Scripted(["", "2026-014", "", "", "", *answers, *[""] * 30])
        assert ask_consult(Folder(clinic), asker, today=TODAY) == ref, asker.said
        assert consult(clinic, ref).schedule == consult(clinic, "2026-014").schedule


PILL = ["Tablet", "slikken", "1 tablet, ochtend", "300 mg", ""]


def test_milligrams_are_a_number_and_too_many_are_said_before_anything_is_saved(
    asked: Callable[..., Ran], clinic: Path
) -> None:
    answers = questions(product="!", right="nee")
    place = answers.index("!")
    ran = asked(*answers[:place], *PILL, *answers[place + 1 :])
    assert no_file(clinic)
    summary = ran.err.rpartition("Dit heb je ingevuld")[2]
    assert "300 mg magnesium, om te slikken" in " ".join(summary.split())
    assert "Let op: samen 300 mg magnesium per dag." in " ".join(summary.split())
    less = asked(*answers[:place], *PILL[:3], "250", "", *answers[place + 1 :])
    assert "Let op: samen" not in less.err


@pytest.mark.parametrize("typed", ["300", "300 mg", "2 x 1"])
def test_a_number_is_no_source_of_a_dose(asked: Callable[..., Ran], typed: str) -> None:
    answers = questions(product="!", right="nee")
    place = answers.index("!")
    parts = ["nee", "", typed, "", "300", "", "", "", "", ""]
    ran = asked(*answers[:place], *PILL[:3], *parts, *answers[place + 1 :])
    assert "Schrijf waar de hoeveelheid vandaan komt" in ran.err
    assert "1 tablet (etiket)" in " ".join(ran.err.split())


def test_what_the_recipe_gives_is_said_before_the_schedule(asked: Callable[..., Ran]) -> None:
    said = asked(*questions(right="nee")).err
    before = said.partition("Wat komt er in het schema?")[0]
    assert "Het recept geeft als advies mee: Jouw voetenbad, Rustig ademen." in before
    assert "Een advies staat alleen in het schema van de dag als je het hier ook invult." in before


@pytest.mark.parametrize(
    ("question", "typed", "day"),
    [
        ("next", "morgen", date(2026, 11, 23)),
        ("next", "overmorgen", date(2026, 11, 24)),
        ("next", "3 december", date(2026, 12, 3)),
        ("next", "3-12", date(2026, 12, 3)),
        ("next", "22 nov", date(2027, 11, 22)),
        ("next", "6 weken", date(2027, 1, 3)),
        ("next", "vrijdag 18 december", date(2026, 12, 18)),
        ("next", "woensdag 20-1", date(2027, 1, 20)),
        ("date", "vrijdag 20-11", date(2026, 11, 20)),
        ("next", "29 februari", date(2028, 2, 29)),
        ("date", "gisteren", date(2026, 11, 21)),
        ("date", "20 november", date(2026, 11, 20)),
        ("date", "31 dec.", date(2026, 12, 31)),
    ],
)
def test_a_day_is_understood_as_it_is_said(
    asked: Callable[..., Ran], clinic: Path, question: str, typed: str, day: date
) -> None:
    answers = questions(**{question: typed})
    if question == "next":
        place = answers.index(typed) + 1
        answers[place:place] = ["", ""]
    ran = asked(*answers)
    assert ran.code == 0, ran.err
    made = consult(clinic)
    assert (made.date if question == "date" else made.next_appointment and made.next_appointment.date) == day


@pytest.mark.parametrize("typed", ["31 februari", "31-2", "3 dezember"])
def test_a_day_without_a_year_that_is_none_is_asked_again(asked: Callable[..., Ran], typed: str) -> None:
    answers = questions(next="!", right="nee")
    place = answers.index("!")
    ran = asked(*answers[:place], typed, "", *answers[place + 1 :])
    assert f"“{typed}”" in ran.err or "bestaat niet in de kalender" in ran.err


def test_a_time_behind_the_next_day_is_taken_along(asked: Callable[..., Ran], clinic: Path) -> None:
    answers = questions(next="vrijdag 18 december om 10.30 uur")
    place = answers.index("vrijdag 18 december om 10.30 uur") + 1
    answers[place:place] = ["controle"]
    ran = asked(*answers)
    assert ran.code == 0, ran.err
    following = consult(clinic).next_appointment
    assert following is not None
    assert (following.date, following.time, following.what) == (date(2026, 12, 18), "10.30 uur", "controle")


@pytest.mark.parametrize(
    ("question", "typed", "said"),
    [
        ("next", "maandag 18 december", "“maandag 18 december”: 18 december 2026 is een vrijdag."),
        ("next", "maandag 18 december 2026", "“maandag 18 december 2026”: 18 december 2026 is een vrijdag."),
        ("next", "vrijdag 20-11", "“vrijdag 20-11” is geweest: 20 november 2026. Schrijf het jaar erbij als je 2027"),
    ],
)
def test_a_day_that_cannot_be_meant_is_asked_again_in_her_language(
    asked: Callable[..., Ran], question: str, typed: str, said: str
) -> None:
    answers = questions(**{question: "!", "right": "nee"})
    place = answers.index("!")
    ran = asked(*answers[:place], typed, "", *answers[place + 1 :])
    assert said in ran.err


@pytest.mark.parametrize("typed", ["nee", "Geen", "klaar.", "--", "niets"])
def test_no_where_nothing_is_needed_is_no_step_and_no_goal(asked: Callable[..., Ran], clinic: Path, typed: str) -> None:
    ran = asked(*questions(step=typed, goal=typed, note=typed, discussed=typed))
    assert ran.code == 0, ran.err
    made = consult(clinic)
    assert (made.summary_steps, made.goals, made.note, made.discussed) == ([], [], None, None)


def test_a_name_for_a_reference_is_asked_about_once(asked: Callable[..., Ran], clinic: Path) -> None:
    answers = questions(ref="!")
    place = answers.index("!")
    ran = asked(*answers[:place], "Jeannette", "nee", "2026-007", *answers[place + 1 :])
    assert ran.code == 0, ran.err
    assert "“Jeannette” lijkt een naam, en zo heet dan het bestand." in ran.err
    assert consult(clinic, "2026-007").client.first_name == "Sam"
    assert not (clinic / "content/clients/Jeannette.yaml").exists()


def test_a_number_of_weeks_is_a_number_of_days() -> None:
    kind = of_field(Intake, "days")
    assert [kind.understand(text) for text in ("6 weken", "1 week", "10 dagen", "28")] == ["42", "7", "10", "28"]


def test_a_module_with_and_in_its_title_is_one_thing(asked: Callable[..., Ran], clinic: Path) -> None:
    write(clinic, "modules/grenzen", "title: Grenzen en rust\ngoal: Even stil.\n")
    ran = asked(*questions(added="grenzen en rust"))
    assert ran.code == 0, ran.err
    assert [use.use for use in consult(clinic).modules] == ["voetenbad", "grenzen"]


def test_a_number_that_was_not_asked_can_be_changed_at_the_summary(asked: Callable[..., Ran], clinic: Path) -> None:
    ran = asked(*questions(right="5"), "twee", "0", "2", "ja")
    assert ran.code == 0, ran.err
    assert "Hier hoort een heel getal, en er staat “twee”." in ran.err
    assert "0 kan niet: het moet van 1 tot en met 999 zijn." in ran.err
    assert consult(clinic).number == 2


def count(clinic: Path, *answers: str) -> int:
    """How many questions it takes until the consult is written, with what is shipped; Enter behind the answers."""
    for kind in ("modules", "sheets"):
        shutil.rmtree(clinic / "content" / kind)
        shutil.copytree(shipped_root() / "content" / kind, clinic / "content" / kind)
    asker = Counting([*answers, *[""] * 50])
    assert ask_consult(Folder(clinic), asker, today=TODAY), asker.said
    return asker.asked


class Counting(Scripted):
    """Counts the questions."""

    asked = 0

    def ask(self, question: str, default: str) -> str:
        self.asked += 1
        return super().ask(question, default)


BEFORE_SCHEDULE = ("2", "", "Sam", *[""] * 6)
SWALLOWED = {
    "of which it may hold magnesium": ("Tablet", "slikken", "1 tablet, ochtend en avond", "100"),
    "of which nothing is known": ("Iets", "2", "'s avonds", ""),
    "that holds none": ("Vitamine D", "2", "2 druppels, bij het ontbijt, om de dag, 4 weken", ""),
    "when needed": ("Valeriaan", "2", "1 tablet, zo nodig, max 2 keer per dag", ""),
    "whose dose says how much magnesium": ("Magnesiumcitraat", "2", "1 tablet van 100 mg magnesium, avond", "ja"),
}


def test_a_plain_first_sheet_takes_fifteen_answers(clinic: Path) -> None:
    assert count(clinic, "2", "", "Sam") == 15


@pytest.mark.parametrize("line", SWALLOWED.values(), ids=SWALLOWED.keys())
def test_a_swallowed_product_takes_four_answers(clinic: Path, line: tuple[str, ...]) -> None:
    assert count(clinic, *BEFORE_SCHEDULE, *line) == 15 + 4
    (made,) = consult(clinic).schedule
    assert (made.product, made.route) == (line[0], "oral")


def test_a_follow_up_takes_what_was_agreed_last_time_with_one_answer_a_part(clinic: Path) -> None:
    write(clinic, "clients/2026-014", FOLLOWED + "summary_steps: [Wandel, {step: Drink, reason: thee}]\n")
    assert count(clinic, "2", "", "2026-014") == 13
    made, before = consult(clinic, "2026-015"), consult(clinic, "2026-014")
    assert (made.client, made.flags) == (before.client, before.flags)
    assert (made.summary_steps, made.goals) == (before.summary_steps, before.goals)
    assert [line.product for line in made.schedule] == ["Wandelen", "Crème"]
    assert [use.use for use in made.modules if not use.drop] == ["voetenbad", "warmte"]


def test_what_was_agreed_last_time_can_be_edited(clinic: Path) -> None:
    write(clinic, "clients/2026-014", EARLIER + "summary_steps: [Wandel, {step: Drink, reason: thee}]\n")
    answers = [
        "",
        "2026-014",
        "nee",
        "Kim",
        "",
        "",
        "-",
        "nee",
        "Fiets",
        "",
        "",
        "water",
        "",
        "",
        "",
        "-",
        "",
        *[""] * 7,
    ]
    asker = Scripted(answers)
    assert ask_consult(Folder(clinic), asker, today=TODAY) == "2026-015", asker.said
    made = consult(clinic, "2026-015")
    assert (made.client.first_name, made.client.form, made.flags) == ("Kim", "u", [])
    assert [(step.step, step.reason) for step in made.summary_steps] == [("Fiets", None), ("Drink", "water")]
    assert made.goals == ["twee pauzes"]


def test_a_consult_with_mistakes_cannot_be_followed(asked: Callable[..., Ran], clinic: Path) -> None:
    write(clinic, "clients/2026-014", EARLIER + "surname: Jansen\n")
    ran = asked("", "2026-014", *questions())
    assert "Consult 2026-014 heeft fouten (regel 11); handouts sheet 2026-014 zegt welke." in ran.err
    assert ran.code == 0, ran.err


def test_a_consult_that_is_written_over_cannot_follow_one_that_follows_it(
    asked: Callable[..., Ran], clinic: Path
) -> None:
    write(clinic, "clients/2026-014", EARLIER)
    write(clinic, "clients/2026-020", EARLIER.replace("2026-014", "2026-020") + "follows: 2026-014\n")
    answers = questions(ref="2026-014")
    ran = asked("nee", "2026-014", "ja", "2026-020", "", *answers[2:])
    assert "Consult 2026-020 is zelf een vervolg op 2026-014. Kies een ander, of laat het leeg." in ran.err
    assert ran.code == 0, ran.err
    assert consult(clinic, "2026-014").follows is None


def test_a_required_parameter_without_a_default_must_be_answered(asked: Callable[..., Ran], clinic: Path) -> None:
    write(
        clinic,
        "sheets/magnesiumconsult",
        RECIPE.replace("{use: voetenbad, params: {product: kristallen}}", "voetenbad"),
    )
    answers = questions()
    place = questions(advice="!").index("!")
    ran = asked(*answers[: place + 1], "", "zout {{ x }}", *answers[place + 1 :])
    assert ran.code == 0, ran.err
    assert "Hier is een antwoord nodig" in ran.err
    assert "niemand vraagt hiernaar" not in ran.err
    assert [(use.use, use.params) for use in consult(clinic).modules] == [("voetenbad", {"product": "zout {{ x }}"})]


def test_advice_is_offered_in_the_language_of_the_sheet_by_its_title(asked: Callable[..., Ran]) -> None:
    said = asked(*questions(form="u", left_out="", right="nee")).err
    assert "1  Uw voetenbad" in said
    assert "1  Warmte, en rust" in said
    assert "Sleep well" not in said


def test_several_recipes_are_a_choice_and_a_named_one_is_none(asked: Callable[..., Ran], clinic: Path) -> None:
    write(clinic, "sheets/anders", RECIPE.replace("plan voor thuis", "andere plan"))
    ran = asked("3", "2", *questions())
    assert "2  magnesiumconsult: Jouw plan voor thuis" in ran.err
    assert (ran.code, consult(clinic).sheet) == (0, "magnesiumconsult")
    answers = questions()
    ran = asked(answers[0], "", *answers[1:], more=("--recipe", "anders"))
    assert (ran.code, consult(clinic, "2026-002").sheet) == (0, "anders")
    assert "Welk recept" not in ran.err


WRONG: dict[str, tuple[tuple[str, ...], str]] = {
    "nothing named": (("sheet",), "or let yourself be asked: handouts sheet --ask"),
    "asked and named": (("sheet", "2026-014", "--ask"), "With --ask no REF is named"),
    "a recipe without questions": (("sheet", "2026-014", "--recipe", "x"), "--recipe goes with --ask"),
    "a recipe that is none": (("sheet", "--ask", "--recipe", "magnesiumkonsult"), "Did you mean magnesiumconsult?"),
}


@pytest.mark.usefixtures("clinic")
@pytest.mark.parametrize(("arguments", "said"), WRONG.values(), ids=WRONG.keys())
def test_wrong_use_says_what_to_do(handouts: Command, arguments: tuple[str, ...], said: str) -> None:
    ran = handouts(*arguments)
    assert ran.code == 2
    assert said in ran.err


def test_without_a_recipe_nothing_is_asked(handouts: Command) -> None:
    ran = handouts("sheet", "--ask")
    assert (ran.code, ran.err) == (2, "There is no recipe yet: put one in content/sheets.\n")


def test_a_recipe_with_a_broken_module_is_said_before_the_first_question(
    asked: Callable[..., Ran], clinic: Path
) -> None:
    write(clinic, "sheets/magnesiumconsult", RECIPE.replace("ademhaling", "kapot"))
    ran = asked(*questions())
    assert ran.code == 1
    assert "content/modules/kapot.yaml:2:1" in ran.err
    assert "Kenmerk" not in ran.err


def holes(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name)


def test_every_language_asks_the_same_questions() -> None:
    for language in languages():
        words, english = own_texts(language, "questions"), own_texts("en", "questions")
        assert words.keys() == english.keys()
        for key, text in words.items():
            assert holes(text) == holes(english[key]), key
            assert ("|" in text) == ("|" in english[key]), key


@pytest.mark.parametrize("language", languages())
def test_the_model_knows_the_words_that_are_written(language: str) -> None:
    rhythms, moments = (describe(Intake, name, language).choices for name in ("every", "when"))
    for days, every in zip((1, 2, 7), rhythms, strict=True):
        line = {"product": "Rust", "route": "activity", "every": every}
        intake = Intake.model_validate({**line, "when": [moments[moment] for moment in MOMENTS]})
        assert (intake.every, tuple(intake.when)) == (days, MOMENTS)


# What reading refuses by itself is asked again; a word that cannot be laid out too. What prints nothing is left out.
SIGNS = st.characters(
    exclude_categories=("Cs", "Cc", "Cn"),
    exclude_characters="\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
).filter(bare)
NASTY = (
    "# x", "a # b", "a: b", "a:", ": b", "'", '"', "it's \"so\"", "{{ x }}", "{{", "- ", "- a", "-", "> x", "| x", "no",
    "ja", "1.0", "012", "12:30", "~", "null", "[a]", "{a: b}", "&a", "*a", "!a", "%a", "@a", "`a`", "? a", "---", "...",
    "🌿 blad", "  om ", "\\n", "a\\", "“x”", "x\u00a0y", "a  b", "=1", "<b>", "1,3", "C:\\map", "x\ty", "#",
)  # fmt: skip
TYPED = (st.sampled_from(NASTY) | st.text(SIGNS, min_size=1, max_size=30)).filter(
    lambda text: text.strip() not in {"", "-", "<"} and re.search(r"[^\W_]", text) is not None
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(TYPED, min_size=9, max_size=9))
@example([f"{sign} a" for sign in "#-?:>|&*!"])
@example(["ja", "no", "1.0", "012", "null", "~a", "2026-01-05", "0x1F", ".inf"])
def test_whatever_was_typed_comes_back_as_typed(clinic: Path, texts: list[str]) -> None:
    name, step, reason, discussed, goal, product, dose, filling, note = texts
    (clinic / SAVED).unlink(missing_ok=True)
    source = f"arts {dose}"
    again = [""] if re.search(r"\S\s+\S|\d", name.strip()) or is_more_than_a_first_name(name) else []
    asker = Scripted([
        "", name, *again, "", "", "", step, reason, "", discussed, goal, "", goal, "", product, "2", "avond", "nee",
        dose, source, "", "1", product, "", "", "", "nee", "", "", "nee", "", "", filling, "", "", note, "ja",
    ])  # fmt: skip
    assert ask_consult(Folder(clinic), asker, today=TODAY) == "2026-001", asker.said
    loaded = load_consult(Folder(clinic).open_reader(), "2026-001")
    assert loaded.problems == ()
    value = loaded.value
    assert value.client.first_name == name.strip()
    assert (value.summary_steps[0].step, value.summary_steps[0].reason) == (step.strip(), reason.strip())
    assert value.discussed == f"{discussed.strip()}\n{goal.strip()}"
    assert value.goals == [goal.strip()]
    line = value.schedule[0]
    assert (line.product, line.dose, line.dose_source, line.how) == (
        product.strip(), dose.strip(), source.strip(), product.strip(),
    )  # fmt: skip
    filled = value.modules[0].params.get("product", "kristallen")
    assert filled == filling.strip()
    assert value.note == note.strip()


LEAF = st.text(SIGNS | st.sampled_from("\n\t #:-'\""), min_size=1) | st.sampled_from(NASTY)
TREE = st.recursive(
    LEAF,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3)
        | st.lists(LEAF, min_size=1, max_size=3).map(tuple)
        | st.dictionaries(LEAF, inner, min_size=1, max_size=3)
    ),
    max_leaves=8,
)


def plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, list | tuple) else value


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.sampled_from(["a", "b", "c-d"]), TREE, min_size=1))
def test_what_is_dumped_is_what_is_read(value: dict[str, Any]) -> None:
    read = read_yaml(dump(value).encode(), "a.yaml")
    assert read.value == plain(value)
    assert read.problems == ()


@pytest.mark.parametrize(
    ("product", "none"),
    [("Vitamine D", True), ("Valeriaan", True), ("Paracetamol", True), ("Magnesiumcitraat", False),
     ("Vitamine D met magnesium", False), ("Vitamine B complex", False), ("Multivitamine", False), ("Slaapwel", False)],
)  # fmt: skip
def test_magnesium_is_not_asked_of_what_is_known_to_hold_none(product: str, none: bool) -> None:
    assert is_known_without(MAGNESIUM, product, None) is none


def test_no_reference_is_offered_under_which_a_batch_made_a_sheet(clinic: Path) -> None:
    folder = Folder(clinic)
    line = Line("2026-11-20 09:00", "a4", False, "0.1.0", 2, 0, {}, "12345678", True)
    Records(folder).history.add("2026-021", line)
    assert next_ref(Library(folder).taken_refs, date(2026, 11, 22)) == "2026-022"
