"""A line of a text: how far it is indented, which mark it begins with, and whether the next line goes on in it.

A mark is a possibility until `blocks` decides: a dash may be a bullet or the middle of a wrapped sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape
from itertools import pairwise
from typing import NamedTuple

from handouts.languages.texts import words_of


def words(name: str) -> str:
    """The words of all languages under a name in their `import_words.yaml`, as alternatives of a pattern."""
    return "|".join(words_of("import_words", name))


_LETTERED = re.compile(r"([A-Za-z]|[IVX]{2,4}|[ivx]{2,4})([.)])\s+\S")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_RING = re.compile(r"o[ \t\xa0]+[^\W\d_]")
_MOST_BETWEEN = 8
"""Lines between two that count, such as those under the first of them."""
_LAYOUT = re.compile(r"[ \t\xa0]{2,}|\t")
EMOJI = r"\U0001F000-\U0001FAFF\u2600-\u27BF\u2B00-\u2BFF"

# The kinds of mark, from those over a list to those under it; U+F0xx is what Word leaves of its bullets.
KINDS = (
    ("tick", r"[✔✓☑✅🗸√\uf0fc\uf0fe]|☐(?=\s)(?!.*[☐☑☒])|[-*+]\s+(?:\[[ xX]\](?=\s)|[☐☑☒])"),
    ("number", r"\(?\d{1,3}[.)](?=\s)|\(?[a-z]\)(?=\s)|(?:i{1,3}|iv|vi{0,3}|ix|x)[.)](?=\s)"),
    ("bullet", r"[•●‣►▶▸➤➢➔■◆❖★☆✦\uf000-\uf0ff]|(?:[·∙→⇒➜»›]|(?:-{1,2}|=)>)(?=\s)"),
    ("dash", r"[-–—−*+⁃](?=\s)"),
    ("circle", r"[○◦▪▫]|[□§](?=\s)|o(?=[\t\xa0]|\s{2,}\S)"),
    ("emoji", rf"[{EMOJI}]+(?=\s)"),
)
RANK = {"sign": 0, "emoji": 0, "tick": 0, "number": 1, "bare": 2, "bullet": 2, "dash": 3, "circle": 4}
_MARKS = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in KINDS))
_TIGHT = re.compile(r"[-–*+](?=[^\W\d_])(?!.*\*)")
# `> 300 mg` is no quotation; a sign alone is a blank line of one.
_QUOTE = re.compile(r"\s*(?:>\s?)+(?=[^\s\d>])|\s*(?:>\s*)+$")
FRAME = re.compile(r"[-=_:|+ \t]*[-=_|+][-=_:|+ \t]*")
"""A line of a table that has only what is drawn."""
DEFINITION = re.compile(r"\s*\[[^\]]+\]:\s*<?(\S+?)>?(?:\s+(\"[^\"]*\"|'[^']*'|\([^()]*\)))?\s*")
"""What a link of Markdown refers to, such as `[1]: https://praktijk.example "Praktijk"`: the address and a title."""
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_UNFINISHED = re.compile(rf"(?:,|\b(?:{words('unfinished')}))$", re.IGNORECASE)
_BEFORE_NUMBER = re.compile(rf"\b(?:{words('before_number')})$", re.IGNORECASE)
# `Drink genoeg. Een`: a sentence ended and another began, which no heading does.
_SECOND_SENTENCE = re.compile(r"[^\W\d_]{3}[.!?] [^\W\d_]")
_HYPHEN_END = re.compile(r"[^\W\d_]-$")
# After the full stop there may be the number of a note.
_SENTENCE_END = re.compile(r"[.!?:;…](?:[\"'”’)\]*_]*|(?<=[^\W\d_].)\d{1,2}|[¹²³⁰-⁹]+|(?:\[\^?[\w-]{1,12}\])+)$")


class Line(NamedTuple):
    """A line and its mark, from `start` to `end` in `raw`; without one both are where the text begins.

    `quoted` is how many columns the `>` of a quotation took; they are blank in `raw`. Of a line that was read as
    several, `part` is which of these it is. What begins a `plain` line is no mark, though it looks like one.
    """

    number: int
    raw: str
    kind: str
    start: int
    end: int
    quoted: int = 0
    part: int = 0
    plain: bool = False

    @property
    def place(self) -> tuple[int, int]:
        """Its place in the text."""
        return self.number, self.part

    @property
    def blank(self) -> bool:
        """Whether there is nothing on the line."""
        return self.start == len(self.raw)

    @property
    def indent(self) -> int:
        """How many columns there are before the mark or the text; a tab reaches to the next fourth column."""
        return len(self.raw[self.quoted : self.start].expandtabs(4))

    @property
    def mark(self) -> str:
        """The mark itself."""
        return self.raw[self.start : self.end]

    @property
    def whole(self) -> str:
        """The words of the line, its mark included."""
        return tidy(self.raw)

    @property
    def ends_sentence(self) -> bool:
        """Whether the line closes with a mark that ends a sentence or opens a list."""
        return bool(_SENTENCE_END.search(self.whole))


def tidy(text: str) -> str:
    """The text without layout: no space around it, and one space where tabs or several spaces stood.

    A single non-breaking space between two words is no layout: it stays.
    """
    return _LAYOUT.sub(" ", text).strip()


def unescaped(text: str) -> str:
    """A text of Markdown in which each sign that is written in a longer way is that sign."""
    return unescape(_ESCAPED.sub(r"\1", text))


def ahead(lines: Sequence[Line], position: int) -> Line | None:
    """The line at a position, if there is one and it is not blank."""
    line = lines[position] if position < len(lines) else None
    return None if line is None or line.blank else line


def settle_tight(lines: Sequence[Line]) -> list[Line]:
    """The lines, of which `-noten` is an item of a list when a line beside it begins with such a mark too."""
    filled = [line for line in lines if not line.blank]
    settled: dict[tuple[int, int], Line] = {}
    for before, line, after in zip([None, *filled], filled, [*filled[1:], None], strict=False):
        found = None if line.kind or line.plain else _TIGHT.match(line.raw, line.start)
        if found and any(near and near.raw.startswith(found[0], near.start) for near in (before, after)):
            settled[line.place] = line._replace(kind="dash", end=found.end())
    return [settled.get(line.place, line) for line in lines]


def lettered(texts: Sequence[tuple[int, str]]) -> set[int]:
    """The places of lines, each with its indent, that count with letters: `a.` and then `b.`, `A)` or `I.`.

    One alone is no mark: it may be the first letter of a name.
    """
    found: set[int] = set()
    last: dict[tuple[int, str], tuple[int, int]] = {}
    for place, (indent, text) in enumerate(texts):
        match = _LETTERED.match(text)
        for form, count in _counts(match[1]) if match else ():
            key = indent, f"{form}{match[2]}" if match else ""
            before, counted = last.get(key, (0, 0))
            if count == counted + 1 and count > 1 and place - before <= _MOST_BETWEEN:
                found |= {before, place}
            if count == 1 or count == counted + 1:
                last[key] = (place, count)
    return found


def _counts(letters: str) -> Iterator[tuple[str, int]]:
    """What letters may count: as a letter, and as a Roman number."""
    if len(letters) == 1:
        yield ("a" if letters.islower() else "A"), ord(letters.lower()) - ord("a") + 1
    if letters.upper() in _ROMAN:
        yield ("i" if letters.islower() else "I"), _ROMAN.index(letters.upper()) + 1


def ringed(texts: Sequence[str]) -> set[int]:
    """The places of texts that begin with the letter o for a ring; where no two are under each other it is a word."""
    places = {place for place, text in enumerate(texts) if _RING.match(text)}
    return places if any(place + 1 in places for place in places) else set()


def settle_lettered(lines: Sequence[Line]) -> list[Line]:
    """The lines, of which those that count with letters are lines of a list, and those with an o for a ring."""
    lines = _settle_rings(lines)
    filled = [line for line in lines if not line.blank and not line.plain and line.kind in {"", "number"}]
    texts = [(line.indent, line.raw[line.start :]) for line in filled]
    places = {filled[place].place for place in lettered(texts) if not filled[place].kind}
    return [
        line._replace(kind="number", end=line.start + line.raw[line.start :].index(" "))
        if line.place in places and " " in line.raw[line.start :]
        else line
        for line in lines
    ]


def _settle_rings(lines: Sequence[Line]) -> list[Line]:
    filled = [line for line in lines if not line.blank]
    rings = {filled[place].place for place in ringed(["" if line.plain else line.raw[line.start :] for line in filled])}
    return [line._replace(kind="circle", end=line.start + 1) if line.place in rings else line for line in lines]


def read_line(number: int, raw: str, part: int = 0) -> Line:
    """A line, with the mark that it begins with."""
    quote = _QUOTE.match(raw)
    quoted = quote.end() if quote else 0
    raw = " " * quoted + raw[quoted:]
    start = len(raw) - len(raw.lstrip())
    found = _MARKS.match(raw, start)
    if not found or not tidy(raw[found.end() :]):
        return Line(number, raw, "", start, start, quoted, part)
    return Line(number, raw, found.lastgroup or "", start, found.end(), quoted, part)


def goes_on(line: Line, following: Line, width: int) -> bool:
    """Whether the sentence of `line` goes on in `following`, which has no mark, in a text wrapped at a width."""
    return _breaks_off(line, following.whole) or at_width(line, following, width)


def at_width(line: Line, following: Line, width: int) -> bool:
    """Whether a line was broken because the next word did not fit in a width, in columns; 0 is no width."""
    return width > 0 and len(line.raw.rstrip()) + 1 + len(following.whole.split(maxsplit=1)[0]) > width


def _breaks_off(line: Line, after: str) -> bool:
    """Whether a long line, or a short one in a second sentence, stops amid it, and the next one goes on."""
    if _HYPHEN_END.search(line.whole) and after[:1].islower():
        return True
    if line.ends_sentence:
        return False
    if len(line.whole) <= 45:
        return after[:1].islower() and _SECOND_SENTENCE.search(line.whole) is not None
    before_number = after[:1].isdigit() and _BEFORE_NUMBER.search(line.whole)
    return after[:1].islower() or bool(before_number) or unfinished(line.whole)


def unfinished(text: str) -> bool:
    """Whether a line ends with a comma or a word such as `de`, which nobody ends a heading with."""
    return bool(_UNFINISHED.search(text))


def wrap_width(lines: Sequence[Line]) -> int:
    """The width at which an editor wrapped the text, or 0 when it did not."""
    lengths = sorted(len(line.raw.rstrip()) for line in lines if not line.blank)
    long = [length for length in lengths if length > 40]
    if len(long) < 2 or sum(length > 120 for length in long) * 10 > len(lengths):
        return 0
    width = long[(len(long) - 1) * 95 // 100]
    broken = [
        (line, following)
        for line, following in pairwise(lines)
        if not line.blank and not following.blank and not following.kind and at_width(line, following, width)
    ]
    amid = [(line, following) for line, following in broken if not line.ends_sentence]
    # A heading over its text ends without a full stop too; only a sentence goes on in lower case.
    goes_on = any(following.whole[0].islower() or unfinished(line.whole) for line, following in amid)
    return width if goes_on and len(amid) * 2 >= len(broken) else 0
