"""Asking for a reward: what it costs on the day, or why it cannot be had."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from goodword.days import in_force
from goodword.ledger.ladder import RANKED
from goodword.ledger.spending import ended, same_day
from goodword.ledger.stock import left_on
from goodword.model.redemption import RedemptionJudged

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from goodword.ledger.ledger import Ledger
    from goodword.model.profile import Profile
    from goodword.model.redemption import Redemption
    from goodword.model.reward import CostVersion, Reward


@dataclass(frozen=True, slots=True)
class Unavailable:
    """Why a reward cannot be had: what is, and what to do about it."""

    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Price:
    """What a request says: points for all of the quantity, and what was judged that day."""

    points: int
    judged: RedemptionJudged | None


def price(
    ledger: Ledger, person: str, reward: str, quantity: int = 1
) -> Price | tuple[Unavailable, ...]:
    """The price of a reward for a person on the ledger's day, or all reasons against it.

    Args:
        ledger: as of the day of the request.
        person: id of who asks.
        reward: id of what is asked for.
        quantity: how many, at least 1.
    """
    program, day = ledger.program, ledger.as_of
    offered, profile = program.rewards.get(reward), program.influencers.get(person)
    if offered is None:
        return (Unavailable(f'there is no reward "{reward}"'),)
    if profile is None:
        return (Unavailable(f'there is no influencer "{person}"'),)
    problems = list(_window(offered, day))
    cost = in_force(offered.cost, day)
    if cost is None:
        first = offered.cost[0].from_
        return (*problems, Unavailable(f"{reward} has no price on {day}, its first is of {first}"))
    points = cost.points * quantity
    problems += _terms(ledger, profile, cost, day)
    problems += _limit(ledger, person, offered, cost, quantity)
    if offered.stock:
        left = left_on(program, ledger.members, offered, day)
        if left < quantity:
            problems.append(Unavailable(f"{max(left, 0)} of {reward} are left, not {quantity}"))
    spendable = ledger.account(person).spendable
    if points > spendable:
        problems.append(
            Unavailable(f'"{person}" has {spendable} points to spend, {points} are needed')
        )
    if problems:
        return tuple(problems)
    asks = cost.tiers or cost.regions or cost.nda
    judged = RedemptionJudged(
        profile.region, ledger.account(person).tier, cost.tiers, cost.regions, cost.nda
    )
    return Price(points, judged if asks else None)


def _window(reward: Reward, day: date) -> Iterator[Unavailable]:
    if day not in reward.redeemable:
        first, last = reward.redeemable.from_, reward.redeemable.to
        span = " ".join(
            f"{word} {each}" for word, each in (("from", first), ("to", last)) if each is not None
        )
        yield Unavailable(f"{reward.id} can be redeemed {span}, not on {day}")


def _terms(ledger: Ledger, profile: Profile, cost: CostVersion, day: date) -> Iterator[Unavailable]:
    stage = profile.stage_on(day)
    if stage not in RANKED | {"left", "emeritus"}:
        yield Unavailable(f'"{profile.id}" is {stage or "not on the map"} on {day}')
    tier = ledger.account(profile.id).tier
    if cost.tiers and ledger.program.tiers is not None and tier not in cost.tiers:
        yield Unavailable(
            f'"{profile.id}" has tier {tier or "none"}, needed is {", ".join(cost.tiers)}'
        )
    region = profile.region or ""
    if cost.regions and not any(
        region == each or region.startswith(f"{each}-") for each in cost.regions
    ):
        yield Unavailable(
            f'"{profile.id}" is in {region or "no region"}, needed is {", ".join(cost.regions)}'
        )
    if cost.nda and not profile.nda_on(day):
        yield Unavailable(f'"{profile.id}" has no agreement (NDA) in force on {day}')


def _limit(
    ledger: Ledger, person: str, reward: Reward, cost: CostVersion, quantity: int
) -> Iterator[Unavailable]:
    rule = cost.per_influencer
    if rule is None:
        return
    had = taken_by(ledger, person, reward, rule.every)
    if had + quantity > rule.limit:
        every = "in all" if rule.every == "ever" else f"each {rule.every}"
        yield Unavailable(f'"{person}" has had {had} of {reward.id}, {rule.limit} {every}')


def taken_by(ledger: Ledger, person: str, reward: Reward, every: str) -> int:
    """How many a person has asked for in the day's cycle or calendar year, or ever.

    All requests count by their day that are neither refused, declined, cancelled nor out of
    stock; a return gives back only where it was restocked.
    """
    day = ledger.as_of
    refused = ledger.account(person).refused or {}
    total = 0
    for each in ledger.program.redemptions_of.get(person, ()):
        if each.reward != reward.id or each.requested > day or each.place.path in refused:
            continue
        if _same_span(ledger, each, every) and not _given_back(each, day):
            total += each.quantity
    return total


def _same_span(ledger: Ledger, redemption: Redemption, every: str) -> bool:
    day, requested = ledger.as_of, redemption.requested
    if every == "cycle":
        return requested in ledger.program.cycles.of(day)
    return every == "ever" or requested.year == day.year


def _given_back(redemption: Redemption, day: date) -> bool:
    end = ended(redemption)
    if same_day(redemption) or (end is not None and end[1].date <= day):
        return True
    back = redemption.returned
    return back is not None and back.restocked and back.date <= day
