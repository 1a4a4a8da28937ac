"""What a flag of the client asks to be careful with is pointed out at the line that asks for it.

What a caution is about is content: a module has `if: pregnant`, next to its sources. A line of the schedule that is
about a module is compared with the cautions of that module, also where the sheet does not take it in. Only of what is
swallowed in pregnancy more is known here: it is for the midwife or the doctor to say, but for folic acid and vitamin D,
which are advised to all; of vitamin A and herbs it is asked with more weight. That is common Dutch advice, for which no
source was read: it only makes the practitioner ask.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handouts.checks.agreements import Doubt
from handouts.checks.words import any_of
from handouts.content.model.module import FLAG_NAMES
from handouts.content.nutrients import FOOD
from handouts.content.parameters import ModuleInstance
from handouts.content.resolving import ResolvedSheet
from handouts.content.things import is_one_of, names_of_module, words_of
from handouts.problems import Mark, msg, warning

_ADVISED_NAME = r"(?:foli(?:umzuur|c acid|nezuur)|folaat|folate|(?:vitamine?|vit\.?)[ -]?(?:d\d?|b-?11)|d3?)"
_ADVISED = re.compile(
    rf"{_ADVISED_NAME}(?:(?: ?[,+&/] ?| en | and ){_ADVISED_NAME})*"
    r"(?:[ ,(]+[\d.,]+ ?(?:[µμ]g|mcg|ug|microgram|mg|ie|iu)\)?)?"
)
_HERB = re.compile(any_of("herbs"))
_VITAMIN_A = re.compile(r"\b(?:vitamine?|vit\.?)[ -]?a\b|retinol|levertraan|cod liver")
_ASKS_FIRST = re.compile(
    r"\b(?:overleg|vraag|advies|zonder|alleen .{0,30}als)\b.{0,60}\b(?:arts|huisarts|verloskundige|apotheker|"
    r"di[eë]tist|trombosedienst)\b|\b(?:ask|without|advice|talk)\b.{0,60}\b(?:doctor|gp|midwife|pharmacist|dietitian)\b",
    re.DOTALL,
)
"""A caution that sends the client to somebody first. A caution about how is printed in a frame, and that is all."""
_ALREADY = frozenset({"kidneys", "heart", "medication", "pregnant"})
"""Flags of which every line that is swallowed is a doubt of its own."""
_OF_THE_CLIENT = frozenset({"medication", "thoughts-of-suicide"})
"""Flags whose cautions are about the client's medicines or safety, and not about what the module asks for."""


def doubts(resolved: ResolvedSheet) -> Iterator[Doubt]:
    """What a flag of the consult asks to be talked over first, at its line."""
    flags = list(dict.fromkeys(resolved.consult.value.flags))
    for flag in flags:
        if flag not in _OF_THE_CLIENT:
            yield from _modules(resolved, flag)
            yield from _lines_about(resolved, flag)
    if "pregnant" in flags:
        yield from _swallowed(resolved)


def _modules(resolved: ResolvedSheet, flag: str) -> Iterator[Doubt]:
    """The modules of the sheet whose caution sends a client with this flag to somebody first."""
    for chosen in resolved.modules:
        if any(_ASKS_FIRST.search(text) for text in _cautions(chosen, flag)):
            problem = warning(
                "flag", _asked_at(chosen.name, resolved),
                "the module {name} tells a client with the flag {flag} to ask somebody first",
                "leave the module out, or write under agreed: what was agreed about {name}",
                name=chosen.name, flag=FLAG_NAMES[flag],
            )  # fmt: skip
            yield Doubt(flag, problem, (), tuple(names_of_module(chosen.name, chosen.module.value.title)))


def _lines_about(resolved: ResolvedSheet, flag: str) -> Iterator[Doubt]:
    """The lines of the schedule that are about a module with a caution which the sheet does not print."""
    for line, at in resolved.lines():
        if line.route == "oral" and flag in _ALREADY:
            continue
        for chosen in resolved.others:
            about = names_of_module(chosen.name, chosen.module.value.title)
            if is_one_of(words_of(line.product), about) and _cautions(chosen, flag):
                problem = warning(
                    "flag", at(),
                    "the module {name} has a caution for the flag {flag}, and this sheet does not print it",
                    "add {name} under modules:, or write under agreed: what was agreed about this line",
                    name=chosen.name, flag=FLAG_NAMES[flag],
                )  # fmt: skip
                yield Doubt(flag, problem, ((line, at()),))
                break


def _swallowed(resolved: ResolvedSheet) -> Iterator[Doubt]:
    """What is swallowed by a client who is pregnant, but for what is advised to all and for food."""
    for line, at in resolved.lines():
        text = f"{line.product} {line.dose or ''}".casefold()
        if line.route != "oral":
            continue
        hint = msg("leave it out, or ask the midwife or a doctor; their word goes under agreed:")
        product = line.product.casefold()
        if _HERB.search(text):
            message = msg("this is a herb, and this client is pregnant")
        elif _VITAMIN_A.search(text):
            message = msg("this is vitamin A, and this client is pregnant")
        elif not (_ADVISED.fullmatch(product) or FOOD.search(product)):
            message = msg("this is swallowed, and this client is pregnant")
            hint = msg("ask the midwife or a doctor; their word goes under agreed:")
        else:
            continue
        yield Doubt("pregnant", warning("flag", at(), message, hint), ((line, at()),))


def _cautions(chosen: ModuleInstance, flag: str) -> list[str]:
    """The cautions of a module for a flag, in small letters."""
    return [" ".join(each.text.casefold().split()) for each in chosen.module.value.warnings if each.if_ == flag]


def _asked_at(name: str, resolved: ResolvedSheet) -> Mark:
    """Where the consult asks for a module, or else the flags: what the recipe asks for is left as it is."""
    consult = resolved.consult
    places = (index for index, use in enumerate(consult.value.modules) if use.use == name)
    index = next(places, None)
    return consult.marks.at(("flags",) if index is None else ("modules", index))
