"""What a rule means, as docs/problems.md has it."""

from __future__ import annotations

import re

from handouts.content.things import did_you_mean
from handouts.files.layout import shipped_root
from handouts.problems import UsageError, msg

_PAGE = "docs/problems.md"
_ROW = re.compile(r"^\| (?P<rules>(?:`[a-z0-9-]+`(?:, )?)+) \| (?P<text>.+) \|$", re.MULTILINE)


def explanation(rule: str) -> str:
    """The sentences on a rule. Raises UsageError for one that does not exist."""
    page = shipped_root().joinpath(_PAGE).read_text(encoding="utf-8")
    found = {name: row["text"] for row in _ROW.finditer(page) for name in re.findall(r"`([^`]+)`", row["rules"])}
    if rule not in found:
        near = did_you_mean(rule, found, msg("the rule is the word between square brackets"))
        raise UsageError("There is no rule “{rule}”: {near}", rule=rule, near=near)
    return found[rule]
