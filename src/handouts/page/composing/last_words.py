"""The end of a paragraph: its last words are kept on one line, so that none is alone on a last line.

The engine knows `text-wrap: pretty` and does nothing with it. Words are joined by hard spaces: these change nothing
where the last line holds more than them, and the engine ends no line too early before them, as it does before a run
that may not wrap. A short text without a full stop may be a title in large letters: there such a run is better, as
stylesheets can let it wrap.
"""

from __future__ import annotations

import re
from html import unescape

from handouts.page.composing.together import MAX_TOGETHER

_LEAST = 30
"""Characters that a text has which may take more than one line."""
_RUNNING = 60
"""Characters of a text that stands in a column of some width; a shorter one may stand in a card."""
_WIDE = 12
"""Characters that fit on a line of a narrow card too."""
_STUB = 10
"""Two words of so many characters would still look left over: the one before them comes along."""
_LONELY = 14
"""A last word of so many characters looks like a line."""
_NO_BREAK = "\u00a0"
_END = re.compile(
    r"(?<=[^\s>] )(?:(?P<third>[^\s<>]+) )?(?P<pair>[^\s<>]+ (?P<last>[^\s<>]+))(?:</(?:strong|em|a)>)?[^\s<>]?\Z"
)
"""Two or three words without a tag in or before them, what closes behind them, and the mark that may follow that."""


def kept_at_end(html: str, most: int) -> str:
    """Inline HTML whose last words are on one line, `most` characters at most; 12 where the text may be in a card."""
    if len(html) < _LEAST or not (found := _END.search(html)):
        return html
    room = min(most, MAX_TOGETHER if len(html) >= _RUNNING else _WIDE)
    pair, third = _length(found["pair"]), _length(found["third"] or "")
    if _length(found["last"]) >= _LONELY or pair > room:
        return html
    if len(html) < _RUNNING and html[-1] not in ".!…":
        begins, end = found.span("pair")
        return f'{html[:begins]}<span class="together">{html[begins:end]}</span>{html[end:]}'
    begins = found.start("third") if third and pair <= _STUB and third + 1 + pair <= room else found.start("pair")
    end = found.end("pair")
    return html[:begins] + html[begins:end].replace(" ", _NO_BREAK) + html[end:]


def _length(html: str) -> int:
    return len(unescape(html))
