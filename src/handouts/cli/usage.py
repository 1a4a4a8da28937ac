"""How a command is used, in the reader's language: its help, and what is wrong with a command line.

Click's own words are not translated. What it finds wrong and is not known here is printed as Click words it.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Sequence
from pathlib import Path
from shlex import quote

import click

from handouts.cli.localizing import localized
from handouts.files.naming import is_file
from handouts.languages.messages import joined_by_or
from handouts.problems import Message, as_message, msg

_MOST_WORDS = 9
"""Fewer words than this may be the name of one file."""


def write_help(command: click.Command, context: click.Context, formatter: click.HelpFormatter) -> None:
    """Writes the help of a command as Click does: usage, description, options, and its commands where it has any."""
    _write_usage(command, context, formatter)
    formatter.write_paragraph()
    with formatter.indentation():
        formatter.write_text(_described(command))
    options = [_option(each, context) for each in command.get_params(context) if isinstance(each, click.Option)]
    with formatter.section(localized(msg("Options"))):
        formatter.write_dl([each for each in options if each])
    if isinstance(command, click.Group):
        names = command.list_commands(context)
        with formatter.section(localized(msg("Commands"))):
            formatter.write_dl([(name, _described(command.commands[name]).partition("\n\n")[0]) for name in names])


def _write_usage(command: click.Command, context: click.Context, formatter: click.HelpFormatter) -> None:
    pieces = " ".join(command.collect_usage_pieces(context))
    formatter.write_usage(context.command_path, pieces, prefix=f"{localized(msg('Usage:'))} ")


def _described(command: click.Command) -> str:
    return localized(as_message(inspect.cleandoc(command.help or "")))


def _option(option: click.Option, context: click.Context) -> tuple[str, str] | None:
    record = option.get_help_record(context)
    if record is None:
        return None
    own = {"help": msg("Show this message and exit."), "version": msg("Show the version and exit.")}
    return record[0], localized(own.get((option.name or "").removeprefix("_click_default_")) or as_message(record[1]))


def show(reason: click.ClickException) -> None:
    """Writes to stderr what is wrong with a command line, how the command is used, and where its help is."""
    context = getattr(reason, "ctx", None)
    if context is not None:
        formatter = context.make_formatter()
        _write_usage(context.command, context, formatter)
        click.echo(formatter.getvalue(), err=True, nl=False)
        click.echo(localized(msg("All about it: {command} --help", command=context.command_path)) + "\n", err=True)
    click.echo(localized(worded(reason)), err=True)


def say_unquoted(words: Sequence[str]) -> None:
    """Writes to stderr that a name wants quotes, where words that follow each other are one file with spaces."""
    for name in joined_words(words):
        if is_file(Path(name)):
            text = msg("Is that one file with spaces in its name? Put quotes around it: {file}", file=quote(name))
            click.echo(localized(text), err=True)
            return


def joined_words(words: Sequence[str]) -> Iterator[str]:
    """Each two to eight words that follow each other, as one name with spaces."""
    for first in range(len(words)):
        for last in range(first + 2, min(first + _MOST_WORDS, len(words) + 1)):
            yield " ".join(words[first:last])


def worded(reason: click.ClickException) -> Message:
    """What is wrong with a command line, as a sentence of ours."""
    if command := getattr(reason, "command_name", ""):
        return _with_nearest(msg("There is no command “{name}”.", name=command), getattr(reason, "possibilities", ()))
    if isinstance(reason, click.NoSuchOption):
        return _with_nearest(msg("There is no option “{name}”.", name=reason.option_name), reason.possibilities)
    if isinstance(reason, click.BadOptionUsage):
        if _is_flag(reason):
            return msg("The option {name} takes no value: leave out what follows the =.", name=reason.option_name)
        return msg("The option {name} needs a value after it.", name=reason.option_name)
    if isinstance(reason, click.MissingParameter) and reason.param is not None:
        return msg("{name} is missing.", name=reason.param.human_readable_name)
    if isinstance(reason, click.BadParameter) and reason.param and isinstance(reason.param.type, click.Choice):
        choices = joined_by_or(list(map(str, reason.param.type.choices)))
        return msg("The option {name} takes {choices}.", name=max(reason.param.opts, key=len), choices=choices)
    return as_message(reason.format_message())


def _is_flag(reason: click.BadOptionUsage) -> bool:
    options = reason.ctx.command.get_params(reason.ctx) if reason.ctx else []
    return any(isinstance(each, click.Option) and each.is_flag and reason.option_name in each.opts for each in options)


def _with_nearest(sentence: Message, names: Sequence[str] | None) -> Message:
    if not names:
        return sentence
    return msg("{sentence} Did you mean {names}?", sentence=sentence, names=joined_by_or(sorted(names)))
