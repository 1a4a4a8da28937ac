"""A document of another program, Word or a saved web page, into a brochure's YAML and the files of its pictures."""

from __future__ import annotations

from pathlib import PurePath
from typing import NamedTuple

from handouts.content.reading import MAX_SIZE, too_large
from handouts.intake.importing.blocks import Parsed
from handouts.intake.importing.comparing import dropped_marks
from handouts.intake.importing.doubts import doubts
from handouts.intake.importing.drafting import draft_of, prepared
from handouts.intake.importing.foreign import Foreign, Remark
from handouts.intake.importing.hypertext import read_html
from handouts.intake.importing.hypertext.losses import Added, check_losses
from handouts.intake.importing.hypertext.pages import Find, read_page
from handouts.intake.importing.lists import settle_broken
from handouts.intake.importing.outline import Outline, outline_of
from handouts.intake.importing.pictures import Kept, keep_pictures
from handouts.intake.importing.remarks import remark_problems
from handouts.intake.importing.structure import Draft
from handouts.intake.importing.word import is_word, read_word
from handouts.intake.importing.writing_yaml import loaded, write_brochure
from handouts.languages.texts import texts
from handouts.problems import ContentError, Mark, Problem, error, msg, shortened

_PAGES = {".html", ".htm", ".xhtml", ".mht", ".mhtml"}
_SHOWN = 40


class Document(NamedTuple):
    """The YAML of a brochure, its pictures by name in `content/images`, its draft, its outline, and the doubts."""

    yaml: str
    pictures: dict[str, bytes]
    draft: Draft
    outline: Outline
    problems: tuple[Problem, ...]


def is_page(source: str) -> bool:
    """Whether a file is called as web pages are."""
    return PurePath(source).suffix.lower() in _PAGES


def read_document(data: bytes, source: str, find: Find) -> Foreign | None:
    """What a Word document or a saved page holds; None for any other file. `find` gives pictures beside a page.

    Raises ContentError where it cannot be read.
    """
    if is_word(data, source):
        return read_word(data, source)
    return read_page(data, source, find) if is_page(source) else None


def import_document(foreign: Foreign, *, source: str, name: str, language: str = "nl") -> Document:
    """Makes a brochure of a document. `name` is that of the brochure, by which its pictures are called.

    Raises ContentError when there is nothing in it but a title, or when a word would be lost.
    """
    parsed, addresses = read_html(foreign, source)
    settle_broken(parsed.blocks)
    parsed, subject = prepared(parsed)
    kept = keep_pictures(parsed.blocks, foreign.pictures, name, source)
    parsed, foreign = _without_refused(parsed, foreign, kept)
    draft = draft_of(parsed.blocks, source, subject)
    _refuse_pictures_only(draft, source)
    yaml = write_brochure(draft, source=PurePath(source).name, language=language)
    if (size := len(yaml.encode())) > MAX_SIZE:
        raise ContentError([too_large(source, size)])
    odd = texts(language, "importing")["not_placed_heading"] if draft.odd else ""
    brochure = loaded(yaml, source)
    words = check_losses(foreign, brochure, source, Added("" if draft.has_title else draft.title, odd, addresses))
    found = [
        *(_placed(problem, parsed, source) for problem in doubts(parsed, draft, source, markdown=True)),
        *kept.problems,
        *remark_problems(foreign.remarks, source),
    ]
    return Document(yaml, kept.files, draft, outline_of(draft, words, dropped_marks(parsed)), tuple(found))


def _refuse_pictures_only(draft: Draft, source: str) -> None:
    """Raises ContentError where there is nothing but a title and pictures that say nothing: no brochure holds these."""
    says = (
        section.heading or section.text or section.lead_in or section.items or section.points or section.table
        or (section.picture and section.picture.alt)
        for section in draft.sections
    )  # fmt: skip
    if not draft.odd and not any(says):
        message = msg("there are only pictures in this file, and nothing that says what they show")
        raise ContentError([error("import-too-little", Mark(source), message, "add a text, or describe the pictures")])


def _without_refused(parsed: Parsed, foreign: Foreign, kept: Kept) -> tuple[Parsed, Foreign]:
    """Without the pictures that cannot be shown: their texts become remarks."""
    refused = [block for block in parsed.blocks if block.picture and block.picture.name in kept.refused]
    refused_texts = [Remark("picture", tuple(block.picture.alt.split())) for block in refused if block.picture]
    blocks = [block for block in parsed.blocks if not any(block is each for each in refused)]
    return parsed._replace(blocks=blocks), foreign._replace(remarks=(*foreign.remarks, *refused_texts))


def _placed(problem: Problem, parsed: Parsed, source: str) -> Problem:
    """The problem with the words of its place: a document has no numbered lines."""
    line = problem.mark.line
    if not 0 < line <= len(parsed.lines):
        return problem._replace(mark=Mark(source))
    words = shortened(parsed.lines[line - 1].whole, _SHOWN)
    message = msg("{message} (at “{words}”)", message=problem.message, words=words)
    return problem._replace(mark=Mark(source), message=message)
