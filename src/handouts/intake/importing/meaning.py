"""Signs before a line that mean something, such as ✗: these stay, as the brochure draws a tick or a dot instead.

What says no, or asks for care, always stays. Others speak only beside their opposite in one list: `+` beside `-`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from handouts.intake.importing.blocks import Block, Slice
from handouts.intake.importing.lines import words

AGAINST = "✗✘✖✕❌❎☒⛔🚫🛑👎🙅🚭🚱⚠❗❕‼⁉☠☹🙁😞😢😡🔴🟥"
_FOR = "✔✓☑✅🗸√☐👍👌🟢🟩🙂😀😃😊☺"
"""What says yes beside what says no, and is a bullet otherwise."""
_OPPOSITES = (("+", "-–—−"), ("➕", "➖"), ("🟢🟩", "🟠🟧🟡🟨"), ("⬆🔼", "⬇🔽"))
_SPEAKS_AGAINST = re.compile(rf"[{AGAINST}]")
_NOT = re.compile(rf"\b(?:{words('against')})\b", re.IGNORECASE)
_BEFORE = rf"(?:(?:{words('before_verdict')}) )*"
_AFTER = rf"(?: (?:{words('after_verdict')}))*[:.!?]?"
_DONT = re.compile(rf"{_BEFORE}(?:{words('dont')}){_AFTER}", re.IGNORECASE)
_DO = re.compile(rf"{_BEFORE}(?:{words('do')}){_AFTER}", re.IGNORECASE)
_NOT_IF = re.compile(rf"(?:{words('module_not_if')})\W*", re.IGNORECASE)
_CLAUSE = re.compile(rf"\b(?:{words('clause')})\b.*", re.IGNORECASE)


def speaks_against(text: str) -> bool:
    """Whether a text holds a sign such as ✗ or ⚠."""
    return _SPEAKS_AGAINST.search(text) is not None


def heads_donts(text: str) -> bool:
    """Whether a list under a line such as `Liever niet:` is what the reader had better not do."""
    return _NOT.search(_CLAUSE.sub("", text)) is not None or speaks_against(text)


def bare(text: str) -> str:
    """A line without the signs of emphasis around it."""
    return text.strip("*_ ")


def _label(text: str) -> str:
    """A line up to its colon, as the `Wel:` of `Wel: water`."""
    return bare("".join(text.partition(":")[:2]))


def is_dont(text: str) -> bool:
    """Whether a heading says no and hardly anything else, such as `Doe dit niet`."""
    return _DONT.fullmatch(_label(text)) is not None


def names_list(text: str) -> bool:
    """Whether a line only says what the list under it is: what to do or what not, such as `Wel eten:`."""
    said = _label(text)
    is_named = _DONT.fullmatch(said) or _DO.fullmatch(said)
    return is_named is not None and (said.endswith(":") or (said[:1].isupper() and said[-1] not in ".!?"))


def names_contraindications(line: str) -> bool:
    """Whether a line says for whom or when something is not, such as `Niet gebruiken bij`."""
    return _NOT_IF.fullmatch(bare(line)) is not None


def keep_signs(blocks: Sequence[Block]) -> None:
    """Makes the signs that say something part of the text of their lines. Such a line of a list has the style `sign`.

    A line alone with an emoji may still be a heading.
    """
    done: set[int] = set()
    for place, block in enumerate(blocks):
        if block.kind != "bullet" or place in done:
            continue
        places = list(_siblings(blocks, place))
        done.update(places)
        speaking = _speaking({_sign(blocks[each]) for each in places})
        kept = [blocks[each] for each in places if _sign(blocks[each]) in speaking]
        for line in kept:
            _keep(line)
            if len(kept) > 1 or line.style != "emoji":
                line.style = "sign"


def _sign(line: Block) -> str:
    """The last sign of a mark, such as the `☒` of `- ☒`."""
    return line.line.mark.rstrip("\ufe0f")[-1:]


def _speaking(signs: set[str]) -> set[str]:
    """Those of the signs that lines of a list begin with that say something."""
    speaking = {sign for sign in signs if sign and sign in AGAINST}
    if speaking:
        speaking |= signs & set(_FOR)
    for one, other in _OPPOSITES:
        if signs & set(one) and signs & set(other):
            speaking |= signs & {*one, *other}
    return speaking


def _siblings(blocks: Sequence[Block], first: int) -> Iterator[int]:
    """The places of the lines of a list, at one indent, from `first` on; what hangs under them is passed over."""
    indent = blocks[first].indent
    for place in range(first, len(blocks)):
        block = blocks[place]
        inside = block.indent >= indent + 2
        if block.kind == "bullet" and not inside:
            if block.indent < indent:
                return
            yield place
        elif block.kind != "bullet" and not inside and (block.kind != "text" or block.gap or block.opens_list):
            return


def _keep(block: Block) -> None:
    """Lets the text of a line begin at its sign; a dash before that is a mark."""
    first, start = block.slices[0], block.line.start
    if block.line.mark[0] in "-*+" and len(block.line.mark) > 1:
        start = first.line.raw.index(_sign(block), start)
    if start < first.start:
        block.slices[0] = Slice(first.line, start, first.end)
