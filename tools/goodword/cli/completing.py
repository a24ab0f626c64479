"""What follows on the command line, said to the shell that asks, from what is on record of it.

No command is imported: the record (`completable`) says which words, options and choices there are
and where ids lie. Nothing is read of the program but the names of its files (`named`).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click
from click.shell_completion import shell_complete

from goodword.cli.named import Names

NAME, ASKED = "goodword", "_GOODWORD_COMPLETE"
RECORD = Path(__file__).with_name("completion.json")


class _Commands(click.Group):
    """All commands, each made of its line of the record when it is asked for."""

    def __init__(self) -> None:
        with RECORD.open(encoding="utf-8") as file:
            lines = [line.rstrip(",\n").partition(":") for line in file if len(line) > 2]
        self._lines = {json.loads(name): said for name, _, said in lines}
        top = json.loads(self._lines.pop(""))
        super().__init__(
            NAME,
            params=[_parameter(**each) for each in top["parameters"]],
            context_settings={"help_option_names": ["-h", "--help"]},
        )

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Names in the order of help."""
        return list(self._lines)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:  # noqa: ARG002 - click's
        """The command of that name, which does nothing but know its words."""
        said = self._lines.get(cmd_name)
        if said is None:  # after a word that is no command nothing is offered
            return click.Command(cmd_name, add_help_option=False)
        return _command(cmd_name, **json.loads(said))


def known() -> click.Group:
    """The command line as a shell needs it."""
    return _Commands()


def answer(wanted: str) -> int:
    """Answer a shell: its script, or what could follow.

    Args:
        wanted: what its script asks for, as `bash_complete`.

    Returns:
        The exit code.
    """
    if hasattr(sys.stdout, "reconfigure"):  # else closed before the start
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        return shell_complete(known(), {}, NAME, ASKED, wanted)
    except OSError:  # the reader has gone, which a shell may do at the next key
        return 1


def _command(
    name: str,
    help: str,  # noqa: A002 - as click calls it
    parameters: list[dict[str, Any]],
    commands: dict[str, dict[str, Any]] | None = None,
) -> click.Command:
    made = [_parameter(**each) for each in parameters]
    if commands is None:
        return click.Command(name, params=made, short_help=help)
    inner = {each: _command(each, **said) for each, said in commands.items()}
    return click.Group(name, params=made, short_help=help, commands=inner)


def _parameter(
    names: list[str],
    *,
    choices: list[str] | None = None,
    path: str = "",
    places: list[str] | None = None,
    nargs: int = 1,
    **option: Any,
) -> click.Parameter:
    kind: click.ParamType[Any] | None = None
    if choices is not None:
        kind = click.Choice(choices)
    elif path:
        kind = click.Path(file_okay=path == "file")
    elif places is not None:
        kind = Names(tuple(places))
    if len(names) == 1:
        return click.Argument(names, type=kind, nargs=nargs, required=False)
    return click.Option(names, type=kind, nargs=nargs, **option)
