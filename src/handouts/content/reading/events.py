"""The events of the YAML parser into plain values; what is hostile or broken is refused as it comes."""

from __future__ import annotations

import re
from typing import Any

import yaml

from handouts.content.quotes import needless, straighten
from handouts.content.reading.characters import unfit_in
from handouts.content.reading.lines import Slip, line_at
from handouts.content.reading.mending import LOADER, mended, stopped_at
from handouts.content.reading.places import FieldPath, Marks, Read, Value
from handouts.content.reading.slips import HARD_SPACE, HARD_SPACES, first_of_text, other_column, slip, unspaced_dash
from handouts.content.reading.syntax import not_yaml
from handouts.files.unseen import bare, pasted
from handouts.problems import ContentError, Mark, Problem, error, msg, shortened, warning

MAX_DEPTH = 50

# Mistakes that leave every other value as it was meant, so that these can be judged in the same run.
_PASSED_OVER = {"duplicate-key", "lost-colour", "too-long", "unprintable"}


# `#1` is how people number things; a comment has a space after its #, or is further off.
_NUMBERED = re.compile(r" ?#[^\s#].*")


# `'s avonds`, `'t huis`, `'s-Hertogenbosch` of which the sign began the text between single quotes.
_LOST_SIGN = re.compile(r"[stnmk](?=\s+[^\W\d_])|s(?=-[A-Z])")


def _comment(mark: Mark, rest: str) -> Problem:
    message = msg("“{rest}” is not printed: YAML takes what follows # for a comment", rest=rest.strip()[:40])
    return warning("remark", mark, message, "put the whole text between quotes; before a real comment write two spaces")


class _Open:
    """A list or mapping that is still being read."""

    def __init__(self, value: list[Any] | dict[str, Any], path: FieldPath) -> None:
        self.value = value
        self.path = path
        self.key: str | None = None
        self.key_mark = Mark("")
        self.skip = False
        self.is_two = False
        """Whether these are two items of a list, of which the second has no dash."""
        self.seen: dict[str, Mark] = {}


