"""YAML into plain values that remember where they stood.

Every scalar stays the text that was typed: no `NO` that becomes False, no lost zero of a phone number. What a
hostile or broken file could do is refused on the stream of events, before anything is built from it.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import yaml

from handouts.problems import Mark, Problem, Refused, error, has_errors, shortened, warning

MAX_SIZE = 1_000_000
MAX_DEPTH = 50

Path = tuple[str | int, ...]
Value = str | list[Any] | dict[str, Any]

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# XML 1.0 cannot hold these, and with them the PDF's title breaks; U+2028.. break or turn text and come along unseen
# when it is pasted, such as with a number out of an address book; U+FDD0.. are ours to mark with while composing.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
# What has no place to break takes the engine time by the third power of its length.
MAX_WORD = 250
_LONG_WORD = re.compile(rf"[^\s/\u00ad\u200b-]{{{MAX_WORD + 1},}}")
# Mistakes that leave every other value as it was meant, so that these can be judged in the same run.
_PASSED_OVER = {"duplicate-key", "lost-colour", "too-long", "unprintable"}
# What the parser says, what she is told instead, the hint, and the signs at the place that it is only true for.
_SYNTAX = (
    ("cannot start any token", "there is a tab here", "begin the line with spaces, not with a tab", "\t"),
    ("cannot start any token", "text cannot begin with this sign", "put the text between quotes", "@`%"),
    ("did not find expected", "text cannot begin with this sign",
     "put text that begins with [ or { between quotes", "[{"),
    ("mapping values are not allowed", "there is a colon in this text",
     "put text that holds a colon between quotes", ""),
    ("did not find expected key", "this does not go with what stands before it",
     "check the indentation, and put text with quotes or a colon inside quotes", ""),
    ("could not find expected ':'", "there is no colon behind this key", "a key ends in a colon, such as title:", ""),
    ("tab character", "there is a tab here", "begin the line with spaces, not with a tab", ""),
    ("<document start>", "this line begins in another column", "all keys of the file begin in the same column", ""),
    ("'-' indicator", "a dash cannot stand here",
     "a list and a key cannot stand side by side: check the indentation", ""),
    ("expected alphabetic or numeric", "text cannot begin with this sign",
     "put text that begins with & or * between quotes", ""),
    ("expected node content", "text cannot begin with this sign", "put the text between quotes", ""),
    ("unexpected end of stream", "the quote that begins here does not end", "a quote was opened and not closed", ""),
    ("expected ',' or ']'", "the list that begins with [ does not end",
     "put text that begins with [ between quotes, or close the list with ]", ""),
    ("expected ',' or '}'", "what begins with { does not end",
     "put text that begins with { between quotes, or close it with }", ""),
    ("expected comment or line break", "text cannot stand behind > or | on this line",
     "put text that begins with > or | between quotes", ""),
    ("expected <block end>", "this line begins in another column than those above it",
     "check the indentation: keys of one level begin in the same column", ""),
)  # fmt: skip
_TIME_OF_DAY = re.compile(r"(?:^|[\s\[,])'s\s+(ochtend|morgen|middag|avond|nacht)s\b")


def unfit(text: str, mark: Mark) -> Problem | None:
    """What keeps a text that was read from elsewhere, such as a spreadsheet, from being printed."""
    if found := _UNPRINTABLE.search(text):
        message = f"a character that cannot be printed: {_code(found[0])}"
        return error("unprintable", mark, message, "remove it; it often comes along when text is pasted")
    if found := _LONG_WORD.search(text):
        said = f"a word of {len(found[0])} characters, and {MAX_WORD} is the most that can be laid out"
        return error("too-long", mark, said, "put a space in it")
    return None


class Marks:
    """From a path such as `("sections", 0, "heading")` to the place of its value, and of its key."""

    def __init__(self, file: str) -> None:
        """`file` is the name by which Problems call the file."""
        self.file = file
        self._values: dict[Path, Mark] = {}
        self._keys: dict[Path, Mark] = {}

    def put(self, path: Path, value: Mark, key: Mark | None = None) -> None:
        """Remembers the place of the value at `path`, and of the key in front of it."""
        self._values[path] = value
        if key:
            self._keys[path] = key

    def at(self, path: Path) -> Mark:
        """The place of the value at `path`, else of the nearest thing around it."""
        return self._nearest(self._values, path)

    def key(self, path: Path) -> Mark:
        """The place of the key at `path`, else of its value, else of the nearest thing around it."""
        return self._keys.get(path) or self._nearest(self._values, path)

    def _nearest(self, marks: dict[Path, Mark], path: Path) -> Mark:
        while path:
            if path in marks:
                return marks[path]
            path = path[:-1]
        return marks.get((), Mark(self.file))


class Read(NamedTuple):
    """What stood in a file: plain values, their places, and what is doubtful about them."""

    value: Value
    marks: Marks
    problems: tuple[Problem, ...]


def read_yaml(data: bytes, file: str) -> Read:
    """Reads one YAML document of at most 1 MB. Raises Refused with every Problem that was found.

    The value is made of `str`, `list` and `dict`; an empty `key:` and an empty dash are absent.
    """
    read = survey_yaml(data, file)
    if has_errors(read.problems):
        raise Refused(read.problems)
    return read


def survey_yaml(data: bytes, file: str) -> Read:
    """As `read_yaml`, but a mistake that leaves the other values as they were meant is among the Problems returned.

    Raises Refused when no value can be trusted.
    """
    return _Builder(decoded(data, file), file).build()


def decoded(data: bytes, file: str) -> str:
    """The text of a file in UTF-8, with or without a byte order mark. Raises Refused."""
    if len(data) > MAX_SIZE:
        megabytes = f"{len(data) / 1e6:.1f}"
        raise Refused(
            [error("too-large", Mark(file), f"the file is {megabytes} MB, and the limit is 1 MB", "split it up")]
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as reason:
        before = data[: reason.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        raise Refused(
            [
                error(
                    "not-utf-8",
                    Mark(file, line, column),
                    "the file is not saved as UTF-8",
                    "in your editor choose “save with encoding” and then UTF-8",
                )
            ]
        ) from reason
    problems = [
        error("unprintable", _mark(file, text, found.start()), f"a character that cannot be printed: {_code(found[0])}",
              "remove it; it often comes along when text is pasted")
        for found in _UNPRINTABLE.finditer(text)
    ]  # fmt: skip
    if problems:
        raise Refused(problems[:20])
    return text


def _mark(file: str, text: str, offset: int) -> Mark:
    line = text.count("\n", 0, offset) + 1
    return Mark(file, line, offset - (text.rfind("\n", 0, offset) + 1) + 1)


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"


class _Open:
    """A list or mapping that is still being read."""

    def __init__(self, value: list[Any] | dict[str, Any], path: Path) -> None:
        self.value = value
        self.path = path
        self.key: str | None = None
        self.key_mark = Mark("")
        self.skip = False
        self.seen: dict[str, Mark] = {}


class _Builder:
    """Builds plain values from YAML events, without recursion and without trust."""

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self.lines = text.splitlines()
        self.problems: list[Problem] = []
        self.marks = Marks(file)
        self.root: Value = {}
        self.filled = False
        self.open: list[_Open] = []
        self._quoted_at: Mark | None = None
        """The last text, if it stood between quotes over several lines: often a quote that was forgotten."""

    def build(self) -> Read:
        try:
            self._take_events()
        except yaml.MarkedYAMLError as reason:
            self.problems.append(self._syntax(reason))
        except (yaml.YAMLError, RecursionError, ValueError) as reason:
            self._wrong("syntax", Mark(self.file), f"this is not YAML: {str(reason).splitlines()[0]}")
        if any(problem.severity == "error" and problem.rule not in _PASSED_OVER for problem in self.problems):
            raise Refused(self.problems)
        if not self.filled:
            raise Refused([error("empty-file", Mark(self.file), "the file is empty", "see an example in content/")])
        return Read(self.root, self.marks, tuple(self.problems))

    def _take_events(self) -> None:
        documents = 0
        for event in yaml.parse(self.text, Loader=_Loader):
            mark = self._mark(event.start_mark)
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._wrong("many-documents", mark, "a second document begins here", "remove the line ---")
                    return
            elif isinstance(event, yaml.AliasEvent):
                self._wrong("alias", mark, "an alias (*) is not read here", "write the text out, or put it in quotes")
                return
            elif isinstance(event, yaml.ScalarEvent):
                self._refuse_anchor(event, mark)
                self._scalar(event, mark)
            elif isinstance(event, yaml.CollectionStartEvent):
                self._refuse_anchor(event, mark)
                if len(self.open) >= MAX_DEPTH:
                    self._wrong("too-deep", mark, f"this is nested more than {MAX_DEPTH} deep")
                    return
                if not self._start([] if isinstance(event, yaml.SequenceStartEvent) else {}, mark):
                    return
            elif isinstance(event, yaml.CollectionEndEvent):
                self.open.pop()

    def _scalar(self, event: yaml.ScalarEvent, mark: Mark) -> None:
        text: str = event.value
        empty = not text and event.style in {None, ""}  # libyaml and PyYAML name the plain style differently
        if found := _UNPRINTABLE.search(text):
            self._wrong("unprintable", mark, f"a character that cannot be printed: {_code(found[0])}", "remove it")
        if found := _LONG_WORD.search(text):
            said = f"a word of {len(found[0])} characters, and {MAX_WORD} is the most that can be laid out"
            self._wrong("too-long", mark, said, "put a space in it")
        here = self.open[-1] if self.open else None
        if here is not None and isinstance(here.value, dict) and here.key is None:
            self._key(here, text, mark)
        elif empty:
            self._absent(here, mark)
        else:
            if not event.style:
                self._doubt_remark(event, mark)
            several_lines = self._mark(event.end_mark).line > mark.line
            self._quoted_at = mark if event.style in {"'", '"'} and several_lines else None
            self._put(text, mark)

    def _doubt_remark(self, event: yaml.ScalarEvent, mark: Mark) -> None:
        """One space before # is how people number things (`tip #1`); a remark stands further off."""
        end = event.end_mark
        line = self.lines[end.line] if end and end.line < len(self.lines) else ""
        rest = line[end.column :] if end else ""
        if re.match(r" ?#", rest) and not re.match(r"\s{2,}#", rest):
            message = f"“{rest.strip()[:40]}” is not printed: YAML takes what stands behind # for a remark"
            hint = "put the whole text between quotes; before a real remark write two spaces"
            self.problems.append(warning("remark", mark, message, hint))

    def _key(self, here: _Open, key: str, mark: Mark) -> None:
        here.key, here.key_mark, here.skip = key, mark, False
        if not key:
            self._wrong("no-key", mark, "there is a colon with no key in front of it")
        if key in here.seen:
            twice = f"“{key}” stands here twice; first in line {here.seen[key].line}"
            self._wrong("duplicate-key", mark, twice, "remove one of them")
            here.skip = True
        here.seen.setdefault(key, mark)

    def _absent(self, here: _Open | None, mark: Mark) -> None:
        if here is None:
            return
        if isinstance(here.value, dict):
            line = self.lines[mark.line - 1] if mark.line <= len(self.lines) else ""
            if line[: mark.column - 1].rstrip()[-1:] not in {":", ""}:
                self._wrong(
                    "no-colon", here.key_mark, f"there is no colon behind “{shortened(str(here.key), 40)}”",
                    "put text or a number that holds a comma between quotes",
                )  # fmt: skip
            if re.match(r"\s*#[0-9A-Fa-f]{3,8}\b", line[mark.column - 1 :]):
                self._wrong(
                    "lost-colour", mark, f"“{here.key}” is empty: what stands behind # is a remark",
                    'put a colour between quotes, such as "#2E5A4B"',
                )  # fmt: skip
            self.marks.put((*here.path, str(here.key)), mark, here.key_mark)
            here.key = None
        else:
            self.problems.append(warning("empty-item", mark, "there is nothing behind this dash", "remove the dash"))

    def _start(self, value: list[Any] | dict[str, Any], mark: Mark) -> bool:
        here = self.open[-1] if self.open else None
        if here is not None and isinstance(here.value, dict) and here.key is None:
            braces = self.lines[mark.line - 1][mark.column - 2 :].startswith("{{")
            hint = "put a value that begins with {{ between quotes" if braces else "a key is one word, such as title:"
            self._wrong("not-a-key", mark, "a key of a mapping must be text", hint)
            return False
        path = self._put(value, mark)
        self.open.append(_Open(value, path))
        return True

    def _put(self, value: Value, mark: Mark) -> Path:
        here = self.open[-1] if self.open else None
        if here is None:
            self.root, self.filled = value, True
            self.marks.put((), mark)
            return ()
        if isinstance(here.value, dict):
            path = (*here.path, str(here.key))
            if not here.skip:
                here.value[str(here.key)] = value
                self.marks.put(path, mark, here.key_mark)
            here.key = None
        else:
            path = (*here.path, len(here.value))
            here.value.append(value)
            self.marks.put(path, mark)
        return path

    def _refuse_anchor(self, event: yaml.NodeEvent, mark: Mark) -> None:
        if event.anchor:
            self._wrong("anchor", mark, f"the anchor &{event.anchor} is not read here", "put the text between quotes")
        tag = getattr(event, "tag", None)
        if tag and tag != "!":
            self._wrong("tag", mark, f"the tag {tag} is not read here", "put text that begins with ! between quotes")

    def _mark(self, place: Any) -> Mark:
        return Mark(self.file, place.line + 1, place.column + 1) if place else Mark(self.file)

    def _wrong(self, rule: str, mark: Mark, message: str, hint: str = "") -> None:
        self.problems.append(error(rule, mark, message, hint))

    def _syntax(self, reason: yaml.MarkedYAMLError) -> Problem:
        said = reason.problem or "the line cannot be read"
        # Where scanning began is where she went wrong; where it ended may be pages further on.
        scanning = (reason.context or "").startswith(("while scanning a quoted", "while scanning a simple key"))
        place = reason.context_mark if scanning else reason.problem_mark or reason.context_mark
        mark = self._mark(place)
        if self._quoted_at and not scanning:
            hint = "close the quote on its own line, or put the text behind | without quotes"
            return error("syntax", self._quoted_at, f"the quote that begins here ends in line {mark.line} only", hint)
        line = self.lines[mark.line - 1] if 0 < mark.line <= len(self.lines) else ""
        character = line[mark.column - 1 : mark.column]
        if "{{" in line:
            said = "a value that begins with {{ stands without quotes"
            return error("syntax", mark, said, "put a value that begins with {{ between quotes")
        if found := _TIME_OF_DAY.search(line):
            moment = found[1].replace("morgen", "ochtend")
            return error("syntax", mark, "text cannot begin with one quote", f"write {moment}, without 's")
        if "mapping values are not allowed" in said and re.fullmatch(r"\s+[^\s:]+", line[: mark.column - 1]):
            hint = "begin the line in the column of the keys around it, or put text with a colon between quotes"
            return error("syntax", mark, "this line begins further to the right than the one it belongs under", hint)
        for part, sentence, hint, characters in _SYNTAX:
            if part in said and (not characters or (character and character in characters)):
                return error("syntax", mark, sentence, hint)
        return error("syntax", mark, f"this is not YAML: {said}")
