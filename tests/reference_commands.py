"""The reference page of the commands, made from their help texts: Markdown, one section each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from goodword.cli.commands import COMMANDS
from goodword.cli.group import goodword

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = "docs/reference/commands.md"
"""Where the page lies in the repository."""

_HEAD = """\
# Commands

{help}

{epilog} This page is made from what `goodword COMMAND --help` says.

"""


def page() -> str:
    """The whole page."""
    top = click.Context(goodword, info_name="goodword")
    parts = [_HEAD.format(help=goodword.help, epilog=goodword.epilog), *_parameters(goodword, top)]
    for heading in dict.fromkeys(row.heading for row in COMMANDS):
        parts.append(f"## {heading}\n\n")
        for row in COMMANDS:
            command = goodword.get_command(top, row.name)
            if row.heading == heading and command is not None:
                parts += _sections(command, click.Context(command, top, row.name))
    return "".join(parts).rstrip("\n") + "\n"


def _sections(command: click.Command, context: click.Context) -> Iterator[str]:
    yield f"### {context.command_path}\n\n"
    yield f"{_prose(command.help or '')}\n\n"
    if not isinstance(command, click.Group) or command.invoke_without_command:
        usage = " ".join((context.command_path, *command.collect_usage_pieces(context)))
        yield f"```text\n{usage}\n```\n\n"
        yield from _parameters(command, context)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            if inner is not None:
                yield from _sections(inner, click.Context(inner, context, name))


def _parameters(command: click.Command, context: click.Context) -> Iterator[str]:
    rows = [
        record
        for parameter in command.params
        if (record := parameter.get_help_record(context)) and record[1] and parameter.name != "help"
    ]
    if rows:
        yield "| option | what it does |\n|---|---|\n"
        yield from (f"| `{_cell(names)}` | {_prose(_cell(text))} |\n" for names, text in rows)
        yield "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _prose(text: str) -> str:
    """Text for Markdown: what looks like markup is meant as it stands."""
    return text.replace("<", "&lt;").replace("*", "\\*").replace("_", "\\_")
