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
    missions = [each for each in program.claims_with.get(person, ()) if done(each, as_of)]
    helping = [each for each in missions if each.helped]
    thanked = sum(
        isinstance(each.detail, Thanks)
        and each.detail.helped is not None
        and each.direction == "to-them"
        and stands(each, as_of)
        and not repeats(each, helping)
        for each in program.touchpoints_of.get(person, ())
    )
    raised = {each.place.path for each in ever.lines if each.lane == "feedback"}
    items = relations.loops.items
    changed = sum(
        id_ in items
        and items[id_].delivered is not None
        and program.feedback[id_].place.path in raised
        for id_ in program.raised_by.get(person, ())
    )
    return Lifetime(ever, len(missions), len(helping) + thanked, changed)
