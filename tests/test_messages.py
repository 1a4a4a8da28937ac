"""Sentences in the reader's language: translations that are whole, values that are kept, and the right language."""

from __future__ import annotations

import ast
import json
import re
import shutil
import sys
from copy import deepcopy
from datetime import date
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from conftest import Command
from handouts.content.model.formats import FORMATS, PARTS
from handouts.content.model.module import FLAG_NAMES, FLAG_WORDS, FLAGS
from handouts.content.reading.lines import counted
from handouts.content.starters import starter_files
from handouts.files.naming import what_it_is
from handouts.languages import texts
from handouts.languages.messages import Message, joined_by_and, joined_by_or, msg, translated, worded_date
from handouts.problems import Mark, Problem, error

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))
import messages as tool  # a script, no package

PO = texts.ROOT / "nl/messages.po"
GAP = re.compile(r"(?<!\{)(?:\{\{)*\{(\w+(?::[^{}]*)?)\}")


def test_every_sentence_has_a_dutch_translation_and_none_is_left_of_what_is_no_longer_said() -> None:
    with PO.open("rb") as file:
        found = {each.id: each.string for each in read_po(file, locale="nl") if each.id}
    assert found.keys() == {each.id for each in tool.template() if each.id}
    assert [msgid for msgid, string in found.items() if not all(_forms(string))] == []


def _forms(text: str | list[str] | tuple[str, ...] | None) -> list[str]:
    return [text] if isinstance(text, str) else list(text or ())


def test_a_translation_has_the_gaps_of_its_sentence() -> None:
    with PO.open("rb") as file:
        pairs = [
            pair
            for each in read_po(file, locale="nl")
            for pair in zip(_forms(each.id), _forms(each.string), strict=True)
        ]
    assert len(pairs) > 900, "the guard must see the catalogue"
    assert [pair for pair in pairs if set(GAP.findall(pair[0])) != set(GAP.findall(pair[1]))] == []


def test_a_catalogue_is_what_its_translations_compile_to() -> None:
    for source in texts.ROOT.glob("*/messages.po"):
        assert source.with_suffix(".mo").read_bytes() == tool.compiled(source)


def test_sentences_are_found_in_the_sources(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(
        'error("rule", mark, "all {b} of it" if x else msg("other"), "end {{")\n'
        'msg("one", "many", count=3)\nwarning("rule", mark, text)\n'
    )
    assert [(each.msgid, each.plural) for each in tool.sentences(tmp_path)] == [
        ("all {{b}} of it", ""),
        ("end {{{{", ""),
        ("other", ""),
        ("one", "many"),
    ]


# What a doctor finds may be the name of a thing alone.
SENTENCES = {**tool.CARRIERS, "msg": (0, 1), "Problem": (3, 4)}
del SENTENCES["Finding"]
JOINING = {"str", "join", "format", "replace", "strip", "removesuffix"}


def test_every_sentence_is_a_literal() -> None:
    files = {path.relative_to(tool.PACKAGE).as_posix(): path for path in tool.PACKAGE.rglob("*.py")}
    assert len(files) > 200, "the guard must see the package"
    found = {name: lines for name, path in files.items() if (lines := put_together(path.read_text(encoding="utf-8")))}
    assert found == {}


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ('error("rule", mark, f"{name} is gone")', [1]),
        ('UsageError("a name" + name)', [1]),
        ('x = BrokenEnvironment(str(reason))\nmsg("good")', [1]),
        ('warning("rule", mark, "good", ", ".join(names))', [1]),
        ('def f():\n    said = f"{name} is gone" if name else "it is gone"\n    raise UsageError(said)', [3]),
        ('def f():\n    said = "it is gone"\n    raise UsageError(said)', [3]),
        ('error("rule", mark, "{name} is gone", msg("a hint") if x else "", name=f"{a}-{b}")', []),
        ('def f():\n    said = msg("good")\n    raise UsageError(said)\ndef g():\n    said = f"{x}"', []),
    ],
)
def test_a_sentence_that_is_put_together_is_found(source: str, lines: list[int]) -> None:
    assert put_together(source) == lines


def put_together(source: str) -> list[int]:
    """The lines at which a sentence is no literal: an f-string, or a text that is joined, added or formatted."""
    found = set()
    for scope in [each for each in ast.walk(ast.parse(source)) if isinstance(each, ast.FunctionDef | ast.Module)]:
        nodes = list(ast.walk(scope))
        values: dict[str, list[ast.expr]] = {}
        for node in nodes:
            if isinstance(node, ast.Assign) and isinstance(scope, ast.FunctionDef):
                for target in node.targets:
                    values.setdefault(getattr(target, "id", ""), []).append(node.value)
        for call in [each for each in nodes if isinstance(each, ast.Call)]:
            arguments = [call.args[place] for place in SENTENCES.get(_name(call), ()) if place < len(call.args)]
            if any(_is_put_together(each, values) for each in arguments):
                found.add(call.lineno)
    return sorted(found)


