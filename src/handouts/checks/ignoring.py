"""`# handouts: ignore RULE reason`: she read what an editor says of a line, and tells why it stays."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from handouts.checks.explaining import rules_of_an_editor
from handouts.content.loading import Loaded
from handouts.content.model.practice import AdviceSetting, Practice
from handouts.content.things import did_you_mean
from handouts.problems import LASTING, Mark, Problem, Severity, advice, msg, warning

_IGNORED = re.compile(r"(?:^|\s)#[ \t]*handouts[ \t]*:[ \t]*ignore\b(?P<rest>.*)$", re.IGNORECASE)
_RULE = re.compile(r"[ \t]*(?:[,;&+/]|\b(?:en|and)\b)?[ \t]*(?P<rule>[a-z][a-z0-9-]*)", re.IGNORECASE)
"""A rule, with what parts it from the one before it: `long-word, jargon`."""
_BEFORE_A_REASON = " \t:,;–—-("
_KEY_OF_AN_ITEM = re.compile(r" *- +(?=\w+:(?: |$))")
"""What stands before the first key of an item: a comment behind that key is about that key alone."""
IGNORED = "ignored"
STALE = "stale-ignore"
LISTED = frozenset({IGNORED, STALE})
"""The rules by which what is ignored is listed, for who asks for it."""


class Ignore(NamedTuple):
    """A rule that is not said of some lines of a file, from the first up to and with the last."""

    rule: str
    reason: str
    mark: Mark
    named: Mark
    """Where the rule is named."""
    first: int
    last: int


def ignored_in(lines: Sequence[str], file: str) -> list[Ignore]:
    """What is ignored in a file: at the line of the comment, else at the next, with all that stands under it."""
    found = []
    for number, line in enumerate(lines, start=1):
        if "handouts" in line.lower() and (match := _IGNORED.search(line)):
            mark = Mark(file, number, line.index("#", match.start()) + 1)
            if line[: match.start()].strip():
                first, item = number, _KEY_OF_AN_ITEM.match(line)
                depth = item.end() if item else _depth(line)
            else:
                first = _next(lines, number)
                depth = _depth(lines[first - 1])
            last = _last(lines, first, depth)
            rules, reason = _taken_apart(match["rest"])
            for rule, at in rules or [("", 0)]:
                named = mark._replace(column=match.start("rest") + at + 1) if rule else mark
                found.append(Ignore(rule, reason, mark, named, first, last))
    return found


def _taken_apart(rest: str) -> tuple[list[tuple[str, int]], str]:
    """The rules that a comment names, each with where it begins, and the reason behind them.

    Behind the first only a rule that exists is one: in `long-word, so it is called` the reason begins with `so`.
    """
    rules: list[tuple[str, int]] = []
    at = 0
    while found := _RULE.match(rest, at):
        rule = found["rule"].lower()
        if rules and rule not in _known():
            break
        rules.append((rule, found.start("rule")))
        at = found.end()
    return rules, rest[at:].strip(_BEFORE_A_REASON).removesuffix(")").strip()


def _known() -> frozenset[str]:
    return rules_of_an_editor() | LASTING


def not_ignored(problems: Iterable[Problem], ignores: Sequence[Ignore]) -> Iterator[Problem]:
    """The Problems that are not ignored; in the place of one that is, that it is, and why; and what ignores nothing."""
    used: set[Ignore] = set()
    for problem in problems:
        for each in ignores:
            is_meant = each.rule == problem.rule and each.rule not in LASTING and each.reason
            if is_meant and each.first <= problem.mark.line <= each.last:
                used.add(each)
                yield advice(IGNORED, each.mark, "not said here: {rule} ({reason})", rule=each.rule, reason=each.reason)
                break
        else:
            yield problem
    for each in ignores:
        if not each.rule:
            yield advice("unknown-rule", each.mark, "no rule is named that is to be ignored here",
                         "write the word between square brackets, and your reason behind it")  # fmt: skip
        elif each.rule in LASTING:
            yield _lasting(each.rule, each.named)
        elif each.rule not in rules_of_an_editor():
            yield _unknown(each.rule, each.named)
        elif not each.reason:
            yield advice(
                "no-reason", each.mark, "{rule} is ignored here, and no reason is given",
                "write it behind the rule, for whoever reads this next year", rule=each.rule,
            )  # fmt: skip
        elif each not in used:
            yield advice(
                STALE, each.mark, "{rule} is ignored here, and nobody would say it", "take the remark out",
                rule=each.rule,
            )  # fmt: skip


def _unknown(rule: str, mark: Mark) -> Problem:
    """The Problem that an editor has no such rule; one that stops a document, or may harm a client, is none of hers."""
    near = did_you_mean(rule, rules_of_an_editor(), msg("it is the word between square brackets behind an advice"))
    return advice("unknown-rule", mark, "there is no advice “{rule}”", near, rule=rule)


def _lasting(rule: str, mark: Mark) -> Problem:
    return warning(
        "not-to-be-ignored", mark, "{rule} is about what may harm a client, and is said whatever stands here",
        "take this out, and change the text that it is about", rule=rule,
    )  # fmt: skip


def doubtful_settings(practice: Loaded[Practice]) -> Iterator[Problem]:
    """The settings of a practice for rules that do not exist, that cannot be set, or that are set twice."""
    seen: set[str] = set()
    for number, each in enumerate(practice.value.advice):
        mark = practice.marks.at(("advice", number, "rule"))
        if _is_refused(each):
            yield _lasting(each.rule, mark)
        elif each.rule not in _known():
            yield _unknown(each.rule, mark)
        elif each.rule in seen:
            yield warning("two-settings", mark, "{rule} is set twice, and the last of the two holds",
                          "take one of the two out", rule=each.rule)  # fmt: skip
        seen.add(each.rule)


def _is_refused(setting: AdviceSetting) -> bool:
    """Whether a setting makes less of what may harm a client."""
    return setting.rule in LASTING and setting.say != "warning"


def as_set(problems: Iterable[Problem], practice: Loaded[Practice]) -> Iterator[Problem]:
    """The Problems as the practice has them: not said, as advice, or as warnings; and how each rule is set, and why."""
    settings = enumerate(practice.value.advice)
    set_to = {each.rule: (each, number) for number, each in settings if not _is_refused(each)}
    for problem in problems:
        if problem.rule not in set_to:
            yield problem
            continue
        setting, number = set_to[problem.rule]
        if setting.say == "off":
            yield advice(
                IGNORED, practice.marks.at(("advice", number)), "never said: {rule} ({reason})",
                rule=setting.rule, reason=setting.reason,
            )  # fmt: skip
        else:
            severity: Severity = "warning" if setting.say == "warning" else "advice"
            yield problem._replace(severity=severity)


def _next(lines: Sequence[str], number: int) -> int:
    """The first line behind line `number` that holds more than a comment."""
    rest = range(number + 1, len(lines) + 1)
    return next((each for each in rest if lines[each - 1].split("#")[0].strip()), number)


def _last(lines: Sequence[str], first: int, depth: int) -> int:
    """The last line of what begins on line `first`: all that is indented by more than `depth`."""
    last = first
    for number in range(first + 1, len(lines) + 1):
        if lines[number - 1].strip():
            if _depth(lines[number - 1]) <= depth:
                break
            last = number
    return last


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
