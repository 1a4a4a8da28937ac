"""Makes one spelling of the many in which people write products and amounts, so that patterns stay readable."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction

from handouts.files.unseen import bare
from handouts.languages.messages import msg

_FRACTIONS = {sign: f" {part}" for sign, part in zip("½¼¾⅓⅔⅛", "1/2 1/4 3/4 1/3 2/3 1/8".split(), strict=True)}


def plain(text: str) -> str:
    """A text without capitals, signs that print nothing, and kinds of space and hyphen."""
    for sign, part in _FRACTIONS.items():
        text = text.replace(sign, part)
    text = unicodedata.normalize("NFKC", bare(text)).casefold().replace("\N{FRACTION SLASH}", "/")
    for sign in "×✕✖*":
        text = text.replace(sign, "x")
    return " ".join(re.sub(r"[\u2010-\u2015\u2212]", "-", text).replace("á", "à").replace("’", "'").split())


def shown(amount: Fraction) -> str:
    """A number as it is read: `62.5`, in Dutch `62,5`; what has no end is rounded to a tenth."""
    whole, _, part = f"{float(round(amount, 1)):.10g}".partition(".")
    return msg("{whole}.{part}", whole=whole, part=part) if part else whole