def _is_put_together(node: ast.expr, values: dict[str, list[ast.expr]]) -> bool:
    if isinstance(node, ast.IfExp):
        return _is_put_together(node.body, values) or _is_put_together(node.orelse, values)
    if isinstance(node, ast.Name):
        others = {name: each for name, each in values.items() if name != node.id}
        if any(isinstance(each, ast.Constant) and each.value for each in values.get(node.id, ())):
            return True  # a text that nobody gathers for who translates
        return any(_is_put_together(each, others) for each in values.get(node.id, ()))
    return isinstance(node, ast.JoinedStr | ast.BinOp) or (isinstance(node, ast.Call) and _name(node) in JOINING)


def _name(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def test_a_message_is_said_in_dutch_with_the_messages_and_days_in_it() -> None:
    message = msg("this was agreed on {day}, which is long ago", day=date(2026, 3, 1))
    assert message == "this was agreed on 1 March 2026, which is long ago"
    assert translated(message, "nl") == "dit is afgesproken op 1 maart 2026, en dat is lang geleden"
    assert worded_date(date(2026, 8, 9), "nl") == "9 augustus 2026"


def test_one_and_many_are_said_in_their_own_words() -> None:
    counted = [msg("{count} error", "{count} errors", count=count) for count in (0, 1, 2)]
    assert counted == ["0 errors", "1 error", "2 errors"]
    assert [translated(each, "nl") for each in counted] == ["0 fouten", "1 fout", "2 fouten"]


def test_what_is_named_in_a_dutch_sentence_is_named_in_dutch(tmp_path: Path) -> None:
    assert translated(what_it_is(tmp_path), "nl") == "een map"
    assert translated(counted(1), "nl") == "1 spatie"
    assert translated(joined_by_or(["2", "4", "6"]), "nl") == "2, 4 of 6"
    assert joined_by_or(["2", "4", "6"]) == "2, 4 or 6"
    assert joined_by_and(["a", "b"]) == "a and b"
    assert (joined_by_and(["a"]), joined_by_and([])) == ("a", "")
    assert translated(joined_by_and([msg("a date")]), "nl") == "een datum"
    found = error("not-text", Mark("a.yaml"), msg("this must be {what}, and it is a list", what=msg("a date")))
    assert "een datum" in found.for_json("nl")["message"]


@pytest.mark.parametrize("flag", FLAGS)
def test_a_flag_is_named_in_dutch_by_a_word_that_the_field_takes(flag: str) -> None:
    word = translated(FLAG_NAMES[flag], "nl")
    assert FLAG_WORDS.get(word, word) == FLAG_NAMES[flag] == flag
    assert word != flag or flag == "diabetes"


@pytest.mark.parametrize("name", FORMATS)
def test_every_part_of_a_format_is_named_in_dutch(name: str) -> None:
    parts = {*FORMATS[name].parts, *FORMATS[name].single}
    assert [each for each in parts if not translated(PARTS[each], "nl").startswith("de ")] == []


@pytest.mark.parametrize(
    "message",
    [msg("a sentence that nobody translated, {gap}", gap=3), "“Bananen”", Message("", {})],
)
def test_what_has_no_translation_is_said_as_it_is(message: str) -> None:
    assert translated(message, "nl") == str(message)


@pytest.mark.parametrize("damage", [b"", b"\xde\x12\x04\x95", b"no catalogue at all, but rather long"])
def test_a_catalogue_that_is_damaged_leaves_english(
    damage: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "nl").mkdir()
    (tmp_path / "nl/messages.mo").write_bytes(damage)
    monkeypatch.setattr(texts, "ROOT", tmp_path)
    assert translated(msg("row {rows}", "rows {rows}", rows="3", count=1), "nl") == "row 3"


def test_a_message_survives_a_worker_and_a_cache() -> None:
    inner = msg("row {rows}", "rows {rows}", rows="3", count=1)
    message = msg("is dated {day}: look at its date {inner}", day=date(2026, 3, 1), inner=inner)
    for back in (deepcopy(message), Message.from_data(json.loads(json.dumps(message.as_data())))):
        assert (back, back.msgid, back.values, back.plural) == (message, message.msgid, message.values, "")
        assert isinstance(back.values["inner"], Message)
        assert back.values["inner"].plural == "rows {rows}"


def test_json_has_the_sentence_in_a_language_and_its_values() -> None:
    problem = error("rule", Mark("a.yaml"), msg("the consult is of {day}", day=date(2026, 3, 1)), "look at both dates")
    assert problem.for_json("nl")["message"] != problem.for_json()["message"] == "the consult is of 1 March 2026"
    assert json.loads(json.dumps(problem.for_json("nl")))["values"] == {"day": "2026-03-01"}
    assert isinstance(problem, Problem)


# --- At the front door --------------------------------------------------------------------------------------------


@pytest.fixture
def mistaken(practice: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A practice folder that has a mistake and a warning, with no language asked for."""
    monkeypatch.delenv("HANDOUTS_LANGUAGE")
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    path = practice / "content/brochures/proef.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("title: Proefblad", "titel: Proefblad"), encoding="utf-8")
    return practice


def test_a_dutch_practice_is_told_in_dutch(mistaken: Path, handouts: Command) -> None:
    del mistaken
    ran = handouts("check")
    assert "fout: “titel” is hier niet bekend [unknown-key]" in ran.err
    assert "    tip: bedoel je “title”?" in ran.err
    assert "2 fouten, " in ran.err


@pytest.mark.parametrize("arguments", [("--language", "en", "check"), ("check", "--language", "en")])
def test_a_language_that_is_asked_for_goes_before_the_practices(
    arguments: tuple[str, ...], mistaken: Path, handouts: Command
) -> None:
    del mistaken
    assert "error: “titel” is not known here [unknown-key]" in handouts(*arguments).err


def test_an_english_practice_is_told_in_english(mistaken: Path, handouts: Command) -> None:
    marker = mistaken / "content/practice.yaml"
    marker.write_text(marker.read_text(encoding="utf-8") + "language: en\n", encoding="utf-8")
    assert "“titel” is not known here" in handouts("check").err


def test_json_is_in_the_readers_language_and_has_what_does_not_change(mistaken: Path, handouts: Command) -> None:
    del mistaken
    problems = {each["rule"]: each for each in json.loads(handouts("check", "--json").out)["problems"]}
    problem = problems["unknown-key"]
    assert problem["severity"] == "error"
    assert problem["message"] == "“titel” is hier niet bekend"
    assert problem["values"]["key"] == "titel"


@pytest.mark.parametrize(
    ("locale", "sentence"),
    [
        ("nl_NL.UTF-8", "Hier is geen praktijkmap"),
        ("de_DE", "There is no practice folder here"),
        ("", "There is no"),
    ],
)
def test_outside_a_practice_the_computers_language_goes(
    locale: str, sentence: str, handouts: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HANDOUTS_LANGUAGE")
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", locale)
    monkeypatch.chdir(tmp_path)
    assert sentence in handouts("check", folder=None).err


def test_a_dutch_practice_reads_its_list_in_dutch_and_json_does_not_change(mistaken: Path, handouts: Command) -> None:
    del mistaken
    assert re.search(r"^brochure +proef +\(2 fouten\)$", handouts("list").out, re.MULTILINE)
    listed = json.loads(handouts("list", "--json").out)
    assert {"kind": "brochure", "name": "proef", "title": "(2 mistakes)", "version": "", "review_due": ""} in listed


def test_an_unknown_language_is_refused_with_those_that_there_are(handouts: Command) -> None:
    ran = handouts("--language", "xx", "check")
    assert ran.code == 2
    assert "“xx”" in ran.err
    assert "en, nl" in ran.err


def test_a_made_up_language_is_added_with_files_only(
    mistaken: Path, handouts: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del mistaken
    root = tmp_path / "languages"
    shutil.copytree(texts.ROOT, root, ignore=shutil.ignore_patterns("__pycache__", "*.py"))
    shutil.copytree(root / "nl", root / "qz")
    catalogue = root / "qz/messages.po"
    text = catalogue.read_text(encoding="utf-8").replace('"Language: nl\\n"', '"Language: en\\n"')
    text = text.replace("“{key}” is hier niet bekend", "“{key}” qu’est zo").replace('"maart"', '"zmars"')
    catalogue.write_text(text, encoding="utf-8")
    catalogue.with_suffix(".mo").write_bytes(tool.compiled(catalogue, "en"))
    monkeypatch.setattr(texts, "ROOT", root)
    assert "“titel” qu’est zo [unknown-key]" in handouts("--language", "qz", "check").err
    assert worded_date(date(2026, 3, 1), "qz") == "1 zmars 2026"
    assert "en, nl, qz" in handouts("--language", "xx", "check").err


def test_what_a_language_lacks_is_in_english(
    mistaken: Path, handouts: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del mistaken
    root = tmp_path / "languages"
    shutil.copytree(texts.ROOT, root, ignore=shutil.ignore_patterns("__pycache__", "*.py"))
    shutil.copytree(root / "en", root / "qz")
    monkeypatch.setattr(texts, "ROOT", root)
    assert "“titel” is not known here [unknown-key]" in handouts("--language", "qz", "check").err
    assert handouts("new", str(tmp_path / "another"), "--language", "qz", folder=None).code == 0
    assert "language: en" in (tmp_path / "another/content/practice.yaml").read_text(encoding="utf-8")
    assert [*starter_files("qz")] == [*starter_files("en")]


def test_a_folder_that_is_not_there_is_said_in_the_language_of_the_practice_she_is_in(
    handouts: Command, practice: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HANDOUTS_LANGUAGE")
    monkeypatch.chdir(practice)
    ran = handouts("--folder", "/bestaat/niet", "build", folder=None)
    assert ran.err.startswith("/bestaat/niet is geen praktijkmap")
