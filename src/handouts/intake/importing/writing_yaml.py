"""A draft as YAML that a person could have written, with comments where something is to be filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from typing import Any

from handouts.content.dumping import Comment, Noted, Prose, dump, scalar
from handouts.content.loading import validate
from handouts.content.model.brochure import POINT_KINDS, Brochure
from handouts.intake.importing.blocks import Block, PictureDraft, TableDraft
from handouts.intake.importing.structure import Body, Draft
from handouts.languages.texts import texts
from handouts.problems import ContentError, Mark, Problem, msg, shortened

_SHOWN = 40
_NARROW = 90
"""Up to how many mm across a picture has room for text beside it."""


def loaded(yaml: str, source: str) -> Brochure:
    """The brochure that a YAML makes. Raises ContentError, at the words where it would refuse: no line is written."""
    try:
        return validate(yaml.encode(), source, Brochure).value
    except ContentError as refused:
        raise ContentError([_unwritten(problem, yaml.split("\n"), source) for problem in refused.problems]) from None


def _unwritten(problem: Problem, lines: Sequence[str], source: str) -> Problem:
    line = problem.mark.line
    words = ""
    if 0 < line <= len(lines):
        # The place of a text of several lines is the sign over it; its longest word is what is mostly wrong.
        indent = len(lines[line - 1]) - len(lines[line - 1].lstrip(" -"))
        inner = takewhile(lambda each: not each or each[: indent + 1].isspace(), lines[line:])
        is_block = lines[line - 1].rstrip().endswith("|")
        longest = max([*inner, ""], key=lambda each: max(map(len, each.split()), default=0)) if is_block else ""
        words = shortened((longest or lines[line - 1]).strip(), _SHOWN)
    message = msg("{message} (at “{words}”)", message=problem.message, words=words) if words else problem.message
    return problem._replace(mark=Mark(source), message=message)


def write_brochure(draft: Draft, *, source: str, language: str) -> str:
    """The text of the YAML file; `source` is the name of the file that it was made from."""
    say = texts(language, "importing")
    title = f"title: {scalar(draft.title, 'key: ')}"
    subtitle = f"# subtitle:  # {say['subtitle']}"
    if draft.subtitle:
        subtitle = dump({"subtitle": Prose(draft.subtitle)}).removesuffix("\n")
    # What is to be filled in is a comment on an empty key, so that it is never printed by mistake.
    return "\n".join([
        f"# {say['imported'].format(source=source)}",
        f"# {say['not_printed']}",
        "",
        title if draft.has_title or draft.of_mail else f"{title}  # {say['title']}",
        subtitle,
        f"# main_message:  # {say['main_message']}",
        f"language: {language}",
        "# formats: [a4, large-print]",
        *(f"# {key}:  # {say[key]}" for key in ("author", "version", "reviewed", "review_due")),
        "",
        dump({"sections": [*_sections(draft, say)]}),
        "# call_to_action:",
        f"#   heading:  # {say['invitation']}",
        *(
            ["", dump({"sources": [*map(Prose, draft.sources)]})]
            if draft.sources
            else ["# sources:", f"#   -  # {say['source_text']}", ""]
        ),
    ])  # fmt: skip


def _sections(draft: Draft, say: Mapping[str, Any]) -> Iterator[Any]:
    for place, section in enumerate(draft.sections):
        if place:
            yield Comment()
        if section.heading is None:
            yield Comment(say["goes_on" if place else "opens"])
        heading = {} if section.heading is None else {"heading": section.heading}
        points = []
        for point in section.points:
            more = _body(point, say["yes"]) | ({"note": _prose(point.note)} if point.note else {})
            points.append({"title": point.title, **more} if more else point.title)
        others = ", ".join(each for each in POINT_KINDS if each != section.kind)
        kind = {"kind": Noted(section.kind, say["guessed"].format(kinds=others))} if section.kind else {}
        body = heading | _body(section, say["yes"]) | kind | ({"points": points} if points else {})
        if section.table:
            body["table"] = _table(section.table)
        asked = section.picture if section.picture and not section.picture.alt else None
        if section.picture and not asked:
            body["image"] = _image(section.picture, say, beside=bool(section.text))
        if body:
            yield body
        if asked:
            yield from map(Comment, (say["picture"], "- image:", f"    file: {asked.file}", "    alt:"))
    if draft.odd:
        yield from (Comment(), Comment(say["not_placed"]))
        yield {"heading": say["not_placed_heading"], "items": [*_not_placed(draft.odd, say)]}


def _image(picture: PictureDraft, say: Mapping[str, Any], *, beside: bool) -> dict[str, Any]:
    """A picture; one that was small stands `beside` the text, where there is any."""
    caption = {"caption": Prose(picture.caption)} if picture.caption else {}
    place = {"place": say["right"]} if beside and 0 < picture.width <= _NARROW else {}
    return {"file": picture.file, "alt": picture.alt} | caption | place


def _table(table: TableDraft) -> dict[str, Any]:
    """A table; what each row has is on one line."""
    caption = {"caption": table.caption} if table.caption else {}
    rows = [tuple(row) for row in table.rows]
    return caption | {"head": tuple(table.head), "rows": rows}


def _not_placed(odd: Sequence[Block], say: Mapping[str, Any]) -> Iterator[str]:
    for block in odd:
        yield Comment(f"{say['line']} {block.line.number}: {say['odd'][block.style]}")
        yield from map(Prose, block.rows)


def _body(body: Body, yes: str) -> dict[str, Any]:
    values = {
        "text": _prose(body.text),
        "lead_in": Prose(body.lead_in),
        "numbered": yes if body.items and body.numbered else "",
        "items": [_prose(item) for item in body.items],
    }
    return {key: value for key, value in values.items() if value}


def _prose(paragraphs: Sequence[str]) -> Prose:
    return Prose("\n\n".join(paragraphs))
