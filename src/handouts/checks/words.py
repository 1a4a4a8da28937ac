"""The words that the advice looks for, of all languages together, from `languages/LANGUAGE/advice.yaml`."""

from __future__ import annotations

from handouts.languages.texts import words_of


def word_set(key: str) -> frozenset[str]:
    """The words under a key."""
    return frozenset(words_of("advice", key))


def word_sets(keys: str) -> tuple[frozenset[str], ...]:
    """The words under each of some keys, which have a space between them."""
    return tuple(map(word_set, keys.split()))


def any_of(*keys: str) -> str:
    """A pattern for any of the words under some keys, which may be patterns themselves."""
    return f"(?:{'|'.join(word for key in keys for word in words_of('advice', key))})"
