"""A brochure says at once what it is for, asks for something, and says whom to call; advice says when to stop.

Sources: PEMAT-P, items 1 and 20; CDC Clear Communication Index, items 1 and 5; the Dutch Wkkgz asks where a complaint
goes. That a main message, sources and dates are there at all is in `upkeep`, as making the brochure says it too.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

from handouts.checks.document import Document
from handouts.checks.passages import Span
from handouts.content.emergencies import is_emergency
from handouts.content.loading import Loaded
from handouts.content.model.brochure import Brochure
from handouts.content.model.formats import FORMATS
from handouts.content.model.module import Module
from handouts.content.model.practice import Practice
from handouts.languages.texts import own_texts
from handouts.problems import Problem, advice

_LONGEST_MESSAGE = 3
_WORDIEST_MESSAGE = 40
_HANDS_ON = frozenset({"body", "skin", "supplement"})
_RECIPE = re.compile(r"^(?:ingredi[eë]nten|ingredients|bereiding(?:swijze)?|method)\W*$", re.IGNORECASE)
"""A heading of what is cooked: nobody is called for that."""
_TITLE_ALONE = "subtitle"
"""A format without room for it, a card, has none for whom to call."""
_FACT = re.compile(
    r"\b(?:(?:in|uit|volgens) (?:een |dit |één )?(?:onderzoek|studies?)(?:en)?|onderzoekers|wetenschappelijk\w*|"
    r"(?:one|a|studies|research) (?:study|shows?|found)|researchers)\b|\b\d+(?:[.,]\d+)? ?%|"
    r"\b(?:\d+|één) (?:op de|van de|in|out of) (?:\d+|tien) (?:mensen|people)\b|\b\d+(?:[.,]\d+)? ?(?:mg|µg|mcg)\b",
    re.IGNORECASE,
)
"""What a reader may want to look up: a study, a share, an amount."""
_WHOM = re.compile(r"\b(?:112|911|999|huisarts\w*|dokter|\bgp\b|doctor)\b", re.IGNORECASE)


def check(
    brochure: Document[Brochure], practice: Loaded[Practice], modules: Collection[Document[Module]]
) -> Iterator[Problem]:
    """What a reader of a brochure, with its modules, looks for and does not find."""
    value, marks = brochure.value, brochure.marks
    if len(value.title.split()) == 1 and not (value.subtitle or value.promise or value.main_message):
        yield advice("no-purpose", marks.at(("title",)), "“{title}” alone does not say what this is for",
                     "add subtitle: what the reader finds here", title=value.title)  # fmt: skip
    yield from _message(brochure)
    if not _asks(brochure, modules):
        yield advice("no-action", marks.at(("title",)), "nothing here asks the reader to do something",
                     "add call_to_action:, a list with kind: do, or a module with steps")  # fmt: skip
    yield from _whom(brochure, modules)
    registered = practice.value.registrations
    is_care = registered.associations or registered.agb_practice or registered.agb_practitioner
    if is_care and not practice.value.complaints:
        yield advice("no-complaints", practice.marks.at(("registrations",)), "nothing says where a complaint goes",
                     "add complaints: with officer and disputes_body; the Wkkgz asks for both")  # fmt: skip


def check_module(module: Document[Module]) -> Iterator[Problem]:
    """That advice on the body, the skin or a supplement says when to stop."""
    value = module.value
    if value.subject in _HANDS_ON and value.steps and not (value.stop_if or value.call_if or value.warnings):
        yield advice("no-stop", module.marks.key(("steps",)), "nothing says when to stop, or for whom this is not",
                     "add stop_if:, call_if: or warnings:")  # fmt: skip
    if not value.sources:
        for each in module.texts:
            if fact := _FACT.search(each.text):
                yield advice("fact-without-source", module.place(each, Span(*fact.span())),
                             "“{words}” rests on something, and there are no sources",
                             "add sources: with where it comes from", words=fact[0])  # fmt: skip
                break


def _message(brochure: Document[Brochure]) -> Iterator[Problem]:
    message = next((each for each in brochure.texts if each.path == ("main_message",)), None)
    if not message:
        return
    count, length = len(message.sentences), len(message.spans)
    if count > _LONGEST_MESSAGE or length > _WORDIEST_MESSAGE:
        yield advice(
            "long-message", brochure.marks.at(("main_message",)),
            "the main message has {count} sentences and {words} words", "say one thing, in three sentences at most",
            count=count, words=length,
        )  # fmt: skip


def _asks(brochure: Document[Brochure], modules: Collection[Document[Module]]) -> bool:
    value = brochure.value
    if value.call_to_action or any(module.value.steps for module in modules):
        return True
    if any(section.points and section.kind in {None, "do"} for section in value.sections):
        return True
    return opens_with_a_verb(brochure)


def opens_with_a_verb(brochure: Document[Brochure]) -> bool:
    """Whether a sentence of its sections opens with what asks the reader to do something: `Loop een rondje`."""
    verbs = set(own_texts(brochure.language, "plain_language").get("asking_verbs", ()))
    return any(
        each.plain[span.start : span.end].strip(" *_").lower() in verbs
        for each in brochure.texts if each.path[0] == "sections" and each.path[2] in {"items", "text"}
        for sentence in each.sentences for span in each.words_in(sentence)[:1]
    )  # fmt: skip


def names_whom(document: Document[Any]) -> bool:
    """Whether any text of a document names the GP or an emergency number."""
    return any(_WHOM.search(each.text) for each in document.texts)


def _whom(brochure: Document[Brochure], modules: Collection[Document[Module]]) -> Iterator[Problem]:
    value, marks = brochure.value, brochure.marks
    if all(_TITLE_ALONE in FORMATS[each].leaves_out for each in value.formats):
        return
    box = value.when_to_call
    if box and not any(is_emergency(call.who) or _WHOM.search(call.who) for call in box.calls):
        yield advice("no-call", marks.at(("when_to_call",)), "nobody here is the GP or 112",
                     "say when to call the GP, and when 112")  # fmt: skip
    is_recipe = any(_RECIPE.search(each.text) for each in brochure.texts if each.kind == "heading")
    if not box and not is_recipe and not any(map(names_whom, (brochure, *modules))):
        yield advice("no-call", marks.at(("title",)), "nothing says when to call the GP or 112",
                     "add when_to_call: with calls:, each a when: (dizzy for days) and a who: (your GP)")  # fmt: skip
