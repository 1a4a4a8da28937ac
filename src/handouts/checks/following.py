"""A sheet goes on from the one before it: of the same person, with no flag lost, and nothing that has stopped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from handouts.checks.agreements import line_of
from handouts.gathering import Earlier, Gathered
from handouts.loading import Loaded
from handouts.model.identity import plain_name
from handouts.model.intake import Intake
from handouts.problems import Mark, Problem, shortened, warning
from handouts.scheduling import stopped

_NO_NAME = frozenset(
    "de het een en of je uw s the a an and or your elke iedere dag daags dagelijks week avond ochtend middag nacht "
    "keer maal extra kort korte lang lange warm warme koud koude lauw lauwe rustig rustige genoeg twee drie vier vijf "
    "tablet tabletten capsule capsules druppels poeder every day daily evening morning times short long cold slow "
    "slowly calm enough two three four five tablets drops powder".split()
)
"""What stands around the name of a thing and does not tell it from another."""
_AROUND = re.compile(r"\b(?:met|in|voor|na|op|bij|van|om|with|for|after|before|on|at|of|to)\b")
_ENDED = re.compile(
    r"\b(?:ge)?stop|\b(?:niet|geen|zonder|weg|klaar|minder|in plaats van|not|no|without|instead of|done|less)\b"
)
_ENDING = re.compile(r"(?:s|e?n|e|t|d|ten?|den?|ings?|ingen|jes?|end|er|ed)?")
_SHORTEST_STEM = 3


def check(gathered: Gathered) -> Iterator[Problem]:
    """What was known at the consult before and is not repeated, and what goes on of what this sheet calls stopped."""
    if gathered.earlier is None:
        return
    yield from _person(gathered, gathered.earlier)
    yield from _flags(gathered, gathered.earlier)
    for line, mark in _stopped(gathered, gathered.earlier):
        yield from _going_on(line, line_of(mark, gathered.consult.marks.file), gathered)


def _person(gathered: Gathered, earlier: Earlier) -> Iterator[Problem]:
    """Another first name, or another form of address, than in the consult before."""
    consult, before = gathered.consult, earlier.consult
    name, other = consult.value.client.first_name, before.value.client.first_name
    if plain_name(name) != plain_name(other):
        said = f"this sheet is for {shortened(name, 40)}, and the consult that it follows for {shortened(other, 40)}"
        hint = f"look at {line_of(before.marks.at(('client', 'first_name')), consult.marks.file)}: is this one person?"
        yield warning("other-client", consult.marks.at(("follows",)), said, hint)
    form, then = consult.value.client.form, before.value.client.form
    if form != then and gathered.language == "nl":
        said = (
            f"the client is addressed with {form}, and with {then} in the consult before this one, {before.value.ref}"
        )
        hint = f"write form: {then} under client:, if that is how you go on"
        yield warning("other-form", consult.marks.at(("client", "form")), said, hint)


def _flags(gathered: Gathered, earlier: Earlier) -> Iterator[Problem]:
    consult, before = gathered.consult, earlier.consult.value
    for flag in dict.fromkeys(before.flags):
        if flag not in consult.value.flags:
            said = f"the consult before this one, {before.ref}, has the flag {flag}, and this one has not"
            mark = consult.marks.at(("flags",)) if consult.value.flags else consult.marks.at(("follows",))
            yield warning("flag-not-repeated", mark, said, f"add it to flags:, if {flag} still has to be reckoned with")


def _stopped(gathered: Gathered, earlier: Earlier) -> Iterator[tuple[Intake, Mark]]:
    """The lines that the sheet calls stopped, each with its place."""
    before, now = earlier.consult.value.date, gathered.consult.value.date
    lines = [
        (line, source.marks.at(("schedule", index)))
        for source in (earlier.recipe, earlier.consult)
        for index, line in enumerate(source.value.schedule)
    ]
    gone = stopped(_lines_of(gathered), [line for line, _ in lines], before, now)
    return ((line, mark) for line, mark in lines if any(line is each for each in gone))


def _lines_of(gathered: Gathered) -> list[Intake]:
    return [*gathered.recipe.value.schedule, *gathered.consult.value.schedule]


def _going_on(line: Intake, where: str, gathered: Gathered) -> Iterator[Problem]:
    """What still asks for a line that has stopped, and for none of those that are there."""
    thing = _words(line.product)
    others = [_words(each.product) for each in _lines_of(gathered)]

    def only_this(names: list[list[str]]) -> bool:
        return _is_one_of(thing, names) and not any(_is_one_of(other, names) for other in others)

    for chosen in gathered.modules:
        module = chosen.module.value
        said = [chosen.name.replace("-", " "), module.title, module.diary_label or "", *chosen.parameters.values()]
        if only_this([_name(text) for text in said]):
            yield _module_warned(where, chosen.name, gathered)
    for index, each in enumerate(gathered.consult.value.summary_steps):
        step = re.findall(r"[^\W\d_]+", each.step.casefold())
        asked = _all_in(thing, step) and not any(_all_in(other, step) for other in others)
        if asked and not _ENDED.search(each.step.casefold()):
            yield _warned(where, "this step", gathered.consult.marks.at(("summary_steps", index)))
    source: Loaded[Any] = gathered.consult if gathered.consult.value.diary else gathered.recipe
    for index, row in enumerate(source.value.diary.rows if source.value.diary else []):
        if only_this([_name(row)]):
            if source is gathered.consult:
                yield _warned(where, "this row of the diary", source.marks.at(("diary", "rows", index)))
            else:
                what = f"the row {row} in the diary of the recipe"
                yield _warned(where, what, _place_for("diary", gathered), "give this consult a diary: of its own")


def _module_warned(where: str, name: str, gathered: Gathered) -> Problem:
    """The warning where this consult asks for the module, or where it can drop what the recipe asks for."""
    for index, use in enumerate(gathered.consult.value.modules):
        if use.use == name:
            return _warned(where, f"the module {name}", gathered.consult.marks.at(("modules", index)))
    drop = f"add - use: {name} and drop: ja under modules:"
    return _warned(where, f"the module {name} of the recipe", _place_for("modules", gathered), drop)


def _place_for(field: str, gathered: Gathered) -> Mark:
    """Where this consult has a field, or else the line by which it follows another."""
    consult = gathered.consult
    return consult.marks.at((field if getattr(consult.value, field) else "follows",))


def _warned(where: str, what: str, mark: Mark, remedy: str = "take it out too") -> Problem:
    said = f"{what} goes on, and the sheet calls what it asks for stopped ({where})"
    return warning("stopped-goes-on", mark, said, f"{remedy}, or put the line back into the schedule")


def _words(text: str) -> list[str]:
    """The words of a product by which it is known; all of them where none stands out."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    return [word for word in words if word not in _NO_NAME] or words


