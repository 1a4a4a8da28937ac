"""A draft as YAML that a person could have written: long text in blocks, comments where something is to be filled in.

Which texts need quotes is known to `dumping`.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from handouts.content.dumping import scalar
from handouts.intake.importing.blocks import Block
from handouts.intake.importing.structure import Body, Draft, Entry, PointDraft, SectionDraft
from handouts.languages.texts import FALLBACK, texts

WIDTH = 92


def comments(language: str) -> Mapping[str, Any]:
    """The comments of a brochure in a language; what the language leaves out is in English."""
    return {**texts(FALLBACK, "importing"), **texts(language, "importing")}


def write_brochure(draft: Draft, *, source: str, language: str) -> str:
    """The text of the YAML file; `source` is the name of the file that it was made from."""
    say = comments(language)
    lines = [f"# {say['imported'].format(source=source)}", f"# {say['not_printed']}", ""]
    lines += _text("title", draft.title, "", "" if draft.has_title else f"  # {say['title']}")
    lines += _prose("subtitle", [draft.subtitle], "") if draft.subtitle else [f"# subtitle:  # {say['subtitle']}"]
    # What is to be filled in is a comment on an empty key, so that it is never printed by mistake.
    lines += [f"# main_message:  # {say['main_message']}", f"language: {language}", "# formats: [a4, large-print]"]
    lines += [f"# {key}:  # {say[key]}" for key in ("author", "version", "reviewed", "review_due")]
    lines += ["", "sections:"]
    for place, section in enumerate(draft.sections):
        if place:
            lines.append("")
        if section.heading is None:
            lines.append(f"  # {say['goes_on' if place else 'opens']}")
        lines += _dashed(_section(section, say["yes"]), "  ")
    if draft.odd:
        lines += _not_placed(draft.odd, say)
    lines += ["", "# call_to_action:", f"#   heading:  # {say['invitation']}"]
    lines += ["# sources:", f"#   -  # {say['source_text']}"]
    return "\n".join(lines) + "\n"


def _not_placed(odd: Sequence[Block], say: Mapping[str, Any]) -> Iterator[str]:
    yield from ("", f"  # {say['not_placed']}", f"  - heading: {say['not_placed_heading']}", "    items:")
    for block in odd:
        yield f"      # {say['line']} {block.line.number}: {say['odd'][block.style]}"
        for row in block.rows:
            yield from _item(row, "      ")


def _section(section: SectionDraft, yes: str) -> Iterator[str]:
    if section.heading:
        yield from _text("heading", section.heading.text, "    ")
    yield from _body(section, "    ", yes)
    if section.points:
        yield "    points:"
        for point in section.points:
            yield from _point(point, yes)


def _point(point: PointDraft, yes: str) -> Iterator[str]:
    more = list(_body(point, "        ", yes))
    if point.note:
        more += _prose("note", point.note, "        ")
    if more:
        yield from _dashed([*_text("title", point.title.text, "        "), *more], "      ")
    else:
        yield f"      - {scalar(point.title.text, '- ')}"


def _body(body: Body, indent: str, yes: str) -> Iterator[str]:
    if body.text:
        yield from _prose("text", body.text, indent)
    if body.lead_in:
        yield from _prose("lead_in", [body.lead_in], indent)
    if body.items:
        if body.numbered:
            yield f"{indent}numbered: {yes}"
        yield f"{indent}items:"
        for item in body.items:
            yield from _item(item.text, f"{indent}  ")


def _dashed(lines: Sequence[str] | Iterator[str], indent: str) -> list[str]:
    """The lines of a mapping as an item of a list."""
    first, *rest = lines
    return [f"{indent}- {first.lstrip()}", *rest]


def _text(key: str, text: str, indent: str, comment: str = "") -> list[str]:
    return [f"{indent}{key}: {scalar(text, 'key: ')}{comment}"]


def _prose(key: str, entries: Sequence[Entry], indent: str) -> list[str]:
    text = "\n\n".join(entry.text for entry in entries)
    line = f"{indent}{key}: {text}"
    if "\n" in text or len(line) > WIDTH:
        return [f"{indent}{key}: |", *_block(text, f"{indent}  ")]
    return _text(key, text, indent)


def _item(text: str, indent: str) -> list[str]:
    if "\n" in text or len(indent) + len(text) + 2 > WIDTH:
        return [f"{indent}- |", *_block(text, f"{indent}  ")]
    return [f"{indent}- {scalar(text, '- ')}"]


def _block(text: str, indent: str) -> Iterator[str]:
    """The paragraphs, wrapped; a word that is longer than the line stays whole."""
    for place, paragraph in enumerate(text.split("\n\n")):
        if place:
            yield ""
        yield from textwrap.wrap(
            paragraph, WIDTH, initial_indent=indent, subsequent_indent=indent,
            break_long_words=False, break_on_hyphens=False,
        )  # fmt: skip
