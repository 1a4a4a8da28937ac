"""Text that is not YAML, explained so that its writer can mend it: the parser speaks of tokens and block ends."""

from __future__ import annotations

import re
from typing import NamedTuple

from handouts.content.quotes import straighten, uncurled
from handouts.content.reading.lines import Slip
from handouts.content.reading.slips import IN_A_BLOCK
from handouts.problems import Mark, msg

_TAB = (msg("there is a tab here"), msg("begin the line with spaces, not with a tab"))
_SIGN = msg("text cannot begin with this sign")
_QUOTED = msg("put the text between quotes")
_BRACES = msg("put a value that begins with {{{{ between quotes")


def _begins(sign: str, other: str = "") -> str:
    either = msg("{first} or {last}", first=sign, last=other) if other else sign
    return msg("put text that begins with {sign} between quotes", sign=either)


class _Said(NamedTuple):
    """What is reported in the place of something that the parser says, if one of the `signs` is at the place."""

    parser: str
    sentence: str
    hint: str
    signs: str = ""
    """Empty: whatever is there."""


_SAID = (
    _Said("cannot start any token", *_TAB, "	"),
    _Said("cannot start any token", _SIGN, _QUOTED, "@`%"),
    _Said(
        "mapping values are not allowed", "there is a colon in this text", "put text that holds a colon between quotes"
    ),
    _Said("could not find expected ':'", "there is no colon after this key", "a key ends in a colon, such as title:"),
    _Said("tab character", *_TAB),
    _Said("<document start>", "this line begins in another column", "all keys of the file begin in the same column"),
    _Said(
        "'-' indicator", "a dash cannot stand here", "a list and a key cannot stand side by side: check the indentation"
    ),
    _Said("mapping keys are not allowed", _SIGN, _begins("?")),
    _Said(
        "block sequence entries are not allowed",
        "there is a dash after a key, on the same line",
        "put a list on lines of its own under the key, and text that begins with a dash between quotes",
    ),
    _Said(
        "unknown escape character",
        "between double quotes a backslash changes the sign after it",
        "put the text between single quotes",
    ),
    _Said("expected whitespace or line break", _SIGN, _QUOTED),
    _Said("expected alphabetic or numeric", _SIGN, _begins("&", "*")),
    _Said("expected node content", _SIGN, _QUOTED),
    _Said("unexpected end of stream", "the quote that begins here does not end", "write the quote after the text too"),
    _Said(
        "expected ',' or ']'",
        "the list that begins with [ does not end",
        "put text that begins with [ between quotes, or close the list with ]",
    ),
    _Said(
        "expected ',' or '}'",
        msg("what begins with {{ does not end"),
        msg("put text that begins with {{ between quotes, or close it with }}"),
    ),
    _Said("did not find expected", _SIGN, _begins("[", "{"), "[{"),
    _Said(
        "did not find expected key",
        "this does not fit what comes before it",
        "check the indentation, and put text with quotes or a colon inside quotes",
    ),
    _Said("expected comment or line break", "there cannot be text after > or | on this line", _begins(">", "|")),
    _Said(
        "expected <block end>",
        "this line begins in another column than those above it",
        "check the indentation: keys of one level begin in the same column",
    ),
)
_SENTENCE = 3
"""Words: a line of as many, and no colon, was not meant as a key."""
_GOES_ON = re.compile(r"""(\s*(?:- +)*(?:[a-z][a-z_]*: +)?)(["']).*\2""")
_TIME_OF_DAY = re.compile(r"(?:^|[\s\[,])'s\s+(ochtend|morgen|middag|avond|nacht)s\b([^],'#]*)")
_CURLED = re.compile(r"\s*((?:- +)*(?:[a-z][a-z_]*: +)?)(.+)")
_OF_WHEN = re.compile(r"\bwhen:|^\s*-?\s*'s\s+\w+\s*$")


def _requoted(text: str) -> str:
    """How to write a text that began with a quote and goes on after the next."""
    text = text.rstrip()
    quote = text[0]
    inner = text[1:-1] if text.endswith(quote) and text.count(quote) != 2 else text
    other = next((each for each in "\"'" if each not in inner), "")
    if not other or (other == '"' and "\\" in inner):
        return IN_A_BLOCK
    return msg("put the whole text between other quotes: {other}{inner}{other}", other=other, inner=inner)


def _unquoted(found: re.Match[str], line: str) -> str:
    """How to write a moment such as `'s avonds`, of which YAML takes the sign for a quote."""
    # Only where the moments are does the bare word say the same.
    if not _OF_WHEN.search(line):
        text = re.sub(r"\s+#.*", "", found[0].lstrip(" [,")).rstrip()
        return msg('put it between double quotes: "{text}"', text=text)
    moment = found[1].replace("morgen", "ochtend")
    # `'s ochtends nuchter`: what is left out of the moment is not left out of the advice.
    if "when:" in line and (rest := found[2].strip()):
        return msg("write {moment}, without 's, and “{rest}” under how:", moment=moment, rest=rest)
    return msg("write {moment}, without 's", moment=moment)


def not_yaml(parser: str, line: str, mark: Mark) -> Slip:
    """The mistake at `mark`, which is in `line`; `parser` is what the parser says of it."""
    number, column = mark.line, mark.column
    if "{{" in line:
        return Slip(number, column, msg("a value that begins with {{{{ is without quotes"), _BRACES)
    if found := _TIME_OF_DAY.search(line):
        return Slip(number, column, msg("text cannot begin with one quote"), _unquoted(found, line))
    if "mapping values are not allowed" in parser and re.fullmatch(r"\s+[^\s:]+", line[: column - 1]):
        message = msg("this line begins further to the right than the one it belongs under")
        hint = msg("begin the line in the column of the keys around it, or put text with a colon between quotes")
        return Slip(number, column, message, hint, columns=())
    if "mapping values are not allowed" in parser and (found := _CURLED.match(line)) and (inner := uncurled(found[2])):
        return Slip(number, column, msg("there is a colon in this text"), straighten(inner, found[1]))
    if "could not find expected ':'" in parser and len(line.split()) >= _SENTENCE:
        hint = msg("let it begin in the column of the text that it belongs to, or remove it")
        return Slip(number, column, msg("this line is no key, and it belongs to no text"), hint)
    if ("expected key" in parser or "'-' indicator" in parser) and (found := _GOES_ON.match(line, 0, column - 1)):
        message = msg("this text goes on after the quote that closes it")
        return Slip(number, column, message, _requoted(line[found.end(1) :]))
    sign = line[column - 1 : column]
    for each in _SAID:
        if each.parser in parser and (not each.signs or (sign and sign in each.signs)):
            return Slip(number, column, each.sentence, each.hint)
    return Slip(number, column, msg("this is not YAML: {parser}", parser=parser), "")
