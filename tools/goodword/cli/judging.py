"""All that is wrong with a program: what could not be read, and what the rules find.

Rules only look at a snapshot. Where a program is large, they are judged in two processes: this one
is doubled after loading, and its copy has the same program at no cost. Those that read points
stay here, so that points are computed once; of the others each process takes what is left, and of
what is to be known of the files after a few have changed.
"""

from __future__ import annotations

import os
from array import array
from dataclasses import replace
from typing import TYPE_CHECKING

from goodword.cli.session import LARGE
from goodword.cli.uncollected import uncollected
from goodword.rules import BY_NAME, RULES, judge
from goodword.source import last
from goodword.source.copies import aside, can_double, numbers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from goodword.cli.session import Session
    from goodword.diagnostics import Diagnostic, Mark, Place
    from goodword.load import Loaded
    from goodword.rules import Rule
    from goodword.snapshot import Snapshot

Found = tuple["Diagnostic", ...]
Keys = dict[str, "array[int]"]
"""The keys of all things that a rule counts, by the name of the rule."""

COUNTING = tuple(rule for rule in RULES if rule.meets and rule.meets.counted)
"""Rules that count what is far away."""
_LONG = (
    *("frozen-points", "unknown-reference", "evidence-reused", "evidence-asked", "same-answer"),
    *("shares-add-up", "stated-in-path", "future-date", "sample-disclosed", "feedback-order"),
)
"""Rules that take longest are judged first, so that nobody waits for one at the end."""


def _nothing() -> None:
    return


def judged(
    session: Session, keys: Keys | None = None, besides: Callable[[], None] = _nothing
) -> Found:
    """Every diagnostic of a session's program: of its files as they are, then of the rules.

    Args:
        session: what is judged.
        keys: takes in what `keys_of` gives for rules that count, as far as that is worked out
            beside the others; None where it is not wanted.
        besides: what else this process is to do, while another may be judging.
    """
    rules = by_rules(session.snapshot, session.locator.mark, session.loaded, keys, besides)
    return (*session.loaded.diagnostics, *rules)


def by_rules(
    snapshot: Snapshot,
    locate: Callable[[Place], Mark | None],
    loaded: Loaded,
    keys: Keys | None = None,
    besides: Callable[[], None] = _nothing,
) -> Iterable[Diagnostic]:
    """What all rules find.

    Args:
        snapshot: the program on a day.
        locate: finds the text that a place means.
        loaded: the program, with its number of files.
        keys: see `judged`.
        besides: see `judged`.
    """
    if sum(loaded.counts.values()) <= LARGE:
        besides()
        return judge(snapshot, locate)
    with uncollected():
        if can_double():
            return _in_two(snapshot, locate, keys, besides)
        besides()
        return [*judge(snapshot, locate)]


def keys_of(rule: Rule, snapshot: Snapshot) -> array[int]:
    """The keys of all things that a rule counts, as they are kept."""
    return last.keys_of(rule.meets.keys_of(snapshot)) if rule.meets else array("Q")


def _in_two(
    snapshot: Snapshot,
    locate: Callable[[Place], Mark | None],
    keys: Keys | None,
    besides: Callable[[], None],
) -> list[Diagnostic]:
    """The same of a large program, by two processes."""
    points = [rule for rule in RULES if rule.points]
    others = [BY_NAME[name] for name in _LONG]
    others += [rule for rule in RULES if not rule.points and rule not in others]
    counting = COUNTING if keys is not None else ()
    queue = numbers(len(counting) + len(others))

    def take() -> tuple[dict[str, Found], Keys]:
        """Do one thing after the other, as long as nobody has taken them all."""
        found: dict[str, Found] = {}
        counted: Keys = {}
        while taken := os.read(queue, 1):
            if taken[0] < len(counting):
                rule = counting[taken[0]]
                counted[rule.name] = keys_of(rule, snapshot)
                continue
            rule = others[taken[0] - len(counting)]
            # The copy touches no file and no process of git: lines are looked for afterwards.
            found[rule.name] = tuple(judge(snapshot, lambda _place: None, [rule]))
        return found, counted

    wait = aside(take, keeps=[queue])
    besides()
    said = [*judge(snapshot, locate, points)]
    found, counted = take()
    found_there, counted_there = wait() or ({}, {})
    os.close(queue)
    found |= found_there
    if keys is not None:
        keys |= counted | counted_there
    for rule in RULES:
        if rule.points:
            continue
        if rule.name in found:
            said += [replace(each, mark=locate(each.place)) for each in found[rule.name]]
        else:
            said += judge(snapshot, locate, [rule])  # it was taken by a copy that died
    return said
