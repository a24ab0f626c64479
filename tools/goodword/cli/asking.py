"""What a command needs and was not told: asked for on a terminal, else named with the whole line.

A printed command has `…` where words go (`verbs`). Run as it stands it asks for these.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from goodword.cli.typed import note, said_so_far
from goodword.source.schemas.wording import listed
from goodword.verbs import GROUPS, LEFT_OPEN, whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from goodword.verbs import Verb

_INSTEAD = {"--summary": "--ref"}
"""What may be given in place of another flag: the proof in place of the words."""
_SHOWN = 20
"""So many of what the program has are named where one of them is needed."""


def can_ask() -> bool:
    """Whether somebody sits there who can be asked."""
    return sys.stdin is not None and not sys.stdin.closed and sys.stdin.isatty()


def filled(arguments: Sequence[str]) -> list[str]:
    """The arguments without those that are left open, which are asked for in their turn.

    One that is given further on with a value is no longer open. Words that a verb can do without
    stay open, so that they are asked for too: see `left_open`.

    Raises:
        UsageError: nobody is there to be asked.
    """
    found: list[str] = []
    still_open: list[str] = []
    for each in arguments:
        flag, _, value = each.partition("=")
        if each == LEFT_OPEN:
            flagged = bool(found) and found[-1].startswith("--")
            flag, value = (found.pop() if flagged else ""), LEFT_OPEN
        if value == LEFT_OPEN and (not flag or flag.startswith("--")):
            still_open.append(flag)
        else:
            found.append(each)
    given = {each.partition("=")[0] for each in found}
    still_open = [each for each in still_open if not given & {each, _INSTEAD.get(each)}]
    if still_open and not can_ask():
        named = listed([f"{flag} {LEFT_OPEN}".strip() for flag in still_open], "and")
        raise click.UsageError(f"{named}: put what is meant in place of {LEFT_OPEN}")
    texts = {
        f"--{field.name}"
        for group in GROUPS
        if group.name in found
        for verb in group.verbs
        if verb.name in found
        for field in verb.fields
        if field.shows == "TEXT"
    }
    return found + [f"{each}={LEFT_OPEN}" for each in still_open if each in texts]


def left_open(verb: Verb, row: Mapping[str, Any]) -> tuple[str, ...]:
    """The parameters of a row whose words are still to be said."""
    return tuple(each.parameter for each in verb.fields if row[each.parameter] == LEFT_OPEN)


def needed(
    row: Mapping[str, Any],
    *names: str,
    instead: str = "",
    there: Mapping[str, Sequence[str]] | None = None,
) -> None:
    """See that a row has all these parameters.

    Args:
        row: parameters of the command; where they are those of the command line they are asked
            for on a terminal, and filled in.
        names: of the parameters.
        instead: a flag that would do as well.
        there: what the program has of it, by parameter.

    Raises:
        UsageError: some are missing, and nobody is there to be asked; the message has the
            command as it was given with `…` for each of them.
    """
    missing = [name for name in names if row[name] in (None, (), "", LEFT_OPEN)]
    if not missing:
        return
    context = click.get_current_context()
    parameters = {each.name: each for each in context.command.params}
    if row is context.params and can_ask():
        for name in missing:
            context.params[name] = _asked(parameters[name])
            note(context, name, context.params[name])
        return
    flags = [_flag(parameters[name]) for name in missing]
    verb = "is" if len(flags) == 1 else "are"
    others = f"{instead} or " if instead else ""
    given = said_so_far(context, frozenset(missing)) if row is context.params else ""
    line = given or " ".join([context.command_path, *(f"{flag} {LEFT_OPEN}" for flag in flags)])
    named = listed(flags, "and")
    known = "".join(
        f"; {_flag(parameters[name])} is one of {', '.join(there[name][:_SHOWN])}"
        for name in missing
        if there and there.get(name)
    )
    raise click.UsageError(f"{others}{named} {verb} needed, such as {whole(line)}{known}")


def ask_for(words: str, choices: Iterable[str]) -> str:
    """One of these, asked for on a terminal."""
    found: str = click.prompt(words, type=click.Choice(list(choices)))
    return found


def _flag(parameter: click.Parameter) -> str:
    if isinstance(parameter, click.Option):
        return max(parameter.opts, key=len)
    return (parameter.metavar or parameter.name or "").strip("[].")


def _asked(parameter: click.Parameter) -> Any:
    """What somebody at the terminal says, in as many lines as it takes them to say it right."""
    words = _flag(parameter)
    if isinstance(parameter, click.Option) and parameter.help:
        words = f"{words}, {parameter.help.rstrip('.')}"
    value = click.prompt(words, type=parameter.type)
    return (value,) if parameter.multiple or parameter.nargs == -1 else value
