"""A text of the practitioner, as people write it, into a brochure's YAML: word for word, in order, and checked.

The way is `decoding` → `plain` or `markdown`, which make blocks → `headings` → `structure` → `writing_yaml`. Then the
YAML is loaded as a build loads it, and `comparing` looks whether every word has arrived.
"""

from __future__ import annotations

import re
from itertools import dropwhile
from pathlib import PurePath
from typing import NamedTuple

from handouts.content.loading import validate
from handouts.content.model.brochure import LONGEST_TITLE, Brochure
from handouts.content.reading import MAX_SIZE
from handouts.intake.importing.blocks import Block
from handouts.intake.importing.comparing import Comparison
from handouts.intake.importing.decoding import Decoded, decode
from handouts.intake.importing.doubts import doubts
from handouts.intake.importing.foreign import Remark
from handouts.intake.importing.headings import find_headings
from handouts.intake.importing.levels import SECTION, drop_numbers, set_depths, take_title
from handouts.intake.importing.markdown import read_markdown
from handouts.intake.importing.marking import alternative_words, as_markdown
from handouts.intake.importing.outline import Outline, OutlineSection, outline_of
from handouts.intake.importing.plain import read_plain
from handouts.intake.importing.point_kinds import guess_kinds
from handouts.intake.importing.remarks import remark_problems
from handouts.intake.importing.structure import Draft, sections_of
from handouts.intake.importing.titles import split_run_ins, title_of
from handouts.intake.importing.word import is_word, read_word
from handouts.intake.importing.writing_yaml import write_brochure
from handouts.languages.texts import texts
from handouts.problems import ContentError, Mark, Problem, error, msg

__all__ = ["Imported", "Outline", "OutlineSection", "import_text"]

_SUBTITLE = re.compile(r"(?!.*[.!?] ).{1,160}")


class Imported(NamedTuple):
    """The YAML of a brochure, the outline and the encoding of the text that it is made of, and what is doubtful."""

    yaml: str
    outline: Outline
    encoding: str
    problems: tuple[Problem, ...]


def import_text(data: bytes, *, source: str, language: str = "nl") -> Imported:
    """Makes a brochure of the bytes of a text of at most 1 MB or of a Word document; its problems are warnings.

    `source` is the name of that file: Problems call it so, and `.md` makes it Markdown. `language` is `nl` or `en`.
    Raises ContentError when it is no text, when there is nothing in it but a title, or when a word would be lost.
    """
    is_document = is_word(data, source)
    decoded = _decoded_document(data, source) if is_document else decode(data, source)
    markdown = is_document or PurePath(source).suffix.lower() in {".md", ".markdown"}
    parsed = read_markdown(decoded.text) if markdown else read_plain(decoded.text)
    parsed = parsed._replace(blocks=split_run_ins(parsed.blocks))
    draft = _draft(parsed.blocks, source)
    yaml = write_brochure(draft, source=PurePath(source).name, language=language)
    if len(yaml.encode()) > MAX_SIZE:
        message = msg("the text is too long for one brochure: its file would be larger than 1 MB")
        raise ContentError([error("too-large", Mark(source), message, "split it up")])
    comparison = Comparison(decoded.text, parsed, source)
    comparison.compare(
        validate(yaml.encode(), source, Brochure).value,
        title="" if draft.has_title else draft.title,
        not_placed=texts(language, "importing")["not_placed_heading"] if draft.odd else "",
    )
    return Imported(
        yaml,
        outline_of(draft, comparison.words, comparison.marks),
        decoded.encoding,
        (*decoded.problems, *doubts(parsed, draft, source, markdown=markdown)),
    )


def _decoded_document(data: bytes, source: str) -> Decoded:
    """A Word document as Markdown, with what is told of it."""
    foreign = read_word(data, source)
    named = foreign.named
    if foreign.pictures:
        named += (Remark("pictures", tuple(alternative_words(foreign.html))),)
    return Decoded(as_markdown(foreign.html), "Word", tuple(remark_problems(named, source)))


def _draft(blocks: list[Block], source: str) -> Draft:
    """The draft that the blocks make."""
    text = [block for block in blocks if block.kind != "rule"]
    # What is not placed still tells that the line before it is a heading; before the title it is in the way.
    find_headings(list(dropwhile(lambda block: block.kind == "odd", text)))
    odd = [block for block in text if block.kind == "odd"]
    body = [block for block in text if block.kind != "odd"]
    title = take_title(body, text)
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
        title_of(title) if title else _title_from(source),
        bool(title),
        subtitle.text if subtitle else "",
        sections,
        odd,
    )


def _take_subtitle(body: list[Block]) -> Block | None:
    """Removes one sentence between the title and the first heading, where it is all there is or a line by itself."""
    if len(body) < 2 or body[0].kind != "text" or body[0].opens_list or not _SUBTITLE.fullmatch(body[0].text):
        return None
    is_line = len(body[0].rows) == 1 and not body[0].ends_sentence
    return body.pop(0) if is_line or body[1].kind == "heading" else None


def _title_from(source: str) -> str:
    stem = re.sub(r"[\W_]+", " ", PurePath(source).stem).strip()[:LONGEST_TITLE]
    # In Dutch ij is one letter: IJzertekort.
    capital = 2 if stem[:2].casefold() == "ij" else 1
    return stem[:capital].upper() + stem[capital:] if stem else "Brochure"
