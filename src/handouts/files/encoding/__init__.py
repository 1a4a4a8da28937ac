"""Bytes into the text that was typed, where they do not say themselves which encoding they are in.

`wide` is for UTF-16 and UTF-32, `legacy` for the older ones with a byte a character; `garbling` finds what was read
wrongly before.
"""

from __future__ import annotations

from handouts.files.encoding.garbling import garbled
from handouts.files.encoding.legacy import ENCODINGS, Reading, Rival, read_legacy
from handouts.files.encoding.wide import Wide, wide_encoding

__all__ = ["ENCODINGS", "Reading", "Rival", "Wide", "garbled", "read_legacy", "wide_encoding"]
