"""All that is wrong with a program: what could not be read, and what the rules find.

Rules only look at a snapshot. Where a program is large, they are judged in two processes: this one
is doubled after loading, and its copy has the same program at no cost. Those that read points
stay here, so that points are computed once; of the others each process takes what is left.
"""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from goodword.cli.session import LARGE
from goodword.cli.uncollected import uncollected
from goodword.rules import RULES, judge
from goodword.source.copies import aside, can_double

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from goodword.cli.session import Session
    from goodword.diagnostics import Diagnostic, Mark, Place
    from goodword.load import Loaded
    from goodword.snapshot import Snapshot

Found = tuple["Diagnostic", ...]


def judged(session: Session) -> Found:
    """Every diagnostic of a session's program: of its files as they are, then of the rules."""
    rules = by_rules(session.snapshot, session.locator.mark, session.loaded)
    return (*session.loaded.diagnostics, *rules)


def by_rules(
    snapshot: Snapshot, locate: Callable[[Place], Mark | None], loaded: Loaded
) -> Iterable[Diagnostic]:
    """What all rules find.

    Args:
        snapshot: the program on a day.
        locate: finds the text that a place means.
        loaded: the program, with its number of files.
    """
    if sum(loaded.counts.values()) <= LARGE:
        return judge(snapshot, locate)
    with uncollected():
        return _in_two(snapshot, locate) if can_double() else [*judge(snapshot, locate)]


def _in_two(snapshot: Snapshot, locate: Callable[[Place], Mark | None]) -> list[Diagnostic]:
    """The same of a large program, by two processes."""
    points = [rule for rule in RULES if rule.points]
    others = [rule for rule in RULES if not rule.points]
    queue = _queue(len(others))

    def take() -> dict[int, Found]:
        """Judge by one rule after the other, as long as nobody has taken them all."""
        found: dict[int, Found] = {}
        while taken := os.read(queue, 1):
            # The copy touches no file and no process of git: lines are looked for afterwards.
            found[taken[0]] = tuple(judge(snapshot, lambda _place: None, [others[taken[0]]]))
        return found

    wait = aside(take, keeps=[queue])
    found = [*judge(snapshot, locate, points)]
    rest = take() | (wait() or {})
    os.close(queue)
    for number, rule in enumerate(others):
        if number in rest:
            found += [replace(each, mark=locate(each.place)) for each in rest[number]]
        else:
            found += judge(snapshot, locate, [rule])  # it was taken by a copy that died
    return found


def _queue(count: int) -> int:
    """A pipe that holds the numbers below a count; several processes can take from it."""
    queue, end = os.pipe()
    os.write(end, bytes(range(count)))
    os.close(end)
    return queue
