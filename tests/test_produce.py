"""Making runs in a process that can be ended: what never ends, or takes all memory, is named, and the next is made."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from datetime import UTC, date, datetime
from math import inf
from multiprocessing import Pipe
from pathlib import Path
from time import monotonic
from types import SimpleNamespace
from typing import Any, ClassVar, cast

import pytest

from conftest import BROCHURE, put
from handouts import proof
from handouts.content.reading import Marks, Read
from handouts.files.folder import Folder, digest
from handouts.files.layout import shipped_root
from handouts.languages.messages import translated
from handouts.page import composing, finishing, rendering
from handouts.page.pipeline import Rendered
from handouts.problems import BrokenEnvironment, ContentError, Mark, Problem, UsageError, warning
from handouts.produce import batching, mailcopy, worker_handle
from handouts.produce import pool as pools
from handouts.produce.batching.values import Checked, RowResult
from handouts.produce.building import build
from handouts.produce.documents import SHEETS
from handouts.produce.job import MEGABYTE, BuildOptions, Job, Notice, Row, Setup, Task
from handouts.produce.making import Maker
from handouts.produce.outcome import Outcome
from handouts.produce.ownership import owner_of
from handouts.produce.pool import Pool
from handouts.produce.producer import Producer
from handouts.produce.verifying import verify
from handouts.produce.worker_handle import WorkerHandle
from handouts.produce.worker_main import answers
from handouts.records import BuildCache, HistoryStore, Records
from handouts.records.origin import Origin
from handouts.records.product import Product, Recipient

TODAY = date(2026, 11, 22)
ENDLESS = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
LARGE = "{{ '%999999999d'|format(1) }}"


@contextmanager
def worker(root: Path, seconds: float = 60, megabytes: int = 2048) -> Iterator[Pool]:
    with Pool(Setup(root, TODAY, megabytes * MEGABYTE), seconds) as engine:
        yield engine


def built(root: Path, engine: Pool, options: BuildOptions | None = None) -> list[Outcome]:
    return list(build(Folder(root), [], options or BuildOptions(), today=TODAY, make=engine.make))


@pytest.fixture
def two(practice: Path) -> Path:
    """A practice folder with a brochure on cards, whose template is hers, before one on A4."""
    put(practice, "content/brochures/a-kaart.yaml", BROCHURE.replace("sections:", "formats: [card]\nsections:", 1))
    return practice


@pytest.mark.parametrize(
    ("template", "seconds", "rule", "message"),
    [
        (ENDLESS, 2, "too-slow", "this was not made: it takes longer than 2 seconds"),
        (LARGE, 60, "too-much-memory", "this was not made: it takes too much memory, also at the second attempt"),
    ],
    ids=["without end", "without measure"],
)
def test_what_goes_beyond_a_limit_is_ended_and_named_and_the_next_is_made(
    two: Path, template: str, seconds: float, rule: str, message: str
) -> None:
    put(two, "templates/card.html", template + (shipped_root() / "templates/card.html").read_text(encoding="utf-8"))
    with worker(two, seconds=seconds, megabytes=700) as engine:
        documents = build(Folder(two), [], BuildOptions(), today=TODAY, make=engine.make)
        ended = next(documents)
        engine.deadline = 60  # a slow computer may need more for a document that does end
        [made] = documents
    assert (ended.name, ended.status, made.name, made.status) == ("a-kaart", "failed", "proef", "made")
    [problem] = ended.problems
    assert (problem.rule, problem.message) == (rule, message)
    assert str(problem.mark) == "content/brochures/a-kaart.yaml"


def test_a_worker_makes_the_same_bytes_as_this_process(practice: Path, tmp_path: Path) -> None:
    [here] = build(Folder(practice), [], BuildOptions(output=tmp_path / "hier"), today=TODAY)
    with worker(practice) as engine:
        [there] = built(practice, engine, BuildOptions(output=tmp_path / "daar"))
    assert here.path
    assert there.path
    assert here.path.read_bytes() == there.path.read_bytes()
    assert here.problems == there.problems


def test_mistakes_come_back_from_a_worker_with_their_places(practice: Path) -> None:
    put(practice, "content/brochures/proef.yaml", "titel: x\nsections: y\n")
    with worker(practice) as engine:
        product = engine.make(Job("brochure", "proef"))
    assert {(each.rule, each.mark.line) for each in product.problems} >= {("unknown-key", 1), ("not-a-list", 2)}


def test_a_worker_that_dies_costs_one_try(practice: Path) -> None:
    with worker(practice) as engine:
        assert engine.make(Job("brochure", "proef")).formats == ("a4",)
        os.kill(engine._workers[0].process.pid, signal.SIGKILL)
        product = engine.make(Job("brochure", "proef", "a4"))
        assert product.pdf.startswith(b"%PDF")


def test_a_worker_that_was_told_so_reads_the_folder_anew(practice: Path) -> None:
    with Pool(Setup(practice, TODAY, 2048 * MEGABYTE, sharing=True), 60) as engine:
        first = engine.make(Job("brochure", "proef", "a4")).pdf
        put(practice, "content/brochures/proef.yaml", BROCHURE.replace("Proefblad", "Ander blad"))
        put(practice, "styles/own.css", "h1 { font-style: italic }")
        engine.refresh(TODAY)
        second = engine.make(Job("brochure", "proef", "a4")).pdf
    with worker(practice) as engine:
        assert engine.make(Job("brochure", "proef", "a4")).pdf == second != first


@pytest.mark.parametrize(
    ("reason", "answer"),
    [
        (
            OSError(errno.EIO, "Input/output error", "foto.jpg"),
            "This computer does not let handouts go on: foto.jpg: Input/output error.",
        ),
        (OSError("cannot load library"), ["this is a mistake in handouts itself (OSError)"]),
        (OSError(errno.ENOMEM, "Cannot allocate memory"), ["this is a mistake in handouts itself (OSError)"]),
        (MemoryError(), Notice.OUT_OF_MEMORY),
    ],
    ids=["a disk", "a library", "memory of the system", "memory of Python"],
)
def test_what_the_system_refuses_is_no_mistake_of_the_document(reason: Exception, answer: object) -> None:
    class Broken(Maker):
        def make(self, _job: Job) -> Product:
            raise reason

    found = next(answers(Broken(Folder(shipped_root()), TODAY), Job("brochure", "magnesium", "a4")))
    if isinstance(found, Product):
        assert [each.message for each in found.problems] == answer
    else:
        assert (str(found) if isinstance(found, BrokenEnvironment) else found) == answer


class Stand(WorkerHandle):
    """Stands in for a worker: `sick` says how it fails."""

    sick = ""

    def __init__(self, _setup: Setup, _scratch: Path | None) -> None:
        self.channel, self.theirs = Pipe()
        self.task, self.made, self.is_ready = None, 0, False
        self.until = monotonic() + (0 if self.sick == "slow" else 60)
        if self.sick == "stillborn":
            self.theirs.close()
        elif self.sick != "slow":
            self.theirs.send(Notice.READY)

    def give(self, task: Task, _deadline: float) -> None:
        self.task = task
        self.theirs.send(BrokenEnvironment("The disk is away.") if self.sick == "refused" else product(b"%PDF"))

    def end(self) -> None:
        self.channel.close()


SAID = {"slow": "did not start in time", "stillborn": "ends before it is ready", "refused": "The disk is away"}


@pytest.mark.parametrize("count", [1, 5])
@pytest.mark.parametrize("sick", SAID)
def test_a_pool_is_as_new_after_whatever_ended_it(monkeypatch: pytest.MonkeyPatch, sick: str, count: int) -> None:
    monkeypatch.setattr(worker_handle, "WorkerHandle", Stand)
    monkeypatch.setattr(Stand, "sick", sick)
    pool = Pool(Setup(Path(), TODAY, 0), 60, count)
    jobs = [Job("brochure", f"b{number}") for number in range(7)]
    for _ in range(2):
        with pytest.raises(BrokenEnvironment, match=SAID[sick]):
            list(pool.make_all(jobs))
    monkeypatch.setattr(Stand, "sick", "")
    for job in jobs:
        assert [made.name for made, _ in pool.make_all([job])] == [job.name]


def test_what_nobody_waits_for_any_more_is_not_answered_to_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker_handle, "WorkerHandle", Stand)
    pool = Pool(Setup(Path(), TODAY, 0), 60, 2)
    left = pool.make_all([Job("brochure", f"b{number}") for number in range(5)])
    next(left)
    assert [made.name for made, _ in pool.make_all([Job("brochure", "last")])] == ["last"]


class Held(WorkerHandle):
    """Stands in for a worker that answers when the test lets it."""

    started: ClassVar[list[Held]] = []

    def __init__(self, _setup: Setup, _scratch: Path | None) -> None:
        self.channel, self.theirs = Pipe()
        self.task, self.made, self.is_ready, self.until = None, 0, True, inf
        self.started.append(self)

    def give(self, task: Task, _deadline: float) -> None:
        self.task = task

    def end(self) -> None:
        self.channel.close()


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> list[Held]:
    """The workers that a pool starts, which answer when the test lets them."""
    monkeypatch.setattr(worker_handle, "WorkerHandle", Held)
    monkeypatch.setattr(Held, "started", [])
    return Held.started


def jobs(*names: str) -> list[Job]:
    return [Job("brochure", name) for name in names]


def test_an_answer_that_came_while_another_was_written_is_in_time(held: list[Held]) -> None:
    pool = Pool(Setup(Path(), TODAY, 0), 60, 2)
    pool.start()
    held[0].theirs.send(product(b"%PDF a"))
    made = pool.make_all(jobs("a", "b"))
    assert next(made)[0].name == "a"
    # The caller writes, and takes long; meanwhile the second answers, and its time runs out.
    held[1].theirs.send(product(b"%PDF b"))
    held[1].until = 0
    assert [(job.name, each.pdf) for job, each in made] == [("b", b"%PDF b")]


def test_what_is_not_there_in_time_is_ended_and_named(held: list[Held]) -> None:
    pool = Pool(Setup(Path(), TODAY, 0), 60)
    made = pool.make_all(jobs("a"), lambda: setattr(held[0], "until", 0))
    [(_, late)] = made
    assert [each.rule for each in late.problems] == ["too-slow"]
    assert held[0].channel.closed


def test_a_worker_is_replaced_after_its_share_also_where_documents_come_one_by_one(
    held: list[Held], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pools, "MAX_DOCUMENTS_PER_WORKER", 2)
    pool = Pool(Setup(Path(), TODAY, 0), 60)
    for job in jobs("a", "b", "c"):
        [(made, _)] = pool.make_all([job], lambda: held[-1].theirs.send(product(b"%PDF")))
        assert made == job
    assert [each.made for each in held] == [2, 1]


def test_what_keeps_a_worker_from_starting_is_told_as_what_it_is(practice: Path) -> None:
    put(practice, "content/clients/2026-014.yaml", "ref: 2026-014\n")
    other = ("content/clients/2026-014.yaml", b"ref: 2026-014\nnote: other\n", "elders.yaml")
    with (
        Pool(Setup(practice, TODAY, 2048 * MEGABYTE, added=(other,)), 60) as engine,
        pytest.raises(UsageError, match=r"reference 2026-014 is in two files that differ: elders\.yaml"),
    ):
        engine.make(Job("sheet", "2026-014", "a4"))


def test_what_a_worker_cannot_do_keeps_its_translation_on_the_way(practice: Path) -> None:
    class Full(Maker):
        def make(self, _job: Job) -> Product:
            raise OSError(errno.ENOSPC, "No space left on device", "foto.jpg")

    answer = next(answers(Full(Folder(practice), TODAY), Job("brochure", "proef", "a4")))
    back = deepcopy(answer)
    assert isinstance(back, BrokenEnvironment)
    assert translated(back.message, "nl") == "Op deze computer kan handouts niet verder: foto.jpg: de schijf is vol."


# --- What lies beside a sheet


SHEET = Job("sheet", "2026-014", "a4", file="sheets/2026-014.pdf")


def producer(root: Path, options: BuildOptions | None = None) -> Producer:
    folder = Folder(root)
    moment = datetime(2026, 11, 22, tzinfo=UTC)
    return Producer(folder, Records(folder), options or BuildOptions(), today=TODAY, clock=lambda: moment)


def product(pdf: bytes) -> Product:
    return Product(pdf, 1, (), {}, frozenset(), {}, None)


@pytest.mark.parametrize("stands", [b"%PDF one", None], ids=["another sheet", "no sheet"])
def test_no_copy_of_another_sheet_is_left_beside_a_sheet(practice: Path, stands: bytes | None) -> None:
    put(practice, "content/clients/2026-014.yaml", "ref: 2026-014\n")
    sheets = practice / "output/sheets"
    for name in ("2026-014.mail.pdf", "2026-014.p1.png", "2026-014.p12.png"):
        put(practice, f"output/sheets/{name}", "of sheet one")
    others = ["2026-014.p1-notities.png", "2026-0145.mail.pdf", "2026-0145.p1.png"]
    for name in others:
        put(practice, f"output/sheets/{name}", "hers")
    if stands:
        (sheets / "2026-014.pdf").write_bytes(stands)
    outcome = producer(practice).write_and_record(SHEET, product(b"%PDF two"))
    assert (outcome.status, outcome.removed) == ("made", sheets / "2026-014.mail.pdf"), "she is told"
    assert sorted(path.name for path in sheets.iterdir()) == sorted([*others, "2026-014.pdf"])


def test_a_sheet_that_cannot_be_recorded_leaves_the_copies_of_the_one_before(
    practice: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(practice, "content/clients/2026-014.yaml", "ref: 2026-014\n")
    sheet, mailed = (put(practice, f"output/sheets/2026-014{end}.pdf", "%PDF one") for end in ("", ".mail"))

    def full(*_: object, **__: object) -> None:
        raise BrokenEnvironment("The disk is full.")

    monkeypatch.setattr(BuildCache, "put", full)
    with pytest.raises(BrokenEnvironment):
        producer(practice).write_and_record(SHEET, product(b"%PDF two"))
    assert (sheet.read_bytes(), mailed.exists()) == (b"%PDF one", True)


def test_the_owner_of_a_sheet_that_is_up_to_date_is_its_person_and_day(practice: Path) -> None:
    text = b"ref: 2026-014\nclient: {first_name: Anja}\ndate: 2026-11-20\n"
    put(practice, "content/clients/2026-014.yaml", text.decode())
    owner = owner_of(Folder(practice), SHEET, text, None, ())
    assert owner is not None
    assert (owner.origin.first_name, owner.origin.day) == ("Anja", "2026-11-20")


def test_of_a_batch_that_anything_ends_early_what_was_made_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    row = RowResult(2, "R-1", "made", None, 1, 0)

    def results(*_: object, **__: object) -> Iterator[Any]:
        yield row
        raise ValueError("unforeseen")

    monkeypatch.setattr(batching, "_results", results)
    batch = SimpleNamespace(options=SimpleNamespace(dry=True, file=Path("lijst.csv")))
    checked = Checked((), (), ())
    report = SimpleNamespace(done=lambda _: None)
    unused: Any = None
    summary = batching._made(cast(Any, batch), cast(Any, checked), unused, unused, cast(Any, report))
    assert (len(summary.done), str(summary.stopped)) == (1, "unforeseen")


def test_a_file_that_no_document_is_made_from_is_refused_by_the_cache(practice: Path) -> None:
    with pytest.raises(ValueError, match="lies in no folder"):
        Records(Folder(practice)).cache.keyed_digests({Path("/elsewhere/text.yaml"): "digest"})


def test_copies_of_the_very_same_sheet_stay_beside_it(practice: Path) -> None:
    put(practice, "content/clients/2026-014.yaml", "ref: 2026-014\n")
    put(practice, "output/sheets/2026-014.pdf", "%PDF one")
    put(practice, "output/sheets/2026-014.mail.pdf", "locked")
    assert producer(practice).write_and_record(SHEET, product(b"%PDF one")).removed is None
    assert (practice / "output/sheets/2026-014.mail.pdf").is_file()


def test_what_another_process_made_meanwhile_of_the_same_is_kept(practice: Path) -> None:
    source = put(practice, "content/clients/2026-014.yaml", "ref: 2026-014\n").resolve()
    same = product(b"%PDF one")._replace(used={source: digest(source.read_bytes())})
    ours, theirs = producer(practice), producer(practice)
    assert ours.reuse(SHEET) is None
    assert theirs.produce(SHEET, lambda _: same).status == "made"
    assert ours.write_and_record(SHEET, same).status == "kept"
    lines = Records(Folder(practice)).history.lines
    assert len(lines("2026-014")) == 1
    assert producer(practice, BuildOptions(force=True)).write_and_record(SHEET, same).status == "made"
    assert len(lines("2026-014")) == 2
    # What was made of another text is not the same.
    source.write_text("ref: 2026-014\nnote: nieuw\n", encoding="utf-8")
    assert producer(practice).write_and_record(SHEET, product(b"%PDF two")).status == "made"


FOUND = warning("flag", Mark("content/clients/2026-014.yaml", 2), "“Fenna” is not a word for on paper")


def test_what_is_said_of_a_client_is_never_kept_in_plain_text(practice: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    consult = put(practice, "content/clients/2026-014.yaml", "ref: 2026-014\n")
    # An editor that saves, or a cloud, takes the consult away while its sheet is written.
    monkeypatch.setattr(Producer, "_drop", lambda *_: consult.unlink())
    ours = producer(practice)
    assert ours.write_and_record(SHEET, product(b"%PDF one")._replace(problems=(FOUND,))).status == "made"
    assert b"Fenna" not in (practice / "output/.state/cache.db").read_bytes()
    assert ours.reuse(SHEET) is None
    consult.write_text("ref: 2026-014\n", encoding="utf-8")
    kept = producer(practice).reuse(SHEET)
    assert kept is not None
    assert kept.problems == (FOUND,)


def test_a_consult_that_became_a_folder_meanwhile_costs_one_document(practice: Path) -> None:
    (practice / "content/clients/2026-014.yaml").mkdir(parents=True)
    outcome = producer(practice).produce(SHEET, lambda _job: product(b"%PDF one"))
    assert [each.rule for each in outcome.problems] == ["not-a-file"]
    assert not list((practice / "output").rglob("*.pdf"))


@pytest.mark.parametrize("full", [HistoryStore, BuildCache])
def test_a_disk_that_is_full_between_a_sheet_and_its_record_leaves_what_was_there(
    practice: Path, monkeypatch: pytest.MonkeyPatch, full: type
) -> None:
    put(practice, "content/clients/2026-014.yaml", "ref: 2026-014\n")
    producer(practice).write_and_record(SHEET, product(b"%PDF one"))
    with monkeypatch.context() as patch:
        patch.setattr(full, "add" if full is HistoryStore else "put", refuse)
        with pytest.raises(BrokenEnvironment):
            producer(practice, BuildOptions(force=True)).write_and_record(SHEET, product(b"%PDF two"))
    assert (practice / "output/sheets/2026-014.pdf").read_bytes() == b"%PDF one"
    assert verify(Folder(practice), practice / "output").problems == ()
    assert len(Records(Folder(practice)).history.lines("2026-014")) == 1


def refuse(*_: object, **__: object) -> None:
    raise BrokenEnvironment("The disk is full.")


def test_what_came_up_before_a_page_was_refused_is_said_too(practice: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    early, late, refused = (warning(rule, Mark("a.yaml"), rule) for rule in ("composing", "rendering", "refused"))
    compose = composing.compose_brochure
    monkeypatch.setattr(
        composing, "compose_brochure", lambda *given, **more: compose(*given, **more)._replace(problems=(early,))
    )
    monkeypatch.setattr(rendering, "render", lambda *_, **__: Rendered(b"%PDF", 1, (late,), {}))

    def prove(*_: object) -> list[Problem]:
        raise ContentError([refused])

    monkeypatch.setattr(proof, "prove", prove)
    found = Maker(Folder(practice), TODAY).make(Job("brochure", "proef", "a4")).problems
    assert [each for each in found if each.rule != "recommended-field"] == [early, late, refused]


class Meanwhile:
    """Makes a sheet, while its consult is taken away: at the question for its formats, or at the making."""

    def __init__(self, consult: Path, at: str) -> None:
        self.consult, self.at = consult, at

    def make(self, job: Job) -> Product:
        if self.at == "formats" or job.format:
            self.consult.unlink(missing_ok=True)
        return product(b"%PDF one") if job.format else product(b"")._replace(formats=("a4",))


@pytest.mark.parametrize("at", ["formats", "make"])
def test_of_a_consult_that_is_forgotten_while_it_is_made_nothing_is_kept(practice: Path, at: str) -> None:
    consult = practice / "content/clients/2026-014.yaml"
    put(practice, "content/clients/2026-014.yaml", "ref: 2026-014\n")
    folder = Folder(practice)
    records = Records(folder)
    options = BuildOptions(kinds=(SHEETS,))
    [outcome] = build(folder, ["2026-014"], options, today=TODAY, make=Meanwhile(consult, at).make, records=records)
    assert [each.rule for each in outcome.problems] == ["stopped"]
    assert not list((practice / "output").rglob("*.pdf"))
    assert records.history.newest() == {}
    if at == "formats":
        assert records.cache.names("sheets") == []


def test_a_consult_that_goes_while_its_sheet_is_made_is_no_mistake_of_the_program(practice: Path) -> None:
    for job in (SHEET, SHEET._replace(format="")):
        made = next(answers(Maker(Folder(practice), TODAY), job))
        assert isinstance(made, Product)
        assert [each.rule for each in made.problems] == ["stopped"]
    [found] = producer(practice).write_and_record(SHEET, product(b"")).problems
    assert (found.rule, found.message) == (
        "stopped", "content/clients/2026-014.yaml was taken away while this was made, which was not kept",
    )  # fmt: skip


# --- Whose a sheet is


CONSULT_FILE = "content/clients/2026-014.yaml"


def of_row(name: str, day: str = "2026-11-20") -> Job:
    marks = Marks("workshop.csv")
    marks.put(("ref",), Mark("workshop.csv", 2, 1))
    origin = Origin("row", "workshop.csv", name, day, f"row of {name}")
    return SHEET._replace(row=Row(2, name, Read({}, marks, ()), f"row of {name}"), origin=origin)


def of_file(name: str, day: str = "2026-11-20") -> Job:
    return SHEET._replace(origin=Origin("file", "/home/consult.yaml", name, day, f"file of {name}"))


def write_sheet(
    root: Path, name: str, job: Job = SHEET, options: BuildOptions | None = None, day: str = "2026-11-20"
) -> tuple[str, list[str]]:
    """Writes the sheet of a client; returns its status, and the places and sentences of what refuses it."""
    mark = Mark("workshop.csv", 2, 1) if job.row else Mark(CONSULT_FILE, 1, 6)
    source = (root / CONSULT_FILE).resolve()
    used = {source: digest(source.read_bytes())} if source.exists() and not job.row else {}
    made = product(f"%PDF {name}".encode())._replace(used=used, recipient=Recipient(name, day, mark))
    outcome = producer(root, options).write_and_record(job, made)
    return outcome.status, [f"{each.mark}: {each.message} [{each.rule}]" for each in outcome.problems]


def test_a_consult_does_not_take_the_sheet_that_a_batch_made_of_somebody_else(practice: Path) -> None:
    assert write_sheet(practice, "Anna", of_row("Anna"))[0] == "made"
    put(practice, CONSULT_FILE, "ref: 2026-014\n")
    refused = f"{CONSULT_FILE}:1:6: the sheet of a row of a spreadsheet has the reference 2026-014 already [ref-taken]"
    large = SHEET._replace(format="large-print", file="sheets/2026-014.large-print.pdf")
    for job in (SHEET, large):
        assert write_sheet(practice, "Bob", job) == ("failed", [refused])
        assert write_sheet(practice, "Bob", job, BuildOptions(dry=True)) == ("failed", [refused])
    assert (practice / "output/sheets/2026-014.pdf").read_bytes() == b"%PDF Anna"
    assert len(Records(Folder(practice)).history.lines("2026-014")) == 1
    assert write_sheet(practice, "Bob", SHEET, BuildOptions(force=True)) == ("made", [])
    put(practice, CONSULT_FILE, "ref: 2026-014\nnote: nog een keer\n")
    assert write_sheet(practice, "Bob") == ("made", []), "now it is the sheet of the file"


@pytest.mark.parametrize(("name", "day", "status"), [("ánna", "2026-11-20", "made"), ("Anna", "2026-11-21", "failed")])
def test_a_consult_goes_on_from_the_sheet_that_a_batch_made_of_the_same_person(
    practice: Path, name: str, day: str, status: str
) -> None:
    write_sheet(practice, "Anna", of_row("Anna"))
    put(practice, CONSULT_FILE, "ref: 2026-014\n")
    assert write_sheet(practice, name, day=day)[0] == status


def test_a_row_is_judged_when_it_is_written_too(practice: Path) -> None:
    put(practice, CONSULT_FILE, "ref: 2026-014\n")
    write_sheet(practice, "Kim")
    inside = (practice / CONSULT_FILE).rename(practice / "kim.yaml")
    refused = "workshop.csv:2:1: the sheet of a consult has the reference 2026-014 already [ref-taken]"
    assert write_sheet(practice, "Anna", of_row("Anna")) == ("failed", [refused])
    inside.rename(practice / CONSULT_FILE)
    refused = f"workshop.csv:2:1: {CONSULT_FILE} has the reference 2026-014 already [ref-taken]"
    assert write_sheet(practice, "Anna", of_row("Anna"), BuildOptions(force=True)) == ("failed", [refused])
    assert (practice / "output/sheets/2026-014.pdf").read_bytes() == b"%PDF Kim"


def test_a_consult_whose_records_were_lost_is_made_again_and_a_row_is_not(practice: Path) -> None:
    put(practice, "output/sheets/2026-014.pdf", "%PDF from a backup")
    refused = "workshop.csv:2:1: a sheet of somebody who is not known has the reference 2026-014 already [ref-taken]"
    assert write_sheet(practice, "Anna", of_row("Anna")) == ("failed", [refused])
    put(practice, CONSULT_FILE, "ref: 2026-014\n")
    assert write_sheet(practice, "Anna") == ("made", [])


def test_a_copy_for_mail_is_not_made_of_a_sheet_whose_reference_another_client_has(
    practice: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(practice, CONSULT_FILE, "ref: 2026-014\n")
    monkeypatch.setattr(mailcopy, "lock_pdf", lambda *_: b"locked")
    write_sheet(practice, "Bob")
    large = of_file("Kim")._replace(format="large-print", file="sheets/2026-014.large-print.pdf")
    write_sheet(practice, "Kim", large, BuildOptions(force=True))
    kept = producer(practice, BuildOptions(mail="kimalo-tubeda-47")).reuse(SHEET)
    assert kept is not None
    assert [each.rule for each in kept.problems] == ["ref-taken"]
    assert not list((practice / "output").rglob("*.mail.pdf"))
    write_sheet(practice, "Bob", SHEET, BuildOptions(force=True))
    kept = producer(practice, BuildOptions(mail="kimalo-tubeda-47")).reuse(SHEET)
    assert kept is not None
    assert kept.mailed == practice / "output/sheets/2026-014.mail.pdf"


# --- Pictures and copies change with their PDF


def test_pictures_of_an_earlier_version_go_with_it(practice: Path) -> None:
    brochure = Job("brochure", "proef", "a4", file="brochures/proef.a4.pdf")
    old, other = "output/brochures/proef.a4.p1.png", "output/brochures/proef.a5.p1.png"
    put(practice, old)
    put(practice, other)
    assert producer(practice).write_and_record(brochure, product(b"%PDF one")).status == "made"
    assert [(practice / each).exists() for each in (old, other)] == [False, True]


def test_a_pdf_has_its_name_when_its_pictures_are_on_the_disk(practice: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(practice, CONSULT_FILE, "ref: 2026-014\n")
    monkeypatch.setattr(finishing, "pictures", lambda _pdf: [b"one", b"two"])
    options = BuildOptions(pictures=True)
    sheet, drawn = practice / "output/sheets/2026-014.pdf", practice / "output/sheets/2026-014.p2.png"
    with monkeypatch.context() as patch:
        patch.setattr(BuildCache, "keep_file", refuse)
        with pytest.raises(BrokenEnvironment):
            producer(practice, options).write_and_record(SHEET, product(b"%PDF one"))
    assert (sheet.exists(), drawn.exists()) == (False, False)
    made = producer(practice, options).write_and_record(SHEET, product(b"%PDF one"))
    assert [path.name for path in made.pictures] == ["2026-014.p1.png", "2026-014.p2.png"]
    assert verify(Folder(practice), practice / "output").problems == ()


def test_a_sheet_that_was_opened_to_others_is_closed_when_it_is_met(practice: Path) -> None:
    put(practice, "content/clients/2026-014.yaml", "ref: 2026-014\n")
    assert producer(practice).write_and_record(SHEET, product(b"%PDF one")).status == "made"
    sheet = practice / "output/sheets/2026-014.pdf"
    sheet.chmod(0o644)
    sheet.parent.chmod(0o755)
    kept = producer(practice).reuse(SHEET)
    assert kept is not None
    assert [each.stat().st_mode & 0o777 for each in (sheet, sheet.parent)] == [0o600, 0o700]


def test_a_worker_leaves_no_file_behind(practice: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scratch = tmp_path / "tijdelijk"
    scratch.mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))
    with worker(practice) as engine:
        assert engine.make(Job("brochure", "proef", "a4")).pdf
        # Under this name the next start finds and removes it, should this process be killed.
        assert [each.name.startswith("handouts-fonts-") for each in scratch.iterdir()] == [True]
    assert list(scratch.iterdir()) == []


def test_the_command_makes_documents_in_a_worker_whose_title_tells_nothing(clinic: Path) -> None:
    seen = (
        "import subprocess, sys\n"
        "sys.addaudithook(lambda event, what: event == 'subprocess.Popen' and print(*what[1], flush=True))\n"
        "from handouts.cli import main; main(['sheet', '2026-014'])"
    )
    ran = subprocess.run([sys.executable, "-c", seen], cwd=clinic, capture_output=True, text=True, check=True)
    command, made = ran.stdout.splitlines()
    assert made == "output/sheets/2026-014.pdf"
    assert "produce.worker" in command
    assert "2026-014" not in command
