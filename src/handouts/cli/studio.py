"""The command that opens the studio in her browser."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from handouts.cli.group import Session, cli, verbosely
from handouts.cli.localizing import echo, localized, reader
from handouts.files.command import clone
from handouts.problems import BrokenEnvironment, msg

if TYPE_CHECKING:
    from pathlib import Path

    from handouts.studio.serving import Opened

_HIGHEST_PORT = 65535


@cli.command()
@click.option(
    "--port", type=click.IntRange(0, _HIGHEST_PORT), default=0, metavar="N", help="The port; default one that is free."
)
@click.option("--no-browser", is_flag=True, help="Only show the address; open it yourself.")
@click.option("--install", is_flag=True, help="Put it in the menu of your desktop, to be started from there.")
@verbosely
@click.pass_obj
def studio(session: Session, port: int, no_browser: bool, install: bool) -> None:
    """Open forms in your browser, on this computer only; stop with Ctrl-C."""
    try:
        from handouts.studio.serving import open_studio
        from handouts.studio.session import Spoken
    except ModuleNotFoundError as reason:
        raise _without_its_libraries() from reason

    place = session.place()
    if install:
        _install(place)
        return

    def ready(opened: Opened) -> None:
        if opened.was_open:
            echo(msg("The studio of this practice was open already."), err=True)
        if no_browser or not _opens_in_browser(opened.address):
            echo(msg("Open this address in your browser; it works once:"), err=True)
            echo(opened.address)
        if not opened.was_open:
            echo(msg("The studio is open, on this computer only. Stop it with Ctrl-C."), err=True)

    def tell(failure: str) -> None:
        echo(msg("This is a mistake in handouts itself ({kind}).", kind=failure), err=True)

    open_studio(place, port, ready, spoken=Spoken(reader.chosen, reader.of_the_computer), tell=tell)
    echo(msg("The studio is closed."), err=True)


def _install(place: Path) -> None:
    """Makes the starter for a practice folder, and says where it is."""
    from handouts.studio.installing import Starter, install
    from handouts.studio.session import Studio

    name = Studio(place).practice_name or localized(msg("Studio of handouts"))
    remark = localized(msg("Sheets and brochures for your clients, on this computer only"))
    for path in install(Starter(place, name, remark)):
        echo(str(path))
    echo(msg("From now on the studio is in the menu of your desktop, as {name}.", name=name), err=True)


def _opens_in_browser(address: str) -> bool:
    """Whether her browser was asked to show an address; within WSL that is the one of Windows."""
    if "WSL_DISTRO_NAME" in os.environ:
        from handouts.studio.installing import run_in_windows

        return run_in_windows(f"Start-Process '{address}'") is not None
    import webbrowser

    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return False
    # One that draws letters in this very terminal would be waited for, and waits for the studio itself.
    if type(browser) is webbrowser.GenericBrowser:
        return False
    return browser.open(address)


def _without_its_libraries() -> BrokenEnvironment:
    if place := clone():
        return BrokenEnvironment(
            "The libraries of the studio are missing. Delete {folder}, and give the command again.",
            folder=place / ".venv",
        )
    return BrokenEnvironment('The studio needs libraries of its own. Run: pip install "handouts[studio]"')
