"""Each rule that a Problem can name is asserted somewhere; the rules that no other file of tests is about come here."""

from __future__ import annotations

import ast
import errno
import gc
import re
from collections.abc import Callable
from datetime import date
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, cast

import pytest

from conftest import CONSULT, MODULE, RECIPE, Command
from handouts.content.labels import load_labels
from handouts.content.loading import load_brochure, load_consult, load_practice, validate
from handouts.content.model.brochure import Brochure
from handouts.content.model.fields import Model
from handouts.content.model.formats import FORMATS
from handouts.content.model.module import Module
from handouts.content.model.sheet import Consult, Recipe
from handouts.content.reading import Marks, Read
from handouts.files.folder import Folder, TrackedReader
from handouts.page.composing import compose_brochure
from handouts.page.rendering.engine_log import LogMessage, problems_of
from handouts.problems import NO_HINT, ContentError
from handouts.produce import worker_handle, worker_main
from handouts.produce.job import Job, Notice, Row, Setup, Task
from handouts.produce.pool import Pool
from handouts.produce.worker_handle import WorkerHandle

TESTS = Path(__file__).resolve().parent
HEADING = "title: T\nsections:\n- heading: H\n"
BROCHURE = "content/brochures/proef.yaml"
INTAKE = "schedule:\n- {product: Pil, route: oral, dose: 1 tablet, dose_source: etiket, when: [avond]"


# --- Each rule is asserted


def explained() -> set[str]:
    """The rules of docs/problems.md: what stands between backticks in the first column of its tables."""
    page = (TESTS.parent / "docs/problems.md").read_text(encoding="utf-8")
    firsts = [line.split("|")[1] for line in page.splitlines() if line.startswith("| `")]
    return set(re.findall(r"`([a-z0-9-]+)`", "".join(firsts)))


def asserted(source: str, rules: set[str]) -> set[str]:
    """Which rules a file of tests names, as `rule` or within a text as `[rule]` or `error rule`.

    A list of nothing but rules asserts nothing of its members, unless it stands in an `assert` or in a row of a table.
    """
    texts: list[str] = []

    def read(node: ast.AST, *, held: bool) -> None:
        if isinstance(node, ast.Constant):
            texts.append(node.value if isinstance(node.value, str) else "")
        elif held or not _only(node, rules):
            for part in ast.iter_child_nodes(node):
                read(part, held=held or isinstance(node, ast.Assert | ast.Tuple))

    read(ast.parse(source), held=False)
    said = " ".join(texts).replace("\\", "")
    within = re.findall(r"(?:\[|\b(?:error|warning|agreed) )([a-z0-9-]+)(?:\]|$|\s)", said)
    return rules & {*texts, *within}


def _only(node: ast.AST, rules: set[str]) -> bool:
    """Whether it is a list of rules and of nothing else."""
    return isinstance(node, ast.List | ast.Set | ast.Tuple) and all(
        isinstance(part, ast.Constant) and part.value in rules for part in node.elts
    )


def test_each_rule_of_the_page_is_asserted_by_a_test() -> None:
    rules = explained()
    assert len(rules) > 200
    named: set[str] = set()
    for path in TESTS.glob("test_*.py"):
        named |= asserted(path.read_text(encoding="utf-8"), rules)
    assert sorted(rules - named) == []


@pytest.mark.parametrize(
    ("source", "named"),
    [
        ("assert problem.rule == 'a-b'", {"a-b"}),
        ("assert 'x: error: no. [a-b]' in ran.err", {"a-b"}),
        ("assert re.search(r'no. \\[a-b\\]', ran.err)", {"a-b"}),
        ("assert said == ['2:2 warning a-b']", {"a-b"}),
        ("assert rules == ['a-b', 'c-d']", {"a-b", "c-d"}),
        ("TABLE = {'a name': ('a text', '4:1', 'a-b')}", {"a-b"}),
        ("TABLE = [('a text', ['a-b'])]", {"a-b"}),
        ("assert said[0].message == 'this is a-b'", set()),
        ("RULES = ['a-b', 'c-d']\nassert RULES", set()),
        ("# 'a-b'", set()),
    ],
)
def test_a_rule_that_only_stands_in_a_list_or_a_remark_is_not_asserted(source: str, named: set[str]) -> None:
    assert asserted(source, {"a-b", "c-d"}) == named


# --- What is said of a file in which something is wrong

