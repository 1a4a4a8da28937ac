"""What the form of a practice shows of its draft, as plain values: fields, rows, pictures, and what can be chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from handouts.content.model.brand import Brand
from handouts.content.model.describing import describe
from handouts.content.model.practice import (
    Address,
    Association,
    Complaints,
    Practice,
    Practitioner,
    Printing,
    Registrations,
    as_signature,
)
from handouts.languages.texts import languages
from handouts.studio.branding import Reading, brand_of, look_of, looks, palettes, readings, typefaces
from handouts.studio.rows import Choice, Row, Values, rows
from handouts.studio.screens.brochure_sending import flowed
from handouts.studio.sending import new_id, value_at

if TYPE_CHECKING:
    from handouts.studio.drafts.draft import Draft
    from handouts.studio.session import Studio

PICTURES: dict[str, tuple[str, ...]] = {
    "logo": ("brand", "logo"),
    "portrait": ("portrait",),
    "signature": ("signature",),
}
"""The pictures of a practice, and the field that names each."""
_MODELS = {
    each.__name__: each
    for each in (Address, Association, Brand, Complaints, Practice, Practitioner, Printing, Registrations)
}
_WRITTEN = "ja"


class Sheet(NamedTuple):
    """A picture of the practice: which one, its file, whether there is such a file, and what the practice says."""

    what: str
    file: str
    is_there: bool
    held: Any


def form(studio: Studio, draft: Draft) -> dict[str, Any]:
    """What the template of the form needs."""
    tree = draft.tree if isinstance(draft.tree, dict) else {}
    brand = brand_of(tree)
    look = look_of(studio, brand)
    return {
        "rev": draft.rev,
        "tree": Values(tree),
        "brand": Values(brand),
        "look": look,
        "looks": looks(studio, brand),
        "palettes": palettes(look, brand) if look else [],
        "typefaces": typefaces(look, brand) if look else [],
        "pictures": {what: sheet(studio, draft, what) for what in PICTURES},
        "signature": _signature(studio, tree.get("signature")),
        "logo_with_name": _with_name(studio, brand.get("logo_with_name")),
        "languages": [
            Choice(each, _language(studio, each), each == (tree.get("language") or "nl")) for each in languages()
        ],
        "of": lambda key: Values(tree[key] if isinstance(tree.get(key), dict) else {}),
        "associations": _with_room(rows(draft, ["registrations", "associations"]), ["registrations", "associations"]),
        "hours": rows(draft, ["opening_hours"]),
        "are_plain_hours": all(isinstance(each, str) for each in value_at(draft, ["opening_hours"]) or []),
        "title": lambda key: _described(studio, key).title,
        "help": lambda key: _described(studio, key).help,
        "flowed": flowed,
        "named_language": lambda name: _language(studio, name),
    }


def _described(studio: Studio, key: str) -> Any:
    model, _, name = key.partition(".")
    return describe(_MODELS[model], name, studio.language)


def _language(studio: Studio, name: str) -> str:
    named = studio.say.group("languages")
    return str(named.get(name, name))


def _with_room(found: list[Row], path: list[str]) -> list[Row]:
    """The rows of a list, and an empty one."""
    return [*found, Row([*path, new_id()], Values(), is_new=True)]


def sheet(studio: Studio, draft: Draft, what: str) -> Sheet:
    """A picture of the practice as its draft names it."""
    from handouts.studio.screens.brochure_pictures import shown

    held = value_at(draft, PICTURES[what])
    named = held.get("file") if isinstance(held, dict) else held
    file = named if isinstance(named, str) else ""
    if what == "signature" and isinstance(as_signature(file or "nee"), bool):
        file = ""
    return Sheet(what, file, bool(file) and shown(studio, file) is not None, held)


def _signature(studio: Studio, typed: Any) -> list[Choice]:
    """None, or her name in a written letter; a picture is chosen by giving one, and stays what it is called."""
    try:
        held = as_signature(typed or "nee")
    except ValueError:
        held = False
    none = typed if held is False else None
    written = typed if held is True else _WRITTEN
    found = [
        Choice(none, studio.say("practice.signature_none"), held is False),
        Choice(written, studio.say("practice.signature_written"), held is True),
    ]
    picture = Choice(typed, studio.say("practice.signature_picture"), is_chosen=True)
    return found if isinstance(held, bool) else [*found, picture]


def _with_name(studio: Studio, typed: Any) -> list[Choice]:
    """Whether her name stands beside the logo: as it looks best, always or never."""
    from handouts.content.model.settings import NO, YES

    word = str(typed or "").strip().casefold()
    is_yes, is_no = word in YES, word in NO
    return [
        Choice(typed if not (is_yes or is_no) else None, studio.say("practice.name_as_fits"), not (is_yes or is_no)),
        Choice(typed if is_yes else "ja", studio.say("practice.name_beside"), is_yes),
        Choice(typed if is_no else "nee", studio.say("practice.name_not"), is_no),
    ]


def colours(studio: Studio, draft: Draft) -> dict[str, Any]:
    """What is said of her two colours, in words, with what a page shows beside them."""
    brand = brand_of(draft.tree)
    look = look_of(studio, brand)
    return {key: _said(studio, each) for key, each in readings(look, brand).items()} if look else {}


def _said(studio: Studio, reading: Reading) -> dict[str, Any]:
    say = studio.say

    def number(value: float) -> str:
        text = f"{int(value * 10) / 10:.1f}"  # never better than it is
        return text.replace(".", ",") if studio.language == "nl" else text

    if reading.is_readable:
        lead = say("practice.reads_well")
        rest = say("practice.contrasts", paper=number(reading.on_paper), tint=number(reading.on_tint))
    else:
        lead = say("practice.too_light", least=number(reading.least), needed=number(4.5))
        rest = say("practice.nearest", letters=reading.letters, paper=number(reading.on_paper))
    return {
        "shown": reading.shown.lower(), "is_own": reading.is_own, "fits": reading.is_readable, "lead": lead,
        "rest": rest, "letters": reading.letters,
    }  # fmt: skip
