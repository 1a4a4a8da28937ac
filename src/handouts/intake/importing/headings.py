"""Which blocks are headings, when people mark them in their own way: capitals, bold, a number, a short line alone.

A guess here never loses a word: a line that was taken for a heading prints as one, and is in the outline.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Sequence

from handouts.intake.importing.blocks import Block, Slice
from handouts.intake.importing.levels import is_closing, number_of
from handouts.intake.importing.lines import unfinished, words
from handouts.intake.importing.meaning import keep_signs, names_list, speaks_against
from handouts.intake.importing.rows import is_field, is_label, is_row

_BOLD = re.compile(r"(\*\*|__|\*)(?=[^\s*_])((?:[^*_]|(?<=[^\W_])[*_](?=[^\W_]))+)(?<=\S)\1")
_FRAMED = re.compile(r"(([-=_*~#•—–═])\2+|[=~_—–])\s+([^\s*].*?[^\s*]|\w)\s+(\2{2,}|\1)")
_CONTACT = re.compile(r"@|www\.|https?:|(?:\d[ -]?){6}")
_SIGN_OFF = re.compile(rf"\b(?:{words('sign_off')})\b", re.IGNORECASE)
# `Annuleren < 24 uur: 50%`: a rule with what it comes to.
_SUM = re.compile(r"\s[<>≤≥=]\s|:\s+(?:€\s*)?\d[\d.,]*\s*(?:%|euro|uur|minuten|min\.?|mg|ml|x)?$", re.IGNORECASE)
_SEVERAL, _LEAST_BODY = 2, 40
_QUESTION = re.compile(rf"(?:{words('question')})\s?[:.]\s+\S.{{0,100}}\?", re.IGNORECASE)
_POSTCODE = re.compile(r"\b\d{4}\s?[A-Z]{2}\b")


def find_headings(blocks: list[Block]) -> None:
    """Makes headings of the blocks that are used as such. Headings marked in the Markdown way come before others.

    Signs that say something, such as ✗, become part of the text.
    """
    keep_signs(blocks)
    _settle_emoji(blocks)
    marked = [block for block in blocks if block.kind == "heading"]
    only_title = len(marked) == 1 and marked[0] is blocks[0]
    _bold_headings(blocks)
    _framed_headings(blocks)
    if marked and not only_title:
        for block in blocks:
            if block.kind == "bullet" and block.style == "emoji":
                block.kind, block.style = "text", ""
        return
    for place, block in enumerate(blocks):
        if _is_capital(block) and _stands_apart(blocks, place, everywhere=True):
            block.kind, block.style = "heading", "caps"
    _label_headings(blocks)
    _question_headings(blocks)
    _plain_headings(blocks)
    _numbered_headings(blocks)
    for block in blocks:
        if block.kind == "bullet" and block.style == "emoji":
            block.kind = "heading"


def _settle_emoji(blocks: list[Block]) -> None:
    """Lines together that begin with an emoji are a list; one such line alone is text or a heading."""
    emoji = [block.style == "emoji" for block in blocks]
    for place, block in enumerate(blocks):
        if not emoji[place]:
            continue
        after = place + 1 < len(blocks) and emoji[place + 1] and _alike(block, blocks[place + 1])
        if after or (place and emoji[place - 1] and _alike(blocks[place - 1], block)):
            block.style = "sign" if speaks_against(block.line.mark) else "tick"
        elif not _follows(blocks, place) or len(block.text) > 80 or block.is_open:
            block.kind, block.style = "text", ""


def _alike(before: Block, block: Block) -> bool:
    """Whether the second goes on with the list of the first: right under it, or with the same mark."""
    return not block.gap or block.line.mark == before.line.mark


def _follows(blocks: Sequence[Block], place: int, kinds: Container[str] = ("text", "bullet", "odd", "table")) -> bool:
    """Whether something of these kinds is under the block."""
    return place + 1 < len(blocks) and blocks[place + 1].kind in kinds


def _bold_headings(blocks: list[Block]) -> None:
    """Lines that are bold as a whole; in italics where there are several, as one alone is rather a motto."""
    found = {place: match for place, block in enumerate(blocks) if (match := _bold(block))}
    slanted = sum(match[1] == "*" for match in found.values())
    for place in sorted(found, reverse=True):
        match, block = found[place], blocks[place]
        # In italics under a picture it says what that shows.
        if match[1] == "*" and (slanted < _SEVERAL or (place and blocks[place - 1].kind == "picture")):
            continue
        if _heads_more(blocks, place, found) and (match[2][-1] != ":" or _heads_by_colon(blocks, place, found)):
            line, start, end = block.slices[0]
            inside = line.raw.index(match[1], start) + len(match[1])
            block.kind, block.style = "heading", "bold"
            block.slices = [Slice(line, inside, line.raw.rindex(match[1], inside, end))]


def _bold(block: Block) -> re.Match[str] | None:
    """The signs around a line that may be a heading."""
    found = _BOLD.fullmatch(block.text) if block.is_line else None
    is_heading = found and len(found[2]) <= 100 and found[2][-1] not in ".,;" and not is_label(found[2])
    return found if is_heading else None


def _heads_more(blocks: Sequence[Block], place: int, bold: Container[int]) -> bool:
    """Whether something stands under a bold line: also paragraphs with bold beginnings, or one more bold heading.

    Of more bold lines under each other, which are rather a text in bold, only the last is a heading.
    """
    if _follows(blocks, place, {"text", "bullet", "odd", "table", "picture"}):
        return place + 1 not in bold
    if not _follows(blocks, place, {"heading"}):
        return False
    under = blocks[place + 1].style
    alone = place - 1 not in bold and place + 2 not in bold
    return under == "run-in" or (under == "bold" and place > 0 and alone)


def _heads_by_colon(blocks: Sequence[Block], place: int, bold: Iterable[int]) -> bool:
    """Whether a bold line with a colon is a heading as others are, and does not only lead in a list.

    Where one of them stands over a text, those over a list are headings too.
    """
    with_colon = [each for each in bold if blocks[each].text.rstrip("*_ ").endswith(":")]
    over_text = any(_follows(blocks, each, {"text"}) for each in with_colon)
    leads = (_follows(blocks, place, {"bullet"}) and not over_text) or names_list(blocks[place].text)
    return len([*bold]) >= _SEVERAL and not leads


def _framed_headings(blocks: list[Block]) -> None:
    """Lines between the same signs, such as `*** Voeding ***`, where there are several."""
    found = {place: match for place, block in enumerate(blocks) if (match := _framed(block))}
    for place, match in found.items() if len(found) >= _SEVERAL else ():
        line, start, end = blocks[place].slices[0]
        first = line.raw.index(match[3], start, end)
        blocks[place].kind, blocks[place].style = "heading", "bold"
        blocks[place].slices = [Slice(line, first, first + len(match[3]))]


def _framed(block: Block) -> re.Match[str] | None:
    text = block.slices[0].text.strip()
    match = _FRAMED.fullmatch(text) if block.is_line and not _BOLD.fullmatch(text) else None
    says = match and len(match[3]) <= 100 and match[3][-1] not in ".,;:" and any(map(str.isalpha, match[3]))
    return match if says else None


def _label_headings(blocks: list[Block]) -> None:
    """Short lines with a colon, such as `Bereiding:`, where one of them at least stands over a text and not a list."""
    places = [place for place in range(1, len(blocks)) if _is_label_heading(blocks, place)]
    over_text = [place for place in places if _follows(blocks, place, {"text"})]
    # One alone over a text is one; over a list it may lead in that.
    for place in places if over_text and len(places) >= _SEVERAL else over_text:
        if len(places) >= _SEVERAL or len(blocks[place + 1].text) > _LEAST_BODY:
            blocks[place].kind, blocks[place].style = "heading", "label"


def _question_headings(blocks: list[Block]) -> None:
    """Questions that say that they are, such as `V: Doet het pijn?`, each over its answer."""
    places = [
        place
        for place, block in enumerate(blocks)
        if block.is_line and _QUESTION.fullmatch(block.text) and _follows(blocks, place, {"text"})
    ]
    for place in places if len(places) >= _SEVERAL else ():
        blocks[place].kind, blocks[place].style = "heading", "plain"


def _is_label_heading(blocks: Sequence[Block], place: int) -> bool:
    block = blocks[place]
    text = block.text
    if not (block.gap and block.is_line and text.endswith(":") and text[0].isupper()):
        return False
    if len(text) > 40 or len(text.split()) > 4 or unfinished(text[:-1]) or names_list(text) or is_closing(text):
        return False
    return _follows(blocks, place, {"text", "bullet", "table"}) and not _SIGN_OFF.search(text)


def _is_capital(block: Block) -> bool:
    """Whether it is a short line in capitals."""
    text = block.text
    if not block.is_line or len(text) > 80 or text[-1] in ".,;" or is_row(block):
        return False
    most = sum(sign.isalpha() for sign in text) > max(3, len(text) / 2)
    return most and text == text.upper() != text.lower() and not _CONTACT.search(text)


def _numbered_headings(blocks: list[Block]) -> None:
    """Numbers that count 1, 2, 3 through the text, each over a body.

    Under another heading they are rather the steps of something, unless what is under them is long.
    """
    places = [
        place
        for place, block in enumerate(blocks)
        if block.kind == "bullet" and block.style == "number" and len(block.text) <= 90 and not block.is_open
        and _follows(blocks, place) and blocks[place + 1].style != "number"
    ]  # fmt: skip
    numbers = [number_of(blocks[place]) for place in places]
    if len(numbers) < 2 or numbers != list(range(1, len(numbers) + 1)):
        return
    words = sum(len(block.text.split()) for block in blocks[places[0] : places[-1]])
    if any(block.kind == "heading" for block in blocks[2 : places[0]]) and words < 40 * (len(places) - 1):
        return
    for place in places:
        blocks[place].kind = "heading"


def _plain_headings(blocks: list[Block]) -> None:
    gapless = sum(block.gap for block in blocks) * 6 < len(blocks)
    times = Counter(block.text for block in blocks if block.kind == "text")
    # Who signs, and what the head and foot of each page repeat.
    barred = _signature(blocks) | {place for place, block in enumerate(blocks) if times[block.text] > 2}
    # An address: a place with its postcode, and the street over it.
    barred |= {each for place, block in enumerate(blocks) if _POSTCODE.match(block.text) for each in (place - 1, place)}
    places: set[int] = set()
    for place, block in enumerate(blocks):
        if (
            place not in barred
            and _reads_as_heading(block)
            and _stands_apart(blocks, place, everywhere=gapless)
            and (not gapless or place == 0 or _opens_a_body(blocks, place))
            and not _begins_lines(blocks, place, headed=place - 1 in places and place > 1)
        ):
            places.add(place)
    # The usual heading of a last part, such as `Bronnen:`, alone on its line.
    named = (place for place, block in enumerate(blocks) if block.is_line and is_closing(block.text))
    places |= {place for place in named if place > 1 and place not in barred and blocks[place].text[0].isupper()}
    # A heading right over a heading: a text with two levels does that often, any other has a stray line there.
    stacked = {place for place in places if place > 1 and (place + 1 in places or _follows(blocks, place, {"heading"}))}
    if len(stacked) == 1:
        places -= stacked
    for place in places:
        if place + 1 in places or _follows(blocks, place, {"text", "bullet", "odd", "heading", "table"}):
            blocks[place].kind, blocks[place].style = "heading", "plain"


def _signature(blocks: Sequence[Block]) -> set[int]:
    """The places of the short lines under `Warme groet`: the name and how to reach somebody."""
    places: set[int] = set()
    for place, block in enumerate(blocks):
        signs = place - 1 in places and len(block.text) <= 60 and not block.ends_sentence and block.kind == "text"
        if signs or (len(block.text) <= 60 and _SIGN_OFF.search(block.text)):
            places.add(place)
    return places


def _reads_as_heading(block: Block) -> bool:
    """A short line that does not end like a sentence and begins with a capital, a digit or a quotation mark."""
    text = block.text
    if not block.is_line or len(text) > 80 or len(text.split()) > 12:
        return False
    if is_closing(text) and text[0].isupper():
        return True
    begins = text[0].isupper() or text[0] in "'‘’\"“„¿" or (text[0].isdigit() and any(sign.isalpha() for sign in text))
    if text[-1] in ".,;:…" or not begins or "*" in text or "](" in text or (len(text.split()) > 3 and unfinished(text)):
        return False
    if is_row(block) or is_label(text) or (block.ends_sentence and text[-1] not in "?!"):
        return False
    return not any(pattern.search(text) for pattern in (_SUM, _CONTACT, _SIGN_OFF))


def _stands_apart(blocks: Sequence[Block], place: int, *, everywhere: bool) -> bool:
    """Whether a blank line comes before the block; `everywhere` the end of a sentence or a list is enough."""
    if place == 0 or blocks[place].gap:
        return True
    before = blocks[place - 1]
    ended = before.kind == "bullet" or before.ends_sentence or place < 3  # after a title and a subtitle
    return before.kind in {"heading", "odd"} or (everywhere and (ended or is_closing(blocks[place].text)))


def _opens_a_body(blocks: Sequence[Block], place: int) -> bool:
    """In a text without blank lines: whether it is a question, or what follows is clearly longer, or a list."""
    text = blocks[place].text
    if text.endswith("?") or is_closing(text):
        return True
    under = blocks[place + 1] if place + 1 < len(blocks) else None
    if under is None or under.kind == "bullet" or under.opens_list or len(under.text) > 80:
        return under is not None
    return under.kind == "text" and under.ends_sentence and len(under.text.split()) > len(text.split()) + 1


def _begins_lines(blocks: Sequence[Block], place: int, *, headed: bool) -> bool:
    """Whether short lines right under each other begin here, such as an address or a verse: those have no heading.

    How to reach someone may have one, unless they are `headed` already.
    """
    end = place + 1
    while end < len(blocks) and blocks[end].kind == "text" and not blocks[end].gap:
        end += 1
    first, group = blocks[place], blocks[place + 1 : end]
    if not group or any(len(block.text) > 60 for block in group) or is_closing(first.text):
        return False
    if any(_POSTCODE.search(block.text) for block in group):
        return True
    if is_field(first.text) and is_field(group[0].text):
        return True
    if any(block.ends_sentence for block in group):
        is_verse = len(group) > 1 and not any(block.ends_sentence for block in group[:-1])
        return is_verse and first.text[-1] != "?" and not group[1].text[0].islower()
    if any(_CONTACT.search(block.text) or re.search(r"\d", block.text) for block in group):
        return headed
    return any(block.text[0].isupper() for block in group)
