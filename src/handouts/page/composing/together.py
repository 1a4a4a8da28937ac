"""What is kept on one line: a number and its unit, a sign and its amount, `blz.` and its number, a day and its month.

It works on finished inline HTML, so that a number may be bold or filled in by a parameter. Only the way in which a line
ends is steered, by a class: the spaces stay those that were typed, for who copies or searches the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from itertools import pairwise
from typing import NamedTuple

from handouts.content.model.dates import MONTHS
from handouts.languages.texts import languages, own_texts
from handouts.page.pipeline import NARROW

SOFT_SPACES = str.maketrans("\u00a0\u2007\u202f", "   ")
"""Hard spaces come along when text is pasted; a narrow cell keeps together only what belongs together."""
MAX_TOGETHER = 18
"""Characters that are kept on one line at most; 18 of 16 pt are some 50 mm, the narrowest column of running text."""

MAX_AMOUNT = 9
"""Characters of a number and its short unit that are kept on one line in the wider column of a moment."""
_SHORT_UNIT = 3
_MAX_GROUPS = 3
_GROUP = r"\d{3}(?:[-–—]\d{1,3})?"
"""Three digits, and where a range goes on in them the first digits of the other number."""
_THOUSANDS = re.compile(r"[~±<>≤≥+−–-]?[1-9]\d{0,2}|[€$£][1-9]\d{0,2}")


def words_of(name: str) -> frozenset[str]:
    """The words under a name in `typesetting.yaml` of every language."""
    return frozenset(
        word for language in languages() for word in own_texts(language, "typesetting").get(name, "").split()
    )


_TOKEN = re.compile(r"<[^>]*>|\s+|[^<\s]+")
_OPENING = "([{‹«“”„\"'‘’"
_CLOSING = ".,;:!?)]}›»“”\"'’…"
_UNITS = words_of("units") | frozenset(
    "mg g gr kg mcg ug µg μg ng l ml cl dl cc dm m km m² cm² % ‰ ° °c °f cal kcal kj j w kw v hz bpm mmhg mmol mmol/l "
    "ie iu i.e. i.u. s ×".split()
)
_BEFORE_AMOUNT = frozenset("€ $ £ ¥ eur euro usd gbp ± ~ ≈ < > ≤ ≥ § # + − × x".split())
_BEFORE_NUMBER = words_of("before_number")
_TITLES = words_of("titles")
_BETWEEN = words_of("between_numbers") | frozenset("- – — − x × * / + ±".split())
_DASHES = frozenset("-–")
_DUTCH_DIGITS = 10
_FRACTIONS = frozenset("½¼¾⅓⅔⅛")
_NUMBER = re.compile(r"(?:[~±<>≤≥+−–-]|[€$£])?(?:\d[\d.,:/–-]*[\d½¼¾⅓⅔⅛]|\d|[½¼¾⅓⅔⅛])(?:[.,][-–—]{1,2})?")
_DIGITS = re.compile(r"\(?\+?\(?\d+\)?")
_TELEPHONE = re.compile(r"(?:\+|00|\(?0)\d[\d()\s–-]{6,}\d")
_POSTCODE = re.compile(r"[A-Z]{2}")
# The engine loses a space that is by itself between the beginning of bold text and what it must keep together.
_SPACE_WITHIN = re.compile(r"(<(?:strong|em|a [^>]*)>) (<span class=\"together\">)")
_WHOLE = re.compile(r'<span class="whole">([^<]+)</span>')
_BETWEEN_NUMBERS = re.compile(r"(?<=\d[-\u2010\u2013\u2014])(?=\d)")
_WORTH = re.compile(rf"[\d½¼¾⅓⅔⅛]|['’]s\s|\b(?:{'|'.join(sorted(_TITLES))})\.?\s", re.IGNORECASE)
"""Found in all that has anything to keep together."""


def kept_together(html: str, most: int = MAX_TOGETHER) -> str:
    """Inline HTML in which a line does not end within what belongs together, such as `350 mg` or `€ 45,50`.

    `most` is how many characters are kept on one line.
    """
    return _WHOLE.sub(lambda found: _divided(found, most), _SPACE_WITHIN.sub(r" \1\2", _kept(html, most)))


def is_wide(text: str) -> bool:
    """Whether a number and its unit, or a number alone, that is kept on one line needs more than a narrow column."""
    words = _grouped(list(_words(_TOKEN.findall(text))))
    amounts = (f"{one.text} {other.text}" for one, other in pairwise(words) if _is_amount([one, other]))
    return any(len(kept) > NARROW for kept in (*amounts, *(word.text for word in words if _is_number(word))))


def _divided(found: re.Match[str], most: int) -> str:
    """A word that is kept whole; one too long for a narrow column may end a line after the dash of `10.000–20.000`."""
    if most > NARROW or len(unescape(found[1])) <= most:
        return found[0]
    return "".join(f'<span class="whole">{part}</span>' for part in _BETWEEN_NUMBERS.split(found[1]))


def _kept(html: str, most: int) -> str:
    if not _WORTH.search(html):
        return html
    tokens = _TOKEN.findall(html)
    words = _grouped(list(_words(tokens)))
    kept = {place for first, last in _runs(words, most) for place in range(first, last)}
    return "".join(_written(tokens, kept)) if kept else html


class _Word(NamedTuple):
    """What is between two spaces: its text, and its tokens from `first` to before `last`."""

    text: str
    first: int
    last: int

    @property
    def opened(self) -> str:
        """Without quotes and brackets before it."""
        return self.text.lstrip(_OPENING)

    @property
    def bare(self) -> str:
        """Without quotes, brackets and marks around it, in small letters."""
        return self.opened.rstrip(_CLOSING).casefold()


def _words(tokens: list[str]) -> Iterator[_Word]:
    pieces: list[str] = []
    first = 0
    for place, token in enumerate([*tokens, " "]):
        if token.isspace() or token.startswith("<br"):
            if pieces:
                yield _Word(unescape("".join(pieces)), first, place)
            pieces = []
            if not token.isspace():
                # After a forced end of line another line begins.
                yield _Word("", place, place + 1)
        elif not token.startswith("<"):
            first = first if pieces else place
            pieces.append(token)


def _grouped(words: list[_Word]) -> list[_Word]:
    """The words, in which `1 000 000` is one, unless it is part of a telephone number."""
    of_telephones = {place for first, last in _telephones(words) for place in range(first, last)}
    grouped: list[_Word] = []
    place = 0
    while place < len(words):
        end = place + 1
        while end < min(len(words), place + _MAX_GROUPS) and not {end - 1, end} & of_telephones and (
            _is_group(words[place:end], words[end])
        ):  # fmt: skip
            end += 1
        grouped.append(_Word(" ".join(word.text for word in words[place:end]), words[place].first, words[end - 1].last))
        place = end
    return grouped


def _is_group(before: list[_Word], word: _Word) -> bool:
    """Whether a word is the next three digits of a number that began with those before it."""
    first = _THOUSANDS.fullmatch(before[0].opened)
    whole = all(re.fullmatch(_GROUP, each.text) for each in before[1:])
    return first is not None and whole and re.fullmatch(rf"{_GROUP}(?:[.,]\d{{1,2}})?", word.bare) is not None


def _is_amount(words: list[_Word]) -> bool:
    """Whether these are a number and a short unit, which hold together in a narrow column too."""
    if len(words) != 2 or not _is_number(words[0]) or _behind_number(words, 0) != _STRONG:
        return False
    return len(words[1].bare) <= _SHORT_UNIT and len(f"{words[0].text} {words[1].text}") <= MAX_AMOUNT


def _runs(words: list[_Word], most: int) -> Iterator[tuple[int, int]]:
    """The first token and the one after the last of all that is kept on one line."""
    bonds = [_bond(words, place) for place in range(len(words) - 1)]
    for first, last in _telephones(words):
        bonds[first : last - 1] = [_STRONG] * (last - 1 - first)
    start = 0
    for place, bond in enumerate([*bonds, 0]):
        if not bond:
            yield from _bounded(words[start : place + 1], bonds[start:place], most)
            start = place + 1


def _bounded(words: list[_Word], bonds: list[int], most: int) -> Iterator[tuple[int, int]]:
    """A run, or the parts of one that is too long: it is divided where it holds together least."""
    if not bonds:
        if len(words[0].text.split()) > 1 and len(words[0].text) <= most:
            yield words[0].first, words[0].last
        return
    if sum(len(word.text) + 1 for word in words) - 1 <= most or (most <= NARROW and _is_amount(words)):
        yield words[0].first, words[-1].last
        return
    weakest = len(bonds) - bonds[::-1].index(min(bonds))
    yield from _bounded(words[:weakest], bonds[: weakest - 1], most)
    yield from _bounded(words[weakest:], bonds[weakest:], most)


_STRONG, _FAIR, _WEAK = 3, 2, 1


def _bond(words: list[_Word], place: int) -> int:
    """How firmly a word holds on to the next; 0 where a line may end between them."""
    word, following = words[place], words[place + 1]
    if word.opened and word.opened[-1] in ",;:!?":
        # A mark ends what belongs together, but for the colon of `tel: 06 …`.
        return _FAIR if word.bare in _BEFORE_NUMBER and word.text.endswith(":") and _begins(following) else 0
    if _is_number(word):
        return _behind_number(words, place)
    if word.text.casefold() in {"'s", "’s", "‘s"}:
        return _STRONG
    if _begins(following):
        if word.bare in _BEFORE_NUMBER:
            return _STRONG if word.text.endswith(".") else _FAIR
        if word.opened in _BETWEEN and place and _is_number(words[place - 1]):
            return _FAIR
        if word.opened.casefold() in _BEFORE_AMOUNT:
            return _STRONG
    if word.bare in MONTHS and place and _is_number(words[place - 1]) and re.match(r"\d{4}\b", following.text):
        return _WEAK
    if word.bare in _TITLES and word.text.endswith(".") and following.text[:1].isupper():
        return _WEAK
    return 0


def _behind_number(words: list[_Word], place: int) -> int:
    word, following = words[place], words[place + 1]
    unit = re.split(r"[/-]", following.bare)[0] or following.bare
    if {following.bare, unit} & _UNITS or following.text in {"°", "%", "‰", "×"}:
        return _STRONG
    last = place + 2 == len(words)
    if following.bare == "€" and (last or not _begins(words[place + 2])):
        return _STRONG
    if following.bare in _FRACTIONS:
        return _STRONG
    if following.bare in MONTHS and word.bare.isdigit() and int(word.bare) <= 31:
        return _STRONG
    if following.text in _BETWEEN and not last and _begins(words[place + 2]):
        return _FAIR
    if re.fullmatch(r"\d{4}", word.bare) and _POSTCODE.fullmatch(following.text.rstrip(_CLOSING)):
        return _STRONG
    return 0


def _is_number(word: _Word) -> bool:
    return _NUMBER.fullmatch(re.sub(r"\s", "", word.opened)) is not None


def _begins(word: _Word) -> bool:
    """Whether a word begins with a number."""
    return re.match(r"[+−-]?[\d½¼¾⅓⅔⅛]", word.opened.lstrip("€$£~±<>≤≥")) is not None


def _telephones(words: list[_Word]) -> Iterator[tuple[int, int]]:
    """The first word of each telephone number of several groups, and the word after its last."""
    place = 0
    while place < len(words):
        end = place
        while end < len(words) and _goes_on(words[place:end], words[end]):
            end += 1
        if end - place > 1 and _TELEPHONE.match(" ".join(word.text for word in words[place:end])):
            yield place, end
        place = max(end, place + 1)


def _goes_on(before: list[_Word], word: _Word) -> bool:
    """Whether a word may be the next group of a telephone number that began with those before it."""
    text = "".join(each.text for each in before)
    if before and (text[-1] in _CLOSING.replace(")", "") or _is_whole(text)):
        return False
    return _DIGITS.fullmatch(word.text.rstrip(_CLOSING.replace(")", ""))) is not None or (
        bool(before) and word.text in _DASHES
    )


def _is_whole(text: str) -> bool:
    """Whether these are the ten digits of a telephone number in the Netherlands."""
    return text.startswith("0") and not text.startswith("00") and sum(map(str.isdigit, text)) >= _DUTCH_DIGITS


def _written(tokens: list[str], kept: set[int]) -> Iterator[str]:
    """The HTML with a span around each stretch between tags of what is kept together."""
    within = False
    for place, token in enumerate([*tokens, ""]):
        inside = place in kept and not token.startswith("<")
        if inside != within:
            yield '<span class="together">' if inside else "</span>"
        within = inside
        yield token
