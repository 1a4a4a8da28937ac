"""The paper beside the form: each state of a document as pictures of its real pages, and where its texts stand."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from conftest import put
from handouts.content.reading import read_yaml
from handouts.files.folder import Folder
from handouts.problems import Mark
from handouts.produce.job import Job
from handouts.produce.making import Maker
from handouts.produce.previewing import Drawn, Proven, Wish
from handouts.studio.preview.engine import Asked, Engine, Paper

TODAY = date(2026, 11, 29)
SHEET = Job("sheet", "2026-014", "a4")
FILE = "content/clients/2026-014.yaml"
LONG = 60.0
"""Seconds; nothing here takes so long unless it is broken."""


@pytest.fixture
def engine(clinic: Path) -> Iterator[Engine]:
    made = Engine(clinic, lambda: TODAY)
    yield made
    made.end()


def papers(engine: Engine, revision: int) -> Iterator[Paper]:
    """Each paper of the sheet that is seen until the proof of a revision is through."""
    seen: Paper | None = None
    while True:
        paper = engine.wait("sheet", seen, LONG)
        assert paper
        assert paper is not seen, "nothing came"
        yield paper
        if paper.proven and paper.revision == revision:
            return
        seen = paper


def proven(engine: Engine, revision: int) -> Paper:
    """The paper of the sheet once the proof of a revision is through."""
    *_, paper = papers(engine, revision)
    return paper


def asked(revision: int, text: str = "") -> Asked:
    return Asked(SHEET, revision, ((FILE, text.encode()),) if text else (), 60)


def test_a_draft_is_shown_with_the_very_bytes_that_its_file_would_give(clinic: Path, engine: Engine) -> None:
    before = {path: path.read_bytes() for path in clinic.rglob("*") if path.is_file()}
    draft = (clinic / FILE).read_text(encoding="utf-8").replace("first_name: Sam", "first_name: Noor")
    engine.ask("sheet", asked(1, draft))
    paper = proven(engine, 1)
    assert {path: path.read_bytes() for path in clinic.rglob("*") if path.is_file()} == before
    put(clinic, FILE, draft)
    assert paper.proven
    assert paper.proven.product.pdf == Maker(Folder(clinic), TODAY).make(SHEET).pdf
    assert engine.picture(paper.pages[0].digest).startswith(b"\x89PNG")  # type: ignore[union-attr]


def test_a_killed_process_costs_nothing_but_time(engine: Engine) -> None:
    engine.ask("sheet", asked(1))
    proven(engine, 1)
    assert engine._worker
    os.kill(engine._worker.process.pid, signal.SIGKILL)
    engine.ask("sheet", asked(2))
    paper = proven(engine, 2)
    assert paper.proven
    assert paper.proven.product.pdf


def test_of_the_states_that_wait_only_the_latest_is_drawn(clinic: Path, engine: Engine) -> None:
    text = (clinic / FILE).read_text(encoding="utf-8")
    for revision in range(1, 6):
        engine.ask("sheet", asked(revision, text))
    seen = [paper.revision for paper in papers(engine, 5)]
    assert seen == sorted(seen)
    assert len(set(seen)) <= 2, "the first, which was begun at once, and the last"


def test_pages_come_first_and_then_where_each_text_stands(clinic: Path) -> None:
    maker = Maker(Folder(clinic), TODAY)
    first, second = maker.preview(Wish(SHEET, 7, 60))
    assert isinstance(first, Drawn)
    assert isinstance(second, Proven)
    assert first.number == second.number == 7
    read = read_yaml((clinic / FILE).read_bytes(), FILE)
    name = read.marks.at(("first_name",))
    [place] = [each for each in second.places if (each.mark.file, each.mark.line) == (name.file, name.line)][:1]
    assert place.page == 1
    assert 0 < place.box.left < place.box.right < 595
    known = frozenset(page.digest for page in first.pages)
    again, _ = maker.preview(Wish(SHEET, 8, 60, known))
    assert isinstance(again, Drawn)
    assert [(page.digest, page.png) for page in again.pages] == [(page.digest, b"") for page in first.pages]


def test_a_mistake_is_an_answer_at_its_line(engine: Engine) -> None:
    engine.ask("sheet", asked(1, "consult: nooit\n"))
    paper = proven(engine, 1)
    assert paper.proven
    assert not paper.proven.product.pdf
    assert {each.mark for each in paper.proven.product.problems} == {Mark(FILE, 1, 1)}


def test_a_drawing_under_way_brings_nothing_back_of_what_was_forgotten(clinic: Path, engine: Engine) -> None:
    text = (clinic / FILE).read_text(encoding="utf-8")
    engine.ask("sheet", asked(1, text))
    first = next(papers(engine, 1))
    engine.forget("sheet")  # its proof is still to come
    assert engine.paper("sheet") is None
    engine.ask("another", Asked(SHEET, 1, (), 60))  # which is drawn when the first one is through
    other = engine.wait("another", None, LONG)
    assert other
    assert engine.paper("sheet") is None
    assert {page.digest for page in first.pages} & set(engine._pictures) <= {page.digest for page in other.pages}
