"""How many syllables a word has, by its groups of vowels: where a word may be hyphenated misses the short ones."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache

from handouts.languages.texts import own_texts

_DUTCH = re.compile("aai|ooi|oei|eeu|ieu|eau|aa|ee|oo|uu|ie|oe|eu|ui|ei|ij|au|ou|ai|oi|[aeiouyäëïöüéèêáàâóòôúùûíìî]")
_DUTCH_ENDINGS = ("", "s", "en", "je", "jes", "er")
_VOWEL = "aeiou"
_ENGLISH = re.compile("[aeiouy]+")
_SPLIT = re.compile("(?<!t)(?<!s)(?<!c)i[ao]|eo|iu|ua")


@lru_cache(maxsize=20_000)
def syllables(word: str, language: str) -> int:
    """The syllables of a word or number, at least one; of a language without rules of its own by those of English."""
    word = unicodedata.normalize("NFKC", word).lower().replace("’", "'")
    data = own_texts(language, "plain_language")
    count: Callable[[str, Mapping[str, str]], int] = _dutch if language == "nl" else _english
    if word[:1].isdigit():
        return int(data.get("numbers", {}).get(word, 2))
    if word in data.get("units", {}):
        return int(data["units"][word])
    return max(1, sum(count(part, data.get("syllables", {})) for part in re.split("[-']", word) if part))


def _dutch(part: str, known: Mapping[str, str]) -> int:
    for ending in _DUTCH_ENDINGS:
        if part.endswith(ending) and (stem := part.removesuffix(ending)) in known:
            return int(known[stem]) + (ending in {"en", "je", "jes", "er"})
    part = part.replace("qu", "qw")
    part = re.sub(rf"(?:^|(?<=[{_VOWEL}]))y(?=[{_VOWEL}])", "j", part)
    part = re.sub(rf"(?<=[{_VOWEL}])y", "", part)
    if not part.endswith("milieus"):
        part = re.sub("ieus$", "i-eus", part)
    part = re.sub("eum$", "e-um", part)
    part = re.sub("^([gb]e)au", r"\1-au", part)
    return len(_DUTCH.findall(part))


def _english(part: str, known: Mapping[str, str]) -> int:
    for ending in ("", "s"):
        if part.endswith(ending) and (stem := part.removesuffix(ending)) in known:
            return int(known[stem])
    if part.endswith("e") and not re.search("[^aeiouy]le$", part):
        part = part[:-1]
    elif re.search("(?<![td])ed$|(?<![sxzcg])(?<!ch)(?<!sh)(?<![^aeiouy]l)es$", part):
        part = part[:-2]
    return len(_ENGLISH.findall(part)) + len(_SPLIT.findall(part)) or 1
