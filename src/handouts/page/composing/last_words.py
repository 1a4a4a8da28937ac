"""The end of a paragraph: its last words are kept on one line, so that none is alone on a last line.

The engine knows `text-wrap: pretty` and does nothing with it. Words are joined by hard spaces, which the PDF gives as
plain ones: these change nothing where the last line holds more than them, and the engine ends no line too early before
them, as it does before a run that may not wrap. Such a run is better where the words may be too wide: in a title in
large letters, as a short text without a full stop may be, and in a narrow column. There stylesheets let it wrap.
"""

from __future__ import annotations

import re
from html import unescape

from handouts.page.composing.together import MAX_TOGETHER

_LEAST = 30
"""Characters that a text has which may take more than one line."""
_RUNNING = 60
"""Characters of a text that stands in a column of some width; a shorter one may stand in a card."""
_LONG = 110
"""Characters of a text of several lines: a last one of three words is more like the others."""
_WIDE = 12
"""Characters that fit on a line of a narrow card too."""
_MOST = 24
"""Characters of two words that are kept together in running text: some 50 mm."""
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
    running = len(html) >= _RUNNING
    room = min(most, MAX_TOGETHER if running else _WIDE)
    pair, third = _length(found["pair"]), _length(found["third"] or "")
    if _length(found["last"]) >= _LONELY or pair > (_MOST if most >= MAX_TOGETHER else most):
        return html
    if pair > room or not (running or html[-1] in ".!:…"):
        begins, end = found.span("pair")
        kind = "together wide" if pair > _WIDE else "together"
        return f'{html[:begins]}<span class="{kind}">{html[begins:end]}</span>{html[end:]}'
    balanced = third + 1 + pair <= (_MOST if len(html) >= _LONG else room) and (pair <= _STUB or len(html) >= _LONG)
    begins = found.start("third") if third and balanced else found.start("pair")
    end = found.end("pair")
    return html[:begins] + html[begins:end].replace(" ", _NO_BREAK) + html[end:]


def _length(html: str) -> int:
    return len(unescape(html))
