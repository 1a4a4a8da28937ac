"""What a rule means, for who asks by its name."""

from __future__ import annotations

from handouts.checks.explaining import meanings
from handouts.cli.localizing import echo, echo_json
from handouts.content.things import did_you_mean
from handouts.languages.texts import FALLBACK
from handouts.problems import UsageError, msg


def say_explanation(rule: str, language: str, *, as_json: bool) -> None:
    """Prints what a rule means, for a person or as JSON. Raises UsageError for one that does not exist."""
    text = explanation(rule, language)
    if as_json:
        echo_json({"rule": rule, "language": language, "meaning": text})
    else:
        echo(text)


def explanation(rule: str, language: str = FALLBACK) -> str:
    """The sentences on a rule in a language, or else in English. Raises UsageError for one that does not exist."""
    found = meanings(language)
    if rule not in found:
        near = did_you_mean(rule, found, msg("the rule is the word between square brackets"))
        raise UsageError("There is no rule “{rule}”: {near}", rule=rule, near=near)
    return found[rule]
