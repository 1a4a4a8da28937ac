"""A text of the practitioner, as people write it, into a brochure's YAML: word for word, in order, and checked.

The way is `decoding` → `plain` or `markdown`, which make blocks → `drafting` → `writing_yaml`; that of a document of
another program is in `documents`. Then the
YAML is loaded as a build loads it, and `comparing` looks whether every word has arrived.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import NamedTuple

from handouts.content.loading import validate
from handouts.content.model.brochure import Brochure
from handouts.content.reading import MAX_SIZE
from handouts.intake.importing.comparing import Comparison
from handouts.intake.importing.decoding import decode
from handouts.intake.importing.doubts import doubts
from handouts.intake.importing.drafting import draft_of
from handouts.intake.importing.markdown import read_markdown
from handouts.intake.importing.outline import Outline, OutlineSection, outline_of
from handouts.intake.importing.plain import read_plain
from handouts.intake.importing.titles import split_run_ins
from handouts.intake.importing.writing_yaml import write_brochure
from handouts.languages.texts import texts
from handouts.problems import ContentError, Mark, Problem, error, msg

__all__ = ["Imported", "Outline", "OutlineSection", "import_text"]

class Imported(NamedTuple):
    """The YAML of a brochure, the outline and the encoding of the text that it is made of, and what is doubtful."""

    yaml: str
    outline: Outline
    encoding: str
    problems: tuple[Problem, ...]


def import_text(data: bytes, *, source: str, language: str = "nl") -> Imported:
    """Makes a brochure of the bytes of a text file of at most 1 MB; the problems that come along are warnings.

    `source` is the name of that file: Problems call it so, and `.md` makes it Markdown. `language` is `nl` or `en`.
    Raises ContentError when it is no text, when there is nothing in it but a title, or when a word would be lost.
    """
    decoded = decode(data, source)
    markdown = PurePath(source).suffix.lower() in {".md", ".markdown"}
    parsed = read_markdown(decoded.text) if markdown else read_plain(decoded.text)
    parsed = parsed._replace(blocks=split_run_ins(parsed.blocks))
    draft = draft_of(parsed.blocks, source)
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
