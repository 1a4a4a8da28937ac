"""A sheet goes on from the one before it: of the same person, with no flag lost, nothing stopped, nothing renamed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from handouts.checks.agreements import line_of
from handouts.checks.words import any_of
from handouts.content.changes import doubts, stopped
from handouts.content.loading import Loaded
from handouts.content.model.intake import Intake
from handouts.content.model.module import FLAG_NAMES
from handouts.content.reading import FieldPath
from handouts.content.resolving import Earlier, ResolvedSheet
from handouts.content.things import all_in, in_text, is_one_of, name_of, words_of
from handouts.files.naming import plain_name
from handouts.problems import Mark, Problem, asks_for, msg, shortened, warning

_ENDED = re.compile(rf"\b(?:ge)?stop|\b{any_of('ended')}\b")
_DO = re.compile(rf"\b{any_of('go_on')}\b|^\s*houd .*\bvol\b")
"""Of a word of farewell, what asks for something."""
_TAKE_OUT = msg("take it out too")


def check(resolved: ResolvedSheet) -> Iterator[Problem]:
    """What was known at the consult before and is not repeated, and what goes on of what this sheet calls stopped."""
    if resolved.earlier is None:
        return
    yield from _form(resolved, resolved.earlier)
    yield from _flags(resolved, resolved.earlier)
    for line, mark in _stopped(resolved, resolved.earlier):
        yield from _going_on(line, line_of(mark, resolved.consult.marks.file), resolved)


def check_person(resolved: ResolvedSheet) -> Iterator[Problem]:
    """Another first name than in the consult before."""
    if resolved.earlier is None:
        return
    consult, before = resolved.consult, resolved.earlier.consult
    this, other = consult.value.client.first_name, before.value.client.first_name
    if plain_name(this) != plain_name(other):
        yield warning(
            "other-client", consult.marks.at(("follows",)),
            "this sheet is for {client}, and the consult that it follows for {other}",
            "look at {place}: is this one person?", client=shortened(this, 40), other=shortened(other, 40),
            place=line_of(before.marks.at(("client", "first_name")), consult.marks.file),
        )  # fmt: skip


def _form(resolved: ResolvedSheet, earlier: Earlier) -> Iterator[Problem]:
    """Another form of address than in the consult before."""
    consult, before = resolved.consult, earlier.consult
    form, then = consult.value.client.form, before.value.client.form
    if form != then and resolved.language == "nl":
        yield warning(
            "other-form", consult.marks.at(("client", "form")),
            "the client is addressed with {form}, and with {then} in the consult before this one, {ref}",
            asks_for("client.form", msg("{then}, if that is how you go on", then=then)),
            form=form, then=then, ref=before.value.ref,
        )  # fmt: skip


def _flags(resolved: ResolvedSheet, earlier: Earlier) -> Iterator[Problem]:
    consult, before = resolved.consult, earlier.consult.value
    for flag in dict.fromkeys(before.flags):
        if flag not in consult.value.flags:
            yield warning(
                "flag-not-repeated", _place_for("flags", resolved),
                "the consult before this one, {ref}, has the flag {flag}, and this one does not",
                "add it to flags:, if {flag} must still be taken into account", ref=before.ref, flag=FLAG_NAMES[flag],
            )  # fmt: skip


def _stopped(resolved: ResolvedSheet, earlier: Earlier) -> Iterator[tuple[Intake, Mark]]:
    """The lines that the sheet calls stopped, each with its place."""
    before, now = earlier.consult.value.date, resolved.consult.value.date
    lines = [(line, at()) for line, at in earlier.lines()]
    gone = stopped([line for line, _ in resolved.lines()], [line for line, _ in lines], before, now)
    return ((line, mark) for line, mark in lines if any(line is each for each in gone))


def _going_on(line: Intake, where: str, resolved: ResolvedSheet) -> Iterator[Problem]:
    """What still asks for a line that has stopped, and for none of those that are there."""
    thing = words_of(line.product)
    others = [words_of(each.product) for each, _ in resolved.lines()]

    def only_this(names: list[list[str]]) -> bool:
        return is_one_of(thing, names) and not any(is_one_of(other, names) for other in others)

    for chosen in resolved.modules:
        module = chosen.module.value
        texts = [chosen.name.replace("-", " "), module.title, module.diary_label or "", *chosen.parameters.values()]
        if only_this([name_of(text) for text in texts]):
            yield _module_warned(where, chosen.name, resolved)
    for path, what, text in _written(resolved):
        found = in_text(text)
        asked = all_in(thing, found) and not any(all_in(other, found) for other in others)
        if asked and not _ENDED.search(text.casefold()):
            yield _warned(where, what, resolved.consult.marks.at(path))
    source: Loaded[Any] = resolved.consult if resolved.consult.value.diary else resolved.recipe
    for index, row in enumerate(source.value.diary.rows if source.value.diary else []):
        if only_this([name_of(row)]):
            if source is resolved.consult:
                yield _warned(where, msg("this row of the diary"), source.marks.at(("diary", "rows", index)))
            else:
                what = msg("the row {row} in the diary of the recipe", row=row)
                yield _warned(where, what, _place_for("diary", resolved), msg("give this consult a diary: of its own"))


def _written(resolved: ResolvedSheet) -> Iterator[tuple[FieldPath, str, str]]:
    """What the consult asks for in its own words: the steps, the goals, and of the note what asks to do something."""
    consult = resolved.consult.value
    for index, each in enumerate(consult.summary_steps):
        yield ("summary_steps", index), msg("this step"), each.step
    for index, goal in enumerate(consult.goals):
        yield ("goals", index), msg("this goal"), goal
    for sentence in re.split(r"(?<=[.!?])\s", consult.note or ""):
        if _DO.search(sentence.casefold()):
            yield ("note",), msg("this"), sentence


def _module_warned(where: str, name: str, resolved: ResolvedSheet) -> Problem:
    """The warning where this consult asks for the module, or where it can drop what the recipe asks for."""
    for index, use in enumerate(resolved.consult.value.modules):
        if use.use == name:
            return _warned(where, msg("the module {name}", name=name), resolved.consult.marks.at(("modules", index)))
    drop = msg("add - use: {name} and drop: yes under modules:", name=name)
    return _warned(where, msg("the module {name} of the recipe", name=name), _place_for("modules", resolved), drop)


def _place_for(field: str, resolved: ResolvedSheet) -> Mark:
    """Where this consult has a field, or else the line by which it follows another."""
    consult = resolved.consult
    return consult.marks.at((field if getattr(consult.value, field) else "follows",))


def _warned(where: str, what: str, mark: Mark, remedy: str = _TAKE_OUT) -> Problem:
    return warning(
        "stopped-goes-on", mark, "{what} is still on the sheet, and what it asks for is marked as stopped ({place})",
        "{remedy}, or put the line back into the schedule", what=what, place=where, remedy=remedy,
    )  # fmt: skip


def check_names(resolved: ResolvedSheet) -> Iterator[Problem]:
    """Each line that may be one of the consult before under another name."""
    if resolved.earlier is None:
        return
    lines, then = list(resolved.lines()), list(resolved.earlier.lines())
    days = resolved.earlier.consult.value.date, resolved.consult.value.date
    for doubt in doubts([line for line, _ in lines], [line for line, _ in then], *days):
        mark = next(at for line, at in lines if line is doubt.line)("product")
        before = next(at for line, at in then if line is doubt.earlier)()
        name, place = shortened(doubt.earlier.product, 40), line_of(before, mark.file)
        if doubt.is_changed:
            message = msg("the sheet marks this as changed: its name has another strength than {name} ({place})",
                       name=name, place=place)  # fmt: skip
        elif doubt.line.route != doubt.earlier.route:
            message = msg("the sheet marks this as new, and {name} as stopped: it has another route there ({place})",
                       name=name, place=place)  # fmt: skip
        else:
            message = msg("the sheet marks this as new, and {name} as stopped ({place})", name=name, place=place)
        yield warning("renamed", mark, message, "if nothing changed, write it as it was there")
