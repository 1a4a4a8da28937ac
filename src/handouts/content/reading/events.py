"""The events of the YAML parser into plain values; what is hostile or broken is refused as it comes."""

from __future__ import annotations

import re
from typing import Any

import yaml

from handouts.content.reading.characters import unfit_in
from handouts.content.reading.mending import LOADER, mended
from handouts.content.reading.places import Marks, Path, Read, Value
from handouts.content.reading.slips import (
    HARD_SPACE,
    HARD_SPACES,
    first_of_text,
    other_column,
    slip,
    unspaced_dash,
)
from handouts.content.reading.syntax import not_yaml
from handouts.files.unseen import bare, pasted
from handouts.problems import ContentError, Mark, Problem, error, msg, shortened, warning

MAX_DEPTH = 50

# Mistakes that leave every other value as it was meant, so that these can be judged in the same run.
_PASSED_OVER = {"duplicate-key", "lost-colour", "too-long", "unprintable"}


# `#1` is how people number things; a remark has a space behind its #, or stands further off.
_NUMBERED = re.compile(r" ?#[^\s#].*")


def _remark(mark: Mark, rest: str) -> Problem:
    message = msg("“{rest}” is not printed: YAML takes what stands behind # for a remark", rest=rest.strip()[:40])
    return warning("remark", mark, message, "put the whole text between quotes; before a real remark write two spaces")


class _Open:
    """A list or mapping that is still being read."""

    def __init__(self, value: list[Any] | dict[str, Any], path: Path) -> None:
        self.value = value
        self.path = path
        self.key: str | None = None
        self.key_mark = Mark("")
        self.skip = False
        self.seen: dict[str, Mark] = {}


