"""A sheet says beside what can do harm what this client needs, by the flags of the consult and the way it is taken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from handouts.checks.document import Document
from handouts.checks.safety.boxes import boxes, said_of
from handouts.checks.safety.spoken import Spoken, spoken_in
from handouts.content.model.module import Module
from handouts.content.model.sheet import Consult, Recipe
from handouts.problems import Problem, advice

_BY_ROUTE = {"oral": "supplement", "topical": "skin"}


def check(
    consult: Document[Consult], recipe: Document[Recipe], modules: Iterable[Document[Module]]
) -> Iterator[Problem]:
    """What a consult names and its sheet does not say; the modules of the sheet are looked at by themselves."""
    flags = set(consult.value.flags)
    said = " / ".join(_said(consult, recipe, modules))
    texts = [each for each in spoken_in(consult, {}) if not each.is_warning]
    for box in boxes():
        if box.on_sheets and not box.is_said(said) and not (box.flags and flags.isdisjoint(box.flags)):
            places = ((text, match) for text in texts for match in box.places(text.text, _subject(text, consult.value)))
            for text, match in places:
                yield said_of(box, text.place(*match.span(), {}), "")
                break
    if "thoughts-of-suicide" in flags and "113" not in said:
        yield advice(
            "suicide-line", consult.marks.at(("flags",)), "nothing on this sheet names 113",
            "say: do you think of suicide? Call 113, free, day and night, or chat on 113.nl; in danger: 112",
        )  # fmt: skip


def _subject(text: Spoken, consult: Consult) -> str:
    """What a text is about: a line of the schedule by its route."""
    if text.path[0] != "schedule":
        return text.subject
    return _BY_ROUTE.get(consult.schedule[int(text.path[1])].route, "")


def _said(consult: Document[Consult], recipe: Document[Recipe], modules: Iterable[Document[Module]]) -> Iterator[str]:
    """All that a sheet prints, and of the cautions of its modules those that this client gets."""
    yield from (each.text.lower() for document in (consult, recipe) for each in document.texts)
    for module in modules:
        cautions = module.value.warnings
        for each in module.texts:
            if each.path[0] != "warnings" or cautions[int(each.path[1])].if_ in {None, *consult.value.flags}:
                yield each.text.lower()
