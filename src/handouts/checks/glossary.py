"""A word of the glossary is used, is explained once on one paper, and in a line or two."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from handouts.checks.document import Document
from handouts.content.model.brochure import Brochure, Term
from handouts.content.model.module import Module
from handouts.page.composing.explaining import names
from handouts.problems import Problem, advice, warning

_LONGEST = 3
"""Sentences that explain a word."""
_WORDIEST = 40


def check(brochure: Document[Brochure], modules: Collection[Document[Module]]) -> Iterator[Problem]:
    """What is doubtful about the glossary of a brochure with its modules."""
    if brochure.value.glossary:
        yield from _unused(brochure, modules)
        yield from _said_twice(brochure)
        yield from _long(brochure)


def _unused(brochure: Document[Brochure], modules: Collection[Document[Module]]) -> Iterator[Problem]:
    own = (each.text for each in brochure.texts if each.path[0] != "glossary")
    said = [text.replace("*", "") for text in (*own, *(each.text for module in modules for each in module.texts))]
    for index, entry in enumerate(brochure.value.glossary):
        named = names(entry.term)
        if not any(named.search(text) for text in said):
            yield advice("unused-term", brochure.marks.at(("glossary", index, "term")),
                         "“{term}” is nowhere in the brochure, so it is not explained on paper",
                         "write the word as the text has it, or take it out", term=entry.term)  # fmt: skip


def _said_twice(brochure: Document[Brochure]) -> Iterator[Problem]:
    """The words that are explained twice on one paper."""
    known: list[Term] = []
    for index, entry in enumerate(brochure.value.glossary):
        mark = brochure.marks.at(("glossary", index, "term"))
        if any(_is_same(entry, other) and _share_a_format(entry, other, brochure.value) for other in known):
            yield warning("same-term", mark, "“{term}” is explained twice, and both would be printed",
                          "keep one of the two, or give each its own formats with only:", term=entry.term)  # fmt: skip
        known.append(entry)


def _long(brochure: Document[Brochure]) -> Iterator[Problem]:
    for each in brochure.passages:
        if each.path[0] == "glossary" and each.path[-1] == "meaning":
            count, length = len(each.sentences), len(each.spans)
            if count > _LONGEST or length > _WORDIEST:
                yield advice(
                    "long-meaning", brochure.marks.at(each.path),
                    "this explains one word in {count} sentences and {words} words", "say it in a line or two",
                    count=count, words=length,
                )  # fmt: skip


def _is_same(one: Term, other: Term) -> bool:
    """Whether two words are one, also where one is the plural of the other."""
    return names(one.term).fullmatch(other.term) is not None or names(other.term).fullmatch(one.term) is not None


def _share_a_format(one: Term, other: Term, brochure: Brochure) -> bool:
    return any(one.is_for(each) and other.is_for(each) for each in brochure.formats)
