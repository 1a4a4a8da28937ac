"""The words that content understands, of all languages together (`LANGUAGE/content.yaml`): a text may mix languages."""

from __future__ import annotations

from handouts.languages.texts import FALLBACK, languages, own_texts

_TEXTS = [own_texts(language, "content") for language in sorted(languages(), key=lambda each: each == FALLBACK)]
"""English comes last: the choices are English words, and the first other word of each is the one that is offered."""


def words(key: str) -> tuple[str, ...]:
    """The words under a key, each once."""
    return tuple(dict.fromkeys(word for texts in _TEXTS for word in texts.get(key, ())))


def pattern(key: str) -> str:
    """A pattern for any of the words under a key; each may be a pattern itself."""
    return "|".join(words(key))


def meanings(key: str) -> dict[str, str]:
    """What each of the words under a key means."""
    return {word: meaning for texts in _TEXTS for meaning, found in texts.get(key, {}).items() for word in found}


def patterns(key: str) -> dict[str, str]:
    """The same, with the words of one meaning as one pattern."""
    found: dict[str, list[str]] = {}
    for word, meaning in meanings(key).items():
        found.setdefault(meaning, []).append(word)
    return {"|".join(each): meaning for meaning, each in found.items()}
