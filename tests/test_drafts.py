"""What she types is on the disk before it is called saved, can be taken back to the byte, and is never lost."""

from __future__ import annotations

import json
import os
import shutil
import stat
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from handouts.files.folder import Folder
from handouts.files.layout import shipped_root
from handouts.problems import ContentError, UsageError
from handouts.produce.forgetting import forget, purge
from handouts.produce.housekeeping import start_folder, unread_among_clients
from handouts.studio.drafts import keeping
from handouts.studio.drafts.aligning import aligned
from handouts.studio.drafts.differences import edits_between
from handouts.studio.drafts.draft import Draft
from handouts.studio.drafts.edits import BadEdit, Edit, Insert, Move, Put, Remove, edit_from, made, sent_of
from handouts.studio.drafts.keeping import remove_old
from handouts.studio.drafts.recording import Numbers
from handouts.studio.drafts.trees import plain, tree_of

REF = "2026-014"
CONSULT = "content/clients/2026-014.yaml"
JOURNAL = "content/clients/.studio/2026-014.jsonl"
NOTE, ROWS = ("note",), ("schedule",)
TEA = {"product": "Thee", "route": "activity", "dose": "1 kop", "when": ["avond"]}
OIL = "  - product: Olie\n    route: activity\n    dose: 5 ml\n    when: [avond]\n"
WORD = "Je hebt al een mooie eerste stap gezet."


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(shipped_root() / "content", tmp_path / "content")
    return tmp_path


Opened = Callable[..., Draft]


@pytest.fixture
def opened(root: Path) -> Iterator[Opened]:
    """Opens the consult; one that was opened before lets its journal go, as a process that ends does."""
    drafts: list[Draft] = []

    def open_it(kind: Any = "clients", name: str = REF, **more: Any) -> Draft:
        for each in drafts:
            each.close()
        drafts.append(Draft.open(Folder(root), kind, name, **more))
        return drafts[-1]

    yield open_it
    for each in drafts:
        each.close()


def text_of(root: Path) -> str:
    return (root / CONSULT).read_text(encoding="utf-8")


def lines_of(root: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (root / JOURNAL).read_text(encoding="utf-8").splitlines()]


def row(draft: Draft, place: int) -> str:
    return draft.ids[ROWS][place]


def test_nothing_is_written_before_the_first_edit(root: Path, opened: Opened) -> None:
    before = text_of(root)
    draft = opened()
    assert draft.tree["client"] == {"first_name": "Sam", "form": "je"}  # type: ignore[index, call-overload]
    assert draft.save().state == "same"
    assert text_of(root) == before
    assert not (root / JOURNAL).exists()


def test_an_edit_is_in_the_journal_at_once_and_in_the_file_when_saved(root: Path, opened: Opened) -> None:
    before = text_of(root)
    draft = opened()
    answer = draft.apply("a", 1, [{"path": ["client", "form"], "was": "je", "to": "u"}])
    assert answer == (1, (), True, "", {})
    assert lines_of(root)[1]["edits"][0]["to"] == "u"
    assert text_of(root) == before
    assert draft.save().is_whole
    assert text_of(root) == before.replace("form: je  ", "form: u  ")
    assert opened().rev == 1


def test_the_journal_and_its_folder_are_hers_alone_and_kept_from_git(root: Path, opened: Opened) -> None:
    opened().apply("a", 1, [Put(NOTE, WORD, "Dag")])
    assert stat.S_IMODE((root / JOURNAL).stat().st_mode) == 0o600
    assert stat.S_IMODE((root / JOURNAL).parent.stat().st_mode) == 0o700
    assert (root / JOURNAL).with_name(".gitignore").read_text(encoding="utf-8").endswith("*\n")


def test_fifty_edits_undone_return_to_the_byte_and_redone_come_back(root: Path, opened: Opened) -> None:
    before = text_of(root)
    draft = opened()
    states = [before]
    for number in range(50):
        edit = random_edit(draft, number)
        assert draft.apply("a", number, [edit]).rev == number + 1
        assert number % 6 or draft.save().is_whole
        states.append((draft.data() or b"").decode())
    for step, state in enumerate(reversed(states[:-1])):
        draft.undo()
        assert step % 6 or draft.save().is_whole
        assert (draft.data() or b"").decode() == state
    assert draft.save().is_whole
    assert text_of(root) == before
    assert not draft.can_undo
    for state in states[1:]:
        draft.redo()
        assert (draft.data() or b"").decode() == state
    assert draft.save().is_whole
    assert text_of(root) == states[-1]


