"""The text of one key of a YAML file: seen at a glance where it is written as usual, else found by parsing the file.

So what needs only that key does not load a parser, which costs more than an unchanged build takes.
"""

from __future__ import annotations

import re
from functools import cache

_VALUE = r"""(?:'([^'\n]*)'|"([^"\\\n]*)"|([^\W_](?:[^\n#:,{}\[\]]*[^\s#:,{}\[\]])?))"""
"""A quoted scalar in which nothing is escaped, or a plain one without a character that may end it."""
_COMMENT = re.compile(r"^[ \t]*#.*$", re.MULTILINE)


def scalar(text: str, *path: str) -> str | None:
    """The text under some nested keys of a mapping in YAML; None where there is none, or the file is broken.

    Of what is taken in at a glance, the last key alone is looked at.
    """
    text = _COMMENT.sub("", text.removeprefix("\ufeff").replace("\r\n", "\n"))
    key = path[-1]
    if key not in text and "\\" not in text:
        return None
    found = list(_usual(key).finditer(text))
    if len(found) == text.count(key) == 1:
        return next(each for each in found[0].groups()[1:] if each is not None)
    return _parsed(text, path)


@cache
def _usual(key: str) -> re.Pattern[str]:
    """The key and its value on a line of their own, with nothing that goes on below; or in braces on one line."""
    block = rf"^( *){key}:[ \t]+{_VALUE}[ \t]*(?:[ \t]#.*)?$(?!\n(?:[ \t]*\n)*\1[ \t]+\S)"
    flow = rf"\{{[^{{}}\[\]\n\"'#]*(?<=[ {{,]){key}: +{_VALUE} *[,}}]"
    return re.compile(f"{block}|{flow}", re.MULTILINE)


def _parsed(text: str, path: tuple[str, ...]) -> str | None:
    import yaml

    try:
        value = yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))  # noqa: S506  # texts alone
    except (yaml.YAMLError, RecursionError, ValueError):
        return None
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, str) else None
