"""A sheet speaks to its own client: by no other client's name, and with je or u as the client is addressed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handouts.checks.assertion import OTHERS
from handouts.checks.words import any_of
from handouts.content.model.fields import printed_texts
from handouts.content.reading import FieldPath
from handouts.content.resolving import ResolvedSheet
from handouts.files.asked import is_first_name
from handouts.files.folder import TrackedReader
from handouts.files.naming import plain_name
from handouts.problems import Problem, shortened, warning

_NAME = r"(?P<name>[A-ZÀ-Þ][\w’'-]*(?: [A-ZÀ-Þ][\w’'-]*)?)"
_ADDRESSED = re.compile(
    r"(?:^|(?<=[.!?:])\s+|\n)"
    rf"(?:{any_of('greetings')},?\s+{_NAME}(?=\s*(?:[,!.:]|$|\n))"
    rf"|{_NAME.replace('name', 'bare')},)"
    rf"|(?P<before>\w+),\s+{_NAME.replace('name', 'last')}(?=[.!?]|\s*(?:$|\n))",
)
"""A name after a greeting, before a sentence, or at its end."""
_QUOTED = re.compile(
    r"[“„\"][^”“„\"\n]*[”“\"]|«[^«»\n]*»|,,[^,'”\n]*(?:,(?!,)[^,'”\n]*)*(?:''|”)|``[^`'\n]*''"
    r"|[‘](?:[^‘’\n]|(?<=\w)’(?=\w))*’|(?<!\w)'(?:[^'\n]|(?<=\w)'(?=\w))*'(?!\w)|\{\{[^{}]*\}\}"
)
"""Direct speech, in any pair of quotes; an apostrophe within a word ends none."""
_WORDS = {
    "u": re.compile(r"(?<![\w'’-])(?:je|jij|jou|jouw|jezelf)(?![\w’'-])", re.IGNORECASE),
    "je": re.compile(r"(?<![\w'’-])(?:uw|uzelf)(?![\w’'-])|(?<![\w'’.,-])(?<!\d )u(?![\w’'.-])", re.IGNORECASE),
}
"""By the form in which a client is addressed, the words of the other one."""
_NOT_OF_ADDRESS = re.compile(
    r"\b(?:weet je maar nooit|je weet (?:maar )?nooit|wat je noemt|dank ?je|zeg maar je)\b", re.IGNORECASE
)
"""Set phrases: `dank je`, `je weet maar nooit`."""


def check_form(resolved: ResolvedSheet) -> Iterator[Problem]:
    """Where a Dutch text of the consult has je for a client who is addressed with u, or the other way round."""
    consult = resolved.consult
    if resolved.language != "nl":
        return
    form = consult.value.client.form
    for path, text in _texts(resolved):
        plain = _NOT_OF_ADDRESS.sub(" ", _QUOTED.sub(" ", text))
        if found := _WORDS[form].search(plain):
            yield warning(
                "other-form", consult.marks.at(path), "this says “{found}”, and this client is addressed with {form}",
                "write it with {form}; or form: {other} under client:",
                found=found[0], form=form, other="je" if form == "u" else "u",
            )  # fmt: skip


def check_names(resolved: ResolvedSheet, reader: TrackedReader) -> Iterator[Problem]:
    """Where a text of the consult speaks to somebody by the first name of the client of another consult."""
    consult = resolved.consult
    own = consult.value.client.first_name
    signing = resolved.practice.value.practitioner.name.split()
    mine = {plain_name(own), *map(plain_name, own.split()), *map(plain_name, signing)}
    for path, text in _texts(resolved):
        for name in _spoken_to(text):
            if plain_name(name) not in mine and is_first_name(reader, name):
                yield warning(
                    "other-client", consult.marks.at(path), "this speaks to {name}, and this sheet is for {client}",
                    "another consult has that first name", name=shortened(name, 40), client=shortened(own, 40),
                )  # fmt: skip
                break


def _spoken_to(text: str) -> Iterator[str]:
    """The names with which somebody is addressed: `Fenna, …`, `Beste Fenna`, `Fijn dat je er was, Fenna.`."""
    for found in _ADDRESSED.finditer(text):
        before = found["before"] or ""
        # `je zus, Fenna.` is about another, and `Bram, Fenna.` are some of several.
        if before.casefold() not in OTHERS and not before[:1].isupper():
            yield found["name"] or found["bare"] or found["last"]


def _texts(resolved: ResolvedSheet) -> Iterator[tuple[FieldPath, str]]:
    return ((path, text) for path, text in printed_texts(resolved.consult.value) if path[0] != "client")
