"""What a relation brought and gave over all its years: counts, never money."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from goodword.model.touchpoint import Thanks
from goodword.relation.given import done, stands
from goodword.relation.thanks import repeats

if TYPE_CHECKING:
    from goodword.relation.account import Relation, Relations


@dataclass(frozen=True, slots=True)
class Lifetime:
    """All years of one person.

    Args:
        relation: its lanes over all time, hours for missions.
        missions: missions done, by number.
        helped: times it is written down whom they helped: in missions done and in thanks for
            anything else.
        changed: feedback of theirs of which something was delivered.
    """

    relation: Relation
    missions: int
    helped: int
    changed: int


def lifetime(relations: Relations, person: str) -> Lifetime:
    """What a person gave and was given up to the day."""
    program, as_of = relations.program, relations.as_of
    ever = relations.ever(person)
    missions = [c for c in program.claims.values() if person in c.people and done(c, as_of)]
    helping = [each for each in missions if each.helped]
    thanked = sum(
        isinstance(each.detail, Thanks)
        and each.detail.helped is not None
        and each.direction == "to-them"
        and stands(each, as_of)
        and not repeats(each, helping)
        for each in program.touchpoints_of.get(person, ())
    )
    raised = {g.place.path for g in ever.lines if g.lane == "feedback"}
    changed = sum(
        item.delivered is not None and program.feedback[item.id].place.path in raised
        for item in relations.loops.items.values()
    )
    return Lifetime(ever, len(missions), len(helping) + thanked, changed)
