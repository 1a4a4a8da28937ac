"""References as they are completed: each with the first name beside it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from handouts.problems import HandoutsError

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def complete_ref(context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The references of the practice folder that begin so, or whose first name does; none outside of a folder."""
    from click.shell_completion import CompletionItem

    from handouts.content.chains import summary_of
    from handouts.files.folder import Folder, find_root

    named = context.find_root().params.get("folder")
    try:
        folder = Folder(Path(named) if named else find_root(Path.cwd()))
        names = {ref: summary_of(folder, ref).first_name or "" for ref in folder.names("clients")}
    except (HandoutsError, OSError):
        return []
    start = incomplete.casefold()
    return [
        CompletionItem(ref, help=name)
        for ref, name in names.items()
        if ref.casefold().startswith(start) or (start and name.casefold().startswith(start))
    ]
