"""Points, a later last day or a tier were given by hand by somebody, or to somebody, who may not.

Points by hand, extensions and `tier_floor` are for members, people on leave and emeriti. Who
gives them is on staff that day, and is neither the person (also not as an employee) nor close to
them. Above `escalate_above` of the points policy two people decide: `second` names the other, who
agreed on that day at the latest. What one person gives or takes of somebody on one day counts
together. An extension is worth the points that last longer by it, a tier
the standing that it asks for. Only an opening balance states when it expires; an extension names
claims of that person which are approved by its day, and ends after it. Who makes such a record
void may be no one else either; an extension that is made void later than on its own day has
lengthened, and is judged all the same.

Mend it by having somebody else give it, by adding `second: {by, date}`, or by setting `void` on
the record with the reason.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from goodword.ledger.by_hand import (
    Gesture,
    adjusted,
    extended,
    faults,
    floor,
    own_claims,
    voider,
)
from goodword.ledger.in_parts import in_parts
from goodword.model.touchpoint import Adjustment, Extension
from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.ledger.by_hand import Fault
    from goodword.model.program import Program
    from goodword.model.touchpoint import Touchpoint
    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """What keeps each from having been given so."""
    program = snapshot.program
    for each in program.touchpoints.values():
        gesture = _gesture(snapshot, each)
        if gesture is None:
            continue
        if each.void:
            place = each.place.at("void")
            for fault in voider(program, each.void.by, each.influencer, each.void.date):
                yield Finding(place.at(fault.field), fault.message, fault.hint)
            if isinstance(each.detail, Adjustment) or each.void.date <= each.date:
                continue  # an extension has lengthened by then, and stays
        for fault in chain(faults(program, gesture), _said(snapshot, each)):
            where = each.place.at(fault.field) if fault.field else each.place
            yield Finding(where, fault.message, fault.hint)
    yield from _in_parts(program)
    for person in program.influencers.values():
        for index, given in enumerate(person.tier_floor):
            place = person.place.at("tier_floor", index)
            for fault in faults(program, floor(program, person.id, given)):
                field = fault.field or "from"
                yield Finding(place.at(field), fault.message, fault.hint)


def _in_parts(program: Program) -> Iterator[Finding]:
    """Points that are too many for one signature together, though no record of them is."""
    counting = (each for each in program.touchpoints.values() if not each.void)
    for each in in_parts(program, counting):
        yield Finding(each.last.place.at("by"), each.message, "name the second: second: {by, date}")


def _said(snapshot: Snapshot, touchpoint: Touchpoint) -> Iterator[Fault]:
    """What the record says beside who gave it."""
    detail = touchpoint.detail
    if isinstance(detail, Adjustment):
        yield from adjusted(detail.points, detail.reason_code, detail.expires)
    elif isinstance(detail, Extension):
        who, day = touchpoint.influencer, touchpoint.date
        claims = own_claims(snapshot.program, who, detail.of)
        yield from extended(who, claims, day, detail.until)


def _gesture(snapshot: Snapshot, touchpoint: Touchpoint) -> Gesture | None:
    detail, by = touchpoint.detail, str(touchpoint.by)  # their schemas ask for it
    who, day = touchpoint.influencer, touchpoint.date
    if isinstance(detail, Adjustment):
        return Gesture(who, by, day, "points by hand", detail.points, detail.second)
    if isinstance(detail, Extension):
        worth = 0 if detail.second else _lengthened(snapshot, touchpoint, detail)
        return Gesture(who, by, day, "extensions", worth, detail.second)
    return None


def _lengthened(snapshot: Snapshot, touchpoint: Touchpoint, detail: Extension) -> int:
    """How many points last until the day of an extension, of those awarded by its day."""
    if all(policy.escalate_above is None for policy in snapshot.program.settings.points):
        return 0
    day, until = touchpoint.date.toordinal(), detail.until.toordinal()
    lots = snapshot.ledger.account(touchpoint.influencer).lots
    return sum(
        lot.points
        for lot in lots
        if lot.root is None and lot.decided <= day and until in {lot.own, lot.expires, lot.safe}
    )


RULE = Rule("by-hand", check, points=True, scope=Scope.PERSON)