# What it is and what it holds, the place that is named, the rule, and a part of the sentence.
MISTAKES: dict[str, tuple[type[Model], str, str, str, str]] = {
    "a key of nothing": (
        Brochure, f"{HEADING}  '': x\n", "f.yaml:4:3", "no-key", "a colon with no key in front of it",
    ),
    "no format at all": (Brochure, f"{HEADING}formats: []\n", "f.yaml:4:10", "too-few", "needs at least 1"),
    "a choice without choices": (
        Module, MODULE.replace("choices: [dagelijks, wekelijks], ", ""), "f.yaml:14:9", "no-choices",
        "a choice needs choices",
    ),
    "a parameter that is neither given nor asked for": (
        Module, MODULE.replace(", default: 20", ""), "f.yaml:12:12", "no-default",
        "a parameter that is not required needs a default",
    ),
    "a module with its value behind its name": (
        Recipe, RECIPE.replace("  - ademhaling", "  - ademhaling: 15"), "f.yaml:5:5", "not-a-use",
        "“ademhaling” is in the place of use:",
    ),
    "a most for what is taken each day": (
        Consult, f"{CONSULT}{INTAKE}, at_most: 3}}\n", "f.yaml:6:3", "not-when-needed",
        "“Pil” has at_most, and is not done when needed",
    ),
    "a most that is written twice": (
        Consult, f"{CONSULT}{INTAKE}, every: 'zo nodig, max 3 keer per dag', at_most: 2}}\n",
        "f.yaml:6:3", "said-twice", "“Pil” says twice how often at most",
    ),
    "two times of one appointment": (
        Consult, f"{CONSULT}next_appointment: {{date: 4 december 2026 om 14.00 uur, time: '15:00'}}\n",
        "f.yaml:5:19", "two-times", "it is at 14.00 uur here, and at 15:00 in time:",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("kind", "text", "place", "rule", "said"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_named_at_its_place(kind: type[Model], text: str, place: str, rule: str, said: str) -> None:
    with pytest.raises(ContentError) as refused:
        validate(text.encode(), "f.yaml", kind)
    (problem,) = refused.value.problems
    assert (problem.severity, problem.rule, str(problem.mark)) == ("error", rule, place)
    assert said in problem.message


FILES = {
    "fixed words that are a list": (
        "content/labels/nl.yaml", "- Bronnen\n", lambda reader: load_labels(reader, "nl"),
        "content/labels/nl.yaml: error: fixed words are keys with text [not-labels]",
    ),
    "a reference that is not that of its file": (
        "content/clients/k1.yaml", CONSULT.replace("2026-014", "k2"), lambda reader: load_consult(reader, "k1"),
        "content/clients/k1.yaml:1:6: error: the file is called k1.yaml, and its ref is k2 [other-ref]",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("file", "text", "load", "said"), FILES.values(), ids=FILES)
def test_a_file_that_is_not_what_its_place_asks_is_named(
    practice: Path, file: str, text: str, load: Callable[[TrackedReader], object], said: str
) -> None:
    (practice / file).parent.mkdir()
    (practice / file).write_text(text, encoding="utf-8")
    with pytest.raises(ContentError) as refused:
        load(Folder(practice).open_reader())
    (problem,) = refused.value.problems
    assert str(problem._replace(hint=NO_HINT)) == said


# --- What a file says that cannot be read or is not there


def test_a_file_that_the_disk_does_not_give_is_named_with_the_reason(
    practice: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = Folder(practice).open_reader()

    def fails(_path: Path) -> bytes:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(reader.folder, "bytes_of", fails)
    with pytest.raises(ContentError) as refused:
        reader.read(BROCHURE)
    assert [str(problem) for problem in refused.value.problems] == [
        f"{BROCHURE}: error: the file cannot be read: Input/output error [unreadable]"
    ]


def test_a_stylesheet_that_nobody_ships_is_named(practice: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = Folder(practice).open_reader()
    read = reader.read
    monkeypatch.setattr(reader, "read", lambda relative: None if relative == "styles/a4.css" else read(relative))
    with pytest.raises(ContentError) as refused:
        compose_brochure(reader, load_brochure(reader, "proef"), load_practice(reader), FORMATS["a4"])
    assert [str(problem) for problem in refused.value.problems] == [
        "styles/a4.css: error: this stylesheet does not exist [no-stylesheet]"
    ]


@pytest.mark.parametrize(
    ("address", "place", "said"),
    [
        ("https://handouts.invalid/content/images/zo%C3%AB.svg", "content/images/zoë.svg", "this file cannot be used"),
        ("data:image/png;base64,AAAA", "templates/brochure.html", "a picture inside this document cannot be drawn"),
    ],
)
def test_a_file_that_the_engine_cannot_use_is_named(practice: Path, address: str, place: str, said: str) -> None:
    reader = Folder(practice).open_reader()
    composed = compose_brochure(reader, load_brochure(reader, "proef"), load_practice(reader), FORMATS["a4"])
    heard = [LogMessage("", True, f"Failed to load image at '{address}': no picture")]
    (problem,) = problems_of(heard, composed, lambda mark, _sign: mark, dict)
    assert (problem.severity, problem.rule) == ("error", "unreadable-file")
    assert problem.mark.file.endswith(place)
    assert said in problem.message


@pytest.mark.parametrize(("serious", "severity"), [(True, "error"), (False, "warning")])
def test_what_the_engine_says_otherwise_stands_at_the_template(practice: Path, serious: bool, severity: str) -> None:
    reader = Folder(practice).open_reader()
    composed = compose_brochure(reader, load_brochure(reader, "proef"), load_practice(reader), FORMATS["a4"])
    (problem,) = problems_of([LogMessage("", serious, "Something is odd")], composed, lambda mark, _sign: mark, dict)
    assert str(problem) == f"{composed.template}: {severity}: Something is odd [engine]"


def test_an_import_that_cannot_read_the_practice_asks_for_the_language(handouts: Command, practice: Path) -> None:
    (practice / "content/practice.yaml").write_text("naam: Proef\n", encoding="utf-8")
    (practice / "tekst.txt").write_text("Rust\n\nWat helpt?\nGa even zitten, en adem uit.\n", encoding="utf-8")
    asked = ("import", str(practice / "tekst.txt"), "rust")
    ran = handouts(*asked)
    assert ran.code == 1
    assert "content/practice.yaml: error: the language of the text is not known [practice]" in ran.err
    assert "hint: add --language nl" in ran.err
    assert handouts(*asked, "--language", "nl").code == 0


# --- What a worker says that cannot make a sheet

ROW = Job("sheet", "R-4", "a4", row=Row(4, "Sam", Read({}, Marks("lijst.csv"), ()), ""))
SETUP = Setup(Path(), date(2026, 11, 20), 1 << 30)


class Channel:
    """What a worker hears and answers, without a process."""

    def __init__(self, messages: list[object]) -> None:
        self._messages = messages
        self.answers: list[Any] = []

    def recv(self) -> object:
        if not self._messages:
            raise EOFError
        return self._messages.pop(0)

    def send(self, answer: object) -> None:
        self.answers.append(answer)


def test_a_mistake_of_the_program_is_called_that_and_quotes_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    class Fails:
        def __init__(self, *_: object, **__: object) -> None: ...

        def warm_up(self) -> None: ...

        def make(self, _job: Job) -> None:
            raise ValueError("Sam Jansen")

    monkeypatch.setattr(worker_main, "Maker", Fails)
    monkeypatch.setattr(worker_main, "limit_memory", lambda _extra: None)
    monkeypatch.setattr(gc, "freeze", lambda: None)
    monkeypatch.setattr(gc, "set_threshold", lambda *_: None)
    channel = Channel([SETUP, ROW])
    worker_main.serve(cast("Connection", channel))
    ready, sheet = channel.answers
    assert ready is Notice.READY
    assert [str(problem) for problem in sheet.problems] == [
        "lijst.csv:4: error: this is a mistake in handouts itself (ValueError) [internal]\n    hint: please report it"
    ]


def test_a_sheet_for_which_memory_was_too_short_twice_is_named_by_its_row(monkeypatch: pytest.MonkeyPatch) -> None:
    started = []

    class Short(WorkerHandle):
        """A worker whose memory runs out at each document."""

        is_ready, task, made, until = False, None, 0, float("inf")

        def __init__(self, *_: object) -> None:
            self.channel, self._far = Pipe()
            self._far.send(Notice.READY)
            started.append(self)

        def give(self, task: Task, _deadline: float) -> None:
            self.task = task
            self._far.send(Notice.OUT_OF_MEMORY)

        def end(self) -> None:
            self.channel.close()

    monkeypatch.setattr(worker_handle, "WorkerHandle", Short)
    ((job, product),) = Pool(SETUP, 5, 1, Path()).make_all([ROW])
    assert (job, product.pdf) == (ROW, b"")
    (problem,) = product.problems
    assert str(problem) == (
        "lijst.csv:4: error: this was not made: it takes too much memory, also at the second attempt"
        " [too-much-memory]\n"
        "    hint: find out what is so large in this row"
    )
    assert len(started) == 2
