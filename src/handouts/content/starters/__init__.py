"""What a new practice folder begins with, in each language: content that builds at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from handouts.files.layout import shipped_root
from handouts.languages.texts import FALLBACK

# By language: the files of a new folder, and where the package keeps each.
STARTERS = {
    "nl": {
        "content/practice.yaml": "content/practice.yaml",
        "content/brochures/magnesium.yaml": "content/brochures/magnesium.yaml",
    },
    "en": {
        "content/practice.yaml": "(package)/content/starters/practice.en.yaml",
        "content/brochures/after-your-massage.yaml": "content/brochures/after-your-massage.yaml",
    },
}
_AUTHOR = re.compile(r"^author: .*$", re.MULTILINE)
_OF_THE_EXAMPLE = re.compile(r"^url: .*\n|Deze praktijk verkoopt zelf producten van \w+\.\s+", re.MULTILINE)
"""Its address, and what it earns something from."""
_WRITTEN_IN = re.compile(rb"^language: *([a-z]{2})", re.MULTILINE)


def starter_files(language: str) -> Iterator[tuple[str, bytes]]:
    """The content of a new practice folder in a language, or in English: relative name and bytes.

    Modules and recipes come along when they are in that language, and the drawings with those that show them.
    """
    spoken = language if language in STARTERS else FALLBACK
    root = shipped_root()
    shown = b""
    for kind in ("modules", "sheets"):
        for path in sorted((root / "content" / kind).glob("*.yaml")):
            data = path.read_bytes()
            written = _WRITTEN_IN.search(data)
            if (written[1].decode() if written else "nl") == spoken:
                shown += data
                yield f"content/{kind}/{path.name}", data
    for path in sorted((root / "content/images").glob("*.*")):
        if path.name.encode() in shown:
            yield f"content/images/{path.name}", path.read_bytes()
    for relative, example in STARTERS[spoken].items():
        yield relative, _kept_at(example).read_bytes()


def made_hers(data: bytes, practitioner: str) -> bytes:
    """A brochure of the example as one of her own: by her, and without what is true of the example's practice alone."""
    from handouts.content.dumping import scalar

    text = _OF_THE_EXAMPLE.sub("", data.decode())
    return _AUTHOR.sub(lambda _: f"author: {scalar(practitioner, 'author: ')}", text).encode()


def example_practices() -> Iterator[bytes]:
    """The made-up practice that a new folder begins with, in each language."""
    for files in STARTERS.values():
        yield _kept_at(files["content/practice.yaml"]).read_bytes()


def _kept_at(example: str) -> Path:
    package = Path(__file__).resolve().parent.parent.parent
    inside = example.removeprefix("(package)/")
    return shipped_root() / example if inside == example else package / inside
