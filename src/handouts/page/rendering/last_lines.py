"""Keeps a word from standing alone on the last line of a paragraph.

The engine knows `text-wrap: pretty` and does nothing with it. One layout shows which last lines are short; in the next,
the word before comes along, by a hard space, where the line above stays long enough without it. A PDF has plain spaces.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

from handouts.page.rendering.boxes import boxes_in, lines_of, pages_of, texts_in

_WORD, _WORDS = 14, 10
"""A last line is short when it has one word of fewer characters, or words that are fewer characters together."""
_STAYS = 0.7
"""The share of its column that the line above still takes without its last word."""
_FITS = 0.97
"""The share of its column that the two may take together: what is wider than a line would be broken within a word."""
_CLOSES = 2
"""Characters of the marks that may follow emphasis at an end."""
_NO_BREAK = "\u00a0"
_SOFT_HYPHEN = "\u00ad"
_OF_WHITE = frozenset({"--g", "--front", "--cover-more", "--cover-by", "--lead-art", "--lead-high"})
"""Variables by which no line gets longer or shorter."""


class _Text(NamedTuple):
    """A text of the engine's tree: that of an element, or what follows one (`tail`)."""

    element: Any
    place: str


class LastLines:
    """What is known of the last lines of one document, by the variables that say how long its lines are."""

    def __init__(self) -> None:
        self._known: dict[frozenset[tuple[str, str]], dict[_Text, str]] = {}

    @contextmanager
    def kept(self, variables: Mapping[str, str]) -> Iterator[None]:
        """Has the tree say which words stay together, for one layout."""
        known = self._of(variables)
        before = {text: getattr(*text) for text in known}
        for text, joined in known.items():
            setattr(*text, joined)
        try:
            yield
        finally:
            for text, plain in before.items():
                setattr(*text, plain)

    def learn(self, document: Any, variables: Mapping[str, str]) -> bool:
        """Looks for short last lines in a layout; whether another layout would have fewer."""
        found = {text: joined for page in pages_of(document) for box in boxes_in(page) for text, joined in _joined(box)}
        known = self._of(variables)
        new = found.keys() - known.keys()
        known |= {text: found[text] for text in new}
        return bool(new)

    def _of(self, variables: Mapping[str, str]) -> dict[_Text, str]:
        key = frozenset((name, value) for name, value in variables.items() if name not in _OF_WHITE)
        return self._known.setdefault(key, {})


def _joined(block: Any) -> Iterator[tuple[_Text, str]]:
    """The text at the end of a block with a short last line, and how it is with a word more on it."""
    lines = lines_of(block)
    if len(lines) < 2 or block.element is None:
        return
    above, last = (_plain("".join(box.text for box in texts_in(line))) for line in lines[-2:])
    if not last or len(last) >= (_WORDS if " " in last else _WORD):
        return
    moved = above.rpartition(" ")[2]
    left = len(above) - len(moved) - 1
    if left <= 0 or lines[-2].width * left / len(above) < _STAYS * block.width:
        return
    if lines[-1].width + lines[-2].width * (len(moved) + 1) / len(above) > _FITS * block.width:
        return
    ends = [text for box in texts_in(lines[-1]) for text in _texts_of(box.element) if _ends_with(text, moved, last)]
    if ends:
        text = getattr(*ends[-1])
        end = text.rstrip()
        yield ends[-1], _NO_BREAK.join(end.rsplit(maxsplit=last.count(" ") + 1)) + text[len(end) :]


def _ends_with(text: _Text, moved: str, last: str) -> bool:
    """Whether a text ends with a word and what stands on the last line, but for a mark behind emphasis."""
    plain = _plain(getattr(*text) or "")
    return any(
        plain.endswith(f"{moved} {last[: len(last) - marks]}") for marks in range(_CLOSES + 1) if marks < len(last)
    )


def _texts_of(element: Any) -> Iterator[_Text]:
    yield _Text(element, "text")
    yield from (_Text(child, "tail") for child in element)


def _plain(text: str) -> str:
    return " ".join(text.replace(_SOFT_HYPHEN, "").replace(_NO_BREAK, " ").split())