class Builder:
    """Builds plain values from YAML events, without recursion and without trust."""

    def __init__(self, text: str, file: str) -> None:
        """`file` is the name by which Problems call the file of `text`."""
        self.text = text
        self.file = file
        self.lines = text.splitlines()
        self.problems: list[Problem] = []
        self.marks = Marks(file)
        self.marks.lines = self.lines
        self.root: Value = {}
        self.filled = False
        self.open: list[_Open] = []
        self._quoted_at: Mark | None = None
        """The last text, if it was between quotes over several lines: often a quote that was forgotten."""

    def build(self) -> Read:
        """The value of the text. Raises ContentError when no value can be trusted."""
        try:
            self._take_events()
        except yaml.MarkedYAMLError as reason:
            broken = self._broken(reason).problem(self.file)
            # What is doubtful of a line that must be written anew is not said beside it.
            doubts = [
                each for each in self.problems if each.severity == "warning" and each.mark.line == broken.mark.line
            ]
            self.problems = [each for each in self.problems if each not in doubts]
            self.problems += [broken] if broken not in self.problems else []
        except (yaml.YAMLError, RecursionError, ValueError) as reason:
            self._wrong("syntax", Mark(self.file), "this is not YAML: {parser}", parser=str(reason).splitlines()[0])
        if any(problem.severity == "error" and problem.rule not in _PASSED_OVER for problem in self.problems):
            raise ContentError(self.problems)
        if not self.filled:
            self._wrong("empty-file", Mark(self.file), "the file is empty", "see an example in content/")
            raise ContentError(self.problems[-1:])
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
                self._doubt_comment(event, mark)
                self._doubt_dash(event, mark)
                self._doubt_comma(event, text, mark)
                self._doubt_curly(text, mark)
            elif event.style == "'":
                self._doubt_apostrophe(text, mark)
            several_lines = self._mark(event.end_mark).line > mark.line
            self._quoted_at = mark if event.style in {"'", '"'} and several_lines else None
            self._put(text, mark)

    def _after(self, place: Any) -> str:
        """The rest of the line after a place that the parser names."""
        return line_at(self.lines, place.line + 1)[place.column :] if place else ""

    def _doubt_comment(self, event: yaml.ScalarEvent, mark: Mark) -> None:
        """One space before # is how people number things (`tip #1`); a comment is further off."""
        rest = self._after(event.end_mark)
        if re.match(r" ?#", rest):
            self.problems.append(_comment(mark, rest))

    def _doubt_dash(self, event: yaml.ScalarEvent, mark: Mark) -> None:
        """A dash further to the right than those of its list goes on with the text above it."""
        for number in range(mark.line + 1, min(self._mark(event.end_mark).line, len(self.lines)) + 1):
            if found := re.match(r" *(?=- )", self.lines[number - 1]):
                place = Mark(self.file, number, found.end() + 1)
                hint = msg("begin it in the column of the dashes it belongs to, under a key of its own such as items:")
                message = msg("this dash is printed as a part of the text above it")
                self.problems.append(warning("dash-in-text", place, message, hint))

    def _doubt_comma(self, event: yaml.ScalarEvent, text: str, mark: Mark) -> None:
        """Between brackets a comma parts two values, also the one of `[1,5 tablet]`."""
        if text[-1:].isdigit() and (rest := re.match(r",(\d+ ?[^\W\d][^,\]]*)", self._after(event.end_mark))):
            first, second = shortened(text, 20), shortened(rest[1], 20)
            message = msg("a comma parts these two: “{first}” and “{second}”", first=first, second=second)
            self.problems.append(warning("comma-in-list", mark, message, "put a number with a comma between quotes"))

    def _doubt_curly(self, text: str, mark: Mark) -> None:
        """`“1”` is a number that somebody meant to quote."""
        if (inner := needless(text)) is not None:
            message = msg("the curly quotes of {text} are a part of the text", text=text)
            self.problems.append(warning("curly-quotes", mark, message, straighten(inner)))

    def _doubt_apostrophe(self, text: str, mark: Mark) -> None:
        """`'s avonds rustig'` is read without its first sign; as a moment of the day it is understood all the same."""
        here = self.open[-1] if self.open else None
        is_moment = here is not None and "when" in (here.key, *here.path[-1:])
        if (found := _LOST_SIGN.match(text)) and not is_moment:
            message = msg("“{text}” has lost the apostrophe before it, which is read as a quote",
                          text=shortened(text, 40))  # fmt: skip
            hint = msg("write ’{letter}, or put the whole between double quotes", letter=found[0])
            self.problems.append(warning("lost-apostrophe", mark, message, hint))

    def _key(self, here: _Open, key: str, mark: Mark) -> None:
        here.key, here.key_mark, here.skip = key, mark, False
        if re.fullmatch("-[a-z][a-z_]*", key):
            rest = self.lines[mark.line - 1][mark.column :].rstrip()
            self.problems.append(unspaced_dash(mark.line, mark.column, rest).problem(self.file))
        if not key:
            self._wrong("no-key", mark, "there is a colon with no key in front of it")
        if key in here.seen:
            self._say_twice(here, key, mark)
        here.seen.setdefault(key, mark)

    def _say_twice(self, here: _Open, key: str, mark: Mark) -> None:
        """A key that comes again: where the first key of an item of a list does, the next item has lost its dash."""
        here.skip = True
        twice = msg("“{key}” is here twice; first on line {line}", key=key, line=here.seen[key].line)
        is_item = len(self.open) > 1 and isinstance(self.open[-2].value, list)
        if is_item and key == next(iter(here.seen)) and mark.line > here.seen[key].line:
            here.is_two = True
            hint = msg("does the next one begin here? then it needs a dash: - {key}: else remove one of them", key=key)
            self._wrong("duplicate-key", mark, twice, hint)
        elif not here.is_two:  # all the other keys of an item without its dash come again too
            self._wrong("duplicate-key", mark, twice, "remove one of them")

    def _absent(self, here: _Open | None, mark: Mark) -> None:
        """Nothing where a value belongs, which may be what YAML took for a comment."""
        if here is None:
            return
        line = line_at(self.lines, mark.line)
        comment = _NUMBERED.match(line, mark.column - 1)
        if not isinstance(here.value, dict):
            nothing = warning("empty-item", mark, "there is nothing after this dash", "remove the dash")
            self.problems.append(_comment(mark, comment[0]) if comment else nothing)
            return
        key = str(here.key)
        if line[: mark.column - 1].rstrip()[-1:] not in {":", ""}:
            message = msg("there is no colon after “{key}”", key=shortened(key, 40))
            self._wrong("no-colon", here.key_mark, message, "put text or a number that holds a comma between quotes")
        if re.match(r"\s*#[0-9A-Fa-f]{3,8}\b", line[mark.column - 1 :]):
            hint = msg('put a colour between quotes, such as "#2E5A4B"')
            self._wrong("lost-colour", mark, "“{key}” is empty: what follows # is a comment", hint, key=key)
        elif comment:
            self.problems.append(_comment(mark, comment[0]))
        self.marks.put((*here.path, key), mark, here.key_mark)
        here.key = None

    def _start(self, value: list[Any] | dict[str, Any], mark: Mark) -> bool:
        here = self.open[-1] if self.open else None
        if here is not None and isinstance(here.value, dict) and here.key is None:
            braces = self.lines[mark.line - 1][mark.column - 2 :].startswith("{{")
            key = msg("a key is one word, such as title:")
            hint = msg("put a value that begins with {{{{ between quotes") if braces else key
            self._wrong("not-a-key", mark, "a key of a mapping must be text", hint)
            return False
        self.open.append(_Open(value, self._put(value, mark)))
        return True

    def _put(self, value: Value, mark: Mark) -> FieldPath:
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
            message = msg("the anchor &{anchor} is not read here", anchor=event.anchor)
            self._wrong("anchor", mark, message, "put the text between quotes")
        if tag := getattr(event, "tag", None):
            lost = msg("the sign ! is lost here")
            message = lost if tag == "!" else msg("the tag {tag} is not read here", tag=tag)
            self._wrong("tag", mark, message, "put text that begins with ! between quotes")

    def _mark(self, place: Any) -> Mark:
        return Mark(self.file, place.line + 1, place.column + 1) if place else Mark(self.file)

    def _wrong(self, rule: str, mark: Mark, message: str, hint: str = "", /, **values: object) -> None:
        self.problems.append(error(rule, mark, message, hint, **values))

    def _broken(self, reason: yaml.MarkedYAMLError) -> Slip:
        """What the parser could not go on from, at the place where the mistake is."""
        # Where scanning began is where the mistake is; where it ended may be pages further on.
        began = ("while scanning a quoted", "while scanning a simple key", "while parsing a flow")
        scanning = (reason.context or "").startswith(began)
        mark = self._mark(stopped_at(reason, *began))
        quoted = None if scanning else self._quoted_at
        if slipped := slip(self.lines, (quoted or mark).line):
            return slipped
        if quoted:
            message = msg("the quote that begins here ends only on line {line}", line=mark.line)
            hint = msg("close the quote on its own line, or put the text after | without quotes")
            return Slip(quoted.line, quoted.column, message, hint)
        found = first_of_text(self.lines, mark.line) or other_column(self.lines, mark.line)
        if found is None:
            parser = reason.problem or msg("the line cannot be read")
            found = not_yaml(parser, line_at(self.lines, mark.line), mark)
        is_open = scanning and "simple key" not in str(reason.context)
        return found if is_open else mended(self.lines, found, mark.line)
