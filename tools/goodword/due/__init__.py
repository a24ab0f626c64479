"""What is due: one module for each thing that can be owed, from a snapshot to dues.

The agenda, the outbox, the staff's page and a member's own page read this and nothing else.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from goodword.due.due import Due
from goodword.model.plain import by_number
from goodword.verbs import whole

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from goodword.snapshot import Snapshot

__all__ = ["DUES", "Due", "all_dues", "unsaid"]

_MODULES = [import_module(f"{__name__}.{each.name}") for each in iter_modules(__path__)]
DUES = tuple(each for each in _MODULES if hasattr(each, "find"))
"""Every module that finds something due."""


def all_dues(snapshot: Snapshot, only: Container[str] | None = None) -> tuple[Due, ...]:
    """Everything that is or will be due: incidents and signals, what people are owed, then by day.

    What was put off for the day is left out, promises excepted.

    Args:
        snapshot: the program on a day.
        only: names of modules of this room; None for all of them.
    """
    later = put_off(snapshot)
    found = [
        due._replace(command=whole(due.command))
        for module in DUES
        if only is None or module.__name__.rpartition(".")[2] in only
        for due in module.find(snapshot)
        if (due.what, due.place.path) not in later
    ]
    return tuple(sorted(found, key=_order))


def unsaid(snapshot: Snapshot) -> Iterator[Due]:
    """What messages would say to people who want no word from us, and so is owed to nobody."""
    return (due for each in DUES if hasattr(each, "unsaid") for due in each.unsaid(snapshot))


def put_off(snapshot: Snapshot) -> frozenset[tuple[str, str]]:
    """What is put off on the day: the kind of thing that is due and the path of the file."""
    return frozenset(
        (snooze.what, each.place.path)
        for each in snapshot.program.putting_off
        for snooze in each.snoozed
        if snooze.on(snapshot.as_of) and snooze.what != "promises"
    )


def _order(due: Due) -> tuple[bool, bool, str, str, tuple[str, ...], tuple[str, int], str]:
    return (
        due.what not in {"incidents", "signals"},  # hours count
        not due.to,
        due.date.isoformat(),
        due.what,
        due.to,
        by_number(due.place.path),
        due.why,
    )
