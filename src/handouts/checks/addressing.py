"""A sheet speaks to its own client: by no other client's name, and with je or u as the client is addressed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from handouts.checks.assertion import OTHERS
from handouts.checks.words import any_of
from handouts.content.loading import Loaded
from handouts.content.model.brochure import Brochure
from handouts.content.model.printed import printed_texts
from handouts.content.reading import FieldPath
from handouts.content.resolving import ResolvedSheet
from handouts.content.wording import Gaps, filled_in
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
QUOTED = re.compile(
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
_UNADDRESSED = frozenset({"sources", "image"})
"""What of a recipe or module speaks to nobody."""


def check_form(resolved: ResolvedSheet) -> Iterator[Problem]:
    """Where a Dutch text of a sheet has je for a client who is addressed with u, or the other way round.

    In what the sheet takes over from a recipe or module, a word between braces is right for both.
    """
    consult = resolved.consult
    if resolved.language != "nl":
        return
    form = consult.value.client.form
    for path, text in _texts(resolved):
        if found := _of_other_form(text, form):
            yield warning(
                "other-form", consult.marks.at(path), "this says “{found}”, and this client is addressed with {form}",
                "write it with {form}; or form: {other} under client:",
                found=found, form=form, other="je" if form == "u" else "u",
            )  # fmt: skip
    shared: list[tuple[Loaded[Any], Gaps]] = [(resolved.recipe, Gaps({}, form))]
    shared += [(chosen.module, Gaps(chosen.parameters, form)) for chosen in resolved.modules]
    for loaded, gaps in shared:
        for path, text in printed_texts(loaded.value):
            if path[0] not in _UNADDRESSED and (found := _of_other_form(filled_in(text, gaps), form)):
                yield warning(
                    "other-form", loaded.marks.at(path),
                    "this says “{found}”, and clients are addressed with {form} too",
                    "write both between braces, je first: {example}",
                    found=found, form=form, example="{{ je | u }}",
                )  # fmt: skip


def check_brochure(brochure: Loaded[Brochure], language: str) -> Iterator[Problem]:
    """The first text of a Dutch brochure that has je where its fixed words have u, or the other way round."""
    form = brochure.value.form
    for path, text in printed_texts(brochure.value) if language == "nl" else ():
        if path[0] not in _UNADDRESSED and (found := _of_other_form(text, form)):
            yield warning(
                "other-form", brochure.marks.at(path),
                "this says “{found}”, and the fixed words of this brochure say {form}",
                "write it with {form}; or form: {other} under the title",
                found=found, form=form, other="je" if form == "u" else "u",
            )  # fmt: skip
            return


def _of_other_form(text: str, form: str) -> str:
    """The first word of a text that is of the other form of address; empty where there is none."""
    found = _WORDS[form].search(_NOT_OF_ADDRESS.sub(" ", QUOTED.sub(" ", text)))
    return found[0] if found else ""


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
