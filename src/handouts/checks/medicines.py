"""No text asks anybody to stop a medicine, or to take another amount of it: that is for whoever prescribed it.

A clause asks so by a verb whose object is the medicine, and which is not denied, a condition or somebody else's.
That is common Dutch advice, for which no source was read; the sheets themselves say “stop nooit zelf met medicijnen”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from handouts.checks.assertion import OTHERS
from handouts.checks.medicine_names import marked
from handouts.checks.passages import Span, cut
from handouts.checks.words import any_of, word_set, word_sets
from handouts.languages.texts import entries_of, words_of

_BOUND = "\N{NO-BREAK SPACE}"
"""It is after each medicine, and within one of two words."""
_LEFT_TO = re.compile(rf"(?<!geen )(?<!zonder )(?<!zonder je )(?<!zonder uw )\b{any_of('left_to')}\b")
_SUBORDINATE = rf"{any_of('opening')}\b"
_CLAUSE = re.compile(
    rf"[,:()–]|\b(?={_SUBORDINATE})|(?<=\w )(?=die \w+(?: \w+)*$)"
    r"|\b(?=(?:en|and|of|or) (?!(?:met |ook |van )?(?:(?:je|uw|jouw|de|your|the) (?!\w+t\b)|\w+\xa0)))"
    r"|\b(?=(?:dan|maar|but) (?:sla|stop|halveer|laat|neem|slik|bouw|verdubbel|stop|skip|halve|take)\b)"
)
_SENTENCE = re.compile(r"(?<=[.!?;])\s|\n")
_SAYINGS = re.compile(
    "|".join(rf"\b{each}(?!\w)" for each in words_of("advice", "medicine_sayings")).replace(
        "MED", rf"[\w'{_BOUND}-]+{_BOUND}"
    )
)
_SWAPPED = re.compile(rf"\b{any_of('self_care_swaps')}(?!\w)")
_PASSED_ON = re.compile(
    r"(?:maar )?(?:overleg|bespreek|vraag|talk|ask|check)\b.*\b(?:eerst|first|dit|dat|this|that|it)\b"
)
"""How a sentence begins that leaves the one before it to a doctor."""
_ONE_WORD = (
    (re.compile(r"\b(af|over|weg|op|stop) te (?=\w+en\b)"), r"te \1"), (re.compile(r"\blaten staan\b"), "weglaten"),
    (re.compile(r"\baf en toe\b"), "soms"), (re.compile(r"\b(?:niet alleen|not only) "), ""),
    (re.compile(r"\b(?:houd?t? (?:\w+ )?op|kapt?) met\b"), "stop met"),
    (re.compile(r"\b(?:maar ook|but also)\b"), "en"),
)  # fmt: skip
"""Verbs in more than one word, and what is read for them."""

_CHANGES, _TAKES, _AMOUNTS = word_sets("changing taking amounts")
_SEPARABLE = {verb: frozenset(apart) for verbs in entries_of("advice", "separable") for verb, apart in verbs.items()}
_INFINITIVES, _SWALLOWING = word_sets("changing_infinitives swallowing")
_THE, _JOINS, _OLD, _ELSE = word_sets("in_between and old elsewhere")
_DENY, _BEFORE_IT, _WISHES = word_sets("not_to without wishing")
_PLACES, _CLOSES, _KEPT_UP = word_sets("places closing kept_up")
_TELLS, _LESS_OF = word_sets("telling less_of")
_NOT_ASKED = OTHERS | word_set("speakers")
_DESPITE = re.compile(
    r"\b(?:ook als|ook al|zelfs als|even if|whatever)(?: \w+)? (?:je|uw|jouw|de|een|your|the|a) "
    r"(?:(?:huis)?arts|dokter|gp|doctor)\b"
)
"""What names a doctor and leaves nothing to him."""
_ADVERBIAL = re.compile(
    r"(?:\w+ ){0,2}?(?:op|voor|na|tijdens|rond|in|on|before|during) (?:\w+ ){1,5}?"
    r"(?<!bij )(?<!van )(?<!naast )(?<!voor )(?<!na )(?:je|uw|jouw|die|your)"
)
"""Words on when, before the object of a verb: `sla op de dag van de massage je …`."""
_WHEN = re.compile(
    r"(?:weekend|vakantie|zomer|winter|herfst|lente|wek?en|week|dag|dagen|maand|maanden|ochtend|avond|nacht|stappen|fasen|"
    r"keer|\w+dag|\w*werkdagen|eigen)"
)


class Change(NamedTuple):
    """The words that ask to change a medicine, and from and to which character of the text their sentence stands."""

    words: str
    start: int
    end: int


def changes_in(text: str, about: str = "") -> Iterator[Change]:
    """Where a text asks to stop, skip, swap, halve or double a medicine without leaving it to a doctor.

    `about` is what stands around the text, in small letters.
    """
    small = text.lower().replace("’", "'").replace("*", " ")
    found = [*_parts(small), Span(len(small), len(small))]
    for (start, end), after in pairwise(found):
        plain = _plain(small[start:end])
        following = _plain(small[after.start : after.end])
        if plain.endswith("?") or _leaves_it(plain) or _PASSED_ON.match(following):
            continue
        if words := _change_in_sentence(plain, about):
            as_typed = words if "laten staan" not in small[start:end] else words.replace("weglaten", "laten staan")
            yield Change(as_typed, start, end)


def _parts(text: str) -> Iterator[Span]:
    """The sentences and lines of a text, each in parts that are read at once."""
    ends = [each.span() for each in _SENTENCE.finditer(text)] + [(len(text), len(text))]
    for start, end in zip([0, *(after for _, after in ends)], [at for at, _ in ends], strict=False):
        yield from cut(text, Span(start, end))


def _plain(sentence: str) -> str:
    plain = " ".join(sentence.split())
    for pattern, word in _ONE_WORD:
        plain = pattern.sub(word, plain)
    return plain


def _leaves_it(sentence: str) -> bool:
    """Whether a sentence leaves it to a doctor: not `ook als je arts dat niet wil`."""
    return bool(_LEFT_TO.search(_DESPITE.sub(" ", sentence)))


def _change_in_sentence(sentence: str, about: str) -> str:
    """The words of a sentence that ask to change a medicine; empty where none do."""
    if swapped := _SWAPPED.search(sentence):
        return swapped[0]
    parts = _CLAUSE.split(marked(sentence, _BOUND, about))
    clauses = [found for part in parts if (found := re.findall(rf"[\w{_BOUND}'-]+", part))]
    for index, words in enumerate(clauses):
        if not _is_condition(words, is_only=len(clauses) == 1, is_first=not index):
            found = _change_in(words) or _saying_in(words)
            if found:
                return " ".join(found).replace(f"{_BOUND} ", " ").replace(_BOUND, " ").strip()
    return ""


def _saying_in(words: list[str]) -> list[str]:
    """The words of a clause that call a medicine needless, or leave it for a time, without a verb that changes it."""
    if not any(_BOUND in word for word in words) or (_NOT_ASKED | _WISHES).intersection(words):
        return []
    found = _SAYINGS.search(" ".join(words))
    return found[0].split(" ") if found else []


def _is_condition(words: list[str], *, is_only: bool, is_first: bool) -> bool:
    """Whether a clause says when, or of what: `als je stopt met …`, or `stop je met …` before another clause."""
    first = words[1] if words[0] in {"en", "of", "and", "or"} and len(words) > 1 else words[0]
    if re.match(_SUBORDINATE, first + " je") or first == "die":
        return True
    is_turned = len(words) > 2 and _stem(words[0]) and words[1] in {"je", "u", "jij"}
    return bool(
        is_turned and is_first and not is_only and words[2] in {"met", "je", "uw", "jouw", "een", *_AMOUNTS, "geen"}
    )


def _change_in(words: list[str]) -> list[str]:
    """The words of a clause that ask to change a medicine; none where none do."""
    for at, word in enumerate(words):
        if not word.endswith(_BOUND) or _NOT_ASKED.intersection(_whose(words, at)):
            continue
        verb = next((verb for verb in range(at) if _asks(words, verb, at)), None)
        if verb is not None:
            rest = 4 if _stem(words[verb]) in _TAKES else 0
            return words[verb : at + 1 + rest]
        if _is_swapped(words, at) or _is_left_off(words, at):
            return words
    return []


def _whose(words: list[str], at: int) -> list[str]:
    """The words that may say of whom a medicine is, or who does something with it."""
    return words[:at] + (words[at + 1 : at + 4] if words[at + 1 : at + 2] == ["van"] else [])


def _stem(word: str) -> str:
    """The stem of a verb that changes or takes something; empty for another word."""
    known = _CHANGES | _SEPARABLE.keys() | _TAKES
    return next((each for each in (word, word.removesuffix("t"), word.removesuffix("at")) if each in known), "")


def _asks(words: list[str], verb: int, at: int) -> bool:
    """Whether the verb at a place asks to change the medicine at another."""
    stem, between, after = _stem(words[verb]), words[verb + 1 : at], words[at + 1 :]
    if words[verb] in {"stoppen", "minderen"}:
        may = not verb or {"te", "mag", "kunt", "kan", "kun", "gaat", "ga", "moet"}.intersection(words[:verb])
        return bool(may and "met" in between and _is_object(between)) and not _is_statement(words, verb, after)
    if not stem or (stem != words[verb] and not {"je", "u", "jij"}.intersection([*words[:verb][-1:], *between[:1]])):
        return False
    if stem in _TAKES:
        return _takes_otherwise(words, verb, at)
    if not _is_object(between) or _denies(words, verb):
        return False
    if stem == "stap":
        return "van" in between and bool({"af", "over"}.intersection(words))
    apart = _SEPARABLE.get(stem, frozenset()).intersection([*between, *after[:8]])
    if apart <= {"staan", "zitten"} and apart:
        return not _is_placed(after)
    if apart or stem not in _CHANGES:
        return bool(apart)
    if _KEPT_UP.intersection(after[:1]) or (stem == "minder" and not _LESS_OF.intersection(between[:1])):
        return False
    return stem != "stop" or bool({"met", "taking", "using"}.intersection(between)) or not _is_placed(after)


def _takes_otherwise(words: list[str], verb: int, at: int) -> bool:
    """Whether a medicine is to be taken in another amount, or no more: `neem de helft van je metoprolol`."""
    between, after = words[verb + 1 : at], words[at + 1 :]
    if "mee" in after or not _is_object([word for word in between if word not in _AMOUNTS | {"geen"}]):
        return False
    rest = _past(after)
    skipped = " ".join(after[: len(after) - len(rest)])
    is_asked = words[verb] in _TAKES and not {"je", "u", "jij"}.intersection(words[:verb][-1:])
    if "geen" in between:
        return is_asked and between[0] not in {"je", "jij"} and _closes([each for each in after if each != "meer"])
    if rest[:1] == ["niet"]:
        return is_asked and _closes(rest[2:] if rest[1:2] == ["meer"] else rest[1:])
    if _denies(words, verb):
        return False
    if _AMOUNTS.intersection(between) or re.search(r"nog maar|(?:voortaan|nu) (?:\w+ )*om de dag", skipped):
        return True
    if rest[:3] == ["in", "plaats", "van"]:
        return bool(rest[3:4]) and (rest[3].isdecimal() or rest[3] in {"een", "één", "twee", "elke", "iedere"})
    if rest[:1] in (["vaak"], ["veel"]) and "zo" in after[: len(after) - len(rest)]:
        return True
    if "alleen nog" in skipped:
        return _closes(rest)
    return bool(_AMOUNTS.intersection(rest[:1])) and _closes([each for each in rest[1:] if each not in {"vaak", "in"}])


def _is_swapped(words: list[str], at: int) -> bool:
    """Whether something is to be taken for a medicine: `neem valeriaan in plaats van je oxazepam`."""
    instead = re.search(r"\b(?:in plaats van|instead of)((?: \w+){0,2})$", " ".join(words[:at]))
    takes = any(_stem(word) in _TAKES or word in {"kies", "drink", "probeer"} for word in words[:at])
    return bool(instead and takes and _is_object(instead[1].split())) and not _denies(words, at)


def _is_left_off(words: list[str], at: int) -> bool:
    """Whether a medicine is to be stopped by an infinitive after it: `je oxazepam mag je halveren`."""
    before, after = words[:at], words[at + 1 :]
    if after[-1:] and after[-1] in _SWALLOWING and _is_object(after[:-1]):
        return (after[:1] == ["meer"] and before[-1:] == ["geen"]) or bool(_AMOUNTS.intersection(before[:1]))
    if before == ["geen"] and after == ["meer"]:
        return True
    rest = _past(after)
    if rest[:2] == ["niet", "meer"] and _SWALLOWING.intersection(rest[2:4]):
        return not _WISHES.intersection(words)
    if not rest or rest[0] not in _INFINITIVES or "stop" in before or _is_statement(words, at, rest):
        return False
    return len(rest) == 1 or rest[1] in _CLOSES | {"met", "naar", "zonder", "bij", "door", "om", "mag"}


def _is_statement(words: list[str], at: int, after: list[str]) -> bool:
    """Whether an infinitive states something, denies it or is a wish, and asks for nothing."""
    return _denies(words, at) or bool(_TELLS.intersection(after) or _WISHES.intersection(words[:at]))


def _is_object(between: list[str]) -> bool:
    """Whether words between a verb and a medicine leave it what the verb is about.

    A word that is not known may belong to it, as in `die zware oxazepam`, or be next to it: `koffie en je oxazepam`.
    """
    if "met" in between[:-1] and between[0] != "met" and not _ELSE.intersection(between[1:2]):
        between = between[len(between) - between[::-1].index("met") :]
    elif _ADVERBIAL.fullmatch(" ".join(between)):
        return True
    return all(
        word in _THE | _JOINS or word.isdecimal() or following in _JOINS or (not following and word not in _OLD | _ELSE)
        for word, following in zip(between, [*between[1:], ""], strict=False)
    )


def _past(words: list[str]) -> list[str]:
    """What is left after the words that mean nothing by themselves."""
    return words[next((at for at, word in enumerate(words) if word not in _THE), len(words)) :]


def _closes(words: list[str]) -> bool:
    """Whether nothing, a time or another clause follows: `neem je oxazepam niet meer in`, and not `in bed`."""
    if words[:1] == ["in"]:
        return len(words) == 1 or words[1] in _CLOSES or any(map(_WHEN.fullmatch, words[1:4]))
    return not words or words[0] in _CLOSES


def _is_placed(after: list[str]) -> bool:
    """Whether a medicine is put somewhere: `stop je medicijnen in een doosje`, and not `in het weekend`."""
    at = next((at for at, word in enumerate(after[:6]) if word in _PLACES), None)
    return at is not None and bool(after[at + 1 :]) and not any(map(_WHEN.fullmatch, after[at + 1 : at + 4]))


def _denies(words: list[str], verb: int) -> bool:
    """Whether a clause says not to do what its verb says: `sla je medicijnen niet over`."""
    return bool(_DENY.intersection(words) or _BEFORE_IT.intersection(words[:verb]))
