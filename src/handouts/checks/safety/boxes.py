"""A text that names what can harm says beside it for whom, or when to stop.

Sources: `boxes.yaml`, which says of each box how far it was read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from handouts.checks.safety.spoken import Spoken, spoken_in
from handouts.content.loading import Loaded
from handouts.content.model.sheet import Consult
from handouts.content.parameters import ModuleInstance
from handouts.content.resolving import ResolvedSheet
from handouts.problems import Mark, Message, Problem, advice, msg

_FILE = Path(__file__).with_name("boxes.yaml")
_SWALLOWED = re.compile(
    r"\b(?:slik\w*|tablet\w*|capsules?|\w*pil(?:len)?|pills?|\w*supplement\w*|druppels|poeder|powder|swallow\w*|zakjes?)\b"
)
_DENIED = re.compile(r"\b(?:geen|zonder|niet|nooit|no|not|without|never|vervangt|replaces?)\b(?: \S+){0,2} ?$")


class Box(NamedTuple):
    """What is looked for, and what must be said beside it."""

    rule: str
    on: frozenset[str]
    named: re.Pattern[str]
    needs: tuple[re.Pattern[str], ...]
    is_swallowed: bool
    subject: str
    flags: frozenset[str]
    """On a sheet it is looked for only when the client has one of these; with none of them, always."""
    source: str


_SAID: Mapping[str, tuple[Message, Message]] = {
    "loose-stools": (
        msg("magnesium by mouth can give loose stools, and that is not said"),
        msg("add it, with: take less or spread it over the day"),
    ),
    "magnesium-ask": (
        msg("magnesium is swallowed, and nothing says who must ask first"),
        msg("name those with a kidney disease, and those who take medicines: they ask their doctor or pharmacist"),
    ),
    "supplement-ask": (
        msg("a supplement is named, and nothing says whom to ask first"),
        msg("name the doctor or pharmacist"),
    ),
    "nerves-b6": (
        msg("more than 12 mg of vitamin B6 a day can harm nerves, and that is not said"),
        msg("say that tingling or numbness is a reason to stop and to call the GP"),
    ),
    "skin-sting": (
        msg("nothing says that it can sting, or that it is not for broken skin"),
        msg("say where not to put it, and when to wash it off"),
    ),
    "massage-not": (
        msg("this is about massage, and nothing says when not"),
        msg("such as fever, thrombosis, wounds or a contagious skin disease; and who asks first"),
    ),
    "breathing-stop": (
        msg("this is a breathing exercise, and nothing says when to stop"),
        msg("dizzy, tingling or afraid: stop, and breathe as usual; never in water or in a car"),
    ),
    "suicide-line": (
        msg("this may reach somebody with dark thoughts, and 113 is not named"),
        msg("thoughts of suicide? call 113, free, day and night, or chat on 113.nl; in danger: 112"),
    ),
    "herbs": (
        msg("a herb can clash with medicines, and nothing says whom to ask"),
        msg("who takes medicines asks the pharmacist first; claims on plants are on hold (C-386/23)"),
    ),
    "heat-ask": (
        msg("this is warm, and nothing says who must be careful"),
        msg("with diabetes or little feeling one burns unnoticed; not on wounds; a foot bath is 36 or 37 degrees"),
    ),
    "essential-oils": (
        msg("essential oils are named, and nothing says of pregnancy and children"),
        msg("say who asks first, and that they are not for small children"),
    ),
    "fasting": (
        msg("this is about fasting, and nothing says who must not do it alone"),
        msg("with diabetes or medicines, pregnant or after an eating disorder: with a doctor or dietitian"),
    ),
    "child": (
        msg("a supplement and children in one text, and nothing says for whom the amounts are"),
        msg("amounts and upper levels here are for adults; those of children are lower"),
    ),
}


@cache
def boxes() -> tuple[Box, ...]:
    """The boxes of the data."""
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    read: Mapping[str, Mapping[str, Any]] = yaml.load(_FILE.read_text(encoding="utf-8"), loader)["boxes"]  # noqa: S506
    return tuple(
        Box(rule, frozenset(each["on"].split()), re.compile(each["named"]), tuple(map(re.compile, each["needs"])),
            "swallowed" in each, each.get("subject", ""), frozenset(each.get("flags", "").split()), each["source"])
        for rule, each in read.items()
    )  # fmt: skip


def check(document: Loaded[Any], kind: str, modules: Sequence[ModuleInstance] = ()) -> Iterator[Problem]:
    """What a document of a kind (`brochure` or `module`) names, and does not say beside it nor in its `modules`."""
    texts = list(spoken_in(document, {}))
    beside = [each.text for chosen in modules for each in spoken_in(chosen.module, chosen.parameters)]
    whole = " / ".join([*(each.text for each in texts), *beside])
    for box in boxes():
        if kind in box.on and box.named.search(whole) and not all(need.search(whole) for need in box.needs):
            yield from _first(box, texts, document)


def check_sheet(resolved: ResolvedSheet) -> Iterator[Problem]:
    """What a consult names and its sheet does not say; of the cautions of its modules those that this client gets."""
    consult, flags = resolved.consult, set(resolved.consult.value.flags)
    texts = [_by_route(each, consult.value) for each in spoken_in(consult, {})]
    said = [*(each.text for each in texts), *(each.text for each in spoken_in(resolved.recipe, {}))]
    for chosen in resolved.modules:
        cautions = chosen.module.value.warnings
        said += [each.text for each in spoken_in(chosen.module, chosen.parameters)
                 if each.path[0] != "warnings" or cautions[int(each.path[1])].if_ in {None, *flags}]  # fmt: skip
    whole = " / ".join(said)
    for box in boxes():
        is_wanted = "sheet" in box.on and (not box.flags or not flags.isdisjoint(box.flags))
        if is_wanted and not all(need.search(whole) for need in box.needs):
            yield from _first(box, texts, consult)


def _by_route(spoken: Spoken, consult: Consult) -> Spoken:
    """A text of a line of the schedule, with what it is about by its route."""
    if spoken.path[0] != "schedule":
        return spoken
    route = consult.schedule[int(spoken.path[1])].route
    return spoken._replace(subject={"oral": "supplement", "topical": "skin"}.get(route, ""))


def _first(box: Box, texts: Sequence[Spoken], document: Loaded[Any]) -> Iterator[Problem]:
    """The advice at the first words that name what a box is about."""
    for spoken in texts:
        if spoken.is_warning or (box.subject and spoken.subject != box.subject):
            continue
        if box.is_swallowed and spoken.subject != "supplement" and not _SWALLOWED.search(spoken.text):
            continue
        if box.is_swallowed and spoken.subject == "skin":
            continue
        for found in box.named.finditer(spoken.text):
            if not _DENIED.search(spoken.text[: found.start()]):
                yield said_of(box, spoken.place(document, found.start(), found.end(), {}))
                return


def said_of(box: Box, mark: Mark) -> Problem:
    """A box that is missing, as advice."""
    message, hint = _SAID[box.rule]
    if box.source:
        hint = msg("{hint} ({source})", hint=hint, source=box.source)
    return advice(box.rule, mark, message, hint)
