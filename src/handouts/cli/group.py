"""The command group, and what the options in front of a command say."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import handouts
from handouts.cli.localizing import Language, echo, reader
from handouts.cli.usage import write_help
from handouts.files.command import clone
from handouts.languages.messages import translated
from handouts.problems import UsageError, msg

if TYPE_CHECKING:
    from handouts.files.folder import Folder


FOLDER = click.Path(path_type=Path, resolve_path=True)
"""The type of an option that names a folder: from the root on and without links."""
STOPPED = 130
"""The exit code of a command that was stopped."""


class Session:
    """What the options in front of a command say."""

    def __init__(self, folder: str | None, verbose: bool) -> None:
        self._folder = folder
        self.verbose = verbose

    def own_folder(self) -> Folder:
        """As `folder`, for what holds a client's data: never the clone that `run` lies in, unless she is in it."""
        from handouts.files.folder import find_root

        if self._folder is None and (place := clone()):
            try:
                find_root(_here())
            except UsageError as reason:
                raise UsageError(
                    "{reason}\nNothing of yours goes into the clone of handouts, {clone}, from elsewhere.",
                    reason=reason.message,
                    clone=place,
                ) from None
        return self.folder()

    def place(self) -> Path:
        """The practice folder as `own_folder`, or where there is none the place where one may be made.

        Without a name that is the folder that she is in, if it is empty, else one in her home.
        """
        try:
            return self.own_folder().root
        except UsageError:
            if self._folder is not None:
                return Path(self._folder).resolve()
        here = _here()
        if not any(here.iterdir()):
            return here
        name = translated(msg("practice"), reader.language)
        return Path.home() / name

    def folder(self) -> Folder:
        """The practice folder: the one that was named, the one that the command runs in, else that of the clone."""
        from handouts.files.folder import MARKER, Folder, find_root, is_root

        if self._folder is None:
            try:
                return Folder(find_root(_here()))
            except UsageError:
                if not (place := clone()):
                    raise
                folder = Folder(place)
                _say_whose(folder)
                return folder
        root = Path(self._folder)
        if not is_root(root):
            raise UsageError("{folder} is not a practice folder: it has no {marker}.", folder=root, marker=MARKER)
        return Folder(root)


def _here() -> Path:
    """The folder that the command runs in. Raises UsageError when somebody has taken it away."""
    try:
        return Path.cwd()
    except FileNotFoundError:
        raise UsageError("The folder that you are in is no longer there. Go to your practice folder again.") from None


def _say_whose(folder: Folder) -> None:
    """Whose practice the clone holds: she may think that she is in her own."""
    from handouts.content.reading import read_yaml
    from handouts.files.folder import MARKER
    from handouts.problems import ContentError

    try:
        value = read_yaml(folder.open_reader().read(MARKER) or b"", MARKER).value
    except ContentError:
        value = None
    name = value.get("name") if isinstance(value, dict) else None
    if isinstance(name, str):
        text = msg(
            "You are not in a practice folder. This is about {name}, in {folder}.", name=name, folder=folder.root
        )
    else:
        text = msg("You are not in a practice folder. This is about the practice folder {folder}.", folder=folder.root)
    echo(text, err=True)


def _in_language(_context: click.Context, _parameter: click.Parameter, language: str | None) -> None:
    if language:
        reader.ask_for(language)


_in_a_language = click.option(
    "--language",
    type=Language(),
    is_eager=True,
    expose_value=False,
    callback=_in_language,
    help="The language of messages; by default the practice's.",
)


class _Localized(click.Command):
    """A command of which the help, and what is wrong with its line, are in the reader's language."""

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes its help in the reader's language."""
        write_help(self, ctx, formatter)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As Click's, but what is wrong always names the command, which `usage` needs."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as reason:
            reason.ctx = reason.ctx or ctx
            raise


class Command(_Localized):
    """A command that takes `--language` after its name too, where it has no option of that name for something else."""

    allow_extra_args = True

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        if not any("--language" in each.opts for each in self.params):
            _in_a_language(self)

    def invoke(self, ctx: click.Context) -> Any:
        """Runs it. Raises UsageError where more was typed than it takes."""
        if ctx.args:
            raise UsageError("This command takes fewer arguments: leave out {words}.", words=" ".join(ctx.args))
        return super().invoke(ctx)


class Group(_Localized, click.Group):
    """The commands."""

    command_class = Command


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--folder", metavar="DIR", help="The practice folder; by default the one that you are in.")
@_in_a_language
@click.option("-v", "--verbose", is_flag=True, help="Also say what each document took, and how a failure came about.")
@click.version_option(handouts.__version__, message="%(prog)s %(version)s")
@click.pass_context
def cli(context: click.Context, folder: str | None, verbose: bool) -> None:
    """Turns what a practitioner writes (YAML) into what her client takes home (PDF)."""
    reader.look_in(Path(folder) if folder else None, clone())
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