def random_edit(draft: Draft, number: int) -> Edit:
    """An edit after which the consult is valid: rows with comments go, come and move, texts change."""
    rows, steps = draft.ids[ROWS], draft.ids[("summary_steps",)]
    how = (*ROWS, rows[0], "how")
    match number % 5:
        case 0:
            return Put(how, plain_at(draft, how), f"keer {number}")
        case 1:
            return Move((*ROWS, rows[-1]), None)
        case 2 if number == 12:
            return Remove(("summary_steps", steps[0]))
        case 2:
            return Insert(ROWS, TEA, rows[0])
        case 3:
            return Remove((*ROWS, rows[1]))
    return Put(NOTE, plain_at(draft, NOTE), f"Woord {number}")


def plain_at(draft: Draft, path: tuple[str, ...]) -> Any:
    value: Any = draft.tree
    for step in draft.field_path(path):
        value = value.get(step) if isinstance(value, dict) else value[step]
    return value


def test_undo_reaches_back_over_a_restart_to_the_byte(root: Path, opened: Opened) -> None:
    before = text_of(root)
    draft = opened()
    draft.apply("a", 1, [Remove(("summary_steps", draft.ids[("summary_steps",)][0]))])
    draft.save()
    draft.apply("a", 2, [Put(NOTE, WORD, "Dag")])
    draft = opened()
    assert (draft.rev, plain_at(draft, NOTE)) == (2, "Dag")
    draft.undo()
    draft.undo()
    assert draft.save().is_whole
    assert text_of(root) == before
    assert opened().can_redo


def test_a_row_keeps_its_id_whatever_moves_and_over_a_restart(opened: Opened) -> None:
    draft = opened()
    first, second, third = draft.ids[ROWS]
    answer = draft.apply(
        "a", 1, [
            {"path": ["schedule"], "insert": {"product": "Thee"}, "after": first, "id": "r90"},
            {"path": ["schedule", third], "move": {"after": None}},
            {"path": ["schedule", second], "remove": True},
            {"path": ["schedule", "r90", "dose"], "was": None, "to": "1 kop"},
        ],
    )  # fmt: skip
    assert answer.saved
    assert not answer.conflicts
    assert draft.ids[ROWS] == (third, first, "r90")
    again = opened()
    assert again.ids == draft.ids
    assert again.session == draft.session
    assert plain_at(again, (*ROWS, "r90")) == {"product": "Thee", "dose": "1 kop"}
    assert again.field_path((*ROWS, "r90", "dose")) == ("schedule", 2, "dose")
    assert again.id_path(("schedule", 2, "dose")) == (*ROWS, "r90", "dose")


def test_no_id_comes_twice_over_restarts(opened: Opened) -> None:
    for number in range(4):
        opened().apply(f"tab{number}", 1, [Insert(ROWS, TEA, None)])
    given = [each for ids in opened().ids.values() for each in ids]
    assert len(given) == len({*given})


