"""What the tests share: a small practice folder, a command line without a terminal, and no network."""

from __future__ import annotations

import re
import signal
import socket
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest
from click.testing import CliRunner, Result
from hypothesis import settings

from laid_out import lay_out_once
from untraced import trace_only_ours

if TYPE_CHECKING:
    from handouts.produce.job import Job
    from handouts.produce.making import Maker
    from handouts.produce.pool import Pool
    from handouts.records.product import Product

# A shell that starts the tests in the background has Ctrl-C ignored, in them and in what they start.
signal.signal(signal.SIGINT, signal.default_int_handler)

# The same examples each time and on every computer.
settings.register_profile("suite", derandomize=True, deadline=None)
settings.load_profile("suite")


PRACTICE = """\
name: Praktijk Proef
practitioner: {name: Noor Voorbeeld, role: massage}
phone: 06 00 00 00 12
email: hallo@praktijk.example
website: praktijk.example
"""

# A year ahead on whatever day the tests run: neither due, nor so far away that it cannot be meant.
REVIEW_DUE = f"{date.today().year + 1}-11-01"
SECOND_PART = """\
  - heading: Tweede deel
    items: [Slaap genoeg, Drink water]
"""
# Its second page is well filled, so that the engine lays it out once: one that is nearly empty is tried in four ways.
BROCHURE = f"""\
title: Proefblad
subtitle: Een klein blad
main_message: Dit is om te onthouden.
author: Noor Voorbeeld
version: "1"
reviewed: 2026-11-01
review_due: {REVIEW_DUE}
sections:
  - heading: Eerste deel
    text: Hier staat gewone tekst.
    points:
      - title: Rust
        text: Neem elke dag twee pauzes.
{SECOND_PART}call_to_action:
  heading: Wat past bij jou?
  text: Mail gerust, of bel de huisarts.
sources:
  - Een bron uit 2015
  - Een bron uit 2016
"""


MODULE = """\
title: Voetenbad
goal: "{{ Je | Uw }} voeten worden warm in {{ minuten }} minuten."
steps:
  - "Vul een bak en zet {{ je | uw }} voeten erin."
  - Neem {{ product }}.
warnings:
  - {if: diabetes, text: Meet de warmte met een thermometer.}
  - Droog goed af.
stop_if: [het gaat prikken]
diary_label: Voetenbad
params:
  minuten: {type: number, default: 20}
  product: {required: ja}
  vaak: {type: choice, choices: [dagelijks, wekelijks], default: wekelijks}
"""
RECIPE = """\
title: "{{ Jouw | Uw }} plan voor thuis"
consult: magnesiumconsult
modules:
  - {use: voetenbad, params: {product: kristallen}}
  - ademhaling
diary: {days: 7, scales: [Slaap]}
safety:
  calls: [{who: "112", when: Pijn op de borst.}]
  note: Stop nooit zelf met medicijnen.
"""
CONSULT = """\
ref: 2026-014
client: {first_name: Sam}
date: 2026-11-20
sheet: magnesiumconsult
"""


# What only the made-up practice has, each with something as long that is nobody's.
_OF_HER_OWN = {
    "Lindezee": "Lindezoom",
    "lindezee": "lindezoom",
    "Voorbeeldpad 12": "Proefpaden 14",
    "0000 XX": "0000 YY",
    "Zeedorp": "Zeestad",
    "06 00 00 00 00": "06 00 00 00 12",
    "00000000": "12345678",
    "00-00000": "00-00001",
    "000-00": "000-01",
    "Beroepsvereniging Voorbeeld": "Beroepsvereniging Proefland",
    "Klachtenbureau Voorbeeld": "Klachtenbureau Proefland",
    "Voorbeeldcommissie": "Proeflandcommissie",
    "donderdag, 9": "donderdag, 8",
    "Thursday, 9": "Thursday, 8",
    "Vijf minuten": "Acht minuten",
    "Five minutes": "Nine minutes",
    "Zechsal": "Zoutbron",
}


def make_her_own(content: Path) -> None:
    """Puts another practice in the place of the example's, wherever it is named in a copy of the shipped content."""
    for path in (content / "practice.yaml", *content.glob("brochures/*.yaml")):
        text = path.read_text(encoding="utf-8")
        for example, own in _OF_HER_OWN.items():
            text = text.replace(example, own)
        path.write_text(text, encoding="utf-8")
    date_the_review(content)


