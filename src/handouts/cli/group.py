"""The command group, and what the options in front of a command say."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Any

import click

import handouts
from handouts.problems import WrongUse

if TYPE_CHECKING:
    from handouts.files.folder import Folder


STOPPED = 130
"""The exit code of a command that was stopped."""
CLONE = "HANDOUTS_CLONE"
"""The variable of the environment in which `run` names the folder that it lies in."""


class Session:
    """What the options in front of a command say."""

    def __init__(self, folder: str | None, verbose: bool) -> None:
        self._folder = folder
        self.verbose = verbose

    def own_folder(self) -> Folder:
        """As `folder`, for what holds a client's data: never the clone that `run` lies in, unless she is in it."""
        from handouts.files.folder import find_root

        if self._folder is None and (clone := _clone()):
            try:
                find_root(_here())
            except WrongUse as reason:
                said = f"{reason}\nNo client's data goes into the clone of handouts, {clone}, from elsewhere."
                raise WrongUse(said) from None
        return self.folder()

    def folder(self) -> Folder:
        """The practice folder: the one that was named, the one that the command runs in, else that of the clone."""
        from handouts.files.folder import MARKER, Folder, find_root, is_root

        if self._folder is None:
            try:
                return Folder(find_root(_here()))
            except WrongUse:
                if not (clone := _clone()):
                    raise
                folder = Folder(clone)
                _say_whose(folder)
                return folder
        root = Path(self._folder)
        if not is_root(root):
            raise WrongUse(f"{root} is not a practice folder: it has no {MARKER}.")
        return Folder(root)


def _here() -> Path:
    """The folder that the command runs in. Raises WrongUse when somebody has taken it away."""
    try:
        return Path.cwd()
    except FileNotFoundError:
        raise WrongUse("The folder that you are in is no longer there. Go to your practice folder again.") from None


def _clone() -> Path | None:
    """The clone whose `run` started this command, if one did."""
    named = os.environ.get(CLONE)
    return Path(named) if named else None


def command() -> str:
    """How she starts this program, in any folder: by its name, or by the `run` of the clone that started it."""
    clone = _clone()
    return quote(str(clone / "run")) if clone else "handouts"


def _say_whose(folder: Folder) -> None:
    """Whose practice the clone holds: she may think that she is in her own."""
    from handouts.content.reading import read_yaml
    from handouts.files.folder import MARKER
    from handouts.problems import Refused

    try:
        value = read_yaml(folder.open_shelf().read(MARKER) or b"", MARKER).value
    except Refused:
        value = None
    name = value.get("name") if isinstance(value, dict) else None
    whose = f"{name}, in {folder.root}" if isinstance(name, str) else f"the one in {folder.root}"
    click.echo(f"You are in no practice folder. This is {whose}.", err=True)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--folder", metavar="DIR", help="The practice folder; by default the one that you are in.")
@click.option("-v", "--verbose", is_flag=True, help="Also say what each document took, and how a failure came about.")
@click.version_option(handouts.__version__, message="%(prog)s %(version)s")
@click.pass_context
def cli(context: click.Context, folder: str | None, verbose: bool) -> None:
    """Turns what a practitioner writes (YAML) into what her client takes home (PDF)."""
    context.obj = Session(folder, verbose)
    context.color = False if os.environ.get("NO_COLOR") else None


def _also_verbose(context: click.Context, _parameter: click.Parameter, verbose: bool) -> None:
    session: Session = context.obj
    session.verbose |= verbose


verbosely: Callable[[Callable[..., Any]], Callable[..., Any]] = click.option(
    "-v",
    "--verbose",
    is_flag=True,
    expose_value=False,
    callback=_also_verbose,
    help="Say all advice, and what each document took.",
)
"""The option `-v` behind a command, where people type it; in front of the command it means the same."""