def test_what_is_called_saved_was_forced_to_the_disk(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    draft, calls = opened(), list[str]()
    draft.apply("a", 1, [Put(NOTE, WORD, "Een")])

    def noted(name: str) -> Callable[..., Any]:
        original = getattr(os, name)

        def call(*given: Any) -> Any:
            calls.append(name)
            return original(*given)

        return call

    monkeypatch.setattr(os, "pwrite", noted("pwrite"))
    monkeypatch.setattr(os, "fsync", noted("fsync"))
    assert draft.apply("a", 2, [Put(NOTE, "Een", "Twee")]).saved
    assert calls == ["pwrite", "fsync"]


def test_two_pages_that_give_the_same_id_get_two_rows(opened: Opened) -> None:
    draft = opened()
    draft.apply("a", 1, [Insert(ROWS, {"product": "Thee"}, None, "r50")])
    answer = draft.apply(
        "b", 1, [Insert(ROWS, {"product": "Olie"}, None, "r50"), Put((*ROWS, "r50", "dose"), None, "2")]
    )
    other = answer.ids["r50"]
    assert plain_at(draft, (*ROWS, "r50")) == {"product": "Thee"}
    assert plain_at(draft, (*ROWS, other)) == {"product": "Olie", "dose": "2"}


def test_only_the_edit_that_was_made_for_another_text_is_a_conflict(root: Path, opened: Opened) -> None:
    draft = opened(clock=lambda: datetime(2026, 11, 29, 14, 2, tzinfo=UTC))
    draft.apply("a", 1, [Put(NOTE, WORD, "Van hier")])
    answer = draft.apply("b", 1, [Put(NOTE, WORD, "Van daar"), Put(("client", "form"), "je", "u")])
    assert answer.conflicts == ((NOTE, "Van hier", "2026-11-29T14:02:00+00:00"),)
    assert answer.saved
    assert plain_at(draft, NOTE) == "Van hier"
    assert plain_at(draft, ("client", "form")) == "u"
    assert lines_of(root)[-1]["refused"][0]["to"] == "Van daar", "its words are on the disk all the same"


def test_a_request_that_comes_twice_is_made_once(opened: Opened) -> None:
    draft = opened()
    edits = [Insert(ROWS, {"product": "Thee"}, None, "r50")]
    assert draft.apply("a", 1, edits).rev == draft.apply("a", 1, edits).rev == 1
    assert opened().apply("a", 1, edits).rev == 1, "also by a page that outlived the studio"


def test_a_field_that_is_emptied_is_not_there_and_its_comment_stays(root: Path, opened: Opened) -> None:
    draft = opened()
    draft.apply("a", 1, [Put(("client", "form"), "je", "")])
    assert draft.save().is_whole
    assert "  form:              # je of u; alle vaste woorden gaan mee\n" in text_of(root)
    draft.apply("a", 2, [Put(("client", "form"), "", "u")])
    draft.save()
    assert "  form: u              # je of u; alle vaste woorden gaan mee\n" in text_of(root)


def test_a_block_stays_one_though_a_form_shows_no_break_at_its_end(root: Path, opened: Opened) -> None:
    draft = opened()
    was = plain_at(draft, ("discussed",)).rstrip()
    draft.apply("a", 1, [{"path": ["discussed"], "was": was, "to": "Rust.\r\nEn slaap.\u200b"}])
    draft.save()
    assert "discussed: |\n  Rust.\n  En slaap.\n" in text_of(root)


def test_a_break_that_only_the_file_has_comes_back_from_the_journal_too(root: Path, opened: Opened) -> None:
    draft = opened()
    draft.apply("a", 1, [Put(NOTE, WORD, "Dag")])
    (root / CONSULT).write_text(text_of(root).replace(f"note: {WORD}", "note: |\n  Dag"), encoding="utf-8")
    draft.look()
    assert opened().tree == draft.tree


def test_a_draft_with_mistakes_is_kept_and_the_file_stays_at_its_last_valid_state(root: Path, opened: Opened) -> None:
    before = text_of(root)
    draft = opened()
    draft.apply("a", 1, [Put(("next_appointment", "date"), "2026-12-18", "morgen misschien")])
    assert draft.save().state == "invalid"
    assert [each.path for each in draft.problems()] == [("next_appointment", "date")]
    assert text_of(root) == before
    again = opened()
    assert plain_at(again, ("next_appointment", "date")) == "morgen misschien"
    again.apply(
        "a", 2, [Put(("next_appointment", "date"), "morgen misschien", "2026-12-19"), Put(("date",), "2026-11-20", "")]
    )
    assert [(each.path, each.problem.rule) for each in again.problems()] == [(("date",), "missing")]
    again.apply("a", 3, [Put(("date",), None, "2026-11-20")])
    assert again.save().is_whole
    assert text_of(root) == before.replace("2026-12-18", "2026-12-19")


def test_a_sign_that_cannot_be_printed_is_said_at_its_field_and_kept(opened: Opened) -> None:
    draft = opened()
    draft.apply("a", 1, [Put(NOTE, WORD, "bel\x07")])
    assert [(each.path, each.problem.rule) for each in draft.problems()] == [(NOTE, "unprintable")]
    assert draft.save().state == "invalid"
    assert draft.data() is None
    again = opened()
    assert plain_at(again, NOTE) == "bel\x07"
    again.apply("a", 2, [Put(NOTE, "bel\x07", "bel")])
    assert again.save().is_whole


def test_what_is_changed_outside_comes_in_by_its_path(root: Path, opened: Opened) -> None:
    draft = opened()
    how = (*ROWS, row(draft, 1), "how")
    draft.apply("a", 1, [Put(NOTE, WORD, "Dag"), Put(how, plain_at(draft, how), "rustig")])
    ids = draft.ids[ROWS]
    (root / CONSULT).write_text(
        text_of(root)
        .replace("  - product: Warm voetenbad", f"  # nieuw\n{OIL}  - product: Warm voetenbad")
        .replace("dose: 1 handje", "dose: 2 handjes"),
        encoding="utf-8",
    )
    saved = draft.save()
    assert saved.is_whole
    assert saved.merged
    assert draft.ids[ROWS][1:] == ids, "rows are still the same rows"
    assert f"  # nieuw\n{OIL}" in text_of(root)
    assert "    dose: 2 handjes\n    when: [middag]\n    start: 2026-11-27\n    how: rustig\n" in text_of(root)
    assert "note: Dag\n" in text_of(root)
    assert opened().tree == draft.tree


def test_what_is_changed_here_and_outside_waits_for_her_choice(root: Path, opened: Opened) -> None:
    draft = opened()
    draft.apply("a", 1, [Put(NOTE, WORD, "Hier"), Put(("client", "form"), "je", "u")])
    (root / CONSULT).write_text(text_of(root).replace(WORD, "Daar"), encoding="utf-8")
    assert draft.save().state == "clash"
    assert [(each.path, each.theirs) for each in draft.clashes] == [(NOTE, "Daar")]
    assert "note: Daar\n" in text_of(root), "nothing is written over before she chose"
    again = opened()
    assert [(each.path, each.theirs) for each in again.clashes] == [(NOTE, "Daar")]
    again.settle(NOTE, "both")
    assert again.save().is_whole
    assert plain_at(again, NOTE) == "Hier\n\nDaar"
    assert "form: u" in text_of(root)
    assert not opened().clashes


@pytest.mark.parametrize(("choice", "left"), [("mine", 0), ("theirs", 1)])
def test_a_row_that_went_here_and_was_changed_outside_can_come_back(
    root: Path, opened: Opened, choice: Any, left: int
) -> None:
    draft = opened()
    gone = row(draft, 1)
    draft.apply("a", 1, [Remove((*ROWS, gone))])
    (root / CONSULT).write_text(text_of(root).replace("1 handje", "2 handjes"), encoding="utf-8")
    assert draft.save().state == "clash"
    draft.settle((*ROWS, gone), choice)
    assert draft.save().is_whole
    assert text_of(root).count("dose: 2 handjes") == left


def test_a_file_that_was_broken_outside_is_told_and_the_draft_kept(root: Path, opened: Opened) -> None:
    draft = opened()
    draft.apply("a", 1, [Put(NOTE, WORD, "Dag")])
    (root / CONSULT).write_text("ref: [\n", encoding="utf-8")
    saved = draft.save()
    assert saved.state == "broken"
    assert saved.problems[0].mark.line == 2
    assert text_of(root) == "ref: [\n"
    again = opened()
    assert plain_at(again, NOTE) == "Dag"
    assert again.save().state == "broken"
    assert again.write_over().is_whole
    assert "note: Dag\n" in text_of(root)
    assert (root / f"{CONSULT}.bak").read_text(encoding="utf-8") == "ref: [\n"


def test_a_file_that_was_deleted_outside_is_told_and_comes_back_only_if_she_says_so(root: Path, opened: Opened) -> None:
    draft = opened()
    draft.apply("a", 1, [Put(NOTE, WORD, "Dag")])
    (root / CONSULT).unlink()
    assert draft.save()[:2] == ("deleted", "")
    draft.apply("a", 2, [Put(NOTE, "Dag", "Hallo")])
    again = opened()
    assert again.save()[:2] == ("deleted", "")
    assert again.write_over().is_whole
    assert "note: Hallo\n" in text_of(root)


def test_what_was_forgotten_does_not_come_back(root: Path, opened: Opened) -> None:
    draft = opened()
    draft.apply("a", 1, [Put(NOTE, WORD, "Dag")])
    (root / JOURNAL).unlink()
    (root / CONSULT).unlink()
    answer = draft.apply("a", 2, [Put(NOTE, "Dag", "Hallo")])
    assert (answer.saved, answer.reason) == (False, "gone")
    assert draft.save()[:2] == draft.write_over()[:2] == ("deleted", "gone")
    assert [
        path for path in (root / "content/clients").rglob("*") if path.is_file() and path.name != ".gitignore"
    ] == []


def test_a_journal_that_is_lost_by_itself_is_begun_anew_with_all(root: Path, opened: Opened) -> None:
    draft = opened()
    draft.apply("a", 1, [Put(NOTE, WORD, "Dag")])
    (root / JOURNAL).unlink()
    assert draft.apply("a", 2, [Put(("client", "form"), "je", "u")]).saved
    again = opened()
    assert again.tree == draft.tree
    assert again.rev == 2
    again.undo()
    again.undo()
    assert plain_at(again, NOTE) == WORD


def test_a_journal_that_cannot_be_understood_is_kept_beside_and_goes_with_the_client(
    root: Path, opened: Opened
) -> None:
    (root / JOURNAL).parent.mkdir()
    (root / JOURNAL).write_text('{"journal": 99, "of": "a later version"}\n', encoding="utf-8")
    draft = opened()
    assert draft.apply("a", 1, [Put(NOTE, WORD, "Dag")]).saved
    assert plain_at(opened(), NOTE) == "Dag"
    assert "later" in (root / f"{JOURNAL}.damaged").read_text(encoding="utf-8")
    assert root / f"{JOURNAL}.damaged" in forget(Folder(root), REF, chain=False, yes=False).files
    assert len(remove_old(Folder(root), lambda: datetime.now(UTC) + timedelta(days=31))) == 2


def test_a_long_session_keeps_its_last_edits_and_can_undo_them(
    root: Path, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "_MOST_GROUPS", 20)
    monkeypatch.setattr(keeping, "_KEPT_GROUPS", 5)
    draft = opened()
    for number in range(30):
        draft.apply("a", number, [Put(NOTE, plain_at(draft, NOTE), f"Woord {number}")])
    assert len(lines_of(root)) < 20
    draft = opened()
    assert (draft.rev, plain_at(draft, NOTE)) == (30, "Woord 29")
    for _ in range(5):
        draft.undo()
    assert plain_at(draft, NOTE) == "Woord 24"
    assert draft.save().is_whole


def test_a_torn_line_is_passed_over_and_written_over(root: Path, opened: Opened) -> None:
    draft = opened()
    draft.apply("a", 1, [Put(NOTE, WORD, "Dag")])
    with (root / JOURNAL).open("ab") as journal:
        journal.write(b'{"rev":2,"edits":[{"path":["no')
    again = opened()
    assert plain_at(again, NOTE) == "Dag"
    again.apply("a", 2, [Put(NOTE, "Dag", "Hallo")])
    assert lines_of(root)[-1]["rev"] == 2
    assert plain_at(opened(), NOTE) == "Hallo"


@pytest.mark.parametrize(("number", "reason"), [(28, "disk_full"), (30, "disk_closed"), (5, "disk_other")])
def test_a_full_or_closed_disk_is_a_state_and_no_word_is_lost(
    opened: Opened, monkeypatch: pytest.MonkeyPatch, number: int, reason: str
) -> None:
    draft = opened()
    draft.apply("a", 1, [Put(NOTE, WORD, "Een")])

    def fails(*_: object) -> int:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as failing:
        failing.setattr(os, "pwrite", fails)
        failing.setattr(os, "write", fails)
        answer = draft.apply("a", 2, [Put(NOTE, "Een", "Twee")])
        assert (answer.rev, answer.saved, answer.reason) == (2, False, reason)
        assert draft.apply("a", 2, [Put(NOTE, "Een", "Twee")]).saved is False
        assert draft.save()[:2] == ("other", reason)
        assert plain_at(draft, NOTE) == "Twee"
    assert draft.apply("a", 2, [Put(NOTE, "Een", "Twee")]).saved, "the page asks again, and there is room"
    assert plain_at(opened(), NOTE) == "Twee"


def test_what_fits_only_in_part_is_no_part_of_the_journal(
    root: Path, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = opened()
    draft.apply("a", 1, [Put(NOTE, WORD, "Een")])
    write, room = os.pwrite, [20]

    def until_full(handle: int, data: Any, offset: int) -> int:
        if not room:
            raise OSError(28, "full")
        return write(handle, data[: room.pop()], offset)

    with monkeypatch.context() as failing:
        failing.setattr(os, "pwrite", until_full)
        assert not draft.apply("a", 2, [Put(NOTE, "Een", "Twee")]).saved
    draft.apply("a", 3, [Put(NOTE, "Twee", "Drie")])
    assert [line.get("seq") for line in lines_of(root)[1:]][-2:] == [2, 3]


def test_a_journal_is_of_one_process(root: Path, opened: Opened) -> None:
    draft = opened()
    draft.apply("a", 1, [Put(NOTE, WORD, "Een")])
    draft.apply("a", 2, [Put(NOTE, "Een", "Twee")])
    other = Draft.open(Folder(root), "clients", REF)
    answer = other.apply("b", 1, [Put(NOTE, "Twee", "Drie")])
    assert (answer.saved, answer.reason) == (False, "busy")
    draft.close()
    assert other.apply("b", 2, [Put(NOTE, "Drie", "Vier")]).reason == "", "the other is done, and left nothing new"
    late = Draft.open(Folder(root), "clients", REF)
    other.apply("b", 3, [Put(NOTE, "Vier", "Vijf")])
    other.close()
    assert late.apply("c", 1, [Put(NOTE, "Vier", "Zes")]).reason == "busy", "what it read is not all that there is"
    assert plain_at(opened(), NOTE) == "Vijf"


def test_a_finished_sheet_leaves_no_edit_in_the_journal(root: Path, opened: Opened) -> None:
    draft = opened()
    draft.apply("a", 1, [Put(NOTE, WORD, "Iets dat wegging")])
    draft.apply("a", 2, [Put(NOTE, "Iets dat wegging", "Dag")])
    ids = draft.ids
    assert draft.finish().is_whole
    assert "wegging" not in (root / JOURNAL).read_text(encoding="utf-8")
    again = opened()
    assert (again.rev, again.ids, again.can_undo) == (2, ids, False)


def test_edits_of_more_than_thirty_days_are_left_out(root: Path, opened: Opened) -> None:
    begin = datetime(2026, 10, 1, tzinfo=UTC)
    draft = opened(clock=lambda: begin)
    draft.apply("a", 1, [Put(NOTE, WORD, "Iets van toen")])
    draft.close()
    draft = opened(clock=lambda: begin + timedelta(days=20))
    draft.save()
    draft.apply("a", 2, [Put(NOTE, "Iets van toen", "Nieuw")])
    draft = opened(clock=lambda: begin + timedelta(days=31))
    assert plain_at(draft, NOTE) == "Nieuw"
    draft.undo()
    assert not draft.can_undo
    assert WORD not in (root / JOURNAL).read_text(encoding="utf-8")


def test_a_journal_of_which_nothing_came_for_thirty_days_goes(root: Path, opened: Opened) -> None:
    opened().apply("a", 1, [Put(NOTE, WORD, "Dag")])
    assert remove_old(Folder(root)) == []
    assert remove_old(Folder(root), lambda: datetime.now(UTC) + timedelta(days=31)) == [root / JOURNAL]


def test_a_new_consult_has_a_file_once_it_is_valid(root: Path, opened: Opened) -> None:
    begun = {"ref": "2026-015", "client": {"first_name": ""}, "date": "2026-11-29", "sheet": "magnesiumconsult"}
    draft = opened("clients", "2026-015", new=begun)
    draft.apply("a", 1, [Put(NOTE, None, "Dag")])
    assert draft.save().state == "invalid"
    assert not (root / "content/clients/2026-015.yaml").exists()
    again = opened("clients", "2026-015")
    again.apply("a", 2, [Put(("client", "first_name"), "", "Bo")])
    assert again.save().is_whole
    path = root / "content/clients/2026-015.yaml"
    assert path.read_text(encoding="utf-8").startswith("ref: 2026-015\nclient:\n  first_name: Bo\ndate: 2026-11-29\n")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_every_kind_of_document_can_be_edited(root: Path, opened: Opened) -> None:
    for kind, name, file, path in (
        ("brochures", "magnesium", "content/brochures/magnesium.yaml", ("title",)),
        ("modules", "slaap", "content/modules/slaap.yaml", ("title",)),
        ("sheets", "magnesiumconsult", "content/sheets/magnesiumconsult.yaml", ("consult",)),
        ("practice", "", "content/practice.yaml", ("name",)),
    ):
        before = (root / file).read_text(encoding="utf-8")
        draft = opened(kind, name)
        old = plain_at(draft, path)
        draft.apply("a", 1, [Put(path, old, "Anders")])
        assert draft.save().is_whole
        assert (root / file).read_text(encoding="utf-8") == before.replace(f"{path[0]}: {old}", f"{path[0]}: Anders", 1)
    assert sorted(each.name for each in (root / "content/.studio").glob("*.jsonl")) == [
        "brochures-magnesium.jsonl", "modules-slaap.jsonl", "practice.jsonl", "sheets-magnesiumconsult.jsonl",
    ]  # fmt: skip


def test_a_list_that_a_page_sends_as_a_whole_stays_between_its_brackets(root: Path, opened: Opened) -> None:
    draft = opened()
    when = (*ROWS, row(draft, 0), "when")
    (evening,) = draft.ids[when]
    draft.apply("a", 1, [Put(when, ["avond"], ["middag", "avond"])])
    assert draft.ids[when][1] == evening
    draft.apply("a", 2, [Put(when, ["middag", "avond"], ["nacht"])])
    assert draft.save().is_whole
    assert "    dose: 20 min.\n    when: [nacht]\n" in text_of(root)
    assert opened().ids == draft.ids


def test_what_is_no_document_is_not_opened(root: Path, opened: Opened) -> None:
    for name in ("2026-999", "../practice", "a/b"):
        with pytest.raises(UsageError):
            opened("clients", name)
    (root / CONSULT).write_text("ref: [\n", encoding="utf-8")
    with pytest.raises(ContentError):
        opened()


@pytest.mark.parametrize(
    "sent",
    [
        {}, {"path": "note", "to": "x"}, {"path": [1], "to": "x"}, {"path": [], "to": "x"}, {"path": ["note"]},
        {"path": ["note"], "to": 5}, {"path": ["note"], "to": {"a": None}}, {"path": ["x"] * 21, "to": "x"},
        {"path": ["schedule"], "insert": "x", "id": "../x"}, {"path": ["schedule"], "insert": "x", "after": 4},
        {"path": ["schedule", "r1"], "move": "r2"}, {"path": ["ref"], "was": REF, "to": "2026-015"},
    ],
)  # fmt: skip
def test_what_no_page_sends_changes_nothing(opened: Opened, sent: dict[str, Any]) -> None:
    draft = opened()
    with pytest.raises(BadEdit):
        draft.apply("a", 1, [{"path": ["note"], "was": WORD, "to": "Dag"}, sent])
    assert draft.rev == 0


def test_what_differs_between_two_states_makes_the_one_of_the_other() -> None:
    new_id = Numbers().new
    old = tree_of({"a": ["1", "2", "3", {"b": ["x"]}], "c": "d"}, new_id)
    for value in (
        {"a": ["3", "1", "2", {"b": ["x", "y"]}]},
        {"a": [], "e": {"f": "g"}},
        {"a": ["2", {"b": []}, "1", "9"], "c": "e"},
    ):
        new = aligned(value, old, new_id)
        tree, edits = old, [*edits_between(old, new)]
        for edit in edits:
            tree = made(tree, edit, new_id).tree
        assert plain(tree) == value
        assert tree == new
        for edit in edits:
            assert edit == edit_from(json.loads(json.dumps(sent_of(edit))))


def nothing_of_a_client_is_left(root: Path) -> bool:
    return not [
        path
        for path in root.rglob("*")
        if path.is_file() and path.name != "2026-015.yaml" and b"Kanarina" in path.read_bytes() + path.name.encode()
    ]


@pytest.fixture
def canary(root: Path, opened: Opened) -> Draft:
    """A consult of which words are in the file, in the journal alone, and in what a killed run left."""
    draft = opened("clients", "2026-015", new={"ref": "2026-015", "client": {"first_name": "Kanarina"}})
    draft.apply("a", 1, [Put(("date",), None, "2026-11-20"), Put(("sheet",), None, "magnesiumconsult")])
    assert draft.save().is_whole
    draft.apply("a", 2, [Put(("discussed",), None, "Kanarina slaapt slecht."), Put(("number",), None, "geen getal")])
    assert draft.save().state == "invalid"
    (root / "content/clients/.studio/.handouts-0123456789abcdef.part").write_text("Kanarina", encoding="utf-8")
    return draft


def test_no_word_of_a_forgotten_client_stays(root: Path, canary: Draft) -> None:
    assert not nothing_of_a_client_is_left(root)
    would = forget(Folder(root), "2026-015", chain=False, yes=False)
    assert {"2026-015.jsonl", "2026-015.yaml"} <= {path.name for path in would.files}
    forget(Folder(root), "2026-015", chain=False, yes=True)
    assert nothing_of_a_client_is_left(root)
    # The studio was open all the while: what is typed there now is not kept.
    answer = canary.apply("a", 3, [Put(NOTE, None, "Kanarina")])
    assert (answer.saved, answer.reason) == (False, "gone")
    assert canary.save()[:2] == canary.write_over()[:2] == ("deleted", "gone")
    assert canary.finish().reason == "gone"
    assert nothing_of_a_client_is_left(root)
    assert not (root / "content/clients/2026-015.yaml").exists()


def test_what_was_never_valid_is_forgotten_too(root: Path, opened: Opened) -> None:
    draft = opened("clients", "2026-015", new={"ref": "2026-015", "client": {"first_name": "Kanarina"}})
    draft.apply("a", 1, [Put(NOTE, None, "Dag")])
    assert not nothing_of_a_client_is_left(root)
    forget(Folder(root), "2026-015", chain=False, yes=True)
    rest = [Put(("date",), None, "2026-11-20"), Put(("sheet",), None, "magnesiumconsult")]
    assert draft.apply("a", 2, [Put(NOTE, "Dag", "Kanarina"), *rest]).reason == "gone"
    assert draft.save()[:2] == ("deleted", "gone")
    assert nothing_of_a_client_is_left(root)


@pytest.mark.usefixtures("canary")
def test_what_is_purged_takes_its_journal_along(root: Path) -> None:
    purge(Folder(root), "30d", today=date(2027, 1, 1), chain=False, yes=True)
    assert nothing_of_a_client_is_left(root)
    assert not (root / "content/clients/2026-015.yaml").exists()


def test_a_journal_of_another_client_that_names_one_who_goes_is_told(root: Path, opened: Opened, canary: Draft) -> None:
    canary.close()
    draft = opened()
    draft.apply("a", 1, [Put(NOTE, WORD, "Zie\n2026-015 van vorige week")])
    removal = forget(Folder(root), "2026-015", chain=False, yes=False)
    assert [str(each) for each in removal.remarks] == [
        f"{JOURNAL} stays: its text names 2026-015 or the client. Look at it yourself."
    ]
    assert root / JOURNAL not in removal.files


def test_a_journal_is_no_unread_file_and_no_stray(root: Path, opened: Opened) -> None:
    opened().apply("a", 1, [Put(NOTE, WORD, "Dag")])
    folder = Folder(root)
    assert [*unread_among_clients(folder)] == []
    assert folder.strays("clients") == []
    assert folder.names("clients") == [REF]


def test_a_new_practice_folder_keeps_the_journals_out_of_git(tmp_path: Path) -> None:
    start_folder(tmp_path / "practice", "nl")
    assert "/content/.studio/\n" in (tmp_path / "practice/.gitignore").read_text(encoding="utf-8")
