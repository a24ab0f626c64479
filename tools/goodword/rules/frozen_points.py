"""A decision's points are not what the versions of those days give.

What a claim gives is computed when it is decided and then frozen: value, unit, quality, scale and
bonus by the version in force on the day it occurred, split among its people, equally or by the
percents of `with`, less those whom a limit leaves without, and up to what the limit of a group in
points leaves. The check computes it again with what was known on the day of the decision.

Mend it by letting `goodword claim approve` write the decision, or make it an override: with
`reason_code: override`, a reason, and a second person. Where the limit or the missions of a group
were changed, or a group is new, put these back: a limit begins, or is changed by a version that
begins, after the last day on which what is decided already was handed in.
"""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

from goodword.ledger.coupled import limited_for_all
from goodword.ledger.how_much import misfits
from goodword.ledger.sharing import split
from goodword.ledger.visible import last_decision
from goodword.ledger.worth import agrees, fits, is_paid, recomputed, worth
from goodword.model.groups import BY_GROUP
from goodword.rules.rule import Finding, Meets, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from goodword.diagnostics import Place
    from goodword.ledger.limits import Places
    from goodword.ledger.terms import Terms
    from goodword.ledger.worth import Computed
    from goodword.model.claim import Claim, Decision
    from goodword.model.program import Program
    from goodword.snapshot import Snapshot

HINT = "let goodword claim approve write it, or override it with a reason and a second person"
OF_GROUPS = f"{HINT}; if program/groups.yml has changed, put it back"
"""Where the limit of a group decides: mostly nobody has touched the claim."""
LATER = "or let what is new of {} begin on {} or later, which changes nothing decided"
"""What else to do there: a limit holds for what is handed in from its first day on."""


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Approved claims whose figures differ from those computed anew."""
    program = snapshot.program
    terms, places = snapshot.terms, snapshot.places
    plainly = _Plainly(terms, places)
    unclear = _unclear(snapshot)
    hints = _Hints(program)
    for claim in program.claims.values():
        # That which stands: of one that was declined first, it is the answer to the appeal.
        decision = last_decision(claim)
        if decision is None or plainly.right(claim, decision):
            continue  # places and the rest are made for the few that need them
        if decision.outcome != "approved" or decision.reason_code == "override":
            continue
        if claim.mission not in program.missions or (is_paid(claim) and decision.points):
            continue  # the latter is said by disclosure-stated
        if program.broken.touches(claim.mission, *claim.people):
            continue
        if not unclear.isdisjoint((claim.mission, *dict(decision.capped_by).values())):
            continue
        others = recomputed(program, claim, terms=terms, places=places)
        known = next(others, None)
        if known is None or known.version is None:
            continue
        keys = ("decision",) if decision is claim.decision else ("appeal", "decision")
        unknown = [*_unknown(terms, claim, decision, claim.place.at(*keys))]
        yield from unknown
        if unknown or agrees(decision, claim, known):
            continue
        answers = (known, *others)
        if not fits(decision, claim, answers):
            yield from _differences(decision, claim, answers[-1], claim.place.at(*keys), hints)


def _unclear(snapshot: Snapshot) -> frozenset[str]:
    """Missions and limits of groups with a limit of which nobody knows what it counts.

    Of these rules speak at their cause: group-limits, unknown-reference, duplicate-id. A mission
    that a group names by no id of one is in no group then, and a group that has the id of another
    stands under none of its own; what they cut would be said to be wrong claim by claim.
    """
    groups = snapshot.program.groups.groups if snapshot.program.groups else ()
    missions, ids = snapshot.program.missions, Counter(each.id for each in groups)
    faulty = [
        group
        for group in groups
        if any((each.points is None) == (each.claims is None) for each in group.limits)
        or (group.limits and (ids[group.id] > 1 or not missions.keys() >= {*group.missions}))
    ]
    found = {name for group in faulty for name in (group.limit, *group.missions)}
    if max(ids.values(), default=0) > 1:
        decisions = (last_decision(each) for each in snapshot.program.claims.values())
        there = {group.limit for group in groups}
        cut = {limit for each in decisions if each is not None for _, limit in each.capped_by}
        found |= {limit for limit in cut if limit.startswith(BY_GROUP)} - there
    return frozenset(found)


def _unknown(terms: Terms, claim: Claim, decision: Decision, place: Place) -> Iterator[Finding]:
    """What the mission's version does not know, which no figure is compared with then."""
    version = terms.points_version(claim.mission, claim.occurred)
    if version is not None:
        for each in misfits(version, claim, decision):
            yield Finding(place.at(each.key), each.message, each.hint)


