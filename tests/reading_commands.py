"""Every command that reads, in each of its formats, as arguments to run it with."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import click

from goodword.cli.commands import COMMANDS
from goodword.cli.commands import command as command_of
from goodword.reports.listing import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LINES = ("tell", "claims", "loops")
FULL = {
    "points": [(), ("--explain",)],
    "loops": [(), ("--explain",), ("--overdue",)],
    "agenda": [("--days", "90"), ("--all",)],
    "relation": [(), ("--window", "2y", "--explain")],
    "routing": [(), ("--all",)],
    "report": [(), ("--explain",)],
    "candidates": [(), ("--explain",)],
}
"""Options with which a command says more than by default."""


@cache
def formats() -> dict[str, tuple[str, ...]]:
    """The formats of every command that has some; those commands read and write nothing."""
    found = {}
    for row in COMMANDS:
        command = command_of(row)
        for each in command.params:
            if each.name == "form" and isinstance(each.type, click.Choice):
                found[row.name] = tuple(each.type.choices)
    return found


def asked(people: Sequence[str], things: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """All of them over a program.

    Args:
        people: ids of people whose records are asked for.
        things: ids or paths of what is shown.
    """
    for name, forms in formats().items():
        if name == "list":
            ways: list[tuple[str, ...]] = [(kind,) for kind in KINDS]
        elif name == "show":
            ways = [(each,) for each in (*people, *things)]
        elif name == "record":
            ways = [(each,) for each in people]
        else:
            ways = [*FULL.get(name, [()])]
        for way in ways:
            for form in forms:
                yield (name, *way, "--format", form)
