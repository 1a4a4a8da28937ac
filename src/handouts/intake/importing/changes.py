"""Whether each change that reading Markdown made to a line of the file is one that may be made.

It believes nothing of what made them: what is dropped has to look like layout, and what is read as something else has
to say the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from handouts.intake.importing.blocks import Change, Parsed
from handouts.intake.importing.lines import tidy

_LAYOUT = re.compile(
    r"\\|[\[\]<>]|[*_]{1,3}"
    r"|\]?\{[^{}]*\}"  # attributes
    r"|\]\(#[^\s()]*\)|\](?:\[[^\[\]]*\])?"  # a link within the text
    r"|</?[A-Za-z][^<>]*>|\s*(?:<!--|-->|<!--\s*-->)"
    r"|\s*:{3,}[^:]*:*"  # the beginning or end of a division
)
_DEFINITION = re.compile(r"\s*\[[^\]]+\]:\s*<?(\S+?)>?\s*")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_LINK_END = re.compile(r"\]\((\S+)\)")
_NUMBER = re.compile(r"\d{1,9}")
_IN_WORD = re.compile(r"(?<=[^\W_])(?:[*_]|(?<=\d)[*_]+|[*_]+(?=\d))(?=[^\W_])")
_DASHES = {"--": "–", "---": "—"}


def forbidden_changes(text: str, parsed: Parsed) -> Iterator[tuple[int, str]]:
    """The line and the text of every change that may lose or add a word; none when all is well."""
    source = text.split("\n")
    changes: dict[int, list[Change]] = {}
    for change in parsed.changes:
        changes.setdefault(change.number, []).append(change)
    read: dict[int, list[str]] = {}
    for line in parsed.lines:
        read.setdefault(line.number, []).append(line.raw)
    whole = "\n".join(line.raw for line in parsed.lines)
    for number, typed in enumerate(source, start=1):
        made, end = "", 0
        for change in sorted(changes.get(number, []), key=lambda each: each.start):
            part = typed[change.start : change.end]
            lost = not change.read and parts_word(typed, change.start, change.end)
            if change.start < end or lost or not _may_be(part, change.read, text, whole):
                yield number, part
            made += typed[end : change.start] + change.read
            end = change.end
        made += typed[end:]
        if _bare(made) != _bare(" ".join(read.get(number, []))):
            yield number, typed


def parts_word(typed: str, start: int, end: int) -> bool:
    """Whether what stands in a line from `start` to `end` holds a sign as in `2*200`, that says something there."""
    return any(found.start() < end and start < found.end() for found in _IN_WORD.finditer(typed))


def _bare(text: str) -> str:
    """What a line says: the `>` of a quotation is not part of it."""
    return tidy(re.sub(r"[\s>]+", " ", text))


def _may_be(typed: str, read: str, text: str, whole: str) -> bool:
    """Whether `typed`, out of `text`, may be read as `read`; `whole` is all that was read."""
    if typed == read or unescape(typed) == read or _DASHES.get(typed) == read:
        return True
    if not read.strip():
        definition = _DEFINITION.fullmatch(typed)
        return bool(_LAYOUT.fullmatch(typed)) or bool(definition and f"]({definition[1]})" in whole)
    if _NUMBER.fullmatch(typed) and _NUMBER.fullmatch(read):
        return True
    if _TAG.fullmatch(typed) and read in {"*", "**", "["}:
        return True
    link = _LINK_END.fullmatch(read)
    opens = _TAG.fullmatch(typed) or typed.startswith("]")
    return bool(link and opens and link[1] in text)
