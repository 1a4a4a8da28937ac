"""The plain files of a language: a folder for each language that the program knows, and in it texts by key."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent
FALLBACK = "en"
"""The language of a text that another one lacks."""


def languages(root: Path | None = None) -> tuple[str, ...]:
    """The languages that have a folder."""
    return _languages(root or ROOT)


@cache
def _languages(root: Path) -> tuple[str, ...]:
    return tuple(sorted(path.name for path in root.iterdir() if any(path.glob("*.yaml"))))


def texts(language: str, name: str, root: Path | None = None) -> Mapping[str, Any]:
    """The texts of `LANGUAGE/NAME.yaml` by key, every scalar as text; what the language lacks is in English."""
    place = root or ROOT
    return _merged(place / language / f"{name}.yaml", place / FALLBACK / f"{name}.yaml")


def own_texts(language: str, name: str, root: Path | None = None) -> Mapping[str, Any]:
    """The same without the English of what it lacks; nothing where the language has no such file."""
    return _own(root or ROOT, language, name)


@cache
def _own(root: Path, language: str, name: str) -> Mapping[str, Any]:
    return _read(root / language / f"{name}.yaml")


def entries_of(name: str, key: str) -> list[Any]:
    """What is under a key in the NAME.yaml of each language that has it: a text may mix languages.

    Raises KeyError where none has.
    """
    found = [texts[key] for texts in (own_texts(language, name) for language in languages()) if key in texts]
    if not found:
        raise KeyError(key)
    return found


def words_of(name: str, key: str) -> tuple[str, ...]:
    """The words under a key, of all languages, each once. Raises KeyError where none has any."""
    return tuple(dict.fromkeys(word for words in entries_of(name, key) for word in words))


@cache
def _merged(own: Path, english: Path) -> Mapping[str, Any]:
    merged = dict(_read(own))
    for key, text in _read(english).items():
        merged[key] = {**text, **merged.get(key, {})} if isinstance(text, dict) else merged.get(key, text)
    return merged


@cache
def _read(path: Path) -> Mapping[str, Any]:
    import yaml

    if not path.is_file():
        return {}
    # A BaseLoader makes nothing but texts, lists and mappings, and keeps `ja` and `no` as they are written.
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    read: Mapping[str, Any] = yaml.load(path.read_text(encoding="utf-8"), loader)  # noqa: S506
    return read
