"""A gift is over the ceiling of its value band.

Gifts stay modest. The policies say how many of each value band a person may be given in a
calendar year; one more needs a `second` person who agrees by the day it is given, another than
who gave it, and the reason. Samples that are given back do not count.

Mend it by not giving it, or by recording who else agreed and why.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.days import in_force
from goodword.ledger.deciders import too_close
from goodword.model.touchpoint import Gift
from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.model.program import Program
    from goodword.model.touchpoint import Touchpoint
    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """The gifts beyond the number of their band and year, in the order of their days."""
    program = snapshot.program
    if program.policies is None:
        return
    for person, touchpoints in program.touchpoints_of.items():
        given: dict[tuple[int, str], int] = {}
        for each in touchpoints:
            gift = each.detail
            if not isinstance(gift, Gift) or each.void or each.direction != "to-them":
                continue
            if each.kind == "sample" and not gift.kept:
                continue
            policies = in_force(program.policy_versions, each.date)
            ceiling = dict(policies.gifts).get(gift.value_band) if policies else None
            key = (each.date.year, gift.value_band)
            given[key] = given.get(key, 0) + 1
            if ceiling is None or given[key] <= ceiling:
                continue
            if _agreed(program, each, gift):
                continue
            yield Finding(
                each.place.at("value_band"),
                f"number {given[key]} of band {gift.value_band} for {person} in {each.date.year}, "
                f"the ceiling is {ceiling}",
                "have a second person agree and give the reason: second: {by: …, reason: …}",
            )


def _agreed(program: Program, touchpoint: Touchpoint, gift: Gift) -> bool:
    """Whether another than the giver agreed, who is not close to whom it was for."""
    second, person = gift.second, program.influencers.get(touchpoint.influencer)
    if second is None or person is None:
        return False
    if second.date is not None and second.date > touchpoint.date:
        return False
    giver = touchpoint.by or program.owner_of(person)
    another = not program.same_person(second.by, giver)
    return another and too_close(program, second.by, (touchpoint.influencer,)) is None


RULE = Rule("gift-ceiling", check, scope=Scope.PERSON)
