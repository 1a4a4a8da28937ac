"""What a text says beside something that can do harm: for whom it is not, and when to stop.

What is looked for, and by which source, is in `safety.yaml`. It says what to ask first, and never what is safe.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from handouts.checks.document import Document
from handouts.checks.passages import Passage, Span
from handouts.checks.safety.spoken import subject_within
from handouts.content.model.brochure import Brochure
from handouts.content.model.module import Module
from handouts.problems import Mark, Message, Problem, advice, msg

_SAID: Mapping[str, tuple[Message, Message]] = {
    "loose-stools": (
        msg("magnesium by mouth can give loose stools, and that is not said"),
        msg("say so, and to take less then, or to spread it over the day"),
    ),
    "nerves-b6": (
        msg("much vitamin B6 can harm the nerves, and that is not said"),
        msg("say: hands or feet that tingle or are numb? Stop, and call the GP. 12 mg a day is the most"),
    ),
    "skin-sting": (
        msg("nothing says that it can sting, or that it is not for broken skin"),
        msg("say both, and to rinse it off when it itches"),
    ),
    "massage-first": (
        msg("this is about massage, and nothing says when not"),
        msg("say: not with fever, an infection or thrombosis; ask first when pregnant, with a heart disease, "
            "blood thinners or a treatment for cancer"),
    ),
    "breathing-stop": (
        msg("this is a breathing exercise, and nothing says when to stop"),
        msg("say: dizzy, tingling or afraid? Stop, and breathe as usual"),
    ),
    "warmth-first": (
        msg("this is warm, and nothing says who asks first"),
        msg("say: with diabetes, little feeling, a heart disease or when pregnant, ask first; say how warm, how long"),
    ),
    "oils-first": (
        msg("these are essential oils, and nothing says who asks first"),
        msg("say: pregnant, asthma, epilepsy or small children? Ask first; never swallow it, never undiluted"),
    ),
    "herbs-first": (
        msg("a herb can clash with medicines, and nothing says whom to ask"),
        msg("say: do you take medicines? Ask your pharmacist first. St John's wort clashes with many, the pill too; "
            "liquorice raises blood pressure"),
    ),
    "supplement-child": (
        msg("a supplement and children are in one text"),
        msg("say that the amounts are for adults; the upper levels of children are lower"),
    ),
    "magnesium-first": (
        msg("magnesium is swallowed, and nothing says who asks first"),
        msg("say: with a kidney disease, or do you take medicines? Ask your doctor or pharmacist first"),
    ),
    "supplement-first": (
        msg("a supplement is named, and nothing says whom to ask"),
        msg("say: ask your doctor, pharmacist or dietitian first"),
    ),
    "fasting-first": (
        msg("this is about fasting, and nothing says who does not do it alone"),
        msg("say: with diabetes or medicines, when pregnant, or after an eating disorder, only with a doctor"),
    ),
    "suicide-line": (
        msg("“{words}” is named, and 113 is not", words=""),
        msg("say: do you think of suicide? Call 113, free, day and night, or chat on 113.nl; in danger: 112"),
    ),
}  # fmt: skip
_DENIED = re.compile(r"\b(?:geen|nooit|no|never)\b(?: [^\s.,;:!?]+){0,2} ?$", re.IGNORECASE)
_DENIES = re.compile(r"\b(?:geen|nooit|never)\b", re.IGNORECASE)
_NOT_OF_HEADINGS = "suicide-line"
"""A heading that names burn-out says whom a text is for: `Voeding bij burn-out`."""
_MENTIONS = 3
"""So often a brochure names massage when it is about it, if no heading does."""


class Box(NamedTuple):
    """What is looked for, and what must be said beside it."""

    rule: str
    fires: re.Pattern[str]
    in_small: re.Pattern[str]
    """The same for a text in small letters, in which it is found sooner."""
    named: re.Pattern[str] | None
    """What is looked for where a block is about `subject`."""
    subject: str
    beside: re.Pattern[str] | None
    """What must be in the text too."""
    enough: tuple[re.Pattern[str], ...]
    """What must be said; each of these."""
    source: str
    only_brochures: bool
    on_sheets: bool
    flags: frozenset[str]
    """On a sheet it is looked for only for a client with one of these; without any, for all."""

    def is_said(self, text: str) -> bool:
        """Whether a text says what must be said."""
        return all(each.search(text) for each in self.enough)

    def places(self, text: str, subject: str) -> Iterator[re.Match[str]]:
        """What asks for it in a text, unless it is denied there."""
        found = [*self.fires.finditer(text)]
        if self.named and subject == self.subject:
            found += self.named.finditer(text)
        yield from (each for each in found if not (_DENIED.search(text[: each.start()]) or _DENIES.search(each[0])))


def check(document: Document[Any], modules: Iterable[Document[Module]] = ()) -> Iterator[Problem]:
    """What is missing beside what a brochure or module names, at the first place where it does."""
    said = "\n".join(each.typed for each in (document, *modules))
    is_brochure = isinstance(document.value, Brochure)
    for box in _named_in(document, said):
        if box.is_said(said) or (box.only_brochures and not is_brochure):
            continue
        places = (
            (passage, match) for passage in document.passages
            for match in box.places(passage.plain, subject_within(passage.way))
            if box.rule != _NOT_OF_HEADINGS or passage.kind != "heading"
        )  # fmt: skip
        found = list(places if box.only_brochures else islice(places, 1))
        if found and not (box.only_brochures and not _is_about(found)):
            passage, match = found[0]
            yield said_of(box, document.place(passage, Span(*match.span())), match[0])


def _named_in(document: Document[Any], said: str) -> Iterator[Box]:
    """The boxes of which anything is named in a document: all its text is looked through at once."""
    whole = "\n".join(each.plain for each in document.passages).lower()
    subjects = {subject_within(each.way) for each in document.passages}
    found: dict[re.Pattern[str], bool] = {}
    for box in boxes():
        if box.beside and not box.beside.search(said):
            continue
        if box.in_small not in found:
            found[box.in_small] = box.in_small.search(whole) is not None
        if found[box.in_small] or (box.named and box.subject in subjects and box.named.search(whole)):
            yield box


def said_of(box: Box, mark: Mark, words: str) -> Problem:
    """What is missing, as advice."""
    message, hint = _SAID[box.rule]
    if message.values:
        message = msg(message.msgid, words=words)
    if box.source:
        hint = msg("{hint} (source: {source})", hint=hint, source=box.source)
    return advice(box.rule, mark, message, hint)


def _is_about(found: list[tuple[Passage, re.Match[str]]]) -> bool:
    return len(found) >= _MENTIONS or any(passage.kind == "heading" for passage, _ in found)


@cache
def boxes() -> tuple[Box, ...]:
    """The boxes of the data."""
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    data = yaml.load(Path(__file__).with_name("safety.yaml").read_text(encoding="utf-8"), loader)  # noqa: S506
    return tuple(
        Box(rule, _pattern(each["fires"]), re.compile(each["fires"]),
            _pattern(each["named"]) if "named" in each else None, each.get("subject", ""),
            _pattern(each["beside"]) if "beside" in each else None,
            tuple(_pattern(each[key]) for key in ("enough", "and_enough") if key in each), each.get("source", ""),
            each["where"] == "brochure", "sheet" in each, frozenset(each.get("flags", "").split()))
        for rule, each in data["boxes"].items()
    )  # fmt: skip


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(words, re.IGNORECASE)
