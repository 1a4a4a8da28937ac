"""The end of a paragraph: its last two words are kept on one line, so that none is alone on a last line.

The engine knows `text-wrap: pretty` and does nothing with it; a paragraph costs at most the room of one word more.
"""

from __future__ import annotations

import re
from html import unescape

from handouts.page.composing.together import MAX_TOGETHER

_LEAST = 30
"""Characters that a text has which may take more than one line."""
_MOST = 24
"""Characters of two words that are kept together at the end of running text: some 50 mm."""
_WIDE = 12
"""Two words of more characters may be too much for a narrow card: the one before them would be alone instead."""
_LONELY = 14
"""A last word of so many characters looks like a line."""
_END = re.compile(r"(?<=[^\s>] )([^\s<>]+ ([^\s<>]+))((?:</(?:strong|em|a)>)?[^\s<>]?)\Z")
"""Two words without a tag in or before them, what closes behind them, and the mark that may follow that."""


def kept_at_end(html: str, most: int) -> str:
    """Inline HTML whose last two words are on one line; in a narrow column these have `most` characters at most."""
    most = _MOST if most >= MAX_TOGETHER else most
    if len(html) < _LEAST or not (found := _END.search(html)):
        return html
    if len(unescape(found[2])) >= _LONELY or len(unescape(found[1])) > most:
        return html
    wide = " wide" if len(unescape(found[1])) > _WIDE else ""
    return f'{html[: found.start()]}<span class="together{wide}">{found[1]}</span>{found[3]}'
