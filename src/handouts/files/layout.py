"""What is called how: the folders of an output folder, and the files of content in a practice folder."""

from __future__ import annotations

from pathlib import Path

from handouts.problems import BrokenEnvironment, msg

STATE_FOLDER = ".state"
BROCHURES_FOLDER = "brochures"
SHEETS_FOLDER = "sheets"
PRINT_FOLDER = "print"
JOURNALS = "content/.studio"
CLIENT_JOURNALS = "content/clients/.studio"
"""Where the studio keeps what is typed until it is in its file, as seen from the practice folder."""
JOURNAL = ".jsonl"
DAMAGED = ".damaged"
"""What is added to the name of a journal that could not be understood."""
JOURNAL_DAYS = 30
"""How long an edit is kept there at most."""

NOUNS = {"brochures": msg("brochure"), "modules": msg("module"), "sheets": msg("recipe"), "clients": msg("consult")}
"""What is in each folder of content, in the singular."""


def content_file(kind: str, name: str) -> str:
    """The file of a document of a kind, such as `brochures`, as seen from the practice folder."""
    return f"content/{kind}/{name}.yaml"


def consult_file(ref: str) -> str:
    """The file of a consult, as seen from the practice folder."""
    return content_file("clients", ref)


def journal_file(kind: str, name: str = "") -> str:
    """Where the studio keeps the edits of a document, as seen from the practice folder; `practice` has no name.

    Those of a consult lie among the consults, and are thrown away with it.
    """
    if kind == "clients":
        return f"{CLIENT_JOURNALS}/{name}{JOURNAL}"
    return f"{JOURNALS}/{'-'.join(filter(None, (kind, name)))}{JOURNAL}"


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
