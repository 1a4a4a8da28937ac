"""What is called how: the folders of an output folder, and the files of content in a practice folder."""

from __future__ import annotations

from pathlib import Path

from handouts.problems import BrokenEnvironment, msg

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


def shipped_root() -> Path:
    """The folder that holds templates/, styles/ and the starter content: in the package, or the repository's root."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "shipped"
    if installed.is_dir():
        return installed
    repository = package.parent.parent
    if (repository / "templates").is_dir():
        return repository
    raise BrokenEnvironment("The templates of handouts are missing: install handouts again.")
