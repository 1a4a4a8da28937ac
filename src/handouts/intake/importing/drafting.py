"""The blocks of a text into the draft of a brochure: its title, its subtitle, and its sections."""

from __future__ import annotations

import re
from itertools import dropwhile
from pathlib import PurePath

from handouts.content.model.brochure import LONGEST_TITLE
from handouts.intake.importing.blocks import Block, Parsed
from handouts.intake.importing.headings import find_headings
from handouts.intake.importing.levels import SECTION, drop_numbers, set_depths, take_title
from handouts.intake.importing.mail_heads import take_mail_head
from handouts.intake.importing.notes import take_sources
from handouts.intake.importing.parting import part_donts
from handouts.intake.importing.point_kinds import guess_kinds
from handouts.intake.importing.rows import is_label, is_row
from handouts.intake.importing.structure import Draft, sections_of
from handouts.intake.importing.titles import split_run_ins, title_of
from handouts.problems import ContentError, Mark, error, msg

_SUBTITLE = re.compile(r"(?!.*[.!?](?:\[[\w-]+\])? ).{1,160}")


def prepared(parsed: Parsed) -> tuple[Parsed, str]:
    """The text with its run-in headings as blocks and the head of a mail as one without a place; and its subject."""
    blocks, subject = take_mail_head(parsed.blocks)
    return parsed._replace(blocks=split_run_ins(blocks)), subject


def draft_of(blocks: list[Block], source: str, subject: str = "") -> Draft:
    """The draft that the blocks make; the `subject` of a mail is its title.

    Raises ContentError when there is nothing in it but a title.
    """
    text = [block for block in blocks if block.kind != "rule"]
    # What is not placed still tells that the line before it is a heading; before the title it is in the way.
    find_headings(list(dropwhile(lambda block: block.kind == "odd", text)))
    part_donts(text)
    odd = [block for block in text if block.kind == "odd"]
    body = [block for block in text if block.kind != "odd"]
    sources = take_sources(body)
    title = None if subject else take_title(body, text)
    subtitle = _take_subtitle(body) if title else None
    if not body and not odd:
        message = (
            msg("there is only one line of text, which would be the title")
            if title
            else msg("there are no words in this file")
        )
        raise ContentError([error("import-too-little", Mark(source), message, "paste the whole text into the file")])
    set_depths(body)
    drop_numbers([block for block in body if block.kind == "heading" and block.depth == SECTION])
    sections = sections_of(body)
    guess_kinds(sections)
    return Draft(
        subject or (title_of(title) if title else _title_from(source)),
        bool(title),
        subtitle.text if subtitle else "",
        sections,
        odd,
        sources,
        of_mail=bool(subject),
    )


def _take_subtitle(body: list[Block]) -> Block | None:
    """Removes one sentence between the title and the first heading, where it is all there is or a line by itself."""
    if len(body) < 2 or body[0].kind != "text" or body[0].opens_list or not _SUBTITLE.fullmatch(body[0].text):
        return None
    if is_label(body[0].text) or is_row(body[0]):
        return None
    is_line = len(body[0].rows) == 1 and not body[0].ends_sentence
    return body.pop(0) if is_line or body[1].kind == "heading" else None


def _title_from(source: str) -> str:
    stem = re.sub(r"[\W_]+", " ", PurePath(source).stem).strip()[:LONGEST_TITLE]
    # In Dutch ij is one letter: IJzertekort.
    capital = 2 if stem[:2].casefold() == "ij" else 1
    return stem[:capital].upper() + stem[capital:] if stem else "Brochure"