class _Plainly:
    """Knows nearly all decisions to be right at a glance: those that no limit can cut.

    Args:
        terms: versions by day.
        places: who stands before whom.
    """

    def __init__(self, terms: Terms, places: Places) -> None:
        self._terms = terms
        self._places = places
        self._worth: dict[tuple[str, date, str, int | None], tuple[int, date | None]] = {}

    def right(self, claim: Claim, decision: Decision) -> bool:
        """Whether an approved claim gives what it should; False where that takes a closer look."""
        points, shares = decision.points, decision.shares
        if points != decision.computed or not shares:
            return False
        if claim.with_:
            if claim.percents or shares != split(points, claim.people):
                return False
        elif shares != ((claim.influencer, points),):
            return False
        if decision.capped_by or is_paid(claim) or not self._places.roomy(claim):
            return False
        if decision.bonus or decision.stated is not None or decision.quantity is not None:
            return False
        key = (claim.mission, claim.occurred, decision.quality, claim.quantity)
        given = self._worth.get(key)
        if given is None:
            given = self._worth[key] = worth(self._terms, claim, decision)
        expected, found = given
        return expected == points and decision.version in {None, found}


def _differences(
    decision: Decision, claim: Claim, answer: Computed, place: Place, hints: _Hints
) -> Iterator[Finding]:
    if decision.version is not None and decision.version != answer.version:
        yield Finding(
            place.at("version"),
            f"version is {decision.version}, but on {claim.occurred} the one from"
            f" {answer.version} was in force",
            HINT,
        )
    elif decision.computed != answer.computed:
        key = "computed" if decision.computed != decision.points else "points"
        yield Finding(
            place.at(key),
            f"{key} is {decision.computed}, but quality {decision.quality} gives"
            f" {answer.computed} by the version from {answer.version}",
            HINT,
        )
    elif dict(decision.capped_by) != dict(answer.capped_by):
        yield Finding(
            place.at("capped_by") if decision.capped_by else place.at("points"),
            f"limits cut {_cut(decision.capped_by)}, but should cut {_cut(answer.capped_by)}",
            hints.of(decision, answer),
        )
    elif decision.points != answer.points:
        yield Finding(
            place.at("points"),
            f"points is {decision.points}, but should be {answer.points}",
            hints.of(decision, answer),
        )
    else:
        parts = ", ".join(f"{who} {points}" for who, points in answer.shares)
        yield Finding(place.at("shares"), f"shares should be {parts}", HINT)


class _Hints:
    """What to do; where the limit of a group cuts somebody, that may be new or changed.

    Args:
        program: what the files say.
    """

    def __init__(self, program: Program) -> None:
        self._program = program
        self._known: dict[str, str] = {}

    def of(self, decision: Decision, answer: Computed) -> str:
        """What to do about figures that are not those computed."""
        limits = (limit for _, limit in (*answer.capped_by, *decision.capped_by))
        limit = next((each for each in limits if each.startswith(BY_GROUP)), None)
        if limit is None:
            return HINT
        found = self._known.get(limit)
        if found is None:
            found = self._known[limit] = self._of_group(limit)
        return found

    def _of_group(self, limit: str) -> str:
        groups = self._program.groups.groups if self._program.groups else ()
        group = next((each for each in groups if each.limit == limit), None)
        claims = self._program.claims_of
        missions = group.missions if group is not None else ()
        decided = [
            claim.submitted
            for mission in missions
            for claim in claims.get(mission, ())
            if last_decision(claim) is not None
        ]
        if group is None or not decided:
            return OF_GROUPS
        return f"{OF_GROUPS}, {LATER.format(group.id, max(decided) + timedelta(days=1))}"


def _cut(capped: tuple[tuple[str, str], ...]) -> str:
    return ", ".join(f"{who} by {limit}" for who, limit in capped) or "nobody"


def rows(snapshot: Snapshot) -> Iterator[tuple[None, object]]:
    """Claims whose places go to others: those of missions with a limit that people share."""
    program = snapshot.program
    for mission in sorted(limited_for_all(program, program.missions)):
        yield from ((None, each) for each in program.claims_of.get(mission, ()))


RULE = Rule("frozen-points", check, scope=Scope.MISSION, meets=Meets(rows))
