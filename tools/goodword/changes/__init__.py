"""Two snapshots of a day: what changed between their files, and what that does to people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from goodword.changes import decided
from goodword.changes.loops import loops as loop_changes
from goodword.changes.moves import Move, Touched, moves, tier_ranks, touched
from goodword.changes.people import PersonChange, people
from goodword.changes.promises import Promise, promises
from goodword.changes.records import records
from goodword.changes.rules import RuleChange, offers, relation, rules
from goodword.changes.steps import steps

if TYPE_CHECKING:
    from collections.abc import Callable

    from goodword.changes.decided import ClaimChange, RequestChange
    from goodword.changes.loops import LoopChange
    from goodword.changes.records import RecordChange
    from goodword.model.program import Program
    from goodword.snapshot import Snapshot

__all__ = [
    "Changes",
    "Move",
    "PersonChange",
    "Promise",
    "RuleChange",
    "Touched",
    "changes",
    "loop_changes",
]


@dataclass(frozen=True, slots=True)
class Changes:
    """What is otherwise in one program than in the other, and what that does.

    Args:
        people: who comes, goes, or of whom something changed, by id.
        rules: what changed in the program's own files.
        relation: what changed in incidents, audits, measures and promises.
        offers: what changed in missions, rewards, events and communities.
        claims: claims that came or were decided, by path.
        requests: requests for rewards, likewise.
        loops: feedback items, by id.
        moves: everyone whose points or tier change, the largest moves first.
        touched: what each rule does to points.
        promises: what the change breaks.
        records: how many records of each kind came, changed or went.
    """

    people: tuple[PersonChange, ...] = ()
    rules: tuple[RuleChange, ...] = ()
    offers: tuple[RuleChange, ...] = ()
    relation: tuple[RuleChange, ...] = ()
    claims: tuple[ClaimChange, ...] = ()
    requests: tuple[RequestChange, ...] = ()
    loops: tuple[LoopChange, ...] = ()
    moves: tuple[Move, ...] = ()
    touched: tuple[Touched, ...] = ()
    promises: tuple[Promise, ...] = ()
    records: tuple[RecordChange, ...] = ()


def changes(
    before: Snapshot,
    after: Snapshot,
    loops: tuple[LoopChange, ...] | None = None,
    through: Callable[[Program], Program] | None = None,
) -> Changes:
    """What the difference of two programs is, and what it does.

    Args:
        before: the program as it was.
        after: the program as it is, on the same day.
        loops: what `loop_changes` found, where that is known already.
        through: see `steps`.
    """
    every = steps(before, after, through)
    moved = moves(every)
    by_rule = touched(every, tier_ranks(before, after))
    return Changes(
        people=tuple(people(before, after)),
        rules=tuple(rules(before, after)),
        offers=tuple(offers(before, after)),
        relation=tuple(relation(before, after)),
        claims=tuple(decided.claims(before, after)),
        requests=tuple(decided.requests(before, after)),
        loops=tuple(loop_changes(before, after)) if loops is None else loops,
        moves=moved,
        touched=by_rule,
        promises=tuple(promises(before, after, by_rule, moved)),
        records=records(before, after),
    )
