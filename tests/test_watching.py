"""Watching builds again on each change of what a document is made from, and survives every mistake."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from itertools import count
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
import watchfiles

from conftest import Command, make_here
from handouts.files.folder import Folder
from handouts.problems import BrokenEnvironment, Mark, UsageError, warning
from handouts.produce import watching
from handouts.produce.job import Job
from handouts.produce.outcome import Outcome
from handouts.produce.watching import watch

CONTENT = "content/brochures/proef.yaml"
MADE = "output/brochures/proef.a4.pdf"
Step = Callable[[Path], Any]


def edit(practice: Path, old: str, new: str, name: str = CONTENT) -> None:
    path = practice / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def put(practice: Path, name: str, data: bytes) -> None:
    path = practice / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


@pytest.fixture
def watched(practice: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[list[Outcome]]]:
    """Watches while the steps are done one after the other; returns what each led to, the first build in front."""

    def run(*steps: Step, names: tuple[str, ...] = ()) -> list[list[Outcome]]:
        turns: list[list[Outcome]] = [[]]

        def changes(*_arguments: Any, **_named: Any) -> Iterator[set[Any]]:
            yield set()
            for step in steps:
                step(practice)
                turns.append([])
                yield {(watchfiles.Change.modified, str(practice / CONTENT))}

        monkeypatch.setattr(watchfiles, "watch", changes)
        make_here(monkeypatch)
        for result in watch(Folder(practice), names, today=lambda: date(2026, 11, 22)):
            turns[-1].append(result)
        return turns

    return run


def told(turns: list[list[Outcome]]) -> list[list[tuple[str, str]]]:
    return [[(result.name, result.status) for result in turn] for turn in turns]


Watched = Callable[..., list[list[Outcome]]]


def test_everything_is_built_once_at_the_start(watched: Watched, practice: Path) -> None:
    (turn,) = watched()
    assert told([turn]) == [[("proef", "made")]]
    assert turn[0].path == practice.resolve() / MADE
    assert turn[0].milliseconds > 0


def test_what_is_saved_during_the_first_build_is_built_again(practice: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = practice / CONTENT
    built: list[str] = []

    def build(*_arguments: Any, **_named: Any) -> Iterator[Outcome]:
        built.append(path.read_text(encoding="utf-8"))
        if len(built) == 1:
            path.write_text("saved meanwhile", encoding="utf-8")
        yield from ()

    def changes(*_arguments: Any, **named: Any) -> Iterator[set[Any]]:
        known = path.read_bytes()
        if named.get("yield_on_timeout"):
            yield set()
        if path.read_bytes() != known:
            yield {(watchfiles.Change.modified, str(path))}

    monkeypatch.setattr(watchfiles, "watch", changes)
    monkeypatch.setattr(watching, "build", build)
    assert list(watch(Folder(practice), [], today=lambda: date(2026, 11, 22))) == []
    assert built[1:] == ["saved meanwhile"]


def test_where_nothing_changed_nothing_is_built(practice: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[Path] = []

    def build(folder: Folder, *_arguments: Any, **_named: Any) -> Iterator[Outcome]:
        built.append(folder.root)
        yield from ()

    monkeypatch.setattr(watchfiles, "watch", lambda *_arguments, **_named: iter([set(), set(), set()]))
    monkeypatch.setattr(watching, "build", build)
    assert list(watch(Folder(practice), [], today=lambda: date(2026, 11, 22))) == []
    assert len(built) == 1


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9" fill="%s"/></svg>'


def test_a_change_of_content_picture_words_or_style_builds_again(watched: Watched, practice: Path) -> None:
    put(practice, "content/images/a.svg", SVG % b"red")
    edit(practice, "    points:\n", "    image: {file: a.svg, alt: vlak}\n    points:\n")
    turns = watched(
        lambda root: edit(root, "gewone tekst", "andere tekst"),
        lambda root: put(root, "content/images/a.svg", SVG % b"blue"),
        lambda root: put(root, "content/labels/nl.yaml", b"sources: Bron\n"),
        lambda root: put(root, "styles/own.css", b"h1 { font-style: italic }"),
        lambda root: edit(root, "06 00 00 00 12", "06 00 00 00 01", "content/practice.yaml"),
    )
    assert told(turns) == [[("proef", "made")]] * 6


def test_a_change_of_a_template_builds_again(watched: Watched, practice: Path) -> None:
    shipped = Folder(practice).shipped / "templates/brochure.html"
    turns = watched(lambda root: put(root, "templates/brochure.html", shipped.read_bytes() + b"<!-- -->"))
    assert told(turns)[1] == [("proef", "made")]


def test_a_change_that_does_not_matter_says_nothing(watched: Watched) -> None:
    turns = watched(lambda root: put(root, "content/images/b.png", b"x"), lambda root: put(root, "content/x.txt", b"x"))
    assert told(turns) == [[("proef", "made")], [], []]


def test_only_the_brochure_that_changed_is_made(watched: Watched, practice: Path) -> None:
    put(practice, "content/brochures/tweede.yaml", (practice / CONTENT).read_bytes())
    turns = watched(lambda root: edit(root, "gewone", "andere", "content/brochures/tweede.yaml"))
    assert told(turns) == [[("proef", "made"), ("tweede", "made")], [("tweede", "made")]]


def test_a_brochure_that_appears_is_made_and_one_that_goes_is_not_missed(watched: Watched) -> None:
    turns = watched(
        lambda root: put(root, "content/brochures/nieuw.yaml", (root / CONTENT).read_bytes()),
        lambda root: (root / "content/brochures/nieuw.yaml").unlink(),
    )
    assert told(turns) == [[("proef", "made")], [("nieuw", "made")], []]


def block_output(root: Path) -> None:
    (root / "output").rename(root / "weg")
    (root / "output").write_bytes(b"")


def free_output(root: Path) -> None:
    (root / "output").unlink()
    (root / "weg").rename(root / "output")


MISTAKES: dict[str, tuple[Step, Step]] = {
    "in the text": (
        lambda root: edit(root, "title: Proefblad", "title: [Proefblad"),
        lambda root: edit(root, "title: [Proefblad", "title: Proefblad"),
    ),
    "in the practice": (
        lambda root: edit(root, "name: Praktijk Proef", "naam: Praktijk Proef", "content/practice.yaml"),
        lambda root: edit(root, "naam: Praktijk Proef", "name: Praktijk Proef", "content/practice.yaml"),
    ),
    "in a template": (
        lambda root: put(root, "templates/brochure.html", b"{% if %}"),
        lambda root: (root / "templates/brochure.html").unlink(),
    ),
    "in a style that hides text": (
        lambda root: put(root, "styles/own.css", b"h1 { display: none }"),
        lambda root: (root / "styles/own.css").unlink(),
    ),
    "a practice that is away for a moment": (
        lambda root: (root / "content/practice.yaml").rename(root / "content/practice.yaml~"),
        lambda root: (root / "content/practice.yaml~").rename(root / "content/practice.yaml"),
    ),
    "a folder that cannot be written": (block_output, free_output),
}


@pytest.mark.parametrize(("mistake", "mended"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_is_told_and_survived_and_its_undoing_is_told_too(
    watched: Watched, practice: Path, mistake: Step, mended: Step
) -> None:
    first, wrong, right = watched(mistake, mended)
    assert [result.status for result in first] == ["made"]
    assert [result.status for result in wrong] == ["failed"]
    assert wrong[0].problems
    assert [result.status for result in right] in (["kept"], ["made"])
    assert (practice / MADE).is_file()


def test_a_file_that_an_editor_takes_away_for_a_moment_does_not_end_it(watched: Watched) -> None:
    first, away, back = watched(
        lambda root: (root / CONTENT).rename(root / "content/brochures/proef.bak"),
        lambda root: (root / "content/brochures/proef.bak").rename(root / CONTENT),
        names=("proef",),
    )
    assert [result.status for result in first] == ["made"]
    assert [result.status for result in away] == ["failed"]
    (problem,) = away[0].problems
    assert (problem.severity, problem.rule) == ("error", "stopped")
    assert "proef.yaml does not exist" in problem.message
    assert [result.status for result in back] == ["kept"]


def test_a_name_that_does_not_exist_is_wrong_use_at_the_start(practice: Path) -> None:
    with pytest.raises(UsageError):
        list(watch(Folder(practice), ["nergens"], today=date.today, stop=Event()))


def test_watching_without_its_part_says_how_to_get_it(practice: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "watchfiles", None)
    with pytest.raises(BrokenEnvironment, match=r"handouts\[watch\]"):
        next(watch(Folder(practice), [], today=date.today))


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("content/brochures/proef.yaml", True),
        ("content/practice.yaml", True),
        ("content/images/foto.jpg", True),
        ("content/labels/nl.yaml", True),
        ("templates/brochure.html", True),
        ("styles/own.css", True),
        ("output/brochures/proef.a4.pdf", False),
        ("output/.state/brochures/proef.json", False),
        ("content/brochures/.proef.yaml.swp", False),
        (".git/index", False),
        ("contents/x.yaml", False),
        ("", False),
        ("../elsewhere/content/x.yaml", False),
    ],
)
def test_what_is_watched_is_what_a_document_is_made_of(practice: Path, name: str, seen: bool) -> None:
    assert watching._is_content(practice, str(practice / name)) is seen


class _Writer(Thread):
    """Changes a file over and over, so that no change can fall before the watching begins."""

    def __init__(self, practice: Path, seen: Event) -> None:
        super().__init__()
        self.practice, self.seen = practice, seen

    def run(self) -> None:
        for number in count():
            put(self.practice, "styles/own.css", f"h1 {{ margin-top: {number}pt }}".encode())
            if self.seen.wait(0.1):
                return


def test_a_real_change_on_disk_is_noticed(practice: Path) -> None:
    stop = Event()
    results = watch(Folder(practice), [], today=lambda: date(2026, 11, 22), stop=stop)
    assert next(results).status == "made"
    seen = Event()
    writer = _Writer(practice, seen)
    writer.start()
    try:
        assert next(results).status == "made"
    finally:
        seen.set()
        writer.join()
        stop.set()
    assert all(result.status == "made" for result in results)


def test_the_command_says_in_one_line_what_it_made(
    handouts: Command, practice: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def changes(*_arguments: Any, **_named: Any) -> Iterator[set[Any]]:
        yield set()
        edit(practice, "title: Proefblad", "titel: Proefblad")
        yield {(watchfiles.Change.modified, str(practice / CONTENT))}
        edit(practice, "titel: Proefblad", "title: Nieuw")
        yield {(watchfiles.Change.modified, str(practice / CONTENT))}

    monkeypatch.setattr(watchfiles, "watch", changes)
    ran = handouts("watch")
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert len(lines) == 3
    assert "proef.a4.pdf in " in lines[0]
    assert all(line.endswith(" ms") for line in lines)
    assert f"{CONTENT}:1:1: error: " in ran.err


@pytest.mark.usefixtures("practice")
def test_what_is_said_of_one_document_is_not_said_again_of_another_in_the_same_turn(
    handouts: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    doubt, other = (warning("x", Mark(CONTENT, line), "x") for line in (1, 2))
    first, second = (Outcome(Job("brochure", name, "a4"), "made", None, 1, (doubt,)) for name in ("een", "twee"))

    def turns(*_arguments: Any, begin_turn: Callable[[], object], **_named: Any) -> Iterator[Outcome]:
        begin_turn()
        yield from (first, second._replace(problems=(doubt, other)))
        begin_turn()
        yield second  # what is shared is doubtful still, and the first document was not made again

    monkeypatch.setattr(watching, "watch", turns)
    lines = handouts("watch").err.splitlines()
    assert [line.partition(": ")[0] for line in lines] == [f"{CONTENT}:{line}" for line in (1, 2, 1)]


def test_a_turn_begins_before_each_build(practice: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []

    def build(*_arguments: Any, **_named: Any) -> Iterator[Outcome]:
        order.append("build")
        yield from ()

    monkeypatch.setattr(watchfiles, "watch", lambda *_arguments, **_named: iter([set(), {"change"}, set()]))
    monkeypatch.setattr(watching, "build", build)
    list(watch(Folder(practice), [], today=date.today, begin_turn=lambda: order.append("turn")))
    assert order == ["turn", "build", "turn", "build"]
