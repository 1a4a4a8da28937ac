"""The practice as a template sees it: whose paper it is, her portrait, and her signature as a drawing."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from handouts.content.loading import Loaded
from handouts.content.model.practice import Practice
from handouts.content.pictures.proportions import proportion_of
from handouts.files.folder import TrackedReader
from handouts.page.composing.views import Nothing, ValueRegistry, View
from handouts.page.signature import unwritten
from handouts.problems import ContentError, Problem, error, msg

WORD_MARK = 1.8
"""A logo that is wider than this for its height holds the name, as a word mark does; one that is not is a mark."""


def practice_view(registry: ValueRegistry, practice: Loaded[Practice], reader: TrackedReader) -> View:
    """The practice, with the address of its signature, and whether its name stands beside its logo."""
    brand, signature = practice.value.brand, practice.value.signature
    view: View = registry.view(practice.value, practice.marks)
    if brand.logo and brand.logo_with_name is None:
        view.brand.logo_with_name = _is_mark(reader, brand.logo)
    if signature is True:
        view.signature = f"/signature/{quote(practice.value.practitioner.name, safe='')}.svg"
    else:
        view.signature = f"/content/images/{view.signature}" if signature else Nothing()
    return view


def _is_mark(reader: TrackedReader, logo: str) -> bool:
    try:
        data = reader.read(f"content/images/{logo}")
    except ContentError:  # what is wrong with the file is said where all pictures are looked at
        return False
    return data is not None and proportion_of(data) < WORD_MARK


def unsigned(practice: Loaded[Practice]) -> Iterator[Problem]:
    """What the writing face cannot write of her name."""
    if practice.value.signature is True and (lacking := unwritten(practice.value.practitioner.name)):
        signs = ", ".join(msg("“{sign}” (U+{ord:04X})", sign=sign, ord=ord(sign)) for sign in lacking)
        hint = msg("save a picture of your own signature in content/images, and write its file name here")
        yield error("no-glyph", practice.marks.at(("signature",)), "the writing face cannot write {signs}", hint,
                    signs=signs)  # fmt: skip
