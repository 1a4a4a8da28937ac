"""What is called how: the folders of an output folder, and the files of content in a practice folder."""

from __future__ import annotations

from handouts.problems import msg

STATE_FOLDER = ".state"
BROCHURES_FOLDER = "brochures"
SHEETS_FOLDER = "sheets"
PRINT_FOLDER = "print"

NOUNS = {"brochures": msg("brochure"), "modules": msg("module"), "sheets": msg("recipe"), "clients": msg("consult")}
"""What is in each folder of content, in the singular."""


def content_file(kind: str, name: str) -> str:
    """The file of a document of a kind, such as `brochures`, as seen from the practice folder."""
    return f"content/{kind}/{name}.yaml"


def consult_file(ref: str) -> str:
    """The file of a consult, as seen from the practice folder."""
    return content_file("clients", ref)