def date_the_review(content: Path) -> None:
    """Dates the review of all that lies in a copy of the shipped content ahead: its own day passes."""
    for path in content.rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"(?m)^review_due: .*$", f"review_due: {REVIEW_DUE}", text), encoding="utf-8")


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing leaves the laptop: whoever opens a connection in a test fails it."""

    def refuse(*_arguments: Any, **_named: Any) -> None:
        raise AssertionError("a test opened a socket")

    for name in ("connect", "connect_ex", "sendto", "bind"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sentences are expected as the sources have them, unless a test says otherwise."""
    monkeypatch.setenv("HANDOUTS_LANGUAGE", "en")


@pytest.fixture(autouse=True, scope="session")
def follow_only_ours() -> None:
    """Coverage, where it is measured, does not follow the engine."""
    if sys.gettrace():
        trace_only_ours()


@pytest.fixture
def afresh() -> None:
    """For a test that breaks the engine or compares two layouts, in a module whose pages are `laid_out_once`."""


@pytest.fixture
def laid_out_once(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages that tests have in common are laid out and proven once; a module asks for it, by its `pytestmark`."""
    if "afresh" not in request.fixturenames:
        lay_out_once(monkeypatch)


@pytest.fixture
def practice(tmp_path: Path) -> Path:
    """A practice folder with one small brochure, `proef`."""
    root = tmp_path / "praktijk"
    (root / "content/brochures").mkdir(parents=True)
    (root / "content/practice.yaml").write_text(PRACTICE, encoding="utf-8")
    (root / "content/brochures/proef.yaml").write_text(BROCHURE, encoding="utf-8")
    return root


@pytest.fixture
def clinic(practice: Path) -> Path:
    """A practice folder with a recipe, two modules and one bare consult."""
    for name, text in {
        "modules/voetenbad": MODULE,
        "modules/ademhaling": "title: Rustig ademen\ngoal: Een pauze.\nsteps: [Adem vier tellen in, Adem lang uit]\n",
        "sheets/magnesiumconsult": RECIPE,
        "clients/2026-014": CONSULT,
    }.items():
        path = practice / f"content/{name}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return practice


class Ran:
    """What a command said, and how it ended."""

    def __init__(self, result: Result) -> None:
        self.code = result.exit_code
        self.out = result.stdout
        self.err = result.stderr
        self.exception = result.exception


Command = Callable[..., Ran]


def make_here(patch: pytest.MonkeyPatch) -> None:
    """Has pools make documents in the process of the tests: a worker takes a second or two to start."""
    from handouts.produce.pool import Pool

    makers: dict[Pool, Maker] = {}

    def maker_of(pool: Pool) -> Maker:
        if pool not in makers:
            from handouts.produce.making import Maker

            setup = pool._setup
            makers[pool] = Maker(setup.open_folder(), setup.today, sharing=setup.sharing)
        return makers[pool]

    def start(_pool: Pool) -> None:
        pass

    def refresh(pool: Pool, today: date) -> None:
        maker_of(pool).refresh(pool._setup.open_folder(), today)

    def make_all(
        pool: Pool, jobs: Sequence[Job], idle: Callable[[], None] = lambda: None
    ) -> Iterator[tuple[Job, Product]]:
        for job in jobs:
            idle()
            yield job, maker_of(pool).make(job)

    for each in (start, refresh, make_all):
        patch.setattr(Pool, each.__name__, each)


def _command(folder_of_the_test: Path) -> Command:
    import click

    from handouts.cli import main

    @click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
    @click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
    def front_door(arguments: tuple[str, ...]) -> None:
        main(arguments)

    def run(*arguments: str, folder: Path | None = folder_of_the_test, feed: str | None = None) -> Ran:
        before = ["--folder", str(folder)] if folder else []
        return Ran(CliRunner().invoke(front_door, ["--", *before, *arguments], input=feed))

    return run


@pytest.fixture
def handouts(practice: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Runs the command line in this process, in the practice folder unless `folder` says otherwise.

    `feed` is what comes in, as from a keyboard or another program. Documents are made in this process too.
    """
    make_here(monkeypatch)
    return _command(practice)


@pytest.fixture
def handouts_with_workers(practice: Path) -> Command:
    """The same as `handouts`, with workers as in earnest."""
    return _command(practice)


def paper(pdf: Path) -> str:
    document = pypdfium2.PdfDocument(pdf)
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return re.sub(r"\s+", " ", text.replace("\ufffe", "").replace("\u00ad", ""))


def put(root: Path, name: str, text: str = "x") -> Path:
    """Writes a file below a folder, with the folders that it needs; its path."""
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
