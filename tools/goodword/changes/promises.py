"""Promises that a change breaks: what people were told they would have, and would not."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from goodword.changes.moves import Move, Touched
    from goodword.diagnostics import Place
    from goodword.ledger.claim_on import ClaimOn
    from goodword.model.claim import Claim
    from goodword.model.mission import Mission
    from goodword.snapshot import Snapshot


class Promise(NamedTuple):
    """A promise that would be broken.

    Args:
        what: in words.
        losses: whose it is, and how many points each loses; 0 where it is not about points.
        place: the file that breaks it.
    """

    what: str
    losses: tuple[tuple[str, int], ...]
    place: Place

    @property
    def people(self) -> tuple[str, ...]:
        """Whose it is, each once."""
        return tuple(dict.fromkeys(who for who, _ in self.losses))

    @property
    def points(self) -> int | None:
        """Points that all of them lose; None where it is not about points."""
        return sum(points for _, points in self.losses) or None


def promises(
    before: Snapshot, after: Snapshot, rules: Iterable[Touched], moved: Iterable[Move]
) -> Iterator[Promise]:
    """What the change breaks, rules first.

    Args:
        before: the program as it was.
        after: the program as it is, on the same day.
        rules: what each rule does.
        moved: everyone whose account is not what it was.
    """
    for rule in rules:
        down = tuple((each.id, 0) for each in rule.people if each.down)
        less = tuple((each.id, each.lost) for each in rule.people if each.lost)
        if down:
            yield Promise("lower tier without a decision", down, rule.places[0])
        if less:
            yield Promise("fewer points without a decision", less, rule.places[0])
    yield from _missions(before, after)
    undone: dict[str, list[tuple[str, int]]] = {}
    places: dict[str, Place] = {}
    for move in moved:
        for cause in move.causes:
            if cause.undone:
                lost = -min(0, cause.standing, cause.spendable + cause.pending)
                path = cause.place.path
                places.setdefault(path, cause.place)
                undone.setdefault(path, []).append((move.id, lost))
    for path in sorted(undone):
        yield Promise("given, and given no more", tuple(sorted(undone[path])), places[path])


def _missions(before: Snapshot, after: Snapshot) -> Iterator[Promise]:
    """Limits that cut claims approved before, and values that fall for claims handed in."""
    old, new = before.program.missions, after.program.missions
    changed = {
        each
        for each in old.keys() & new.keys()
        if old[each] is not new[each] and old[each].points != new[each].points
    }
    limited = {each for each in changed if _limits(old[each]) != _limits(new[each])}
    cut: dict[str, list[tuple[str, int]]] = {each: [] for each in changed}
    less: dict[str, list[tuple[str, int]]] = {each: [] for each in changed}
    for path, claim in after.program.claims.items() if changed else ():
        if claim.mission not in changed or path not in before.program.claims:
            continue
        on, was = after.claim(claim), before.claim(before.program.claims[path])
        if _approved(was) and _approved(on):
            if claim.mission in limited:
                cut[claim.mission] += _cut(before, after, was, claim)
        elif was.waits and on.waits:
            less[claim.mission] += _less(before, after, claim)
    for each in sorted(changed):
        if cut[each]:
            what = f"the limits of {each} are below what was approved"
            yield Promise(what, tuple(cut[each]), new[each].place)
        if less[each]:
            yield Promise(
                f"claims handed in for {each} give less", tuple(less[each]), new[each].place
            )


def _cut(
    before: Snapshot, after: Snapshot, was: ClaimOn, claim: Claim
) -> Iterator[tuple[str, int]]:
    """Who has points by an approved claim that a limit cuts now."""
    now, _ = after.places.cut(claim, after.as_of)
    then, _ = before.places.cut(claim, before.as_of)
    have = dict(was.shares)
    return ((who, 0) for who in now if who not in then and have.get(who))


def _less(before: Snapshot, after: Snapshot, claim: Claim) -> Iterator[tuple[str, int]]:
    """Whose claim that waits gives less; the points that are lost stand with the first."""
    fall = _value(before, claim) - _value(after, claim)
    if fall > 0:
        yield from ((who, fall if not n else 0) for n, who in enumerate(claim.people))


def _value(snapshot: Snapshot, claim: Claim) -> int:
    version = snapshot.terms.points_version(claim.mission, claim.occurred)
    return version.value if version else 0


def _approved(on: ClaimOn) -> bool:
    return on.approved


def _limits(mission: Mission) -> list[tuple[date, dict[str, int]]]:
    return [(each.from_, each.limits) for each in mission.points]
