"""What is said of an effect on an object, by the subject: decision 0017."""

from __future__ import annotations

from handouts.checks.claims.claim import EXPERIENCE, GENERAL, HERB, MEDICAL, UNAUTHORISED
from handouts.checks.claims.subjects import PRODUCTS, Subject

_ILL = frozenset({"disease", "complaint"})
_CURES = frozenset({"cure", "prevent"})
_OF_THE_SKIN = frozenset({"skin", "hair", "nails"})


def verdict(kind: str, classes: frozenset[str], topic: str, subject: Subject, *, is_sure: bool) -> str:
    """The rule of an effect on an object of these classes; empty where there is nothing to say.

    `is_sure` is whether it is promised outright: not as what can be, or is a chance.
    """
    if subject.kind in PRODUCTS:
        return _of_a_product(kind, classes, topic, subject)
    if subject.kind == "body":
        if kind == "always" or (
            "disease" in classes and kind in {"cure", "treat", "prevent", "relieve", "improve", "bare"}
        ):
            return MEDICAL
        if "complaint" in classes and kind == "cure":
            return MEDICAL
        return GENERAL if kind == "vague" else ""
    if subject.kind == "lifestyle" and kind == "always":
        return MEDICAL
    if subject.kind == "lifestyle" and "disease" in classes and kind in _CURES:
        outright = kind == "cure" or (is_sure and not subject.assumed)
        return MEDICAL if outright else ""
    return ""


def _of_a_product(kind: str, classes: frozenset[str], topic: str, subject: Subject) -> str:
    if kind in {"near", "last"} and subject.kind == "food" and not subject.is_herb and "complaint" in classes:
        return ""
    if kind == "always" or classes & _ILL:
        return MEDICAL
    if subject.kind == "skin" and (topic in _OF_THE_SKIN and "state" not in classes):
        return ""
    if "quality" in classes and subject.kind == "skin":
        return EXPERIENCE
    if subject.is_herb:
        return HERB
    return GENERAL if kind == "vague" else UNAUTHORISED
