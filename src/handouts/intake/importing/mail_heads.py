"""The head of a mail that a text begins with: who wrote it to whom and when; its subject is the title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from handouts.content.model.brochure import LONGEST_TITLE
from handouts.intake.importing.blocks import Block
from handouts.intake.importing.lines import words

_FIELD = re.compile(rf"({words('mail_head')})\s*:\s+(\S.*)", re.IGNORECASE)
_SUBJECT = re.compile(rf"{words('mail_subject')}", re.IGNORECASE)
_BANNER = re.compile(rf"[-_=\s]*(?:{words('mail_banner')}):?[-_=\s]*", re.IGNORECASE)
_ANSWERED = re.compile(r"(?:(?:re|fw|fwd|antw|doorst)\s*:\s*)+", re.IGNORECASE)
_FEWEST = 3
"""Fields of a head, which no text has by itself."""


def take_mail_head(blocks: Sequence[Block]) -> tuple[list[Block], str]:
    """The blocks, of which a head of a mail is one without a place, and the subject; that is empty where there is none.

    A subject that is too long to be a title is passed over.
    """
    filled = [block for block in blocks if block.kind != "rule"]
    taken: list[Block] = []
    fields, subject = 0, ""
    for block in filled:
        found = [match for row in block.rows if (match := _FIELD.fullmatch(_bare(row)))] if block.kind == "text" else []
        if not (found and len(found) == len(block.rows)) and not _BANNER.fullmatch(block.text):
            break
        taken.append(block)
        fields += len(found)
        subject = next((match[2] for match in found if _SUBJECT.fullmatch(match[1])), subject)
    subject = _ANSWERED.sub("", subject.strip())
    if fields < _FEWEST or not subject or len(subject) > LONGEST_TITLE or len(taken) == len(filled):
        return [*blocks], ""
    head = Block("odd", [part for block in taken for part in block.slices], gap=True, style="mail")
    return [head, *(block for block in blocks if not any(block is each for each in taken))], subject


def _bare(row: str) -> str:
    """A row without the signs of bold around its name."""
    return re.sub(r"^[*_]+|[*_]+(?=\s|:|$)", "", row.strip())
