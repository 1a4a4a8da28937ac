"""The form of a brochure: its opening, its sections as blocks, its end, and the patterns of what can be added."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from handouts.content.loading import load_file
from handouts.content.model.brochure import (
    AcceptedClaim,
    Brochure,
    Call,
    Fact,
    Point,
    Section,
    Source,
    Term,
)
from handouts.content.model.charts import Enough, Portion, Stretch
from handouts.content.model.fields import Model
from handouts.content.model.formats import FORMATS, PURPOSES
from handouts.content.model.module import Module
from handouts.content.things import folded
from handouts.content.words import meanings
from handouts.files.layout import content_file
from handouts.files.naming import is_file, safe_name
from handouts.languages.texts import own_texts
from handouts.problems import HandoutsError
from handouts.studio.screens.brochure_fields import BLANK, Form, Node
from handouts.studio.sending import value_at

if TYPE_CHECKING:
    from handouts.studio.drafts.draft import Draft
    from handouts.studio.session import Studio

_ROWS: tuple[type[Model], ...] = (Point, Fact, Call, Source, Term, AcceptedClaim, Portion, Enough, Stretch)
PARTS = ("text", "facts", "items", "points", "dont", "image")
"""What can be added to a section, besides a table."""
_WORDED = ("text", "lead_in", "items", "points", "dont", "table", "image")
IMAGES = "content/images"


class Block(NamedTuple):
    """A section: its fields, what is in it, and the formats that print it."""

    node: Node
    kind: str
    formats: tuple[str, ...]
    parts: tuple[str, ...]
    """What it could hold and does not."""
    gaps: tuple[Node, ...] = ()

    @property
    def title(self) -> str:
        """What it is called in a list of all."""
        return str(self.node.nodes["heading"].value or self.node.nodes["module"].value or "")

    @property
    def said(self) -> str:
        """What it is told from others by where it has no heading: its first words."""
        return next((found for name in _WORDED if (found := self.node.nodes[name].said)), "")


def form(studio: Studio, draft: Draft) -> dict[str, Any]:
    """What the template of the form needs."""
    made = Form(studio.say, draft)
    brochure = made.group(Brochure, draft.tree)
    sections = brochure.nodes["sections"]
    return {
        "name": draft.name,
        "brochure": brochure.nodes,
        "sections": [_block(studio, each) for each in sections.rows],
        "pictures": pictures(studio),
        "drawings": _drawings(studio.language),
        "modules": studio.folder().names("modules"),
        "formats": list(FORMATS),
        "first_format": first_format(draft),
        "purposes": PURPOSES,
        "all_parts": (*PARTS, "table"),
    }


def patterns(studio: Studio) -> dict[str, Any]:
    """The patterns of rows and parts that a page makes new ones of; their paths begin with `BLANK`."""
    made = Form(studio.say)
    rows = {each.__name__: made.group(each, None, (BLANK,)) for each in _ROWS}
    rows["text"] = Node("text", "text", (BLANK,), studio.say("brochure.line"))
    rows["cells"] = Node("cells", "row", (BLANK,), "")
    return {"patterns": rows, "blank": made.group(Section, None, (BLANK,))}


def first_format(draft: Draft) -> str:
    """The first format that is made of it; the usual one where none is known."""
    held = value_at(draft, ["formats"])
    typed = held if isinstance(held, list) else str(held or "").split(",")
    return next((each for each in map(_format, typed) if each), next(iter(FORMATS)))


def _format(word: Any) -> str:
    known = folded(str(word))
    known = meanings("formats").get(known, known)
    return known if known in FORMATS else ""


def _block(studio: Studio, node: Node) -> Block:
    fields = node.nodes
    filled = [each for each in (*PARTS, "table", "chart", "module") if _is_filled(fields[each])]
    kind = "framed" if any(each.is_chosen for each in fields["framed"].choices[:1]) else (filled or ["text"])[0]
    only, but = (
        {name for choice, name in zip(fields[key].choices, FORMATS, strict=True) if choice.is_chosen}
        for key in ("only", "except_")
    )
    printed = tuple(
        name for name, shape in FORMATS.items()
        if (name in only if only else name not in but and not shape.chosen_only)
    )  # fmt: skip
    missing = tuple(each for each in (*PARTS, "table") if each not in filled)
    if "module" in filled:
        return Block(node, "module", printed, (), tuple(_gaps(studio, node)))
    return Block(node, kind, printed, missing)


def _is_filled(node: Node) -> bool:
    return bool(node.rows) or node.is_filled


def _gaps(studio: Studio, node: Node) -> list[Node]:
    """The gaps of an advice block, and those that are filled though it has them not."""
    held = node.nodes["params"].value
    filled = held if isinstance(held, dict) else {}
    asked: Mapping[str, Any] = {}
    with suppress(HandoutsError):
        file = content_file("modules", safe_name(str(node.nodes["module"].value)))
        asked = load_file(studio.folder().open_reader(), file, Module).value.params
    path = (*node.path, "params")
    return [
        Node("line", name, (*path, name), " ".join((getattr(asked.get(name), "question", None) or name).split()),
             value=filled.get(name))
        for name in dict.fromkeys([*asked, *filled])
    ]  # fmt: skip


def pictures(studio: Studio) -> list[str]:
    """The names of her pictures."""
    from handouts.content.model.addresses import PICTURES

    place = studio.folder().root / IMAGES
    try:
        return sorted(each.name for each in place.iterdir() if each.suffix.lower() in PICTURES and is_file(each))
    except OSError:
        return []


def _drawings(language: str) -> list[str]:
    """The drawings by the first name that each has in a language."""
    found = own_texts(language, "drawings")
    return sorted((entry.get("named") or [name])[0] for name, entry in found.items())
