"""A draft as YAML that a person could have written: long text in blocks, remarks where something is to be filled in.

Which texts need quotes is known to `dumping`.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from handouts.content.dumping import scalar
from handouts.intake.importing.blocks import Block
from handouts.intake.importing.structure import Draft, Entry, PointDraft, SectionDraft
from handouts.languages.texts import in_language

WIDTH = 92

_HEAD = {
    "nl": (
        "Ingelezen uit {source}, woord voor woord.",
        "Wat achter een # staat, wordt niet gedrukt. Haal de # weg bij wat je wilt gebruiken, en vul het in.",
    ),
    "en": (
        "Imported from {source}, word for word.",
        "What stands behind a # is not printed. Remove the # from what you want to use, and fill it in.",
    ),
}
_REMARKS = {
    "nl": {
        "title": "je tekst begon niet met een titel; dit is de naam van het bestand",
        "subtitle": "waar de brochure over gaat, in één zin",
        "main_message": "wat je lezer onthoudt, ook als ze verder niets leest",
        "author": "wie de tekst schreef; anders staat jouw naam er",
        "version": "1",
        "reviewed": "jjjj-mm-dd, wanneer je de tekst voor het laatst nakeek",
        "review_due": "jjjj-mm-dd, wanneer je hem opnieuw nakijkt",
        "goes_on": "gaat verder onder dezelfde kop",
        "opens": "staat voor de eerste kop",
        "not_placed": "wat geen plaats kreeg; zet het waar het hoort, of haal het weg",
        "line": "regel",
        "invitation": "waar je je lezer toe uitnodigt; je gegevens komen eronder",
        "source_text": "auteur, jaar, titel",
        "yes": "ja",
    },
    "en": {
        "title": "your text did not begin with a title; this is the name of the file",
        "subtitle": "what the brochure is about, in one sentence",
        "main_message": "what your reader remembers, even if she reads nothing else",
        "author": "who wrote the text; otherwise your name stands there",
        "version": "1",
        "reviewed": "yyyy-mm-dd, when you last looked the text through",
        "review_due": "yyyy-mm-dd, when you will look it through again",
        "goes_on": "goes on under the same heading",
        "opens": "stands before the first heading",
        "not_placed": "what found no place; move it where it belongs, or remove it",
        "line": "line",
        "invitation": "what you invite your reader to do; how to reach you is printed under it",
        "source_text": "author, year, title",
        "yes": "yes",
    },
}
NOT_PLACED = {"nl": "Niet ingedeeld", "en": "Not placed"}
_ODD = {
    "nl": {"table": "tabel", "picture": "afbeelding", "code": "code", "settings": "instellingen",
           "HTML": "HTML", "reference": "verwijzing", "menu": "menu"},
    "en": {"table": "table", "picture": "picture", "code": "code", "settings": "settings",
           "HTML": "HTML", "reference": "reference", "menu": "menu"},
}  # fmt: skip


def write_brochure(draft: Draft, *, source: str, language: str) -> str:
    """The text of the YAML file; `source` is the name of the file that it was made from."""
    say = in_language(_REMARKS, language)
    lines = [f"# {sentence.format(source=source)}" for sentence in in_language(_HEAD, language)]
    lines += ["", *_text("title", draft.title, "")]
    if not draft.has_title:
        lines[-1] += f"  # {say['title']}"
    lines += _prose("subtitle", [draft.subtitle], "") if draft.subtitle else [f"# subtitle:  # {say['subtitle']}"]
    # What is to be filled in is a remark behind an empty key, so that it is never printed by mistake.
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
        lines += _not_placed(draft.odd, language)
    lines += ["", "# call_to_action:", f"#   heading:  # {say['invitation']}"]
    lines += ["# sources:", f"#   -  # {say['source_text']}"]
    return "\n".join(lines) + "\n"


def _not_placed(odd: Sequence[Block], language: str) -> Iterator[str]:
    say = in_language(_REMARKS, language)
    yield from ("", f"  # {say['not_placed']}", f"  - heading: {in_language(NOT_PLACED, language)}", "    items:")
    for block in odd:
        yield f"      # {say['line']} {block.line.number}: {in_language(_ODD, language)[block.style]}"
        for row in block.rows:
            yield from _item(row, "      ")


def _section(section: SectionDraft, yes: str) -> Iterator[str]:
    if section.heading:
        yield from _text("heading", section.heading.text, "    ")
    if section.text:
        yield from _prose("text", section.text, "    ")
    if section.lead_in:
        yield from _prose("lead_in", [section.lead_in], "    ")
    if section.items:
        if section.numbered:
            yield f"    numbered: {yes}"
        yield "    items:"
        for item in section.items:
            yield from _item(item.text, "      ")
    if section.points:
        yield "    points:"
        for point in section.points:
            yield from _point(point, yes)


def _point(point: PointDraft, yes: str) -> Iterator[str]:
    more = [*(_prose("text", point.text, "        ") if point.text else [])]
    if point.lead_in:
        more += _prose("lead_in", [point.lead_in], "        ")
    if point.items:
        if point.numbered:
            more.append(f"        numbered: {yes}")
        more.append("        items:")
        for item in point.items:
            more += _item(item.text, "          ")
    if point.note:
        more += _prose("note", point.note, "        ")
    if more:
        yield from _dashed([*_text("title", point.title.text, "        "), *more], "      ")
    else:
        yield f"      - {scalar(point.title.text, '- ')}"


def _dashed(lines: Sequence[str] | Iterator[str], indent: str) -> list[str]:
    """The lines of a mapping as an item of a list."""
    first, *rest = lines
    return [f"{indent}- {first.lstrip()}", *rest]


def _text(key: str, text: str, indent: str) -> list[str]:
    return [f"{indent}{key}: {scalar(text, 'key: ')}"]


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
