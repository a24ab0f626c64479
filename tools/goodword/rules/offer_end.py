"""What is said to have become of an offer does not fit what happened.

It was taken by who asked for the reward, or was put among the invited of the event, from the day of
the offer to its last one; it lapsed when its last day had passed. It is declined on any day. Who
asked for the reward in these days, by a request that did not end, took it: it was neither declined
nor did it lapse. Otherwise the share of offers that were taken would say nothing.

Mend it by the request (`goodword reward redeem`) or the invitation (`goodword event invite`), by
the day, or by the outcome.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.loops.told import SILENT
from goodword.relation.offers import offers, thing, used
from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from goodword.relation.offers import Made
    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Each end of an offer that does not fit."""
    program = snapshot.program
    for made in offers(program, snapshot.as_of):
        became, until = made.offer.became, made.offer.until
        if became is None:
            continue
        at = made.record.place.at("became")
        if became.outcome == "lapsed" and became.date <= until:
            yield Finding(
                at.at("date"), f"lapsed on {became.date}, and its last day is {until}", _OPEN
            )
        if became.outcome == "taken" and became.date > until:
            yield Finding(
                at.at("date"), f"taken on {became.date}, after its last day, {until}", _OVER
            )
        elif became.outcome == "taken" and _unused(snapshot, made):
            kind, name = made.offer.thing
            who = made.record.influencer
            if kind == "reward":
                words = f"taken, and {who} did not ask for {name} by {became.date}"
                hint = f"record it first: goodword reward redeem {who} --reward {name}"
            else:
                words = f"taken, and {who} is not among those invited to {name}"
                hint = f"invite them first: goodword event invite {name} {who}"
            yield Finding(at.at("outcome"), words, hint)
        elif became.outcome != "taken" and _asked_for(snapshot, made, became.date):
            name, who = made.offer.thing[1], made.record.influencer
            words = f"{became.outcome}, and {who} asked for {name} from its day to its last one"
            yield Finding(at.at("outcome"), words, _ASKED)


_OPEN = "until then it is open: give the day after, or another outcome"
_ASKED = "it was taken; if they did not want it, end their request first (goodword reward)"
_OVER = "an offer is taken by its last day; give the day on which they said so"


def _asked_for(snapshot: Snapshot, made: Made, day: date) -> bool:
    """Whether a reward was asked for; of a place nobody knows since when somebody is invited."""
    return made.offer.thing[0] == "reward" and used(snapshot.program, made.record, made.offer, day)


def _unused(snapshot: Snapshot, made: Made) -> bool:
    """Whether the thing is known, and the person neither asked for it nor is invited.

    Who opted out later is taken off the list of an event, and had taken the place all the same.
    """
    program, who = snapshot.program, made.record.influencer
    became, person = made.offer.became, program.influencers.get(who)
    if became is None or thing(program, made.offer) is None or program.broken.touches(who):
        return False
    if person is not None and person.stage_on(snapshot.as_of) in SILENT:
        return False
    return not used(program, made.record, made.offer, became.date)


RULE = Rule("offer-end", check, scope=Scope.PERSON)
