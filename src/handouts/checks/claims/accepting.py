"""Claims that she keeps, with her reason: `claims_accepted`; and those of which the text is gone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from handouts.checks.document import Document
from handouts.content.model.brochure import Brochure
from handouts.problems import Problem, advice, shortened

_NOT_A_WORD = re.compile(r"[\W_]+")


def accepted(brochure: Document[Brochure]) -> list[str]:
    """The texts that are accepted, bare."""
    return [bare(each.text) for each in brochure.value.claims_accepted]


def is_accepted(text: str, start: int, end: int, kept: Sequence[str]) -> bool:
    """Whether some characters of a text stand in one that is accepted."""
    if not kept:
        return False
    words, whole = bare(text[start:end]), bare(text)
    return any(each in whole and (words in each or _is_most_of(each, words)) for each in kept if each)


def _is_most_of(part: str, words: str) -> bool:
    """Whether a text that was accepted is most of some words, of which fewer were once said."""
    return part in words and len(part) * 2 > len(words)


def stale(brochure: Document[Brochure]) -> Iterator[Problem]:
    """The accepted texts that the brochure no longer has."""
    if not brochure.value.claims_accepted:
        return
    for number, each in enumerate(brochure.value.claims_accepted):
        if not _is_in(each.text.strip(), [each.text for each in brochure.texts]):
            yield advice(
                "claims-accepted", brochure.marks.at(("claims_accepted", number, "text")),
                "this accepted text is nowhere in the brochure: “{text}”",
                "mend it as the text was mended, or remove it",
                text=shortened(" ".join(each.text.split()), 60),
            )  # fmt: skip


def _is_in(accepted: str, texts: Sequence[str]) -> bool:
    """Whether a text is in any of some, as it stands or but for its spaces and signs."""
    return any(accepted in each for each in texts) or any(bare(accepted) in bare(each) for each in texts)


def bare(text: str) -> str:
    """A text without spaces, quotes and other signs, in small letters."""
    return _NOT_A_WORD.sub("", text.casefold())