def _name(text: str) -> list[str]:
    """The words by which a module or a row is known: `Een voetenbad met magnesium` is a voetenbad."""
    words = re.findall(r"[^\W\d_]+", _AROUND.split(text.casefold())[0] or text.casefold())
    return [word for word in words if word not in _NO_NAME]


def _is_one_of(thing: list[str], names: list[list[str]]) -> bool:
    return any(name and _all_in(name, thing) for name in names)


def _all_in(words: list[str], others: list[str]) -> bool:
    return bool(words) and all(any(_same(word, other) for other in others) for word in words)


def _same(word: str, other: str) -> bool:
    """Whether two words differ by an ending alone: `wandelen` and `wandel`, `oefening` and `oefeningen`."""
    return word == other or any(
        len(stem) >= _SHORTEST_STEM and longer.startswith(stem) and bool(_ENDING.fullmatch(longer, len(stem)))
        for one, longer in ((word, other), (other, word))
        for stem in _stems(one)
    )


def _stems(word: str) -> Iterator[str]:
    """A word without the ending of a verb, in both spellings of its vowel: `lopen` is `lop` and `loop`."""
    if not word.endswith("en"):
        yield word
        return
    stem = word[:-2]
    if stem[-1:] == stem[-2:-1]:
        stem = stem[:-1]
    stem = re.sub("v$", "f", re.sub("z$", "s", stem))
    yield stem
    yield re.sub(r"([aeou])([^aeiou])$", r"\1\1\2", stem)
