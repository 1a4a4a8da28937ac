"""Advice is counted, warnings stand in full, and errors come last, so that no mistake is overlooked."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import Command, put
from handouts.cli.localizing import reader
from handouts.cli.reports import Run, report_and_exit, say_problems, say_removed
from handouts.problems import ADVICE, NO_HINT, BrokenEnvironment, Mark, Problem, UsageError, error, warning
from handouts.produce import building, catalogue
from handouts.produce.catalogue import Entry
from handouts.produce.job import Job
from handouts.produce.outcome import Outcome

NO_VERSION = [
    warning("recommended-field", Mark(f"{name}.yaml", 1, 1), "“version” is not filled in", name) for name in "abc"
]
SUM = warning("magnesium-sum", Mark("c.yaml", 5, 1), "by mouth this comes to 300 mg", "look")
FLAG = warning("flag", Mark("c.yaml", 6, 1), "this client takes medicines", "ask")
DUE = warning("review-due", Mark("m.yaml", 2, 1), "this was to be looked through", "look it through")
EMPTY = error("empty-file", Mark("d.yaml"), "the file is empty", "see an example")
SYNTAX = error("syntax", Mark("e.yaml", 3, 7), "there is a tab here")


def said(problems: list[Problem], capsys: pytest.CaptureFixture[str], *, verbose: bool = False) -> list[str]:
    reader.begin()
    reader.ask_for("en")
    say_problems(problems, verbose=verbose)
    reader.begin()
    out, err = capsys.readouterr()
    assert out == ""
    return err.splitlines()


def test_what_may_harm_comes_first_advice_is_one_line_a_kind_and_errors_come_last(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert said([EMPTY, NO_VERSION[0], SUM, SYNTAX, DUE, NO_VERSION[1], FLAG, NO_VERSION[2]], capsys) == [
        "c.yaml:5:1: warning: by mouth this comes to 300 mg [magnesium-sum]",
        "    hint: look",
        (
            "a.yaml:1:1: warning: “version” is not filled in"
            " (and 2 more notices of this kind: add -v to see them) [recommended-field]"
        ),
        "m.yaml:2:1: warning: this was to be looked through [review-due]",
        "    hint: look it through",
        "c.yaml:6:1: warning: this client takes medicines [flag]",
        "    hint: ask",
        "d.yaml: error: the file is empty [empty-file]",
        "    hint: see an example",
        "e.yaml:3:7: error: there is a tab here [syntax]",
    ]


def test_verbose_says_all_advice_and_each_problem_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert said([*NO_VERSION, *NO_VERSION], capsys, verbose=True) == [
        "a.yaml:1:1: warning: “version” is not filled in [recommended-field]",
        "    hint: a",
        "b.yaml:1:1: warning: “version” is not filled in [recommended-field]",
        "    hint: b",
        "c.yaml:1:1: warning: “version” is not filled in [recommended-field]",
        "    hint: c",
    ]


def test_what_may_harm_is_said_each_time_and_a_hint_that_goes_for_all_once(capsys: pytest.CaptureFixture[str]) -> None:
    twice = [SUM, SUM._replace(mark=Mark("f.yaml", 1, 1)), FLAG, FLAG._replace(hint=NO_HINT)]
    assert [line.split(":")[0] for line in said(twice, capsys)] == [
        "c.yaml",
        "    hint",
        "f.yaml",
        "c.yaml",
        "    hint",
        "c.yaml",
    ]


@pytest.mark.parametrize(
    "rule", ["magnesium-sum", "flag", "citizen-number", "birth-date", "contrast", "example-practice", "other-language"]
)
def test_what_is_no_advice_is_never_counted_away(rule: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert rule not in ADVICE
    problems = [warning(rule, Mark("a.yaml", line, 1), "x") for line in (1, 2, 3)]
    assert len(said(problems, capsys)) == 3


@pytest.mark.parametrize(
    ("problems", "strict", "code"),
    [([], False, 0), ([DUE], False, 0), ([DUE], True, 1), ([EMPTY], False, 1), ([DUE, EMPTY], False, 1)],
)
def test_the_exit_code_is_that_of_the_worst(problems: list[Problem], strict: bool, code: int) -> None:
    with pytest.raises(SystemExit) as ended:
        report_and_exit(Run([], problems), as_json=False, strict=strict, verbose=False)
    assert ended.value.code == code


FULL = BrokenEnvironment("{path} was not written: the disk is full.", path="a.pdf")


def test_a_full_disk_loses_no_mistake_that_was_found_before(capsys: pytest.CaptureFixture[str]) -> None:
    results = [Outcome.failed(Job("brochure", "d"), [EMPTY])]
    with pytest.raises(BrokenEnvironment):
        report_and_exit(Run(results, [DUE], FULL), as_json=False, strict=False, verbose=False)
    err = capsys.readouterr().err
    assert "d.yaml: error: the file is empty [empty-file]" in err
    assert "m.yaml:2:1: warning: this was to be looked through" in err


def test_json_is_json_when_the_disk_is_full_and_in_one_language(capsys: pytest.CaptureFixture[str]) -> None:
    reader.ask_for("nl")
    try:
        results = [Outcome.failed(Job("brochure", "d"), [EMPTY])]
        with pytest.raises(BrokenEnvironment):
            report_and_exit(Run(results, [], FULL), as_json=True, strict=False, verbose=False)
    finally:
        reader.begin()
    report = json.loads(capsys.readouterr().out)
    [document], [problem] = report["documents"], report["problems"]
    assert document["status"] == "failed"
    assert [problem["message"], *(each["message"] for each in document["problems"])] == ["het bestand is leeg"] * 2


MANY = """\
title: T{n}
sections:
  - heading: H
    {key}: Neem rust.
