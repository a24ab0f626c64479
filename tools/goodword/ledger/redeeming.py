"""Who may ask for a reward: its terms on the day of the request, and how many each person may have.

Price and window are the rule `price`, points and stock the rule `not-covered`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.days import in_force
from goodword.ledger.eligibility import Unmet
from goodword.ledger.held_tiers import tiers_held
from goodword.ledger.segments import among
from goodword.ledger.spending import ended
from goodword.ledger.stock import left_on
from goodword.model.redemption import RedemptionJudged
from goodword.model.regions import lies_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from goodword.ledger.ledger import Ledger
    from goodword.model.profile import Profile
    from goodword.model.program import Program
    from goodword.model.redemption import Redemption
    from goodword.model.reward import CostVersion, PerInfluencer, Reward


def judged(ledger: Ledger, person: str, cost: CostVersion, day: date) -> RedemptionJudged:
    """What has no date of its own, as it is now, with tier and segments of the day.

    Args:
        ledger: of the program, up to the day at least.
        person: influencer id of who asks.
        cost: the terms.
        day: of the request.
    """
    program = ledger.program
    profile = program.influencers.get(person)
    # Of several ladders the tier by which the reward is theirs, else that of the first.
    has = tiers_held(cost.tiers, person, day, ledger.tier_on)
    met = next((each for each in has if each in cost.tiers), None)
    return RedemptionJudged(
        profile.region if profile else None,
        met or ledger.tier_on(person, day),
        cost.tiers,
        cost.regions,
        cost.nda,
        cost.segments,
        among(program, cost.segments, profile, day, ledger.tier_on) if profile else (),
    )


def unmet(ledger: Ledger, reward: Reward, redemption: Redemption) -> Iterator[Unmet]:
    """The terms that a request did not meet on its day."""
    program, day = ledger.program, redemption.requested
    cost = in_force(reward.cost, day)
    profile = program.influencers.get(redemption.influencer)
    if cost is None or profile is None:
        return
    yield from _terms(ledger, cost, profile, day, redemption.judged)
    if (per := cost.per_influencer) is not None:
        here = (redemption.order, redemption.place.path)
        before = [
            each
            for each in program.redemptions_of.get(redemption.influencer, ())
            if (each.order, each.place.path) < here
        ]
        yield from _beyond(ledger, reward, before, (day, per), redemption.quantity)


def one_more(
    ledger: Ledger,
    reward: Reward,
    person: str,
    day: date,
    as_of: date,
    aside: Iterable[date] = (),
) -> Iterator[Unmet]:
    """What keeps somebody from one more of a reward: they had as many as each person may have.

    Args:
        ledger: of the program.
        reward: of which they would have one more.
        person: influencer id.
        day: on which they would ask, whose cycle or year counts.
        as_of: the day up to which requests are known.
        aside: on which days they may ask for others that are set aside for them.
    """
    cost = in_force(reward.cost, day)
    if cost is not None and cost.per_influencer is not None:
        there, per = ledger.program.redemptions_of.get(person, ()), cost.per_influencer
        before = [each for each in there if each.requested <= as_of]
        kept = sum(_same_period(ledger.program, per.every, each, day) for each in aside)
        yield from _beyond(ledger, reward, before, (day, per), 1, kept)


def could_have(ledger: Ledger, reward: Reward, person: str, day: date) -> bool:
    """Whether somebody could ask for a reward on a day, as far as its terms go.

    Args:
        ledger: whose tiers count.
        reward: whether it can be asked for on the day, and is there, is not asked.
        person: influencer id.
        day: on which they would ask.
    """
    profile = ledger.program.influencers.get(person)
    if profile is None or in_force(reward.cost, day) is None:
        return False
    return next(closed_to(ledger, reward, profile, day), None) is None


def closed_to(ledger: Ledger, reward: Reward, profile: Profile, day: date) -> Iterator[Unmet]:
    """The terms of a day that somebody does not meet: tier, region, agreement."""
    cost = in_force(reward.cost, day)
    if cost is not None:
        yield from _terms(ledger, cost, profile, day, None)


def there(ledger: Ledger, reward: Reward, day: date) -> bool:
    """Whether a reward is shown on a day, can be asked for, and some of it are left."""
    if day not in reward.visible or day not in reward.redeemable:
        return False
    return not reward.stock or left_on(ledger.program, ledger.members, reward, day) > 0


def _terms(
    ledger: Ledger, cost: CostVersion, profile: Profile, day: date, kept: RedemptionJudged | None
) -> Iterator[Unmet]:
    """Tier, region, segment and agreement, as they were when it was judged, or as they are."""
    tiers, regions = (kept.tiers, kept.regions) if kept else (cost.tiers, cost.regions)
    if tiers and ledger.program.tiers is not None:
        own = (kept.tier,) if kept and kept.tier else ()
        has = own if kept else tiers_held(tiers, profile.id, day, ledger.tier_on)
        if set(has).isdisjoint(tiers):
            shown, needed = " and ".join(has) or "none", " or ".join(tiers)
            yield Unmet(f'"{profile.id}" has tier {shown} on {day}, needed is {needed}')
    region = kept.region if kept else profile.region
    if regions and not any(lies_in(region or "", each) for each in regions):
        needed = " or ".join(regions)
        yield Unmet(f'"{profile.id}" has region {region or "none"}, needed is {needed}')
    there = cost.segments
    segments, within = (
        (kept.segments, kept.within)
        if kept
        else (there, among(ledger.program, there, profile, day, ledger.tier_on))
    )
    if segments and not within:
        needed = ", ".join(segments)
        yield Unmet(f'"{profile.id}" is in no segment needed on {day}: {needed}')
    if (kept.nda if kept else cost.nda) and not profile.nda_on(day):
        yield Unmet(f'"{profile.id}" has no agreement (NDA) in force on {day}')


def _beyond(
    ledger: Ledger,
    reward: Reward,
    before: Iterable[Redemption],
    terms: tuple[date, PerInfluencer],
    many: int,
    aside: int = 0,
) -> Iterator[Unmet]:
    """Whether so many on a day are more than its terms let one have, beside those of before.

    What is set aside for the person is theirs already.
    """
    day, per = terms
    had = 0
    for each in before:
        apart = not _same_period(ledger.program, per.every, each.requested, day)
        back = each.returned is not None and each.returned.restocked
        if each.reward != reward.id or apart or back or ended(each):
            continue
        if each.place.path not in ledger.account(each.influencer).refused:
            had += each.quantity
    if had + aside + many > per.limit:
        when = {"cycle": "a cycle", "year": "a year", "ever": "ever"}[per.every]
        asked = f", {had} asked for before" if had else ""
        asked += f", {aside} set aside already" if aside else ""
        yield Unmet(f"{many} of {reward.id}{asked}, limit {per.limit} {when}")


def _same_period(program: Program, every: str, one: date, other: date) -> bool:
    if every == "cycle":
        return one in program.cycles.of(other)
    return every == "ever" or one.year == other.year
