"""Text that is not YAML, said so that she can mend it: the parser speaks of tokens and block ends."""

from __future__ import annotations

import re
from typing import NamedTuple

from handouts.problems import Mark, Problem, error, msg

_TAB = (msg("there is a tab here"), msg("begin the line with spaces, not with a tab"))
_SIGN = msg("text cannot begin with this sign")
_COLUMN = msg("this line begins in another column")
_QUOTED = msg("put the text between quotes")


def _begins(sign: str, other: str = "") -> str:
    either = msg("{first} or {last}", first=sign, last=other) if other else sign
    return msg("put text that begins with {sign} between quotes", sign=either)


class _Said(NamedTuple):
    """What she is told instead of something that the parser says, if one of the `signs` stands at the place."""

    parser: str
    sentence: str
    hint: str
    signs: str = ""
    """Empty: whatever stands there."""


_SAID = (
    _Said("cannot start any token", *_TAB, "	"),
    _Said("cannot start any token", _SIGN, _QUOTED, "@`%"),
    _Said(
        "mapping values are not allowed",
        msg("there is a colon in this text"),
        msg("put text that holds a colon between quotes"),
    ),
    _Said(
        "could not find expected ':'",
        msg("there is no colon behind this key"),
        msg("a key ends in a colon, such as title:"),
    ),
    _Said("tab character", *_TAB),
    _Said("<document start>", _COLUMN, msg("all keys of the file begin in the same column")),
    _Said(
        "'-' indicator",
        msg("a dash cannot stand here"),
        msg("a list and a key cannot stand side by side: check the indentation"),
    ),
    _Said("mapping keys are not allowed", _SIGN, _begins("?")),
    _Said(
        "block sequence entries are not allowed",
        msg("a dash stands behind a key, on its line"),
        msg("put a list on lines of its own under the key, and text that begins with a dash between quotes"),
    ),
    _Said(
        "unknown escape character",
        msg("between double quotes a backslash changes the sign behind it"),
        msg("put the text between single quotes"),
    ),
    _Said("expected whitespace or line break", _SIGN, _QUOTED),
    _Said("expected alphabetic or numeric", _SIGN, _begins("&", "*")),
    _Said("expected node content", _SIGN, _QUOTED),
    _Said(
        "unexpected end of stream",
        msg("the quote that begins here does not end"),
        msg("a quote was opened and not closed"),
    ),
    _Said(
        "expected ',' or ']'",
        msg("the list that begins with [ does not end"),
        msg("{begins}, or close the list with ]", begins=_begins("[")),
    ),
    _Said(
        "expected ',' or '}'",
        msg("what begins with {{ does not end"),
        msg("{begins}, or close it with }}", begins=_begins("{")),
    ),
    _Said("did not find expected", _SIGN, _begins("[", "{"), "[{"),
    _Said(
        "did not find expected key",
        msg("this does not go with what stands before it"),
        msg("check the indentation, and put text with quotes or a colon inside quotes"),
    ),
    _Said("expected comment or line break", msg("text cannot stand behind > or | on this line"), _begins(">", "|")),
    _Said(
        "expected <block end>",
        msg("{column} than those above it", column=_COLUMN),
        msg("check the indentation: keys of one level begin in the same column"),
    ),
)
_SENTENCE = 3
"""A line of so many words, and no colon, was not meant as a key."""
_GOES_ON = re.compile(r"""(\s*(?:- +)*(?:[a-z][a-z_]*: +)?)(["']).*\2""")
_TIME_OF_DAY = re.compile(r"(?:^|[\s\[,])'s\s+(ochtend|morgen|middag|avond|nacht)s\b([^],'#]*)")

_OF_WHEN = re.compile(r"\bwhen:|^\s*-?\s*'s\s+\w+\s*$")


def _requoted(text: str) -> str:
    """How to write a text that began with a quote and goes on behind the next."""
    text = text.rstrip()
    quote = text[0]
    inner = text[1:-1] if text.endswith(quote) and text.count(quote) != 2 else text
    other = next((each for each in "\"'" if each not in inner), "")
    if not other or (other == '"' and "\\" in inner):
        return msg("write | behind the key, and the text on a line of its own under it")
    return msg("put the whole text between other quotes: {other}{inner}{other}", other=other, inner=inner)


def not_yaml(said: str, line: str, mark: Mark) -> Problem:
    """The mistake at `mark`, which stands in `line` and of which the parser has `said` something."""
    if "{{" in line:
        hint = msg("put a value that begins with {{{{ between quotes")
        return error("syntax", mark, "a value that begins with {{ stands without quotes", hint)
    if found := _TIME_OF_DAY.search(line):
        moment = found[1].replace("morgen", "ochtend")
        # `'s ochtends nuchter`: what is left out of the moment is not left out of the advice.
        more = msg(", and “{rest}” under how:", rest=rest) if "when:" in line and (rest := found[2].strip()) else ""
        # Only where the moments stand does the bare word say the same.
        text = re.sub(r"\s+#.*", "", found[0].lstrip(" [,")).rstrip()
        hint = (
            msg("write {moment}, without 's{more}", moment=moment, more=more)
            if _OF_WHEN.search(line)
            else msg('put it between double quotes: "{text}"', text=text)
        )
        return error("syntax", mark, "text cannot begin with one quote", hint)
    if "mapping values are not allowed" in said and re.fullmatch(r"\s+[^\s:]+", line[: mark.column - 1]):
        hint = msg("begin the line in the column of the keys around it, or put text with a colon between quotes")
        return error("syntax", mark, "this line begins further to the right than the one it belongs under", hint)
    if "could not find expected ':'" in said and len(line.split()) >= _SENTENCE:
        hint = msg("let it begin in the column of the text that it belongs to, or remove it")
        return error("syntax", mark, "this line is no key, and it belongs to no text", hint)
    if ("expected key" in said or "'-' indicator" in said) and (found := _GOES_ON.match(line, 0, mark.column - 1)):
        return error(
            "syntax", mark, "this text goes on behind the quote that closes it", _requoted(line[found.end(1) :])
        )
    sign = line[mark.column - 1 : mark.column]
    for each in _SAID:
        if each.parser in said and (not each.signs or (sign and sign in each.signs)):
            return error("syntax", mark, each.sentence, each.hint)
    return error("syntax", mark, "this is not YAML: {said}", said=said)
