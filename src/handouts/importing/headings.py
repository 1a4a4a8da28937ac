"""Which blocks are the title and the headings, when people mark them in their own way: capitals, bold, a number, a
short line on its own.

A guess here never loses a word: a line that was taken for a heading prints as one, and she sees it in the outline.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from handouts.importing.blocks import Block, Slice
from handouts.importing.lines import unfinished
from handouts.importing.rows import has_columns, is_field, is_row

SECTION, POINT = 1, 2

# Of two styles in one text, the one that usually stands over the other comes first.
_STYLES = ("caps", "number", "bold", "plain", "emoji", "run-in")
_BOLD = re.compile(r"(\*\*|__|\*)(?=[^\s*_])([^*_]+)(?<=\S)\1")
_CONTACT = re.compile(r"@|www\.|https?:|(?:\d[ -]?){6}")
_GREETING = re.compile(r"\b(?:groet|groeten|groetjes|liefs|regards|wishes|sincerely)\b", re.IGNORECASE)
# Never a part of the section before, whatever it looks like.
_CLOSING = {"contact", "bronnen", "afspraak maken", "over mij", "tot slot", "sources", "references", "about me",
            "adres", "address", "contactgegevens", "praktijkadres"}  # fmt: skip
_POSTCODE = re.compile(r"\b\d{4}\s?[A-Z]{2}\b")
_NUMBER = re.compile(r"\(?(\d{1,3})[.)]\s+")


def find_headings(blocks: list[Block]) -> None:
    """Makes headings of the blocks that are used as such. Headings marked in the Markdown way come before others."""
    _settle_emoji(blocks)
    marked = [block for block in blocks if block.kind == "heading"]
    only_title = len(marked) == 1 and marked[0] is blocks[0]
    _bold_headings(blocks)
    if not marked or only_title:
        _capital_headings(blocks)
        _plain_headings(blocks)
        _numbered_headings(blocks)
        _emoji_headings(blocks)


def set_depths(blocks: Sequence[Block]) -> None:
    """Tells the headings of sections from those of points. A point that would hold ticks or two lists is a section."""
    heads = [block for block in blocks if block.kind == "heading"]
    marked = [block for block in heads if block.style.startswith("#")]
    if marked:
        top = min(block.style for block in marked)
        for block in heads:
            block.depth = SECTION if block.style == top else POINT
    else:
        below = _styles_below(blocks, heads)
        if any(block.style != "run-in" for block in heads):
            below.add("run-in")
        for block in heads:
            inner = block.style in below and block.text.casefold() not in _CLOSING
            block.depth = POINT if inner else SECTION
    if any(_is_rich(body) for head, body in bodies(blocks) if head.depth == POINT):
        for block in heads:
            block.depth = SECTION


def bodies(blocks: Sequence[Block]) -> list[tuple[Block, list[Block]]]:
    """Each heading, and the blocks up to the next."""
    found: list[tuple[Block, list[Block]]] = []
    for block in blocks:
        if block.kind == "heading":
            found.append((block, []))
        elif found:
            found[-1][1].append(block)
    return found


def take_title(blocks: list[Block], text: Sequence[Block]) -> Block | None:
    """Removes the title from the front, if the text begins with one. The blocks stand in `text` with all others."""
    if not blocks or not _is_title(blocks):
        return None
    # What stands right under the title, over the first section, is a subtitle, however it was typed.
    heads = len(blocks) > 2 and blocks[1].kind == blocks[2].kind == "heading" and blocks[1].style != "run-in"
    if heads and _are_neighbours(blocks[1], blocks[2], text) and _is_subtitle(blocks):
        blocks[1].kind = "text"
    return blocks.pop(0)


def _is_title(blocks: Sequence[Block]) -> bool:
    """Whether the first block is the title of what follows."""
    first = blocks[0]
    if first.kind == "heading":
        body = bodies(blocks)[0][1]
        peers = sum(block.kind == "heading" and block.style == first.style for block in blocks) > 1
        words = sum(len(block.text.split()) for block in body)
        heads = peers and (words > 120 or any(block.kind == "bullet" for block in body))
        return first.style not in {"number", "run-in"} and not heads
    if first.kind != "text" or len(first.rows) > 1 or len(first.text) > 100 or first.text[-1] in ".,;:":
        return False
    if is_row(first.text) or first.line.quoted or has_columns(first.line):
        return False
    # The first lines of a mail: who wrote it, to whom, and when.
    return not (is_field(first.text) and len(blocks) > 1 and is_field(blocks[1].text) and not blocks[1].gap)


def _are_neighbours(one: Block, other: Block, text: Sequence[Block]) -> bool:
    return any(before is one and after is other for before, after in pairwise(text))


def _is_subtitle(blocks: Sequence[Block]) -> bool:
    style = blocks[1].style
    if style.startswith("#"):
        return blocks[2].style.startswith("#") and style > blocks[2].style
    return style == "plain" or not any(block.style == style for block in blocks[2:])


def drop_numbers(heads: Sequence[Block]) -> None:
    """Takes the numbers off the headings of sections when the brochure will print the same ones."""
    numbers = [number_of(head) for head in heads]
    if any(numbers) and all(number in {None, place} for place, number in enumerate(numbers, start=1)):
        for head in heads:
            drop_number(head)


def number_of(block: Block) -> int | None:
    """The number that a heading or bullet begins with, such as 3 of `3. `."""
    found = _NUMBER.match(block.text)
    return int(found[1]) if found else None


def drop_number(block: Block) -> None:
    """Takes the number off a heading or bullet, if it begins with one."""
    line, start, end = block.slices[0]
    found = _NUMBER.search(line.raw, start) if number_of(block) else None
    if found:
        block.slices[0] = Slice(line, found.end(), end)


def _is_rich(body: list[Block]) -> bool:
    """Whether a body would not fit under a point."""
    lists = sum(
        block.kind == "bullet" and (not place or body[place - 1].kind != "bullet") for place, block in enumerate(body)
    )
    return lists > 1 or any(block.kind == "bullet" and block.style == "tick" for block in body)


def _styles_below(blocks: Sequence[Block], heads: list[Block]) -> set[str]:
    """The styles of heading that stand under another one, where the text shows it."""
    counts = {style: sum(head.style == style for head in heads) for style in _STYLES}
    often = [style for style in _STYLES if counts[style] > 1]
    if not often:
        return set()
    top, below = often[0], set()
    for style in often[1:]:
        inner = 0
        for head, body in bodies(blocks):
            inner = 0 if head.style == top else inner + (head.style == style)
            over = head.style == top and not body
            if inner > 1 or over:
                below.add(style)
    return below


def _settle_emoji(blocks: list[Block]) -> None:
    """Lines that begin with an emoji and stand together are a list; one such line alone is text or a heading."""
    emoji = [block.style == "emoji" for block in blocks]
    for place, block in enumerate(blocks):
        if not emoji[place]:
            continue
        after = place + 1 < len(blocks) and emoji[place + 1] and _alike(block, blocks[place + 1])
        if after or (place and emoji[place - 1] and _alike(blocks[place - 1], block)):
            block.style = "tick"
        elif not _follows(blocks, place) or len(block.text) > 80 or block.text[-1] in ".,;:":
            block.kind, block.style = "text", ""


def _alike(before: Block, block: Block) -> bool:
    """Whether the second goes on with the list of the first: right under it, or with the same mark."""
    return not block.gap or block.line.mark == before.line.mark


def _follows(blocks: Sequence[Block], place: int) -> bool:
    """Whether something stands under the block."""
    return place + 1 < len(blocks) and blocks[place + 1].kind in {"text", "bullet", "odd"}


def _emoji_headings(blocks: list[Block]) -> None:
    for block in blocks:
        if block.kind == "bullet" and block.style == "emoji":
            block.kind = "heading"


def _bold_headings(blocks: list[Block]) -> None:
    for place, block in enumerate(blocks):
        if block.kind != "text" or len(block.slices) > 1 or not _follows(blocks, place):
            continue
        found = _BOLD.fullmatch(block.text)
        if found and len(found[2]) <= 100 and found[2][-1] not in ".,;:":
            line, start, end = block.slices[0]
            inside = line.raw.index(found[1], start) + len(found[1])
            block.kind, block.style = "heading", "bold"
            block.slices = [Slice(line, inside, line.raw.rindex(found[1], inside, end))]


def _capital_headings(blocks: list[Block]) -> None:
    for place, block in enumerate(blocks):
        text = block.text
        letters = sum(sign.isalpha() for sign in text)
        if block.kind != "text" or len(block.slices) > 1 or not _stands_apart(blocks, place, everywhere=True):
            continue
        if block.line.quoted or is_row(text) or has_columns(block.line):
            continue
        capital = text == text.upper() != text.lower() and letters > 3 and letters * 2 > len(text)
        if capital and len(text) <= 80 and text[-1] not in ".,;" and not _CONTACT.search(text):
            block.kind, block.style = "heading", "caps"


def _numbered_headings(blocks: list[Block]) -> None:
    """Numbers that count 1, 2, 3 through the text, each over a body.

    Under another heading they are rather the steps of something, unless what stands under them is long.
    """
    places = [
        place
        for place, block in enumerate(blocks)
        if block.kind == "bullet" and block.style == "number" and len(block.text) <= 90
        and block.text[-1] not in ".,;:" and _follows(blocks, place) and blocks[place + 1].style != "number"
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
    barred = _signature(blocks) | _repeated(blocks)
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
    # A heading right over a heading: a text with two levels does that often, any other has a stray line there.
    stacked = {place for place in places if place > 1 and (place + 1 in places or _is_heading(blocks, place + 1))}
    if len(stacked) == 1:
        places -= stacked
    for place in places:
        if _follows(blocks, place) or place + 1 in places or _is_heading(blocks, place + 1):
            blocks[place].kind, blocks[place].style = "heading", "plain"


def _signature(blocks: Sequence[Block]) -> set[int]:
    """The places of the short lines under `Warme groet`: who signs, and how to reach her."""
    places: set[int] = set()
    for place, block in enumerate(blocks):
        signs = place - 1 in places and len(block.text) <= 60 and not block.ends_sentence and block.kind == "text"
        if signs or (len(block.text) <= 60 and _GREETING.search(block.text)):
            places.add(place)
    return places


def _repeated(blocks: Sequence[Block]) -> set[int]:
    """The places of lines that stand in the text three times, as the head and foot of a page do."""
    times = Counter(block.text for block in blocks if block.kind == "text")
    return {place for place, block in enumerate(blocks) if times[block.text] > 2}


def _is_heading(blocks: Sequence[Block], place: int) -> bool:
    return place < len(blocks) and blocks[place].kind == "heading"


def _reads_as_heading(block: Block) -> bool:
    """A short line that does not end like a sentence and begins with a capital, a digit or a quotation mark."""
    text = block.text
    if block.kind != "text" or len(block.slices) > 1 or len(text) > 80 or len(text.split()) > 12:
        return False
    begins = text[0].isupper() or text[0] in "'‘’\"“„¿" or (text[0].isdigit() and any(sign.isalpha() for sign in text))
    if text[-1] in ".,;:…" or not begins or "*" in text or "](" in text or (len(text.split()) > 3 and unfinished(text)):
        return False
    if block.line.quoted or is_row(text) or has_columns(block.line) or (block.ends_sentence and text[-1] not in "?!"):
        return False
    return not _CONTACT.search(text) and not _GREETING.search(text)


def _stands_apart(blocks: Sequence[Block], place: int, *, everywhere: bool) -> bool:
    """Whether a blank line stands before the block; `everywhere` the end of a sentence or a list will do."""
    if place == 0 or blocks[place].gap:
        return True
    before = blocks[place - 1]
    ended = before.kind == "bullet" or before.ends_sentence or place < 3  # behind a title and a subtitle
    return before.kind in {"heading", "odd"} or (everywhere and ended)


def _opens_a_body(blocks: Sequence[Block], place: int) -> bool:
    """In a text without blank lines: whether it is a question, or what follows is clearly longer, or a list."""
    if blocks[place].text.endswith("?"):
        return True
    under = blocks[place + 1] if place + 1 < len(blocks) else None
    return under is not None and (under.kind == "bullet" or under.opens_list or len(under.text) > 80)


def _begins_lines(blocks: Sequence[Block], place: int, *, headed: bool) -> bool:
    """Whether short lines right under each other begin here, such as an address or a verse: those have no heading.

    How to reach someone may have one, unless they are `headed` already.
    """
    end = place + 1
    while end < len(blocks) and blocks[end].kind == "text" and not blocks[end].gap:
        end += 1
    first, group = blocks[place], blocks[place + 1 : end]
    if not group or any(len(block.text) > 60 for block in group) or first.text.casefold() in _CLOSING:
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
