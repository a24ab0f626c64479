"""What somebody typed at a terminal, given back as one command line: nothing typed is lost.

A command that asked is dry, or is refused, or is left half-way; whoever typed the answers takes
the line, changes what was wrong and goes on.
"""

from __future__ import annotations

import shlex
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from goodword.cli.output import write_line
from goodword.verbs import LEFT_OPEN

if TYPE_CHECKING:
    from collections.abc import Iterator

_KEY = "goodword.typed"


def note(context: click.Context, name: str, value: Any) -> None:
    """Remember an answer to a question.

    Args:
        context: of the command that asks.
        name: the parameter that it answers.
        value: as the parameter has it.
    """
    context.meta.setdefault(_KEY, {})[name] = value


@contextmanager
def kept(context: click.Context) -> Iterator[None]:
    """Show the whole line at the end, however it ends, unless what was typed was written.

    `written` says that it was.
    """
    try:
        yield
    finally:
        if context.meta.get(_KEY):
            write_line(f"with what was typed: {said_so_far(context)}", error=True)


def written(context: click.Context) -> None:
    """What was typed is in the files and need not be given back."""
    context.meta.pop(_KEY, None)


def said_so_far(context: click.Context, missing: frozenset[str] = frozenset()) -> str:
    """The command with all that was said on the command line and all that was typed.

    Its words are quoted for a shell; it gives the same parameters when it is run.

    Args:
        context: of the command.
        missing: parameters for which `…` stands.
    """
    values = {**context.params, **context.meta.get(_KEY, {})}
    flags: list[str] = []
    arguments: list[str] = []
    for each in context.command.params:
        name = each.name or ""
        stated = context.get_parameter_source(name) is click.core.ParameterSource.COMMANDLINE
        if name in missing:
            words = [LEFT_OPEN]
        elif stated or name in context.meta.get(_KEY, {}):
            words = _words(values.get(name))
        else:
            continue
        if not isinstance(each, click.Option):
            arguments += words
        elif each.is_flag:
            flags += [max(each.opts, key=len)] * len(words)
        else:
            flags += [part for word in words for part in (max(each.opts, key=len), word)]
    # What begins with a hyphen is no flag where it stands for a thing.
    hyphen = ["--"] if any(each.startswith("-") for each in arguments) else []
    root = ["--root", str(context.obj)] if context.obj else []
    line = ["goodword", *root, *_command(context), *(() if hyphen else arguments), *flags, *hyphen]
    line += arguments if hyphen else []
    return " ".join(each if each == LEFT_OPEN else shlex.quote(each) for each in line)


def _words(value: Any) -> list[str]:
    """A parameter's values as they are written on a command line."""
    many = value if isinstance(value, tuple) else (value,)
    return [
        each.isoformat() if isinstance(each, date) else str(each)
        for each in many
        if each not in (None, False, LEFT_OPEN)
    ]


def _command(context: click.Context) -> list[str]:
    """The names of the command and of the group that it is in."""
    above = _command(context.parent) if context.parent and context.parent.parent else []
    return [*above, context.info_name or ""]
