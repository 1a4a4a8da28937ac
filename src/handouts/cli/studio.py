"""The command that opens the studio in her browser."""

from __future__ import annotations

import webbrowser
from typing import TYPE_CHECKING

import click

from handouts.cli.group import Session, cli, verbosely
from handouts.cli.localizing import echo, reader
from handouts.files.command import clone, command
from handouts.problems import BrokenEnvironment, msg

if TYPE_CHECKING:
    from handouts.studio.serving import Opened

_HIGHEST_PORT = 65535


@cli.command()
@click.option(
    "--port", type=click.IntRange(0, _HIGHEST_PORT), default=0, metavar="N", help="The port; default one that is free."
)
@click.option("--no-browser", is_flag=True, help="Only show the address; open it yourself.")
@verbosely
@click.pass_obj
def studio(session: Session, port: int, no_browser: bool) -> None:
    """Open forms in your browser, on this computer only; stop with Ctrl-C."""
    try:
        from handouts.studio.serving import open_studio
        from handouts.studio.session import Spoken
    except ModuleNotFoundError as reason:
        raise _without_its_libraries() from reason

    def ready(opened: Opened) -> None:
        if opened.was_open:
            echo(msg("The studio of this practice was open already."), err=True)
        if no_browser or not webbrowser.open(opened.address):
            echo(msg("Open this address in your browser; it works once:"), err=True)
            echo(opened.address)
        if not opened.was_open:
            echo(msg("The studio is open, on this computer only. Stop it with Ctrl-C."), err=True)

    def tell(failure: str) -> None:
        echo(msg("This is a mistake in handouts itself ({kind}).", kind=failure), err=True)

    place = session.place()
    open_studio(place, port, ready, spoken=Spoken(reader.chosen, reader.of_the_computer), tell=tell)
    echo(msg("The studio is closed."), err=True)


def _without_its_libraries() -> BrokenEnvironment:
    if clone():
        return BrokenEnvironment("The libraries of the studio are missing. Run: {handouts} doctor", handouts=command())
    return BrokenEnvironment('The studio needs libraries of its own. Run: pip install "handouts[studio]"')
