"""A text of the practitioner, as people write it, into a brochure's YAML: word for word, in order, and checked.

The way is `decoding` → `plain` or `markdown`, which make blocks → `drafting` → `writing_yaml`. Then the YAML is loaded
as a build loads it, and `comparing` looks whether every word has arrived. `documents` is the way of Word and web pages.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePath
from types import MappingProxyType
from typing import NamedTuple

from handouts.content.model.printed import printed_texts
from handouts.content.reading import MAX_SIZE, MAX_WORD, unfit
from handouts.intake.importing.comparing import Comparison
from handouts.intake.importing.decoding import decode
from handouts.intake.importing.documents import import_document, is_page, read_document
from handouts.intake.importing.doubts import doubts
from handouts.intake.importing.drafting import draft_of, prepared
from handouts.intake.importing.hypertext.pages import Find
from handouts.intake.importing.markdown import read_markdown
from handouts.intake.importing.modules import check_module, module_of, module_problems, outline_of_module, write_module
from handouts.intake.importing.outline import Outline, OutlineSection, outline_of
from handouts.intake.importing.plain import read_plain
from handouts.intake.importing.structure import Draft
from handouts.intake.importing.writing_yaml import loaded, write_brochure
from handouts.languages.texts import texts
from handouts.problems import ContentError, Mark, Problem, error, msg

__all__ = ["Imported", "Outline", "OutlineSection", "as_module", "import_text", "with_pictures_shown"]

_LINE, _MOST_LINES = re.compile(r"^.*\S", re.MULTILINE), 12_000
_LONG_WORD = re.compile(rf"[^\W_]{{{MAX_WORD + 1},}}")


class Imported(NamedTuple):
    """The YAML of a brochure, its draft, the outline and the encoding of its text, and what is doubtful."""

    yaml: str
    draft: Draft
    outline: Outline
    encoding: str
    problems: tuple[Problem, ...]
    pictures: Mapping[str, bytes] = MappingProxyType({})
    """By their name in `content/images`."""


def import_text(
    data: bytes, *, source: str, language: str = "nl", name: str = "", find: Find = lambda _: None
) -> Imported:
    """Makes a brochure of a text of at most 1 MB, a Word document or a web page; its problems are warnings.

    `source` is the name of that file: Problems call it so, and `.md` makes it Markdown. `language` is `nl` or `en`.
    `name` is that of the brochure, by which its pictures are called; `find` gives one that lies beside a web page.
    Raises ContentError when it is no text, when there is nothing in it but a title, or when a word would be lost.
    """
    foreign = read_document(data, source, find)
    if foreign is not None:
        made = import_document(foreign, source=source, name=name or PurePath(source).stem, language=language)
        kind = "HTML" if is_page(source) else "Word"
        return Imported(made.yaml, made.draft, made.outline, kind, made.problems, made.pictures)
    decoded = decode(data, source)
    _refuse_endless(decoded.text, source)
    markdown = PurePath(source).suffix.lower() in {".md", ".markdown"}
    parsed = read_markdown(decoded.text, source) if markdown else read_plain(decoded.text)
    parsed, subject = prepared(parsed)
    draft = draft_of(parsed.blocks, source, subject)
    yaml = write_brochure(draft, source=PurePath(source).name, language=language)
    if len(yaml.encode()) > MAX_SIZE:
        message = msg("the text is too long for one brochure: its file would be larger than 1 MB")
        raise ContentError([error("too-large", Mark(source), message, "split it up")])
    comparison = Comparison(decoded.text, parsed, source)
    comparison.compare(
        loaded(yaml, source),
        title="" if draft.has_title else draft.title,
        not_placed=texts(language, "importing")["not_placed_heading"] if draft.odd else "",
    )
    return Imported(
        yaml,
        draft,
        outline_of(draft, comparison.words, comparison.marks),
        decoded.encoding,
        (*decoded.problems, *doubts(parsed, draft, source, markdown=markdown)),
    )


def _refuse_endless(text: str, source: str) -> None:
    """Raises ContentError for what takes long to read: more lines than a text of 1 MB has, or a word without end."""
    if found := _LONG_WORD.search(text):
        mark = Mark(source, text.count("\n", 0, found.start()) + 1)
        raise ContentError([problem for problem in (unfit(found[0], mark),) if problem])
    count = sum(1 for _ in _LINE.finditer(text))
    if count > _MOST_LINES:
        message = msg("this text has {count} lines, and the most is {most}", count=count, most=_MOST_LINES)
        raise ContentError([error("too-large", Mark(source), message, "split it up")])


def with_pictures_shown(imported: Imported, shown: Mapping[str, str], *, source: str, language: str = "nl") -> Imported:
    """The same with what its pictures show, by their names in the document, where the text does not say it.

    Raises ContentError for what cannot be printed.
    """
    asked = [each.picture for each in imported.draft.sections if each.picture and not each.picture.alt]
    told = [each for each in asked if shown.get(each.name, "").strip()]
    if not told:
        return imported
    for picture in told:
        picture.alt = " ".join(shown[picture.name].split())
    yaml = write_brochure(imported.draft, source=PurePath(source).name, language=language)
    loaded(yaml, source)
    left = {each.file for each in asked if not each.alt}
    problems = tuple(
        each
        for each in imported.problems
        if each.rule != "picture-without-text" or getattr(each.message, "values", {}).get("file") in left
    )
    return imported._replace(yaml=yaml, problems=problems)


def as_module(imported: Imported, *, source: str, language: str = "nl") -> Imported:
    """The same text as a module. Raises ContentError where it does not say what it is for, or would lose a word."""
    draft = module_of(imported.draft)
    yaml = write_module(draft, source=PurePath(source).name, language=language)
    brochure = loaded(imported.yaml, source)
    added = ["" if imported.draft.has_title or draft.title == imported.draft.title else imported.draft.title]
    if imported.draft.odd:
        added.append(texts(language, "importing")["not_placed_heading"])
    source_texts = [str(text) for _, text in printed_texts(brochure)]
    for text in filter(None, added):
        source_texts.remove(text)
    check_module(draft, yaml, source_texts, source)
    mended = {"import-not-placed"} | ({"import-no-title"} if any(added) else set())
    kept = [problem for problem in imported.problems if problem.rule not in mended]
    outline = outline_of_module(draft, imported.outline)
    return imported._replace(yaml=yaml, outline=outline, problems=(*kept, *module_problems(draft, source)))