subtitle: Wat rust met je doet
good_to_know: {{text: Bel je huisarts als het blijft.}}
"""


def test_errors_stand_behind_the_files_and_apart(handouts: Command, practice: Path) -> None:
    for n, key in enumerate(("text", "text", "txet"), start=1):
        path = practice / f"content/brochures/b{n}.yaml"
        path.write_text(MANY.format(n=n, key=key), encoding="utf-8")
    ran = handouts("check")
    assert ran.code == 1
    lines = ran.err.splitlines()
    (advice,) = [line for line in lines if "[recommended-field]" in line]
    said = (
        "content/brochures/b1.yaml:1:1: warning: not filled in: Main message (main_message), Version (version),"
        " Reviewed (reviewed), Review due (review_due), Sources (sources), Invitation (call_to_action)"
        " (and 1 more notice of this kind"
    )
    assert advice.startswith(said)
    assert lines[-4:] == [
        "",
        "content/brochures/b3.yaml:4:5: error: “txet” is not known here [unknown-key]",
        "    hint: did you mean “text”?",
        "1 error, 12 warnings; 1 not made",
    ]
    for command in (("check", "-v"), ("-v", "check"), ("check", "--verbose")):
        assert handouts(*command).err.count("[recommended-field]") == 12, command
    assert handouts("check", "--json").out.count('"rule": "recommended-field"') == 24, "by document, and all together"


ENDS: dict[str, tuple[Exception, int]] = {
    "wrong use": (UsageError("Two files have the same name."), 2),
    "a full disk": (BrokenEnvironment("The disk is full."), 3),
    "a mistake of the program": (ValueError("Fenna"), 1),
}


@pytest.mark.parametrize(("reason", "code"), ENDS.values(), ids=ENDS.keys())
@pytest.mark.parametrize("command", ["build", "sheet", "check"])
def test_what_was_found_before_a_command_ends_early_is_reported(
    handouts: Command, clinic: Path, monkeypatch: pytest.MonkeyPatch, command: str, reason: Exception, code: int
) -> None:
    def build(*_: object, **__: object) -> Iterator[Outcome]:
        yield Outcome.failed(Job("sheet", "2026-014"), [EMPTY])
        raise reason

    monkeypatch.setattr(building, "build", build)
    ran = handouts(command, "2026-014", folder=clinic)
    assert (ran.code, "d.yaml: error: the file is empty [empty-file]" in ran.err) == (code, True)
    assert ran.err.index("[empty-file]") < ran.err.index(getattr(reason, "message", "This is a mistake in handouts"))


def test_mistakes_in_all_files_are_reported_also_when_one_is_no_file(handouts: Command, tmp_path: Path) -> None:
    one, two = put(tmp_path, "een.yaml", "ref: x y\n"), put(tmp_path, "twee.yaml", "ref: [\n")
    ran = handouts("sheet", str(one), str(two))
    assert (ran.code, "een.yaml:1" in ran.err, "twee.yaml:" in ran.err) == (1, True, True)
    ran = handouts("sheet", str(one), str(tmp_path / "niet.yaml"))
    assert (ran.code, "een.yaml:1" in ran.err, "niet.yaml cannot be read" in ran.err) == (2, True, True)


def test_what_was_listed_before_a_folder_that_is_closed_is_shown(
    handouts: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def listed(_folder: object) -> Iterator[Entry]:
        yield Entry("brochure", "slaap", "Slaap", "", "")
        raise BrokenEnvironment("The folder content/clients cannot be read.")

    monkeypatch.setattr(catalogue, "catalogue", listed)
    ran = handouts("list")
    assert (ran.code, "slaap" in ran.out, ran.err) == (3, True, "The folder content/clients cannot be read.\n")


@pytest.mark.parametrize(
    ("job", "output", "arguments"),
    [
        (Job("sheet", "A-1", "a4", file="sheets/A-1.pdf"), None, "sheet A-1 --mail"),
        (Job("sheet", "A-1", "a4", "home", file="sheets/A-1.pdf"), None, "sheet A-1 --mail --for home"),
        (
            Job("sheet", "A-1", "booklet", "home", low_ink=True, file="sheets/A-1.booklet.low-ink.pdf"),
            Path("voor de mail"),
            "sheet A-1 --mail --format booklet --for home --low-ink --output 'voor de mail'",
        ),
        (
            Job("sheet", "A-1", "a4", "home", n_up=2, file="sheets/A-1.a4.2-up.pdf"),
            None,
            "sheet A-1 --mail --format a4 --n-up 2",
        ),
    ],
)
def test_a_copy_for_mail_that_is_gone_is_made_anew_by_the_command_that_is_named(
    job: Job, output: Path | None, arguments: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = Path("output") / job.file
    say_removed([Outcome(job, "made", path, 1, (), removed=path.with_suffix(".mail.pdf"))], output)
    assert capsys.readouterr().err.endswith(f"handouts {arguments}\n")
