"""What a comparison may show to members or to everyone: the difference of what they have.

Every row is made from the two Views of the audience, so that nothing is in it that a portal of
theirs would not show. What is gone may be gone because somebody has withdrawn it: it is counted
and not called by its name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodword.changes.decided import ClaimChange
from goodword.changes.fields import differences
from goodword.changes.loops import LoopChange
from goodword.changes.moves import Cause, tier_ranks
from goodword.changes.people import NEW, STAGE, PersonChange
from goodword.changes.promises import Promise
from goodword.changes.rules import RuleChange
from goodword.diagnostics import Place
from goodword.reports.diff_rows import MoveRow, Rows, Shift
from goodword.reports.seen import title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.audience.view import PersonView, View
    from goodword.snapshot import Snapshot

NOWHERE = Place("")
"""What a row without a file of its own points to."""
_FIGURES = ("standing", "tier", "rank")
_OFFERS = (("mission", "missions"), ("reward", "rewards"), ("event", "events"))
_DERIVED = ("review_days", "limits.left", "left", "attended")


def rows(before: View, after: View, snapshots: tuple[Snapshot, Snapshot]) -> Rows:
    """All that the audience may have of what changed.

    Args:
        before: what it had.
        after: what it has.
        snapshots: both programs, for the order of tiers and for states of items.
    """
    old = {each.id: each for each in before.people}
    new = {each.id: each for each in after.people}
    both = sorted(old.keys() & new.keys())
    moves = sorted(
        (row for each in both if (row := _move(old[each], new[each]))),
        key=lambda row: (-row.moves, row.id),
    )
    return Rows(
        people=tuple(_people(old, new)),
        rules=tuple(_rules(before, after)),
        offers=tuple(_offers(before, after)),
        claims=tuple(_claims(old, new)),
        loops=tuple(_loops(before, after)),
        moves=tuple(moves),
        promises=tuple(_promises(moves, tier_ranks(*snapshots))),
    )


def _people(old: dict[str, PersonView], new: dict[str, PersonView]) -> Iterator[PersonChange]:
    for who in sorted(new):
        if who not in old:
            yield PersonChange(who, NEW, None, new[who].stage, NOWHERE)
        elif old[who].stage != new[who].stage:
            yield PersonChange(who, STAGE, old[who].stage, new[who].stage, NOWHERE)


def _move(old: PersonView, new: PersonView) -> MoveRow | None:
    if old.standing is None or new.standing is None:
        return None
    if (old.standing, old.tier, old.others) == (new.standing, new.tier, new.others):
        return None
    shown = {name: Shift(getattr(old, name), getattr(new, name)) for name in _FIGURES}
    unknown = Shift(None, None)
    figures = {
        "standing": shown["standing"],
        **dict.fromkeys(("spendable", "pending"), unknown),
        "tier": shown["tier"],
        "rank": shown["rank"],
        **dict.fromkeys(("to_rise", "expires"), unknown),
    }
    was, now = dict(old.others), dict(new.others)
    others = {each: Shift(was.get(each), now.get(each)) for each in was | now}
    had, has = _claimed(old), _claimed(new)
    causes = [
        Cause(NOWHERE, f"{mission} of {day}", gain, 0, 0)
        for mission, day in sorted(had.keys() | has.keys())
        if (gain := has.get((mission, day), 0) - had.get((mission, day), 0))
    ]
    name = f"{new.name} ({new.id})" if new.name else new.id
    return MoveRow(new.id, name, figures, tuple(causes), others=others)


def _claimed(person: PersonView) -> dict[tuple[str, str], int]:
    """Points by mission and day of the approved claims that are shown of a person."""
    found: dict[tuple[str, str], int] = {}
    for each in person.claims:
        key = each.mission, each.occurred.isoformat()
        found[key] = found.get(key, 0) + each.points
    return found


def _claims(old: dict[str, PersonView], new: dict[str, PersonView]) -> Iterator[ClaimChange]:
    for who in sorted(old.keys() & new.keys()):
        had = _claimed(old[who])
        for (mission, day), points in sorted(_claimed(new[who]).items()):
            was = had.get((mission, day))
            if was != points:
                state = None if was is None else "approved"
                yield ClaimChange(mission, (who,), state, "approved", None, was, points, NOWHERE)


def _offers(before: View, after: View) -> Iterator[RuleChange]:
    for kind, part in _OFFERS:
        old = {each.id: each for each in getattr(before, part)}
        for each in getattr(after, part):
            if each.id not in old:
                yield RuleChange(kind, each.id, "new", None, title(each), NOWHERE)
            else:
                yield from _changes(kind, each.id, old[each.id], each)


def _rules(before: View, after: View) -> Iterator[RuleChange]:
    yield from _changes("program", "", before.program, after.program)
    yield from _changes("strategy", "", before.pillars, after.pillars)
    yield from _changes("how it works", "", before.how, after.how)


def _changes(kind: str, name: str, old: Any, new: Any) -> Iterator[RuleChange]:
    for each in differences(old, new):
        if each.key not in _DERIVED:
            yield RuleChange(kind, name, each.key, each.before, each.after, NOWHERE)


def _loops(before: View, after: View) -> Iterator[LoopChange]:
    old = {each.id: each for each in before.items}
    for now in sorted(after.items, key=lambda each: each.id):
        was = old.get(now.id)
        if was is not None and was.state == now.state:
            continue
        closed = now.state.startswith("closed-")
        what = "opened" if was is None else "closed" if closed else "moved"
        if was is not None and was.state.startswith("closed-") and not closed:
            what = "reopened"
        state = was.state if was else None
        yield LoopChange(now.id, title(now), what, state, now.state, (), 0, NOWHERE)


def _promises(moves: list[MoveRow], ranks: dict[str, int]) -> Iterator[Promise]:
    """Who has less, of those who show it."""
    down, less = [], []
    for row in moves:
        shifts = (row.figures["tier"], *row.others.values())
        if any(x and ranks.get(str(y), -1) < ranks.get(str(x), -1) for x, y in shifts):
            down.append((row.id, 0))
        if row.gain("standing") < 0:
            less.append((row.id, -row.gain("standing")))
    if down:
        yield Promise("lower tier", tuple(down), NOWHERE)
    if less:
        yield Promise("fewer points", tuple(less), NOWHERE)
