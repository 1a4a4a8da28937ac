"""The command group, and what the options in front of a command say."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

import handouts
from handouts.problems import WrongUse

if TYPE_CHECKING:
    from handouts.folder import Folder


STOPPED = 130
"""The exit code of a command that was stopped."""


class Session:
    """What the options in front of a command say."""

    def __init__(self, folder: str | None, verbose: bool) -> None:
        self._folder = folder
        self.verbose = verbose

    def folder(self) -> Folder:
        """The practice folder: the one that was named, or the one that the command runs in."""
        from handouts.folder import MARKER, Folder, find_root

        if self._folder is None:
            return Folder(find_root(Path.cwd()))
        root = Path(self._folder)
        if not (root / MARKER).is_file():
            raise WrongUse(f"{root} is not a practice folder: it has no {MARKER}.")
        return Folder(root)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--folder", metavar="DIR", help="The practice folder; by default the one that you are in.")
@click.option("-v", "--verbose", is_flag=True, help="Also say what each document took, and how a failure came about.")
@click.version_option(handouts.__version__, message="%(prog)s %(version)s")
@click.pass_context
def cli(context: click.Context, folder: str | None, verbose: bool) -> None:
    """Turns what a practitioner writes (YAML) into what her client takes home (PDF)."""
    context.obj = Session(folder, verbose)
    context.color = False if os.environ.get("NO_COLOR") else None
