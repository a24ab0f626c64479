"""Thanks: which approved claims were thanked in time, surprises, and who was never thanked."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from goodword.days import in_force
from goodword.ledger.visible import award_on, decided_on
from goodword.model.policies import PoliciesVersion
from goodword.model.touchpoint import Thanks
from goodword.relation.activity import completed, last_day, on_stage
from goodword.relation.given import stands

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from goodword.days import Cycle
    from goodword.model.claim import Claim
    from goodword.model.program import Program
    from goodword.model.touchpoint import Touchpoint


class Thanked(NamedTuple):
    """Thanks of a cycle.

    Args:
        claims: approved claims that occurred in it.
        in_time: those of them whose people were all thanked, from the day it was handed in to
            the policies' days after it was decided.
        given: thanks of the cycle.
        surprises: those of them that came as a surprise.
        never: members of the last day, and people on leave, who were never thanked, sorted.
    """

    claims: tuple[Claim, ...]
    in_time: tuple[Claim, ...]
    given: tuple[Touchpoint, ...]
    surprises: tuple[Touchpoint, ...]
    never: tuple[str, ...]


def thanked(program: Program, cycle: Cycle, as_of: date) -> Thanked:
    """What was thanked for in a cycle, as of a day."""
    claims = completed(program, cycle, as_of)
    days: dict[str, list[date]] = {}
    given: list[Touchpoint] = []
    for each in program.touchpoints.values():
        if isinstance(each.detail, Thanks) and each.direction == "to-them" and stands(each, as_of):
            days.setdefault(each.influencer, []).append(each.date)
            if each.date in cycle:
                given.append(each)
    return Thanked(
        claims,
        tuple(each for each in claims if _in_time(program, each, as_of, days)),
        tuple(given),
        tuple(each for each in given if isinstance(each.detail, Thanks) and each.detail.surprise),
        tuple(
            each
            for each in on_stage(program, last_day(cycle, as_of), "member", "on-leave")
            if each not in days
        ),
    )


def names(claim: Claim) -> frozenset[str]:
    """All ways in which a record may name a claim: path, `<mission>/<name>`, name alone."""
    _, mission, _, file = claim.place.path.split("/")
    name = file[:-4]
    return frozenset({claim.place.path, f"{mission}/{name}", name})


def repeats(each: Touchpoint, claims: Iterable[Claim]) -> bool:
    """Whether thanks are for one of these claims, which say already whom they helped."""
    return any(not names(claim).isdisjoint(each.refs) for claim in claims)


def _in_time(program: Program, claim: Claim, as_of: date, days: dict[str, list[date]]) -> bool:
    decision = award_on(claim, as_of)
    if decision is None:
        return False
    decided = decided_on(decision)
    version = in_force(program.policy_versions, decided) or PoliciesVersion(decided)
    last = decided + timedelta(days=version.thanks_within_days)
    return all(
        any(claim.submitted <= day <= last for day in days.get(person, ()))
        for person in claim.people
    )
