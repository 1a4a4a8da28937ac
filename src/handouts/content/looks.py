"""The looks of a practice folder, shipped and its own, and the design that the practice chose."""

from __future__ import annotations

from handouts.content.loading import Loaded, validate
from handouts.content.model.looks import Design, Look, designed
from handouts.content.model.practice import Practice
from handouts.content.things import did_you_mean
from handouts.files.folder import Folder, TrackedReader
from handouts.languages.messages import listed
from handouts.problems import ContentError, error, msg

LOOKS = "styles/looks"


def look_names(folder: Folder) -> list[str]:
    """The looks that a practice folder can have: those that are shipped, and after them its own."""
    found: dict[str, None] = {}
    for root in (folder.shipped, folder.root):
        found |= {place.parent.name: None for place in sorted((root / LOOKS).glob("*/look.yaml"))}
    return list(found)


def load_look(reader: TrackedReader, name: str) -> Look | None:
    """The look of that name; None when there is none. Raises ContentError with every mistake in its `look.yaml`."""
    relative = f"{LOOKS}/{name}/look.yaml"
    data = reader.read(relative)
    if data is None:
        return None
    return reader.folder.once(("look", relative), lambda: validate(data, reader.place(relative), Look).value)


def design_of(reader: TrackedReader, practice: Loaded[Practice]) -> Design:
    """The design that a practice chose. Raises ContentError for a look or a palette that does not exist."""
    brand, marks = practice.value.brand, practice.marks
    look = load_look(reader, brand.look)
    if look is None:
        known, key, word = look_names(reader.folder), "look", brand.look
    elif (brand.palette or look.palette) not in (choices := look.choices()):
        known, key, word = list(choices), "palette", brand.palette or look.palette
    else:
        return designed(brand.look, look, brand)
    hint = did_you_mean(word, known, msg("choose from: {offered}", offered=listed(known)))
    mark = marks.at(("brand", key))
    raise ContentError([error("not-a-choice", mark, "“{text}” is not known here", hint, text=word)])
