"""What is said of a claim: which words, by which rule, and the nearest words that the EU list has."""

from __future__ import annotations

import re
from collections.abc import Mapping

from handouts.checks.claims import authorised
from handouts.checks.claims.claim import (
    CONDITION,
    EXPERIENCE,
    GENERAL,
    HERB,
    MEDICAL,
    RECOMMENDED,
    SHORTAGE,
    TEST,
    UNAUTHORISED,
    UPTAKE,
    WEIGHT,
    Claim,
)  # fmt: skip
from handouts.languages.messages import Message
from handouts.problems import Mark, Problem, msg

OF_A_SHEET: Mapping[str, tuple[Message, Message]] = {
    MEDICAL: (
        msg("this may be read as a medical claim (Warenwet 19 and 20)"),
        msg("say what it is and what you do, and who can look at the complaint"),
    ),
    TEST: (
        msg("this may keep somebody from a test, a doctor or a medicine"),
        msg("say when to have it looked at, and that no medicine is stopped without a doctor"),
    ),
}
"""By its rule what is said of a client's file, and the hint: nothing of the file is repeated."""


_TREATMENTS = frozenset({"body", "lifestyle"})
_TOXINS = re.compile(r"gif|afval|ontgift|toxin|waste|poison|detox", re.IGNORECASE)
_OFTEN_A_MEDICINE = "melatonin"


def problem(claim: Claim, mark: Mark, words: str, language: str) -> Problem:
    """A claim at its words: as advice, or as a warning where it promises to cure or keep away a disease."""
    said = _sentences(words, authorised.enough(claim.nutrient))[claim.rule]
    if claim.subject in _TREATMENTS and claim.rule in {GENERAL, UNAUTHORISED}:
        said = msg(
            "“{words}” promises what a treatment was not shown to do, and who says so must prove it", words=words
        )
    return Problem("warning" if claim.is_cure else "advice", claim.rule, mark, said, _hint(claim, words, language))


def _sentences(words: str, amount: str) -> Mapping[str, Message]:
    """By its rule what is said of some words."""
    return {
        MEDICAL: msg("“{words}” may be read as a medical claim (Warenwet 19 and 20)", words=words),
        UNAUTHORISED: msg("“{words}” is not a claim of the EU list in these words (432/2012)", words=words),
        GENERAL: msg("“{words}” needs a claim of the EU list beside it, being general (1924/2006, 10)", words=words),
        HERB: msg("“{words}” is a claim on a plant, and those are on hold (C-386/23)", words=words),
        EXPERIENCE: msg("“{words}” is told as experience or possibility, and is still a claim", words=words),
        UPTAKE: msg("“{words}” promises or compares how well something is taken up (RCC 2017/00566)", words=words),
        TEST: msg("“{words}” may keep somebody from a test, a doctor or a medicine", words=words),
        RECOMMENDED: msg("“{words}” leans on a recommendation by professionals (1924/2006, 12)", words=words),
        SHORTAGE: msg("“{words}” suggests that health suffers without it (1924/2006, 12)", words=words),
        WEIGHT: msg("“{words}” names how fast or how much weight is lost (1924/2006, 12)", words=words),
        CONDITION: msg(
            "“{words}” may be said from {amount} a day, and no amount is named here (432/2012)",
            words=words, amount=amount,
        ),
    }  # fmt: skip


def _hint(claim: Claim, words: str, language: str) -> Message:
    hints = {
        UPTAKE: msg("say what is not known: how much is taken up, and by which way"),
        TEST: msg("say when to have it looked at, and that no medicine is stopped without a doctor"),
        RECOMMENDED: msg("say it in your own name"),
        SHORTAGE: msg("say what it does, and that a complaint can have other causes"),
        WEIGHT: msg("leave out how much and how fast"),
        CONDITION: msg("name the amount a day, as it is on the label"),
        EXPERIENCE: msg("say it without the effect, or put it under claims_accepted with your reason"),
    }
    if claim.rule in hints:
        return hints[claim.rule]
    if claim.subject == "skin":
        return msg("the EU list is about food only; say what it feels like on the skin")
    if claim.subject in _TREATMENTS and _TOXINS.search(words):
        return msg("leave it out: liver and kidneys clear waste by themselves; say what it feels like")
    if claim.subject in _TREATMENTS and claim.rule != MEDICAL:
        return msg("say what you do and what it feels like, such as: many people feel more relaxed after a massage")
    if claim.subject in _TREATMENTS:
        return msg("say what you do and what it feels like, and who can look at the complaint")
    if claim.rule == HERB:
        return msg("say what it is and how it tastes or smells")
    return _nearest(claim, language)


def _any_wording(nutrient: str, language: str) -> Message:
    """What to write where a claim does not say what is helped: words of the list, as far as they were read."""
    shown = next((each for each in authorised.wordings(nutrient, language) if each.was_read), None)
    if shown is None:
        return msg("say what it does, in the words of the EU list")
    return msg("say what it does, as the EU list has it, such as (not yet compared): “{wording}”", wording=shown.words)


def _nearest(claim: Claim, language: str) -> Message:
    """The nearest words of the list, as far as they were read; until a person has compared these, that is said."""
    if not claim.nutrient:
        return msg("a claim of the EU list names its nutrient: say what is in it")
    if claim.nutrient == _OFTEN_A_MEDICINE:
        return msg(
            "of 0.3 mg a day and more, melatonin is a medicine to the IGJ: ask there before you say what it does"
        )
    near = list(authorised.nearest(claim.nutrient, claim.topic, language))
    if not claim.object or (claim.is_cure and not near):
        return _any_wording(claim.nutrient, language)
    return _worded(claim, near)


def _worded(claim: Claim, near: list[authorised.Wording]) -> Message:
    """How near the list comes with some of its words to what a claim is about."""
    if not near:
        return msg("the list has no wording on “{topic}” for this nutrient", topic=claim.object)
    is_compared = authorised.is_compared()
    shown = next((each for each in near if each.was_read or is_compared), None)
    if shown is None and not any(each.topic == claim.topic for each in near):
        return msg(
            "the list has no wording on “{topic}” for it; what comes nearest was never compared with the EU register",
            topic=claim.object,
        )
    if shown is None:
        return msg(
            "the list has a wording, but its words here were never compared with the EU register: look there first"
        )
    if shown.topic == claim.topic:
        if is_compared:
            return msg("the list says: “{wording}”", wording=shown.words)
        return msg("the list says, not yet compared with the EU register: “{wording}”", wording=shown.words)
    if is_compared:
        return msg(
            "the list has no wording on “{topic}” for it; the nearest, which is not the same: “{wording}”",
            topic=claim.object, wording=shown.words,
        )  # fmt: skip
    return msg(
        "the list has no wording on “{topic}” for it; the nearest, not the same and not yet compared: “{wording}”",
        topic=claim.object, wording=shown.words,
    )  # fmt: skip