class Builder:
    """Builds plain values from YAML events, without recursion and without trust."""

    def __init__(self, text: str, file: str) -> None:
        """`file` is the name by which Problems call the file that `text` stood in."""
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
        """What stands in the text. Raises ContentError when no value can be trusted."""
        try:
            self._take_events()
        except yaml.MarkedYAMLError as reason:
            broken = self._broken(reason)
            self.problems += [broken] if broken not in self.problems else []
        except (yaml.YAMLError, RecursionError, ValueError) as reason:
            self._wrong(
                "syntax", Mark(self.file), "this is not YAML: {splitlines}", splitlines=str(reason).splitlines()[0]
            )
        if any(problem.severity == "error" and problem.rule not in _PASSED_OVER for problem in self.problems):
            raise ContentError(self.problems)
        if not self.filled:
            raise ContentError(
                [error("empty-file", Mark(self.file), "the file is empty", "see an example in content/")]
            )
        return Read(self.root, self.marks, tuple(self.problems))

    def _take_events(self) -> None:
        documents = 0
        for event in yaml.parse(self.text, Loader=LOADER):
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
                    self._wrong("too-deep", mark, "this is nested more than {max_depth} deep", max_depth=MAX_DEPTH)
                    return
                if not self._start([] if isinstance(event, yaml.SequenceStartEvent) else {}, mark):
                    return
            elif isinstance(event, yaml.CollectionEndEvent):
                self.open.pop()

    def _scalar(self, event: yaml.ScalarEvent, mark: Mark) -> None:
        text: str = pasted(event.value)  # an escape such as `\u200b` names what was left out of the file
        empty = not text and event.style in {None, ""}  # libyaml and PyYAML name the plain style differently
        self.problems += unfit_in(text, mark, "remove it")
        here = self.open[-1] if self.open else None
        if here is not None and isinstance(here.value, dict) and here.key is None:
            if not event.style and text[:1] in HARD_SPACES:
                self._wrong("syntax", mark, *HARD_SPACE)
            self._key(here, bare(text), mark)
        elif empty:
            self._absent(here, mark)
        else:
            if not event.style:
                self._doubt_remark(event, mark)
                self._doubt_dash(event, mark)
                self._doubt_comma(event, text, mark)
            several_lines = self._mark(event.end_mark).line > mark.line
            self._quoted_at = mark if event.style in {"'", '"'} and several_lines else None
            self._put(text, mark)

    def _doubt_remark(self, event: yaml.ScalarEvent, mark: Mark) -> None:
        """One space before # is how people number things (`tip #1`); a remark stands further off."""
        end = event.end_mark
        line = self.lines[end.line] if end and end.line < len(self.lines) else ""
        rest = line[end.column :] if end else ""
        if re.match(r" ?#", rest) and not re.match(r"\s{2,}#", rest):
            self.problems.append(_remark(mark, rest))

    def _doubt_dash(self, event: yaml.ScalarEvent, mark: Mark) -> None:
        """A dash further to the right than those of its list goes on with the text above it."""
        last = self._mark(event.end_mark).line
        for number in range(mark.line + 1, min(last, len(self.lines)) + 1):
            if found := re.match(r" *(?=- )", self.lines[number - 1]):
                place = Mark(self.file, number, found.end() + 1)
                message = msg("this dash is printed as a part of the text above it")
                hint = msg("begin it in the column of the dashes it belongs to, under a key of its own such as items:")
                self.problems.append(warning("dash-in-text", place, message, hint))

    def _doubt_comma(self, event: yaml.ScalarEvent, text: str, mark: Mark) -> None:
        """Between brackets a comma parts two values, also the one of `[1,5 tablet]`."""
        end = event.end_mark
        behind = self.lines[end.line][end.column :] if end and end.line < len(self.lines) else ""
        if text[-1:].isdigit() and (rest := re.match(r",(\d+ ?[^\W\d][^,\]]*)", behind)):
            message = msg(
                "a comma parts these two: “{value}” and “{value2}”",
                value=shortened(text, 20),
                value2=shortened(rest[1], 20),
            )
            self.problems.append(warning("comma-in-list", mark, message, "put a number with a comma between quotes"))

    def _key(self, here: _Open, key: str, mark: Mark) -> None:
        here.key, here.key_mark, here.skip = key, mark, False
        if re.fullmatch("-[a-z][a-z_]*", key):
            self.problems.append(unspaced_dash(mark, self.lines[mark.line - 1][mark.column :].rstrip()))
        if not key:
            self._wrong("no-key", mark, "there is a colon with no key in front of it")
        if key in here.seen:
            twice = msg("“{key}” stands here twice; first in line {line}", key=key, line=here.seen[key].line)
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
                    "no-colon",
                    here.key_mark,
                    msg("there is no colon behind “{value}”", value=shortened(str(here.key), 40)),
                    msg("put text or a number that holds a comma between quotes"),
                )
            if re.match(r"\s*#[0-9A-Fa-f]{3,8}\b", line[mark.column - 1 :]):
                hint = msg('put a colour between quotes, such as "#2E5A4B"')
                self._wrong("lost-colour", mark, "“{key}” is empty: what follows # is a remark", hint, key=here.key)
            elif found := _NUMBERED.match(line, mark.column - 1):
                self.problems.append(_remark(mark, found[0]))
            self.marks.put((*here.path, str(here.key)), mark, here.key_mark)
            here.key = None
        else:
            line = self.lines[mark.line - 1] if mark.line <= len(self.lines) else ""
            remarked = _NUMBERED.match(line, mark.column - 1)
            nothing = warning("empty-item", mark, "there is nothing behind this dash", "remove the dash")
            self.problems.append(_remark(mark, remarked[0]) if remarked else nothing)

    def _start(self, value: list[Any] | dict[str, Any], mark: Mark) -> bool:
        here = self.open[-1] if self.open else None
        if here is not None and isinstance(here.value, dict) and here.key is None:
            braces = self.lines[mark.line - 1][mark.column - 2 :].startswith("{{")
            hint = (
                msg("put a value that begins with {{{{ between quotes")
                if braces
                else msg("a key is one word, such as title:")
            )
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
            self._wrong(
                "anchor",
                mark,
                msg("the anchor &{anchor} is not read here", anchor=event.anchor),
                msg("put the text between quotes"),
            )
        tag = getattr(event, "tag", None)
        if tag == "!":
            self._wrong("tag", mark, "the sign ! is lost here", "put text that begins with ! between quotes")
        elif tag:
            self._wrong(
                "tag", mark, "the tag {tag} is not read here", "put text that begins with ! between quotes", tag=tag
            )

    def _mark(self, place: Any) -> Mark:
        return Mark(self.file, place.line + 1, place.column + 1) if place else Mark(self.file)

    def _wrong(self, rule: str, mark: Mark, message: str, hint: str = "", /, **values: object) -> None:
        self.problems.append(error(rule, mark, message, hint, **values))

    def _broken(self, reason: yaml.MarkedYAMLError) -> Problem:
        """What the parser could not go on from, at the place where she went wrong."""
        # Where scanning began is where she went wrong; where it ended may be pages further on.
        began = ("while scanning a quoted", "while scanning a simple key", "while parsing a flow")
        scanning = (reason.context or "").startswith(began)
        place = reason.context_mark if scanning else reason.problem_mark or reason.context_mark
        mark = self._mark(place)
        quoted = None if scanning else self._quoted_at
        if slipped := slip(self.lines, quoted or mark):
            return slipped
        found = self._explained(reason, mark, quoted)
        is_open = quoted or (scanning and "simple key" not in str(reason.context))
        return found if is_open else mended(self.lines, found, mark)

    def _explained(self, reason: yaml.MarkedYAMLError, mark: Mark, quoted: Mark | None) -> Problem:
        """What is wrong at the place where the parser stopped, or at the quote before it that ended there only."""
        if quoted:
            hint = msg("close the quote on its own line, or put the text behind | without quotes")
            return error("syntax", quoted, "the quote that begins here ends in line {line} only", hint, line=mark.line)
        line = self.lines[mark.line - 1] if 0 < mark.line <= len(self.lines) else ""
        if moved := first_of_text(self.lines, mark) or other_column(self.lines, mark):
            return moved
        return not_yaml(reason.problem or "the line cannot be read", line, mark)
